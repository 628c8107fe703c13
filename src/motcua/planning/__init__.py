"""Planning in the centre: scenarios from its own data, runs of `motcua plan`, publication.

A *scenario* is a named, immutable set of input files and the command to run on them. A *run* is that
command, carried out by the worker in a folder of its own. A finished run may be *published*, by a
second person, with all its files, so that anybody can recompute the plan. Two scenarios the platform
makes by itself: the monthly *suggestion* to move staff, and the nightly *board* of bottlenecks.

Public: `actions`, `queries`, `board`, `kinds`, `parameters`, `jobs`. Nothing here imports the planner
or process mining: they are another process, that knows neither the database nor a secret.
"""
