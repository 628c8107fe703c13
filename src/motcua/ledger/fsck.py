"""Rebuild the whole log from its entries and hold everything that is served against it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from motcua.ledger import fsck_tables, numbering
from motcua.ledger.files import LogFolder
from motcua.ledger.models import Entry, Published
from motcua.ledger.numbering import EntryDamaged
from motcua.tlog.checkpoint import Checkpoint, open_checkpoint
from motcua.tlog.leaf import LeafError, decode
from motcua.tlog.note import Ed25519Verifier, NoteError, SignatureError
from motcua.tlog.tiles import WIDTH, Bundle, Tile, bundles_of, tiles_of
from motcua.tlog.tree import Edge, Growth, TreeBuilder

Progress = Callable[[int], None]


@dataclass
class Check:
    """What is compared, and what was found."""

    folder: LogFolder
    verifier: Ed25519Verifier
    problems: list[str] = field(default_factory=list)
    size: int = 0

    def run(self, progress: Progress = lambda _done: None) -> list[str]:
        """Return every disagreement, each naming the table, file or entry."""
        shown = self._shown()
        stops = sorted({*self.folder.sizes(), *([shown.size] if shown else [])})
        self._entries(stops, shown, progress)
        if shown and shown.size > self.size:
            self._say("checkpoint", f"has {shown.size} entries, the database only {self.size}")
        self.problems += fsck_tables.state()
        if not any(problem.startswith("ledger_entry:") for problem in self.problems):
            self.problems += fsck_tables.problems(self.verifier)
        self._beside()
        return self.problems

    def _beside(self) -> None:
        """Published figures and policies against the hashes that were logged."""
        leaves = Entry.objects.filter(kind__in=["stats", "policy"]).values_list("leaf", flat=True)
        for said in map(json.loads, map(bytes, leaves)):
            if said["t"] == "stats":
                self._fixed(f"stats/{said['m']}.json", said["x"])
            else:
                self._fixed(f"policy/{said['c']}.json", said["c"])

    def _fixed(self, name: str, digest: str) -> None:
        try:
            data = (self.folder.path / name).read_bytes()
        except FileNotFoundError:
            self._say(name, "is missing")
            return
        if sha256(data).digest() != numbering.unb64(digest):
            self._say(name, "is not the file whose hash was logged")

    def _say(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")

    def _shown(self) -> Checkpoint | None:
        note = self.folder.checkpoint()
        if note is None:
            if Published.objects.exists():
                self._say("checkpoint", "is missing although checkpoints were published")
            return None
        return self._opened("checkpoint", note)

    def _opened(self, name: str, note: bytes) -> Checkpoint | None:
        try:
            return open_checkpoint(note, self.verifier.name, [self.verifier])
        except (NoteError, SignatureError) as error:
            self._say(name, str(error))
            return None

    def _entries(self, stops: list[int], shown: Checkpoint | None, progress: Progress) -> None:
        """Feed entries to the tree, stopping where a checkpoint was signed."""
        expected = numbering.size()
        published = shown.size if shown else 0
        builder, at = TreeBuilder(), iter(stops)
        stop = next(at, None)
        try:
            for leaves in numbering.entries(0, expected):
                start = 0
                while start < len(leaves):
                    room = len(leaves) - start if stop is None else stop - builder.size
                    part = leaves[start : start + room]
                    self._append(builder, part, published)
                    start += len(part)
                    if builder.size == stop:
                        self._signed(builder, shown)
                        stop = next(at, None)
                progress(builder.size)
        except EntryDamaged as error:
            self._say("ledger_entry", str(error))
        self.size = builder.size

    def _append(self, builder: TreeBuilder, leaves: list[bytes], published: int) -> None:
        for idx, leaf in enumerate(leaves, builder.size):
            try:
                decode(leaf)
            except LeafError as error:
                self._say(f"entry {idx}", str(error))
        growth = builder.append(leaves)
        files = _files(growth)
        if growth.size == published:
            edge = [data for data in growth.edge.tiles if data]
            files.update(zip(Edge.needs(published), edge, strict=True))
        for file, data in files.items():
            # Partial files may be gone, but those of the published tree.
            if file.width == WIDTH or growth.size == published:
                self._compare(file, data)

    def _compare(self, file: Tile | Bundle, data: bytes) -> None:
        try:
            served = (self.folder.path / file.path).read_bytes()
        except FileNotFoundError:
            self._say(file.path, "is missing")
            return
        if served != data:
            self._say(file.path, "is not what the entries give")

    def _signed(self, builder: TreeBuilder, shown: Checkpoint | None) -> None:
        """Compare the root here with every note that was signed for this size."""
        size = builder.size
        stored = Published.objects.filter(size=size).values_list("note", flat=True).first()
        notes = {
            f"checkpoints/{size}": self.folder.archived(size),
            f"ledger_published {size}": bytes(stored) if stored else None,
        }
        for name, note in notes.items():
            if note is None:
                self._say(name, "is missing")
                continue
            tree = self._opened(name, note)
            if tree and (tree.size, tree.root) != (size, builder.root):
                self._say(name, "signed another tree than the entries give")
        if shown and shown.size == size and shown.root != builder.root:
            self._say("checkpoint", "signed another tree than the entries give")


def _files(growth: Growth) -> dict[Tile | Bundle, bytes]:
    return {**dict(growth.bundles), **dict(growth.tiles)}


def rebuild(folder: LogFolder, size: int) -> int:
    """Write bundles and tiles of the first `size` entries anew; returns how many files."""
    builder, count = TreeBuilder(), 0
    wanted: set[Tile | Bundle] = {*tiles_of(size), *bundles_of(size)}
    for leaves in numbering.entries(0, size):
        growth = builder.append(leaves)
        files = [(file, data) for file, data in _files(growth).items() if file in wanted]
        folder.write(files)
        count += len(files)
    return count
