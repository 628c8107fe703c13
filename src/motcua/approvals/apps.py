from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "motcua.approvals"
    label = "approvals"
