"""Lines that say who, when or what comes out, of a task or of several: "Cơ quan chủ trì: Sở Nội vụ"."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from dutrack.deadline.spelling import key
from dutrack.draft.words import joined


class Kind(StrEnum):
    """What a label says; CONTENT is the work itself, NOTE what is no work at all."""

    LEAD = "lead"
    HELP = "help"
    TIME = "time"
    PRODUCT = "product"
    CONTENT = "content"
    NOTE = "note"


class Labelled(Struct, frozen=True):
    """A value with its label."""

    kind: Kind
    value: str


_BODY = "(?:(?:các )?(?:cơ quan|đơn vị|cơ quan, đơn vị|sở, ngành|người|cấp|bộ phận|chủ thể|lực lượng|đồng chí) )"
_LEADS = joined(rf"""
    {_BODY}?(?:được giao )?chủ trì(?: (?:thực hiện|tham mưu|triển khai|soạn thảo|xây dựng|tổ chức|tổ chức thực hiện))?
    |{_BODY}(?:được giao )?(?:thực hiện|tham mưu|phụ trách|chịu trách nhiệm(?: chính)?|tổ chức thực hiện|đầu mối
    |triển khai
    |soạn thảo)
    |{_BODY}?chủ trì(?:,| và) {_BODY}?phối hợp(?: thực hiện)?
    |(?:phân công|trách nhiệm|phân công trách nhiệm)(?: thực hiện)?
    |đầu mối(?: thực hiện| tham mưu)?|phụ trách
""")
_HELPS = rf"{_BODY}?phối hợp(?: (?:thực hiện|tham mưu|triển khai|chính))?"
_TIMES = joined(r"""
    (?:dự kiến )?(?:thời gian|thời hạn|tiến độ|thời điểm|lộ trình)(?:,? (?:và )?(?:tiến độ|lộ trình|thực hiện|hoàn thành
    |triển khai|tổ chức|trình|ban hành|trình ban hành|báo cáo|gửi báo cáo|xong|tổ chức thực hiện|thực hiện và hoàn thành
    |thực hiện, hoàn thành|dự kiến|kết thúc))?
    |hoàn thành|ngày hoàn thành|thời gian địa điểm
""")
_PRODUCTS = joined(r"""
    (?:dự kiến )?(?:sản phẩm|kết quả)(?:,? (?:sản phẩm|kết quả))?(?: (?:đầu ra|hoàn thành|dự kiến|thực hiện|cụ thể
    |cần đạt
    |đạt được|phải đạt|là))?
    |hình thức văn bản
""")
_WORK = "(?:nội dung|nhiệm vụ|giải pháp|công việc|hoạt động|biện pháp)"
_CONTENTS = joined(rf"""
    (?:các |những )?{_WORK}(?:(?:,| và) {_WORK})*(?: (?:thực hiện|cụ thể|công việc|triển khai|chủ yếu|trọng tâm|chính
    |cần thực hiện|thực hiện cụ thể|và giải pháp))?
""")
_NOTES = joined(r"""
    (?:thành phần|tài liệu|địa điểm|đối tượng|kinh phí|nguồn kinh phí|hình thức|số lượng|mục đích|yêu cầu|mục tiêu
    |chỉ tiêu
    |ghi chú|phạm vi|báo cáo viên|phương pháp|quy mô|chủ đề|khẩu hiệu|phương thức|cách thức|thời lượng|ý nghĩa|căn cứ
    |giảng viên|học viên|cơ cấu giải thưởng|khách mời)(?: [^:]{0,40})?
""")
_ANYWHERE = {
    kind: re.compile(words)
    for kind, words in ((Kind.LEAD, _LEADS), (Kind.HELP, _HELPS), (Kind.TIME, _TIMES), (Kind.PRODUCT, _PRODUCTS))
}
_FIRST = _ANYWHERE | {Kind.CONTENT: re.compile(_CONTENTS), Kind.NOTE: re.compile(_NOTES)}
"""What may only begin a paragraph besides."""
_LABEL = re.compile(r"([^:;.()]{2,70}?)\s*:(?=\s|$|[^\W\d_])")
_INSIDE = re.compile(r"(?:^|[.;,(]\s*|\s[-–]\s*|\n)([^:;.,()\n]{2,60}?(?:, [^:;.,()\n]{2,30})?)\s*:\s*")


def label_of(text: str) -> Labelled | None:
    """Return what a paragraph says if it begins with a label; the value may be empty."""
    found = _LABEL.match(text)
    if found and (kind := _kind(found[1], _FIRST)) is not None:
        return Labelled(kind, text[found.end() :].strip())
    bare = _kind(text.rstrip(" :."), _FIRST) if len(text) < 40 and not text.isupper() else None
    return Labelled(bare, "") if bare in (Kind.TIME, Kind.LEAD, Kind.HELP) else None


def labelled(text: str) -> tuple[str, tuple[Labelled, ...]]:
    """Split a text into what stands before its first label and the labelled values: "…. Chủ trì: A; thời gian: B"."""
    marks = [(found, kind) for found in _INSIDE.finditer(text) if (kind := _kind(found[1], _ANYWHERE)) is not None]
    if not marks:
        return text, ()
    ends = [found.start() for found, _ in marks[1:]] + [len(text)]
    values = tuple(
        Labelled(kind, text[found.end() : end].strip(" ;.,)")) for (found, kind), end in zip(marks, ends, strict=True)
    )
    return text[: marks[0][0].start()].rstrip(" (-–"), values


def _kind(label: str, known: dict[Kind, re.Pattern[str]]) -> Kind | None:
    words = key(re.sub(r"^(?:[-+–•*]|\d+[.)]|[a-zđ]\))\s*", "", label.strip()))
    return next((kind for kind, pattern in known.items() if pattern.fullmatch(words)), None)
