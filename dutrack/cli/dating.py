"""What ``extend`` and ``date`` share: a text that names one day or period."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer
from msgspec.structs import replace

from dutrack.agenda.tasks import context_at, context_of
from dutrack.cli.recording import RefusedError
from dutrack.deadline import DeadlineError
from dutrack.i18n import msg
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import WindowPart

if TYPE_CHECKING:
    from dutrack.cli.unit_command import Call
    from dutrack.dates.window import Window
    from dutrack.plan.model import Plan
    from dutrack.progress.entry import Value

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
    workspace, on = call.run.agenda.workspace, call.day
    if text is None or not text.strip():
        raise RefusedError(msg("The new deadline is missing."), msg("Say it: --to “30/6/2023”"))
    value = _as_day(text.strip())
    words = value if isinstance(value, str) else f"đến ngày {value.day}/{value.month}/{value.year}"
    context = replace(context_of(workspace, plan) or context_at(workspace, plan, on), issued=on)
    try:
        parts = read(words, context).parts
    except DeadlineError as error:
        hint = msg("Did you mean {word}?", word=error.suggestion) if error.suggestion else None
        raise RefusedError(
            msg("“{text}” is not understood: {reason}.", text=text, reason=error.message), hint
        ) from None
    if len(parts) != 1 or not isinstance(parts[0], WindowPart):
        raise RefusedError(msg("“{text}” is not one day or one period.", text=text), msg("Say it: --to “30/6/2023”"))
    window = parts[0].window
    if window.due < call.run.agenda.today:
        call.run.doubt(msg("{day} is already over.", day=window.due))
    return value, window


def _as_day(text: str) -> Value:
    """Return a day as programs write it (2023-06-30) as a day, other words as they are."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else text
    except ValueError:
        return text
