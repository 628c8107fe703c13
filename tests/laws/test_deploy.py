"""The examples for production: they parse, name settings that exist, and hold no secret."""

import re
import subprocess
import sys
import threading
from dataclasses import fields
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.urls import resolve
from ruamel.yaml import YAML

from motcua.site.env import Env

SETTINGS = {spec.metadata["name"] for spec in fields(Env)}
KNOWN = SETTINGS | {f"{name}_FILE" for name in SETTINGS}
COMPOSE = YAML(typ="safe").load(Path("compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = Path("Dockerfile").read_text(encoding="utf-8")
UNITS = sorted(Path("deploy/systemd").glob("*.service"))
HEALTH = Path("deploy/health.py")


def ours() -> dict[str, dict]:
    return {k: v for k, v in COMPOSE["services"].items() if v.get("image") == "motcua:local"}


def test_compose_runs_what_the_centre_needs():
    assert {"web", "worker", "database", "proxy"} <= set(COMPOSE["services"])
    for name, service in COMPOSE["services"].items():
        for other in service.get("depends_on", {}):
            assert other in COMPOSE["services"], name
        for secret in service.get("secrets", []):
            assert secret in COMPOSE["secrets"], name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source.startswith("./") or source in COMPOSE["volumes"], name


def test_compose_sets_settings_that_exist():
    for service in ours().values():
        assert {name for name in service["environment"] if name not in KNOWN} == set()


def test_compose_publishes_the_proxy_only():
    assert [name for name, one in COMPOSE["services"].items() if "ports" in one] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_our_containers_hold_no_rights():
    for service in ours().values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]


def test_no_secret_stands_in_the_examples():
    files = [Path("compose.yaml"), Path("Dockerfile"), *Path("deploy").rglob("*.*")]
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"^\s*-?\s*\w*(SECRET|PASSWORD)(_KEY)?[=:]\s*[^\s$/]", text, re.MULTILINE
        ), path
    assert all(secret["file"].startswith("./secrets/") for secret in COMPOSE["secrets"].values())


def test_the_image_is_locked_unprivileged_and_watched():
    last = DOCKERFILE.rindex("\nFROM ")
    assert DOCKERFILE.count("--require-hashes") == DOCKERFILE.count(" -r requirements/")
    user = re.search(r"^USER (\d+):(\d+)$", DOCKERFILE[last:], re.MULTILINE)
    assert user
    assert "0" not in user.groups()
    assert "\nHEALTHCHECK " in DOCKERFILE[last:]
    assert all(":" in image for image in re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))


def test_what_the_image_copies_reaches_the_builder():
    let_in = Path(".dockerignore").read_text(encoding="utf-8").splitlines()
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        for source in line.split():
            assert Path(source).exists()
            assert any(one.startswith(f"!{source.rstrip('/')}") for one in let_in), source


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_units_drop_rights_and_name_real_settings(unit):
    text = unit.read_text(encoding="utf-8")
    assert "User=motcua" in text
    assert "NoNewPrivileges=true" in text
    assert set(re.findall(r"\b(?:MOTCUA_\w+|DATABASE_URL\w*)=", text)) <= {f"{k}=" for k in KNOWN}


def test_the_example_environment_names_real_settings():
    lines = Path("deploy/systemd/environment.example").read_text(encoding="utf-8").splitlines()
    names = {line.split("=")[0] for line in lines if line and not line.startswith("#")}
    assert names
    assert names <= KNOWN


def test_nginx_lets_the_page_explain_the_upload_limit():
    text = Path("deploy/nginx.conf").read_text(encoding="utf-8")
    allowed = int(re.search(r"client_max_body_size (\d+)m;", text)[1])
    assert allowed > next(f.default for f in fields(Env) if f.name == "upload_limit_mb")
    for address in re.findall(r"location (?:= )?(/\S+) \{", text):
        assert resolve(address)


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_health_asks_under_the_public_name(status, code):
    seen = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, self.headers["Host"]))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_args):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        env = {
            "MOTCUA_HOSTS": "motcua.example,other",
            "MOTCUA_HEALTH_PORT": str(server.server_port),
        }
        done = subprocess.run([sys.executable, HEALTH], env=env, check=False, capture_output=True)
    assert done.returncode == code
    assert [host for _, host in seen] == ["motcua.example"]
    assert resolve(seen[0][0])


def test_health_says_that_nobody_answers():
    env = {"MOTCUA_HEALTH_PORT": "1"}
    done = subprocess.run(
        [sys.executable, HEALTH], env=env, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "no answer on port 1" in done.stderr
