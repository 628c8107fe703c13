"""Addresses of the counters."""

from django.urls import URLPattern, path

from motcua.desk.acting import acting
from motcua.desk.board import board, find, whole_list
from motcua.desk.cash import cash, cash_receipt
from motcua.desk.decision import check, completion, decision
from motcua.desk.dossier import dossier
from motcua.desk.form import form
from motcua.desk.identify import identify
from motcua.desk.messages import answer, host_hearing, minutes, talks
from motcua.desk.noting import note
from motcua.desk.papers import paper_file, papers, remove
from motcua.desk.prints import book, certificate, control_sheet, receipt, slip
from motcua.desk.procedures import begin, procedure, procedures

app_name = "desk"
# The code of a dossier, or the private number of a draft of this counter.
_ONE = "ho-so/<str:key>/"
urlpatterns: list[URLPattern] = [
    path("", board, name="board"),
    path("tim/", find, name="find"),
    path("danh-sach/<slug:which>/", whole_list, name="list"),
    path("so-theo-doi/", book, name="book"),
    path("trao-doi/", talks, name="talks"),
    path("trao-doi/tra-loi/<uuid:uid>/", answer, name="answer"),
    path("trao-doi/trinh-bay/<uuid:uid>/tep-bien-ban/", minutes, name="minutes"),
    path("trao-doi/trinh-bay/<uuid:uid>/<slug:slug>/", host_hearing, name="host_hearing"),
    path("nguoi-nop/", identify, name="identify"),
    path("thu-tuc/", procedures, name="procedures"),
    path("thu-tuc/<str:code>/", procedure, name="procedure"),
    path("thu-tuc/<str:code>/lap/", begin, name="begin"),
    path(_ONE, dossier, name="dossier"),
    path(_ONE + "to-khai/", form, name="form"),
    path(_ONE + "giay-to/", papers, name="papers"),
    path(_ONE + "giay-to/<int:paper_id>/", paper_file, name="paper_file"),
    path(_ONE + "giay-to/<int:paper_id>/bo/", remove, name="paper_remove"),
    path(_ONE + "tiep-nhan/", decision, name="decision"),
    path(_ONE + "kiem-tra/", check, name="check"),
    path(_ONE + "hoan-thien/", completion, name="completion"),
    path(_ONE + "thu-tien/", cash, name="cash"),
    path(_ONE + "bien-lai/<str:reference>/", cash_receipt, name="cash_receipt"),
    path(_ONE + "giay-tiep-nhan/", receipt, name="receipt"),
    path(_ONE + "chung-nhan/", certificate, name="certificate"),
    path(_ONE + "phieu/<int:number>/", slip, name="slip"),
    path(_ONE + "phieu-kiem-soat/", control_sheet, name="control_sheet"),
    path(_ONE + "ghi-lien-he/", note, name="note"),
    path(_ONE + "<slug:slug>/", acting, name="acting"),
]
