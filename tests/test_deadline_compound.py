"""Several readings in one text, in its order."""

from __future__ import annotations

import pytest
from deadline_notation import ISSUED, told

ROWS = [
    ("năm 2022 và thường xuyên", ISSUED, "2022-01-01..2022-12-31 + standing"),
    ("Quý II/2026 và triển khai thường xuyên", ISSUED, "2026-04-01..2026-06-30 + standing"),
    ("Năm 2025, thường xuyên", ISSUED, "2025-01-01..2025-12-31 + standing"),
    ("thường xuyên trong năm 2025", ISSUED, "standing + 2025-01-01..2025-12-31"),
    ("Thường xuyên, giai đoạn 2025 - 2030", ISSUED, "standing + 2025-01-01..2030-12-31"),
    ("Hằng năm, thường xuyên", ISSUED, "each 2023, 2024, 2025 + standing"),
    ("Thường xuyên; hằng năm", ISSUED, "standing + each 2023, 2024, 2025"),
    ("Năm 2025; thường xuyên hằng năm", ISSUED, "2025-01-01..2025-12-31 + standing + each 2023, 2024, 2025"),
    ("hằng năm hoặc đột xuất", ISSUED, "each 2023, 2024, 2025 + standing"),
    (
        "Hằng tháng, quý và đột xuất",
        ISSUED,
        "each 2023-02, 2023-03, 2023-04 + each 2023-Q1, 2023-Q2, 2023-Q3 + standing",
    ),
    ("mỗi năm một lần và có thể họp bất thường", ISSUED, "each 2023, 2024, 2025 + standing"),
    (
        "thường xuyên hoặc theo kế hoạch của cơ quan, người có thẩm quyền",
        ISSUED,
        "standing + event kế hoạch của cơ quan, người có thẩm quyền",
    ),
    (
        "trong giai đoạn 2023 - 2025 theo chỉ đạo của Trung ương",
        ISSUED,
        "2023-01-01..2025-12-31 + event chỉ đạo của Trung ương",
    ),
    ("Năm 2023, theo tiến độ của Chính phủ", ISSUED, "2023-01-01..2023-12-31 + event tiến độ của Chính phủ"),
    ("Quý II/2023 và theo hướng dẫn của Trung ương", ISSUED, "2023-04-01..2023-06-30 + event hướng dẫn của Trung ương"),
    (
        "Quý IV/2025 (sau khi có hướng dẫn của Trung ương)",
        ISSUED,
        "2025-10-01..2025-12-31 + event hướng dẫn của Trung ương",
    ),
    ("Quý IV/2025 hoặc khi có yêu cầu", ISSUED, "2025-10-01..2025-12-31 + standing"),
    (
        "Quý II/2026 (theo yêu cầu về định hướng biên chế giai đoạn 2026 - 2031)",
        ISSUED,
        "2026-04-01..2026-06-30 + event yêu cầu về định hướng biên chế giai đoạn 2026 - 2031",
    ),
    # a bracket left open at the end is closed there
    (
        "Quý II/2026 (theo yêu cầu của cấp có thẩm quyền",
        ISSUED,
        "2026-04-01..2026-06-30 + event yêu cầu của cấp có thẩm quyền",
    ),
    ("sau khi Đề án được ban hành, chậm nhất trong quý IV/2023", ISSUED, "event Đề án được ban hành + ..2023-12-31"),
    ("sau khi có hướng dẫn, hoàn thành trước ngày 30/6/2023", ISSUED, "event hướng dẫn + ..2023-06-29"),
    (
        "Sau khi Quốc hội thông qua Luật (dự kiến quý IV/2025)",
        ISSUED,
        "event Quốc hội thông qua Luật + 2025-10-01..2025-12-31",
    ),
    # a bound right after the head of what is said already or only asked for is no part of it
    ("theo đúng quy định trước ngày 15/3/2023 và hằng năm", ISSUED, "..2023-03-14 + each 2023, 2024, 2025"),
    ("theo yêu cầu trước ngày 15/3/2023", ISSUED, "standing + ..2023-03-14"),
    ("theo kế hoạch trước ngày 15/3/2023", ISSUED, "event kế hoạch + ..2023-03-14"),
    ("Theo kế hoạch, thường xuyên", ISSUED, "event kế hoạch + standing"),
    ("Theo kế hoạch và khi có yêu cầu", ISSUED, "event kế hoạch + standing"),
    ("Theo tiến độ, hoàn thành trước 31/12/2025", ISSUED, "event tiến độ + ..2025-12-30"),
    ("định kỳ rà soát và cập nhật 01 lần/năm hoặc khi có thay đổi", ISSUED, "each 2023, 2024, 2025 + event thay đổi"),
    (
        "hằng quý, năm hoặc theo yêu cầu của UBND tỉnh",
        ISSUED,
        "each 2023-Q1, 2023-Q2, 2023-Q3 + each 2023, 2024, 2025 + event yêu cầu của UBND tỉnh",
    ),
    (
        "Định kỳhàng năm, giữa và cuối nhiệm kỳ",
        ISSUED,
        "each 2023, 2024, 2025 + event giữa nhiệm kỳ + event cuối nhiệm kỳ",
    ),
    ("(từ quý IV/2025 đến khi kết thúc bầu cử)", ISSUED, "standing from 2025-10-01 + event kết thúc bầu cử"),
    ("năm 2023 cho đến khi có quy định mới", ISSUED, "2023-01-01..2023-12-31 + event quy định mới"),
    # a window with its year does not come again: two parts
    ("Quý IV/2023; hằng năm", ISSUED, "2023-10-01..2023-12-31 + each 2023, 2024, 2025"),
    ("Tháng 12/2025, hằng năm", ISSUED, "2025-12-01..2025-12-31 + each 2023, 2024, 2025"),
    ("Trước 31/12/2025 và hằng năm", ISSUED, "..2025-12-30 + each 2023, 2024, 2025"),
    ("có thời hạn hoàn thành trong tháng 6 và quý II/2026", ISSUED, "2026-06-01..2026-06-30 + 2026-04-01..2026-06-30"),
    ("Sơ kết năm 2027, tổng kết năm 2030", ISSUED, "2027-01-01..2027-12-31 + 2030-01-01..2030-12-31"),
    ("sơ kết hằng năm, tổng kết vào năm 2030", ISSUED, "each 2023, 2024, 2025 + 2030-01-01..2030-12-31"),
    (
        "Quý IV/2024 và theo lộ trình triển khai các Trung tâm dữ liệu theo Đề án",
        ISSUED,
        "2024-10-01..2024-12-31 + event lộ trình triển khai các Trung tâm dữ liệu theo Đề án",
    ),
    (
        "Đầu nhiệm kỳ (Sau 30 ngày công bố danh sách Ban chấp hành Trung ương)",
        ISSUED,
        "event Đầu nhiệm kỳ + event công bố danh sách Ban chấp hành Trung ương +30 day",
    ),
    (
        "hằng năm hoặc theo yêu cầu của cơ quan quản lý nhà nước",
        ISSUED,
        "each 2023, 2024, 2025 + event yêu cầu của cơ quan quản lý nhà nước",
    ),
    ("định kỳ hàng năm hoặc trong trường hợp đột xuất", ISSUED, "each 2023, 2024, 2025 + standing"),
    (
        "hằng tháng và cho đến khi kết thúc hợp đồng lao động",
        ISSUED,
        "each 2023-02, 2023-03, 2023-04 + event kết thúc hợp đồng lao động",
    ),
    ("tối thiểu hằng năm hoặc khi có thay đổi đáng kể", ISSUED, "each 2023, 2024, 2025 + event thay đổi đáng kể"),
    # a place's number is no document's
    (
        "Theo lộ trình triển khai Trung tâm dữ liệu quốc gia số 1, hoàn thành trong năm 2025",
        ISSUED,
        "event lộ trình triển khai Trung tâm dữ liệu quốc gia số 1 + 2025-01-01..2025-12-31",
    ),
    ("01/9/2023 đến khi có quy định mới", ISSUED, "standing from 2023-09-01 + event quy định mới"),
    # the year is the first month's alone
    ("Tháng 6/2026 và tháng 12 hằng năm", ISSUED, "2026-06-01..2026-06-30 + each 2023-12, 2024-12, 2025-12"),
    ("trước ngày 30/6/2026 và 30/11 hằng năm", ISSUED, "..2026-06-29 + each ..2023-11-29, ..2024-11-29, ..2025-11-29"),
]


@pytest.mark.parametrize(("text", "issued", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_reads(text: str, issued: str, expected: str) -> None:
    assert told(text, issued) == expected
