"""Documents as offices have them, made for tests: Word files with lists, letterhead and merged cells, and PDFs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def pdf(pages: Iterable[Sequence[str]], *, encrypt: bytes = b"") -> bytes:
    """Return a PDF of lines of text, with the table that gives its letters back."""
    objects: list[bytes] = []

    def put(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    ranges = "".join(f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>\n" for high in (0x00, 0x01, 0x03, 0x1E, 0x20))
    table = f"/CIDInit /ProcSet findresource begin begincmap\n5 beginbfrange\n{ranges}endbfrange\nendcmap end".encode()
    table = (
        b"/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + table
    )
    unicode = put(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table))
    inner = put(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>"
    )
    font = put(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Times /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>"
        % (inner, unicode)
    )
    kids = []
    parent = len(objects) + 2 * len(pages := list(pages)) + 1
    for lines in pages:
        shown = b"".join(
            b"1 0 0 1 60 %d Tm <%s> Tj\n" % (780 - 16 * at, line.encode("utf-16-be").hex().encode())
            for at, line in enumerate(lines)
        )
        stream = b"BT /F1 12 Tf\n" + shown + b"ET"
        content = put(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            put(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>"
                % (parent, content, font)
            )
        )
    put(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)))
    root = put(b"<< /Type /Catalog /Pages %d 0 R >>" % parent)
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + b"".join(b"%010d 00000 n \n" % place for place in places)
    )
    out.write(b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start))
    return out.getvalue()


def locked(data: bytes, password: str) -> bytes:
    """Lock a PDF by a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines as a page does."""
    import textwrap

    return [line for part in text.split("\n") for line in (textwrap.wrap(part, width, break_on_hyphens=False) or [""])]
