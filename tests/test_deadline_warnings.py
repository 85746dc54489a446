"""What is doubtful about a text that was read: the words, and what is said of them."""

from __future__ import annotations

import pytest
from deadline_notation import ISSUED, answered

ROWS = [
    (
        "trình Chính phủ trong tháng 5/2023",
        ISSUED,
        [("words-dropped", "trình Chính phủ", "left out of the reading: “trình Chính phủ”")],
    ),
    (
        "trước ngày 15/5/2023 để tổng hợp, báo cáo cấp thẩm quyền",
        ISSUED,
        [
            (
                "words-dropped",
                "để tổng hợp, báo cáo cấp thẩm quyền",
                "left out of the reading: “để tổng hợp, báo cáo cấp thẩm quyền”",
            )
        ],
    ),
    (
        "(qua Văn phòng Đảng uỷ) trước ngày 20/9/2023",
        ISSUED,
        [("words-dropped", "qua Văn phòng Đảng uỷ", "left out of the reading: “qua Văn phòng Đảng uỷ”")],
    ),
    (
        "trước ngày 20/9/2023 (qua Văn phòng Đảng ủy)",
        ISSUED,
        [("words-dropped", "qua Văn phòng Đảng ủy", "left out of the reading: “qua Văn phòng Đảng ủy”")],
    ),
    # lead-ins of no meaning need no word
    ("Năm 2023 (dự kiến)", ISSUED, []),
    (
        "Báo cáo 6 tháng gửi trước ngày 15/6/2023",
        ISSUED,
        [("words-dropped", "Báo cáo 6 tháng gửi", "left out of the reading: “Báo cáo 6 tháng gửi”")],
    ),
    # a misspelt lead-in before a full reading
    ("Váo ngày 18/10/2023", ISSUED, [("words-dropped", "Váo", "left out of the reading: “Váo”")]),
    (
        "sau 30 ngày kể từ ngày ký",
        ISSUED,
        [("after-names-a-start", "sau 30 ngày", "“sau” names a start; read as a period that ends on that day")],
    ),
    ("định kỳ", ISSUED, [("no-period-named", "định kỳ", "no period is named; read as a standing task")]),
    ("theo định kỳ", ISSUED, [("no-period-named", "theo định kỳ", "no period is named; read as a standing task")]),
    (
        "hằng năm theo quy định",
        ISSUED,
        [("instruction-given", "theo quy định", "names nothing that can still happen; left out of the reading")],
    ),
    (
        "Quý II/2023 theo chỉ đạo của Thủ tướng Chính phủ tại Thông báo số 211/TB-VPCP",
        ISSUED,
        [
            (
                "instruction-given",
                "theo chỉ đạo của Thủ tướng Chính phủ tại Thông báo số 211/TB-VPCP",
                "names nothing that can still happen; left out of the reading",
            )
        ],
    ),
    (
        "ngày 31/3/2023 (thứ Năm)",
        ISSUED,
        [("weekday-contradicts", "ngày 31/3/2023 (thứ Năm)", "2023-03-31 is a Friday, not a Thursday")],
    ),
    ("ngày 31/3/2023 (thứ Sáu)", ISSUED, []),
    (
        "thứ Năm, ngày 31/3/2023",
        ISSUED,
        [("weekday-contradicts", "thứ Năm, ngày 31/3/2023", "2023-03-31 is a Friday, not a Thursday")],
    ),
    (
        "tháng 3",
        ISSUED,
        [("year-chosen", "tháng 3", "the year is left out: 2023 is taken from the issue date 2023-02-20")],
    ),
    (
        "trước ngày 31/3 và 30/4",
        ISSUED,
        [
            (
                "year-chosen",
                "trước ngày 31/3 và 30/4",
                "the year is left out: 2023 is taken from the issue date 2023-02-20",
            ),
            (
                "year-chosen",
                "trước ngày 31/3 và 30/4",
                "the year is left out: 2023 is taken from the issue date 2023-02-20",
            ),
        ],
    ),
    ("năm 2022", ISSUED, [("before-issue", "năm 2022", "2022-12-31 is before the issue date 2023-02-20")]),
    ("ngày 31/3/2023", ISSUED, []),
    (
        "không ít hơn 02 ngày và không quá 05 ngày kể từ ngày nhận hồ sơ",
        ISSUED,
        [("words-dropped", "không ít hơn 02 ngày", "left out of the reading: “không ít hơn 02 ngày”")],
    ),
    (
        "02 ngày làm việc kể từ ngày ký",
        "2028-12-29",
        [
            (
                "forecast-holiday",
                "02 ngày làm việc kể từ ngày ký",
                "these days off are not announced yet: 2029-01-01 (New Year's Day)",
            )
        ],
    ),
]


@pytest.mark.parametrize(("text", "issued", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_warns(text: str, issued: str, expected: list[tuple[str, str, str]]) -> None:
    found = answered(text, issued)
    assert found["error"] is None
    at = [(warned["kind"], text[slice(*warned["at"])], warned["message"]) for warned in found["warnings"]]
    assert at == expected
