"""The index: whatever happened to it or to the files, every answer is the one worked out from the files."""

from __future__ import annotations

import contextvars
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutrack.agenda import build_agenda
from dutrack.agenda.build import agenda_on
from dutrack.agenda.moving import items_on
from dutrack.check.serious import serious_problems
from dutrack.cli.main import run
from dutrack.dates.today import Today
from dutrack.files import Folder
from dutrack.index import look, stamps, store, update
from dutrack.index.fresh import FreshStanding
from dutrack.index.open import Index, NoIndexError
from dutrack.index.store import NAME, TABLES, Store
from dutrack.index.update import Update
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
OFFICE = Path(__file__).parent / "data" / "office"
TODAY = date(2023, 3, 27)
HEAD = '[plan]\ntitle = "Kế hoạch {id}"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
TASK = '[[tasks]]\nid = "1"\ntitle = "Việc một"\nowner = "Ban A"\ndeadline = "trước ngày 15/4/2023"\n'


def told(root: Path, today: date = TODAY, soon: int = 7) -> dict[str, Any]:
    """Return all that can be asked of the index, and hold it against what the files say."""
    with_it = Index(root, lambda _: today, soon, ("mornings", "problems")).read(everything)
    without = everything(FreshStanding(build_agenda(load_workspace(root), today, soon)))
    assert with_it == without
    assert Index(root, lambda _: today, soon).workspace() == load_workspace(root)
    return with_it


def everything(standing: Any) -> dict[str, Any]:
    plans = standing.workspace.plans
    return {
        "today": standing.today,
        "plans": [(plan.path, plan.id, plan.title, plan.issued, plan.formerly, plan.sections) for plan in plans],
        "directory": standing.workspace.directory,
        "items": tuple(standing.items),
        "never": standing.never_overdue,
        "morning": standing.morning(),
        "of one plan": standing.morning({plans[0].id}),
        "findings": standing.findings,
        "problems": standing.problems,
    }


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a copy of the office's workspace, without an index."""
    shutil.copytree(OFFICE, tmp_path / "office", ignore=shutil.ignore_patterns(".dutrack"))
    return tmp_path / "office"


@pytest.fixture
def no_update(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Refuse to bring an index up to date from now on."""

    def refuse() -> None:
        def fail(*_: object) -> None:
            pytest.fail("the index is brought up to date")

        monkeypatch.setattr(Update, "run", fail)

    return refuse


# --- the same bytes ---------------------------------------------------------------------------------------------------

COMMANDS = [
    "due", "due --format json", "due --format csv", "due --days 30", "due --owner ban --format json", "due --exit-code",
    "due --status overdue,waiting --search bao --format json", "due --plan *-* --format json", "due --plan khong-co",
    "due --section I", "due --all", "list", "list --format json", "list --format csv --owner ban", "list --plan none",
    "report", "report --by plan --format json", "report --by section --format csv", "report --owner ban",
    "report --from 2023-01-01 --to 2023-12-31 --format md",
]  # fmt: skip


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    ("which", "language", "days"),
    [
        ("office", "en", ("2023-03-27", "2023-03-31", "2021-01-01", "2027-01-01")),
        ("five", "vi", ("2023-09-25", "2025-08-01")),
    ],
    ids=["office", "five"],
)
def test_every_command_prints_the_same_without_an_index_with_a_new_and_with_an_old_one(
    which: str, language: str, days: tuple[str, ...], office: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    root = office
    if which == "five":
        root = tmp_path / "five"
        shutil.copytree(ROOT / "plans", root / "plans")
        shutil.copy(ROOT / "dutrack.toml", root)
    monkeypatch.setenv("DUTRACK_LANG", language)

    def ran(command: str, day: str, switch: str) -> tuple[int, str, str]:
        monkeypatch.setenv("DUTRACK_INDEX", switch)
        args = [*command.split(), "--today", day, "-C", str(root)]
        return contextvars.copy_context().run(run, args), *capsys.readouterr()

    for command in COMMANDS:
        for day in days:
            expected = ran(command, day, "off")
            shutil.rmtree(root / ".dutrack", ignore_errors=True)
            assert [ran(command, day, "on") for _ in range(2)] == [expected, expected], (command, day)


@pytest.mark.usefixtures("settled")
def test_what_is_unchanged_is_not_read_again(office: Path, no_update: Callable[[], None], monkeypatch) -> None:
    before = told(office)
    no_update()
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("a file is read"))
    again = Index(office, lambda _: TODAY, 7, ("mornings", "problems")).read(everything)
    assert again == before


@pytest.mark.usefixtures("settled")
def test_what_a_change_does_not_touch_is_not_worked_out_again(office: Path, monkeypatch) -> None:
    told(office)
    plan = next((office / "plans").glob("*.toml"))
    plan.write_text(plan.read_text(encoding="utf-8") + "\n# một dòng\n", encoding="utf-8")
    built: list[tuple[str, ...]] = []

    def note(workspace: Any, *args: Any) -> Any:
        built.append(tuple(plan.id for plan in workspace.plans))
        return agenda_on(workspace, *args)

    monkeypatch.setattr(update, "agenda_on", note)
    Index(office, lambda _: TODAY, 7).read(everything_of_units)
    assert built == [(plan.stem,)]


def everything_of_units(standing: Any) -> list[Any]:
    return list(standing.items)


# --- the days on which an answer holds --------------------------------------------------------------------------------

DEADLINES = (
    "trước ngày 31/3/2023", "trong tháng 4/2023", "quý II/2023", "hằng tháng", "trước ngày 25 hằng tháng", "hằng năm",
    "thường xuyên", "thường xuyên từ năm 2024", "sau khi có quy định", "chậm nhất 30 ngày sau khi có quy định",
    "hằng quý từ năm 2023 đến năm 2024", "trước khi có quy định 5 ngày", "không rõ là bao giờ", "năm 2023",
    "trước ngày 15/01 hằng năm, sau khi có quy định",
)  # fmt: skip
DAYS = st.dates(date(2022, 11, 1), date(2025, 12, 31))


@st.composite
def plans(draw: st.DrawFn, id_: str, others: tuple[str, ...] = ()) -> str:
    """Draw the text of a plan."""
    text = HEAD.format(id=id_).replace("2023-02-20", draw(st.dates(date(2022, 6, 1), date(2024, 6, 1))).isoformat())
    if draw(st.booleans()):
        text += f"ended = {draw(st.dates(date(2024, 7, 1), date(2025, 6, 1)))}\n"
    if others and draw(st.booleans()):
        text += f'replaced_by = "{draw(st.sampled_from((*others, "ab")))}"\n'
    if others and draw(st.integers(0, 3)) == 0:
        text += f'formerly = ["{draw(st.sampled_from((*others, "cu", id_)))}"]\n'
    if draw(st.booleans()):
        text += f'[policy]\nreview = "{draw(st.sampled_from(["hằng quý", "hằng tháng"]))}"\nafter_event = "20 ngày"\n'
    text += '[[events]]\nid = "e"\ntitle = "Quy định"\n' + draw(st.sampled_from(["", 'same_as = "1-QĐ/TW"\n']))
    for number in range(draw(st.integers(0, 4))):
        text += (
            f'[[tasks]]\nid = "{number}"\ntitle = "Việc {number}"\ndeadline = "{draw(st.sampled_from(DEADLINES))}"\n'
        )
        text += draw(st.sampled_from(["", 'awaits = ["e"]\n', 'awaits = ["task:0"]\n']))
        text += draw(
            st.sampled_from(["", 'owner = "Ban A"\n', 'owner = "Các huyện"\n', 'owner = ["Ban A", "Ban B"]\n'])
        )
        if others and draw(st.integers(0, 4)) == 0:
            text += f'formerly = ["{draw(st.sampled_from(others))}/{draw(st.integers(0, 3))}"]\n'
    return text


@st.composite
def records(draw: st.DrawFn) -> str:
    """Draw the text of a file of records; keys come from a few, so that they meet in other files again."""
    lines = ["[records]"]
    keys = [
        f"2023{month:02}{day:02}T{hour:02}0000.000000Z-aaaa"
        for month in (2, 4, 7)
        for day in (1, 20)
        for hour in (3, 20)
    ]
    for key in draw(st.lists(st.sampled_from(keys), unique=True, max_size=6)):
        task, on = draw(st.integers(0, 4)), draw(DAYS)
        unit = draw(st.sampled_from(["", f', unit = "{task}/2023-Q2"', f', unit = "{task}@a"', f', unit = "{task}"']))
        lines.append(
            f'"{key}" = {{ on = {on}, '
            + draw(
                st.sampled_from([
                    f'kind = "done", task = "{task}"{unit}', f'kind = "reviewed", task = "{task}"',
                    f'kind = "extended", task = "{task}"{unit}, to = "30 ngày", reason = "x"',
                    f'kind = "dated", task = "{task}", to = "60 ngày"', 'kind = "event", event = "e"',
                    f'kind = "withdrawn", record = "{draw(st.sampled_from(keys))}"',
                    f'kind = "cancelled", task = "{task}"{unit}', f'kind = "reopened", task = "{task}"{unit}',
                ])
            )
            + " }"
        )  # fmt: skip
    return "\n".join(lines) + "\n"


CONFIG = """
[[policy]]
from = 2023-07-01
review = "hằng năm"
after_event = "10 ngày"
[owners.a]
name = "Ban A"
valid_to = 2023-06-30
succeeded_by = ["b"]
[owners.b]
name = "Ban B"
valid_to = 2024-06-30
[groups.h]
name = "Các huyện"
members = ["a", "b"]
"""


@settings(deadline=None, max_examples=150)
@given(plan=plans("p"), recorded=records(), day=DAYS, later=st.integers(-400, 400), soon=st.integers(0, 40))
def test_an_agenda_holds_on_every_day_it_says_it_does(
    make_workspace, plan: str, recorded: str, day: date, later: int, soon: int
) -> None:
    workspace = make_workspace({"plans/p.toml": plan, "plans/progress/p.toml": recorded, "dutrack.toml": CONFIG})
    today = Today(day)
    agenda = agenda_on(workspace, today)
    assert today.first <= day <= today.last
    # The ends of the span are the days most likely to be wrong.
    for other in (
        min(max(day + timedelta(later), today.first), today.last),
        max(today.first, date(2000, 1, 1)),
        min(today.last, date(2050, 1, 1)),
    ):
        then = build_agenda(workspace, other, soon)
        moving = Today(other)
        assert items_on(agenda.items, moving, soon) == then.items
        assert agenda.never_overdue == then.never_overdue
        assert serious_problems(agenda) == serious_problems(then)
        near = min(moving.last, date(2050, 1, 1))
        assert [item.status for item in items_on(agenda.items, Today(near), soon)] == [
            item.status for item in then.items
        ]


# --- plans that depend on each other ----------------------------------------------------------------------------------

IDS = ("a", "b", "c", "sub/a")


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, str | None, date]]:
    """Draw what happens to the files one after another: a path, its new text or None, and the day one looks."""
    found: list[tuple[str, str | None, date]] = []
    for _ in range(draw(st.integers(3, 9))):
        id_ = draw(st.sampled_from(IDS))
        name = id_.rpartition("/")[2]
        others = tuple(other for other in ("a", "b", "c") if other != name)
        path, text = draw(
            st.one_of(
                st.tuples(st.just(f"plans/{id_}.toml"), plans(name, others)),
                st.tuples(
                    st.sampled_from([f"plans/progress/{other}.toml" for other in ("a", "b", "c", "cu")]), records()
                ),
                st.tuples(
                    st.just("dutrack.toml"),
                    st.sampled_from([CONFIG, f"#\n{CONFIG}", f"x = 1{CONFIG}", "", "timezone = 1\n"]),
                ),
                st.tuples(st.just(f"plans/{id_}.toml"), st.sampled_from([None, "[plan", HEAD.format(id=id_)])),
            )
        )
        found.append((path, text, draw(DAYS)))
    return found


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=changes(), settle=st.booleans())
def test_after_any_change_the_index_says_what_the_files_say(steps, settle: bool, tmp_path_factory, monkeypatch) -> None:
    monkeypatch.setattr(stamps, "MARGIN", -(10**18) if settle else 3 * 10**9)
    root = tmp_path_factory.mktemp("workspace")
    (root / "plans" / "always.toml").parent.mkdir()
    (root / "plans" / "always.toml").write_text(HEAD.format(id="always") + TASK, encoding="utf-8")
    for path, text, day in steps:
        file = root / path
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(exist_ok=True, parents=True)
            file.write_text(text, encoding="utf-8")
        told(root, day)


ENDED = '[owners.a]\nname = "Ban A"\nvalid_to = 2023-03-01\n'


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a workspace with two plans that have nothing to do with each other."""
    (tmp_path / "plans").mkdir()
    for id_ in ("ke-hoach-1", "ke-hoach-2"):
        (tmp_path / "plans" / f"{id_}.toml").write_text(HEAD.format(id=id_) + TASK, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("settled")
def test_what_is_wrong_in_the_settings_moves_with_its_line(two: Path) -> None:
    (two / "dutrack.toml").write_text(ENDED, encoding="utf-8")
    [before] = told(two)["problems"]
    (two / "dutrack.toml").write_text(f"# một dòng\n{ENDED}", encoding="utf-8")
    [after] = told(two)["problems"]
    assert (before.place.line, after.place.line) == (3, 4)


@pytest.mark.usefixtures("settled")
def test_a_file_in_which_several_things_are_wrong_is_counted_once(two: Path) -> None:
    # One finding comes from reading the settings, the other from what the plans make of them.
    (two / "dutrack.toml").write_text(f"nonsense = 1\n{ENDED}", encoding="utf-8")
    assert told(two)["findings"] == (2, 1)


@pytest.mark.usefixtures("settled")
def test_a_successor_that_is_not_there_is_looked_for_among_all_plans(two: Path) -> None:
    replaced = HEAD.format(id=1) + 'replaced_by = "ke-hoach-22"\n' + TASK
    (two / "plans" / "ke-hoach-1.toml").write_text(replaced, encoding="utf-8")
    [found] = told(two)["problems"]
    assert "ke-hoach-2" in str(found.hint)
    (two / "plans" / "ke-hoach-2.toml").rename(two / "plans" / "khac.toml")
    assert told(two)["problems"] != (found,)


# --- damage -----------------------------------------------------------------------------------------------------------


def spoil_with(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "nowhere" / "index.db")


def forget_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE plans")


def forget_rows(table: str) -> Callable[[Path], None]:
    def forget(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(f"DELETE FROM {table} WHERE rowid = 1")  # noqa: S608

    return forget


def swap_rows(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        (first, *one), (second, *other) = connection.execute("SELECT name, mark, data FROM plans LIMIT 2")
        swapped = [(*one, second), (*other, first)]
        connection.executemany("UPDATE plans SET mark = ?, data = ? WHERE name = ?", swapped)


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE plans (x)")


def of_another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE origin SET data = x'00'")


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(spoil_with(b""), id="empty"),
        pytest.param(spoil_with(b"this is no database" * 1000), id="garbage"),
        pytest.param(spoil_with(b"SQLite format 3\0" + bytes(4080)), id="header only"),
        pytest.param(cut, id="cut"),
        pytest.param(make_folder, id="a folder"),
        pytest.param(make_dangling, id="a link to nowhere", marks=pytest.mark.skipif(os.name == "nt", reason="links")),
        pytest.param(forget_tables, id="a table lost"),
        *(pytest.param(forget_rows(table), id=f"a row of {table} lost") for table in TABLES),
        pytest.param(swap_rows, id="rows swapped"),
        pytest.param(of_another_version, id="another version"),
        pytest.param(of_another_program, id="another program"),
    ],
)
def test_a_spoilt_index_changes_nothing(spoil: Callable[[Path], None], office: Path, capfd) -> None:
    Index(office, lambda _: TODAY, 7, ("mornings", "problems")).read(everything)
    spoil(office / NAME)
    expected = everything(FreshStanding(build_agenda(load_workspace(office), TODAY)))
    for _ in range(2):
        with suppress(NoIndexError):
            assert Index(office, lambda _: TODAY, 7, ("mornings", "problems")).read(everything) == expected
        assert contextvars.copy_context().run(run, ["due", "-C", str(office), "--today", str(TODAY)]) == 0
    assert "Error" not in capfd.readouterr().err


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"CREATE TABLE sources", b"CREATE TABL\xff sources", id="a word"),
        pytest.param(b"\0\0\0\4\0\0\0\0\0\0\0\0\0\0\0\1", b"\0\0\0\x44\0\0\0\0\0\0\0\0\0\0\0\1", id="the format"),
    ],
)
def test_a_damaged_index_is_made_anew(before: bytes, after: bytes, office: Path) -> None:
    told(office)
    content = (office / NAME).read_bytes()
    assert before in content
    (office / NAME).write_bytes(content.replace(before, after, 1))
    told(office)


@pytest.mark.skipif(os.name == "nt", reason="links")
@pytest.mark.parametrize("command", ["due", "event"])
def test_a_database_the_index_is_linked_to_is_left_alone(
    command: str, office: Path, tmp_path: Path, cli, monkeypatch
) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection, connection:
        connection.execute("CREATE TABLE kept (x)")
    before = (tmp_path / "other.db").read_bytes()
    (office / ".dutrack").mkdir()
    (office / NAME).symlink_to(tmp_path / "other.db")
    monkeypatch.setenv("DUTRACK_INDEX", "on")
    assert cli(command, "-C", office, "--today", TODAY).status == 0
    assert (tmp_path / "other.db").read_bytes() == before


@pytest.mark.usefixtures("settled")
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_flipped_bits_are_believed(data: st.DataObject, tmp_path_factory) -> None:
    root = tmp_path_factory.mktemp("flipped")
    shutil.copytree(OFFICE, root, ignore=shutil.ignore_patterns(".dutrack"), dirs_exist_ok=True)
    Index(root, lambda _: TODAY, 7, ("mornings", "problems")).read(everything)
    content = bytearray((root / NAME).read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    (root / NAME).write_bytes(content)
    with suppress(NoIndexError):
        told(root)


@pytest.mark.usefixtures("settled")
def test_a_file_replaced_by_one_of_the_same_size_and_time_is_read(office: Path) -> None:
    plan = next(path for path in (office / "plans").glob("*.toml") if "năm" in path.read_text(encoding="utf-8"))
    told(office)
    before = plan.stat()
    text = plan.read_bytes()
    other = office / "other"
    other.write_bytes(text.replace(b"2022", b"2021"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(plan)
    after = plan.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    told(office)


def test_a_file_changed_within_the_same_tick_is_read(office: Path, monkeypatch) -> None:
    # Where times are coarse two contents have one stamp: here all have.
    now = time.time_ns()
    monkeypatch.setattr(stamps, "stamp", lambda _: (0, 0, now, now, 0))
    monkeypatch.setattr(look, "stamp", lambda _: (0, 0, now, now, 0))
    for text in (TASK, TASK.replace("4/2023", "5/2023"), TASK):
        (office / "plans" / "moi.toml").write_text(HEAD.format(id="moi") + text, encoding="utf-8")
        told(office)


@pytest.mark.usefixtures("settled")
def test_a_clock_that_went_back_is_not_trusted(office: Path, monkeypatch) -> None:
    told(office)
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now - 10**12)
    looked: list[str] = []
    read = look.read_file

    def note(files: Any, name: str) -> Any:
        looked.append(name)
        return read(files, name)

    monkeypatch.setattr(look, "read_file", note)
    told(office)
    assert len(looked) == len(Folder(office).names())


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("reason", [PermissionError(), OSError(5, "Input/output error")], ids=["forbidden", "broken"])
def test_a_file_that_could_not_be_read_is_read_once_it_can_be(reason: OSError, office: Path, monkeypatch) -> None:
    # Nothing of the file says so: another user may read it, or the disk is back.
    plan = next((office / "plans").glob("*.toml"))
    read = Folder.read

    def fail(files: Folder, name: str) -> bytes:
        if name == f"plans/{plan.name}":
            raise reason
        return read(files, name)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "read", fail)
        without = told(office)
    assert len(told(office)["plans"]) == len(without["plans"]) + 1


@pytest.mark.skipif(os.name == "nt", reason="permissions")
def test_only_who_made_it_may_read_it(office: Path) -> None:
    told(office)
    assert (office / NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind here")
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_may_not_be_written_to_is_read(there: bool, office: Path) -> None:
    expected = everything(FreshStanding(build_agenda(load_workspace(office), TODAY)))
    if there:
        told(office)
        (office / NAME).chmod(0o400)
        (office / ".dutrack").chmod(0o500)
    office.chmod(0o500)
    try:
        with suppress(NoIndexError):
            assert Index(office, lambda _: TODAY, 7, ("mornings", "problems")).read(everything) == expected
        assert contextvars.copy_context().run(run, ["due", "-C", str(office), "--today", str(TODAY)]) == 0
    finally:
        office.chmod(0o700)
        if there:
            (office / ".dutrack").chmod(0o700)


@pytest.mark.parametrize("error", [sqlite3.OperationalError("database or disk is full"), OSError(28, "No space left")])
def test_a_full_disk_is_no_reason_not_to_answer(error: Exception, office: Path, cli, monkeypatch) -> None:
    expected = cli("due", "-C", office, "--today", TODAY)
    monkeypatch.setenv("DUTRACK_INDEX", "on")

    def full(*_: object) -> None:
        raise error

    monkeypatch.setattr(Store, "put", full)
    assert cli("due", "-C", office, "--today", TODAY) == expected


def test_an_index_that_another_holds_for_too_long_is_done_without(office: Path, cli, monkeypatch) -> None:
    expected = cli("due", "-C", office, "--today", TODAY)
    told(office)
    monkeypatch.setenv("DUTRACK_INDEX", "on")
    monkeypatch.setattr(store, "_PATIENCE", 0.01)
    with closing(sqlite3.connect(office / NAME)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert cli("due", "-C", office, "--today", TODAY) == expected


def test_an_index_that_cannot_be_had_is_waited_for_once(office: Path, cli, monkeypatch) -> None:
    told(office)
    monkeypatch.setenv("DUTRACK_INDEX", "on")
    tried: list[int] = []

    def locked(*_: object, **__: object) -> None:
        tried.append(1)
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(Store, "__init__", locked)
    assert cli("due", "-C", office, "--today", TODAY).status == 0
    assert tried == [1]


# --- processes --------------------------------------------------------------------------------------------------------

DUE = (sys.executable, "-m", "dutrack", "due", "--format", "json", "--today", "2023-03-27")


def start(root: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DUTRACK_INDEX": "on", "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*DUE, "-C", str(root)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a workspace whose first index takes a while."""
    (tmp_path / "plans").mkdir()
    for number in range(60):
        tasks = "".join(TASK.replace('"1"', f'"{task}"').replace("15/4", f"{1 + task}/5") for task in range(20))
        (tmp_path / "plans" / f"p{number}.toml").write_text(HEAD.format(id=number) + tasks, encoding="utf-8")
    return tmp_path


def test_killed_in_the_middle_it_leaves_nothing_wrong(many: Path) -> None:
    expected = everything(FreshStanding(build_agenda(load_workspace(many), TODAY)))
    for number in range(8):
        process = start(many)
        time.sleep(0.08 + 0.05 * number)
        process.kill()
        process.communicate()
        if number % 2:
            (many / "plans" / "p0.toml").touch()
    assert Index(many, lambda _: TODAY, 7, ("mornings", "problems")).read(everything) == expected


def test_two_at_once_get_the_same_answer(many: Path) -> None:
    for _ in range(2):
        answers = {(process.communicate(), process.returncode) for process in [start(many) for _ in range(4)]}
        assert len(answers) == 1
        [((out, err), status)] = answers
        assert (err, status) == (b"", 0)
        assert len(json.loads(out)["items"]) == 0
        told(many)
        (many / "plans" / "p1.toml").write_text(HEAD.format(id=1) + TASK.replace("2023", "2024"), encoding="utf-8")


# --- manners ----------------------------------------------------------------------------------------------------------


def test_its_folder_keeps_itself_out_of_git(office: Path) -> None:
    told(office)
    assert (office / ".dutrack" / ".gitignore").read_bytes() == b"*\n"


def test_it_can_be_turned_off(office: Path, cli, monkeypatch) -> None:
    monkeypatch.setenv("DUTRACK_INDEX", "off")
    assert cli("due", "-C", office, "--today", TODAY).status == 0
    assert not (office / ".dutrack").exists()


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("files", [{}, {"x.toml": "[plan"}], ids=["no plan", "nothing readable"])
def test_without_a_plan_the_words_are_the_same(files: dict[str, str], tmp_path: Path, cli, monkeypatch) -> None:
    (tmp_path / "plans").mkdir()
    for name, text in files.items():
        (tmp_path / "plans" / name).write_text(text, encoding="utf-8")
    expected = cli("due", "-C", tmp_path)
    monkeypatch.setenv("DUTRACK_INDEX", "on")
    assert [cli("due", "-C", tmp_path) for _ in range(2)] == [expected, expected]
    assert expected.status == 2
