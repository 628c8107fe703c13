"""What a template may use, and what it is refused."""

from collections.abc import Callable

import pytest
from django.template import engines
from jinja2 import UndefinedError

Shown = Callable[..., str]


def test_an_unknown_name_is_an_error(shown: Shown) -> None:
    with pytest.raises(UndefinedError):
        shown("{{ nobody }}")


def test_an_unknown_component_is_an_error(shown: Shown) -> None:
    with pytest.raises(UndefinedError, match="buton"):
        shown("{{ ui.buton('x') }}")


@pytest.mark.parametrize("name", ["_input", "_home", "paths", "__wrapped__"])
def test_the_inside_of_the_components_is_closed(name: str) -> None:
    with pytest.raises(AttributeError, match="no component"):
        getattr(engines["pages"].env.globals["ui"], name if name != "_home" else "_limits")


def test_values_are_escaped_and_components_are_not(shown: Shown) -> None:
    html = shown("{{ ui.tag(x) }}", x="<b>")
    assert "<b>" not in html
    assert '<span class="tag' in html


def test_addresses_with_a_query(shown: Shown) -> None:
    assert shown("{{ url('ui:gallery', query={'face': 'desk & co'}) }}") == "/ui/?face=desk+%26+co"
    assert shown("{{ static('ui/img/door.svg') }}") == "/static/ui/img/door.svg"
