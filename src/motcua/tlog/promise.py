"""The promise on a receipt (``motcua/promise/1``): this leaf will be in the log before a time.

Layout: version 1 (1 byte) ‖ secret of the dossier (32) ‖ leaf hash (32) ‖ POSIX seconds, big-endian
(8) ‖ Ed25519 signature of the log (64) ‖ code of the dossier (UTF-8). As base64url without padding
it stands behind the ``#`` of a URL, so that the secret never reaches a server. The signature covers
origin, leaf hash and time only: a broken promise can be shown without giving the secret away.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from hmac import compare_digest, digest

from motcua.tlog.note import (
    Ed25519Signer,
    Ed25519Verifier,
    SignatureError,
    encode_base64,
)

_VERSION = 1
_HEAD = 1 + 32 + 32 + 8 + 64


class PromiseError(ValueError):
    """The promise is malformed, or was not made by this log."""


def tag(secret: bytes) -> bytes:
    """Public tag of a dossier, 16 bytes: links its leaves and says nothing else."""
    return digest(secret, b"motcua/tag/1", "sha256")[:16]


def salt(secret: bytes, n: int) -> bytes:
    """Salt of the commitment of event ``n`` of a dossier."""
    return digest(secret, b"motcua/salt/1" + n.to_bytes(4, "big"), "sha256")


@dataclass(frozen=True, slots=True)
class Promise:
    """What the applicant takes home.

    Attributes
    ----------
    secret
        ``k_d``, 32 bytes; opens every commitment of the dossier.
    leaf
        Hash of the leaf that will be logged.
    before
        POSIX seconds until which it must be in a published checkpoint.
    code
        Code of the dossier, as printed.
    signature
        Of the log, over :meth:`statement`.
    """

    secret: bytes
    leaf: bytes
    before: int
    code: str
    signature: bytes = b""

    def statement(self, origin: str) -> str:
        """Text that the log signs."""
        return f"motcua/promise/1\n{origin}\n{encode_base64(self.leaf)}\n{self.before}\n"

    def signed(self, origin: str, signer: Ed25519Signer) -> "Promise":
        line = signer.sign(self.statement(origin))
        return Promise(self.secret, self.leaf, self.before, self.code, line.signature)

    def check(self, origin: str, verifier: Ed25519Verifier) -> None:
        """Raise ``SignatureError`` unless the log of this origin and key made the promise."""
        if not verifier.verify(self.statement(origin), self.signature):
            raise SignatureError("The promise is not signed by this log.")

    def belongs_to(self, dossier_tag: bytes) -> bool:
        """Whether a leaf with this tag is of the same dossier."""
        return compare_digest(tag(self.secret), dossier_tag)

    def __bytes__(self) -> bytes:
        before = self.before.to_bytes(8, "big")
        head = bytes([_VERSION]) + self.secret + self.leaf + before + self.signature
        if len(head) != _HEAD:
            raise PromiseError("Secret and leaf hash have 32 bytes, the signature 64.")
        return head + self.code.encode()

    def fragment(self) -> str:
        """Text behind the ``#``."""
        return urlsafe_b64encode(bytes(self)).rstrip(b"=").decode()

    @classmethod
    def parse(cls, text: str) -> "Promise":
        """Read a URL or the fragment of one; raises ``PromiseError``."""
        encoded = text.strip().rpartition("#")[2]
        try:
            data = urlsafe_b64decode(encoded.encode("ascii") + b"=" * (-len(encoded) % 4))
            code = data[_HEAD:].decode()
        except (Error, ValueError):
            raise PromiseError("A promise is base64url text behind a # sign.") from None
        if len(data) < _HEAD or data[0] != _VERSION:
            raise PromiseError("The promise is cut short, or of an unknown version.")
        before = int.from_bytes(data[65:73], "big")
        promise = cls(data[1:33], data[33:65], before, code, data[73:_HEAD])
        if promise.fragment() != encoded:
            raise PromiseError("The promise is not in its canonical spelling.")
        return promise
