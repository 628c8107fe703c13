"""What applicants say after the result was handed over: ratings bound to a dossier.

Words: an *invitation* is a one-time token sent to the applicant after the return; a *rating* is
the answer to it. Silence is not satisfaction: every score comes with the share of those who
answered. Public modules: `actions`, `queries`, `answers`.
"""
