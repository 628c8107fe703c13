"""Reads made for one page each: frozen values, never rows, always for an actor."""
