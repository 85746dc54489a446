"""The options that commands share, and what their values may be."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from dutrack.agenda import Selection, Status
from dutrack.agenda.sorting import plain
from dutrack.cli.complete import complete_owner, complete_plan, complete_status, complete_unit
from dutrack.cli.usage import WrongUseError
from dutrack.config import IssuerForm
from dutrack.i18n import LANGUAGES, language, msg

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


def read_day(text: str) -> date:
    """Read a day as people (31/3/2023) or programs (2023-03-31) write it. Raises WrongUseError."""
    text = text.strip()
    try:
        if _ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
        if found := _DAY.fullmatch(text):
            return date(int(found[4]), int(found[3]), int(found[1]))
    except ValueError:
        raise WrongUseError(msg("There is no such day: {text}.", text=text)) from None
    raise WrongUseError(msg("{text} is not a day.", text=text), msg("Write it as 31/3/2023 or 2023-03-31."))


def read_count(text: str) -> int:
    """Read a whole number of days, 0 or more. Raises WrongUseError."""
    if not re.fullmatch(r"[0-9]{1,5}", text.strip()):
        raise WrongUseError(msg("{text} is not a number of days.", text=text))
    return int(text)


def read_choice(text: str, choices: tuple[str, ...], option: str) -> str:
    """Read one of several words. Raises WrongUseError."""
    word = text.strip().lower()
    if word not in choices:
        message = msg("{option} cannot be {text}.", option=option, text=text)
        raise WrongUseError(message, msg("Choose one of: {choices}", choices=", ".join(choices)))
    return word


def read_format(text: str | None, choices: tuple[str, ...]) -> str:
    """Return the format asked for, the first of the choices if none is. Raises WrongUseError."""
    return choices[0] if text is None else read_choice(text, choices, "--format")


def read_form(text: str) -> str:
    """Return the value of the IssuerForm that is meant, also by how it begins: 36, 30/2020. Raises WrongUseError."""
    for form in IssuerForm:
        if text.strip() and form.casefold().startswith(text.strip().casefold()):
            return form.value
    message = msg("{option} cannot be {text}.", option="--form", text=text)
    raise WrongUseError(message, msg("Choose one of: {choices}", choices=", ".join(IssuerForm)))


def read_status(text: str) -> Status:
    """Read a status: its id, or its name in any language. Raises WrongUseError."""
    from dutrack.views.words import status_name  # noqa: PLC0415 - needed only by those who filter

    known = {status.value: status for status in Status}
    for each in LANGUAGES:
        with language(each):
            known |= {plain(str(status_name(status))): status for status in Status}
    if (found := known.get(plain(text))) is not None:
        return found
    names = ", ".join(f"{status.value} ({status_name(status)})" for status in Status)
    message = msg("{option} cannot be {text}.", option="--status", text=text)
    raise WrongUseError(message, msg("Choose one of: {choices}", choices=names))


def read_selection(
    plans: list[str] | None,
    owners: list[str] | None,
    sections: list[str] | None,
    statuses: list[str] | None,
    search: str | None,
) -> Selection:
    """Return the filters; statuses may be joined by commas. Raises WrongUseError for a status that does not exist."""
    chosen = tuple(read_status(word) for text in statuses or () for word in text.split(","))
    return Selection(tuple(plans or ()), tuple(owners or ()), tuple(sections or ()), chosen, search)


WorkspaceOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("-C", "--workspace", metavar=msg("DIR").msgid, help=msg("The folder that holds plans.").msgid),
]
TodayOption: TypeAlias = Annotated[
    date | None,
    typer.Option(
        "--today",
        metavar=msg("DAY").msgid,
        parser=read_day,
        help=msg("Answer as of this day: 31/3/2023 or 2023-03-31.").msgid,
    ),
]
PlansOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--plan",
        metavar=msg("PLAN").msgid,
        autocompletion=complete_plan,
        help=msg("Only this plan; * and ? stand for any letters. Can be repeated.").msgid,
    ),
]
OwnersOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--owner",
        metavar=msg("BODY").msgid,
        autocompletion=complete_owner,
        help=msg("Only what this body or group leads: its id, its name or a part of it. Can be repeated.").msgid,
    ),
]
SectionsOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        metavar=msg("SECTION").msgid,
        help=msg("Only this section and what lies below it. Can be repeated.").msgid,
    ),
]
StatusesOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar=msg("STATUS").msgid,
        autocompletion=complete_status,
        help=msg("Only units with this status: overdue, due-soon, undated … Can be repeated.").msgid,
    ),
]
SearchOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--search",
        metavar=msg("WORDS").msgid,
        help=msg("Only units that hold these words; case and accents do not matter.").msgid,
    ),
]
IssuerOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--issuer",
        metavar=msg("ID").msgid,
        help=msg("Who issues the document: an id of [issuers] in dutrack.toml.").msgid,
    ),
]
FormOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--form",
        metavar="|".join(IssuerForm),
        parser=read_form,
        help=msg("The form of the document: the Party's or that of state bodies.").msgid,
    ),
]
TaskArgument: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar=msg("PLAN/TASK").msgid,
        autocompletion=complete_unit,
        help=msg("The task: its address, a piece of its id, or words of its title.").msgid,
    ),
]
