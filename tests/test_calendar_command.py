"""``dutrack calendar``: whole outputs, whose settings hold, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = Path(__file__).parent / "data" / "report"

OUTPUTS = {"announced": ("2026",), "overrides": ("2023", "-C", str(SMALL)), "unknown": ("2200",)}


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that belongs to no workspace."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize(("lang", "width"), [("vi", 80), ("en", 120)])
@pytest.mark.usefixtures("nowhere")
def test_outputs(name: str, lang: str, width: int, *, cli, snapshot, monkeypatch) -> None:
    monkeypatch.setenv("DUTRACK_LANG", lang)
    monkeypatch.setenv("COLUMNS", str(width))
    ran = cli("calendar", *OUTPUTS[name])
    assert (ran.status, ran.err) == (0, "")
    snapshot(f"calendar/{name}-{lang}-{width}.txt", ran.out)
    assert max(map(len, ran.out.splitlines())) <= width


@pytest.mark.usefixtures("nowhere")
def test_a_year_not_announced_yet_is_a_forecast(cli: Callable) -> None:
    """Which days those are is for the package of holidays to say."""
    heading, note, _, *days = cli("calendar", "2030").out.splitlines()
    assert heading.startswith("2030: ")
    assert note == "A forecast: days off are announced through 2027."
    assert len(days) > 10
    assert all(line.endswith("· forecast") for line in days)


@pytest.mark.parametrize(("form", "year"), [("json", "2024"), ("csv", "2023")])
def test_forms(form: str, year: str, cli, snapshot) -> None:
    snapshot(f"calendar/year.{form}", cli("calendar", year, "-C", SMALL, "--format", form).out)


@pytest.mark.usefixtures("nowhere")
def test_the_year_is_that_of_today(cli: Callable) -> None:
    assert json.loads(cli("calendar", "--today", "31/12/2025", "--format", "json").out)["year"] == 2025


def test_csv_and_json_say_the_same(cli) -> None:
    args = ("calendar", "2026", "-C", SMALL, "--format")
    rows = list(csv.DictReader(io.StringIO(cli(*args, "csv").out)))
    told = json.loads(cli(*args, "json").out)["days"]
    assert [list(row.values()) for row in rows] == [
        [str(value).lower() if isinstance(value, bool) else str(value) for value in day.values()] for day in told
    ]


def test_settings_hold_though_no_plan_is_readable(nowhere: Path, cli) -> None:
    (nowhere / "plans").mkdir()
    (nowhere / "plans" / "bad.toml").write_text("[plan\n", encoding="utf-8")
    (nowhere / "dutrack.toml").write_text("[calendar]\noff = [2023-08-11]\n", encoding="utf-8")
    assert (
        "2023-08-11,5,off,day off in this office,dutrack.toml,false,true"
        in cli("calendar", "2023", "--format", "csv").out
    )


def test_mistakes_in_the_settings_are_told_and_stop_nothing(nowhere: Path, cli) -> None:
    (nowhere / "plans").mkdir()
    (nowhere / "dutrack.toml").write_text('[calendar]\noff = ["hôm qua"]\nwork = [2023-09-09]\n', encoding="utf-8")
    ran = cli("calendar", "2023", "--format", "csv")
    assert ran.status == 0
    assert "2023-09-09,6,worked" in ran.out
    assert ran.err.startswith("dutrack.toml:2:8: D004 ")


def test_settings_that_cannot_be_read(nowhere: Path, cli) -> None:
    (nowhere / "plans").mkdir()
    (nowhere / "dutrack.toml").mkdir()
    ran = cli("calendar", "2023")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Error: dutrack.toml cannot be read: ")


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("23",), "23 is not a year.\nHint: Write four digits: 2026."),
        (("0000",), "0000 is not a year."),
        (("x",), "x is not a year."),
        (("2026", "2027"), "The command does not take 2027."),
        (("--format", "xml"), "--format cannot be xml."),
        (("-C", "/nowhere/at/all"), "There is no workspace in "),
    ],
)
@pytest.mark.usefixtures("nowhere")
def test_wrong_use(args: tuple[str, ...], error: str, cli) -> None:
    ran = cli("calendar", *args)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {error}")
