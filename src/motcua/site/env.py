"""The settings an operator gives by environment: read once, checked together.

A secret may also be given as a file: `MOTCUA_SECRET_KEY_FILE=/run/secrets/key`.
`docs/reference/settings.md` is printed from the fields below.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class SettingsError(Exception):
    """Everything that is wrong with the environment, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The settings are not usable:\n" + "\n".join(f"  - {p}" for p in problems))
        self.problems = problems


def _boolean(text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("expected yes or no")


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _url(*schemes: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if urlsplit(text).scheme not in schemes:
            raise ValueError(
                "expected an address that starts with " + " or ".join(f"{s}://" for s in schemes)
            )
        return text

    return read


def _secret(text: str) -> str:
    if len(text) < 32:
        raise ValueError("expected at least 32 characters")
    return text


def _dotted(text: str) -> str:
    module, _, name = text.rpartition(".")
    if not all(part.isidentifier() for part in (*module.split("."), name)):
        raise ValueError("expected a dotted path such as package.module.name")
    return text


def _working_hours(text: str) -> int:
    hours = int(text)
    if not 1 <= hours <= 40:
        raise ValueError("expected 1 to 40 working hours")
    return hours


def _window(text: str) -> float:
    seconds = float(text)
    if not 0.1 <= seconds <= 3600:
        raise ValueError("expected 0.1 to 3600 seconds")
    return seconds


def _hours(text: str) -> tuple[time, ...]:
    try:
        return tuple(sorted(time.fromisoformat(part) for part in _names(text)))
    except ValueError as error:
        raise ValueError("expected times of day such as 09:00,14:00") from error


def _var(
    name: str,
    help_text: str,
    read: Callable[[str], Any] = str,
    default: Any = MISSING,
) -> Any:
    metadata = {"name": name, "help": help_text, "read": read}
    return (
        field(metadata=metadata)
        if default is MISSING
        else field(default=default, metadata=metadata)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Env:
    """One installation's settings; each field names its variable and what it is for."""

    database_url: str = _var(
        "DATABASE_URL",
        "PostgreSQL 15 or newer, e.g. postgresql://motcua@db/motcua. Empty: the embedded server.",
        _url("postgresql", "postgres"),
        "",
    )
    secret_key: str = _var(
        "MOTCUA_SECRET_KEY",
        "Signs sessions and one-time links; at least 32 random characters. "
        "Empty: one is made and kept in the home folder.",
        _secret,
        "",
    )
    home: Path = _var(
        "MOTCUA_HOME",
        "Folder for uploaded papers, the embedded database and made keys.",
        Path,
        Path(".motcua"),
    )
    debug: bool = _var(
        "MOTCUA_DEBUG", "Show errors in full; never in production.", _boolean, default=False
    )
    hosts: tuple[str, ...] = _var(
        "MOTCUA_HOSTS",
        "Host names the centre answers to, separated by commas.",
        _names,
        ("127.0.0.1", "localhost", "[::1]"),
    )
    public_url: str = _var(
        "MOTCUA_PUBLIC_URL",
        "The address people reach the centre at; it stands in receipts and messages.",
        _url("http", "https"),
        "http://127.0.0.1:8000",
    )
    trusted_proxies: tuple[str, ...] = _var(
        "MOTCUA_TRUSTED_PROXIES",
        "Addresses or networks of the web servers in front, separated by commas. Only theirs is "
        "the word on where a request came from (limits on attempts count by it).",
        _names,
        (),
    )
    unit_code: str = _var(
        "MOTCUA_UNIT_CODE",
        "The city's code in dossier codes (Decision 20/2020/QĐ-TTg); Hanoi is H26.",
        str,
        "H26",
    )
    email_url: str = _var(
        "MOTCUA_EMAIL_URL",
        "Mail server, smtp://user:password@host:25 or smtps://host:465. Empty: messages are kept "
        "in the home folder and shown in the console.",
        _url("smtp", "smtps"),
        "",
    )
    email_from: str = _var("MOTCUA_EMAIL_FROM", "Sender of messages.", str, "motcua@localhost")
    storage_url: str = _var(
        "MOTCUA_STORAGE_URL",
        "Where papers are kept: empty for a folder in the home, or s3://bucket (keys from the "
        "usual AWS variables).",
        _url("s3"),
        "",
    )
    storage_endpoint: str = _var(
        "MOTCUA_STORAGE_ENDPOINT",
        "Address of an S3-compatible server, when it is not Amazon's.",
        _url("http", "https"),
        "",
    )
    upload_limit_mb: int = _var(
        "MOTCUA_UPLOAD_LIMIT_MB", "Largest file one may upload, in megabytes.", int, 20
    )
    upload_scanner: str = _var(
        "MOTCUA_UPLOAD_SCANNER",
        "Dotted path of the class that looks through uploads, e.g. for viruses. Empty: none; every "
        "kept file is made anew or refused all the same.",
        _dotted,
        "",
    )
    sms_sender: str = _var(
        "MOTCUA_SMS_SENDER",
        "Dotted path of the function that sends short messages. Empty: none are sent.",
        _dotted,
        "",
    )
    acceptance_hours: int = _var(
        "MOTCUA_ACCEPTANCE_HOURS",
        "Working hours within which a point looks at what was handed in online; after them a "
        "complete dossier is accepted by itself and counts against the point.",
        _working_hours,
        8,
    )
    bank_bin: str = _var(
        "MOTCUA_BANK_BIN", "Six-digit code of the bank that receives fees (VietQR).", str, ""
    )
    bank_account: str = _var("MOTCUA_BANK_ACCOUNT", "Account number that receives fees.", str, "")
    bank_name: str = _var("MOTCUA_BANK_NAME", "Name of the account's holder.", str, "")
    bank_webhook_secret: str = _var(
        "MOTCUA_BANK_WEBHOOK_SECRET", "Secret that signs the bank's payment reports.", _secret, ""
    )
    log_origin: str = _var(
        "MOTCUA_LOG_ORIGIN",
        "Name under which the open log signs, for ever (kept with its key); usually where it is "
        "served, without https://. Empty: the public address and /log.",
        str,
        "",
    )
    log_window: float = _var(
        "MOTCUA_LOG_WINDOW",
        "Seconds between two batches of the open log, at most 3600: longer hides better when "
        "somebody came, shorter proves sooner.",
        _window,
        60.0,
    )
    message_hours: tuple[time, ...] = _var(
        "MOTCUA_MESSAGE_HOURS",
        "Local times of working days at which messages between applicants and officials are "
        "released, separated by commas; few and fixed, so that the time says nothing of a person.",
        _hours,
        (time(9, 0), time(11, 30), time(14, 0), time(16, 30)),
    )
    demo: bool = _var(
        "MOTCUA_DEMO",
        "Show the demonstration's banner and logins. Never on real data.",
        _boolean,
        default=False,
    )


def value_of(variable: str, environ: Mapping[str, str]) -> str | None:
    """Return the text of a variable, or what the file named by `<variable>_FILE` holds."""
    path = environ.get(f"{variable}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return environ.get(variable)


def _read_one(spec: "Field[Any]", environ: Mapping[str, str]) -> Any:
    text = value_of(spec.metadata["name"], environ)
    return spec.default if text is None or text == "" else spec.metadata["read"](text)


def read(environ: Mapping[str, str] | None = None) -> Env:
    """Read and check the environment.

    Raises
    ------
    SettingsError
        With every problem found, not only the first.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    problems: list[str] = []
    for spec in fields(Env):
        try:
            values[spec.name] = _read_one(spec, environ)
        except (ValueError, OSError) as error:
            problems.append(f"{spec.metadata['name']}: {error}. {spec.metadata['help']}")
    problems += _contradictions(values)
    if problems:
        raise SettingsError(problems)
    return Env(**values)


def _contradictions(values: Mapping[str, Any]) -> list[str]:
    problems = []
    if values.get("bank_account") and not str(values.get("bank_bin", "")).isdigit():
        problems.append("MOTCUA_BANK_BIN: six digits are needed when MOTCUA_BANK_ACCOUNT is set.")
    if values.get("bank_account") and not values.get("bank_webhook_secret"):
        problems.append("MOTCUA_BANK_WEBHOOK_SECRET: is needed when MOTCUA_BANK_ACCOUNT is set.")
    public = str(values.get("public_url", ""))
    host = urlsplit(public).hostname or ""
    if values.get("hosts") and host and not _covered(host, values["hosts"]):
        problems.append(f"MOTCUA_HOSTS: does not list {host}, the host of MOTCUA_PUBLIC_URL.")
    return problems


def _covered(host: str, hosts: tuple[str, ...]) -> bool:
    return any(
        entry == "*"
        or entry.strip("[]") == host
        or (entry.startswith(".") and host.endswith(entry))
        for entry in hosts
    )
