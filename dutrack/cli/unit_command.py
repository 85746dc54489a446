"""The head that the commands about a unit share: how it is named, when it happened, who records it."""

from __future__ import annotations

from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dutrack.cli import options, recording
from dutrack.cli.closing import require_reason
from dutrack.cli.pick import open_task
from dutrack.cli.tree import command_app
from dutrack.cli.units import Asked, Target, find_target, whole_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import typer

    from dutrack.agenda import Item
    from dutrack.cli.recording import Recording
    from dutrack.i18n import Message
    from dutrack.progress import Kind
    from dutrack.progress.entry import Entry, Value


class Call(Struct, frozen=True):
    """One call of such a command; ``day`` is when it happened."""

    run: Recording
    asked: Asked
    day: date
    doc: str | None
    note: str | None

    def target(self, fits: Callable[[Item], bool], nothing: Message) -> Target:
        """Return the unit that is meant, as ``find_target`` does; a day when it can hardly have happened is doubted."""
        target = find_target(self.asked, fits, nothing)
        self.run.doubt_day(target.plan, self.day)
        return target

    def whole_task(self) -> Target | None:
        """Return the task with all its units, likewise; None where a part of it is named."""
        target = whole_task(self.asked)
        if target is not None:
            self.run.doubt_day(target.plan, self.day)
        return target

    def entries(self, target: Target, kind: Kind, **values: Value | None) -> list[Entry]:
        """Return an entry of a kind for each unit of the target; ``values`` are what this command adds."""
        return target.entries(self.run, kind, on=self.day, **values, doc=self.doc, note=self.note)


def _begin(  # noqa: PLR0913 - the options of the commands
    address: options.TaskArgument,
    *,
    on: recording.OnOption = None,
    doc: recording.DocOption = None,
    note: recording.NoteOption = None,
    occurrence: recording.OccurrenceOption = None,
    owner: recording.OwnerOption = None,
    by: recording.ByOption = None,
    yes: recording.YesOption = False,
    dry_run: recording.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
) -> Call:
    picked = open_task(workspace, today, address)
    run = recording.Recording(picked.agenda, by, yes=yes, dry_run=dry_run)
    return Call(run, Asked(address, picked, occurrence, owner), on or run.agenda.today, doc, note)


def unit_command(
    name: str, text: Message, *, without: tuple[str, ...] = (), reasoned: bool = False
) -> tuple[typer.Typer, Callable[[Callable[..., None]], Callable[..., None]]]:
    """Return an app of one command and the decorator for its function, which takes a Call and its own options.

    ``without`` names options of the head that would mean nothing to it. ``reasoned``: it is refused without a reason.
    """
    app, command = command_app(name, text)
    address, *head = (each for each in _parameters(_begin) if each.name not in without)

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = _parameters(function)[1:]

        def run(**given: Any) -> None:
            if reasoned:
                require_reason(given["reason"])
            shared = {each.name: given.pop(each.name) for each in (address, *head)}
            function(_begin(**shared), **given)

        run.__signature__ = Signature([address, *own, *head])  # type: ignore[attr-defined]
        command(run)
        return function

    return app, decorate


def _parameters(function: Callable[..., Any]) -> list[Parameter]:
    found = signature(function, eval_str=True).parameters.values()
    return [each.replace(kind=Parameter.KEYWORD_ONLY) for each in found]
