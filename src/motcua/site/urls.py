"""Every address of the centre; each face keeps its own list."""

from django.urls import URLPattern, URLResolver, include, path

from motcua.openlog.files import log_file

urlpatterns: list[URLPattern | URLResolver] = [
    path("ui/", include("motcua.ui.urls")),
    path("quay/", include("motcua.desk.urls")),
    path("co-quan/", include("motcua.office.urls")),
    path("dieu-hanh/", include("motcua.console.urls")),
    path("api/", include("motcua.api.urls")),
    path("ngan-hang/", include("motcua.integrations.bank_reports.urls")),
    path("so-cong-khai/", include("motcua.openlog.urls")),
    path("log/<path:name>", log_file),
    path("", include("motcua.portal.urls")),
]

handler400 = "motcua.ui.errors.bad_request"
handler403 = "motcua.ui.errors.forbidden"
handler404 = "motcua.ui.errors.not_found"
handler500 = "motcua.ui.errors.server_error"
