"""The open log of the centre: events become leaves, leaves become a signed tree of static files.

Words: *leaf* (the public line of an event), *tag* (the public name of a dossier in the log), *sealed
part* (what only the applicant gets), *secret* (opens both), *batch* (leaves of one checkpoint),
*checkpoint*, *witness*, *promise*: as in `docs/explanation/open-log.md`.

Public modules: `publish` (which event becomes which leaf), `actions` (every write), `queries` (every
read), `sequencer` (the one process that numbers leaves), `fsck`, `witness` (the outside program).
"""
