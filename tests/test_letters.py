"""Letters that only look right, and words that a scanner misread."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from dutrack.plan import read_plan
from dutrack.toml.letters import latin, scanned

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        pytest.param("Ðảng", "Đảng", id="Icelandic"),
        pytest.param("trӑng", "trăng", id="Cyrillic breve"),
        pytest.param("ТЕСТ", "TECT", id="all Cyrillic, but a Latin word to the eye"),
        pytest.param("III.а".split(".")[1], "a", id="one letter of an id"),
        pytest.param("Ηà", "Hà", id="Greek"),
        pytest.param("ＰＣＩ", "PCI", id="full width"),
        pytest.param("vi\u200bên", "viên", id="zero-width space"),
        pytest.param("báo\u00adcáo", "báocáo", id="soft hyphen"),
        # Words of other alphabets are left to those who wrote them.
        pytest.param("Россия", "Россия", id="Russian"),
        pytest.param("α", "α", id="Greek letter"),
        pytest.param("日本", "日本", id="Japanese"),
        pytest.param("Đắk", "Đắk", id="nothing wrong"),
        pytest.param("naïve", "naïve", id="another Latin letter"),
    ],
)
def test_latin(word: str, meant: str) -> None:
    assert latin(word) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        # As the scan of Gia Lai's plan has them.
        *(pytest.param(word, meant, id=word) for word, meant in (
            ("virn", "viên"), ("trrn", "trên"), ("lirn", "liên"), ("tiru", "tiêu"), ("xuyrn", "xuyên"),
            ("chuyrn", "chuyên"), ("yru", "yêu"), ("nghirm", "nghiêm"), ("Tuyrn", "Tuyên"), ("brn", "bên"),
        )),
        pytest.param("nhiệrn", "nhiệm", id="rn for m"),
        pytest.param("h0ạt", "hoạt", id="0 for o"),
        pytest.param("2O23", "2023", id="O for 0"),
        pytest.param("3l", "31", id="l for 1"),
        pytest.param("l5", "15", id="l for 1 in front"),
        pytest.param("1I", "11", id="I for 1"),
        *(pytest.param(word, None, id=word) for word in (
            "trên", "trong", "viên", "internet", "form", "server", "term", "Word", "CTr", "Mr", "Dr", "HR", "email",
            "I5", "A0", "O", "Q1", "COVID19", "1a", "II", "club", "video", "clip", "Kon", "Tum", "Krông", "năm",
        )),
    ],
)  # fmt: skip
def test_scanned(word: str, meant: str | None) -> None:
    assert scanned(word) == meant


@given(st.text(max_size=12))
def test_any_text_is_looked_at(text: str) -> None:
    assert latin(latin(text)) == latin(text)
    assert scanned(text) != text


@pytest.mark.parametrize("path", sorted((ROOT / "plans").glob("*.toml")), ids=lambda path: path.stem)
def test_real_plans_have_none(path: Path) -> None:
    codes = {found.code.value for found in read_plan(f"plans/{path.name}", path.read_bytes())[1]}
    assert not codes & {"D050", "D051"}


def test_only_prose_is_searched_for_slips_of_a_scanner() -> None:
    text = (
        '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\nsource = "tuyrn"\n'
        '[[sections]]\nid = "1l"\n[[tasks]]\nid = "3l"\nsection = "1l"\ntitle = "Tuyrn truyền virn chức"\n'
        'product = "tuyrn"\nallow = { D001 = "tuyrn" }\n'
    )
    found = [
        (problem.code.value, problem.place.line, problem.place.column)
        for problem in read_plan("plans/p.toml", text.encode())[1]
    ]
    assert found == [("D051", 11, 10), ("D051", 11, 23), ("D051", 12, 12)]
    assert tomli.loads(text)["tasks"][0]["id"] == "3l"


def test_in_every_text_letters_must_be_what_they_look_like() -> None:
    text = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủу"\nissued = 2023-02-20\n[[tasks]]\nid = "а"\ntitle = "Việc"\n'
    found = [
        (each.code.value, each.place.line, each.fix and each.fix.text) for each in read_plan("p.toml", text.encode())[1]
    ]
    assert found == [("D050", 3, "y"), ("D050", 6, "a")]
