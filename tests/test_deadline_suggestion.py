"""Near misses: never read, but the text that was probably meant is offered."""

from __future__ import annotations

import pytest

from dutrack.deadline import DeadlineError, parse

ROWS = [
    ("quy I/2023", "quý I/2023"),
    ("Quỳ II/2025", "Quý II/2025"),
    ("Thường xuyrn", "Thường xuyên"),
    ("thưởng xuyên", "thường xuyên"),
    ("thuong xuyen", "thường xuyên"),
    ("HANG NAM", "HÀNG NĂM"),
    ("đinh kỳ hằng năm", "định kỳ hằng năm"),
    # a lead-in may be misspelt, a bound may not: without it the day would be another
    ("trươc ngày 5/3/2023", "trước ngày 5/3/2023"),
    ("đén ngày 5/3/2023", "đến ngày 5/3/2023"),
    ("ngay 5/3/2023", "ngày 5/3/2023"),
    # nor may what says which part of a period is meant
    ("giưa năm 2023", "giữa năm 2023"),
    ("cuói quý II/2023", "cuối quý II/2023"),
    ("nưa đầu năm 2023", "nửa đầu năm 2023"),
    ("quỳ II năm 2023", "quý II năm 2023"),
    ("trớc ngày 5/3/2023", "trước ngày 5/3/2023"),
    # nor may any other word of time
    ("quỳ II năm 2026", "quý II năm 2026"),
    ("đâu năm 2026", "đầu năm 2026"),
    ("giưa năm 2026", "giữa năm 2026"),
    ("Áp dụng tứ ngày 01/7/2026", "Áp dụng từ ngày 01/7/2026"),
    ("hằng nằm, trước ngày 30/11", "hằng năm, trước ngày 30/11"),
    # too far from a word to be put right, not too far to be left out
    ("hàng qý, từ năm 2026", None),
    ("Quý II, quy IV hằng năm", "Quý II, quý IV hằng năm"),
    ("Hằng tháng, từ thạng 4/2023", "Hằng tháng, từ tháng 4/2023"),
    ("chiều thư Sáu hằng tuần", "chiều thứ Sáu hằng tuần"),
    ("thườgn xuyên; sơ kết hằng năm", "thường xuyên; sơ kết hằng năm"),
    ("sau khí Trung ương ban hành", "sau khi Trung ương ban hành"),
    ("từ nay đến truơc ngày 30/6/2025", "từ nay đến trước ngày 30/6/2025"),
    ("kể từ ngáy Luật có hiệu lực đến hết năm 2025", "kể từ ngày Luật có hiệu lực đến hết năm 2025"),
    ("truoc ngay 15 thang 12 hang nam", "trước ngày 15 tháng 12 hàng năm"),
    ("quý 1/2023 và thuong xuyen", "quý 1/2023 và thường xuyên"),
    ("theo chi dao cua Trung uong", "theo chỉ đạo cua Trung uong"),
    # nothing near these reads
    ("Bắt đầu năm 2025", None),
    ("kip thoi", None),
    ("TBD", None),
    ("by the end of Q3 2023", None),
    ("31/2/2023", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_suggests(text: str, expected: str | None) -> None:
    with pytest.raises(DeadlineError) as refused:
        parse(text)
    assert refused.value.suggestion == expected


def test_gives_up_on_long_texts() -> None:
    with pytest.raises(DeadlineError) as refused:
        parse("truoc ngay " * 40)
    assert refused.value.suggestion is None
