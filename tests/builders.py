"""Dossiers for tests, brought to a status by the real moves."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from motcua.catalogue import queries as catalogue
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.ask_completion import ask_completion
from motcua.dossiers.actions.ask_payment import ask_payment
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.decline import decline
from motcua.dossiers.actions.draft import add_paper, start
from motcua.dossiers.actions.finish_step import finish_step
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.facts import Item
from motcua.dossiers.knowledge import definition_of, needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Channel, Outcome, Status
from motcua.formspec.answers import visible_fields
from motcua.formspec.form import Field, FieldType
from motcua.identity.actor import Actor
from tests.cast import WARD, Cast

MARRIAGE_STATUS = "1.004873"  # an ordinary procedure of a People's Committee of a commune
BIRTH = "1.001193"
CERTIFIED_COPY = "2.000815"
INTERLINKED = "2.000986"
CONSTRUCTION = "1.013225"
ITEMS = (Item("Giấy tờ mẫu", "Còn thiếu", "Điều 1 văn bản mẫu"),)


def answers_for(procedure: str, **wanted: Any) -> dict[str, Any]:
    """Return a complete sheet of plausible answers to the procedure's form."""
    form = catalogue.version_on(procedure, datetime(2026, 8, 10).date()).definition.form
    answers: dict[str, Any] = dict(wanted)
    while True:
        open_fields = [f for f in visible_fields(form, answers) if f.key not in answers]
        if not open_fields:
            return answers
        for field in open_fields:
            answers[field.key] = _answer(field)


def _answer(field: Field) -> Any:
    samples: dict[FieldType, Any] = {
        FieldType.DATE: "1990-01-15",
        FieldType.INTEGER: 1,
        FieldType.DECIMAL: 50,
        FieldType.MONEY: 1_000_000,
        FieldType.YES_NO: False,
        FieldType.ID_NUMBER: "001200000001",
        FieldType.TAX_CODE: "0100000001",
        FieldType.PHONE: "0900000001",
        FieldType.EMAIL: "an@example.test",
        FieldType.COMMUNE: WARD,
    }
    if field.type in samples:
        value = samples[field.type]
        if field.minimum is not None and isinstance(value, int | float):
            value = max(value, int(field.minimum))
        return value
    if field.type is FieldType.CHOICE:
        return field.options[0].value
    if field.type is FieldType.CHOICES:
        return [field.options[0].value]
    return "Nội dung mẫu"


def hidden_field(dossier: Dossier) -> str:
    """Return the key of an answered identity field that the settling side may not read."""
    form = definition_of(dossier).form
    return next(f.key for f in form.fields if f.masked and dossier.answers.get(f.key))


def a_draft(
    cast: Cast,
    *,
    procedure: str = MARRIAGE_STATUS,
    at: datetime,
    channel: Channel = Channel.ONLINE,
    applicant: Actor | None = None,
    with_papers: bool = True,
    **answers: Any,
) -> Dossier:
    """Return a complete draft, made by An at home or by Bình at the counter."""
    applicant = applicant or cast.an
    maker = applicant if channel == Channel.ONLINE else cast.binh
    dossier = start(
        procedure=procedure,
        applicant_id=applicant.person_id,
        actor=maker,
        at=at,
        channel=channel,
        point=cast.point,
        answers=answers_for(procedure, **answers),
    )
    if with_papers:
        for paper in needs_of(dossier).papers:
            add_paper(
                dossier_id=dossier.pk,
                key=paper.key,
                file_id=None,
                source="seen",
                actor=maker,
                at=at,
            )
    return dossier


def a_dossier(cast: Cast, status: Status, *, at: datetime, **kind: Any) -> Dossier:
    """Return a dossier that stands at a status, each act an hour after the one before."""
    walk = _Walk(cast, a_draft(cast, at=at, **kind), at)
    PATHS[status](walk)
    return Dossier.objects.get(pk=walk.dossier.pk)


class _Walk:
    """Takes the moves one after another; remembers the time."""

    def __init__(self, cast: Cast, dossier: Dossier, at: datetime) -> None:
        self.cast, self.dossier, self.at = cast, dossier, at

    def act(self, action: Any, actor: Actor, **given: Any) -> None:
        self.at += timedelta(hours=1)
        self.dossier = action(
            dossier_id=self.dossier.pk, actor=actor, at=self.at, request_id=uuid4(), **given
        )

    def official(self) -> Actor:
        everyone = (self.cast.chi, self.cast.giang, self.cast.son, self.cast.tam)
        return next(a for a in everyone if a.person_id == self.dossier.official_id)

    def registered(self) -> None:
        self.act(submit, self.cast.an, point=self.cast.point)

    def accepted(self) -> None:
        if self.dossier.channel == Channel.ONLINE:
            self.registered()
        self.act(receive, self.cast.binh)

    def processing(self) -> None:
        self.accepted()
        self.act(transfer, self.cast.binh)

    def proposed(self) -> None:
        self.processing()
        for _ in range(decision_at(definition_of(self.dossier).route) - 1):
            self.act(finish_step, self.official())
        self.act(propose, self.official(), outcome=Outcome.GRANTED)

    def done(self) -> None:
        self.proposed()
        self.act(approve, self.cast.dung)

    def after(self, before: Any, action: Any, actor: Any, **given: Any) -> None:
        before(self)
        self.act(action, actor(self), **given)


def _then(before: Any, action: Any, actor: Any, **given: Any) -> Any:
    return lambda walk: walk.after(before, action, actor, **given)


PATHS: dict[Status, Any] = {
    Status.DRAFT: lambda walk: None,
    Status.REGISTERED: _Walk.registered,
    Status.ACCEPTED: _Walk.accepted,
    Status.NOT_ACCEPTED: _then(
        _Walk.registered, decline, lambda w: w.cast.binh, reason="Sai thẩm quyền", ground="Điều 17"
    ),
    Status.PROCESSING: _Walk.processing,
    Status.SUPPLEMENT_REQUIRED: _then(
        _Walk.processing, ask_supplement, _Walk.official, items=ITEMS
    ),
    Status.WAITING_PAYMENT: _then(
        _Walk.processing,
        ask_payment,
        _Walk.official,
        amount=50_000,
        reason="Lệ phí",
        ground="Điều 22",
    ),
    Status.WITHDRAWN: _then(
        _Walk.processing, withdraw, lambda w: w.cast.an, reason="Không cần nữa"
    ),
    Status.STOPPED: _then(
        _Walk.processing, stop, lambda w: w.cast.dung, reason="Theo lệnh", ground="Điều 5"
    ),
    Status.DONE: _Walk.done,
    Status.RETURNED: _then(_Walk.done, return_result, lambda w: w.cast.ly, collected_by="An"),
}


def completion_asked(cast: Cast, *, at: datetime) -> Dossier:
    """Return a dossier sent back with form 02 before acceptance."""
    walk = _Walk(cast, a_draft(cast, at=at), at)
    walk.registered()
    walk.act(ask_completion, cast.binh, items=ITEMS)
    return walk.dossier
