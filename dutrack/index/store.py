"""The file of the index: tables of named rows, each behind a key that says what it was made of and a checksum."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar
from zlib import crc32

import msgspec

from dutrack.files import OWN, make_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")

NAME = f"{OWN}/index.db"
TABLES = ("sources", "heads", "plans", "mornings", "problems", "state")
_PATIENCE = 2.0
"""How many seconds to wait for another process that writes."""

TROUBLES = (sqlite3.Error, OSError, msgspec.MsgspecError, UnicodeError, OverflowError)
"""What may go wrong with an index, besides a damaged row; none of it is a reason not to answer."""


class DamagedError(Exception):
    """A row is not what was written, or not there."""


class ChangedError(Exception):
    """A file is not any more what it was a moment ago."""


def is_damage(error: Exception) -> bool:
    """Tell whether one of TROUBLES, or a DamagedError, means that what is in the file cannot be used."""
    if isinstance(error, sqlite3.OperationalError):
        return any(words in str(error) for words in ("no such", "decode", "unsupported"))
    return isinstance(error, sqlite3.DatabaseError | msgspec.MsgspecError | UnicodeDecodeError | DamagedError)


def discard(root: Path) -> None:
    """Delete the index of a workspace. Raises OSError."""
    for suffix in ("", "-journal"):
        (root / f"{NAME}{suffix}").unlink(missing_ok=True)


class Store:
    """An open index. It never waits for the disk: a power cut may leave rows of different times, and keys tell them."""

    def __init__(self, root: Path, origin: bytes, *, write: bool) -> None:
        """Open the index of a workspace; with ``write`` it is made where there is none.

        Raises one of TROUBLES, and DamagedError for one of another origin.
        """
        path = root / NAME
        if write:
            make_folder(path.parent)
            path.touch(mode=0o600)  # it says what is in the files to whoever may read it
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={'rwc' if write else 'rw'}",
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._prepare(origin, write=write)
        except BaseException:
            self.close()
            raise

    def _prepare(self, origin: bytes, *, write: bool) -> None:
        execute = self._connection.execute
        execute("PRAGMA synchronous = OFF")
        if self._origin() == origin:
            return
        if not write:
            raise DamagedError
        execute("BEGIN IMMEDIATE")
        if self._origin() != origin:
            if execute("SELECT 1 FROM sqlite_master").fetchone():  # perhaps not even an index: it is not written to
                raise DamagedError
            for name in TABLES:
                execute(f"CREATE TABLE {name} (name TEXT PRIMARY KEY, mark BLOB, data BLOB)")
            execute("CREATE TABLE origin (data BLOB)")
            execute("INSERT INTO origin VALUES (?)", (origin,))
        execute("COMMIT")

    def _origin(self) -> bytes | None:
        try:
            row = self._connection.execute("SELECT data FROM origin").fetchone()
        except sqlite3.OperationalError as error:
            if "no such" in str(error):
                return None
            raise
        return row[0] if row else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self) -> None:
        """Begin to read: until the store is closed all rows are as they are now."""
        self._connection.execute("BEGIN")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read much at once, which is quicker than row by row; others cannot commit meanwhile."""
        self._connection.execute("BEGIN")
        yield
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Give the file back; what is not committed is lost."""
        self._connection.close()

    def begin(self) -> None:
        """Begin to write. Raises sqlite3.Error where another process does, for too long."""
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was written since ``begin``."""
        self._connection.execute("COMMIT")

    def roll_back(self) -> None:
        """Leave everything as it was at ``begin``."""
        self._connection.execute("ROLLBACK")

    def put(self, table: str, name: str, key: bytes, value: Any) -> int:
        """Write a row: its name, its key (16 bytes) and what it holds; return its checksum."""
        data = _ENCODE(value)
        checksum = _sum(name, key, data)
        mark = checksum.to_bytes(_CHECKSUM, "big") + key
        self._connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", (name, mark, data))  # noqa: S608
        return checksum

    def delete(self, table: str, names: Iterable[str]) -> None:
        """Delete rows."""
        self._connection.executemany(f"DELETE FROM {table} WHERE name = ?", ((name,) for name in names))  # noqa: S608

    def row(self, table: str, name: str) -> Row | None:
        """Return a row, still packed; None if it is not there. Raises DamagedError."""
        found = self._connection.execute(f"SELECT mark, data FROM {table} WHERE name = ?", (name,)).fetchone()  # noqa: S608
        return None if found is None else _checked(name, *found)

    def get(self, table: str, name: str, kind: type[T]) -> tuple[bytes, T] | None:
        """Return the key and content of a row; None if it is not there. Raises DamagedError."""
        row = self.row(table, name)
        return None if row is None else (row.key, unpack(row.data, kind))

    def rows(self, table: str) -> Iterator[tuple[str, Row]]:
        """Yield all rows by name, still packed. Raises DamagedError."""
        found = self._connection.execute(f"SELECT name, mark, data FROM {table} ORDER BY name")  # noqa: S608
        return ((name, _checked(name, mark, data)) for name, mark, data in found)


class Row(NamedTuple):
    """A row whose checksum is right: ``data`` is what it holds, packed."""

    checksum: int
    key: bytes
    data: bytes


def unpack(data: bytes, kind: type[T]) -> T:
    """Return what a row holds. Raises msgspec.MsgspecError."""
    decoder: msgspec.msgpack.Decoder[T] | None = _DECODERS.get(kind)
    if decoder is None:
        decoder = _DECODERS[kind] = msgspec.msgpack.Decoder(kind)
    return decoder.decode(data)


def _checked(name: str, mark: bytes, data: bytes) -> Row:
    """Return a row as it was written under this name. Raises DamagedError where it was not."""
    if type(name) is not str or type(mark) is not bytes or type(data) is not bytes:
        raise DamagedError(name)
    checksum, key = _checksum(mark), mark[_CHECKSUM:]
    if _sum(name, key, data) != checksum:
        raise DamagedError(name)
    return Row(checksum, key, data)


def _sum(name: str, key: bytes, data: bytes) -> int:
    return crc32(data, crc32(key, crc32(name.encode())))


def _checksum(mark: bytes) -> int:
    return int.from_bytes(mark[:_CHECKSUM], "big")


_CHECKSUM = 4
_ENCODE = msgspec.msgpack.Encoder().encode
_DECODERS: dict[type[Any], msgspec.msgpack.Decoder[Any]] = {}
