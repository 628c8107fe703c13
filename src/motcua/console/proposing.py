"""Proposing a version: a definition file, pasted or uploaded; errors stand beside their lines."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from ruamel.yaml import YAML

from motcua.catalogue import queries
from motcua.catalogue.actions.propose import propose
from motcua.catalogue.authored import DEFINITION
from motcua.catalogue.checking import Checked, check_text, load_library
from motcua.catalogue.library import Library
from motcua.catalogue.shipped import folder
from motcua.catalogue.vocabulary import FIELDS
from motcua.console.asking import chosen, problem_list, request_id, words
from motcua.console.sections import actor_of, page_of, show
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.ui.fields import Field, Option, Problem
from motcua.ui.language import t, text

MOST_BYTES = 400 << 10
FIRST_WORDS = ("key", "value", "names", "label", "title", "type")
FILE = "definition.yaml"


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of the file with what is wrong with it."""

    number: int
    text: str
    reasons: tuple[str, ...]


@page_of("catalogue", methods=("GET", "POST"))
def new_version(request: HttpRequest) -> HttpResponse:
    """Check a definition file and propose it; the editor's text is never lost."""
    if not actor_of(request).may(P.CATALOGUE_EDIT):
        raise Http404("only editors propose")
    if request.method == "GET":
        return _page(request, *_start(request))
    written, problem = _written(request)
    field, slug = chosen(request.POST, "field", FIELDS), words(request.POST, "slug", 80)
    if problem:
        return _page(request, written, field, slug, problem=problem)
    checked = check_text(written, _library(), file=FILE, field=field, slug=slug or "-")
    if checked.definition is None or "check" in request.POST:
        return _page(request, written, field, slug, checked=checked)
    try:
        made = propose(
            written=checked.written,
            field=field,
            slug=slug or "-",
            actor=actor_of(request),
            at=timezone.now(),
            request_id=request_id(request),
        )
    except Refused as refused:
        return _page(request, written, field, slug, checked=checked, refused=refused)
    return redirect("console:procedure", made.procedure.code)


def as_yaml(written: Any) -> str:
    """Return a written procedure as a definition file, in the order and the short texts of one."""
    yaml = YAML()
    yaml.width = 100
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump({word: _shortened(written[word]) for word in _in_order(written)}, out)
    return out.getvalue()


def _in_order(written: Mapping[str, Any]) -> list[str]:
    """Return the words as the schema lists them; a stored document has lost its own order."""
    known = list(DEFINITION["properties"])
    return [word for word in known if word in written] + [w for w in written if w not in known]


def _shortened(value: Any) -> Any:
    """Write texts as `tiếng Việt | English`, and what names a thing before the rest of it."""
    if isinstance(value, Mapping):
        if set(value) == {"vi", "en"} and not any(
            "|" in words or "\n" in words for words in value.values()
        ):
            return f"{value['vi']} | {value['en']}"
        first = [word for word in FIRST_WORDS if word in value]
        rest = [word for word in value if word not in FIRST_WORDS]
        return {word: _shortened(value[word]) for word in first + rest}
    return [_shortened(one) for one in value] if isinstance(value, list) else value


def _start(request: HttpRequest) -> tuple[str, str, str]:
    """Return text, field and slug to begin with: of the newest version, where one is named."""
    code = words(request.GET, "code", 12)
    history = queries.history(code) if code else []
    if not history:
        return "", "", ""
    definition = history[-1].definition
    return as_yaml(queries.documents(code)[-1]), definition.field, definition.slug


def _written(request: HttpRequest) -> tuple[str, str]:
    """Return the text and what is wrong with how it came; a file counts before the text."""
    file = request.FILES.get("file")
    if file is None:
        text_ = request.POST.get("text", "").replace("\r\n", "\n")
        empty = t("Hãy dán hoặc chọn một tệp định nghĩa.", "Paste or choose a definition file.")
        return text_[:MOST_BYTES], "" if text_.strip() else empty
    if file.size is None or file.size > MOST_BYTES:
        return "", t("Tệp quá lớn: một định nghĩa không quá 400 kB.",
                     "The file is too large: a definition has 400 kB at most.")  # fmt: skip
    try:
        return file.read().decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return "", t("Tệp không phải là văn bản UTF-8.", "The file is not UTF-8 text.")


def _page(
    request: HttpRequest,
    written: str,
    field: str,
    slug: str,
    *,
    problem: str = "",
    checked: Checked | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    fields = _fields(written, field, slug, problem)
    problems = problem_list(fields, refused.refusals if refused else ())
    found = checked.findings if checked else ()
    if found:
        problems.append(Problem(t("Tệp có {n} lỗi, ghi cạnh từng dòng dưới đây.",
                                  "The file has {n} errors, shown beside the lines below.",
                                  one="The file has {n} error, shown beside its line below.",
                                  n=len(found)), "f-text"))  # fmt: skip
    return show(
        request,
        "catalogue/propose",
        {
            "fields": fields,
            "problems": problems,
            "lines": _numbered(written, checked) if found else [],
            "sound": checked is not None and not found and refused is None,
            "request_id": request_id(request),
        },
        status=409 if refused else 200,
    )


def _fields(written: str, field: str, slug: str, problem: str) -> list[Field]:
    options = tuple(Option(key, text(name)) for key, name in FIELDS.items())
    return [
        Field("field", t("Lĩnh vực", "Field of law"), "select", value=field, options=options,
              width="half"),
        Field("slug", t("Tên ngắn trong địa chỉ", "Short name in addresses"), value=slug,
              hint=t("Chữ thường không dấu, nối bằng gạch ngang, ví dụ birth-registration",
                     "Small letters joined by hyphens, e.g. birth-registration"), width="half"),
        Field("file", t("Tệp định nghĩa", "Definition file"), "file", required=False,
              accept=".yaml,.yml", max_bytes=MOST_BYTES),
        Field("text", t("Hoặc dán nội dung", "Or paste its text"), "textarea", value=written,
              required=False, rows=24, error=problem),
    ]  # fmt: skip


def _numbered(written: str, checked: Checked | None) -> list[NumberedLine]:
    reasons: dict[int, list[str]] = {}
    for one in checked.findings if checked else ():
        where = f"{one.where}: " if one.where else ""
        reasons.setdefault(one.line, []).append(f"{where}{one.reason}")
    return [
        NumberedLine(number, line, tuple(reasons.get(number, ())))
        for number, line in enumerate(written.split("\n"), start=1)
    ]


@lru_cache(maxsize=1)
def _library() -> Library:
    """Return the shared pieces that come with the software; definitions may `use` them."""
    return load_library(folder())[0]
