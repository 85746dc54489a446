from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from dutrack.config import Config
from dutrack.i18n import language
from dutrack.problems import Place
from dutrack.toml import Target
from dutrack.workspace import NothingReadableError, NoWorkspaceError, Workspace, find_workspace, load_workspace

if TYPE_CHECKING:
    from pathlib import Path

_PLAN = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
_DONE = '"20230328T011200.{:06}Z-k3f9" = {{ kind = "done", task = "1", on = 2023-03-27 }}\n'


def _write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def _told(workspace: Workspace | NothingReadableError) -> list[str]:
    with language("en"):
        return [f"{p.place.path}:{p.place.line} {p.code.value} {p.message}" for p in workspace.problems]


def test_a_workspace_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "plans" / "tinh").mkdir(parents=True)
    assert find_workspace(tmp_path / "plans" / "tinh") == tmp_path
    assert find_workspace(tmp_path, upward=False) == tmp_path


def test_without_a_workspace_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "plans").write_text("no folder", "utf-8")
    with pytest.raises(NoWorkspaceError) as raised, language("en"):
        find_workspace(tmp_path, upward=False)
    with language("en"):
        assert str(raised.value.message) == f"There is no workspace in {tmp_path}: no folder plans."
        assert str(raised.value.hint) == "Make one with: dutrack new --workspace DIR"
    assert raised.value.exit_status == 2


def test_a_workspace_without_plans(tmp_path: Path) -> None:
    _write(tmp_path, {"plans/progress/x.toml": "", "plans/.an.toml": "", "plans/ghi-chu.md": ""})
    with pytest.raises(NoWorkspaceError) as raised:
        load_workspace(tmp_path)
    with language("en"):
        assert str(raised.value.message) == f"The workspace {tmp_path} has no plan: plans holds no TOML file."


def test_nothing_readable_says_why_of_each_file(tmp_path: Path) -> None:
    _write(tmp_path, {"dutrack.toml": "x", "plans/a.toml": "x", "plans/b.toml": "format = 9"})
    with pytest.raises(NothingReadableError) as raised:
        load_workspace(tmp_path)
    assert _told(raised.value) == [
        "dutrack.toml:1 D002 After the key an equals sign is missing.",
        "plans/a.toml:1 D002 After the key an equals sign is missing.",
        "plans/b.toml:1 D003 The file has format 9; this version reads up to 1.",
    ]
    assert raised.value.exit_status == 2


def test_a_whole_workspace(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "dutrack.toml": '[owners.a]\nname = "Ban A"\n',
            "plans/b.toml": f'{_PLAN}formerly = ["old"]\n[[tasks]]\nid = "1"\ntitle = "Việc"\n',
            "plans/tinh/a.toml": f'{_PLAN}[[tasks]]\nid = "2"\ntitle = "Việc"\nformerly = "b/9"\n',
            "plans/progress/b.toml": "[records]\n" + _DONE.format(2) + _DONE.format(3).replace('"1"', '"9"'),
            "plans/progress/old.toml": "[records]\n" + _DONE.format(1),
        },
    )
    workspace = load_workspace(tmp_path)
    assert workspace.problems == ()
    assert [plan.id for plan in workspace.plans] == ["b", "a"]
    b, a = workspace.plans
    assert [record.key[16:22] for record in workspace.records_of(b)] == ["000001", "000002"]
    assert [getattr(record, "task", None) for record in workspace.records_of(a)] == ["2"]
    assert workspace.plan("b") is b
    assert workspace.plan("old") is b
    assert workspace.plan("c") is None
    assert [body.name for body in workspace.directory.bodies] == ["Ban A"]
    assert workspace.places("plans/b.toml").find(("tasks", 0), Target.HEADER) == Place("plans/b.toml", 6, 1, 6, 10)


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "dutrack.toml": "language = 'en",
            "plans/a.toml": _PLAN.encode("utf-16"),
            "plans/b.toml": _PLAN,
            "plans/c.toml/x.md": "",
            "plans/d/B_.toml": _PLAN,
            "plans/d/b.toml": f'{_PLAN}formerly = ["b", "x"]\n',
            "plans/e.toml": f'{_PLAN}formerly = ["x"]\n',
            "plans/progress/a.toml": _DONE.format(1),
            "plans/progress/b.toml": '"20230328T011200.000001Z-k3f9" = { kind = "withdrawn", record = '
            '"20230328T011200.000009Z-k3f9" }\nrách\n',
            "plans/progress/gone.toml": _DONE.format(1) + _DONE.format(2),
            "plans/progress/empty.toml": "[records]\n",
        },
    )
    workspace = load_workspace(tmp_path)
    assert _told(workspace) == [
        "dutrack.toml:1 D002 The text is not closed by a quote.",
        "plans/a.toml:0 D001 The file is UTF-16, not UTF-8.",
        "plans/c.toml:0 D001 This is a folder, not a file.",
        "plans/d/B_.toml:0 D007 The name of the file is the plan's id and may have a-z, 0-9 and - only.",
        "plans/d/B_.toml:0 D008 The plan id b is also that of plans/b.toml.",
        "plans/d/b.toml:0 D008 The plan id b is also that of plans/b.toml.",
        "plans/d/b.toml:5 D021 The earlier id b belongs to plans/b.toml.",
        "plans/e.toml:5 D021 The earlier id x belongs to plans/d/b.toml.",
        "plans/progress/b.toml:1 D037 There is no record 20230328T011200.000009Z-k3f9 to withdraw.",
        "plans/progress/b.toml:2 D030 This line is no record.",
        "plans/progress/gone.toml:0 D033 2 records belong to a plan that is not there: gone.",
    ]
    assert workspace.config == Config(unsound=("mail", "outbox"))
    assert [(plan.id, plan.path) for plan in workspace.plans] == [
        ("b", "plans/b.toml"),
        ("b?2", "plans/d/B_.toml"),
        ("b?3", "plans/d/b.toml"),
        ("e", "plans/e.toml"),
    ]
    assert len(workspace.records["gone"]) == 2


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_broken_link_is_a_problem_of_that_file(tmp_path: Path) -> None:
    _write(tmp_path, {"plans/a.toml": _PLAN})
    (tmp_path / "plans" / "b.toml").symlink_to(tmp_path / "nowhere")
    assert _told(load_workspace(tmp_path)) == ["plans/b.toml:0 D001 The file is not there: a broken link?"]


class _Edited:
    """Files that are in no folder, such as those of a git revision."""

    def __init__(self, **files: bytes | OSError) -> None:
        self._files = {f"plans/{name}.toml": content for name, content in files.items()}

    def names(self) -> tuple[str, ...]:
        return tuple(self._files)

    def read(self, name: str) -> bytes:
        content = self._files[name]
        if isinstance(content, OSError):
            raise content
        return content


def test_files_need_no_folder(tmp_path: Path) -> None:
    files = _Edited(a=_PLAN.encode(), b=PermissionError(13, "denied"), c=OSError(5, "Input/output error"))
    workspace = load_workspace(tmp_path, files)
    assert [plan.id for plan in workspace.plans] == ["a"]
    assert _told(workspace) == [
        "plans/b.toml:0 D001 Reading the file is not permitted.",
        "plans/c.toml:0 D001 The file cannot be read: Input/output error.",
    ]
    # A file that went since it was read has no places; asking for one is no error.
    assert workspace.places("plans/b.toml").find(("plan",)) == Place("plans/b.toml", 1, 1, 1, 1)


@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
def test_a_pipe_is_reported_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "ok.toml").write_text(
        '[plan]\ntitle = "T"\nissuer = "I"\nissued = 2023-01-01\n', encoding="utf-8"
    )
    os.mkfifo(tmp_path / "plans" / "pipe.toml")
    with language("en"):
        assert [(problem.code, problem.place.path) for problem in load_workspace(tmp_path).problems] == [
            ("D001", "plans/pipe.toml")
        ]


def test_a_folder_that_cannot_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = tmp_path / "plans" / "hidden"
    hidden.mkdir(parents=True)
    (tmp_path / "plans" / "ok.toml").write_text(
        '[plan]\ntitle = "T"\nissuer = "I"\nissued = 2023-01-01\n', encoding="utf-8"
    )
    scandir = os.scandir

    def refuse(path: str = ".") -> Any:
        if os.fspath(path) == os.fspath(hidden):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    problems = load_workspace(tmp_path).problems
    assert [(problem.code, problem.place.path) for problem in problems] == [("D001", "plans/hidden")]


def test_plans_that_may_not_be_read_are_not_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans").mkdir()

    def refuse(path: str | Path = ".") -> Any:
        raise PermissionError(13, "Permission denied", os.fspath(path))

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "listdir", refuse)  # what Path.iterdir asks, by its version
    with pytest.raises(NothingReadableError) as raised:
        load_workspace(tmp_path)
    assert [(problem.code, problem.place.path) for problem in raised.value.problems] == [("D001", "plans")]
