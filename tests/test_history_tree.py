"""The files of a commit: the same names and contents as in the folder it was made from."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from repositories import Repository, make_repository

from dutrack.files import Folder
from dutrack.history.repository import GitError
from dutrack.history.repository import Repository as Known
from dutrack.history.tree import read_tree
from dutrack.i18n import language

ODD = {
    "dutrack.toml": "",
    "plans/kế hoạch.toml": "tiếng Việt",
    "plans/năm 2023/quý I.toml": "1",
    'plans/"nháy".toml': "2",
    "plans/tab\there.toml": "3",
    "plans/back\\slash.toml": "4",
    "plans/HOA.TOML": "5",
    "plans/crlf.toml": "a\r\nb\r\n",
    "plans/bytes.toml": b"\x00\xff\xfe\n\n",
    "plans/empty.toml": "",
    "plans/progress/p.toml": "[records]\n",
    "plans/.hidden.toml": "no",
    "plans/.git-like/x.toml": "no",
    "plans/note.txt": "no",
    "plans2/x.toml": "no",
    "other.toml": "no",
    "sub/plans/x.toml": "no",
}


def contents(files) -> dict[str, bytes | str]:
    """Return what can be read, and for the rest the kind of error."""
    found: dict[str, bytes | str] = {}
    for name in files.names():
        try:
            found[name] = files.read(name)
        except OSError as error:
            found[name] = type(error).__name__
    return found


def tree(repository: Repository, revision: str = "HEAD", folder: str = ""):
    known = Known.around(repository.root / folder)
    return read_tree(known, known.commit(revision))


@pytest.mark.parametrize("folder", ["", "office/văn phòng ", ":(top)[a]*"])
def test_a_commit_has_the_files_of_its_folder(folder: str, repository: Repository) -> None:
    if sys.platform == "win32":
        pytest.skip("names that Windows does not allow")
    repository.commit({str(Path(folder) / name): content for name, content in ODD.items()})
    found = contents(tree(repository, folder=folder))
    assert found == contents(Folder(repository.root / folder))
    assert len(found) == 11
    assert tree(repository, folder=folder).read("plans/bytes.toml") == b"\x00\xff\xfe\n\n"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
def test_links(repository: Repository) -> None:
    repository.write({"plans/a.toml": "a", "kho/b.toml": "b", "plans/x.toml/y.toml": "no"})
    for name, target in {
        "plans/near.toml": "a.toml",
        "plans/far.toml": "../kho/b.toml",
        "plans/chain.toml": "far.toml",
        "plans/gone.toml": "nothing.toml",
        "plans/folder.toml": "../kho",
        "plans/linked": "../kho",  # a linked folder is not walked
    }.items():
        (repository.root / name).symlink_to(target)
    repository.commit({})
    found = contents(tree(repository))
    assert found == contents(Folder(repository.root))
    assert found["plans/chain.toml"] == b"b"
    assert found["plans/gone.toml"] == "FileNotFoundError"
    assert found["plans/folder.toml"] == found["plans/x.toml"] == "IsADirectoryError"
    # What a link outside the repository leads to is no part of the commit.
    (repository.root / "plans" / "out.toml").symlink_to(os.devnull)
    (repository.root / "plans" / "loop.toml").symlink_to("loop.toml")
    repository.commit({})
    found = contents(tree(repository))
    assert found["plans/out.toml"] == found["plans/loop.toml"] == "FileNotFoundError"
    assert found["plans/near.toml"] == b"a"


def test_a_name_with_a_line_end_does_not_mix_up_the_others(repository: Repository) -> None:
    if sys.platform == "win32":
        pytest.skip("names that Windows does not allow")
    repository.write({"plans/a.toml": "a", "plans/z.toml": "z", "plans/x\ny.toml": "file"})
    (repository.root / "plans" / "l\nk.toml").symlink_to("a.toml")
    repository.commit({})
    found = contents(tree(repository))
    assert found["plans/x\ny.toml"] == b"file"
    assert (found["plans/a.toml"], found["plans/z.toml"]) == (b"a", b"z")
    assert found["plans/l\nk.toml"] == "FileNotFoundError"


def test_an_earlier_commit_whatever_is_in_the_folder(repository: Repository) -> None:
    first = repository.commit({"plans/a.toml": "one", "plans/b.toml": "b"})
    repository.commit({"plans/a.toml": "two", "plans/b.toml": None})
    repository.write({"plans/a.toml": "three", "plans/c.toml": "c"})
    assert contents(tree(repository, first)) == {"plans/a.toml": b"one", "plans/b.toml": b"b"}
    assert contents(tree(repository)) == {"plans/a.toml": b"two"}
    assert (repository.root / "plans" / "a.toml").read_text() == "three"  # nothing was checked out


def test_nothing_but_what_is_there_can_be_read(repository: Repository) -> None:
    repository.commit({"README": "x"})
    files = tree(repository)
    assert files.names() == ()
    with pytest.raises(FileNotFoundError):
        files.read("plans/a.toml")


def test_a_bare_repository(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"plans/a.toml": "a"})
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert contents(tree(Repository(tmp_path / "bare.git"))) == {"plans/a.toml": b"a"}


@pytest.fixture(params=["plans/tỉnh", "plans"])
def submodule(request: pytest.FixtureRequest, repository: Repository, tmp_path: Path) -> str:
    """Where another repository lies in this one, whose plan has changed since."""
    other = make_repository(tmp_path / "other")
    other.commit({"a.toml": "one", "note.txt": "x"})
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.root), request.param)
    repository.commit({"dutrack.toml": "x"})
    Repository(repository.root / request.param).commit({"a.toml": "two"})
    repository.commit({})
    return request.param


def test_a_submodule_is_read_at_its_commit(submodule: str, repository: Repository) -> None:
    assert contents(tree(repository)) == {f"{submodule}/a.toml": b"two", "dutrack.toml": b"x"}
    assert contents(tree(repository, "HEAD~1"))[f"{submodule}/a.toml"] == b"one"


def test_a_submodule_that_is_not_there(submodule: str, repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    with pytest.raises(GitError) as raised:
        tree(Repository(tmp_path / "clone"))
    commit = repository.git("rev-parse", f"HEAD:{submodule}")[:7]
    with language("en"):
        assert str(raised.value.message) == f"{submodule} is a submodule, and its commit {commit} is not here."
        assert str(raised.value.hint) == f"Fetch it: git submodule update --init {submodule}"


def test_a_hook_of_git_does_not_lead_astray(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"plans/a.toml": "a"})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere" / "index"))
    assert contents(tree(repository)) == {"plans/a.toml": b"a"}
