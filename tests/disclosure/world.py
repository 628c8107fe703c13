"""One city in which every personal value is a canary, with dossiers in every state of interest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pikepdf
from django.core.files.base import ContentFile
from django.utils import timezone

from motcua.approvals.models import Request
from motcua.contact.models import Hearing, Message, MessageFile
from motcua.desk.acts import ACTS as DESK_ACTS
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import NOBODY, Eyes, Viewer
from motcua.documents.actions.store import store
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import (
    Consultation,
    Countersign,
    Dossier,
    HandOver,
    Paper,
    Result,
    Slip,
    Suspension,
)
from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.dossiers.status import Status
from motcua.dossiers.views.answers import answer_class
from motcua.feedback.actions.issue_token import issue_token
from motcua.formspec.form import FieldType
from motcua.identity.actor import VISITOR, Actor
from motcua.identity.models import Absence, Person
from motcua.identity.roles import Role
from motcua.insight.models import Alert
from motcua.notices.jobs import owe
from motcua.notices.models import Notice
from motcua.office.acts import SLUGS as OFFICE_SLUGS
from motcua.payments.models import Charge, Payment
from tests.builders import a_dossier, a_draft
from tests.cast import Cast, _official
from tests.disclosure.canaries import Canary
from tests.disclosure.plans import plan_the_city
from tests.documents.made import pdf

STAFF = ("binh", "cam", "ly", "chi", "giang", "dung", "kien", "son", "sau", "hoa")


@dataclass(frozen=True)
class Looker:
    """Somebody who walks: what they are to An's dossiers, and to the other applicant's."""

    name: str
    actor: Actor
    eyes: Eyes
    eyes_on_other: Eyes = NOBODY


@dataclass
class World:
    """The canaries, the people who walk, and what the samples of addresses need."""

    cast: Cast
    canaries: list[Canary] = field(default_factory=list)
    lookers: dict[str, Looker] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    token: str = ""

    @property
    def sections(self) -> list[Any]:
        return list(definition_of(self.dossiers["draft"]).form.sections)

    @property
    def slugs(self) -> dict[str, list[str]]:
        """The acts of each face, as their addresses name them."""
        return {"desk": [one.slug for one in DESK_ACTS], "office": list(OFFICE_SLUGS.values())}

    @property
    def mine(self) -> list[Dossier]:
        return [row for name, row in self.dossiers.items() if name != "other"]

    def codes(self) -> list[str]:
        return [row.code for row in self.dossiers.values() if row.code]


def make_world(cast: Cast, at: datetime | None = None) -> World:
    """Fill the city of the cast with canaries."""
    at = at or timezone.now() - timedelta(hours=30)
    world = World(cast)
    _people(world)
    _dossiers(world, at)
    for name, row in world.dossiers.items():
        _fill(world, name, row, at)
    _talk(world, at)
    _money(world, at)
    _requests(world, at)
    _messages(world, at)
    _alerts(world, at)
    plan_the_city(timezone.now(), [row.pk for row in world.dossiers.values() if row.code])
    world.lookers = {one.name: one for one in _lookers(world)}
    return world


def _add(world: World, text: str, thing: Thing, name: str, owner: str, office: str = "") -> str:
    canary = Canary(text, thing, name, owner, office)
    if canary not in world.canaries:
        world.canaries.append(canary)
    return text


def _people(world: World) -> None:
    for owner, number in (("an", "4"), ("other", "7")):
        values = {
            "full_name": f"Nguyễn Zuqten{owner}",
            "id_number": f"0012990{number}8{number}31",
            "phone": f"09{number}371{number}826",
            "email": f"zuqthu{owner}@canary.test",
            "address": f"Số 1 ngõ Zuqngo{owner}",
            "login": f"zuqlogin{owner}",
        }
        tokens = values | {"full_name": f"Zuqten{owner}", "address": f"Zuqngo{owner}"}
        for name, token in tokens.items():
            _add(world, token, Thing.PERSON, name, owner)
        actor: Actor = getattr(world.cast, owner)
        Person.objects.filter(pk=actor.person_id).update(**values)
    for name in STAFF:
        actor = getattr(world.cast, name)
        Person.objects.filter(pk=actor.person_id).update(
            full_name=f"Lê Zuqcanbo{name}", login=f"zuqtaikhoan{name}",
            email=f"zuqthucanbo{name}@canary.test", phone="",
        )  # fmt: skip
        _add(world, f"Zuqcanbo{name}", Thing.STAFF, "full_name", name, actor.office)
        _add(world, f"zuqtaikhoan{name}", Thing.STAFF, "login", name, actor.office)
        _add(world, f"zuqthucanbo{name}", Thing.STAFF, "email", name, actor.office)
    today = timezone.localdate()
    Absence.objects.create(
        person_id=world.cast.giang.person_id, first_day=today + timedelta(days=20),
        last_day=today + timedelta(days=21), reason="leave",
    )  # fmt: skip


def _dossiers(world: World, at: datetime) -> None:
    made = {
        "processing": a_dossier(world.cast, Status.PROCESSING, at=at),
        "registered": a_dossier(world.cast, Status.REGISTERED, at=at),
        "asked": a_dossier(world.cast, Status.SUPPLEMENT_REQUIRED, at=at),
        "paying": a_dossier(world.cast, Status.WAITING_PAYMENT, at=at),
        "returned": a_dossier(world.cast, Status.RETURNED, at=at),
        "done": a_dossier(world.cast, Status.DONE, at=at),
        "draft": a_draft(world.cast, at=at),
    }
    # The settling official of all of An's dossiers is Chi, of the other's Giang.
    Dossier.objects.filter(official__isnull=False).update(
        official_id=world.cast.chi.person_id, alias="4-KQ"
    )
    other = a_dossier(world.cast, Status.REGISTERED, at=at)
    Dossier.objects.filter(pk=other.pk).update(
        applicant_id=world.cast.other.person_id, submitter_id=world.cast.other.person_id,
        official_id=world.cast.giang.person_id, status=Status.PROCESSING, agency=world.cast.agency,
        alias="7-GM", due_at=timezone.now() + timedelta(days=3), accepted_at=at,
    )  # fmt: skip
    made["other"] = other
    world.dossiers = {
        name: Dossier.objects.select_related("version").get(pk=row.pk) for name, row in made.items()
    }


def _fill(world: World, name: str, row: Dossier, at: datetime) -> None:
    owner = "other" if name == "other" else "an"
    _answers(world, row, owner)
    _papers(world, row, owner, at)
    cast = world.cast
    words = {
        "proposal_reason": (Thing.DOSSIER, f"zuqduthao{owner}"),
        "slip": (Thing.SLIP, f"zuqphieu{owner}"),
        "pause": (Thing.SUSPENSION, f"zuqtamdung{owner}"),
    }
    if row.official_id:
        Dossier.objects.filter(pk=row.pk).update(proposal_reason=words["proposal_reason"][1])
        _add(world, words["proposal_reason"][1], Thing.DOSSIER, "proposal_reason", owner)
        Slip.objects.filter(dossier=row).update(reason=words["slip"][1])
        _add(world, words["slip"][1], Thing.SLIP, "reason", owner)
        Suspension.objects.filter(dossier=row).update(reason=words["pause"][1])
        _add(world, words["pause"][1], Thing.SUSPENSION, "reason", owner)
    if name in ("processing", "other"):
        settler = cast.chi if owner == "an" else cast.giang
        HandOver.objects.create(
            dossier=row, at=at, step="appraise", giver=cast.binh.person_id,
            giving_office=cast.point, receiver=settler.person_id, receiving_office=cast.agency,
        )  # fmt: skip
        Countersign.objects.create(
            dossier=row, kind="recusal", asked_by=settler.person_id, asked_at=at,
            reason=_add(world, f"zuqxinthoi{owner}", Thing.COUNTERSIGN, "reason", owner),
        )  # fmt: skip
    if name == "processing":
        Consultation.objects.create(
            dossier=row, key="opinion", agency=cast.construction, asked_by=cast.chi.person_id,
            question=_add(world, "zuqcauhoi", Thing.CONSULTATION, "question", "an"),
            asked_at=at, due_at=timezone.now() + timedelta(days=2),
        )  # fmt: skip
        Dossier.objects.filter(pk=row.pk).update(proposal="refused", proposed_by=cast.chi.person_id)
    if name == "returned":
        _returned(world, row, at)


def _answers(world: World, row: Dossier, owner: str) -> None:
    told: dict[str, Any] = {}
    for one in definition_of(row).form.fields:
        kind = answer_class(one)
        if one.type in (FieldType.TEXT, FieldType.LONG_TEXT) and row.answers.get(one.key):
            told[one.key] = _add(world, f"zuqtraloi{kind}{owner}", Thing.ANSWER, kind, owner)
        elif one.type is FieldType.ID_NUMBER and row.answers.get(one.key):
            number = "001388842971" if owner == "an" else "001388875972"
            told[one.key] = _add(world, number, Thing.ANSWER, kind, owner)
        elif one.type is FieldType.PHONE and row.answers.get(one.key):
            number = "0938842971" if owner == "an" else "0938875972"
            told[one.key] = _add(world, number, Thing.ANSWER, kind, owner)
    row.answers = row.answers | told
    Dossier.objects.filter(pk=row.pk).update(answers=row.answers)


def _papers(world: World, row: Dossier, owner: str, at: datetime) -> None:
    actor: Actor = getattr(world.cast, owner)
    inside = _add(world, f"zuqtrongtep{owner}", Thing.FILE, "content", owner)
    named = _add(world, f"zuqtentep{owner}", Thing.FILE, "name", owner)
    file = store(
        file=ContentFile(pdf(Zuq=_text(inside))), name=f"{named}.pdf",
        owner_id=actor.person_id or 0, subject=f"dossier:{row.pk}", actor=actor, at=at,
    )  # fmt: skip
    paper = row.papers.first()
    assert paper is not None
    Paper.objects.filter(pk=paper.pk).update(file=file, source="uploaded")


def _text(words: str) -> Any:
    return pikepdf.Dictionary(Said=pikepdf.String(words))


def _returned(world: World, row: Dossier, at: datetime) -> None:
    Result.objects.filter(dossier=row).update(
        collected_by=_add(world, "Zuqnguoinhan", Thing.RESULT, "collected_by", "an")
    )
    world.token = issue_token(
        subject=f"dossier:{row.pk}", actor=Actor.system("test"), at=at, unit=row.agency
    )


def _talk(world: World, at: datetime) -> None:
    """Let a message and a hearing stand between An and the official who settles."""
    row, cast = world.dossiers["processing"], world.cast
    told = _add(world, "zuqloinhan", Thing.MESSAGE, "text", "an")
    Message.objects.create(
        dossier=row, kind="clarify", author=cast.chi.person_id, office=cast.agency, alias=row.alias,
        text=told, ground="Điều 1", written_at=at, release_at=at + timedelta(hours=2), released=True,
    )  # fmt: skip
    said = Message.objects.get(text=told)
    named = _add(world, "zuqteptin", Thing.FILE, "name", "an")
    kept = store(file=ContentFile(pdf()), name=f"{named}.pdf", owner_id=cast.an.person_id,
                 subject=f"message:{said.uid}", actor=cast.an, at=at)  # fmt: skip
    MessageFile.objects.create(message=said, file=kept, number=1)
    Hearing.objects.create(
        dossier=row, status=3, asked_by=cast.an.person_id, asked_at=at, host=cast.ly.person_id,
        place=cast.point, begins_at=at, record_number="1", held_at=at,
        summary=_add(world, "zuqbienban", Thing.HEARING, "summary", "an"),
    )  # fmt: skip


def _requests(world: World, at: datetime) -> None:
    """Let an export and a change of the roster wait for a second person, and one be in force soon."""
    cast, lapses = world.cast, timezone.now() + timedelta(days=2)
    given = {"asked_at": at, "lapses_at": lapses, "office": cast.hoa.office}
    words = _add(world, "zuqxintep", Thing.REQUEST, "reason", "an")
    Request.objects.create(
        kind="export", asked_by=cast.hoa.person_id, reason=words,
        wanted={"list": "board", "show": "late", "field": "", "agency": ""}, **given,
    )  # fmt: skip
    change = {"change": "adjust", "person": cast.chi.person_id, "skills": ["land"],
              "capacity": 500, "office": cast.agency}  # fmt: skip
    words = _add(world, "zuqdoidanhsach", Thing.REQUEST, "reason", "an")
    asked = given | {"asked_by": cast.binh.person_id, "about": cast.chi.person_id,
                     "wanted": change, "reason": words}  # fmt: skip
    Request.objects.create(kind="roster", **asked)
    Request.objects.create(kind="roster_at_once", **asked)
    Request.objects.create(
        kind="roster", state="approved", approved_at=timezone.now(), in_force_from=lapses,
        first_approver=cast.hoa.person_id, closed_at=timezone.now(), **asked,
    )  # fmt: skip


def _money(world: World, at: datetime) -> None:
    for row in world.mine:
        charge, _ = Charge.objects.get_or_create(
            subject=f"dossier:{row.pk}", purpose="fee",
            defaults={
                "amount": 8000, "reference": f"MC{row.pk:010}", "unit": world.cast.agency,
                "requested_at": at, "status": 2, "paid_at": at, "method": "cash",
                "receipt_number": f"BL-{row.pk}",
            },
        )  # fmt: skip
        Payment.objects.get_or_create(
            gateway="bank", gateway_reference=f"zuqgiaodich{row.pk}", amount=charge.amount,
            memo=_add(world, "ZUQNOIDUNGCK", Thing.PAYMENT, "memo", "an"), paid_at=at,
            recorded_at=at, charge=charge, outcome="duplicate",
        )  # fmt: skip


def _messages(world: World, at: datetime) -> None:
    owe(at)
    Notice.objects.all().update(state=Notice.State.FAILED, attempts=6)


def _alerts(world: World, at: datetime) -> None:
    """Let the inspectorate have an alert, and one that was closed with words."""
    cast, row = world.cast, world.dossiers["processing"]
    found = {"unit": cast.agency, "hits": 8, "base": 20, "usual": 1.5, "z": 6.0,
             "day": timezone.localdate(at), "evidence": [row.pk], "raised_at": at}  # fmt: skip
    Alert.objects.create(kind="reveal", who=pseudonym(cast.chi.person_id, epoch_of(found["day"])).hex(),
                         **found)  # fmt: skip
    Alert.objects.create(
        kind="refused-late", seen_by=cast.hoa.person_id, seen_at=at, closed_at=at,
        closed_by=cast.hoa.person_id, verdict="explained",
        words=_add(world, "zuqketluan", Thing.ALERT, "words", "an"), **found,
    )  # fmt: skip


def _lookers(world: World) -> Iterator[Looker]:
    cast = world.cast

    def both(name: str, actor: Actor, viewer: Viewer) -> Looker:
        return Looker(name, actor, frozenset({viewer}), frozenset({viewer}))

    yield Looker("visitor", VISITOR, NOBODY)
    outside = frozenset({Viewer.INTEGRATION})
    yield Looker("integration", VISITOR, outside, outside)
    yield Looker("applicant", cast.an, frozenset({Viewer.APPLICANT}))
    yield Looker("another applicant", cast.other, NOBODY, frozenset({Viewer.APPLICANT}))
    yield both("receptionist", cast.binh, Viewer.RECEPTIONIST)
    yield both("cashier", cast.cam, Viewer.CASHIER)
    yield both("result clerk", cast.ly, Viewer.RESULT_CLERK)
    yield Looker("specialist", cast.chi, frozenset({Viewer.SPECIALIST}))
    yield Looker(
        "specialist of another dossier", cast.giang, NOBODY, frozenset({Viewer.SPECIALIST})
    )
    yield both("head", cast.dung, Viewer.HEAD)
    yield Looker("head of another agency", cast.sau, NOBODY)
    yield Looker("consulted", cast.kien, frozenset({Viewer.CONSULTED}))
    yield both("auditor", cast.hoa, Viewer.AUDITOR)
    for role, place in (
        (Role.SUPERVISOR, cast.point), (Role.ADMINISTRATOR, "centre-office"),
        (Role.EDITOR, "centre-office"), (Role.PUBLISHER, "centre-office"),
        (Role.PLANNER, "centre-office"), (Role.DIRECTOR, "centre-office"),
    ):  # fmt: skip
        actor = _official(f"zuq-{role.value}", f"Zuq {uuid4().hex[:6]}", place, role)
        yield both(role.value, actor, Viewer(role.value))
