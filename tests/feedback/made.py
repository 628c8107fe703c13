"""Answers made on the spot."""

from datetime import UTC, datetime

from motcua.feedback.actions.issue_token import issue_token
from motcua.feedback.answers import Answers, Time
from motcua.identity.actor import Actor

AT = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
GOOD = Answers(time=Time.ON_TIME, contacts=1, attitude=5, information=4, explanation=4, overall=5)


def invite(subject: str = "dossier:1", at: datetime = AT, unit: str = "H26.12") -> str:
    return issue_token(subject=subject, actor=Actor.system(), at=at, unit=unit)
