"""Keys and values that stand on one line each, as nearly all do: found without reading the rest of the file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXT = r'(?:"(?:[^"\\]|\\.)*"|' + r"'[^']*')"
_LIST = rf"\[(?:[^][{{}}\"'#]|{_TEXT})*\]"
_PLAIN = r"[^][{}\"'\s#,=]+"
_PAIR = rf"[ \t]*(?P<key>{{}})[ \t]*=[ \t]*(?P<value>{_TEXT}|{_LIST}|{_PLAIN})\s*(?:#.*)?"


def find_pair(lines: Sequence[str], first: int, last: int, name: str) -> tuple[int, re.Match[str]] | None:
    """Return the row of a bare key, and its match with the groups ``key`` and ``value``; None if it is not so simple.

    ``lines[first:last]`` are those of one table, without texts over several lines.
    """
    for row in range(first, last):
        line = lines[row]
        if name in line and (found := _pattern(name).fullmatch(line)):
            return row, found
    return None


@lru_cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PAIR.replace("{}", re.escape(name), 1))
