"""What can be known of files without reading them: whether they, or the program, can have changed since."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

import dutrack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dutrack.index.rows import Stamp

MARGIN = 3_000_000_000
"""A file changed within so many nanoseconds before it was read may change again and keep its times: FAT has 2 s."""

_LAYOUT = 1
"""Counts up when rows change in a way that types do not tell."""


def stamp(stat: os.stat_result | None) -> Stamp | None:
    """Return the stamp of a file; None for one whose content no stamp can vouch for: no regular file, or closed."""
    if stat is None or not S_ISREG(stat.st_mode):
        return None
    return stat.st_mode, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def is_clean(found: Stamp | None, read_at: int) -> bool:
    """Tell whether a file with this stamp, read at a moment, must have another once its content is another.

    As in git a file that was changed just before it was read is "racily clean": it may be changed again within the
    same tick of its clock.
    """
    return found is not None and max(found[2], found[3]) + MARGIN < read_at


class Listing(NamedTuple):
    """The files of a workspace as the system listed them from the moment ``read_at`` on (ns since 1970)."""

    stats: Mapping[str, os.stat_result | None]
    read_at: int


def workspace_stamp(listing: Listing) -> bytes:
    """Return the stamps of all files as one."""
    return msgspec.msgpack.encode([(name, stamp(stat)) for name, stat in listing.stats.items()])


def origin_stamp(workspace: Path) -> bytes:
    """Return what tells this program and workspace from any other: an index that has another origin is not read."""
    where = f"{workspace} {workspace.stat().st_ino}"
    checksum = crc32(
        f"{_LAYOUT} {dutrack.__version__} {sys.version} {msgspec.__version__} {where}".encode("utf-8", "replace")
    )
    root = os.path.dirname(dutrack.__file__)  # noqa: PTH120 - pathlib is slower, and this is done at every start
    for folder in (root, *_folders(root), *_days_off()):
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry) for entry in entries if entry.name.endswith((".py", ".tsv")))
        for name, entry in found:
            stat = entry.stat()
            checksum = crc32(f"{name} {stat.st_size} {stat.st_mtime_ns}".encode(), checksum)
    return checksum.to_bytes(4, "big")


def _folders(root: str) -> list[str]:
    with os.scandir(root) as entries:
        return sorted(entry.path for entry in entries if entry.is_dir() and not entry.name.startswith("_"))


def _days_off() -> list[str]:
    """Return the folder of the package that knows the days off; it is not imported for that."""
    for place in sys.path:
        folder = Path(place or ".") / "holidays"
        if (folder / "__init__.py").is_file():
            return [str(folder)]
    return []
