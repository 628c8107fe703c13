"""Provably fair assignment of dossiers (``motcua/assign/v1``), without Django, database or clock.

Words: *officer*, *pool* (who may be drawn), *draw*, *seed*, *weight* (chance), *register* (what
the log says about rosters, absences, calendar and work), *asking leaf* (the event that needs an
officer), *sticky* (a repeated filing stays with its officer), *thin* (fewer than three to choose
from).

Public modules: ``draw``, ``register``, ``selection``, ``batch``, ``bias``, ``simulation``.
"""
