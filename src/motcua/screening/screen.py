"""The one question: which ways of contact does a text hold?"""

from collections.abc import Collection, Iterator

from motcua.screening.addresses import links, mails
from motcua.screening.contexts import contexts
from motcua.screening.findings import Finding, Kind
from motcua.screening.folding import Folded, fold
from motcua.screening.handles import handles
from motcua.screening.numbers import numbers

# Sites of the state itself give nobody a private way.
ALLOWED_DOMAINS: Collection[str] = ("gov.vn",)

Span = tuple[int, int, Kind]


def screen(text: str, *, allowed_domains: Collection[str] = ALLOWED_DOMAINS) -> list[Finding]:
    """Return the ways of contact in a text, in their order, none within another.

    Parameters
    ----------
    text
        Vietnamese or English, with or without accents, composed or decomposed.
    allowed_domains
        Domains a link may lead to, subdomains included.
    """
    folded = fold(text)
    spans = sorted(_spans(folded, allowed_domains), key=lambda span: (span[0], -span[1]))
    found: list[Finding] = []
    reached = 0
    for start, end, kind in spans:
        if end > reached:
            found.append(Finding(*folded.span(start, end), kind))
            reached = end
    return found


def _spans(folded: Folded, allowed: Collection[str]) -> Iterator[Span]:
    yield from mails(folded)
    yield from links(folded, allowed)
    yield from handles(folded.text)
    yield from numbers(folded.text, contexts(folded.text))
