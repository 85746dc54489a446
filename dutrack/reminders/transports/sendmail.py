"""Mail through the machine's own mail program: sendmail, or anything called as it is (Postfix, Exim, msmtp)."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from dutrack.errors import DutrackError, system_reason
from dutrack.i18n import Message, msg
from dutrack.reminders.contracts import TransportError
from dutrack.reminders.transports.encode import encode_for_here
from dutrack.reminders.transports.pace import Pace
from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from dutrack.config import Mail as Settings
    from dutrack.reminders.contracts import Mail, Refusal

TIMEOUT = 60.0
"""How many seconds the program may take for one mail."""

# The statuses of sysexits.h. What is not named here, also death by a signal, says nothing about the mail: temporary.
_PERMANENT = frozenset((65, 67, 68, 69, 76))  # DATAERR NOUSER NOHOST UNAVAILABLE PROTOCOL
_MISUSED = frozenset((64, 77, 78, 126, 127))  # USAGE NOPERM CONFIG, and a shell's "cannot run" and "not found"

_MOST_SAID = 200


class Sendmail:
    """The transport that gives each mail to a program: ``PROGRAM… -f SENDER -- RECIPIENT…``, the mail on its input."""

    def __init__(self, settings: Settings, wait: Callable[[float], object], timeout: float = TIMEOUT) -> None:
        found = shutil.which(settings.program[0])
        if found is None:
            raise DutrackError(
                msg("There is no mail program {path}.", path=settings.program[0]),
                msg("Install one, or name another as program in [mail]."),
            )
        self._command = (found, *settings.program[1:])
        self._timeout = timeout
        self._pace = Pace(settings.per_minute, wait)

    def __enter__(self) -> Self:
        """Begin a run."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """End it; nothing is open."""

    def send(self, mail: Mail) -> tuple[Refusal, ...]:
        """Hand a mail over. The program queues it: who is refused later, it tells the sender by mail."""
        self._pace.keep()
        command = (*self._command, "-f", mail.sender, "--", *mail.recipients)
        data = encode_for_here(mail.message)
        try:
            # In a session of its own: a Ctrl-C is for dutrack, which then lets this mail go out.
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=self._timeout, check=False, start_new_session=True
            )
        except subprocess.TimeoutExpired:
            # It was killed; whether the mail stands in its queue, nobody knows.
            message = msg("The mail program {path} does not end.", path=self._command[0])
            raise TransportError(message, unsure=True) from None
        except OSError as error:
            reason = system_reason(error)
            message = msg("The mail program {path} cannot be run: {reason}.", path=self._command[0], reason=reason)
            raise TransportError(message, stop=True) from None
        if done.returncode:
            status = done.returncode
            message = self._failure(status, done.stderr + done.stdout)
            raise TransportError(message, permanent=status in _PERMANENT, stop=status in _MISUSED)
        return ()

    def _failure(self, status: int, output: bytes) -> Message:
        said = clean(output.decode("utf-8", "replace").strip())[:_MOST_SAID]
        if said:
            return msg(
                "The mail program {path} failed with status {status}: {said}",
                path=self._command[0],
                status=status,
                said=said,
            )
        return msg("The mail program {path} failed with status {status}.", path=self._command[0], status=status)
