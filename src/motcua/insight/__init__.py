"""Figures for those who inspect: counted by unit and pseudonym, small cells hidden, and what is odd.

A *measure* counts *hits* of a *base* (refusals of decisions). `suppression` (pure) hides what is
small, `spans` are whole months, `tables` is what pages ask for. *Cases* are the dossiers behind a
figure; who opens them says why. An *alert* is something odd that somebody has to look into.
"""
