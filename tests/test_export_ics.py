"""The calendar: what programs other than ours read in it, and that one imported again moves what is there."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from test_export import HEAD, OFFICE, SENSITIVE, SIGNS, TODAY, handout, workspace
from test_revision import git

from dutrack.agenda import Status
from dutrack.dates.calendar import Calendar as WorkingDays
from dutrack.export.ics import write
from dutrack.export.identity import Identities
from dutrack.i18n import language
from dutrack.views.text import clean
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

TASK = 'title = "Việc"\nowner = "Ban A"\ndeadline = "trước ngày 15/5/2023"'


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICE, tmp_path / "office"))


def calendar_of(root: Path, today: str = "2023-03-27", **chosen: bool) -> bytes:
    """Write the calendar of a workspace that is in no git, in Vietnamese."""
    file = io.BytesIO()
    with language("vi"):
        write(handout(root, today, **chosen), file)
    return file.getvalue()


def entries(data: bytes, kind: str = "VEVENT") -> dict[str, Any]:
    """Return the entries of a kind by the address that their description begins with."""
    found = Calendar.from_ical(data).walk(kind)
    return {str(entry["description"]).splitlines()[0].partition(": ")[2]: entry for entry in found}


# --- what other programs read ---


@dataclass(frozen=True)
class Khal:
    """A real vdir, with khal to read it."""

    config: Path

    def run(self, *args: str | Path) -> str:
        command = (sys.executable, "-m", "khal", "-c", self.config, *args)
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    def events(self) -> list[tuple[str, ...]]:
        """Return day, title, state and id of everything from 2020 on, as khal lists it, in order."""
        form = "{start-date}|{title}|{status}|{uid}"
        listed = self.run("list", "2020-01-01", "4000d", "--day-format", "", "--format", form)
        return sorted(tuple(map(str.strip, line.split("|"))) for line in listed.splitlines())


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    folder = tmp_path / "khal"
    (folder / "han").mkdir(parents=True)
    days = "".join(f"{name} = %Y-%m-%d\n" for name in ("dateformat", "longdateformat"))
    times = "".join(f"{name} = %Y-%m-%d %H:%M\n" for name in ("datetimeformat", "longdatetimeformat"))
    config = folder / "config"
    config.write_text(
        f"[calendars]\n[[han]]\npath = {folder / 'han'}\n[locale]\ntimeformat = %H:%M\n{days}{times}"
        f"[sqlite]\npath = {folder / 'khal.db'}\n[default]\ndefault_calendar = han\n",
        encoding="utf-8",
    )
    return Khal(config)


def expected(root: Path, today: str, cli: Callable[..., Ran]) -> list[tuple[str, ...]]:
    """Return what khal should list: from the list that dutrack prints."""
    items = json.loads(cli("list", "-C", root, "--today", today, "--format", "json").out)["items"]
    found = {item.address: item for item in handout(root, today).items}
    identities = Identities(load_workspace(root))
    return sorted(
        (
            item["due"],
            item["title"] + (f" – {item['owners'][0]}" if item["members"] else ""),
            "CANCELLED" if item["status"] in ("done", "cancelled") else "CONFIRMED",
            identities.of(found[f"{item['plan']}/{item['unit']}"]),
        )
        for item in items
        if item["due"]
    )


def test_khal_lists_every_due_day(office: Path, khal: Khal, tmp_path: Path, cli) -> None:
    target = tmp_path / "han.ics"
    assert cli("export", "-C", office, *TODAY, "-o", target).status == 0
    khal.run("import", "--batch", target)
    assert khal.events() == expected(office, "2023-03-27", cli)


def test_imported_again_an_event_moves(office: Path, khal: Khal, tmp_path: Path, cli) -> None:
    target = tmp_path / "han.ics"
    seen = []
    for args in (
        ("extend", "to-chuc/I.1", "--to", "30/4/2023", "--on", "2023-03-10", "--reason", "chờ"),
        ("done", "to-chuc/I.3", "--on", "2023-03-20"),
        ("event", "to-chuc/huong-dan", "--on", "2023-03-01", "--doc", "01-HD"),
        ("event", "to-chuc/huong-dan", "--on", "2023-03-15", "--doc", "01-HD"),
        ("undo",),
    ):
        cli("export", "-C", office, *TODAY, "-o", target)
        khal.run("import", "--batch", target)
        seen.append(khal.events())
        assert seen[-1] == expected(office, "2023-03-27", cli)
        assert cli(*args, "-C", office, *TODAY, "--yes", "--by", "vptu").status == 0
    extended = {each[0] for events in seen[:2] for each in events if each[1].startswith("Hội nghị")}
    assert extended == {"2023-03-14", "2023-04-30"}
    assert len({each[3] for each in seen[-1]}) == len(seen[-1])


@pytest.mark.parametrize("today", ["2023-02-20", "2023-03-27", "2024-06-30"])
def test_a_second_reader_finds_the_same(today: str, office: Path) -> None:
    """Vobject, which shares no code with icalendar or khal."""
    data = calendar_of(office, today)
    ours = entries(data)
    [theirs] = vobject.readComponents(data.decode())
    found = {event.description.value.splitlines()[0].partition(": ")[2]: event for event in theirs.vevent_list}
    items = {item.address: item for item in handout(office, today).items if item.due}
    assert found.keys() == items.keys() == ours.keys()
    for address, event in found.items():
        item = items[address]
        assert event.dtstart.value == item.due
        assert event.dtend.value == item.due + timedelta(1)
        assert event.summary.value.startswith(item.title)
        assert event.status.value == ("CONFIRMED" if item.status.is_open else "CANCELLED")
        assert event.transp.value == "TRANSPARENT"
        assert event.uid.value == str(ours[address]["uid"])
        assert event.dtstamp.value == event.last_modified.value == ours[address].decoded("dtstamp")
        assert int(event.sequence.value) == ours[address]["sequence"]
        alarms = [alarm.trigger.value for alarm in getattr(event, "valarm_list", [])]
        assert alarms == [alarm.decoded("trigger") for alarm in ours[address].walk("VALARM")]


@pytest.mark.parametrize("speech", ["vi", "en"])
def test_calendar(speech: str, office: Path, cli, snapshot, monkeypatch) -> None:
    monkeypatch.setenv("DUTRACK_LANG", speech)
    ran = cli("export", "-C", office, *TODAY, "--format", "ics", "--todo", "--plan", "to-chuc")
    snapshot(f"export/calendar-{speech}.ics", ran.out.replace("\r\n", "\n"))


# --- the form (RFC 5545) ---

texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=400)


@given(st.one_of(texts, st.sampled_from(["\\n\\,;:", 'a\\;"b"', "Đ" * 300, "😀" * 100, "x" * 10_000, "a\u202eb\x07"])))
def test_any_title_comes_through(title: str) -> None:
    """Lines of 75 octets at most, cut between characters; what marks text is no mark in a text."""
    text = "".join(f"\\U{ord(char):08X}" for char in title)
    with TemporaryDirectory() as folder:
        root = workspace(Path(folder), f'title = "{text}"\ndeadline = "trước ngày 15/5/2023"')
        data = calendar_of(root)
        [item] = handout(root, "2023-03-27").items
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()
    [event] = Calendar.from_ical(data).walk("VEVENT")
    shown = clean(item.title)
    assert str(event["summary"]) in (shown, f"{shown[:300].rstrip()}…", clean(f"{item.title[:300].rstrip()}…"))
    [theirs] = vobject.readComponents(data.decode())
    assert theirs.vevent.summary.value == str(event["summary"])


def test_the_last_day_there_is(tmp_path: Path) -> None:
    root = workspace(tmp_path, 'title = "Việc"\ndeadline = 9999-12-31')
    [event] = entries(calendar_of(root)).values()
    assert event.decoded("dtstart") == date.max
    assert "dtend" not in event


def test_nothing_has_a_day(tmp_path: Path) -> None:
    root = workspace(tmp_path, 'title = "Việc"')
    assert entries(calendar_of(root)) == {}
    components = [component.name for component in Calendar.from_ical(calendar_of(root)).subcomponents]
    assert components == ["VTIMEZONE"]  # RFC 5545 section 3.6 wants one at least
    assert list(entries(calendar_of(root, todo=True), "VTODO")) == ["x/1"]


def test_each_lead_has_its_calendar(office: Path, tmp_path: Path, cli) -> None:
    cli("export", "-C", office, *TODAY, "--by", "owner", "--format", "ics", "-o", tmp_path / "out")
    found = {path.stem: Calendar.from_ical(path.read_bytes()) for path in (tmp_path / "out").iterdir()}
    names = {stem: str(calendar["x-wr-calname"]).partition(" – ")[2] for stem, calendar in found.items()}
    assert names["Ban Tổ chức Tỉnh ủy (ban-to-chuc)"] == "Ban Tổ chức Tỉnh ủy"
    assert all(stem.startswith(name or "Nobody leads") for stem, name in names.items())
    # A unit with joint leads is one event, in whichever calendar it stands.
    joint = [
        str(event["uid"]) for each in found.values() for event in each.walk("VEVENT") if "giám sát" in event["summary"]
    ]
    assert len(joint) == 2
    assert len(set(joint)) == 1


def test_a_confidential_plan_has_no_day_in_it(office: Path) -> None:
    (office / "plans" / "mat.toml").write_text(SENSITIVE, encoding="utf-8")
    data = calendar_of(office, todo=True)
    text = re.sub(r"\r\n ", "", data.decode())
    assert not [entry for kind in ("VEVENT", "VTODO") for entry in entries(data, kind) if entry.startswith("mat/")]
    assert "1 phần việc của kế hoạch mật không có trong lịch: mat/1." in text
    without = re.sub(r"\r\n ", "", calendar_of(OFFICE, todo=True).decode())
    assert [sign for sign in SIGNS if text.count(sign) != without.count(sign)] == []


# --- to-dos ---


def test_todos(office: Path, cli) -> None:
    cli("cancel", "to-chuc/I.1", "--reason", "thôi", "-C", office, *TODAY, "--yes")
    data = calendar_of(office, todo=True)
    todos, events = entries(data, "VTODO"), entries(data)
    told = {
        code: (
            todo.decoded("due", None),
            str(todo["status"]),
            todo["percent-complete"],
            todo.decoded("completed", None),
        )
        for code, todo in todos.items()
    }
    due = date(2023, 3, 31)
    assert told["to-chuc/I.1"] == (date(2023, 3, 14), "CANCELLED", 0, None)
    assert told["to-chuc/I.2"] == (date(2023, 3, 27), "COMPLETED", 100, datetime(2023, 3, 26, 17, tzinfo=UTC))
    assert told["to-chuc/I.3"] == (due, "IN-PROCESS", 0, None)
    assert told["to-chuc/III.1@huyen-a"] == (due, "COMPLETED", 100, datetime(2023, 3, 16, 17, tzinfo=UTC))
    assert told["to-chuc/III.1@huyen-b"] == (due, "IN-PROCESS", 0, None)
    assert told["ngan-sach/1/2024"] == (date(2024, 1, 14), "NEEDS-ACTION", 0, None)
    assert told["to-chuc/II.2"] == (None, "NEEDS-ACTION", 0, None)
    items = handout(office, "2023-03-27").items
    assert todos.keys() == {item.address for item in items if item.status is not Status.STANDING}
    assert events.keys() == {item.address for item in items if item.due}
    for todo in todos.values():  # RFC 5545 section 3.8.2.3: later than DTSTART
        assert "dtstart" not in todo or "due" not in todo or todo.decoded("dtstart") < todo.decoded("due")
    ids = [str(entry["uid"]) for entry in (*todos.values(), *events.values())]
    assert len(set(ids)) == len(ids)


# --- alarms ---


def alarms(data: bytes, code: str = "x/1") -> list[tuple[date, time]]:
    """Return the local days and times at which an event rings."""
    event = entries(data)[code]
    begin = datetime.combine(event.decoded("dtstart"), time())
    moments = [begin + alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    return [(moment.date(), moment.time()) for moment in moments]


@pytest.mark.parametrize(
    ("policy", "today", "days"),
    [
        # Due on Sunday 14 May 2023; points that fall on a day off are told on the working day before.
        ("", "2023-03-27", ["2023-04-14", "2023-05-05", "2023-05-12"]),
        ("", "2023-05-06", ["2023-05-12"]),  # those that are over would all ring at once
        ("", "2023-05-14", []),
        ("", "2023-05-15", []),
        ('remind = ["2 ngày"]', "2023-03-27", ["2023-05-12"]),
        ('remind = ["3 ngày làm việc", "1 tháng"]', "2023-03-27", ["2023-04-14", "2023-05-10"]),
        ("remind = []", "2023-03-27", []),
    ],
)
def test_alarms_are_the_ladder(policy: str, today: str, days: list[str], tmp_path: Path) -> None:
    root = workspace(tmp_path, f"{TASK}\n{policy}")
    assert alarms(calendar_of(root, today)) == [(date.fromisoformat(day), time(7)) for day in days]
    assert all(WorkingDays().is_working(date.fromisoformat(day)) for day in days)


def test_alarms_ring_when_reminders_are_sent(tmp_path: Path) -> None:
    root = workspace(tmp_path, TASK)
    (root / "dutrack.toml").write_text('[schedule]\nat = ["14:00", "08:30"]\n', encoding="utf-8")
    assert {at for _, at in alarms(calendar_of(root))} == {time(8, 30)}


def test_what_is_closed_rings_no_more(office: Path) -> None:
    events = entries(calendar_of(office))
    assert events["to-chuc/I.2"]["status"] == "CANCELLED"
    assert events["to-chuc/I.2"].walk("VALARM") == []
    assert events["to-chuc/I.3"].walk("VALARM") != []


# --- revisions ---


class Store:
    """What a program has that takes a revision only if it is newer: RFC 5546 section 2.1.5."""

    def __init__(self) -> None:
        self.events: dict[str, Any] = {}

    def take(self, data: bytes) -> None:
        for event in entries(data).values():
            known = self.events.get(str(event["uid"]))
            if known is None or self.rank(event) > self.rank(known):
                self.events[str(event["uid"])] = event

    @staticmethod
    def rank(event: Any) -> tuple[int, datetime]:
        return event["sequence"], event.decoded("dtstamp")

    def days(self) -> dict[str, tuple[date, str]]:
        return {uid: (event.decoded("dtstart"), str(event["status"])) for uid, event in self.events.items()}


def stands(data: bytes) -> dict[str, tuple[date, str]]:
    store = Store()
    store.take(data)
    return store.days()


PLAN = 'title = "Việc"\nowner = "Ban A"\n'
WAITING = (
    f"{HEAD}[[events]]\nid = 'e'\ntitle = 'E'\n"
    f"[[tasks]]\nid = '1'\n{PLAN}deadline = 'ngày 15/5/2023'\n"
    f"[[tasks]]\nid = '2'\n{PLAN}deadline = 'trong 30 ngày sau khi có hướng dẫn'\nawaits = ['e']\n"
    f"[[tasks]]\nid = '3'\n{PLAN}deadline = 'trong 10 ngày sau khi hoàn thành việc 1'\nawaits = ['task:1']\n"
    f"[[tasks]]\nid = '4'\n{PLAN}deadline = 'hằng quý'\n"
)
MOVES: dict[str, tuple[Any, ...]] = {
    "extended": (("extend", "x/1", "--to", "30/6/2023", "--reason", "r"),),
    "extended and taken back": (("extend", "x/1", "--to", "30/6/2023", "--reason", "r"), ("undo",)),
    "done, open again": (("done", "x/1"), ("reopen", "x/1", "--reason", "r"), ("done", "x/1")),
    "released, corrected, withdrawn": (
        ("event", "x/e", "--on", "2023-03-01"),
        ("event", "x/e", "--on", "2023-03-20"),
        ("extend", "x/2", "--to", "30/7/2023", "--reason", "r"),
        ("undo",),
    ),
    "another task is done": (("done", "x/1", "--on", "2023-03-20"), ("undo",), ("done", "x/1", "--on", "2023-03-22")),
    "an occurrence": (("done", "x/4", "--occurrence", "2023-Q1"), ("undo",)),
    "cancelled": (("cancel", "x/1", "--reason", "r"), ("undo",)),
    "the text, committed": ("15/5/2023", "16/5/2023"),
    "the text, there and back": ("15/5/2023", "16/5/2023", "15/5/2023"),
    "the plan ends": ("issued = 2023-02-20", "issued = 2023-02-20\nended = 2023-03-26"),
    "a setting": ("[policy]\nnamed = 'none'\n", "[policy]\nnamed = 'next'\n", "[policy]\nnamed = 'previous'\n"),
}


@pytest.mark.parametrize("steps", MOVES.values(), ids=MOVES)
@pytest.mark.parametrize("committed", [True, False])
def test_whoever_takes_only_what_is_newer_has_what_stands(
    steps: tuple[Any, ...], committed: bool, tmp_path: Path, cli
) -> None:
    root = tmp_path / "work"
    (root / "plans").mkdir(parents=True)
    plan, settings, target = root / "plans" / "x.toml", root / "dutrack.toml", tmp_path / "han.ics"
    plan.write_text(WAITING.replace("15/5/2023", "14/5/2023"), encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    store, seen = Store(), []
    for number, step in enumerate((None, *steps)):
        day = f"2023-04-{number + 1:02}"
        if isinstance(step, tuple):
            assert cli(*step, "-C", root, *TODAY, "--yes", "--by", "vptu").status == 0
        elif step is not None:
            text = step if step.startswith("[") else ""
            settings.write_text(text, encoding="utf-8")
            day_text = step if "/" in step else "14/5/2023"
            body = WAITING.replace("15/5/2023", day_text)
            plan.write_text(body.replace("issued = 2023-02-20", step) if "issued" in step else body, encoding="utf-8")
        if committed or not isinstance(step, tuple):  # a text that is in no commit has no revision
            git(root, "add", ".")
            git(root, "commit", "-q", "-m", "Sửa", "--allow-empty", day=day)
        assert cli("export", "-C", root, *TODAY, "-o", target).status == 0
        store.take(target.read_bytes())
        now = stands(target.read_bytes())
        assert {uid: store.days()[uid] for uid in now} == now
        seen.append(now)
    assert any(before != after for before, after in pairwise(seen))


def test_a_text_in_no_commit_is_newer_on_a_later_day(tmp_path: Path) -> None:
    root = workspace(tmp_path, TASK)
    store = Store()
    store.take(calendar_of(root, "2023-03-27"))
    workspace(tmp_path, TASK.replace("15/5", "20/5"))
    data = calendar_of(root, "2023-03-28")
    store.take(data)
    assert store.days() == stands(data)
    assert [day for day, _ in store.days().values()] == [date(2023, 5, 19)]


def test_what_did_not_change_has_no_new_revision(office: Path, cli) -> None:
    """But for what is noted in no commit: that is as new as the day."""
    git(office, "init", "-q", "-b", "main")
    git(office, "add", ".")
    git(office, "commit", "-q", "-m", "Nhận kế hoạch")
    args = ("export", "-C", office, "--format", "ics", "--today")
    revisions = []
    for today in ("2023-03-27", "2023-03-28"):
        found = entries(cli(*args, today).out.encode())
        revisions.append({code: Store.rank(event) for code, event in found.items()})
    assert revisions[0] == revisions[1]
    assert {at for _, at in revisions[0].values()} == {datetime(2023, 6, 1, 16, 30, tzinfo=UTC)}
    assert revisions[0]["to-chuc/I.2"][0] == revisions[0]["to-chuc/I.1"][0] + 1  # it is done


def test_a_plan_that_ends_closes_what_is_open_without_a_record(tmp_path: Path, cli) -> None:
    root = workspace(tmp_path, TASK, head=f"{HEAD}ended = 2023-03-31\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Nhận kế hoạch", day="2023-06-01")
    store = Store()
    for today in ("2023-03-31", "2023-04-01"):
        store.take(cli("export", "-C", root, "--today", today, "--format", "ics").out.encode())
    assert [status for _, status in store.days().values()] == ["CANCELLED"]


def test_a_merge_takes_no_revision_away(tmp_path: Path, cli) -> None:
    root, target = tmp_path / "work", tmp_path / "han.ics"
    workspace(root, TASK)
    git(root, "init", "-q", "-b", "main")

    def commit(text: str, day: str) -> None:
        workspace(root, TASK.replace("15/5", text))
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", "Sửa", day=day)

    commit("15/5", "2023-03-01")
    git(root, "checkout", "-q", "-b", "nhanh")
    commit("16/5", "2023-03-02")
    git(root, "checkout", "-q", "main")
    commit("17/5", "2023-03-03")
    commit("18/5", "2023-03-04")
    cli("export", "-C", root, *TODAY, "-o", target)
    store = Store()
    store.take(target.read_bytes())
    # The text of the branch holds: what git calls simplified history would leave out the commits of main.
    git(root, "merge", "-q", "-X", "theirs", "--no-edit", "nhanh", day="2023-03-05")
    cli("export", "-C", root, *TODAY, "-o", target)
    store.take(target.read_bytes())
    assert store.days() == stands(target.read_bytes())
    assert [day for day, _ in store.days().values()] == [date(2023, 5, 15)]


# --- ids ---

RENAMED = {
    "the plan": ("y", "", {"y": ("formerly = ['x']", "1", "")}),
    "the task": ("x", "", {"x": ("", "9", "formerly = ['1']")}),
    "both": ("y", "", {"y": ("formerly = ['x']", "9", "formerly = ['1']")}),
    "to another plan": ("y", "", {"y": ("", "9", "formerly = ['x/1']")}),
    "twice": ("z", "", {"z": ("formerly = ['x', 'y']", "8", "formerly = ['1', '9']")}),
}


@pytest.mark.parametrize(("plan", "_", "files"), RENAMED.values(), ids=RENAMED)
@pytest.mark.parametrize("deadline", ["trước ngày 15/5/2023", "hằng quý", "năm 2024 và thường xuyên"])
def test_a_new_name_is_no_new_entry(
    plan: str, _: str, files: dict[str, tuple[str, str, str]], deadline: str, make_agenda, make_workspace
) -> None:
    def texts(head: str, id_: str, task: str) -> str:
        return f"{HEAD}{head}\n[[tasks]]\nid = '{id_}'\ntitle = 'Việc'\ndeadline = '{deadline}'\n{task}\n"

    def ids(names: dict[str, tuple[str, str, str]]) -> list[str]:
        content = {f"plans/{name}.toml": texts(*parts) for name, parts in names.items()}
        identities = Identities(make_workspace(content))
        return [identities.of(item) for item in make_agenda(content, "2023-03-27").items]

    before, after = ids({"x": ("", "1", "")}), ids(files)
    assert before == after
    assert len(set(before)) == len(before)
    assert plan in files


def test_two_offices_have_no_entry_in_common(tmp_path: Path) -> None:
    root = workspace(tmp_path, TASK)
    ids = set()
    for name in ("", "vptu-bac-giang", "vptu-kon-tum"):
        (root / "dutrack.toml").write_text(f"[outbox]\nworkspace = '{name}'\n" if name else "", encoding="utf-8")
        ids |= {str(event["uid"]) for event in entries(calendar_of(root)).values()}
    assert len(ids) == 3


def test_the_ids_of_today_are_those_of_tomorrow(tmp_path: Path) -> None:
    """Were this to change, every calendar that was handed out would double."""
    [event] = entries(calendar_of(workspace(tmp_path, TASK))).values()
    assert str(event["uid"]) == "c6e8ead5-bc60-5318-a616-125cb44f6d36"
