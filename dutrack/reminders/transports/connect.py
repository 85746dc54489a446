"""A connection to a mail server: found, protected, logged in."""

from __future__ import annotations

import base64
import ipaddress
import smtplib
import socket
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dutrack.config import Security
from dutrack.errors import DutrackError, system_reason
from dutrack.i18n import Message, msg
from dutrack.reminders.contracts import TransportError
from dutrack.reminders.transports.secrets import Secret, read_password
from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dutrack.config import Mail as Settings

CONNECT_TIMEOUT = 15.0
TIMEOUT = 30.0
"""Seconds for a connection, and for each answer on it."""

_MOST_SAID = 300


class Server(smtplib.SMTP):
    """A connection whose patience can be changed for one answer."""

    @contextmanager
    def patient(self, seconds: float) -> Iterator[None]:
        """Wait longer, or less long, for the answers within a block."""
        assert self.sock is not None  # noqa: S101 - it is connected
        before = self.sock.gettimeout()
        self.sock.settimeout(seconds)
        yield
        if self.sock is not None:
            self.sock.settimeout(before)


class _TlsServer(smtplib.SMTP_SSL, Server):
    """The same, protected from its first byte (RFC 8314)."""


class Connector:
    """Opens connections as ``[mail]`` says. Raises DutrackError for settings that cannot work."""

    def __init__(self, settings: Settings, root: Path, timeout: float | None = None) -> None:
        self._host = settings.host or ""
        self._port = settings.smtp_port
        self._security = settings.security
        self._username = settings.username
        self._password = read_password(settings, root)
        self._context = None if settings.security is Security.NONE else _trust(settings.ca_file, root)
        self._connect_timeout = timeout or CONNECT_TIMEOUT
        self._timeout = timeout or TIMEOUT
        if not self._host:
            raise DutrackError(msg("[mail] names no host."))
        if self._password and self._context is None and not _is_this_machine(self._host):
            raise DutrackError(
                msg("The password would cross the network in the open."), msg('Set security = "starttls" or "tls".')
            )

    def connect(self) -> Server:
        """Return a connection that is ready for mail.

        Raises TransportError: with ``stop`` where another attempt would end the same, without where it may not.
        """
        server: Server | None = None
        try:
            server = self._open()
            self._protect(server)
            self._log_in(server)
        except TransportError:
            _close(server)
            raise
        except ssl.SSLCertVerificationError as error:
            _close(server)
            message = msg(
                "The mail server {host} is not trusted: {reason}.", host=self._host, reason=error.verify_message
            )
            raise TransportError(message, stop=True) from None
        except OSError as error:  # smtplib's own errors are OSErrors too
            _close(server)
            reason = _reason(error)
            raise TransportError(
                msg("No connection to the mail server {host}: {reason}", host=self._host, reason=reason)
            ) from None
        return server

    def _open(self) -> Server:
        name = _own_name()
        if self._security is Security.TLS:
            server: Server = _TlsServer(
                self._host, self._port, local_hostname=name, timeout=self._connect_timeout, context=self._context
            )
        else:
            server = Server(self._host, self._port, local_hostname=name, timeout=self._connect_timeout)
        assert server.sock is not None  # noqa: S101 - a failure raises
        server.sock.settimeout(self._timeout)
        return server

    def _protect(self, server: Server) -> None:
        server.ehlo_or_helo_if_needed()
        if self._security is Security.STARTTLS:
            if not server.has_extn("starttls"):
                # Going on without would give the mail to whoever cut this line out of the answer.
                raise self._lacks("STARTTLS")
            server.starttls(context=self._context)
            server.ehlo_or_helo_if_needed()

    def _log_in(self, server: Server) -> None:
        if self._password is None or self._username is None:
            return
        offered = server.esmtp_features.get("auth", "").upper().split()
        if not offered:
            raise self._lacks("AUTH")
        try:
            if "PLAIN" in offered:
                # RFC 4616, whose text is UTF-8; smtplib takes ASCII only.
                text = f"\0{self._username}\0{self._password.reveal()}"
                code, answer = server.docmd("AUTH", f"PLAIN {base64.b64encode(text.encode()).decode()}")
            else:
                code, answer = server.login(self._username, self._password.reveal())
        except smtplib.SMTPAuthenticationError as error:
            code, answer = error.smtp_code, _bytes(error.smtp_error)
        except smtplib.SMTPNotSupportedError:
            raise self._lacks("AUTH PLAIN, LOGIN, CRAM-MD5") from None
        except UnicodeError:
            raise TransportError(
                msg("The mail server takes no password with letters beyond ASCII."), stop=True
            ) from None
        if code != 235:
            raise self._refused(code, answer, self._password)

    def _refused(self, code: int, answer: bytes, password: Secret) -> TransportError:
        message = msg(
            "The mail server {host} refuses the login of {username}: {said}",
            host=self._host,
            username=self._username or "",
            said=password.hide_in(reply_text(code, answer)),
        )
        return TransportError(message, stop=code // 100 == 5)

    def _lacks(self, feature: str) -> TransportError:
        message = msg("The mail server {host} does not offer {feature}.", host=self._host, feature=feature)
        return TransportError(message, stop=True)


def reply_text(code: int, answer: bytes) -> str:
    """Return what a server answered, on one line of bounded length."""
    return f"{code} {clean(answer.decode('utf-8', 'replace'))}"[:_MOST_SAID].rstrip()


def timed_out(error: BaseException) -> bool:
    """Tell whether a failure was silence; smtplib makes it a lost connection."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def lost_message(error: Exception) -> Message:
    """Say that a connection broke, or that nothing more came over it."""
    if timed_out(error):
        return msg("The mail server did not answer in time.")
    return msg("The connection to the mail server broke.")


def _trust(ca_file: str | None, root: Path) -> ssl.SSLContext:
    path = None if ca_file is None else root / ca_file
    try:
        return ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError) as error:
        reason = system_reason(error)
        message = msg("The certificates in {path} cannot be read: {reason}.", path=str(path), reason=reason)
        raise DutrackError(message) from None


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _own_name() -> str:
    """Return the name to say at EHLO: this machine's, or an address literal where it has none that is fit."""
    try:
        name = socket.getfqdn()
    except (OSError, UnicodeError):
        name = ""
    return name if name.isascii() and "." in name else "[127.0.0.1]"


def _reason(error: OSError) -> Message | str:
    if isinstance(error, smtplib.SMTPResponseException):
        return reply_text(error.smtp_code, _bytes(error.smtp_error))
    if timed_out(error) or isinstance(error, (smtplib.SMTPServerDisconnected, ssl.SSLEOFError)):
        return lost_message(error)
    if isinstance(error, ssl.SSLError):
        return f"TLS: {error.reason}"
    if isinstance(error, socket.gaierror):
        return msg("no such name is known")
    return system_reason(error)


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _close(server: Server | None) -> None:
    if server is not None:
        server.close()
