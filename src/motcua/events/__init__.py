"""The append-only record of what happened.

An action calls `record` in its own transaction; the database refuses to change or delete a row.
Consumers (messages, indices, the open log) take their work from an outbox filled in the same
statement: never by a cursor over ids, since numbers are given before transactions commit and such
a cursor loses events. Public modules: `recording`, `outbox`, `queries`.
"""
