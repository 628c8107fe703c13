"""Addresses of the settling side."""

from django.urls import URLPattern, path

from motcua.office.acting import acting, supplement
from motcua.office.acts import SUPPLEMENT
from motcua.office.board import board
from motcua.office.bulk import approve_many
from motcua.office.conflicts import conflicts
from motcua.office.dossier import control_sheet, dossier, paper
from motcua.office.lists import agency, home, to_decide, work
from motcua.office.messages import confirm_minutes, talk_file, talk_page
from motcua.office.questions import question, questions
from motcua.office.staff import staff
from motcua.office.waiting import waiting

app_name = "office"
urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("viec/", work, name="work"),
    path("ky-duyet/", to_decide, name="to_decide"),
    path("ky-duyet/hang-loat/", approve_many, name="approve_many"),
    path("ho-so/", agency, name="agency"),
    path("cho-xac-nhan/", waiting, name="waiting"),
    path("xung-dot/", conflicts, name="conflicts"),
    path("y-kien/", questions, name="questions"),
    path("y-kien/<int:number>/", question, name="question"),
    path("tinh-hinh/", board, name="board"),
    path("can-bo/", staff, name="staff"),
    path("ho-so/<str:code>/", dossier, name="dossier"),
    path("ho-so/<str:code>/tep/<int:paper_id>/", paper, name="paper"),
    path("ho-so/<str:code>/phieu-kiem-soat/", control_sheet, name="control_sheet"),
    path(f"ho-so/<str:code>/{SUPPLEMENT}/", supplement, name="supplement"),
    path("ho-so/<str:code>/trao-doi/", talk_page, name="talk"),
    path("ho-so/<str:code>/trao-doi/<uuid:uid>/tep/<int:number>/", talk_file, name="talk_file"),
    path("ho-so/<str:code>/trinh-bay/<uuid:uid>/", confirm_minutes, name="confirm_minutes"),
    path("ho-so/<str:code>/<slug:slug>/", acting, name="acting"),
]
