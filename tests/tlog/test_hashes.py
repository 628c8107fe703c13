"""Known answers of RFC 6962 hashing; leaves and nodes never collide by construction."""

import pytest

from motcua.tlog.hashes import EMPTY_ROOT, fold_right, leaf_hash, leaf_hashes, node_hash, pair_up

pytestmark = pytest.mark.pure


def test_published_answers() -> None:
    # The first values of the test trees of RFC 6962 implementations.
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (
        leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    )
    assert (
        leaf_hash(b"\x00").hex()
        == "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
    )
    assert (
        node_hash(leaf_hash(b""), leaf_hash(b"\x00")).hex()
        == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    )


def test_a_leaf_that_looks_like_a_node_has_another_hash() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")
    assert leaf_hash(b"\x01" + left + right) != node_hash(left, right)
    assert leaf_hash(left + right) != node_hash(left, right)


def test_rows() -> None:
    row = leaf_hashes([b"a", b"b", b"c"])
    assert pair_up(row) == [node_hash(row[0], row[1])]
    assert fold_right(row) == node_hash(row[0], node_hash(row[1], row[2]))
    assert fold_right([]) == EMPTY_ROOT
