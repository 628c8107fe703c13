"""Addresses of this face."""

from django.urls import URLPattern, path, register_converter

from motcua.portal import addresses
from motcua.portal.acting import choose_return, supplement, withdraw
from motcua.portal.certificate import certificate, certificate_file, certificate_proof
from motcua.portal.dossier import dossier, dossier_file, submitted
from motcua.portal.drafting import discard, draft, draft_section
from motcua.portal.home import home
from motcua.portal.messages import be_heard, hearing_move, minutes, talk_file, talk_page
from motcua.portal.mine import my_dossiers
from motcua.portal.pages import about, accessibility, help_page
from motcua.portal.papers import draft_file, draft_papers, remove
from motcua.portal.paying import fee_receipt, pay, pay_by_test_bank
from motcua.portal.points import point, points
from motcua.portal.procedure import procedure
from motcua.portal.published_plans import (
    published_archive,
    published_file,
    published_plan,
    published_plans,
    published_report,
    published_sums,
)
from motcua.portal.rating import rate
from motcua.portal.receipt import receipt
from motcua.portal.registering import register
from motcua.portal.resetting import forgotten, reset
from motcua.portal.reviewing import draft_place, draft_review
from motcua.portal.search import search
from motcua.portal.second_factor import second_factor
from motcua.portal.signing_in import sign_in, sign_out
from motcua.portal.starting import start
from motcua.portal.tracking import track, track_code
from motcua.portal.who_looked import looked_at
from motcua.portal.workplace import workplace

register_converter(addresses.ProcedureCode, "procedure")

app_name = "portal"
FINDING = [
    path("", home, name="home"),
    path("thu-tuc/", search, name="search"),
    path("thu-tuc/<procedure:code>/", procedure, name="procedure"),
    path("diem-tiep-nhan/", points, name="points"),
    path("diem-tiep-nhan/<str:code>/", point, name="point"),
    path("tra-cuu/", track, name="track"),
    path("tra-cuu/<str:code>/", track_code, name="tracked"),
    path("tro-giup/", help_page, name="help"),
    path("tiep-can/", accessibility, name="accessibility"),
    path("gioi-thieu/", about, name="about"),
]
_PLAN = "quy-hoach/<uuid:uid>/"
PLANS = [
    path("quy-hoach/", published_plans, name="published_plans"),
    path(_PLAN, published_plan, name="published_plan"),
    path(_PLAN + "bao-cao/", published_report, name="published_report"),
    path(_PLAN + "tat-ca.zip", published_archive, name="published_archive"),
    path(_PLAN + "SHA256SUMS", published_sums, name="published_sums"),
    path(_PLAN + "tep/<path:name>", published_file, name="published_file"),
]
ACCOUNT = [
    path("dang-nhap/", sign_in, name="sign_in"),
    path("dang-xuat/", sign_out, name="sign_out"),
    path("xac-thuc/", second_factor, name="second_factor"),
    path("noi-lam-viec/", workplace, name="workplace"),
    path("dang-ky/", register, name="register"),
    path("quen-mat-khau/", forgotten, name="forgotten"),
    path("dat-lai-mat-khau/<str:uid>/<str:token>/", reset, name="reset"),
]
_DRAFT = "nop-ho-so/ban-nhap/<uuid:uid>/"
APPLYING = [
    path("nop-ho-so/<procedure:code>/", start, name="start"),
    path(_DRAFT, draft, name="draft"),
    path(_DRAFT + "to-khai/<slug:section>/", draft_section, name="draft_section"),
    path(_DRAFT + "giay-to/", draft_papers, name="draft_papers"),
    path(_DRAFT + "giay-to/<int:paper>/bo/", remove, name="draft_remove"),
    path(_DRAFT + "tep/<int:file_id>/", draft_file, name="draft_file"),
    path(_DRAFT + "noi-nhan/", draft_place, name="draft_place"),
    path(_DRAFT + "kiem-tra/", draft_review, name="draft_review"),
    path(_DRAFT + "xoa/", discard, name="draft_discard"),
]
_DOSSIER = "ho-so/<str:code>/"
FOLLOWING = [
    path("ho-so-cua-toi/", my_dossiers, name="my_dossiers"),
    path(_DOSSIER, dossier, name="dossier"),
    path(_DOSSIER + "da-nop/", submitted, name="submitted"),
    path(_DOSSIER + "giay-tiep-nhan/", receipt, name="receipt"),
    path(_DOSSIER + "chung-nhan/", certificate, name="certificate"),
    path(_DOSSIER + "chung-nhan.json", certificate_file, name="certificate_file"),
    path(_DOSSIER + "chung-nhan/<int:n>.tlog-proof", certificate_proof, name="certificate_proof"),
    path(_DOSSIER + "bo-sung/", supplement, name="supplement"),
    path(_DOSSIER + "ai-da-xem/", looked_at, name="looked_at"),
    path(_DOSSIER + "rut/", withdraw, name="withdraw"),
    path(_DOSSIER + "trao-doi/", talk_page, name="talk"),
    path(_DOSSIER + "trao-doi/<uuid:uid>/tep/<int:number>/", talk_file, name="talk_file"),
    path(_DOSSIER + "trinh-bay/", be_heard, name="be_heard"),
    path(_DOSSIER + "trinh-bay/<uuid:uid>/bien-ban/", minutes, name="minutes"),
    path(_DOSSIER + "trinh-bay/<uuid:uid>/<slug:slug>/", hearing_move, name="hearing_move"),
    path(_DOSSIER + "noi-nhan/", choose_return, name="choose_return"),
    path(_DOSSIER + "nop-tien/", pay, name="pay"),
    path(_DOSSIER + "nop-tien/ngan-hang-thu/", pay_by_test_bank, name="pay_by_test_bank"),
    path(_DOSSIER + "bien-lai/<str:reference>/", fee_receipt, name="fee_receipt"),
    path("danh-gia/<str:token>/", rate, name="rate"),
    path(_DOSSIER + "tep/<int:file_id>/", dossier_file, name="dossier_file"),
]
urlpatterns: list[URLPattern] = FINDING + PLANS + ACCOUNT + APPLYING + FOLLOWING
