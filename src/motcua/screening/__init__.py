"""Finds ways of contact in free text: what would let two parties meet outside the centre.

Words: a *finding* is a way of contact with its kind, its span in the text as written, and a reason
people can read; *folded* text is lower-case Latin without accents, look-alikes and hidden
characters; a *run* is a row of digits or number words; *lawful* spans are dates, sums and codes.

Pure: no Django, no clock, no files. Public modules: `screen`, `findings`.
"""
