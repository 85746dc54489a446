"""``dutrack export``: what is known, in the form its reader uses."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import asdict

from dutrack.cli import options
from dutrack.cli.handing import write_file, write_folder
from dutrack.cli.session import open_agenda, require_known, tell, tell_of_problems
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.export.formats import FORMATS, writer
from dutrack.export.handout import Handout, Options
from dutrack.export.leads import shares
from dutrack.export.names import file_names
from dutrack.export.stamp import Stamp
from dutrack.files import is_workspace_file
from dutrack.i18n import msg
from dutrack.revision import revision_of

if TYPE_CHECKING:
    from dutrack.export.formats import Writer

STDOUT = Path("-")

app, _command = command_app("export", msg("Write what is known as a file for others: a sheet, a table, a calendar."))


@_command
def export(  # noqa: PLR0913, PLR0917 - the options of the command
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help=msg("The form of the file; left out, the ending of its name says it.").msgid,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar=msg("FILE").msgid, help=msg("Where to write; - is standard output.").msgid
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="owner", help=msg("A file for each lead; --output names their folder.").msgid),
    ] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help=msg("CSV that Excel opens as it is set up in Vietnam.").msgid)
    ] = False,
    todo: Annotated[
        bool, typer.Option("--todo", help=msg("In a calendar, each unit as a to-do as well.").msgid)
    ] = False,
    issuer: options.IssuerOption = None,
    document_form: options.FormOption = None,
    plan: options.PlansOption = None,
    owner: options.OwnersOption = None,
    section: options.SectionsOption = None,
    status: options.StatusesOption = None,
    search: options.SearchOption = None,
) -> None:
    """Write the file, or a folder of them."""
    form = _format(format_, output)
    chosen = Options(excel=excel, todo=todo, issuer=issuer, form=document_form)
    _refuse_options(form, chosen)
    folder = _folder(by, output)
    _refuse_terminal(form, output)
    selection = options.read_selection(plan, owner, section, status, search)
    write = writer(form)
    agenda = open_agenda(workspace, today)
    require_known(selection, agenda.workspace)
    items = selection.choose(agenda.items, agenda.workspace)
    stamp = Stamp(agenda.today, revision_of(agenda.workspace.root))
    handout = Handout(agenda, items, stamp, chosen, selection)
    if folder is not None:
        _write_folder(write, handout, folder, form)
    elif output in (None, STDOUT):
        _write_stdout(write, handout)
    else:
        if is_workspace_file(agenda.workspace.root, output):
            raise WrongUseError(msg("{path} is a file of the workspace.", path=str(output)), msg("Name another file."))
        write_file(output, lambda file: write.write(handout, file))
        tell(msg("Written: {path}.", path=str(output)))
    tell_of_problems(agenda)


def _format(asked: str | None, output: Path | None) -> str:
    """Return the format asked for, or that the name of the output ends with."""
    ending = output.suffix.removeprefix(".").lower() if output is not None else ""
    if asked is None and ending not in FORMATS:
        message = msg("There is no format {ending}.", ending=ending) if ending else msg("No format is given.")
        raise WrongUseError(message, msg("Give one with --format: {choices}", choices=", ".join(FORMATS)))
    return options.read_choice(asked or ending, tuple(FORMATS), "--format")


def _refuse_options(form: str, chosen: Options) -> None:
    """Refuse an option that the format does not have."""
    for name, value in asdict(chosen).items():
        if value and name not in FORMATS[form].options:
            raise WrongUseError(msg("--{option} has no effect with --format {format}.", option=name, format=form))


def _folder(by: str | None, output: Path | None) -> Path | None:
    """Return the folder for a file a lead; None where all goes into one."""
    if by is None:
        return None
    options.read_choice(by, ("owner",), "--by")
    if output is None or output == STDOUT:
        raise WrongUseError(msg("--by writes several files."), msg("Name their folder with --output."))
    return output


def _refuse_terminal(form: str, output: Path | None) -> None:
    if output in (None, STDOUT) and not FORMATS[form].is_text and sys.stdout.isatty():
        message = msg("A terminal cannot show {format}.", format=form)
        raise WrongUseError(message, msg("Name a file with --output."))


def _write_stdout(write: Writer, handout: Handout) -> None:
    # Written aside first: a mistake on the way leaves no half of a file to whoever reads.
    with TemporaryFile() as file:
        write.write(handout, file)
        file.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _write_folder(write: Writer, handout: Handout, folder: Path, form: str) -> None:
    found = shares(handout)
    nobody = str(msg("Nobody leads"))
    names = file_names((share.name or nobody, share.id) for share in found)
    files = ((f"{name}.{form}", partial(write.write, share.handout)) for share, name in zip(found, names, strict=True))
    write_folder(folder, files)
