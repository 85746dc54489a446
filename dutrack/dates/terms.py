"""Terms of office (nhiệm kỳ)."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations

from msgspec import Struct


class Term(Struct, frozen=True):
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

    @property
    def last_year(self) -> int:
        """The last calendar year of the term: that of its end.

        Where no end is declared it is the fifth: terms are of five years (Hiến pháp 2013, Điều 71; Điều lệ Đảng).
        """
        return self.end.year if self.end is not None else self.first_year + 4

    @property
    def middle_year(self) -> int:
        """The middle year: the third of a term of five years (Quy định 96-QĐ/TW); else the earlier of two."""
        return (self.first_year + self.last_year) // 2
