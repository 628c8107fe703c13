"""The demonstration city: Hanoi with synthetic people, its past weeks lived by the real actions.

No row of a dossier is written around an action: what the demonstration shows, the product did.
People are plainly synthetic ("Nguyễn Mẫu 00017"); volumes are scaled from published figures
(`volumes`). Public modules: `opening`, `day`.
"""
