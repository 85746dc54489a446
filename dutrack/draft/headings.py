"""What a section is for, by its heading: most say what is wanted, one who does it, some assign nothing."""

from __future__ import annotations

from enum import StrEnum

from dutrack.deadline.spelling import key
from dutrack.draft.words import pattern


class Role(StrEnum):
    """What stands under a heading."""

    PREAMBLE = "preamble"
    """Aims, causes, facts: nothing is assigned."""
    FUNDING = "funding"
    """Money: only what names who does what is a task."""
    ARRANGING = "arranging"
    """Who does what: every paragraph assigns."""
    WORK = "work"


_WORK = pattern(r"""
    nhiệm vụ|giải pháp|nội dung|công việc|phân công|tổ chức thực hiện|triển khai|tiến độ|hoạt động|biện pháp
""")
_PREAMBLE = pattern(r"""
    (?:về )?(?:các )?(?:mục đích|yêu cầu|quan điểm|mục tiêu|căn cứ|phạm vi|đối tượng|tình hình|đặc điểm|kết quả đạt được
    |kết quả thực hiện|hạn chế|tồn tại|nguyên nhân|đánh giá|thực trạng|sự cần thiết|cơ sở pháp lý|cơ sở chính trị
    |bối cảnh
    |chỉ tiêu|dự báo|định hướng chung|giải thích từ ngữ|nguyên tắc|phương châm|khái quát|ưu điểm|khó khăn|thuận lợi
    |bài học
    |ý nghĩa|thành phần|phần mở đầu|đặt vấn đề|những kết quả)(?!\w)
""")
_FUNDING = pattern(r"""
    (?:về )?(?:nguồn )?(?:kinh phí|dự toán|nguồn lực|nguồn vốn|tài chính thực hiện|cơ chế tài chính
    |chế độ tài chính)(?!\w)
""")
_ARRANGING = pattern(r"""
    tổ chức thực hiện|tổ chức triển khai|phân công|trách nhiệm|nhiệm vụ của|chế độ báo cáo|thông tin, báo cáo
""")


def role_of(heading: str) -> Role:
    """Return what a section is for."""
    words = key(heading).strip(" .:")
    if _FUNDING.match(words):
        return Role.FUNDING
    if _PREAMBLE.match(words) and not _WORK.search(words):
        return Role.PREAMBLE
    return Role.ARRANGING if _ARRANGING.match(words) else Role.WORK
