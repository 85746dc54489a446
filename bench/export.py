"""How long `dutrack export` writes, against the least that its library takes for the same file.

    python bench/export.py [TASKS]

The same agenda of TASKS tasks (10,000 unless told otherwise) in plans of 30 is written in turn by dutrack and by the
least that could: a bare loop of the same cells for xlsx, the bare template with its values at hand for html; medians
of five rounds, processor time. Peak memory is that of a process of its own that only builds the agenda, and of one that
writes as well. With Chromium and playwright, also how long a page of half as many tasks takes to open.
"""

from __future__ import annotations

import io
import shutil
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
from dutrack.export.page import page  # noqa: E402
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


def handout_again(made: Handout) -> Handout:
    """Return the same handout with nothing worked out yet."""
    return Handout(made.agenda, made.counted, made.stamp, made.options)


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
    start = time.process_time()
    action(*arguments)
    return time.process_time() - start


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


def bare_page(made: dict[str, object]) -> None:
    """Fill in the template with values that are at hand."""
    file = io.BytesIO()
    page.render(made, file)


def opening(root: Path, tasks: int) -> None:
    """Print how long a page takes from the navigation to the end of its loading."""
    program = shutil.which("chromium")
    if program is None:
        print("opening: no Chromium here")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a Chromium

    make_workspace(root, tasks)
    target = root / "page.html"
    with target.open("wb") as file:
        page.write(handout(root), file)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        times = []
        for _ in range(ROUNDS):
            tab = browser.new_page(viewport={"width": 1280, "height": 800})
            tab.goto(target.as_uri())
            script = "performance.getEntriesByType('navigation')[0].loadEventEnd"
            tab.wait_for_function(f"{script} > 0")
            times.append(tab.evaluate(script))
            tab.close()
        print(f"opening {tasks:,} tasks, {target.stat().st_size / 1e6:.1f} MB, Chromium {browser.version}: ", end="")
        print(f"{median(times):.0f} ms")
        browser.close()


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
        ready = page.values(made)
        ours, bare = [], []
        for _ in range(ROUNDS):
            ours.append(timed(page.write, handout_again(made), io.BytesIO()))
            bare.append(timed(bare_page, ready))
        print(f"html, bare template: {median(bare):.2f} s, 1.00 x")
        print(f"html, dutrack: {median(ours):.2f} s, {median(ours) / median(bare):.2f} x")
        memory = {form: peak(root, form) for form in ("", "xlsx", "html")}
        print(f"peak memory: agenda {memory['']} MB, and xlsx {memory['xlsx']} MB, and html {memory['html']} MB")
    with tempfile.TemporaryDirectory() as folder:
        opening(Path(folder), tasks // 2)


if __name__ == "__main__":
    main()
