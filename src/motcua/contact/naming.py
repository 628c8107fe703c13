"""Names in the words of a message: neither side tells the other who it is."""

import re
from collections.abc import Collection, Mapping

from motcua.dossiers.models import Dossier
from motcua.events.blocking import Blocked, WayOfContact, digest_of
from motcua.flow.refusal import Refusal, Text
from motcua.identity.models import Person
from motcua.screening.folding import fold

KIND = "identity"
_WHY = Text(
    "Nội dung nêu tên hoặc số định danh của một bên. Hai bên của hồ sơ không biết nhau là ai; hãy bỏ "
    "phần này rồi gửi lại.",
    "The text names one of the sides, or gives their number. Neither side learns who the other is; "
    "take this out and send it again.",
)
_BREAKS = re.compile(r"[\W_]+")


def unnamed(texts: Mapping[str, str], dossier: Dossier) -> None:
    """Do nothing when no text names the applicant, who handed in, or the official in charge.

    Only full names count, with or without accents: a single given name is a word like others.

    Raises
    ------
    WayOfContact
        With a refusal for each field.
    """
    sides = (dossier.applicant_id, dossier.submitter_id, dossier.official_id)
    rows = Person.objects.filter(pk__in=[one for one in sides if one is not None])
    people = rows.values_list("full_name", "id_number")
    said = {_plain(one) for person in people for one in person if one and len(one) > 5}
    wrong = [where for where, text in texts.items() if _names(text, said)]
    if wrong:
        blocked = [Blocked(w, (KIND,), len(texts[w]), digest_of(texts[w])) for w in wrong]
        raise WayOfContact(blocked, [Refusal("names_somebody", _WHY, where) for where in wrong])


def _names(text: str, said: Collection[str]) -> bool:
    words = _plain(text)
    return any(f" {one} " in f" {words} " for one in said)


def _plain(text: str) -> str:
    return _BREAKS.sub(" ", fold(text).text).strip()
