"""How every page looks and behaves: layout, components, forms, languages, the rules a page
declares.

Words: a *page* is a view with a declaration (`page.py`), a *component* is a macro shown in the
gallery (`/ui/`),
a *face* is the audience of a page: portal, desk, office, console.
Knows no domain: everything shown here comes in as plain values (`fields.py`, `navigation.py`,
`due.py`, `charts.py`).
"""
