"""Mail into a Maildir, a folder that any mail program reads (the format of qmail: one file a mail, no locks).

A mail's file is named after its Message-ID, so that one that is written again takes its own place.
"""

from __future__ import annotations

import hashlib
import mailbox
import os
from typing import TYPE_CHECKING

from dutrack.errors import DutrackError, system_reason
from dutrack.files import make_folder
from dutrack.i18n import msg
from dutrack.reminders.contracts import TransportError
from dutrack.reminders.transports.encode import encode_for_here

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from dutrack.i18n import Message
    from dutrack.reminders.contracts import Mail, Refusal


class Maildir:
    """The transport that puts mails into a folder. Several programs may write to it at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._there: frozenset[str] = frozenset()

    def __enter__(self) -> Self:
        """Make the folder if it is not there, and look at which mails it holds. Raises DutrackError."""
        try:
            make_folder(self._path.parent)
            mailbox.Maildir(self._path, create=True).clean()
            # A mail program moves what was seen from new to cur, and appends flags to its name after a colon.
            names = (name for folder in ("new", "cur") for name in os.listdir(self._path / folder))  # noqa: PTH208
            self._there = frozenset(name.partition(":")[0] for name in names)
        except OSError as error:
            raise DutrackError(self._unusable(error)) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Leave the folder as it is."""

    def send(self, mail: Mail) -> tuple[Refusal, ...]:
        """Write a mail; one that is there already, read or unread, is left alone. Nobody is ever refused."""
        name = hashlib.sha256(mail.id.encode()).hexdigest()[:32] + ".dutrack"
        if name in self._there:
            return ()
        try:
            self._write(name, encode_for_here(mail.message))
        except OSError as error:
            raise TransportError(self._unusable(error), stop=True) from None
        return ()

    def _unusable(self, error: OSError) -> Message:
        path, reason = str(self._path), system_reason(error)
        return msg("The mail folder {path} cannot be used: {reason}.", path=path, reason=reason)

    def _write(self, name: str, data: bytes) -> None:
        """Write it aside and move it in: nobody ever sees half a mail, and the name is on disk when this returns."""
        aside = self._path / "tmp" / f"{name}.{os.getpid()}"
        try:
            with aside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(self._path / "new" / name)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        if os.name == "posix":
            descriptor = os.open(self._path / "new", os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
