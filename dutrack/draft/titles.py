"""A short title for a task, from the words of the document: what is to be done, without who and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.draft.bodies import verb_at
from dutrack.draft.leads import goes_along, lead_of
from dutrack.draft.sentences import brackets, clauses, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.deadline.readings import Span

LONGEST = 120
_HELPED = re.compile(
    r"(?:(?:là (?:cơ quan|đơn vị) )?chủ trì,?\s*(?:và\s+)?)?phối hợp(?:\s+chặt chẽ)?,?(?:\s+(?:với|cùng))*\s+",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:chủ trì|có trách nhiệm|chịu trách nhiệm|là (?:cơ quan|đơn vị) (?:thường trực|đầu mối),?)[,:]?\s+",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:đối với|về)\s[^:]{3,80}:\s+", re.IGNORECASE)


def title_of(text: str, without: Iterable[Span] = ()) -> str:
    """Return a title of at most 120 characters; the spans ``without`` are left out of it."""
    bare = text
    for start, end in sorted(without, reverse=True):
        bare = bare[:start].rstrip() + " " + bare[end:].lstrip(" ,")
    bare = _plain(" ".join(bare.split()))
    first = sentences(bare)
    if first:
        bare = bare[first[0][0] : first[0][1]]
    return _short(bare.strip(" .;,:-–/")) or _short(text)


def _plain(text: str) -> str:
    """Leave out who leads and who helps, and document numbers' short names in brackets."""
    lead = lead_of(text)
    if lead is not None and (lead.end < len(text)) and not goes_along(text):
        text = text[lead.end :].lstrip(" :,")
    if about := _ABOUT.match(text):
        text = text[about.end() :]
    if helped := _HELPED.match(text):
        verb = verb_at(text[helped.end() :])
        text = text if verb is None else text[helped.end() + verb :]
    if leads := _LEADS.match(text):
        text = text[leads.end() :]
    for start, end in reversed(brackets(text)):
        if end - start > 30:
            text = text[:start].rstrip() + text[end:]
    return text[:1].upper() + text[1:]


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return text[:1].upper() + text[1:]
    pieces = clauses(text, (0, len(text)))
    text = text[: pieces[0][1]].strip(" ;") if pieces and 20 < pieces[0][1] <= LONGEST else text
    if len(text) > LONGEST:
        cut = text[: LONGEST - 1]
        comma = max(cut.rfind(", "), cut.rfind("; "), cut.rfind(" và "))
        text = cut[:comma].rstrip(" ,;") if comma > 2 * LONGEST // 3 else cut[: cut.rfind(" ")].rstrip(" ,;") + "…"
    return text[:1].upper() + text[1:]
