"""The pieces views are made of: harmless text, JSON, CSV, carets, the names of periods."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutrack.i18n import Message, language, msg
from dutrack.problems import Code, Place, Problem, Severity
from dutrack.views.json_text import dump
from dutrack.views.problems_text import problems_text
from dutrack.views.text import HARMFUL, cells, clean, clean_lines, fold
from dutrack.views.words import missed_words, period_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\x9bb\u202ec", "a\ufffdb\ufffdc"),
        ("một\nhai\tba\r\n\u2028bốn", "một hai ba   bốn"),
        ("hoa\u0300", "hoà"),  # NFC
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_nothing_harmful_is_left(text: str) -> None:
    assert not set(clean(text)) & HARMFUL
    assert not set(clean_lines(text)) & (HARMFUL - {"\n"})
    assert not set(dump({text: [text]})) & HARMFUL
    assert json.loads(dump({text: [text]})) == {text: [text]}


def test_cells_are_those_of_a_terminal() -> None:
    assert (cells("Quý"), cells("Quy\u0301"), cells("漢字")) == (3, 3, 4)


def test_folding_keeps_words_and_hyphens_whole() -> None:
    text = "Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương"
    assert fold(text, 24, "  ") == "Kết luận số 21-KL/TW\n  ngày 25/10/2021 của\n  Ban Chấp hành Trung\n  ương"
    address = "https://example.org/a-very-long-address"
    assert fold(f"see {address}", 24, "  ") == f"see\n  {address}"


@pytest.mark.parametrize(
    ("start", "due", "expected"),
    [
        ("2023-03-01", "2023-03-31", "month 3/2023"),
        ("2024-02-01", "2024-02-29", "month 2/2024"),
        ("2023-02-01", "2023-02-27", None),
        ("2023-01-01", "2023-03-31", "quarter I/2023"),
        ("2023-10-01", "2023-12-31", "quarter IV/2023"),
        ("2023-02-01", "2023-04-30", None),  # three months, but no quarter
        ("2023-01-01", "2023-06-30", "first half of 2023"),
        ("2023-07-01", "2023-12-31", "second half of 2023"),
        ("2023-01-01", "2023-12-31", "year 2023"),
        ("2023-01-01", "2023-09-30", None),
        ("2023-01-01", "2024-12-31", None),
        ("2023-03-31", "2023-03-31", None),
    ],
)
def test_period_names(start: str, due: str, expected: str | None) -> None:
    with language("en"):
        name = period_name(date.fromisoformat(start), date.fromisoformat(due))
        assert (None if name is None else str(name)) == expected


def test_many_missed_periods_are_not_all_named() -> None:
    with language("en"):
        assert str(missed_words(("2022", "2023", "2024"))) == "3 periods overdue: 2022, 2023, 2024"
        many = missed_words(tuple(map(str, range(2001, 2020))))
        assert str(many) == "19 periods overdue: 2001, 2002, …, 2018, 2019"


class _Files:
    """One file."""

    def __init__(self, content: str) -> None:
        self.content = content

    def names(self) -> tuple[str, ...]:
        return ("plans/x.toml",)

    def read(self, name: str) -> bytes:
        if name != "plans/x.toml":
            raise FileNotFoundError(name)
        return self.content.encode()


def _told(content: str, place: Place, severity: Severity = Severity.ERROR) -> list[str]:
    found = Problem(Code.NOT_UNDERSTOOD, severity, msg("Wrong."), place, msg("Do better."))
    with language("en"):
        return "\n".join(problems_text([found], _Files(content))).splitlines()


X = "plans/x.toml"


@pytest.mark.parametrize(
    ("content", "place", "expected"),
    [
        ("a = 1\nb = 12\n", Place(X, 2, 5, 2, 7), [f"{X}:2:5: D010 Wrong.", "  b = 12", "      ^^"]),
        # A tone typed as a letter of its own takes no column; nor does what cannot be shown take more than one.
        ('a = "Quy\u0301\x1bV"', Place(X, 1, 11, 1, 12),
         [f"{X}:1:11: D010 Wrong.", '  a = "Quý\ufffdV"', "           ^"]),
        ('a = "漢字V"', Place(X, 1, 8, 1, 9), [f"{X}:1:8: D010 Wrong.", '  a = "漢字V"', "           ^"]),
        ("a = 1", Place(X, 1, 6, 1, 6), [f"{X}:1:6: D010 Wrong.", "  a = 1", "       ^"]),
        ("a = 1", Place(X, 9, 1, 9, 2), [f"{X}:9:1: D010 Wrong."]),  # the file has changed since
        ("a = 1", Place(X), [f"{X}:1:1: D010 Wrong."]),  # the file as a whole
        ("a = 1", Place("gone.toml", 1, 1, 1, 2), ["gone.toml:1:1: D010 Wrong."]),
        (f"a = '''{'x' * 50}\n{'y' * 9}'''", Place(X, 1, 5, 2, 13),
         [f"{X}:1:5: D010 Wrong.", f"  a = '''{'x' * 50}", f"      {'^' * 53}"]),
        (f"{'x' * 200}!{'y' * 200}", Place(X, 1, 201, 1, 202),
         [f"{X}:1:201: D010 Wrong.", f"  …{'x' * 57}!{'y' * 38}…", f"  {' ' * 58}^"]),
    ],
)  # fmt: skip
def test_problems_point(content: str, place: Place, expected: list[str]) -> None:
    assert _told(content, place) == [*expected, "  Hint: Do better."]


def test_a_terminal_gets_no_line_that_is_too_long(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = _told(f"{'x' * 200}!{'y' * 200}", Place(X, 1, 201, 1, 202))
    assert lines[1:3] == [f"  …{'x' * 33}!{'y' * 22}…", f"  {' ' * 34}^"]
    found = Problem(Code.NOT_UNDERSTOOD, Severity.NOTE, msg("one two three " * 5), Place(X, 1, 1, 1, 2))
    assert len("\n".join(problems_text([found], _Files(""))).splitlines()) == 1
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    folded = "\n".join(problems_text([found], _Files(""))).splitlines()
    assert (len(folded), max(map(len, folded)) <= 60) == (2, True)


def test_a_note_is_one_line() -> None:
    assert _told("a = 1", Place(X, 1, 1, 1, 2), Severity.NOTE) == [f"{X}:1:1: D010 Wrong."]


def test_notes_alike_are_gathered() -> None:
    def note(line: int, message: Message, severity: Severity = Severity.NOTE, path: str = X) -> Problem:
        return Problem(Code.NOT_UNDERSTOOD, severity, message, Place(path, line, 1, line, 2), None)

    def doubt(cause: Message, line: int) -> Problem:
        return note(line, msg("In doubt: {cause}.", cause=cause))

    found = [
        *(note(line, msg("Task {id} is idle.", id=str(line))) for line in (1, 4, 4, 9)),
        *(note(line, msg("Wrong."), Severity.WARNING, "y") for line in (1, 2, 3, 4)),
        *(doubt(msg("no year"), line) for line in (11, 12, 13)),
        doubt(msg("no period"), 14),  # the same sentence for another cause
    ]
    with language("en"):
        assert list(problems_text(found, _Files(""))) == [
            f"{X}:1:1: D010 Task 1 is idle. (3 more like it: lines 4, 9)",
            *(f"y:{line}:1: D010 Wrong." for line in (1, 2, 3, 4)),
            *(f"{X}:{line}:1: D010 In doubt: no year." for line in (11, 12, 13)),
            f"{X}:14:1: D010 In doubt: no period.",
        ]
        assert len(list(problems_text(found, _Files(""), every_note=True))) == len(found)


def test_csv_is_what_spreadsheets_read(cli) -> None:
    office = Path(__file__).parent / "data" / "office"
    text = cli("list", "--format", "csv", "-C", office, "--today", "2023-03-27").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1
    assert [row["owners"] for row in rows if row["unit"] == "2"] == ["Ban Tổ chức Tỉnh ủy; Văn phòng Tỉnh ủy"]


def test_a_day_an_event_gave_is_no_period(cli, tmp_path) -> None:
    """From 1 to 31 March is no month here: 30 days run from the event."""
    task = '[[tasks]]\nid = "1"\ntitle = "Việc"\ndeadline = "năm 2023, sau khi có quy định"\nwithin = "30 ngày"\n'
    plan = tmp_path / "plans" / "p.toml"
    plan.parent.mkdir()
    plan.write_text(f'[plan]\ntitle = "K"\nissuer = "T"\nissued = 2023-02-20\n{task}', encoding="utf-8")
    records = plan.parent / "progress" / "p.toml"
    records.parent.mkdir()
    event = '{ kind = "event", event = "1", on = 2023-03-01 }'
    records.write_text(f'[records]\n"20230301T020000.000000Z-aaaa" = {event}\n', encoding="utf-8")
    assert "2023-03-31" in cli("due", "-C", tmp_path, "--today", "2023-04-03").out
    assert cli("list", "-C", tmp_path, "--today", "2023-04-03").out.count("quarter") == 0
