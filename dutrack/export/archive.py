"""Zip archives, such as Word files, that are the same bytes whenever they are written."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can name (APPNOTE 4.4.6)."""


def write_same_bytes(source: BinaryIO, target: BinaryIO) -> None:
    """Copy an archive, each of its files with one and the same time."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, _FIRST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(info))
