"""``dutrack diff`` on real repositories: what it compares, how it tells it, and what it refuses."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import SNAPSHOTS
from diff_cases import EVENT, HAPPENED, HEAD, REC, SET, TODAY, P, plan, records, task

from dutrack.history.as_md import MOST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran
    from repositories import Repository

QUARTERS = {number: plan(task("1", f"quý {number}/2023")) for number in ("I", "II", "III", "IV")}


@pytest.fixture
def run(repository: Repository, cli: Callable[..., Ran]) -> Callable[..., Ran]:
    """Call diff in the repository as of a day."""

    def call(*args: str, folder: str = "") -> Ran:
        return cli("diff", *args, "-C", repository.root / folder, "--today", TODAY)

    return call


def told(ran: Ran) -> list[str]:
    """Return the changes of an answer in JSON: kind where it is no move, unit, days."""
    return [
        " ".join(
            str(value)
            for value in (change["kind"], f"{change['plan']}/{change['unit'] or change['task']}", change["days"])
            if value not in (None, "moved")
        )
        for change in json.loads(ran.out)["changes"]
    ]


# --- what is compared -------------------------------------------------------------------------------------------------


@pytest.fixture
def history(repository: Repository) -> Repository:
    """main: I, then III; branch: from I, II; the folder, on the branch: IV."""
    repository.commit({P: QUARTERS["I"]})
    repository.git("switch", "--quiet", "--create", "nhánh")
    repository.commit({P: QUARTERS["II"]})
    repository.git("switch", "--quiet", "main")
    repository.commit({P: QUARTERS["III"]})
    repository.git("switch", "--quiet", "nhánh")
    repository.write({P: QUARTERS["IV"]})
    return repository


@pytest.mark.parametrize(
    ("revisions", "days"),
    [
        ([], 184),  # HEAD, which is II, against the folder
        (["main"], 92),
        (["HEAD~1"], 275),
        (["main..nhánh"], -92),
        (["main..."], 91),  # from I, where the branch began
        (["...main"], 183),
        (["..main"], 92),
        (["HEAD~1.."], 91),
        (["main..HEAD~1"], -183),
        (["nhánh"], 184),
    ],
    ids=str,
)
def test_what_is_compared(revisions: list[str], days: int, history: Repository, run: Callable[..., Ran]) -> None:
    ran = run(*revisions, "--format", "json")
    assert (ran.status, told(ran), ran.err) == (1, [f"p/1 {days}"], "")
    assert (history.root / P).read_text(encoding="utf-8") == QUARTERS["IV"]  # nothing was checked out


def test_sides_are_named(history: Repository, run: Callable[..., Ran]) -> None:
    ids = [history.git("rev-parse", "--short=7", name) for name in ("main", "nhánh", "nhánh~1")]
    head = f"main ({ids[0]}) → nhánh ({ids[1]}), as of 2023-03-20"
    assert run("main..nhánh").out.splitlines()[0] == head
    head = f"main...nhánh ({ids[2]}) → nhánh ({ids[1]}), as of 2023-03-20"
    assert run("main...nhánh").out.splitlines()[0] == head
    head = f"commit {ids[0]} → the folder as it is, as of 2023-03-20"
    assert run(history.git("rev-parse", "main")).out.splitlines()[0] == head


@pytest.mark.parametrize("folder", ["văn phòng/2023 ", "a"])
def test_a_workspace_in_a_subfolder(folder: str, repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({f"{folder}/{P}": QUARTERS["I"], P: QUARTERS["I"]})
    repository.commit({f"{folder}/{P}": QUARTERS["II"], P: QUARTERS["I"]})
    assert told(run("HEAD~1", "--format", "json", folder=folder)) == ["p/1 91"]
    assert run("HEAD~1").out.endswith("No deadline changed.\n")  # of the workspace around it


def test_from_a_folder_inside_the_workspace(
    history: Repository, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(history.root / "plans")
    assert told(cli("diff", "--today", TODAY, "--format", "json")) == ["p/1 184"]


def test_what_git_does_not_know_yet(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({P: QUARTERS["I"], ".gitignore": "plans/tam*\n"})
    repository.write({"plans/mới.toml": QUARTERS["I"], "plans/tam.toml": QUARTERS["I"]})
    assert told(run("--format", "json")) == ["added moi/1", "added tam/1"]


def test_line_ends_are_no_change(repository: Repository, run: Callable[..., Ran]) -> None:
    text = QUARTERS["I"].replace("quý I/2023", "quý I/2023").replace("owner", 'source = """\na\nb"""\nowner')
    files = {P: text, SET: '[owners.a]\nname = "Ban A"\n', REC: records('kind = "note", note = "x", on = 2023-03-01')}
    repository.commit(files)
    repository.git("config", "core.autocrlf", "true")
    repository.write({name: content.replace("\n", "\r\n") for name, content in files.items()})
    ran = run()
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "No deadline changed.")


def test_a_plan_moved_to_another_folder_is_the_same(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({P: QUARTERS["I"]})
    repository.commit({P: None, "plans/năm 2023/p.toml": QUARTERS["I"]})
    assert run("HEAD~1").status == 0


def test_a_plan_deleted_in_between(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({P: QUARTERS["I"], "plans/q.toml": QUARTERS["I"]})
    repository.commit({"plans/q.toml": None})
    ran = run("HEAD~1..HEAD", "--format", "json")
    assert (ran.status, told(ran)) == (1, ["removed q/1"])
    assert json.loads(ran.out)["plans"] == [
        {"plan": "q", "title": "Kế hoạch", "was": "q", "kind": "removed", "ends": None}
    ]
    # A file that is there again, as it was, is no change, whatever lies between.
    repository.commit({"plans/q.toml": QUARTERS["I"]})
    assert run("HEAD~2").status == 0


def test_all_plans_deleted(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({P: QUARTERS["I"], "README": "x"})
    repository.commit({P: None})
    (repository.root / "plans").rmdir()
    assert told(run("HEAD~1..HEAD", "--format", "json")) == ["removed p/1"]  # though the folder is no workspace
    ran = run()
    assert (ran.status, ran.err.startswith("Error: There is no workspace in ")) == (2, True)
    (repository.root / "plans").mkdir()
    assert told(run("HEAD~1", "--format", "json")) == ["removed p/1"]
    ran = run()
    commit = repository.git("rev-parse", "--short=7", "HEAD")
    assert (ran.status, ran.err) == (2, f"Error: Neither HEAD ({commit}) nor the folder as it is has a plan.\n")


def test_the_first_plans(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({"README": "x"})
    repository.write({P: QUARTERS["I"]})
    assert told(run("--format", "json")) == ["added p/1"]


def test_each_side_has_its_own_settings(repository: Repository, run: Callable[..., Ran]) -> None:
    text = plan(task("1", "trước ngày 31/3/2023"))
    repository.commit({P: text, SET: '[policy]\nbefore = "strict"\n'})
    repository.write({SET: '[policy]\nbefore = "inclusive"\n'})
    assert told(run("--format", "json")) == ["p/1 1"]


def test_a_bare_repository(history: Repository, tmp_path: Path, cli: Callable[..., Ran]) -> None:
    history.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    args = ("diff", "-C", tmp_path / "bare.git", "--today", TODAY, "--format", "json")
    assert told(cli(*args, "main...nhánh")) == ["p/1 91"]
    ran = cli(*args, "main")
    assert (ran.status, ran.err.startswith("Error: There is no workspace in ")) == (2, True)


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("revision", "message", "hint"),
    [
        ("nowhere", "There is no revision nowhere.", "Name a commit, a branch or a tag: git log --oneline --all"),
        ("main..nowhere", "There is no revision nowhere.", "Name a commit, a branch or a tag: git log --oneline --all"),
        ("deadbeef", "There is no revision deadbeef.", "Name a commit, a branch or a tag: git log --oneline --all"),
        ("HEAD:plans", "There is no revision HEAD:plans.", "Name a commit, a branch or a tag: git log --oneline --all"),
        ("only-there", "There is no revision only-there.", "Did you mean origin/only-there?"),
        ("-x..main", "There is no revision -x.", "Name a commit, a branch or a tag: git log --oneline --all"),
        ("main...alone", "main and alone have no common commit.", None),
    ],
)
def test_revisions_that_are_not_there(
    revision: str, message: str, hint: str | None, history: Repository, cli: Callable[..., Ran]
) -> None:
    history.git("update-ref", "refs/remotes/origin/only-there", "main")
    history.git("switch", "--quiet", "--force", "--orphan", "alone")
    history.commit({P: QUARTERS["I"]}, "alone")
    ran = cli("diff", "-C", history.root, "--", revision)
    hints = "" if hint is None else f"Hint: {hint}\n"
    assert (ran.status, ran.out, ran.err) == (2, "", f"Error: {message}\n{hints}")


@pytest.mark.usefixtures("isolated")
def test_no_repository(tmp_path: Path, cli: Callable[..., Ran]) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / P).write_text(QUARTERS["I"], encoding="utf-8")
    ran = cli("diff", "-C", tmp_path)
    hint = "Hint: dutrack diff compares what git keeps, or a list you saved: --from FILE"
    assert (ran.status, ran.err) == (2, f"Error: {tmp_path} is in no git repository.\n{hint}\n")


def test_no_workspace(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({"README": "x"})
    ran = run()
    assert (ran.status, ran.err.startswith("Error: There is no workspace in ")) == (2, True)
    ran = run("HEAD..HEAD")
    assert (ran.status, ran.err.startswith("Error: Neither HEAD (")) == (2, True)


def test_no_git(history: Repository, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(history.root))
    ran = run()
    assert (ran.status, ran.err.splitlines()[0]) == (2, "Error: git is not installed.")


def test_before_the_first_commit(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.write({P: QUARTERS["I"]})
    ran = run()
    assert (ran.status, ran.err) == (2, "Error: There is no revision HEAD.\nHint: Nothing is committed yet.\n")


def test_a_shallow_clone(history: Repository, tmp_path: Path, cli: Callable[..., Ran]) -> None:
    """As CI makes them."""
    history.git(
        "clone", "--quiet", "--depth", "1", "--no-single-branch", history.root.as_uri(), str(tmp_path / "clone")
    )
    args = ("diff", "-C", tmp_path / "clone", "--today", TODAY, "--format", "json")
    assert told(cli(*args, "origin/main..HEAD")) == ["p/1 -92"]
    hint = "Hint: This clone is shallow and lacks older commits. Fetch them: git fetch --unshallow\n"
    ran = cli(*args, "HEAD~1")
    assert (ran.status, ran.err) == (2, f"Error: There is no revision HEAD~1.\n{hint}")
    ran = cli(*args, "origin/main...HEAD")
    assert (ran.status, ran.err) == (2, f"Error: origin/main and HEAD have no common commit.\n{hint}")


def test_a_folder_of_somebody_else(
    history: Repository, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    ran = run()
    assert ran.status == 2
    assert ran.err.startswith("Error: git says “detected dubious ownership in repository at ")
    assert f"Hint: If you trust the folder: git config --global --add safe.directory {history.root}" in ran.err


@pytest.mark.usefixtures("history")
def test_plans_that_no_side_has(run: Callable[..., Ran]) -> None:
    ran = run("--plan", "pp")
    assert (ran.status, ran.err) == (2, "Error: There is no plan pp.\n")


# --- what cannot be read ----------------------------------------------------------------------------------------------


def test_a_plan_broken_on_one_side(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({P: QUARTERS["I"], "plans/q.toml": QUARTERS["I"]})
    repository.write({P: QUARTERS["II"], "plans/q.toml": QUARTERS["II"] + '\n[[tasks]]\nid = "2\n'})
    ran = run()
    assert (ran.status, "91 days later" in ran.out, "\nq:" in ran.out) == (1, True, False)
    line = len((QUARTERS["II"] + "\n[[tasks]]\n").splitlines()) + 1
    assert ran.err == (
        f"the folder as it is: plans/q.toml:{line}:8: D002 The text is not closed by a quote. "
        "The plan q is not compared.\n"
    )
    found = json.loads(run("--format", "json").out)
    assert [(each["state"], each["path"], each["left_out"]) for each in found["problems"]] == [
        ("the folder as it is", "plans/q.toml", "q")
    ]
    assert "- the folder as it is: plans/q.toml" in run("--format", "md").out


def test_no_plan_can_be_read_on_one_side(repository: Repository, run: Callable[..., Ran]) -> None:
    commit = repository.commit({P: "[plan"})[:7]
    repository.write({P: QUARTERS["I"]})
    ran = run()
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[1] == f"Error: No plan can be read in HEAD ({commit})."


def test_a_merge_in_progress(history: Repository, run: Callable[..., Ran]) -> None:
    history.git("stash", "--quiet")
    history.commit({"plans/ổn.toml": QUARTERS["I"]})
    with pytest.raises(Exception, match="merge"):
        history.git("merge", "--quiet", "main")
    history.write({"plans/ổn.toml": QUARTERS["II"]})
    ran = run()
    assert ran.status == 1
    assert ran.err.splitlines()[0] == "A merge is not finished; these files hold conflicts: plans/p.toml"
    assert "The plan p is not compared." in ran.err
    assert "91 days later" in ran.out  # the other plan
    history.commit({P: QUARTERS["III"]})
    history.git("reset", "--quiet", "--soft", "HEAD~1")


def test_a_merge_without_conflicts(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({P: QUARTERS["I"]})
    repository.git("switch", "--quiet", "--create", "other")
    repository.commit({"plans/q.toml": QUARTERS["I"]})
    repository.git("switch", "--quiet", "main")
    repository.commit({"README": "x"})
    repository.git("merge", "--quiet", "--no-commit", "other")
    ran = run("--format", "json")
    assert (ran.err, told(ran)) == ("A merge is not finished; the folder holds what it brings.\n", ["added q/1"])


# --- how it is told ---------------------------------------------------------------------------------------------------

GROUP = '[owners.a]\nname = "Ban A"\n[owners.b]\nname = "Ban B"\n[groups.g]\nname = "Các ban"\nmembers = ["a", "b"]\n'


@pytest.fixture
def rich(repository: Repository) -> Repository:
    """A change of every kind, in three plans."""
    before = plan(
        task("I.1", "quý I/2023"),
        task("I.2", "trước ngày 15/12 hằng năm"),
        task("I.3", "hằng năm"),
        task("I.4", "trong 30 ngày sau khi có quy định", 'awaits = "qd"'),
        task("I.5", "năm 2023"),
        task("I.6", "quý II/2023"),
        task("I.7", "sớm nhất có thể"),
        task("I.8", "quý III/2023"),
        task("I.9", "tháng 3/2023"),
        task("I.10", "quý I/2023", owner="Các ban"),
        task("I.11", "quý I/2023"),
        task("I.12", "năm 2024"),
        more=EVENT,
    )
    after = plan(
        task("I.1", "quý II/2023"),
        task("I.2", "trước ngày 31/10 hằng năm"),
        task("I.3", "hằng quý"),
        task("I.4", "trong 30 ngày sau khi có quy định", 'awaits = "qd"'),
        task("I.5", "sau khi có quy định | mới", owner="Ban B"),
        task("II.6", "trong quý II năm 2023", 'formerly = ["I.6"]'),
        task("I.7", "quý IV/2023"),
        task("I.8", "thường xuyên"),
        task("I.9", "quý I/2023 và thường xuyên"),
        task("I.10", "quý II/2023", owner="Các ban"),
        task("I.12", "năm 2024"),
        task("I.13", "tháng 5", owner="Ban B"),
        more=EVENT,
    ).replace("2023-02-20", "2023-02-20\nended = 2024-06-30")
    secret = plan(task("1", "quý I/2023"), head=HEAD + "confidential = true\n")
    repository.commit({P: before, "plans/mat.toml": secret, "plans/old.toml": QUARTERS["I"], SET: GROUP})
    repository.commit({
        P: after,
        "plans/mat.toml": secret.replace("quý I/2023", "sớm").replace("Ban A", "Ban B"),
        "plans/old.toml": None,
        "plans/moi.toml": plan(task("1", "quý I/2023"), head=HEAD.replace("hoạch", "khác") + 'formerly = ["old"]\n'),
        REC: records(HAPPENED),
    })  # fmt: skip
    return repository


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    ("form", "width"), [("table", 80), ("table", 120), ("md", 80), ("json", 80)], ids=["80", "120", "md", "json"]
)
def test_whole_output(
    form: str,
    width: int,
    language: str,
    rich: Repository,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
    snapshot: Callable[[str, str], None],
) -> None:
    monkeypatch.setenv("DUTRACK_LANG", language)
    monkeypatch.setenv("COLUMNS", str(width))
    ran = run("HEAD~1..HEAD", "--format", form)
    assert (ran.status, ran.err) == (1, "")
    assert not any(line.endswith(" ") for line in ran.out.splitlines())
    out = ran.out
    for number, name in enumerate(("HEAD~1", "HEAD")):
        commit = rich.git("rev-parse", name)
        out = out.replace(commit, f"«commit {number}»").replace(commit[:7], f"«{number}»")
    ending = "txt" if form == "table" else form
    snapshot(f"diff/{language}{'' if form != 'table' else f'-{width}'}.{ending}", out)


def test_every_snapshot_is_compared() -> None:
    names = {"80.txt", "120.txt"}
    expected = {f"{language}-{name}" for language in ("en", "vi") for name in names}
    expected |= {f"{language}.{form}" for language in ("en", "vi") for form in ("md", "json")}
    assert {path.name for path in (SNAPSHOTS / "diff").iterdir()} == expected


@pytest.mark.usefixtures("rich")
def test_markdown_keeps_what_is_confidential(run: Callable[..., Ran]) -> None:
    assert "Việc 1" in run("HEAD~1..HEAD").out
    part = run("HEAD~1..HEAD", "--format", "md", "--plan", "mat").out
    assert "mat" in part
    assert not [word for word in ("Kế hoạch", "Việc", "Ban ", "sớm") if word in part]


def test_markdown_fits_a_comment(repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({P: plan()})
    tasks = (task(str(number), "quý I/2023", owner="Ban " + "dài " * 20) for number in range(900))
    repository.write({P: plan(*tasks), "plans/q.toml": QUARTERS["I"]})
    out = run("--format", "md").out
    rows = out.count("<br>")
    assert MOST * 0.9 < len(out) < 65_536
    assert out.endswith(f"\n**{901 - rows} more changes are left out.**\n")
    assert out.startswith("## Deadlines that change\n")
    assert len(json.loads(run("--format", "json").out)["changes"]) == 901


@pytest.mark.parametrize(
    ("after", "status", "last"),
    [
        (QUARTERS["I"], 0, "No deadline changed."),
        (QUARTERS["I"].replace("Ban A", "Ban B"), 0, "Other lead: 1"),
        (QUARTERS["I"].replace("quý I/2023", "Quý I năm 2023"), 0, "Other words: 1"),
        (plan(task("2", "quý I/2023", 'formerly = ["1"]')), 0, "Other id: 1"),
        (QUARTERS["II"], 1, "Later: 1"),
        (plan(), 1, "Task removed: 1"),
    ],
    ids=["same", "lead", "words", "id", "moved", "removed"],
)
def test_exit_status(after: str, status: int, last: str, repository: Repository, run: Callable[..., Ran]) -> None:
    repository.commit({P: QUARTERS["I"]})
    repository.write({P: after})
    ran = run()
    assert (ran.status, ran.out.splitlines()[-1]) == (status, last)


@pytest.mark.usefixtures("rich")
def test_filters(run: Callable[..., Ran]) -> None:
    args = ("HEAD~1..HEAD", "--format", "json")
    assert told(run(*args, "--owner", "ban b", "--plan", "p")) == [
        "waiting p/I.5", "lead p/I.5", "p/I.10@b 91", "added p/I.13",
    ]  # fmt: skip
    assert told(run(*args, "--plan", "old")) == []  # renamed, and nothing in it changed
    assert [each["was"] for each in json.loads(run(*args, "--plan", "old").out)["plans"]] == ["old"]
    assert told(run(*args, "--search", "viec i.1", "--plan", "p"))[0] == "p/I.1 91"


# --- saved lists ------------------------------------------------------------------------------------------------------


@pytest.fixture
def saved(rich: Repository, cli: Callable[..., Ran], tmp_path: Path) -> Path:
    """The list of the first commit, saved by the program of then: this one."""
    rich.git("stash", "--quiet", "--include-untracked")
    rich.git("checkout", "--quiet", "HEAD~1")
    ran = cli("list", "--format", "json", "-C", rich.root, "--today", TODAY)
    rich.git("checkout", "--quiet", "main")
    path = tmp_path / "danh sách.json"
    path.write_text(ran.out, encoding="utf-8")
    return path


@pytest.fixture
def since(rich: Repository, cli: Callable[..., Ran], saved: Path) -> Callable[..., Ran]:
    def call(*args: str) -> Ran:
        return cli("diff", "--from", saved, "-C", rich.root, *args)

    return call


def test_a_saved_list_against_the_same_commit(since: Callable[..., Ran]) -> None:
    ran = since("HEAD~1")
    assert (ran.status, ran.out.splitlines()[-1], ran.err) == (0, "No deadline changed.", "")


def test_a_saved_list_tells_the_same_changes(since: Callable[..., Ran], run: Callable[..., Ran]) -> None:
    found = since("--format", "json")
    assert told(found) == told(run("HEAD~1", "--format", "json"))
    causes = {
        (change["task"], cause["cause"]) for change in json.loads(found.out)["changes"] for cause in change["causes"]
    }
    assert {("I.1", "text"), ("I.4", "event")} <= causes
    assert since("--format", "json", "--plan", "mat", "--owner", "Ban B").status == 1


def test_what_the_program_moves(since: Callable[..., Ran], saved: Path) -> None:
    """As if an earlier release had read the quarter, the series and a waiting task otherwise."""
    text = saved.read_text(encoding="utf-8")
    for before, after in (
        (
            '"due": "2023-03-31", "first_due": null, "days_left": 11',
            '"due": "2023-03-30", "first_due": null, "days_left": 10',
        ),
        ('"start": null, "due": "2023-12-14"', '"start": null, "due": "2023-12-15"'),
    ):
        assert before in text
        text = text.replace(before, after)
    saved.write_text(text, encoding="utf-8")
    ran = since("HEAD~1", "--format", "json", "--plan", "p")
    assert (ran.status, told(ran)) == (
        1,
        ["p/I.1 1", "p/I.2/2023 -1", "p/I.9 1", "p/I.10@a 1", "p/I.10@b 1", "p/I.11 1"],
    )
    found = json.loads(ran.out)
    assert {cause["cause"] for change in found["changes"] for cause in change["causes"]} == {"program"}
    assert found["notes"][0].startswith("A saved list does not tell issue dates")
    assert found["before"] == {"name": f"{saved} of 2023-03-20", "commit": None}


def test_a_list_saved_by_powershell(since: Callable[..., Ran], saved: Path) -> None:
    saved.write_bytes(saved.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-16"))
    assert since("HEAD~1").status == 0


def test_without_a_repository(saved: Path, rich: Repository, cli: Callable[..., Ran], tmp_path: Path) -> None:
    shutil.copytree(rich.root / "plans", tmp_path / "copy" / "plans")
    shutil.copy(rich.root / SET, tmp_path / "copy")
    assert cli("diff", "--from", saved, "-C", tmp_path / "copy").status == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is not a saved list."),
        ("{", "is not a saved list."),
        ("[]", "is not a saved list."),
        (b"\xff\xff", "is not a saved list."),
        ('{"schema": 1, "today": "2023-03-20", "counts": {}}', "is not a saved list."),
        ('{"schema": 1, "today": "2023-02-30", "counts": {}, "items": []}', "is not a saved list."),
        (
            '{"schema": 2, "today": "2023-03-20", "counts": {}, "items": []}',
            "is a list in a form that is not known here.",
        ),
        ('{"schema": 1, "today": "2023-03-20", "counts": {"done": 2}, "items": []}', "holds only a part of the tasks."),
    ],
)
def test_what_is_no_saved_list(content: str | bytes, message: str, since: Callable[..., Ran], saved: Path) -> None:
    saved.write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = since()
    assert (ran.status, ran.err) == (
        2, f"Error: {saved} {message}\nHint: Save one with: dutrack list --format json\n",
    )  # fmt: skip


def test_the_morning_list_is_no_list_of_everything(
    since: Callable[..., Ran], saved: Path, rich: Repository, cli: Callable[..., Ran]
) -> None:
    saved.write_text(cli("due", "--format", "json", "-C", rich.root, "--today", TODAY).out, encoding="utf-8")
    assert "holds only a part of the tasks." in since().err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("HEAD~1..HEAD",), "--from is compared with one revision, or with the folder as it is."),
        (("--today", "2023-03-21"), "The list is of 2023-03-20, and is compared as of that day."),
        (("nowhere",), "There is no revision nowhere."),
        (("--plan", "nowhere"), "There is no plan nowhere."),
    ],
)
def test_wrong_use_of_saved_lists(args: tuple[str, ...], message: str, since: Callable[..., Ran]) -> None:
    ran = since(*args)
    assert (ran.status, ran.err.splitlines()[0]) == (2, f"Error: {message}")


def test_a_file_that_is_not_there(run: Callable[..., Ran], repository: Repository) -> None:
    repository.commit({P: QUARTERS["I"]})
    ran = run("--from", str(repository.root / "nowhere.json"))
    assert (ran.status, ran.out) == (2, "")
    assert "nowhere.json" in ran.err
