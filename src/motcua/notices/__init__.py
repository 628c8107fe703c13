"""Messages owed because of events: to whom, in whose language, by which way, and whether they went.

Domain packages tell events; this package, above them, reads them. Public modules: `rules`,
`jobs`, `actions`, `queries`.
"""
