"""The pages about records are true: their commands and options are there, and both languages say the same."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer._click import Context
from typer.main import get_command

from dutrack.cli.main import app
from dutrack.config.model import DEFAULT_TIMEZONE
from dutrack.progress import Kind, read_progress

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"en": DOCS / "records.md", "vi": DOCS / "vi" / "ghi-nhan.md"}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in PAGES.items()}
RECORDING = {"done", "reopen", "skip", "cancel", "extend", "date", "review", "confirm", "note", "undo", "event"}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


def codes(text: str) -> list[str]:
    """Return what stands as code, in order; what a reader fills in has another name in each language."""
    plain = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [re.sub(r"\b[^\W\d_a-z]{2,}(_[^\W\d_a-z]+)*\b", "X", code) for code in re.findall(r"`([^`]+)`", plain)]


def test_both_pages_have_the_same_headings_examples_rows_and_codes() -> None:
    english, vietnamese = TEXTS.values()
    assert re.findall(r"^#+(?= )", english, re.MULTILINE) == re.findall(r"^#+(?= )", vietnamese, re.MULTILINE)
    blocks = (re.findall(r"^```toml\n.*?^```$", text, re.MULTILINE | re.DOTALL) for text in TEXTS.values())
    assert next(blocks) == next(blocks)
    for begin in (r"\| ", "- "):
        both = (re.findall(f"^{begin}", text, re.MULTILINE) for text in TEXTS.values())
        assert len(set(map(len, both))) == 1
    assert sorted(set(codes(english))) == sorted(set(codes(vietnamese)))


def test_links_lead_somewhere() -> None:
    for path in PAGES.values():
        links = re.findall(r"\[[^\]]+\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
        assert links
        assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readmes_lead_to_the_pages() -> None:
    root = DOCS.parent
    assert "(docs/records.md)" in (root / "README.md").read_text(encoding="utf-8")
    assert "(docs/vi/ghi-nhan.md)" in (root / "README.vi.md").read_text(encoding="utf-8")


def test_commands_and_options_are_there(page: str) -> None:
    program = get_command(app)
    context = Context(program)
    told = set()
    for line in re.findall(r"`dutrack ([^`]+)`", page):
        name, *words = shlex.split(line)
        command = program.get_command(context, name)
        assert command is not None, line
        options = {option for param in command.params for option in param.opts}
        assert {word for word in words if word.startswith("-")} <= options, line
        told.add(name)
    assert told >= RECORDING


def test_kinds_are_those_of_the_program(page: str) -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", page, re.MULTILINE)
    kinds = {kind for row in rows for kind in re.findall(r"`(\w+)`", row)}
    assert {Kind(kind) for kind in kinds} == set(Kind) - {Kind.CONFIRMED, Kind.NOTE}


def test_the_example_is_read(page: str) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    records, problems = read_progress("plans/progress/p.toml", example.encode(), DEFAULT_TIMEZONE)
    assert (len(records), problems) == (1, ())
