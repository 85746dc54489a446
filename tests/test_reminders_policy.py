"""Who is told of what and when: points of the ladder, roles, bodies that change, and that nothing is told twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dutrack.agenda import build_agenda
from dutrack.dates.calendar import Calendar
from dutrack.dates.counting import Period, Unit
from dutrack.reminders.contracts import Moment, Reader, Role
from dutrack.reminders.policy import concerns, planned, works
from dutrack.reminders.session import past_moments
from dutrack.reminders.told import Told
from dutrack.schedule.ladder import Ladder
from dutrack.schedule.policy import Policy, PolicyEntry

BUILT_IN = Policy().reminding(date(2023, 1, 1), PolicyEntry())
CALENDAR = Calendar()


def days(*counts: int) -> tuple[Period, ...]:
    return tuple(Period(count, Unit.DAY) for count in counts)


# Due on Friday 31/3/2023.
@pytest.mark.parametrize(
    ("day", "point"),
    [
        ("2023-02-28", None),
        ("2023-03-01", -30),
        ("2023-03-23", -30),
        ("2023-03-24", -7),
        ("2023-03-29", -7),
        ("2023-03-30", -1),
        ("2023-03-31", 0),
        ("2023-04-02", 0),  # a Sunday: the day after the due day is a day off
        ("2023-04-03", 1),
        ("2023-04-07", 7),
        ("2023-04-13", 7),
        ("2023-04-14", 14),
        ("2023-04-28", 28),
        ("2023-05-25", 28),
        ("2023-05-26", 56),  # the last one repeats
        ("2023-06-23", 84),
        ("2033-06-24", 3724),  # 133 times 28
    ],
)
def test_the_built_in_ladder(day: str, point: int | None) -> None:
    assert Ladder(BUILT_IN, CALENDAR).reached(date(2023, 3, 31), date.fromisoformat(day)) == point


@pytest.mark.parametrize(
    ("due", "day", "point"),
    [
        # Due on Sunday: the day before and the day itself both fall on Friday, and are one.
        ("2023-04-02", "2023-03-30", -7),
        ("2023-04-02", "2023-03-31", 0),
        ("2023-04-02", "2023-04-03", 1),
        # Due on Monday: the day before is told on Friday.
        ("2023-04-03", "2023-03-31", -1),
        # Due within Tết 2024 (8-14 February are off): told on the last working day before.
        ("2024-02-12", "2024-02-07", 0),
        # Overdue within Tết: told on the first working day after.
        ("2024-02-07", "2024-02-14", 0),
        ("2024-02-07", "2024-02-15", 7),
        ("2024-02-29", "2024-03-07", 7),
        ("2023-12-31", "2023-12-29", 0),
        ("2023-12-31", "2024-01-02", 1),
    ],
)
def test_days_off(due: str, day: str, point: int) -> None:
    assert Ladder(BUILT_IN, CALENDAR).reached(date.fromisoformat(due), date.fromisoformat(day)) == point


@pytest.mark.parametrize(
    ("ahead", "overdue", "day", "point"),
    [
        ((), days(1), "2023-03-31", None),
        (days(7), (), "2024-03-29", -7),  # nothing after the due day
        ((), (), "2024-03-29", None),
        (days(0), days(0), "2024-03-29", 0),  # a repeated 0 comes to nothing
        ((Period(1, Unit.MONTH),), (), "2023-02-28", -31),
        ((Period(3, Unit.WORKING_DAY),), (), "2023-03-28", -3),
        ((), (Period(1, Unit.MONTH),), "2023-06-01", 61),  # 30 April and 31 May, moved off 30/4-3/5
        ((), (Period(2, Unit.WEEK),), "2023-05-12", 42),
        ((Period(9999, Unit.YEAR),), (Period(9999, Unit.YEAR),), "2023-03-31", None),
    ],
)
def test_ladders_as_set(ahead, overdue, day, point) -> None:
    ladder = Ladder(replace(BUILT_IN, ahead=ahead, overdue=overdue), CALENDAR)
    assert ladder.reached(date(2023, 3, 31), date.fromisoformat(day)) == point


@pytest.mark.parametrize(
    ("first", "day", "point"),
    [
        (7, "2023-04-06", None),
        (7, "2023-04-07", 7),
        (7, "2023-04-14", 14),
        (30, "2023-04-28", None),
        (30, "2023-05-02", None),  # 30 April and the days after it are off
        (30, "2023-05-04", 30),
        (30, "2023-05-26", 56),
    ],
)
def test_points_of_those_who_urge(first: int, day: str, point: int | None) -> None:
    ladder = Ladder(BUILT_IN, CALENDAR)
    assert ladder.reached_after(date(2023, 3, 31), date.fromisoformat(day), days(first)[0]) == point


DIRECTORY = """
[owners.a]
name = "Ban A"
email = "a@example.org"
leader = "truong.a@example.org"
[owners.b]
name = "Ban B"
email = "b@example.org"
[owners.vp]
name = "Văn phòng"
email = "vp@example.org"
[owners.im]
name = "Ban im lặng"
[owners.cu]
name = "Ban cũ"
email = "cu@example.org"
valid_to = 2023-03-31
succeeded_by = ["moi", "sau"]
[owners.moi]
name = "Ban mới"
email = "moi@example.org"
valid_from = 2023-04-01
[owners.sau]
name = "Ban sau nữa"
email = "sau@example.org"
valid_from = 2023-06-01
[owners.het]
name = "Ban hết"
email = "het@example.org"
valid_to = 2023-03-31
[groups.nhom]
name = "Các ban"
members = ["a", "b"]
[groups.khong-ro]
name = "Các cấp ủy"
members = "unlisted"
"""
HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-01-03\nmonitor = "Văn phòng"\n'
DUE = date(2023, 3, 31)


def task(owner: str | None = "Ban A", deadline: str = "ngày 31/3/2023", id_: str = "1", more: str = "") -> str:
    lead = f'owner = "{owner}"\n' if owner else ""
    return f'[[tasks]]\nid = "{id_}"\ntitle = "Việc {id_}"\n{lead}deadline = "{deadline}"\n{more}\n'


def record(number: int, fields: str) -> str:
    return f'"20230103T0200{number:02}.000000Z-aaaa" = {{ {fields} }}\n'


@pytest.fixture(scope="session")
def tell(make_agenda):
    """Return who is newly told what on a day: {"a": ["lead 1 0"]}; the leader of a is "a!", the operator ""."""

    def make(tasks: str, day: str, told=(), records: str = "", head: str = HEAD) -> dict[str, list[str]]:
        files = {"dutrack.toml": DIRECTORY, "plans/x.toml": head + tasks}
        if records:
            files["plans/progress/x.toml"] = f"[records]\n{records}"
        agenda = make_agenda(files, day)
        found = planned(concerns(agenda), Told(told, agenda.workspace.plans))
        return {_name(reader): [_show(moment) for moment in digest.new] for reader, digest in found.items()}

    return make


def _name(reader: Reader) -> str:
    return reader.body + "!" * reader.leader


def _show(moment: Moment) -> str:
    return f"{moment.role.value} {moment.unit} {moment.label}"


def lead(label: str, *, unit: str = "1", due: date | None = DUE, body: str = "a", extensions: int = 0) -> Moment:
    return Moment("x", unit.partition("/")[0], unit, due, label, Role.LEAD, body, extensions)


@pytest.mark.parametrize(
    ("tasks", "day", "told"),
    [
        pytest.param(task(), "2023-03-24", {"a": ["lead 1 -7"]}, id="lead"),
        pytest.param(task(), "2023-02-01", {}, id="too-early"),
        pytest.param(task(), "2023-04-06", {"a": ["lead 1 +1"]}, id="monitor-not-yet"),
        pytest.param(task(), "2023-04-07", {"a": ["lead 1 +7"], "vp": ["monitor 1 +7"]}, id="monitor"),
        pytest.param(
            task(), "2023-05-04", {"a": ["lead 1 +28"], "vp": ["monitor 1 +28"], "a!": ["leader 1 +30"]}, id="leader"
        ),
        pytest.param(
            task("Văn phòng"), "2023-05-04", {"vp": ["lead 1 +28"]}, id="who-monitors-and-leads-is-told-once-as-lead"
        ),
        pytest.param(
            task(more="monitor_after = '1 ngày'\nleader_after = '400 ngày'"),
            "2023-04-03",
            {"a": ["lead 1 +1"], "vp": ["monitor 1 +1"]},
            id="a-task-has-its-own",
        ),
        pytest.param(task(more="remind = []\nremind_overdue = []"), "2023-04-05", {}, id="a-task-without-reminders"),
        pytest.param(
            task(more="monitor_after = '0 ngày'"), "2023-03-31", {"a": ["lead 1 0"]}, id="nobody-urges-on-the-due-day"
        ),
        pytest.param(
            task(more='with = ["Ban B", "các cơ quan liên quan", "Ban A"]\nremind_with = true'),
            "2023-03-31",
            {"a": ["lead 1 0"], "b": ["cooperating 1 0"]},
            id="cooperating",
        ),
        pytest.param(
            task(more='with = ["Các ban"]\nremind_with = true'),
            "2023-03-31",
            {"a": ["lead 1 0"], "b": ["cooperating 1 0"]},
            id="a-cooperating-group",
        ),
        pytest.param(task(more='with = ["Ban B"]'), "2023-03-31", {"a": ["lead 1 0"]}, id="cooperating-not-wanted"),
        pytest.param(
            task("Các ban"), "2023-03-31", {"a": ["lead 1@a 0"], "b": ["lead 1@b 0"]}, id="members-of-a-group"
        ),
        pytest.param(
            '[[tasks]]\nid = "1"\ntitle = "Việc"\nowner = ["Ban A", "Ban B"]\ndeadline = "ngày 31/3/2023"\n',
            "2023-03-31",
            {"a": ["lead 1 0"], "b": ["lead 1 0"]},
            id="joint-leads",
        ),
        pytest.param(task("Các cấp ủy"), "2023-03-31", {"": ["lead 1 0"]}, id="unlisted-group-goes-to-the-operator"),
        pytest.param(task("Ban lạ"), "2023-03-31", {"": ["lead 1 0"]}, id="unknown-body"),
        pytest.param(task(None), "2023-03-31", {"": ["lead 1 0"]}, id="nobody-leads"),
        pytest.param(task("Ban im lặng"), "2023-03-31", {"": ["lead 1 0"]}, id="no-address"),
        pytest.param(task("Ban cũ"), "2023-03-31", {"cu": ["lead 1 0"]}, id="its-last-day"),
        pytest.param(task("Ban cũ"), "2023-04-03", {"moi": ["lead 1 +1"]}, id="a-successor-from-its-day"),
        pytest.param(
            task("Ban cũ"),
            "2023-06-01",
            {"moi": ["lead 1 +56"], "sau": ["lead 1 +56"], "vp": ["monitor 1 +56"]},
            id="every-successor",
        ),
        pytest.param(task("Ban hết"), "2023-04-03", {"": ["lead 1 +1"]}, id="ended-without-successor"),
        pytest.param(task(deadline="thường xuyên"), "2023-02-01", {}, id="standing-before-its-review"),
        pytest.param(
            task(deadline="thường xuyên"),
            "2023-03-31",
            {"a": ["lead 1 review:2023-03-31"]},
            id="standing-at-its-review",
        ),
        pytest.param(task(deadline="bao giờ cũng được"), "2023-03-31", {}, id="not-understood-is-only-listed"),
        pytest.param(
            task(deadline="hằng năm"),
            "2024-12-31",
            {"a": ["lead 1/2023 +364", "lead 1/2024 0"], "vp": ["monitor 1/2023 +364"], "a!": ["leader 1/2023 +364"]},
            id="each-occurrence-has-its-own-ladder",
        ),
    ],
)
def test_who_is_told(tasks: str, day: str, told: dict[str, list[str]], tell) -> None:
    assert tell(tasks, day) == told


def test_an_ended_plan_urges_nobody(tell) -> None:
    head = HEAD + "ended = 2023-04-01\n"
    assert tell(task(), "2023-03-31", head=head) == {"a": ["lead 1 0"]}
    assert tell(task(), "2023-04-03", head=head) == {}


@pytest.mark.parametrize(("kind", "left"), [("done", {}), ("cancelled", {}), ("note", {"a": ["lead 1 +1"]})])
def test_what_is_closed_is_not_told(kind: str, left: dict[str, list[str]], tell) -> None:
    records = record(1, f'kind = "{kind}", task = "1", on = 2023-03-30, reason = "x", note = "y"')
    assert tell(task(), "2023-04-03", records=records) == left


EVENT = '[[events]]\nid = "e"\ntitle = "Quy định"\n'


def test_an_event_releases_once(tell) -> None:
    tasks = EVENT + task(deadline="sau khi Trung ương ban hành", more='awaits = ["e"]')
    happened = record(1, 'kind = "event", event = "e", on = 2023-03-20')
    assert tell(tasks, "2023-03-20") == {}
    assert tell(tasks, "2023-03-20", records=happened) == {"a": ["lead 1 released"]}
    told = [lead("released", due=None)]
    assert tell(tasks, "2023-03-21", told, records=happened) == {}
    # The day of the event is corrected: it is the same release.
    assert tell(tasks, "2023-03-21", told, records=happened + record(2, 'kind="event", event="e", on=2023-03-17')) == {}


def test_an_event_releases_a_series_once(tell) -> None:
    tasks = EVENT + task(deadline="hằng tháng sau khi Trung ương ban hành", more='awaits = ["e"]')
    happened = record(1, 'kind = "event", event = "e", on = 2023-03-01')
    (new,) = tell(tasks, "2023-03-01", records=happened).values()
    assert [moment for moment in new if "released" in moment] == ["lead 1 released"]


@pytest.mark.parametrize(
    ("told", "day", "new"),
    [
        pytest.param([lead("-7")], "2023-03-27", [], id="told"),
        pytest.param([lead("-7")], "2023-03-30", ["lead 1 -1"], id="the-next"),
        pytest.param([lead("-30")], "2023-04-05", ["lead 1 +1"], id="missed-ones-once-by-the-latest"),
        pytest.param([lead("+1")], "2023-03-31", [], id="a-later-one-closes-the-earlier"),
        pytest.param([lead("-7", body="b")], "2023-03-27", ["lead 1 -7"], id="another-body"),
        pytest.param([lead("-7", unit="2")], "2023-03-27", ["lead 1 -7"], id="another-unit"),
        pytest.param([lead("0", due=date(2023, 3, 24))], "2023-03-31", [], id="due-moved-by-a-week"),
        pytest.param([lead("0", due=date(2023, 4, 7))], "2023-03-31", [], id="due-moved-back-by-a-week"),
        pytest.param([lead("0", due=date(2023, 3, 23))], "2023-03-31", ["lead 1 0"], id="due-moved-by-more"),
        pytest.param([lead("0", due=date(2023, 3, 30), extensions=1)], "2023-03-31", ["lead 1 0"], id="by-extension"),
        pytest.param([lead("0", extensions=1)], "2023-03-31", [], id="extended-to-the-same-day"),
    ],
)
def test_what_was_told(told: list[Moment], day: str, new: list[str], tell) -> None:
    assert tell(task(), day, told) == ({"a": new} if new else {})


def test_an_extension_begins_a_new_ladder(tell) -> None:
    extended = record(1, 'kind = "extended", task = "1", to = "ngày 03/4/2023", on = 2023-03-30, reason = "x"')
    told = [lead("-7"), lead("-1")]
    assert tell(task(), "2023-03-30", told) == {}
    assert tell(task(), "2023-03-30", told, records=extended) == {"a": ["lead 1 -7"]}
    told.append(lead("-7", due=date(2023, 4, 3), extensions=1))
    assert tell(task(), "2023-03-30", told, records=extended) == {}


@pytest.mark.parametrize(
    ("former", "moment"),
    [
        ('formerly = ["old"]\n', lead("-7")),
        ('formerly = ["old"]\n', replace(lead("-7"), task="0", unit="0@a")),
        ("", replace(lead("-7"), task="0", unit="0@a")),
    ],
)
def test_what_was_told_under_earlier_ids(former: str, moment: Moment, tell) -> None:
    if former:
        moment = replace(moment, plan="old")
    moment = replace(moment, unit=moment.unit.partition("@")[0] + "@a")
    tasks = task("Các ban", more='formerly = ["0"]')
    assert tell(tasks, "2023-03-27", [moment], head=HEAD + former) == {"b": ["lead 1@b -7"]}


def test_a_task_that_came_from_another_plan(tell) -> None:
    moment = replace(lead("-7"), plan="other", task="III.2", unit="III.2")
    assert tell(task(more='formerly = ["other/III.2"]'), "2023-03-27", [moment]) == {}


@pytest.mark.parametrize(
    ("tasks", "day", "listed"),
    [
        pytest.param(task(more="remind = []"), "2023-03-23", False, id="ahead-and-not-reminded-of"),
        pytest.param(task(more="remind = ['30 ngày']"), "2023-03-23", True, id="ahead-and-reminded-of"),
        pytest.param(task(more="remind = []"), "2023-03-24", True, id="due-soon"),
        pytest.param(task(deadline="bao giờ cũng được"), "2023-03-24", True, id="needs-a-date"),
        pytest.param(task(deadline="thường xuyên"), "2023-03-24", False, id="standing"),
        pytest.param(task(deadline="thường xuyên"), "2023-03-31", True, id="to-be-reviewed"),
    ],
)
def test_what_every_digest_lists(tasks: str, day: str, *, listed: bool, make_agenda) -> None:
    agenda = make_agenda({"dutrack.toml": DIRECTORY, "plans/x.toml": HEAD + tasks}, day)
    assert [concern.open for concern in concerns(agenda)] == [listed]


def test_a_digest_lists_everything_open(make_agenda) -> None:
    tasks = task(deadline="ngày 20/3/2023") + task(id_="2") + task(id_="3", deadline="năm 2025")
    agenda = make_agenda({"dutrack.toml": DIRECTORY, "plans/x.toml": HEAD + tasks}, "2023-03-31")
    told = Told([lead("+7", due=date(2023, 3, 20))])
    digest = planned(concerns(agenda), told)[Reader("a")]
    assert [(found.item.unit, found.open) for found in digest.concerns] == [("1", True), ("2", True), ("3", False)]
    assert [_show(moment) for moment in digest.new] == ["lead 2 0"]


@pytest.mark.parametrize(
    ("day", "working"), [("2023-03-31", True), ("2023-04-01", False), ("2024-02-09", False), ("2023-01-02", False)]
)
def test_days_on_which_nobody_is_told(day: str, working: bool, make_agenda) -> None:
    assert works(make_agenda({"plans/x.toml": HEAD + task()}, day)) is working


def test_what_counts_as_sent_from_now_on(make_agenda) -> None:
    tasks = task() + task(id_="2", deadline="ngày 03/4/2023") + task(id_="3", deadline="ngày 01/02/2023")
    agenda = make_agenda({"dutrack.toml": DIRECTORY, "plans/x.toml": HEAD + tasks}, "2023-03-31")
    told = Told(past_moments(agenda))
    new = planned(concerns(agenda), told)
    # Due today, and due on Monday (the day before is told today); the overdue one had its turn.
    assert {_name(reader): [_show(m) for m in digest.new] for reader, digest in new.items()} == {
        "a": ["lead 1 0", "lead 2 -1"]
    }


DEADLINES = ("ngày 31/3/2023", "quý I/2023", "hằng tháng", "thường xuyên", "trước ngày 15/02/2023", "năm 2023", "x")
OWNERS = ("Ban A", "Ban B", "Các ban", "Ban cũ", "Ban lạ", None)
SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def plans(draw: st.DrawFn) -> str:
    chosen = draw(st.lists(st.tuples(st.sampled_from(OWNERS), st.sampled_from(DEADLINES)), min_size=1, max_size=4))
    return "".join(
        task(owner, deadline, str(number), 'with = ["Ban B"]\nremind_with = true')
        for number, (owner, deadline) in enumerate(chosen, 1)
    )


@SOME
@given(tasks=plans(), offsets=st.lists(st.integers(0, 150), min_size=1, max_size=8), random=st.randoms())
def test_nothing_is_told_twice(tasks, offsets, random, make_workspace) -> None:
    """On whichever days it runs, also when the clock goes back, and in whichever order what was told is read."""
    workspace = make_workspace({"dutrack.toml": DIRECTORY, "plans/x.toml": HEAD + tasks})
    told: list[Moment] = []
    for offset in offsets:
        agenda = build_agenda(workspace, date(2023, 1, 3) + timedelta(offset))
        new = [m for digest in planned(concerns(agenda), Told(told)).values() for m in digest.new]
        assert len(set(map(_identity, new))) == len(new)
        assert not set(map(_identity, new)) & set(map(_identity, told))
        told += new
        random.shuffle(told)
        assert planned(concerns(agenda), Told(told)) == {}


@SOME
@given(tasks=plans(), offset=st.integers(0, 150))
def test_running_every_day_ends_where_running_once_does(tasks, offset, make_workspace) -> None:
    """What one late run tells is the last that daily runs have told: nothing is lost by missing runs."""
    workspace = make_workspace({"dutrack.toml": DIRECTORY, "plans/x.toml": HEAD + tasks})
    last = build_agenda(workspace, date(2023, 1, 3) + timedelta(offset))
    told: list[Moment] = []
    for back in range(min(offset, 40), -1, -1):
        agenda = build_agenda(workspace, last.today - timedelta(back))
        told += [m for digest in planned(concerns(agenda), Told(told)).values() for m in digest.new]
    once = [m for digest in planned(concerns(last), Told(())).values() for m in digest.new]
    assert set(map(_identity, once)) <= set(map(_identity, told))


def _identity(moment: Moment) -> tuple[object, ...]:
    return (moment.plan, moment.task, moment.unit, moment.due, moment.label, moment.role, moment.body)
