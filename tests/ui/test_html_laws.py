"""The laws of a page can fail: each offence is found in a page that commits it."""

import pytest

from tests.ui.html_laws import offences


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<p onclick="x()">a</p>', "inline handler"),
        ('<p style="color:red">a</p>', "style inside"),
        ("<script>x()</script>", "script inside"),
        ('<i id="a"></i><i id="a"></i>', "twice"),
        ('<input name="n">', "no label"),
        ('<label for="x">a</label>', "not there"),
        ('<a href="#x">a</a>', "not there"),
        ('<a href="javascript:x">a</a>', "script as address"),
        ('<script src="https://cdn.example/x.js"></script>', "outside address"),
        ("<p>{{ name }}</p>", "leftover"),
        ("<html><p>a</p></html>", "language"),
        ("<div><p>a</div>", "closes"),
        ('<img src="/a.png">', "without a text"),
        ('<p class="a" class="b"></p>', "twice"),
    ],
)
def test_each_offence_is_found(html: str, said: str) -> None:
    assert any(said in one for one in offences(html))


def test_a_good_page_passes() -> None:
    assert offences('<html lang="vi"><label for="a">A</label><input id="a" name="a"></html>') == []
