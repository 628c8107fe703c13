"""The house as a whole: what no single test can see."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

SOURCE = Path("src/motcua")
FILES = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]
CONTRACTS = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]
PURE = (
    "flow",
    "worktime",
    "formspec",
    "screening",
    "disclosure",
    "tlog",
    "lottery",
    "planner",
    "mining",
)


def trees():
    for path in FILES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_only_actions_write_a_status():
    offenders = []
    for path, tree in trees():
        if "dossiers" not in path.parts and "demo" not in path.parts:
            continue
        if path.parent.name == "actions":
            continue
        for node in ast.walk(tree):
            targets = node.targets if isinstance(node, ast.Assign) else []
            offenders += [
                f"{path}:{node.lineno}"
                for target in targets
                if isinstance(target, ast.Attribute) and target.attr == "status"
            ]
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update":
                offenders += [f"{path}:{node.lineno}" for k in node.keywords if k.arg == "status"]
    assert offenders == []


def test_no_signal_receiver_of_ours():
    offenders = [
        f"{path}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("django.dispatch", "django.db.models.signals"))
    ]
    assert offenders == []


def test_no_late_imports():
    """An import inside a function hides a circle; the command line is the one exception."""
    offenders = [
        f"{path}:{inner.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert offenders == []


def test_foreign_keys_point_down():
    """import-linter cannot see a key named by a string; this reads the same order."""
    layers = next(c for c in CONTRACTS if c["id"] == "order")["layers"]
    height = {
        name.strip(" ()"): len(layers) - n
        for n, row in enumerate(layers)
        for name in row.split("|")
    }
    offenders = []
    for model in apps.get_models():
        package = model.__module__.split(".")[1] if model.__module__.startswith("motcua.") else ""
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if not package or not field.concrete or other is None or other is model:
                continue
            if not other.__module__.startswith("motcua."):
                continue
            target = other.__module__.split(".")[1]
            if target != package and height[target] >= height[package]:
                offenders.append(f"{model.__name__}.{field.name} → {other.__name__}")
    assert offenders == []


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_import_without_django(package):
    code = (
        "import sys, pkgutil, importlib; sys.modules['django'] = None; "
        f"import motcua.{package} as p; "
        "[importlib.import_module(m.name) for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.')"
        " if not m.name.endswith('__main__')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_migrations_tell_the_models(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_drawers():
    drawers = {"utils", "helpers", "core", "common", "misc"}
    assert [str(p) for p in FILES if p.stem in drawers or p.parent.name in drawers] == []
