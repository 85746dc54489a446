"""The words the language knows, in their normal form (``spelling.word_key``)."""

from __future__ import annotations

NUMERALS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10,
}  # fmt: skip
ONES = {word: value for word, value in NUMERALS.items() if value not in (5, 10)} | {"mốt": 1, "lăm": 5}
"""What may follow "mười" and "mươi"."""
ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
MONTH_WORDS = NUMERALS | ROMAN
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5}
UNITS = frozenset(("ngày", "tuần", "tháng", "quý", "năm"))
EACH = frozenset(("hằng", "hàng", "mỗi", "từng"))
NEXT = frozenset(("sau", "tới", "tiếp", "kế"))

LEAD_INS = frozenset(
    "thực hiện triển khai hoàn thành xong trong thời gian hạn tiến độ dự kiến vào phấn đấu nhiệm vụ lúc bắt đầu".split()
)
"""Words that say nothing of their own before a reading, and are left out without a warning."""

PURPOSES = ("để", "nhằm", "phục vụ", "làm cơ sở")
REPORTS = ("gửi", "báo cáo", "trình")
"""What tells to whom something goes: after a series without a day of its own too."""
TAILS = (*PURPOSES, *REPORTS, "qua", "thông qua", "về", "đối với", "cho", "bằng")
"""What begins the words after a window that tell of its report or letter, not of its time."""

DENIALS = frozenset(("trừ", "ngoài", "không", "chưa", "chẳng", "chớ", "đừng", "đã"))
"""Words that turn a reading round; a lead-in with one is never dropped. "đã" tells what was done, not what is due."""

EVENT_HEADS = (
    "chỉ đạo", "hướng dẫn", "yêu cầu", "kế hoạch", "lộ trình", "chương trình", "tiến độ", "đề nghị", "phân công",
    "thông báo", "quyết định", "ý kiến", "lịch", "chủ trương", "văn bản", "kết luận", "đề án", "nhiệm vụ",
)  # fmt: skip
"""What comes from somebody's hand or mouth, after "theo": one waits for it."""

DOCUMENTS = (
    "nghị quyết", "kết luận", "chỉ thị", "quyết định", "công văn", "thông báo", "kế hoạch", "chương trình", "tờ trình",
    "nghị định", "thông tư", "quy định", "hướng dẫn", "luật", "văn bản", "hồ sơ",
)  # fmt: skip

STANDING = (
    "thường xuyên", "liên tục", "đột xuất", "bất thường", "thường kỳ", "khi cần thiết", "khi cần", "nếu cần thiết",
)  # fmt: skip

PROMPT = (
    "sớm nhất có thể", "càng sớm càng tốt", "kịp thời", "trước mắt", "thời gian tới", "thời gian ngắn nhất", "sớm",
    "ngay", "đúng tiến độ", "đúng thời hạn", "khẩn trương",
)  # fmt: skip
"""Vague promptness: no day can be told from it."""

WORDS = frozenset(
    """
    ban hành ngày làm việc tuần tháng quý năm giờ phút tiếng nửa đầu giữa cuối cùng tiên này nay sau tới tiếp theo kế
    trước chậm muộn trễ nhất sớm không quá hơn đến hết xong trong vòng từ kể tính khi ngay lúc vào là của các những mọi
    hằng hàng mỗi định kỳ lần thường xuyên liên tục đột xuất bất cần thiết nếu nhiệm giai đoạn thứ chủ nhật
    và hoặc để thì thực hiện triển khai hoàn thành thời gian hạn tiến độ dự kiến phấn đấu vụ bắt trở đi tối thiểu đa ít
    chỉ đạo hướng dẫn yêu cầu kế hoạch lộ trình chương đề nghị phân công quy ký
    một hai ba bốn tư sáu bảy tám chín mười mươi lăm mốt trăm i ii iii iv v vi vii viii ix x xi xii
    """.split()
)
"""Every word of the grammar: where a space was lost, one half must be one of these."""
