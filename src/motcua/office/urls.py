"""Addresses of this face."""

from django.urls import URLPattern

app_name = "office"
urlpatterns: list[URLPattern] = []
