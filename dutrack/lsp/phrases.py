"""Deadline phrases that are offered while one is written: each reads, and shows the day it comes to here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dutrack.agenda.happenings import Happenings
from dutrack.i18n import Message, msg
from dutrack.schedule.units import units_of_text
from dutrack.views.day_hint import day_hint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.dates.terms import Term
    from dutrack.schedule.resolved import Context

_STOP = re.compile(r"\$\{\d(?::([^}]*)|\|([^,|]*)[^}]*\|)\}")


class Phrase(NamedTuple):
    """A phrase with its kind.

    ``snippet`` marks what is to be filled in as editors do, ``${1:31/12}`` or ``${1|I,II|}``; ``text`` has the first
    choices in their places.
    """

    kind: Message
    snippet: str
    text: str

    def hint(self, context: Context | None) -> str | None:
        """Return what the phrase comes to in a plan; None for a plan without an issue date."""
        if context is None:
            return None
        return day_hint(units_of_text(self.text, context, "?"), context, Happenings())


def phrases(day: date, terms: tuple[Term, ...]) -> Iterator[Phrase]:
    """Yield the phrases for a plan that is written on a day and declares some terms, the most usual ones first."""
    this, later = str(day.year), str(day.year + 2)
    for kind, patterns in _patterns():
        for pattern in patterns:
            snippet = pattern.replace("YYYY", this).replace("ZZZZ", later)
            yield Phrase(kind, snippet, _filled_in(snippet))
    for term in terms:
        name = term.words[0] if "nhiệm kỳ" in term.words[0].casefold() else f"nhiệm kỳ {term.words[0]}"
        for pattern in ("năm thứ ${1:3} ", "giữa ", "cuối "):
            yield Phrase(msg("term of office"), pattern + name, _filled_in(pattern) + name)


def _filled_in(snippet: str) -> str:
    return _STOP.sub(lambda found: found[1] or found[2] or "", snippet)


def _patterns() -> tuple[tuple[Message, tuple[str, ...]], ...]:
    return (
        (
            msg("day or period"),
            (
                "trước ngày ${1:31/12}/${2:YYYY}",
                "chậm nhất ngày ${1:31/12}/${2:YYYY}",
                "hoàn thành trong tháng ${1:12}/${2:YYYY}",
                "hoàn thành trong quý ${1|IV,III,II,I|}/${2:YYYY}",
                "hoàn thành trong 6 tháng ${1|cuối,đầu|} năm ${2:YYYY}",
                "hoàn thành trong năm ${1:YYYY}",
                "giai đoạn ${1:YYYY} - ${2:ZZZZ}",
                "trong ${1:30} ngày kể từ ngày ban hành Kế hoạch này",
            ),
        ),
        (
            msg("recurring"),
            (
                "hằng năm",
                "trước ngày ${1:15/12} hằng năm",
                "năm ${1:YYYY} và những năm tiếp theo",
                "định kỳ 6 tháng, hằng năm",
                "hằng quý",
                "trước ngày ${1:25} của tháng cuối quý",
                "ngày ${1:20} hằng tháng",
            ),
        ),
        (
            msg("waiting for an event"),
            (
                "sau khi ${1:Trung ương ban hành}",
                "trong ${1:30} ngày sau khi ${2:Trung ương ban hành}",
                "theo chỉ đạo của ${1:Trung ương}",
                "khi có hướng dẫn của ${1:Trung ương}",
            ),
        ),
        (msg("standing"), ("thực hiện thường xuyên", "khi có yêu cầu")),
    )
