"""How long `dutrack export` writes, against the least that its library takes for the same file.

    python bench/export.py [TASKS]

The same agenda of TASKS tasks (10,000 unless told otherwise) in plans of 30 is written in turn by dutrack and by a bare
loop; medians of five rounds. Peak memory is that of a process of its own that only builds the agenda, and of one that
writes as well.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

import xlsxwriter

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from dutrack.agenda import build_agenda  # noqa: E402
from dutrack.export import register_xlsx  # noqa: E402
from dutrack.export.handout import Handout, Options  # noqa: E402
from dutrack.export.register import rows  # noqa: E402
from dutrack.export.stamp import Stamp  # noqa: E402
from dutrack.workspace import load_workspace  # noqa: E402

ROUNDS = 5
IN_A_PLAN = 30
TODAY = date(2023, 9, 25)
DEADLINES = (
    "quý I/2023", "hoàn thành trước ngày 15/12/2023", "hằng năm", "thường xuyên", "sau khi Trung ương ban hành",
    "trong năm 2024", "tháng 10/2023", "định kỳ 6 tháng",
)  # fmt: skip


def make_workspace(root: Path, tasks: int) -> None:
    (root / "plans").mkdir()
    for number in range(0, tasks, IN_A_PLAN):
        lines = [
            "[plan]",
            f'title = "Kế hoạch số {number} thực hiện Nghị quyết của Tỉnh ủy"',
            'issuer = "Ban Thường vụ Tỉnh ủy"',
            "issued = 2023-01-15",
        ]
        for id_ in range(min(IN_A_PLAN, tasks - number)):
            lines += [
                "[[tasks]]",
                f'id = "II.{id_}"',
                f'title = "Tham mưu triển khai nhiệm vụ thứ {number + id_} về cải cách thủ tục hành chính"',
                f'owner = "Sở số {(number + id_) % 40}"',
                'with = ["các sở, ban, ngành", "Ủy ban nhân dân các huyện, thành phố"]',
                f'deadline = "{DEADLINES[id_ % len(DEADLINES)]}"',
                'product = "Báo cáo của Ủy ban nhân dân tỉnh"',
            ]
        (root / "plans" / f"p{number}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def handout(root: Path) -> Handout:
    agenda = build_agenda(load_workspace(root), TODAY)
    return Handout(agenda, agenda.items, Stamp(TODAY, None), Options())


def bare_workbook(table: list[tuple[object, ...]]) -> None:
    """Write the cells of the register's sheet, with a format each and nothing else."""
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet = book.add_worksheet()
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
    for number, cells in enumerate(table):
        sheet.write_number(number, 0, number, text)
        for column, value in enumerate(cells, 1):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif value:
                sheet.write_string(number, column, value, text)
            else:
                sheet.write_blank(number, column, None, text)
    book.close()


def timed(action, *arguments: object) -> float:
    start = time.perf_counter()
    action(*arguments)
    return time.perf_counter() - start


def peak(root: Path, form: str) -> int:
    """Return the peak memory of a process that builds the agenda and writes a format, "" for none, in MB."""
    script = (
        "import resource, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import export\n"
        "made = export.handout(Path(sys.argv[2]))\n"
        "if sys.argv[3]:\n"
        "    from dutrack.export.formats import writer\n"
        "    with open(sys.argv[4], 'wb') as file:\n"
        "        writer(sys.argv[3]).write(made, file)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    here = str(Path(__file__).parent)
    arguments = [sys.executable, "-c", script, here, str(root), form, str(root / "out")]
    return int(subprocess.run(arguments, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_workspace(root, tasks)
        made = handout(root)
        table = [row.cells() for row in rows(made)]
        print(f"{tasks:,} tasks, {len(table):,} rows; xlsxwriter {xlsxwriter.__version__}")
        ours, bare = [], []
        for _ in range(ROUNDS):
            ours.append(timed(register_xlsx.write, made, io.BytesIO()))
            bare.append(timed(bare_workbook, table))
        print(f"xlsx, bare loop of the same cells: {median(bare):.2f} s, 1.00 x")
        print(f"xlsx, dutrack: {median(ours):.2f} s, {median(ours) / median(bare):.2f} x")
        print(f"peak memory: agenda {peak(root, '')} MB, and xlsx {peak(root, 'xlsx')} MB")


if __name__ == "__main__":
    main()
