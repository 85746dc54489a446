"""``dutrack outbox``: what was sent, and what to do when it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.cli import options
from dutrack.cli.remind import make_clock
from dutrack.cli.session import announce, open_agenda, open_workspace, put, tell
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.i18n import Message, msg, plural, translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from dutrack.reminders.contracts import Post, State
    from dutrack.reminders.outbox import SqlOutbox
    from dutrack.workspace import Workspace

ACTIONS = ("list", "init", "retry", "forget", "health")
_SHOWN = 50
"""So many sent mails are listed without --all."""

app, _command = command_app(
    "outbox",
    msg(
        "Look after the memory of what was sent: list it, init it, retry or forget mails, or check its health "
        "(status 1 when the last good run is older than it should be)."
    ),
)


@_command
def outbox(  # noqa: PLR0913, PLR0917 - the options of the command
    action: Annotated[
        str | None,
        typer.Argument(metavar=msg("ACTION").msgid, help=msg("list, init, retry, forget or health: list.").msgid),
    ] = None,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar=msg("NUMBER...").msgid, help=msg("The mails to retry or forget, as listed.").msgid),
    ] = None,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    from_now: Annotated[
        bool, typer.Option("--from-now", help=msg("init: what was due before today counts as sent.").msgid)
    ] = False,
    send_all: Annotated[
        bool, typer.Option("--send-all", help=msg("init: nothing counts as sent; everything open goes out.").msgid)
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help=msg("list: all that was sent; retry and forget: every mail.").msgid)
    ] = False,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json", help=msg("The form of the list.").msgid)
    ] = None,
) -> None:
    """Do what is asked."""
    asked = options.read_choice(action or "list", ACTIONS, translate("ACTION"))
    if ids and asked not in ("retry", "forget"):
        raise WrongUseError(msg("{action} takes no number.", action=asked))
    match asked:
        case "init":
            _init(workspace, today, from_now=from_now, send_all=send_all)
        case "list":
            _list(open_workspace(workspace), every=every, form=options.read_format(format_, ("table", "json")))
        case "health":
            _health(open_workspace(workspace))
        case _:
            _change(open_workspace(workspace), asked, _numbers(ids or []), every=every)


def _init(folder: Path | None, today: date | None, *, from_now: bool, send_all: bool) -> None:
    from dutrack.reminders.outbox import make_outbox  # noqa: PLC0415 - heavy
    from dutrack.reminders.session import past_moments, require_outbox  # noqa: PLC0415 - likewise

    if from_now == send_all:
        raise WrongUseError(
            msg("Choose --from-now or --send-all."),
            msg("--from-now: what was due before today counts as sent. --send-all: everything open goes out."),
        )
    agenda = open_agenda(folder, today)
    settings = require_outbox(agenda.workspace)
    told = past_moments(agenda) if from_now else ()
    count = make_outbox(settings, agenda.workspace.root, _clock(agenda.workspace), told)
    ready = plural(
        "The outbox is ready; {count} reminder counts as sent.",
        "The outbox is ready; {count} reminders count as sent.",
        count=count,
    )
    announce([str(ready)])


def _list(workspace: Workspace, *, every: bool, form: str) -> None:
    from dutrack.reminders.contracts import State  # noqa: PLC0415 - likewise

    with _open(workspace) as outbox:
        posts = outbox.posts(tuple(State))
        last = outbox.last_good()
    ended = (State.SENT, State.DROPPED)
    old = [post for post in posts if post.state in ended]
    left = 0 if every else max(len(old) - _SHOWN, 0)
    hidden = {post.id for post in old[:left]}
    shown = [post for post in posts if post.id not in hidden]
    if form == "json":
        from dutrack.views.json_text import dump  # noqa: PLC0415 - likewise

        put(dump({"schema": 1, "last_good": last and last.isoformat(), "mails": [_values(p) for p in shown]}))
        return
    for post in shown:
        put(_line(workspace, post))
    if left:
        tell(plural("{count} older mail (--all)", "{count} older mails (--all)", count=left))
    if not posts:
        tell(msg("Nothing was sent yet."))


def _values(post: Post) -> dict[str, object]:
    return {
        "id": post.id,
        "body": post.reader.body or None,
        "leader": post.reader.leader,
        "day": post.day.isoformat(),
        "state": post.state.value,
        "attempts": post.attempts,
        "moments": post.moments,
        "message_id": post.message_id,
        "changed": post.changed.isoformat(),
        "note": post.note,
    }


def _line(workspace: Workspace, post: Post) -> str:
    from dutrack.views.digest import clip  # noqa: PLC0415 - likewise

    body = workspace.directory.body(post.reader.body)
    name: Message | str = (body.name if body else post.reader.body) or msg("the operator")
    if post.reader.leader:
        name = msg("The leaders of {name}", name=name)
    counted = plural("{count} reminder", "{count} reminders", count=post.moments)
    line = msg(
        "{id}  {day}  {state}  {name} ({counted})",
        id=post.id, day=post.day, state=_state(post.state), name=name, counted=counted,
    )  # fmt: skip
    return clip(f"{line}: {post.note}" if post.note else str(line))


def _state(state: State) -> Message:
    return {
        "sending": msg("being sent"),
        "unsure": msg("perhaps sent"),
        "partly": msg("sent, but not to all"),
        "waiting": msg("waiting"),
        "sent": msg("sent"),
        "failed": msg("refused"),
        "dropped": msg("given up"),
    }[state.value]


def _health(workspace: Workspace) -> None:
    from dutrack.reminders.health import complaint, moment_words  # noqa: PLC0415 - likewise

    with _open(workspace) as outbox:
        last = outbox.last_good()
    now = _clock(workspace)()
    wrong = complaint(last, now, workspace.config)
    if wrong is not None:
        put(str(wrong))
        raise typer.Exit(1)
    assert last is not None  # noqa: S101 - there would be a complaint
    put(str(msg("The last good run was on {moment}.", moment=moment_words(last.astimezone(now.tzinfo)))))


def _change(workspace: Workspace, action: str, numbers: list[int], *, every: bool) -> None:
    from dutrack.reminders.contracts import State  # noqa: PLC0415 - likewise

    retry = action == "retry"
    states = (State.FAILED,) if retry else (State.WAITING, State.UNSURE, State.PARTLY, State.FAILED)
    if bool(numbers) == every:
        raise WrongUseError(msg("Name the mails by their numbers, or say --all."), msg("See: dutrack outbox"))
    with _open(workspace) as outbox:
        wanted = [post.id for post in outbox.posts(states)] if every else numbers
        done = outbox.change(wanted, states, State.WAITING if retry else State.DROPPED)
    missing = [str(number) for number in wanted if number not in done]
    if missing and not every:
        tell(msg("Not changed: {numbers}. Only refused mail is retried, only unsent mail forgotten.",
                 numbers=", ".join(missing)))  # fmt: skip
    if retry:
        put(str(plural("{count} mail will be tried again.", "{count} mails will be tried again.", count=len(done))))
    else:
        put(str(plural("{count} mail was given up.", "{count} mails were given up.", count=len(done))))
    if missing and not every:
        raise typer.Exit(1)


def _numbers(texts: list[str]) -> list[int]:
    for text in texts:
        if not (text.isascii() and text.isdecimal()):
            raise WrongUseError(msg("{text} is not a number.", text=text))
    return [int(text) for text in texts]


def _open(workspace: Workspace) -> SqlOutbox:
    from dutrack.reminders.outbox import open_outbox  # noqa: PLC0415 - heavy
    from dutrack.reminders.session import require_outbox  # noqa: PLC0415 - likewise

    return open_outbox(require_outbox(workspace), workspace.root, _clock(workspace))


def _clock(workspace: Workspace) -> Callable[[], datetime]:
    return make_clock(workspace.config.timezone)
