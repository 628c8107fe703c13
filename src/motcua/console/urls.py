"""Addresses of this face."""

from django.urls import URLPattern, path, register_converter

from motcua.console.absences import absences
from motcua.console.addresses import CatalogueCode
from motcua.console.audit import audit, audited_dossier
from motcua.console.board import board, board_csv
from motcua.console.catalogue import catalogue, procedure
from motcua.console.delegations import delegation
from motcua.console.inspectorate import inspectorate, inspectorate_csv, odd_looks
from motcua.console.inspectorate_measure import cases_behind, measure, measure_csv, measure_of_unit
from motcua.console.notices import again, notices, of_dossier
from motcua.console.official import official
from motcua.console.overview import dossiers, home, overview
from motcua.console.people import new_official, people
from motcua.console.proposing import new_version
from motcua.console.version import try_out, version

register_converter(CatalogueCode, "catalogue_code")

app_name = "console"
FIGURES = [
    path("", home, name="home"),
    path("tong-quan/", overview, name="overview"),
    path("ho-so/", dossiers, name="dossiers"),
    path("qua-han/", board, name="board"),
    path("qua-han/tai-ve/", board_csv, name="board_csv"),
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
_MEASURE = "thanh-tra/so-lieu/<slug:key>/"
INSPECTORATE = [
    path("thanh-tra/", inspectorate, name="inspectorate"),
    path("thanh-tra/tai-ve/", inspectorate_csv, name="inspectorate_csv"),
    path("thanh-tra/bat-thuong/", odd_looks, name="odd_looks"),
    path(_MEASURE, measure, name="measure"),
    path(_MEASURE + "tai-ve/", measure_csv, name="measure_csv"),
    path(_MEASURE + "ho-so/", cases_behind, name="cases_behind"),
    path(_MEASURE + "don-vi/<slug:unit>/", measure_of_unit, name="measure_of_unit"),
]
urlpatterns: list[URLPattern] = INSPECTORATE + FIGURES + PEOPLE + CATALOGUE + RECORD
