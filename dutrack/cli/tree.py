"""The tree of commands: each is imported only when it is used, and speaks the active language."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from dutrack.cli.usage import unexpected_arguments, unknown_command
from dutrack.i18n import msg, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from typer._click import Command as AnyCommand
    from typer._click import Context, HelpFormatter
    from typer._click.core import Parameter

    from dutrack.i18n import Message

COMMANDS = {
    "due": "dutrack.cli.due",
    "list": "dutrack.cli.listing",
    "show": "dutrack.cli.show",
    "explain": "dutrack.cli.explain",
    "resolve": "dutrack.cli.resolve",
    "calendar": "dutrack.cli.calendar",
    "check": "dutrack.cli.check",
    "done": "dutrack.cli.done",
    "reopen": "dutrack.cli.reopen",
    "skip": "dutrack.cli.skip",
    "extend": "dutrack.cli.extend",
    "date": "dutrack.cli.date",
    "cancel": "dutrack.cli.cancel",
    "review": "dutrack.cli.review",
    "confirm": "dutrack.cli.confirm",
    "note": "dutrack.cli.note",
    "undo": "dutrack.cli.undo",
    "event": "dutrack.cli.event",
    "report": "dutrack.cli.report",
    "export": "dutrack.cli.export",
    "letter": "dutrack.cli.letter",
    "diff": "dutrack.cli.diff",
    "new": "dutrack.cli.new",
    "draft": "dutrack.cli.draft",
    "remind": "dutrack.cli.remind",
    "run": "dutrack.cli.run",
    "outbox": "dutrack.cli.outbox",
    "lsp": "dutrack.cli.lsp",
}
"""The commands in the order of the help, each with the module whose ``app`` holds it."""


class ReaderGoneError(Exception):
    """Nobody reads standard output any more."""


class Command(TyperCommand):
    """A command whose help is in the active language."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse, and refuse what is left over."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise unexpected_arguments(rest)
        return rest

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        _write_usage(self, ctx, formatter)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help."""
        _write_help(self, ctx, formatter)


class Group(TyperGroup):
    """The program: its commands are imported one by one."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - the interface of typer
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:  # noqa: ARG002 - the interface of typer
        """Return a command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = get_command(import_module(COMMANDS[cmd_name]).app)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        """Find the command that is meant; raises WrongUseError for one that does not exist."""
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            raise unknown_command(args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Context) -> Any:
        """Run the command; what typer makes status 1, a reader that has gone, is told apart from an answer."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGoneError from error

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the line that shows how the program is called."""
        _write_usage(self, ctx, formatter)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help, with the commands."""
        _write_help(self, ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, translate(command.help or "")) for name, command in commands if command]
        with formatter.section(str(msg("Commands"))):
            formatter.write_dl(rows)


def command_app(name: str, text: Message) -> tuple[typer.Typer, Callable[[Callable[..., Any]], Callable[..., Any]]]:
    """Return an app of one command and the decorator for its function; ``text`` says what the command does."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    return app, app.command(name, cls=Command, help=text.msgid)


_OF_TYPER = (
    msg("[OPTIONS]"),
    msg("COMMAND [ARGS]..."),
    msg("Install completion for the current shell."),
    msg("Show completion for the current shell, to copy it or customize the installation."),
)
"""What typer itself says in the help; named here so that it is in the catalogue."""


def _write_usage(command: AnyCommand, ctx: Context, formatter: HelpFormatter) -> None:
    pieces = (_translate_piece(piece.strip("{}")) for piece in command.collect_usage_pieces(ctx))
    usage = msg("Usage:")
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{usage} ")


def _translate_piece(piece: str) -> str:
    """Translate an argument of the usage line, also one in brackets as it can be left out."""
    whole = translate(piece)
    if whole != piece or not piece.startswith("["):
        return whole
    inner = translate(piece[1:-1])
    return f"[{inner}]"


def _write_help(command: AnyCommand, ctx: Context, formatter: HelpFormatter) -> None:
    command.format_usage(ctx, formatter)
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(translate(command.help or ""))
    params = command.get_params(ctx)
    _write_params(msg("Arguments"), (param for param in params if param.param_type_name == "argument"), ctx, formatter)
    _write_params(msg("Options"), (param for param in params if param.param_type_name == "option"), ctx, formatter)


def _write_params(title: Message, params: Iterable[Parameter], ctx: Context, formatter: HelpFormatter) -> None:
    rows = []
    for param in params:
        if record := param.get_help_record(ctx):
            text = msg("Show this help.").msgid if "--help" in param.opts else getattr(param, "help", None)
            metavar = param.metavar or ""
            rows.append((record[0].replace(metavar, translate(metavar)), translate(text or "")))
    if rows:
        with formatter.section(str(title)):
            formatter.write_dl(rows)
