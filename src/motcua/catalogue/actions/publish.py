"""Publish the waiting proposal of a procedure: the second pair of eyes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value

from motcua.catalogue import refusals
from motcua.catalogue.actions.telling import tell
from motcua.catalogue.definition import Definition
from motcua.catalogue.events import VersionPublished
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.stored import restored
from motcua.catalogue.words import indexed
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


@transaction.atomic
def publish(
    *,
    code: str,
    actor: Actor,
    at: datetime,
    fingerprint: str | None = None,
    request_id: UUID | None = None,
) -> ProcedureVersion:
    """Put the proposed version in force from its day; the version before it ends the day before.

    Parameters
    ----------
    fingerprint
        Of the proposal that was read; a proposal that has changed since is not published.

    Raises
    ------
    Refused
        `not_allowed`, `unknown_procedure`, `no_proposal`, `same_person`, `proposal_changed`,
        `begins_too_early`.
    """
    if not actor.may(P.CATALOGUE_PUBLISH) or actor.person_id is None:
        raise refusals.not_allowed("công bố thủ tục", "publish procedures")
    procedure = Procedure.objects.select_for_update().filter(code=code).first()
    if procedure is None:
        raise refusals.unknown_procedure(code)
    version = procedure.versions.filter(published_at__isnull=True).first()
    if version is None:
        raise refusals.no_proposal(code)
    # Somebody who stands in for the proposer is not a second pair of eyes either.
    if version.proposed_by_id in {actor.person_id, actor.on_behalf_of}:
        raise refusals.same_person()
    if fingerprint is not None and fingerprint != version.fingerprint:
        raise refusals.proposal_changed()
    _end_the_one_before(procedure, version)
    version.published_at, version.published_by_id = at, actor.person_id
    version.save(update_fields=["published_at", "published_by"])
    _put_in_index(procedure, restored(version.definition))
    told = VersionPublished(code, version.number, version.fingerprint, version.valid_from)
    tell(procedure, told, actor=actor, at=at, request_id=request_id)
    return version


def _end_the_one_before(procedure: Procedure, version: ProcedureVersion) -> None:
    last = procedure.versions.filter(published_at__isnull=False).order_by("valid_from").last()
    if last is None:
        return
    if last.valid_from >= version.valid_from:
        raise refusals.begins_too_early(procedure.code, last.valid_from)
    last.valid_until = version.valid_from - timedelta(days=1)
    last.save(update_fields=["valid_until"])


def _put_in_index(procedure: Procedure, definition: Definition) -> None:
    procedure.slug, procedure.field = definition.slug, definition.field
    procedure.name_vi, procedure.name_en = definition.names
    procedure.life_events = list(definition.life_events)
    procedure.folded_name = indexed(
        f"{definition.names.vi} {definition.names.en} {definition.code}"
    )
    procedure.folded_text = indexed(" ".join([*definition.keywords, *definition.summary]))
    name, text = Value(procedure.folded_name), Value(procedure.folded_text)
    procedure.search = SearchVector(name, config="simple", weight="A") + SearchVector(
        text, config="simple", weight="B"
    )
    procedure.save()
