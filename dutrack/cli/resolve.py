"""``dutrack resolve``: what a deadline text means, for people and for programs."""

from __future__ import annotations

import gc
import json
import sys
from datetime import date  # noqa: TC003 - read by typer
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec.json import Decoder
from msgspec.structs import replace

from dutrack.agenda import Selection
from dutrack.agenda.tasks import context_at
from dutrack.cli import options
from dutrack.cli.session import open_workspace, present_day, put, require_known
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.config.model import DEFAULT_TIMEZONE
from dutrack.dates.calendar import Calendar
from dutrack.deadline import DeadlineError
from dutrack.i18n import Message, msg
from dutrack.schedule.answer import Answer, answer_data, ask
from dutrack.schedule.policy import Policy
from dutrack.schedule.resolved import Context
from dutrack.views.answer_text import answer_text
from dutrack.views.json_text import dump, dump_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMATS = ("table", "json", "jsonl")
_DECODE = Decoder(dict[str, Any]).decode

app, _command = command_app("resolve", msg("Tell which days a deadline text means."))


@_command
def resolve(  # noqa: PLR0913, PLR0917 - the options of the command
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar=msg("TEXT...").msgid, help=msg("The texts; - reads them from standard input, one a line.").msgid
        ),
    ],
    issued: Annotated[
        date | None,
        typer.Option(
            "--issued",
            metavar=msg("DAY").msgid,
            parser=options.read_day,
            help=msg("The issue date of the plan; today if it is not given.").msgid,
        ),
    ] = None,
    workspace: options.WorkspaceOption = None,
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar=msg("PLAN").msgid, help=msg("Read the texts as they stand in this plan.").msgid),
    ] = None,
    today: options.TodayOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json|jsonl", help=msg("The form of the answer.").msgid)
    ] = None,
) -> None:
    """Print an answer for each text, and end with status 1 if one was refused."""
    form = options.read_format(format_, FORMATS)
    context = _context(workspace, plan, issued, today)
    answers = (found for text in texts for found in _answers(text, context))
    if form == "json":
        held = list(answers)
        put("[\n" + ",\n".join(f"  {dump(answer_data(found))}" for found in held) + "\n]")
        refused = any(found.refused for found in held)
    else:
        refused = False
        for found in answers:
            text = dump_line(answer_data(found)) if form == "jsonl" else answer_text(found)
            # Who asks line by line waits for each answer, so it is written whole and at once.
            print(f"{text}\n", end="", flush=True)  # noqa: T201
            refused = refused or found.refused
    if refused:
        raise typer.Exit(1)


def _context(folder: Path | None, plan_id: str | None, issued: date | None, today: date | None) -> Context:
    """Return where the texts stand: in a plan of the workspace, else nowhere in particular."""
    if plan_id is None:
        return Context(issued or today or present_day(DEFAULT_TIMEZONE), Calendar(), Policy())
    workspace = open_workspace(folder)
    require_known(Selection(plans=(plan_id,)), workspace)
    plan = next(plan for plan in workspace.plans if Selection(plans=(plan_id,)).takes_plan(plan.id, plan.formerly))
    day = issued or plan.issued or today or present_day(workspace.config.timezone)
    return context_at(workspace, plan, day)


def _answers(text: str, context: Context) -> Iterator[Answer]:
    if text != "-":
        yield ask(text, context)
        return
    gc.freeze()
    gc.enable()  # a stream has no end to wait for
    for number, line in enumerate(sys.stdin.buffer):
        decoded = line.decode(errors="replace").rstrip("\r\n")
        yield _answer_line(decoded.removeprefix("\ufeff") if number == 0 else decoded, context)


def _answer_line(line: str, context: Context) -> Answer:
    """Answer a line: a text, or a JSON object with the text and perhaps its issue date."""
    if not line.lstrip().startswith("{"):
        return ask(line, context)
    try:
        given = _object(line)
    except (ValueError, RecursionError):
        return _refusal(line, msg("the line is not valid JSON"))
    text, issued = given.get("text"), given.get("issued")
    if not isinstance(text, str):
        return _refusal(line, msg("the line has no text"))
    if issued is None:
        return ask(text, context)
    day = _issue_day(issued) if isinstance(issued, str) else None
    if day is None:
        return _refusal(text, msg("the issue date is not a day"))
    return ask(text, replace(context, issued=day))


def _object(line: str) -> dict[str, Any]:
    """Return the object on a line of JSON. Raises ValueError, or RecursionError for one nested too deep."""
    try:
        return _DECODE(line)
    except (ValueError, RecursionError):
        return json.loads(line)  # type: ignore[no-any-return] # takes half a character too, in four times the time


@lru_cache(maxsize=1024)
def _issue_day(text: str) -> date | None:
    try:
        return options.read_day(text)
    except WrongUseError:
        return None


def _refusal(text: str, message: Message) -> Answer:
    return Answer(text, DeadlineError(message, (0, len(text))))
