"""What a run has to do: which mails to send, which to send once more, which to leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.errors import DutrackError
from dutrack.i18n import Message, msg, plural
from dutrack.reminders.bodies import OPERATOR
from dutrack.reminders.contracts import Outbox, Post, Reader, State
from dutrack.reminders.policy import Concern, Planned, concerns, planned, works
from dutrack.reminders.told import Told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from dutrack.agenda import Agenda

_OPEN = (State.SENDING, State.UNSURE, State.PARTLY, State.WAITING)
_LEAVING = (State.SENDING, State.UNSURE, State.PARTLY)


class TooManyError(DutrackError):
    """So many digests at once that something must be wrong, such as a mistyped day of issue."""

    def __init__(self, count: int, limit: int) -> None:
        super().__init__(
            plural(
                "{count} digest would go out at once, more than the {limit} allowed.",
                "{count} digests would go out at once, more than the {limit} allowed.",
                count=count,
                limit=limit,
            ),
            msg("See who would get them: dutrack remind --dry-run. To send them: --yes, or a higher --max."),
        )


class Job(Struct, frozen=True):
    """One digest to send; ``post`` is that of an earlier run that may have left."""

    planned: Planned
    post: Post | None = None

    @property
    def reader(self) -> Reader:
        """Who gets it."""
        return self.planned.reader


class Round(Struct, frozen=True):
    """All that a run has to do.

    ``obsolete`` are waiting mails with nothing left to tell, ``replaced`` those that have not reached all and never
    will, as a newer one goes out. ``operator`` is what nobody else can be told; ``told`` what was told before.
    """

    jobs: tuple[Job, ...]
    told: Told
    operator: Planned
    obsolete: tuple[Post, ...] = ()
    replaced: tuple[Post, ...] = ()

    def check(self, limit: int) -> None:
        """Raise TooManyError where there are more digests than ``limit``."""
        if len(self.jobs) > limit:
            raise TooManyError(len(self.jobs), limit)


def plan_round(agenda: Agenda, outbox: Outbox | None, only: Collection[str] | None = None) -> Round:
    """Return what is to be done; ``only`` are ids of bodies. Without an outbox nothing counts as told.

    A mail that may have left goes before anything new: it is sent again as it was, under its Message-ID, and what is
    new since waits for the next day. On a day off there is nothing to do.
    """
    plans = agenda.workspace.plans
    if not works(agenda):
        return Round((), Told(()), Planned(OPERATOR, (), ()))
    told = Told(outbox.told() if outbox else (), plans)
    posts = outbox.posts(_OPEN, agenda.today) if outbox else ()
    found = list(concerns(agenda))
    news = planned(found, told)
    operator = news.pop(OPERATOR, None) or Planned(OPERATOR, _concerns_of(OPERATOR, found), ())
    wanted = {reader: digest for reader, digest in news.items() if only is None or reader.body in only}
    jobs, replaced, settled = [], [], set[Reader]()
    for post in posts:
        if post.state is State.PARTLY and post.day != agenda.today and post.reader in wanted:
            replaced.append(post)
            continue
        if post.state is not State.WAITING and (post.state is not State.PARTLY or post.day == agenda.today):
            settled.add(post.reader)
        if outbox is None or post.state not in _LEAVING or post.reader == OPERATOR:
            continue
        if (only is None or post.reader.body in only) and outbox.is_free(post):
            jobs.append(Job(Planned(post.reader, _concerns_of(post.reader, found), outbox.moments(post)), post))
    jobs += [Job(digest) for reader, digest in wanted.items() if reader not in settled]
    waiting = (post for post in posts if post.state is State.WAITING and post.reader != OPERATOR)
    obsolete = () if only else tuple(post for post in waiting if post.reader not in news)
    return Round(tuple(jobs), told, operator, obsolete, tuple(replaced))


def _concerns_of(reader: Reader, found: Iterable[Concern]) -> tuple[Concern, ...]:
    return tuple(concern for concern in found if concern.reader == reader)


def reader_name(agenda: Agenda, reader: Reader) -> str | Message:
    """Return how a reader is addressed."""
    body = agenda.workspace.directory.body(reader.body)
    name = body.name if body else reader.body
    return msg("The leaders of {name}", name=name) if reader.leader else name
