"""All files of a plan as one archive, with their fingerprints and how to recompute it."""

import zipfile
from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import IO

from motcua.flow.refusal import Text
from motcua.planning.keeping import Kept, opened

SUMS = "SHA256SUMS"
README = "README.txt"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can say: the same files give the same archive


def sums(files: Sequence[Kept]) -> str:
    """Return the lines that `sha256sum --check` reads."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in files)


def readme(commands: Sequence[str], inputs: Sequence[Kept], *, cut_short: bool) -> str:
    """Return how to recompute the plan from its files alone, in both languages."""
    names = " ".join(file.name for file in inputs)
    steps = [f"sha256sum --check {SUMS}", f"mkdir again && cp {names} again && cd again", *commands]
    shown = "\n".join(f"    {line}" for line in steps)
    expected = _CUT if cut_short else _WHOLE
    return f"""Tính lại phương án này · Recompute this plan

Cần Python 3.11 trở lên và · You need Python 3.11 or newer and: pip install "motcua[planner]"

{shown}

{expected.vi}

{expected.en}
"""


_WHOLE = Text(
    "Các bảng CSV trong again/plan phải giống hệt các bảng trong plan. Nếu việc tìm kiếm dừng vì hết "
    "giờ (manifest.json: stopped_by), máy nhanh hơn có thể tìm được phương án tốt hơn; cận đã chứng "
    "minh vẫn đúng.",
    "The CSV tables in again/plan must equal those in plan. Where the search ended because time was "
    "up (manifest.json: stopped_by), a faster machine may find a better plan; the proven bound stays "
    "true.",
)
_CUT = Text(
    "Lần chạy này bị dừng giữa chừng: plan là phương án tốt nhất tới lúc đó, kèm cận đã chứng minh. "
    "Tính lại có thể cho phương án tốt hơn.",
    "This run was stopped on the way: plan holds the best until then, with its proven bound. "
    "Computing it again may find a better one.",
)


def archive(files: Sequence[Kept], texts: Sequence[tuple[str, str]]) -> IO[bytes]:
    """Return an open ZIP with the files and the texts by name; it is gone once closed."""
    held = TemporaryFile()  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in texts:
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), text)
        for file in files:
            info = zipfile.ZipInfo(file.name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            with opened(file) as source, packed.open(info, "w", force_zip64=True) as target:
                while chunk := source.read(1 << 20):
                    target.write(chunk)
    held.seek(0)
    return held
