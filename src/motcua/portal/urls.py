"""Addresses of this face."""

from django.urls import URLPattern, path, register_converter

from motcua.portal import addresses
from motcua.portal.home import home
from motcua.portal.procedure import procedure
from motcua.portal.search import search

register_converter(addresses.ProcedureCode, "procedure")

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("thu-tuc/", search, name="search"),
    path("thu-tuc/<procedure:code>/", procedure, name="procedure"),
]
