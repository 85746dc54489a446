"""JSON that is safe to look at in a terminal."""

from __future__ import annotations

import json
from typing import Any

from msgspec.json import Encoder

from dutrack.views.text import HARMFUL

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_ENCODE_LINE = Encoder().encode
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in HARMFUL if ord(char) > 0x1F}


def dump(value: Any) -> str:
    """Return a value as JSON on one line: Vietnamese as it is, control characters of every kind escaped."""
    # They can stand only inside strings, where an escape means the same.
    text = _ENCODE(value)
    return text if text.isprintable() else text.translate(_ESCAPES)


def dump_line(value: Any) -> str:
    """Return a value as one of many lines of JSON: like ``dump``, without blanks between, in a fifth of the time."""
    try:
        text = _ENCODE_LINE(value).decode()
    except UnicodeEncodeError:  # half a character, which JSON can hold and UTF-8 cannot
        return dump(value)
    return text if text.isprintable() else text.translate(_ESCAPES)
