"""A real mail server on loopback that does wrong when it is told to."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from base64 import b64encode
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

CUT = "cut"
HANG = "hang"
STORE_AND_CUT = "store and cut"


def no_fault(stage: str, text: str) -> None:
    """Do right."""


class MailServer:
    """Takes mail until it is left; ``received`` holds what it took, in order.

    ``fault`` is asked at each stage, with its text: ("CONNECT", ""), ("MAIL", sender), ("RCPT", recipient),
    ("BODY", "") while the text of a mail arrives, ("END", Message-ID) when it is whole. It returns None, a reply line,
    CUT, HANG, or at END STORE_AND_CUT.
    """

    def __init__(
        self,
        fault: Callable[[str, str], str | None] = no_fault,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        login: tuple[str, str] | None = None,
        port: int = 0,
        **options: Any,
    ) -> None:
        self.fault = fault
        self.received: list[Envelope] = []
        self.connections = 0
        self.commands: list[str] = []
        self._tls = tls
        self._starttls = starttls
        self._login = login
        self._options = options
        self._socket = socket.create_server(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._serving = threading.Event()

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what was taken."""
        return [message_id(envelope.content) for envelope in self.received]

    def __enter__(self) -> Self:
        self._thread.start()
        self._serving.wait()  # a loop that is stopped before it serves leaves its sockets open
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(self._protocol, sock=self._socket, ssl=self._tls)
        )
        self._loop.call_soon(self._serving.set)
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def _protocol(self) -> SMTP:
        self.connections += 1
        options: dict[str, Any] = {"hostname": "mail.example.org", "loop": self._loop, "ident": "test"}
        if self._starttls is not None:
            options |= {"tls_context": self._starttls, "require_starttls": True}
        if self._login is not None:
            # aiosmtpd does not count a connection that is protected from its first byte.
            options |= {
                "auth_required": True,
                "authenticator": self._authenticate,
                "auth_require_tls": self._tls is None,
            }
        return _Protocol(self, options | self._options)

    def _authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        user, password = self._login or ("", "")
        right = given.login == user.encode() and given.password == password.encode()
        # A server that repeats what it was told, as some do.
        said = f"535 5.7.8 no such password: {given.password.decode()}, {b64encode(given.password).decode()}"
        return AuthResult(success=right, handled=right, message=None if right else said)


class _Protocol(SMTP):
    """One connection."""

    def __init__(self, owner: MailServer, options: dict[str, Any]) -> None:
        super().__init__(self, **options)
        self.owner = owner

    async def _wrong(self, stage: str, text: str) -> str | None:
        said = self.owner.fault(stage, text)
        if said == CUT:
            self.transport.abort()
            raise ConnectionResetError
        if said == HANG:
            await asyncio.sleep(3600)
        return said

    async def _handle_client(self) -> None:
        said = await self._wrong("CONNECT", "")
        if said:
            await self.push(said)
            self.transport.close()
            return
        await super()._handle_client()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - the interface of aiosmtpd
        if self.owner.fault("BODY", "") == CUT:
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            raise ConnectionResetError
        await super().smtp_DATA(arg)

    async def handle_MAIL(  # noqa: N802 - likewise
        self, _server: Any, _session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = await self._wrong("MAIL", address)
        if said:
            return said
        self.owner.commands.append(" ".join(("MAIL", address, *options)))
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 ok"

    async def handle_RCPT(  # noqa: N802 - likewise
        self, _server: Any, _session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = await self._wrong("RCPT", address)
        if said:
            return said
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 ok"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - likewise
        said = self.owner.fault("END", message_id(envelope.content))
        if said in (None, STORE_AND_CUT):
            self.owner.received.append(envelope)
        if said in (CUT, STORE_AND_CUT):
            self.transport.abort()
            raise ConnectionResetError
        if said == HANG:
            await asyncio.sleep(3600)
        return said or "250 ok"


def message_id(content: bytes | str | None) -> str:
    """Return the Message-ID of a mail."""
    data = content.encode() if isinstance(content, str) else content or b""
    found = re.search(rb"^message-id:\s*(\S+)", data, re.IGNORECASE | re.MULTILINE)
    return found[1].decode() if found else ""
