"""Transition tables: one table says what may happen to a thing, who may do it and what follows.

Words: a *status* is where a thing stands; a *move* leads from statuses to a status by a *verb*;
a *guard* refuses with a reason; an *effect* changes fields in memory; the *clock* says whether
legal time runs. Public modules: `refusal`, `table`, `render`.
"""
