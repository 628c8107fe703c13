"""Files people and agencies hand in: kept once by content, cleaned, and shown to nobody unasked.

Words: a *file* is what somebody handed in for a subject (`"dossier:17"`); its *content* lies in
the storage under the SHA-256 of its bytes, once however often it comes; *received* bytes are what
came, *kept* bytes are what is left after metadata and active content were removed. Who may see a
subject is decided by the domain that owns the subject: `queries` wants to be told the subjects the
caller has already allowed. Public modules: `actions`, `queries`, `serving`, `scanner`, `limits`.
"""
