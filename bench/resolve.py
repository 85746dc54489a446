"""How many deadline phrases a second ``dutrack resolve`` reads, in how much memory, against dateparser.

The phrases are those of ``tests/data/corpus`` with other years, numbers and names, each different from all others, in
the mix of the corpus. Each program is one process that reads them from a file, its start included in the time; *busy*
is the processor's. For the comparison ``pip install 'dateparser>=1.5,<1.6'``; without it only dutrack is measured.
Needs ``os.wait4``, so no Windows. Run: ``python bench/resolve.py [PHRASES]``.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import metadata
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from dutrack import __version__ as VERSION  # noqa: E402, N812 - of this folder

CORPUS = ROOT / "tests" / "data" / "corpus" / "dev.jsonl"
FEW = 2_000
"""Memory is measured with so many phrases as well: it must not grow with their number."""

RESOLVE = ("-m", "dutrack", "resolve", "--format", "jsonl", "-")
DATEPARSER = """
import json, sys, dateparser
for line in sys.stdin:
    found = dateparser.parse(json.loads(line)["text"], languages=["vi"])
    print(json.dumps({"error": found is None, "found": str(found)}))
"""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUARTER = re.compile(r"(?<=quý )(?:I{1,3}|IV)\b", re.IGNORECASE)
_MONTH = re.compile(r"(?<=tháng )\d{1,2}\b", re.IGNORECASE)
_DAY = re.compile(r"(?<=ngày )\d{1,2}\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b\d{1,3}(?= ngày\b)", re.IGNORECASE)
_NAMES = ("Trung ương", "Thủ tướng Chính phủ", "Ban Bí thư", "Bộ Nội vụ", "Tỉnh ủy", "Bộ Chính trị", "UBND tỉnh")
_NAME = re.compile("|".join(_NAMES))


def vary(text: str, number: int) -> str:
    """Return a phrase with other years, numbers and names; number 0 leaves it as it is."""
    text = _YEAR.sub(lambda found: str(int(found[0]) + number % 67), text)
    for pattern, values in (
        (_QUARTER, ("I", "II", "III", "IV")),
        (_MONTH, tuple(map(str, range(1, 13)))),
        (_DAY, tuple(map(str, range(1, 29)))),  # days that every month has
        (_PERIOD, tuple(map(str, range(1, 100)))),
        (_NAME, _NAMES),
    ):
        found = pattern.findall(text)
        # Two of a kind are a range or a list, and would no longer be in order.
        if number and len(found) == 1:
            text = pattern.sub(values[number % len(values)], text)
    return text


def phrases(many: int) -> list[str]:
    """Return so many lines of input, each a phrase of its own with an issue date."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    lines: dict[str, str] = {}
    for number in count():
        for row in rows:
            text, issued = vary(row["text"], number), vary(row["issued"], number).replace("-02-29", "-02-28")
            lines.setdefault(text, json.dumps({"text": text, "issued": issued}, ensure_ascii=False))
            if len(lines) == many:
                return list(lines.values())
        if number > many:
            sys.exit(f"the corpus gives only {len(lines)} different phrases")
    raise AssertionError


@dataclass(frozen=True)
class Run:
    """One process: its seconds by the clock and of the processor, its peak memory in MB, how many it did not answer."""

    phrases: int
    seconds: float
    busy: float
    memory: float
    refused: int

    @property
    def rate(self) -> float:
        return self.phrases / self.seconds


def measure(arguments: tuple[str, ...], lines: list[str]) -> Run:
    """Run a program on lines of input."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as given, tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        given.write("".join(f"{line}\n" for line in lines))
        given.seek(0)
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, *arguments], stdin=given, stdout=out, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        taken = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        answers = [json.loads(line) for line in out]
    if process.returncode not in (0, 1) or len(answers) != len(lines):
        sys.exit(f"{arguments[:2]} failed with status {process.returncode} after {len(answers)} answers")
    unit = 1 if sys.platform == "darwin" else 1024
    busy = used.ru_utime + used.ru_stime
    return Run(len(lines), taken, busy, used.ru_maxrss * unit / 2**20, sum(bool(found["error"]) for found in answers))


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    lines = phrases(many)
    name = f"dutrack {VERSION}"
    measure(RESOLVE, lines[:10])  # compiles
    runs = [(name, measure(RESOLVE, lines[:FEW])), (name, measure(RESOLVE, lines))]
    try:
        other = f"dateparser {metadata.version('dateparser')}"
        runs.append((other, measure(("-c", DATEPARSER), lines)))
    except metadata.PackageNotFoundError:
        print("dateparser is not installed: pip install 'dateparser>=1.5,<1.6'", file=sys.stderr)
    print(f"Python {platform.python_version()}, {platform.machine()}")
    print(f"{'':18} {'phrases':>8} {'seconds':>8} {'busy':>6} {'a second':>9} {'memory':>9} {'refused':>8}")
    for who, run in runs:
        share = run.refused / run.phrases
        times = f"{run.seconds:8.2f} {run.busy:6.2f} {run.rate:9.0f}"
        print(f"{who:18} {run.phrases:8} {times} {run.memory:6.1f} MB {share:8.1%}")
    if len(runs) == 3:
        ours, theirs = runs[1][1], runs[2][1]
        print(
            f"ratio: {theirs.seconds / ours.seconds:.1f} by the clock, {theirs.busy / ours.busy:.1f} in processor time"
        )


if __name__ == "__main__":
    main()
