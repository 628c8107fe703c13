"""Everything the two sides of a dossier say to each other, which is said through the centre.

Words: a *message* is typed, screened, and released to the other side at the next *slot*, a fixed
hour of the working day; a *hearing* is the right to be heard, hosted by a third employee and
recorded; a *note* is a contact that happened outside (a call, a visit), written down by the
centre. Each of them is an event of the dossier; a dossier without any is one of *zero contact*.
Public modules: `actions`, `queries`, `figures`, `seen`, `kinds`, `states`, `told`, `jobs`.
"""
