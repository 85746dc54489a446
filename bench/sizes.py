"""How long ``dutrack due`` and its sisters take from one office's plans to a country's, and other programs on the same.

A generated workspace has plans of 30 tasks in the words of the five plans, 5 % of them overdue (``workspaces.py``); the
other programs get the same units in their own formats (``peers.py``), as many of taskwarrior, khal, todoman and remind
as are installed (Debian has all four). Every program runs as a process of its own, in turn with the others; the table
gives the median of its times, its ratio to the first program of the table and the peak of its memory. The *floor* is a
program of one command made with the same typer that prints a rich table of as many rows as ``due`` does. *One plan
changed*: a line is added to a plan before each run. *First run*: there is no index.

Run: ``python bench/sizes.py [TASKS ...] [--runs N] [--slow] [--due]``; 150, 1,000 and 10,000 tasks unless others are
given. ``--due`` leaves out the other commands.
``--slow`` also fills the caches of khal and todoman above 10,000 tasks, which takes them minutes.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from peers import PEERS, SLOW, Peer  # noqa: E402
from startup import FLOOR  # noqa: E402
from workspaces import TASKS, TODAY, make_workspace  # noqa: E402

from dutrack import __version__ as VERSION  # noqa: E402, N812 - of this folder

SISTERS = (
    "list", "report", "check", "remind --dry-run", "show kh-00003/1.2", "done kh-00003/1.2 --by vptu --dry-run",
)  # fmt: skip
TIME = "/usr/bin/time"
"""GNU time: a child that Python itself starts has at least the memory of that Python."""
SETTLED = 3.2
"""Seconds after which a file counts as not just changed."""


@dataclass
class Times:
    """The runs of one program: seconds from start to end, seconds of the processor, MB."""

    whole: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


class Bench:
    """Runs programs and keeps their times by name."""

    def __init__(self) -> None:
        self.times: dict[str, Times] = {}

    def run(self, name: str, command: tuple[str, ...], environment: dict[str, str] | None = None) -> str:
        """Run a program once and return what it printed."""
        variables = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "DUTRACK_LANG": "vi",
            **(environment or {}),
        }
        variables.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        with tempfile.TemporaryFile("w+b") as out, tempfile.NamedTemporaryFile("r", encoding="utf-8") as said:
            began = time.perf_counter()
            process = subprocess.Popen(
                (TIME, "-q", "-o", said.name, "-f", "%M", *command),
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, env=variables,
            )  # fmt: skip
            _, status, used = os.wait4(process.pid, 0)
            taken = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            text = out.read().decode("utf-8", "replace")
            memory = int(said.read())
        if process.returncode > 1:
            sys.exit(f"{' '.join(command)} failed with status {process.returncode}")
        times = self.times.setdefault(name, Times())
        times.whole.append(taken)
        times.busy.append(used.ru_utime + used.ru_stime)
        times.memory.append(memory / 1024)
        return text


def dutrack(command: str, root: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "dutrack", *command.split(), "--today", TODAY.isoformat(), "-C", str(root))


def measure(tasks: int, runs: int, folder: Path, sisters: tuple[str, ...], *, slow: bool) -> None:
    root = folder / "workspace"
    made = make_workspace(root, tasks)
    wanted = [make for make in PEERS if slow or tasks <= 10_000 or make not in SLOW]
    peers = [peer for make in wanted for peer in make(made, folder / make.__name__)]
    bench = Bench()
    first = 1 if tasks >= 10_000 else runs
    for _ in range(first):
        with suppress(FileNotFoundError):
            (root / ".dutrack" / "index.db").unlink()
        shown = bench.run("due, first run", dutrack("due", root))
        rows = sum(line.startswith("  ") and not line.startswith("   ") for line in shown.splitlines())
        floor = (sys.executable, "-c", FLOOR.format(rows=rows))
        bench.run("floor", floor)
    time.sleep(SETTLED)
    warm_up(bench, root, ("due", *sisters))
    for _ in range(runs):
        bench.run("floor", floor)
        bench.run("due, nothing changed", dutrack("due", root))
        for peer in peers:
            bench.run(peer.name, peer.command, peer.environment)
    for _ in range(min(runs, 1 if tasks >= 100_000 else 3)):
        for command in sisters:
            bench.run(command, dutrack(command, root))
    changed(bench, root, runs, peers)
    print_table(bench, tasks, rows, peers)


def warm_up(bench: Bench, root: Path, commands: tuple[str, ...]) -> None:
    """Run commands once, unmeasured."""
    kept = dict(bench.times)
    for command in commands:
        bench.run("warm up", dutrack(command, root))
    bench.times = kept


def changed(bench: Bench, root: Path, runs: int, peers: list[Peer]) -> None:
    plans = sorted((root / "plans").rglob("kh-*.toml"))
    for number in range(runs):
        with plans[number * 7 % len(plans)].open("a", encoding="utf-8") as file:
            file.write("# ghi chú\n")
        bench.run("due, one plan changed", dutrack("due", root))
        for peer in peers[:1]:
            bench.run(peer.name, peer.command, peer.environment)


def print_table(bench: Bench, tasks: int, rows: int, peers: list[Peer]) -> None:
    dues = ("due, nothing changed", "due, one plan changed", "due, first run")
    names = [name for name in ("floor", *dues, *(peer.name for peer in peers), *SISTERS) if name in bench.times]
    due = median(bench.times["due, nothing changed"].whole)
    floor = median(bench.times["floor"].whole)
    other = median(bench.times[peers[0].name].whole) if peers else None
    against = f"x {peers[0].name.partition(' ')[0]}" if peers else ""
    print(f"\n{tasks} tasks, {rows} rows")
    print(f"{'':40} {'ms':>9} {'busy ms':>9} {'x floor':>8} {'x due':>8} {against:>14} {'MB':>6}")
    for name in names:
        times = bench.times[name]
        whole, busy = median(times.whole), median(times.busy)
        ratio = f"{whole / other:14.2f}" if other else ""
        print(
            f"{name:40} {1000 * whole:9.0f} {1000 * busy:9.0f} {whole / floor:8.2f} {whole / due:8.2f} {ratio:>14} "
            f"{max(times.memory):6.0f}"
        )
    rate = tasks / median(bench.times["due, first run"].whole)
    print(f"first run: {rate:.0f} tasks a second")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tasks", nargs="*", type=int, default=[150, 1_000, 10_000])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--due", action="store_true")
    given = parser.parse_args()
    print(f"dutrack {VERSION}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    for tasks in given.tasks:
        with tempfile.TemporaryDirectory() as folder:
            measure(max(tasks, TASKS), given.runs, Path(folder), () if given.due else SISTERS, slow=given.slow)


if __name__ == "__main__":
    main()
