"""Real git repositories for the tests, whatever git's settings on this machine are."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Repository:
    """A repository and its folder."""

    root: Path

    def git(self, *args: str, cwd: str = "") -> str:
        """Call git; what it prints."""
        command = ("git", "-C", str(self.root / cwd), *args)
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files, texts with the line ends they have; None deletes."""
        for name, content in files.items():
            path = self.root / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, files: Mapping[str, str | bytes | None], message: str = "x") -> str:
        """Write files and commit everything; the commit's id."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")


def make_repository(root: Path) -> Repository:
    """Begin a repository in a folder. The environment must be that of ``isolated``."""
    root.mkdir(parents=True, exist_ok=True)
    repository = Repository(root)
    repository.git("init", "--quiet", "--initial-branch", "main")
    return repository


@pytest.fixture
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git, also as the program calls it, know nothing of this machine's user and of repositories above."""
    if shutil.which("git") is None:
        assert not os.environ.get("CI"), "apt-get install git"
        pytest.skip("no git")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
        "GIT_AUTHOR_NAME": "Văn phòng",
        "GIT_AUTHOR_EMAIL": "vp@example.org",
        "GIT_COMMITTER_NAME": "Văn phòng",
        "GIT_COMMITTER_EMAIL": "vp@example.org",
        "GIT_AUTHOR_DATE": "2023-03-01T08:00:00+07:00",
        "GIT_COMMITTER_DATE": "2023-03-01T08:00:00+07:00",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path, isolated: None) -> Repository:  # noqa: ARG001 - for what it does
    """An empty repository."""
    return make_repository(tmp_path / "work")
