"""The house stands as ``docs/design.md`` draws it: every package has its row, and imports point only left."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "dutrack"
DESIGN = (ROOT / "docs" / "design.md").read_text("utf-8")
[LINE] = re.findall(r"^`(i18n, .* → .*)`$", DESIGN, re.MULTILINE)
ORDER = re.split(r", | → ", LINE)
PARTS = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
EDGES = {"__init__", "__main__"}
"""The version, which anybody may read, and what starts the program."""


def test_the_order_names_each_part_once() -> None:
    assert sorted(ORDER) == sorted(PARTS - EDGES)


def test_every_part_has_a_row() -> None:
    rows = re.findall(r"^\| (`.*`) \|", DESIGN, re.MULTILINE)
    assert set(re.findall(r"`(\w+)/?`", " ".join(rows))) >= PARTS - EDGES


def imports(path: Path) -> Iterator[str]:
    """Yield the parts of dutrack that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "dutrack":
            inside = (node.module or "").split(".")[1:]
            names = inside[:1] or [alias.name for alias in node.names]
            yield from (name for name in names if name in PARTS)


@pytest.mark.parametrize("part", ORDER)
def test_imports_point_only_left(part: str) -> None:
    paths = sorted((PACKAGE / part).rglob("*.py")) or [PACKAGE / f"{part}.py"]
    right = ORDER[ORDER.index(part) + 1 :]
    assert [(path.name, name) for path in paths for name in imports(path) if name in right] == []
