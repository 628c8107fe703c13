"""Event-log analysis: where cases wait, go round and leave the route.

Pure: DuckDB and Arrow, no Django, no clock, no network. Words used here:

case        one run of a procedure (a dossier)
activity    the name of a step; an *event* is one happening of it in one case
directly-follows pair   two events of a case with nothing between them
waiting     from the end of one event to the beginning of the next of the case
working time            the part of an interval inside opening hours

Start with :mod:`motcua.mining.readers`; every analysis takes the ``EventLog`` it returns.
"""
