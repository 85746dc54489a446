"""``dutrack draft``: an official document becomes the draft of a plan, for a person to correct."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - read by typer
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.cli import options
from dutrack.cli.session import put, tell
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.errors import DutrackError
from dutrack.files import CONFIG, Folder
from dutrack.i18n import Message, msg, plural
from dutrack.plan.ids import is_plan_id, plan_id
from dutrack.skeletons.plan import BadPlanIdError, has_records, plan_path, require_free
from dutrack.skeletons.writing import write_new
from dutrack.workspace import NoWorkspaceError, find_workspace

if TYPE_CHECKING:
    from dutrack.draft.model import Draft

app, _command = command_app("draft", msg("Draft a plan from an official document: .txt, .md, .docx or .pdf."))


_CHOOSE = msg("Choose another id (--id) or file (--output).")


class WillNotOverwriteError(DutrackError):
    """What is to be written is there already."""


@_command
def draft(  # noqa: PLR0913, PLR0917 - the options of the command
    file: Annotated[Path, typer.Argument(metavar=msg("FILE").msgid, help=msg("The document.").msgid)],
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=msg("FILE").msgid,
            help=msg(
                "Where to write it; - is standard output. plans/ID.toml of the workspace if it is not given."
            ).msgid,
        ),
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help=msg("The id of the plan; made of the file's name if it is not given.").msgid
        ),
    ] = None,
    issued: Annotated[
        date | None,
        typer.Option(
            "--issued",
            metavar=msg("DAY").msgid,
            parser=options.read_day,
            help=msg("The issue date of the plan, where the document does not say it.").msgid,
        ),
    ] = None,
    workspace: options.WorkspaceOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=msg("Show the draft, and write nothing.").msgid)] = False,
) -> None:
    """Write the draft, and tell of every doubt on standard error."""
    name = _plan_id(id_ or file.stem, given=id_ is not None)
    root = _root(workspace, needed=output is None and not dry_run)
    target = _target(output, root, name)
    if target is not None and not dry_run:
        _require_free(target, root if output is None else None, name)
    found = _drafted(file, name, root, issued)
    from dutrack.draft.write import toml_of  # noqa: PLC0415 - after the file could be read

    text = toml_of(found)
    if target is None or dry_run:
        put(text.rstrip("\n"))
    elif not write_new(target, text.encode()):
        raise _there_already(target)
    _tell_of(found, file)
    if target is not None and not dry_run:
        if output is None and root is not None and has_records(root, name):
            tell(msg("There are records for a plan {id} already; they count for this one.", id=name))
        tell(msg("Written: {path}. Correct it, then: dutrack check", path=str(target)))


def _drafted(file: Path, name: str, root: Path | None, issued: date | None) -> Draft:
    """Read the document and hold the draft against the checks of the workspace."""
    from dutrack.draft import draft_of, read_document, verified  # noqa: PLC0415 - heavy

    found = draft_of(read_document(file), issued)
    config = None
    if root is not None and (root / CONFIG).exists():
        config = Folder(root).read(CONFIG)
    return verified(found, name, config)


def _plan_id(text: str, *, given: bool) -> str:
    if given and not is_plan_id(text):
        raise WrongUseError(msg("{id} cannot be the id of a plan: it may have a-z, 0-9 and - only.", id=text))
    return plan_id(f"{text}.toml")[0]


def _root(folder: Path | None, *, needed: bool) -> Path | None:
    """Return the workspace, None where there is none and none is needed. Raises NoWorkspaceError."""
    try:
        return find_workspace(folder or Path(), upward=folder is None)
    except NoWorkspaceError as error:
        if needed or folder is not None:
            raise NoWorkspaceError(
                error.message, msg("Say where to write it: --output FILE, or --output - to see it.")
            ) from None
        return None


def _target(output: str | None, root: Path | None, name: str) -> Path | None:
    """Return the file to write, None for standard output."""
    if output == "-":
        return None
    if output is not None:
        return Path(output)
    return None if root is None else root / plan_path(name)


def _require_free(target: Path, root: Path | None, name: str) -> None:
    """Refuse, before the document is read, what cannot be written: a new plan of a workspace, or any other file."""
    if root is not None:
        try:
            require_free(root, name)
        except BadPlanIdError as error:
            raise BadPlanIdError(error.message, _CHOOSE) from None
    if target.exists() or target.is_symlink():
        raise _there_already(target)


def _there_already(target: Path) -> WillNotOverwriteError:
    return WillNotOverwriteError(msg("{path} is there already; a draft overwrites nothing.", path=str(target)), _CHOOSE)


def _tell_of(found: Draft, file: Path) -> None:
    """List the doubts, each as an editor can follow it, and count what was found."""
    from dutrack.draft.source import Unit, place_words  # noqa: PLC0415 - heavy with the rest of the package

    for doubt in found.doubts:
        place = doubt.place
        if place is None:
            tell(f"{file}: {doubt.message}")
        elif place.unit is Unit.LINE and not place.within:
            tell(f"{file}:{place.number}: {doubt.message}")
        else:
            where = place_words(place)
            tell(f"{file}: {where}: {doubt.message}")
    tell(_summary(found))


def _summary(found: Draft) -> Message:
    timed = sum(task.deadline is not None for task in found.tasks)
    return msg(
        "{tasks}, {deadlines}, {doubts}.",
        tasks=plural("{count} task", "{count} tasks", count=len(found.tasks)),
        deadlines=plural("{count} deadline", "{count} deadlines", count=timed),
        doubts=plural("{count} doubt (# TODO)", "{count} doubts (# TODO)", count=len(found.doubts)),
    )
