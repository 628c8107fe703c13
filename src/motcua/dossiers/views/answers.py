"""The answers of the form as somebody may read them; each class of answer is a field of the policy."""

from collections.abc import Mapping
from typing import Any

from motcua.disclosure.policy import best_sight
from motcua.disclosure.sights import Sight
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Eyes
from motcua.dossiers.views.free_text import is_words, tells_who, without_ways
from motcua.formspec.answers import MASK
from motcua.formspec.form import Field, Form


def answer_class(field: Field) -> str:
    """Return the policy's word for an answer: what it tells of a person, `decides` or `plain`."""
    if field.personal is None:
        return "plain"
    return "decides" if field.decides else field.personal.value


def answers_for(form: Form, answers: Mapping[str, Any], eyes: Eyes) -> dict[str, Any]:
    """Return the answers as far as the viewer may read them; dots stand for the rest.

    In words of the applicant's own, ways of contact and what other fields hide are dots, too.

    Answers the form does not know are left out, because nobody can say whether they identify
    somebody; so is everything for a viewer who reads none of them.
    """
    if reads_all(eyes):
        return dict(answers)
    if best_sight(eyes, Thing.DOSSIER, "answers") is not Sight.SHOWN:
        return {}
    given = [field for field in form.fields if answers.get(field.key) is not None]
    shown = {field.key: answers[field.key] if _shown(field, eyes) else MASK for field in given}
    hidden = {str(answers[f.key]) for f in given if shown[f.key] == MASK and tells_who(f)}
    for field in given:
        if is_words(field) and shown[field.key] != MASK:
            shown[field.key] = without_ways(str(shown[field.key]), hidden)
    return shown


def reads_all(eyes: Eyes) -> bool:
    """Tell whether the viewer reads the sheet as the applicant wrote it."""
    return best_sight(eyes, Thing.ANSWER, "name") is Sight.SHOWN


def _shown(field: Field, eyes: Eyes) -> bool:
    return best_sight(eyes, Thing.ANSWER, answer_class(field)) is Sight.SHOWN
