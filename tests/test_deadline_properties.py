"""What holds of every phrase the grammar can make, and of every text whatever."""

from __future__ import annotations

import unicodedata

from deadline_strategies import Phrase, compounds, phrases, respelt
from hypothesis import example, given
from hypothesis import strategies as st

from dutrack.deadline import DeadlineError, parse
from dutrack.deadline.readings import Event, Part, Reading
from dutrack.deadline.vocabulary import WORDS

TRICKY = st.text(st.characters(), max_size=60)
MARKS = "6 12 31 2023 99999 / - – . , ; : ( ) [ ] “ ” \u200f \u202e \u0301 \ud800 \x00 \x1f … * báo cáo".split(" ")
PIECES = st.lists(st.sampled_from([*sorted(WORDS), *MARKS]), max_size=14).map(" ".join)
GLUED = st.lists(
    st.sampled_from("ngày 31 / 2 quý IV 2023 hằng năm trước ( ) - tháng \u0309 ỷ".split()), max_size=10
).map("".join)


def plain(part: Part) -> Part:
    """Return a part with the words of its event in one case, form and spacing."""
    if isinstance(part, Event):
        words = unicodedata.normalize("NFC", part.words).lower()
        words = " ".join(words.replace("quí", "quý").replace("hàng", "hằng").replace("kì", "kỳ").split())
        return Event(words, part.within)
    return part


def check_places(text: str, reading: Reading) -> None:
    for at in (*(part.at for part in reading.parts), *(warned.at for warned in reading.warnings)):
        assert 0 <= at[0] <= at[1] <= len(text)


@given(st.one_of(phrases, compounds()))
def test_reads_back_what_it_was_made_from(phrase: Phrase) -> None:
    text, parts = phrase
    reading = parse(text)
    assert reading.parts == parts
    assert reading.warnings == ()
    check_places(text, reading)


@given(st.data(), st.one_of(phrases, compounds()))
def test_spelling_never_changes_a_reading(data: st.DataObject, phrase: Phrase) -> None:
    text = data.draw(respelt(phrase[0]))
    reading = parse(text)
    assert tuple(map(plain, reading.parts)) == tuple(map(plain, phrase[1]))
    check_places(text, reading)


@given(st.one_of(TRICKY, PIECES, GLUED))
@example("(" * 500)
@example("ngày (" * 100 + "5" + ")" * 100)
@example("năm " + "9" * 100)
@example("9" * 100 + " ngày kể từ ngày ký")
@example("trước ngày \u202e5/3/2023\u202c")
@example("\ud800 quý I/2023 \udfff")
@example("hoặc " * 60 + "quý I")
@example("6 tháng, " * 60 + "hằng năm")
@example("theo chỉ đạo, " * 60)
@example("giữa và " * 480 + "cuối năm")
@example("ít nhất 5 ngày và " * 200)
@example("2026\n- ")
@example("quý I, " * 100)
@example("x" * 5000)
def test_refuses_or_reads_whatever_it_is_given(text: str) -> None:
    try:
        check_places(text, parse(text))
    except DeadlineError as error:
        refused = error
    else:
        return
    assert 0 <= refused.at[0] <= refused.at[1] <= len(text)
    assert str(refused)


@given(st.one_of(PIECES, TRICKY))
def test_a_suggestion_reads(text: str) -> None:
    try:
        parse(text)
    except DeadlineError as error:
        if (meant := error.suggestion) is not None:
            assert parse(meant).parts


@given(phrases)
def test_an_equal_neighbour_adds_nothing(phrase: Phrase) -> None:
    text, parts = phrase
    assert parse(f"{text}; {text}").parts == parts
