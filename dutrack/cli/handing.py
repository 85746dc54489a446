"""Writing what is handed on into files, each of which takes its place only once it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from dutrack.cli.session import tell
from dutrack.files import written_whole
from dutrack.i18n import msg, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def write_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write one file."""
    with written_whole(path) as file:
        write(file)


def write_folder(folder: Path, files: Iterable[tuple[str, Callable[[BinaryIO], object]]]) -> None:
    """Write files by their names into a folder, and say how many they are."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, write in files:
        write_file(folder / name, write)
        count += 1
    written = plural("{count} file", "{count} files", count=count)
    tell(msg("Written to {folder}: {files}.", folder=str(folder), files=written))
