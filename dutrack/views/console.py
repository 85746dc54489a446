"""The terminal tables are printed to."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from dutrack.views.text import PROSE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def printing() -> Iterator[Console]:
    """Print to standard output: without codes of any kind where it is no terminal or NO_COLOR is set."""
    terminal = sys.stdout.isatty()
    if terminal and not os.environ.get("NO_COLOR"):
        yield Console(highlight=False, markup=False, emoji=False)
        return
    width = None if terminal or os.environ.get("COLUMNS") else PROSE_WIDTH
    console = Console(width=width, color_system=None, legacy_windows=False, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        yield console
    # Columns are filled up with spaces, of no use in a file.
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))  # noqa: T201
