"""The register as a workbook, opened again by other programs."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from libreoffice import converted
from test_export import REPORT, SENSITIVE, SIGNS, TODAY, handout, table, workspace

from dutrack.export import excel, register_xlsx
from dutrack.export.register import columns, rows
from dutrack.export.sheet import HEADING
from dutrack.i18n import language
from dutrack.views.report_words import row_names

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture
def export(cli, tmp_path: Path):
    """Export a workspace and open the workbook."""

    def run(root: Path, *arguments: str) -> Workbook:
        path = tmp_path / "so.xlsx"
        ran = cli("export", "-C", root, *TODAY, "-o", path, *arguments)
        assert ran.status == 0, ran.err
        return openpyxl.load_workbook(path)

    return run


def lines(sheet: Worksheet) -> list[tuple[object, ...]]:
    """Return the rows below the headings."""
    return [row for row in sheet.iter_rows(min_row=HEADING + 2, values_only=True) if row[0] is not None]


def test_the_register_has_each_unit_once(office: Path, export) -> None:
    book = export(office)
    found = lines(book.worksheets[0])
    with language("en"):
        expected = [row.cells() for row in rows(handout(office, "2023-03-27"))]
        titles = tuple(map(str, columns()))
    assert [cell.value for cell in book.worksheets[0][HEADING + 1]] == ["No.", *titles]
    assert [row[0] for row in found] == list(range(1, len(expected) + 1))
    days = [None if row[8] is None else row[8].date() for row in found]
    assert days == [cells[7] for cells in expected]
    without_day = [tuple(value or "" for value in (*row[1:8], *row[9:])) for row in found]
    assert without_day == [cells[:7] + cells[8:] for cells in expected]


def test_the_sheet_is_set_up_for_the_screen_and_for_paper(office: Path, export) -> None:
    sheet = export(office).worksheets[0]
    assert sheet.freeze_panes == "D6"
    assert sheet.auto_filter.ref == f"A5:K{HEADING + 1 + len(lines(sheet))}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$5:$5"
    assert "As of 27/3/2023" in sheet.oddFooter.left.text.replace("2023-03-27", "27/3/2023")
    assert sheet["B6"].alignment.wrap_text


def test_colour_never_without_its_word(office: Path, export) -> None:
    sheet = export(office).worksheets[0]
    coloured = {}
    for row in sheet.iter_rows(min_row=HEADING + 2):
        for cell in row:
            if cell.fill.fgColor.rgb not in ("00000000", "FFFFFFFF"):
                assert cell.column == 10
                coloured.setdefault(cell.fill.fgColor.rgb, set()).add(str(cell.value).lstrip("0123456789 "))
    assert coloured
    assert all(words for words in coloured.values())
    assert len(set(map(frozenset, coloured.values()))) == len(coloured)


@pytest.mark.parametrize(
    "title",
    ["=1+1", "+84 240 3854", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.vn", "0012", "{=1}", "27/3/2023"],
)
def test_a_text_stays_a_text(title: str, tmp_path: Path, export) -> None:
    root = workspace(tmp_path, f"title = '{title}'")
    cell = export(root).worksheets[0]["C6"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", title, None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Đ" * 40_000, "Đ" * 32_766 + "…"),
        ("x" * 10_000, "x" * 10_000),
        ("việc 😀 chữ العربية", "việc 😀 chữ العربية"),
        (r"một\u0007 hai\nba", "một� hai ba"),
        (r"đảo \u202e chữ", "đảo � chữ"),
        ("_x0041_ & <b>", "_x0041_ & <b>"),  # what Excel itself takes for an escape
    ],
    ids=["too long", "long", "emoji and Arabic", "control", "turning round", "escape"],
)
def test_whatever_a_title_holds(title: str, expected: str, tmp_path: Path, export) -> None:
    sheet = export(workspace(tmp_path, f'title = "{title}"')).worksheets[0]
    value = sheet["C6"].value
    assert value.replace("_x005F_", "_") == expected
    assert (sheet.row_dimensions[6].height or 15) <= 409


def test_a_day_before_those_of_excel_is_a_text(tmp_path: Path, export) -> None:
    root = workspace(
        tmp_path, 'title = "x"\ndeadline = "đến ngày 15/01/1900"', 'title = "y"\ndeadline = "đến ngày 01/3/1900"'
    )
    sheet = export(root).worksheets[0]
    assert sheet["I6"].value == "1900-01-15"
    assert sheet["I7"].value == datetime(1900, 3, 1)  # noqa: DTZ001


def test_the_summary_is_the_report(export) -> None:
    book = export(REPORT)
    found = {row[0]: row[1:] for row in lines(book.worksheets[1])}
    with language("en"):
        report = handout(REPORT, "2023-03-27").report
        names = row_names(report)
    for name, tally in [*zip(names, [row.tally for row in report.rows], strict=True), ("All", report.total)]:
        assert found[name][:5] == (
            tally.done_in_time, tally.done_late, tally.in_time, tally.overdue, tally.total,
        )  # fmt: skip
        rates = tuple(None if rate.permille is None else rate.permille / 1000 for rate in (tally.current, tally.first))
        assert found[name][5:7] == rates
        assert found[name][7:] == (tally.waiting, tally.undated, tally.standing, tally.done_without_day)


def test_the_chart_shows_those_with_the_most_overdue(export) -> None:
    sheet = export(REPORT).worksheets[2]
    [chart] = sheet._charts
    found = lines(sheet)
    assert [row[4] for row in found] == sorted((row[4] for row in found), reverse=True)
    assert [series.val.numRef.f for series in chart.series] == [
        f"Chart!${column}$6:${column}${HEADING + 1 + len(found)}" for column in "BCDE"
    ]


def test_without_anything_judged_there_is_no_chart(tmp_path: Path, export) -> None:
    root = workspace(tmp_path, 'title = "x"\ndeadline = "thường xuyên"')
    assert export(root).sheetnames == ["Register", "Summary"]


def test_nothing_to_show(office: Path, export) -> None:
    book = export(office, "--search", "không có việc này")
    assert lines(book.worksheets[0]) == []


def test_of_a_confidential_plan_only_ids_and_counts(tmp_path: Path, cli) -> None:
    root = workspace(tmp_path, 'title = "Việc khác"')
    (root / "plans" / "mat.toml").write_text(SENSITIVE, encoding="utf-8")
    target = tmp_path / "so.xlsx"
    assert cli("export", "-C", root, *TODAY, "--plan", "mat", "-o", target).status == 0
    with zipfile.ZipFile(target) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))
    assert "mat/1" in text
    assert "Confidential plans" in text
    # A mere X stands in the workbook's own words too.
    assert not [sign for sign in ("bảo vệ X", "Tỉnh ủy X", "Ban X", *SIGNS) if sign in text and sign != "X"]


def test_more_rows_than_a_sheet_holds(office: Path, tmp_path: Path, cli, monkeypatch) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 8)
    target = tmp_path / "so.xlsx"
    ran = cli("export", "-C", office, *TODAY, "-o", target)
    assert (ran.status, target.exists()) == (2, False)
    assert ran.err.startswith("Error: A sheet of Excel holds no more than 8 rows, and ")


def test_the_package_is_missing(office: Path, tmp_path: Path, cli, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    monkeypatch.delitem(__import__("sys").modules, register_xlsx.__name__, raising=False)
    ran = cli("export", "-C", office, *TODAY, "-o", tmp_path / "so.xlsx")
    assert (ran.status, ran.err) == (
        2,
        "Error: The package xlsxwriter is missing.\nHint: pip install 'dutrack[office]'\n",
    )


def test_libreoffice_reads_the_same_rows(office: Path, tmp_path: Path, cli) -> None:
    target = tmp_path / "so.xlsx"
    assert cli("export", "-C", office, *TODAY, "-o", target).status == 0
    read = converted(target, "csv:Text - txt - csv (StarCalc):44,34,76").read_text(encoding="utf-8")
    found = list(csv.reader(io.StringIO(read)))[HEADING + 1 :]
    expected = table(cli("export", "-C", office, *TODAY, "--format", "csv").out)
    assert [row[1] for row in found] == [row["Code"] for row in expected]
    assert [row[8] for row in found] == [
        "/".join(reversed(row["Due day"].split("-"))) if row["Due day"] else "" for row in expected
    ]
