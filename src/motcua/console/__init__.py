"""The face of those who run the centre: figures, overdue board, people, catalogue, notices, audit.

A page is one module with its templates beside it; `sections` says which of them somebody sees.
Applicants appear nowhere in it: not their names, not their answers.
"""
