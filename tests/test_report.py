"""The report: what each unit counts as, the rates, who is in which row, and the whole of what is printed."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dutrack.agenda import Item, Selection, Status
from dutrack.i18n import language
from dutrack.report import By, Rate, Report, build_report
from dutrack.report.outcome import Counted, Outcome, counted, together
from dutrack.report.tally import tally
from dutrack.views.report_words import rate_words

if TYPE_CHECKING:
    from collections.abc import Callable

SNAPSHOTS = Path(__file__).with_name("snapshots")
SMALL = Path(__file__).parent / "data" / "report"
DAY = "2023-06-30"
TODAY = date(2023, 6, 30)
PLAN = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-01-10\n'


def item(status: Status, due: str | None = None, first: str | None = None, done: str | None = None) -> Item:
    day, done_on = due and date.fromisoformat(due), done and date.fromisoformat(done)
    return Item(
        plan="p", task="1", unit="1", title="Việc", section=None, owners=(), owner_ids=(), helpers=(), status=status,
        deadline=None, due=day or None, first_due=date.fromisoformat(first) if first else None,
        days_left=(day - TODAY).days if day and status.is_open else None, done_on=done_on or None,
        late=done_on > day if day and done_on else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (item(Status.DONE, "2023-06-29", done="2023-06-29"), Counted(Outcome.DONE_IN_TIME, first_in_time=True)),
        (item(Status.DONE, "2023-06-29", done="2023-06-30"), Counted(Outcome.DONE_LATE, first_in_time=False)),
        # By the day it was extended to, but not by the first.
        (
            item(Status.DONE, "2023-06-29", "2023-05-31", "2023-06-01"),
            Counted(Outcome.DONE_IN_TIME, first_in_time=False, extended=True),
        ),
        (
            item(Status.DONE, "2023-06-29", "2023-05-31", "2023-05-31"),
            Counted(Outcome.DONE_IN_TIME, first_in_time=True, extended=True),
        ),
        # Without a due day nothing is late, and nothing in time.
        (item(Status.DONE, done="2023-06-01"), Counted(Outcome.DONE_WITHOUT_DAY)),
        (item(Status.OVERDUE, "2023-06-29"), Counted(Outcome.OVERDUE, 1, first_in_time=False)),
        # The day was moved to an earlier one: overdue is not in time by any day.
        (
            item(Status.OVERDUE, "2023-06-29", "2023-12-31"),
            Counted(Outcome.OVERDUE, 1, first_in_time=False, extended=True),
        ),
        (item(Status.DUE_TODAY, "2023-06-30"), Counted(Outcome.IN_TIME)),
        (item(Status.DUE_SOON, "2023-07-01"), Counted(Outcome.IN_TIME)),
        (item(Status.UPCOMING, "2023-12-31"), Counted(Outcome.IN_TIME)),
        (item(Status.IN_PROGRESS, "2023-07-31", "2023-06-30"), Counted(Outcome.IN_TIME, extended=True)),
        (
            item(Status.IN_PROGRESS, "2023-07-31", "2023-06-29"),
            Counted(Outcome.IN_TIME, first_in_time=False, extended=True),
        ),
        (item(Status.WAITING), Counted(Outcome.WAITING)),
        (item(Status.UNDATED), Counted(Outcome.UNDATED)),
        (item(Status.STANDING), Counted(Outcome.STANDING)),
        (item(Status.UPCOMING), Counted(Outcome.STANDING)),  # a standing part that has not begun
        (item(Status.CANCELLED, "2023-01-31"), Counted(Outcome.CANCELLED)),
    ],
)
def test_outcome(given_: Item, expected: Counted) -> None:
    assert counted(given_, TODAY) == expected


DONE, LATE = Counted(Outcome.DONE_IN_TIME, first_in_time=True), Counted(Outcome.DONE_LATE, first_in_time=False)
OPEN, OVER = Counted(Outcome.IN_TIME), Counted(Outcome.OVERDUE, 8, first_in_time=False)
GONE = Counted(Outcome.CANCELLED)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((DONE, DONE), DONE),
        ((DONE, GONE), DONE),  # what is cancelled takes nothing from the others
        ((GONE, GONE), GONE),
        ((DONE, LATE), LATE),
        ((DONE, OPEN), OPEN),
        ((DONE, LATE, OPEN, OVER), OVER),
        ((OVER, Counted(Outcome.OVERDUE, 31, first_in_time=False)), Counted(Outcome.OVERDUE, 31, first_in_time=False)),
        ((replace(DONE, extended=True), DONE), replace(DONE, extended=True)),  # one member's extension counts
    ],
)
def test_members_together(parts: tuple[Counted, ...], expected: Counted) -> None:
    assert together(parts) == expected


@pytest.mark.parametrize(
    ("rate", "vi", "en"),
    [
        (Rate(0, 0), "–", "–"),
        (Rate(0, 3), "0 %", "0 %"),
        (Rate(2, 3), "66,7 %", "66.7 %"),
        (Rate(3, 3), "100 %", "100 %"),
        (Rate(99_999, 100_000), "99,9 %", "99.9 %"),  # rounded it would be 100
    ],
)
def test_rate(rate: Rate, vi: str, en: str) -> None:
    with language("vi"):
        assert rate_words(rate) == vi
    with language("en"):
        assert rate_words(rate) == en


statuses = st.sampled_from(Status)
days = st.one_of(st.none(), st.dates(date(2023, 5, 1), date(2023, 8, 1)).map(date.isoformat))


@st.composite
def some_items(draw: st.DrawFn) -> Item:
    """Make items as an agenda has them: overdue is what was due before today."""
    status, due, first = draw(statuses), draw(days), draw(days)
    if status is Status.DONE:
        return item(status, due, first if due else None, draw(days.filter(bool)))
    if due is not None and status.is_open:
        status = Status.OVERDUE if due < DAY else Status.IN_PROGRESS
    elif status in (Status.OVERDUE, Status.DUE_TODAY, Status.DUE_SOON, Status.IN_PROGRESS):
        status = Status.STANDING
    return item(status, due, first if due else None)


@given(st.lists(st.lists(some_items(), min_size=1, max_size=3), max_size=8))
def test_numbers_add_up_and_nothing_is_all_in_time_beside_what_is_overdue(groups: list[list[Item]]) -> None:
    units = [together([counted(one, TODAY) for one in group]) for group in groups]
    found = tally(units, len(units), 0)
    assert found.total + found.cancelled == len(units)
    assert sum(found.overdue_bands) == found.overdue
    for rate in (found.current, found.first):
        assert 0 <= rate.in_time <= rate.judged <= found.total
        assert (rate.permille is None) == (rate.judged == 0)
        assert rate.permille != 1000 or not found.overdue


@pytest.mark.parametrize(
    ("over", "bands"),
    [(1, (1, 0, 0)), (7, (1, 0, 0)), (8, (0, 1, 0)), (30, (0, 1, 0)), (31, (0, 0, 1)), (9999, (0, 0, 1))],
)
def test_bands(over: int, bands: tuple[int, int, int]) -> None:
    assert tally([Counted(Outcome.OVERDUE, over)], 1, 0).overdue_bands == bands


@pytest.fixture
def report_of(make_agenda: Callable) -> Callable[..., Report]:
    """Report on one plan made of tasks, with three bodies and a group of two of them."""
    bodies = '[owners.a]\nname = "Ban A"\naliases = ["A"]\n[owners.b]\nname = "Ban B"\n[owners.c]\nname = "Ban C"\n'
    groups = '[groups.g]\nname = "Các ban"\nmembers = ["a", "b"]\n'

    def make(tasks: str, by: By = By.OWNER, **options: object) -> Report:
        files = {"dutrack.toml": bodies + groups, "plans/p.toml": PLAN + tasks}
        selection = Selection(**{name: options.pop(name) for name in ("owners", "sections") if name in options})
        return build_report(make_agenda(files, DAY), selection, by, **options)

    return make


def task(id_: str, owner: str, deadline: str = "năm 2023", more: str = "") -> str:
    return f'[[tasks]]\nid = "{id_}"\ntitle = "Việc"\nowner = {owner}\ndeadline = "{deadline}"\n{more}\n'


def totals(report: Report) -> dict[str, int]:
    return {row.name: row.tally.total for row in report.rows}


@pytest.mark.parametrize(
    ("owner", "rows", "total"),
    [
        ('"Ban A"', {"Ban A": 1}, 1),
        ('"A"', {"Ban A": 1}, 1),  # an alias is the body
        ('"Các ban"', {"Ban A": 1, "Ban B": 1}, 2),  # once a member
        ('["Ban A", "Ban C"]', {"Ban A": 1, "Ban C": 1}, 1),  # joint leads have one unit
        ('["A", "Ban A"]', {"Ban A": 1}, 1),
        ('["Ban A", "Sở X"]', {"Ban A": 1, "Sở X": 1}, 1),
        ('"Sở X"', {"Sở X": 1}, 1),
        ("[]", {"": 1}, 1),
    ],
)
def test_rows_by_lead(owner: str, rows: dict[str, int], total: int, report_of) -> None:
    report = report_of(task("1", owner))
    assert (totals(report), report.total.total) == (rows, total)


def test_a_name_outside_the_directory_is_one_row_however_it_is_written(report_of) -> None:
    assert totals(report_of(task("1", '"Sở X"') + task("2", '"SỞ  X"'))) == {"Sở X": 2}


def test_rows_by_lead_come_by_the_vietnamese_alphabet_and_nobody_last(report_of) -> None:
    tasks = "".join(task(str(n), owner) for n, owner in enumerate(('"Đ"', "[]", '"E"', '"D"')))
    assert [row.name for row in report_of(tasks).rows] == ["D", "Đ", "E", ""]


@pytest.mark.parametrize("by", [By.PLAN, By.SECTION])
def test_by_plan_and_section_a_unit_counts_once(by: By, report_of) -> None:
    report = report_of(task("1", '"Các ban"') + task("2", '["Ban A", "Ban C"]'), by)
    assert [row.tally.total for row in report.rows] == [2]
    assert report.joint == 0


def test_of_a_filter_by_owner_only_those_it_names_have_rows(report_of) -> None:
    report = report_of(task("1", '["Ban A", "Ban C"]') + task("2", '"Ban C"'), owners=("Ban A",))
    assert (totals(report), report.total.total, report.joint) == ({"Ban A": 1}, 1, 0)


@pytest.mark.parametrize(
    ("first", "last", "found", "left_out"),
    [
        (None, None, 4, 0),
        (date(2023, 3, 31), date(2023, 3, 31), 1, 1),  # both days are in
        (date(2023, 4, 1), None, 2, 1),
        (None, date(2023, 3, 30), 0, 1),
        (date(2023, 1, 1), date(2023, 12, 31), 3, 1),
    ],
)
def test_a_period_chooses_by_due_day(
    first: date | None, last: date | None, found: int, left_out: int, report_of
) -> None:
    deadlines = ("quý I/2023", "quý II/2023", "năm 2023", "thường xuyên")
    tasks = "".join(task(str(n), '"Ban A"', text) for n, text in enumerate(deadlines))
    report = report_of(tasks, first=first, last=last)
    assert (report.total.total, report.left_out) == (found, left_out)


@pytest.mark.parametrize(
    ("deadline", "more", "never"),
    [
        ("năm 2023", "", 0),
        ("hằng năm", "", 0),
        ("thường xuyên", "", 1),
        ("sau khi Trung ương ban hành", "", 1),  # and then still nobody knows how long it takes
        ("sau khi Trung ương ban hành", 'within = "30 ngày"', 0),
        ("trong 30 ngày sau khi Trung ương ban hành", "", 0),
        ("hằng năm sau khi Trung ương ban hành", "", 0),  # a series that waits
        ("sớm nhất có thể", "", 1),
        ("năm 2023 và thường xuyên", "", 0),
    ],
)
def test_tasks_that_can_never_become_overdue(deadline: str, more: str, never: int, report_of) -> None:
    assert report_of(task("1", '"Ban A"', deadline, more)).total.never_overdue == never


@pytest.mark.parametrize(("policy", "never"), [("", 1), ('[policy]\nafter_event = "30 ngày"\n', 0)])
def test_a_policy_that_dates_events_leaves_none_without_a_date(policy: str, never: int, make_agenda) -> None:
    files = {"plans/p.toml": f"{PLAN}{policy}" + task("1", '"Ban A"', "sau khi Trung ương ban hành")}
    assert build_report(make_agenda(files, DAY), Selection(), By.PLAN).total.never_overdue == never


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small workspace, outside of any repository."""
    return Path(shutil.copytree(SMALL, tmp_path / "work"))


OUTPUTS = {
    "owner": (),
    "plan": ("--by", "plan"),
    "section": ("--by", "section", "--section", "I"),
    "period": ("--from", "1/6/2023", "--to", "31/8/2023", "--owner", "ban-to-chuc"),
    "nothing": ("--plan", "mat", "--section", "I"),
}
FORMS = {
    "owner.json": ("--format", "json"),
    "section.csv": ("--by", "section", "--format", "csv"),
    "owner.csv": ("--format", "csv"),
    "owner.md": ("--format", "md"),
    "nothing.md": ("--format", "md", "--plan", "mat", "--section", "I"),
}


SHAPES = (("vi", 40), ("vi", 80), ("vi", 120), ("en", 80))


def test_every_snapshot_is_compared() -> None:
    tables = {f"{name}-{lang}-{width}.txt" for name in OUTPUTS for lang, width in SHAPES}
    assert {path.name for path in (SNAPSHOTS / "report").iterdir()} == {*tables, *FORMS, "owner-vi.md"}


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize(("lang", "width"), SHAPES)
def test_outputs(name: str, lang: str, width: int, *, small, cli, snapshot, monkeypatch) -> None:
    monkeypatch.setenv("DUTRACK_LANG", lang)
    monkeypatch.setenv("COLUMNS", str(width))
    ran = cli("report", *OUTPUTS[name], "--today", DAY, "-C", small)
    snapshot(f"report/{name}-{lang}-{width}.txt", f"{ran.out}--- {ran.status}\n{ran.err}")
    assert max(map(len, ran.out.splitlines())) <= width
    assert re.search(r"\S…", ran.out) is None  # no figure and no heading is cut


@pytest.mark.parametrize("name", FORMS)
def test_forms(name: str, small, cli, snapshot) -> None:
    snapshot(f"report/{name}", cli("report", *FORMS[name], "--today", DAY, "-C", small).out)


def test_a_document_in_vietnamese(small, cli, snapshot, monkeypatch) -> None:
    monkeypatch.setenv("DUTRACK_LANG", "vi")
    snapshot("report/owner-vi.md", cli("report", "--format", "md", "--today", DAY, "-C", small).out)


def test_csv_and_json_say_the_same(small, cli) -> None:
    args = ("report", "--today", DAY, "-C", small, "--format")
    rows = list(csv.DictReader(io.StringIO(cli(*args, "csv").out)))
    told = json.loads(cli(*args, "json").out)
    assert [row["row"] for row in rows] == ["owner"] * (len(rows) - 1) + ["total"]
    for row, values in zip(rows, [*told["rows"], told["total"]], strict=True):
        numbers = {name: "" if value is None else str(value) for name, value in values.items()}
        assert {name: row[name] for name in numbers if name not in ("name", "answering", "plan")} == {
            name: value for name, value in numbers.items() if name not in ("name", "answering", "plan")
        }


def test_a_confidential_plan_shows_ids_only(small, cli) -> None:
    for by in By:
        for form in ("table", "json", "csv", "md"):
            out = cli("report", "--today", DAY, "-C", small, "--by", by.value, "--format", form, "--plan", "mat").out
            assert "không được nêu tên" not in out


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("--by", "owners"), "--by cannot be owners.\nHint: Choose one of: owner, plan, section"),
        (("--format", "xml"), "--format cannot be xml.\nHint: Choose one of: table, json, csv, md"),
        (("--from", "31/6/2023"), "There is no such day: 31/6/2023."),
        (("--from", "1/7/2023", "--to", "30/6/2023"), "--from 2023-07-01 is after --to 2023-06-30."),
        (("--plan", "to-chu"), "There is no plan to-chu.\nHint: Did you mean to-chuc?"),
    ],
)
def test_wrong_use(args: tuple[str, ...], error: str, cli) -> None:
    ran = cli("report", *args, "--today", DAY, "-C", SMALL)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {error}")
