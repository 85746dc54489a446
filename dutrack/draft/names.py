"""The names of bodies in a text, one by one: joint leads, helpers, what a heading names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.draft.bodies import begins_body, begins_specific, verb_at
from dutrack.draft.words import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 400
"""Characters names may have together."""

ASSIGNS = pattern(
    r"(?:(?:và\s+)?(?:giao(?:\s+trách nhiệm)?(?:\s+cho)?|yêu cầu|đề nghị|phân công|ủy quyền(?:\s+cho)?)\s+)+(?=\S)",
    re.IGNORECASE,
)
"""What gives somebody a task: "Giao Sở Nội vụ …", "Đề nghị Ủy ban Mặt trận …"."""

_ABOUT = re.compile(r"(?:trách nhiệm của|nhiệm vụ của|đối với|về phía)\s+", re.IGNORECASE)
_DUTIES = re.compile(r"(?:chủ trì|thực hiện|chịu trách nhiệm|có trách nhiệm|tổ chức thực hiện)[\s,:.]*")
_OFFICE = re.compile(r"Văn phòng\s[^,]*(?:HĐND|Hội đồng nhân dân|ĐBQH|[Đđ]ại biểu Quốc hội)$")
_COUNCIL = re.compile(r"(?:HĐND|Hội đồng nhân dân|UBND|Ủy ban nhân dân)")
"""One office serves both: "Văn phòng HĐND và UBND huyện"."""
_BETWEEN = re.compile(r",\s+(?:và\s+)?|\s+và\s+|;\s*|\n+")
_SEVERAL = re.compile(r"(?:các|những|một số|cơ quan|đơn vị)\s")


def capital(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def named_bodies(text: str) -> tuple[str, ...]:
    """Return the bodies a heading names, () for one that names none or says what to do."""
    text = text.strip(" .:;,")
    opener = _ABOUT.match(text) or ASSIGNS.match(text)
    text = text[opener.end() :] if opener else text
    if not text or len(text) > LONGEST or not begins_body(capital(text)) or re.search(r"[.:]\s", text):
        return ()
    end = verb_at(text)
    return split_bodies(text[:end]) if end is None or _DUTIES.fullmatch(text[end:]) else ()


def split_bodies(text: str) -> tuple[str, ...]:
    """Return joint leads one by one where each has a whole name of its own; otherwise the name of a group as it is."""
    text = re.sub(r"\s*\([^()]*\)", "", text).strip(" ,.;:")
    pieces = [piece.strip(" ,.") for piece in re.split(r"\s*;\s*|\n+", text) if piece.strip(" ,.")]
    return tuple(capital(name) for piece in pieces for name in _joint(piece))


def split_names(text: str) -> tuple[str, ...]:
    """Return helpers one by one; "các sở, ban, ngành" stays together."""
    names = _split(text, lambda rest, before: _is_helper(rest) and not _one_office(before, rest))
    return tuple(name.replace("\n", " ") for name in names)


def _joint(text: str) -> list[str]:
    names = _split(text, lambda rest, before: begins_specific(rest) and not _one_office(before, rest))
    several = any(re.search(r",\s+các\s|\svà các\s", name) for name in names)
    return [text] if several or not all(begins_specific(name) for name in names) else names


def _split(text: str, begins: Callable[[str, str], bool]) -> list[str]:
    """Split at commas and "và" where another name begins; ``begins`` is asked with the rest and the name before."""
    names: list[str] = []
    at, glue = 0, ""
    for found in [*_BETWEEN.finditer(text), None]:
        piece = text[at : found.start() if found else len(text)].strip(" ,.;")
        if names and piece and not begins(text[at:], names[-1]):
            names[-1] += glue + piece
        elif piece:
            names.append(piece)
        if found:
            at, glue = found.end(), found[0]
    return names


def _one_office(before: str, rest: str) -> bool:
    return _OFFICE.match(before) is not None and _COUNCIL.match(rest) is not None


def _is_helper(rest: str) -> bool:
    return begins_specific(rest) or _SEVERAL.match(rest) is not None or _whole(rest)


def _whole(rest: str) -> bool:
    return rest[:1].isupper() and begins_body(rest)
