"""``[policy]`` and the keys of it that a task may have, from TOML."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from dutrack.dates.counting import Period, Roll, Unit
from dutrack.deadline import DeadlineError, parse, parse_period
from dutrack.deadline.readings import Recurring
from dutrack.i18n import msg
from dutrack.problems import Code
from dutrack.schedule.policy import PolicyEntry
from dutrack.toml.places import show_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dutrack.toml import KeyPath, Table

_ROLLS = {roll.value: roll for roll in Roll}
_BEFORE = {"strict": False, "inclusive": True}


def read_period(table: Table, name: str) -> Period | None:
    """Return a period such as "30 ngày"."""
    text = table.verbatim(name)
    return None if text is None else _period(table, (*table.key, name), text)


def read_policy(table: Table) -> PolicyEntry:
    """Return the policy keys a table has; one that is wrong is left out, so that what stands behind it holds."""
    return PolicyEntry(**dict(_values(table)))


def _values(table: Table) -> Iterator[tuple[str, Any]]:
    for name, read in () if _READERS.keys().isdisjoint(table.data) else _READERS.items():
        if name in table:
            value = read(table, name)
            if value is not None:
                yield ("before_inclusive" if name == "before" else name), value


def _periods(table: Table, name: str) -> tuple[Period, ...] | None:
    entries = table.entries(name)
    if not isinstance(table.data[name], list | str):
        return None
    return tuple(period for key, text in entries if (period := _moment(table, key, text)))


def _moment(table: Table, key: KeyPath, text: str) -> Period | None:
    """Read a point of the reminder ladder: a period, or "0 ngày" for the due day itself, which is no period."""
    if unicodedata.normalize("NFC", text).casefold() in ("0 ngày", "00 ngày"):
        return Period(0, Unit.DAY)
    return _period(table, key, text)


def _period(table: Table, key: KeyPath, text: str) -> Period | None:
    try:
        return parse_period(text)
    except DeadlineError:
        message = msg("{key} must be a period such as “30 ngày” or “10 ngày làm việc”.", key=show_key(key))
        table.report.add(Code.WRONG_VALUE, message, key)
        return None


def _series(table: Table, name: str) -> str | None:
    """Read how often something comes back: a deadline text that is a series, such as "hằng quý"."""
    text = table.text(name)
    if text is None:
        return None
    try:
        series = all(isinstance(part, Recurring) for part in parse(text).parts)
    except DeadlineError:
        series = False
    if not series:
        table.wrong(name, msg("{text} does not say how often: every quarter, every year …", text=text))
        return None
    return text


_READERS: dict[str, Callable[[Table, str], object]] = {
    "after_event": read_period,
    "named": lambda table, name: table.choice(name, _ROLLS),
    "counted": lambda table, name: table.choice(name, _ROLLS),
    "before": lambda table, name: table.choice(name, _BEFORE),
    "series_from": lambda table, name: table.day(name),
    "remind": _periods,
    "remind_overdue": _periods,
    "remind_with": lambda table, name: table.flag(name),
    "monitor_after": read_period,
    "leader_after": read_period,
    "review": _series,
}
