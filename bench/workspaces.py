"""Workspaces of any size for the benchmarks: plans of 30 tasks in the words of the five plans in ``plans/``.

Each plan is one of a few patterns with a title, places and bodies of its own. A pattern takes tasks at random from the
five plans, with their deadlines moved to its year, and has records of what was done such that 5 % of all tasks are
overdue on TODAY. The same number of tasks gives the same files every time.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import tomli_w

from dutrack.agenda import Item, Status, build_agenda
from dutrack.plan.reader import read_plan
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from dutrack.plan.model import Plan, Task

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 3, 16)
TASKS = 30
"""Tasks a plan."""
OVERDUE = 0.05
_PATTERNS = 50
_PLACES = (
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp",
    "Gia Lai", "Hà Nội", "Hà Tĩnh", "Hải Phòng", "Huế", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lạng Sơn", "Lào Cai",
    "Lâm Đồng", "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sơn La", "Tây Ninh",
    "Thái Nguyên", "Thanh Hóa", "Thành phố Hồ Chí Minh", "Tuyên Quang", "Vĩnh Long",
)  # fmt: skip
_PLANS_A_PLACE = 30
"""One place until it has so many plans, then one more for as many, up to all of them."""
_YEAR = re.compile(r"\b20[12]\d\b")


@dataclass(frozen=True)
class Pattern:
    """A plan and its records, with {place} and {number} where they differ; ``items`` are its units on TODAY."""

    plan: str
    records: str
    owners: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Generated:
    """One plan of a workspace: ``items`` as dutrack has them, for the programs it is compared with."""

    id: str
    place: str
    pattern: Pattern


def make_workspace(root: Path, tasks: int) -> list[Generated]:
    """Write a workspace of so many tasks, rounded up to whole plans, and return what is in it."""
    count = -(-tasks // TASKS)
    places = _PLACES[: max(1, min(len(_PLACES), count // _PLANS_A_PLACE))]
    made = [Generated(f"kh-{number:05}", places[number % len(places)], patterns()[number % _PATTERNS])
            for number in range(count)]  # fmt: skip
    for place in places:
        (root / "plans" / place).mkdir(parents=True, exist_ok=True)
    (root / "plans" / "progress").mkdir(exist_ok=True)
    for number, plan in enumerate(made):
        text = plan.pattern.plan.replace("{place}", plan.place).replace("{number}", str(number + 1))
        (root / "plans" / plan.place / f"{plan.id}.toml").write_text(text, encoding="utf-8")
        if plan.pattern.records:
            (root / "plans" / "progress" / f"{plan.id}.toml").write_text(plan.pattern.records, encoding="utf-8")
    (root / "dutrack.toml").write_text(_directory(made), encoding="utf-8")
    return made


def _directory(made: list[Generated]) -> str:
    names = dict.fromkeys((owner, plan.place) for plan in made for owner in plan.pattern.owners)
    bodies = {
        f"b{number}": {"name": f"{owner} {place}", "email": f"b{number}@example.org"}
        for number, (owner, place) in enumerate(names)
    }
    return tomli_w.dumps({"owners": bodies})


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns, made once."""
    chance = random.Random(27)
    paths = sorted((ROOT / "plans").glob("*.toml"))
    plans = [plan for path in paths if (plan := read_plan(f"plans/{path.name}", path.read_bytes())[0])]
    return tuple(_pattern(plans, number, chance) for number in range(_PATTERNS))


def _pattern(plans: list[Plan], number: int, chance: random.Random) -> Pattern:
    issued = date(2024, 1, 2) + timedelta(days=chance.randrange(640))
    pairs = [(plan, task) for plan in plans for task in plan.tasks]
    chosen = chance.sample(pairs, TASKS)
    table = {
        "plan": {
            "title": "Kế hoạch số {number} thực hiện Nghị quyết của Trung ương trên địa bàn {place}",
            "issuer": "Tỉnh ủy {place}",
            "issued": issued,
        },
        "events": _events(chosen),
        "tasks": [_task(plan, task, place, issued) for place, (plan, task) in enumerate(chosen, 1)],
    }
    text = tomli_w.dumps(table, multiline_strings=False)
    items = _items(text, "")
    over = [item for item in items if item.status is Status.OVERDUE]
    tasks = sorted({item.task for item in over})
    left = set(chance.sample(tasks, min(len(tasks), (TASKS * (number + 1) * 5) // 100 - (TASKS * number * 5) // 100)))
    records = _records([item for item in over if item.task not in left], chance)
    owners = tuple(sorted({owner for _, task in chosen for owner in task.owners}))
    return Pattern(text, records, owners, _items(text, records))


def _events(chosen: list[tuple[Plan, Task]]) -> list[dict[str, str]]:
    awaited = {(plan.id, id_) for plan, task in chosen for id_ in task.awaits}
    plans = {plan.id: plan for plan, _ in chosen}
    return [
        {"id": f"{plan.id}.{event.id}", "title": event.title} | ({"same_as": event.same_as} if event.same_as else {})
        for plan in plans.values()
        for event in plan.events
        if (plan.id, event.id) in awaited
    ]


def _task(plan: Plan, task: Task, place: int, issued: date) -> dict[str, object]:
    assert plan.issued is not None
    later = issued.year - plan.issued.year
    values: dict[str, object] = {
        "id": f"{1 + place // 10}.{place}",
        "title": f"{task.title} ({{place}}, kế hoạch số {{number}})",
        "owner": [f"{owner} {{place}}" for owner in task.owners],
    }
    if task.helpers:
        values["with"] = list(task.helpers)
    if task.deadline is not None:
        values["deadline"] = _YEAR.sub(lambda found: str(int(found[0]) + later), task.deadline)
        if awaits := [f"{plan.id}.{id_}" for id_ in task.awaits if not id_.startswith("task:")]:
            values["awaits"] = awaits
    return values


def _items(plan: str, records: str) -> tuple[Item, ...]:
    class Files:
        def names(self) -> tuple[str, ...]:
            return ("plans/kh.toml", "plans/progress/kh.toml")

        def read(self, name: str) -> bytes:
            return (records if "progress" in name else plan).encode()

    return build_agenda(load_workspace(Path(), Files()), TODAY).items


def _records(items: list[Item], chance: random.Random) -> str:
    lines = []
    for number, item in enumerate(items):
        assert item.due is not None
        on = min(item.due + timedelta(days=chance.randrange(-20, 5)), TODAY - timedelta(days=3))
        values = f'kind = "done", task = "{item.task}", unit = "{item.unit}", on = {on}, by = "vptu"'
        lines.append(f'"{on:%Y%m%d}T020000.{number:06}Z-aaaa" = {{ {values} }}\n')
    return "[records]\n" + "".join(lines) if lines else ""
