"""Names nobody can take for real people's: a family name, the word for sample, a number."""

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")


def name_of(number: int) -> str:
    """Return the synthetic name of a number, e.g. `Trần Mẫu 00001`."""
    return f"{FAMILIES[number % len(FAMILIES)]} Mẫu {number:05d}"
