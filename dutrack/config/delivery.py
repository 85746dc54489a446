"""``[mail]`` and ``[outbox]`` from TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.config.addresses import read_address
from dutrack.config.model import Mail, Outbox, Security, Transport
from dutrack.i18n import msg
from dutrack.problems import Code
from dutrack.toml import Target

if TYPE_CHECKING:
    from dutrack.toml import Table

REFUSED = "password"
"""A key of ``[mail]`` that is known only to be refused."""

_PASSWORDS = ("password_env", "password_file", "password_keyring")
_MOST_DIGESTS = 1_000_000


def read_mail(table: Table) -> Mail:
    """Return the settings for mail; what is wrong falls back to its default."""
    default = Mail()
    mail = Mail(
        transport=table.choice("transport", {word.value: word for word in Transport}) or default.transport,
        path=table.text("path") or default.path,
        host=table.text("host"),
        port=table.number("port", 1, 65535),
        security=table.choice("security", {word.value: word for word in Security}) or default.security,
        ca_file=table.text("ca_file"),
        username=table.text("username"),
        password_env=table.text("password_env"),
        password_file=table.text("password_file"),
        password_keyring=table.text("password_keyring"),
        program=table.texts("program") or default.program,
        per_minute=table.number("per_minute", 1, _MOST_DIGESTS),
        sender=read_address(table, "from"),
        operator=read_address(table, "operator"),
        limit=table.number("max", 1, _MOST_DIGESTS) or default.limit,
        calendar=table.flag("calendar") or False,
    )
    if mail.transport is Transport.SMTP:
        table.require("host")
    if mail.transport is not Transport.MAILDIR:
        table.require("from")
    _check_password(table)
    return mail


def _check_password(table: Table) -> None:
    if REFUSED in table:
        table.report.add(
            Code.LITERAL_PASSWORD,
            msg("A password may not stand in the file."),
            (*table.key, REFUSED),
            Target.KEY,
            hint=msg(
                "Name an environment variable as password_env, or a file as password_file, and change the password."
            ),
        )
    named = [name for name in _PASSWORDS if name in table]
    for name in named[1:]:
        table.no_effect(name, msg("{key} has no effect beside {other}.", key=table.path(name), other=named[0]))
    if "username" in table and not named and REFUSED not in table:
        table.missing("password_env", msg("Name where the password of username comes from."))


def read_outbox(table: Table) -> Outbox:
    """Return where sent mail is noted; the URL is one of SQLAlchemy's, for SQLite or PostgreSQL."""
    url = table.text("url") or Outbox().url
    scheme = url.partition("://")[0].partition("+")[0]
    if scheme not in ("sqlite", "postgresql"):
        message = msg("{key} must begin with sqlite:/// or postgresql+psycopg://.", key=table.path("url"))
        table.wrong("url", message)
        url = Outbox().url
    if scheme == "postgresql":
        table.require("workspace")
    return Outbox(url, table.text("workspace"))
