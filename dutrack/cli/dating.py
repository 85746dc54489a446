"""What ``extend`` and ``date`` share: a text that names one day or period."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer
from msgspec.structs import replace

from dutrack.agenda import Status
from dutrack.agenda.tasks import context_at, context_of
from dutrack.cli import options
from dutrack.cli.recording import RefusedError
from dutrack.deadline import DeadlineError
from dutrack.i18n import Message, msg
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import WindowPart

if TYPE_CHECKING:
    from dutrack.agenda import Item
    from dutrack.cli.unit_command import Call
    from dutrack.dates.window import Window
    from dutrack.plan.model import Plan
    from dutrack.progress.entry import Value

_DAY_AND_MONTH = re.compile(r"\d{1,2}[/.-]\d{1,2}")

ToOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar=msg("TEXT").msgid,
        help=msg("The new deadline, in the words of a plan: 30/6/2023, quý II/2023.").msgid,
    ),
]
ApprovedByOption: TypeAlias = Annotated[
    str | None, typer.Option("--approved-by", metavar=msg("NAME").msgid, help=msg("Who granted it.").msgid)
]


def read_window(call: Call, plan: Plan, text: str | None) -> tuple[Value, Window]:
    """Return how the text stands in a record and the window it means, counted from the day of the call.

    A window that is over is doubted. Raises RefusedError.
    """
    text = (text or "").strip()
    if not text:
        raise RefusedError(msg("The new deadline is missing."), _example())
    workspace, on = call.run.agenda.workspace, call.day
    context = replace(context_of(workspace, plan) or context_at(workspace, plan, on), issued=on)
    value = _as_day(text)
    is_whole = not _DAY_AND_MONTH.fullmatch(text)
    words = f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else text
    try:
        parts = read(words if is_whole else f"ngày {words}", context).parts
    except DeadlineError as error:
        hint = msg("Did you mean {word}?", word=error.suggestion) if error.suggestion else None
        raise RefusedError(
            msg("“{text}” is not understood: {reason}.", text=text, reason=error.message), hint
        ) from None
    if len(parts) != 1 or not isinstance(parts[0], WindowPart):
        raise RefusedError(msg("“{text}” is not one day or one period.", text=text), _example())
    if not is_whole:
        due = parts[0].window.due
        hint = msg("Did you mean {word}?", word=f"{due.day}/{due.month}/{due.year}")
        raise RefusedError(msg("“{text}” names no year.", text=text), hint)
    window = parts[0].window
    if window.due < call.run.agenda.today:
        call.run.doubt(msg("{day} is already over.", day=window.due))
    return value, window


def _example() -> Message:
    return msg("Say it: --to “30/6/2023”")


def _as_day(text: str) -> Value:
    """Return a day as programs write it (2023-06-30) as a day, other words as they are."""
    return options.read_day(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text


def is_datable(item: Item) -> bool:
    """Tell whether a person may give the day: there is none, or a person gave it."""
    if item.due is not None:
        return item.status.is_open and item.dated and not item.extensions
    return item.status is Status.UNDATED or (item.status is Status.WAITING and item.occurrence is None)
