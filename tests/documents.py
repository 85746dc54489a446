"""Documents as offices have them, made for tests: Word files with lists, letterhead and merged cells, and PDFs."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from pypdf import PdfReader, PdfWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"), ("bullet", "+"))
"""The lists of an administrative document, as Word numbers them: I., 1., a), -, +."""


def word(document: Any) -> bytes:
    """Return the bytes of a Word document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def numbered(document: Any) -> str:
    """Define the lists of an administrative document and return the number Word knows them by."""
    part = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (shape, text) in enumerate(LEVELS)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    part.insert(0, abstract)
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return "90"


def add(document: Any, text: str, level: int | None = None, *, bold: bool = False) -> Any:
    """Add a paragraph, with an automatic number of a level; "\\n" breaks its line."""
    paragraph = document.add_paragraph()
    for number, piece in enumerate(text.split("\n")):
        run = paragraph.add_run(piece)
        run.bold = bold
        if number < text.count("\n"):
            run.add_break(WD_BREAK.LINE)
    if level is not None:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
        )
    return paragraph


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    """Add a table; a cell "<" goes on with the one to its left, "^" with the one above it."""
    table = document.add_table(len(rows), len(rows[0]))
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if text == "<":
                table.cell(i, j - 1).merge(table.cell(i, j))
            elif text == "^":
                table.cell(i - 1, j).merge(table.cell(i, j))
            else:
                table.cell(i, j).text = text
    return table


def letterhead(document: Any, left: str, right: str) -> None:
    """Add the two columns every official document begins with."""
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = left, right


def without_text(document: Any) -> Any:
    """Take the text out of a document, as in a scan saved by Word."""
    for text in document.element.body.iter(qn("w:t")):
        text.text = ""
    return document


def pdf(pages: Iterable[Sequence[str]]) -> bytes:
    """Return a PDF of lines of text, with the table that gives its letters back."""
    objects: list[bytes] = []

    def put(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    def stream(content: bytes) -> int:
        return put(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))

    ranges = b"".join(b"<%02x00> <%02xff> <%02x00>\n" % (high, high, high) for high in (0x00, 0x01, 0x03, 0x1E, 0x20))
    unicode = stream(b"begincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
                     b"5 beginbfrange\n" + ranges + b"endbfrange\nendcmap")  # fmt: skip
    inner = put(b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times /DW 500 "
                b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>")  # fmt: skip
    font = put(b"<< /Type /Font /Subtype /Type0 /BaseFont /Times /Encoding /Identity-H "
               b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (inner, unicode))  # fmt: skip
    pages = list(pages)
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for lines in pages:
        shown = (
            b"1 0 0 1 60 %d Tm <%s> Tj\n" % (780 - 16 * at, line.encode("utf-16-be").hex().encode())
            for at, line in enumerate(lines)
        )
        content = stream(b"BT /F1 12 Tf\n" + b"".join(shown) + b"ET")
        kids.append(put(b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                        b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (tree, content, font)))  # fmt: skip
    put(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)))
    root = put(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    return _pdf_file(objects, root)


def _pdf_file(objects: Sequence[bytes], root: int) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, root, start)
    return bytes(out)


def locked(data: bytes, password: str, *, owner: str | None = None) -> bytes:
    """Lock a PDF by a password; "" with an ``owner`` locks it against changes only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rezip(data: bytes, change: Callable[[str, bytes], bytes], extra: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """Return a Word file with its parts changed, and more in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, change(member.filename, old.read(member.filename)))
        for name, content in extra:
            new.writestr(name, content)
    return out.getvalue()


def district_plan() -> bytes:
    """Return a district's plan as its office would send it: letterhead, lists, signature, an annex with a table."""
    document = Document()
    numbered(document)
    letterhead(
        document,
        "ỦY BAN NHÂN DÂN\nHUYỆN NAM SƠN\n-------\nSố: 31/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\nNam Sơn, ngày 09 tháng 02 năm 2024",
    )
    add(document, "KẾ HOẠCH\nCải cách hành chính năm 2024", bold=True)
    add(document, "Thực hiện Kế hoạch số 05/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh về cải cách hành chính, "
                  "Ủy ban nhân dân huyện ban hành Kế hoạch cải cách hành chính năm 2024 như sau:")  # fmt: skip
    for level, text in _DISTRICT:
        add(document, text, level)
    letterhead(document, "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")
    add(document, "PHỤ LỤC", bold=True)
    add(document, "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2024")
    add(document, "(Kèm theo Kế hoạch số 31/KH-UBND ngày 09/02/2024 của Ủy ban nhân dân huyện)")
    add_table(document, _ANNEX)
    return word(document)


_DISTRICT = (
    (0, "MỤC ĐÍCH, YÊU CẦU"),
    (1, "Nâng cao chất lượng phục vụ."),
    (0, "NHIỆM VỤ"),
    (1, "Cải cách thể chế"),
    (2, "Rà soát văn bản của huyện (Phòng Tư pháp chủ trì, hoàn thành trước ngày 30/11/2024)."),
    (2, "Theo dõi thi hành pháp luật."),
    (1, "Cải cách thủ tục hành chính"),
    (2, "Văn phòng HĐND và UBND huyện công khai thủ tục hành chính:"),
    (3, "Niêm yết tại bộ phận một cửa trong tháng 3/2024;"),
    (3, "Đăng trên trang thông tin điện tử (thường xuyên)."),
    (0, "TỔ CHỨC THỰC HIỆN"),
    (1, "Phòng Nội vụ chủ trì, theo dõi việc thực hiện Kế hoạch này; báo cáo trước ngày 15 của tháng cuối quý."),
    (1, "Giao Phòng Tài chính - Kế hoạch bảo đảm kinh phí thực hiện."),
)  # fmt: skip
_ANNEX = (
    ("STT", "Nội dung nhiệm vụ", "Phân công thực hiện", "<", "Thời gian hoàn thành", "Sản phẩm"),
    ("^", "^", "Chủ trì", "Phối hợp", "^", "^"),
    ("I", "CẢI CÁCH TỔ CHỨC BỘ MÁY", "<", "<", "<", "<"),
    ("1", "Sắp xếp các trường học", "Phòng Giáo dục và Đào tạo", "Phòng Nội vụ; UBND các xã",
     "Quý II/2024 và\ntriển khai thường\nxuyên", "Quyết định"),
    ("2", "Rà soát vị trí việc làm", "Phòng Nội vụ", "Các phòng, ban", "Tháng 6/2024", "Đề án"),
    ("II", "CẢI CÁCH TÀI CHÍNH CÔNG", "<", "<", "<", "<"),
    ("1", "Công khai ngân sách theo Nghị định số 60/2021/NĐ-CP", "Phòng Tài chính - Kế hoạch", "", "Theo quy định", ""),
    ("2", "Quyết toán thu, chi", "^", "", "Trước 31/12/2024", ""),
)  # fmt: skip
