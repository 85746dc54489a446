"""How far a long command is, as a bar on a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from dutrack.i18n import Message

_LONG = 20
"""With fewer steps there is no bar."""
_WAIT = 1.0
"""Nor is there in the first so many seconds."""


class Progress:
    """A bar on a terminal, once it is clear that there is much to do."""

    def __init__(self, title: Message) -> None:
        self._title = title
        self._bar: Any = None
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Take the bar away; another step would show it again."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def __call__(self, done: int, total: int) -> None:
        """Show that ``done`` steps of ``total`` are behind us."""
        if self._bar is None:
            if total < _LONG or time.monotonic() - self._began < _WAIT or not sys.stderr.isatty():
                return
            from rich.console import Console  # noqa: PLC0415 - heavy
            from rich.progress import Progress as Bar  # noqa: PLC0415 - likewise

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.add_task(str(self._title), total=total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, total=total)
