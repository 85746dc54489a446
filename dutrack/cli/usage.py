"""Wrong use of the command line, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption

from dutrack.errors import DutrackError
from dutrack.i18n import Message, msg, translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer._click import Context
    from typer._click.core import Parameter
    from typer._click.exceptions import ClickException


_FEW = 5
"""More names than this are not offered."""


class WrongUseError(DutrackError):
    """A command was called in a way it cannot be."""


def unknown_command(name: str, known: Iterable[str]) -> WrongUseError:
    """Refuse a command that does not exist."""
    return WrongUseError(msg("There is no command {name}.", name=name), suggestion(name, known) or help_hint())


def unexpected_arguments(rest: Iterable[str]) -> WrongUseError:
    """Refuse arguments a command has no use for."""
    return WrongUseError(msg("The command does not take {words}.", words=" ".join(rest)), help_hint())


def suggestion(word: str, known: Iterable[str]) -> Message | None:
    """Return the hint that names the nearest known word, if one is near."""
    from dutrack.toml import nearest  # noqa: PLC0415 - needed only where something is wrong

    found = nearest(word, known)
    return None if found is None else msg("Did you mean {word}?", word=found)


def help_hint() -> Message:
    """Return the hint that names the help."""
    return msg("Help: dutrack --help, or dutrack COMMAND --help")


def wording(error: ClickException) -> WrongUseError:
    """Put what the parser of the command line says into words of the active language."""
    from dutrack.toml import nearest  # noqa: PLC0415 - needed only where something is wrong

    hint: Message | None = help_hint()
    match error:
        case NoSuchOption():
            message = msg("There is no option {name}.", name=error.option_name)
            params = error.ctx.command.params if error.ctx is not None else []
            names = {name.strip("-"): name for param in params for name in (*param.opts, "--help")}
            if near := nearest(error.option_name.strip("-"), names):
                hint = msg("Did you mean {word}?", word=names[near])
        case BadOptionUsage() if "does not take" in error.message:
            message = msg("The option {name} takes no value.", name=error.option_name)
        case BadOptionUsage():
            message = msg("The option {name} needs a value.", name=error.option_name)
        case MissingParameter() if error.param is not None:
            message = msg("{name} is missing.", name=_metavar(error.param, error.ctx))
        case BadParameter() if error.param is not None:
            message = msg("The value of {name} cannot be used.", name=max(error.param.opts, key=len))
        case _:
            message = msg("The command is not complete.")
    return WrongUseError(message, hint)


def not_found(message: Message, word: str, known: tuple[str, ...]) -> WrongUseError:
    """Refuse a name that is not in the workspace, with the nearest that is, or a few that hold it."""
    hint = suggestion(word, known)
    holding = [name for name in known if word.casefold() in name.casefold()]
    if hint is None and word and 0 < len(holding) <= _FEW:
        hint = msg("Name one: {addresses}", addresses=", ".join(holding))
    return WrongUseError(message, hint)


def _metavar(param: Parameter, context: Context | None) -> str:
    """Return the name of an argument; several of one kind are told by dots."""
    assert context is not None  # noqa: S101 - an argument is missing only where a command was called
    return translate(param.make_metavar(context)).rstrip(".")
