"""Questions on the page: labels, hints and errors are tied to their inputs, and nothing typed is lost or run."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.ui.fields import Field, Option, Problem, Section, problems
from tests.ui.html_laws import offences

Shown = Callable[..., str]
KINDS = [
    "text",
    "textarea",
    "number",
    "money",
    "email",
    "tel",
    "date",
    "select",
    "radios",
    "checkboxes",
    "checkbox",
    "file",
    "password",
]
TWO = (Option("a", "A", "hint"), Option("b", "B"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("error", ["", "Sai"])
@pytest.mark.parametrize("required", [True, False])
def test_every_kind_is_labelled_and_says_its_error(
    shown: Shown, kind: str, error: str, required: bool
) -> None:
    field = Field(
        "a.b[0]",
        "Nhãn",
        kind,
        "Gợi ý",
        required,
        error=error,
        options=TWO,
        accept=".pdf",
        max_bytes=9,
    )  # type: ignore[arg-type]
    html = shown("{{ ui.field(f) }}", f=field)
    assert offences(html) == []
    assert "Nhãn" in html
    assert ("Sai" in html) == bool(error)
    assert f'id="{field.first_id}"' in html


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(value=st.text(max_size=40), kind=st.sampled_from(["text", "textarea", "money", "tel"]))
def test_what_was_typed_comes_back_and_is_never_markup(shown: Shown, value: str, kind: str) -> None:
    html = shown(
        "{{ ui.field(f) }}", f=Field("x", "X", kind, value=value + '"><script>alert(1)</script>')
    )  # type: ignore[arg-type]
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_password_is_not_shown_again(shown: Shown) -> None:
    assert "secret" not in shown("{{ ui.field(f) }}", f=Field("p", "P", "password", value="secret"))


def test_limits_of_a_file_are_told_before_the_upload(shown: Shown) -> None:
    html = shown(
        "{{ ui.field(f) }}",
        "en",
        f=Field("s", "Scan", "file", accept=".pdf,.jpg", max_bytes=20 << 20),
    )
    assert "File types: PDF, JPG." in html
    assert "20\N{NO-BREAK SPACE}MB per file" in html


def test_choices_are_kept(shown: Shown) -> None:
    assert (
        shown("{{ ui.field(f) }}", f=Field("r", "R", "radios", options=TWO, value="b")).count(
            " checked"
        )
        == 1
    )
    assert (
        shown(
            "{{ ui.field(f) }}", f=Field("r", "R", "checkboxes", options=TWO, values=("a", "b"))
        ).count(" checked")
        == 2
    )
    assert 'value="b" selected' in shown(
        "{{ ui.field(f) }}", f=Field("r", "R", "select", options=TWO, value="b")
    )


def test_the_summary_leads_to_each_wrong_field(shown: Shown) -> None:
    sections = (Section("S", (Field("born", "B", "date", error="Sai ngày"), Field("ok", "O"))),)
    listed = problems(sections, ("Cả đơn",))
    assert listed == [Problem("Cả đơn"), Problem("Sai ngày", "f-born-1")]
    html = shown("{{ ui.whole_form(s, '', 'Nộp', problems=p) }}", s=sections, p=listed)
    assert 'href="#f-born-1"' in html
    assert offences(html) == []


def test_no_problem_no_summary(shown: Shown) -> None:
    assert shown("{{ ui.error_summary([]) }}").strip() == ""
