from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "motcua.contact"
    label = "contact"
