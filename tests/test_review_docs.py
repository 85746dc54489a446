"""The pages about reviewing are true: their example, their tables, their commands; and both say the same."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dutrack.history.changes import Cause, Kind
from dutrack.history.sides import ends_of
from dutrack.history.words import CAUSES, LABELS
from dutrack.i18n import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran
    from repositories import Repository

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"en": DOCS / "review.md", "vi": DOCS / "vi" / "xem-xet-thay-doi.md"}


@cache
def text_of(name: str) -> str:
    return PAGES[name].read_text(encoding="utf-8")


def blocks(page: str, info: str = r"[^\n]*") -> list[str]:
    return re.findall(rf"^```{info}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def rows(page: str, name: str) -> list[list[str]]:
    [table] = re.findall(rf"^<!-- {name} -->\n\n\|.*\n\|[-|]+\n((?:\|.*\n)+)", page, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


@pytest.mark.parametrize("name", PAGES)
def test_the_example(
    name: str, repository: Repository, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = text_of(name)
    [before], [after], [output] = (blocks(page, info) for info in ("toml before", "toml after", "text output"))
    repository.commit({"plans/cchc-2023.toml": before})
    repository.write({"plans/cchc-2023.toml": after})
    monkeypatch.setenv("DUTRACK_LANG", name)
    monkeypatch.setenv("COLUMNS", "100")
    assert cli("diff", "-C", repository.root, "--today", "2023-03-20").out == output


@pytest.mark.parametrize("name", PAGES)
def test_tables(name: str) -> None:
    page = text_of(name)
    with language(name):
        labels = {kind.value: ", ".join(map(str, LABELS[kind])) for kind in Kind}
        causes = {cause.value: str(CAUSES[cause]) for cause in Cause}
    assert {row[0].strip("`"): row[1] for row in rows(page, "kinds")} == labels
    assert {row[0].strip("`"): row[1] for row in rows(page, "causes")} == causes


def test_what_is_compared_is_what_the_page_says() -> None:
    compared = {None: ("HEAD", None, False), "main": ("main", None, False), "main..change": ("main", "change", False)}
    compared["main..."] = ("main", "HEAD", True)
    for asked, ends in compared.items():
        assert ends_of(asked) == ends
        assert f"`{' '.join(filter(None, ('dutrack diff', asked)))}`" in text_of("en")
