"""One run from end to end, for whoever starts it: a person, cron or the scheduler."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.config import SENDING
from dutrack.config import Transport as Way
from dutrack.errors import DutrackError
from dutrack.export.formats import load
from dutrack.i18n import msg
from dutrack.reminders.attachment import CALENDARS
from dutrack.reminders.contracts import State
from dutrack.reminders.delivery import Desk, Outcome, Sender
from dutrack.reminders.operator import tell_operator
from dutrack.reminders.outbox import make_outbox, open_outbox
from dutrack.reminders.policy import concerns, works
from dutrack.reminders.round import plan_round
from dutrack.reminders.store import NoOutboxError
from dutrack.reminders.transports import make_transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from dutrack.agenda import Agenda
    from dutrack.config import Outbox as Settings
    from dutrack.reminders.contracts import Moment, Outbox, Transport
    from dutrack.reminders.outbox import SqlOutbox
    from dutrack.workspace import Workspace

    Clock = Callable[[], datetime]

_LEFT = (State.SENDING, State.UNSURE, State.PARTLY, State.WAITING)


class Wishes(Struct, frozen=True):
    """What whoever starts a run may ask for.

    ``limit`` is how many digests may go out at once, None for no limit. ``only`` are the ids of the bodies that get
    something; then the operator hears nothing. ``stop`` is asked between two mails, ``progress`` told how many of how
    many are through.
    """

    limit: int | None
    only: frozenset[str] | None = None
    stop: Callable[[], bool] = lambda: False
    progress: Callable[[int, int], object] = lambda _, __: None


class Result(Struct, frozen=True):
    """How a run ended: ``left`` mails stand over to the next, ``for_operator`` is a text that could not be mailed."""

    outcome: Outcome
    left: int
    for_operator: str | None = None

    @property
    def good(self) -> bool:
        """Whether all was sent, or there was nothing to send."""
        return not (self.left or self.outcome.troubles or self.outcome.stopped)


def remind(agenda: Agenda, clock: Clock, wishes: Wishes, transport: Transport | None = None) -> Result:
    """Send what is due on the agenda's day. ``clock`` tells the present moment (aware, with the zone of the Date).

    Raises DutrackError where it cannot run: no outbox, more digests than allowed, settings that cannot work.
    """
    workspace = agenda.workspace
    require_settings(workspace)
    with open_or_make(agenda, clock) as outbox:
        due = plan_round(agenda, outbox, wishes.only)
        if wishes.limit is not None:
            due.check(wishes.limit)
        desk = Desk(agenda, clock)
        outbox.change((post.id for post in due.obsolete), (State.WAITING,), State.DROPPED)
        with transport or make_transport(workspace.config.mail, workspace.root) as way:
            sender = Sender(agenda, outbox, way, desk, wishes.stop)
            sender.give_up(due.replaced)
            sender.send_all(due.jobs, lambda number: wishes.progress(number, len(due.jobs)))
            told = None
            if wishes.only is None and not sender.outcome.stopped and works(agenda):
                told = tell_operator(agenda, due, sender)
        result = Result(sender.outcome, len(outbox.posts(_LEFT)), told)
        if wishes.only is None or not result.good:
            outbox.finish(good=result.good)
        return result


def require_settings(workspace: Workspace) -> None:
    """Refuse to send by settings that have errors, or need a package that is missing.

    The default in the place of a wrong one may be a folder nobody reads. Raises DutrackError.
    """
    _require_sound(workspace, SENDING)
    if workspace.config.mail.calendar:
        load(CALENDARS)


def require_outbox(workspace: Workspace) -> Settings:
    """Return where the outbox is; refuse one that nobody named, in the place of one that cannot be read.

    Raises DutrackError.
    """
    _require_sound(workspace, ("outbox",))
    return workspace.config.outbox


def _require_sound(workspace: Workspace, names: tuple[str, ...]) -> None:
    unsound = [name for name in names if name in workspace.config.unsound]
    if unsound:
        tables = ", ".join(f"[{name}]" for name in unsound)
        message = msg("Nothing was done: {tables} in dutrack.toml cannot be used as it stands.", tables=tables)
        raise DutrackError(message, msg("See: dutrack check"))


def open_or_make(agenda: Agenda, clock: Clock) -> SqlOutbox:
    """Open the outbox; make it before the very first mail into the default folder, which has nothing to repeat."""
    workspace = agenda.workspace
    settings, mail = workspace.config.outbox, workspace.config.mail
    try:
        return open_outbox(settings, workspace.root, clock)
    except NoOutboxError:
        if mail.transport is not Way.MAILDIR or (workspace.root / mail.path).exists():
            raise
    make_outbox(settings, workspace.root, clock, ())
    return open_outbox(settings, workspace.root, clock)


@contextmanager
def open_if_there(agenda: Agenda, clock: Clock) -> Iterator[Outbox | None]:
    """Open the outbox if there is one, to look at it only."""
    try:
        outbox = open_outbox(require_outbox(agenda.workspace), agenda.workspace.root, clock)
    except NoOutboxError:
        yield None
        return
    with outbox:
        yield outbox


def past_moments(agenda: Agenda) -> Iterator[Moment]:
    """Yield every moment that stands before the agenda's day."""
    for concern in concerns(agenda, agenda.today - timedelta(days=1)):
        yield from concern.moments
