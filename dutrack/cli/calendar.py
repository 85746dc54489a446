"""``dutrack calendar``: a year's days off and worked Saturdays, with what each rests on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.cli import options
from dutrack.cli.session import present_day, put, tell
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.config import Config, read_config
from dutrack.dates.calendar import Calendar
from dutrack.errors import DutrackError, system_reason
from dutrack.files import CONFIG, Folder
from dutrack.i18n import msg
from dutrack.problems import Severity
from dutrack.workspace import NoWorkspaceError, find_workspace

if TYPE_CHECKING:
    from dutrack.problems import Problem

FORMATS = ("table", "json", "csv")

app, _command = command_app("calendar", msg("Show a year's days off, swapped days and worked Saturdays."))


def read_year(text: str) -> int:
    """Read a year. Raises WrongUseError."""
    if not re.fullmatch(r"[0-9]{4}", text.strip()) or int(text) == 0:
        message = msg("{text} is not a year.", text=text)
        raise WrongUseError(message, msg("Write four digits: 2026."))
    return int(text)


@_command
def calendar(
    year: Annotated[
        int | None,
        typer.Argument(
            metavar=msg("[YEAR]").msgid, parser=read_year, help=msg("The year; that of today if it is not given.").msgid
        ),
    ] = None,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json|csv", help=msg("The form of the answer.").msgid)
    ] = None,
) -> None:
    """Print the year, under the settings of the workspace if there is one."""
    form = options.read_format(format_, FORMATS)
    config = _config(workspace)
    days = Calendar(frozenset(config.off), frozenset(config.work))
    asked = year if year is not None else (today or present_day(config.timezone)).year
    if form == "json":
        from dutrack.views.calendar_json import calendar_json  # noqa: PLC0415 - only the view that is asked for

        put(calendar_json(days, asked))
    elif form == "csv":
        from dutrack.views.calendar_csv import calendar_csv  # noqa: PLC0415 - likewise

        put(calendar_csv(days, asked))
    else:
        from dutrack.views.calendar_table import print_calendar  # noqa: PLC0415 - likewise; rich is heavy

        print_calendar(days, asked)


def _config(folder: Path | None) -> Config:
    """Return the settings that hold here; plans do not matter, and without a workspace there are none."""
    try:
        root = find_workspace(folder or Path(), upward=folder is None)
    except NoWorkspaceError:
        if folder is not None:
            raise
        return Config()
    try:
        data = Folder(root).read(CONFIG)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        message = msg("{path} cannot be read: {reason}.", path=CONFIG, reason=system_reason(error))
        raise DutrackError(message) from None
    config, problems = read_config(CONFIG, data)
    _tell_of(tuple(found for found in problems if found.severity is not Severity.NOTE))
    return config


def _tell_of(problems: tuple[Problem, ...]) -> None:
    if problems:
        from dutrack.views.problems_text import problem_line  # noqa: PLC0415 - needed only here

        for found in problems:
            tell(problem_line(found))
