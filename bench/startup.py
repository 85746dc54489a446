"""How long a command takes from its start to its end, against the least a program of its kind can take.

The floor is a program of one command, made with the same typer, that prints a rich table of as many rows as
``dutrack due`` does. Every program runs as a process of its own; the runs are interleaved, and medians are compared on
one machine. Run: ``python bench/startup.py [RUNS]``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
DUE = ("-m", "dutrack", "due", "-C", str(ROOT), "--today", "2022-02-25")
FLOOR = """
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)

@app.command()
def hello() -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table.grid()
    for row in range({rows}):
        table.add_row("Quá hạn 3 ngày", "22/2/2022", f"Nhiệm vụ {{row}}", "plan/IV.1")
    Console().print(table)

app()
"""


def measure(programs: dict[str, tuple[str, ...]], runs: int) -> dict[str, float]:
    """Return the median time of each program, in milliseconds."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for run in range(runs + 1):
        for name, arguments in programs.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
            if run:  # the first compiles
                taken[name].append(1000 * (time.perf_counter() - began))
    return {name: median(times) for name, times in taken.items()}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    shown = subprocess.run([sys.executable, *DUE, "--format", "json"], check=True, capture_output=True, cwd=ROOT)
    rows = len(json.loads(shown.stdout)["items"])
    programs = {
        "floor: typer and a rich table": ("-c", FLOOR.format(rows=rows)),
        "dutrack due": DUE,
        "dutrack due --format json": (*DUE, "--format", "json"),
    }
    times = measure(programs, runs)
    floor = times["floor: typer and a rich table"]
    for name, taken in times.items():
        print(f"{name:32} {taken:7.1f} ms  {taken / floor:5.2f} x")


if __name__ == "__main__":
    main()
