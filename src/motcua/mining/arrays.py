"""Between NumPy and Arrow by their buffers: no copies, and no import of a third library for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.signedinteger[Any]]
Mask = NDArray[np.bool_]


def column(values: Ints, missing: Mask | None = None) -> pa.Array:
    """An Arrow column of whole numbers; where ``missing`` it is NULL."""
    whole = np.ascontiguousarray(values)
    kind = {4: pa.int32(), 8: pa.int64()}[whole.itemsize]
    valid = None
    if missing is not None and missing.any():
        valid = pa.py_buffer(np.packbits(~missing, bitorder="little"))
    return pa.Array.from_buffers(kind, len(whole), [valid, pa.py_buffer(whole)])


def codes(piece: pa.DictionaryArray) -> Ints:
    """The number of each value in the piece's dictionary; −1 for NULL."""
    valid, numbers = piece.indices.buffers()
    begin, size = piece.offset, len(piece)
    found = np.frombuffer(numbers, np.int32)[begin : begin + size]
    if valid is None:
        return found
    bits = np.unpackbits(np.frombuffer(valid, np.uint8), bitorder="little")[begin : begin + size]
    return np.where(bits == 1, found, np.int32(-1))
