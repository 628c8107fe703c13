"""Making an account: a citizen with the personal number, a business with the tax code."""

from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.flow.refusal import Refused, refuse
from motcua.formspec import form as spec
from motcua.formspec.answers import validate
from motcua.formspec.condition import Condition
from motcua.formspec.form import FieldType, Form, Personal
from motcua.formspec.label import Label
from motcua.formspec.post import clean
from motcua.identity import sessions
from motcua.identity.actions.register_person import register_person
from motcua.identity.actions.set_password import check_password_rules
from motcua.portal.choices import sources
from motcua.portal.limits import REGISTER
from motcua.portal.signing_in import next_address
from motcua.ui.fields import Field, Section, problems
from motcua.ui.language import lang, t
from motcua.ui.limits import address_of
from motcua.ui.page import page, render
from motcua.ui.questions import posted, questions

FORM = Form(
    (
        spec.Section(
            "who",
            Label("Bạn là ai", "Who you are"),
            (
                spec.Field(
                    "kind", FieldType.CHOICE, Label("Tài khoản cho", "An account for"),
                    options=(
                        spec.Option("citizen", Label("Cá nhân", "A person")),
                        spec.Option("business", Label("Doanh nghiệp, tổ chức", "A business")),
                    ),
                ),
                spec.Field(
                    "full_name", FieldType.TEXT, Label("Họ và tên", "Full name"),
                    hint=Label("Như trên thẻ căn cước hoặc giấy đăng ký doanh nghiệp.",
                               "As on the identity card or the business certificate."),
                    personal=Personal.NAME, prefill="full_name", max_length=200,
                ),
                spec.Field(
                    "id_number", FieldType.ID_NUMBER,
                    Label("Số định danh cá nhân", "Personal number"),
                    hint=Label("12 chữ số trên thẻ căn cước. Cũng là tên đăng nhập của bạn.",
                               "The 12 digits on the identity card. Also your login."),
                    personal=Personal.ID, show_when=Condition.read({"kind": "citizen"}),
                ),
                spec.Field(
                    "tax_code", FieldType.TAX_CODE, Label("Mã số thuế", "Tax code"),
                    hint=Label("Cũng là tên đăng nhập của bạn.", "Also your login."),
                    personal=Personal.ID, show_when=Condition.read({"kind": "business"}),
                ),
            ),
        ),
        spec.Section(
            "reach",
            Label("Liên hệ", "How to reach you"),
            (
                spec.Field("email", FieldType.EMAIL, Label("Thư điện tử", "E-mail"),
                           hint=Label("Để nhận thông báo và đặt lại mật khẩu.",
                                      "For messages, and to set a new password."),
                           personal=Personal.EMAIL, prefill="email", max_length=254),
                spec.Field("phone", FieldType.PHONE, Label("Số điện thoại", "Phone"),
                           personal=Personal.PHONE, prefill="phone", required=False),
                spec.Field("commune", FieldType.COMMUNE, Label("Xã, phường nơi ở", "Commune"),
                           source="communes", required=False),
                spec.Field("address", FieldType.TEXT, Label("Số nhà, đường, thôn", "Street"),
                           personal=Personal.ADDRESS, prefill="address", required=False,
                           max_length=300),
            ),
        ),
    )
)  # fmt: skip


@page(methods=("GET", "POST"))
def register(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, {"kind": "citizen"}, None, {})
    answers, raw = clean(FORM, posted(request.POST))
    if "reload" in request.POST:
        return _form(request, answers, raw, {})
    errors = _problems(request, answers)
    if errors:
        return _form(request, answers, raw, errors)
    try:
        _register(request, answers)
    except Refused as refused:
        found = {one.where: one.text.to(lang()) for one in refused.refusals}
        return _form(request, answers, raw, found)
    return HttpResponseRedirect(next_address(request) or "/")


def _problems(request: HttpRequest, answers: dict[str, Any]) -> dict[str, str]:
    today = timezone.localdate()
    lists = {name: {one.value for one in options} for name, options in sources(today).items()}
    errors = validate(FORM, answers, lang(), today=today, sources=lists)
    try:
        check_password_rules(str(request.POST.get("password", "")))
    except Refused as refused:
        errors["password"] = refused.refusal.text.to(lang())
    if request.POST.get("password") != request.POST.get("password_again"):
        errors.setdefault("password_again", t("Hai mật khẩu không giống nhau. Hãy nhập lại.",
                                              "The two passwords differ. Enter them again."))  # fmt: skip
    wait = REGISTER.wait(address_of(request))
    if wait:
        errors[""] = t("Đã lập quá nhiều tài khoản từ mạng này. Hãy thử lại sau {n} phút.",
                       "Too many accounts from this network. Try again in {n} minutes.",
                       n=-(-wait // 60))  # fmt: skip
    return errors


def _register(request: HttpRequest, answers: dict[str, Any]) -> None:
    number = str(answers.get("tax_code") or answers.get("id_number"))
    password = str(request.POST["password"])
    REGISTER.count(address_of(request))
    try:
        person = register_person(
            full_name=str(answers["full_name"]), id_number=number, kind=str(answers["kind"]),
            login=number, password=password, email=str(answers["email"]),
            phone=str(answers.get("phone", "")), address=str(answers.get("address", "")),
            commune=str(answers.get("commune", "")), language=lang(),
        )  # fmt: skip
    except IntegrityError as error:
        raise _taken() from error
    # A number known before gives the known person: whoever has its password is that person.
    if not sessions.sign_in(request, name=person.login, password=password):
        raise _taken()


def _taken() -> Refused:
    return refuse(
        "number_known",
        "Không lập được tài khoản với số này. Nếu đã có tài khoản, hãy đăng nhập hoặc đặt lại mật "
        "khẩu; nếu chưa, hãy mang giấy tờ đến điểm tiếp nhận bất kỳ để được kích hoạt.",
        "No account can be made with this number here. If you have one, sign in or reset the "
        "password; if not, come to any reception point with your identity card.",
        "id_number",
    )


def _form(
    request: HttpRequest, answers: dict[str, Any], raw: Any, errors: dict[str, str]
) -> HttpResponse:
    sections = questions(
        FORM, data=answers, raw=raw, errors=errors, sources=sources(timezone.localdate())
    )
    secret = Section(
        t("Mật khẩu", "Password"),
        (
            Field("password", t("Mật khẩu mới", "New password"), "password",
                  hint=t("Ít nhất 10 ký tự; một câu dài dễ nhớ là tốt nhất.",
                         "At least 10 characters; a long sentence is best."),
                  autocomplete="new-password", error=errors.get("password", ""), width="half"),
            Field("password_again", t("Nhập lại mật khẩu", "The same again"), "password",
                  autocomplete="new-password", error=errors.get("password_again", ""), width="half"),
        ),
    )  # fmt: skip
    shown = (*sections, secret)
    whole = tuple(errors[key] for key in ("",) if key in errors)
    return render(
        request,
        "portal/registering/page.html",
        {"sections": shown, "problems": problems(shown, whole), "next": next_address(request)},
        block="answers",
    )
