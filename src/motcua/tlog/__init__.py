"""Transparency log: the mathematics of the open log, without Django, database, clock or network.

Words: *leaf* and *node* hash (RFC 6962), *tile* and *entry bundle* (C2SP tlog-tiles), *checkpoint*
(C2SP tlog-checkpoint), *cosignature*, *witness*, *policy* and *proof* (their C2SP namesakes),
*beacon* (a VRF over checkpoints, RFC 9381).

Functions say which tiles they need, a reader brings them in one call, then they compute.

Public modules: ``hashes``, ``tiles``, ``tree``, ``proof``, ``readers``, ``note``, ``checkpoint``,
``cosignature``, ``policy``, ``tlogproof``, ``witness``, ``vrf``, ``beacon``, ``leaf``, ``promise``.
"""
