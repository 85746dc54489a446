"""How much of a plan is found, on published plans and on others of other shapes; the figures are lower bounds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))
import draft as bench  # noqa: E402 - beside the program

MORE = bench.DATA / "more"


@pytest.mark.parametrize(
    ("name", "share", "timed"),
    [
        ("bac-giang-nq27", 1.0, 0.98),
        ("ninh-thuan-nq28", 1.0, 1.0),
        ("kon-tum-nq27", 1.0, 1.0),  # a news summary: no leads, no deadlines
        ("gia-lai-nq27", 0.98, 0.97),  # a scan
        ("quang-ngai-kl21", 0.98, 1.0),
    ],
)
def test_published_plans(name, share, timed):
    found = bench.measure(bench.DATA / f"{name}.txt", ROOT / "plans" / f"{name}.toml")
    assert found.share >= share, "\n".join(found.notes)
    assert found.timed >= timed, "\n".join(found.notes)
    assert found.citations == 0
    assert found.extra == 0
    assert found.drafted <= found.tasks + 1


@pytest.mark.parametrize(
    "document", sorted(path for path in MORE.iterdir() if path.suffix != ".toml"), ids=lambda path: path.stem
)
def test_other_shapes(document):
    found = bench.measure(document, document.with_suffix(".toml"))
    assert found.share >= 0.9, "\n".join(found.notes)
    assert found.timed >= 0.85, "\n".join(found.notes)
    assert found.citations == 0
    assert found.drafted <= found.tasks + 1


def test_the_best_pairs_keep_the_order_of_both():
    # The second row agrees best with the first column, but that would leave the first row alone.
    assert bench.pairs([[0.6, 0.0], [0.9, 0.8]]) == [(0, 0), (1, 1)]
    assert bench.pairs([[0.1, 0.2]]) == []


@pytest.mark.parametrize("page", ["draft.md", "vi/ban-nhap.md"])
def test_the_figures_of_the_pages_are_true(page):
    _, _, table = (ROOT / "docs" / page).read_text(encoding="utf-8").partition("<!-- figures -->")
    told = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in table.splitlines() if "`" in line]
    found = []
    for name in bench.PUBLISHED:
        it = bench.measure(bench.DATA / f"{name}.txt", ROOT / "plans" / f"{name}.toml")
        found.append([name, str(it.tasks), f"{it.share:.1%}", str(it.deadlines), f"{it.timed:.1%}", str(it.citations)])
    assert told == found
