"""A workspace as it is being edited: always what a fresh reading of it says, with as little reading as can be."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from desks import OFFICE, PLAN, ROOT, TODAY, codes, hints, office, problems, replaced, write
from hypothesis import given, settings
from hypothesis import strategies as st

from dutrack.agenda import build_agenda
from dutrack.check import check
from dutrack.errors import DutrackError
from dutrack.lsp.deadlines import deadlines
from dutrack.lsp.desk import Desk
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

OTHER = "plans/ngan-sach.toml"
RECORDS = "plans/progress/to-chuc.toml"
DATA = Path(__file__).parent / "data"


def fresh(desk: Desk) -> list[object]:
    """Return what ``dutrack check`` says of the same files."""
    return list(check(build_agenda(load_workspace(desk.root, desk.files), TODAY)))


@pytest.mark.parametrize("root", [ROOT, OFFICE, DATA / "report", DATA / "nhac-viec"], ids=lambda path: path.name)
def test_findings_are_those_of_check(root: Path) -> None:
    desk = Desk(root)
    assert problems(desk) == fresh(desk)


LINES = """
# lời ghi
x = 1
owner = "Ban Tổ chức Tỉnh ủy"
owner = "Huyện ủy An Lão"
deadline = "quý IV/2023"
deadline = "khi nào đó"
deadline = "
awaits = ["huong-dan"]
awaits = ["task:I.2"]
awaits = [
[[tasks]]
[[events]]
id = "moi"
same_as = "114-QĐ/TW"
replaced_by = "ngan-sach"
formerly = ["to-chuc"]
issued = 2023-03-01
[owners.huyen-a]
name = "Huyện ủy An Lão"
valid_to = 2023-01-31
[calendar]
off = [2023-03-14]
"20230311T020000.000000Z-dddd" = { kind = "event", event = "huong-dan", on = 2023-03-10 }
"20230311T020000.000000Z-eeee" = { kind = "done", task = "I.1", on = 2023-03-10 }
""".split("\n")
edits = st.tuples(st.sampled_from([PLAN, OTHER, RECORDS, "dutrack.toml"]), st.integers(0, 90), st.sampled_from(LINES))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(edits, st.booleans()), min_size=1, max_size=8))
def test_findings_stay_those_of_check_whatever_is_typed(typed: list[tuple[tuple[str, int, str], bool]]) -> None:
    with TemporaryDirectory() as folder:
        desk = office(Path(folder))
        before = {name: desk.files.text(name) for name in desk.names()}
        for (name, number, line), takes_place in typed:
            lines = desk.files.text(name).split("\n")
            place = number % len(lines)
            lines[place : place + takes_place] = [line]
            write(desk, name, "\n".join(lines))
            found = problems(desk)
            if not any(desk.is_broken(name) for name in before):
                assert found == fresh(desk)
        for name, text in before.items():
            write(desk, name, text)
        assert problems(desk) == fresh(desk)


def test_only_the_changed_plan_is_looked_at_anew(tmp_path: Path) -> None:
    desk = office(tmp_path)
    workspace = desk.workspace
    assert workspace is not None
    views = {plan.path: desk.view(plan, TODAY) for plan in workspace.plans}
    write(desk, PLAN, desk.files.text(PLAN) + "# lời ghi\n")
    write(desk, "dutrack.toml", desk.files.text("dutrack.toml") + "# lời ghi\n")
    workspace = desk.workspace
    assert workspace is not None
    anew = {plan.path for plan in workspace.plans if desk.view(plan, TODAY) is not views[plan.path]}
    assert anew == {PLAN}


@pytest.mark.parametrize(
    ("name", "old", "new", "looked_at"),
    [
        pytest.param("dutrack.toml", "Văn phòng Tỉnh ủy", "Văn phòng", {PLAN, OTHER}, id="a-body-has-another-name"),
        pytest.param(RECORDS, "III.1@huyen-a", "III.1@huyen-b", {PLAN}, id="a-record-of-one-plan"),
        pytest.param(PLAN, 'monitor = "', 'replaced_by = "ngan-sach"\nmonitor = "', {PLAN}, id="a-plan"),
    ],
)
def test_what_a_change_can_touch_is_looked_at_anew(
    tmp_path: Path, name: str, old: str, new: str, looked_at: set[str]
) -> None:
    desk = office(tmp_path)
    assert desk.workspace is not None
    views = {plan.path: desk.view(plan, TODAY) for plan in desk.workspace.plans}
    write(desk, name, replaced(desk, name, old, new))
    anew = {plan.path for plan in desk.workspace.plans if desk.view(plan, TODAY) is not views[plan.path]}
    assert anew == looked_at


def test_findings_of_other_files_follow_a_body(tmp_path: Path) -> None:
    desk = office(tmp_path)
    assert "D017" not in codes(desk, PLAN)
    write(desk, "dutrack.toml", replaced(desk, "dutrack.toml", "Ban Tổ chức Tỉnh ủy", "Ban Tổ chức"))
    assert "D017" in codes(desk, PLAN)


def test_days_of_other_files_follow_an_event(tmp_path: Path) -> None:
    desk = office(tmp_path)
    shared = 'title = "Quy định của Trung ương về công tác cán bộ"\n'
    write(desk, PLAN, replaced(desk, PLAN, shared, f'{shared}same_as = "114-QĐ/TW"\n'))
    plan = desk.files.text(OTHER) + (
        '[[events]]\nid = "qd"\ntitle = "Quy định"\nsame_as = "114-QĐ/TW"\n'
        '[[tasks]]\nid = "x"\ntitle = "Việc"\ndeadline = "trong 30 ngày sau khi Trung ương ban hành"\nawaits = ["qd"]\n'
    )
    write(desk, OTHER, plan)
    assert hints(desk, OTHER)["x"] == "→ 10/4/2023, thứ Hai"  # 9/3 and 30 days end on a Saturday
    write(desk, RECORDS, replaced(desk, RECORDS, "on = 2023-03-09", "on = 2023-03-10"))
    assert hints(desk, OTHER)["x"] == "→ 10/4/2023, thứ Hai"
    write(desk, RECORDS, replaced(desk, RECORDS, "on = 2023-03-10", "on = 2023-03-14"))
    assert hints(desk, OTHER)["x"] == "→ 13/4/2023, thứ Năm"


@pytest.mark.parametrize(
    "typed",
    [
        '[[tasks]]\nid = "moi"\nowner = "',
        "[[tasks]]\nawaits = [\n\n",
        "[[tasks]\n",
        '[[sections]]\nid = "Z"\ntitle =\n',
    ],
    ids=["string", "list", "header", "value"],
)
def test_a_document_that_is_broken_keeps_its_days(tmp_path: Path, typed: str) -> None:
    desk = office(tmp_path)
    before = hints(desk)
    write(desk, PLAN, replaced(desk, PLAN, "[[tasks]]", f"{typed}\n[[tasks]]"))
    assert codes(desk, PLAN) == ["D002"]
    assert hints(desk) == before
    outline = desk.outline(PLAN)
    for found in deadlines(desk, PLAN, TODAY):
        assert outline.text_of(found.node) == found.scheduled.task.deadline
        assert outline.string((*found.node.key[:-1], "id")) == found.scheduled.task.id


def test_a_broken_deadline_has_no_day(tmp_path: Path) -> None:
    desk = office(tmp_path)
    before = hints(desk)
    write(desk, PLAN, replaced(desk, PLAN, '"quý I/2023"', '"quý I/2023'))
    assert hints(desk) == {id_: hint for id_, hint in before.items() if id_ != "I.3"}


def test_broken_settings_keep_the_bodies(tmp_path: Path) -> None:
    desk = office(tmp_path)
    before = codes(desk, PLAN)
    write(desk, "dutrack.toml", desk.files.text("dutrack.toml") + "[owners")
    assert codes(desk, "dutrack.toml") == ["D002"]
    assert codes(desk, PLAN) == before
    write(desk, "dutrack.toml", "")
    assert codes(desk, "dutrack.toml") == []


def test_a_document_that_never_was_toml_says_only_so(tmp_path: Path) -> None:
    shutil.copytree(OFFICE, tmp_path, dirs_exist_ok=True)
    (tmp_path / PLAN).write_text("[plan", encoding="utf-8")
    desk = Desk(tmp_path)
    assert codes(desk, PLAN) == ["D002"]
    assert hints(desk) == {}


def test_documents_that_are_not_saved_count(tmp_path: Path) -> None:
    desk = office(tmp_path)
    head = '[plan]\ntitle = "Mới"\nissuer = "Tỉnh ủy"\nissued = 2023-03-01\n'
    write(desk, "plans/moi.toml", f'{head}[[tasks]]\nid = "1"\ntitle = "Việc"\ndeadline = "ngày 31/4/2023"\n')
    assert "D010" in codes(desk, "plans/moi.toml")
    desk.files.drop("plans/moi.toml")
    desk.touch()
    assert "plans/moi.toml" not in desk.names()
    assert codes(desk, "plans/moi.toml") == []


def test_files_that_change_on_disk_are_read_again(tmp_path: Path) -> None:
    desk = office(tmp_path)
    assert "D010" not in codes(desk, OTHER)
    path = tmp_path / OTHER
    path.write_text(path.read_text("utf-8").replace("deadline =", 'deadline = "quy"\nx ='), encoding="utf-8")
    desk.touch()
    assert "D010" in codes(desk, OTHER)
    path.unlink()
    desk.touch()
    assert OTHER not in desk.names()
    assert codes(desk, OTHER) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param(lambda root: shutil.rmtree(root / "plans"), {"dutrack.toml": ["D006"]}, id="no-plan"),
        pytest.param(
            lambda root: [path.write_bytes(b"\xff\xfe") for path in (root / "plans").glob("*.toml")],
            {"dutrack.toml": ["D006"], PLAN: ["D001"], OTHER: ["D001"]},
            id="none-readable",
        ),
    ],
)
def test_a_workspace_without_a_plan(
    tmp_path: Path, change: Callable[[Path], object], found: dict[str, list[str]]
) -> None:
    shutil.copytree(OFFICE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "dutrack.toml").write_text("lang = 1\n", encoding="utf-8")
    change(tmp_path)
    desk = Desk(tmp_path)
    assert desk.workspace is None
    assert {name: codes(desk, name) for name in desk.names() if codes(desk, name)} == found
    with pytest.raises(DutrackError):
        fresh(desk)


def test_half_a_character_is_no_utf8(tmp_path: Path) -> None:
    desk = office(tmp_path)
    write(desk, PLAN, replaced(desk, PLAN, "Hội nghị", "Hội \ud83d nghị"))
    assert codes(desk, PLAN) == ["D001"]
