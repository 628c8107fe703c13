"""A log line is an event with keys that may be logged; whatever else was put into it is left out."""

import ast
import logging
import re
from pathlib import Path

import pytest

from motcua.disclosure.logged import LEFT_OUT, LOGGED, loggable
from motcua.site.log_lines import SafeLine

TEMPLATE = re.compile(r"[a-z_]+( \w+=%[sd])*")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
SECRETS = ("Nguyễn Zuqten", "0912345678", "an@example.test", "001200000001", "Số 1 ngõ Zuq")


def calls():
    for path in sorted(Path("src/motcua").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in LEVELS
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"log", "logger", "logging"}
            ):
                yield f"{path}:{node.lineno}", node


def test_every_line_is_an_event_with_keys_that_may_be_logged():
    found = list(calls())
    assert len(found) > 10
    for where, call in found:
        template = call.args[0]
        assert isinstance(template, ast.Constant), where
        assert TEMPLATE.fullmatch(template.value), f"{where}: write `event key=%s`"
        for key in re.findall(r"(\w+)=", template.value):
            assert key in LOGGED, f"{where}: say in motcua/disclosure/logged.py what {key} holds"


def test_every_key_says_what_it_holds():
    assert all(len(words) > 8 for words in LOGGED.values())


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("key", ["name", "why", "shoe_size"])
def test_what_looks_like_a_person_is_left_out(key, secret):
    assert loggable(key, secret) == LEFT_OUT
    assert loggable("why", ValueError(secret)) == "ValueError"
    assert loggable("silent", {secret: secret}) == "1"


def line(message, *args, name="motcua.x", **more):
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, args, None)
    for key, value in more.items():
        setattr(record, key, value)
    return SafeLine().format(record)


def test_what_may_be_logged_stays():
    said = line("notice_failed id=%s problem=%s", 17, "TimeoutError")
    assert said.endswith("ERROR motcua.x notice_failed id=17 problem=TimeoutError")
    assert line("transfer_waits code=%s", "H26.41.01-261122-0001").endswith("-0001")


def test_an_exception_is_its_kind_and_its_place():
    try:
        try:
            raise KeyError(SECRETS[0])
        except KeyError as error:
            raise ValueError(f"no {SECRETS[1]}") from error
    except ValueError as error:
        said = line("job_failed name=%s", "owe", exc_info=(ValueError, error, error.__traceback__))
    assert "error=ValueError" in said
    assert "because of KeyError" in said
    assert "test_logged.py" in said
    assert not any(secret in said for secret in SECRETS)


def test_others_words_are_their_template_only():
    assert line("Not Found: %s", "/danh-gia/geheim/", name="django.request").endswith(
        "Not Found: %s"
    )
    assert line(f"hello {SECRETS[0]}", name="lib").endswith(LEFT_OUT)
    assert line(f"Hello {SECRETS[0]}").endswith(LEFT_OUT)
    assert SECRETS[0] not in line(ValueError(SECRETS[0]), name="lib")
