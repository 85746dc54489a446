"""The page in a real browser: how it lies, what it finds, whom it lets in, and how it prints."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import chromium, watched
from playwright.sync_api import expect
from test_export import REPORT, SENSITIVE, SIGNS, handout, workspace

from dutrack.agenda import Item, Status
from dutrack.agenda.sorting import plain
from dutrack.export.page.course import course
from dutrack.export.page.page import write
from dutrack.export.page.timeline import AFTER, BEFORE, WIDTH, timeline
from dutrack.i18n import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

FIVE = Path(__file__).parent.parent
DAY = ("--today", "2023-09-25")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of the five plans."""
    root = tmp_path_factory.mktemp("five")
    shutil.copytree(FIVE / "plans", root / "plans")
    shutil.copy(FIVE / "dutrack.toml", root)
    target = root / "trang.html"
    with language("en"), target.open("wb") as file:
        write(handout(root, "2023-09-25"), file)
    return target.as_uri()


def made(cli, root: Path, folder: Path, *arguments: str) -> str:
    target = folder / "trang.html"
    ran = cli("export", "-C", root, *DAY, "-o", target, *arguments)
    assert ran.status == 0, ran.err
    return target.as_uri()


def item(code: str, status: Status, start: date | None, due: date | None, **more: object) -> Item:
    return Item("p", code, code, "", None, (), (), (), status, None, start, due, **more)


# --- what is drawn ---


@pytest.mark.parametrize(
    ("status", "due", "done_on", "expected"),
    [
        (Status.OVERDUE, date(2023, 3, 31), None, (0, 1, 1)),  # the due day itself is still in time
        (Status.OVERDUE, date(2023, 3, 30), None, (1, 1, 1)),
        (Status.DONE, date(2023, 3, 30), date(2023, 4, 30), (1, 0, 0)),  # closed on the last day of a month
        (Status.DONE, date(2023, 3, 30), date(2023, 5, 2), (1, 1, 0)),
        (Status.DONE, date(2023, 3, 30), date(2023, 3, 1), (0, 0, 0)),
        (Status.CANCELLED, date(2023, 3, 30), None, (0, 0, 0)),
        (Status.STANDING, None, None, (0, 0, 0)),
    ],
)
def test_course(status: Status, due: date | None, done_on: date | None, expected: tuple[int, ...]) -> None:
    points = course([item("1", status, None, due, done_on=done_on)], date(2023, 5, 15))
    assert [point.day for point in points[-3:]] == [date(2023, 3, 31), date(2023, 4, 30), date(2023, 5, 15)]
    assert tuple(point.overdue for point in points[-3:]) == expected


def test_the_course_ends_with_what_is_overdue_today() -> None:
    made_of = handout(REPORT, "2023-06-30")
    overdue = sum(item.status is Status.OVERDUE for item in made_of.counted)
    assert course(made_of.counted, date(2023, 6, 30))[-1].overdue == overdue > 0


def test_bars_of_a_lane_do_not_overlap() -> None:
    windows = [
        (date(2023, 1, 1), date(2023, 12, 31)), (date(2023, 9, 1), date(2023, 9, 30)), (None, date(2023, 10, 5)),
        (date(2024, 1, 1), date(2024, 12, 31)), (date(2023, 9, 1), date(2023, 9, 30)),
    ]  # fmt: skip
    items = [item(str(n), Status.IN_PROGRESS, *window) for n, window in enumerate(windows)]
    drawing = timeline([("A", items)], date(2023, 9, 25))
    [lane] = drawing.lanes
    assert sum(bar.count for bar in lane.bars) == 5
    assert [bar.count for bar in lane.bars if bar.due == date(2023, 9, 30)] == [2]
    for one in lane.bars:
        assert one.x >= 0
        assert one.x + one.width <= WIDTH + 1
        for other in lane.bars:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert one is other or one.y != other.y or apart
    assert len(drawing.months) == BEFORE + AFTER + 1


def test_what_lies_outside_the_months_is_counted() -> None:
    items = [
        item("1", Status.OVERDUE, None, date(2020, 1, 1)),
        item("2", Status.UPCOMING, date(2030, 1, 1), date(2030, 12, 31)),
    ]
    drawing = timeline([("A", items)], date(2023, 9, 25))
    assert (drawing.lanes, drawing.outside) == ((), 2)


@pytest.mark.parametrize("today", [date.min, date(1, 7, 31), date(2023, 9, 25), date(9998, 12, 1), date.max])
def test_a_day_or_window_at_the_ends_of_the_calendar(today: date) -> None:
    items = [item("1", Status.IN_PROGRESS, date.min, date.max), item("2", Status.IN_PROGRESS, today, today)]
    drawing = timeline([("A", items)], today)
    [lane] = drawing.lanes
    assert all(0 <= bar.x < bar.x + bar.width <= WIDTH + 1 for bar in lane.bars)
    assert 1 <= len(drawing.months) <= BEFORE + AFTER + 1
    assert course(items, today)[-1].day == today


# --- what it lets in ---


def test_titles_are_text(tmp_path: Path, cli, browser: Browser) -> None:
    title = """<script>alert(1)</script><img src=http://x.vn/y onerror=alert(1)>"'}}{{ 7*7 }}</style>"""
    root = workspace(tmp_path / "w", f"title = '''{title}'''\nowner = '''{title}'''\ndeadline = \"năm 2023\"")
    page, wrong = watched(browser)
    page.goto(made(cli, root, tmp_path))
    assert page.locator("tbody th[scope=row]", has_text="alert(1)").last.inner_text().startswith(title)
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    assert not wrong


def test_the_policy_stops_what_is_put_in(five: str, tmp_path: Path, browser: Browser) -> None:
    """The policy is in force: a script or style of another content does not run."""
    text = Path(five.removeprefix("file://")).read_text(encoding="utf-8")
    path = tmp_path / "trang.html"
    path.write_text(text.replace("</main>", "<script>document.title = 'x'</script><img src='a.png'></main>"), "utf-8")
    page, wrong = watched(browser)
    page.goto(path.as_uri())
    assert page.title() != "x"
    assert len([line for line in wrong if "Content Security Policy" in line]) >= 2


def test_of_a_confidential_plan_only_ids_and_counts(tmp_path: Path, cli) -> None:
    root = workspace(tmp_path / "w", 'title = "Việc khác"')
    (root / "plans" / "mat.toml").write_text(SENSITIVE, encoding="utf-8")
    path = Path(made(cli, root, tmp_path, "--plan", "mat").removeprefix("file://"))
    outside = re.sub(r"<(style|script)>.*?</\1>|<meta[^>]*>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = html.unescape(outside)
    assert "mat/1" in text
    assert not [sign for sign in SIGNS if sign in text]


# --- how it lies ---


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_layout(width: int, scheme: str, five: str, browser: Browser) -> None:
    page, wrong = watched(browser, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(five)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    # Cells that lie one upon another would have boxes that cross.
    crossing = page.evaluate(
        """() => [...document.querySelectorAll('tr')].slice(0, 200).filter(row => {
             const boxes = [...row.children].map(cell => cell.getBoundingClientRect()).filter(box => box.width > 1);
             return boxes.some((a, i) => boxes.slice(i + 1).some(b =>
               Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
               Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1));
           }).length"""
    )
    assert crossing == 0
    assert not wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_accessible(width: int, scheme: str, five: str, browser: Browser) -> None:
    page, _ = watched(browser, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page.goto(five)
    found = Axe().run(page).response["violations"]
    serious = [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]
    assert not serious


# --- what it finds ---


def shown(page) -> list[str]:
    return page.locator("section.lead tbody tr:visible").evaluate_all("rows => rows.map(row => row.id)")


def test_filter(five: str, browser: Browser) -> None:
    page, wrong = watched(browser, viewport={"width": 1280, "height": 800})
    page.goto(five)
    everything = shown(page)
    assert page.locator("#filter-count").inner_text() == str(len(everything))
    page.fill("#filter-words", "CHUYEN doi so")
    some = shown(page)
    assert 0 < len(some) < len(everything)
    words = [plain(text) for text in page.locator("section.lead tbody tr:visible").all_text_contents()]
    assert all({"chuyen", "doi", "so"} <= set(re.findall(r"\w+", text)) for text in words)
    page.fill("#filter-words", "")
    page.select_option("#filter-status", "overdue")
    assert all("overdue" in text for text in page.locator(".badge:visible").all_text_contents())
    page.select_option("#filter-lead", label="Ban Dân vận Tỉnh ủy")
    assert page.locator("section.lead:visible").count() == 1
    assert page.locator("#filter-count").inner_text() == str(len(shown(page))) == "4"
    page.fill("#filter-words", "không có việc này")
    assert page.locator("#nothing").is_visible()
    page.click("button[type=reset]")
    page.locator("#nothing").wait_for(state="hidden")
    assert shown(page) == everything
    assert not wrong


def test_a_filter_can_be_linked(five: str, browser: Browser) -> None:
    page, _ = watched(browser)
    page.goto(five)
    page.select_option("#filter-status", "overdue")
    overdue = shown(page)
    other, _ = watched(browser)
    other.goto(page.url)
    assert shown(other) == overdue


def test_a_task_can_be_linked_even_when_it_is_filtered_out(tmp_path: Path, cli, browser: Browser) -> None:
    tasks = [f'title = "Việc {n}"\ndeadline = "năm 2022 và thường xuyên"' for n in range(60)]
    page, wrong = watched(browser, viewport={"width": 800, "height": 600})
    page.goto(made(cli, workspace(tmp_path / "w", *tasks), tmp_path))
    link = page.locator("a.code", has_text="x/50#2").get_attribute("href")
    assert link == "#x/50%232"
    page.select_option("#filter-status", "overdue")
    page.evaluate(f"location.hash = {link!r}")
    row = page.locator("[id='x/50#2']")
    row.wait_for(state="visible")
    assert row.evaluate("row => row.matches(':target')")
    expect(row).to_be_in_viewport()
    assert not wrong


def test_keyboard(five: str, browser: Browser) -> None:
    page, _ = watched(browser)
    page.goto(five)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "filter-words"


def test_without_a_script(five: str, browser: Browser) -> None:
    page, wrong = watched(browser, java_script_enabled=False)
    page.goto(five)
    assert not page.locator("#filter").is_visible()
    assert page.locator("section.lead tbody tr").count() > 300
    assert page.locator("section.lead tbody tr").first.is_visible()
    assert not wrong


# --- on paper ---


def test_print(five: str, tmp_path: Path, browser: Browser) -> None:
    page, _ = watched(browser)
    page.goto(five)
    target = tmp_path / "trang.pdf"
    page.pdf(path=target, prefer_css_page_size=True)
    info = subprocess.run(["pdfinfo", target], check=True, capture_output=True, text=True).stdout
    width, height = map(float, re.search(r"Page size: +([\d.]+) x ([\d.]+)", info).groups())
    assert (round(width), round(height)) == (595, 842)
    text = subprocess.run(["pdftotext", "-layout", target, "-"], check=True, capture_output=True).stdout.decode()
    first, *others = text.split("\f")
    assert "As of 2023-09-25." in first
    assert "Show only" not in text
    # The headings of a table stand on each of its pages.
    assert sum("Due day" in page and "Deadline" in page for page in others) > 5
    assert "quang-ngai-kl21/IV.9.4/2022" in text.replace("\n", "")
