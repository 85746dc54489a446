"""Not more mails a minute than a server takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Pace:
    """Spaces mails evenly: with ``per_minute`` 30, one every two seconds. None knows no limit."""

    def __init__(self, per_minute: int | None, wait: Callable[[float], object]) -> None:
        self._gap = 60 / per_minute if per_minute else 0.0
        self._wait = wait
        self._next = 0.0

    def keep(self) -> None:
        """Wait until the next mail may go; never longer than a minute."""
        if not self._gap:
            return
        now = time.monotonic()
        if self._next > now:
            self._wait(self._next - now)
        self._next = max(self._next, now) + self._gap
