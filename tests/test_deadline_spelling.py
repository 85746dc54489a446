"""One meaning, many spellings."""

from __future__ import annotations

import pytest
from deadline_notation import ISSUED, told

ROWS = [
    ("TRƯỚC NGÀY 15/12 HẰNG NĂM", ISSUED, "each ..2023-12-14, ..2024-12-14, ..2025-12-14"),
    ("Định kỳhàng năm", ISSUED, "each 2023, 2024, 2025"),
    ("Quý IV2026", ISSUED, "2026-10-01..2026-12-31"),
    ("nhiệm vụQuý III/2023", ISSUED, "2023-07-01..2023-09-30"),
    ("triển khaithường xuyên", ISSUED, "standing"),
    ("từđầu năm 2025", ISSUED, "standing from 2025-01-01"),
    ("Quý IV.2025", ISSUED, "2025-10-01..2025-12-31"),
    ("QUÍ I/2023", ISSUED, "2023-01-01..2023-03-31"),
    # the tone typed on the u of qu, which is no vowel
    ("qúy II năm 2023", ISSUED, "2023-04-01..2023-06-30"),
    ("QÚI II/2023", ISSUED, "2023-04-01..2023-06-30"),
    ("hàng quí", ISSUED, "each 2023-Q1, 2023-Q2, 2023-Q3"),
    ("QUÝIII NĂM 2025", ISSUED, "2025-07-01..2025-09-30"),
    ("quýii/2025", ISSUED, "2025-04-01..2025-06-30"),
    ("Quý II.2025.", ISSUED, "2025-04-01..2025-06-30"),
    # the mark at the end of an official document
    ("trước ngày 30/6/2025./.", ISSUED, "..2025-06-29"),
    # the tone on the wrong letter: no other word can be meant
    ("Qúy II năm 2025", ISSUED, "2025-04-01..2025-06-30"),
    ("qúi II/2025", ISSUED, "2025-04-01..2025-06-30"),
    ("trứơc ngày 05/3/2023", ISSUED, "..2023-03-04"),
    ("cuôí tháng 8/2025", ISSUED, "2025-08-31"),
    ("thừơng xuyên", ISSUED, "standing"),
    ("quý  I/2023", ISSUED, "2023-01-01..2023-03-31"),
    ("trước ngày 5/3/2023", ISSUED, "..2023-03-04"),
    ("**Tháng 12/2026**", ISSUED, "2026-12-01..2026-12-31"),
    ('"Quý I/2024"', ISSUED, "2024-01-01..2024-03-31"),
    ("[Quý I/2024]", ISSUED, "2024-01-01..2024-03-31"),
    ("(Hằng năm)", ISSUED, "each 2023, 2024, 2025"),
    ("- Quý I/2024;", ISSUED, "2024-01-01..2024-03-31"),
    ("+ Quý I/2024", ISSUED, "2024-01-01..2024-03-31"),
    ("• Quý I/2024.", ISSUED, "2024-01-01..2024-03-31"),
    ("a) Quý I/2024", ISSUED, "2024-01-01..2024-03-31"),
    ("1) Quý I/2024", ISSUED, "2024-01-01..2024-03-31"),
    ("I. Quý I/2024", ISSUED, "2024-01-01..2024-03-31"),
    ("Thời gian thực hiện: Quý I/2024", ISSUED, "2024-01-01..2024-03-31"),
    ("Thời gian hoàn thành: Quý II/2025", ISSUED, "2025-04-01..2025-06-30"),
    ("Tiến độ thực hiện: Quý II/2025", ISSUED, "2025-04-01..2025-06-30"),
    ("tháng Ba năm 2024", ISSUED, "2024-03-01..2024-03-31"),
    ("tháng III/2024", ISSUED, "2024-03-01..2024-03-31"),
    ("tháng 03/2024", ISSUED, "2024-03-01..2024-03-31"),
    ("quý 3/2024", ISSUED, "2024-07-01..2024-09-30"),
    ("quý ba năm 2024", ISSUED, "2024-07-01..2024-09-30"),
    ("Quý\nII/2026", ISSUED, "2026-04-01..2026-06-30"),
    ("Năm 2026 -\n2028", ISSUED, "2026-01-01..2028-12-31"),
    ("theo chỉ đạo của Ban Thường vụ Tỉnh uỷ", ISSUED, "event chỉ đạo của Ban Thường vụ Tỉnh uỷ"),
    ("tháng XII năm 2024", ISSUED, "2024-12-01..2024-12-31"),
    ("ngày 5 tháng III năm 2024", ISSUED, "2024-03-05"),
    ("tháng I, II/2024", ISSUED, "2024-01-01..2024-02-29"),
]


@pytest.mark.parametrize(("text", "issued", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_reads(text: str, issued: str, expected: str) -> None:
    assert told(text, issued) == expected
