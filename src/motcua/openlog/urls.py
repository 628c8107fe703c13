"""Addresses of the open log's pages; its files are at `/log/`."""

from django.urls import path

from motcua.openlog.checking import broken_promise, check, evidence
from motcua.openlog.download import all_entries, download
from motcua.openlog.entries import entry, entry_list, proof
from motcua.openlog.fairness import draw, fairness
from motcua.openlog.home import home
from motcua.openlog.life import life
from motcua.openlog.search import search
from motcua.openlog.statistics import behind, month, month_json, statistics

app_name = "openlog"
urlpatterns = [
    path("", home, name="home"),
    path("tim/", search, name="search"),
    path("ho-so/<str:tag>/", life, name="life"),
    path("muc/", entry_list, name="entries"),
    path("muc/<int:idx>/", entry, name="entry"),
    path("muc/<int:idx>.tlog-proof", proof, name="proof"),
    path("bang-chung/<str:leaf_hash>.json", evidence, name="evidence"),
    path("loi-hua/", broken_promise, name="promise"),
    path("so-lieu/", statistics, name="statistics"),
    path("so-lieu/<str:name>.json", month_json, name="month_json"),
    path("so-lieu/<str:name>/", month, name="month"),
    path("so-lieu/<str:name>/ho-so/", behind, name="behind"),
    path("boc-tham/", fairness, name="fairness"),
    path("boc-tham/<int:idx>/<int:place>/", draw, name="draw"),
    path("kiem-tra/", check, name="check"),
    path("tai-ve/", download, name="download"),
    path("tai-ve/tat-ca.jsonl", all_entries, name="all_entries"),
]
