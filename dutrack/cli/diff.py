"""``dutrack diff``: which deadlines a commit, a branch or a new release moves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.cli import options
from dutrack.cli.session import present_day, put, tell
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError, not_found
from dutrack.i18n import msg
from dutrack.workspace import NoWorkspaceError, find_workspace

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda import Selection
    from dutrack.history.changes import Diff
    from dutrack.history.repository import Repository
    from dutrack.history.sides import Side

FORMATS = ("table", "json", "md")

app, _command = command_app("diff", msg("Show which deadlines changed between two states of the plans, and why."))


@_command
def diff(  # noqa: PLR0913, PLR0917 - the options of the command
    revision: Annotated[
        str | None,
        typer.Argument(
            metavar=msg("REVISION").msgid,
            help=msg(
                "REV: against the folder as it is; A..B; A...B: from their last common commit. HEAD if left out."
            ).msgid,
        ),
    ] = None,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    saved: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar=msg("FILE").msgid,
            help=msg("Compare with a list that was saved: dutrack list --format json.").msgid,
        ),
    ] = None,
    plan: options.PlansOption = None,
    owner: options.OwnersOption = None,
    section: options.SectionsOption = None,
    search: options.SearchOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json|md", help=msg("The form of the answer.").msgid)
    ] = None,
) -> None:
    """Print the changes and end with status 1 if a deadline moved."""
    form = options.read_format(format_, FORMATS)
    selection = options.read_selection(plan, owner, section, None, search)
    if saved is None:
        found = _between(workspace, revision, today, selection)
    else:
        found = _since(workspace, saved, revision, today, selection)
    _print(found, form)
    if found.moved:
        raise typer.Exit(1)


def _between(folder: Path | None, revision: str | None, today: date | None, selection: Selection) -> Diff:
    from dutrack.history.diff import diff as compare  # noqa: PLC0415 - only what is asked for
    from dutrack.history.sides import ends_of, load_sides  # noqa: PLC0415 - likewise

    repository = _repository(folder, in_folder=None in ends_of(revision)[:2])
    before, after = load_sides(repository, revision)
    _require_plans(selection, before, after)
    if after.commit is None:
        _tell_of_merge(repository)
    return compare(before, after, today or present_day(after.workspace.config.timezone), selection)


def _since(folder: Path | None, path: Path, revision: str | None, today: date | None, selection: Selection) -> Diff:
    from dutrack.history.saved import diff_saved, read_saved  # noqa: PLC0415 - only what is asked for
    from dutrack.history.sides import load_side  # noqa: PLC0415 - likewise

    if revision is not None and ".." in revision:
        raise WrongUseError(msg("--from is compared with one revision, or with the folder as it is."))
    saved = read_saved(path)
    if today not in (None, saved.today):
        raise WrongUseError(msg("The list is of {day}, and is compared as of that day.", day=saved.today))
    if revision is None:
        after = load_side(find_workspace(folder or Path(), upward=folder is None))
    else:
        repository = _repository(folder, in_folder=False)
        after = load_side(repository.folder, repository, repository.commit(revision))
    _require_plans(selection, after)
    return diff_saved(saved, str(path), after, selection)


def _repository(folder: Path | None, *, in_folder: bool) -> Repository:
    """Find the repository of the workspace; of two commits it need not be in its folder any more, nor in any."""
    from dutrack.history.repository import Repository  # noqa: PLC0415 - only what is asked for

    try:
        root = find_workspace(folder or Path(), upward=folder is None)
    except NoWorkspaceError:
        if in_folder:
            raise
        root = (folder or Path()).absolute()
    return Repository.around(root)


def _require_plans(selection: Selection, *sides: Side) -> None:
    """Refuse to answer for plans that no side has. Raises WrongUseError."""
    plans = [plan for side in sides for plan in side.workspace.plans]
    for asked in selection.plans:
        only = type(selection)(plans=(asked,))
        if not any(only.takes_plan(plan.id, plan.formerly) for plan in plans):
            raise not_found(msg("There is no plan {id}.", id=asked), asked, tuple(plan.id for plan in plans))


def _tell_of_merge(repository: Repository) -> None:
    if files := repository.unmerged():
        named = ", ".join(files)
        tell(msg("A merge is not finished; these files hold conflicts: {files}", files=named))
    elif repository.is_merging():
        tell(msg("A merge is not finished; the folder holds what it brings."))


def _print(found: Diff, form: str) -> None:
    if form == "json":
        from dutrack.history.as_json import diff_json  # noqa: PLC0415 - only the view that is asked for

        put(diff_json(found))
        return
    if form == "md":
        from dutrack.history.as_md import diff_md  # noqa: PLC0415 - likewise

        put(diff_md(found))
        return
    from dutrack.history.as_table import print_diff  # noqa: PLC0415 - likewise; rich is heavy
    from dutrack.history.words import trouble_words  # noqa: PLC0415 - likewise

    print_diff(found)
    for trouble in found.troubles:
        tell(trouble_words(trouble))
    for note in found.notes:
        tell(note)
