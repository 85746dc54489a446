"""The key of a record: the moment of recording, which orders the records."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_KEY = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{6})Z-[0-9A-Za-z]+", re.ASCII)


def is_key(text: str) -> bool:
    """Tell whether a text is a record key: ``20230328T011200.123456Z-k3f9``. Keys sort as the moments do."""
    try:
        recorded_at(text)
    except ValueError:
        return False
    return True


def recorded_at(key: str) -> datetime:
    """Return the moment a record was made, in UTC. Raises ValueError for what is no key."""
    found = _KEY.fullmatch(key)
    if found is None:
        raise ValueError(key)
    year, month, day, hour, minute, second, micro = map(int, found.groups())
    return datetime(year, month, day, hour, minute, second, micro, UTC)


def local_day(key: str, timezone: str) -> date:
    """Return the day on which a record was made in a time zone (an IANA name)."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - heavy, and needed for few records

    return recorded_at(key).astimezone(ZoneInfo(timezone)).date()
