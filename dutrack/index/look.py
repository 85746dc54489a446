"""Looks at the files of a workspace: those that may have changed are read, and what is in them noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.config import Config
from dutrack.files import CONFIG
from dutrack.index.groups import homes_of, shared_of, ties_of
from dutrack.index.rows import FileRow, PlanSource, Stamp
from dutrack.index.sources import StoredReader, digest_of
from dutrack.index.stamps import is_clean, stamp
from dutrack.problems import Problem
from dutrack.workspace import read_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.files import Files
    from dutrack.index.stamps import Listing
    from dutrack.index.store import Store


class Looked:
    """The files as they were looked at, the settings among them, and a reader of what is in them."""

    def __init__(
        self, files: Files, store: Store, listing: Listing, rows: dict[str, FileRow], step: Callable[[], object]
    ) -> None:
        """Look at the files of a listing, and bring ``rows`` up to date; ``step`` is called for each."""
        self._files = files
        self._read_at = listing.read_at
        self.rows = rows
        self.changed = False
        self.digests: dict[str, bytes] = {}
        self.reader = StoredReader(files, store, self.digests)
        self.config = Config()
        self.problems: tuple[Problem, ...] = ()
        for gone in rows.keys() - listing.stats.keys():
            del rows[gone]
            store.delete("sources", (gone,))
            self.changed = True
        # The settings come first: they say in which time zone records are read.
        for name in sorted(listing.stats, key=lambda name: name != CONFIG):
            self._look(name, stamp(listing.stats[name]), rows.get(name))
            step()

    @property
    def clean(self) -> bool:
        """Whether none of them had been changed just before."""
        return all(is_clean(row.stamp, row.read_at) for row in self.rows.values())

    def _look(self, name: str, mark: Stamp | None, row: FileRow | None) -> None:
        if row is None or row.stamp != mark or not is_clean(mark, row.read_at) or row.read_at > self._read_at:
            row = self.rows[name] = self._read(name, mark, row)
            self.changed = True
        self.digests[name] = row.digest
        if name == CONFIG:
            self.config, self.problems = self.reader.config()

    def _read(self, name: str, mark: Stamp | None, row: FileRow | None) -> FileRow:
        data = read_file(self._files, name)
        if isinstance(data, Problem):  # who may read it, or whether the disk can, is not told by a stamp
            mark = None
        content = digest_of(data)
        if row is not None and row.digest == content:
            return replace(row, stamp=mark, read_at=self._read_at)
        source = self.reader.take(name, data, content, self.config.timezone)
        plan = source.plan if isinstance(source, PlanSource) else None
        ties = () if name == CONFIG else ties_of(name, plan)
        return FileRow(
            mark,
            self._read_at,
            content,
            ties,
            shared_of(plan),
            homes_of(name, plan),
            None if plan is None else plan.replaced_by,
            plan is not None,
        )
