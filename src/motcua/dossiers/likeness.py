"""Repeated filings: five copies of one matter must not be five tickets in the lottery.

The object of a dossier is what identifies it in the form: personal numbers, tax codes, answers that
decide the case, and the commune. Words around it may change; that does not make it another matter.
"""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from motcua.dossiers.models import Dossier
from motcua.dossiers.pseudonyms import keyed
from motcua.formspec.form import FieldType, Form
from motcua.lottery.selection import STICKY_DAYS

SPAN = timedelta(days=STICKY_DAYS)
_IDENTIFYING = frozenset({FieldType.ID_NUMBER, FieldType.TAX_CODE})
# Punctuation, spaces and case are no difference.
_NOISE = re.compile(r"[\W_]+")


def object_of(form: Form, answers: Mapping[str, Any]) -> list[str]:
    """Return what identifies the object of the answers, in the order of the form."""
    fields = (field for section in form.sections for field in section.fields)
    return [
        _NOISE.sub("", str(answers[field.key])).casefold()
        for field in fields
        if (field.decides or field.type in _IDENTIFYING)
        and answers.get(field.key) not in (None, "")
    ]


def likeness(dossier: Dossier, form: Form) -> str:
    """Return the key under which repeated filings meet: applicant, procedure, object."""
    same = [
        dossier.applicant_id,
        dossier.procedure,
        dossier.part,
        dossier.commune,
        object_of(form, dossier.answers),
    ]
    return keyed(f"likeness/{json.dumps(same, ensure_ascii=False)}").hex()
