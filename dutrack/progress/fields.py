"""From the fields of a line to a record of its kind."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import NODEFAULT

from dutrack.i18n import msg
from dutrack.problems import Code
from dutrack.progress.keys import is_key, local_day
from dutrack.progress.records import KINDS, Extended, Kind, Record, Skipped
from dutrack.toml import Table, Target, meant

if TYPE_CHECKING:
    from dutrack.problems import Place
    from dutrack.toml import Report


def make_record(key: str, values: dict[str, Any], report: Report, place: Place, timezone: str) -> Record | None:
    """Return the record of a line, or None where what it cannot do without is missing or wrong."""
    kind = _kind(key, values, report)
    if kind is None:
        return None
    known, required = _fields(kind.kind)
    table = Table(values, (key,), report, ("kind", *known))
    table.require(*required)
    found: dict[str, Any] = {
        name: value for name in values if name in known and (value := _read(table, name)) is not None
    }
    # A wrong unit would make the record hold for the whole task, a wrong day for another.
    if any(name not in found for name in (*required, *(name for name in ("unit", "on") if name in table))):
        return None
    if kind in (Skipped, Extended) and "reason" not in found:
        report.add(Code.RECORD_WITHOUT_REASON, msg("The record has no reason."), (key,))
    if "on" not in found:
        found["on"] = local_day(key, timezone)
    return kind(key=key, place=place, **found)


def _kind(key: str, values: dict[str, Any], report: Report) -> type[Record] | None:
    word = values.get("kind")
    if word is None:
        report.add(Code.MISSING_KEY, msg("{key} is missing.", key="kind"), (key, "kind"), Target.HEADER)
        return None
    kind = KINDS.get(word) if isinstance(word, str) else None
    if kind is None:
        message = msg("{kind} is no kind of record.", kind=str(word))
        report.add(Code.BROKEN_RECORD, message, (key, "kind"), **meant(str(word), KINDS))
    return kind


@cache
def _fields(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names a kind's line may have, and those it must have."""
    record = KINDS[kind]
    named = tuple(name for name in record.__struct_fields__ if name not in ("key", "place"))
    # The defaults belong to the last fields.
    optional = dict(zip(reversed(record.__struct_fields__), reversed(record.__struct_defaults__), strict=False))
    required = tuple(name for name in named if optional.get(name, NODEFAULT) is NODEFAULT and name != "on")
    return named, required + (("note",) if kind is Kind.NOTE else ())


def _read(table: Table, name: str) -> str | date | None:
    if name == "on":
        return table.day(name)
    if name == "to":
        value = table.data[name]
        return f"đến ngày {value.day}/{value.month}/{value.year}" if type(value) is date else table.text(name)
    text = table.text(name)
    if name == "record" and text and not is_key(text):
        table.wrong(name, msg("{key} is not the key of a record.", key=text))
        return None
    return text
