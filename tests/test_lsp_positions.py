"""Positions as editors count them, in each encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from dutrack.lsp.outline import Span
from dutrack.lsp.positions import Lines
from dutrack.problems import Place

UTF8, UTF16, UTF32 = PositionEncodingKind.Utf8, PositionEncodingKind.Utf16, PositionEncodingKind.Utf32
NFD = "quy\u0301"  # y and a combining acute: two characters, three bytes


@pytest.mark.parametrize(
    ("before", "utf8", "utf16", "utf32"),
    [
        pytest.param("abc", 3, 3, 3, id="ascii"),
        pytest.param("quý", 4, 3, 3, id="composed"),
        pytest.param(NFD, 5, 4, 4, id="combining"),
        pytest.param("ế", 3, 1, 1, id="three-bytes"),
        pytest.param("📅", 4, 2, 1, id="outside-the-plane"),
        pytest.param("📅\u0323𝐐uý", 13, 7, 5, id="all-of-them"),
        pytest.param("\ud83d", 3, 1, 1, id="half-a-character"),
    ],
)
def test_columns(before: str, utf8: int, utf16: int, utf32: int) -> None:
    text = f"# dòng một 📅\n{before}X\n"
    offset = text.index("X")
    for encoding, character in ((UTF8, utf8), (UTF16, utf16), (UTF32, utf32)):
        lines = Lines(text, encoding)
        assert lines.position(offset) == Position(1, character)
        assert lines.offset(Position(1, character)) == offset


@pytest.mark.parametrize("encoding", [UTF8, UTF16, UTF32])
@given(text=st.text("aế📅\u0301\u2028\x0c\x85\n\r"), share=st.floats(0, 1))
def test_there_and_back(encoding: PositionEncodingKind, text: str, share: float) -> None:
    lines, offset = Lines(text, encoding), int(share * len(text))
    back = lines.offset(lines.position(offset))
    # Between a carriage return and its line feed there is no position: it is the end of the line.
    assert back == (offset - 1 if text[offset - 1 : offset + 1] == "\r\n" else offset)


@pytest.mark.parametrize(
    ("text", "position", "offset"),
    [
        pytest.param("ab\ncd", Position(0, 9), 2, id="past-the-line"),
        pytest.param("ab\r\ncd", Position(0, 9), 2, id="past-a-line-of-windows"),
        pytest.param("ab\ncd", Position(7, 0), 5, id="past-the-text"),
        pytest.param("", Position(0, 0), 0, id="empty"),
        pytest.param("a\u2028b", Position(0, 2), 2, id="a-line-separator-ends-no-line"),
        pytest.param("a\rb", Position(1, 0), 2, id="a-carriage-return-alone-ends-one"),
        pytest.param("📅x", Position(0, 1), 1, id="inside-a-surrogate-pair"),
    ],
)
def test_odd_positions(text: str, position: Position, offset: int) -> None:
    assert Lines(text, UTF16).offset(position) == offset


@pytest.mark.parametrize(
    ("place", "span"),
    [
        pytest.param(Place("x", 2, 2, 2, 4), Span(6, 8), id="in-a-line"),
        pytest.param(Place("x", 1, 1, 2, 1), Span(0, 5), id="over-lines"),
        pytest.param(Place("x"), Span(0, 4), id="the-file"),
        pytest.param(Place("x", 9, 1, 9, 2), Span(12, 12), id="past-the-end"),
        pytest.param(Place("x", 2, 99, 2, 100), Span(12, 12), id="past-the-line"),
    ],
)
def test_places_of_findings(place: Place, span: Span) -> None:
    assert Lines("một1\nhai📅bốn", UTF16).span(place) == span
