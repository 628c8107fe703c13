"""The catalogue of procedures: what may be applied for, with what papers, how fast, at what fee.

A *procedure* (thủ tục hành chính) has a national code and dated *versions*. A published version
never changes; a dossier keeps the version and the rule-set of the day on which it was received.
The papers, the time limit and the fee hang on the *case* (trường hợp) of the applicant.

Pure: `definition` (the words), `authored` and `reading` (from YAML files), `rulesets`, `fees`,
`requirements`, `difference`. With tables: `models`, `queries`, `actions`. The shipped procedures
are the files under `definitions/`, one folder for each field of law.
"""
