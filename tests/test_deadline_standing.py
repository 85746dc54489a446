"""What has no end."""

from __future__ import annotations

import pytest
from deadline_notation import ISSUED, told

ROWS = [
    ("thực hiện thường xuyên", ISSUED, "standing"),
    ("Nhiệm vụ thường xuyên", ISSUED, "standing"),
    ("thường xuyên, liên tục", ISSUED, "standing"),
    ("Thực hiện thường xuyên, liên tục", ISSUED, "standing"),
    # neighbours equal as readings are one part
    ("thường xuyên hoặc định kỳ", ISSUED, "standing"),
    ("Thường xuyên, đột xuất", ISSUED, "standing"),
    ("Định kỳ, đột xuất", ISSUED, "standing"),
    ("theo định kỳ", ISSUED, "standing"),
    ("đột xuất", ISSUED, "standing"),
    ("bất thường", ISSUED, "standing"),
    # nobody named: nothing will be recorded that ends the waiting
    ("khi cần thiết", ISSUED, "standing"),
    ("khi có yêu cầu", ISSUED, "standing"),
    ("theo yêu cầu", ISSUED, "standing"),
    ("theo yêu cầu nhiệm vụ", ISSUED, "standing"),
    ("đột xuất theo yêu cầu", ISSUED, "standing"),
    ("Đột xuất khi có yêu cầu", ISSUED, "standing"),
    ("Thường xuyên và khi có yêu cầu", ISSUED, "standing"),
    # --- From a day on ---
    ("từ ngày 01/3/2023", ISSUED, "standing from 2023-03-01"),
    ("từ năm 2023", ISSUED, "standing from 2023-01-01"),
    ("Từ năm 2025 trở đi", ISSUED, "standing from 2025-01-01"),
    ("Từ Quý III năm 2025", ISSUED, "standing from 2025-07-01"),
    ("bắt đầu từ ngày 1/9", ISSUED, "standing from 2023-09-01"),
    ("Bắt đầu thực hiện từ quý II/2025", ISSUED, "standing from 2025-04-01"),
    ("từ đầu năm 2025", ISSUED, "standing from 2025-01-01"),
    ("Từ tháng 5/2026, thường xuyên", ISSUED, "standing from 2026-05-01"),
    ("Thường xuyên từ năm 2025", ISSUED, "standing from 2025-01-01"),
    ("Từ năm 2025 và thường xuyên", ISSUED, "standing from 2025-01-01"),
    ("Thường xuyên theo quy định", ISSUED, "standing"),
    ("kể từ thời điểm tháng 3/2023", ISSUED, "standing from 2023-03-01"),
    ("Phấn đấu bắt đầu xây dựng từ Quý I năm 2026", ISSUED, "standing from 2026-01-01"),
]


@pytest.mark.parametrize(("text", "issued", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_reads(text: str, issued: str, expected: str) -> None:
    assert told(text, issued) == expected
