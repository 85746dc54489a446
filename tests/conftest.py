"""Fixtures for whole outputs: workspaces in memory, the command line in this process, snapshots in files."""

from __future__ import annotations

import contextvars
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from postgres import running
from repositories import isolated, repository  # noqa: F401 - fixtures

from dutrack.agenda import Agenda, build_agenda
from dutrack.cli.main import run
from dutrack.index import stamps
from dutrack.workspace import Workspace, load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SNAPSHOTS = Path(__file__).with_name("snapshots")
OFFICE = Path(__file__).parent / "data" / "office"


# How long an example takes is no finding: no test depends on speed.
settings.register_profile("dutrack", deadline=None)
settings.load_profile("dutrack")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write what the program prints now")
    parser.addoption(
        "--index",
        choices=("off", "cold", "warm"),
        default="off",
        help="run commands without, with a new, with an old index",
    )


@pytest.fixture(autouse=True, scope="session")
def index(request: pytest.FixtureRequest) -> Iterator[str]:
    """Choose for all commands, those in processes of their own too, whether they use the index of the workspace."""
    chosen: str = request.config.getoption("--index")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUTRACK_INDEX", "off" if chosen == "off" else "on")
        yield chosen


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name."""

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / name
        if request.config.getoption("--update-snapshots"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode(), f"{name}: see pytest --update-snapshots"

    return compare


@dataclass(frozen=True)
class Memory:
    """The files of a workspace that is in no folder."""

    content: dict[str, str]

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.content))

    def read(self, name: str) -> bytes:
        return self.content[name].encode()


@pytest.fixture(scope="session")
def make_workspace() -> Callable[..., Workspace]:
    """Read a workspace from the texts of its files: ``plans/x.toml`` and so on."""

    def make(files: dict[str, str]) -> Workspace:
        return load_workspace(Path(), Memory(files))

    return make


@pytest.fixture(scope="session")
def make_agenda(make_workspace: Callable[..., Workspace]) -> Callable[..., Agenda]:
    """Say what stands on a day in a workspace made of texts."""

    def make(files: dict[str, str], today: str) -> Agenda:
        return build_agenda(make_workspace(files), date.fromisoformat(today))

    return make


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace of some plans that is not in git."""
    return Path(shutil.copytree(OFFICE, tmp_path / "văn phòng"))


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str


_INDEXED = (
    "due", "list", "report", "check", "show", "explain", "done", "extend", "date", "event", "cancel", "reopen", "skip",
    "undo", "confirm", "note", "review",
)  # fmt: skip
"""The commands that use the index."""


def prepare_index(root: Path, index: str) -> None:
    """Leave a workspace without an index, or with one of all that is in it."""
    if index == "cold":
        with suppress(FileNotFoundError, NotADirectoryError):
            (root / ".dutrack" / "index.db").unlink()
    elif index == "warm" and (root / "plans").is_dir():
        contextvars.copy_context().run(run, ["due", "--format", "json", "-C", str(root), "--today", "2023-03-27"])


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files for settled that were written just now."""
    monkeypatch.setattr(stamps, "MARGIN", -(10**18))


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, index: str) -> Callable[..., Ran]:
    """Run a command line in this process; its language does not outlive it."""
    monkeypatch.setenv("DUTRACK_LANG", "en")
    monkeypatch.delenv("DUTRACK_DEBUG", raising=False)

    def call(*args: str | Path) -> Ran:
        if args[0] in _INDEXED and "-C" in args:
            prepare_index(Path(args[args.index("-C") + 1]), index)
            capsys.readouterr()
        status = contextvars.copy_context().run(run, [str(arg) for arg in args])
        return Ran(status, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server for the tests that need one; its URL."""
    with running() as url:
        yield url
