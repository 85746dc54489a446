"""A window of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """Days from ``start`` to ``due``, both inclusive: the due day itself is still in time.

    ``start`` is None where the text names only an end ("trước ngày 31/3/2023"). A reversed window raises ValueError.
    """

    start: date | None
    due: date

    def __post_init__(self) -> None:
        if self.start is not None and self.start > self.due:
            raise ValueError(f"window starts on {self.start}, after its due day {self.due}")
