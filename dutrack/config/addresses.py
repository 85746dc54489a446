"""Mail addresses as people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.i18n import msg
from dutrack.problems import Code

if TYPE_CHECKING:
    from dutrack.toml import KeyPath, Table

# Deliberately wide: the server knows which addresses it takes. What could break a header is never let in.
_BARE = r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+"
_ADDRESS = re.compile(rf"{_BARE}|[^<>\x00-\x1f@]*<{_BARE}>")


def read_address(table: Table, name: str) -> str | None:
    """Return an address such as "vptu@example.org" or "Văn phòng <vptu@example.org>"."""
    text = table.text(name)
    return text if text and _is_address(table, (*table.key, name), text) else None


def read_addresses(table: Table, name: str) -> tuple[str, ...]:
    """Return a list of addresses; a single one is a list of one."""
    return tuple(text for key, text in table.entries(name) if _is_address(table, key, text))


def _is_address(table: Table, key: KeyPath, text: str) -> bool:
    if _ADDRESS.fullmatch(text):
        return True
    table.report.add(Code.WRONG_VALUE, msg("{text} is not a mail address.", text=text), key)
    return False
