"""Readers for a workspace that is read again after every key stroke: only what has changed is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dutrack.files import CONFIG
from dutrack.problems import Code
from dutrack.workspace import Readers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dutrack.config import Config
    from dutrack.plan.model import Plan
    from dutrack.problems import Problem
    from dutrack.progress import Record

T = TypeVar("T")

_UNREADABLE = (Code.FILE_UNREADABLE, Code.TOML_SYNTAX, Code.FORMAT_TOO_NEW)


class _Seen(NamedTuple):
    source: tuple[object, ...]
    value: Any
    problems: tuple[Problem, ...]


class Remembering(Readers):
    """Reads as ``Readers`` do, and of a file that is broken now returns what it last was, with the new problem.

    ``broken`` are the files of which that is so.
    """

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self.broken: set[str] = set()

    def config(self, data: bytes) -> tuple[Config, tuple[Problem, ...]]:
        """Read ``dutrack.toml``."""
        return self._read(CONFIG, (data,), lambda: super(Remembering, self).config(data))

    def plan(self, path: str, data: bytes) -> tuple[Plan | None, tuple[Problem, ...]]:
        """Read a plan file."""
        return self._read(path, (data,), lambda: super(Remembering, self).plan(path, data))

    def progress(self, path: str, data: bytes, timezone: str) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
        """Read a file of records."""
        return self._read(path, (data, timezone), lambda: super(Remembering, self).progress(path, data, timezone))

    def keep(self, names: Iterable[str]) -> None:
        """Forget all files but these."""
        names = frozenset(names)
        self._seen = {name: seen for name, seen in self._seen.items() if name in names}
        self.broken &= names

    def _read(
        self, path: str, source: tuple[object, ...], read: Callable[[], tuple[T, tuple[Problem, ...]]]
    ) -> tuple[T, tuple[Problem, ...]]:
        seen = self._seen.get(path)
        if seen is None or seen.source != source:
            value, problems = read()
            self.broken.discard(path)
            if any(found.code in _UNREADABLE for found in problems) and seen is not None:
                value = seen.value
                self.broken.add(path)
            seen = self._seen[path] = _Seen(source, value, problems)
        return seen.value, seen.problems
