"""Addresses of this face."""

from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt

from motcua.api.v1 import api, unknown

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", api.urls),
    # Nothing is done there, so nothing has to be protected.
    re_path(r"^.*$", csrf_exempt(unknown)),
]
