"""What a command imports: nothing heavy that it does not use. What must be added here costs every user time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OFFICE = Path(__file__).parent / "data" / "office"
DAY = ("--today", "2023-03-27")

THIRD = {"typer", "annotated_doc", "shellingham", "typing_extensions", "msgspec"}
"""Typer with what it imports itself, and the values' library."""
# Of the standard library only what is slow to import counts.
HEAVY = {
    "asyncio", "concurrent", "dataclasses", "email", "hashlib", "html", "http", "json", "logging", "multiprocessing",
    "pickle", "secrets", "smtplib", "sqlite3", "ssl", "tempfile", "tomllib", "xml", "zoneinfo",
}  # fmt: skip
ANSWER = set("agenda cli config dates errors files i18n index plan problems progress schedule values views".split())
"""The packages whose types stand in the index; of ``schedule`` that is ``policy``."""
READING = {"dutrack.agenda.build", "dutrack.index.update", "dutrack.schedule.resolve", "dutrack.workspace"}
"""What reads plans and puts deadlines on the calendar."""
RESOLVE = ANSWER - {"index", "plan"} | {"deadline"}
QUARTER = ("resolve", "quý I/2023", "--issued", "2023-02-20")

CASES = [
    pytest.param(("due",), set(), {"sqlite3"}, ANSWER, id="due"),
    pytest.param(("due", "--format", "json"), set(), {"sqlite3", "json"}, ANSWER, id="due as json"),
    pytest.param(("due", "--format", "csv"), set(), {"sqlite3", "json"}, ANSWER, id="due as csv"),
    pytest.param(("list",), set(), {"sqlite3"}, ANSWER, id="list"),
    pytest.param(("list", "--format", "json"), set(), {"sqlite3", "json"}, ANSWER, id="list as json"),
    pytest.param(QUARTER, set(), {"json"}, RESOLVE, id="resolve"),
    pytest.param((*QUARTER, "--format", "json"), set(), {"json"}, RESOLVE, id="resolve as json"),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office's workspace with an index that is beyond doubt."""
    root = tmp_path_factory.mktemp("startup") / "office"
    shutil.copytree(OFFICE, root, ignore=shutil.ignore_patterns(".dutrack"))
    return root


def imported(*args: str | Path) -> set[str]:
    """Return the modules that a command has imported when it has answered; files count as settled at once."""
    code = (
        "import sys; from dutrack.cli.main import run\n"
        "if sys.argv[1] != 'resolve': from dutrack.index import stamps; stamps.MARGIN = -10**18\n"
        "status = run(sys.argv[1:]); print(status, *sys.modules, file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DUTRACK_INDEX": "on", "DUTRACK_LANG": "vi"}
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        check=True,
        capture_output=True,
        env=environment,
        encoding="utf-8",
    )
    assert done.stdout
    status, *modules = done.stderr.splitlines()[-1].split()
    assert status == "0"
    return set(modules)


@pytest.mark.parametrize(("command", "third", "heavy", "own"), CASES)
def test_a_command_imports_only_what_it_needs(
    command: tuple[str, ...], third: set[str], heavy: set[str], own: set[str], office: Path
) -> None:
    args = command if command[0] == "resolve" else (*command, *DAY, "-C", office)
    imported(*args)
    modules = imported(*args)
    tops = {name.partition(".")[0] for name in modules}
    installed = {name for name in tops if name not in sys.stdlib_module_names and not name.startswith(("_", "dutrack"))}
    assert installed <= THIRD | third
    assert tops & HEAVY <= heavy
    assert {name.split(".")[1] for name in modules if name.startswith("dutrack.")} <= own
    if command[0] != "resolve":
        assert not modules & READING


def test_what_has_changed_is_read_without_what_prints_tables_and_finds_places(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "moi.toml").write_text(
        '[plan]\ntitle = "Mới"\nissuer = "Tỉnh ủy"\nissued = 2023-01-01\n[[tasks]]\nid = "1"\ntitle = "Việc"\n'
        'deadline = "trước ngày 31/3/2023"\n',
        encoding="utf-8",
    )
    tops = {name.partition(".")[0] for name in imported("due", *DAY, "-C", tmp_path)}
    assert not tops & {"rich", "holidays", "dateutil", "zoneinfo", "tree_sitter", "filelock", "sqlalchemy"}
