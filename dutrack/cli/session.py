"""What every command begins and ends with: the workspace, the day, the words to people."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dutrack.agenda.model import SOON
from dutrack.agenda.select import Selection, is_in_section, known_leads, known_sections, names_lead
from dutrack.cli.progress import Progress
from dutrack.cli.streams import abandon_output
from dutrack.cli.usage import not_found
from dutrack.config.model import DEFAULT_TIMEZONE
from dutrack.errors import system_reason
from dutrack.files import find_workspace
from dutrack.i18n import Message, msg, plural
from dutrack.views.text import clean_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from dutrack.agenda import Agenda
    from dutrack.agenda.standing import Plans
    from dutrack.index.fresh import FreshPart, FreshStanding
    from dutrack.index.part import IndexedPart
    from dutrack.index.standing import IndexedStanding
    from dutrack.workspace import Workspace

    AnyPart = FreshPart | IndexedPart
    AnyStanding = FreshStanding | IndexedStanding

T = TypeVar("T")

SWITCH = "DUTRACK_INDEX"
"""The environment variable that turns the index off."""


def open_workspace(folder: Path | None) -> Workspace:
    """Read the workspace in a folder, or the one the current folder is in. Raises DutrackError."""
    root = find_workspace(folder or Path(), upward=folder is None)
    if has_index():
        from dutrack.index.open import Index, NoIndexError  # noqa: PLC0415 - only where there may be one

        with Progress(msg("Reading")) as progress, suppress(NoIndexError):
            return Index(root, present_day, SOON, (), progress).workspace()
    from dutrack.workspace import load_workspace  # noqa: PLC0415 - heavy

    return load_workspace(root)


def open_agenda(folder: Path | None, today: date | None, soon: int = SOON) -> Agenda:
    """Read the workspace and say what stands on a day: the present one unless another is given."""
    return _agenda_of(open_workspace(folder), today, soon)


def _agenda_of(workspace: Workspace, today: date | None, soon: int) -> Agenda:
    from dutrack.agenda.build import build_agenda  # noqa: PLC0415 - heavy

    return build_agenda(workspace, today or present_day(workspace.config.timezone), soon)


def ask_standing(
    what: Callable[[AnyStanding], T],
    folder: Path | None,
    today: date | None,
    soon: int = SOON,
    wanted: Collection[str] = (),
) -> T:
    """Return what a function makes of what stands on a day in a workspace: from its index, or else from its files.

    ``wanted`` names what the function reads besides plans and units: "mornings", "problems". It may be called more than
    once, and writes nothing. Raises DutrackError.
    """
    root = find_workspace(folder or Path(), upward=folder is None)
    if has_index():
        from dutrack.index.open import Index, NoIndexError  # noqa: PLC0415 - only where there may be one

        with Progress(msg("Reading")) as progress, suppress(NoIndexError):
            return Index(root, lambda zone: today or present_day(zone), soon, wanted, progress).read(what)
    from dutrack.index.fresh import FreshStanding  # noqa: PLC0415 - heavy
    from dutrack.workspace import load_workspace  # noqa: PLC0415 - likewise

    return what(FreshStanding(_agenda_of(load_workspace(root), today, soon)))  # the index was asked: not once more


def ask_part(what: Callable[[AnyPart], T], folder: Path | None, today: date | None) -> T:
    """Return what a function makes of the part of a workspace that it asks for, from the index or else from the files.

    It may be called more than once, and writes nothing. Raises DutrackError.
    """
    root = find_workspace(folder or Path(), upward=folder is None)
    if has_index():
        from dutrack.index.open import Index, NoIndexError  # noqa: PLC0415 - only where there may be one

        with Progress(msg("Reading")) as progress, suppress(NoIndexError):

            def ask(part: IndexedPart) -> T:
                progress.end()  # there may be a question now
                return what(part)

            return Index(root, lambda zone: today or present_day(zone), SOON, (), progress).part(ask)
    from dutrack.index.fresh import FreshPart  # noqa: PLC0415 - heavy
    from dutrack.workspace import load_workspace  # noqa: PLC0415 - likewise

    return what(FreshPart(_agenda_of(load_workspace(root), today, SOON)))


def has_index() -> bool:
    """Tell whether an index may be used."""
    return os.environ.get(SWITCH, "").lower() != "off"


def present_day(timezone: str) -> date:
    """Return today in a time zone (an IANA name)."""
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - needed only without --today

    now = datetime.now(UTC)
    if timezone == DEFAULT_TIMEZONE:  # UTC+7 all year, and the database of time zones is slow to open
        return (now + timedelta(hours=7)).date()
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - heavy

    return now.astimezone(ZoneInfo(timezone)).date()


def require_known(selection: Selection, workspace: Plans) -> None:
    """Refuse to answer for plans, bodies and sections that are not there. Raises WrongUseError."""
    for asked in selection.plans:
        if not Selection(plans=(asked,)).plans_of(workspace):
            known = tuple(plan.id for plan in workspace.plans)
            raise not_found(msg("There is no plan {id}.", id=asked), asked, known)
    for asked in selection.owners:
        if not names_lead(asked, workspace):
            raise not_found(msg("There is no body {id}.", id=asked), asked, known_leads(workspace))
    for asked in selection.sections:
        known = known_sections(workspace.plans)
        if not any(is_in_section(section, asked) for section in known):
            raise not_found(msg("There is no section {id}.", id=asked), asked, known)


def tell_of_problems(agenda: Agenda) -> None:
    """Say on standard error, in one line, how many errors and warnings there are. Looks up no places."""
    from dutrack.check.serious import serious_paths  # noqa: PLC0415 - heavy

    paths = serious_paths(agenda)
    tell_of_findings(len(paths), len(set(paths)))


def tell_of_findings(count: int, in_files: int) -> None:
    """Say on standard error, in one line, how many errors and warnings there are in how many files."""
    if count:
        files = plural("{count} file", "{count} files", count=in_files)
        tell(
            plural(
                "{count} finding in {files}; see: dutrack check",
                "{count} findings in {files}; see: dutrack check",
                count=count,
                files=files,
            )
        )


def put(text: str) -> None:
    """Write data to standard output."""
    print(text)  # noqa: T201


def announce(lines: Iterable[str]) -> None:
    """Say on standard output what has been recorded, sent or written; that stays so where nobody can be told."""
    try:
        for line in lines:
            put(line)
        sys.stdout.flush()
    except OSError as error:
        abandon_output()
        tell(msg("It is done, but cannot be shown: {reason}.", reason=system_reason(error)))


def tell(message: Message | str) -> None:
    """Say something to the person on standard error, if it can be said, after the data written so far."""
    sys.stdout.flush()
    with suppress(OSError):
        print(clean_lines(str(message)), file=sys.stderr)  # noqa: T201
