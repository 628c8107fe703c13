"""What may happen next to a dossier, who does it and after how long: the demonstration's dice.

Each act is a real action by a real member of staff; a refusal of the domain simply ends the turn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from motcua.demo.paying import pay_by_transfer
from motcua.demo.staff import Staff
from motcua.demo.talks import Talks
from motcua.demo.volumes import CHANCES, Chances
from motcua.dossiers.actions.answer import answer
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.ask_completion import ask_completion
from motcua.dossiers.actions.ask_payment import ask_payment
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.complete import complete
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.decline import decline
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.finish_step import finish_step
from motcua.dossiers.actions.looked import looked, purpose_of
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.actions.settle_on_the_spot import settle_on_the_spot
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.facts import Item
from motcua.dossiers.knowledge import calendar_of, current_step, definition_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Channel, Outcome, Status
from motcua.identity.actor import Actor
from motcua.identity.queries import actor, person
from motcua.identity.roles import Role
from motcua.worktime.arithmetic import add_minutes, working_minutes_between
from motcua.worktime.instants import local_day

MISSING = Item(
    "Bản chính giấy tờ chứng minh", "Bản tải lên không đọc được", "Nghị định 61/2018/NĐ-CP Điều 19"
)
UNREADABLE = Item(
    "Tờ khai có chữ ký",
    "Tờ khai chưa có chữ ký của người yêu cầu",
    "Nghị định 61/2018/NĐ-CP Điều 17",
)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that will happen: after so many working minutes, by whom, with what."""

    action: Callable[..., Dossier]
    actor: Actor
    after: int
    given: dict[str, Any]

    def take(self, dossier: Dossier, at: datetime, request_id: UUID) -> Dossier:
        return self.action(
            dossier_id=dossier.pk, actor=self.actor, at=at, request_id=request_id, **self.given
        )


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something that takes several people and some time, as far as it gets until `until`."""

    talk: Callable[..., datetime]
    after: int

    def take(self, dossier: Dossier, at: datetime, until: datetime) -> datetime:
        return self.talk(dossier, at, until)


class Dice:
    """Chooses acts; the same seed and staff choose the same.

    With `looks` every official who acts leaves the line of having looked first, as on the pages.
    """

    def __init__(
        self, staff: Staff, random: Random, chances: Chances = CHANCES, *, looks: bool = False
    ) -> None:
        self.staff, self.random, self.looks = staff, random, looks
        self._talks = Talks(staff, random, chances)
        self._talked: set[int] = set()
        self._by_status: dict[Status, Callable[[Dossier, datetime], Act | None]] = {
            Status.REGISTERED: self._registered,
            Status.SUPPLEMENT_REQUIRED: self._awaited,
            Status.ACCEPTED: self._accepted,
            Status.PROCESSING: self._processing,
            Status.WAITING_PAYMENT: self._owing,
            Status.DONE: self._done,
        }

    def next(self, dossier: Dossier, at: datetime) -> Act | None:
        """Return what happens next to a dossier that stands so since `at`; None: nothing."""
        rule = self._by_status.get(Status(dossier.status))
        return rule(dossier, at) if rule else None

    def talk(self, dossier: Dossier) -> "Exchange | None":
        """Return the one exchange that a dossier in the hands of an official may have."""
        if dossier.status != Status.PROCESSING or dossier.pk in self._talked:
            return None
        self._talked.add(dossier.pk)
        found = self._talks.drawn(dossier)
        return Exchange(found, int(self.random.triangular(5, 300, 60))) if found else None

    def look(self, dossier: Dossier, who: Actor, at: datetime) -> None:
        """Leave the line of an official who opens the dossier to act."""
        if self.looks:
            looked(dossier_ids=[dossier.pk], actor=who, at=at, purpose=purpose_of(dossier, who))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def _act(
        self, action: Callable[..., Dossier], who: Actor | None, after: float, **given: Any
    ) -> Act | None:
        return Act(action, who, max(1, int(after)), given) if who else None

    def _applicant(self, dossier: Dossier, at: datetime) -> Actor:
        return actor(person(dossier.applicant_id), "", local_day(at))

    def _registered(self, dossier: Dossier, at: datetime) -> Act | None:
        desk = self.staff.at(dossier.received_at_point, Role.RECEPTIONIST, self.random)
        wait = self.random.triangular(5, 420, 60)
        if self.chance(CHANCES.declined):
            return self._act(decline, desk, wait, reason="Thủ tục không thuộc phạm vi tiếp nhận",
                             ground="Nghị định 61/2018/NĐ-CP Điều 17")  # fmt: skip
        if dossier.supplement_rounds == 0 and self.chance(CHANCES.completion_asked):
            return self._act(ask_completion, desk, wait, items=[UNREADABLE])
        if self.chance(CHANCES.withdrawn):
            return self._act(
                withdraw, self._applicant(dossier, at), wait, reason="Không còn nhu cầu"
            )
        return self._act(receive, desk, wait)

    def _awaited(self, dossier: Dossier, at: datetime) -> Act | None:
        if self.chance(CHANCES.supplement_never):
            return None
        return self._act(
            complete, self._applicant(dossier, at), self.random.triangular(120, 3600, 900)
        )

    def _accepted(self, dossier: Dossier, at: datetime) -> Act | None:  # noqa: ARG002
        desk = self.staff.at(dossier.received_at_point, Role.RECEPTIONIST, self.random)
        if definition_of(dossier).on_the_spot and dossier.channel == Channel.COUNTER:
            if dossier.fee_paid < dossier.fee_due:
                return self._pay(5)
            return self._act(settle_on_the_spot, desk, self.random.triangular(5, 45, 12))
        return self._act(transfer, desk, self.random.triangular(1, 60, 5))

    def _pay(self, after: float) -> Act | None:
        return self._act(pay_by_transfer, Actor.system("bank"), after)

    def _processing(self, dossier: Dossier, at: datetime) -> Act | None:
        if dossier.open_consultations:
            return self._answer(dossier)
        if dossier.proposal:
            return self._decide(dossier, at)
        return self._appraise(dossier, at)

    def _answer(self, dossier: Dossier) -> Act | None:
        asked = Consultation.objects.filter(dossier=dossier, answered_at=None).first()
        if asked is None:
            return None
        who = self.staff.at(asked.agency, Role.CONSULTED, self.random)
        position = "objects" if self.chance(0.05) else "agrees"
        return self._act(answer, who, self.random.triangular(60, 2400, 700), consultation_id=asked.pk,
                         position=position, text="Ý kiến mẫu của cơ quan được hỏi.")  # fmt: skip

    def _decide(self, dossier: Dossier, at: datetime) -> Act | None:
        head = self.staff.at(dossier.agency, Role.HEAD, self.random)
        wait = self._pace(dossier, at, dossier.due_at, 0.6)
        if self.chance(CHANCES.sent_back):
            return self._act(send_back, head, wait, reason="Cần làm rõ căn cứ")
        return self._act(approve, head, wait)

    def _appraise(self, dossier: Dossier, at: datetime) -> Act | None:
        official = self.staff.official(dossier.official_id)
        wait = self._pace(dossier, at, dossier.step_due_at, 0.8)
        extra = self._extra(dossier, official, wait)
        if extra:
            return extra
        if dossier.step < decision_at(definition_of(dossier).route) - 1:
            return self._act(finish_step, official, wait)
        if self.chance(CHANCES.refused):
            return self._act(propose, official, wait, outcome=Outcome.REFUSED,
                             reason="Không đủ điều kiện", ground="Quy định chuyên ngành")  # fmt: skip
        return self._act(propose, official, wait, outcome=Outcome.GRANTED)

    def _extra(self, dossier: Dossier, official: Actor | None, wait: float) -> Act | None:
        step = current_step(dossier)
        for planned in step.consults if step else ():
            if not Consultation.objects.filter(dossier=dossier, key=planned.key).exists():
                return self._act(consult, official, min(wait, 240), key=planned.key,
                                 question="Đề nghị cho ý kiến về nội dung chuyên ngành.")  # fmt: skip
        first = dossier.step == 0 and dossier.part == ""
        if first and dossier.supplement_rounds == 0 and self.chance(CHANCES.supplement_asked):
            return self._act(ask_supplement, official, min(wait, 300), items=[MISSING])
        land = dossier.field == "land" and dossier.fee_paid >= dossier.fee_due
        if first and land and self.chance(CHANCES.payment_asked):
            return self._act(ask_payment, official, wait, amount=self.random.randint(2, 40) * 100_000,
                             reason="Nộp nghĩa vụ tài chính về đất đai", ground="Luật Đất đai 2024")  # fmt: skip
        return None

    def _pace(self, dossier: Dossier, at: datetime, until: datetime | None, share: float) -> float:
        """Return how long a piece of work takes: mostly inside its time, sometimes far beyond."""
        left = (
            working_minutes_between(calendar_of(dossier), at, until) if until and until > at else 60
        )
        if self.chance(CHANCES.stuck):
            return left * self.random.uniform(1.1, 2.0) + 60
        return left * share * self.random.betavariate(2, 3) + self.random.uniform(3, 20)

    def _owing(self, dossier: Dossier, at: datetime) -> Act | None:  # noqa: ARG002
        return self._pay(self.random.triangular(60, 1900, 500))

    def _done(self, dossier: Dossier, at: datetime) -> Act | None:  # noqa: ARG002
        if dossier.parent_id or dossier.open_parts:
            return None
        if dossier.fee_paid < dossier.fee_due:
            return self._pay(self.random.triangular(5, 480, 60))
        if self.chance(CHANCES.not_collected):
            return None
        at_place = dossier.return_point or dossier.received_at_point
        clerk = self.staff.at(at_place, Role.RESULT_CLERK, self.random)
        return self._act(return_result, clerk, self.random.triangular(10, 1900, 300),
                         collected_by="Người nộp hồ sơ, đã đối chiếu giấy tờ")  # fmt: skip

    def apology(self, dossier: Dossier, at: datetime) -> Act | None:
        """Return the apology that a head who sees a delay coming owes, a day or more ahead."""
        if dossier.extended or dossier.due_at is None or not self.chance(CHANCES.apologises):
            return None
        calendar = calendar_of(dossier)
        left = working_minutes_between(calendar, at, dossier.due_at) if dossier.due_at > at else 0
        if left < 2 * 480:
            return None
        head = self.staff.at(dossier.agency, Role.HEAD, self.random)
        new_due = add_minutes(calendar, dossier.due_at, 3 * 480)
        return self._act(
            extend, head, left - 700, new_due=new_due, reason="Khối lượng hồ sơ tăng cao"
        )
