"""The settings of a workspace as frozen values; the defaults are those of a workspace without dutrack.toml."""

from __future__ import annotations

from datetime import date, time  # noqa: TC003 - msgspec reads the annotations
from enum import StrEnum

from msgspec import Struct, field

from dutrack.config.bodies import Directory
from dutrack.i18n import DEFAULT_LANGUAGE
from dutrack.schedule.policy import PolicyEntry  # noqa: TC001 - likewise

DEFAULT_TIMEZONE = "Asia/Ho_Chi_Minh"
SENDING = ("mail", "outbox")
"""The tables that say how mail leaves and where it is noted."""


class Transport(StrEnum):
    """How mail leaves."""

    MAILDIR = "maildir"
    SMTP = "smtp"
    SENDMAIL = "sendmail"


class Security(StrEnum):
    """How a connection to an SMTP server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class IssuerForm(StrEnum):
    """The rules a letter's form follows: the Party's (36-HD/VPTW) or the State's (Nghị định 30/2020/NĐ-CP)."""

    PARTY = "36-HD/VPTW"
    STATE = "30/2020/NĐ-CP"


VERBS = ("giao", "yêu cầu", "đề nghị", "kính đề nghị")
"""How an issuer turns to a body: one below it, one that it has tasked, one beside or above it."""


class Mail(Struct, frozen=True):
    """``[mail]``. Paths are as written, relative to the workspace. ``sender`` is the key ``from``.

    ``limit`` is the key ``max``: more digests at once are refused. ``calendar``: a digest brings its due days as a
    calendar. At most one of ``password_env``, ``password_file``
    and ``password_keyring`` (the name of a service in the system's keyring) is set; a password itself is never held
    here. ``program`` is the path and arguments for ``sendmail``; ``per_minute`` is how many mails a server takes.
    """

    transport: Transport = Transport.MAILDIR
    path: str = ".dutrack/mail"
    host: str | None = None
    port: int | None = None
    security: Security = Security.STARTTLS
    ca_file: str | None = None
    username: str | None = None
    password_env: str | None = None
    password_file: str | None = None
    password_keyring: str | None = None
    program: tuple[str, ...] = ("/usr/sbin/sendmail", "-i")
    per_minute: int | None = None
    sender: str | None = None
    operator: str | None = None
    limit: int = 200
    calendar: bool = False

    @property
    def smtp_port(self) -> int:
        """The port as set, else the usual one: 25 open, 587 with STARTTLS (RFC 6409), 465 with TLS (RFC 8314)."""
        usual = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}
        return self.port or usual[self.security]


class Outbox(Struct, frozen=True):
    """``[outbox]``: an SQLAlchemy URL as written; ``workspace`` is the name that is the same on every machine."""

    url: str = "sqlite:///.dutrack/outbox.db"
    workspace: str | None = None


class Issuer(Struct, frozen=True):
    """``[issuers.ID]``: who signs letters and reports.

    ``superior`` stands above its name, ``symbol`` and ``unit`` in the number ("UBND", "NC"), ``authority`` above the
    title of who signs ("TL. CHỦ TỊCH"). ``recipients`` get a copy of every document. ``verbs`` are pairs of a pattern
    of ids of bodies and one of VERBS, with which it turns to them; the first pattern that fits holds.
    """

    id: str
    name: str
    form: IssuerForm = IssuerForm.PARTY
    place: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    superior: str | None = None
    symbol: str | None = None
    unit: str | None = None
    authority: str | None = None
    recipients: tuple[str, ...] = ()
    verbs: tuple[tuple[str, str], ...] = ()


class Config(Struct, frozen=True):
    """All of dutrack.toml. ``timezone`` is an IANA name; ``schedule_at`` are local times of day, in order.

    ``policy`` are the entries in the order of the file, each with its ``start``. ``off`` and ``work`` are single days
    over the built-in calendar, in order. ``unsound`` names the tables of SENDING that have errors, both where
    the file as a whole cannot be read: nothing may be sent by settings that are not what somebody wrote.
    """

    language: str = DEFAULT_LANGUAGE
    timezone: str = DEFAULT_TIMEZONE
    policy: tuple[PolicyEntry, ...] = ()
    off: tuple[date, ...] = ()
    work: tuple[date, ...] = ()
    schedule_at: tuple[time, ...] = ()
    git_commit: bool = False
    mail: Mail = field(default_factory=Mail)
    outbox: Outbox = field(default_factory=Outbox)
    issuers: tuple[Issuer, ...] = ()
    directory: Directory = field(default_factory=Directory)
    unsound: tuple[str, ...] = ()
