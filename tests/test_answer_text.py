"""The answer to a deadline text as people see it, whole."""

from __future__ import annotations

from datetime import date

import pytest

from dutrack.dates.calendar import Calendar
from dutrack.i18n import language
from dutrack.schedule.answer import ask
from dutrack.schedule.policy import Policy
from dutrack.schedule.resolved import Context
from dutrack.views.answer_text import answer_text

CONTEXT = Context(date(2023, 2, 20), Calendar(), Policy())

ROWS = [
    # one part, nothing left out: the text itself is its words
    ("quý I/2023", ["quý I/2023", "  → quarter I/2023 (2023-01-01 to 2023-03-31)"]),
    (
        "trước ngày 15/12 hằng năm",
        ["trước ngày 15/12 hằng năm", "  → recurring: by 2023-12-14; by 2024-12-14; by 2025-12-14; …"],
    ),
    # several parts: each with the words it came from
    (
        "Quý II/2023 và\ntriển khai thường\nxuyên",
        [
            "Quý II/2023 và triển khai thường xuyên",
            "  “Quý II/2023” → quarter II/2023 (2023-04-01 to 2023-06-30)",
            "  “thường xuyên” → standing, no last day",
        ],
    ),
    # words left out: what was read is told apart from them
    (
        "Trình UBND tỉnh trước ngày 15/3/2023",
        [
            "Trình UBND tỉnh trước ngày 15/3/2023",
            "  “trước ngày 15/3/2023” → by 2023-03-14",
            "  Note: left out of the reading: “Trình UBND tỉnh”",
        ],
    ),
    # windows of several days have a line each; a series that ends says so by no "…"
    (
        "Hằng năm; trong 30 ngày sau khi họp",
        [
            "Hằng năm; trong 30 ngày sau khi họp",
            "  “Hằng năm” → recurring:",
            "      year 2023 (2023-01-01 to 2023-12-31)",
            "      year 2024 (2024-01-01 to 2024-12-31)",
            "      year 2025 (2025-01-01 to 2025-12-31)",
            "      …",
            "  “trong 30 ngày sau khi họp” → waits for: họp; within 30 days",
        ],
    ),
    (
        "Hằng quý, từ quý II/2023 đến quý III/2023",
        [
            "Hằng quý, từ quý II/2023 đến quý III/2023",
            "  → recurring:",
            "      quarter II/2023 (2023-04-01 to 2023-06-30)",
            "      quarter III/2023 (2023-07-01 to 2023-09-30)",
        ],
    ),
    (
        "ngày 25 hằng tháng, từ tháng 3/2023 đến tháng 4/2023",
        ["ngày 25 hằng tháng, từ tháng 3/2023 đến tháng 4/2023", "  → recurring: 2023-03-25; 2023-04-25"],
    ),
    ("xong 31/2/2023", ["xong 31/2/2023", "     ^^^^^^^^^", "  Not understood: there is no such day: 31/2/2023"]),
    (
        "Thường xuyrn",
        [
            "Thường xuyrn",
            "^^^^^^^^^^^^",
            "  Not understood: no day can be read from this",
            "  Did you mean Thường xuyên?",
        ],
    ),
]


@pytest.mark.parametrize(("text", "lines"), ROWS, ids=[row[0] for row in ROWS])
def test_text(text: str, lines: list[str]) -> None:
    with language("en"):
        assert answer_text(ask(text, CONTEXT)).split("\n") == lines


def test_a_long_text_is_shown_around_what_is_not_understood(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = "Trình cấp có thẩm quyền xem xét, ban hành văn bản trước ngày 31/2/2023"
    with language("en"):
        assert answer_text(ask(text, CONTEXT)).split("\n")[:3] == [
            text,
            "  …ban hành văn bản trước ngày 31/2/2023",
            "                               ^^^^^^^^^",
        ]
