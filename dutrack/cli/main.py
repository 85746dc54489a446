"""From the command line to an exit status: streams, language, and everything that can go wrong on the way."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from dutrack import __version__
from dutrack.cli.language import choose_language
from dutrack.cli.streams import abandon_output, is_gone, prepare_streams
from dutrack.cli.tree import Group, ReaderGoneError
from dutrack.cli.usage import wording
from dutrack.errors import DutrackError, system_reason
from dutrack.i18n import activate, msg
from dutrack.views.text import clean_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutrack.i18n import Message

INTERRUPTED = 130
BROKEN_PIPE = 141
"""The exit statuses a shell gives for SIGINT and SIGPIPE."""

app = typer.Typer(cls=Group, rich_markup_mode=None, pretty_exceptions_enable=False)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"dutrack {__version__}")  # noqa: T201
        raise typer.Exit


@app.callback(
    no_args_is_help=True,
    help=msg("Deadlines of official plans: what is due, what is overdue, and why on that day.").msgid,
)
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=msg("Show the version.").msgid)
    ] = False,
) -> None:
    """Stand for the program itself."""


def run(args: Sequence[str]) -> int:
    """Run a command line and return its exit status. No mistake of a user raises."""
    prepare_streams()
    activate(choose_language(args, os.environ))
    try:
        status = app(list(args), prog_name="dutrack", standalone_mode=False)
        sys.stdout.flush()
    except NoArgsIsHelpError as error:
        print(error.message, file=sys.stderr)  # noqa: T201
        return 2
    except ClickException as error:
        return _refuse(wording(error))
    except DutrackError as error:
        return _refuse(error)
    except ReaderGoneError:
        abandon_output()
        return BROKEN_PIPE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        if is_gone(error):
            abandon_output()
            return BROKEN_PIPE
        return _refuse(_refused_by_system(error))
    except Exception as error:  # noqa: BLE001 - the last resort: a traceback helps no user
        return _admit(error)
    return status or 0


def _refuse(error: DutrackError) -> int:
    if found := getattr(error, "problems", ()):
        from dutrack.views.problems_text import problem_line  # noqa: PLC0415 - needed only here

        for problem in found:
            _say(problem_line(problem))
    _say(msg("Error: {message}", message=error.message))
    if error.hint is not None:
        _say(msg("Hint: {hint}", hint=error.hint))
    return error.exit_status


def _refused_by_system(error: OSError) -> DutrackError:
    """Say what the system refuses: only the current folder and standard output have no name."""
    reason = system_reason(error)
    if error.filename is not None:
        path = os.fsdecode(error.filename)
        return DutrackError(msg("The system refuses: {reason}: {path}", reason=reason, path=path))
    if isinstance(error, FileNotFoundError):
        return DutrackError(msg("The current folder is not there any more."))
    abandon_output()
    return DutrackError(msg("The output cannot be written: {reason}.", reason=reason))


def _admit(error: Exception) -> int:
    """Tell of a defect: one sentence, and with DUTRACK_DEBUG the whole story."""
    if os.environ.get("DUTRACK_DEBUG"):
        raise error
    what = f"{type(error).__name__}: {error}"
    _say(msg("This is a defect of dutrack; please report it: {error}", error=what))
    _say(msg("Hint: {hint}", hint=msg("DUTRACK_DEBUG=1 shows where it happened.")))
    return 2


def _say(message: Message | str) -> None:
    with suppress(OSError):
        print(clean_lines(str(message)), file=sys.stderr)  # noqa: T201
