"""Who leads and who helps, by the words of a text."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from dutrack.draft.bodies import begins_body, begins_specific, verb_at
from dutrack.draft.names import ASSIGNS, LONGEST, capital, split_bodies, split_names
from dutrack.draft.sentences import brackets
from dutrack.draft.words import pattern


class Lead(Struct, frozen=True):
    """Who leads, as far as a text says so, and where its sentence goes on.

    ``firm`` says that the text assigns in so many words (giao, chủ trì, chịu trách nhiệm); ``loose`` that it names
    nobody in particular, and not first ("Trường hợp …, các cơ quan, địa phương …").
    """

    owners: tuple[str, ...]
    end: int
    firm: bool = False
    loose: bool = False


_ALONG = re.compile(r"cùng với\s+", re.IGNORECASE)
_FIRM = pattern(r"""
    (?:chủ trì|chịu trách nhiệm|có trách nhiệm|làm đầu mối|là (?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì))
""")  # fmt: skip
_LED_BY = re.compile(r"(?<!\w)do\s+((?:(?!\bdo\b)[^.;:()]){3,120}?)\s+chủ trì")
_WITH = pattern(
    r"""
    (?<!\w)phối hợp(?:\s+(?:chặt chẽ|hiệu quả|đồng bộ|kịp thời|thường xuyên))*,?\s+(?:với|cùng(?: với)?)?\s*
    """, re.IGNORECASE
)  # fmt: skip
_ADVERBIAL = pattern(
    r"""
    (?:tùy theo|căn cứ|trên cơ sở|theo|hằng|hàng|định kỳ|trong|khi|sau|trường hợp|từ|đối với|để|nhằm|trước|chậm nhất|đến
    |quý|tháng|năm|ngoài|bên cạnh)\b
    """, re.IGNORECASE
)  # fmt: skip
"""What may stand before the body that leads, up to a comma."""
_PREPARES = re.compile(
    r"\s+(?:chủ trì|chuẩn bị|thực hiện|tham mưu|phụ trách|trình|báo cáo|xây dựng|soạn thảo)(?:,?\s.*)?$"
)
_THROUGH = re.compile(r"(?:qua|gửi|báo cáo|trình|về|cho)\s+(?:[A-ZĐỦ][^,;.]{0,60})?$")
"""Before a bracket that names through whom something goes, not who does it."""
_STOPS = re.compile(r"[.;:(]|\s(?:trong|để|nhằm|khi|theo|từ|tại|đẩy nhanh|trên)\s")


def lead_of(text: str) -> Lead | None:
    """Return the lead a sentence names: "Giao Sở Nội vụ …", "Ban Tổ chức … chủ trì …", "Hằng năm, Sở Tài chính …"."""
    assigned = ASSIGNS.match(text)
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
    return split_bodies(found[1]) if found and begins_body(capital(found[1])) else ()


def bracket_lead(text: str) -> tuple[str, ...]:
    """Return the body a bracket at the end names: "Nghị quyết về … (Sở Nội vụ chuẩn bị)"."""
    text = text.rstrip(" .;")
    found = brackets(text)
    if not found or found[-1][1] < len(text) or _THROUGH.search(text[: found[-1][0]].rstrip()):
        return ()
    content = text[found[-1][0] + 1 : found[-1][1] - 1]
    name = _PREPARES.sub("", content.split(";")[0].strip())
    return split_bodies(name) if begins_specific(name) and verb_at(name) is None else ()


def helpers_of(text: str) -> tuple[str, ...]:
    """Return who helps by "phối hợp với …"; () where nobody is named."""
    for found in _WITH.finditer(text):
        rest = text[found.end() :]
        verb = verb_at(rest)
        stop = _STOPS.search(rest)
        names = rest[: min(len(rest) if verb is None else verb, stop.start() if stop else len(rest))].strip(" ,.;")
        if names and len(names) <= LONGEST and begins_body(capital(names)):
            return split_names(names)
    return ()


def _subject(text: str, start: int, *, assigned: bool = False) -> Lead | None:
    """Return the body that begins at a place, up to its verb or a colon."""
    rest = text[start:]
    colon, verb = re.search(r":(?:\s|$)", rest), verb_at(rest, 1)
    ends = [end for end in (colon.start() if colon else None, verb) if end is not None]
    end = min(ends, default=len(rest) if assigned else LONGEST + 1)
    name = rest[:end].strip(" ,")
    if not name or end > LONGEST or re.search(r"\.(?:\s|$)", name):
        return None
    if not all(begins_body(capital(piece)) for piece in name.split("; ")):
        return None
    firm = assigned or _FIRM.match(rest, end) is not None
    return Lead(split_bodies(re.sub(r"\s+(?:và|cần|phải|đã|sẽ)$", "", name)), start + end, firm)


def _commas(text: str) -> list[int]:
    """Return where the clauses after the first commas of the first sentence begin."""
    sentence = re.split(r"[.;:(]\s", text[:LONGEST], maxsplit=1)[0]
    return [found.end() for found in re.finditer(r",\s+", sentence)][:4]
