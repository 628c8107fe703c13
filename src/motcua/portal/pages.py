"""Pages that only say something: help, accessibility, about."""

from django.http import HttpRequest, HttpResponse

from motcua.ui.page import page, render


@page()
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/pages/help.html")


@page()
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/pages/accessibility.html")


@page()
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/pages/about.html")
