"""Addresses of the look itself: the gallery and the switch of language."""

from django.urls import path

from motcua.ui.gallery import gallery
from motcua.ui.language import choose_language

app_name = "ui"
urlpatterns = [
    path("", gallery, name="gallery"),
    path("ngon-ngu/", choose_language, name="language"),
]
