"""Who leads and who helps, by the words of a text."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from dutrack.deadline.spelling import key
from dutrack.draft.bodies import begins_body, begins_specific, verb_at


class Lead(Struct, frozen=True):
    """Who leads, as far as a text says so, and where its sentence goes on.

    ``firm`` says that the text assigns in so many words (giao, chủ trì, chịu trách nhiệm); ``loose`` that it names
    nobody in particular, and not first ("Trường hợp …, các cơ quan, địa phương …").
    """

    owners: tuple[str, ...]
    end: int
    firm: bool = False
    loose: bool = False


_ASSIGNS = re.compile(
    r"(?:(?:và\s+)?(?:giao(?:\s+trách nhiệm)?(?:\s+cho)?|yêu cầu|đề nghị|phân công|ủy quyền(?:\s+cho)?)\s+)+(?=\S)", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:trách nhiệm của|nhiệm vụ của|đối với|về phía)\s+", re.IGNORECASE)
_ALONG = re.compile(r"cùng với\s+", re.IGNORECASE)
_FIRM = re.compile(r"(?:chủ trì|chịu trách nhiệm|có trách nhiệm|làm đầu mối|là (?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì))")
_LED_BY = re.compile(r"(?<!\w)do\s+((?:(?!\bdo\b)[^.;:()]){3,120}?)\s+chủ trì")
_WITH = re.compile(r"(?<!\w)phối hợp(?:\s+(?:chặt chẽ|hiệu quả|đồng bộ|kịp thời|thường xuyên))*,?\s+(?:với|cùng(?: với)?)?\s*", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:tùy theo|căn cứ|trên cơ sở|theo|hằng|hàng|định kỳ|trong|khi|sau|trường hợp|từ|đối với|để|nhằm|trước|chậm nhất|đến|quý|tháng|năm|ngoài|bên cạnh)\b", re.IGNORECASE
)
"""What may stand before the body that leads, up to a comma."""
_STOPS = re.compile(r"[.;:(]|\s(?:trong|để|nhằm|khi|theo|từ|tại|đẩy nhanh|trên)\s")
_SPLIT = re.compile(r",\s+(?:và\s+)?|\s+và\s+|;\s*|\n+")
_LONGEST = 400


def lead_of(text: str) -> Lead | None:
    """Return the lead a sentence names: "Giao Sở Nội vụ …", "Ban Tổ chức Tỉnh ủy chủ trì …", "Hằng năm, Sở Tài chính …"."""
    assigned = _ASSIGNS.match(text)
    if assigned and begins_body(text[assigned.end() :]):
        return _subject(text, assigned.end(), assigned=True)
    if along := _ALONG.match(text):
        return _subject(text, along.end()) if begins_specific(text[along.end() :]) else None
    if begins_body(text):
        return _subject(text, 0)
    for comma in _commas(text) if _ADVERBIAL.match(text) else ():
        if begins_body(text[comma:]) and (found := _subject(text, comma)) is not None:
            return found if begins_specific(text[comma:]) else replace(found, loose=True)
    return None


def goes_along(text: str) -> bool:
    """Tell whether a sentence adds its body to the one before: "Cùng với Ban cán sự đảng …"."""
    return _ALONG.match(text) is not None


def led_by(text: str) -> tuple[str, ...]:
    """Return who leads by "do Sở Nội vụ chủ trì"."""
    found = _LED_BY.search(text)
    return split_bodies(found[1]) if found and begins_body(_capital(found[1])) else ()


def helpers_of(text: str) -> tuple[str, ...]:
    """Return who helps by "phối hợp với …"; () where nobody is named."""
    for found in _WITH.finditer(text):
        rest = text[found.end() :]
        end = verb_at(rest)
        stop = _STOPS.search(rest, 0, len(rest) if end is None else end)
        names = rest[: min(x for x in (end, stop and stop.start(), len(rest)) if x is not None)].strip(" ,.;")
        if names and len(names) <= _LONGEST and begins_body(_capital(names)):
            return split_names(names)
    return ()


def named_bodies(text: str) -> tuple[str, ...]:
    """Return the bodies a heading or a cell names, () for one that names none or says what to do."""
    text = text.strip(" .:;,")
    about = _ABOUT.match(text)
    if about:
        text = text[about.end() :]
    elif assigned := _ASSIGNS.match(text):
        text = text[assigned.end() :]
    if not text or len(text) > _LONGEST or not begins_body(_capital(text)) or re.search(r"[.:]\s", text):
        return ()
    end = verb_at(text)
    if end is not None and not re.fullmatch(r"(?:chủ trì|thực hiện|chịu trách nhiệm|có trách nhiệm|tổ chức thực hiện)[\s,:.]*", text[end:]):
        return ()
    return split_bodies(text[:end])


def split_bodies(text: str) -> tuple[str, ...]:
    """Return joint leads one by one where each has a whole name of its own; otherwise the name of a group as it is."""
    text = re.sub(r"\s*\([^()]*\)", "", text).strip(" ,.;:")
    pieces = [piece.strip(" ,.") for piece in re.split(r"\s*;\s*|\n+", text) if piece.strip(" ,.")]
    return tuple(_capital(name) for piece in pieces for name in _joint(piece))


def _joint(text: str) -> list[str]:
    names, glued = [""], [""]
    at = 0
    for found in re.finditer(r",\s+(?:và\s+)?|\s+và\s+", text):
        rest = text[found.end() :]
        names[-1] += text[at : found.start()]
        if begins_specific(rest):
            names.append("")
        else:
            names[-1] += found[0]
            glued[-1] = rest
        at = found.end()
    names[-1] += text[at:]
    whole = all(begins_specific(name) for name in names) and not any(re.search(r",\s+các\s|\svà các\s", name) for name in names)
    return names if whole else [text]


def split_names(text: str) -> tuple[str, ...]:
    """Return the helpers one by one; "các sở, ban, ngành" stays together."""
    names: list[str] = []
    at = 0
    for found in [*_SPLIT.finditer(text), None]:
        name, after = text[at : found.start() if found else len(text)].strip(" ,.;"), found
        begins = begins_specific(name) or re.match(r"(?:các|những|một số|cơ quan|đơn vị)\s", name) is not None
        if names and not begins and not _alone(name):
            names[-1] = f"{names[-1]}{glue}{name}"
        elif name:
            names.append(name)
        glue = after[0] if after else ""
        at = after.end() if after else at
    return tuple(name.replace("\n", " ") for name in names)


def _alone(name: str) -> bool:
    return begins_body(name) and name[:1].isupper()


def _subject(text: str, start: int, *, assigned: bool = False) -> Lead | None:
    """Return the body that begins at a place, up to its verb or a colon."""
    rest = text[start:]
    colon = re.search(r":(?:\s|$)", rest)
    verb = verb_at(rest, 1)
    end = min((x for x in (colon and colon.start(), verb) if x is not None), default=len(rest) if assigned else None)
    if end is None or end > _LONGEST:
        return None
    name = rest[:end].strip(" ,")
    if not name or re.search(r"\.(?:\s|$)", name) or not all(begins_body(_capital(piece)) for piece in name.split("; ")):
        return None
    firm = assigned or _FIRM.match(rest, end) is not None
    return Lead(split_bodies(re.sub(r"\s+(?:và|cần|phải|đã|sẽ)$", "", name)), start + end, firm)


def _commas(text: str) -> list[int]:
    """Return where the clauses after the first commas of the first sentence begin."""
    sentence = re.split(r"[.;:(]\s", text[:_LONGEST], maxsplit=1)[0]
    return [found.end() for found in re.finditer(r",\s+", sentence)][:4]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def same_body(a: str, b: str) -> bool:
    """Tell whether two names differ in spelling only."""
    return key(a) == key(b)
