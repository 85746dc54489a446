"""Names of files that any system takes, made of names that people gave."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dutrack.views.text import HARMFUL

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 180
"""Bytes of a name in UTF-8, before its ending: Linux takes 255, and a path on Windows 260 in all."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: with any ending, also in superscript digits.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$|\s)", re.IGNORECASE)


def file_name(name: str, ending: str = "") -> str:
    """Return a name as the name of a file, without a folder: ``ending`` stays whole, what is too long goes before it.

    Where nothing of the name is left, "_" stands for it.
    """
    text = "".join("-" if char in HARMFUL else char for char in unicodedata.normalize("NFC", name))
    text = _trimmed(_FORBIDDEN.sub("-", text))
    room = LONGEST - len(ending.encode())
    text = _trimmed(_cut(text, room)) or "_"
    return f"_{text}{ending}" if _RESERVED.match(text) else text + ending


def file_names(wanted: Iterable[tuple[str, str]]) -> list[str]:
    """Return a name for each pair of a name and the id that tells it from others, "" for none; none comes twice.

    Names count as one where a system that ignores case would take them for one.
    """
    taken: set[str] = set()
    found = []
    for name, id_ in wanted:
        ending = f" ({id_})" if id_ else ""
        names = (file_name(name, ending if number == 1 else f"{ending} {number}") for number in range(1, 10**6))
        free = next(each for each in names if _folded(each) not in taken)
        taken.add(_folded(free))
        found.append(free)
    return found


def _cut(text: str, room: int) -> str:
    """Return as much of a text as so many bytes hold, up to the end of a word if there is one."""
    data = text.encode("utf-8", "replace")
    if len(data) <= room:
        return text
    cut = data[:room].decode("utf-8", "ignore")
    return cut.rpartition(" ")[0] or cut


def _trimmed(text: str) -> str:
    """Leave out spaces at both ends, and points: one in front hides a file, and Windows drops those at the end."""
    return " ".join(text.split()).strip(" .")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
