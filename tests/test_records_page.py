"""The pages about records are true: their commands and options are there, and both languages say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dutrack.config.model import DEFAULT_TIMEZONE
from dutrack.progress import Kind, read_progress

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"en": DOCS / "records.md", "vi": DOCS / "vi" / "ghi-nhan.md"}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in PAGES.items()}
RECORDING = {"done", "reopen", "skip", "cancel", "extend", "date", "review", "confirm", "note", "undo", "event"}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


def test_the_readmes_lead_to_the_pages() -> None:
    root = DOCS.parent
    assert "(docs/records.md)" in (root / "README.md").read_text(encoding="utf-8")
    assert "(docs/vi/ghi-nhan.md)" in (root / "README.vi.md").read_text(encoding="utf-8")


def test_every_recording_command_is_told(page: str) -> None:
    assert set(re.findall(r"`dutrack (\w+)", page)) >= RECORDING


def test_kinds_are_those_of_the_program(page: str) -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", page, re.MULTILINE)
    kinds = {kind for row in rows for kind in re.findall(r"`(\w+)`", row)}
    assert {Kind(kind) for kind in kinds} == set(Kind) - {Kind.CONFIRMED, Kind.NOTE}


def test_the_example_is_read(page: str) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    records, problems = read_progress("plans/progress/p.toml", example.encode(), DEFAULT_TIMEZONE)
    assert (len(records), problems) == (1, ())
