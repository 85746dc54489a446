"""Which commit the data of a workspace is."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dutrack.revision import Commit, Revision, commits_of, revision_of

SMALL = Path(__file__).parent / "data" / "report"


def git(root: Path, *args: str, day: str = "2023-06-01", **environment: str) -> str:
    when = f"{day}T23:30:00+07:00"
    told = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when, **environment,
    }  # fmt: skip
    who = ("-c", "user.name=vptu", "-c", "user.email=vptu@example.org", "-c", "core.autocrlf=false")
    command = ("git", "-C", str(root), *who, *args)
    return subprocess.run(command, check=True, capture_output=True, env=told, encoding="utf-8").stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A workspace that is all in one commit."""
    root = Path(shutil.copytree(SMALL, tmp_path / "work"))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Nhận kế hoạch")
    return root


def test_the_last_commit_that_touched_the_data(repository: Path) -> None:
    commit = git(repository, "rev-parse", "HEAD")
    (repository / "README").write_text("x", encoding="utf-8")
    (repository / "plans" / "note.txt").write_text("x", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Not about data", day="2023-06-09")
    assert revision_of(repository) == Revision(commit, date(2023, 6, 1), changed=False)


@pytest.mark.parametrize("name", ["dutrack.toml", "plans/to-chuc.toml", "plans/progress/to-chuc.toml"])
def test_each_kind_of_data_counts(name: str, repository: Path) -> None:
    with (repository / name).open("a", encoding="utf-8") as file:
        file.write("# sửa\n")
    assert revision_of(repository).changed
    git(repository, "commit", "-q", "-a", "-m", "Sửa", day="2023-06-10")
    assert revision_of(repository) == Revision(git(repository, "rev-parse", "HEAD"), date(2023, 6, 10), changed=False)


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("plans/moi.toml", True),  # read, though git does not know it
        ("plans/tinh/moi.toml", True),
        ("plans/bo-qua.toml", True),  # read, though git ignores it
        ("plans/note.txt", False),
        ("other.toml", False),
    ],
)
def test_new_files(name: str, changed: bool, repository: Path) -> None:
    (repository / ".git" / "info" / "exclude").write_text("bo-qua*\n", encoding="utf-8")
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).write_text("[plan]\n", encoding="utf-8")
    assert revision_of(repository).changed is changed


def test_a_deleted_plan_is_a_change(repository: Path) -> None:
    (repository / "plans" / "mat.toml").unlink()
    assert revision_of(repository).changed


def test_every_commit_that_touched_the_data(repository: Path) -> None:
    files = {"dutrack.toml", "plans/to-chuc.toml", "plans/progress/to-chuc.toml"}
    (repository / "README").write_text("x", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Not about data", day="2023-06-09")
    plan = repository / "plans" / "tỉnh ủy" / "mới.toml"
    plan.parent.mkdir()
    plan.write_text("[plan]\n", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Thêm kế hoạch", day="2023-06-10")
    last, first = commits_of(repository)
    assert last == Commit(datetime(2023, 6, 10, 16, 30, tzinfo=UTC), frozenset({"plans/tỉnh ủy/mới.toml"}))
    assert files <= first.paths


def test_commits_of_a_workspace_inside_a_repository(repository: Path) -> None:
    inner = repository / "sub" / "văn phòng"
    shutil.copytree(SMALL, inner)
    assert commits_of(inner) == ()
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Thêm", day="2023-06-11")
    (found,) = commits_of(inner)
    assert "plans/to-chuc.toml" in found.paths
    assert len(commits_of(repository)) == 1


def test_a_workspace_inside_a_repository(repository: Path) -> None:
    inner = repository / "sub" / "văn phòng"
    shutil.copytree(SMALL, inner)
    outer = revision_of(repository)
    assert revision_of(inner) == Revision(None, None, changed=True)
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Thêm", day="2023-06-11")
    assert revision_of(inner).day == date(2023, 6, 11)
    assert revision_of(repository) == outer


def test_before_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert revision_of(tmp_path) == Revision(None, None, changed=False)


def test_not_in_git(tmp_path: Path) -> None:
    assert revision_of(tmp_path) is None
    assert commits_of(tmp_path) == ()


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert revision_of(repository) is None


def test_run_by_a_hook_of_another_repository(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = revision_of(repository)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere" / "index"))
    assert revision_of(repository) == expected


def test_the_same_commit_and_day_give_the_same_report(repository: Path, tmp_path: Path, cli) -> None:
    """A clone elsewhere, with files written at another time, gives the same bytes."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(repository), str(clone))
    commit = revision_of(repository).commit
    for form in ("table", "json", "csv", "md"):
        args = ("report", "--today", "2023-06-30", "--format", form, "-C")
        out = cli(*args, repository).out
        assert commit[:12] in out
        assert out == cli(*args, clone).out
    with (clone / "dutrack.toml").open("a", encoding="utf-8") as file:
        file.write("# sửa\n")
    head = cli("report", "--today", "2023-06-30", "-C", clone).out.splitlines()[1]
    assert head == f"Data: commit {commit[:12]} of 2023-06-01, changed since."
