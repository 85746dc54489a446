"""Terms of office (nhiệm kỳ)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """A term a plan declares; ``start`` and ``end`` are inclusive days, ``words`` the phrases that mean it."""

    name: str
    words: tuple[str, ...]
    start: date
    end: date | None = None
    year1: int | None = None

    @property
    def first_year(self) -> int:
        """The calendar year that counts as the term's first.

        By this project's own rule: as declared, else the opening year for a term that opens in January to June, else
        the year after (the Party's 2020-2025 and the councils' 2021-2026 both had their third year in 2023).
        """
        if self.year1 is not None:
            return self.year1
        return self.start.year if self.start.month <= 6 else self.start.year + 1
