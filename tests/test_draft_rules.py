"""The rules by which a document is understood, each in a table of cases."""

from __future__ import annotations

from datetime import date

import pytest

from dutrack.draft import draft_of
from dutrack.draft.bodies import begins_body, verb_at
from dutrack.draft.casing import Casing
from dutrack.draft.cut import cut
from dutrack.draft.frames import path_of
from dutrack.draft.headings import Role, role_of
from dutrack.draft.labels import Kind, label_of, labelled
from dutrack.draft.leads import bracket_lead, helpers_of, lead_of
from dutrack.draft.lines import Paragraph, paragraphs
from dutrack.draft.marks import mark_of
from dutrack.draft.names import named_bodies
from dutrack.draft.read import read_bytes
from dutrack.draft.repair import repair
from dutrack.draft.sentences import sentences
from dutrack.draft.source import Document, Line, Place
from dutrack.draft.times import times_of
from dutrack.draft.titles import LONGEST, title_of


def drafted(text: str, **values):
    return draft_of(read_bytes("a.txt", text.encode()), **values)


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("I- MỤC ĐÍCH", "I", "MỤC ĐÍCH"),  # Party documents
        ("II. NỘI DUNG", "II", "NỘI DUNG"),
        ("IV.NỘI DUNG", "IV", "NỘI DUNG"),  # a space lost in a PDF
        ("A. QUAN ĐIỂM", "A", "QUAN ĐIỂM"),
        ("1. Sở Nội vụ", "1", "Sở Nội vụ"),
        ("01. Sở Nội vụ", "1", "Sở Nội vụ"),
        ("2) Sở Nội vụ", "2", "Sở Nội vụ"),
        ("3/ Sở Nội vụ", "3", "Sở Nội vụ"),
        ("4- Sở Nội vụ", "4", "Sở Nội vụ"),
        ("3.1. Về cán bộ", "3.1", "Về cán bộ"),
        ("3.1.2 Về cán bộ", "3.1.2", "Về cán bộ"),
        ("a) Nhiệm vụ", "a", "Nhiệm vụ"),
        ("đ. Nhiệm vụ", "đ", "Nhiệm vụ"),
        ("(1) Đề án", "1", "Đề án"),
        ("Điều 2. Tổ chức", "2", "Tổ chức"),
        ("Phần thứ nhất", "1", ""),
        ("PHẦN II. NHIỆM VỤ", "II", "NHIỆM VỤ"),
        ("Một là, đẩy mạnh", "1", "đẩy mạnh"),
        ("Thứ hai: rà soát", "2", "rà soát"),
        ("- Việc", "", "Việc"),
        ("– Việc", "", "Việc"),
        ("-Việc", "", "Việc"),
        ("+ Việc", "", "Việc"),
        ("• Việc", "", "Việc"),
        ("2030. ", None, None),  # a year at the end of a wrapped line
        ("2021 - 2025 là giai đoạn", None, None),
        ("15/12 hằng năm", None, None),
        ("19-NQ/TW ngày 25", None, None),
        ("Phần mềm quản lý", None, None),
        ("Mục II Kế hoạch này", None, None),
        ("Năm 2023, rà soát", None, None),
        ("V.I. Lê-nin", None, None),
    ],
)
def test_marks(text, label, rest):
    mark = mark_of(text)
    assert (mark and mark.label, mark and text[mark.length :]) == (label, rest)


@pytest.mark.parametrize(
    ("marks", "path"),
    [
        (("II", "3", "3.1"), "II.3.1"),  # the number is whole: no II.3.3.1
        (("II", "3.1"), "II.3.1"),
        (("II", "1", "1.2", "1.2.3"), "II.1.2.3"),
        (("II", "1", "a"), "II.1.a"),
    ],
)
def test_ids_of_numbered_paragraphs(marks, path):
    found = ""
    for mark in marks:
        found = path_of(mark_of(f"{mark}{')' if mark == 'a' else '.'} Việc"), found)
    assert found == path


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        # A page's end cuts a sentence; the next line goes on in small letters.
        (["- Nâng cao chất lượng giám sát", "", "của cử tri."], ["- Nâng cao chất lượng giám sát của cử tri."]),
        # … or with a name: a bullet with no mark at its end was cut.
        (["- Tham mưu giúp Ban Thường vụ", "", "Tỉnh ủy chỉ đạo."], ["- Tham mưu giúp Ban Thường vụ Tỉnh ủy chỉ đạo."]),
        (["1. Ban Tổ chức Tỉnh ủy", "", "Chủ trì tham mưu."], ["1. Ban Tổ chức Tỉnh ủy", "Chủ trì tham mưu."]),
        (["- Theo Nghị quyết số 18-", "NQ/TW."], ["- Theo Nghị quyết số 18-NQ/TW."]),
        (["- Việc một.", "10", "- Việc hai."], ["- Việc một.", "- Việc hai."]),  # a page's number
        (["- Việc một.", "- 10 -", "-----", "- Việc hai."], ["- Việc một.", "- Việc hai."]),
        (
            ["1. Xây dựng kế hoạch", "Đơn vị chủ trì: Sở Nội vụ."],
            ["1. Xây dựng kế hoạch", "Đơn vị chủ trì: Sở Nội vụ."],
        ),
    ],
)
def test_paragraphs_cut_by_pages(lines, joined):
    pieces = [
        Line(line, Place(number), gap=number > 1 and not lines[number - 2])
        for number, line in enumerate(lines, 1)
        if line
    ]
    found = paragraphs("a.txt", pieces, wrapped=False)
    assert [piece.text for piece in found if isinstance(piece, Paragraph)] == joined


def test_wrapped_lines_that_look_like_items():
    lines = [
        "- Tạo điều kiện để Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị",
        "- xã hội tham gia xây dựng văn bản theo Nghị quyết số 19-NQ/TW ngày",
        "25 tháng 10 năm 2017 và sắp xếp đơn vị hành chính giai đoạn 2023 -",
        "2030.",
        "- Việc thứ hai.",
    ]
    found = paragraphs("a.txt", [Line(line, Place(n)) for n, line in enumerate(lines, 1)], wrapped=True)
    assert len(found) == 2
    assert found[0].text.endswith("giai đoạn 2023 - 2030.")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Một việc. Hai việc.", 2),
        ("Gửi TP. Hồ Chí Minh và v.v. nữa.", 1),
        ("Theo Nghị quyết 4 (khóa XII. Nay đã sửa). Hai việc.", 2),
        ("Phương châm “Dân biết. Dân bàn”. Hai việc.", 2),
        ("đất đai, ngân sách... bảo đảm khả thi.", 1),
    ],
)
def test_sentences(text, count):
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rà soát văn bản (thực hiện thường xuyên).", ["thực hiện thường xuyên"]),
        ("Thực hiện nghị quyết (Chương trình số 01-CTr/TU ngày 27/11/2020, Kế hoạch số 246-KH/TU).", []),
        ("Thu hút đầu tư (theo Quyết định số 165/QĐ-TTg, ngày 28/02/2023).", []),
        ("Tham gia đề án (theo Kế hoạch số 11-KH/TW) khi có yêu cầu.", ["khi có yêu cầu"]),
        ("Triển khai (sau khi có Nghị quyết số 12/NQ-HĐND).", ["sau khi có Nghị quyết số 12/NQ-HĐND"]),
        ("Nghị quyết (viết tắt là Nghị quyết số 27-NQ/TW) được quán triệt.", []),
        ("Thực hiện kế hoạch 5 năm (2021 - 2025).", []),  # the years are the plan's own
        ("Thực hiện Chiến lược kiểm tra, giám sát của Đảng đến năm 2030.", []),
        ("Đến năm 2025, cơ bản hoàn thiện vị trí việc làm.", ["Đến năm 2025"]),
        ("Báo cáo Sở Nội vụ trước ngày 15/12 hằng năm để tổng hợp.", ["trước ngày 15/12 hằng năm"]),
        ("Kiểm soát quyền lực sau khi Đề án được ban hành (theo chỉ đạo của Trung ương).",
         ["sau khi Đề án được ban hành (theo chỉ đạo của Trung ương)"]),
        ("Sau khi Bộ Chính trị ban hành “Quy định, quy chế” thì tiến hành ngay việc cụ thể hóa.",
         ["Sau khi Bộ Chính trị ban hành “Quy định, quy chế” thì tiến hành ngay"]),
        ("Sau khi Trung ương sơ kết thì tham mưu sơ kết trong tỉnh.", ["Sau khi Trung ương sơ kết"]),
        ("Sở Nội vụ thường xuyên theo dõi việc thực hiện.", ["thường xuyên"]),
        ("Xây dựng chế độ học tập định kỳ, thường xuyên đối với cán bộ.", []),
        ("Rà soát văn bản thường xuyên, ngay khi có căn cứ rà soát, không bỏ sót.",
         ["thường xuyên, ngay khi có căn cứ rà soát"]),
        ("Nghị quyết về nông nghiệp (Sở Nội vụ; hoàn thành trước ngày 5/5/2025).", ["hoàn thành trước ngày 5/5/2025"]),
        ("Báo cáo định kỳ 06 tháng (trước ngày 15/6) và hằng năm (trước ngày 15/12).",
         ["định kỳ 06 tháng (trước ngày 15/6) và hằng năm (trước ngày 15/12)"]),
        ("Kịp thời tháo gỡ khó khăn; sớm hoàn thành.", []),
    ],
)  # fmt: skip
def test_times(text, found):
    assert [time.text for time in times_of(text)] == found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # A bracket closes one half and more work follows.
        ("Đổi mới giám sát (thường xuyên). Gắn trách nhiệm đại biểu với cử tri.",
         [("Đổi mới giám sát (thường xuyên)", "thường xuyên"), ("Gắn trách nhiệm đại biểu với cử tri.", None)]),
        # A sentence that opens with a time is its own task; the bracket at the end closes the first.
        ("Nâng cao chất lượng kiến nghị. Định kỳ hàng năm, đánh giá kết quả (thực hiện thường xuyên).",
         [("Nâng cao chất lượng kiến nghị.", "thực hiện thường xuyên"),
          ("Định kỳ hàng năm, đánh giá kết quả (thực hiện thường xuyên)", "Định kỳ hàng năm")]),
        # "định kỳ" names no period, the sentence does.
        ("Hằng năm, đưa nội dung vào chương trình kiểm tra (thực hiện định kỳ).",
         [("Hằng năm, đưa nội dung vào chương trình kiểm tra (thực hiện định kỳ)", "Hằng năm")]),
        # The condition before the bracket is that of its clause alone.
        ("Triển khai cơ chế kiểm soát; thực hiện Đề án khi Trung ương ban hành (theo chỉ đạo của Trung ương).",
         [("Triển khai cơ chế kiểm soát", "theo chỉ đạo của Trung ương"),
          ("thực hiện Đề án khi Trung ương ban hành (theo chỉ đạo của Trung ương)",
           "khi Trung ương ban hành (theo chỉ đạo của Trung ương)")]),
        # Another lead.
        ("Sở Nội vụ rà soát biên chế. Sở Tài chính bố trí kinh phí.",
         [("Sở Nội vụ rà soát biên chế.", None), ("Sở Tài chính bố trí kinh phí.", None)]),
        ("Chỉ đạo tổ chức quán triệt; thường xuyên kiểm tra, đôn đốc việc thực hiện.",
         [("Chỉ đạo tổ chức quán triệt", None), ("thường xuyên kiểm tra, đôn đốc việc thực hiện.", "thường xuyên")]),
        ("Theo dõi, kiểm tra việc thực hiện Kế hoạch, định kỳ báo cáo Ban Thường vụ.",
         [("Theo dõi, kiểm tra việc thực hiện Kế hoạch", None), ("định kỳ báo cáo Ban Thường vụ.", "định kỳ")]),
    ],
)  # fmt: skip
def test_cutting(text, parts):
    assert [(text[slice(*part.at)], part.deadline) for part in cut(text)] == parts


def test_a_shared_deadline_leaves_manners_alone():
    text = "Thường xuyên đôn đốc, kiểm tra việc thực hiện."
    assert [part.deadline for part in cut(text, shared=True)] == [None]
    assert [part.deadline for part in cut(text)] == ["Thường xuyên"]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Giao Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với các ban theo dõi.", ("Ban Tổ chức Tỉnh ủy",)),
        ("Các cơ quan tham mưu, giúp việc Tỉnh ủy, ban cán sự đảng căn cứ Nghị quyết xây dựng kế hoạch.",
         ("Các cơ quan tham mưu, giúp việc Tỉnh ủy, ban cán sự đảng",)),
        ("Các cấp ủy, tổ chức đảng: Nắm chắc tình hình.", ("Các cấp ủy, tổ chức đảng",)),
        ("Ban Thường vụ Tỉnh ủy, Thường trực Tỉnh ủy chỉ đạo.", ("Ban Thường vụ Tỉnh ủy", "Thường trực Tỉnh ủy")),
        ("Sở Giáo dục và Đào tạo, Sở Văn hóa, Thể thao và Du lịch xây dựng kế hoạch.",
         ("Sở Giáo dục và Đào tạo", "Sở Văn hóa, Thể thao và Du lịch")),
        ("Văn phòng HĐND và UBND huyện tham mưu bố trí.", ("Văn phòng HĐND và UBND huyện",)),
        ("Hằng năm, Sở Tài chính bố trí kinh phí.", ("Sở Tài chính",)),
        ("Ban hành kế hoạch thực hiện.", None),
        ("Tổ chức hội nghị quán triệt.", None),
        ("Báo cáo Ủy ban nhân dân tỉnh kết quả.", None),
        ("Chỉ đạo các cơ quan báo chí tuyên truyền.", None),
        ("Mỗi cán bộ, đảng viên phải có cam kết.", None),
        ("Phòng, chống tham nhũng, tiêu cực.", None),
    ],
)  # fmt: skip
def test_leads(text, owners):
    lead = lead_of(text)
    assert (lead and lead.owners) == owners


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Trách nhiệm của Sở Tư pháp", ("Sở Tư pháp",)),
        (
            "Sở, ban, ngành cấp tỉnh; Ủy ban nhân dân cấp huyện.",
            ("Sở, ban, ngành cấp tỉnh", "Ủy ban nhân dân cấp huyện"),
        ),
        ("Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy", ("Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy",)),
        ("Giao Sở Nông nghiệp và Môi trường:", ("Sở Nông nghiệp và Môi trường",)),
        ("Công an tỉnh có trách nhiệm:", ("Công an tỉnh",)),
        (
            "Báo Quảng Ngãi, Đài Phát thanh và Truyền hình tỉnh",
            ("Báo Quảng Ngãi", "Đài Phát thanh và Truyền hình tỉnh"),
        ),
        ("Công tác cán bộ", ()),
        ("Phòng, chống tham nhũng", ()),
        ("Ban hành văn bản", ()),
        ("Xây dựng nền tư pháp chuyên nghiệp", ()),
    ],
)
def test_headings_that_are_bodies(text, owners):
    assert named_bodies(text) == owners


@pytest.mark.parametrize(
    ("text", "helpers"),
    [
        ("Chủ trì, phối hợp với Ban Dân vận Tỉnh ủy, Ban Tuyên giáo Tỉnh ủy và các cơ quan liên quan chỉ đạo.",
         ("Ban Dân vận Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy", "các cơ quan liên quan")),
        ("phối hợp với các cơ quan tham mưu, giúp việc Tỉnh ủy tham mưu chỉ đạo.",
         ("các cơ quan tham mưu, giúp việc Tỉnh ủy",)),
        ("phối hợp với các sở, ban, ngành, địa phương triển khai.", ("các sở, ban, ngành, địa phương",)),
        ("phối hợp chặt chẽ với Ủy ban nhân dân, Đoàn đại biểu Quốc hội trong hoạt động tiếp dân.",
         ("Ủy ban nhân dân", "Đoàn đại biểu Quốc hội")),
        ("phối hợp với Văn phòng HĐND và UBND, Phòng Tư pháp rà soát.", ("Văn phòng HĐND và UBND", "Phòng Tư pháp")),
        ("tăng cường phối hợp trong quản lý.", ()),
    ],
)  # fmt: skip
def test_helpers(text, helpers):
    assert helpers_of(text) == helpers


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Sơ kết 6 tháng (Văn phòng Huyện ủy).", ("Văn phòng Huyện ủy",)),
        ("Hội nghị tổng kết (Ban Tổ chức Huyện ủy chuẩn bị).", ("Ban Tổ chức Huyện ủy",)),
        ("Gửi về Ban Thường vụ Tỉnh ủy (Ban Tổ chức Tỉnh ủy).", ()),  # through whom it goes
        ("Theo Nghị quyết Trung ương 4 (khóa XII).", ()),
    ],
)
def test_leads_in_brackets(text, owners):
    assert bracket_lead(text) == owners


@pytest.mark.parametrize(
    ("name", "body"),
    [("Ban Nội chính", True), ("ban hành", False), ("Ban hành", False), ("Thanh tra tỉnh", True),
     ("Thanh tra, xử lý", False), ("Bộ máy", False), ("Hội nghị", False), ("Trường hợp", False),
     ("Các nhiệm vụ", False), ("các sở, ngành", True)],
)  # fmt: skip
def test_names_of_bodies(name, body):
    assert begins_body(name) is body


def test_a_name_ends_at_its_verb():
    text = "Các tổ chức chính trị - xã hội, lãnh đạo các sở tổ chức thực hiện"
    assert text[verb_at(text) :] == "tổ chức thực hiện"


def test_verbs_within_a_name():
    assert verb_at("Ban Quản lý dự án đầu tư xây dựng tỉnh") is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Cơ quan chủ trì: Sở Nội vụ.", Kind.LEAD, "Sở Nội vụ."),
        ("Đơn vị phối hợp: các sở.", Kind.HELP, "các sở."),
        ("Thời gian: Thực hiện thường xuyên.", Kind.TIME, "Thực hiện thường xuyên."),
        ("Thời gian hoàn thành: Quý I.", Kind.TIME, "Quý I."),
        ("Thời gian thực hiện", Kind.TIME, ""),
        ("Sản phẩm: Đề án", Kind.PRODUCT, "Đề án"),
        ("Nhiệm vụ:", Kind.CONTENT, ""),
        ("Thành phần tham dự Hội nghị: cán bộ", Kind.NOTE, "cán bộ"),
        ("TỔ CHỨC THỰC HIỆN", None, None),
        ("Đối với Ủy ban nhân dân các cấp: lãnh đạo", None, None),
    ],
)
def test_labels(text, kind, value):
    label = label_of(text)
    assert (label and label.kind, label and label.value) == (kind, value)


def test_labels_at_the_end_of_a_paragraph():
    text, values = labelled("Rà soát cơ chế. Chủ trì: Phòng Kinh tế; phối hợp: Phòng Tư pháp; thời gian: Quý IV/2024.")
    assert text == "Rà soát cơ chế"
    assert [(value.kind, value.value) for value in values] == [
        (Kind.LEAD, "Phòng Kinh tế"), (Kind.HELP, "Phòng Tư pháp"), (Kind.TIME, "Quý IV/2024"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", Role.PREAMBLE), ("Mục tiêu, nhiệm vụ", Role.WORK), ("KINH PHÍ THỰC HIỆN", Role.FUNDING),
        ("TỔ CHỨC THỰC HIỆN", Role.ARRANGING), ("NHIỆM VỤ CỤ THỂ", Role.WORK), ("Tình hình", Role.PREAMBLE),
    ],
)  # fmt: skip
def test_roles_of_sections(heading, role):
    assert role_of(heading) is role


def test_a_broken_font_is_mended():
    lines = ("nghirm trrn virn trӑng", "ViӋt Nam, cӫa, hӝi, thӵc hiӋn ngѭӡi", "Internet Covid-19 server", "đƣợc")
    found, mended = repair(Document("a", tuple(Line(line, Place(n)) for n, line in enumerate(lines, 1))))
    assert [line.text for line in found.pieces] == [
        "nghiêm trên viên trọng", "Việt Nam, của, hội, thực hiện người", "Internet Covid-19 server", "được",
    ]  # fmt: skip
    assert mended is not None
    assert mended.count == 11


def test_two_odd_words_are_no_broken_font():
    text = Document("a", (Line("Marr và virn", Place(1)),))
    assert repair(text) == (text, None)


def test_capitals_become_what_the_document_writes():
    casing = Casing("Thực hiện Luật Đất đai trên địa bàn tỉnh Lâm Sơn, Sở Tư pháp rà soát.")
    assert casing.mixed("THI HÀNH LUẬT ĐẤT ĐAI TRÊN ĐỊA BÀN TỈNH LÂM SƠN NĂM 2025") == (
        "thi hành Luật Đất đai trên địa bàn tỉnh Lâm Sơn năm 2025"
    )
    # Numbers and abbreviations stay; what the document never writes small is written as usual.
    assert casing.mixed("THỰC HIỆN NGHỊ QUYẾT SỐ 02/2016/NQ-HĐND CỦA HĐND TỈNH") == (
        "thực hiện Nghị quyết số 02/2016/NQ-HĐND của HĐND tỉnh"
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Chủ trì, phối hợp với các cơ quan liên quan tham mưu xây dựng Đề án.", "Tham mưu xây dựng Đề án"),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế.", "Rà soát biên chế"),
        ("Giao Sở Nội vụ rà soát biên chế. Việc khác.", "Rà soát biên chế"),
    ],
)
def test_titles(text, title):
    assert title_of(text) == title


def test_long_titles_are_cut_between_clauses():
    title = title_of("Đẩy mạnh " + ", ".join(f"việc thứ {n} của năm" for n in range(20)))
    assert len(title) <= LONGEST
    assert title.endswith("của năm")


HEAD = """\
UBND TỈNH LÂM SƠN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                         Độc lập - Tự do - Hạnh phúc
Số:       /KH-SNV                 Lâm Sơn, ngày     tháng    năm 2025

KẾ HOẠCH
Tinh giản biên chế năm 2025

Căn cứ Nghị định số 29/2023/NĐ-CP ngày 03/6/2023 của Chính phủ; Sở Nội vụ ban hành Kế hoạch như sau:

I. NHIỆM VỤ

1. Văn phòng Sở rà soát vị trí việc làm, báo cáo trước ngày 30/6/2025.

2. Phòng Tổ chức trình danh sách (hoàn thành trong quý III/2025).
"""


def test_what_the_head_lacks_is_doubtful():
    draft = drafted(HEAD)
    assert draft.head.issuer == "Sở Nội vụ"
    assert draft.head.title == "Kế hoạch tinh giản biên chế năm 2025"
    assert draft.head.basis == ("Nghị định số 29/2023/NĐ-CP ngày 03/6/2023 của Chính phủ",)
    assert (draft.head.number, draft.head.issued) == (None, None)
    words = [doubt.message.msgid for doubt in draft.head.doubts]
    assert words[0] == "the number is left blank"
    days = {name: value.day for name, value in dict(draft.head.doubts[1].message.args).items()}
    assert days == {"cited": date(2023, 6, 3), "first": date(2025, 6, 29)}


def test_a_known_issue_date_is_no_doubt():
    assert [doubt.message.msgid for doubt in drafted(HEAD, issued=date(2025, 3, 1)).doubts] == [
        "the number is left blank"
    ]


def test_sections_that_assign_nobody_give_only_what_states_a_time():
    draft = drafted(
        "I. NHIỆM VỤ\n\n1. Đổi mới lề lối làm việc. Trước năm 2026, xong vị trí việc làm.\n\n2. Nâng cao nhận thức.\n\n"
        "3. Đẩy mạnh tuyên truyền.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ theo dõi, đôn đốc việc thực hiện.\n"
    )
    assert [(task.id, task.deadline) for task in draft.tasks] == [("I.1", "Trước năm 2026"), ("II.1", None)]
    assert [left.text for left in draft.left_out] == [
        "Đổi mới lề lối làm việc.", "Nâng cao nhận thức.", "Đẩy mạnh tuyên truyền.",
    ]  # fmt: skip


def test_a_sentence_with_a_time_is_no_name():
    """A body may be named by what it does: "các ban xây dựng Đảng". So may a sentence begin, and it is not lost."""
    draft = drafted(
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Các phòng, ban xây dựng kế hoạch trước ngày 30/01/2026.\n\n"
        "2. Các cơ quan, đơn vị tuyên truyền nội dung Kế hoạch trước ngày 28/02/2026.\n\n"
        "3. Các ban xây dựng Đảng rà soát quy chế trong quý I/2026.\n"
    )
    assert [(task.id, task.owners, task.deadline) for task in draft.tasks] == [
        ("I.1", ("Các phòng, ban",), "trước ngày 30/01/2026"),
        ("I.2", (), "trước ngày 28/02/2026"),
        ("I.3", ("Các ban xây dựng Đảng",), "trong quý I/2026"),
    ]


def test_what_has_a_shared_time_is_never_left_out():
    draft = drafted(
        "I. NỘI DUNG KIỂM TRA\n\n1. Kiểm tra việc thực hiện nghị quyết\n\n1.1. Đối tượng: Chi bộ Công an.\n\n"
        "1.2. Nội dung: Kiểm tra việc xây dựng chương trình hành động.\n\n1.3. Thời gian: Quý II/2025.\n\n"
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Ủy ban Kiểm tra Đảng ủy theo dõi, đôn đốc việc thực hiện.\n"
    )
    assert [(task.id, task.deadline) for task in draft.tasks] == [("I.1.2", "Quý II/2025"), ("II.1", None)]
    assert not draft.left_out


_DECISION = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM SƠN

Số: 35/QĐ-UBND

QUYẾT ĐỊNH
Về việc ban hành Kế hoạch phát triển hợp tác xã

Căn cứ Nghị quyết số 02/2016/NQ-HĐND ngày 30/8/2016 của HĐND tỉnh;

Xét đề nghị của Sở Nội vụ tại Công văn số 22/SNV ngày 09/11/2016,

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển hợp tác xã.

Điều 2. Sở Nội vụ có trách nhiệm đôn đốc, kiểm tra, định kỳ 6 tháng và hằng năm báo cáo Ủy ban nhân dân tỉnh.

Điều 3. Quyết định này có hiệu lực kể từ ngày ký.

TM. ỦY BAN NHÂN DÂN

KẾ HOẠCH
PHÁT TRIỂN HỢP TÁC XÃ NĂM 2017 CỦA HĐND TỈNH LÂM SƠN

I. NHIỆM VỤ

1. Sở Tư pháp rà soát văn bản trước ngày 30/6/2017.
"""


def test_a_decision_may_set_tasks_beside_its_plan():
    draft = drafted(_DECISION)
    assert [(task.id, task.owners, task.deadline, task.title) for task in draft.tasks] == [
        ("D2", ("Sở Nội vụ",), "định kỳ 6 tháng và hằng năm", "Đôn đốc, kiểm tra, báo cáo Ủy ban nhân dân tỉnh"),
        ("I.1", ("Sở Tư pháp",), "trước ngày 30/6/2017", "Rà soát văn bản"),
    ]
    assert draft.head.basis == ("Nghị quyết số 02/2016/NQ-HĐND ngày 30/8/2016 của HĐND tỉnh",)
    assert draft.head.title == "Kế hoạch phát triển hợp tác xã năm 2017 của HĐND tỉnh Lâm Sơn"
    assert (draft.head.number, draft.head.issuer) == ("35/QĐ-UBND", "Ủy ban nhân dân tỉnh Lâm Sơn")


_RAGGED = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM SƠN
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
|
Số:
87/KH-UBND
|
KẾ HOẠCH
CẢI
CÁCH HÀNH CHÍNH NĂM 2025
Căn cứ Nghị quyết số 30c/NQ-CP của
Chính phủ, Ủy ban nhân dân tỉnh ban hành kế hoạch
cải cách hành chính năm 2025 như sau:
I. NHIỆM VỤ
1. Cải
cách thể chế
- Xây dựng kế hoạch theo dõi thi hành
pháp luật.
+ Cơ quan phối hợp: Các sở, ban, ngành;
Ủy ban nhân dân các huyện.
+ Cơ quan chủ trì: Sở
Tư pháp.
+ Thời gian: Quý
I năm 2025.
2. Công khai, minh bạch thủ tục hành chính; rà soát, đánh giá tác động của thủ tục hành chính do Sở Nội vụ và
Ban Quản lý khu công nghiệp giải quyết.
"""


def test_lines_of_a_web_page_are_broken_anywhere():
    draft = drafted(_RAGGED)
    first, second = draft.tasks
    assert (first.id, first.owners, first.deadline) == ("I.1.1", ("Sở Tư pháp",), "Quý I năm 2025")
    assert first.helpers == ("Các sở, ban, ngành", "Ủy ban nhân dân các huyện")
    assert second.text.endswith("do Sở Nội vụ và Ban Quản lý khu công nghiệp giải quyết.")
    assert (draft.head.title, draft.head.number) == ("Kế hoạch cải cách hành chính năm 2025", "87/KH-UBND")
    assert draft.head.issuer == "Ủy ban nhân dân tỉnh Lâm Sơn"


def test_rows_may_repeat_the_row_above_them_and_list_several_things():
    table = (
        "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Rà soát | Sở Tư pháp | Quý I/2025 |\n"
        "| 2 | - Ban hành quy chế<br>- Tập huấn | nt | Quý II/2025 |\n"
    )
    _, task = draft_of(read_bytes("a.md", table.encode())).tasks
    assert task.owners == ("Sở Tư pháp",)
    assert [doubt.message.msgid for doubt in task.doubts] == ["the row lists {count} things; each may be a task"]


def test_labelled_lines_hold_for_what_stands_before_them():
    draft = drafted(
        "I. NHIỆM VỤ\n\n1. Tuyên truyền\n\n- Mở chuyên mục.\n\nThời gian: Quý I/2024.\n\n- Tờ rơi.\n\n- Treo băng.\n\n"
        "Thời gian: Quý II/2024.\n\n2. Kiểm tra\n\nThời gian: Hằng năm.\n\n- Kiểm tra huyện.\n\n- Kiểm tra xã.\n"
    )
    assert [(task.id, task.deadline) for task in draft.tasks] == [
        ("I.1.1", "Quý I/2024"), ("I.1.2", "Quý II/2024"), ("I.1.3", "Quý II/2024"),
        ("I.2.1", "Hằng năm"), ("I.2.2", "Hằng năm"),
    ]  # fmt: skip
    assert [section.deadline for section in draft.sections] == [None, "Hằng năm"]


def test_exceptions_are_found_by_their_words():
    draft = drafted(
        "I. NỘI DUNG\n\n1. Pháp luật\n\na) Nhiệm vụ:\n\n- Phổ biến Nghị quyết đến đảng viên.\n\n"
        "- Xây dựng lối sống thượng tôn pháp luật; đưa nội dung pháp luật vào chương trình các nhà trường.\n\n"
        "b) Cơ quan thực hiện:\n\n- Nhiệm vụ đưa nội dung pháp luật vào nhà trường: Sở Giáo dục và Đào tạo chủ trì.\n\n"
        "- Các nhiệm vụ khác: Sở, ban, ngành cấp tỉnh.\n\nc) Thời gian thực hiện:\n\n"
        "- Phổ biến Nghị quyết: Quý III năm 2023.\n\n- Mua xe: Quý IV năm 2023.\n\n- Các nhiệm vụ khác: Thường xuyên.\n"
    )
    assert [(task.id, task.owners, task.deadline) for task in draft.tasks] == [
        ("I.1.1", ("Sở, ban, ngành cấp tỉnh",), "Quý III năm 2023"),
        ("I.1.2a", ("Sở, ban, ngành cấp tỉnh",), "Thường xuyên"),
        ("I.1.2b", ("Sở Giáo dục và Đào tạo",), "Thường xuyên"),
    ]
    assert [doubt.message.msgid for doubt in draft.tasks[-1].doubts] == ["no task was found for “{words}”"]


def test_what_closes_a_document_is_no_task():
    draft = drafted(
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ theo dõi.\n\nTrên đây là Kế hoạch năm 2024./.\n\n"
        "Nơi nhận:\n\n- Các sở;\n\n- Lưu: VT.\n"
    )
    assert [task.id for task in draft.tasks] == ["I.1"]


def test_a_table_that_lost_its_columns_is_doubtful():
    draft = drafted("I. NHIỆM VỤ\n\n1. Sở Nội vụ theo dõi.\n\nSTT Nội dung Chủ trì\n\n1 Rà soát Sở Nội vụ\n")
    assert "a table begins here, and its columns cannot be told apart in this file; take the .docx" in [
        doubt.message.msgid for doubt in draft.head.doubts
    ]
