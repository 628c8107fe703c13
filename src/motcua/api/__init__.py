"""The face of programs: `/api/v1/`, described by OpenAPI 3.1 at `/api/v1/openapi.json`.

Public: procedures, points, tracking. With the session of somebody signed in: the dossiers that
somebody may see, and every move of the transition table, one operation each. Errors are problem
details (RFC 9457) in the language of Accept-Language.
"""
