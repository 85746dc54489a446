"""Documents of every kind at the door: what is read, in which encoding, and what is refused with one sentence."""

from __future__ import annotations

import io
import os
import random
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from documents import district_plan, locked, pdf, rezip, without_text, word
from docx import Document

from dutrack.draft.read import LARGEST_TEXT, read_bytes, read_document
from dutrack.draft.source import Line, Place, Table, Unit, UnreadableError
from dutrack.i18n import language

DATA = Path(__file__).parent / "data" / "drafts"
TEXT = (DATA / "more" / "tinh-giao-so.txt").read_text(encoding="utf-8")


def texts(document):
    return [piece.text for piece in document.pieces if isinstance(piece, Line)]


def windows_1258(text):
    """Encode as Windows did for Vietnamese: a letter, and after it its tone."""
    tones = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
    pieces = []
    for letter in text.translate(str.maketrans("“”–", '""-')):
        parts = unicodedata.normalize("NFD", letter)
        pieces.append(
            unicodedata.normalize("NFC", parts.translate(tones)) + "".join(c for c in parts if ord(c) in tones)
        )
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="utf-8 with a mark"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), id="decomposed"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le without a mark"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be without a mark"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(windows_1258(TEXT), id="windows-1258"),
    ],
)
def test_text_in_any_encoding(data):
    assert texts(read_bytes("x.txt", data)) == texts(read_bytes("x.txt", TEXT.encode()))


TCVN3 = "KÕ ho¹ch thùc hiÖn NghÞ quyÕt cña §¶ng vµ Nhµ n\u00adíc, c¸c c¬ quan ®\u00adîc giao nhiÖm vô. " * 3
VNI = "Keá hoaïch thöïc hieän Nghò quyeát cuûa Ñaûng vaø Nhaø nöôùc, caùc cô quan ñöôïc giao nhieäm vuï. " * 3
OLD_WORD = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
PLAN = district_plan()
GARBAGE = random.Random(1).randbytes(3000)  # noqa: S311 - no secret
ENTITIES = b'<!ENTITY a "lol">' + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))


def with_doctype(doctype: bytes, text: bytes) -> bytes:
    """Return the plan with a document type and a reference to its entities in the text."""

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        head, end, rest = content.partition(b"?>")
        return head + end + doctype + rest.replace("thi hành pháp luật".encode(), text)

    return rezip(PLAN, change)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", "a.txt is empty."),
        ("a.txt", b" \n\t\n", "a.txt is empty."),
        ("a.docx", b"hello", "a.docx is no .docx file, whatever its name says."),
        ("a.pdf", b"hello", "a.pdf is no .pdf file, whatever its name says."),
        ("a.doc", OLD_WORD, "a.doc is in the format of Word 97-2003 (.doc)."),
        ("a.docx", OLD_WORD, "a.docx is in the format of Word 97-2003 (.doc)."),  # renamed, not saved anew
        ("a.docx", OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "a.docx is locked by a password."),
        ("a.rtf", b"{\\rtf1 x}", "a.rtf is of a kind that cannot be read: .txt, .md, .docx, .pdf can."),
        ("a.html", b"<p>x</p>", "a.html is of a kind that cannot be read: .txt, .md, .docx, .pdf can."),
        ("a.odt", rezip(PLAN, lambda _, content: content).replace(b"word/", b"wrod/"),
         "a.odt is of a kind that cannot be read: .txt, .md, .docx, .pdf can."),
        ("a.docx", PLAN[:2000], "a.docx is damaged: it cannot be unpacked."),
        ("a.docx", rezip(PLAN, lambda name, content: content[:99] if name == "word/document.xml" else content),
         "a.docx is damaged: it cannot be read (XMLSyntaxError)."),
        ("a.docx", rezip(PLAN, lambda _, content: content, [("word/vbaProject.bin", b"MZ")]),
         "a.docx holds macros; they are never run."),
        ("a.docx", rezip(PLAN, lambda _, content: content, [("word/media/x.bmp", bytes(129 << 20))]),
         "a.docx would unpack to 130 MB; that is no plan."),
        ("a.docx", with_doctype(b"<!DOCTYPE x [" + ENTITIES + b"]>", b"&j;"),
         "a.docx is damaged: it cannot be read (XMLSyntaxError)."),  # a billion laughs
        ("a.docx", word(without_text(Document(io.BytesIO(PLAN)))),
         "a.docx holds no text: it is a scan."),
        ("a.pdf", pdf([[], []]), "a.pdf holds no text: it is a scan."),
        ("a.pdf", locked(pdf([["I. MỤC ĐÍCH " * 20]]), "secret"), "a.pdf is locked by a password."),
        ("a.pdf", b"%PDF-1.7\n" + GARBAGE, None),
        ("a.txt", GARBAGE, "a.txt is no text in an encoding that is known."),
        ("a.txt", "xin chào ".encode("latin-1") * 50, "a.txt is no text in an encoding that is known."),
        ("a.txt", TCVN3.encode("latin-1"), "a.txt is in the old encoding TCVN3 (ABC), not in Unicode."),
        ("a.txt", TCVN3.encode(), "a.txt is in the old encoding TCVN3 (ABC), not in Unicode."),
        ("a.md", VNI.encode(), "a.md is in the old encoding VNI, not in Unicode."),
        ("a.pdf", pdf([[TCVN3]]), "a.pdf is in the old encoding TCVN3 (ABC), not in Unicode."),
        ("a.txt", b"x" * ((LARGEST_TEXT << 20) + 1), "a.txt has 5 MB; a document of this kind may have 4."),
        ("a.txt", b"\n." * 110_000, "a.txt is far longer than any plan."),
    ],
)  # fmt: skip
def test_refused_in_one_sentence(name, data, sentence, caplog):
    with pytest.raises(UnreadableError) as caught:
        read_bytes(name, data)
    assert caught.value.exit_status == 2
    with language("en"):
        told = str(caught.value.message)
    # Which of its errors a broken PDF gives is the library's own business.
    assert told.startswith(f"{name} is damaged") if sentence is None else told == sentence
    assert not caplog.records


def test_what_is_no_file_is_refused(tmp_path):
    pipe = tmp_path / "pipe.txt"
    cases = {tmp_path: "is a folder", tmp_path / "none.txt": "There is no file"}
    if sys.platform != "win32":
        os.mkfifo(pipe)
        cases[pipe] = "is not a regular file"
    with language("en"):
        for path, sentence in cases.items():
            with pytest.raises(UnreadableError, match=sentence):
                read_document(path)


def test_a_large_file_is_not_even_opened(tmp_path):
    path = tmp_path / "big.pdf"
    with path.open("wb") as file:
        file.truncate(50 << 20)
    with language("en"), pytest.raises(UnreadableError, match="has 50 MB; a document of this kind may have 32"):
        read_document(path)


def test_entities_are_neither_fetched_nor_read(tmp_path, monkeypatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    doctype = f'<!DOCTYPE x [<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY h SYSTEM "http://127.0.0.1:9/x">]>'
    found = texts(read_bytes("a.docx", with_doctype(doctype.encode(), b"&f;&h;")))
    assert "b) Theo dõi" in found
    assert not any("SECRET" in text for text in found)


def test_word_numbers_its_paragraphs_and_merges_its_cells():
    document = read_bytes("a.docx", PLAN)
    found = texts(document)
    assert "II. NHIỆM VỤ" in found
    assert "a) Theo dõi" not in found
    assert "b) Theo dõi thi hành pháp luật." in found
    assert "a) Văn phòng HĐND và UBND huyện công khai thủ tục hành chính:" in found  # letters begin anew below a "2."
    assert "- Niêm yết tại bộ phận một cửa trong tháng 3/2024;" in found
    table = [piece for piece in document.pieces if isinstance(piece, Table)][-1]
    assert table.rows[1].cells == (
        "STT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian hoàn thành", "Sản phẩm",
    )  # fmt: skip
    assert table.rows[7].cells[2] == "Phòng Tài chính - Kế hoạch"
    assert table.rows[7].place == Place(8, Unit.ROW, 3)


def test_word_text_that_is_deleted_or_wrapped():
    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        text = "<w:r><w:t>Theo dõi thi hành</w:t></w:r>"
        changed = f"<w:del><w:r><w:delText>DELETED</w:delText></w:r></w:del><w:ins>{text}</w:ins>"
        return re.sub(r"<w:r>(?:(?!</w:r>).)*Theo dõi thi hành pháp luật.*?</w:r>", changed, content.decode()).encode()

    assert "b) Theo dõi thi hành" in texts(read_bytes("a.docx", rezip(PLAN, change)))


def test_markdown_gives_its_marks_back():
    text = "# KẾ HOẠCH\n\n**1. Sở *Nội vụ***\n\n- a\n  + b <br> c\n\n| STT | Nội dung |\n|--|--|\n| 1 | x<br>y |\n"
    document = read_bytes("a.md", text.encode())
    assert texts(document) == ["KẾ HOẠCH", "1. Sở Nội vụ", "- a", "+ b", "c"]
    assert document.pieces[-1].rows[1].cells == ("1", "x\ny")
    assert document.pieces[-1].rows[1].place == Place(10)


@pytest.mark.parametrize("text", ["2030.", "    KẾ HOẠCH", "> x", "[1]: chú thích", "<b>x</b>", "a & b", "`x`", "---x"])
def test_plain_text_loses_nothing_to_markdown(text):
    assert texts(read_bytes("a.txt", f"Kế hoạch\n\n{text}\n".encode())) == ["Kế hoạch", text.strip()]


def test_a_pdf_leaves_out_what_every_page_repeats():
    pages = [["KẾ HOẠCH số 5", f"dòng {n} của trang", "x " * 30, f"Trang {n}"] for n in range(1, 5)]
    document = read_bytes("a.pdf", pdf(pages))
    assert texts(document)[:2] == ["dòng 1 của trang", ("x " * 30).rstrip()]
    assert document.pieces[2].place == Place(2, within=2)
    assert document.wrapped


def test_a_pdf_locked_against_changes_is_read():
    text = "I. TỔ CHỨC THỰC HIỆN Sở Nội vụ theo dõi, đôn đốc"
    assert texts(read_bytes("a.pdf", locked(pdf([[text]]), "", owner="secret"))) == [text]


@pytest.mark.parametrize("library", ["docx", "pypdf"])
def test_a_missing_library_is_named(library, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    data, name = (PLAN, "a.docx") if library == "docx" else (pdf([["x" * 99]]), "a.pdf")
    with pytest.raises(UnreadableError) as caught:
        read_bytes(name, data)
    with language("en"):
        assert str(caught.value.hint) == "pip install 'dutrack[draft]'"
