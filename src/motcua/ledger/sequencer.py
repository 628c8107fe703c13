"""The one process that numbers leaves, signs trees and publishes them.

Each round: events become leaves, leaves get numbers and commit, bundles and tiles are written, the
tree is signed and cosigned, its checkpoint is archived, and shown last. The next batch is taken only
when the one before is published, so that one batch is one checkpoint. Everything between commit and
publication follows from the entries alone and may be done again after a crash.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import Event as Flag

from django.db import connection
from django.db.utils import Error as DatabaseError

from motcua.ledger import numbering
from motcua.ledger.cosigning import Cosigning, LogContradicted
from motcua.ledger.files import LogFolder
from motcua.ledger.folding import fold
from motcua.ledger.housekeeping import keep_house
from motcua.ledger.models import Published
from motcua.ledger.numbering import EntryDamaged
from motcua.ledger.writing import Promising, waiting_events, write_leaves
from motcua.tlog.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from motcua.tlog.note import Ed25519Signer, Note, NoteError, SignatureError
from motcua.tlog.policy import Policy, Verdict
from motcua.tlog.tiles import WIDTH, Bundle, Tile
from motcua.tlog.tree import Growth, TreeBuilder

log = logging.getLogger("motcua.ledger")
PROMISED = 60  # seconds beside the window within which a leaf is promised (MMD)
RECOSIGN = 600  # seconds without news after which the same tree is cosigned again
WRITE_EVERY = 0.5
MOST_EVENTS = 50_000  # turned into leaves in one round
_LOCK = 0x6D6F7473  # key of the advisory lock of the sequencer


class SequencerRefused(Exception):
    """The sequencer does not start; the message says what contradicts what."""


@dataclass
class Sequencer:
    """State between rounds; make one, `start` it, then call `round` again and again."""

    folder: LogFolder
    signer: Ed25519Signer
    policy: Policy
    cosigning: Cosigning
    window: float = 60.0
    clock: Callable[[], float] = time.time
    builder: TreeBuilder = field(default_factory=TreeBuilder)
    pending: Growth | None = None
    shown: Verdict | None = None
    housed: date | None = None

    def start(self) -> None:
        """Take the lock and hold the database against what was published.

        Raises
        ------
        SequencerRefused
            Another sequencer runs; the database has fewer or other entries than the published
            checkpoint or a witness.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            if not cursor.fetchone()[0]:
                raise SequencerRefused("Another sequencer of this database is running.")
        try:
            self._load()
        except (EntryDamaged, LogContradicted) as error:
            raise SequencerRefused(f"{error}. Run `motcua ledger fsck`.") from error

    def stop(self) -> None:
        """Give the lock back."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])

    @property
    def origin(self) -> str:
        return self.signer.verifier.name

    def _load(self) -> None:
        note = self.folder.checkpoint()
        tree = self._published_tree(note)
        self._hold_against_record(tree)
        size = numbering.size()
        if size < tree.size:
            raise SequencerRefused(
                f"The published checkpoint has {tree.size} entries, the database {size}: a backup "
                "was restored, or a replica lags behind. Nothing is published until it is whole."
            )
        self.builder, self.pending = TreeBuilder(), None
        for chunk in numbering.entries(0, tree.size):
            self.builder.append(chunk)
        if self.builder.root != tree.root:
            raise SequencerRefused(
                f"The first {tree.size} entries of the database do not lead to the published root. "
                "Run `motcua ledger fsck`."
            )
        self.cosigning.numbered = size
        if note and tree.size:
            self._show_again(note, tree)
        rest = [leaf for chunk in numbering.entries(tree.size, size) for leaf in chunk]
        self.pending = self.builder.append(rest) if rest else None
        self.folder.mend_sizes()

    def _hold_against_record(self, tree: Checkpoint) -> None:
        """The folder may have been lost, or be an older copy; the database remembers."""
        last = Published.objects.order_by("-size").values_list("size", flat=True).first() or 0
        if last > tree.size:
            raise SequencerRefused(
                f"The folder {self.folder.path} shows {tree.size} entries, but {last} were "
                "published. Run `motcua ledger rebuild` to write it anew."
            )

    def _published_tree(self, note: bytes | None) -> Checkpoint:
        if note is None:
            return Checkpoint(self.origin, 0, TreeBuilder().root)
        try:
            return open_checkpoint(note, self.origin, [self.signer.verifier])
        except (NoteError, SignatureError) as error:
            raise SequencerRefused(f"The published checkpoint is not ours: {error}") from error

    def _show_again(self, note: bytes, tree: Checkpoint) -> None:
        """Ask the witnesses for the published tree: whoever knows a larger one speaks up now."""
        body = sign_checkpoint(tree, [self.signer])
        fresh = self.cosigning.collect(body, int(self.clock()))
        self.shown = self.policy.judge(bytes(fresh))
        if self.shown.met:
            self.folder.publish(bytes(fresh))
        else:
            self.shown = self.policy.judge(note)
        if self.folder.archived(tree.size) is None:
            self.folder.archive(tree.size, note)
        first = self.folder.archived(tree.size) or note
        Published.objects.get_or_create(size=tree.size, defaults={"note": first})

    def round(self) -> int:
        """Do what is to be done; returns how many entries were published.

        Raises
        ------
        LogContradicted
            A witness knows another tree: nothing may be published any more.
        OSError
            A file could not be written; the same batch is tried again next time.
        """
        self.write()
        if self.pending is None:
            self._number()
        if self.pending is None:
            self._keep_fresh()
            return 0
        return self._release(self.pending)

    def write(self) -> None:
        """Turn events into leaves and promises; may be called more often than `round`."""
        now = datetime.fromtimestamp(self.clock(), UTC)
        promising = Promising(self.signer, PROMISED + int(self.window))
        # Bounded by what waits now: under constant writing there is always one more. Before the
        # first checkpoint it is all of it, so that what is taken over forms one batch.
        left = waiting_events()
        if self.builder.size:
            left = min(left, MOST_EVENTS)
        while left > 0 and (taken := write_leaves(now, promising)):
            left -= taken

    def keep_house(self) -> None:
        """Say what is due once a day; a day begun is not asked again."""
        now = datetime.fromtimestamp(self.clock(), UTC)
        if self.builder.size and self.housed != now.date():
            keep_house(self.policy, now)
            self.housed = now.date()

    def _number(self) -> None:
        entries = numbering.number()
        if entries:
            self.pending = self.builder.append(entries)
            self.cosigning.numbered = self.builder.size

    def _release(self, growth: Growth) -> int:
        self.folder.write([*growth.bundles, *growth.tiles])
        tree = Checkpoint(self.origin, growth.size, growth.root)
        note = self.cosigning.collect(sign_checkpoint(tree, [self.signer]), int(self.clock()))
        verdict = self.policy.judge(bytes(note))
        if not verdict.met:
            log.warning("quorum_missing size=%s silent=%s", tree.size, self.cosigning.troubles)
            return 0
        before = self.shown.checkpoint.size if self.shown else 0
        self.folder.archive(tree.size, bytes(note))
        self.folder.publish(bytes(note))
        self.shown, self.pending = verdict, None
        self._after(growth, note)
        return tree.size - before

    def _after(self, growth: Growth, note: Note) -> None:
        Published.objects.get_or_create(size=growth.size, defaults={"note": bytes(note)})
        for file in _completed(growth):
            self.folder.drop_partial(file)
        fold()

    def _keep_fresh(self) -> None:
        shown, now = self.shown, int(self.clock())
        if shown is None or not shown.times or now - (shown.since or 0) < RECOSIGN:
            return
        note = self.cosigning.collect(sign_checkpoint(shown.checkpoint, [self.signer]), now)
        verdict = self.policy.judge(bytes(note))
        if verdict.met:
            self.folder.publish(bytes(note))
            self.shown = verdict


def _completed(growth: Growth) -> list[Tile | Bundle]:
    files: list[Tile | Bundle] = [bundle for bundle, _ in growth.bundles]
    files += [tile for tile, _ in growth.tiles]
    return [file for file in files if file.width == WIDTH]


def run(sequencer: Sequencer, ended: Flag) -> None:
    """Run until told to end: leaves and promises at once, batches a window apart.

    A lost connection or a full disk is an alarm and another try; a contradiction ends the process.
    """
    sequencer.start()
    log.info("sequencer_started size=%s", sequencer.builder.size)
    due = sequencer.clock()
    while not ended.wait(min(sequencer.window, WRITE_EVERY)):
        try:
            if sequencer.clock() < due:
                sequencer.write()
                continue
            due = sequencer.clock() + sequencer.window
            sequencer.keep_house()
            if published := sequencer.round():
                log.info("published entries=%s size=%s", published, sequencer.builder.size)
        except OSError:
            log.exception("log_not_written")
        except DatabaseError:
            log.exception("database_lost")
            connection.close()
            ended.wait(5)
            if not ended.is_set():
                sequencer.start()
