"""What every command begins and ends with: the workspace, the day, the words to people."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dutrack.agenda import SOON, Agenda, Selection, build_agenda
from dutrack.agenda.select import is_in_section, known_leads, known_sections, names_lead
from dutrack.check import WARNING_CHECKS, findings, located
from dutrack.cli.streams import abandon_output
from dutrack.cli.usage import not_found
from dutrack.errors import system_reason
from dutrack.i18n import Message, msg, plural
from dutrack.problems import Severity
from dutrack.views.text import clean_lines
from dutrack.workspace import find_workspace, load_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.check.finding import Finding
    from dutrack.problems import Problem
    from dutrack.workspace import Workspace


def open_workspace(folder: Path | None) -> Workspace:
    """Read the workspace in a folder, or the one the current folder is in. Raises DutrackError."""
    return load_workspace(find_workspace(folder or Path(), upward=folder is None))


def open_agenda(folder: Path | None, today: date | None, soon: int = SOON) -> Agenda:
    """Read the workspace and say what stands on a day: the present one unless another is given."""
    workspace = open_workspace(folder)
    return build_agenda(workspace, today or present_day(workspace.config.timezone), soon)


def present_day(timezone: str) -> date:
    """Return today in a time zone (an IANA name)."""
    from datetime import datetime  # noqa: PLC0415 - needed only without --today
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - heavy, likewise

    return datetime.now(ZoneInfo(timezone)).date()


def require_known(selection: Selection, workspace: Workspace) -> None:
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


def serious_problems(agenda: Agenda) -> tuple[Problem, ...]:
    """Return the errors and warnings of the workspace, with their places."""
    read = (found for found in agenda.workspace.problems if found.severity is not Severity.NOTE)
    return tuple(sorted((*read, *located(agenda, _serious(agenda))), key=lambda found: found.place))


def tell_of_problems(agenda: Agenda) -> None:
    """Say on standard error, in one line, how many errors and warnings there are. Looks up no places."""
    told = [found.place.path for found in agenda.workspace.problems if found.severity is not Severity.NOTE]
    told += [found.path for found in _serious(agenda)]
    if told:
        files = plural("{count} file", "{count} files", count=len(set(told)))
        tell(
            plural(
                "{count} finding in {files}; see: dutrack check",
                "{count} findings in {files}; see: dutrack check",
                count=len(told),
                files=files,
            )
        )


def _serious(agenda: Agenda) -> list[Finding]:
    return [found for found in findings(agenda, WARNING_CHECKS) if found.severity is not Severity.NOTE]


def put(text: str) -> None:
    """Write data to standard output."""
    print(text)  # noqa: T201


def announce(lines: Iterable[str]) -> None:
    """Say on standard output what has been recorded; that stays so where nobody can be told."""
    try:
        for line in lines:
            put(line)
        sys.stdout.flush()
    except OSError as error:
        abandon_output()
        tell(msg("It is recorded, but cannot be shown: {reason}.", reason=system_reason(error)))


def tell(message: Message | str) -> None:
    """Say something to the person on standard error, if it can be said, after the data written so far."""
    sys.stdout.flush()
    with suppress(OSError):
        print(clean_lines(str(message)), file=sys.stderr)  # noqa: T201
