"""The recording commands from the command line: what they write, what they ask, what they refuse."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

SETTINGS = """
[owners.a]
name = "Ban A"
[owners.b]
name = "Ban B"
[owners.c]
name = "Ban C"
valid_to = 2023-02-28
succeeded_by = ["a"]
[groups.g]
name = "Các ban"
members = ["b", "c"]
"""
PLAN = """
[plan]
title = "Kế hoạch"
issuer = "Tỉnh ủy"
issued = 2023-02-20
[[events]]
id = "quy-dinh"
title = "Quy định của Bộ Chính trị"
same_as = "178-QĐ/TW 2024-06-27"
[[tasks]]
id = "I.1"
title = "Hội nghị quán triệt"
owner = "Ban A"
deadline = "quý I/2023"
[[tasks]]
id = "I.2"
title = "Báo cáo năm"
owner = "Ban A"
deadline = "hằng năm"
[[tasks]]
id = "I.3"
title = "Sắp xếp bộ máy"
owner = "Các ban"
deadline = "quý I/2023"
[[tasks]]
id = "G.1"
title = "Tổng hợp, gửi các ban"
owner = "Các ban"
deadline = "hằng quý"
[[tasks]]
id = "II.1"
title = "Tham mưu triển khai Quy định"
owner = "Ban B"
deadline = "trong 30 ngày sau khi Trung ương ban hành"
awaits = ["quy-dinh"]
[[tasks]]
id = "II.2"
title = "Sơ kết sau hội nghị"
deadline = "trong 15 ngày sau khi xong hội nghị"
awaits = ["task:I.1"]
[[tasks]]
id = "II.3"
title = "Giữ nghiêm nền nếp"
deadline = "thực hiện thường xuyên"
[[tasks]]
id = "II.4"
title = "Việc chưa rõ hạn"
deadline = "sớm nhất có thể"
[[tasks]]
id = "II.5"
title = "Đề án, rồi duy trì"
deadline = "quý II/2023 và thường xuyên"
[[tasks]]
id = "II.6"
title = "Theo văn bản chưa có mã"
deadline = "sau khi có hướng dẫn"
"""
OTHER = """
[plan]
title = "Kế hoạch khác"
issuer = "Tỉnh ủy"
issued = 2023-03-01
[[events]]
id = "qd-178"
title = "Quy định 178"
same_as = "178-QĐ/TW  2024-06-27"
[[tasks]]
id = "1"
title = "Góp ý"
deadline = "trong 10 ngày sau khi ban hành"
awaits = ["qd-178"]
"""
TODAY = "2023-04-03"
FULL = Path("/dev/full")


class Office:
    """A workspace in a folder, and the command line in it."""

    def __init__(self, root: Path, cli: Callable[..., Ran]) -> None:
        self.root = root
        self._cli = cli

    def __call__(self, *args: str, today: str = TODAY) -> Ran:
        return self._cli(*args, "-C", self.root, "--today", today)

    def records(self, plan: str = "p") -> list[str]:
        """Return the lines of a plan's records without their keys; a key that is named has its line's number."""
        path = self.root / "plans" / "progress" / f"{plan}.toml"
        if not path.exists():
            return []
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        keys = [line.split('"')[1] for line in lines]
        texts = [line.partition(" = ")[2] for line in lines]
        for number, key in enumerate(keys, 1):
            texts = [text.replace(key, f"#{number}") for text in texts]
        return [text.removeprefix("{ ").removesuffix(" }").removesuffix(', by = "vp"') for text in texts]

    def item(self, unit: str, today: str = TODAY) -> dict:
        items = json.loads(self("list", "--format", "json", today=today).out)["items"]
        return next(item for item in items if f"{item['plan']}/{item['unit']}" == unit)


@pytest.fixture
def office(tmp_path: Path, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("DUTRACK_BY", "vp")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    (tmp_path / "plans").mkdir()
    (tmp_path / "dutrack.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "plans" / "p.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "plans" / "q.toml").write_text(OTHER, encoding="utf-8")
    return Office(tmp_path, cli)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sit at a terminal and give these answers."""

    def give(*answers: str) -> None:
        stdin = io.StringIO("".join(f"{line}\n" for line in answers))
        monkeypatch.setattr(stdin, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", stdin)

    return give


# --- what is written -------------------------------------------------------------------------------------------------

RECORDED = {
    "done": (
        ["done", "p/I.1", "--on", "31/3/2023", "--doc", "12-KH/BTC", "--note", "xong"],
        ['kind = "done", task = "I.1", on = 2023-03-31, doc = "12-KH/BTC", note = "xong"'],
        (
            "Recorded: p/I.1 Hội nghị quán triệt: done on 2023-03-31, on time\n"
            "  p/II.2 Sơ kết sau hội nghị: due 2023-04-17\n"
        ),
    ),
    "late": (
        ["done", "I.1"],
        ['kind = "done", task = "I.1", on = 2023-04-03'],
        "Recorded: p/I.1 Hội nghị quán triệt: done on 2023-04-03, late\n  p/II.2 Sơ kết sau hội nghị: due 2023-04-18\n",
    ),
    "the only occurrence that has begun": (
        ["done", "p/I.2"],
        ['kind = "done", task = "I.2", unit = "I.2/2023", on = 2023-04-03'],
        "Recorded: p/I.2/2023 Báo cáo năm: done on 2023-04-03, on time\n",
    ),
    "an occurrence far ahead": (
        ["done", "p/I.2", "--occurrence", "2031"],
        ['kind = "done", task = "I.2", unit = "I.2/2031", on = 2023-04-03'],
        "Recorded: p/I.2/2031 Báo cáo năm: done on 2023-04-03, on time\n",
    ),
    "an occurrence by its address": (
        ["done", "p/I.2/2024"],
        ['kind = "done", task = "I.2", unit = "I.2/2024", on = 2023-04-03'],
        "Recorded: p/I.2/2024 Báo cáo năm: done on 2023-04-03, on time\n",
    ),
    "a member's part": (
        ["done", "p/I.3", "--owner", "Ban B"],
        ['kind = "done", task = "I.3", unit = "I.3@b", owner = "b", on = 2023-04-03'],
        "Recorded: p/I.3@b Sắp xếp bộ máy: done on 2023-04-03, late\n",
    ),
    "a member's part by its successor": (
        ["done", "p/I.3", "--owner", "a", "--on", "2023-03-30"],
        ['kind = "done", task = "I.3", unit = "I.3@c", owner = "a", on = 2023-03-30'],
        "Recorded: p/I.3@c Sắp xếp bộ máy: done on 2023-03-30, on time\n",
    ),
    "all members": (
        ["done", "p/I.3", "--yes"],
        [
            'kind = "done", task = "I.3", unit = "I.3@b", on = 2023-04-03',
            'kind = "done", task = "I.3", unit = "I.3@c", on = 2023-04-03',
        ],
        "Recorded: p/I.3 Sắp xếp bộ máy: done on 2023-04-03, late\n",
    ),
    "the dated part beside a standing one": (
        ["done", "p/II.5"],
        ['kind = "done", task = "II.5", unit = "II.5", on = 2023-04-03'],
        "Recorded: p/II.5 Đề án, rồi duy trì: done on 2023-04-03, on time\n",
    ),
    "skip": (
        ["skip", "p/I.2", "--reason", "sáp nhập"],
        ['kind = "skipped", task = "I.2", unit = "I.2/2023", on = 2023-04-03, reason = "sáp nhập"'],
        "Recorded: p/I.2/2023 Báo cáo năm: skipped\n",
    ),
    "cancel": (
        ["cancel", "p/I.1", "--reason", "thay thế", "--doc", "5-CV", "--yes"],
        ['kind = "cancelled", task = "I.1", on = 2023-04-03, reason = "thay thế", doc = "5-CV"'],
        "Recorded: p/I.1 Hội nghị quán triệt: cancelled\n",
    ),
    "cancel one part": (
        ["cancel", "p/II.5#2", "--reason", "x"],
        ['kind = "cancelled", task = "II.5", unit = "II.5#2", on = 2023-04-03, reason = "x"'],
        "Recorded: p/II.5#2 Đề án, rồi duy trì: cancelled\n",
    ),
    "note": (
        ["note", "p/I.1", "đã gọi điện"],
        ['kind = "note", task = "I.1", on = 2023-04-03, note = "đã gọi điện"'],
        "Recorded: p/I.1 Hội nghị quán triệt: noted\n",
    ),
    "review": (
        ["review", "p/II.3", "--on", "2023-03-30"],
        ['kind = "reviewed", task = "II.3", on = 2023-03-30'],
        "Recorded: p/II.3 Giữ nghiêm nền nếp: reviewed on 2023-03-30\n  the next review: 2023-06-30\n",
    ),
    "review of a standing part": (
        ["review", "p/II.5"],
        ['kind = "reviewed", task = "II.5", unit = "II.5#2", on = 2023-04-03'],
        "Recorded: p/II.5#2 Đề án, rồi duy trì: reviewed on 2023-04-03\n  the next review: 2023-06-30\n",
    ),
    "extend": (
        ["extend", "p/I.1", "--to", "30/6/2023", "--reason", "chờ", "--approved-by", "Bí thư", "--doc", "5-CV"],
        [
            (
                'kind = "extended", task = "I.1", on = 2023-04-03, to = "30/6/2023", reason = "chờ", '
                'approved_by = "Bí thư", doc = "5-CV"'
            )
        ],
        (
            "Recorded: p/I.1 Hội nghị quán triệt: due 2023-06-30 instead of 2023-03-31 "
            "(1 extension; at first 2023-03-31)\n"
        ),
    ),
    "extend to a day as programs write it": (
        ["extend", "p/I.1", "--to", "2023-06-30", "--reason", "x"],
        ['kind = "extended", task = "I.1", on = 2023-04-03, to = 2023-06-30, reason = "x"'],
        (
            "Recorded: p/I.1 Hội nghị quán triệt: due 2023-06-30 instead of 2023-03-31 "
            "(1 extension; at first 2023-03-31)\n"
        ),
    ),
    "extend by a period from the day of the record": (
        ["extend", "p/I.1", "--to", "trong 30 ngày kể từ ngày ký", "--reason", "x", "--on", "2023-03-20"],
        ['kind = "extended", task = "I.1", on = 2023-03-20, to = "trong 30 ngày kể từ ngày ký", reason = "x"'],
        (
            "Recorded: p/I.1 Hội nghị quán triệt: due 2023-04-19 instead of 2023-03-31 "
            "(1 extension; at first 2023-03-31)\n"
        ),
    ),
    "date": (
        ["date", "p/II.4", "--to", "quý II/2023"],
        ['kind = "dated", task = "II.4", on = 2023-04-03, to = "quý II/2023"'],
        "Recorded: p/II.4 Việc chưa rõ hạn: due 2023-06-30\n",
    ),
    "date of what waits": (
        ["date", "p/II.1", "--to", "quý II/2023"],
        ['kind = "dated", task = "II.1", on = 2023-04-03, to = "quý II/2023"'],
        "Recorded: p/II.1 Tham mưu triển khai Quy định: due 2023-06-30\n",
    ),
    "a piece of an id": (
        ["done", "p/I.1", "--by", "khác"],
        ['kind = "done", task = "I.1", on = 2023-04-03, by = "khác"'],
        "Recorded: p/I.1 Hội nghị quán triệt: done on 2023-04-03, late\n  p/II.2 Sơ kết sau hội nghị: due 2023-04-18\n",
    ),
    "words of a title": (
        ["note", "bao cao NAM", "x"],
        ['kind = "note", task = "I.2", on = 2023-04-03, note = "x"'],
        "Recorded: p/I.2 Báo cáo năm: noted\n",
    ),
}


@pytest.mark.parametrize("name", RECORDED)
def test_what_is_recorded(name: str, office: Office) -> None:
    args, records, out = RECORDED[name]
    ran = office(*args)
    assert (ran.status, ran.err, ran.out) == (0, "", out)
    assert office.records() == records


@pytest.mark.parametrize("name", RECORDED)
def test_a_dry_run_writes_nothing(name: str, office: Office) -> None:
    args, _, out = RECORDED[name]
    ran = office(*args, "--dry-run")
    assert (ran.status, ran.out) == (0, out.replace("Recorded:", "Would be recorded:"))
    assert not (office.root / "plans" / "progress").exists()
    own = {path.name for path in (office.root / ".dutrack").glob("*")}
    assert own <= {".gitignore", "index.db"}  # made by the run before, where an old index is tried


def test_several_steps_of_one_task(office: Office) -> None:
    assert office("extend", "I.1", "--to", "30/4/2023", "--reason", "một").status == 0
    assert office("extend", "I.1", "--to", "31/5/2023", "--reason", "hai").out.endswith(
        "due 2023-05-31 instead of 2023-04-30 (2 extensions; at first 2023-03-31)\n"
    )
    assert (office.item("p/I.1")["due"], office.item("p/I.1")["first_due"]) == ("2023-05-31", "2023-03-31")
    assert office("done", "I.1", "--on", "2023-04-02").out.startswith(
        "Recorded: p/I.1 Hội nghị quán triệt: done on 2023-04-02, on time"
    )
    assert office.item("p/I.1")["status"] == "done"
    assert office("reopen", "I.1", "--reason", "chưa đạt").out == "Recorded: p/I.1 Hội nghị quán triệt: open again\n"
    assert office.item("p/I.1")["status"] == "in-progress"
    assert office("undo").out.startswith("Recorded: p/I.1: taken back: 2023-04-03 · reopened · chưa đạt · vp\n")
    assert office.item("p/I.1")["status"] == "done"
    assert office("undo").status == office("undo").status == office("undo").status == 0
    assert office("undo").err.startswith("Error: vp has recorded nothing that could be taken back.")
    assert office.item("p/I.1")["due"] == "2023-03-31"
    assert [line.partition(",")[0] for line in office.records()] == [
        'kind = "extended"', 'kind = "extended"', 'kind = "done"', 'kind = "reopened"', *['kind = "withdrawn"'] * 4,
    ]  # fmt: skip


def test_a_date_is_corrected_until_it_is_extended(office: Office) -> None:
    for to in ("30/4/2023", "15/5/2023"):
        assert office("date", "II.4", "--to", to).status == 0
    assert office.item("p/II.4")["due"] == "2023-05-15"
    assert office("extend", "II.4", "--to", "30/6/2023", "--reason", "x").status == 0
    assert "has a day already: 2023-06-30" in office("date", "II.4", "--to", "1/5/2023").err
    assert office.item("p/II.4")["first_due"] == "2023-05-15"


def test_missed_occurrences_are_closed_one_by_one(office: Office) -> None:
    ran = office("done", "I.2", today="2025-02-01")
    assert ran.status == 2
    assert ran.err == (
        "Error: p/I.2 has several parts that can be meant.\n"
        "Hint: Name one: I.2/2023 (398 days overdue, year 2023), I.2/2024 (32 days overdue, year 2024), "
        "I.2/2025 (In progress, year 2025)\n"
    )
    for year in ("2023", "2024"):
        assert office("done", "I.2", "--occurrence", year, today="2025-02-01").status == 0
    assert office("done", "I.2", today="2025-02-01").out.startswith("Recorded: p/I.2/2025 ")


def test_a_whole_task_is_closed_and_reopened_at_once(office: Office) -> None:
    assert office("cancel", "I.2", "--reason", "x", today="2025-02-01").status == 0
    assert {office.item(f"p/I.2/{year}", "2025-02-01")["status"] for year in (2023, 2024, 2025, 2026)} == {"cancelled"}
    assert office("reopen", "I.2", today="2025-02-01").out == "Recorded: p/I.2 Báo cáo năm: open again\n"
    assert office.records()[1] == 'kind = "reopened", task = "I.2", on = 2025-02-01'
    assert office.item("p/I.2/2026", "2025-02-01")["status"] == "upcoming"


def test_a_cancelled_task_takes_what_is_done_with_it_only_if_meant(office: Office) -> None:
    office("done", "I.3", "--owner", "b")
    assert office("cancel", "I.3", "--reason", "x").err.startswith(
        "Error: 1 part is done and would count as cancelled too; name one part with --occurrence or --owner."
    )
    assert office("cancel", "I.3", "--reason", "x", "--owner", "a").status == 0
    assert (office.item("p/I.3@b")["status"], office.item("p/I.3@c")["status"]) == ("done", "cancelled")


def test_what_would_wait_for_ever_is_said_before_a_task_is_cancelled(office: Office) -> None:
    asked = office("cancel", "I.1", "--reason", "x")
    assert asked.status == 2
    assert asked.err.startswith("Error: p/II.2 waits for I.1 and would wait for ever: Sơ kết sau hội nghị\n")
    assert office("cancel", "I.1", "--reason", "x", "--yes").status == 0
    assert "D039 The task I.1 was cancelled: this one waits for ever." in office("check").out
    # Told once: it already waits in vain.
    assert office("cancel", "I.1", "--reason", "y", "--on", "2023-04-02").err.count("would wait for ever") == 0


def test_what_will_wait_for_ever_without_a_record_is_no_doubt_of_it(office: Office) -> None:
    assert office("cancel", "I.1", "--reason", "x", "--on", "2023-05-01", "--yes").status == 0
    asked = office("cancel", "II.6", "--reason", "y", "--on", "2023-06-01")
    assert asked.err.startswith("Error: 2023-06-01 is still ahead")
    assert "would wait for ever" not in asked.err


def test_what_is_taken_back_in_the_copy_of_a_plan_is_not_taken_back_in_the_plan(office: Office) -> None:
    office("done", "I.1")
    for path in ("p.toml", "progress/p.toml"):
        shutil.copy(office.root / "plans" / path, office.root / "plans" / path.replace("p.toml", "r.toml"))
    copied = office.root / "plans" / "progress" / "r.toml"
    key = copied.read_text(encoding="utf-8").split('"')[1]
    with copied.open("a", encoding="utf-8") as file:
        file.write(f'"20230403T235959.000000Z-a" = {{ kind = "withdrawn", record = "{key}", on = 2023-04-03 }}\n')
    assert "withdrawn" in office("show", "r/I.1").out
    assert "withdrawn" not in office("show", "p/I.1").out


def test_a_record_written_by_hand_that_names_no_day_is_told(office: Office) -> None:
    office("note", "I.1", "x")
    with (office.root / "plans" / "progress" / "p.toml").open("a", encoding="utf-8") as file:
        line = 'kind = "extended", task = "I.1", on = 2023-03-30, to = "hằng năm", reason = "x"'
        file.write(f'"20230401T000000.000000Z-a" = {{ {line} }}\n')
    assert "p.toml:3:88: D030 “hằng năm” is not one day or one period." in office("check").out
    assert office.item("p/I.1")["due"] == "2023-03-31"


# --- what is asked ---------------------------------------------------------------------------------------------------

ASKED = {
    "a day ahead": (
        ["done", "I.1", "--on", "2023-04-04"],
        "2023-04-04 is still ahead; the record counts only from that day on.",
    ),
    "before the plan": (
        ["done", "I.1", "--on", "2023-02-19"],
        "2023-02-19 is before 2023-02-20, when the plan was issued.",
    ),
    "every member": (["done", "I.3"], "Every member's part that is open is meant: 2; one alone: --owner"),
    "standing": (["done", "II.3"], "p/II.3 is standing and has no end; a look at it is recorded by: review"),
    "an extension that is over": (
        ["extend", "I.1", "--to", "2/4/2023", "--reason", "x"],
        "2023-04-02 is already over.",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_is_doubtful_is_asked(name: str, office: Office, answer) -> None:
    args, doubt = ASKED[name]
    ran = office(*args)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"Error: {doubt}\nHint: Nothing was recorded. To record it all the same: --yes\n"
    answer("n")
    ran = office(*args)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"{doubt}\nRecord it all the same? [y/N] Nothing was recorded.\n"
    answer()  # the terminal is closed
    assert office(*args).status == 1
    assert office.records() == []
    answer("Có")
    assert office(*args).status == 0
    assert office.records() != []


@pytest.mark.parametrize("name", ASKED)
def test_yes_answers(name: str, office: Office) -> None:
    args, _ = ASKED[name]
    ran = office(*args, "--yes")
    assert (ran.status, ran.err) == (0, "")


def test_what_is_closed_is_closed_again_only_if_meant(office: Office) -> None:
    office("done", "I.1", "--on", "2023-03-20")
    assert office("done", "I.1", "--on", "2023-03-21").err.startswith(
        "Error: p/I.1 is closed already: Done (on time), 2023-03-20."
    )
    assert office("done", "I.1", "--on", "2023-03-21", "--yes").status == 0
    assert office.item("p/I.1")["done_on"] == "2023-03-21"


def test_what_is_meant_is_asked_at_a_terminal(office: Office, answer) -> None:
    answer("2")
    ran = office("note", "II.", "x")
    assert ran.status == 0
    assert ran.out == "Recorded: p/II.2 Sơ kết sau hội nghị: noted\n"
    assert ran.err.splitlines()[:3] == [
        "II. can mean 6 tasks.",
        "  1. p/II.1: Tham mưu triển khai Quy định",
        "  2. p/II.2: Sơ kết sau hội nghị",
    ]
    answer("9")
    assert office("note", "II.", "x").status == 2


# --- what is refused -------------------------------------------------------------------------------------------------

REFUSED = {
    "unknown task": (["done", "p/I.9"], "There is no task p/I.9.\nHint: Did you mean p/I."),
    "several tasks": (["done", "I."], "I. can mean 9 tasks.\nHint: Name one: p/I.1, p/I.2, p/I.3, p/II.1, "),
    "unknown occurrence": (
        ["done", "I.2", "--occurrence", "2022"],
        "p/I.2 has no part 2022.\nHint: Name one: I.2/2023 (In progress",
    ),
    "no occurrences": (["done", "I.1", "--occurrence", "2023"], "p/I.1 does not recur; it has no periods.\n"),
    "unknown part": (["done", "I.1#2"], "p/I.1 has no part #2.\nHint: Name one: I.1 (3 days overdue, quarter I/2023)"),
    "unknown body": (["done", "I.1", "--owner", "Ban Z"], "There is no body Ban Z.\nHint: Did you mean Ban "),
    "no part of it": (["done", "I.3", "--owner", "g"], "There is no body g.\n"),
    "bad day": (["done", "I.1", "--on", "31/2/2023"], "There is no such day: 31/2/2023.\n"),
    "not closed": (["reopen", "I.1"], "p/I.1 is not closed.\n"),
    "skip without a reason": (["skip", "I.2"], "A reason is needed.\nHint: Say it: --reason TEXT\n"),
    "skip of what does not recur": (
        ["skip", "I.1", "--reason", "x"],
        "p/I.1 does not recur.\nHint: What need not be done at all",
    ),
    "cancel without a reason": (["cancel", "I.1", "--reason", " "], "A reason is needed.\n"),
    "extend without a reason": (["extend", "I.1", "--to", "30/6/2023"], "A reason is needed.\n"),
    "extend without a day": (["extend", "I.1", "--reason", "x"], "The new deadline is missing.\n"),
    "extend what has no day": (
        ["extend", "II.4", "--to", "30/6/2023", "--reason", "x"],
        "p/II.4 has no due day to extend.\nHint: A first date is given by: dutrack date p/II.4 --to …\n",
    ),
    "extend what waits": (
        ["extend", "II.1", "--to", "30/6/2023", "--reason", "x"],
        "p/II.1 has no due day to extend.\n",
    ),
    "extend what is standing": (
        ["extend", "II.3", "--to", "30/6/2023", "--reason", "x"],
        "p/II.3 is standing; it has no last day.\n",  # no date can be given to it either
    ),
    "extend to a day without its year": (
        ["extend", "I.1", "--to", "30/6", "--reason", "x"],
        "“30/6” names no year.\nHint: Did you mean 30/6/2023?\n",
    ),
    "date without its year, as counted from now": (
        ["date", "II.4", "--to", "1.3"],
        "“1.3” names no year.\nHint: Did you mean 1/3/2024?\n",
    ),
    "date on a day that is not there": (["date", "II.4", "--to", "2023-06-31"], "There is no such day: 2023-06-31.\n"),
    "date on a day that is never there": (
        ["date", "II.4", "--to", "31/6"],
        "“31/6” is not understood: there is no such day: 31/6.\n",
    ),
    "several parts, some of them of a group": (
        ["done", "G.1"],
        (
            "p/G.1 has several parts that can be meant.\nHint: Name one: G.1/2023-Q1 (3 days overdue, quarter I/2023), "
            "G.1/2023-Q2 (In progress, quarter II/2023)\n"
        ),
    ),
    "extend backwards": (
        ["extend", "I.1", "--to", "31/3/2023", "--reason", "x"],
        "2023-03-31 is not after 2023-03-31, the day p/I.1 is due.\nHint: A mistaken extension is taken back by",
    ),
    "extend to no day": (
        ["extend", "I.1", "--to", "sớm nhất có thể", "--reason", "x"],
        "“sớm nhất có thể” is not understood: “sớm nhất",
    ),
    "extend to a series": (
        ["extend", "I.1", "--to", "hằng năm", "--reason", "x"],
        "“hằng năm” is not one day or one period.\n",
    ),
    "extend to two days": (
        ["extend", "I.1", "--to", "quý II và quý IV/2023", "--reason", "x"],
        "“quý II và quý IV/2023” is not one day",
    ),
    "date what has a day": (
        ["date", "I.1", "--to", "30/6/2023"],
        "p/I.1 has a day already: 2023-03-31.\nHint: It is moved by: dutrack extend p/I.1 --to … --reason …\n",
    ),
    "date what is standing": (["date", "II.3", "--to", "30/6/2023"], "p/II.3 is standing; it has no last day.\n"),
    "review what is not standing": (["review", "I.1"], "p/I.1 is not standing; only what is standing is reviewed.\n"),
    "confirm what is open": (["confirm", "I.1"], "p/I.1 is not closed.\n"),
    "confirm nothing": (["confirm"], "Name a task, or give --today-closed, not both.\n"),
    "an empty note": (["note", "I.1", " "], "note is empty.\n"),
    "unknown event": (
        ["event", "p/quy-dinh-khac"],
        "There is no event p/quy-dinh-khac.\nHint: Did you mean p/quy-dinh?\n",
    ),
    "an event without its name": (["event", "--on", "2023-03-01"], "Which event? Name it: PLAN/EVENT.\n"),
    "the completion of a task": (
        ["event", "task:p/I.1"],
        "This follows by itself when the task is done.\nHint: Record that: dutrack done p/I.1\n",
    ),
    "withdraw what is not recorded": (
        ["event", "p/quy-dinh", "--withdraw"],
        "Nothing is recorded of Quy định của Bộ Chính trị.\n",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, office: Office) -> None:
    args, error = REFUSED[name]
    ran = office(*args)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {error}"), ran.err
    assert not (office.root / "plans" / "progress").exists()


@pytest.mark.parametrize(
    "args",
    [
        ["note", "I.1", "x"],
        ["review", "II.3"],
        ["extend", "I.1", "--to", "30/6/2023", "--reason", "x"],
        ["date", "II.4", "--to", "30/6/2023"],
        ["cancel", "I.2", "--reason", "x"],
        ["event", "p/quy-dinh", "--on", "2023-03-30", "--yes"],
        ["done", "I.1"],
    ],
)
def test_the_same_record_twice(args: list[str], office: Office) -> None:
    assert office(*args).status == 0
    before = office.records()
    assert office(*args).status == 2
    assert office.records() == before


def test_a_part_that_is_not_there_gets_no_remark(office: Office) -> None:
    assert "p/I.1 has no part /2023." in office("note", "I.1/2023", "đã gọi điện").err
    assert office("note", "I.2", "đã gọi điện", "--occurrence", "2023").status == 0
    assert office.records() == ['kind = "note", task = "I.2", unit = "I.2/2023", on = 2023-04-03, note = "đã gọi điện"']


@pytest.mark.skipif(os.name == "nt", reason="no such device")
def test_what_cannot_be_written_is_not_said_to_be_recorded(office: Office) -> None:
    (office.root / ".dutrack").write_text("")
    ran = office("done", "I.1")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Error: Nothing was recorded: .dutrack/records.lock cannot be written (")


@pytest.mark.skipif(not FULL.exists(), reason="no such device")
def test_a_record_is_safe_where_it_cannot_be_shown(office: Office) -> None:
    (office.root / "dutrack.toml").write_text("[git]\ncommit = true\n", encoding="utf-8")
    command = [sys.executable, "-m", "dutrack", "done", "I.1", "--today", TODAY, "-C", str(office.root)]
    environment = {**os.environ, "DUTRACK_LANG": "en", "PYTHONPATH": os.pathsep.join(sys.path)}
    with FULL.open("w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, text=True, check=False)
    assert ran.returncode == 0
    assert ran.stderr.splitlines()[:2] == [
        "It is done, but cannot be shown: the disk is full.",
        "Recorded, but not committed: the workspace is in no git repository.",
    ]
    assert len(office.records()) == 1


@pytest.mark.skipif(not FULL.exists(), reason="no such device")
def test_mail_goes_out_where_that_cannot_be_shown(office: Office) -> None:
    config = '[owners.a]\nname = "Ban A"\nemail = "a@example.org"\n'
    (office.root / "dutrack.toml").write_text(config, encoding="utf-8")
    environment = {**os.environ, "DUTRACK_LANG": "en", "PYTHONPATH": os.pathsep.join(sys.path)}
    for args in (("outbox", "init", "--send-all"), ("remind",), ("new", "moi")):
        command = [sys.executable, "-m", "dutrack", *args, "--today", TODAY, "-C", str(office.root)]
        with FULL.open("w") as full:
            ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, text=True, check=False)
        assert (ran.returncode, "It is done, but cannot be shown: the disk is full." in ran.stderr) == (0, True)
    assert len(list((office.root / ".dutrack" / "mail" / "new").iterdir())) == 1
    assert (office.root / "plans" / "moi.toml").exists()


def test_a_plan_and_a_task_without_an_id_of_their_own(office: Office) -> None:
    (office.root / "plans" / "z").mkdir()
    (office.root / "plans" / "z" / "p.toml").write_text(PLAN, encoding="utf-8")
    assert "Two plans have the same id." in office("done", "p?2/I.1").err
    twice = OTHER.replace("[[tasks]]", '[[tasks]]\nid = "1"\ntitle = "Một"\n[[tasks]]', 1)
    (office.root / "plans" / "q.toml").write_text(twice, encoding="utf-8")
    assert "The task has no id of its own." in office("note", "Góp ý", "x").err


def test_mistakes_in_the_file_stop_nothing(office: Office) -> None:
    path = office.root / "plans" / "progress" / "p.toml"
    path.parent.mkdir()
    path.write_text('[records]\n<<<<<<< HEAD\nx = 1\n=======\n>>>>>>> b\n"20230401T0', encoding="utf-8")
    assert office("done", "I.1").status == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:6] == ["[records]", "<<<<<<< HEAD", "x = 1", "=======", ">>>>>>> b", "#20230401T0"]
    assert office.item("p/I.1")["status"] == "done"
    codes = re.findall(r"progress/p\.toml:(\d+):\d+: (D\d+)", office("check").out)
    assert codes == [("2", "D032"), ("3", "D030")]


@pytest.mark.parametrize("other", ["done", "cancelled"])
def test_what_another_closes_meanwhile_is_not_closed_again(
    other: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dutrack.progress import append as appending  # noqa: PLC0415

    path = office.root / "plans" / "progress" / "p.toml"
    writing = appending.writing

    def late(root: Path):
        path.parent.mkdir(exist_ok=True)
        line = f'"20230403T000000.000000Z-a" = {{ kind = "{other}", task = "I.1", by = "ld" }}'
        path.write_text(f"[records]\n{line}\n", encoding="utf-8")
        return writing(root)

    monkeypatch.setattr(appending, "writing", late)
    ran = office("done", "I.1", "--yes")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Error: p/I.1 was closed just now, by ld; nothing was recorded.")
    assert len(office.records()) == 1
    assert office("done", "I.2").status == 0


# --- members of a group, and who follows them ------------------------------------------------------------------------


def follow(office: Office, members: str) -> None:
    """Give the group other members; c and d have ended, a follows both."""
    settings = SETTINGS.replace('members = ["b", "c"]', f"members = {members}")
    settings += '[owners.d]\nname = "Ban D"\nvalid_to = 2023-03-15\nsucceeded_by = ["a"]\n'
    (office.root / "dutrack.toml").write_text(settings, encoding="utf-8")


def test_what_was_recorded_for_a_group_is_taken_back_at_once(office: Office) -> None:
    office("done", "I.3", "--owner", "b", "--on", "2023-03-30")
    office("reopen", "I.3", "--owner", "b")
    assert office("done", "I.3", "--yes").status == 0
    assert office("confirm", "I.3", "--by", "ld").status == 0
    assert office("undo", "--by", "ld").out.startswith(
        "Recorded: p/I.3: taken back, 2 records: 2023-04-03 · confirmed · I.3 · ld\n"
    )
    assert office("confirm", "I.3", "--by", "ld", "--dry-run").status == 0
    ran = office("undo")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Recorded: p/I.3: taken back, 2 records: 2023-04-03 · done · I.3 · vp\n")
    assert {office.item(f"p/I.3@{body}")["status"] for body in "bc"} == {"overdue"}
    assert [line for line in office.records() if "withdrawn" in line][2:] == [
        f'kind = "withdrawn", record = "#{number}", on = 2023-04-03' for number in (3, 4)
    ]
    assert office("undo").out.startswith("Recorded: p/I.3: taken back: 2023-04-03 · reopened · I.3@b")
    assert office.item("p/I.3@b")["status"] == "done"


def test_records_of_several_commands_are_taken_back_one_by_one(office: Office) -> None:
    for body in "bc":
        assert office("done", f"p/I.3@{body}").status == 0
    assert office("undo").out.startswith("Recorded: p/I.3: taken back: 2023-04-03 · done · I.3@c")
    assert (office.item("p/I.3@b")["status"], office.item("p/I.3@c")["status"]) == ("done", "overdue")


@pytest.mark.parametrize(("second", "by", "left"), [(1, "vp", "overdue"), (2, "vp", "done"), (1, "ld", "done")])
def test_records_are_taken_back_together_if_one_command_wrote_them(
    second: int, by: str, left: str, office: Office
) -> None:
    """Two commands of the same instant leave a gap between their keys."""
    path = office.root / "plans" / "progress" / "p.toml"
    path.parent.mkdir()
    lines = [
        f'"20230403T000000.00000{place}Z-a" = {{ kind = "done", task = "I.3", unit = "I.3@{body}", by = "{who}" }}'
        for place, body, who in ((0, "b", by), (second, "c", "vp"))
    ]
    path.write_text("\n".join(["[records]", *lines, ""]), encoding="utf-8")
    assert office("undo", "--yes").status == 0
    assert (office.item("p/I.3@b")["status"], office.item("p/I.3@c")["status"]) == (left, "overdue")


def test_what_was_recorded_long_ago_is_not_taken_back_unasked(office: Office) -> None:
    """Whoever calls ``undo`` once too often does not lose what was recorded last year."""
    path = office.root / "plans" / "progress" / "p.toml"
    path.parent.mkdir()
    line = '"20230403T200000.000000Z-a" = { kind = "event", event = "quy-dinh", on = 2023-03-30, by = "vp" }'
    path.write_text(f"[records]\n{line}\n", encoding="utf-8")
    assert office("note", "I.1", "gọi điện").status == 0
    assert office("undo").out.startswith("Recorded: p/I.1: taken back: 2023-04-03 · note · gọi điện · vp")
    ran = office("undo")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Error: 2023-03-30 · event · quy-dinh · vp: that was recorded on 2023-04-04.\n")
    assert office("undo", "--yes").status == 0


def test_a_member_acts_for_itself(office: Office) -> None:
    follow(office, '["a", "b", "c"]')
    assert office("done", "I.3", "--owner", "a").out.startswith("Recorded: p/I.3@a ")
    ran = office("done", "I.3", "--owner", "a", "--on", "2023-04-01")
    assert ran.err.startswith("Error: p/I.3@a is closed already")
    assert office.item("p/I.3@c")["status"] == "overdue"
    assert office("done", "p/I.3@c", "--owner", "a").status == 0
    assert office.records()[1] == 'kind = "done", task = "I.3", unit = "I.3@c", owner = "a", on = 2023-04-03'


def test_a_body_that_follows_several_names_the_part(office: Office) -> None:
    follow(office, '["b", "c", "d"]')
    ran = office("done", "I.3", "--owner", "Ban A")
    assert (ran.status, ran.err) == (
        2, "Error: Ban A answers for the parts of several bodies.\nHint: Name one: p/I.3@c, p/I.3@d\n",
    )  # fmt: skip
    assert office("done", "p/I.3@d", "--owner", "a").out.startswith("Recorded: p/I.3@d ")
    assert office("done", "I.3", "--owner", "a").err.endswith("Name one: p/I.3@c\n")


@pytest.mark.parametrize("args", [["done", "I.3"], ["cancel", "I.3", "--reason", "x"]])
def test_a_body_that_follows_acts_from_its_day_on(args: list[str], office: Office) -> None:
    ran = office(*args, "--owner", "a", "--on", "2023-02-28")
    assert (ran.status, ran.out, ran.err) == (
        2, "", "Error: Ban A answers for Ban C only from 2023-03-01 on.\nHint: Who acted before: --owner c\n",
    )  # fmt: skip
    assert office(*args, "--owner", "c", "--on", "2023-02-28").status == 0
    assert office("undo").status == 0
    assert office(*args, "--owner", "a", "--on", "2023-03-01").status == 0


# --- events ----------------------------------------------------------------------------------------------------------

SHOWN = (
    "Quy định của Bộ Chính trị: happened on 2023-03-30\n"
    "  p/II.1 Tham mưu triển khai Quy định: due 2023-05-04\n"
    "  q/1 Góp ý: due 2023-04-10\n"
)
EVENT = ("event", "p/quy-dinh", "--on", "2023-03-30", "--doc", "178-QĐ/TW")


def test_an_event_shows_what_it_changes_before_it_is_recorded(office: Office, answer) -> None:
    ran = office(*EVENT)
    assert (ran.status, ran.out) == (2, SHOWN)
    answer("n")
    ran = office(*EVENT)
    assert (ran.status, ran.out, office.records()) == (1, SHOWN, [])
    assert (
        office(*EVENT, "--dry-run").out
        == SHOWN + "Would be recorded: Quy định của Bộ Chính trị: happened on 2023-03-30\n"
    )
    answer("y")
    ran = office(*EVENT)
    assert (ran.status, ran.out) == (0, SHOWN + "Recorded: Quy định của Bộ Chính trị: happened on 2023-03-30\n")
    assert office.records("p") == ['kind = "event", event = "quy-dinh", on = 2023-03-30, doc = "178-QĐ/TW"']
    assert office.records("q") == ['kind = "event", event = "qd-178", on = 2023-03-30, doc = "178-QĐ/TW"']


def test_an_event_is_corrected_withdrawn_and_undone_in_every_plan(office: Office) -> None:
    office(*EVENT, "--yes")
    ran = office("event", "qd-178", "--on", "2023-03-31", "--yes")
    # 29 April is a Saturday, the next days are off; 8 and 9 April are a weekend.
    assert ran.out.splitlines()[1:3] == ["  p/II.1 Tham mưu triển khai Quy định: In progress", "  q/1 Góp ý: Due soon"]
    assert "This corrects what was recorded before: 2023-03-30." in ran.err
    assert office.item("p/II.1")["released_on"] == office.item("q/1")["released_on"] == "2023-03-31"
    assert office("undo").status == 0
    assert office.item("p/II.1")["released_on"] == office.item("q/1")["released_on"] == "2023-03-30"
    ran = office("event", "quy-dinh", "--withdraw", "--reason", "nhầm văn bản", "--yes")
    assert ran.out == (
        "Quy định của Bộ Chính trị: withdrawn\n"
        "  p/II.1 Tham mưu triển khai Quy định: waits for p/quy-dinh (before: due 2023-05-04)\n"
        "  q/1 Góp ý: waits for q/qd-178 (before: due 2023-04-10)\n"
        "Recorded: Quy định của Bộ Chính trị: withdrawn\n"
    )
    assert office.item("p/II.1")["status"] == office.item("q/1")["status"] == "waiting"


def test_a_day_ahead_is_expected(office: Office) -> None:
    ran = office("event", "p/quy-dinh", "--on", "2023-05-10", "--yes")
    assert ran.out.splitlines()[:2] == [
        "Quy định của Bộ Chính trị: expected on 2023-05-10",
        "  p/II.1 Tham mưu triển khai Quy định: due 2023-06-09",
    ]
    assert "Until 2023-05-10 it is expected and releases nothing." in ran.err
    assert office.item("p/II.1")["status"] == "waiting"
    assert office.item("p/II.1", today="2023-05-10")["due"] == "2023-06-09"


def test_the_event_of_a_task_that_names_none(office: Office) -> None:
    ran = office("event", "p/II.6", "--on", "2023-03-30", "--yes")
    assert ran.out.splitlines()[1] == "  p/II.6 Theo văn bản chưa có mã: may begin; needs a date: dutrack date p/II.6"
    assert office.records() == ['kind = "event", event = "p/II.6", on = 2023-03-30']
    assert office.item("p/II.6")["status"] == "undated"


def test_what_is_awaited(office: Office) -> None:
    office("event", "p/II.6", "--on", "2023-05-30", "--doc", "9-HD", "--yes")
    assert office("event").out == (
        "Quy định của Bộ Chính trị\n  p/quy-dinh\n  q/qd-178\n  2 parts wait for it, since 2023-02-20:\n"
        "    p/II.1  Tham mưu triển khai Quy định\n    q/1  Góp ý\n\n"
        "Hội nghị quán triệt\n  task:p/I.1\n  follows by itself when the task is done\n"
        "  1 part waits for it, since 2023-02-20:\n    p/II.2  Sơ kết sau hội nghị\n\n"
        "hướng dẫn\n  p/II.6\n  expected on 2023-05-30 (9-HD)\n  1 part waits for it, since 2023-02-20:\n"
        "    p/II.6  Theo văn bản chưa có mã\n"
    )
    office(*EVENT, "--yes")
    found = json.loads(office("event", "--format", "json", "--plan", "q", "--all").out)
    assert found == {
        "schema": 1,
        "today": TODAY,
        "events": [
            {
                "events": ["p/quy-dinh", "q/qd-178"],
                "title": "Quy định của Bộ Chính trị",
                "state": "happened",
                "on": "2023-03-30",
                "doc": "178-QĐ/TW",
                "since": None,
                "waiting": [],
            }
        ],
    }
    assert office("event", "--plan", "q").out == "Nothing is awaited.\n"


# --- a second person -------------------------------------------------------------------------------------------------


def test_a_second_person_confirms(office: Office) -> None:
    office("done", "I.1")
    ran = office("confirm", "I.1")
    assert (ran.status, ran.err) == (
        2, "Error: p/I.1 was closed by vp; a second person confirms it.\nHint: Another name: --by NAME\n",
    )  # fmt: skip
    assert office("confirm", "I.1", "--by", "ld").out == "Recorded: p/I.1 Hội nghị quán triệt: confirmed\n"
    assert office.records()[1] == 'kind = "confirmed", task = "I.1", on = 2023-04-03, record = "#1", by = "ld"'
    assert office("confirm", "I.1", "--by", "ld").err.startswith("Error: p/I.1 is confirmed already.")


def test_what_was_closed_today_is_walked_through(office: Office, answer) -> None:
    for args in (["I.1"], ["I.2"], ["II.5"], ["I.3", "--owner", "b", "--by", "ld"]):
        assert office("done", *args).status == 0
    answer("y", "n", "y")
    ran = office("confirm", "--today-closed", "--by", "ld")
    assert ran.status == 0
    assert ran.out == (
        "p/I.1 Hội nghị quán triệt: 2023-04-03 · done · vp\n"
        "Recorded: p/I.1 Hội nghị quán triệt: confirmed\n"
        "p/I.2/2023 Báo cáo năm: 2023-04-03 · done · I.2/2023 · vp\n"
        "p/II.5 Đề án, rồi duy trì: 2023-04-03 · done · II.5 · vp\n"
        "Recorded: p/II.5 Đề án, rồi duy trì: confirmed\n"
    )
    assert ran.err.startswith("What you closed yourself is for somebody else to confirm.\nConfirm it? [y/N]")
    answer("n")
    assert office("confirm", "--today-closed", "--by", "ld").status == 1
    assert office("confirm", "--today-closed", "--by", "ld", "--yes").status == 0
    assert (
        office("confirm", "--today-closed", "--by", "ld").out == "Nothing that was closed today is left to confirm.\n"
    )


# --- who records, and git --------------------------------------------------------------------------------------------


def test_who_records(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUTRACK_BY")
    monkeypatch.setenv("PATH", str(office.root))  # no git
    monkeypatch.setattr("getpass.getuser", lambda: "may-tinh")
    office("note", "I.1", "x")
    assert office.records() == ['kind = "note", task = "I.1", on = 2023-04-03, note = "x", by = "may-tinh"']
    assert office("undo", "--by", "vp").status == 2
    assert office("undo").status == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_each_record_is_committed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(office.root.parent))
    with (office.root / "dutrack.toml").open("a", encoding="utf-8") as settings:
        settings.write("[git]\ncommit = true\n")
    ran = office("done", "I.1")
    assert (ran.status, ran.out.partition("\n")[0]) == (
        0, "Recorded: p/I.1 Hội nghị quán triệt: done on 2023-04-03, late",
    )  # fmt: skip
    assert ran.err.startswith("Recorded, but not committed: the workspace is in no git repository.\nHint: ")

    def git(*args: str) -> str:
        command = ["git", "-C", str(office.root), *args]
        return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout

    git("init", "--quiet")
    git("config", "user.name", "vp")
    git("config", "user.email", "vp@example.org")
    ran = office("event", "p/quy-dinh", "--on", "2023-03-30", "--yes")
    assert ran.status == 0
    assert ran.err.endswith("\nThe commit also holds 1 record that was not committed before.\n")
    assert git("log", "--format=%s", "--name-only").split("\n\n") == [
        "Quy định của Bộ Chính trị: happened on 2023-03-30",
        "plans/progress/p.toml\nplans/progress/q.toml\n",
    ]


def test_recording_in_vietnamese(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTRACK_LANG", "vi")
    assert office("done", "I.1", "--on", "31/3/2023").status == 0


def test_nothing_heavy_is_imported_to_record(office: Office) -> None:
    code = "import sys; from dutrack.cli.main import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, "done", "I.1", "-C", str(office.root), "--today", TODAY]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(command, capture_output=True, check=True, env=environment, stdin=subprocess.DEVNULL)
    assert not {"rich", "holidays", "tree_sitter"} & set(ran.stderr.decode().split())
