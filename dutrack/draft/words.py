"""Word lists and long patterns, written over several lines."""

from __future__ import annotations

import re


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list with "|" between them."""
    return tuple(" ".join(phrase.split()) for phrase in text.split("|") if phrase.strip())


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern whose line ends, and the spaces after them, stand for nothing."""
    return re.compile(joined(text), flags)


def joined(text: str) -> str:
    """Return a pattern in one line."""
    return re.sub(r"\s*\n\s*", "", text)
