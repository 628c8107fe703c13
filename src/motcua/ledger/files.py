"""The folder of the log as the world sees it: static files, each complete the moment it appears."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from motcua.tlog.tiles import Bundle, Tile

_SIZES = "checkpoints/sizes"


def write_file(target: Path, data: bytes) -> None:
    """Write a file so that readers and power cuts see the old one or the new one, never a part."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.tmp")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename last (fsync of the directory)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class LogFolder:
    """Bundles, tiles, archived checkpoints, and the checkpoint that makes them count."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, files: Iterable[tuple[Tile | Bundle, bytes]]) -> None:
        """Write tiles and bundles durably, each folder synchronised once."""
        folders: set[Path] = set()
        for file, data in files:
            target = self.path / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f".{target.name}.tmp")
            with draft.open("wb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
            draft.replace(target)
            folders.add(target.parent)
        for folder in folders:
            sync_folder(folder)

    def checkpoint(self) -> bytes | None:
        """The published checkpoint, if there is one."""
        return self._read("checkpoint")

    def archived(self, size: int) -> bytes | None:
        """The checkpoint of a size as it was first published."""
        return self._read(f"checkpoints/{size}")

    def _read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def archive(self, size: int, note: bytes) -> None:
        """Keep a checkpoint under its size and list the size."""
        write_file(self.path / "checkpoints" / str(size), note)
        listed = self.sizes()
        if not listed or listed[-1] < size:
            with (self.path / _SIZES).open("ab") as file:
                file.write(b"%d\n" % size)
                file.flush()
                os.fsync(file.fileno())

    def publish(self, note: bytes) -> None:
        """Show the checkpoint: from now on everything before it counts."""
        write_file(self.path / "checkpoint", note)

    def sizes(self) -> list[int]:
        """Listed sizes; a line that a power cut left unfinished does not count."""
        text = self._read(_SIZES) or b""
        return [int(line) for line in text[: text.rfind(b"\n") + 1].split()]

    def mend_sizes(self) -> None:
        """Write the list anew from the archived files if it is not exactly theirs."""
        folder = self.path / "checkpoints"
        names = (entry.name for entry in folder.iterdir()) if folder.is_dir() else iter(())
        kept = sorted(int(name) for name in names if re.fullmatch("[1-9][0-9]{0,18}", name))
        whole = b"".join(b"%d\n" % size for size in kept)
        if whole and whole != (self._read(_SIZES) or b""):
            write_file(self.path / _SIZES, whole)

    def drop_partial(self, file: Tile | Bundle) -> None:
        """Remove partial copies of a tile or bundle that is full now (tlog-tiles allows it)."""
        folder = self.path / f"{file.path}.p"
        if folder.is_dir():
            for entry in folder.iterdir():
                entry.unlink(missing_ok=True)
            folder.rmdir()
