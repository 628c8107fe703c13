"""The tests; a package, since others ship a `tests` of their own beside their code."""
