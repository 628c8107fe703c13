"""Who is at the counter: found by the number on the paper they show, or registered."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.desk.access import at_counter, show
from motcua.desk.choices import communes
from motcua.desk.tokens import Visitor, seal, unseal
from motcua.dossiers.views.applicants import Applicant, applicant, found_by_number
from motcua.flow.refusal import Refused
from motcua.identity.actions.register_person import register_person
from motcua.identity.permissions import P
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t
from motcua.ui.page import page

TOKEN = "nguoi"  # noqa: S105 - the name of a parameter


@page(needs=P.DESK_REGISTER_PERSON, methods=("GET", "POST"))
def identify(request: HttpRequest) -> HttpResponse:
    """Ask for the number, then show who it is, or ask for what registering needs."""
    at_counter(request, P.DESK_RECEIVE)
    first = visitor_of(request)
    if request.method != "POST":
        return _ask(request, empty(_number_field()), first)
    filled = fill(_number_field(), request.POST)
    if filled.wrong:
        return _ask(request, filled, first, status=409)
    return _looked_up(request, filled.values["id_number"], first)


def _looked_up(request: HttpRequest, number: str, first: Visitor | None) -> HttpResponse:
    actor = at_counter(request, P.DESK_RECEIVE)
    digits = digits_of(number)
    found = found_by_number(actor, digits)
    if found is None and "register" not in request.POST:
        fields = tuple(
            replace(f, value=digits) if f.name == "id_number" else f for f in _person_fields()
        )
        return _register(request, empty(fields), first)
    if found is None:
        return _registered(request, first)
    return _known(found, first)


def _registered(request: HttpRequest, first: Visitor | None) -> HttpResponse:
    filled = fill(_person_fields(), request.POST)
    if filled.wrong:
        return _register(request, filled, first, status=409)
    said = filled.values
    try:
        person = register_person(
            full_name=said["full_name"], id_number=digits_of(said["id_number"]),
            kind=said["kind"], phone=said["phone"].replace(" ", ""), email=said["email"],
            address=said["address"], commune=said["commune"], language=said["language"],
        )  # fmt: skip
    except Refused as refused:
        return _register(request, filled.refused(refused), first, status=409)
    actor = at_counter(request, P.DESK_RECEIVE)
    known = applicant(actor, person.pk)
    return _known(known, first) if known else _ask(request, filled, first, status=409)


def _known(found: Applicant, first: Visitor | None) -> HttpResponse:
    """Go on with the person: as the applicant, or as who hands in for the first one."""
    if first is not None and first.applicant != found.id:
        return _onward(replace(first, submitter=found.id))
    return _onward(Visitor(found.id))


def _onward(visitor: Visitor) -> HttpResponse:
    return HttpResponseRedirect(url("desk:procedures", query={TOKEN: seal(visitor)}))


def digits_of(number: str) -> str:
    """Return a number without the blanks and dots people group it with."""
    return "".join(char for char in number if char not in " .\u00a0")


def visitor_of(request: HttpRequest) -> Visitor | None:
    """Return who the address is about."""
    token = request.POST.get(TOKEN) or request.GET.get(TOKEN) or ""
    return unseal(token)


def person_of(request: HttpRequest, person_id: int) -> Applicant | None:
    return applicant(at_counter(request, P.DESK_RECEIVE), person_id) if person_id else None


def _ask(
    request: HttpRequest, filled: Filled, first: Visitor | None, status: int = 200
) -> HttpResponse:
    return show(
        request, "identify.html", _context(request, filled, first), here="identify", status=status
    )


def _register(
    request: HttpRequest, filled: Filled, first: Visitor | None, status: int = 200
) -> HttpResponse:
    values = _context(request, filled, first)
    return show(request, "register.html", values, here="identify", status=status)


def _context(request: HttpRequest, filled: Filled, first: Visitor | None) -> dict[str, object]:
    return {
        "filled": filled,
        "first": person_of(request, first.applicant) if first else None,
        "token": seal(first) if first else "",
    }


def _number_field() -> tuple[Field, ...]:
    hint = t("12 chữ số trên thẻ căn cước; doanh nghiệp: mã số thuế 10 chữ số.",
             "12 digits of the identity card; a business: tax code of 10 digits.")  # fmt: skip
    label = t("Số định danh hoặc mã số thuế", "Personal number or tax code")
    return (Field("id_number", label, hint=hint, input_mode="numeric", width="half",
                  max_length=20),)  # fmt: skip


def _person_fields() -> tuple[Field, ...]:
    kinds = (
        Option("citizen", t("Cá nhân", "Citizen")),
        Option("business", t("Tổ chức, doanh nghiệp", "Organisation, business")),
    )
    languages = (Option("vi", "Tiếng Việt"), Option("en", "English"))
    return (
        *_number_field(),
        Field("kind", t("Là", "Is a"), "radios", options=kinds, value="citizen"),
        Field("full_name", t("Họ, chữ đệm và tên", "Full name"),
              hint=t("Như trong giấy tờ xuất trình", "As in the paper shown"), max_length=200),
        Field("phone", t("Số điện thoại", "Telephone"), "tel", required=False, width="half",
              max_length=20),
        Field("email", t("Thư điện tử", "E-mail"), "email", required=False, width="half",
              max_length=254),
        Field("address", t("Địa chỉ", "Address"), required=False, max_length=300),
        Field("commune", t("Xã, phường", "Commune"), "select", required=False, width="half",
              options=tuple(communes(timezone.localdate()))),
        Field("language", t("Ngôn ngữ nhận thông báo", "Language of messages"), "radios",
              options=languages, value="vi"),
    )  # fmt: skip
