"""The addresses of the look alone, a form that asks more after an answer, and what goes wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from motcua.flow.refusal import refuse
from motcua.formspec import form as spec
from motcua.formspec.answers import validate
from motcua.formspec.condition import Condition
from motcua.formspec.form import FieldType, Form
from motcua.formspec.label import Label
from motcua.formspec.post import clean
from motcua.ui.errors import not_found, server_error
from motcua.ui.fields import Field, problems
from motcua.ui.language import lang
from motcua.ui.page import asks_for_fragment, page
from motcua.ui.questions import posted, questions

FORM = Form(
    (
        spec.Section(
            "s",
            Label("Phần", "Part"),
            (
                spec.Field("born", FieldType.DATE, Label("Ngày sinh", "Born")),
                spec.Field("abroad", FieldType.YES_NO, Label("Ở nước ngoài?", "Abroad?")),
                spec.Field(
                    "country",
                    FieldType.TEXT,
                    Label("Nước", "Country"),
                    show_when=Condition.read({"abroad": True}),
                ),
            ),
        ),
    )
)
PAGE = """{% extends "ui/layout.html" %}{% block title %}x{% endblock %}{% block main %}<h1>x</h1>
{{ ui.error_summary(problems) }}
{% call ui.form(csrf_input, reload_url="", upload=true, reload_target="#answers") %}
<div id="answers">{{ ui.sections(sections) }}</div>
{{ ui.field(scan) }}{{ ui.reload_button() }}{{ ui.button("ok") }}
{% endcall %}{{ done }}{% endblock %}"""


@page(methods=("GET", "POST"))
def form(request: HttpRequest) -> HttpResponse:
    data, raw = clean(FORM, posted(request.POST))
    sending = request.method == "POST" and "reload" not in request.POST
    errors = validate(FORM, data, lang()) if sending else {}
    sections = questions(
        FORM, data=data, raw=raw if request.method == "POST" else None, errors=errors
    )
    values: dict[str, Any] = {
        "sections": sections,
        "problems": problems(sections),
        "scan": Field("scan", "Scan", "file", required=False, accept=".pdf", max_bytes=1000),
        "done": "accepted" if sending and not errors else "",
    }
    env = engines["pages"].env
    if asks_for_fragment(request):
        source = '<div id="answers">{{ ui.sections(sections) }}</div>'
        return HttpResponse(env.from_string(source).render(**values))
    template = engines["pages"].from_string(PAGE.replace('reload_url=""', 'reload_url="/form/"'))
    return HttpResponse(template.render(values, request))


@page()
def refused(request: HttpRequest) -> HttpResponse:
    raise refuse("fee_open", "Phí chưa được nộp.", "The fee is not paid yet.", "payment")


urlpatterns = [
    path("ui/", include("motcua.ui.urls")),
    path("form/", form),
    path("refused/", refused),
    path("absent/", not_found),
    path("broken/", server_error),
]
handler404 = "motcua.ui.errors.not_found"
handler500 = "motcua.ui.errors.server_error"
