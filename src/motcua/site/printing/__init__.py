"""The reference pages, printed from the code: same code, same bytes.

A *page* is a file of `docs/reference/`; its text depends on the code alone: no dates, no paths of
a machine. Public module: `reference`.
"""
