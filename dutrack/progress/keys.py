"""The key of a record: the moment of recording, which orders the records."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from threading import Lock

_TAIL = "abcdefghijkmnpqrstuvwxyz23456789"
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


class KeyMaker:
    """Makes keys, each later than the one before it, whatever the clock does."""

    def __init__(self) -> None:
        self._last = datetime.min.replace(tzinfo=UTC)
        self._lock = Lock()

    def make(self, now: datetime, after: str | None = None) -> str:
        """Return the key of a record made at ``now`` (aware); it is later than the key ``after``, if one is given.

        Of two records about one thing the later key holds: a clock that lags must not make the newer one the older.
        """
        with self._lock:
            moments = [now.astimezone(UTC), self._last + timedelta(microseconds=1)]
            if after is not None:
                moments.append(recorded_at(after) + timedelta(microseconds=1))
            self._last = max(moments)
            import secrets  # noqa: PLC0415 - heavy, and only who records needs it

            tail = "".join(secrets.choice(_TAIL) for _ in range(4))
            return f"{self._last:%Y%m%dT%H%M%S.%fZ}-{tail}"


make_key = KeyMaker().make
"""The maker of this process."""
