"""What no page may contain, told from its HTML alone: `offences(html)` lists what is wrong."""

from html.parser import HTMLParser

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }
)
REFERRING = ("aria-describedby", "aria-labelledby", "aria-controls")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.wanted: list[tuple[str, str]] = []
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str]] = []
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            self.found.append(f"<{tag}> carries an attribute twice")
        self._forbidden(tag, values)
        self._references(tag, values)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.found.append(f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script" and data.strip():
            self.found.append("script inside the page")
        self.found += [
            f"leftover {mark!r}" for mark in ("{{", "}}", "{%", "%}", "{#") if mark in data
        ]

    def _forbidden(self, tag: str, values: dict[str, str]) -> None:
        if tag == "style" or "style" in values:
            self.found.append(f"style inside the page: <{tag}>")
        self.found += [
            f"inline handler {name} on <{tag}>" for name in values if name.startswith("on")
        ]
        for name in ("src", "href", "action", "formaction"):
            value = values.get(name, "")
            if value.startswith("javascript:"):
                self.found.append(f"script as address on <{tag}>")
            if tag in {"script", "link", "img", "iframe", "form"} and value.startswith(
                ("http:", "https:", "//")
            ):
                self.found.append(f"outside address {value} on <{tag}>")
        if tag == "html" and values.get("lang") not in {"vi", "en"}:
            self.found.append("the page does not say its language")
        if tag == "img" and "alt" not in values:
            self.found.append("image without a text")

    def _references(self, tag: str, values: dict[str, str]) -> None:
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "label" and "for" in values:
            self.labelled.add(values["for"])
            self.wanted.append(("label", values["for"]))
        for name in REFERRING:
            self.wanted += [(name, one) for one in values.get(name, "").split()]
        if tag == "a" and values.get("href", "").startswith("#") and len(values["href"]) > 1:
            self.wanted.append(("link", values["href"][1:]))
        quiet = {"hidden", "submit", "button", "image", "reset"}
        if tag in {"select", "textarea"} or (tag == "input" and values.get("type") not in quiet):
            self.fields.append(values)


def offences(html: str) -> list[str]:
    """Return what breaks the laws of a page: inline code, outside addresses, broken references, missing labels."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = list(reader.found)
    found += [
        f"id {one!r} is there twice" for one in sorted(set(reader.ids)) if reader.ids.count(one) > 1
    ]
    found += [
        f"{kind} points to #{one}, which is not there"
        for kind, one in reader.wanted
        if one not in reader.ids
    ]
    found += [
        f"field {values.get('name')!r} has no label"
        for values in reader.fields
        if values.get("id") not in reader.labelled and not values.get("aria-label")
    ]
    if reader.open:
        found.append(f"never closed: {reader.open}")
    if "<!doctype html>" in html and "<html" in html and '<html lang="' not in html:
        found.append("the page does not say its language")
    return found
