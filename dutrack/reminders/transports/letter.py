"""One mail on one connection to a mail server: MAIL, RCPT for each recipient, DATA (RFC 5321)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.i18n import Message, msg
from dutrack.reminders.contracts import Refusal, TransportError
from dutrack.reminders.transports.connect import reply_text
from dutrack.reminders.transports.encode import encode

if TYPE_CHECKING:
    from dutrack.reminders.contracts import Mail
    from dutrack.reminders.transports.connect import Server

_CLOSING = 421
_TOO_BIG = 552
_LINE_DOT = re.compile(rb"^\.", re.MULTILINE)


class PassingError(Exception):
    """An attempt failed that another may not.

    ``connecting``: there was no connection yet. ``closing``: there is none any more. ``unsure``: the mail may have been
    taken all the same. ``again``: it may be tried again at once.
    """

    def __init__(
        self,
        message: Message,
        *,
        connecting: bool = False,
        closing: bool = False,
        unsure: bool = False,
        again: bool = True,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.connecting = connecting
        self.closing = closing
        self.unsure = unsure
        self.again = again


class Letter:
    """A mail about to be given to a server; ``given`` is true once all of it was handed over."""

    def __init__(self, server: Server, mail: Mail, final_timeout: float) -> None:
        """``final_timeout`` is how many seconds to wait for the answer to the whole mail."""
        self._server = server
        self._mail = mail
        self._final_timeout = final_timeout
        self.given = False

    def send(self) -> tuple[Refusal, ...]:
        """Give it, and return who was refused.

        Raises TransportError where it will never be taken, PassingError where it may be later, OSError for a broken
        connection.
        """
        options, data = self._encode()
        self._begin(options)
        refused = self._name_recipients()
        _check(*self._server.docmd("DATA"), good=354)
        self._server.send(_LINE_DOT.sub(b"..", data) + b".\r\n")
        self.given = True
        with self._server.patient(self._final_timeout):
            answer = self._server.getreply()
        _check(*answer, good=250)
        return refused

    def _encode(self) -> tuple[list[str], bytes]:
        """Return what is said of the mail at MAIL, and the mail as this server takes it."""
        options: list[str] = []
        data = encode(self._mail.message, cte_type="8bit")
        if not data.isascii():
            if self._server.has_extn("8bitmime"):
                options.append("BODY=8BITMIME")  # RFC 6152
            else:
                data = encode(self._mail.message, cte_type="7bit")
        if not data.endswith(b"\r\n"):
            data += b"\r\n"
        if self._server.has_extn("size"):
            options.append(f"SIZE={len(data)}")  # RFC 1870
        return options, data

    def _begin(self, options: list[str]) -> None:
        code, answer = self._server.mail(self._mail.sender, options)
        if 500 <= code < 600 and code != _TOO_BIG:
            said = reply_text(code, answer)
            message = msg(
                "The mail server does not take mail from {sender}: {said}", sender=self._mail.sender, said=said
            )
            raise TransportError(message, stop=True)
        _check(code, answer, good=250)

    def _name_recipients(self) -> tuple[Refusal, ...]:
        """Return who is refused, also who might be taken later; at least one is taken now."""
        refused: list[Refusal] = []
        for recipient in self._mail.recipients:
            code, answer = self._server.rcpt(recipient)
            if code == _CLOSING:
                raise PassingError(_says(reply_text(code, answer)), closing=True)
            if code not in (250, 251):
                refused.append(Refusal(recipient, reply_text(code, answer), permanent=500 <= code < 600))
        if len(refused) == len(self._mail.recipients):
            message = _says("; ".join(f"{refusal.recipient}: {refusal.reason}" for refusal in refused))
            if all(refusal.permanent for refusal in refused):
                raise TransportError(message, permanent=True)
            raise PassingError(message)
        return tuple(refused)


def _check(code: int, answer: bytes, good: int) -> None:
    """Accept one answer only. Raises TransportError for 5xx, PassingError for any other."""
    if code == good:
        return
    message = _says(reply_text(code, answer))
    if 500 <= code < 600:
        raise TransportError(message, permanent=True)
    raise PassingError(message, closing=code == _CLOSING)


def _says(said: str) -> Message:
    return msg("The mail server says: {said}", said=said)
