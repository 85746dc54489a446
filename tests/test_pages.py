"""Every page of the documents: both languages say the same, links lead somewhere, commands and options are there."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
from typer._click import Context
from typer.main import get_command

from dutrack.cli.main import app
from dutrack.cli.outbox import ACTIONS
from dutrack.cli.tree import COMMANDS

ROOT = Path(__file__).parents[1]
PAIRS = {
    "README.md": "README.vi.md",
    "docs/draft.md": "docs/vi/ban-nhap.md",
    "docs/editors.md": "docs/vi/trinh-soan-thao.md",
    "docs/export.md": "docs/vi/xuat-tep.md",
    "docs/operations.md": "docs/vi/van-hanh.md",
    "docs/plan-format.md": "docs/vi/dinh-dang-ke-hoach.md",
    "docs/records.md": "docs/vi/ghi-nhan.md",
    "docs/review.md": "docs/vi/xem-xet-thay-doi.md",
}
FOR_DEVELOPERS = {"CHANGELOG.md", "docs/design.md"}
SPOKEN = {"console", "text output"}
"""Blocks of what the program says, which it says in the language of the page."""
EXAMPLES_OF_ITS_OWN = {"docs/draft.md", "docs/export.md", "docs/plan-format.md"}
"""Pages whose examples have other names in each language; those of ``plan-format`` are compared in ``test_docs.py``."""
LINK = re.compile(r"(?<!`)\[(?:\\.|[^\]`]|`[^`]*`)+\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")
PAGES = sorted({*PAIRS, *PAIRS.values(), *FOR_DEVELOPERS})


@cache
def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(page: str) -> list[tuple[str, str]]:
    """Return the fenced blocks of a page, each with what stands behind the fence."""
    return re.findall(r"^```([^\n]*)\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)


def prose(page: str) -> str:
    return re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)


def test_every_page_is_in_both_languages() -> None:
    found = [path for folder in (ROOT, ROOT / "docs", ROOT / "docs" / "vi") for path in folder.glob("*.md")]
    assert sorted(path.relative_to(ROOT).as_posix() for path in found) == PAGES


@pytest.mark.parametrize("page", PAIRS)
def test_both_languages_have_the_same_parts(page: str) -> None:
    both = (page, PAIRS[page])
    for begin in (r"#+ ", r"\|", r"- ", r"\d\. "):
        found = [re.findall(f"^{begin}", prose(each), re.MULTILINE) for each in both]
        assert found[0] == found[1], begin
    free = {info for info, _ in blocks(page)} if page in EXAMPLES_OF_ITS_OWN else SPOKEN
    said = [[(info, "" if info in free else text.replace(".vi.", ".")) for info, text in blocks(each)] for each in both]
    assert said[0] == said[1]
    if page != "docs/plan-format.md":
        codes = [{untranslated(code) for code in re.findall(r"`([^`\n]+)`", prose(each))} for each in both]
        assert codes[0] == codes[1]


def untranslated(code: str) -> str:
    """Leave out of what stands as code what a reader fills in, which has another name in each language."""
    return re.sub(r"\b[^\W\d_a-z]{2,}(_[^\W\d_a-z]+)*\b", "X", code).replace(".vi.", ".")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for name, anchor in LINK.findall(prose(page)):
        target = (ROOT / page).parent / name if name else ROOT / page
        assert target.exists(), name
        if anchor:
            assert anchor in map(slug, re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)), anchor


def slug(heading: str) -> str:
    """Return how GitHub names the place of a heading: small letters, hyphens for blanks, else letters and digits."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def calls(page: str) -> list[str]:
    """Return every call of the program on a page, without its name: in blocks and among the words."""
    shown = [text for info, text in blocks(page) if not info.startswith(("json", "yaml", "toml", "lua", "taplo"))]
    found = re.findall(r"(?:^|; |/bin/|^\$ (?:\w+=\w+ )?)dutrack ([a-z][^\n;&|>]*)", "\n".join(shown), re.MULTILINE)
    found += re.findall(r"dutrack\.exe\" -Argument \"([^\"]+)", "\n".join(shown))
    return found + re.findall(r"`dutrack ([a-z][^`|>]*)`", prose(page))


@pytest.mark.parametrize("page", [*PAIRS, *PAIRS.values(), "docs/design.md"])
def test_commands_and_options_are_there(page: str) -> None:
    program = get_command(app)
    context = Context(program)
    found = calls(page)
    assert found
    for line in found:
        name, *words = shlex.split(line)
        assert name in COMMANDS, line
        command = program.get_command(context, name)
        assert command is not None
        options = {option for param in command.params for option in param.opts}
        assert {word for word in words if word.startswith("-") and word != "-"} <= options, line
        assert name != "outbox" or not words or words[0] in ACTIONS
