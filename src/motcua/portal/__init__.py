"""The citizens' face: find a procedure, apply, follow, answer, pay, withdraw, rate.

A journey is one module (forms and views together), one folder of templates and one test module.
"""
