"""``dutrack letter``: the letter that urges a body that has something overdue."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from dutrack.cli import options
from dutrack.cli.handing import write_file, write_folder
from dutrack.cli.session import open_agenda, require_known, tell, tell_of_problems
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.config import IssuerForm
from dutrack.export.formats import load
from dutrack.export.handout import Handout, Options
from dutrack.export.names import file_names
from dutrack.export.stamp import Stamp
from dutrack.i18n import msg
from dutrack.revision import revision_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.export.leads import Share
    from dutrack.export.official.document import Document

_ENDING = ".docx"

app, _command = command_app("letter", msg("Write the letter that urges a body to do what is overdue."))


@_command
def letter(  # noqa: PLR0913, PLR0917 - the options of the command
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    owner: options.OwnersOption = None,
    every: Annotated[
        bool, typer.Option("--all", help=msg("A letter to each body that has something overdue.").msgid)
    ] = False,
    issuer: options.IssuerOption = None,
    form: options.FormOption = None,
    reply_by: Annotated[
        str | None,
        typer.Option(
            "--reply-by",
            metavar=msg("WORDS").msgid,
            help=msg("By when an answer is wanted, in the words of the letter: trước ngày 30/9/2023.").msgid,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=msg("FILE").msgid,
            help=msg("The file to write, or a folder; left out, the current folder.").msgid,
        ),
    ] = None,
    plan: options.PlansOption = None,
    section: options.SectionsOption = None,
) -> None:
    """Write the letters."""
    if bool(owner) == every:
        message = msg("To whom is the letter?")
        raise WrongUseError(message, msg("Give either --owner BODY or --all."))
    selection = options.read_selection(plan, owner, section, None, None)
    write_document = load("dutrack.export.official.paper").write_document
    agenda = open_agenda(workspace, today)
    require_known(selection, agenda.workspace)
    items = selection.choose(agenda.items, agenda.workspace)
    stamp = Stamp(agenda.today, revision_of(agenda.workspace.root))
    handout = Handout(agenda, items, stamp, Options(), selection)
    made = load("dutrack.export.official.letter").letters(handout, issuer, IssuerForm(form) if form else None, reply_by)
    found = list(cast("Iterator[tuple[Share, Document]]", made))
    if not found:
        tell(msg("Nothing is overdue, so there is nothing to urge."))
    elif output is not None and output.suffix.lower() == _ENDING:
        _write_one(found, output, write_document)
    else:
        files = zip(_names(found), (partial(write_document, document) for _, document in found), strict=True)
        write_folder(output or Path(), files)
    tell_of_problems(agenda)


def _write_one(found: list[tuple[Share, Document]], path: Path, write_document: partial[None]) -> None:
    if len(found) > 1:
        raise WrongUseError(
            msg("There are {count} letters, and {path} is one file.", count=len(found), path=str(path)),
            msg("Name a folder with --output."),
        )
    write_file(path, partial(write_document, found[0][1]))
    tell(msg("Written: {path}.", path=str(path)))


def _names(found: list[tuple[Share, Document]]) -> list[str]:
    """Return a file name for each letter: to whom it is, and of which day."""
    names = file_names((share.name, share.id) for share, _ in found)
    return [f"{name}, {document.day.isoformat()}{_ENDING}" for name, (_, document) in zip(names, found, strict=True)]
