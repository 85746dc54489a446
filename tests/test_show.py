"""``dutrack show`` of every kind of unit, whole."""

from __future__ import annotations

import pytest
from conftest import SNAPSHOTS

BODIES = """
[owners.huyen-a]
name = "Huyện ủy An Lão"
[owners.huyen-b]
name = "Huyện ủy Ba Tơ"
[owners.thanh-uy]
name = "Thành ủy Quy Nhơn"
valid_to = 2023-06-30
succeeded_by = ["huyen-a"]
[owners.btc]
name = "Ban Tổ chức Tỉnh ủy"
aliases = ["BTCTU"]
[owners.vp]
name = "Văn phòng Tỉnh ủy"
[groups.huyen-uy]
name = "Các huyện ủy, thành ủy"
members = ["huyen-a", "huyen-b", "thanh-uy"]
"""
HEAD = """
[plan]
title = "Kế hoạch chuyển đổi số của các cơ quan đảng, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh"
number = "12-KH/TU"
issuer = "Tỉnh ủy"
issued = 2023-01-15
monitor = "Văn phòng Tỉnh ủy"
[[events]]
id = "qd"
title = "Quy định của Bộ Chính trị về chuyển đổi số"
[[sections]]
id = "I"
title = "Nhiệm vụ chung"
"""
GROUP, BTC = '"Các huyện ủy, thành ủy"', '"BTCTU"'
TASKS = {
    "window": (BTC, "quý II/2023", 'with = ["các cơ quan liên quan"]\nproduct = "Báo cáo"\nsection = "I"'),
    "joint": ('["Ban Tổ chức Tỉnh ủy", "Văn phòng Tỉnh ủy"]', "trước ngày 15/12/2023", ""),
    "group": (GROUP, "quý III/2023", ""),
    "group-series": (GROUP, "trước ngày 25 của tháng cuối quý", ""),
    "weekly": (GROUP, "thứ Sáu hằng tuần", ""),
    "two-series": (BTC, "định kỳ 6 tháng, hằng năm", ""),
    "parts": (BTC, "quý I/2023 và thường xuyên", ""),
    "waiting": (BTC, "sau khi Trung ương ban hành quy định về chuyển đổi số trong các cơ quan đảng", ""),
    "released": (BTC, "năm 2023, sau khi Trung ương ban hành", 'awaits = ["qd"]\nwithin = "30 ngày"'),
    "standing": (GROUP, "thực hiện thường xuyên", ""),
    "undated": (BTC, "sớm nhất có thể", ""),
    "nobody": (None, None, ""),
}
RECORDS = (
    'kind = "done", task = "group-series", unit = "group-series/2023-Q2@huyen-b", on = 2023-06-20, doc = "7-BC/HU"',
    'kind = "extended", task = "group", unit = "group@huyen-a", to = "30/11/2023", on = 2023-09-20, reason = "mưa lũ"',
    'kind = "done", task = "window", on = 2023-06-15, by = "vptu"',
    'kind = "confirmed", task = "window", on = 2023-06-16, by = "lanh-dao"',
    'kind = "event", event = "qd", on = 2023-03-01, doc = "178-QĐ/TW"',
)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "dutrack.toml").write_text(BODIES, encoding="utf-8")
    progress = tmp_path / "plans" / "progress"
    progress.mkdir(parents=True)
    tasks = ""
    for id_, (owner, deadline, more) in TASKS.items():
        tasks += f'[[tasks]]\nid = "{id_}"\ntitle = "Việc {id_}"\n{more}\n'
        tasks += f"owner = {owner}\n" if owner else ""
        tasks += f'deadline = "{deadline}"\n' if deadline else ""
    (tmp_path / "plans" / "cd.toml").write_text(HEAD + tasks, encoding="utf-8")
    lines = (f'"202309{number:02}T020000.000000Z-aaaa" = {{ {line} }}\n' for number, line in enumerate(RECORDS, 20))
    (progress / "cd.toml").write_text(f"[records]\n{''.join(lines)}", encoding="utf-8")
    return tmp_path


SHAPES = (("vi", 80), ("en", 120))


@pytest.mark.parametrize("kind", TASKS)
@pytest.mark.parametrize(("language", "width"), SHAPES)
def test_show(kind: str, language: str, width: int, root, cli, snapshot, monkeypatch) -> None:
    monkeypatch.setenv("DUTRACK_LANG", language)
    monkeypatch.setenv("COLUMNS", str(width))
    ran = cli("show", f"cd/{kind}", "-C", root, "--today", "2023-10-02")
    assert (ran.status, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= min(width, 100)
    snapshot(f"show/{kind}-{language}-{width}.txt", ran.out)


def test_every_snapshot_is_compared() -> None:
    names = {f"{kind}-{language}-{width}.txt" for kind in TASKS for language, width in SHAPES}
    assert {path.name for path in (SNAPSHOTS / "show").iterdir()} == names
