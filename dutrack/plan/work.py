"""What tasks and sections both say: who does the work and by when; and what a task takes from its sections."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.i18n import msg
from dutrack.plan.policy import read_period
from dutrack.toml import Change
from dutrack.toml.rewrites import without_time

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from dutrack.dates.counting import Period
    from dutrack.toml import KeyPath, Table


class Work(Struct, frozen=True):
    """What one table says; ``says`` are the keys it has, a value of the wrong kind included.

    ``awaits`` are the awaited ids, each with its key path.
    """

    says: Collection[str]
    owners: tuple[str, ...]
    helpers: tuple[str, ...]
    deadline: str | None
    deadline_key: KeyPath | None
    awaits: tuple[tuple[KeyPath, str], ...]
    within: Period | None


def read_work(table: Table) -> Work:
    """Read the shared keys of a task or a section."""
    return Work(
        says=table.data.keys(),
        owners=table.texts("owner"),
        helpers=table.texts("with"),
        deadline=_read_deadline(table),
        deadline_key=(*table.key, "deadline") if "deadline" in table else None,
        awaits=table.entries("awaits") if "awaits" in table else (),
        within=read_period(table, "within") if "within" in table else None,
    )


def _read_deadline(table: Table) -> str | None:
    """Return the text as it stands; none for "". A TOML date becomes the words for it."""
    value = table.data.get("deadline")
    if type(value) is date:
        return f"đến ngày {value.day}/{value.month}/{value.year}"
    if isinstance(value, date):
        table.wrong(
            "deadline",
            msg("{key} is a day with a time; a deadline is whole days.", key=table.path("deadline")),
            msg("Leave the time out."),
            change=Change(without_time),
        )
        return None
    text = table.verbatim("deadline")
    return text if text and not text.isspace() else None


def in_force(own: Work, sections: tuple[Work, ...]) -> Work:
    """Return what holds for a task: of its own keys and those of its sections, the longest id first.

    A key's own value wins, even an empty one. A section's ``awaits`` and ``within`` come only with its deadline.
    """
    chain = (own, *sections)
    source = _first("deadline", chain)
    return Work(
        says=own.says,
        owners=_first("owner", chain).owners,
        helpers=_first("with", chain).helpers,
        deadline=source.deadline,
        deadline_key=source.deadline_key,
        awaits=(own if "awaits" in own.says else source).awaits,
        within=(own if "within" in own.says else source).within,
    )


def _first(name: str, chain: tuple[Work, ...]) -> Work:
    return next((work for work in chain if name in work.says), chain[0])


def covering(section: str | None, declared: Mapping[str, Work]) -> tuple[Work, ...]:
    """Return the declared sections a task's section equals or lies in, the longest id first."""
    if section is None:
        return ()
    ids = [id_ for id_ in declared if section == id_ or section.startswith(f"{id_}.")]
    return tuple(declared[id_] for id_ in sorted(ids, key=len, reverse=True))
