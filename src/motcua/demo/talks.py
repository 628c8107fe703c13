"""What the sides say to each other through the centre, and who looks: the demonstration's talk.

Each exchange begins at a time and goes on, slot by slot, until it is over or the present comes; what
waits for a slot then is released by the worker as everywhere.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from motcua.contact.actions.ask_hearing import ask_hearing
from motcua.contact.actions.move_hearing import move_hearing
from motcua.contact.actions.note_contact import note_contact
from motcua.contact.actions.release_message import release_message
from motcua.contact.actions.write_message import write_message
from motcua.contact.kinds import Kind, Way
from motcua.contact.models import Hearing, Message
from motcua.demo.staff import Staff
from motcua.demo.volumes import Chances
from motcua.dossiers.actions.approve_break_glass import approve_break_glass
from motcua.dossiers.actions.ask_break_glass import ask_break_glass
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.dossiers.actions.reveal import reveal
from motcua.dossiers.glass import GlassReason
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.reveal_reasons import RevealReason
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.queries import actor, person
from motcua.identity.roles import Role
from motcua.offices import queries as offices
from motcua.worktime.arithmetic import add_minutes
from motcua.worktime.instants import local_day

GROUND = "Điều 19 Nghị định 61/2018/NĐ-CP"
# What one exchange does next, each step given the time when it may; it yields when it is through.
Steps = Iterator[datetime]
Talk = Callable[[Dossier, datetime, datetime], datetime]


class Talks:
    """Draws what a dossier's sides have to say; the same seed and staff say the same."""

    def __init__(self, staff: Staff, random: Random, chances: Chances) -> None:
        self.staff, self.random = staff, random
        self.kinds = (
            (chances.progress_asked, self._progress), (chances.clarified, self._clarified),
            (chances.heard, self._heard), (chances.called, self._called),
            (chances.revealed, self._revealed), (chances.broken_glass, self._broken_glass),
        )  # fmt: skip

    def drawn(self, dossier: Dossier) -> Talk | None:
        """Return one kind of exchange, or None: most dossiers have none."""
        roll = self.random.random()
        for chance, steps in self.kinds:
            if roll < chance and self.staff.official(dossier.official_id):
                return partial(_through, steps)
            roll -= chance
        return None

    def _progress(self, row: Dossier, at: datetime) -> Steps:
        asked = self._write(row, Kind.PROGRESS, self._applicant(row, at), at,
                            "Hồ sơ của tôi đang ở bước nào?")  # fmt: skip
        yield asked.release_at
        _release(asked)
        desk = self.staff.at(row.received_at_point, Role.RECEPTIONIST, self.random)
        later = self._later(asked.release_at)
        if desk is None:
            return
        yield later
        looked(dossier_ids=[row.pk], actor=desk, at=later, purpose=Purpose.RECEIVE)
        told = self._write(row, Kind.ANSWER, desk, later, "Hồ sơ đang được thẩm định, còn trong hạn.",
                           reply_to=asked.uid)  # fmt: skip
        yield told.release_at
        _release(told)

    def _clarified(self, row: Dossier, at: datetime) -> Steps:
        official = self._official(row)
        looked(dossier_ids=[row.pk], actor=official, at=at, purpose=Purpose.SETTLE)
        asked = self._write(row, Kind.CLARIFY, official, at,
                            "Đề nghị làm rõ nội dung đã khai ở mục 2.", ground=GROUND)  # fmt: skip
        yield asked.release_at
        _release(asked)
        later = self._later(asked.release_at)
        yield later
        said = self._write(row, Kind.EXPLAIN, self._applicant(row, later), later,
                           "Tôi xin giải trình: nội dung mẫu, đúng như giấy tờ đã nộp.",
                           reply_to=asked.uid)  # fmt: skip
        yield said.release_at
        _release(said)

    def _heard(self, row: Dossier, at: datetime) -> Steps:
        applicant = self._applicant(row, at)
        hearing = ask_hearing(dossier_id=row.pk, actor=applicant, at=at, request_id=self._number())
        host = self._host(hearing, at)
        if host is None:
            return
        soon = self._later(at)
        yield soon
        begins = add_minutes(offices.calendar("office"), soon, 240)
        self._move(hearing, "set_time", host, soon, begins_at=begins)
        yield begins + timedelta(hours=1)
        self._move(hearing, "keep_minutes", host, begins + timedelta(hours=1),
                   summary="Hai bên đã nêu ý kiến; người nộp giải trình về giấy tờ.",
                   record_number=f"GA-{hearing.pk:05}", outcome="weigh")  # fmt: skip
        confirmed = self._later(begins + timedelta(hours=1))
        yield confirmed
        self._move(hearing, "confirm_as_applicant", applicant, confirmed)
        self._move(hearing, "confirm_as_official", self._official(row), confirmed)

    def _called(self, row: Dossier, at: datetime) -> Steps:
        desk = self.staff.at(row.received_at_point, Role.RECEPTIONIST, self.random)
        if desk is not None:
            note_contact(dossier_id=row.pk, way=self.random.choice(list(Way)), happened_at=at,
                         summary="Hỏi giờ trả kết quả; đã trả lời theo phiếu hẹn.", actor=desk,
                         at=at, request_id=self._number())  # fmt: skip
        yield from ()

    def _revealed(self, row: Dossier, at: datetime) -> Steps:
        form = definition_of(row).form
        hidden = [one.key for one in form.fields if one.masked and row.answers.get(one.key)]
        if hidden:
            reveal(dossier_id=row.pk, field=self.random.choice(hidden), at=at,
                   reason=self.random.choice(list(RevealReason)).value,
                   actor=self._official(row), request_id=self._number())  # fmt: skip
        yield from ()

    def _broken_glass(self, row: Dossier, at: datetime) -> Steps:
        head = self.staff.at(row.agency, Role.HEAD, self.random)
        second = self.staff.at("centre-office", Role.AUDITOR, self.random)
        if head is None or second is None:
            return
        ask_break_glass(dossier_id=row.pk, reason=GlassReason.SAFETY.value, actor=head, at=at,
                        ground="Tình huống mẫu: cần xác minh ngay vì an toàn của một trẻ em.",
                        request_id=self._number())  # fmt: skip
        soon = at + timedelta(minutes=4)
        yield soon
        approve_break_glass(dossier_id=row.pk, actor=second, at=soon, request_id=self._number())
        looked(dossier_ids=[row.pk], actor=head, at=soon, purpose=Purpose.EMERGENCY)

    def _write(
        self, row: Dossier, kind: Kind, who: Actor, at: datetime, text: str, *, ground: str = "",
        reply_to: UUID | None = None,
    ) -> Message:  # fmt: skip
        return write_message(dossier_id=row.pk, kind=kind, text=text, actor=who, at=at,
                             ground=ground, reply_to=reply_to, request_id=self._number())  # fmt: skip

    def _move(self, hearing: Hearing, verb: str, who: Actor, at: datetime, **said: object) -> None:
        move_hearing(hearing=hearing.uid, verb=verb, actor=who, at=at, request_id=self._number(),
                     **said)  # type: ignore[arg-type]  # fmt: skip

    def _official(self, row: Dossier) -> Actor:
        found = self.staff.official(row.official_id)
        assert found is not None, "drawn() has asked"  # noqa: S101
        return found

    def _applicant(self, row: Dossier, at: datetime) -> Actor:
        return actor(person(row.applicant_id), "", local_day(at))

    def _host(self, hearing: Hearing, at: datetime) -> Actor | None:
        """Return who hosts; a hearing of the cast is left to whoever signs in as them."""
        left = hearing.host in self.staff.cast
        found = person(hearing.host) if hearing.host and not left else None
        return actor(found, self.staff.office_of(found.pk), local_day(at)) if found else None

    def _later(self, at: datetime) -> datetime:
        calendar = offices.calendar("office")
        return add_minutes(calendar, at, int(self.random.triangular(10, 400, 90)))

    def _number(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)


def _through(
    steps: Callable[[Dossier, datetime], Steps], row: Dossier, at: datetime, until: datetime
) -> datetime:
    """Take the steps whose time has come; return the time of the last one that was taken."""
    try:
        for moment in steps(row, at):
            if moment > until:
                return at
            at = max(at, moment)
    except Refused:
        return at
    return at


def _release(message: Message) -> None:
    release_message(message_id=message.pk, actor=Actor.system("release"), at=message.release_at)
