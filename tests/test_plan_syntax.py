from __future__ import annotations

from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from told import told

from dutrack.plan import read_plan

_QUOTES = 'Text stands between quotes on one line, or between """ and """ on several.'
_DAY = "1:%s D002 This cannot be read as a day. | A day is written 2023-02-20, without quotes."
_TWICE = "This table stands twice in the file. | Keep one; entries of a list stand in [[…]]."


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        pytest.param("a = 2023-02-31", _DAY % "5-15", id="no such day"),
        pytest.param("a = 2023-13-01", _DAY % "5-15", id="no such month"),
        pytest.param("a = 31/3/2023", _DAY % "5-14", id="day as people write it"),
        pytest.param("a = 31.3.2023", _DAY % "5-14", id="day with dots"),
        pytest.param("days = [31/3/2023]", _DAY % "9-18", id="day in a list"),
        # The day is right, what follows is not.
        pytest.param(
            "a = 2023-02-20 x",
            "1:16-17 D002 Something stands after the value. | Write one key = value a line; a quote within a text is "
            'written \\".',
            id="words after a day",
        ),
        pytest.param(
            'a = "Kế hoạch "A""',
            "1:16-17 D002 Something stands after the value. | Write one key = value a line; a quote within a text is "
            'written \\".',
            id="quote within a text",
        ),
        pytest.param(
            "a = “x”",
            '1:5-6 D002 The quotes are not straight. | Write text between straight quotes: "…".',
            id="curly quotes",
        ),
        pytest.param('a = "x\nb = 1', f"1:7-8 D002 The text is not closed by a quote. | {_QUOTES}", id="open text"),
        pytest.param("a = 'x", f"1:7-8 D002 The text is not closed by a quote. | {_QUOTES}", id="open literal text"),
        pytest.param('a = """x', f"1:9-10 D002 The text is not closed by a quote. | {_QUOTES}", id="open long text"),
        pytest.param(
            'a = "C:\\x"',
            "1:10-11 D002 A backslash in a text must be doubled. | Write \\\\, or use single quotes.",
            id="Windows path",
        ),
        pytest.param(
            'a = "C:\\users"',
            "1:10-11 D002 A backslash in a text must be doubled. | Write \\\\, or use single quotes.",
            id="Windows path that looks like an escape",
        ),
        pytest.param('a = "\\uD800"', "1:12-13 D002 This escape stands for no character.", id="half a character"),
        pytest.param('a = "\0"', "1:6-7 D002 A character here is not allowed: '\\x00'.", id="control character"),
        pytest.param("a = [1 2]", "1:7-8 D002 A comma or a closing ] is missing in the list.", id="list"),
        pytest.param("a = {b = 1", "1:11-12 D002 A comma or the closing brace is missing.", id="inline table"),
        pytest.param("a", "1:2-3 D002 After the key an equals sign is missing. | Write key = value.", id="no equals"),
        pytest.param(
            "tháng = 1",
            "1:3-4 D002 This is no key. | A key has letters a-z, digits, - and _ only.",
            id="Vietnamese key",
        ),
        pytest.param(
            "[a.]", "1:4-5 D002 This is no key. | A key has letters a-z, digits, - and _ only.", id="half a header"
        ),
        pytest.param("[plan", "1:6-7 D002 The header of the table is not closed by ].", id="open header"),
        pytest.param("[[tasks]", "1:8-9 D002 The header of the table is not closed by ]].", id="half-closed header"),
        pytest.param("[a]\n [a]", f"2:2-5 D002 {_TWICE}", id="table twice"),
        pytest.param("a = 1\na = 2", "2:1-6 D002 This key stands twice. | Delete one of the two.", id="key twice"),
        pytest.param(
            "= 3",
            "1:1-2 D002 This is neither a key nor the header of a table. | A comment begins with #.",
            id="neither key nor header",
        ),
        pytest.param(
            "a = tháng 3", '1:5-6 D002 This is no value. | Text stands between quotes: "…".', id="text without quotes"
        ),
        pytest.param(
            "<<<<<<< HEAD",
            "1:1-2 D002 A merge conflict is not resolved. | Keep one of the two versions and delete the marker lines.",
            id="merge conflict",
        ),
        # The last line has no end, and the column is the one after its last character.
        pytest.param(
            '# ghi chú\na = "', f"2:6-7 D002 The text is not closed by a quote. | {_QUOTES}", id="end of file"
        ),
        pytest.param("a = " + "[" * 5000, "1:1-2 D002 Lists or tables are nested too deep.", id="deep nesting"),
        pytest.param("a = " + "1" * 5000, "1:1-2 D002 A number is too long.", id="endless number"),
    ],
)
def test_a_syntax_error_is_the_one_finding(text: str, finding: str) -> None:
    plan, problems = read_plan("plans/x.toml", text.encode())
    assert plan is None
    assert told(problems) == [finding]


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        pytest.param(
            "a = 1".encode("utf-16"),
            "0:0-0 D001 The file is UTF-16, not UTF-8. | Save it again with the encoding UTF-8.",
            id="UTF-16 with its mark",
        ),
        pytest.param(
            "a = 1".encode("utf-16-le"),
            "0:0-0 D001 The file is UTF-16, not UTF-8. | Save it again with the encoding UTF-8.",
            id="UTF-16 without",
        ),
        # The columns count characters: ế is one, though three bytes.
        pytest.param(
            'a = "ế"\nb = "ế'.encode() + b"\xe1x",
            "2:7-8 D001 The byte 0xE1 is not UTF-8. | Save it again with the encoding UTF-8.",
            id="not UTF-8",
        ),
        pytest.param(
            b"format = 2\n[plan]",
            "1:10-11 D003 The file has format 2; this version reads up to 1. | Update dutrack.",
            id="later format",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, finding: str) -> None:
    plan, problems = read_plan("plans/x.toml", data)
    assert plan is None
    assert told(problems) == [finding]


def test_a_byte_order_mark_does_not_move_columns() -> None:
    _, problems = read_plan("plans/x.toml", '\ufeff[plan]\ntitle="x"\nissuer="y"\nissued=1'.encode())
    assert told(problems) == [
        "4:8-9 D004 plan.issued must be a day, not a whole number. | A day is written 2023-02-20, without quotes."
    ]


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    _, problems = read_plan("plans/x.toml", data)
    assert problems
    told(problems)


_PIECES = (
    '[plan] [[tasks]] [tasks] [[plan]] id title deadline awaits = "x" 1 2023-02-20 true [ ] { } , allow owner 07:00:00 '
    "1.5 [policy] remind"
).split()


@given(st.lists(st.sampled_from([*_PIECES, "\n"]), max_size=30))
def test_no_toml_raises(pieces: list[str]) -> None:
    told(read_plan("plans/x.toml", " ".join(pieces).encode())[1])


_VALUES = st.integers() | st.booleans() | st.text("aế?/. \n\"'\\", max_size=4) | st.dates() | st.datetimes()
_TABLES = st.dictionaries(
    st.sampled_from(("id", "title", "deadline", "awaits", "within", "owner", "section", "allow", "formerly", "remind",
                     "from", "to", "words", "issued", "ended", "named")),
    _VALUES | st.lists(_VALUES, max_size=3) | st.dictionaries(st.sampled_from(("D010", "x y")), _VALUES, max_size=2),
    max_size=6,
)  # fmt: skip


@given(
    st.fixed_dictionaries(
        {"tasks": st.lists(_TABLES, max_size=4)}, optional={"sections": st.lists(_TABLES, max_size=3)}
    ),
    st.dictionaries(
        st.sampled_from(("plan", "policy", "terms", "events", "sections", "format")), _TABLES | _VALUES, max_size=4
    ),
)
def test_every_task_is_kept_under_an_id_of_its_own(data: dict[str, Any], other: dict[str, object]) -> None:
    plan, problems = read_plan("plans/x.toml", tomli_w.dumps(data | other).encode())
    told(problems)
    if plan is not None:  # a higher format is refused
        assert len(plan.tasks) == len({task.id for task in plan.tasks}) == len(data["tasks"])
