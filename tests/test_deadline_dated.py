"""Windows: days, periods, bounds, years left out, next, counted from the issue date."""

from __future__ import annotations

import pytest
from deadline_notation import ISSUED, told

ROWS = [
    # --- Days: always day, month, year ---
    ("31/3/2023", ISSUED, "2023-03-31"),
    ("31-3-2023", ISSUED, "2023-03-31"),
    # a full stop between digits is no item mark
    ("31.3.2023", ISSUED, "2023-03-31"),
    ("1. 31.3.2023", ISSUED, "2023-03-31"),
    ("ngày 31 tháng 3 năm 2023", ISSUED, "2023-03-31"),
    ("ngày 31 tháng 03/2023", ISSUED, "2023-03-31"),
    ("31–3–2023", ISSUED, "2023-03-31"),
    ("Hạn hoàn thành: 30/6/2025", "2025-01-15", "2025-06-30"),
    ("thứ Sáu, ngày 31/3/2023", ISSUED, "2023-03-31"),
    ("ngày 31/3/2023 (thứ Sáu)", ISSUED, "2023-03-31"),
    ("các ngày 2, 3 và 4/1/2024", ISSUED, "2024-01-02..2024-01-04"),
    ("ngày 2-4/6/2025", "2025-01-15", "2025-06-02..2025-06-04"),
    ("ngày 2 - 4 tháng 6 năm 2025", "2025-01-15", "2025-06-02..2025-06-04"),
    # dashes throughout are one date
    ("2-4-2025", "2025-01-15", "2025-04-02"),
    ("từ 2 - 4/6/2025", "2025-01-15", "2025-06-02..2025-06-04"),
    # two days, not one window: they do not follow on each other
    ("ngày 5/3 và 5/9/2023", ISSUED, "2023-03-05 + 2023-09-05"),
    # --- Clock times are dropped; before a clock time is on that day ---
    ("trước 17 giờ ngày 31/3/2023", ISSUED, "..2023-03-31"),
    ("trước 15h00 ngày 20/5/2025", "2025-01-15", "..2025-05-20"),
    ("trước 15 giờ 00 phút ngày 20/5/2025", "2025-01-15", "..2025-05-20"),
    ("trước 17:00 ngày 31/3/2023", ISSUED, "..2023-03-31"),
    ("8h00 thứ Hai, ngày 31/3/2025", "2025-01-15", "2025-03-31"),
    ("đến 17h ngày 31/3/2023", ISSUED, "..2023-03-31"),
    # --- Periods ---
    ("tháng 3/2023", ISSUED, "2023-03-01..2023-03-31"),
    ("tháng 02 năm 2022", ISSUED, "2022-02-01..2022-02-28"),
    ("tháng 3-2023", ISSUED, "2023-03-01..2023-03-31"),
    ("tháng mười hai năm 2023", ISSUED, "2023-12-01..2023-12-31"),
    ("quý I/2023", ISSUED, "2023-01-01..2023-03-31"),
    ("Quý III năm 2023", ISSUED, "2023-07-01..2023-09-30"),
    ("quí 1-2023", ISSUED, "2023-01-01..2023-03-31"),
    ("quý bốn năm 2025", "2025-01-15", "2025-10-01..2025-12-31"),
    ("Quý IV, 2025", "2025-01-15", "2025-10-01..2025-12-31"),
    ("năm 2022", ISSUED, "2022-01-01..2022-12-31"),
    ("6 tháng đầu năm 2023", ISSUED, "2023-01-01..2023-06-30"),
    ("06 tháng đầu năm 2026", "2025-01-15", "2026-01-01..2026-06-30"),
    ("9 tháng đầu năm 2023", ISSUED, "2023-01-01..2023-09-30"),
    ("3 tháng cuối năm", ISSUED, "2023-10-01..2023-12-31"),
    ("nửa đầu năm 2025", "2025-01-15", "2025-01-01..2025-06-30"),
    ("Tháng đầu quý II/2025", "2025-01-15", "2025-04-01..2025-04-30"),
    ("10 ngày đầu tháng 6/2025", "2025-01-15", "2025-06-01..2025-06-10"),
    ("trong 10 ngày cuối tháng 6/2025", "2025-01-15", "2025-06-21..2025-06-30"),
    ("tuần đầu tháng 6/2025", "2025-01-15", "2025-06-01..2025-06-07"),
    # --- Bare, as the whole text ---
    ("6/2025", "2025-01-15", "2025-06-01..2025-06-30"),
    ("2026", "2025-01-15", "2026-01-01..2026-12-31"),
    ("2025 - 2026", "2025-01-15", "2025-01-01..2026-12-31"),
    ("2025-2030", "2025-01-15", "2025-01-01..2030-12-31"),
    ("12/2025 - 3/2026", "2025-01-15", "2025-12-01..2026-03-31"),
    ("2025 và 2026", "2025-01-15", "2025-01-01..2026-12-31"),
    # --- Joined ---
    ("quý I, II/2023", ISSUED, "2023-01-01..2023-06-30"),
    ("quý I - II/2023", ISSUED, "2023-01-01..2023-06-30"),
    ("Quý I-II/2026", "2025-01-15", "2026-01-01..2026-06-30"),
    ("Quý I và III/2025", "2025-01-15", "2025-01-01..2025-03-31 + 2025-07-01..2025-09-30"),
    ("tháng 3 và tháng 4/2023", ISSUED, "2023-03-01..2023-04-30"),
    ("tháng 3 - 5/2023", ISSUED, "2023-03-01..2023-05-31"),
    ("Tháng 10, 11, 12/2025", "2025-01-15", "2025-10-01..2025-12-31"),
    (
        "Tháng 3, 6, 9 năm 2025",
        "2025-01-15",
        "2025-03-01..2025-03-31 + 2025-06-01..2025-06-30 + 2025-09-01..2025-09-30",
    ),
    ("từ tháng 3 đến tháng 5/2023", ISSUED, "2023-03-01..2023-05-31"),
    ("từ quý IV/2022 đến quý II/2023", "2022-10-01", "2022-10-01..2023-06-30"),
    ("Quý IV/2025 - Quý I/2026", "2025-01-15", "2025-10-01..2026-03-31"),
    ("tháng 11, 12 năm 2025 và tháng 1 năm 2026", "2025-01-15", "2025-11-01..2026-01-31"),
    ("năm 2023 - 2024", ISSUED, "2023-01-01..2024-12-31"),
    ("giai đoạn 2023 - 2025", ISSUED, "2023-01-01..2025-12-31"),
    ("Giai đoạn 1 (2026 - 2028)", "2025-01-15", "2026-01-01..2028-12-31"),
    ("nhiệm kỳ 2020 - 2025", "2022-10-01", "2020-01-01..2025-12-31"),
    ("Năm 2025, 2027", "2025-01-15", "2025-01-01..2025-12-31 + 2027-01-01..2027-12-31"),
    # different units are one part each
    ("Trong năm 2025 và quý I/2026", "2025-01-15", "2025-01-01..2025-12-31 + 2026-01-01..2026-03-31"),
    ("năm nay và năm sau", ISSUED, "2023-01-01..2024-12-31"),
    ("tháng này và tháng sau", ISSUED, "2023-02-01..2023-03-31"),
    # --- Part of a period: one day ---
    ("đầu tháng 5/2023", ISSUED, "2023-05-01"),
    ("giữa tháng 5/2023", ISSUED, "2023-05-15"),
    ("cuối tháng 5/2023", ISSUED, "2023-05-31"),
    ("đầu năm 2024", ISSUED, "2024-01-01"),
    ("giữa năm 2023", ISSUED, "2023-06-30"),
    ("vào cuối năm 2025", "2024-08-08", "2025-12-31"),
    ("Đầu quý II/2025", "2025-01-15", "2025-04-01"),
    ("Giữa quý II/2025", "2025-01-15", "2025-05-15"),
    ("Cuối quý II/2025", "2025-01-15", "2025-06-30"),
    ("từ đầu năm 2025 đến giữa năm 2026", "2025-01-15", "2025-01-01..2026-06-30"),
    # --- Bounds: strict, inclusive, of a period ---
    ("trước ngày 31/3/2023", ISSUED, "..2023-03-30"),
    ("Hoàn thành trước 30/6/2025", "2025-01-15", "..2025-06-29"),
    ("trước tháng 6/2023", ISSUED, "..2023-05-31"),
    ("trước quý II/2023", ISSUED, "..2023-03-31"),
    ("trước năm 2025", ISSUED, "..2024-12-31"),
    ("Trước giữa tháng 6/2025", "2025-01-15", "..2025-06-14"),
    ("chậm nhất ngày 31/3/2023", ISSUED, "..2023-03-31"),
    ("muộn nhất là ngày 31/3/2023", ISSUED, "..2023-03-31"),
    ("Chậm nhất 15/12/2024", "2024-08-08", "..2024-12-15"),
    ("chậm nhất trước ngày 31/3/2023", ISSUED, "..2023-03-30"),
    ("không quá ngày 31/3/2023", ISSUED, "..2023-03-31"),
    ("không muộn hơn ngày 31/3/2023", ISSUED, "..2023-03-31"),
    ("đến ngày 31/3/2023", ISSUED, "..2023-03-31"),
    ("đến hết ngày 31/3/2023", ISSUED, "..2023-03-31"),
    # xong D is a bound, xong trong a lead-in
    ("xong ngày 31/3/2023", ISSUED, "..2023-03-31"),
    ("xong trong tháng 3/2023", ISSUED, "2023-03-01..2023-03-31"),
    ("xong trước ngày 30/6/2025", "2025-01-15", "..2025-06-29"),
    ("đến năm 2025", ISSUED, "..2025-12-31"),
    ("Đến hết năm 2025", "2025-01-15", "..2025-12-31"),
    ("hết quý I/2023", ISSUED, "..2023-03-31"),
    ("chậm nhất trong tháng 6/2023", ISSUED, "..2023-06-30"),
    ("chậm nhất cuối tháng 6/2025", "2025-01-15", "..2025-06-30"),
    ("sớm nhất vào ngày 1/8/2023, muộn nhất vào ngày 28/8/2023", ISSUED, "2023-08-01..2023-08-28"),
    ("từ nay đến cuối năm", ISSUED, "2023-02-20..2023-12-31"),
    ("từ nay đến trước ngày 30-10", "2017-03-24", "2017-03-24..2017-10-29"),
    ("Từ ngày ban hành đến 31/12/2025", "2025-01-15", "2025-01-15..2025-12-31"),
    ("từ ngày ký đến hết năm 2025", "2025-01-15", "2025-01-15..2025-12-31"),
    ("Từ Quý II/2026 đến Quý IV/2027", "2025-01-15", "2026-04-01..2027-12-31"),
    ("từ ngày 02/3/2020 cho đến hết ngày 15/3/2020", "2020-02-28", "2020-03-02..2020-03-15"),
    # "hoàn thành trước B" ends the window that A begins
    ("từ ngày 01/4/2023 hoàn thành trước ngày 30/6/2023", ISSUED, "2023-04-01..2023-06-29"),
    ("từ tháng 4/2023 và kéo dài đến tháng 6/2023", ISSUED, "2023-04-01..2023-06-30"),
    ("trước ngày 30/6/2023 và trước ngày 30/6/2024", ISSUED, "..2023-06-29 + ..2024-06-29"),
    # --- The year left out: the earliest that still lies ahead ---
    ("tháng 3", ISSUED, "2023-03-01..2023-03-31"),
    ("tháng 01", ISSUED, "2024-01-01..2024-01-31"),
    # of a list the last member decides
    ("tháng 1, 2 và 3", ISSUED, "2023-01-01..2023-03-31"),
    (
        "Tháng 3, tháng 6, tháng 9 và tháng 12",
        ISSUED,
        "2023-03-01..2023-03-31 + 2023-06-01..2023-06-30 + 2023-09-01..2023-09-30 + 2023-12-01..2023-12-31",
    ),
    ("trong năm", ISSUED, "2023-01-01..2023-12-31"),
    ("cuối năm", ISSUED, "2023-12-31"),
    # the next 1 January, not this year's
    ("đầu năm", ISSUED, "2024-01-01"),
    ("năm nay", ISSUED, "2023-01-01..2023-12-31"),
    ("06 tháng đầu năm", "2025-06-25", "2025-01-01..2025-06-30"),
    ("trước ngày 10-4", "2012-03-15", "..2012-04-09"),
    ("29/2/2024", ISSUED, "2024-02-29"),
    # --- Next ---
    ("tháng sau", ISSUED, "2023-03-01..2023-03-31"),
    ("quý tới", ISSUED, "2023-04-01..2023-06-30"),
    ("năm tiếp theo", ISSUED, "2024-01-01..2024-12-31"),
    ("trước ngày 10 của tháng sau", ISSUED, "..2023-03-09"),
    ("chậm nhất vào ngày 31/3 của năm sau", ISSUED, "..2024-03-31"),
    ("ngày 05 của tháng kế tiếp", ISSUED, "2023-03-05"),
    # "tới" after a named month says nothing of its own
    ("tháng 9 tới", ISSUED, "2023-09-01..2023-09-30"),
    # the month before the turn of the year is this year's
    ("từ tháng 11 đến tháng 3 năm sau", ISSUED, "2023-11-01..2024-03-31"),
    ("Từ tháng 3 đến tháng 5 năm sau", ISSUED, "2024-03-01..2024-05-31"),
    ("10 ngày tới", "2020-08-07", "2020-08-07..2020-08-17"),
    ("02 tuần tới", ISSUED, "2023-02-20..2023-03-06"),
    ("nửa đầu năm sau", ISSUED, "2024-01-01..2024-06-30"),
    # --- Counted from the issue date, or back from a day ---
    ("trong 15 ngày kể từ ngày ban hành", ISSUED, "2023-02-20..2023-03-07"),
    ("trong vòng 15 ngày kể từ ngày ban hành Kế hoạch này", ISSUED, "2023-02-20..2023-03-07"),
    ("15 ngày kể từ ngày ký", ISSUED, "2023-02-20..2023-03-07"),
    ("03 tháng kể từ ngày ban hành", "2025-01-15", "2025-01-15..2025-04-15"),
    # 31 January + 1 month has no day of its own
    ("01 tháng kể từ ngày ký", "2023-01-31", "2023-01-31..2023-02-28"),
    # 1 May and the days after it are off
    ("trong 30 ngày kể từ ngày ký", "2023-04-01", "2023-04-01..2023-05-04"),
    ("trong vòng 45 ngày kể từ ngày 01/7/2025", "2025-01-15", "2025-07-01..2025-08-15"),
    ("chậm nhất 05 ngày trước ngày 30/6/2025", "2025-01-15", "..2025-06-25"),
    # --- Lead-ins and tails ---
    ("trình Chính phủ trong tháng 5 năm 2026", "2026-01-10", "2026-05-01..2026-05-31"),
    ("(qua Văn phòng Đảng uỷ) trước ngày 20/9/2025", "2025-01-15", "..2025-09-19"),
    ("trước ngày 20/9/2025 (qua Văn phòng Đảng ủy)", "2025-01-15", "..2025-09-19"),
    ("trước ngày 15/5/2025 gửi về Sở Nội vụ để tổng hợp", "2025-01-15", "..2025-05-14"),
    ("gửi Sở Kế hoạch và Đầu tư trước ngày 15/5/2025", "2025-01-15", "..2025-05-14"),
    ("Năm 2025 (dự kiến)", "2025-01-15", "2025-01-01..2025-12-31"),
    ("Quý IV/2025 (trình Chính phủ) và năm 2026", "2025-01-15", "2025-10-01..2025-12-31 + 2026-01-01..2026-12-31"),
    (
        "Trước ngày 15/6 (báo cáo 6 tháng) và trước ngày 15/12 (báo cáo năm)",
        "2025-01-15",
        "..2025-06-14 + ..2025-12-14",
    ),
    ("năm 2027 (sơ kết), năm 2030 (tổng kết)", "2025-01-15", "2027-01-01..2027-12-31 + 2030-01-01..2030-12-31"),
    (
        "Quý II/2025, trình Chính phủ trong tháng 7/2025",
        "2025-01-15",
        "2025-04-01..2025-06-30 + 2025-07-01..2025-07-31",
    ),
    ("trong quý II/2025 và báo cáo Thủ tướng Chính phủ", "2025-01-15", "2025-04-01..2025-06-30"),
    ("Khởi công quý II/2025, hoàn thành quý IV/2026", "2025-01-15", "2025-04-01..2025-06-30 + 2026-10-01..2026-12-31"),
    ("Trình kỳ họp HĐND tỉnh tháng 7/2025", "2025-01-15", "2025-07-01..2025-07-31"),
    ("ngay trong quý I/2025", "2025-01-15", "2025-01-01..2025-03-31"),
    ("Giai đoạn 2025-2030, định hướng đến năm 2045", "2025-01-15", "2025-01-01..2030-12-31 + ..2045-12-31"),
    # --- A point shared by several ---
    ("giữa và cuối năm 2025", "2025-01-15", "2025-06-30 + 2025-12-31"),
    # --- From laws, reports and notices ---
    ("Chậm nhất là ngày 31 tháng 12 năm 2026", "2025-01-15", "..2026-12-31"),
    ("chậm nhất đến ngày 01 tháng 7 năm 2026", "2025-01-15", "..2026-07-01"),
    ("chậm nhất đến quý 3/2018", "2017-05-10", "..2018-09-30"),
    ("chậm nhất ngày 27-04-2024", "2024-03-25", "..2024-04-27"),
    ("Trong quý I năm 2026", "2025-01-15", "2026-01-01..2026-03-31"),
    ("hoàn thành gửi UBND tỉnh trước ngày 15/9/2026", "2026-08-01", "..2026-09-14"),
    ("trình UBND tỉnh ban hành chậm nhất ngày 15/10/2026", "2026-08-01", "..2026-10-15"),
    ("báo cáo UBND tỉnh trước ngày 10/5/2026", "2026-04-01", "..2026-05-09"),
    ("các CTĐL còn lại hoàn thành trong tháng 9/2026", "2026-04-01", "2026-09-01..2026-09-30"),
    ("Quý IV/2026 đến hết Quý II/2027", "2026-08-01", "2026-10-01..2027-06-30"),
    ("Quý II-III/2026", "2026-01-10", "2026-04-01..2026-09-30"),
    ("trong vòng 2 năm tiếp theo", "2025-01-15", "2025-01-15..2027-01-15"),
    ("ngày cuối cùng của quý I/2025", "2025-01-15", "2025-03-31"),
    ("ngày đầu tiên của năm sau", "2025-01-15", "2026-01-01"),
    # --- A day with "tháng" alone, no "ngày" ---
    ("30 tháng 6 năm 2025", "2025-01-15", "2025-06-30"),
    ("Thực hiện xong trước 30 tháng 6 năm 2025", "2025-01-15", "..2025-06-29"),
    ("đến 30 tháng 6", "2025-01-15", "..2025-06-30"),
    ("từ 01 tháng 3 đến 30 tháng 6 năm 2023", ISSUED, "2023-03-01..2023-06-30"),
    # --- "năm" after a quarter's list is a year, not the number five ---
    ("Quý IV/2023 và năm 2024", ISSUED, "2023-10-01..2023-12-31 + 2024-01-01..2024-12-31"),
    ("Quý IV/2023, Năm 2024", ISSUED, "2023-10-01..2023-12-31 + 2024-01-01..2024-12-31"),
    ("đến hết năm", ISSUED, "..2023-12-31"),
    ("từ nay cho đến hết năm", ISSUED, "2023-02-20..2023-12-31"),
    # --- Labels of a table's column ---
    ("Ngày hoàn thành: 15/4/2025", "2025-01-15", "2025-04-15"),
    ("Ngày kết thúc: 30/6/2025", "2025-01-15", "2025-06-30"),
    # a start, then a comma and the end of the text: one window
    ("Từ năm 2023, trước ngày 15/12/2024", ISSUED, "2023-01-01..2024-12-14"),
    # what is left in a lead-in is no remainder of a period
    ("Các nhiệm vụ còn lại hoàn thành trong quý III/2023", ISSUED, "2023-07-01..2023-09-30"),
    # Roman numerals that lost their space
    ("Quý IInăm 2025", "2025-01-15", "2025-04-01..2025-06-30"),
    ("10 ngày trước ngày 30/6/2023", ISSUED, "..2023-06-20"),
    # words with no Vietnamese letter are a lead-in while they are Vietnamese, or capitals
    ("giao ban UBND quý I/2023", ISSUED, "2023-01-01..2023-03-31"),
    ("Đề án trình trong giai đoạn 2023 - 2025", ISSUED, "2023-01-01..2025-12-31"),
    # --- A first and a last month are named by their year alone ---
    ("trước ngày 15 của tháng đầu năm tiếp theo", ISSUED, "..2024-01-14"),
    ("tháng cuối năm 2023", ISSUED, "2023-12-01..2023-12-31"),
    ("chậm nhất ngày mùng 5/3/2023", ISSUED, "..2023-03-05"),
    # --- What begins and is then done, finished or over is one window ---
    ("Bắt đầu từ tháng 4/2023, hoàn thành vào tháng 7/2023.", ISSUED, "2023-04-01..2023-07-31"),
    ("từ quý II/2023, hoàn thành trong quý III/2023", ISSUED, "2023-04-01..2023-09-30"),
    ("từ tháng 4/2023 và kết thúc vào giữa tháng 10/2023", ISSUED, "2023-04-01..2023-10-15"),
    # --- The name of the report a bound is for, its period with it ---
    ("trước ngày 05 tháng 7 đối với báo cáo định kỳ 06 tháng", ISSUED, "..2023-07-04"),
    # --- Compounds that neither deny nor tell a time ---
    ("gửi Cục Hàng không Việt Nam trước ngày 31/5/2023", ISSUED, "..2023-05-30"),
    ("các cơ quan đại diện ở nước ngoài báo cáo trước ngày 15/3/2023", ISSUED, "..2023-03-14"),
    # a label of a table's row
    ("Năm: Ngày 31/3 năm sau", ISSUED, "2024-03-31"),
    ("giai đoạn từ nay đến năm 2030", ISSUED, "2023-02-20..2030-12-31"),
    # --- A stage's number and an item's say nothing ---
    ("Giai đoạn 1: quý I - II/2025", ISSUED, "2025-01-01..2025-06-30"),
    ("Giai đoạn 2 từ năm 2026 đến hết năm 2028", ISSUED, "2026-01-01..2028-12-31"),
    (
        "Giai đoạn 1: Quý III/2026; Giai đoạn II: Quý IV/2026 - Quý II/2027",
        ISSUED,
        "2026-07-01..2026-09-30 + 2026-10-01..2027-06-30",
    ),
    # not 2 January 2026
    ("2.1. Năm 2026", ISSUED, "2026-01-01..2026-12-31"),
    ("1.2.3) Tháng 6/2026", ISSUED, "2026-06-01..2026-06-30"),
    # --- A day after a month that begins ---
    ("từ tháng 5/2026, hoàn thành trước 31/12/2026", ISSUED, "2026-05-01..2026-12-30"),
    ("từ tháng 5/2026 và hoàn thành trước 05/12/2026", ISSUED, "2026-05-01..2026-12-04"),
    ("xong 30/6/2026", ISSUED, "..2026-06-30"),
    # --- Days that adjoin over the end of a month ---
    ("ngày 30/4 và 01/5/2026", ISSUED, "2026-04-30..2026-05-01"),
    ("ngày 28/02 và 01/3/2025", ISSUED, "2025-02-28..2025-03-01"),
    # in a leap year they do not
    ("ngày 28/02 và 01/3/2024", ISSUED, "2024-02-28 + 2024-03-01"),
    # --- The word repeats the figure ---
    ("Chậm nhất ngày 25 (hai mươi lăm) tháng 11 (mười một)", ISSUED, "..2023-11-25"),
]


@pytest.mark.parametrize(("text", "issued", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_reads(text: str, issued: str, expected: str) -> None:
    assert told(text, issued) == expected
