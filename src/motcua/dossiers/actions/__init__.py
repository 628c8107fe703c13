"""Everything that writes a dossier: one use case, one module, one public function.

Each takes keyword-only plain values, an `Actor`, the time and the asker's request id; runs in one
transaction; locks the row, asks the table, saves, records one event; returns the dossier or raises
`Refused`. A repeated request id changes nothing and returns the dossier as it stands.
"""
