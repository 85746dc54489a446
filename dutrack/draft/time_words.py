"""The words that may begin a deadline, and those that tell that bare years belong to the name of a document."""

from __future__ import annotations

import re

from dutrack.draft.words import joined, pattern

_ANY = re.IGNORECASE

LEADS_IN = pattern(
    r"""
    \s*(?:thực hiện|hoàn thành|xong|trước|trong|chậm nhất|muộn nhất|không quá|thời gian|thời hạn|tiến độ|dự kiến|từ|đến
    |sau khi|khi|ngay|theo|định kỳ|hằng|hàng|thường xuyên|vào)\b
    """, _ANY
)  # fmt: skip
"""What a bracket in the middle of a clause must begin with to be its deadline."""

OF_TIME = pattern(r"\b(?:ngày|tháng|quý|năm \d|thường xuyên|định kỳ|hoàn thành|hằng|hàng|thời hạn|thời gian)\b", _ANY)
OF_A_DOCUMENT = re.compile(r"\d+\s*[-/]\s*[A-ZĐ]{2}")
"""A document's number: "11-KH/TW", "60/2021/NĐ-CP"."""

CITES = re.compile(r"\((?!sau khi|ngay sau|khi).*\d+\s*[-/]\s*(?-i:[A-ZĐ]{2})", re.IGNORECASE | re.DOTALL)
"""A bracket with a document's number in it is a citation, unless it awaits that document."""

NAMED = pattern(
    r"""
    (?:đề án|chương trình|kế hoạch|chiến lược|quy hoạch|nghị quyết|dự án|định hướng|tầm nhìn|mục tiêu|chỉ tiêu|kết luận
    |chỉ thị|phong trào|cuộc vận động|giai đoạn|nhiệm kỳ|khóa|đại hội|năm học|\d+ năm)\b[^,;.]*$
    """, _ANY
)  # fmt: skip
"""Before bare years: they are those of this document or term, not the task's."""

DONE = pattern(
    r"""
    (?:hoàn thành|xong|trình|ban hành|báo cáo|gửi|kết thúc|trước|phê duyệt|thực hiện|triển khai|tổ chức)\s*$
    """, _ANY
)  # fmt: skip
"""Before bare years: they are the task's all the same."""

WORDED = re.compile(r"(?:hoàn thành|xong|thực hiện|chậm nhất|thời gian|thời hạn|tiến độ)\b", _ANY)

_HEADS = joined(r"""
    (?:yêu cầu|chỉ đạo|hướng dẫn|ý kiến|quy định|văn bản|kế hoạch|đề nghị|thông báo|chủ trương|kết luận|quyết định)
""")
BEFORE_BRACKET = pattern(r"""
    \b(?:ngay )?(?:sau khi|khi)\s(?=[^.;:(),]*(?:ban hành|yêu cầu|chỉ đạo|hướng dẫn|phê duyệt|thông qua|ý kiến
    |kết luận)$)
    [^.;:(),]{4,80}$
""")  # fmt: skip
"""What is awaited, before a bracket that says more of it: "sau khi Đề án được ban hành (theo chỉ đạo …)"."""

OPENERS = pattern(
    r"""
    (?:đến (?:hết |cuối )?(?:năm|quý|tháng|ngày)|trước (?:ngày|tháng|quý|năm|\d)|chậm nhất|muộn nhất|hằng|hàng|mỗi
    |định kỳ
    |thường xuyên|trong (?:tháng|quý|năm|giai đoạn|tuần|vòng|thời hạn)|từ (?:nay|năm|quý|tháng|ngày)|quý|năm \d|tháng \d
    |ngày \d|giai đoạn \d|sau khi|sau hội nghị|ngay (?:sau|khi)|khi có|vào (?:quý|tháng|ngày|cuối|đầu)|cuối
    |đầu (?:năm|quý|tháng)|giữa|phấn đấu|dự kiến|xong|hoàn thành (?:trong|trước)|\d+ tháng)\b
    """, _ANY
)  # fmt: skip
"""What a sentence may open with: "Đến năm 2025, …"."""

AT_ONCE = re.compile(r"thì (?:tiến hành |thực hiện |triển khai |tổ chức )?ngay")

STRONG = pattern(
    r"""
    (?<!\w)(?:trước (?:ngày|tháng|quý|năm \d|\d)|chậm nhất|muộn nhất|không muộn hơn|không quá (?:ngày|tháng|quý)|đến hết
    |xong (?:trước|trong)|hoàn thành (?:xong )?(?:trong|trước|vào|chậm nhất)
    |trong (?:quý|tháng|năm \d|tuần|vòng|thời hạn|giai đoạn \d)|ngay sau khi|ngay sau
    |vào (?:quý|tháng|ngày|cuối năm|đầu năm|cuối quý)|định kỳ (?:hằng|hàng|\d+|sáu|mỗi)
    |(?:quý [IVX\d]+|tháng \d{1,2}|năm \d{4}) và (?:các|những) năm tiếp theo|từ (?:quý|tháng|năm) \S+ đến
    |(?:định kỳ )?(?:\d{1,2} tháng|(?:hằng|hàng) (?:năm|quý|tháng))(?= \((?:trước|chậm nhất|vào|ngày)))(?!\w)
    """, _ANY
)  # fmt: skip
"""Bounds and named periods: deadlines wherever they stand."""

EVENTS = pattern(rf"""
    (?<!\w)(?:sau khi|khi có {_HEADS}
    |khi (?=(?:Trung ương|Bộ|Ban|Chính phủ|Quốc hội|Tỉnh ủy|cấp có thẩm quyền|cơ quan có thẩm quyền))
    |theo (?:sự )?(?:chỉ đạo|hướng dẫn|yêu cầu|lộ trình|tiến độ)(?: và (?:chỉ đạo|hướng dẫn|yêu cầu
    |lộ trình))? của)(?!\w)
""")  # fmt: skip

_EACH = r"(?:hằng|hàng) (?:năm|quý|tháng|tuần|ngày)"
ADVERB = pattern(rf"""
    (?<!\w)(?:thường xuyên|định kỳ|{_EACH})(?:,? (?:và |hoặc )?(?:thường xuyên|định kỳ|đột xuất|{_EACH}))*(?!\w)
""")  # fmt: skip
SUDDEN = re.compile(r"(?:định kỳ|thường xuyên) (?:hoặc|và) đột xuất")
RELEASED = re.compile(r", ngay (?:khi|sau)[^,;.]*")
"""What releases a standing task besides: "thường xuyên, ngay khi có căn cứ rà soát"."""

REVIEWS = pattern(
    r"""
    (?:báo cáo|sơ kết|tổng kết|đánh giá|rà soát|kiểm tra|cập nhật|tổ chức|công bố|tổng hợp|xây dựng kế hoạch|bố trí
    |phê bình)
    """, _ANY
)  # fmt: skip
TAIL = re.compile(r",\s|\s(?:để|nhằm|gửi|phục vụ|làm cơ sở)\s|\s\(|\s[-–]\s")
"""Where a deadline may end inside its clause."""
