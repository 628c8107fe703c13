"""The addresses of the look alone, so that its tests need no other package."""

from django.urls import include, path

urlpatterns = [path("ui/", include("motcua.ui.urls"))]
handler404 = "motcua.ui.errors.not_found"
handler500 = "motcua.ui.errors.server_error"
