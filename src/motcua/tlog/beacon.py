"""Beacons: outside parties turn a cosigned checkpoint into randomness (``motcua/beacon/v1``).

The input of the VRF is a hash of the body of a checkpoint, so nobody can know the output before
the tree is fixed, and the beacon cannot choose it.
"""

from hashlib import sha256

from motcua.tlog import vrf

PREFIX = b"motcua/beacon/v1\n"


def alpha(checkpoint_body: bytes) -> bytes:
    """VRF input for the body of a checkpoint: its three lines, without signatures."""
    return sha256(PREFIX + checkpoint_body).digest()


def evaluate(seed: bytes, checkpoint_body: bytes) -> bytes:
    """Proof of 80 bytes by the holder of a beacon key."""
    return vrf.prove(seed, alpha(checkpoint_body))


def output(public: bytes, checkpoint_body: bytes, proof: bytes) -> bytes:
    """The 64 bytes beta that enter the draw; raises ``VrfError`` unless the proof is valid."""
    return vrf.verify(public, alpha(checkpoint_body), proof)
