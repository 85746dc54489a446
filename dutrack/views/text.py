"""Text for terminals: made harmless, measured, folded."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACES = (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *_BIDI, 0xFEFF)
PROSE_WIDTH = 100
"""Prose is no wider than this, however wide the terminal; as wide where there is none and COLUMNS does not say."""
HARMFUL = frozenset(map(chr, (*_CONTROLS, *_SPACES)))
"""What moves a cursor, colours a terminal or turns the direction of writing: C0, C1 and bidirectional controls."""
_TABLE = dict.fromkeys(_CONTROLS, "\N{REPLACEMENT CHARACTER}") | dict.fromkeys(_SPACES, " ")

_SIMPLE = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027]*")
"""Latin letters with their Vietnamese marks and common signs: each takes one column."""


def clean(text: str) -> str:
    """Return a text on one line, in NFC, with every control character shown as U+FFFD."""
    text = unicodedata.normalize("NFC", text)
    # Nothing in the table is printable, so most texts need no second look.
    return text if text.isprintable() else text.translate(_TABLE)


def first_names(names: Sequence[str], most: int) -> str:
    """Return the first ``most`` of some names in one line, and whether there are more."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def clean_lines(text: str) -> str:
    """Return a text of several lines, each made harmless."""
    return "\n".join(map(clean, text.split("\n")))


def cells(text: str) -> int:
    """Return how many columns of a terminal a harmless text takes."""
    if is_simple(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def prose_width() -> int:
    """Return how wide prose may be on standard output."""
    from shutil import get_terminal_size  # noqa: PLC0415 - needed only by those who fold

    return min(get_terminal_size((PROSE_WIDTH, 0)).columns, PROSE_WIDTH)


def is_simple(text: str) -> bool:
    """Tell whether every character of a text takes one column of a terminal, as far as that is seen at a glance."""
    return text.isascii() or _SIMPLE.fullmatch(text) is not None


def fold(text: str, width: int, indent: str = "") -> str:
    """Fold a text at its spaces; ``indent`` stands before every line but the first. A longer word stays whole."""
    return "\n".join(
        textwrap.wrap(
            clean(text),
            max(width, len(indent) + 20),
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
