"""Addresses of this face."""

from django.urls import URLPattern, path, register_converter

from motcua.console.absences import absences
from motcua.console.addresses import CatalogueCode
from motcua.console.alerts import alert, alerts, behind_alert
from motcua.console.audit import audit, audited_dossier
from motcua.console.board import board
from motcua.console.bottlenecks import (
    bottlenecks,
    bottlenecks_of_agency,
    bottlenecks_of_field,
    process_map,
    waits,
    waits_behind,
)
from motcua.console.catalogue import catalogue, procedure
from motcua.console.delegations import delegation
from motcua.console.erasure import erasure
from motcua.console.exports import exports, make_export
from motcua.console.glass import glass, opened, opened_file
from motcua.console.inspectorate import inspectorate, inspectorate_csv, odd_looks
from motcua.console.inspectorate_measure import cases_behind, measure, measure_csv, measure_of_unit
from motcua.console.inspectorate_odds import draws, draws_of_unit, pauses
from motcua.console.notices import again, notices, of_dossier
from motcua.console.official import official
from motcua.console.overview import dossiers, home, overview
from motcua.console.people import new_official, people
from motcua.console.plan_form import new_plan
from motcua.console.plan_page import plan, plan_archive, plan_file, plan_report
from motcua.console.plans import compare, plans
from motcua.console.proposing import new_version
from motcua.console.roster import roster
from motcua.console.staff_moves import staff_moves
from motcua.console.version import try_out, version
from motcua.console.waiting import waiting

register_converter(CatalogueCode, "catalogue_code")

app_name = "console"
FIGURES = [
    path("", home, name="home"),
    path("tong-quan/", overview, name="overview"),
    path("ho-so/", dossiers, name="dossiers"),
    path("qua-han/", board, name="board"),
]
PEOPLE = [
    path("can-bo/", people, name="people"),
    path("can-bo/them/", new_official, name="new_official"),
    path("can-bo/<int:person_id>/", official, name="official"),
    path("vang-mat/", absences, name="absences"),
    path("uy-quyen/", delegation, name="delegations"),
]
_PROCEDURE = "danh-muc/<catalogue_code:code>/"
CATALOGUE = [
    path("danh-muc/", catalogue, name="catalogue"),
    path("danh-muc/de-xuat/", new_version, name="new_version"),
    path(_PROCEDURE, procedure, name="procedure"),
    path(_PROCEDURE + "<int:number>/", version, name="version"),
    path(_PROCEDURE + "<int:number>/thu/", try_out, name="try_out"),
]
RECORD = [
    path("thong-bao/", notices, name="notices"),
    path("thong-bao/<int:notice_id>/gui-lai/", again, name="again"),
    path("thong-bao/ho-so/<str:code>/", of_dossier, name="notices_of"),
    path("giam-sat/", audit, name="audit"),
    path("giam-sat/<str:code>/", audited_dossier, name="audited"),
]
TWO_PEOPLE = [
    path("cho-xac-nhan/", waiting, name="waiting"),
    path("tep-danh-sach/", exports, name="exports"),
    path("tep-danh-sach/<int:number>/", make_export, name="make_export"),
    path("mo-khan-cap/", glass, name="glass"),
    path("mo-khan-cap/<str:code>/", opened, name="opened"),
    path("mo-khan-cap/<str:code>/tep/<int:paper_id>/", opened_file, name="opened_file"),
    path("xoa-va-giu/", erasure, name="erasure"),
    path("danh-sach-can-bo/", roster, name="roster"),
]
_PLAN = "quy-hoach/<uuid:uid>/"
PLANNING = [
    path("quy-hoach/", plans, name="plans"),
    path("quy-hoach/so-sanh/", compare, name="compare_plans"),
    path("quy-hoach/dieu-chuyen/", staff_moves, name="staff_moves"),
    path("quy-hoach/moi/<slug:kind>/", new_plan, name="new_plan"),
    path(_PLAN, plan, name="plan"),
    path(_PLAN + "bao-cao/", plan_report, name="plan_report"),
    path(_PLAN + "tat-ca/", plan_archive, name="plan_archive"),
    path(_PLAN + "tep/<path:name>", plan_file, name="plan_file"),
    path("diem-nghen/", bottlenecks, name="bottlenecks"),
    path("diem-nghen/so-do/<slug:key>/", process_map, name="process_map"),
    path("diem-nghen/linh-vuc/<slug:key>/", bottlenecks_of_field, name="bottlenecks_of_field"),
    path("diem-nghen/co-quan/<slug:key>/", bottlenecks_of_agency, name="bottlenecks_of_agency"),
    path("diem-nghen/linh-vuc/<slug:key>/<int:number>/", waits, name="waits"),
    path("diem-nghen/linh-vuc/<slug:key>/<int:number>/ho-so/", waits_behind, name="waits_behind"),
]
_MEASURE = "thanh-tra/so-lieu/<slug:key>/"
INSPECTORATE = [
    path("thanh-tra/", inspectorate, name="inspectorate"),
    path("thanh-tra/tai-ve/", inspectorate_csv, name="inspectorate_csv"),
    path("thanh-tra/bat-thuong/", odd_looks, name="odd_looks"),
    path("thanh-tra/canh-bao/", alerts, name="alerts"),
    path("thanh-tra/canh-bao/<uuid:uid>/", alert, name="alert"),
    path("thanh-tra/canh-bao/<uuid:uid>/ho-so/", behind_alert, name="behind_alert"),
    path("thanh-tra/rut-ho-so/", draws, name="draws"),
    path("thanh-tra/rut-ho-so/<slug:unit>/", draws_of_unit, name="draws_of_unit"),
    path("thanh-tra/tam-dung/", pauses, name="pauses"),
    path(_MEASURE, measure, name="measure"),
    path(_MEASURE + "tai-ve/", measure_csv, name="measure_csv"),
    path(_MEASURE + "ho-so/", cases_behind, name="cases_behind"),
    path(_MEASURE + "don-vi/<slug:unit>/", measure_of_unit, name="measure_of_unit"),
]
urlpatterns: list[URLPattern] = (
    INSPECTORATE + FIGURES + PEOPLE + CATALOGUE + RECORD + TWO_PEOPLE + PLANNING
)
