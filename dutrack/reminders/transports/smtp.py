"""Mail to a mail server: one connection a run, opened for the first mail and again when it breaks.

What fails is the mail (an address or a content the server will never take), an attempt (4xx, a connection that breaks,
silence), or the way itself (nobody answers, no trust, no login): then no other mail of the run would fare better.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from dutrack.reminders.contracts import TransportError
from dutrack.reminders.transports.connect import Connector, Server, lost_message, timed_out
from dutrack.reminders.transports.letter import Letter, PassingError
from dutrack.reminders.transports.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from dutrack.config import Mail as Settings
    from dutrack.reminders.contracts import Mail, Refusal

PAUSES = (2.0, 8.0)
"""Seconds between the attempts to send one mail; there is one attempt more than pauses."""
PATIENCE = 60.0
"""Seconds of pauses in a whole run; when they are spent, what fails waits for the next run."""
LONGEST = 120.0
"""Seconds after which no further attempt to send a mail begins."""
FINAL_TIMEOUT = 120.0
"""Seconds for the answer to a whole mail: servers look through it first, and one not waited for may come twice."""
MOST_LOST = 3
"""After so many mails in a row that lost their connection or met silence, the server is taken for down."""


class Smtp:
    """The transport that talks to a mail server."""

    def __init__(
        self, settings: Settings, root: Path, wait: Callable[[float], object], timeout: float | None = None
    ) -> None:
        """Read the password and the certificates. ``timeout`` replaces, in seconds, that of every answer."""
        self._connector = Connector(settings, root, timeout)
        self._final_timeout = timeout or FINAL_TIMEOUT
        self._pace = Pace(settings.per_minute, wait)
        self._wait = wait
        self._server: Server | None = None
        self._lost = 0
        self._patience = PATIENCE

    def __enter__(self) -> Self:
        """Begin a run; nothing is opened before the first mail."""
        self._lost, self._patience = 0, PATIENCE
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Say goodbye and close the connection."""
        if self._server is not None:
            with suppress(OSError):
                self._server.quit()
        self._hang_up()

    def send(self, mail: Mail) -> tuple[Refusal, ...]:
        """Send a mail, in several attempts where another can help."""
        self._pace.keep()
        began = time.monotonic()
        unsure = False
        for pause in (*PAUSES, None):
            fresh = self._server is None
            try:
                return self._attempt(mail)
            except PassingError as error:
                failure = error
            unsure = unsure or failure.unsure
            # A connection that has served ends for reasons of its own (so many mails, so long idle): no pause then.
            seconds = (pause or 0.0) if fresh or self._server is not None else 0.0
            late = seconds > self._patience or time.monotonic() - began > LONGEST
            if pause is None or late or not failure.again:
                break
            self._patience -= seconds
            self._wait(seconds)
        self._lost += failure.closing
        raise TransportError(failure.message, unsure=unsure, stop=failure.connecting or self._lost >= MOST_LOST)

    def _attempt(self, mail: Mail) -> tuple[Refusal, ...]:
        """Send once. Raises PassingError for what may go otherwise next time, TransportError for the rest."""
        server = self._server or self._connect()
        letter = Letter(server, mail, self._final_timeout)
        try:
            refused = letter.send()
        except OSError as error:
            self._hang_up()
            # Silence after the whole mail was given most often means that it was taken: not again in this run.
            again = not (letter.given and timed_out(error))
            raise PassingError(lost_message(error), closing=True, unsure=letter.given, again=again) from None
        except (PassingError, TransportError) as error:
            self._clear(closing=isinstance(error, PassingError) and error.closing)
            raise
        self._lost = 0
        return refused

    def _connect(self) -> Server:
        try:
            self._server = self._connector.connect()
        except TransportError as error:
            if error.stop:
                raise
            raise PassingError(error.message, connecting=True) from None
        return self._server

    def _clear(self, *, closing: bool) -> None:
        """Make the connection ready for the next mail, if it is to be kept."""
        if not closing:
            self._lost = 0
            with suppress(OSError):
                if self._server is not None and self._server.rset()[0] == 250:
                    return
        self._hang_up()

    def _hang_up(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
