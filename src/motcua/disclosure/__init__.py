"""Who may see what: one table says it for every field of every object, and everything asks it.

Words: a `Viewer` is somebody who stands in a relation to the dossier at hand (its applicant, the
official who settles it, …); a `Thing` is a kind of object; a `Sight` is how much of a field a viewer
gets. `policy.sight` answers one question, `showing.disclosed` applies the answers to a whole value
made for a page. Pure: no Django, no database, no clock.
"""
