"""A period alone, as settings and plans write it."""

from __future__ import annotations

import pytest

from dutrack.dates.counting import Period, Unit
from dutrack.deadline import DeadlineError, parse_period
from dutrack.i18n import language

READ = [
    ("30 ngày", Period(30, Unit.DAY)),
    ("10 ngày làm việc", Period(10, Unit.WORKING_DAY)),
    ("2 tháng", Period(2, Unit.MONTH)),
    ("01 (một) tuần", Period(1, Unit.WEEK)),
    ("1 quý", Period(3, Unit.MONTH)),
    ("nửa tháng", Period(15, Unit.DAY)),
    ("hai năm", Period(2, Unit.YEAR)),
    ("48 giờ", Period(2, Unit.DAY)),
]
REFUSED = [
    ("", "expected a period such as “30 ngày” or “10 ngày làm việc”, but the text ends here"),
    ("30", "expected a period such as “30 ngày” or “10 ngày làm việc”, not “30”"),
    ("30 ngày kể từ ngày ký", "expected a period such as “30 ngày” or “10 ngày làm việc”, not “kể”"),
    ("0 ngày", "a period of 0 is no period"),
    ("12 giờ", "a period of less than a day cannot be tracked in days"),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[row[0] for row in READ])
def test_reads_a_period(text: str, expected: Period) -> None:
    assert parse_period(text) == expected


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_what_is_no_period(text: str, message: str) -> None:
    with pytest.raises(DeadlineError) as refused, language("en"):
        parse_period(text)
    with language("en"):
        assert str(refused.value) == message
