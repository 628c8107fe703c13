"""The public pages of the open log: its files, and what a reader may learn from them without a tool.

Everything shown here comes from the log itself (`ledger.queries`); nothing from the dossiers.
"""
