"""Tags and hashes in addresses: base64url without padding, exactly one spelling each."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.http import Http404


def spelled(data: bytes) -> str:
    """Bytes as an address spells them."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def read(text: str, length: int) -> bytes:
    """Bytes of an address; absent when it is not the one spelling of so many bytes."""
    try:
        data = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        raise Http404("not a tag or hash") from None
    if len(data) != length or spelled(data) != text:
        raise Http404("not a tag or hash")
    return data
