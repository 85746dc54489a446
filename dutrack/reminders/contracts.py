"""What reminders are made of: moments, mails, and the two things that may differ from place to place.

A ``Transport`` takes mail away (``transports.make_transport(mail, root)`` makes the one that the settings name), an
``Outbox`` remembers what was told to whom (``outbox.open_outbox`` opens it). Either can be replaced; nothing else here
knows which one is in use.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from email.message import EmailMessage
    from types import TracebackType
    from typing import Self

    from dutrack.i18n import Message


class Role(StrEnum):
    """Why a body hears of a unit."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    MONITOR = "monitor"
    LEADER = "leader"


class Moment(Struct, frozen=True):
    """A point of the reminder ladder of one unit, for one body: what is told at most once.

    ``label`` is how many days the moment stands after ``due`` (-30, 0, +7), "released", or "review:" and the review
    day; the last two have no ``due``. ``body`` is a body's id, or a name in quotes that the directory does not have.
    All but ``extensions``, how often the due day had been extended, is the moment's identity.
    """

    plan: str
    task: str
    unit: str
    due: date | None
    label: str
    role: Role
    body: str
    extensions: int = 0

    @property
    def offset(self) -> int | None:
        """How many days after the due day; None for "released" and "review:…"."""
        return None if self.due is None else int(self.label)


class Reader(Struct, frozen=True, order=True):
    """Who gets a digest: a body, or with ``leader`` the one who leads it; the operator with an empty body."""

    body: str
    leader: bool = False


class State(StrEnum):
    """Where a mail stands. Only ``waiting`` moments do not count as told."""

    SENDING = "sending"
    """Claimed; if its sender is gone, nobody knows whether it left."""
    UNSURE = "unsure"
    """The transport could not tell whether it left; it is sent again, under the same Message-ID."""
    PARTLY = "partly"
    """Some got it, and others may later: it is sent again to those alone, under the same Message-ID."""
    WAITING = "waiting"
    """It surely did not leave; the next run plans it afresh."""
    SENT = "sent"
    FAILED = "failed"
    """Refused for good."""
    DROPPED = "dropped"
    """Nothing was left to say, or somebody gave it up."""


class Post(Struct, frozen=True):
    """One mail as the outbox knows it: at most one a reader and day. Moments of time are aware, in UTC.

    ``note`` is the last error, in the words of whoever refused; ``claim`` is who is sending it. ``recipients`` are the
    addresses that are still to get it, where others have; () is everybody.
    """

    id: int
    reader: Reader
    day: date
    message_id: str
    state: State
    created: datetime
    changed: datetime
    attempts: int = 1
    note: str | None = None
    claim: str | None = None
    lease: float = 0.0
    moments: int = 0
    recipients: tuple[str, ...] = ()


class Mail(Struct, frozen=True):
    """One mail, ready to be sent.

    ``message`` has all its headers; ``id`` is its Message-ID with the angle brackets. ``sender`` and ``recipients`` are
    the envelope: bare ASCII addresses (``user@example.org``), the recipients those of To and Cc, at least one.
    """

    id: str
    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage


class Refusal(Struct, frozen=True):
    """A recipient that was refused while others got the mail; ``reason`` is the server's own sentence.

    One refused not for good (``permanent``) may get it later.
    """

    recipient: str
    reason: str
    permanent: bool = True


class TransportError(Exception):
    """A mail did not leave.

    ``permanent``: it never will, and is not tried again. ``unsure``: it may have been taken all the same, as when the
    connection breaks after the last line; it is then only ever sent again under the same Message-ID. ``stop``: no
    other mail of this run would fare better (nobody answers, the password is wrong), so none is tried.
    """

    def __init__(self, message: Message, *, permanent: bool = False, unsure: bool = False, stop: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.permanent = permanent
        self.unsure = unsure
        self.stop = stop


class Transport(Protocol):
    """Takes mails away. A context manager: what it opens, one connection a run, lives no longer than the block.

    Connecting may wait for the first mail; entering and sending raise TransportError. Settings that cannot work, such
    as a password that is not there, raise DutrackError when it is made.
    """

    def __enter__(self) -> Self:
        """Begin a run."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """End it."""

    def send(self, mail: Mail) -> tuple[Refusal, ...]:
        """Deliver a mail to at least one of its recipients and return those that were refused.

        Takes less than ``outbox.LEASE``, retries included. Raises TransportError where nobody got it.
        """


class Outbox(Protocol):
    """Remembers what was told to whom, for one workspace; safe under a kill at any moment and under several senders.

    A mail is claimed, recorded, sent, settled. Every method raises OutboxError where the store cannot answer. A context
    manager that closes the store.
    """

    def __enter__(self) -> Self:
        """Use the store within a block."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close it."""

    def told(self) -> Iterator[Moment]:
        """Yield every moment that counts as told: all but those of waiting mail, in no order."""

    def posts(self, states: Sequence[State], day: date | None = None) -> tuple[Post, ...]:
        """Return the mails in some states, and with ``day`` all of that day; the oldest first."""

    def moments(self, post: Post) -> tuple[Moment, ...]:
        """Return what a mail tells."""

    def is_free(self, post: Post) -> bool:
        """Tell whether a mail that may have left can be claimed: nobody is sending it any more."""

    def begin(self, reader: Reader, day: date, message_id: str, moments: Iterable[Moment]) -> Post | None:
        """Claim a new mail and record its moments, at once; a waiting one of the reader is replaced by it.

        None where the reader has one for the day, or another sender has told one of the moments.
        """

    def resume(self, post: Post) -> Post | None:
        """Claim a mail that may have left. None where another sender was faster."""

    def settle(self, post: Post, state: State, note: str | None = None, recipients: tuple[str, ...] = ()) -> bool:
        """Say how a claimed mail ended, and who is still to get it; False where another sender has claimed it."""

    def change(self, ids: Iterable[int], old: Sequence[State], new: State) -> tuple[int, ...]:
        """Move mails of some states to another; return the ids of those that were moved."""

    def finish(self, *, good: bool) -> None:
        """Note that a run has ended, ``good`` when all was sent or there was nothing to send."""

    def last_good(self) -> datetime | None:
        """Return when the last good run ended (aware, UTC); None before the first."""
