"""The morning list: one block a body, and what the filters leave out."""

from __future__ import annotations

import pytest

PLAN = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
TASK = '[[tasks]]\nid = "{}"\ntitle = "Việc {}"\nowner = "{}"\ndeadline = "{}"\n'
BODIES = (
    '[owners.btc]\nname = "Ban Tổ chức Tỉnh ủy"\naliases = ["BTCTU"]\nplans = ["a", "b"]\n'
    '[owners.btc-c]\nname = "Ban Tổ chức Tỉnh ủy"\nplans = ["c"]\n'
)
FILES = {
    "dutrack.toml": BODIES,
    "plans/a.toml": PLAN + TASK.format("1", "một", "Ban Tổ chức Tỉnh ủy", "ngày 1/3/2023"),
    "plans/b.toml": PLAN + TASK.format("2", "hai", "BTCTU", "ngày 2/3/2023"),
    "plans/c.toml": PLAN
    + TASK.format("3", "ba", "Ban Tổ chức Tỉnh ủy", "ngày 3/3/2023")
    + TASK.format("4", "bốn", "Ban Tổ chức Tỉnh ủy", "quý IV/2023"),
}


@pytest.fixture
def due(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return lambda *args: cli("due", "-C", tmp_path, "--today", "2023-03-10", *args).out.splitlines()


def test_a_body_has_one_block_whatever_its_plans_call_it(due) -> None:
    blocks = [line for line in due() if line.startswith("Ban Tổ chức")]
    assert blocks == ["Ban Tổ chức Tỉnh ủy (a, b)", "Ban Tổ chức Tỉnh ủy (c)"]
    assert [line for line in due("--plan", "b") if line.startswith(("Ban", "BTC"))] == ["Ban Tổ chức Tỉnh ủy"]


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("command", ["due", "list"])
@pytest.mark.parametrize("width", [100, 64, 60, 40, 20])
def test_nothing_is_lost_on_a_narrow_terminal(command: str, width: int, cli, tmp_path, monkeypatch) -> None:
    """A terminal cuts off what is wider than it: a list that is too wide loses words and says nothing of it."""
    path = tmp_path / "plans" / "a.toml"
    long = path.read_text(encoding="utf-8").replace("Việc một", "Tổng kết công tác xây dựng Đảng và hệ thống chính trị")
    path.write_text(long.replace("ngày 1/3/2023", "6 tháng cuối năm 2022"), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", str(width))
    out = cli(command, "-C", tmp_path, "--today", "2023-03-10").out
    assert max(map(len, out.splitlines())) <= width
    assert {"Tổng", "chính", "trị", "2022", "hai", "ba"} <= set(out.split())


@pytest.mark.parametrize(
    ("filters", "heading", "left_out"),
    [
        ((), "3 overdue", None),
        (("--plan", "*"), "3 overdue", None),
        (("--plan", "c"), "1 overdue", "Not asked for: 2 overdue."),
        (("--status", "overdue"), "3 overdue", None),
        (
            ("--status", "in-progress"),
            "of what is asked for nothing is overdue or due within 7 days",
            "Not asked for: 3 overdue.",
        ),
    ],
)
def test_what_filters_leave_out_is_told(filters, heading, left_out, due) -> None:
    lines = due(*filters)
    assert lines[0] == f"Friday, 2023-03-10: {heading}"
    assert [line for line in lines if line.startswith("Not asked")] == ([left_out] if left_out else [])
