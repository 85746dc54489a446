"""The pages for plan authors are true: every example is read, every phrase resolved, every key and code is there.

What a page shows is marked by a comment before it, the same in both languages: ``<!-- phrases -->`` before a table,
``<!-- findings: D004 -->`` before an example that is wrong on purpose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tomli

from dutrack.config import read_config
from dutrack.config.model import DEFAULT_TIMEZONE
from dutrack.dates.calendar import Calendar
from dutrack.deadline import DeadlineError
from dutrack.deadline.readings import Join
from dutrack.i18n import language, show_day
from dutrack.plan import Plan, read_plan
from dutrack.problems import Code, rules
from dutrack.progress import Kind, read_progress
from dutrack.schedule.policy import Policy
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import Context, EventPart, ResolvedPart, SeriesPart, StandingPart, WindowPart
from dutrack.schedule.units import DatedUnit, EventUnit, units_of_text
from dutrack.toml import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.dates.counting import Period
    from dutrack.dates.window import Window
    from dutrack.problems import Problem

_DOCS = Path(__file__).parents[1] / "docs"
_PAGES = {"en": _DOCS / "plan-format.md", "vi": _DOCS / "vi" / "dinh-dang-ke-hoach.md"}
_ISSUED = date(2023, 2, 20)
_HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n\n'
_EVERY_RECORD = {"kind", "on", "doc", "note", "by"}

_COMMENT = re.compile(r"<!-- (\w+)(?:: (.+?))? -->")
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Example:
    """A fenced block: its info string, its text and the codes of the findings it is said to have."""

    info: str
    text: str
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """A table with a comment before it."""

    name: str
    about: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Page:
    language: str
    headings: tuple[str, ...]
    examples: tuple[Example, ...]
    tables: tuple[Marked, ...]

    def of(self, name: str) -> tuple[Marked, ...]:
        return tuple(table for table in self.tables if table.name == name)

    def rows(self, name: str) -> list[tuple[str, ...]]:
        return [row for table in self.of(name) for row in table.rows]


@cache
def _page(name: str) -> Page:
    headings: list[str] = []
    examples: list[Example] = []
    tables: list[Marked] = []
    said: tuple[str, str] = ("", "")
    lines = iter(_PAGES[name].read_text("utf-8").splitlines())
    for line in lines:
        if found := _COMMENT.fullmatch(line):
            said = (found[1], found[2] or "")
            continue
        if line.startswith("```"):
            text = "\n".join(iter(lambda: next(lines), "```")) + "\n"
            codes = said[1].split() if said[0] == "findings" else ()
            examples.append(Example(line.removeprefix("```"), text, tuple(codes)))
        elif line.startswith("|"):
            assert said[0], f"a table without a comment before it: {line}"
            tables.append(Marked(*said, tuple(_rows(lines))))
        elif line.startswith("#"):
            headings.append(line)
        if line:
            said = ("", "")
    return Page(name, tuple(headings), tuple(examples), tuple(tables))


def _rows(lines: Iterator[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table whose header was just read."""
    assert set(next(lines)) <= set("|-: ")
    for line in lines:
        if not line:
            return
        yield tuple(cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1])


@pytest.fixture(params=_PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    return _page(request.param)


def _numbered(name: str) -> list[Any]:
    """Return every row of the tables with a name, on either page, as parameters."""
    return [
        pytest.param(page, row, id=f"{language_}-{'-'.join(row[:2])}")
        for language_ in _PAGES
        for page in (_page(language_),)
        for row in page.rows(name)
    ]


# --- the two pages say the same ---------------------------------------------------------------------------------------


def test_both_pages_have_the_same_headings_and_examples() -> None:
    english, vietnamese = _page("en"), _page("vi")
    assert [_level(line) for line in english.headings] == [_level(line) for line in vietnamese.headings]
    assert [_same(example) for example in english.examples] == [_same(example) for example in vietnamese.examples]


def test_both_pages_have_the_same_tables() -> None:
    found = {name: [(table.name, table.about, len(table.rows)) for table in _page(name).tables] for name in _PAGES}
    assert found["en"] == found["vi"]
    for name, keep in (("phrases", 1), ("settings", 2), ("released", 2), ("keys", 1), ("kinds", 1), ("fields", 1)):
        english, vietnamese = (_page(page).rows(name) for page in ("en", "vi"))
        assert [row[:keep] for row in english] == [row[:keep] for row in vietnamese]


def _level(heading: str) -> int:
    return len(heading) - len(heading.lstrip("#"))


def _same(example: Example) -> Example | str:
    """Return what is the same in both languages: all of an example but for what the program prints."""
    return example if example.info.startswith("toml") else example.info


def test_headings_lead_down_one_level_at_a_time(page: Page) -> None:
    levels = [_level(line) for line in page.headings]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


# --- examples ---------------------------------------------------------------------------------------------------------


def _read_example(example: Example) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read an example as the file it is of; a fragment of a plan gets the head that a plan must have."""
    text = example.text
    match example.info:
        case "toml plan":
            return read_plan("plans/ke-hoach.toml", (text if "[plan]" in text else _HEAD + text).encode())
        case "toml dutrack.toml":
            return None, read_config("dutrack.toml", text.encode())[1]
        case "toml progress":
            return None, read_progress("plans/progress/ke-hoach.toml", text.encode(), DEFAULT_TIMEZONE)[1]
    raise AssertionError(example.info)


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(example, id=f"{name}-{number}")
        for name in _PAGES
        for number, example in enumerate(_page(name).examples)
        if example.info.startswith("toml")
    ],
)
def test_examples_are_read(example: Example) -> None:
    plan, problems = _read_example(example)
    codes = [problem.code.value for problem in problems]
    for task in plan.tasks if plan else ():
        if task.deadline is not None and plan is not None:
            try:
                read(task.deadline, _context(plan))
            except DeadlineError:
                codes.append(Code.NOT_UNDERSTOOD.value)
    assert tuple(codes) == example.findings


def test_what_the_program_prints(page: Page) -> None:
    """A block ``text output`` shows the findings of the example before it."""
    shown = [(before, after) for before, after in pairwise(page.examples) if after.info == "text output"]
    assert shown
    for example, output in shown:
        with language(page.language):
            lines = [
                f"{found.place.path}:{found.place.line}:{found.place.column}: {found.code.value} {found.message}"
                for found in _read_example(example)[1]
            ]
        assert output.text.splitlines() == lines


# --- keys, fields, codes ----------------------------------------------------------------------------------------------


@pytest.fixture
def tables_read(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[set[str], set[str]]]:
    """Read a page's examples and return, for every table in them, the keys the readers know and those that stand there.

    Tables are named as in the comments of the pages: "plan tasks", "dutrack.toml owners", "progress done".
    """
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    file = ""
    init = Table.__init__

    def spy(self: Table, data: dict[str, Any], key: Any, report: Any, known: Any) -> None:
        if known is not data:  # a table that may have any key
            last = data.get("kind") if file == "progress" else next((part for part in key if type(part) is str), "top")
            all_known, used = found[f"{file} {last}"]
            all_known.update(known)
            used.update(data)
        init(self, data, key, report, known)

    monkeypatch.setattr(Table, "__init__", spy)
    for example in _page("en").examples:  # those of the other page are the same
        if example.info.startswith("toml"):
            file = example.info.removeprefix("toml ")
            _read_example(example)
    return found


def _listed(page: Page, about: str) -> set[str]:
    """Return the keys the tables about something list; "a + b" is both."""
    wanted = about.split(" + ")
    return {
        key for table in page.of("keys") if table.about in wanted for row in table.rows for key in _CODE.findall(row[0])
    }


def test_every_key_is_listed_where_it_belongs(page: Page, tables_read: dict[str, tuple[set[str], set[str]]]) -> None:
    shared = {"dutrack.toml policy": "dutrack.toml policy + plan policy"}
    known = {about: keys for about, (keys, _) in tables_read.items() if not about.startswith("progress")}
    for top in ("plan top", "dutrack.toml top"):
        known[top] = known[top] | {"format"}
    assert {about: _listed(page, shared.get(about, about)) for about in known} == known
    # Whatever stands at the top of a file and has keys of its own was among the examples.
    tables = {f"plan {key}" for key in known["plan top"]} | {f"dutrack.toml {key}" for key in known["dutrack.toml top"]}
    scalars = {"plan format", "dutrack.toml format", "dutrack.toml language", "dutrack.toml timezone"}
    assert tables - scalars == known.keys() - {"plan top", "dutrack.toml top"}


def test_every_key_has_an_example(tables_read: dict[str, tuple[set[str], set[str]]]) -> None:
    missing = {about: known - used for about, (known, used) in tables_read.items() if not about.startswith("progress")}
    # In dutrack.toml the policy has the keys it has in a plan: the examples there need not show all.
    missing["dutrack.toml policy"] = {"from"} & missing["dutrack.toml policy"]
    assert not {about: keys for about, keys in missing.items() if keys}


def test_every_kind_of_record_has_its_fields(page: Page, tables_read: dict[str, tuple[set[str], set[str]]]) -> None:
    rows = {_CODE.findall(row[0])[0]: row for row in page.rows("kinds")}
    assert [*rows] == [kind.value for kind in Kind]
    listed = {kind: _EVERY_RECORD | set(_CODE.findall(f"{row[2]} {row[3]}")) for kind, row in rows.items()}
    assert listed == {kind: tables_read[f"progress {kind}"][0] for kind in rows}
    assert set().union(*listed.values()) == {key for row in page.rows("fields") for key in _CODE.findall(row[0])}


def test_records_need_the_fields_they_must_have(page: Page) -> None:
    examples: dict[str, dict[str, Any]] = {}
    for example in page.examples:
        if example.info == "toml progress" and not example.findings:
            examples |= {line["kind"]: line for line in tomli.loads(example.text)["records"].values()}
    for row in page.rows("kinds"):
        kind, must = _CODE.findall(row[0])[0], _CODE.findall(row[2])
        assert _codes_of_record(kind, {name: examples[kind][name] for name in must}) == []
        for left_out in must:
            fields = {name: examples[kind][name] for name in must if name != left_out}
            # Without its reason a record counts all the same, and is reported.
            assert _codes_of_record(kind, fields) == ["D036" if left_out == "reason" else "D005"]


def _codes_of_record(kind: str, fields: dict[str, Any]) -> list[str]:
    shown = "".join(f', {name} = "{value}"' for name, value in fields.items())
    line = f'"20230328T011200.123456Z-k3f9" = {{ kind = "{kind}"{shown} }}\n'
    return [found.code.value for found in read_progress("plans/progress/x.toml", line.encode(), DEFAULT_TIMEZONE)[1]]


_SEVERITIES = {
    "en": {"error": "error", "warning": "warning", "note": "note"},
    "vi": {"error": "lỗi", "warning": "cảnh báo", "note": "lưu ý"},
}


def test_every_code_is_listed(page: Page) -> None:
    words = _SEVERITIES[page.language]
    with language(page.language):
        expected = [f"| {code.value} | {words[rule.severity]} | {rule.title} |" for code, rule in rules().items()]
    assert [f"| {' | '.join(row)} |" for row in page.rows("codes")] == expected, "\n".join(expected)


# --- phrases ----------------------------------------------------------------------------------------------------------

_WORDS = {
    "en": {
        "by": "by {due}",
        "each": "each: {windows}",
        "event": "waits for “{words}”",
        "after": ", then {period}",
        "before": ", {period} before it",
        "standing": "standing",
        "since": "standing from {day}",
        "refused": "refused",
        "warned": " (warning)",
        "no day": "needs a date",
        Join.AND: " and ",
        Join.OR: " or ",
        Join.COMMA: ", ",
        Join.NOTHING: " together with ",
        "day": "{} days",
        "working-day": "{} working days",
        "week": "{} weeks",
        "month": "{} months",
        "year": "{} years",
    },
    "vi": {
        "by": "chậm nhất {due}",
        "each": "từng kỳ: {windows}",
        "event": "chờ “{words}”",
        "after": ", rồi {period}",
        "before": ", trước đó {period}",
        "standing": "thường xuyên",
        "since": "thường xuyên từ {day}",
        "refused": "không nhận",
        "warned": " (có cảnh báo)",
        "no day": "cần điền hạn",
        Join.AND: " và ",
        Join.OR: " hoặc ",
        Join.COMMA: ", ",
        Join.NOTHING: " cùng với ",
        "day": "{} ngày",
        "working-day": "{} ngày làm việc",
        "week": "{} tuần",
        "month": "{} tháng",
        "year": "{} năm",
    },
}
"""How the pages write readings."""


def told(text: str, context: Context, speech: str) -> str:
    """Write what a text means as the pages do, in a language."""
    words = _WORDS[speech]
    with language(speech):
        try:
            found = read(text, context)
        except DeadlineError:
            return words["refused"]
        parts = [_part(part, words) for part in found.parts]
    joined = parts[0] + "".join(words[join] + part for join, part in zip(found.joins, parts[1:], strict=True))
    return joined + (words["warned"] if found.warnings else "")


def _part(part: ResolvedPart, words: dict[str, str]) -> str:
    match part:
        case WindowPart(window):
            return _window(window, words)
        case SeriesPart(series):
            shown = [_window(found.window, words) for found in islice(series.occurrences(), 3)]
            return words["each"].format(windows="; ".join([*shown[:2], "…"] if len(shown) > 2 else shown))
        case EventPart(waited, within):
            return words["event"].format(words=waited) + (_period(within, words) if within else "")
        case StandingPart(since):
            return words["since"].format(day=show_day(since)) if since else words["standing"]


def _window(window: Window, words: dict[str, str]) -> str:
    due = show_day(window.due)
    if window.start is None:
        return words["by"].format(due=due)
    return due if window.start == window.due else f"{show_day(window.start)} – {due}"


def _period(period: Period, words: dict[str, str]) -> str:
    count = abs(period.count)
    length = words[period.unit].format(count)
    return words["after" if period.count > 0 else "before"].format(period=length.removesuffix("s" * (count == 1)))


def _context(plan: Plan) -> Context:
    assert plan.issued is not None
    return Context(plan.issued, Calendar(), Policy(plan.policy), plan.terms)


def _day(cell: str) -> date:
    """Read a day as either page writes it: 2023-02-20 or 20/2/2023."""
    return date.fromisoformat(cell) if "-" in cell else date(*map(int, reversed(cell.split("/"))))


def _declared(page: Page) -> Plan:
    """Return the plan of the page's examples that declares terms."""
    plans = [_read_example(example)[0] for example in page.examples if example.info == "toml plan"]
    return next(plan for plan in plans if plan and plan.terms)


def _set(cell: str, phrase: str) -> Plan:
    """Return a plan with one task of this deadline, and the keys of a cell in the task or the policy."""
    settings = _CODE.findall(cell)
    task = [text for text in settings if text.startswith("within")]
    policy = [text for text in settings if text not in task]
    lines = ["[policy]", *policy, "[[tasks]]", 'id = "1"', 'title = "Việc"', f'deadline = "{phrase}"', *task]
    plan, problems = read_plan("plans/x.toml", (_HEAD + "\n".join(lines)).encode())
    assert plan
    assert not problems
    return plan


@pytest.mark.parametrize(("page", "row"), _numbered("phrases"))
def test_phrases(page: Page, row: tuple[str, ...]) -> None:
    phrase, issued, reading = row
    terms = _declared(page).terms if "nhiệm kỳ" in phrase else ()
    assert told(phrase, Context(_day(issued), Calendar(), Policy(), terms), page.language) == reading


@pytest.mark.parametrize(("page", "row"), _numbered("settings"))
def test_settings(page: Page, row: tuple[str, ...]) -> None:
    setting, phrase, issued, reading = row
    assert _day(issued) == _ISSUED
    assert told(phrase, _context(_set(setting, phrase)), page.language) == reading


@pytest.mark.parametrize(("page", "row"), _numbered("released"))
def test_events_that_happen(page: Page, row: tuple[str, ...]) -> None:
    phrase, setting, happened, due = row
    plan = _set(setting, phrase)
    assert _due(plan, phrase, happened, page.language) == due


def _due(plan: Plan, phrase: str, happened: str, speech: str) -> str:
    [task], context = plan.tasks, _context(plan)
    events = {} if happened == "—" else {task.id: _day(happened)}
    [unit] = units_of_text(phrase, context, task.id, task.awaits, task.within)
    assert isinstance(unit, DatedUnit | EventUnit)
    due = unit.days(context, events).due
    with language(speech):
        return show_day(due) if due else _WORDS[speech]["no day"]


def test_every_kind_of_reading_is_shown(page: Page) -> None:
    readings = " ".join(row[2] for row in page.rows("phrases"))
    words = _WORDS[page.language]
    for key in ("by", "each", "event", "after", "before", "standing", "since", "refused", "warned", *Join):
        assert re.search(re.sub(r"\\{.*?\\}", ".+", re.escape(words[key])), readings)
