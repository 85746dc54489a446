"""The only writer of records: appends lines, and rewrites nothing.

A file of records is safe under a kill at any byte, because a line counts only once its closing brace is there, and
under two writers at once, because each holds the workspace's lock while it writes. What a killed writer left is turned
into a comment by the next one: the first character of the torn line becomes "#", a single byte.
"""

from __future__ import annotations

import codecs
import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutrack.errors import DutrackError, system_reason
from dutrack.files import OWN, make_folder
from dutrack.i18n import Message, msg
from dutrack.problems import Code
from dutrack.progress.entry import progress_path
from dutrack.progress.keys import make_keys
from dutrack.progress.reader import read_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from dutrack.progress.entry import Entry
    from dutrack.progress.records import Record

LOCK = f"{OWN}/records.lock"
PATIENCE = 30.0
"""How many seconds to wait for another writer."""

_ANY_KEY = "20000101T000000.000000Z-aaaa"
_HEADER = b"[records]\n"
_HAS_HEADER = re.compile(rb"^[ \t]*\[[ \t]*records[ \t]*\][ \t]*(#.*)?\r?$", re.MULTILINE)
_FORMAT = re.compile(rb"^[ \t]*format[ \t]*=.*", re.MULTILINE)
_KEY = re.compile(rb'^[ \t]*"(\d{8}T\d{6}\.\d{6}Z-[0-9A-Za-z]+)"', re.MULTILINE)
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
_PATCH = os.O_RDWR | getattr(os, "O_BINARY", 0)


class CannotRecordError(DutrackError):
    """The records cannot be written, and nothing was."""


def append(
    root: Path, entries: Sequence[Entry], now: datetime, timezone: str, check: Callable[[], None] | None = None
) -> tuple[Record, ...]:
    """Append records to the files of their plans, all of them or none, and return them as they read back.

    ``root`` is the workspace, ``now`` the moment of recording (aware), ``timezone`` an IANA name; ``check`` is
    called under the lock and refuses by raising. When it returns they are on disk.
    Raises RefusedRecordError for what is no record, CannotRecordError where they cannot be written.
    """
    for entry in entries:
        entry.record(_ANY_KEY, timezone)
    with writing(root):
        if check is not None:
            check()
        files = {entry.plan: _File.open(root, progress_path(entry.plan), timezone) for entry in entries}
        after = max((file.last_key for file in files.values() if file.last_key), default=None)
        records: list[Record] = []
        lines: dict[str, bytearray] = {plan: bytearray() for plan in files}
        for entry, key in zip(entries, make_keys(now, len(entries), after), strict=True):
            lines[entry.plan] += entry.line(key).encode() + b"\n"
            records.append(entry.record(key, timezone))
        _write_all([(file, bytes(lines[plan])) for plan, file in files.items()])
    return tuple(records)


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Hold the workspace's lock on records. Raises CannotRecordError where it is not to be had."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - heavy

    path = root / LOCK
    try:
        make_folder(path.parent)
        lock = FileLock(path, timeout=PATIENCE)
        lock.acquire()
    except Timeout:
        hint = msg("Try again; if nobody is recording, look for a dutrack that hangs.")
        raise CannotRecordError(msg("Another program is recording, for too long."), hint) from None
    except (OSError, NotImplementedError) as error:
        raise CannotRecordError(_cannot_write(LOCK, error), _permission_hint()) from error
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class _File:
    """A file of records before it is appended to; ``size`` is None where it is not there yet."""

    path: Path
    name: str
    size: int | None
    torn: int | None
    before: bytes
    last_key: str | None

    @classmethod
    def open(cls, root: Path, name: str, timezone: str) -> _File:
        """Look at a file: what must stand before the next line, and where a torn line begins."""
        path = root / name
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return cls(path, name, None, None, _HEADER, None)
        except OSError as error:
            raise CannotRecordError(_cannot_write(name, error), _permission_hint()) from error
        _refuse_unknown_format(name, data, timezone)
        line = data[data.rfind(b"\n") + 1 :]
        torn = _torn(line, timezone)
        before = _missing_end(line) if line.removeprefix(codecs.BOM_UTF8) else b""
        before += b"" if _HAS_HEADER.search(data.removeprefix(codecs.BOM_UTF8)) else _HEADER
        keys = [found.decode() for found in _KEY.findall(data)]
        start = None if torn is None else len(data) - len(line) + torn
        return cls(path, name, len(data), start, before, max(keys, default=None))


def _refuse_unknown_format(name: str, data: bytes, timezone: str) -> None:
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    telling = data if utf_16 else b"\n".join(_FORMAT.findall(data.removeprefix(codecs.BOM_UTF8)))
    _, problems = read_progress(name, telling, timezone)
    for found in problems:
        if found.code in (Code.FORMAT_TOO_NEW, Code.FILE_UNREADABLE):
            raise CannotRecordError(found.message, found.hint)


def _torn(line: bytes, timezone: str) -> int | None:
    """Return where in a last line without an end the text of a torn one begins; None for any other line."""
    _, problems = read_progress("", line, timezone)
    if not any(found.code is Code.TORN_LINE for found in problems):
        return None
    text = line.removeprefix(codecs.BOM_UTF8)
    return len(line) - len(text.lstrip())


def _missing_end(line: bytes) -> bytes:
    """Return what ends a line: the rest of a character that was cut, so that the file stays UTF-8, and a line end."""
    for rest in (b"", *(byte * count for count in (1, 2, 3) for byte in (b"\x80", b"\xbf"))):
        with suppress(UnicodeDecodeError):
            (line + rest).decode()
            return rest + b"\n"
    return b"\n"


def _write_all(parts: Sequence[tuple[_File, bytes]]) -> None:
    """Append to each file; where one fails, take back what this call has appended to the others."""
    done: list[_File] = []
    try:
        for file, lines in parts:
            done.append(file)
            _write(file, lines)
    except OSError as error:
        for file in done:
            _take_back(file)
        raise CannotRecordError(_cannot_write(done[-1].name, error), _permission_hint()) from error


def _write(file: _File, lines: bytes) -> None:
    file.path.parent.mkdir(parents=True, exist_ok=True)
    if file.torn is not None:
        _patch(file.path, file.torn)
    data = file.before + lines
    descriptor = os.open(file.path, _APPEND, 0o666)
    try:
        # One write for all of it; a disk that is nearly full takes a part, and refuses the next.
        while data:
            data = data[os.write(descriptor, data) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if file.size is None and os.name == "posix":
        _sync_folder(file.path.parent)


def _patch(path: Path, at: int) -> None:
    """Turn a torn line into a comment."""
    descriptor = os.open(path, _PATCH)
    try:
        os.lseek(descriptor, at, os.SEEK_SET)
        os.write(descriptor, b"#")
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file last, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_back(file: _File) -> None:
    """Cut off what was appended and is no record yet: nobody else can have appended since."""
    with suppress(OSError):
        if file.size is None:
            file.path.unlink(missing_ok=True)
        elif file.path.stat().st_size > file.size:
            os.truncate(file.path, file.size)


def _cannot_write(name: str, error: BaseException) -> Message:
    return msg("Nothing was recorded: {path} cannot be written ({reason}).", path=name, reason=system_reason(error))


def _permission_hint() -> Message:
    return msg("Check that the folder may be written to and that the disk has room.")
