"""Records in a git repository: branches merge by themselves, and each record can be committed."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dutrack.i18n import language
from dutrack.progress import Kind, read_progress
from dutrack.progress.append import append
from dutrack.progress.commit import CannotCommitError, commit, git_user
from dutrack.progress.entry import entry

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git")

_PATH = "plans/progress/p.toml"


def _git(root: Path, *args: str) -> str:
    return subprocess.run(["git", "-C", str(root), *args], capture_output=True, check=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository of its own, whatever git's settings on this machine are."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    _git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    _git(tmp_path, "config", "user.name", "Văn phòng")
    _git(tmp_path, "config", "user.email", "vp@example.org")
    (tmp_path / ".gitattributes").write_text("* text=auto eol=lf\nplans/progress/*.toml merge=union\n")
    (tmp_path / ".gitignore").write_text(".dutrack/\n")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


def _record(root: Path, note: str) -> frozenset[str]:
    """Record something, and return the keys of the records."""
    return frozenset(each.key for each in append(root, [entry("p", Kind.NOTE, note=note)], datetime.now(UTC), "UTC"))


def _hook(repository: Path, script: str) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(0o755)


@pytest.mark.parametrize("there", [True, False])
def test_two_branches_that_both_appended_merge(there: bool, repository: Path) -> None:
    if there:
        _record(repository, "gốc")
        _git(repository, "add", ".")
        _git(repository, "commit", "--quiet", "--message", "First")
    for branch in ("a", "b"):
        _git(repository, "switch", "--quiet", "--create", branch, "main")
        for number in range(50):
            _record(repository, f"{branch} {number}")
        _git(repository, "add", ".")
        _git(repository, "commit", "--quiet", "--message", branch)
    _git(repository, "merge", "--quiet", "--no-edit", "a")
    assert _git(repository, "status", "--porcelain") == ""
    records, problems = read_progress(_PATH, (repository / _PATH).read_bytes(), "UTC")
    assert problems == ()
    notes = sorted(record.note or "" for record in records)
    assert notes == sorted([f"{branch} {number}" for branch in "ab" for number in range(50)] + ["gốc"] * there)


def test_a_commit_takes_the_record_and_nothing_else(repository: Path) -> None:
    for name in ("staged.txt", "changed.txt"):
        (repository / name).write_text("1")
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "--message", "Files")
    (repository / "staged.txt").write_text("2")
    (repository / "new.txt").write_text("2")
    _git(repository, "add", ".")
    (repository / "changed.txt").write_text("2")
    for note in ("một", "hai"):  # a file git does not know, and one it does
        keys = _record(repository, note)
        assert commit(repository, [_PATH], f"Ghi nhận: {note}", keys) == 0
    assert _git(repository, "status", "--porcelain").splitlines() == [" M changed.txt", "A  new.txt", "M  staged.txt"]
    log = _git(repository, "log", "--max-count=2", "--name-only", "--format=%an: %s").split("\n")
    assert [line for line in log if line] == ["Văn phòng: Ghi nhận: hai", _PATH, "Văn phòng: Ghi nhận: một", _PATH]


def test_what_another_writer_committed_is_no_error(repository: Path) -> None:
    keys = _record(repository, "x")
    commit(repository, [_PATH], "one", keys)
    commit(repository, [_PATH], "two", keys)
    assert _git(repository, "log", "--format=%s").split() == ["one", "Begin"]


def test_a_workspace_below_the_repository(repository: Path) -> None:
    (repository / "office").mkdir()
    keys = _record(repository / "office", "x")
    commit(repository / "office", [_PATH], "one", keys)
    assert _git(repository, "show", "--name-only", "--format=").strip() == f"office/{_PATH}"


def _told(root: Path, keys: frozenset[str] = frozenset()) -> str:
    with pytest.raises(CannotCommitError) as raised:
        commit(root, [_PATH], "x", keys)
    with language("en"):
        return str(raised.value.message)


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    _record(tmp_path, "x")
    assert _told(tmp_path) == "Recorded, but not committed: the workspace is in no git repository."
    assert (tmp_path / _PATH).exists()


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _told(tmp_path) == "Recorded, but not committed: git is not installed."
    assert git_user(tmp_path) is None


def test_what_git_refuses_is_told_in_its_words(repository: Path) -> None:
    (repository / ".gitignore").write_text(".dutrack/\nplans/\n")
    _record(repository, "x")
    assert _told(repository).startswith("Recorded, but not committed: git says “")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 3", "git, or a hook of it, ended with status 1 and said nothing."),  # git's own status, not the hook's
        ("echo 'kiểm tra: hỏng'; echo dòng 2 >&2; exit 1", "git says “kiểm tra: hỏng / dòng 2”."),
        ("seq 9; exit 1", "git says “… / 5 / 6 / 7 / 8 / 9”."),
    ],
    ids=["silent", "words", "many lines"],
)
def test_a_hook_that_refuses(script: str, told: str, repository: Path) -> None:
    _hook(repository, script)
    assert _told(repository, _record(repository, "x")) == f"Recorded, but not committed: {told}"
    # The next commit of something else takes nothing along.
    (repository / ".git" / "hooks" / "pre-commit").unlink()
    (repository / "other.txt").write_text("x")
    _git(repository, "add", "other.txt")
    _git(repository, "commit", "--quiet", "--message", "Other")
    assert _git(repository, "show", "--name-only", "--format=").split() == ["other.txt"]


def test_records_left_over_are_told(repository: Path) -> None:
    for note in ("một", "hai"):
        _record(repository, note)
    assert commit(repository, [_PATH], "three", _record(repository, "ba")) == 2
    assert commit(repository, [_PATH], "four", _record(repository, "bốn")) == 0
    assert _git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("một", "một (sửa)"),
        lambda text: text + "# xem lại\n",
        lambda text: text + "chưa xong\n",
        lambda _: "",
    ],
    ids=["a changed line", "a remark", "a broken line", "all deleted"],
)
def test_what_somebody_changed_by_hand_is_left_to_them(edit, ends: str, repository: Path) -> None:
    commit(repository, [_PATH], "one", _record(repository, "một"))
    path = repository / _PATH
    path.write_bytes(edit(path.read_text(encoding="utf-8")).replace("\n", ends).encode())
    keys = _record(repository, "hai")
    assert (
        _told(repository, keys)
        == f"Recorded, but not committed: {_PATH} was also changed by hand since its last commit."
    )
    assert _git(repository, "log", "--format=%s").split() == ["one", "Begin"]
    assert _git(repository, "diff", "--cached", "--name-only") == ""


def test_line_ends_of_windows_are_no_change(repository: Path) -> None:
    commit(repository, [_PATH], "one", _record(repository, "một"))
    path = repository / _PATH
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert commit(repository, [_PATH], "two", _record(repository, "hai")) == 0


def test_the_name_git_knows(repository: Path) -> None:
    assert git_user(repository) == "Văn phòng"
