"""Money owed for a subject: asked for, paid, given back, each step recorded.

Words: a *charge* is an amount asked for one purpose; its *reference* is the text the payer writes
in a transfer and finds on the receipt; a *payment* is money that came in, whether it matches a
charge or not; a *gateway* is the way money comes (bank transfer by QR, cash at the counter); a
*bank report* is the bank's message that money came. The amount is the caller's: fees follow from
the catalogue. Public modules: `actions`, `queries`, `gateways`, `bank_report`, `states`.
"""
