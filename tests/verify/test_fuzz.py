"""Any file of a served log damaged in any way: a finding, never a crash, never a good report."""

import random
import shutil
from pathlib import Path

import pytest

from tests.verify.loaded import VERIFIER
from tests.verify.run import POLICY, now, written

pytestmark = [pytest.mark.pure, pytest.mark.slow]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("fuzz"))


def served(folder: Path) -> list[Path]:
    """Files that the verifier must look at: no partial file of a former size, no list of sizes."""
    size = int((folder / "checkpoint").read_text().split("\n")[1])
    current = {str(size // 256**level % 256) for level in range(3)}
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "sizes"]
    return [path for path in files if path.parent.suffix != ".p" or path.name in current]


def damage(path: Path, source: random.Random) -> str:
    data = bytearray(path.read_bytes())
    kind = source.choice(["flip", "cut", "add", "drop", "zero", "swap"])
    at = source.randrange(len(data))
    if kind == "flip":
        data[at] ^= 1 << source.randrange(8)
    elif kind == "cut":
        del data[at:]
    elif kind == "add":
        data += source.randbytes(source.randrange(1, 50))
    elif kind == "zero":
        data[:] = bytes(len(data))
    elif kind == "swap":
        data[:] = data[at:] + data[:at] if at else data + b"\0"
    if kind == "drop":
        path.unlink()
    else:
        path.write_bytes(bytes(data))
    return f"{kind} at {at}"


@pytest.mark.parametrize("number", range(80))
def test_damage_is_found(
    log: Path, tmp_path: Path, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "log"
    shutil.copytree(log, copy)
    source = random.Random(number)
    target = source.choice(served(copy))
    what = damage(target, source)
    (tmp_path / "policy").write_text(POLICY)
    code = VERIFIER.main(
        [
            str(copy),
            "--policy",
            str(tmp_path / "policy"),
            "--now",
            str(now()),
            "--lang",
            "en",
            "--quiet",
        ]
    )
    text = capsys.readouterr().out
    # Two witnesses signed and two are needed, so no byte of any file is without weight.
    assert code == 1, f"{target}: {what}\n{text}"
