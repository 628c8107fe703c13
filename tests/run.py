"""Runs checks and tests, shows every failure, says what was left out and why, and what to do next."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).parents[1]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PURE = ["tests/flow", "tests/worktime", "tests/formspec", "tests/tlog", "tests/lottery"]


class Run:
    """A list of named steps; each is run, however many failed before it."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.left_out: list[str] = []

    def step(self, name: str, *command: str, **env: str) -> bool:
        print(f"== {name}", flush=True)
        started = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=False).returncode
        print(
            f"   {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s",
            flush=True,
        )
        if code:
            self.failed.append(name)
        return code == 0

    def end(self) -> int:
        for note in self.left_out:
            print(f"left out: {note}")
        if self.failed:
            print(
                "\nFailed: " + ", ".join(self.failed) + ". The words above each say what and where."
            )
            return 1
        print("\nAll is well. Next: `make demo` opens the centre; `make help` lists the rest.")
        return 0


def check(run: Run) -> None:
    run.step("style", str(BIN / "ruff"), "check", "-q", ".")
    run.step("format", str(BIN / "ruff"), "format", "--check", "-q", ".")
    run.step("order of packages", str(BIN / "lint-imports"), "--no-cache")
    run.step("types", str(BIN / "mypy"))


def tests(run: Run, *what: str) -> None:
    workers = str(min(4, os.cpu_count() or 1))
    run.step("tests", str(BIN / "pytest"), "-n", workers, "--dist", "worksteal",
             "-m", "not bench and not journey", *what)  # fmt: skip


def journeys(run: Run) -> None:
    if not chromium():
        run.left_out.append(
            "journeys in a browser: there is no Chromium and it may not be installed here. "
            "On Debian and Ubuntu: apt install chromium"
        )
        return
    run.step(
        "journeys", str(BIN / "pytest"), "tests/journeys", "-m", "journey", "-p", "no:randomly"
    )


def pages(run: Run) -> None:
    """Look at every page of every face with axe, at both sizes: thorough and slow, not in `all`."""
    if chromium():
        run.step(
            "pages",
            str(BIN / "pytest"),
            "-m",
            "journey",
            "-p",
            "no:randomly",
            "--ignore=tests/journeys",
        )


def chromium() -> bool:
    """Find Chromium, or install Debian's package where this account may."""
    if any(shutil.which(name) for name in CHROMIUM):
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("== Chromium for the browser tests (Debian's package)", flush=True)
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-y", "-q", "chromium"],
        ):
            subprocess.run(
                command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
            )
    return any(shutil.which(name) for name in CHROMIUM)


def everything(run: Run) -> None:
    check(run)
    tests(run)
    journeys(run)


def quick(run: Run) -> None:
    run.step(
        "pure tests", str(BIN / "pytest"), "-p", "no:django", *[p for p in PURE if Path(p).exists()]
    )


KINDS: dict[str, Callable[[Run], None]] = {
    "all": everything,
    "check": check,
    "quick": quick,
    "journeys": journeys,
    "pages": pages,
}

if __name__ == "__main__":
    this_run = Run()
    KINDS[sys.argv[1]](this_run)
    sys.exit(this_run.end())
