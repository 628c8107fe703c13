"""Propose a new version of a procedure; a second person will publish it or turn it down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.catalogue import refusals
from motcua.catalogue.actions.telling import tell
from motcua.catalogue.checking import judge
from motcua.catalogue.definition import Definition
from motcua.catalogue.events import VersionProposed
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.rulesets import ruleset_on
from motcua.catalogue.stored import fingerprint, stored
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


@transaction.atomic
def propose(
    *,
    written: Mapping[str, Any],
    field: str,
    slug: str,
    actor: Actor,
    at: datetime,
    request_id: UUID | None = None,
) -> ProcedureVersion:
    """Keep a procedure as a proposal.

    Parameters
    ----------
    written
        The procedure as plain data, shared pieces filled in (`checking.Checked.written`).

    Raises
    ------
    Refused
        `not_allowed`, `definition_faulty` (one refusal for each error), `proposal_open`,
        `nothing_new`, `begins_too_early`.
    """
    if not actor.may(P.CATALOGUE_EDIT) or actor.person_id is None:
        raise refusals.not_allowed("đề xuất sửa danh mục", "propose changes of the catalogue")
    definition = _sound(written, field, slug)
    procedure, _ = Procedure.objects.get_or_create(
        code=definition.code, defaults=_first_words(definition)
    )
    procedure = Procedure.objects.select_for_update().get(pk=procedure.pk)
    document = stored(written, definition)
    _refuse_needless(procedure, definition, fingerprint(document))
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=procedure.versions.count() + 1,
        valid_from=definition.valid_from,
        ruleset=ruleset_on(definition.valid_from).key,
        definition=document,
        fingerprint=fingerprint(document),
        proposed_at=at,
        proposed_by_id=actor.person_id,
    )
    told = VersionProposed(procedure.code, version.number, version.fingerprint)
    tell(procedure, told, actor=actor, at=at, request_id=request_id)
    return version


def _sound(written: Mapping[str, Any], field: str, slug: str) -> Definition:
    definition, faults = judge(written, field=field, slug=slug)
    if faults or definition is None:
        raise Refused(*(_refusal(path, why) for path, why in faults))
    return definition


def _refusal(path: tuple[str | int, ...], reason: str) -> Refusal:
    where = ".".join(str(part) for part in path)
    text = Text(f"Định nghĩa thủ tục có lỗi tại {where or 'tệp'}: {reason}", reason)
    return Refusal("definition_faulty", text, where)


def _first_words(definition: Definition) -> dict[str, Any]:
    return {
        "slug": definition.slug,
        "field": definition.field,
        "name_vi": definition.names.vi,
        "name_en": definition.names.en,
    }


def _refuse_needless(procedure: Procedure, definition: Definition, mark: str) -> None:
    published = procedure.versions.filter(published_at__isnull=False).order_by("valid_from")
    last = published.last()
    # An older version met again in a folder of files is not news either.
    if published.filter(fingerprint=mark).exists():
        raise refusals.nothing_new(procedure.code)
    if procedure.versions.filter(published_at__isnull=True).exists():
        raise refusals.proposal_open(procedure.code)
    if last is not None and definition.valid_from <= last.valid_from:
        raise refusals.begins_too_early(procedure.code, last.valid_from)
