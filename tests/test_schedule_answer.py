"""The machine-readable answer: the contract's own phrases, whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedules import all_told, context

from dutrack.i18n import language
from dutrack.schedule.answer import answer_data, ask


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("quý I/2023", "2023-01-01..2023-03-31"),
        ("các ngày 2, 3 và 4/1/2024", "2024-01-02..2024-01-04"),
        ("trước 17 giờ ngày 31/3/2023", "..2023-03-31"),
        ("6 tháng đầu năm 2023", "2023-01-01..2023-06-30"),
        ("6/2025", "2025-06-01..2025-06-30"),
        ("2025 - 2026", "2025-01-01..2026-12-31"),
        ("quý I, II/2023", "2023-01-01..2023-06-30"),
        ("tháng 3 và tháng 4/2023", "2023-03-01..2023-04-30"),
        ("từ quý IV/2022 đến quý II/2023", "2022-10-01..2023-06-30"),
        ("giữa quý II/2023", "2023-05-15..2023-05-15"),
        ("giữa năm 2023", "2023-06-30..2023-06-30"),
        ("tuần đầu tháng 12/2023", "2023-12-01..2023-12-07"),
        ("trước quý II/2023", "..2023-03-31"),
        ("chậm nhất trước ngày 31/3/2023", "..2023-03-30"),
        ("đến năm 2025", "..2025-12-31"),
        ("sớm nhất 01/8/2023, muộn nhất 28/8/2023", "2023-08-01..2023-08-28"),
        ("từ nay đến trước ngày 30/10", "2023-02-20..2023-10-29"),
        ("từ năm 2024", "from 2024-01-01"),
        ("tháng 3", "2023-03-01..2023-03-31"),
        ("tháng 01", "2024-01-01..2024-01-31"),
        ("cuối năm", "2023-12-31..2023-12-31"),
        ("đầu năm", "2024-01-01..2024-01-01"),
        ("trong năm sau", "2024-01-01..2024-12-31"),
        ("ngày 05 của tháng kế tiếp", "2023-03-05..2023-03-05"),
        ("10 ngày tới", "2023-02-20..2023-03-02"),
        ("giữa nhiệm kỳ Đại hội Đảng", "event giữa nhiệm kỳ Đại hội Đảng"),
        ("trong vòng 15 ngày kể từ ngày ban hành Kế hoạch này", "2023-02-20..2023-03-07"),
        ("năm 2022 và các năm tiếp theo", "2022 2022-01-01..2022-12-31; 2023 2023-01-01..2023-12-31"),
        ("giai đoạn 2023 - 2024, hằng năm", "2023 2023-01-01..2023-12-31; 2024 2024-01-01..2024-12-31"),
        ("trước ngày 25 của tháng cuối quý", "2023-Q1 ..2023-03-24; 2023-Q2 ..2023-06-24"),
        ("thứ Sáu hằng tuần", "2023-W08 2023-02-24..2023-02-24; 2023-W09 2023-03-03..2023-03-03"),
        ("ngày làm việc đầu tiên của tháng", "2023-03 2023-03-01..2023-03-01; 2023-04 2023-04-03..2023-04-03"),
        ("trước ngày 31/3 năm sau hằng năm", "2022 ..2023-03-30; 2023 ..2024-03-30"),
        ("năm 2022 và thường xuyên", "2022-01-01..2022-12-31 + from "),
        (
            "trong giai đoạn 2023 - 2025 theo chỉ đạo của Trung ương",
            "2023-01-01..2025-12-31 + event chỉ đạo của Trung ương",
        ),
        ("chậm nhất 03 ngày làm việc trước khi họp", "event họp + -3 working-day"),
    ],
)
def test_phrases(text: str, parts: str) -> None:
    """A phrase of the contract, in a plan issued 2023-02-20."""
    told = [" ".join(part.split("; ")[:2]) for part in all_told(text)]
    assert " + ".join(told) == parts.replace("; ", " ")


def test_answer_to_a_text_that_is_read() -> None:
    """Every key of an answer."""
    with language("en"):
        found = answer_data(
            ask("trước ngày 15/12 hằng năm và trong 30 ngày sau khi X ban hành, từ năm 2024", context())
        )
    assert found == {
        "text": "trước ngày 15/12 hằng năm và trong 30 ngày sau khi X ban hành, từ năm 2024",
        "parts": [
            {
                "kind": "recurring",
                "rrule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14",
                "occurrences": [
                    {"start": None, "due": "2023-12-14"},
                    {"start": None, "due": "2024-12-14"},
                    {"start": None, "due": "2025-12-14"},
                ],
            },
            {"kind": "event", "event": "X ban hành", "within": {"count": 30, "unit": "day"}},
            {"kind": "standing", "from": "2024-01-01"},
        ],
        "join": "and",
        "warnings": [],
        "error": None,
    }


def test_answer_with_a_warning() -> None:
    """A warning has its kind, a sentence and its place."""
    with language("en"):
        found = answer_data(ask("trước ngày 31/3", context()))
    assert found["parts"] == [{"kind": "dated", "start": None, "due": "2023-03-30"}]
    assert found["warnings"] == [
        {
            "kind": "year-chosen",
            "message": "the year is left out: 2023 is taken from the issue date 2023-02-20",
            "at": [0, 15],
        }
    ]


@pytest.mark.parametrize(
    ("text", "join"),
    [("quý I/2023", None), ("năm 2022 và thường xuyên", "and"), ("thường xuyên hoặc theo kế hoạch của X", "or")],
)
def test_join(text: str, join: str | None) -> None:
    """The word between the parts."""
    with language("en"):
        assert answer_data(ask(text, context()))["join"] == join


def test_answer_to_a_text_that_is_refused() -> None:
    """A refusal has no parts, and points into the text as given."""
    with language("en"):
        found = answer_data(ask("từ nay đến ngày 01/02/2023", context()))
    assert found == {
        "text": "từ nay đến ngày 01/02/2023",
        "parts": [],
        "join": None,
        "warnings": [],
        "error": {"message": "2023-02-01 comes before 2023-02-20: the end stands before the start", "at": [0, 26]},
    }


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    """Whatever the text, the answer is JSON: parts or an error, never both."""
    with language("en"):
        found = answer_data(ask(text, context()))
    assert bool(found["parts"]) is (found["error"] is None)
    json.dumps(found)


WORDS = st.sampled_from(
    "ngày tháng quý năm hằng trước đến từ sau khi và hoặc , - / 31 2 29 15 30/4 2023 9999 0001 I IV cuối đầu giữa tuần "
    "kỳ mỗi lần nay tới theo chỉ đạo của thứ hai làm việc nhiệm 6 12 99999 kể ban hành chậm nhất trong định thường "
    "xuyên".split()
)


@given(st.lists(WORDS, max_size=9).map(" ".join), st.dates())
def test_any_words_have_an_answer(text: str, issued: object) -> None:
    """Words of the language in any order, on any issue date, never break it."""
    with language("en"):
        found = answer_data(ask(text, context(str(issued))))
    assert bool(found["parts"]) is (found["error"] is None)
