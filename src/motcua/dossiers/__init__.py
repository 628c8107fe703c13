"""A request to the administration, from draft to result: the heart of the centre.

A dossier (hồ sơ) lives by one transition table (`states`); along its life it is worked through
the route of its procedure's version. Everything that writes is an action; the state is what its
events retell (`fold`). Public modules: `actions`, `queries`, `states`, `rules`, `fold`.
"""
