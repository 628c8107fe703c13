"""The witness: a small program that an outsider runs, beside and against the operator of a log.

It cosigns checkpoints that only grow (C2SP tlog-witness) and, with a key of its own, answers as a
beacon (RFC 9381 ECVRF over cosigned checkpoints). It needs no Django, no database server and no
trust in the log: one folder holds its keys and one row of state per log.
"""
