"""Forms: what is asked, when it is asked, and what a wrong answer is told.

A *form* has *sections* of *fields*; a field may be shown only under a *condition* on other answers.
Forms compile to JSON Schema 2020-12 and are checked by the `jsonschema` library; every wrong
field gets exactly one sentence, in Vietnamese or English. Pure: no Django, no clock, no files.

Modules: `form` (the words), `authored` (how a form is written down), `condition`, `schema` (JSON
Schema),
`answers` (validate, visible_fields), `post` (HTML posts), `lint` (what an author
overlooked).
"""
