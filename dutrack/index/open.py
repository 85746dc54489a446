"""Reads from the index of a workspace, which is brought up to date where anything has changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from dutrack.files import PLANS, PROGRESS, Folder
from dutrack.index.rows import StateRow
from dutrack.index.stamps import Listing, origin_stamp, workspace_stamp
from dutrack.index.standing import IndexedStanding, Rows
from dutrack.index.store import NAME, TROUBLES, ChangedError, DamagedError, Store, discard, is_damage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date
    from pathlib import Path

    from dutrack.index.part import IndexedPart
    from dutrack.workspace import Workspace

T = TypeVar("T")

_ALWAYS = ("heads", "plans")
_ATTEMPTS = 3


class NoIndexError(Exception):
    """There is no index to be had: what is asked for must be worked out without."""


def _silent(_done: int, _total: int) -> None:
    """Show no progress."""


class Listed(Folder):
    """The files in a folder as they were listed before."""

    def __init__(self, root: Path, names: tuple[str, ...]) -> None:
        super().__init__(root)
        self._names = names

    def names(self) -> tuple[str, ...]:
        """Return the names."""
        return self._names


class Index:
    """The index of a workspace."""

    def __init__(
        self,
        root: Path,
        choose_day: Callable[[str], date],
        soon: int,
        wanted: Collection[str] = (),
        progress: Callable[[int, int], object] = _silent,
    ) -> None:
        """Take the folder of the workspace; ``choose_day`` returns the day from the time zone of the workspace.

        ``wanted`` are the tables to be read besides those of heads and plans: "mornings", "problems". ``progress``
        hears how many of how many steps are done while the index is brought up to date.
        """
        self.root = root
        self.soon = soon
        self._choose_day = choose_day
        self._wanted = (*_ALWAYS, *wanted)
        self._progress = progress

    def read(self, what: Callable[[IndexedStanding], T]) -> T:
        """Return what a function makes of what stands in the index; it may be called more than once.

        Raises NoIndexError where the index can be neither used nor made, and what the function raises.
        """
        return self._attempt(lambda: self._read(what))

    def workspace(self) -> Workspace:
        """Return the workspace, read from the index as far as its files are unchanged; an index is not made for that.

        Raises NoIndexError where there is none that can be used, and what ``load_workspace`` raises.
        """
        return self._attempt(self._load)

    def part(self, what: Callable[[IndexedPart], T]) -> T:
        """Return what a function makes of a part of the workspace; it may be called more than once.

        An index is not made for that. Raises NoIndexError where there is none that can be used, and what the function
        raises.
        """
        return self._attempt(lambda: self._part(what))

    def _attempt(self, work: Callable[[], T]) -> T:
        for _ in range(_ATTEMPTS):
            try:
                return work()
            except (*TROUBLES, DamagedError) as error:
                self._recover(error)
            except ChangedError:
                continue
        raise NoIndexError

    def _recover(self, error: Exception) -> None:
        if not is_damage(error):
            raise NoIndexError from error
        try:
            discard(self.root)
        except OSError:
            raise NoIndexError from error

    def _load(self) -> Workspace:
        if not (self.root / NAME).is_file():
            raise NoIndexError
        from dutrack.index.update import Update  # noqa: PLC0415 - heavy: it reads plans
        from dutrack.workspace import load_workspace  # noqa: PLC0415 - likewise

        listing = self._list()
        with Store(self.root, origin_stamp(self.root), write=True) as store:
            reader = Update(self.root, store, self._progress).look(listing)
            return load_workspace(self.root, Listed(self.root, tuple(listing.stats)), reader=reader)

    def _part(self, what: Callable[[IndexedPart], T]) -> T:
        if not (self.root / NAME).is_file():
            raise NoIndexError
        from dutrack.index.part import IndexedPart  # noqa: PLC0415 - heavy: it reads plans
        from dutrack.index.update import Update  # noqa: PLC0415 - likewise

        listing = self._list()
        with Store(self.root, origin_stamp(self.root), write=True) as store:
            update = Update(self.root, store, self._progress)
            update.divide(listing, self._choose_day)
            return what(IndexedPart(update))

    def _list(self) -> Listing:
        read_at = time.time_ns()
        return Listing(Folder(self.root).stats(), read_at)

    def _read(self, what: Callable[[IndexedStanding], T]) -> T:
        listing = self._list()
        origin = origin_stamp(self.root)
        if (self.root / NAME).is_file():
            with Store(self.root, origin, write=False) as store:
                standing = self._current(store, listing)
                if standing is not None:
                    return what(standing)
        if not any(name.startswith(f"{PLANS}/") and not name.startswith(f"{PROGRESS}/") for name in listing.stats):
            raise NoIndexError
        from dutrack.index.update import Update  # noqa: PLC0415 - heavy: it reads plans

        with Store(self.root, origin, write=True) as store:
            Update(self.root, store, self._progress).run(listing, self._choose_day, self._wanted)
            standing = self._current(store, listing, just_made=True)
            if standing is None:
                raise NoIndexError
            return what(standing)

    def _current(self, store: Store, listing: Listing, *, just_made: bool = False) -> IndexedStanding | None:
        """Return what stands in the index if that is of these files, and none of them can have changed unseen.

        Raises NoIndexError where no plan can be read: what to say then is not in the index.
        """
        store.read()
        found = store.get("state", "state", StateRow)
        stamp = store.get("state", "stamp", bytes)
        if found is None or stamp is None or stamp[1] != workspace_stamp(listing):
            return None
        state = found[1]
        if not just_made and not (state.clean and state.read_at < listing.read_at):
            return None
        if not state.sealed["heads"].count:
            raise NoIndexError
        today = self._choose_day(state.timezone)
        rows = Rows(store, state, today)
        complete = all(map(rows.has, self._wanted))
        return IndexedStanding(self.root, rows, today, self.soon) if complete else None
