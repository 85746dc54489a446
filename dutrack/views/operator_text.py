"""What the operator is told, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.i18n import Message, msg, plural
from dutrack.views.text import clean, first_names, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from dutrack.problems import Problem

_WIDTH = 76
_MOST = 100


class Unreached(Struct, frozen=True):
    """Whom nobody can reach, why not, and the addresses of the units that concern them; ``new`` are untold so far."""

    name: str
    why: Message
    units: tuple[str, ...]
    new: int


class Report(Struct, frozen=True):
    """What went wrong: bodies that cannot be reached, mail that was refused (to whom, why), errors in files."""

    day: date
    unreached: tuple[Unreached, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    mistakes: tuple[Problem, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.unreached or self.refused or self.mistakes)


def operator_subject(report: Report) -> str:
    """Return the subject: how much there is of each."""
    counts = [
        (len(report.unreached), plural("{count} not reached", "{count} not reached", count=len(report.unreached))),
        (len(report.refused), plural("{count} mail refused", "{count} mails refused", count=len(report.refused))),
        (len(report.mistakes), plural("{count} mistake", "{count} mistakes", count=len(report.mistakes))),
    ]
    told = ", ".join(str(words) for count, words in counts if count)
    return str(msg("[dutrack] For the operator: {counts} – {day}", counts=told, day=report.day))


def operator_text(report: Report) -> str:
    """Return the report in lines that fit every mail program."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield operator_subject(report)
    if report.unreached:
        yield ""
        yield fold(str(msg("No reminder reaches these; tell them, and mend the directory in dutrack.toml:")), _WIDTH)
        yield from _capped(_unreached(each) for each in report.unreached)
    if report.refused:
        yield ""
        yield fold(str(msg("These were refused for good and are not sent again (dutrack outbox retry):")), _WIDTH)
        yield from _capped(fold(f"- {clean(to)}: {clean(why)}", _WIDTH, "  ") for to, why in report.refused)
    if report.mistakes:
        yield ""
        yield fold(str(msg("Mistakes in files; the other plans still work:")), _WIDTH)
        yield from _capped(_mistake(found) for found in report.mistakes)


def _unreached(each: Unreached) -> str:
    name = clean(each.name) or str(msg("Nobody leads"))
    counts = plural("{count} task", "{count} tasks", count=len(each.units))
    new = msg("{count} new", count=each.new)
    shown = first_names([clean(unit) for unit in each.units], 12)
    return fold(f"- {name} ({each.why}; {counts}, {new}): {shown}", _WIDTH, "  ")


def _mistake(found: Problem) -> str:
    place = f"{found.place.path}:{found.place.line}:{found.place.column}"
    return fold(f"- {place}: {found.code.value} {found.message}", _WIDTH, "  ")


def _capped(lines: Iterable[str]) -> Iterator[str]:
    left = 0
    for number, line in enumerate(lines):
        if number < _MOST:
            yield line
        else:
            left += 1
    if left:
        yield str(plural("… and {count} more", "… and {count} more", count=left))
