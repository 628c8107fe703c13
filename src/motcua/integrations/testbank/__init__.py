"""A bank of our own for tests and the demonstration: moves no money, signs real reports."""
