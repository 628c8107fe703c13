"""The legal clock: when a time limit starts, stands still, starts anew and ends.

Pure: no Django, no database, no clock. Every instant comes in as an aware datetime and is
counted in whole minutes of Vietnamese time (UTC+7).

Words: *working day* (counts in time limits), *opening hours* (the public is received),
*time limit*, *due*, *suspension*, *restart*, *reception*, *cut-off* (15:00).

Public modules: ``calendar`` and ``rows`` (the data), ``vietnam`` (ready calendars), ``units``,
``arithmetic``, ``opening``, ``reception``, ``rules``, ``suspension``, ``errors``.
"""
