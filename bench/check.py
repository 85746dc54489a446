"""How long ``dutrack check`` takes on many plans, against reading the same files with the standard library's tomllib.

Every plan has 30 tasks of the five real plans, with their leads, sections and events; years and numbers differ from
plan to plan. Both are whole processes of one thread, interleaved; the median of the processor time counts, which other
programs on the machine disturb less than the clock. Needs ``os.wait4``, so no Windows. Run: ``python bench/check.py
[PLANS]``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import tomli
import tomli_w

ROOT = Path(__file__).parent.parent
TASKS = 30
RUNS = 5
READ = """
import sys, tomllib
from pathlib import Path

for path in Path(sys.argv[1]).rglob("*.toml"):
    tomllib.loads(path.read_text(encoding="utf-8"))
"""

_YEAR = re.compile(r"\b20\d\d\b")


def shifted(value: Any, years: int) -> Any:
    """Return a value with every year moved."""
    if isinstance(value, str):
        return _YEAR.sub(lambda found: str(int(found[0]) + years), value)
    return [shifted(inner, years) for inner in value] if isinstance(value, list) else value


def vary(source: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a plan of 30 tasks of another, moved by some years."""
    years, tasks = number % 2, source["tasks"]
    first = number * TASKS
    chosen = [tasks[place % len(tasks)] for place in range(first, first + TASKS)]
    plan = dict(source["plan"], number=f"{number + 1}-KH/TU")
    plan["issued"] = plan["issued"].replace(year=plan["issued"].year + years)
    return {
        **source,
        "plan": plan,
        "tasks": [
            {key: shifted(value, years) if key in ("title", "deadline") else value for key, value in task.items()}
            for task in chosen
        ],
    }


def write_workspace(folder: Path, plans: int) -> None:
    """Write a workspace of so many plans with the bodies of the five."""
    (folder / "plans").mkdir(parents=True)
    (folder / "dutrack.toml").write_bytes((ROOT / "dutrack.toml").read_bytes())
    sources = [(path.stem, tomli.loads(path.read_text("utf-8"))) for path in sorted((ROOT / "plans").glob("*.toml"))]
    for number in range(plans):
        name, source = sources[number % len(sources)]
        text = tomli_w.dumps(vary(source, number // len(sources)))
        (folder / "plans" / f"{name}-{number:05}.toml").write_text(text, encoding="utf-8")


def timed(arguments: tuple[str, ...], folder: Path) -> float:
    """Return the seconds of processor time that a process took, in its own code and the system's."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([sys.executable, *arguments, str(folder)], stdout=out, stderr=out, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            out.seek(0)
            sys.exit(out.read().decode())
    return used.ru_utime + used.ru_stime


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(f"{'plans':>6} {'tasks':>7} {'tomllib':>9} {'check':>9} {'ratio':>6}")
    for plans in (most // 4, most // 2, most):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "workspace"
            write_workspace(folder, plans)
            check = ("-m", "dutrack", "check", "--today", "2023-09-25", "-C")
            times = [(timed(("-c", READ), folder), timed(check, folder)) for _ in range(RUNS)]
            read, checked = (median(column) for column in zip(*times, strict=True))
        print(f"{plans:6} {plans * TASKS:7} {read:7.2f} s {checked:7.2f} s {checked / read:6.2f}")


if __name__ == "__main__":
    main()
