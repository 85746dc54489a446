"""Lines that say something of a task or of a group of tasks: who, when, what comes out ("Cơ quan chủ trì: Sở Nội vụ")."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from dutrack.deadline.spelling import key


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


_BODY = r"(?:(?:các )?(?:cơ quan|đơn vị|cơ quan, đơn vị|sở, ngành|người|cấp|bộ phận|chủ thể|lực lượng|đồng chí) )"
_WORDS = {
    Kind.LEAD: (
        rf"{_BODY}?(?:được giao )?chủ trì(?: (?:thực hiện|tham mưu|triển khai|soạn thảo|xây dựng|tổ chức|tổ chức thực hiện))?",
        rf"{_BODY}(?:được giao )?(?:thực hiện|tham mưu|phụ trách|chịu trách nhiệm(?: chính)?|tổ chức thực hiện|đầu mối|triển khai|soạn thảo)",
        r"(?:phân công|trách nhiệm|phân công trách nhiệm)(?: thực hiện)?", r"đầu mối(?: thực hiện| tham mưu)?", "phụ trách",
        rf"{_BODY}?chủ trì(?:,| và) (?:{_BODY})?phối hợp(?: thực hiện)?",
    ),
    Kind.HELP: (rf"{_BODY}?phối hợp(?: (?:thực hiện|tham mưu|triển khai|chính))?",),
    Kind.TIME: (
        r"(?:dự kiến )?(?:thời gian|thời hạn|tiến độ|thời điểm|lộ trình)(?:,? (?:và )?(?:tiến độ|lộ trình|thực hiện|hoàn thành|triển khai|tổ chức|trình|ban hành"
        r"|báo cáo|xong|tổ chức thực hiện|thực hiện và hoàn thành|trình ban hành|dự kiến|kết thúc|thực hiện, hoàn thành|gửi báo cáo))?",
        "hoàn thành", "ngày hoàn thành", "thời gian địa điểm",
    ),
    Kind.PRODUCT: (
        r"(?:dự kiến )?(?:sản phẩm|kết quả)(?:,? (?:sản phẩm|kết quả))?(?: (?:đầu ra|hoàn thành|dự kiến|thực hiện|cụ thể|cần đạt|đạt được|phải đạt|là))?",
        "hình thức văn bản", "sản phẩm, kết quả",
    ),
}  # fmt: skip
_ALONE = {
    Kind.CONTENT: (
        r"(?:các |những )?(?:nội dung|nhiệm vụ|giải pháp|công việc|hoạt động|biện pháp)(?:(?:,| và) (?:nội dung|nhiệm vụ|giải pháp|công việc|hoạt động|biện pháp))*"
        r"(?: (?:thực hiện|cụ thể|công việc|triển khai|chủ yếu|trọng tâm|chính|cần thực hiện|thực hiện cụ thể|và giải pháp))?",
    ),
    Kind.NOTE: (
        r"(?:thành phần|tài liệu|địa điểm|đối tượng|kinh phí|nguồn kinh phí|hình thức|số lượng|mục đích|yêu cầu|mục tiêu|chỉ tiêu|ghi chú|phạm vi|báo cáo viên"
        r"|phương pháp|quy mô|chủ đề|khẩu hiệu|phương thức|cách thức|thời lượng|ý nghĩa|căn cứ|giảng viên|học viên|cơ cấu giải thưởng|khách mời)(?: [^:]{0,40})?",
    ),
}  # fmt: skip
_ANYWHERE = {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in _WORDS.items()}
_FIRST = {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in (_WORDS | _ALONE).items()}
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
    values = tuple(Labelled(kind, text[found.end() : end].strip(" ;.,)")) for (found, kind), end in zip(marks, ends, strict=True))
    return text[: marks[0][0].start()].rstrip(" (-–"), values


def _kind(label: str, known: dict[Kind, re.Pattern[str]]) -> Kind | None:
    words = key(re.sub(r"^(?:[-+–•*]|\d+[.)]|[a-zđ]\))\s*", "", label.strip()))
    return next((kind for kind, pattern in known.items() if pattern.fullmatch(words)), None)
