"""What may stand in an address: anything of another shape is simply not there."""


class CatalogueCode:
    """A national procedure code, e.g. `1.001193`."""

    regex = r"[0-9]\.[0-9]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
