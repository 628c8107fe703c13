"""Every write of a request: ask, approve, turn down, take back, use."""
