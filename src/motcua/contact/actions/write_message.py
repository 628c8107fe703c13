"""Writing a message: a typed form, screened, kept until its slot."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from motcua.contact.actions.carrying import carried
from motcua.contact.enclosures import Enclosed, enclose, wrong_number
from motcua.contact.kinds import KINDS, LONGEST, LONGEST_GROUND, Kind, Party, Typed
from motcua.contact.models import Message
from motcua.contact.naming import unnamed
from motcua.contact.parties import must_be
from motcua.contact.slots import next_slot
from motcua.contact.told import MESSAGE, Told
from motcua.dossiers.actions.taking import lock
from motcua.dossiers.assignment import alias_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.events.recording import record
from motcua.flow.refusal import Refusal, Refused, Text, refuse
from motcua.identity.actor import Actor
from motcua.offices import queries as offices


def write_message(
    *,
    dossier_id: int,
    kind: Kind,
    text: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    ground: str = "",
    reply_to: UUID | None = None,
    files: Sequence[Enclosed] = (),
) -> Message:
    """Keep a message for the other side; it is released at the next slot.

    Parameters
    ----------
    ground
        The article of law it rests on, where the kind needs one.
    reply_to
        The message it answers, which must have been released to the writer.
    files
        What goes with it and is released together with it, where the kind takes files.

    Raises
    ------
    Refused
        For a kind the side may not write now, a missing ground, a text too long, or a file that is
        not taken.
    WayOfContact
        When the text or a file leads around the centre, or names one of the sides.
    """
    wrong = _wrong(KINDS[kind], text, ground)
    if wrong:
        raise Refused(*wrong)
    uncounted = wrong_number(KINDS[kind], files)
    if uncounted:
        raise uncounted

    def work() -> Message:
        return _write(dossier_id, kind, text, ground, reply_to, files, actor, at, request_id)

    return carried(
        work, kind=Message, subject=MESSAGE, request_id=request_id, dossier_id=dossier_id,
        texts={"text": text, "ground": ground}, actor=actor, at=at,
    )  # fmt: skip


def _write(
    dossier_id: int, kind: Kind, text: str, ground: str, reply_to: UUID | None,
    files: Sequence[Enclosed], actor: Actor, at: datetime, request_id: UUID,
) -> Message:  # fmt: skip
    dossier = lock(dossier_id)
    typed = KINDS[kind]
    person_id = must_be(typed.sender, dossier, actor)
    if Status(dossier.status) not in typed.during:
        raise refuse(
            "message_not_now",
            "Loại tin nhắn này không gửi được ở trạng thái hiện tại của hồ sơ.",
            "This kind of message cannot be sent where the dossier stands now.", "kind",
        )  # fmt: skip
    if Party.CENTRE not in (typed.sender, typed.receiver):
        unnamed({"text": text, "ground": ground}, dossier)
    answered = _answered(dossier, typed, reply_to)
    message = Message.objects.create(
        dossier=dossier, kind=kind, author=person_id, office=actor.office, text=text,
        ground=ground, reply_to=answered, written_at=at,
        alias=alias_of(dossier, person_id) if typed.sender is Party.OFFICIAL else "",
        release_at=next_slot(at, offices.calendar("office"), settings.MESSAGE_HOURS),
    )  # fmt: skip
    record(
        Told.WRITTEN, subject=MESSAGE, subject_id=message.pk, n=0, at=at, actor=actor,
        data={"dossier": dossier.pk, "kind": kind.value, "size": len(text),
              **({"files": len(files)} if files else {})},
        request_id=request_id,
    )  # fmt: skip
    enclose(message, files, actor=actor, at=at)
    return message


def _wrong(typed: Typed, text: str, ground: str) -> list[Refusal]:
    found = []
    if not text.strip():
        found.append(
            Refusal("text_missing", Text("Hãy viết nội dung.", "Write something."), "text")
        )
    if len(text) > LONGEST or len(ground) > LONGEST_GROUND:
        where = "text" if len(text) > LONGEST else "ground"
        most = LONGEST if where == "text" else LONGEST_GROUND
        found.append(
            Refusal(
                "text_long",
                Text(f"Hãy rút còn {most} ký tự.", f"Shorten it to {most} characters."), where,
            )
        )  # fmt: skip
    if typed.ground and not ground.strip():
        found.append(
            Refusal(
                "ground_missing",
                Text("Hãy ghi điều, khoản, văn bản làm căn cứ.", "State the legal ground."),
                "ground",
            )
        )
    return found


def _answered(dossier: Dossier, typed: Typed, reply_to: UUID | None) -> Message | None:
    rows = Message.objects.filter(dossier=dossier, released=True)
    found = rows.filter(uid=reply_to).first() if reply_to else None
    fits = found is not None and Kind(found.kind) in typed.answers
    if (reply_to or typed.must_answer) and not fits:
        raise refuse(
            "answers_nothing", "Tin nhắn được trả lời không còn hoặc không thuộc loại này.",
            "The message to answer is not there, or is of another kind.", "kind",
        )  # fmt: skip
    return found if fits else None
