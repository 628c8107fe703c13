"""Addresses of this integration."""

from django.urls import path

from motcua.integrations.bank_reports.receiving import receive_report

app_name = "bank_reports"
urlpatterns = [path("bao-co/", receive_report, name="receive")]
