"""Texts that are no deadline, or none that may be read safely: where, and what is said of it."""

from __future__ import annotations

import pytest
from deadline_notation import ISSUED, answered

ROWS = [
    # --- Days, months, quarters, years that do not exist ---
    ("31/2/2023", ISSUED, "31/2/2023", "there is no such day: 31/2/2023"),
    ("chậm nhất ngày 31 tháng 6 năm 2023", ISSUED, "31 tháng 6 năm 2023", "there is no such day: 31 tháng 6 năm 2023"),
    ("ngày 00/3/2023", ISSUED, "00/3/2023", "there is no such day: 00/3/2023"),
    ("ngày 32/1/2023", ISSUED, "32/1/2023", "there is no such day: 32/1/2023"),
    ("trước ngày 31/6 hằng năm", ISSUED, "31/6", "there is no such day: 31/6"),
    ("ngày 31-32/5/2023", ISSUED, "32/5/2023", "there is no such day: 32/5/2023"),
    ("tháng 13", ISSUED, "13", "there is no month 13"),
    ("tháng 0/2023", ISSUED, "0", "there is no month 0"),
    ("quý V", ISSUED, "V", "there is no quarter V: quarters are I, II, III and IV"),
    ("quý VI/2024", ISSUED, "VI", "there is no quarter VI: quarters are I, II, III and IV"),
    ("tháng 3/202", ISSUED, "202", "“202” is no year: a year has four digits"),
    ("giai đoạn 2023 - 20255", ISSUED, "20255", "“20255” is no year: a year has four digits"),
    # --- Reversed ---
    (
        "từ ngày 15/12/2023 đến ngày 01/9/2023",
        ISSUED,
        "từ ngày 15/12/2023 đến ngày 01/9/2023",
        "2023-09-01 comes before 2023-12-15: the end stands before the start",
    ),
    (
        "năm 2026 - 2024",
        ISSUED,
        "năm 2026 - 2024",
        "2024-12-31 comes before 2026-01-01: the end stands before the start",
    ),
    (
        "ngày 6-2/5/2023",
        ISSUED,
        "ngày 6-2/5/2023",
        "2023-05-02 comes before 2023-05-06: the end stands before the start",
    ),
    (
        "từ nay đến 31/01/2023",
        ISSUED,
        "từ nay đến 31/01/2023",
        "2023-01-31 comes before 2023-02-20: the end stands before the start",
    ),
    # --- A document's name or number ---
    ("Kế hoạch số 11-KH/TW", ISSUED, "số 11-KH/TW", "this is a document's number, not a deadline"),
    (
        "Chương trình số 01-CTr/TU ngày 27/11/2020",
        ISSUED,
        "số 01-CTr/TU",
        "this is a document's number, not a deadline",
    ),
    ("30/2020/NĐ-CP", ISSUED, "30/2020/NĐ-CP", "this is a document's number, not a deadline"),
    ("Kế hoạch số 12/2023", ISSUED, "số 12/2023", "this is a document's number, not a deadline"),
    (
        "Kế hoạch ngày 27/11/2020",
        ISSUED,
        "Kế hoạch ngày 27/11/2020",
        "this may be the document's own date; say “trước ngày …” or “trong ngày …”",
    ),
    (
        "theo Thông báo số 211/TB-VPCP",
        ISSUED,
        "theo Thông báo số 211/TB-VPCP",
        "names nothing that can still happen: no deadline",
    ),
    (
        "theo quy định của pháp luật",
        ISSUED,
        "theo quy định của pháp luật",
        "names nothing that can still happen: no deadline",
    ),
    # --- Vague ---
    ("sớm nhất có thể", ISSUED, "sớm nhất có thể", "“sớm nhất có thể” names no day"),
    ("kịp thời", ISSUED, "kịp thời", "“kịp thời” names no day"),
    ("ngay", ISSUED, "ngay", "“ngay” names no day"),
    ("trước mắt", ISSUED, "trước mắt", "“trước mắt” names no day"),
    ("thời gian tới", ISSUED, "thời gian tới", "“thời gian tới” names no day"),
    ("đúng tiến độ", ISSUED, "đúng tiến độ", "“đúng tiến độ” names no day"),
    ("trong thời gian ngắn nhất", ISSUED, "thời gian ngắn nhất", "“thời gian ngắn nhất” names no day"),
    # --- Starts ---
    ("sớm nhất ngày 01/3/2023", ISSUED, "sớm nhất", "“sớm nhất” names a start, not a deadline"),
    ("sau ngày 30/6/2025", ISSUED, "sau ngày 30/6/2025", "“sau” names a start, not a deadline"),
    ("Sau năm 2025", ISSUED, "Sau năm 2025", "“sau” names a start, not a deadline"),
    ("Bắt đầu năm 2025", ISSUED, "Bắt đầu", "“bắt đầu” names a start, not a deadline"),
    ("kể từ ngày ký", ISSUED, "ngày ký", "no day can be read from this"),
    # --- Unnamed ---
    ("Ngày 31 tháng 3 năm kế tiếp sau năm báo cáo", ISSUED, "năm báo cáo", "which year is meant is not said"),
    ("từng giai đoạn", ISSUED, "giai đoạn", "the stage names no years"),
    ("các tháng cuối năm", ISSUED, "các tháng cuối năm", "no day can be read from this"),
    ("giai đoạn 5 năm", ISSUED, "giai đoạn 5", "the stage names no years"),
    ("giai đoạn I", ISSUED, "giai đoạn I", "the stage names no years"),
    ("các quý còn lại của năm 2026", ISSUED, "các quý còn lại của", "no day can be read from this"),
    ("tháng, quý của năm", ISSUED, "tháng", "no day can be read from this"),
    ("cuối quý", ISSUED, "cuối quý", "which month, quarter or week this is in is not said"),
    ("ngày 15", ISSUED, "ngày 15", "which month, quarter or week this is in is not said"),
    ("Ngày 24 tháng báo cáo", ISSUED, "tháng báo cáo", "which month is meant is not said"),
    ("trước ngày 31/01 của năm báo cáo", ISSUED, "năm báo cáo", "which year is meant is not said"),
    (
        "năm học 2025 - 2026",
        ISSUED,
        "năm học",
        "this year begins and ends on days the plan does not declare; name the days",
    ),
    ("đầu năm học", ISSUED, "năm học", "this year begins and ends on days the plan does not declare; name the days"),
    ("trước mùa mưa bão", ISSUED, "trước mùa mưa bão", "no day can be read from this"),
    ("dịp 2/9", ISSUED, "dịp 2/9", "no day can be read from this"),
    ("ngay từ đầu năm", ISSUED, "ngay", "“ngay” names no day"),
    ("tuần thứ 2 tháng 6/2025", ISSUED, "tuần thứ 2 tháng 6/2025", "no day can be read from this"),
    # half a month is a length, not a part
    ("nửa đầu tháng 6", ISSUED, "nửa đầu tháng 6", "no day can be read from this"),
    # of the quarter, or from the quarter on: not said
    ("Quý II/2025 và các năm tiếp theo", ISSUED, "các năm tiếp theo", "no day can be read from this"),
    ("từ quý II/2025 và các năm tiếp theo", ISSUED, "các năm tiếp theo", "no day can be read from this"),
    # --- Which of two ---
    (
        "3 tháng hoặc 6 tháng một lần",
        ISSUED,
        "3 tháng hoặc 6 tháng một lần",
        "“hoặc” between two deadlines: which one holds?",
    ),
    ("Quý I hoặc quý II/2025", ISSUED, "Quý I hoặc quý II/2025", "“hoặc” between two deadlines: which one holds?"),
    ("quý I hoặc II/2025", ISSUED, "quý I hoặc II/2025", "“hoặc” between two deadlines: which one holds?"),
    (
        "định kỳ hằng năm hoặc 2 năm một lần",
        ISSUED,
        "định kỳ hằng năm hoặc 2 năm một lần",
        "“hoặc” between two deadlines: which one holds?",
    ),
    (
        "15/3/2023 15/4/2023",
        ISSUED,
        "15/3/2023 15/4/2023",
        "two deadlines with nothing between them: join them by “và” or a comma",
    ),
    (
        "Quý II/2025 trình Chính phủ trong tháng 7/2025",
        ISSUED,
        "trình Chính phủ trong",
        "a second deadline may stand here; join it by “và” or a comma",
    ),
    (
        "trước ngày 30/6 để đến ngày 1/7",
        ISSUED,
        "để đến",
        "a second deadline may stand here; join it by “và” or a comma",
    ),
    # the series may hold for both, or for the last
    (
        "Trước 15/6 (báo cáo 6 tháng), trước 15/12 (báo cáo năm) hằng năm",
        ISSUED,
        "báo cáo năm",
        "these words belong to no deadline",
    ),
    # --- Periods: from when, how often ---
    ("trong thời hạn 05 ngày làm việc", ISSUED, "trong thời hạn 05 ngày làm việc", "from when is this period counted?"),
    ("6 tháng", ISSUED, "6 tháng", "from when is this period counted?"),
    (
        "ít nhất 03 ngày làm việc",
        ISSUED,
        "ít nhất 03 ngày làm việc",
        "“ít nhất 03 ngày làm việc” names a shortest time, not a deadline",
    ),
    (
        "tối thiểu 10 ngày kể từ ngày ký",
        ISSUED,
        "tối thiểu 10 ngày",
        "“tối thiểu 10 ngày” names a shortest time, not a deadline",
    ),
    (
        "trước 30 ngày kể từ ngày hết hạn",
        ISSUED,
        "trước 30 ngày kể từ ngày",
        "before or after that day? say “… trước khi …” or “trong … kể từ …”",
    ),
    ("02 lần/tháng", ISSUED, "02 lần/tháng", "more than once a period: on which days?"),
    ("sau khi họp, chậm nhất 02 ngày, phải báo cáo", ISSUED, "phải báo cáo", "these words belong to no deadline"),
    ("mỗi quý họp ít nhất 2 lần", ISSUED, "họp ít nhất 2 lần", "more than once a period: on which days?"),
    ("mỗi năm 2 lần", ISSUED, "mỗi năm 2 lần", "more than once a period: on which days?"),
    ("0 năm/lần", ISSUED, "0 năm/lần", "a period of 0 is no period"),
    ("trong 12 giờ kể từ khi nhận được", ISSUED, "12 giờ", "a period of less than a day cannot be tracked in days"),
    ("quý I, 6 tháng, 9 tháng và năm", ISSUED, "6 tháng", "from when is this period counted?"),
    ("9 tháng, hằng năm", ISSUED, "9 tháng", "from when is this period counted?"),
    ("31/12/2025 hằng năm", ISSUED, "31/12/2025 hằng năm", "a period with its year, 2025, does not come again"),
    ("định kỳ quý I/2023", ISSUED, "quý I/2023", "“định kỳ” names no period: every week, month, quarter or year?"),
    # --- Never dropped ---
    ("trước ngày 15/5/2025, trừ các xã biên giới", ISSUED, "trừ", "“trừ” may turn the deadline round; say it without"),
    ("không hoàn thành trong quý I/2023", ISSUED, "không", "“không” may turn the deadline round; say it without"),
    ("Năm 2025 (nếu có)", ISSUED, "nếu có", "these words belong to no deadline"),
    ("trước ngày 15/5/2025 đối với 12 xã", ISSUED, "12", "the number 12 belongs to no deadline"),
    (
        "Đã hoàn thành",
        ISSUED,
        "Đã",
        "this says what has been done, not when it is due; close the task instead (dutrack done)",
    ),
    (
        "Trước ngày 31 tháng 3 của năm sau khi dự án kết thúc",
        ISSUED,
        "năm sau khi dự án",
        "no day can be read from this",
    ),
    # --- No deadline at all ---
    ("hoàn thành", ISSUED, "hoàn thành", "no day can be read from this"),
    ("sau khi", ISSUED, "sau khi", "what is awaited is not said"),
    ("hằng", ISSUED, "hằng", "no day can be read from this"),
    ("quý", ISSUED, "quý", "no day can be read from this"),
    ("12", ISSUED, "12", "the number 12 belongs to no deadline"),
    ("100% cơ quan, đơn vị", ISSUED, "100%", "the number 100 belongs to no deadline"),
    ("xong II năm 2023", ISSUED, "II", "the number II belongs to no deadline"),
    ("Mục II, hoàn thành năm 2023", ISSUED, "II", "the number II belongs to no deadline"),
    ("0903 123 456", ISSUED, "0903", "the number 0903 belongs to no deadline"),
    ("***", ISSUED, "", "there is no text"),
    ("…/…/2023", ISSUED, "…/", "these words belong to no deadline"),
    ("ngày     tháng     năm 2023", ISSUED, "ngày     tháng     năm 2023", "no day can be read from this"),
    ("TBD", ISSUED, "TBD", "no day can be read from this"),
    ("as soon as possible", ISSUED, "as soon as possible", "no day can be read from this"),
    ("by the end of Q3 2023", ISSUED, "Q3", "the number 3 belongs to no deadline"),
    (
        "Tăng cường tuyên truyền, nâng cao nhận thức",
        ISSUED,
        "Tăng cường tuyên truyền, nâng cao nhận thức",
        "no day can be read from this",
    ),
    (
        "thời hạn do Chủ tịch UBND tỉnh xác định",
        ISSUED,
        "thời hạn do Chủ tịch UBND tỉnh xác định",
        "no day can be read from this",
    ),
    # --- Prose after a series or a window ---
    ("hằng năm đối với đất quốc phòng", ISSUED, "đối với đất quốc phòng", "these words belong to no deadline"),
    ("hằng năm hoặc cho thuê", ISSUED, "cho thuê", "these words belong to no deadline"),
    (
        "hàng tháng và các khoản trợ cấp khác theo quy định của pháp luật",
        ISSUED,
        "các khoản trợ cấp khác",
        "these words belong to no deadline",
    ),
    ("trong thời hạn sau đây", ISSUED, "trong thời hạn sau đây", "no day can be read from this"),
    ("Định kỳ kiểm tra", ISSUED, "Định kỳ kiểm tra", "no day can be read from this"),
    ("Quý II/2025 hoặc trình Chính phủ", ISSUED, "trình Chính phủ", "these words belong to no deadline"),
    (
        "trước ngày 01 tháng 7 năm 2014 đã trả",
        ISSUED,
        "đã",
        "this says what has been done, not when it is due; close the task instead (dutrack done)",
    ),
    ("chậm nhất từ ngày 01 tháng 01 năm 2025", ISSUED, "chậm nhất từ ngày 01", "no day can be read from this"),
    ("chậm nhất là 15 phút", ISSUED, "chậm nhất là 15 phút", "no day can be read from this"),
    (
        "trước ngày 30 tháng 12 năm trước của năm kế hoạch",
        ISSUED,
        "năm trước của năm kế",
        "no day can be read from this",
    ),
    ("Trong thời hạn bảo hành", ISSUED, "Trong thời hạn bảo hành", "no day can be read from this"),
    ("trong tháng", ISSUED, "tháng", "no day can be read from this"),
    ("hàng năm (ngày 14 hàng tháng)", ISSUED, "ngày 14 hàng tháng", "this day does not fit the period of the series"),
    # --- "N tháng M" is a day only with nothing listed after it ---
    ("trong 3 tháng 6, 7, 8 năm 2023", ISSUED, "3", "the number 3 belongs to no deadline"),
    ("trong 2 tháng 7 và 8/2023", ISSUED, "2", "the number 2 belongs to no deadline"),
    ("kết quả 6 tháng 12 tháng", ISSUED, "6", "the number 6 belongs to no deadline"),
    ("6 tháng 2023", ISSUED, "6", "the number 6 belongs to no deadline"),
    ("quý năm 2023", ISSUED, "quý năm 2023", "no day can be read from this"),
    # --- Days, weekdays and rests of a period that are not named ---
    ("những ngày cuối tháng 3/2023", ISSUED, "những ngày cuối tháng 3/2023", "no day can be read from this"),
    ("các ngày đầu quý II/2023", ISSUED, "các ngày đầu quý II/2023", "no day can be read from this"),
    ("thứ Tám hằng tuần", ISSUED, "thứ Tám", "there is no such weekday: thứ Tám"),
    ("thứ 9 hàng tuần", ISSUED, "thứ 9", "there is no such weekday: thứ 9"),
    ("thời gian còn lại của năm 2023", ISSUED, "còn lại của năm", "which period is meant is not said"),
    ("phần còn lại của quý II/2023", ISSUED, "còn lại của quý", "which period is meant is not said"),
    ("Mỗi nhiệm kỳ một lần", ISSUED, "Mỗi nhiệm kỳ một lần", "no day can be read from this"),
    ("từ nay đến hết quý", ISSUED, "từ nay đến hết", "no day can be read from this"),
    # --- An English bound is no lead-in ---
    ("before 30/6/2023", ISSUED, "before", "no day can be read from this"),
    ("until ngày 30/6/2023", ISSUED, "until", "no day can be read from this"),
    # a report's name is no period counted back from its day
    ("Báo cáo sơ kết 6 tháng trước ngày 10/6 hằng năm", ISSUED, "6 tháng trước", "from when is this period counted?"),
    # --- What is awaited is cut off ---
    ("từ ngày nhận được hồ sơ đến", ISSUED, "từ ngày nhận được hồ sơ đến", "what is awaited is not said"),
    ("theo chỉ đạo của", ISSUED, "theo chỉ đạo của", "what is awaited is not said"),
    # --- Between a series and words that are no day of it ---
    (
        "định kỳ báo cáo trước ngày 15/6",
        ISSUED,
        "trước ngày 15/6",
        "“định kỳ” names no period: every week, month, quarter or year?",
    ),
    (
        "Hằng năm tổng hợp, báo cáo trong tháng 12/2023",
        ISSUED,
        "tổng hợp, báo cáo",
        "these words belong to no deadline",
    ),
    # --- A document already issued, with its number or day but no "số" ---
    ("theo Kết luận 48-KL/TW", ISSUED, "theo Kết luận 48-KL/TW", "names nothing that can still happen: no deadline"),
    ("theo Kế hoạch 113-KH/TU", ISSUED, "theo Kế hoạch 113-KH/TU", "names nothing that can still happen: no deadline"),
    (
        "Thực hiện theo Quyết định ngày 15/3/2022 của UBND tỉnh",
        ISSUED,
        "Thực hiện theo Quyết định ngày 15/3/2022 của UBND tỉnh",
        "names nothing that can still happen: no deadline",
    ),
    (
        "Đề án hoàn thiện tổ chức bộ máy giai đoạn 2023 - 2026",
        ISSUED,
        "Đề án hoàn thiện tổ chức bộ máy giai đoạn 2023 - 2026",
        "this may be the document's own date; say “trước ngày …” or “trong ngày …”",
    ),
    # --- Prose and English before what could be read ---
    ("thích ứng, phục hồi sau dịch", ISSUED, "thích ứng, phục hồi sau dịch", "no day can be read from this"),
    ("merged 12/6/2025", ISSUED, "merged", "no day can be read from this"),
    # several months, though the year is named
    ("các tháng cuối năm 2023", ISSUED, "các tháng cuối năm 2023", "no day can be read from this"),
    ("sau 03 năm liên tiếp", ISSUED, "sau 03 năm liên tiếp", "from when is this period counted?"),
    # the number and the word beside it differ
    ("30 (ba mươi lăm) ngày kể từ ngày nhận đơn", ISSUED, "30", "the number 30 belongs to no deadline"),
    # --- A number before a month may be that of the words before it ---
    ("Hội nghị lần thứ 3 tháng 9/2026", ISSUED, "3", "the number 3 belongs to no deadline"),
    ("Chi bộ 2 tháng 5/2026", ISSUED, "2", "the number 2 belongs to no deadline"),
    ("Bước 1: tháng 5/2026", ISSUED, "1", "the number 1 belongs to no deadline"),
    ("Phương án 3: tháng cuối năm 2026", ISSUED, "3", "the number 3 belongs to no deadline"),
    # an item of a list, or 2 January?
    ("2.1 năm 2026", ISSUED, "2.1", "the number 2 belongs to no deadline"),
    # the session of the middle of the year, in July
    (
        "trình HĐND tỉnh tại kỳ họp giữa năm 2026",
        ISSUED,
        "trình HĐND tỉnh tại kỳ họp giữa năm 2026",
        "no day can be read from this",
    ),
    # three words without a space; "trước" is one of them
    ("Hoàn thànhtrướcngày30/6/2026", ISSUED, "thànhtrướcngày", "no day can be read from this"),
    # May to July, or 5 July?
    ("5 - 7/2026", ISSUED, "5", "the number 5 belongs to no deadline"),
    # "Q." is a quarter, not an item of a list before March
    ("Q.3/2026", ISSUED, "Q.3/2026", "the number 3 belongs to no deadline"),
    # the second quarter, left with "xong" for a head
    ("xong II năm 2026", ISSUED, "II", "the number II belongs to no deadline"),
    ("năm 2026 và 2 năm tiếp theo", ISSUED, "2 năm", "from when is this period counted?"),
    # a series with two days: which one?
    (
        "hằng tháng, trước ngày 15, chậm nhất ngày 20",
        ISSUED,
        "chậm nhất ngày 20",
        "which month, quarter or week this is in is not said",
    ),
    (
        "sau ngày cuối cùng của tháng 6/2026",
        ISSUED,
        "sau ngày cuối cùng của tháng 6/2026",
        "“sau” names a start, not a deadline",
    ),
    ("sau Tết", ISSUED, "sau Tết", "no day can be read from this"),
    # a day by its number with no bound may as well be a start
    ("ngày thứ 16 kể từ ngày nộp hồ sơ", ISSUED, "ngày thứ 16 kể từ", "no day can be read from this"),
]


@pytest.mark.parametrize(("text", "issued", "words", "message"), ROWS, ids=[row[0] for row in ROWS])
def test_is_refused_at_the_words(text: str, issued: str, words: str, message: str) -> None:
    found = answered(text, issued)
    assert found["parts"] == []
    assert found["error"] is not None
    start, end = found["error"]["at"]
    assert (text[start:end], found["error"]["message"]) == (words, message)
