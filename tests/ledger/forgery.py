"""What an insider with the key and the database could do, for tests of what catches it."""

from collections.abc import Callable

from django.db import connection

from motcua.ledger import configured, numbering
from motcua.tlog.checkpoint import Checkpoint, sign_checkpoint
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.tree import TreeBuilder


def edit_entry(idx: int, change: Callable[[bytes], bytes], *, hash_too: bool = False) -> None:
    """Change an entry as superuser, past the trigger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT leaf FROM ledger_entry WHERE idx = %s", [idx])
        leaf = change(bytes(cursor.fetchone()[0]))
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_append_only")
        cursor.execute("UPDATE ledger_entry SET leaf = %s WHERE idx = %s", [leaf, idx])
        if hash_too:
            cursor.execute(
                "UPDATE ledger_entry SET leaf_hash = %s WHERE idx = %s", [leaf_hash(leaf), idx]
            )
        cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER ledger_append_only")


def forget_after(size: int) -> None:
    """Bring the tables back to an earlier state, as a restored backup does."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_append_only")
        cursor.execute("DELETE FROM ledger_entry WHERE idx >= %s", [size])
        cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER ledger_append_only")
        cursor.execute("UPDATE ledger_state SET size = %s", [size])
        cursor.execute("DELETE FROM ledger_published WHERE size > %s", [size])


def publish_anew(entries: list[bytes], sizes: list[int]) -> bytes:
    """Write a whole folder from other entries and sign every checkpoint with the real key."""
    folder, signer, builder = configured.folder(), configured.log_signer(), TreeBuilder()
    note = b""
    for size in sizes:
        growth = builder.append(entries[builder.size : size])
        folder.write([*growth.bundles, *growth.tiles])
        tree = Checkpoint(signer.verifier.name, growth.size, growth.root)
        note = bytes(sign_checkpoint(tree, [signer]))
        folder.archive(size, note)
    folder.publish(note)
    return note


def all_entries() -> list[bytes]:
    return [leaf for chunk in numbering.entries() for leaf in chunk]
