from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from dutrack.problems import Place
from dutrack.toml import KeyPath, Places, Target, show_key
from dutrack.toml.strings import offset_in_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = """\
a.b = 1
"q u"."x" = 2
[plan]
title = "Kế hoạch" # ghi chú
allow = { D014 = "vì", b.c = [1, {z = 2}] }
[[tasks]]
id = "1"
list = [ "ế", # ghi chú
 \"\"\"b
c\"\"\", 'd' ]
[tasks.allow]
D010 = 2023-02-20
[[tasks]]
[owners."bg x"]
name = 07:00:00
"""


@pytest.mark.parametrize(
    ("key", "target", "place"),
    [
        pytest.param(("a", "b"), Target.VALUE, (1, 7, 1, 8), id="dotted key"),
        pytest.param(("a", "b"), Target.KEY, (1, 1, 1, 4), id="its name"),
        pytest.param(("a", "missing"), Target.HEADER, (1, 1, 1, 4), id="missing beside a dotted key"),
        pytest.param(("q u", "x"), Target.VALUE, (2, 13, 2, 14), id="quoted key"),
        pytest.param(("plan", "title"), Target.VALUE, (4, 9, 4, 19), id="characters, not bytes"),
        pytest.param(("plan",), Target.HEADER, (3, 1, 3, 7), id="header"),
        pytest.param(("plan", "missing"), Target.HEADER, (3, 1, 3, 7), id="missing key"),
        pytest.param(("plan", "allow", "D014"), Target.VALUE, (5, 18, 5, 22), id="inline table"),
        pytest.param(("plan", "allow", "missing"), Target.HEADER, (5, 9, 5, 44), id="missing in an inline table"),
        pytest.param(("plan", "allow", "b", "c", 1, "z"), Target.VALUE, (5, 39, 5, 40), id="inline in a list"),
        pytest.param(("tasks",), Target.KEY, (6, 1, 6, 10), id="list of tables: its first entry"),
        pytest.param(("tasks", 0), Target.HEADER, (6, 1, 6, 10), id="entry"),
        pytest.param(("tasks", 1), Target.HEADER, (13, 1, 13, 10), id="second entry"),
        pytest.param(("tasks", 0, "list", 0), Target.VALUE, (8, 10, 8, 13), id="first of a list"),
        pytest.param(("tasks", 0, "list", 1), Target.VALUE, (9, 2, 10, 5), id="several lines"),
        pytest.param(("tasks", 0, "list", 2), Target.VALUE, (10, 7, 10, 10), id="after several lines"),
        pytest.param(("tasks", 0, "allow", "D010"), Target.VALUE, (12, 8, 12, 18), id="table of an entry"),
        pytest.param(("owners", "bg x", "name"), Target.VALUE, (15, 8, 15, 16), id="quoted header"),
        pytest.param(("owners",), Target.KEY, (14, 1, 14, 16), id="table that has no header of its own"),
        pytest.param(("missing",), Target.VALUE, (1, 1, 1, 1), id="nothing near"),
    ],
)
def test_find(key: KeyPath, target: Target, place: tuple[int, int, int, int]) -> None:
    assert Places("x.toml", _TEXT).find(key, target) == Place("x.toml", *place)


def test_a_file_with_mistakes_and_windows_line_ends_still_has_places() -> None:
    places = Places("x.toml", '[plan]\r\nx = \r\ny = """\r\nế"""\r\n')
    assert places.find(("plan", "y")) == Place("x.toml", 3, 5, 4, 5)


@pytest.mark.parametrize(
    ("literal", "start", "end", "place"),
    [
        pytest.param('"xong tháng 13"', 5, 13, (1, 11, 1, 19), id="plain"),
        pytest.param("'xong tháng 13'", 11, 13, (1, 17, 1, 19), id="literal"),
        pytest.param(r'"a\"b\u1EBFc"', 3, 4, (1, 10, 1, 16), id="escape"),
        pytest.param('"""\nmột\nhai"""', 4, 7, (3, 1, 3, 4), id="first line break counts not"),
        pytest.param('"""một \\\n   hai"""', 4, 7, (2, 4, 2, 7), id="joined lines"),
        pytest.param("'''một\r\nhai'''", 4, 7, (2, 1, 2, 4), id="Windows line end is one character"),
        pytest.param('"abc"', 3, 3, (1, 9, 1, 9), id="at the end"),
    ],
)
def test_within(literal: str, start: int, end: int, place: tuple[int, int, int, int]) -> None:
    assert Places("x.toml", f"k = {literal}").within(("k",), start, end) == Place("x.toml", *place)


def test_within_what_is_no_text_there_are_no_characters() -> None:
    assert Places("x.toml", "k = 2023-02-20").within(("k",), 0, 5) is None


def test_one_text_is_a_list_of_one() -> None:
    places = Places("x.toml", 'k = "a"\nn = 5')
    assert places.exact(("k", 0)) == places.exact(("k",)) == Place("x.toml", 1, 5, 1, 8)
    assert places.exact(("k", 1)) is places.exact(("n", 0)) is None


_QUOTED = st.lists(st.sampled_from(("a", "ế", "\\n", "\\u1EBF", "\\U0001F600", '\\"', "\\\\", " ")), max_size=8)


@given(_QUOTED)
def test_every_character_of_a_value_has_its_place(pieces: list[str]) -> None:
    literal = '"' + "".join(pieces) + '"'
    assert len(tomli.loads(f"k = {literal}")["k"]) == len(pieces)
    starts = [1 + sum(map(len, pieces[:index])) for index in range(len(pieces) + 1)]
    assert [offset_in_literal(literal, index) for index in range(len(pieces) + 1)] == starts


def test_people_count_entries_from_one() -> None:
    assert show_key(("tasks", 3, "owner", 0)) == "tasks[4].owner[1]"


_KEYS = st.sampled_from(("a", "b-c", "q u", "tháng", "tasks", "x.y", ""))
_LEAVES = st.one_of(st.integers(), st.booleans(), st.dates(), st.text("aế\"'\\\n[]# =", max_size=6))
_LISTS = st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=3), max_leaves=4)
_TABLES = st.recursive(
    st.dictionaries(_KEYS, _LISTS, max_size=3),
    lambda inner: st.dictionaries(_KEYS, st.one_of(_LISTS, inner, st.lists(inner, min_size=1, max_size=3)), max_size=3),
    max_leaves=6,
)


@given(_TABLES, st.booleans())
def test_what_stands_at_the_place_of_a_key_is_its_value(data: dict[str, Any], several_lines: bool) -> None:
    text = tomli_w.dumps(data, multiline_strings=several_lines)
    places = Places("x.toml", text)
    for key, value in _leaves((), tomli.loads(text)):
        place = places.exact(key)
        assert place, (key, text)
        assert tomli.loads(f"v = {places.text(place)}")["v"] == value


def _leaves(key: KeyPath, value: Any) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves((*key, name), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves((*key, index), inner)
    else:
        yield key, value
