import hashlib
import io

import pytest

from motcua.documents.intake import CHUNK, Measure, measure, take
from motcua.documents.refusals import RefusedFile
from motcua.flow.refusal import Refused

REFUSED = RefusedFile("đơn.pdf", "papers.form")


class Endless:
    """Sends for ever; notes how much was asked of it."""

    def __init__(self) -> None:
        self.sent = 0

    def read(self, size: int, /) -> bytes:
        self.sent += size
        return b"x" * size


def test_bytes_are_counted_and_fingerprinted_as_they_pass() -> None:
    data = b"abc" * CHUNK
    into = io.BytesIO()
    taken = take(io.BytesIO(data), into, limit=len(data), refused=REFUSED)
    assert taken == Measure(hashlib.sha256(data).hexdigest(), len(data))
    assert taken == measure(into)
    assert into.read() == data


def test_reading_stops_at_the_limit() -> None:
    endless = Endless()
    with pytest.raises(Refused) as no:
        take(endless, io.BytesIO(), limit=10 * CHUNK, refused=REFUSED)
    assert endless.sent == 11 * CHUNK
    assert no.value.refusal.code == "file_too_large"
    assert no.value.refusal.where == "papers.form"
    assert "đơn.pdf" in no.value.refusal.text.vi
    assert "0.625 MB" in no.value.refusal.text.vi


def test_one_byte_more_than_the_limit_is_too_many() -> None:
    assert take(io.BytesIO(b"12345"), io.BytesIO(), limit=5, refused=REFUSED).size == 5
    with pytest.raises(Refused):
        take(io.BytesIO(b"123456"), io.BytesIO(), limit=5, refused=REFUSED)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused) as no:
        take(io.BytesIO(), io.BytesIO(), limit=5, refused=REFUSED)
    assert no.value.refusal.code == "file_empty"
