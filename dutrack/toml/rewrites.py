"""How a value of the wrong kind is rewritten: from the characters that stand there to those that should."""

from __future__ import annotations

import re
from datetime import date

from dutrack.toml.changes import is_plain

_FLAGS = {"true": "true", "có": "true", "yes": "true", "false": "false", "không": "false", "no": "false"}
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def as_text(literal: str) -> str | None:
    """Put a number, a day or a bare word between quotes, exactly as it stands."""
    return f'"{literal}"' if is_plain(literal) else None


def as_day(literal: str) -> str | None:
    """Write a day as TOML does, from a text or from 31/3/2023, day first as all of Vietnam writes."""
    text = literal.strip("\"'").strip()
    if found := _DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _WRITTEN_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def as_flag(literal: str) -> str | None:
    """Write true or false without quotes."""
    return _FLAGS.get(literal.strip("\"'").strip().lower())


def as_number(literal: str) -> str | None:
    """Write a whole number without quotes."""
    text = literal.strip("\"'").strip()
    return text if re.fullmatch(r"0|[1-9][0-9]{0,8}", text) else None


def without_time(literal: str) -> str | None:
    """Leave the time of a day out."""
    return literal[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d[Tt ].*", literal) else None


def as_entry(header: str) -> str | None:
    """Write the header of a table as that of an entry of a list."""
    return f"[{header}]"


def as_table(header: str) -> str | None:
    """Write the header of an entry of a list as that of a table."""
    return header[1:-1]
