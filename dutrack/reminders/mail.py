"""From a digest to the mail that carries it (RFC 5322, RFC 3834)."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.config.addresses import split_address
from dutrack.i18n import msg
from dutrack.reminders.contracts import Mail
from dutrack.reminders.headers import POLICY
from dutrack.views.digest import clip

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from dutrack.reminders.contracts import Reader

CALENDAR_NAME = "dutrack.ics"
DEFAULT_SENDER = "dutrack <dutrack@localhost>"


class BadAddressError(Exception):
    """An address to which no mail can be sent."""

    def __init__(self, address: str) -> None:
        self.message = msg("{address} is no address that mail can be sent to.", address=clip(address))
        super().__init__(self.message)


class Letter(Struct, frozen=True):
    """What a mail says and to whom: addresses as in the settings, the first of ``to`` in To, ``cc`` in Cc.

    ``calendar`` is a whole calendar (RFC 5545), to be attached.
    """

    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str | None = None
    cc: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    calendar: bytes | None = None
    language: str = "vi"


def message_id(workspace: str, reader: Reader, day: date, sender: str) -> str:
    """Return the Message-ID of a reader's digest of a day: the same whenever it is made."""
    return _id("digest", workspace, reader.body, str(reader.leader), day.isoformat(), sender=sender)


def thread_id(workspace: str, reader: Reader, sender: str) -> str:
    """Return the id to which all digests of a reader refer, so that they stand together."""
    return _id("thread", workspace, reader.body, str(reader.leader), sender=sender)


def _id(*parts: str, sender: str) -> str:
    name = sha256("\0".join(parts).encode()).hexdigest()[:40]
    return f"<{name}@{parse(sender).domain}>"


def compose(letter: Letter, id_: str, thread: str, now: datetime) -> Mail:
    """Return the mail; ``now`` is aware and gives the Date with its time zone. Raises BadAddressError."""
    sender, to, cc = parse(letter.sender), tuple(map(parse, letter.to)), tuple(map(parse, letter.cc))
    message = EmailMessage(policy=POLICY)
    message["From"] = sender
    message["To"] = to
    if cc:
        message["Cc"] = cc
    if letter.reply_to:
        message["Reply-To"] = tuple(map(parse, letter.reply_to))
    message["Subject"] = letter.subject
    message["Date"] = now
    message["Message-ID"] = id_
    message["In-Reply-To"] = thread
    message["References"] = thread
    # RFC 3834: nobody's holiday notice answers this. The second is for Exchange.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    _fill(message, letter, id_)
    message["Content-Language"] = letter.language  # after the content, which takes away what is said of another
    recipients = dict.fromkeys(address.addr_spec for address in (*to, *cc))
    return Mail(id_, sender.addr_spec, tuple(recipients), message)


def _fill(message: EmailMessage, letter: Letter, id_: str) -> None:
    """Put the text, the page and the calendar into a mail: the first two as one to choose from (RFC 2046 section 5.1).

    Sent again, the mail is the same to the byte.
    """
    message.set_content(letter.text, cte="base64")
    if letter.html is not None:
        message.make_alternative(boundary=_boundary(id_))
        message.add_alternative(letter.html, subtype="html", cte="base64")
    if letter.calendar is not None:
        message.make_mixed(boundary=_boundary(id_, "mixed"))
        message.add_attachment(
            letter.calendar,
            maintype="text",
            subtype="calendar",
            cte="base64",
            filename=CALENDAR_NAME,
            params={"charset": "utf-8"},
        )


def _boundary(*parts: str) -> str:
    """Return a line that ends a part; no line of base64 begins so."""
    return f"=_{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"


def parse(text: str) -> Address:
    """Return an address such as "vptu@example.org" or "Văn phòng <vptu@example.org>". Raises BadAddressError."""
    found = split_address(text)
    if found is None:
        raise BadAddressError(text)
    name, user, domain = found
    return Address(clip(name), user, domain)


def addresses(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return those that mail can be sent to, each once."""
    good: dict[str, None] = {}
    for text in texts:
        if text is not None:
            try:
                parse(text)
            except BadAddressError:
                continue
            good[text] = None
    return tuple(good)
