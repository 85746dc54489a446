"""The two official forms as values: sizes in points, margins in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.config import IssuerForm

if TYPE_CHECKING:
    from datetime import date

    from dutrack.config import Issuer

BLANK = "        "
"""What is left free for the number, which the registry gives when the document is issued."""


class Form(Struct, frozen=True):
    """How a document looks. ``top`` to ``right`` are the margins of the text.

    ``titles`` stand at the top right, each with its size; ``mark`` stands under the name of the issuer, "" for a line.
    The sizes: ``name`` of the issuer, ``number``, ``place`` and day, ``kind`` of the document, ``subject`` below it and
    ``about`` in a letter, ``body``, ``office`` of who signs, ``to`` the heading of the recipients and ``recipients``.
    """

    id: IssuerForm
    top: int
    bottom: int
    left: int
    right: int
    titles: tuple[tuple[str, int], ...]
    mark: str
    name: int
    number: int
    place: int
    kind: int
    subject: int
    about: int
    body: int
    office: int
    to: int
    recipients: int
    page: int

    @property
    def is_state(self) -> bool:
        """Whether it is that of state bodies, not the Party's."""
        return self.id is IssuerForm.STATE

    def number_words(self, issuer: Issuer, abbreviation: str) -> str:
        """Return the number, still to be given, and the sign of a document; a letter of a state body names no kind."""
        sign = issuer.symbol or "…"
        if self.is_state:
            unit = f"-{issuer.unit}" if issuer.unit else ""
            return f"Số:{BLANK}/{sign}{unit}" if abbreviation == "CV" else f"Số:{BLANK}/{abbreviation}-{sign}"
        return f"Số{BLANK}-{abbreviation}/{sign}"

    def about_words(self, subject: str) -> str:
        """Return what stands under the number of a letter."""
        return f"V/v {subject}" if self.is_state else subject[:1].upper() + subject[1:]

    def ending(self, number: int, count: int) -> str:
        """Return what ends a recipient: the last of ``count``, or one before it."""
        if number == count:
            return "."
        return ";" if self.is_state else ","


STATE = Form(
    id=IssuerForm.STATE,
    top=20, bottom=20, left=30, right=20,
    titles=(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12), ("Độc lập - Tự do - Hạnh phúc", 13)),
    mark="",
    name=12, number=13, place=13, kind=14, subject=14, about=12, body=14, office=14, to=12, recipients=11, page=13,
)  # fmt: skip
"""Nghị định 30/2020/NĐ-CP, phụ lục I, phần I: mục I khoản 3 (margins), 7 (page number), mục II khoản 1-9."""

PARTY = Form(
    id=IssuerForm.PARTY,
    top=20, bottom=20, left=30, right=20,
    titles=(("ĐẢNG CỘNG SẢN VIỆT NAM", 15),),
    mark="*",
    name=14, number=14, place=14, kind=16, subject=15, about=12, body=14, office=14, to=14, recipients=12, page=14,
)  # fmt: skip
"""Hướng dẫn 36-HD/VPTW, 3/4/2018, mục II and phụ lục 3 (sizes)."""

FORMS = {form.id: form for form in (STATE, PARTY)}


def dated(place: str | None, day: date) -> str:
    """Return place and day: days under 10 and the months 1 and 2 with a zero (both forms)."""
    return f"{place or '…'}, ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def day_words(day: date) -> str:
    """Return a day as the text of a document writes it: 05/01/2023, 25/9/2023."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else str(day.month)
