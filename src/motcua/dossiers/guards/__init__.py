"""Guards of the transition table: pure, without queries, writes or clock.

A guard takes the dossier (any object with its fields) and the facts and returns why not, or None.
"""
