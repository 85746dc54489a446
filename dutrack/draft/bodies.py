"""Which words name a body, and where a sentence goes on from its name to what it does.

Vietnamese writes the name of a body with a capital where it is one ("Ban Tổ chức", "Sở Nội vụ") and the same words as
verbs and nouns without ("ban hành", "tổ chức"), so capitals decide, and what stands before a word.
"""

from __future__ import annotations

import re

from dutrack.deadline.spelling import key
from dutrack.draft.words import pattern, phrases

_ALWAYS = phrases("""
    ủy ban | ubnd | ubmttq | ubkt | mttq | hđnd | hội đồng | văn phòng | đảng đoàn | đảng ủy | đảng bộ | ban cán sự
    | ban thường vụ | ban chấp hành | tỉnh ủy | thành ủy | huyện ủy | quận ủy | thị ủy | cấp ủy | chi bộ | chi ủy
    | thường trực | tổ chức đảng | tập thể lãnh đạo | lãnh đạo các | đơn vị | cơ quan | địa phương | sở, ban | sở, ngành
    | công an | tòa án | viện kiểm sát | tand | vksnd | bộ đội biên phòng | bộ chỉ huy | bộ chqs | bch | quân khu
    | mặt trận tổ quốc | tỉnh đoàn | huyện đoàn | thành đoàn | đoàn thanh niên | đoàn đại biểu
    | công đoàn | liên đoàn | lđlđ
    | liên minh
    | liên hiệp | hiệp hội | kho bạc | ngân hàng | bảo hiểm xã hội | bưu điện | điện lực | công ty | tập đoàn
    | doanh nghiệp
    | bệnh viện | đại học | trường | báo và | chủ tịch | phó chủ tịch | giám đốc | phó giám đốc | thủ trưởng | bí thư
    | ủy viên | chánh văn phòng | chánh thanh tra | trưởng phòng | trưởng ban | hiệu trưởng | btv | bts
    | chính phủ | thủ tướng | kiểm toán | hải quan | thuế | cục | chi cục | tổng cục | hạt kiểm lâm
    | tổ công tác | tổ giúp việc | cụm | khối thi đua
""")
"""What begins the name of a body, whatever follows."""

_BEFORE_CAPITAL = phrases("""
    ban | sở | bộ | hội | đoàn | báo | đài | viện | phòng | trung tâm | vụ | thanh tra | tổ | quỹ | đội | nhà | cảnh sát
    | học viện | trạm | kiểm lâm | thanh niên | câu lạc bộ | liên hợp | xã | phường | huyện | chi nhánh
""")
"""What begins one only before a capital or an administrative level: "Ban Nội chính", "Thanh tra tỉnh"."""

_PLURAL = phrases("""
    cơ quan | đơn vị | địa phương | sở | ban | ngành | cấp ủy | tổ chức | đoàn thể | huyện | quận | thị | thành phố | xã
    | phường | phòng | trường | doanh nghiệp | hội | bộ | đảng | chi bộ | cấp | đồng chí | thành viên | đảng ủy
    | trung tâm
    | khối | cụm | thủ trưởng | ủy viên | ủy ban | cục | viện | báo | tỉnh | thôn | khu | hội đồng
""")
"""What names bodies after "các"."""

_NO_BODIES = phrases("""
    cấp độ | hội nghị | hội thảo | hội thi | bộ máy | bộ tiêu chí | ban hành | trường hợp | cơ quan có thẩm quyền
    | đơn vị tính | ngành nghề | phòng ngừa | phòng chống | đảng viên | tổ chức thực hiện | thuế suất | văn phòng phẩm
    | các cấp, các ngành | địa phương hóa
""")
"""What begins with such a word and is none."""
_LEVEL = r"(?:tỉnh|huyện|thành phố|xã|phường|thị xã|quận|nhà nước|cấp)\b"
_PERSON = re.compile(r"(?:(?:từng|mỗi|các)\s+)?đồng chí\s+(?=\w)", re.IGNORECASE)
_MANY = re.compile(r"(?:tất cả\s+)?(?:các|những|một số|mỗi|từng)\s+", re.IGNORECASE)


def begins_body(text: str) -> bool:
    """Tell whether a text begins with the name of a body."""
    return begins_specific(text) or _begins_plural(text)


def begins_specific(text: str) -> bool:
    """Tell whether a text begins with the name of a body that is no "các …"."""
    if not text[:1].isalpha() or _starts(text, _NO_BODIES):
        return False
    if text[:1].isupper() and _starts(text, _ALWAYS):
        return True
    rest = _after(text, _BEFORE_CAPITAL)
    return text[:1].isupper() and rest is not None and (rest[:1].isupper() or re.match(_LEVEL, rest) is not None)


def _begins_plural(text: str) -> bool:
    if person := _PERSON.match(text):
        rest = text[person.end() :]
        return rest[:1].isupper() or _starts(rest, _ALWAYS)
    many = _MANY.match(text)
    rest = text[many.end() :] if many else text
    if _starts(rest, _NO_BODIES) or _starts(text, _NO_BODIES):
        return False
    if many is None:
        return text[:1].isupper() and _starts(key(rest), ("sở, ban", "sở, ngành", "các sở", "ban, sở"))
    return _starts(rest, _PLURAL) or begins_specific(rest[:1].upper() + rest[1:])


def _starts(text: str, words: tuple[str, ...]) -> bool:
    return _after(text, words) is not None


def _after(text: str, words: tuple[str, ...]) -> str | None:
    """Return what follows one of some words at the beginning of a text, None where none stands there."""
    plain = key(text[:60])
    for word in words:
        if plain.startswith(word) and not plain[len(word) : len(word) + 1].isalnum():
            return " ".join(text.split())[len(word) :].lstrip()
    return None


_VERBS = phrases("""
    chủ trì | phối hợp | chịu trách nhiệm | có trách nhiệm | tham mưu | hướng dẫn | chỉ đạo | lãnh đạo | tổ chức
    | xây dựng
    | căn cứ | theo dõi | tập trung | tăng cường | chủ động | thường xuyên | trực tiếp | tiếp tục | triển khai | rà soát
    | thực hiện | đẩy mạnh | báo cáo | ban hành | kiểm tra | giám sát | đôn đốc | tổng hợp | nghiên cứu | đề xuất
    | cụ thể hóa | cụ thể hoá | bố trí | quán triệt | nâng cao | phát huy | đổi mới | bảo đảm | đảm bảo | kịp thời
    | định kỳ
    | hằng năm | hàng năm | hằng quý | hàng quý | hằng tháng | hàng tháng | phải | cần | có kế hoạch | có văn bản | giúp
    | thẩm định | trình | là | nắm | đề cao | chú trọng | quan tâm | vận động | tuyên truyền | lồng ghép | cân đối
    | thành lập | phân công | kiện toàn | xác định | trên cơ sở | trong phạm vi | khẩn trương | nghiêm túc | phấn đấu
    | hoàn thiện | hoàn thành | xem xét | đăng ký | cung cấp | gửi | lập | đánh giá | sơ kết | tổng kết | xử lý
    | huy động
    | tham gia | thông tin | phản ánh | sử dụng | đăng tải | mở | duy trì | thể chế hóa | công khai | làm | chấp hành
    | thống nhất | cùng | theo chức năng | theo thẩm quyền | theo nhiệm vụ | đưa | lựa chọn | sắp xếp | kiểm soát
    | củng cố
    | khuyến khích | hỗ trợ | tạo điều kiện | phổ biến | đào tạo | điều tra | giao | sửa đổi | tiến hành | cập nhật
    | khảo sát | giải quyết | quản lý | phân bổ | đề nghị | kiến nghị | đầu tư | phát động | ký kết | cử | chuẩn bị
    | đấu tranh | ngăn chặn | phòng ngừa | thanh tra | kết nối | vận hành | ưu tiên | thúc đẩy | gắn | siết chặt
    | khắc phục | thu hút | tự
""")
_VERB = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, _VERBS), key=len, reverse=True)) + r")(?!\w)")
_NOUN_AFTER = re.compile(r"(?:các|những|công tác|việc|được|về|chuyên môn|sự nghiệp|nhà)\s*$")
_PROJECT_AFTER = re.compile(r"(?:dự án|dự án đầu tư)\s*$")
"""After these "đầu tư" and "xây dựng" belong to a name: "Ban Quản lý dự án đầu tư xây dựng"."""
_NAME_AFTER = pattern(r"""
    (?:cơ quan|đơn vị|ban|ủy ban|uỷ ban|tổ|hội đồng|cán bộ|tập thể|trung tâm|đội ngũ|bộ phận|phòng|lực lượng
    |chuyên trách
    |quỹ|học viện|trạm|đoàn)\s*$
""")
_TRADES = frozenset(phrases("""
    tham mưu | quản lý | kiểm tra | thanh tra | điều tra | lãnh đạo | chỉ đạo | tuyên truyền | kiểm soát | phòng ngừa
    | thông tin | đào tạo | hỗ trợ | giám sát | phối hợp | tổ chức | xây dựng | bảo đảm
"""))  # fmt: skip
"""What a body may do by its name: "cơ quan tham mưu", "ủy ban kiểm tra", "ban quản lý"."""
_BUILT = re.compile(r" (?:[Đđ]ảng|cơ bản|nông thôn mới|công trình)|$")
"""What a body may build by its name: "các ban xây dựng Đảng"; "các ban xây dựng kế hoạch" is a sentence."""

_NOUN_BEFORE = {
    "tham mưu": re.compile(r",? ?giúp việc"),
    "tổ chức": pattern(r""" ?(?:đảng|chính trị|xã hội|thành viên|đoàn thể|cơ sở|hội(?! nghị| thảo| thi)|có liên quan
        |liên quan|công đoàn|kinh tế|tín dụng|quần chúng|,|cá nhân)"""),
    "lãnh đạo": re.compile(r" (?:các|sở|ban|đảng|quản lý|chủ chốt|tỉnh|huyện|cơ quan|đơn vị|ubnd|cấp)", re.IGNORECASE),
    "quản lý": re.compile(r" (?:nhà nước|dự án|đầu tư|thị trường|khu|các khu|đất|rừng)"),
    "kiểm tra": re.compile(r" (?:các cấp|đảng ủy)"),
    "thông tin": re.compile(r" (?:đại chúng|cơ sở|và truyền thông)"),
    "cùng": re.compile(r" cấp"),
    "giám sát": re.compile(r" của"),
    "tuyên truyền": re.compile(r" viên"),
    "đào tạo": re.compile(r" nghề|,? bồi dưỡng trên"),
    "kiểm soát": re.compile(r" (?:bệnh tật|thủ tục)"),
    "báo cáo": re.compile(r" viên"),
    "hỗ trợ": re.compile(r" (?:tư pháp|doanh nghiệp)"),
    "thanh tra": re.compile(r" (?:tỉnh|huyện|sở)"),
    "làm": re.compile(r" việc"),
    "giúp": re.compile(r" việc"),
}
"""Before these a verb is part of a name: "các cơ quan tham mưu, giúp việc", "tổ chức đảng", "lãnh đạo các sở"."""


def verb_at(text: str, start: int = 0) -> int | None:
    """Return where the first verb after a body's name begins, None where there is none: then all of it is a name."""
    for found in _VERB.finditer(text, start):
        before, after = text[start : found.start()], text[found.end() :]
        nominal = _NOUN_BEFORE.get(found[0])
        if nominal is not None and nominal.match(after):
            continue
        if found[0] in {"đầu tư", "xây dựng"} and _PROJECT_AFTER.search(before):
            continue
        if found[0] == "xây dựng" and _BUILT.match(after) is None and _NOUN_AFTER.search(before) is None:
            return found.start()
        if _NOUN_AFTER.search(before) or (found[0] in _TRADES and (_NAME_AFTER.search(before) or _in_list(before))):
            continue
        return found.start()
    return None


def _in_list(before: str) -> bool:
    """Tell whether a verb after a comma goes on with a list of nouns: "cơ quan tham mưu, giúp việc"."""
    return (
        re.search(r"(?:cơ quan|tập thể|cán bộ|công tác|việc) (?:(?!các )[^,])*,\s*$", before) is not None
        and before.count(",") == 1
    )
