from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "motcua.insight"
    label = "insight"
