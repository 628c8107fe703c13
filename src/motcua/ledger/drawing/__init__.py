"""Draws of officials, made in rounds: one for each published checkpoint, in their order.

Words: *asking* (a dossier that needs an official), *trigger* (its leaf that asks: `received`, then
`recused` or `reassigned`), *round* (all draws of one checkpoint), *known* (what only the domain
knows of a dossier: group, conflicts, likeness).

Public: `rounds.draw_rounds` (the job), `results` (whom a draw gave), `known` (the port).
"""
