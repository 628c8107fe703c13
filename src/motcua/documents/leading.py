"""A file that would lead one side of a dossier to the other, past the centre."""

from collections.abc import Sequence

from motcua.documents.intake import Measure
from motcua.documents.refusals import RefusedFile
from motcua.documents.said import CODE, UNREAD
from motcua.events.blocking import Blocked, WayOfContact, digest_of
from motcua.flow.refusal import Refusal, Text
from motcua.screening.findings import REASONS, Kind

_OWN = {
    CODE: Text(
        "Tệp có mã QR hoặc mã vạch, có thể dẫn đi bất kỳ đâu. Hãy che hoặc bỏ mã rồi gửi lại.",
        "It holds a QR or bar code, which may lead anywhere. Cover it or take it out.",
    ),
    UNREAD: Text(
        "Không đọc được chữ trong tệp nên không kiểm tra được. Hãy gửi ảnh chụp hoặc bản PDF khác.",
        "Its text cannot be read, so nothing can be checked. Send a photo or another PDF.",
    ),
}


def leads_around(found: Sequence[str], kept: Measure, refused: RefusedFile) -> WayOfContact:
    """Return the refusal of a file with ways of contact; the record keeps no word of it."""
    blocked = Blocked(refused.where, tuple(found), kept.size, digest_of(kept.sha256))
    return WayOfContact([blocked], [_refusal(kind, refused) for kind in found])


def _refusal(kind: str, refused: RefusedFile) -> Refusal:
    why = _OWN.get(kind) or _reason(Kind(kind))
    name = refused.name
    return Refusal("way_of_contact", Text(f"“{name}”: {why.vi}", f"“{name}”: {why.en}"),
                   refused.where)  # fmt: skip


def _reason(kind: Kind) -> Text:
    why = REASONS[kind]
    return Text(why.vi, why.en)
