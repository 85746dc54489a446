"""Mail addresses as people write them: "vptu@example.org" or "Văn phòng <vptu@example.org>"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.i18n import msg
from dutrack.problems import Code

if TYPE_CHECKING:
    from dutrack.toml import KeyPath, Table

_USER = re.compile(r"[!#-'*+/0-9=?A-Z^-~-]+(?:\.[!#-'*+/0-9=?A-Z^-~-]+)*")
"""A dot-atom (RFC 5322 section 3.4.1)."""
_DOMAIN = re.compile(r"(?=.{1,253}\Z)[\w-]{1,63}(?:\.[\w-]{1,63})*", re.ASCII)
_NAME = re.compile(r"[^<>@\x00-\x1f]*")


def split_address(text: str) -> tuple[str, str, str] | None:
    """Return the name, "" without one, the part before the @ and the domain in ASCII; None for what is no address.

    Letters beyond ASCII may stand in the name and the domain (RFC 5890). Before the @ few servers take them, and they
    mostly are a slip: ``an.lão@…``.
    """
    name, bracket, rest = text.rpartition("<")
    bare = rest.removesuffix(">") if bracket else text
    user, _, domain = bare.rpartition("@")
    if bracket and not rest.endswith(">"):
        return None
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except (UnicodeError, IndexError):
            return None
    if not (_USER.fullmatch(user) and _DOMAIN.fullmatch(domain)):
        return None
    return name.strip(' "'), user, domain


def read_address(table: Table, name: str) -> str | None:
    """Return an address as it is written; one that is none is reported and left out."""
    text = table.text(name)
    return text if text and _is_address(table, (*table.key, name), text) else None


def read_addresses(table: Table, name: str) -> tuple[str, ...]:
    """Return a list of addresses; a single one is a list of one."""
    return tuple(text for key, text in table.entries(name) if _is_address(table, key, text))


def _is_address(table: Table, key: KeyPath, text: str) -> bool:
    found = split_address(text)
    if found is not None and _NAME.fullmatch(found[0]):
        return True
    user = text.rpartition("<")[2].rpartition("@")[0]
    hint = None if user.isascii() else msg("Before the @ there may be letters without accents only.")
    table.report.add(Code.WRONG_VALUE, msg("{text} is not a mail address.", text=text), key, hint=hint)
    return False
