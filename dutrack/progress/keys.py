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


_STEP = timedelta(microseconds=1)


def follows(key: str, other: str) -> bool:
    """Tell whether one append wrote ``other`` and right after it ``key``."""
    return recorded_at(key) - recorded_at(other) == _STEP


class KeyMaker:
    """Makes keys, each later than the one before it, whatever the clock does."""

    def __init__(self) -> None:
        self._last = datetime.min.replace(tzinfo=UTC)
        self._lock = Lock()

    def make(self, now: datetime, count: int, after: str | None = None) -> tuple[str, ...]:
        """Return the keys of what one append writes at ``now`` (aware), all later than the key ``after``.

        Of two records about one thing the later key holds: a clock that lags must not make the newer one the older.
        They are a microsecond apart, and further from those of any other append: that tells what belongs together.
        """
        with self._lock:
            before = [self._last] if after is None else [self._last, recorded_at(after)]
            first = max(now.astimezone(UTC), max(before) + 2 * _STEP)
            self._last = first + (count - 1) * _STEP
        import secrets  # noqa: PLC0415 - heavy, and only who records needs it

        tails = ("".join(secrets.choice(_TAIL) for _ in range(4)) for _ in range(count))
        return tuple(f"{first + place * _STEP:%Y%m%dT%H%M%S.%fZ}-{tail}" for place, tail in enumerate(tails))


make_keys = KeyMaker().make
"""The maker of this process."""
