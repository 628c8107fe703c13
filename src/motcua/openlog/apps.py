from django.apps import AppConfig


class OpenlogConfig(AppConfig):
    name = "motcua.openlog"
    label = "openlog"
