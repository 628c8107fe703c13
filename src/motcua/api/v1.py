"""Version 1 of the API: its parts put together, and its description."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from motcua.api import catalogue, dossiers, moves, places
from motcua.api.problems import MEDIA_TYPE, install, problem

DESCRIPTION = (
    "Procedures, reception points and tracking are open to everybody. Everything else needs the "
    "session of somebody signed in; writing also needs the CSRF token. Errors are problem details "
    "(RFC 9457) in the language of Accept-Language (vi, en)."
)


class Api(NinjaAPI):
    """Ninja's API inside our addresses, problem details described under their own media type."""

    def get_root_path(self, path_params: dict[str, Any]) -> str:
        return reverse("api:v1:api-root", kwargs=path_params)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for path in schema["paths"].values():
            for operation in path.values():
                _name_problems(operation["responses"])
        return schema


def _name_problems(responses: dict[int, Any]) -> None:
    for status, response in responses.items():
        if int(status) >= 400 and "application/json" in response.get("content", {}):
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}


api = Api(
    title="motcua",
    version="1",
    description=DESCRIPTION,
    # The page of documentation would load its scripts from elsewhere: there is none.
    docs_url=None,
    urls_namespace="v1",
)
install(api)
api.add_router("/procedures", catalogue.router)
api.add_router("/points", places.router)
api.add_router("/tracking", dossiers.tracking)
api.add_router("/dossiers", dossiers.router)
api.add_router("/dossiers", moves.router)


def unknown(request: HttpRequest) -> HttpResponse:
    """Answer an address the API does not have."""
    return problem(request, 404, "absent")
