"""``dutrack event``: what is awaited, and that it has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.agenda import Selection
from dutrack.agenda.awaited import events_of
from dutrack.cli import options, recording
from dutrack.cli.pick import pick_address
from dutrack.cli.session import ask_part, open_agenda, put, require_known, tell, tell_of_problems
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError, help_hint
from dutrack.i18n import Message, msg, plural
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.progress import Happened, Kind, effective
from dutrack.views.effects import change_words

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from dutrack.agenda import Agenda
    from dutrack.agenda.awaited import Awaited
    from dutrack.cli.session import AnyPart
    from dutrack.progress.entry import Entry

FORMATS = ("table", "json")

app, _command = command_app("event", msg("Show what is awaited, or record that it has happened."))


@_command
def event(  # noqa: PLR0913, PLR0917 - the options of the command
    address: Annotated[
        str | None,
        typer.Argument(
            metavar=msg("PLAN/EVENT").msgid,
            help=msg("The event that happened: its address, a piece of it, or words of its title.").msgid,
        ),
    ] = None,
    on: recording.OnOption = None,
    doc: recording.DocOption = None,
    note: recording.NoteOption = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help=msg("Take back everything that was recorded of the event.").msgid)
    ] = False,
    reason: recording.ReasonOption = None,
    by: recording.ByOption = None,
    yes: recording.YesOption = False,
    dry_run: recording.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    plan: options.PlansOption = None,
    every: Annotated[bool, typer.Option("--all", help=msg("List what has happened as well.").msgid)] = False,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json", help=msg("The form of the answer.").msgid)
    ] = None,
) -> None:
    """List the events; with an address show what the event would change, ask, and record it in every plan."""
    if address is None:
        if on or doc or note or withdraw or reason:
            raise WrongUseError(msg("Which event? Name it: PLAN/EVENT."), help_hint())
        _list(workspace, today, plan, format_, every=every)
        return
    agenda, found = ask_part(lambda part: _find(part, address), workspace, today)
    run = recording.Recording(agenda, by, yes=yes, dry_run=dry_run)
    if withdraw:
        _withdraw(run, found, reason)
    else:
        _record(run, found, on or run.agenda.today, doc, note)


def _list(
    folder: Path | None, today: date | None, plans: list[str] | None, format_: str | None, *, every: bool
) -> None:
    form = options.read_format(format_, FORMATS)
    agenda = open_agenda(folder, today)
    selection = Selection(plans=tuple(plans or ()))
    require_known(selection, agenda.workspace)
    found = tuple(
        each
        for each in events_of(agenda)
        if (each.waiting or every)
        and any(selection.takes_plan(place.plan.id, place.plan.formerly) for place in each.places)
    )
    from dutrack.views.events import events_json, events_text  # noqa: PLC0415 - only for the list

    put(events_json(found, agenda.today) if form == "json" else events_text(found))
    if form != "json":
        tell_of_problems(agenda)


def _find(part: AnyPart, asked: str) -> tuple[Agenda, Awaited]:
    """Return the event that is meant and the agenda of what it concerns, or of all where it is not named exactly."""
    plan_asked, _, id_ = asked.removeprefix(TASK_PREFIX).partition("/")
    if id_ and (plan := part.plan(plan_asked)):
        shared = [event.common_name for event in plan.events if event.id == id_ and event.common_name]
        agenda = part.agenda([plan.path], shared)
        found = _addresses(agenda).get(asked)
        if found is not None:
            return agenda, found
    agenda = part.agenda([plan.path for plan in part.plans])
    return agenda, _pick(agenda, asked)


def _addresses(agenda: Agenda) -> dict[str, Awaited]:
    return {place.address: each for each in events_of(agenda) for place in each.places}


def _pick(agenda: Agenda, asked: str) -> Awaited:
    found = _addresses(agenda)
    known = [(place.address, place.title) for each in dict.fromkeys(found.values()) for place in each.places]
    # The same document in several plans is one event: any of its addresses will do.
    named = [address for address, _ in known if address.partition("/")[2] == asked]
    if named and len({id(found[address]) for address in named}) == 1:
        return found[named[0]]
    return found[pick_address(asked, known, msg("There is no event {id}.", id=asked))]


def _record(run: recording.Recording, found: Awaited, on: date, doc: str | None, note: str | None) -> None:
    if found.is_task:
        hint = msg("Record that: dutrack done {address}", address=found.places[0].address.removeprefix("task:"))
        raise recording.RefusedError(msg("This follows by itself when the task is done."), hint)
    entries = [
        run.entry(place.plan.id, Kind.EVENT, event=place.in_records, on=on, doc=doc, note=note)
        for place in found.places
    ]
    run.refuse_repeated(entries)
    ahead = on > run.agenda.today
    title = found.places[0].title
    happened = msg("{event}: happened on {day}", event=title, day=on)
    told = msg("{event}: expected on {day}", event=title, day=on) if ahead else happened
    _show(run, entries, told, max(on, run.agenda.today))
    if found.known is not None:
        was = found.known.on
        tell(msg("This corrects what was recorded before: {day}.", day=was))
    if ahead:
        tell(msg("Until {day} it is expected and releases nothing.", day=on))
    run.ask(msg("Record it?"))
    run.record(entries, told)


def _withdraw(run: recording.Recording, found: Awaited, reason: str | None) -> None:
    places = {(place.plan.id, name) for place in found.places for name in (place.in_records, place.address, place.id)}
    entries = [
        run.entry(plan.id, Kind.WITHDRAWN, record=record.key, on=run.agenda.today, reason=reason)
        for plan in run.agenda.workspace.plans
        for record in effective(run.agenda.workspace.records_of(plan))
        if isinstance(record, Happened) and (plan.id, record.event) in places
    ]
    title = found.places[0].title
    if not entries:
        raise recording.RefusedError(msg("Nothing is recorded of {event}.", event=title))
    told = msg("{event}: withdrawn", event=title)
    _show(run, entries, told, run.agenda.today)
    run.ask(msg("Record it?"))
    run.record(entries, told)


def _show(run: recording.Recording, entries: list[Entry], told: Message, today: date) -> None:
    """Show what the entries would change, before anything is asked."""
    put(str(told))
    changes = run.previews(entries, today)
    lines = list(change_words(changes))
    for line in lines:
        put(f"  {line}")
    if lines:
        tell(plural("{count} part of a task changes.", "{count} parts of tasks change.", count=len(lines)))
    else:
        tell(msg("No task changes."))
