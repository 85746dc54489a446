"""Series: every period, a day in every period, from, until, next; the first three occurrences."""

from __future__ import annotations

import pytest
from deadline_notation import ISSUED, told

ROWS = [
    # --- Every period ---
    ("hằng năm", ISSUED, "each 2023, 2024, 2025"),
    ("hàng quý", ISSUED, "each 2023-Q1, 2023-Q2, 2023-Q3"),
    ("mỗi quý", ISSUED, "each 2023-Q1, 2023-Q2, 2023-Q3"),
    ("mỗi quý phải họp ít nhất 01 lần", ISSUED, "each 2023-Q1, 2023-Q2, 2023-Q3"),
    ("mỗi quý họp một lần", ISSUED, "each 2023-Q1, 2023-Q2, 2023-Q3"),
    ("hằng quý báo cáo Tỉnh ủy", ISSUED, "each 2023-Q1, 2023-Q2, 2023-Q3"),
    ("hằng tuần", ISSUED, "each 2023-02-20..2023-02-26, 2023-02-27..2023-03-05, 2023-03-06..2023-03-12"),
    ("định kỳ hằng năm", ISSUED, "each 2023, 2024, 2025"),
    ("01 lần/năm", ISSUED, "each 2023, 2024, 2025"),
    ("mỗi tháng một lần", ISSUED, "each 2023-02, 2023-03, 2023-04"),
    ("ít nhất mỗi năm 01 lần", ISSUED, "each 2023, 2024, 2025"),
    (
        "định kỳ tối thiểu hai năm một lần",
        ISSUED,
        "each 2023-01-01..2024-12-31, 2025-01-01..2026-12-31, 2027-01-01..2028-12-31",
    ),
    ("6 tháng một lần", ISSUED, "each 2023-H1, 2023-H2, 2024-H1"),
    ("03 tháng/01 lần", ISSUED, "each 2023-Q1, 2023-Q2, 2023-Q3"),
    ("06 tháng/ lần", ISSUED, "each 2023-H1, 2023-H2, 2024-H1"),
    ("1 lần/6 tháng", ISSUED, "each 2023-H1, 2023-H2, 2024-H1"),
    ("mỗi 6 tháng", ISSUED, "each 2023-H1, 2023-H2, 2024-H1"),
    ("cứ 2 năm một lần", ISSUED, "each 2023-01-01..2024-12-31, 2025-01-01..2026-12-31, 2027-01-01..2028-12-31"),
    ("2 năm một lần", ISSUED, "each 2023-01-01..2024-12-31, 2025-01-01..2026-12-31, 2027-01-01..2028-12-31"),
    # a fortnight is counted from the issue week
    ("2 tuần một lần", ISSUED, "each 2023-02-20..2023-03-05, 2023-03-06..2023-03-19, 2023-03-20..2023-04-02"),
    ("định kỳ 6 tháng", ISSUED, "each 2023-H1, 2023-H2, 2024-H1"),
    ("định kỳ rà soát và cập nhật 01 lần/năm", ISSUED, "each 2023, 2024, 2025"),
    ("thực hiện hằng năm", ISSUED, "each 2023, 2024, 2025"),
    ("Hằng năm (theo quy định)", ISSUED, "each 2023, 2024, 2025"),
    # --- Several series, in the order of the text ---
    ("định kỳ 6 tháng, hằng năm", ISSUED, "each 2023-H1, 2023-H2, 2024-H1 + each 2023, 2024, 2025"),
    ("06 tháng, hằng năm", ISSUED, "each 2023-H1, 2023-H2, 2024-H1 + each 2023, 2024, 2025"),
    ("Báo cáo 6 tháng và hằng năm", ISSUED, "each 2023-H1, 2023-H2, 2024-H1 + each 2023, 2024, 2025"),
    (
        "Hàng tháng/quý/năm",
        ISSUED,
        "each 2023-02, 2023-03, 2023-04 + each 2023-Q1, 2023-Q2, 2023-Q3 + each 2023, 2024, 2025",
    ),
    (
        "Hằng tháng, quý, 6 tháng",
        ISSUED,
        "each 2023-02, 2023-03, 2023-04 + each 2023-Q1, 2023-Q2, 2023-Q3 + each 2023-H1, 2023-H2, 2024-H1",
    ),
    (
        "định kỳ 6 tháng trước ngày 15/6, hằng năm trước ngày 15/12",
        ISSUED,
        "each ..2023-06-14, ..2024-06-14, ..2025-06-14 + each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    (
        "Định kỳ 06 tháng (trước ngày 05 tháng 6) và hằng năm (trước ngày 05 tháng 12)",
        ISSUED,
        "each ..2023-06-04, ..2024-06-04, ..2025-06-04 + each ..2023-12-04, ..2024-12-04, ..2025-12-04",
    ),
    (
        "định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)",
        ISSUED,
        "each ..2023-06-14, ..2024-06-14, ..2025-06-14 + each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    (
        "Hằng tháng (trước ngày 25), quý (trước ngày 20 của tháng cuối quý)",
        ISSUED,
        "each ..2023-02-24, ..2023-03-24, ..2023-04-24 + each ..2023-03-19, ..2023-06-19, ..2023-09-19",
    ),
    (
        "trước ngày 15 của tháng cuối quý và hằng năm",
        ISSUED,
        "each ..2023-03-14, ..2023-06-14, ..2023-09-14 + each 2023, 2024, 2025",
    ),
    # --- A day of every year ---
    ("trước ngày 15/12 hằng năm", ISSUED, "each ..2023-12-14, ..2024-12-14, ..2025-12-14"),
    ("trước 31/3 hằng năm", ISSUED, "each ..2023-03-30, ..2024-03-30, ..2025-03-30"),
    # the strict bound of 1 January is the last day of the year before
    ("trước ngày 01/01 hằng năm", ISSUED, "each ..2023-12-31, ..2024-12-31, ..2025-12-31"),
    ("hằng năm, trước ngày 31/3", ISSUED, "each ..2023-03-30, ..2024-03-30, ..2025-03-30"),
    ("Hằng năm (trước ngày 15/12)", ISSUED, "each ..2023-12-14, ..2024-12-14, ..2025-12-14"),
    ("hằng năm, thực hiện trước ngày 30/11", ISSUED, "each ..2023-11-29, ..2024-11-29, ..2025-11-29"),
    ("báo cáo kết quả trước ngày 15/11 hằng năm", ISSUED, "each ..2023-11-14, ..2024-11-14, ..2025-11-14"),
    ("chậm nhất ngày 10 tháng 11 hàng năm", ISSUED, "each ..2023-11-10, ..2024-11-10, ..2025-11-10"),
    # a day with no year and no word before it is none, but for "hằng năm"
    ("31/3 hằng năm", ISSUED, "each 2023-03-31, 2024-03-31, 2025-03-31"),
    (
        "15/6 và 15/12 hằng năm",
        ISSUED,
        "each 2023-06-15, 2024-06-15, 2025-06-15 + each 2023-12-15, 2024-12-15, 2025-12-15",
    ),
    # the bound and the series hold for both days
    (
        "Trước ngày 15 tháng 6 và ngày 15 tháng 12 hằng năm",
        ISSUED,
        "each ..2023-06-14, ..2024-06-14, ..2025-06-14 + each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    (
        "Trước ngày 15/6 hằng năm đối với báo cáo 6 tháng và trước ngày 15/12 hằng năm đối với báo cáo năm",
        ISSUED,
        "each ..2023-06-14, ..2024-06-14, ..2025-06-14 + each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    # a named month has no 29 February in most years: its last day
    ("ngày 29/2 hằng năm", ISSUED, "each 2023-02-28, 2024-02-29, 2025-02-28"),
    (
        "trước ngày 20/11 hằng năm hoặc khi có yêu cầu",
        ISSUED,
        "each ..2023-11-19, ..2024-11-19, ..2025-11-19 + standing",
    ),
    # --- A month, quarter or half of every year ---
    ("tháng 12 hằng năm", ISSUED, "each 2023-12, 2024-12, 2025-12"),
    ("tháng 6, tháng 12 hằng năm", ISSUED, "each 2023-06, 2024-06, 2025-06 + each 2023-12, 2024-12, 2025-12"),
    ("quý IV hằng năm", ISSUED, "each 2023-Q4, 2024-Q4, 2025-Q4"),
    ("Quý II, IV hằng năm", ISSUED, "each 2023-Q2, 2024-Q2, 2025-Q2 + each 2023-Q4, 2024-Q4, 2025-Q4"),
    ("Hằng năm (Quý IV)", ISSUED, "each 2023-Q4, 2024-Q4, 2025-Q4"),
    ("6 tháng đầu năm hằng năm", ISSUED, "each 2023-H1, 2024-H1, 2025-H1"),
    ("cuối mỗi năm", ISSUED, "each 2023-12-31, 2024-12-31, 2025-12-31"),
    (
        "Từ tháng 6 đến tháng 8 hằng năm",
        ISSUED,
        "each 2023-06-01..2023-08-31, 2024-06-01..2024-08-31, 2025-06-01..2025-08-31",
    ),
    (
        "tuần đầu của tháng 12 hàng năm",
        ISSUED,
        "each 2023-12-01..2023-12-07, 2024-12-01..2024-12-07, 2025-12-01..2025-12-07",
    ),
    # --- A day of every month, quarter or week ---
    ("ngày 20 hằng tháng", ISSUED, "each 2023-02-20, 2023-03-20, 2023-04-20"),
    ("vào ngày 15 hằng tháng", ISSUED, "each 2023-03-15, 2023-04-15, 2023-05-15"),
    ("trước ngày 25 của tháng", ISSUED, "each ..2023-02-24, ..2023-03-24, ..2023-04-24"),
    ("ngày 15 của tháng", ISSUED, "each 2023-03-15, 2023-04-15, 2023-05-15"),
    # a month that lacks the day ends with it
    ("ngày 31 hằng tháng", ISSUED, "each 2023-02-28, 2023-03-31, 2023-04-30"),
    (
        "Ngày 15, 30 hằng tháng",
        ISSUED,
        "each 2023-03-15, 2023-04-15, 2023-05-15 + each 2023-02-28, 2023-03-30, 2023-04-30",
    ),
    ("ngày cuối cùng của tháng", ISSUED, "each 2023-02-28, 2023-03-31, 2023-04-30"),
    ("ngày 25 của tháng cuối hằng quý", ISSUED, "each 2023-03-25, 2023-06-25, 2023-09-25"),
    ("trước ngày 25 tháng cuối quý", ISSUED, "each ..2023-03-24, ..2023-06-24, ..2023-09-24"),
    ("trước ngày 20 tháng cuối cùng của quý", ISSUED, "each ..2023-03-19, ..2023-06-19, ..2023-09-19"),
    ("ngày 20 của tháng thứ 3 hằng quý", ISSUED, "each 2023-03-20, 2023-06-20, 2023-09-20"),
    ("định kỳ hằng quý (trước ngày 25 của tháng cuối quý)", ISSUED, "each ..2023-03-24, ..2023-06-24, ..2023-09-24"),
    ("định kỳ hằng quý, trước ngày 25 của tháng cuối quý", ISSUED, "each ..2023-03-24, ..2023-06-24, ..2023-09-24"),
    ("vào trước ngày 10 của tháng đầu mỗi quý", ISSUED, "each ..2023-04-09, ..2023-07-09, ..2023-10-09"),
    ("15 ngày đầu mỗi quý", ISSUED, "each 2023-04-01..2023-04-15, 2023-07-01..2023-07-15, 2023-10-01..2023-10-15"),
    ("ngày làm việc đầu tiên của tháng", ISSUED, "each 2023-03-01, 2023-04-03, 2023-05-04"),
    ("ngày làm việc thứ 3 của tháng", ISSUED, "each 2023-03-03, 2023-04-05, 2023-05-08"),
    ("chậm nhất vào ngày làm việc đầu tiên của tháng đầu quý", ISSUED, "each ..2023-04-03, ..2023-07-03, ..2023-10-02"),
    ("thứ Sáu hằng tuần", ISSUED, "each 2023-02-24, 2023-03-03, 2023-03-10"),
    ("trước 16h00 thứ Năm hằng tuần", ISSUED, "each ..2023-02-23, ..2023-03-02, ..2023-03-09"),
    (
        "thứ Hai, thứ Tư hằng tuần",
        ISSUED,
        "each 2023-02-20, 2023-02-27, 2023-03-06 + each 2023-02-22, 2023-03-01, 2023-03-08",
    ),
    ("thứ Năm tuần cuối của tháng", ISSUED, "each 2023-02-23, 2023-03-30, 2023-04-27"),
    (
        "Định kỳ từ ngày 1 đến ngày 5 hằng tháng",
        ISSUED,
        "each 2023-03-01..2023-03-05, 2023-04-01..2023-04-05, 2023-05-01..2023-05-05",
    ),
    (
        "Trước ngày 25 hàng tháng, trước ngày 20 tháng cuối quý",
        ISSUED,
        "each ..2023-02-24, ..2023-03-24, ..2023-04-24 + each ..2023-03-19, ..2023-06-19, ..2023-09-19",
    ),
    # six months with both its days: each comes once a year
    (
        "định kỳ 06 tháng một lần vào ngày 15 tháng 6 và ngày 15 tháng 12",
        ISSUED,
        "each 2023-06-15, 2024-06-15, 2025-06-15 + each 2023-12-15, 2024-12-15, 2025-12-15",
    ),
    # with one day of the year: once a year
    ("định kỳ 06 tháng, trước ngày 15 tháng 6", ISSUED, "each ..2023-06-14, ..2024-06-14, ..2025-06-14"),
    # --- Next, in a series: due in the period after its own ---
    ("hằng tháng, trước ngày 05 của tháng sau", ISSUED, "each ..2023-03-04, ..2023-04-04, ..2023-05-04"),
    ("định kỳ hằng quý trước ngày 05 của tháng đầu quý sau", ISSUED, "each ..2023-04-04, ..2023-07-04, ..2023-10-04"),
    (
        "định kỳ hằng năm, chậm nhất là ngày 15 tháng 01 của năm kế tiếp",
        ISSUED,
        "each ..2024-01-15, ..2025-01-15, ..2026-01-15",
    ),
    # --- From, until, through ---
    ("hằng năm, từ năm 2022", ISSUED, "each 2022, 2023, 2024"),
    ("năm 2022 và các năm tiếp theo", ISSUED, "each 2022, 2023, 2024"),
    ("giai đoạn 2022 - 2025 và những năm tiếp theo", ISSUED, "each 2022, 2023, 2024"),
    ("2022 và hằng năm", ISSUED, "each 2022, 2023, 2024"),
    ("Năm 2024 và các năm sau", ISSUED, "each 2024, 2025, 2026"),
    ("giai đoạn 2023 - 2025, hằng năm", ISSUED, "each 2023, 2024, 2025"),
    ("Hằng năm, giai đoạn 2025 - 2030", ISSUED, "each 2025, 2026, 2027"),
    ("Hằng năm đến năm 2030", ISSUED, "each 2023, 2024, 2025"),
    ("Hằng năm (2025 - 2030)", ISSUED, "each 2025, 2026, 2027"),
    ("Từ năm 2025, hằng năm", ISSUED, "each 2025, 2026, 2027"),
    ("trước ngày 15/12 hằng năm, từ năm 2025", ISSUED, "each ..2025-12-14, ..2026-12-14, ..2027-12-14"),
    ("Trước ngày 15/12 hàng năm (bắt đầu từ năm 2025)", ISSUED, "each ..2025-12-14, ..2026-12-14, ..2027-12-14"),
    ("Quý I hằng năm, bắt đầu từ năm 2026", ISSUED, "each 2026-Q1, 2027-Q1, 2028-Q1"),
    ("Quý I hằng năm giai đoạn 2026 - 2030", ISSUED, "each 2026-Q1, 2027-Q1, 2028-Q1"),
    ("Quý IV hằng năm (2025 - 2030)", ISSUED, "each 2025-Q4, 2026-Q4, 2027-Q4"),
    # the stated start cuts the first window
    ("hằng năm, từ ngày 01/7/2023", ISSUED, "each 2023-H2, 2024, 2025"),
    # --- From laws, reports and notices ---
    ("định kỳ vào Quý I hằng năm", ISSUED, "each 2023-Q1, 2024-Q1, 2025-Q1"),
    ("chậm nhất ngày 15 tháng cuối quý", ISSUED, "each ..2023-03-15, ..2023-06-15, ..2023-09-15"),
    ("chậm nhất ngày 15 tháng đầu quý tiếp theo hằng quý", ISSUED, "each ..2023-04-15, ..2023-07-15, ..2023-10-15"),
    ("chậm nhất vào ngày 05 của mỗi tháng", ISSUED, "each ..2023-03-05, ..2023-04-05, ..2023-05-05"),
    ("Trước ngày 15 tháng 6 hằng năm đối với báo cáo 6 tháng", ISSUED, "each ..2023-06-14, ..2024-06-14, ..2025-06-14"),
    ("báo cáo quý trước ngày 15 của tháng cuối quý", ISSUED, "each ..2023-03-14, ..2023-06-14, ..2023-09-14"),
    ("Định kỳ hằng quý, hạn trước ngày 25 của tháng cuối quý", ISSUED, "each ..2023-03-24, ..2023-06-24, ..2023-09-24"),
    (
        "Báo cáo hằng quý, gửi báo cáo trước ngày 20 tháng cuối quý",
        ISSUED,
        "each ..2023-03-19, ..2023-06-19, ..2023-09-19",
    ),
    # days with no year belong to the series that heads them
    (
        "hằng năm, báo cáo UBND tỉnh trước ngày 15/6 và 15/12",
        ISSUED,
        "each ..2023-06-14, ..2024-06-14, ..2025-06-14 + each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    # a day with its year does not
    ("hằng năm, báo cáo UBND tỉnh trước ngày 15/12/2025", ISSUED, "each 2023, 2024, 2025 + ..2025-12-14"),
    ("ngày đầu tiên của mỗi quý", ISSUED, "each 2023-04-01, 2023-07-01, 2023-10-01"),
    # --- The first and last day of every quarter ---
    ("Ngày cuối cùng của quý", ISSUED, "each 2023-03-31, 2023-06-30, 2023-09-30"),
    ("Trước ngày cuối cùng của quý", ISSUED, "each ..2023-03-30, ..2023-06-29, ..2023-09-29"),
    ("Ngày đầu tiên của quý", ISSUED, "each 2023-04-01, 2023-07-01, 2023-10-01"),
    # --- A start or a run after a series with days of its own ---
    ("ngày 25 hằng tháng, bắt đầu từ tháng 5/2023", ISSUED, "each 2023-05-25, 2023-06-25, 2023-07-25"),
    ("Ngày 20 của tháng cuối quý, từ quý III/2023", ISSUED, "each 2023-09-20, 2023-12-20, 2024-03-20"),
    (
        "Trước ngày 20 hằng tháng, từ tháng 4/2023 đến tháng 12/2023",
        ISSUED,
        "each ..2023-04-19, ..2023-05-19, ..2023-06-19",
    ),
    ("Hằng tháng từ tháng 4/2023 đến tháng 6/2024", ISSUED, "each 2023-04, 2023-05, 2023-06"),
    ("Hằng quý, từ quý II/2023 đến quý III/2023", ISSUED, "each 2023-Q2, 2023-Q3"),
    ("Hằng năm, thời gian thực hiện từ năm 2024 đến năm 2025", ISSUED, "each 2024, 2025"),
    # a window inside each year, not the years the series runs in
    (
        "Hằng năm, từ ngày 15/11 đến ngày 15/12",
        ISSUED,
        "each 2023-11-15..2023-12-15, 2024-11-15..2024-12-15, 2025-11-15..2025-12-15",
    ),
    # --- A start before a series ---
    ("Từ năm 2024, trước ngày 31/3 hằng năm", ISSUED, "each ..2024-03-30, ..2025-03-30, ..2026-03-30"),
    ("từ ngày 01/7/2023, trước ngày 20 hằng tháng", ISSUED, "each ..2023-07-19, ..2023-08-19, ..2023-09-19"),
    (
        "Từ năm 2024, trước ngày 15/6 và 15/12 hằng năm",
        ISSUED,
        "each ..2024-06-14, ..2025-06-14, ..2026-06-14 + each ..2024-12-14, ..2025-12-14, ..2026-12-14",
    ),
    # --- Words between a series and its day ---
    ("Hằng năm tổng hợp, báo cáo Tỉnh ủy trước ngày 15/12", ISSUED, "each ..2023-12-14, ..2024-12-14, ..2025-12-14"),
    (
        "Định kỳ báo cáo kết quả trước ngày 15/6 và 15/12 hằng năm",
        ISSUED,
        "each ..2023-06-14, ..2024-06-14, ..2025-06-14 + each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    ("định kỳ báo cáo trước ngày 25 hằng tháng", ISSUED, "each ..2023-02-24, ..2023-03-24, ..2023-04-24"),
    # several bounds in the bracket of one period
    (
        "Định kỳ 06 tháng/lần (trước ngày 20/6 và trước ngày 20/12)",
        ISSUED,
        "each ..2023-06-19, ..2024-06-19, ..2025-06-19 + each ..2023-12-19, ..2024-12-19, ..2025-12-19",
    ),
    # --- "theo" before định kỳ, and a comma after it, say nothing ---
    ("theo định kỳ 6 tháng và hàng năm", ISSUED, "each 2023-H1, 2023-H2, 2024-H1 + each 2023, 2024, 2025"),
    ("báo cáo định kỳ, hằng năm", ISSUED, "each 2023, 2024, 2025"),
    # --- Days of one yearly series, which only the last of them names ---
    (
        "Định kỳ trước ngày 15 tháng 6 và trước ngày 15 tháng 12 hằng năm",
        ISSUED,
        "each ..2023-06-14, ..2024-06-14, ..2025-06-14 + each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    # a day with a series of its own is none of them
    (
        "định kỳ trước ngày 10 hằng tháng và trước ngày 15/12 hằng năm",
        ISSUED,
        "each ..2023-03-09, ..2023-04-09, ..2023-05-09 + each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    # --- A series said again after its day ---
    ("mỗi năm một lần vào ngày 22 tháng 12 hằng năm", ISSUED, "each 2023-12-22, 2024-12-22, 2025-12-22"),
    ("hàng năm (ngày 14/7 hàng năm)", ISSUED, "each 2023-07-14, 2024-07-14, 2025-07-14"),
    (
        "định kỳ 06 (sáu) tháng một lần (vào ngày 01/6 và ngày 01/12 hằng năm)",
        ISSUED,
        "each 2023-06-01, 2024-06-01, 2025-06-01 + each 2023-12-01, 2024-12-01, 2025-12-01",
    ),
    ("Một (01) lần/một (01) năm", ISSUED, "each 2023, 2024, 2025"),
    ("trước ngày mùng 5 của tháng cuối quý", ISSUED, "each ..2023-03-04, ..2023-06-04, ..2023-09-04"),
    (
        "trước ngày 15 tháng 12 hằng năm đối với báo cáo định kỳ hằng năm",
        ISSUED,
        "each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    ("từ ngày 01/01 và kết thúc vào ngày 31/12 hằng năm", ISSUED, "each 2023, 2024, 2025"),
    # the bound of a series that begins in a year ends no window
    ("từ năm 2024, hoàn thành trước ngày 15/12 hằng năm", ISSUED, "each ..2024-12-14, ..2025-12-14, ..2026-12-14"),
    # labels of a table's rows
    ("Tháng: ngày 22 hằng tháng", ISSUED, "each 2023-02-22, 2023-03-22, 2023-04-22"),
    # ten years: fifteen is "mười lăm"
    ("mười năm một lần", ISSUED, "each 2023-01-01..2032-12-31, 2033-01-01..2042-12-31, 2043-01-01..2052-12-31"),
    ("Hằng tuần, vào chiều thứ Sáu", ISSUED, "each 2023-02-24, 2023-03-03, 2023-03-10"),
    ("Chậm nhất ngày 06 (sáu) của tháng cuối quý", ISSUED, "each ..2023-03-06, ..2023-06-06, ..2023-09-06"),
    # the lead-in stands before the series, not before its years
    ("Rà soát hằng năm, 2026 - 2030", ISSUED, "each 2026, 2027, 2028"),
    # the words between say what is done, not when
    ("Hằng tháng tổng hợp, báo cáo trước ngày 20", ISSUED, "each ..2023-03-19, ..2023-04-19, ..2023-05-19"),
    ("Hằng tháng, từ tháng 7/2026, trước ngày 20", ISSUED, "each ..2026-07-19, ..2026-08-19, ..2026-09-19"),
    (
        "hằng năm, sơ kết trước ngày 15/6, tổng kết trước ngày 15/12",
        ISSUED,
        "each ..2023-06-14, ..2024-06-14, ..2025-06-14 + each ..2023-12-14, ..2024-12-14, ..2025-12-14",
    ),
    # two days are two series
    (
        "Hằng quý, trước ngày 15 tháng cuối quý, chậm nhất ngày 20 tháng cuối quý",
        ISSUED,
        "each ..2023-03-14, ..2023-06-14, ..2023-09-14 + each ..2023-03-20, ..2023-06-20, ..2023-09-20",
    ),
]


@pytest.mark.parametrize(("text", "issued", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_reads(text: str, issued: str, expected: str) -> None:
    assert told(text, issued) == expected
