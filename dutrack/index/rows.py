"""The rows of the index: frozen types that msgspec reads back as what they were."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations
from typing import TypeAlias

from msgspec import Struct

from dutrack.agenda.model import Item  # noqa: TC001 - likewise
from dutrack.config.model import Config  # noqa: TC001 - likewise
from dutrack.plan.model import Outline, Plan  # noqa: TC001 - likewise
from dutrack.problems import Problem  # noqa: TC001 - likewise
from dutrack.progress.records import AnyRecord, Happened  # noqa: TC001 - likewise

Stamp: TypeAlias = tuple[int, int, int, int, int]
"""Mode, size, time of the last change of the content and of the entry (ns since 1970), and number of a file."""


class FileRow(Struct, frozen=True, array_like=True):
    """A file with the digest of its content; ``stamp`` is what it bore when it was read at ``read_at`` (ns since 1970).

    ``ties`` are the names under which it and others depend on each other, ``shared`` the events it has in common with
    any plan that names the same document, ``homes`` the ids under which a plan's records may stand. ``successor`` is
    the plan that replaces it; ``is_read`` tells whether it is a plan that could be read.
    """

    stamp: Stamp | None
    read_at: int
    digest: bytes
    ties: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    successor: str | None = None
    is_read: bool = False


class Told(Struct, frozen=True, array_like=True):
    """How many errors and warnings there are, and in how many files."""

    findings: int = 0
    files: int = 0


class MorningMark(Struct, frozen=True, array_like=True):
    """The checksum of a plan's morning, and the days on which it holds, both inclusive."""

    checksum: int
    first: date
    last: date


class PlanMark(Struct, frozen=True, array_like=True):
    """The checksums of what is kept of a plan: its head, its units and, if anybody asked for it, its morning."""

    head: int
    plan: int
    morning: MorningMark | None = None


class GroupRow(Struct, frozen=True, array_like=True):
    """Files that depend on each other; what is said of their plans holds from ``first`` to ``last``, both inclusive.

    ``key`` tells what it was made of. There are so many ``findings``, errors and warnings, ``in_files``. ``plans`` are
    by path; ``problems`` is the checksum of the problems, if anybody asked for them.
    """

    key: bytes
    first: date
    last: date
    findings: int
    in_files: tuple[str, ...]
    plans: dict[str, PlanMark]
    problems: int | None = None


class SharedRow(Struct, frozen=True, array_like=True):
    """What a group whose files are those of ``key`` says of the events it shares: the latest record of each.

    ``recorded`` are those of which there is any record, also one that was withdrawn.
    """

    key: bytes
    records: tuple[Happened, ...]
    recorded: tuple[str, ...]


class Catalogue(Struct, frozen=True, array_like=True):
    """All there is in the index: files by name, groups and what they share by their first file."""

    files: dict[str, FileRow]
    groups: dict[str, GroupRow]
    shared: dict[str, SharedRow]


class PlanRow(Struct, frozen=True, array_like=True):
    """The units of a plan as they stood on one of those days; ``never_overdue`` are ids of its tasks."""

    items: tuple[Item, ...]
    never_overdue: tuple[str, ...]


class HeadRow(Struct, frozen=True, array_like=True):
    """What a plan says of itself."""

    head: Outline


class MorningRow(Struct, frozen=True, array_like=True):
    """What the morning list needs of a plan on some days.

    ``counts`` are its units by status, in the order of the statuses, ``tasks`` the number of tasks behind them.
    """

    tasks: int
    counts: tuple[int, ...]
    shown: tuple[Item, ...]


class ProblemsRow(Struct, frozen=True, array_like=True):
    """Errors and warnings, with their places."""

    problems: tuple[Problem, ...]


class Sealed(Struct, frozen=True, array_like=True):
    """All the rows of a table: how many, and a checksum of their checksums. They hold from ``first`` to ``last``."""

    first: date
    last: date
    count: int
    checksum: int


class StateRow(Struct, frozen=True, array_like=True):
    """The workspace as a whole, as its files were at ``read_at`` (ns since 1970).

    ``clean`` tells that none of them had been changed just before. ``settings`` is the digest of the settings' file,
    b"" without one. ``sealed`` are the tables that are complete.
    """

    read_at: int
    clean: bool
    settings: bytes
    timezone: str
    told: Told
    sealed: dict[str, Sealed]


class PlanSource(Struct, frozen=True, array_like=True):
    """What was read from a plan file."""

    plan: Plan | None
    problems: tuple[Problem, ...]


class RecordsSource(Struct, frozen=True, array_like=True):
    """What was read from a file of records."""

    records: tuple[AnyRecord, ...] | None
    problems: tuple[Problem, ...]


class ConfigSource(Struct, frozen=True, array_like=True):
    """What was read from the settings."""

    config: Config
    problems: tuple[Problem, ...]
