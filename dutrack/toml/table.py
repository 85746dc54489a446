"""Typed access to a table: the value where it is right, a finding and None where it is not."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

from dutrack.i18n import Message, msg
from dutrack.problems import Code
from dutrack.toml.changes import Change
from dutrack.toml.nearest import meant
from dutrack.toml.places import Target, show_key
from dutrack.toml.rewrites import as_day, as_entry, as_flag, as_number, as_table, as_text, without_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from dutrack.problems import KeyPath
    from dutrack.toml.report import Report

T = TypeVar("T")

_TEXT = msg("text")
_DAY = msg("a day")
_FLAG = msg("true or false")
_NUMBER = msg("a whole number")
_TABLE = msg("a table")

_ID = re.compile(r"\w[\w.-]*")


class Table:
    """One table of a file, at ``key``, that knows the keys it may have; unknown ones are reported at once."""

    __slots__ = ("data", "key", "report")

    def __init__(self, data: dict[str, Any], key: KeyPath, report: Report, known: Collection[str]) -> None:
        """Take a table as tomli gave it."""
        self.data = data
        self.key = key
        self.report = report
        for name in data:
            if name not in known:
                self._unknown(name, known)

    def __contains__(self, name: str) -> bool:
        return name in self.data

    # --- single values: None where the key is absent or, reported, of the wrong kind ---

    def text(self, name: str) -> str | None:
        """Return a text, white space folded to single spaces; an empty one is a mistake."""
        value = self._of_type(name, str, _TEXT)
        if value is not None:
            value = " ".join(value.split())
            if not value:
                self.wrong(name, msg("{key} is empty.", key=self.path(name)))
        return value or None

    def verbatim(self, name: str) -> str | None:
        """Return a text exactly as it is written, also an empty one."""
        return self._of_type(name, str, _TEXT)

    def day(self, name: str) -> date | None:
        """Return a local calendar day."""
        return self._of_type(name, date, _DAY)

    def flag(self, name: str) -> bool | None:
        """Return true or false."""
        return self._of_type(name, bool, _FLAG)

    def number(self, name: str, low: int, high: int) -> int | None:
        """Return a whole number between two bounds, both inclusive."""
        value = self._of_type(name, int, _NUMBER)
        if value is not None and not low <= value <= high:
            self.wrong(name, msg("{key} must be from {low} to {high}.", key=self.path(name), low=low, high=high))
            return None
        return value

    def choice(self, name: str, choices: Mapping[str, T]) -> T | None:
        """Return what one of a few words stands for."""
        value = self._of_type(name, str, _TEXT)
        if value is None or value in choices:
            return None if value is None else choices[value]
        words = ", ".join(choices)
        message = msg("{key} must be one of: {choices}.", key=self.path(name), choices=words)
        self.report.add(Code.WRONG_VALUE, message, (*self.key, name), **meant(value, choices, closed=True))
        return None

    def id(self, name: str) -> str | None:
        """Return an id: letters, digits, . - _, the first a letter, a digit or _. Reports a missing one."""
        value = self.data.get(name)
        if type(value) is str and _ID.fullmatch(value):
            return value
        if name not in self.data:
            self.missing(name)
        elif type(value) is str:
            self.report.add(
                Code.BAD_ID,
                msg("{key} may have letters, digits and . - _ only.", key=self.path(name)),
                (*self.key, name),
            )
        else:
            self._of_type(name, str, _TEXT)
        return None

    # --- several values ---

    def entries(self, name: str) -> tuple[tuple[KeyPath, str], ...]:
        """Return the texts of a list with their key paths, white space folded; a single text is a list of one.

        Empty entries say nothing and are left out, entries of another kind are reported and left out.
        """
        value = self.data.get(name)
        found = [((*self.key, name), value)] if type(value) is str else self._list(name, str, _TEXT)
        return tuple((key, " ".join(text.split())) for key, text in found if text.strip())

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list, as ``entries`` does."""
        return tuple(text for _, text in self.entries(name)) if name in self.data else ()

    def days(self, name: str) -> tuple[date, ...]:
        """Return a list of days; a single day is a list of one."""
        value = self.data.get(name)
        if type(value) is date:
            return (value,)
        return tuple(day for _, day in self._list(name, date, _DAY))

    def tables(self, name: str, known: Collection[str]) -> Iterator[Table]:
        """Yield the entries of ``[[name]]``; a single ``[name]`` is a mistake but read as one entry."""
        value = self.data.get(name, [])
        if type(value) is dict:
            message = msg("{key} must be a list of tables.", key=self.path(name))
            hint, change = msg("Write [[{name}]].", name=name), Change(as_entry, safe=True)
            self.wrong(name, message, hint, Target.HEADER, change)
            yield Table(value, (*self.key, name), self.report, known)
        elif type(value) is list:
            for index, entry in enumerate(value):
                key = (*self.key, name, index)
                if type(entry) is dict:
                    yield Table(entry, key, self.report, known)
                else:
                    self._wrong_type(key, entry, _TABLE)
        else:
            self._wrong_type((*self.key, name), value, msg("a list of tables"))

    def table(self, name: str, known: Collection[str] | None = None) -> Table | None:
        """Return the table ``[name]``; with ``known`` None it may have any key. Of a list the first entry is read."""
        key: KeyPath = (*self.key, name)
        value = self.data.get(name)
        if type(value) is list and value and type(value[0]) is dict:
            message = msg("{key} must be one table, not a list of them.", key=self.path(name))
            hint, change = msg("Write [{name}].", name=show_key(key)), Change(as_table, safe=True)
            self.wrong(name, message, hint, Target.HEADER, change if len(value) == 1 else None)
            key, value = (*key, 0), value[0]
        if type(value) is dict:
            return Table(value, key, self.report, value if known is None else known)
        if name in self.data:
            self._wrong_type(key, value, _TABLE)
        return None

    def named_tables(self, name: str, known: Collection[str]) -> Iterator[tuple[str, Table]]:
        """Yield the tables ``[name.ID]`` with their ids; one whose id has other characters is left out."""
        outer = self.table(name)
        for id_ in outer.data if outer else ():
            if outer and not _ID.fullmatch(id_):
                message = msg("{key} may have letters, digits and . - _ only.", key=outer.path(id_))
                self.report.add(Code.BAD_ID, message, (*outer.key, id_), Target.HEADER)
            elif outer and (inner := outer.table(id_, known)):
                yield id_, inner

    def reasons(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the pairs of a table from texts to texts, such as codes and why they are silenced."""
        inner = self.table(name)
        pairs = ((key, inner.text(key)) for key in inner.data) if inner else ()
        return tuple((key, value) for key, value in pairs if value)

    # --- findings ---

    def path(self, name: str) -> str:
        """Write the key path of one of the table's keys for people."""
        return show_key((*self.key, name))

    def wrong(
        self,
        name: str,
        message: Message,
        hint: Message | None = None,
        target: Target = Target.VALUE,
        change: Change | None = None,
    ) -> None:
        """Report a wrong value of a key."""
        self.report.add(Code.WRONG_VALUE, message, (*self.key, name), target, hint=hint, change=change)

    def missing(self, name: str, hint: Message | None = None) -> None:
        """Report that a required key is absent."""
        message = msg("{key} is missing.", key=self.path(name))
        self.report.add(Code.MISSING_KEY, message, (*self.key, name), Target.HEADER, hint=hint)

    def require(self, *names: str) -> None:
        """Report each of these keys that is absent."""
        for name in names:
            if name not in self.data:
                self.missing(name)

    def no_effect(self, name: str, message: Message, hint: Message | None = None) -> None:
        """Report a key that does nothing where it stands."""
        self.report.add(Code.NO_EFFECT, message, (*self.key, name), Target.KEY, hint=hint)

    def ordered(self, start: str, end: str) -> bool:
        """Tell whether two days of the table, as far as both are there, are in order; reports it if they are not."""
        first, last = self.data.get(start), self.data.get(end)
        if type(first) is not date or type(last) is not date or first <= last:
            return True
        message = msg("{end} is before {start}.", end=self.path(end), start=self.path(start))
        self.report.add(Code.REVERSED_DAYS, message, (*self.key, end))
        return False

    def _of_type(self, name: str, kind: type[T], wanted: Message) -> T | None:
        value = self.data.get(name)
        # "is": to Python a bool is a number and a day with a time is a day.
        if type(value) is kind:
            return value
        if name in self.data:
            self._wrong_type((*self.key, name), value, wanted)
        return None

    def _list(self, name: str, kind: type[T], wanted: Message) -> list[tuple[KeyPath, T]]:
        value = self.data.get(name, [])
        if type(value) is not list:
            self._wrong_type((*self.key, name), value, msg("{wanted} or a list of them", wanted=wanted))
            return []
        found: list[tuple[KeyPath, T]] = []
        for index, entry in enumerate(value):
            key = (*self.key, name, index)
            if type(entry) is kind:
                found.append((key, entry))
            else:
                self._wrong_type(key, entry, wanted)
        return found

    def _wrong_type(self, key: KeyPath, value: object, wanted: Message) -> None:
        message = msg("{key} must be {wanted}, not {found}.", key=show_key(key), wanted=wanted, found=_kind(value))
        hint, change = _retype(value, wanted)
        self.report.add(Code.WRONG_VALUE, message, key, hint=hint, change=change)

    def _unknown(self, name: str, known: Collection[str]) -> None:
        message = msg("{key} is not a known key.", key=self.path(name))
        many = _are_tables(self.data[name])
        free = [key for key in known if key not in self.data or (many and _are_tables(self.data[key]))]
        self.report.add(
            Code.UNKNOWN_KEY, message, (*self.key, name), Target.KEY, **meant(name, free, quoted=False, closed=True)
        )


def _are_tables(value: object) -> bool:
    """Tell whether a value is a list of tables: of that, unlike of a key, there may be more."""
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _kind(value: object) -> Message:
    for kind, name in (
        (bool, _FLAG),
        (str, _TEXT),
        (int, _NUMBER),
        (float, msg("a decimal number")),
        (datetime, msg("a day with a time")),
        (date, _DAY),
        (time, msg("a time of day")),
        (list, msg("a list")),
    ):
        if isinstance(value, kind):
            return name
    return _TABLE


def _retype(value: object, wanted: Message) -> tuple[Message | None, Change | None]:
    """Return how to write a value of the wrong kind, where the change is a small one."""
    if wanted is _DAY:
        change = Change(without_time) if isinstance(value, datetime) else Change(as_day, safe=True)
        return msg("A day is written 2023-02-20, without quotes."), change
    if wanted is _TEXT and isinstance(value, int | float | date | time):
        return msg('Text stands between quotes: "…".'), Change(as_text, safe=True)
    if wanted is _FLAG:
        return msg("Write true or false, without quotes."), Change(as_flag, safe=True)
    return None, Change(as_number, safe=True) if wanted is _NUMBER else None
