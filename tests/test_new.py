"""``dutrack new``: plans and workspaces to begin with; everything in them works."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import textwrap
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import tomli
from repositories import Repository, make_repository

from dutrack.config import read_config
from dutrack.plan import read_plan
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

TODAY = "2026-03-16"
LANGUAGES = ("vi", "en")
SKELETONS = files("dutrack.skeletons")
EVERYTHING = {
    "dutrack.toml", ".gitignore", ".gitattributes", ".pre-commit-config.yaml", ".gitlab-ci.yml",
    ".github/workflows/dutrack.yml", "plans/progress/.gitkeep", "plans/vi-du.toml",
    ".taplo.toml", "plans/plan.schema.json",
}  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, cli: Callable[..., Ran]) -> str:  # noqa: ARG001 - which chooses a language itself
    """Speak each language."""
    monkeypatch.setenv("DUTRACK_LANG", request.param)
    return request.param


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace without a plan."""
    (tmp_path / "plans").mkdir()
    return tmp_path


# --- plans ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("spoken")
def test_the_places_to_fill_in_are_named_by_check(office: Path, cli: Callable[..., Ran], snapshot, spoken: str) -> None:
    ran = cli("new", "ke-hoach-2026", "-C", office)
    assert ran.status == 0
    assert (office / "plans" / "ke-hoach-2026.toml").read_bytes().count(b"\r") == 0
    told = cli("check", "-C", office, "--today", TODAY)
    assert told.status == 1
    snapshot(f"new/plan-{spoken}.txt", ran.out + ran.err + told.out)


def test_what_is_known_stands_in_the_plan(office: Path, cli: Callable[..., Ran], spoken: str) -> None:
    title, issuer = 'Kế hoạch "số" \\ $id ${x} #1', "Tỉnh ủy 'A'"
    args = (
        "--title",
        title,
        "--issuer",
        issuer,
        "--issued",
        "15/1/2026",
        "--number",
        "59-KH/TU",
        "--monitor",
        "Văn phòng",
    )
    assert cli("new", "a", *args, "-C", office).status == 0
    data = (office / "plans" / "a.toml").read_bytes()
    plan, problems = read_plan("plans/a.toml", data)
    assert plan is not None
    known = (plan.title, plan.issuer, plan.issued, plan.number, plan.monitor)
    assert known == (title, issuer, date(2026, 1, 15), "59-KH/TU", "Văn phòng")
    assert [(found.code.value, found.place.line) for found in problems] == [
        (
            "D004",
            data.decode()
            .splitlines()
            .index(next(line for line in data.decode().splitlines() if line.startswith('title = "" ')))
            + 1,
        )
    ]
    codes = re.findall(r"a\.toml:\d+:\d+: (D\d+)", cli("check", "-C", office, "--today", TODAY).out)
    assert codes == ["D018", "D004", "D010"]
    assert spoken in LANGUAGES


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_remark_can_be_used(name: str) -> None:
    """A line that is deleted its # must be right where it stands."""
    text = SKELETONS.joinpath(name, "plan.toml").read_text("utf-8")
    for place, value in {"title": '"Kế hoạch"', "issuer": '"A"', "issued": "2026-01-15", "id": "a"}.items():
        text = text.replace(f"${place}", value)
    text = (
        text.replace("$number", '# number = "…"')
        .replace("$monitor", '# monitor = "…"')
        .replace('title = "" ', 'title = "x" ')
    )
    used = re.sub(r"^# ?(?=\w+ = |\[\[)", "", text, flags=re.MULTILINE)
    plan, problems = read_plan("plans/a.toml", used.encode())
    assert problems == ()
    assert plan is not None
    assert (plan.number, plan.monitor, len(plan.basis), len(plan.events), len(plan.sections)) == ("…", "…", 1, 1, 1)
    [task] = plan.tasks
    assert (task.section, task.awaits, task.product, len(task.helpers)) == ("II", ("huong-dan-cap-tren",), "Báo cáo", 1)


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        ("Kế hoạch", "may have a-z, 0-9 and - only.\nHint: Did you mean ke-hoach?"),
        ("a.toml", "may have a-z, 0-9 and - only.\nHint: Did you mean a?"),
        ("plans/a", "may have a-z, 0-9 and - only.\nHint: Did you mean a?"),
        ("../a", "may have a-z, 0-9 and - only.\nHint: Did you mean a?"),
        ("", "may have a-z, 0-9 and - only.\nHint: Did you mean plan?"),
        ("-a", "There is no option -a.\nHint: Help: dutrack --help, or dutrack COMMAND --help"),
        ("com1", "Error: com1 cannot be the id of a plan: Windows has no file of that name."),
        ("old", "Error: There is a plan old already: plans/2023/old.toml."),
        ("broken", "Error: There is a plan broken already: plans/broken.toml."),
        ("earlier", "Error: earlier is an earlier id of the plan old: its records stand under it."),
    ],
)
def test_ids_that_are_refused(id_: str, told: str, office: Path, cli: Callable[..., Ran]) -> None:
    (office / "plans" / "2023").mkdir()
    text = '[plan]\ntitle = "x"\nissuer = "x"\nissued = 2023-02-20\nformerly = ["earlier"]\n'
    (office / "plans" / "2023" / "old.toml").write_text(text, encoding="utf-8")
    (office / "plans" / "broken.toml").write_text("[", encoding="utf-8")
    before = sorted(office.rglob("*"))
    ran = cli("new", id_, "-C", office)
    assert (ran.status, ran.err.endswith(f"{told}\n")) == (2, True)
    assert sorted(office.rglob("*")) == before


def test_a_file_is_never_overwritten(office: Path, cli: Callable[..., Ran]) -> None:
    assert cli("new", "a", "-C", office).status == 0
    (office / "plans" / "a.toml").write_text("mine", encoding="utf-8")
    assert cli("new", "a", "-C", office).status == 2
    assert (office / "plans" / "a.toml").read_text(encoding="utf-8") == "mine"


def test_records_that_wait_for_a_plan_are_told(office: Path, cli: Callable[..., Ran]) -> None:
    (office / "plans" / "progress").mkdir()
    (office / "plans" / "progress" / "a.toml").write_text("[records]\n", encoding="utf-8")
    assert "There are records for a plan a already; they count for this one.\n" in cli("new", "a", "-C", office).err


def test_in_the_workspace_around(office: Path, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    (office / "plans" / "2026").mkdir()
    monkeypatch.chdir(office / "plans" / "2026")
    assert cli("new", "a").out == "Written: plans/a.toml\n"


def test_nothing_is_written_in_a_dry_run(tmp_path: Path, cli: Callable[..., Ran], office: Path) -> None:
    assert cli("new", "a", "--dry-run", "-C", office).out == "Would be written: plans/a.toml\n"
    ran = cli("new", "--workspace", tmp_path / "x", "--dry-run")
    assert set(ran.out.splitlines()) == {f"Would be written: {name}" for name in EVERYTHING}
    assert [path.name for path in tmp_path.rglob("*")] == ["plans"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "What is to be made? A plan: dutrack new ID; a folder: dutrack new --workspace DIR."),
        (("--title", "x"), "Which plan? Name its id: dutrack new ID."),
        (("--title", "x", "--workspace", "y"), "Which plan? Name its id: dutrack new ID."),
        (("a", "b"), "The command does not take b."),
        (("a", "--issued", "31/2/2026"), "There is no such day: 31/2/2026."),
        (("a", "--title", "\udcff"), "The text holds characters that are no characters."),
        (("a", "-C", "nowhere"), None),
    ],
)
def test_wrong_use(args: tuple[str, ...], told: str | None, office: Path, cli: Callable[..., Ran], monkeypatch) -> None:
    monkeypatch.chdir(office)
    ran = cli("new", *args)
    assert (ran.status, ran.out) == (2, "")
    assert told is None or ran.err.splitlines()[0] == f"Error: {told}"
    assert sorted(office.rglob("*")) == [office / "plans"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights do not hold everybody")
def test_a_folder_that_may_not_be_written(office: Path, cli: Callable[..., Ran]) -> None:
    (office / "plans").chmod(stat.S_IRUSR | stat.S_IXUSR)
    ran = cli("new", "a", "-C", office)
    (office / "plans").chmod(stat.S_IRWXU)
    assert (ran.status, "cannot be written" in ran.err) == (2, True)


def test_a_file_where_a_folder_should_be(tmp_path: Path, cli: Callable[..., Ran]) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    ran = cli("new", "--workspace", tmp_path / "x")
    assert (ran.status, ran.err.startswith(f"Error: {tmp_path / 'x'} cannot be written (")) == (2, True)


# --- workspaces -------------------------------------------------------------------------------------------------------


@pytest.fixture
def made(tmp_path: Path, cli: Callable[..., Ran], spoken: str, isolated: None) -> Path:  # noqa: ARG001 - for what they do
    """A new workspace, in each language."""
    root = tmp_path / "văn phòng" / "thời hạn"
    ran = cli("new", "--workspace", root, "--today", TODAY)
    assert ran.status == 0
    return root


def test_a_whole_workspace(made: Path, cli: Callable[..., Ran], spoken: str, snapshot) -> None:
    there = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert {name for name in there if not name.startswith(".dutrack/")} == EVERYTHING
    assert not [name for name in EVERYTHING if b"\r" in (made / name).read_bytes()]
    ran = cli("check", "-C", made, "--today", TODAY)
    # The example has a standing task, which can never become overdue.
    assert (ran.status, re.findall(r"D\d{3}", ran.out)) == (0, ["D028", "D027"])
    assert load_workspace(made).config.language == spoken
    for command in (("due",), ("list",), ("report",), ("event",), ("remind", "--dry-run")):
        ran = cli(*command, "-C", made, "--today", "2026-03-24")
        assert ran.status == 0
        if command[0] in {"due", "remind"}:
            snapshot(f"new/workspace-{command[0]}-{spoken}.txt", ran.out)


def test_the_outbox_begins_now(made: Path, cli: Callable[..., Ran]) -> None:
    """Nothing that was due before goes out; what is new does, once."""
    args = ("-C", made, "--today")
    assert cli("outbox", "init", "--from-now", *args, TODAY).status == 2  # it is there
    assert cli("remind", *args, TODAY).status == 0
    assert not list((made / ".dutrack" / "mail").rglob("new/*"))
    assert cli("remind", *args, "2026-03-24").status == 0
    mails = list((made / ".dutrack" / "mail" / "new").iterdir())
    assert len(mails) == 2
    assert cli("remind", *args, "2026-03-24").status == 0
    assert list((made / ".dutrack" / "mail" / "new").iterdir()) == mails


def test_any_day_will_do(tmp_path: Path, cli: Callable[..., Ran]) -> None:
    for day in ("2026-02-14", "2024-02-29", "2030-12-31"):
        root = tmp_path / day
        assert cli("new", "--workspace", root, "--today", day).status == 0
        assert cli("check", "-C", root, "--today", day).status == 0


def test_again_changes_nothing(made: Path, cli: Callable[..., Ran], spoken: str) -> None:
    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}

    (made / "dutrack.toml").write_text("# của tôi\n", encoding="utf-8")
    (made / ".gitignore").write_text("*.bak\n", encoding="utf-8")
    (made / ".gitattributes").write_text("plans/progress/*.toml   merge=union\n", encoding="utf-8")
    before = state()
    ran = cli("new", "--workspace", made, "--today", "2026-05-05")
    assert (ran.status, ran.out, state()) == (0, "", before)
    left = {line.split(": ")[1] for line in ran.err.splitlines() if ": " in line}
    assert EVERYTHING - {"plans/vi-du.toml"} <= left  # a folder with a plan needs no example
    if spoken == "en":
        assert ran.err.splitlines()[-1] == ".gitignore lacks the line: .dutrack/"


def test_a_workspace_for_a_plan(tmp_path: Path, cli: Callable[..., Ran]) -> None:
    ran = cli("new", "ke-hoach", "--title", "Kế hoạch", "--workspace", tmp_path / "vp", "--today", TODAY)
    assert ran.status == 0
    assert [path.name for path in (tmp_path / "vp" / "plans").glob("*.toml")] == ["ke-hoach.toml"]
    assert (tmp_path / "vp" / ".dutrack" / "outbox.db").exists()
    # Where there is a workspace, --workspace means it, as it does everywhere else.
    ran = cli("new", "khac", "--workspace", tmp_path / "vp")
    assert (ran.status, ran.out) == (0, "Written: plans/khac.toml\n")


@pytest.mark.usefixtures("isolated")
def test_below_the_top_of_a_repository(tmp_path: Path, cli: Callable[..., Ran]) -> None:
    make_repository(tmp_path / "repo")
    ran = cli("new", "--workspace", tmp_path / "repo" / "a" / "b", "--today", TODAY)
    assert ran.status == 0
    told = "Not written, as only the top of a git repository has them: "
    assert f"{told}.pre-commit-config.yaml, .gitlab-ci.yml, .github/workflows/dutrack.yml\n" in ran.err
    assert not (tmp_path / "repo" / "a" / "b" / ".gitlab-ci.yml").exists()
    assert told not in cli("new", "--workspace", tmp_path / "repo", "--today", TODAY).err


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_setting_in_a_remark_can_be_used(name: str) -> None:
    text = SKELETONS.joinpath(name, "dutrack.toml").read_text("utf-8")
    used = re.sub(r"^# (?=\w+ = |\[)", "", text, flags=re.MULTILINE)
    config, problems = read_config("dutrack.toml", used.encode())
    # The successor in the remark is a body that the office would have to enter first.
    assert [found.code.value for found in problems] == ["D041"]
    assert (config.git_commit, len(config.policy), len(config.off), config.mail.host) == (
        True,
        1,
        1,
        "mail.example.org",
    )
    assert set(tomli.loads(used)) == {
        "format", "language", "timezone", "policy", "calendar", "git", "mail", "owners", "groups",
    }  # fmt: skip


def test_both_languages_have_the_same_files() -> None:
    names = [sorted(path.name for path in SKELETONS.joinpath(name).iterdir()) for name in LANGUAGES]
    assert names[0] == names[1]
    for name in names[0]:
        texts = [SKELETONS.joinpath(language, name).read_text("utf-8") for language in LANGUAGES]
        code = [
            [re.sub(r"\s*#.*", "", line) for line in text.replace("thoi-han.md", "deadlines.md").splitlines()]
            for text in texts
        ]
        same = [[line for line in lines if line and not re.search(r"language|DUTRACK_LANG", line)] for lines in code]
        assert same[0] == same[1], name


# --- in git -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def repository_made(made: Path) -> Repository:
    repository = make_repository(made)
    repository.commit({}, "Begin")
    return repository


def test_git_heeds_the_attributes(repository_made: Repository, cli: Callable[..., Ran]) -> None:
    git = repository_made.git
    assert git("status", "--porcelain", "--ignored") == "!! .dutrack/"
    assert "plans/progress/.gitkeep" in git("ls-files")
    names = ("plans/vi-du.toml", "plans/progress/vi-du.toml", "dutrack.toml")
    attributes = git("check-attr", "eol", "merge", "--", *names).splitlines()
    assert [line.rpartition(": ")[2] for line in attributes] == [
        "lf",
        "unspecified",
        "lf",
        "union",
        "lf",
        "unspecified",
    ]
    # Two people record on two branches: git merges by itself.
    for branch, task in (("a", "I.1"), ("b", "II.3")):
        git("switch", "--quiet", "--create", branch, "main")
        assert cli("note", task, branch, "-C", repository_made.root, "--by", branch).status == 0
        repository_made.commit({}, branch)
    git("merge", "--quiet", "--no-edit", "a")
    assert len(load_workspace(repository_made.root).records["vi-du"]) == 2
    # Windows' line ends do not get into the repository.
    plan = (repository_made.root / "plans" / "vi-du.toml").read_bytes()
    repository_made.commit({"plans/vi-du.toml": plan.replace(b"\n", b"\r\n")})
    shown = subprocess.run(
        ("git", "-C", str(repository_made.root), "show", "HEAD:plans/vi-du.toml"), check=True, capture_output=True
    ).stdout
    assert shown == plan


def scripts(text: str) -> list[str]:
    """Return the shell lines of a CI file, as its runner would run them."""
    block = re.search(r"^    - \|\n((?: {6}.+\n)+)", text, re.MULTILINE)
    lines = re.findall(r"^ +(?:- )?run: (.+)|^ {4}- (?!if:|\|)(.+)", text, re.MULTILINE)
    return [one or other for one, other in lines] + ([textwrap.dedent(block[1])] if block else [])


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs in place of what CI has: dutrack is this one, the others note how they were called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    log = tmp_path / "calls"
    log.touch()
    call = shlex.join((sys.executable, "-m", "dutrack"))
    for name, text in {
        "dutrack": f'exec {call} "$@"',
        "pip": f'echo "pip $*" >> {log}',
        "curl": f'echo "curl $*" >> {log}',
        "gh": f'echo "gh $*" >> {log}',
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    return log


CURL = (
    "curl --fail --silent --show-error --output /dev/null --header PRIVATE-TOKEN: secret --data-urlencode body@FILE "
    "https://gitlab.example.org/api/v4/projects/7/merge_requests/3/notes"
)


@pytest.mark.skipif(sys.platform == "win32", reason="CI runs on Linux")
@pytest.mark.parametrize(
    ("name", "shell", "calls"),
    [
        (".gitlab-ci.yml", ("sh", "-e", "-c"), ["pip install --quiet dutrack", CURL]),
        (
            ".github/workflows/dutrack.yml",
            ("bash", "-e", "-o", "pipefail", "-c"),
            ["pip install --quiet dutrack", "gh pr comment 3 --body-file FILE --edit-last --create-if-none"],
        ),
    ],
    ids=["gitlab", "github"],
)
def test_ci(
    name: str,
    shell: tuple[str, ...],
    calls: list[str],
    repository_made: Repository,
    programs: Path,
    spoken: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if shutil.which(shell[0]) is None:
        pytest.skip(f"no {shell[0]}")
    repository = repository_made
    base = repository.git("rev-parse", "HEAD")
    repository.git("update-ref", "refs/remotes/origin/main", base)
    repository.git("switch", "--quiet", "--create", "change")
    plan = (repository.root / "plans" / "vi-du.toml").read_text(encoding="utf-8")
    repository.commit({"plans/vi-du.toml": plan.replace("trong 15 ngày", "trong 30 ngày")})
    for variable, value in {
        "DUTRACK": "dutrack", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "DUTRACK_TOKEN": "secret",
        "CI_API_V4_URL": "https://gitlab.example.org/api/v4", "CI_MERGE_REQUEST_PROJECT_ID": "7",
        "CI_MERGE_REQUEST_IID": "3", "GITHUB_BASE_REF": "main", "NUMBER": "3",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }.items():  # fmt: skip
        monkeypatch.setenv(variable, value)
    lines = scripts((repository.root / name).read_text(encoding="utf-8"))
    assert len(lines) == 5
    for line in lines:
        subprocess.run((*shell, line), check=True, cwd=repository.root, capture_output=True)
    written = "thoi-han.md" if spoken == "vi" else "deadlines.md"
    text = (repository.root / written).read_text(encoding="utf-8")
    assert text.startswith("## ")
    assert "“trong 15 ngày kể từ ngày ban hành Kế hoạch này” → “trong 30 ngày" in text
    assert programs.read_text(encoding="utf-8").splitlines() == [call.replace("FILE", written) for call in calls]
    # Nothing changed is no failure, a plan with a mistake is one.
    repository.git("reset", "--quiet", "--hard", base)
    for line in lines[:3]:
        subprocess.run((*shell, line), check=True, cwd=repository.root, capture_output=True)
    repository.write({"plans/vi-du.toml": "[plan"})
    assert subprocess.run((*shell, lines[1]), check=False, cwd=repository.root, capture_output=True).returncode == 2
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", "nowhere")
    monkeypatch.setenv("GITHUB_BASE_REF", "nowhere")
    assert subprocess.run((*shell, lines[2]), check=False, cwd=repository.root, capture_output=True).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="CI runs on Linux")
def test_pre_commit(repository_made: Repository, programs: Path) -> None:
    """What pre-commit would run where a file of these names is about to be committed."""
    text = (repository_made.root / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    [entry], [pattern] = (re.findall(rf"{key}: (.+)", text) for key in ("entry", "files"))
    names = ["plans/x.toml", "plans/progress/x.toml", "dutrack.toml", "plans/note.md", "other/plans/x.toml"]
    assert [bool(re.search(pattern, name)) for name in names] == [True, True, True, False, False]
    assert (
        subprocess.run(shlex.split(entry), check=False, cwd=repository_made.root, capture_output=True).returncode == 0
    )
    repository_made.write({"plans/x.toml": "[plan"})
    assert (
        subprocess.run(shlex.split(entry), check=False, cwd=repository_made.root, capture_output=True).returncode == 1
    )
    assert programs.read_text(encoding="utf-8") == ""
