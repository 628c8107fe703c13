"""Shared pieces of definition files.

A file says `use: identity_document` where a paper may stand, `use: [applicant]` where fields may
stand, and `use: commune_route` for a whole route; the piece comes from the library files
(`_fields.yaml`,
`_papers.yaml`, `_routes.yaml`, `_exemptions.yaml`) of the definitions folder. Words written beside
`use:` replace those of the piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class UnknownPiece(ValueError):
    """A file uses a piece that the library does not have."""

    def __init__(self, shelf: str, name: object, path: tuple[str | int, ...]) -> None:
        super().__init__(f"_{shelf}.yaml has no piece called {name!r}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Library:
    """The shelves of shared pieces, by name."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    papers: Mapping[str, Any] = field(default_factory=dict)
    routes: Mapping[str, Any] = field(default_factory=dict)
    exemptions: Mapping[str, Any] = field(default_factory=dict)

    def fill_in(self, written: dict[str, Any]) -> dict[str, Any]:
        """Return the procedure with every `use:` replaced; raise `UnknownPiece`."""
        whole = dict(written)
        for key in ("papers", "fee", "route"):
            if key in whole:
                whole[key] = self._part(key, whole[key], (key,))
        if isinstance(whole.get("cases"), list):
            cases = enumerate(whole["cases"])
            whole["cases"] = [self._case(case, ("cases", n)) for n, case in cases]
        if isinstance(whole.get("form"), dict):
            whole["form"] = self._form(whole["form"])
        return whole

    def _part(self, key: str, value: Any, path: tuple[str | int, ...]) -> Any:
        if key == "papers":
            return self._pieces("papers", value, path)
        if key == "fee" and isinstance(value, dict) and "exemptions" in value:
            pieces = self._pieces("exemptions", value["exemptions"], (*path, "exemptions"))
            return value | {"exemptions": pieces}
        if key == "route" and isinstance(value, dict) and set(value) == {"use"}:
            return self._take("routes", value["use"], (*path, "use"))
        return value

    def _case(self, case: Any, path: tuple[str | int, ...]) -> Any:
        if not isinstance(case, dict):
            return case
        own = {key: case[key] for key in ("papers", "fee") if key in case}
        return case | {key: self._part(key, value, (*path, key)) for key, value in own.items()}

    def _pieces(self, shelf: str, items: Any, path: tuple[str | int, ...]) -> Any:
        if not isinstance(items, list):
            return items
        return [self._piece(shelf, item, (*path, n)) for n, item in enumerate(items)]

    def _piece(self, shelf: str, item: Any, path: tuple[str | int, ...]) -> Any:
        if not isinstance(item, dict) or "use" not in item:
            return item
        name = item["use"]
        piece = self._take(shelf, name, (*path, "use"))
        return {"key": name} | piece | {key: value for key, value in item.items() if key != "use"}

    def _form(self, form: dict[str, Any]) -> dict[str, Any]:
        sections = form.get("sections")
        if not isinstance(sections, list):
            return form
        path = ("form", "sections")
        return form | {
            "sections": [self._section(one, (*path, n)) for n, one in enumerate(sections)]
        }

    def _section(self, section: Any, path: tuple[str | int, ...]) -> Any:
        if not isinstance(section, dict) or "use" not in section:
            return section
        names = section["use"] if isinstance(section["use"], list) else [section["use"]]
        shared = [self._take("fields", name, (*path, "use")) for name in names]
        fields = [one for group in shared for one in group]
        rest = {key: value for key, value in section.items() if key not in {"use", "fields"}}
        own = section.get("fields", [])
        return rest | {"fields": fields + own if isinstance(own, list) else own}

    def _take(self, shelf: str, name: Any, path: tuple[str | int, ...]) -> Any:
        pieces: Mapping[str, Any] = getattr(self, shelf)
        if not isinstance(name, str) or name not in pieces:
            raise UnknownPiece(shelf, name, path)
        return pieces[name]
