"""Siting, staffing and simulation of service points; pure: no Django, no database.

Words: a *site* is a place (with a kind) where a point may stand; a *demand point* stands for
people; *metres* between them are whatever the traveller has to overcome (minutes work the same);
a *plan* is the set of open sites; a *question* says what is sought; a *bound* is what no plan can
beat, and the *gap* is the distance of a plan from it.

Public modules: ``problem``, ``questions``, ``solve``, ``stop``, ``result``, ``check``, ``travel``,
``demand``, ``files``, ``report``, ``cli``.
"""
