"""The Jinja2 environment of every page: what a template may use without asking.

Globals: `t(vi, en)`, `lang()`, `url(name, ...)`, `static(path)`, `ui.<component>(...)`; `charts`
and
`qr_svg` for the components.
Filters: `text day clock moment weekday number money percent duration file_size machine`.
An unknown name is an error, not an empty place.
"""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.shortcuts import resolve_url
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro

from motcua.ui import formats
from motcua.ui.charts import bars, columns
from motcua.ui.language import LANGUAGES, lang, t, text
from motcua.ui.page import viewer_of
from motcua.ui.qr import qr_svg

MACRO_FILES = (
    "actions",
    "content",
    "data",
    "fields",
    "form",
    "icons",
    "navigation",
    "progress",
    "proofs",
    "status",
)
FILTERS = (
    "day",
    "clock",
    "moment",
    "weekday",
    "number",
    "money",
    "percent",
    "duration",
    "file_size",
    "machine",
)


class Components:
    """Gives every template all macros as `ui.<name>`, also in a block that is rendered alone."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._home: dict[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        if not self._home:
            self._home = self._find()
        if name.startswith("_") or name not in self._home:
            raise AttributeError(f"there is no component {name!r} in ui/macros")
        return getattr(self._environment.get_template(self._home[name]).module, name)

    def names(self) -> list[str]:
        """Return the names of all components."""
        return sorted(self._home or self._find())

    def _find(self) -> dict[str, str]:
        home: dict[str, str] = {}
        for file in MACRO_FILES:
            path = f"ui/macros/{file}.html"
            for name, value in vars(self._environment.get_template(path).module).items():
                if isinstance(value, Macro) and not name.startswith("_"):
                    home[name] = path
        return home


def url(name: str, *args: Any, query: dict[str, Any] | None = None, **kwargs: Any) -> str:
    """Return the address of a page, with an optional query."""
    return reverse(name, args=args or None, kwargs=kwargs or None, query=query)


def sign_in_url() -> str:
    """Return where a visitor signs in (`LOGIN_URL`)."""
    return resolve_url(settings.LOGIN_URL)


def sign_out_url() -> str:
    """Return where a person signs out (`LOGOUT_URL`, a POST)."""
    return resolve_url(getattr(settings, "LOGOUT_URL", "portal:sign_out"))


def environment(**options: Any) -> Environment:
    """Make the environment; Django's Jinja2 backend calls this with its own loader and options."""
    made = Environment(
        autoescape=True,
        **{
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            **{name: value for name, value in options.items() if name != "autoescape"},
            "extensions": [
                *options.get("extensions", ()),
                "jinja2.ext.do",
                "jinja2.ext.loopcontrols",
            ],
        },
    )
    made.undefined = StrictUndefined  # Django's backend asks for a lenient one
    made.filters.update({name: getattr(formats, name) for name in FILTERS})
    made.filters["text"] = text
    made.globals.update(
        t=t,
        lang=lang,
        url=url,
        static=static,
        viewer=viewer_of,
        messages_of=get_messages,
        sign_in_url=sign_in_url,
        sign_out_url=sign_out_url,
        languages=LANGUAGES,
        bars=bars,
        columns=columns,
        qr_svg=qr_svg,
    )
    made.globals["ui"] = Components(made)
    return made
