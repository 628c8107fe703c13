"""Reading the record."""

from uuid import UUID

from motcua.events.models import Event


def of_subject(subject: str, subject_id: int) -> list[Event]:
    """Return a subject's events in their order."""
    return list(Event.objects.filter(subject=subject, subject_id=subject_id).order_by("n"))


def by_request(request_id: UUID) -> Event | None:
    """Return the event a request caused, if it was carried out."""
    return Event.objects.filter(request_id=request_id).first()
