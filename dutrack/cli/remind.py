"""``dutrack remind``: send what is due today."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.agenda.select import bodies_named
from dutrack.cli import options
from dutrack.cli.progress import Progress
from dutrack.cli.session import announce, open_agenda, tell
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError, not_found
from dutrack.i18n import msg, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dutrack.agenda import Agenda
    from dutrack.reminders.session import Result

PREVIEWS = ".dutrack/preview"
app, _command = command_app("remind", msg("Send every body at most one mail a day that lists what concerns it."))


def read_limit(text: str) -> int:
    """Read how many digests may go out. Raises WrongUseError."""
    if not text.strip().isascii() or not text.strip().isdecimal():
        raise WrongUseError(msg("{text} is not a number.", text=text))
    return int(text)


@_command
def remind(  # noqa: PLR0913, PLR0917 - the options of the command
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=msg("Show who would get what; send and write nothing.").msgid)
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar=msg("BODY").msgid,
            autocompletion=options.complete_owner,
            help=msg("Only this body: its id, name or alias. Can be repeated.").msgid,
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--max",
            metavar=msg("NUMBER").msgid,
            parser=read_limit,
            help=msg("Refuse to send more digests at once than this.").msgid,
        ),
    ] = None,
    preview: Annotated[
        str | None,
        typer.Option(
            "--preview",
            metavar=msg("BODY").msgid,
            autocompletion=options.complete_owner,
            help=msg("Write this body's digest as HTML and text into a folder; send nothing.").msgid,
        ),
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar=msg("DIR").msgid, help=msg("The folder for --preview.").msgid)
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=msg("Send, however many digests there are.").msgid)] = False,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json", help=msg("The form of --dry-run.").msgid)
    ] = None,
) -> None:
    """Send, or show what would be sent."""
    form = options.read_format(format_, ("table", "json"))
    agenda = open_agenda(workspace, today)
    clock = make_clock(agenda.workspace.config.timezone)
    if preview is not None:
        from dutrack.cli.previewing import write_previews  # noqa: PLC0415 - only what is asked for

        write_previews(agenda, clock, find_bodies(agenda, [preview]), into or agenda.workspace.root / PREVIEWS)
        return
    bodies = find_bodies(agenda, only) if only else None
    if dry_run:
        from dutrack.cli.previewing import show_round  # noqa: PLC0415 - likewise

        show_round(agenda, clock, bodies, form)
        return
    from dutrack.reminders import session  # noqa: PLC0415 - heavy

    # What is read by now lives to the end; what is made for one mail must not.
    gc.freeze()
    gc.enable()
    most = limit if limit is not None else agenda.workspace.config.mail.limit
    with Progress(msg("Sending")) as progress:
        wishes = session.Wishes(None if yes else most, bodies, progress=progress)
        result = session.remind(agenda, clock, wishes)
    for line in troubles(result):
        tell(line)
    if told := summary(result):
        announce([told])
    if not result.good:
        raise typer.Exit(1)


def make_clock(timezone: str) -> Callable[[], datetime]:
    """Return what tells the present moment in a time zone (an IANA name)."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - heavy

    zone = ZoneInfo(timezone)
    return lambda: datetime.now(zone)


def find_bodies(agenda: Agenda, asked: list[str]) -> frozenset[str]:
    """Return the ids of the bodies named by id, name or alias, or by a group's. Raises WrongUseError for an unknown."""
    directory = agenda.workspace.directory
    found: set[str] = set()
    for word in asked:
        named = bodies_named((word,), agenda.workspace)
        if not named:
            known = tuple(name for entry in directory.entries for name in (entry.id, entry.name))
            raise not_found(msg("There is no body {name}.", name=word), word, known)
        found |= named
    return frozenset(found)


def troubles(result: Result) -> Iterator[str]:
    """Yield what went wrong, and what the operator would have heard by mail."""
    for trouble in result.outcome.troubles:
        yield f"{trouble.to}: {trouble.reason}"
    if result.for_operator:
        yield result.for_operator.rstrip()


def summary(result: Result) -> str | None:
    """Return how it went, in a line; None where nothing happened."""
    outcome = result.outcome
    told = []
    if outcome.sent:
        told.append(plural("{count} mail sent", "{count} mails sent", count=outcome.sent))
    refused = sum(trouble.permanent for trouble in outcome.troubles)
    if refused:
        told.append(plural("{count} refused for good", "{count} refused for good", count=refused))
    if result.left:
        told.append(plural("{count} to be tried again", "{count} to be tried again", count=result.left))
    return f"{', '.join(map(str, told))}." if told else None
