"""Every address declares who may open it and how."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from motcua.identity.permissions import P
from motcua.ui.page import declaration_of

# django-ninja declares permissions per operation; its own tests walk them.
ELSEWHERE = ("api/",)


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        else:
            yield path, entry


def ours() -> list[tuple[str, URLPattern]]:
    return [(p, e) for p, e in addresses(get_resolver()) if not p.startswith(ELSEWHERE)]


def test_every_page_declares_itself():
    assert ours()
    undeclared = [path for path, entry in ours() if declaration_of(entry.callback) is None]
    assert undeclared == []


def test_every_named_permission_exists():
    for path, entry in ours():
        needs = declaration_of(entry.callback).needs
        assert needs is None or needs in set(P), path


def test_a_page_that_writes_on_get_says_why():
    writing = [path for path, entry in ours() if not declaration_of(entry.callback).reads]
    for path in writing:
        assert (dict(ours())[path].callback.__doc__ or "").strip(), f"{path} writes on GET: say why"
