"""What was read from files before, read back instead of reading them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

try:  # as random does: hashlib loads OpenSSL too, which takes longer than to hash the plans of an office
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

import msgspec

from dutrack.config import SENDING, Config
from dutrack.config.reader import read_config
from dutrack.files import CONFIG
from dutrack.index.rows import ConfigSource, PlanSource, RecordsSource
from dutrack.index.store import ChangedError
from dutrack.plan.reader import read_plan
from dutrack.problems import Problem
from dutrack.progress.reader import read_progress
from dutrack.workspace import Reader, is_plan, read_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dutrack.files import Files
    from dutrack.index.store import Store
    from dutrack.plan.model import Plan
    from dutrack.progress import Record

Source: TypeAlias = ConfigSource | PlanSource | RecordsSource
S = TypeVar("S", bound=Source)

_AT_HAND = 256
"""How many files that were just read are not read back from the index."""


def digest(*parts: bytes) -> bytes:
    """Return 16 bytes that tell what was hashed from anything else."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


def digest_of(data: bytes | Problem) -> bytes:
    """Return the digest of a file's content, or of why it cannot be read."""
    return digest(b"unreadable", msgspec.msgpack.encode(data)) if isinstance(data, Problem) else digest(data)


def read_source(name: str, data: bytes | Problem, timezone: str) -> Source:
    """Return what is in a file; ``timezone`` (an IANA name) gives the day of a record that has none."""
    if name == CONFIG:
        return ConfigSource(
            *((Config(unsound=SENDING), (data,)) if isinstance(data, Problem) else read_config(name, data))
        )
    if isinstance(data, Problem):
        return PlanSource(None, (data,)) if is_plan(name) else RecordsSource(None, (data,))
    if is_plan(name):
        return PlanSource(*read_plan(name, data))
    return RecordsSource(*read_progress(name, data, timezone))  # type: ignore[arg-type]  # each is one of its kinds


def source_key(name: str, content: bytes, timezone: str) -> bytes:
    """Return the key of what was read from a file: its digest, for records with the time zone they were read in."""
    return content if name == CONFIG or is_plan(name) else digest(content, timezone.encode())


class StoredReader(Reader):
    """Reads from the index what it has of the content that is expected, and from the files what it has not.

    ``digests`` are those of the files as they were looked at. Raises ChangedError where a file has another by now.
    """

    def __init__(self, files: Files, store: Store, digests: Mapping[str, bytes]) -> None:
        super().__init__(files)
        self._store = store
        self._digests = digests
        self._at_hand: dict[tuple[str, bytes], Source] = {}

    def config(self) -> tuple[Config, tuple[Problem, ...]]:
        """Read the settings."""
        found = self._find(CONFIG, ConfigSource)
        return found.config, found.problems

    def plan(self, path: str) -> tuple[Plan | None, tuple[Problem, ...]]:
        """Read a plan; None where nothing of it can be read."""
        found = self._find(path, PlanSource)
        return found.plan, found.problems

    def records(self, path: str, timezone: str) -> tuple[tuple[Record, ...] | None, tuple[Problem, ...]]:
        """Read a file of records; None where it cannot be read."""
        found = self._find(path, RecordsSource, timezone)
        return found.records, found.problems

    def take(self, name: str, data: bytes | Problem, content: bytes, timezone: str) -> Source:
        """Read what is in a file whose content has the digest ``content``, and keep it."""
        found, key = read_source(name, data, timezone), source_key(name, content, timezone)
        self._store.put("sources", name, key, found)
        if len(self._at_hand) < _AT_HAND:
            self._at_hand[name, key] = found
        return found

    def _find(self, name: str, kind: type[S], timezone: str = "") -> S:
        content = self._digests[name]
        key = source_key(name, content, timezone)
        found = self._at_hand.get((name, key)) or self._stored(name, key, kind)
        if found is None:
            data = read_file(self.files, name)
            if digest_of(data) != content:
                raise ChangedError(name)
            found = self.take(name, data, content, timezone)
        assert isinstance(found, kind)  # noqa: S101 - as its name says
        return found

    def _stored(self, name: str, key: bytes, kind: type[S]) -> S | None:
        row = self._store.get("sources", name, kind)
        return row[1] if row is not None and row[0] == key else None
