"""What waits for something to happen: its words, and the period counted from it."""

from __future__ import annotations

import pytest
from deadline_notation import ISSUED, told

ROWS = [
    # --- What is awaited, without its lead-in ---
    ("sau khi Trung ương ban hành", ISSUED, "event Trung ương ban hành"),
    ("khi có chỉ đạo của Trung ương", ISSUED, "event chỉ đạo của Trung ương"),
    ("Sau khi có hướng dẫn của Trung ương", ISSUED, "event hướng dẫn của Trung ương"),
    ("sau khi Đề án được ban hành", ISSUED, "event Đề án được ban hành"),
    ("Khi Chính phủ ban hành Nghị định", ISSUED, "event Chính phủ ban hành Nghị định"),
    ("cho đến khi có quy định mới", ISSUED, "event quy định mới"),
    ("từ nay cho đến khi có hướng dẫn mới", ISSUED, "event hướng dẫn mới"),
    ("Sau Đại hội XIV của Đảng", ISSUED, "event Đại hội XIV của Đảng"),
    ("theo chỉ đạo của Trung ương", ISSUED, "event chỉ đạo của Trung ương"),
    ("theo sự chỉ đạo của Ban Chỉ đạo tỉnh", ISSUED, "event chỉ đạo của Ban Chỉ đạo tỉnh"),
    ("Theo tiến độ triển khai của Bộ Nội vụ", ISSUED, "event tiến độ triển khai của Bộ Nội vụ"),
    ("theo tiến độ được giao", ISSUED, "event tiến độ được giao"),
    ("Theo kế hoạch", ISSUED, "event kế hoạch"),
    ("theo Chương trình công tác năm 2025 của UBND tỉnh", ISSUED, "event Chương trình công tác năm 2025 của UBND tỉnh"),
    # an event keeps its commas and its "và": each is one
    ("theo lộ trình và chỉ đạo của Trung ương", ISSUED, "event lộ trình và chỉ đạo của Trung ương"),
    ("khi Ban Thường vụ, Thường trực Tỉnh ủy yêu cầu", ISSUED, "event Ban Thường vụ, Thường trực Tỉnh ủy yêu cầu"),
    ("Theo kế hoạch, chương trình của Trung ương", ISSUED, "event kế hoạch, chương trình của Trung ương"),
    ("Sau khi dự án được phê duyệt và bố trí vốn", ISSUED, "event dự án được phê duyệt và bố trí vốn"),
    # a period that qualifies the noun stays in it
    ("theo yêu cầu về biên chế giai đoạn 2026 - 2031", ISSUED, "event yêu cầu về biên chế giai đoạn 2026 - 2031"),
    ("trước khi trình kỳ họp", ISSUED, "event trình kỳ họp"),
    ("trước ngày bầu cử", ISSUED, "event bầu cử"),
    ("đầu nhiệm kỳ", ISSUED, "event đầu nhiệm kỳ"),
    ("giữa và cuối nhiệm kỳ", ISSUED, "event giữa nhiệm kỳ + event cuối nhiệm kỳ"),
    ("Đến hết nhiệm kỳ", ISSUED, "event nhiệm kỳ"),
    # one head over two things
    (
        "năm thứ 3 nhiệm kỳ Đại hội Đảng, nhiệm kỳ Hội đồng nhân dân các cấp",
        ISSUED,
        "event năm thứ 3 nhiệm kỳ Đại hội Đảng + event năm thứ 3 nhiệm kỳ Hội đồng nhân dân các cấp",
    ),
    # of another document than this plan
    ("Sau khi ban hành Kế hoạch", ISSUED, "event ban hành Kế hoạch"),
    ("trong 15 ngày kể từ ngày ban hành Kế hoạch", ISSUED, "event ban hành Kế hoạch +15 day"),
    # --- At once: within a working day ---
    ("ngay sau khi Nghị quyết được ban hành", ISSUED, "event Nghị quyết được ban hành +1 working-day"),
    ("Ngay sau Hội nghị", ISSUED, "event Hội nghị +1 working-day"),
    ("ngay khi phát sinh", ISSUED, "event phát sinh +1 working-day"),
    ("khi có chỉ đạo của Trung ương thì tiến hành ngay", ISSUED, "event chỉ đạo của Trung ương +1 working-day"),
    ("thực hiện ngay khi có chỉ đạo", ISSUED, "event chỉ đạo +1 working-day"),
    # --- Within a period ---
    ("trong 30 ngày sau khi Luật có hiệu lực", ISSUED, "event Luật có hiệu lực +30 day"),
    ("trong 05 ngày làm việc kể từ khi nhận được văn bản", ISSUED, "event nhận được văn bản +5 working-day"),
    ("chậm nhất 10 ngày làm việc kể từ ngày phê duyệt", ISSUED, "event phê duyệt +10 working-day"),
    (
        "trong thời hạn không quá 05 ngày làm việc kể từ ngày nhận được đầy đủ hồ sơ",
        ISSUED,
        "event nhận được đầy đủ hồ sơ +5 working-day",
    ),
    (
        "Trong thời hạn 05 (năm) ngày làm việc kể từ ngày nhận được hồ sơ",
        ISSUED,
        "event nhận được hồ sơ +5 working-day",
    ),
    (
        "trong thời hạn mười (10) ngày làm việc, kể từ ngày nhận danh sách",
        ISSUED,
        "event nhận danh sách +10 working-day",
    ),
    ("chậm nhất sau 10 ngày kể từ ngày phê duyệt", ISSUED, "event phê duyệt +10 day"),
    ("01 tháng sau khi kết thúc", ISSUED, "event kết thúc +1 month"),
    ("nửa tháng sau khi kết thúc", ISSUED, "event kết thúc +15 day"),
    ("Trong thời hạn 120 ngày kể từ ngày kết thúc năm tài chính", ISSUED, "event kết thúc năm tài chính +120 day"),
    # hours round down to whole days
    ("trong 48 giờ kể từ khi nhận", ISSUED, "event nhận +2 day"),
    ("trong 36 giờ kể từ khi nhận", ISSUED, "event nhận +1 day"),
    ("sau khi kết thúc hội nghị, chậm nhất 05 ngày làm việc", ISSUED, "event kết thúc hội nghị +5 working-day"),
    ("ngay sau khi họp, chậm nhất 02 ngày", ISSUED, "event họp +2 day"),
    # a limit in a clause of its own is never swallowed by the event's words
    ("sau khi họp, chậm nhất 02 ngày, báo cáo Tỉnh ủy", ISSUED, "event họp +2 day"),
    ("sau khi họp, trong vòng 02 tuần để báo cáo Tỉnh ủy", ISSUED, "event họp +2 week"),
    (
        "sau khi mở lớp tập huấn không quá 03 ngày cho cán bộ",
        ISSUED,
        "event mở lớp tập huấn không quá 03 ngày cho cán bộ",
    ),
    # only the most counts, with a warning for the least
    (
        "không ít hơn 02 ngày làm việc và không quá 05 ngày làm việc kể từ ngày nhận hồ sơ",
        ISSUED,
        "event nhận hồ sơ +5 working-day",
    ),
    # --- Before it: a negative count ---
    ("chậm nhất 03 ngày làm việc trước khi họp", ISSUED, "event họp -3 working-day"),
    ("chậm nhất 05 ngày làm việc trước ngày tổ chức hội nghị", ISSUED, "event tổ chức hội nghị -5 working-day"),
    ("trước 05 ngày làm việc khi tổ chức họp", ISSUED, "event tổ chức họp -5 working-day"),
    ("trước 05 ngày so với ngày khai mạc", ISSUED, "event khai mạc -5 day"),
    ("05 ngày làm việc trước Đại hội", ISSUED, "event Đại hội -5 working-day"),
    # at least so long before: at the latest then
    ("ít nhất 05 ngày làm việc trước khi khai mạc", ISSUED, "event khai mạc -5 working-day"),
    ("trước khi khai mạc ít nhất 05 ngày", ISSUED, "event khai mạc -5 day"),
    ("trước ngày khai mạc 05 ngày làm việc", ISSUED, "event khai mạc -5 working-day"),
    # --- From laws, reports and notices ---
    ("Trong thời hạn 02 ngày kể từ ngày thụ lý vụ án", ISSUED, "event thụ lý vụ án +2 day"),
    (
        "trong thời hạn 90 ngày kể từ ngày được cấp Giấy chứng nhận đăng ký doanh nghiệp",
        ISSUED,
        "event được cấp Giấy chứng nhận đăng ký doanh nghiệp +90 day",
    ),
    (
        "trong thời hạn 30 ngày kể từ ngày được cơ quan có thẩm quyền phê duyệt",
        ISSUED,
        "event được cơ quan có thẩm quyền phê duyệt +30 day",
    ),
    (
        "trong thời hạn 06 tháng kể từ ngày quan hệ hôn nhân chấm dứt",
        ISSUED,
        "event quan hệ hôn nhân chấm dứt +6 month",
    ),
    (
        "Trong thời hạn 01 năm kể từ ngày Luật này có hiệu lực thi hành",
        ISSUED,
        "event Luật này có hiệu lực thi hành +1 year",
    ),
    ("trong thời hạn 300 ngày kể từ thời điểm chấm dứt hôn nhân", ISSUED, "event chấm dứt hôn nhân +300 day"),
    ("trước ngày Luật này có hiệu lực thi hành", ISSUED, "event Luật này có hiệu lực thi hành"),
    ("ngay sau khi ra quyết định", ISSUED, "event ra quyết định +1 working-day"),
    ("theo tiến độ của dự án đầu tư", ISSUED, "event tiến độ của dự án đầu tư"),
    # --- From a day that no calendar has ---
    ("Kể từ ngày phê duyệt", ISSUED, "event phê duyệt"),
    ("kể từ ngày Luật có hiệu lực thi hành", ISSUED, "event Luật có hiệu lực thi hành"),
    ("kể từ ngày ban hành Nghị định", ISSUED, "event ban hành Nghị định"),
    # working days at the end are the period; other days may be the length of what happens
    ("sau khi có đủ hồ sơ 05 ngày làm việc", ISSUED, "event đủ hồ sơ +5 working-day"),
    ("sau khi tổ chức lớp tập huấn 03 ngày", ISSUED, "event tổ chức lớp tập huấn 03 ngày"),
    ("từ nay đến Đại hội XIV", ISSUED, "event Đại hội XIV"),
    # years in what is awaited are no document's number
    ("theo kế hoạch giai đoạn 2026-2031", ISSUED, "event kế hoạch giai đoạn 2026-2031"),
    ("tổ chức ngay sau Đại hội", ISSUED, "event Đại hội +1 working-day"),
    # a period counted from one event is not lost in the words of another
    (
        "theo yêu cầu của Bộ Công Thương trong thời hạn 05 ngày làm việc kể từ ngày nhận được yêu cầu",
        ISSUED,
        "event yêu cầu của Bộ Công Thương + event nhận được yêu cầu +5 working-day",
    ),
    ("trong 02 năm liên tục kể từ ngày nhận quyết định", ISSUED, "event nhận quyết định +2 year"),
    # the name of a report, made when something happens
    ("Báo cáo đột xuất trong vòng 72 giờ khi xảy ra sự cố", ISSUED, "event xảy ra sự cố +3 day"),
    # --- Numbers in words ---
    ("trong thời hạn ba mươi ngày, kể từ ngày thông báo", ISSUED, "event thông báo +30 day"),
    ("mười lăm ngày làm việc kể từ ngày nhận hồ sơ", ISSUED, "event nhận hồ sơ +15 working-day"),
    ("chậm nhất là bốn mươi lăm ngày trước ngày bầu cử", ISSUED, "event bầu cử -45 day"),
    ("một trăm tám mươi ngày kể từ ngày nhận đơn", ISSUED, "event nhận đơn +180 day"),
    ("một trăm linh năm ngày kể từ ngày nhận đơn", ISSUED, "event nhận đơn +105 day"),
    ("hai mươi tư tháng kể từ ngày nghiệm thu", ISSUED, "event nghiệm thu +24 month"),
    ("30 (ba mươi) ngày kể từ ngày nhận đơn", ISSUED, "event nhận đơn +30 day"),
    ("ba mươi (30) ngày kể từ ngày nhận đơn", ISSUED, "event nhận đơn +30 day"),
    # an ordinal before a period is no weekday
    (
        "họp lần thứ hai trong thời hạn 30 ngày kể từ ngày khai mạc lần thứ nhất",
        ISSUED,
        "event khai mạc lần thứ nhất +30 day",
    ),
    # --- "thời điểm" is no part of what is awaited ---
    ("kể từ thời điểm nhận được thông báo", ISSUED, "event nhận được thông báo"),
    ("chậm nhất 05 ngày trước thời điểm đóng thầu", ISSUED, "event đóng thầu -5 day"),
    ("trong vòng 05 ngày làm việc sau thời điểm đóng thầu", ISSUED, "event đóng thầu +5 working-day"),
    ("trước thời điểm đóng thầu", ISSUED, "event đóng thầu"),
    # --- A day by its number ---
    ("chậm nhất là ngày thứ 90 kể từ ngày kết thúc năm tài chính", ISSUED, "event kết thúc năm tài chính +90 day"),
    # no Thursday
    ("chậm nhất là ngày thứ 5 kể từ ngày nhận hồ sơ", ISSUED, "event nhận hồ sơ +5 day"),
    ("trong ngày làm việc thứ hai, kể từ ngày ký giao dịch", ISSUED, "event ký giao dịch +2 working-day"),
    ("không quá 24h kể từ khi nhận được thông tin", ISSUED, "event nhận được thông tin +1 day"),
]


@pytest.mark.parametrize(("text", "issued", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_reads(text: str, issued: str, expected: str) -> None:
    assert told(text, issued) == expected
