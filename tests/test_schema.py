"""The JSON Schemas of the plan format: up to date, true to the program, and of use to an editor."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from dutrack.i18n import language
from dutrack.plan import read_plan
from dutrack.problems import Severity
from dutrack.skeletons.folder import make_folder

ROOT = Path(__file__).parent.parent
HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
TASK = '[[tasks]]\nid = "1"\ntitle = "Việc"\n'
PLANS = [*sorted((ROOT / "plans").glob("*.toml")), ROOT / "tests" / "data" / "plan-full.toml"]


def generator() -> Any:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "schema" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = generator()


@pytest.fixture(scope="module", params=["en", "vi"])
def schema(request: pytest.FixtureRequest) -> dict[str, Any]:
    return json.loads((ROOT / "docs" / "schema" / GENERATOR.FILES[request.param]).read_text("utf-8"))


def as_editors_see_it(value: Any) -> Any:
    """Days become text: JSON has none."""
    if isinstance(value, dict):
        return {key: as_editors_see_it(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_editors_see_it(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def mistakes(text: str, schema: dict[str, Any]) -> list[str]:
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    return [
        "/".join(map(str, error.absolute_path)) for error in validator.iter_errors(as_editors_see_it(tomli.loads(text)))
    ]


@pytest.mark.parametrize("lang", GENERATOR.FILES)
def test_the_files_are_up_to_date(lang: str) -> None:
    path = ROOT / "docs" / "schema" / GENERATOR.FILES[lang]
    assert path.read_bytes().decode() == GENERATOR.text(lang), "run docs/schema/generate.py"


def test_they_are_schemas_and_every_key_is_described(schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator.check_schema(schema)
    for name, table in schema["properties"].items():
        if name != "format":
            assert table["description"]
            properties = table.get("items", table)["properties"]
            assert all(key["description"] for key in properties.values())


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_plans_fit(path: Path, schema: dict[str, Any]) -> None:
    assert mistakes(path.read_text("utf-8"), schema) == []


BAD = {
    "no head": (TASK, [""]),
    "unknown table": (f"{HEAD}[extra]\n", [""]),
    "unknown key": (f'{HEAD}titel = "x"\n', ["plan"]),
    "title that is a number": (HEAD.replace('"Kế hoạch"', "5"), ["plan/title"]),
    "empty title": (HEAD.replace('"Kế hoạch"', '" "'), ["plan/title"]),
    "no issue date": (HEAD.replace("issued", "ended"), ["plan"]),
    "day as people write it": (HEAD.replace("2023-02-20", '"20/02/2023"'), ["plan/issued"]),
    "flag in quotes": (f'{HEAD}confidential = "true"\n', ["plan/confidential"]),
    "no such code": (f'{HEAD}allow = {{ D999 = "x" }}\n', ["plan/allow"]),
    "earlier plan id with capitals": (f'{HEAD}formerly = ["A1"]\n', ["plan/formerly"]),
    "one table for a list": (f'{HEAD}[tasks]\nid = "1"\ntitle = "x"\n', ["tasks"]),
    "task without a title": (f'{HEAD}[[tasks]]\nid = "1"\n', ["tasks/0"]),
    "id that is a number": (f"{HEAD}{TASK.replace(chr(34) + '1' + chr(34), '1')}", ["tasks/0/id"]),
    "id with a blank": (f"{HEAD}{TASK.replace('1', 'III 1')}", ["tasks/0/id"]),
    "lead that is a number": (f"{HEAD}{TASK}owner = [5]\n", ["tasks/0/owner"]),
    "word that is none of three": (f'{HEAD}[policy]\nnamed = "nxt"\n', ["policy/named"]),
    "year of a term out of range": (f'{HEAD}[[terms]]\nname = "T"\nfrom = 2021-05-23\nyear1 = 21\n', ["terms/0/year1"]),
    "newer format": (f"format = 2\n{HEAD}", ["format"]),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_does_not_fit(name: str, schema: dict[str, Any]) -> None:
    text, places = BAD[name]
    assert mistakes(text, schema) == places
    # The program finds it too.
    assert any(found.severity is not Severity.NOTE for found in read_plan("plans/p.toml", text.encode())[1])


@pytest.mark.parametrize("lang", GENERATOR.FILES)
def test_taplo_finds_the_schema_by_the_line_at_the_top(lang: str, tmp_path: Path) -> None:
    name = GENERATOR.FILES[lang]
    (tmp_path / name).write_bytes((ROOT / "docs" / "schema" / name).read_bytes())
    line = f"#:schema ./{name}\n"
    assert taplo(tmp_path, line + HEAD + TASK + "deadline = 2023-03-31\n") == []
    assert taplo(tmp_path, f'{line}{HEAD}titel = "x"\n') == ["2:1"]
    assert taplo(tmp_path, line + HEAD.replace("2023-02-20", '"20/2/2023"')) == ["5:10"]


@pytest.mark.parametrize("page", ["plan-format.md", "vi/dinh-dang-ke-hoach.md"])
def test_taplo_finds_the_schema_by_the_settings_the_page_shows(page: str, tmp_path: Path) -> None:
    [settings] = re.findall(
        r"^```taplo\n(.*?)^```$", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    (tmp_path / "plans" / "progress").mkdir(parents=True)
    (tmp_path / ".taplo.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "plan.schema.json").write_bytes((ROOT / "docs" / "schema" / "plan.schema.json").read_bytes())
    assert taplo(tmp_path, f'{HEAD}titel = "x"\n', "plans/nam-2023/a.toml") == ["1:1"]
    assert taplo(tmp_path, "[records]\n", "plans/progress/a.toml") == []


@pytest.mark.parametrize("lang", GENERATOR.FILES)
def test_taplo_finds_the_schema_of_a_new_workspace(lang: str, tmp_path: Path) -> None:
    with language(lang):
        make_folder(tmp_path, date(2023, 3, 20), example=True)
    example = (tmp_path / "plans" / "vi-du.toml").read_text("utf-8")
    assert taplo(tmp_path, example, "plans/vi-du.toml") == []
    assert taplo(tmp_path, f'{HEAD}titel = "x"\n', "plans/nam-2023/a.toml") == ["1:1"]
    assert taplo(tmp_path, "[records]\n", "plans/progress/a.toml") == []


def taplo(folder: Path, text: str, name: str = "plan.toml") -> list[str]:
    """Return where Taplo, which Even Better TOML runs, finds the first mistake."""
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    program = Path(sys.executable).with_name("taplo")
    ran = subprocess.run([program, "lint", file], capture_output=True, check=False, encoding="utf-8", cwd=folder)
    places = re.findall(rf"{re.escape(file.name)}:(\d+:\d+)", ran.stderr)[:1]
    assert bool(places) == bool(ran.returncode), ran.stderr
    return places


@pytest.mark.parametrize("id_", ["1", "III.1", "3a", "_x", "Đ.1", "a-b"])
def test_ids(id_: str, schema: dict[str, Any]) -> None:
    text = HEAD + TASK.replace("1", id_)
    assert mistakes(text, schema) == []
    assert read_plan("plans/p.toml", text.encode())[1] == ()
