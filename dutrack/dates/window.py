"""A window of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date


class Window(Struct, frozen=True):
    """Days from ``start`` to ``due``, both inclusive: the due day itself is still in time.

    ``start`` is None where the text names only an end ("trước ngày 31/3/2023"). A reversed window raises ValueError.
    """

    start: date | None
    due: date

    def __post_init__(self) -> None:
        if self.start is not None and self.start > self.due:
            raise ValueError(f"window starts on {self.start}, after its due day {self.due}")
