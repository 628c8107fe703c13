"""What one person asks for and another approves, where no dossier carries it: four eyes.

Exports, changes of the roster. A request says who asks, why, and exactly what is wanted; it is done
by nobody alone. Requests about one dossier (recusal, emergency …) are that dossier's own moves, and
the erasure of what opens it in the log is the log's. Public modules: `actions`, `kinds`, `queries`,
`rostering`, `told`.
"""
