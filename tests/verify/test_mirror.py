"""Mirrors and networks: resumed copies, servers that lie, small files that become large."""

import gzip
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from motcua.tlog.tiles import Bundle, Tile
from tests.verify.run import batches, city, now, verify, written

pytestmark = [pytest.mark.pure, pytest.mark.slow]


class Server(SimpleHTTPRequestHandler):
    """Serves a directory; ``bombs`` are paths answered with a gzip of zeroes."""

    asked: list[str]
    bombs: dict[str, bytes]
    failing: set[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path in self.failing:
            self.failing.discard(self.path)
            self.send_error(503)
        elif self.path in self.bombs:
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(self.bombs[self.path])
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path, type[Server]]]:
    log = written(tmp_path)
    kind = type("OneServer", (Server,), {"asked": [], "bombs": {}, "failing": set()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(log)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", log, kind
    server.shutdown()
    server.server_close()
    thread.join()


def test_resumable(served: tuple[str, Path, type[Server]], tmp_path: Path) -> None:
    url, _, server = served
    copy = str(tmp_path / "copy")
    server.failing.add("/checkpoint")
    outcome = verify(url, "--mirror", copy, now=now())
    assert outcome.code == 0, outcome.text
    first = len(server.asked)
    server.asked.clear()
    assert verify(url, "--mirror", copy, now=now()).code == 0
    assert not [path for path in server.asked if path.startswith("/tile/")]
    assert len(server.asked) < first
    assert verify(tmp_path / "copy", now=now()).code == 0, "the copy is itself a whole log"


def test_a_damaged_copy_is_fetched_again(
    served: tuple[str, Path, type[Server]], tmp_path: Path
) -> None:
    url, _, _ = served
    copy = tmp_path / "copy"
    assert verify(url, "--mirror", str(copy), now=now()).code == 0
    for path in (Bundle(0).path, Tile(0, 1).path):
        data = bytearray((copy / path).read_bytes())
        data[40] ^= 1
        (copy / path).write_bytes(bytes(data))
    assert verify(url, "--mirror", str(copy), now=now()).code == 0


def test_a_mirror_that_lies(served: tuple[str, Path, type[Server]], tmp_path: Path) -> None:
    url, log, _ = served
    bundle = log / Bundle(1).path
    good = bundle.read_bytes()
    bundle.write_bytes(good.replace(b"2026", b"2027", 1))
    outcome = verify(url, "--mirror", str(tmp_path / "a"), now=now())
    assert "bundle and tile disagree on entries 256–256" in outcome.text
    bundle.unlink()
    outcome = verify(url, "--mirror", str(tmp_path / "b"), now=now())
    assert outcome.code == 1
    assert f"{Bundle(1).path} is missing" in outcome.text


def test_gzip(served: tuple[str, Path, type[Server]], tmp_path: Path) -> None:
    url, log, server = served
    path = "/" + Bundle(0).path
    server.bombs[path] = gzip.compress((log / Bundle(0).path).read_bytes())
    assert verify(url, "--mirror", str(tmp_path / "a"), now=now()).code == 0
    server.bombs[path] = gzip.compress(bytes(200_000_000), compresslevel=1)
    outcome = verify(url, "--mirror", str(tmp_path / "b"), now=now())
    assert outcome.code == 1
    assert "longer than" in outcome.text
    server.bombs[path] = b"\x1f\x8bnot gzip at all"
    assert verify(url, "--mirror", str(tmp_path / "c"), now=now()).code == 2


def test_endless_checkpoint(served: tuple[str, Path, type[Server]], tmp_path: Path) -> None:
    url, _, server = served
    server.bombs["/checkpoint"] = gzip.compress(b"a" * 20_000_000)
    outcome = verify(url, "--mirror", str(tmp_path / "a"), now=now())
    assert "longer than" in outcome.text


def test_partial_files_may_be_gone_once_full_ones_exist(tmp_path: Path) -> None:
    log = written(tmp_path)
    part = batches()[:6]
    early = written(tmp_path / "early", part)
    size = sum(len(batch.entries) for batch in part)
    assert size < 256 < city().builder.size
    for path in early.glob("tile/*/000.p/*"):
        path.unlink()
    (early / Bundle(0).path).write_bytes((log / Bundle(0).path).read_bytes())
    (early / Tile(0, 0).path).write_bytes((log / Tile(0, 0).path).read_bytes())
    assert verify(early, now=now(part)).code == 0


@pytest.mark.parametrize("place", ["file:///etc", "ftp://log.example", "/nowhere/at/all"])
def test_only_directories_and_the_web(tmp_path: Path, place: str) -> None:
    assert verify(place, "--mirror", str(tmp_path / "m")).code == 2
