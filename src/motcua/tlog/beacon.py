"""Beacons: outside parties turn a cosigned checkpoint into randomness (``motcua/beacon/v1``).

The input of the VRF is a hash of the body of a checkpoint, so nobody can know the output before
the tree is fixed, and the beacon cannot choose it. A beacon answers only for a checkpoint that a
quorum has cosigned, and never goes back to an older one: otherwise an operator could collect
outputs for checkpoints it has not published, and publish the one it likes.
"""

from dataclasses import dataclass
from hashlib import sha256

from motcua.tlog import vrf
from motcua.tlog.note import NoteError, SignatureError, decode_base64, encode_base64
from motcua.tlog.policy import Policy
from motcua.tlog.witness import Answer, Head

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


def answer(data: bytes, last: Head | None, *, policy: Policy, seed: bytes) -> Answer:
    """Answer a request whose body is a cosigned checkpoint.

    Parameters
    ----------
    last
        Size and root of the newest checkpoint of this log answered before.
    policy
        Logs and quorum that this beacon trusts.
    seed
        Secret key of the beacon, other than its witness key.

    Returns
    -------
    Answer
        200 with one line ``<public key> <proof>`` in base64 and the head to be stored first; 400
        malformed; 403 unknown log, wrong signature or no quorum; 409 older than, or another tree
        than, the one answered before.
    """
    try:
        verdict = policy.judge(data)
    except SignatureError as error:
        return Answer(403, f"{error}\n")
    except NoteError as error:
        return Answer(400, f"{error}\n")
    tree = verdict.checkpoint
    if not verdict.met:
        return Answer(403, "Too few witnesses have cosigned this checkpoint.\n")
    if last and (tree.size < last.size or (tree.size == last.size and tree.root != last.root)):
        return Answer(409, f"{last.size}\n")
    proof = evaluate(seed, str(tree).encode())
    line = f"{encode_base64(vrf.public_key(seed))} {encode_base64(proof)}\n"
    return Answer(200, line, head=Head(tree.size, tree.root))


@dataclass(frozen=True, slots=True)
class Voice:
    """What a beacon said about a checkpoint, verified."""

    public: bytes
    proof: bytes
    beta: bytes

    @classmethod
    def parse(cls, line: str, *, public: bytes, checkpoint_body: bytes) -> "Voice":
        """Read the answer of the beacon with this key.

        Raises
        ------
        VrfError
            Malformed, of another key, or the proof is wrong.
        """
        key, _, proof_text = line.removesuffix("\n").partition(" ")
        try:
            given, proof = decode_base64(key), decode_base64(proof_text)
        except NoteError as error:
            raise vrf.VrfError(f"A beacon answers with a key and a proof: {error}") from None
        if given != public:
            raise vrf.VrfError("The answer is of another beacon.")
        return cls(public, proof, output(public, checkpoint_body, proof))
