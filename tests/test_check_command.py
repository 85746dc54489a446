"""``dutrack check``: what it is asked about, in which form it answers, and with which status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from dutrack.i18n import language, msg
from dutrack.problems import Code, Fix, Place, Problem, Severity
from dutrack.views.problems_github import problems_github
from dutrack.views.problems_sarif import problems_sarif

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Ran

HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
TASK = '[[tasks]]\nid = "1"\ntitle = "Việc"\nowner = "Văn phòng"\ndeadline = "{}"\n'
TODAY = ("--today", "2023-03-01")


def told(ran: Ran) -> list[str]:
    """Return the places and codes that a run printed as text."""
    return [line.split(" ")[0] + line.split(" ")[1] for line in ran.out.splitlines() if ": D0" in line]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in a subfolder of the current folder: an error in a, a warning in b and the settings, a note in c."""
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "office"
    (root / "plans" / "nam-2023").mkdir(parents=True)
    (root / "dutrack.toml").write_text('langauge = "vi"\n', encoding="utf-8")
    for name, deadline in (("a", "quý V/2023"), ("nam-2023/b", "quý IV/2022"), ("nam-2023/c", "ngày 01/5/2023")):
        (root / "plans" / f"{name}.toml").write_text(HEAD + TASK.format(deadline), encoding="utf-8")
    return root


ALL = [
    "office/dutrack.toml:1:1:D006",
    "office/plans/a.toml:9:17:D010",
    "office/plans/nam-2023/b.toml:9:13:D012",
    "office/plans/nam-2023/c.toml:9:13:D013",
]


# --- what is asked about ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "found", "status"),
    [
        pytest.param(["-C", "office"], [0, 1, 2, 3], 1, id="everything"),
        pytest.param(["office"], [0, 1, 2, 3], 1, id="the workspace as an argument"),
        pytest.param(["office/plans/a.toml"], [1], 1, id="one file"),
        pytest.param(["office/plans/nam-2023"], [2, 3], 1, id="a folder"),
        pytest.param(["office/plans/nam-2023/c.toml"], [3], 0, id="notes do not count"),
        pytest.param(["office/plans/nam-2023/c.toml", "office/dutrack.toml"], [0, 3], 1, id="several files"),
        pytest.param(["-C", "office", "--plan", "b", "--plan", "c"], [2, 3], 1, id="plans"),
        pytest.param(["-C", "office", "--select", "D01"], [1, 2, 3], 1, id="a beginning of codes"),
        pytest.param(["-C", "office", "--select", "d006,D013"], [0, 3], 1, id="codes, joined, in small letters"),
        pytest.param(["-C", "office", "--select", "D006", "--select", "D013"], [0, 3], 1, id="codes, repeated"),
        pytest.param(["-C", "office", "--ignore", "D010,D012,D006"], [3], 0, id="all but some"),
        pytest.param(["-C", "office", "--select", "D01", "--ignore", "D010"], [2, 3], 1, id="both"),
        pytest.param(["-C", "office", "--select", "D001"], [], 0, id="none found"),
    ],
)
@pytest.mark.usefixtures("office")
def test_what_is_asked_about(args: list[str], found: list[int], status: int, cli) -> None:
    ran = cli("check", *args, *TODAY)
    assert (told(ran), ran.status) == ([ALL[number] for number in found], status)


def test_in_the_workspace_itself_and_below_it_names_are_those_of_the_workspace(office: Path, cli, monkeypatch) -> None:
    expected = [place.removeprefix("office/") for place in ALL]
    monkeypatch.chdir(office)
    assert told(cli("check", *TODAY)) == expected
    monkeypatch.chdir(office / "plans")
    assert told(cli("check", *TODAY)) == expected
    assert told(cli("check", "a.toml", *TODAY)) == expected[1:2]


@pytest.mark.usefixtures("office")
def test_files_of_two_workspaces(cli, tmp_path: Path) -> None:
    other = tmp_path / "district" / "plans"
    other.mkdir(parents=True)
    (other / "a.toml").write_text(HEAD + TASK.format("quý V/2023"), encoding="utf-8")
    ran = cli("check", "office/plans/a.toml", "district/plans/a.toml", *TODAY)
    assert told(ran) == ["office/plans/a.toml:9:17:D010", "district/plans/a.toml:9:17:D010"]
    assert ran.err == "2 errors, 0 warnings, 0 notes\n"
    found = json.loads(cli("check", "office", "district", "--format", "json", "--select", "D010", *TODAY).out)
    assert [problem["path"] for problem in found] == ["office/plans/a.toml", "district/plans/a.toml"]


def test_a_file_that_cannot_be_read_is_told_of_alone(office: Path, cli) -> None:
    (office / "plans" / "d.toml").write_text("[plan", encoding="utf-8")
    assert told(cli("check", "office/plans/d.toml", *TODAY)) == ["office/plans/d.toml:1:6:D002"]
    for name in ("a", "nam-2023/b", "nam-2023/c"):
        (office / "plans" / f"{name}.toml").unlink()
    ran = cli("check", "office/plans/d.toml", *TODAY)
    assert (told(ran), ran.status) == (["office/plans/d.toml:1:6:D002"], 2)  # nothing readable


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (["x.toml"], "Error: There is no file x.toml."),
        (["office/readme.md"], "Error: office/readme.md is no file of the workspace"),
        (["-C", "office", "readme.md"], "Error: readme.md is no file of the workspace"),
        (["readme.md"], "Error: There is no workspace in"),
        (["-C", "office", "--select", "D9"], "Error: --select: there is no finding with the code D9."),
        (["-C", "office", "--ignore", "X"], "Error: --ignore: there is no finding with the code X."),
        (["-C", "office", "--dry-run"], "Error: --dry-run is for --fix."),
        (["-C", "office", "--format", "xml"], "Error: --format cannot be xml."),
        (["--explain", "D01"], "Error: --explain: there is no finding with the code D01."),
        (["--explain", "D0010"], "Error: --explain: there is no finding with the code D0010.\nHint: Did you mean D0"),
    ],
)
def test_wrong_use(args: list[str], error: str, office: Path, cli, tmp_path: Path) -> None:
    for path in (office / "readme.md", tmp_path / "readme.md"):
        path.write_text("x", encoding="utf-8")
    ran = cli("check", *args, *TODAY)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(error)


# --- in which form ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("office")
def test_json_names_files_as_in_the_workspace_and_holds_fixes(cli) -> None:
    found = json.loads(cli("check", "-C", "office", "--format", "json", "--select", "D006", *TODAY).out)
    assert found == [
        {
            "path": "dutrack.toml",
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 9,
            "code": "D006",
            "severity": "warning",
            "message": "langauge is not a known key.",
            "hint": "Did you mean language?",
            "fix": {
                "title": "Change it to “language”",
                "line": 1,
                "column": 5,
                "end_line": 1,
                "end_column": 7,
                "text": "ua",
                "safe": True,
            },
        }
    ]
    assert json.loads(cli("check", "-C", "office", "--format", "json", "--select", "D001", *TODAY).out) == []


@pytest.mark.usefixtures("office")
def test_github(cli, snapshot) -> None:
    ran = cli("check", "-C", "office", "--format", "github", *TODAY)
    snapshot("check/github-en.txt", ran.out)
    assert (ran.status, ran.err) == (1, "")


def test_github_escapes_what_would_end_a_property_or_the_command() -> None:
    place = Place("plans/50%, một:hai.toml", 1, 2, 1, 3)
    problem = Problem(Code.TOML_SYNTAX, Severity.ERROR, msg("{x}", x="100%: a,b\r\n::error::x"), place)
    [line] = problems_github([problem])
    # Line ends of the message itself become blanks: one finding is one command.
    assert line == (
        "::error file=plans/50%25%2C một%3Ahai.toml,line=1,col=2,endLine=1,endColumn=3,title=D002::"
        "100%25: a,b  ::error::x"
    )
    [line] = problems_github([Problem(Code.FILE_UNREADABLE, Severity.ERROR, msg("x"), Place("a.toml"))])
    assert line == "::error file=a.toml,title=D001::x"


# What SARIF 2.1.0 (OASIS, errata 01) asks of the parts we write, by its sections.
_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_ARTIFACT = {  # 3.4
    "type": "object",
    "required": ["uri", "uriBaseId"],
    "properties": {"uri": {"type": "string", "pattern": "^[A-Za-z0-9._~%/-]+$"}, "uriBaseId": {"const": "%SRCROOT%"}},
    "additionalProperties": False,
}
_REGION = {  # 3.30
    "type": "object",
    "required": ["startLine"],
    "properties": {
        name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
    "additionalProperties": False,
}
_LEVEL = {"enum": ["error", "warning", "note"]}  # 3.27.10
_RULE = {  # 3.49
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "pattern": "^D\\d{3}$"},
        "name": {"type": "string", "pattern": "^[A-Z]\\w+$"},
        "shortDescription": _TEXT,
        "help": _TEXT,
        "defaultConfiguration": {"type": "object", "properties": {"level": _LEVEL}, "additionalProperties": False},
    },
    "additionalProperties": False,
}
_FIX = {  # 3.55-3.57
    "type": "object",
    "required": ["artifactChanges"],
    "properties": {
        "description": _TEXT,
        "artifactChanges": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["artifactLocation", "replacements"],
                "properties": {
                    "artifactLocation": _ARTIFACT,
                    "replacements": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["deletedRegion"],
                            "properties": {
                                "deletedRegion": _REGION,
                                "insertedContent": {"type": "object", "properties": {"text": {"type": "string"}}},
                            },
                            "additionalProperties": False,
                        },
                    },
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
_LOCATION = {  # 3.28, 3.29
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {"artifactLocation": _ARTIFACT, "region": _REGION},
            "additionalProperties": False,
        }
    },
    "additionalProperties": False,
}
_RESULT = {  # 3.27
    "type": "object",
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _TEXT,
        "locations": {"type": "array", "minItems": 1, "items": _LOCATION},
        "fixes": {"type": "array", "minItems": 1, "items": _FIX},
    },
    "additionalProperties": False,
}
_DRIVER = {  # 3.19
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"const": "dutrack"},
        "version": {"type": "string"},
        "rules": {"type": "array", "items": _RULE, "uniqueItems": True},
    },
    "additionalProperties": False,
}
SARIF = {  # 3.13, 3.14
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {"type": "object", "properties": {"driver": _DRIVER}, "additionalProperties": False},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": _RESULT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def sarif(text: str) -> dict[str, Any]:
    log = json.loads(text)
    jsonschema.Draft7Validator(SARIF).validate(log)
    [run] = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
    return run


@pytest.mark.usefixtures("office")
def test_sarif(cli) -> None:
    ran = cli("check", "-C", "office", "--format", "sarif", *TODAY)
    run = sarif(ran.out)
    assert (ran.status, ran.err) == (1, "")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["D006", "D010", "D012", "D013"]
    assert [
        (result["level"], result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        for result in run["results"]
    ] == [
        ("warning", "office/dutrack.toml"),
        ("error", "office/plans/a.toml"),
        ("warning", "office/plans/nam-2023/b.toml"),
        ("note", "office/plans/nam-2023/c.toml"),
    ]
    assert run["results"][0]["message"] == {"text": "langauge is not a known key. Did you mean language?"}
    [change] = run["results"][0]["fixes"][0]["artifactChanges"]
    region = {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 7}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "ua"}}]


@pytest.mark.usefixtures("office")
def test_sarif_of_nothing(cli) -> None:
    assert sarif(cli("check", "-C", "office", "--format", "sarif", "--select", "D001", *TODAY).out)["results"] == []


class Text:
    """One file, whatever its name."""

    def __init__(self, text: str) -> None:
        self.text = text

    def names(self) -> tuple[str, ...]:
        return ()

    def read(self, name: str) -> bytes:
        if not self.text:
            raise FileNotFoundError(name)
        return self.text.encode()


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        pytest.param('title = "Việc"', 10, 10, id="letters of ours are one unit each"),
        pytest.param('title = "😀 việc 😀"', 12, 13, id="past U+FFFF there are two"),
        pytest.param('\ufefftitle = "x"', 9, 9, id="the byte-order mark is no column"),
        pytest.param("", 9, 9, id="a file that is gone"),
    ],
)
def test_sarif_counts_utf_16(text: str, column: int, expected: int) -> None:
    place = Place("plans/kế hoạch.toml", 1, column, 1, column + 1)
    fix = Fix(msg("x"), place, "")
    problem = Problem(Code.TOML_SYNTAX, Severity.ERROR, msg("x"), place, fix=fix)
    [result] = sarif(problems_sarif([problem], Text(text)))["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["region"]["startColumn"] == expected
    assert location["artifactLocation"]["uri"] == "plans/k%E1%BA%BF%20ho%E1%BA%A1ch.toml"


def test_sarif_of_a_file_as_a_whole_is_its_first_line() -> None:
    problem = Problem(Code.FILE_UNREADABLE, Severity.ERROR, msg("x"), Place("a.toml"))
    [result] = sarif(problems_sarif([problem], Text("")))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


# --- explanations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("speech", ["vi", "en"])
def test_explanations(speech: str, cli, snapshot, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUTRACK_LANG", speech)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)  # needs no workspace
    ran = cli("check", "--explain", *(code.value for code in Code))
    assert (ran.status, ran.err) == (0, "")
    snapshot(f"explain/{speech}.txt", ran.out)
    ran = cli("check", "--explain")
    assert (ran.status, ran.err) == (0, "")
    assert [line[:4] for line in ran.out.splitlines()[:-2]] == [code.value for code in Code]
    snapshot(f"explain/all-{speech}.txt", ran.out)
    with language(speech):
        assert cli("check", "--explain", "d010").out == cli("check", "--explain", "D010").out
