"""The story of a task: everything recorded of it, in order, what was taken back included."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
[plan]
title = "Kế hoạch"
issuer = "Tỉnh ủy"
issued = 2023-02-20
[[events]]
id = "quy-dinh"
title = "Quy định"
same_as = "178-QĐ/TW"
[[tasks]]
id = "1"
title = "Tham mưu triển khai"
owner = "Ban A"
deadline = "trong 30 ngày sau khi Trung ương ban hành"
awaits = ["quy-dinh"]
[[tasks]]
id = "2"
title = "Việc khác"
deadline = "quý I/2023 và thường xuyên"
"""
OTHER = """
[plan]
title = "Khác"
issuer = "X"
issued = 2023-02-20
[[events]]
id = "e"
title = "E"
same_as = "178-QĐ/TW"
"""
HAPPENED = '[records]\n"20230302T010000.000000Z-a" = { kind = "event", event = "e", on = 2023-03-01 }\n'
RECORDS = """[records]
"20230301T010000.000000Z-a" = { kind = "event", event = "quy-dinh", on = 2023-02-28, doc = "178-QĐ/TW", by = "vp" }
"20230310T010000.000000Z-a" = { kind = "extended", task = "1", on = 2023-03-09, to = "30/4/2023", reason = "chờ", doc = "5-CV", approved_by = "Bí thư", by = "vp" }
"20230401T180000.000000Z-a" = { kind = "done", task = "1", on = 2023-04-01, doc = "12-KH", owner = "Ban A", by = "vp" }
"20230402T010000.000000Z-a" = { kind = "withdrawn", record = "20230401T180000.000000Z-a", on = 2023-04-02, reason = "nhầm", by = "ld" }
"20230403T010000.000000Z-a" = { kind = "done", task = "1", on = 2023-05-01, by = "vp" }
"20230404T010000.000000Z-a" = { kind = "note", task = "1", on = 2023-04-04, note = "đã gọi" }
"20230404T020000.000000Z-a" = { kind = "done", task = "2", unit = "2", on = 2023-04-04, by = "vp" }
"20230404T030000.000000Z-a" = { kind = "confirmed", task = "2", unit = "2", on = 2023-04-04, record = "20230404T020000.000000Z-a", by = "ld" }
"20230404T040000.000000Z-a" = { kind = "reviewed", task = "2", unit = "2#2", on = 2023-04-04, by = "vp" }
"""  # noqa: E501
BODIES = """
[owners.a]
name = "Ban A"
valid_to = 2023-03-31
succeeded_by = ["c"]
[owners.c]
name = "Ban C"
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    for name, text in {
        "dutrack.toml": BODIES,
        "plans/p.toml": PLAN,
        "plans/q.toml": OTHER,
        "plans/progress/p.toml": RECORDS,
        "plans/progress/q.toml": HAPPENED,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def _said(out: str, label: str) -> list[str]:
    """Return the lines of one field, those that are folded joined."""
    lines = out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"  {label} "))
    end = next((number for number in range(start + 1, len(lines)) if lines[number][2:3] != " "), len(lines))
    return [line[18:] for line in lines[start:end]]


def test_the_story_is_told_in_order(office: Path, cli) -> None:
    ran = cli("show", "p/1", "-C", office, "--today", "2023-04-10")
    assert _said(ran.out, "Records") == [
        "2023-02-28 · event · quy-dinh · 178-QĐ/TW · vp · recorded 2023-03-01",
        "2023-03-01 · event · e · recorded 2023-03-02",
        "2023-03-09 · extended · 30/4/2023 · 5-CV · chờ · granted by Bí thư · vp · recorded",
        "  2023-03-10",
        # Recorded at 1 o'clock of the next day in Vietnam.
        "2023-04-01 · done · Ban A · 12-KH · vp · recorded 2023-04-02 · withdrawn",
        "  2023-04-02 by ld (nhầm)",
        "2023-05-01 · done · vp · recorded 2023-04-03 · not yet: counts from that day on",
        "2023-04-04 · note · đã gọi",
    ]
    assert _said(ran.out, "Lead") == ["Ban A", "now Ban C"]
    assert _said(ran.out, "Status") == ["In progress, 2023-04-30 (extended 1 time, at first 2023-03-31)"]


def test_what_was_confirmed_and_is_to_be_reviewed(office: Path, cli) -> None:
    ran = cli("show", "p/2", "-C", office, "--today", "2023-04-10")
    assert _said(ran.out, "Status") == [
        "2    “quý I/2023”: Done (late) on 2023-04-04, due quarter I/2023, confirmed",
        "2#2  “thường xuyên”: Standing, review 2023-06-30",
    ]


def test_the_story_as_json(office: Path, cli) -> None:
    found = json.loads(cli("show", "p/1", "-C", office, "--today", "2023-04-10", "--format", "json").out)["records"]
    assert [record["kind"] for record in found] == ["event", "event", "extended", "done", "done", "note"]
    assert found[3] == {
        "key": "20230401T180000.000000Z-a",
        "kind": "done",
        "on": "2023-04-01",
        "recorded": "2023-04-02",
        "doc": "12-KH",
        "by": "vp",
        "task": "1",
        "owner": "Ban A",
        "withdrawn_by": "20230402T010000.000000Z-a",
    }


def test_the_morning_list_tells_of_extensions_and_successors(office: Path, cli, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    out = cli("due", "-C", office, "--today", "2023-04-30").out
    assert "Ban A (now Ban C)" in out
    assert "extended 1 time, at first 2023-03-31" in out


def test_what_is_closed_today_stays_visible_today(office: Path, cli) -> None:
    assert "Việc khác" in cli("due", "-C", office, "--today", "2023-04-04").out
    assert "Việc khác" not in cli("due", "-C", office, "--today", "2023-04-05").out


def test_the_list_shows_review_days(office: Path, cli, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    out = cli("list", "-C", office, "--today", "2023-04-10", "--status", "standing").out
    assert [" ".join(line.split()) for line in out.splitlines()[1:3]] == ["2#2 Standing review Việc khác", "2023-06-30"]


def test_a_successor_finds_what_it_answers_for(office: Path, cli) -> None:
    args = ("list", "-C", office, "--owner", "Ban C", "--format", "json", "--today")
    assert [item["unit"] for item in json.loads(cli(*args, "2023-04-10").out)["items"]] == ["1"]
    assert json.loads(cli(*args, "2023-03-31").out)["items"] == []
