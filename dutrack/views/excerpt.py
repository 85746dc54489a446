"""A piece of a text with carets below what is meant."""

from __future__ import annotations

from dutrack.views.text import cells, clean


def excerpt(text: str, first: int, last: int, width: int) -> tuple[str, str]:
    """Return one line of a text and the carets that stand below its characters from ``first`` to ``last``, exclusive.

    What is longer than ``width`` characters is cut at either end, and an ellipsis tells so.
    """
    before, marked, after = clean(text[:first]), clean(text[first:last]), clean(text[last:])
    room = max(width * 3 // 5, width - len(marked + after))
    if len(before) > room:
        before = f"…{before[1 - room :]}"
    whole = before + marked + after
    shown = whole if len(whole) <= width else f"{whole[: width - 1]}…"
    return shown, " " * cells(before) + "^" * max(min(cells(marked), cells(shown) - cells(before)), 1)
