"""The same search without any shortcut: slow, and what the quick one is compared with.

Every pattern is tried at every place, every run of digits is taken to pieces, and what is lawful is
asked place by place. The patterns themselves are those of the product.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from motcua.screening import addresses, contexts, handles, lawful, numbers, runs
from motcua.screening.findings import Finding, Kind
from motcua.screening.folding import fold

_CONTEXT = re.compile(
    rf"(?<![a-z\d])(?:(?P<phone>{'|'.join(contexts._PHONE)})"
    rf"|(?P<account>{'|'.join(contexts._ACCOUNT)}))(?![a-z])"
)
_LAWFUL = re.compile("|".join([
    *(rf"(?<!\d)(?:{one})" for one in lawful._OF_DIGITS),
    *(rf"(?<![a-z\d])(?:{one})" for one in lawful._OF_LETTERS),
]))  # fmt: skip
_WORDS = "|".join(runs._WORDS)
_ATOM = re.compile(rf"\d+|{_WORDS}")
_RUN = re.compile(rf"(?:(?:\d|{_WORDS})[\W_]{{0,4}}+){{{runs.FEWEST - 1},}}+")


def screen(text, allowed=("gov.vn",)):
    folded = fold(text)
    spans = [*_mails(folded.text), *_links(folded, allowed), *_handles(folded.text),
             *_numbers(folded.text)]  # fmt: skip
    found, reached = [], 0
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reached:
            found.append(Finding(*folded.span(start, end), kind))
            reached = end
    return found


def _mails(text):
    for sign in addresses._AT.finditer(text):
        local = addresses._LOCAL.search(text, max(0, sign.start() - 70), sign.start())
        host = addresses._host_after(text, sign.end(), plain="@" in sign.group())
        if host is not None and (local or "@" in sign.group()):
            yield (local.start() if local else sign.start()), host, Kind.EMAIL


def _links(folded, allowed):
    text = folded.text
    for found in addresses._SCHEME.finditer(text):
        if not addresses._is_allowed(addresses._host_of(found.group()), allowed):
            yield (*found.span(), Kind.LINK)
    for found in addresses._DOMAIN.finditer(text):
        before = addresses._HOST_BEFORE.search(text, max(0, found.start() - 80), found.start())
        if before is None or text[before.start() - 1 : before.start()] == "@":
            continue
        host = addresses._host_of(text[before.start() : found.end()])
        if not addresses._is_allowed(host, allowed):
            yield before.start(), found.end(), Kind.LINK
    for pattern in (addresses._SHORTENED, addresses._SPACED_DOMAIN):
        yield from ((*found.span(), Kind.LINK) for found in pattern.finditer(text))
    for found in addresses._WRITTEN.finditer(text):
        label = addresses._LABEL.search(text, max(0, found.start() - 64), found.start())
        if label and folded.as_written(*found.span("top")).isascii():
            yield label.start(), found.end(), Kind.LINK


def _handles(text):
    for found in handles._NETWORK.finditer(text):
        account = handles._ID.match(text, found.end())
        asked = handles._INVITES.search(text, max(0, found.start() - 40), found.start())
        mine = handles._MINE.match(text, found.end())
        plain = found["name"] in handles._PLAIN_WORDS
        ends = account or (not plain and (mine or (asked and found)))
        if ends:
            yield found.start(), ends.end(), Kind.HANDLE
    yield from ((*found.span(), Kind.HANDLE) for found in handles._AT_NAME.finditer(text))


def _numbers(text):
    found = list(_CONTEXT.finditer(text))
    near = contexts.Contexts(text, [f.start() for f in found], [f.end() for f in found],
                             [Kind(f.lastgroup) for f in found])  # fmt: skip
    for run in _RUN.finditer(text):
        words = list(_ATOM.finditer(text, run.start(), run.end()))
        for tens in (True, False) if "muoi" in run.group() else (True,):
            atoms = list(_atoms(words, tens=tens))
            if tens and sum(len(atom[0]) for atom in atoms) < runs.FEWEST:
                break
            yield from _in_run(text, atoms, near)
    for pattern, is_one, kind in (
        (numbers._ABROAD, lambda said: True, Kind.PHONE),
        (numbers._CARD, lambda said: numbers._luhn(re.sub(r"\D", "", said)), Kind.ACCOUNT),
        (numbers._DISGUISED, numbers._is_disguised, Kind.PHONE),
    ):
        yield from ((*f.span(), kind) for f in pattern.finditer(text) if is_one(f.group()))


def _atoms(words, *, tens):
    for number, found in enumerate(words):
        before = words[number - 1].group() if number and tens else ""
        after = words[number + 1].group() if number + 1 < len(words) else ""
        said = runs._said(found.group(), before, after)
        if said:
            yield said, found.start(), found.end(), not found.group().isdigit()


def _in_run(text, atoms, near):
    if not atoms:
        return
    plain = [not _is_lawful(text, atoms, start) for _, start, _, _ in atoms]
    phones = list(_phones(atoms, plain))
    yield from phones
    kept = [atom for atom, is_plain in zip(atoms, plain, strict=True) if is_plain]
    while kept and kept[0][3] and not all(atom[3] for atom in kept):
        kept = kept[1:]
    if phones or not kept:
        return
    kind = near.kind_of(kept[0][1], kept[-1][2], sum(len(atom[0]) for atom in kept))
    if kind is not None and _context_near(near, atoms):
        yield kept[0][1], kept[-1][2], kind


def _context_near(near, atoms):
    first, last = atoms[0][1] - contexts.NEAR, atoms[-1][2] + contexts.NEAR
    return bisect_left(near.ends, first) < bisect_right(near.starts, last)


def _phones(atoms, plain):
    digits = "".join(atom[0] for atom in atoms)
    borders = list(accumulate((len(atom[0]) for atom in atoms), initial=0))
    for first, border in enumerate(borders):
        found = numbers._NATIONAL.match(digits, border)
        if found is None or found.end() not in borders:
            continue
        last = borders.index(found.end())
        own = [atoms[n] for n in range(first, last) if plain[n]]
        if len(own) > 1 or any(not atom[3] for atom in own):
            yield atoms[first][1], atoms[last - 1][2], Kind.PHONE


def _is_lawful(text, atoms, place):
    first = max(0, atoms[0][1] - lawful.AROUND)
    last = min(len(text), atoms[-1][2] + lawful.AROUND)
    spans = [found.span() for found in _LAWFUL.finditer(text, first, last)]
    taxes = lawful._TAX_CODE.finditer(text, first, last)
    spans += [one.span(1) for one in taxes if lawful._is_tax_code(one[1])]
    return any(begin <= place < stop for begin, stop in spans)
