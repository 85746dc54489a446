"""What ``dutrack export`` writes and where, whatever the format; the register as CSV and Markdown."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_revision import git

from dutrack.agenda import build_agenda
from dutrack.export import excel, formats
from dutrack.export.formats import FORMATS, Format
from dutrack.export.handout import Handout, Options
from dutrack.export.names import LONGEST, file_name, file_names
from dutrack.export.register import rows
from dutrack.export.stamp import Stamp
from dutrack.files import written_whole
from dutrack.i18n import language
from dutrack.revision import Revision
from dutrack.views.md_text import escaped
from dutrack.workspace import load_workspace

REPORT = Path(__file__).parent / "data" / "report"
OFFICE = Path(__file__).parent / "data" / "office"
TODAY = ("--today", "2023-03-27")
HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
SENSITIVE = """[plan]
title = "Kế hoạch bảo vệ Ngựa"
number = "07-KH/TU"
issuer = "Tỉnh ủy Ngựa"
issued = 2023-02-20
confidential = true
monitor = "Ban Ngựa"

[[sections]]
id = "I"
title = "Phần Ngựa"

[[tasks]]
id = "1"
section = "I"
title = "Bố trí lực lượng Ngựa"
owner = "Ban Tổ chức Tỉnh ủy"
with = ["Đơn vị Ngựa"]
deadline = "trước ngày 15/3/2023"
product = "Phương án Ngựa"
"""
SIGNS = ("Ngựa", "Bố trí", "15/3", "14/3", "2023-03-1", "Ban Tổ chức", "07-KH")
"""What of SENSITIVE no export may show."""


def workspace(root: Path, *tasks: str, head: str = HEAD) -> Path:
    """Write a plan of some tasks, each the lines after its id."""
    (root / "plans").mkdir(parents=True, exist_ok=True)
    texts = (f'\n[[tasks]]\nid = "{number}"\n{lines}\n' for number, lines in enumerate(tasks, 1))
    (root / "plans" / "x.toml").write_text(head + "".join(texts), encoding="utf-8")
    return root


def handout(root: Path, today: str, revision: Revision | None = None, **chosen: bool) -> Handout:
    agenda = build_agenda(load_workspace(root), date.fromisoformat(today))
    return Handout(agenda, agenda.items, Stamp(agenda.today, revision), Options(**chosen))


def table(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True))


# --- the registers ---


@pytest.mark.parametrize("form", ["csv", "md"])
@pytest.mark.parametrize("speech", ["vi", "en"])
def test_register(form: str, speech: str, office: Path, cli, snapshot, monkeypatch) -> None:
    monkeypatch.setenv("DUTRACK_LANG", speech)
    ran = cli("export", "-C", office, *TODAY, "--format", form)
    assert ran.status == 0
    snapshot(f"export/register-{speech}.{form}", ran.out)


@pytest.mark.parametrize("form", ["csv", "md"])
def test_filters(form: str, office: Path, cli) -> None:
    ran = cli("export", "-C", office, *TODAY, "--format", form, "--status", "overdue", "--plan", "to-*")
    codes = set(re.findall(r"\b(?:to-chuc|ngan-sach)/[\w.]+", ran.out))
    listed = table(cli("list", "-C", office, *TODAY, "--format", "csv", "--status", "overdue", "--plan", "to-*").out)
    assert codes == {f"to-chuc/{row['task']}" for row in listed}
    assert codes


@pytest.mark.parametrize(
    "title",
    [
        "=1+1", "+84 240 3854", "-1", 'x,"=1+1', "@SUM(A1)", "＝1+1", '=HYPERLINK("http://x","x")', "x;=1+1", "x,=1+1",
        "x\\t=1+1", 'x";=1+1', "x\\r\\n=1+1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("excel_", [False, True])
def test_no_formula_however_the_file_is_split(title: str, excel_: bool, tmp_path: Path, cli) -> None:
    root = workspace(tmp_path, f"title = '''{title}'''" if "\\" not in title else f'title = "{title}"')
    out = cli("export", "-C", root, *TODAY, "--format", "csv", *(["--excel"] if excel_ else [])).out.lstrip("\ufeff")
    for delimiter in ",;\t":  # as an Excel splits it that is set up for another country
        for line in csv.reader(io.StringIO(out), delimiter=delimiter):
            assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@", "＝"))]


def test_for_excel(tmp_path: Path, cli) -> None:
    root = workspace(tmp_path, 'title = "Việc; một"\ndeadline = "trước ngày 15/3/2023"')
    ran = cli("export", "-C", root, *TODAY, "--format", "csv", "--excel")
    assert ran.out.startswith("\ufeff")
    [row] = table(ran.out.removeprefix("\ufeff"), ";")
    assert (row["Task"], row["Due day"], row["As of"]) == ("Việc; một", "2023-03-14", "2023-03-27")


def test_what_a_cell_of_excel_does_not_hold_is_cut(tmp_path: Path, cli) -> None:
    long = "Đ" * 32_766 + "😀"  # one sign that takes two places
    root = workspace(tmp_path, f'title = "{long}"')
    [row] = table(cli("export", "-C", root, *TODAY, "--format", "csv", "--excel").out, ";")
    assert row["Task"] == "Đ" * 32_766 + "…"
    [row] = table(cli("export", "-C", root, *TODAY, "--format", "csv").out)
    assert row["Task"] == long


def test_more_rows_than_a_sheet_holds(office: Path, tmp_path: Path, cli, monkeypatch) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 5)
    target = tmp_path / "so.csv"
    target.write_text("cũ", encoding="utf-8")
    ran = cli("export", "-C", office, *TODAY, "--excel", "-o", target)
    assert ran.status == 2
    assert ran.err.startswith("Error: A sheet of Excel holds no more than 5 rows, and ")
    assert target.read_text(encoding="utf-8") == "cũ"
    assert cli("export", "-C", office, *TODAY, "-o", target).status == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", r"a\|b"),
        ("<b>*đậm*</b>", r"\<b\>\*đậm\*\</b\>"),
        ("[x](http://y)", r"\[x\](http://y)"),
        ("@vptu", "@<!-- -->vptu"),
        ("a@b.vn", "a@<!-- -->b.vn"),
        ("số #12, !3", r"số \#<!-- -->12, !<!-- -->3"),
        ("A & B: 50% @ 3!", r"A \& B: 50% @ 3!"),
        ("\\|", "\\\\\\|"),
    ],
)
def test_markdown_is_text(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_each_unit_is_a_row_of_the_table(tmp_path: Path, cli) -> None:
    title = "Việc | một\\nhai \\u202e ba " + "rất dài " * 1000
    root = workspace(tmp_path, f'title = "{title}"', 'title = "Việc hai"')
    lines = cli("export", "-C", root, *TODAY, "--format", "md").out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|"))
    assert len(lines[start:]) == 4
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines[start:]} == {8}
    assert max(map(len, lines)) < 500


NOTES = {
    "mat/A.1": "Confidential",
    "to-chuc/I.3": "done on 2023-04-25; extended 1 time, at first 2023-03-31",
    "to-chuc/I.7": "now Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "to-chuc/II.3": "review 2023-06-30",
    "to-chuc/II.4": "the plan states no deadline",
    "to-chuc/III.1@huyen-b": "done on 2023-06-05; Các huyện ủy, thành ủy: 2/3 done",
}


def test_notes(tmp_path: Path) -> None:
    """What a row says besides its status."""
    root = Path(shutil.copytree(REPORT, tmp_path / "w"))
    with language("en"):
        notes = {row.code: row.note for row in rows(handout(root, "2023-06-30"))}
    assert {code: notes[code] for code in NOTES} == NOTES


# --- what it is of ---


@pytest.mark.parametrize("form", list(FORMATS))
def test_the_same_commit_and_day_give_the_same_bytes(form: str, office: Path, tmp_path: Path, cli) -> None:
    git(office, "init", "-q", "-b", "main")
    git(office, "add", ".")
    git(office, "commit", "-q", "-m", "Nhận kế hoạch")
    commit = git(office, "rev-parse", "HEAD")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(office), str(clone))
    written = []
    for root in (office, clone):
        target = tmp_path / f"{root.name}.{form}"
        assert cli("export", "-C", root, *TODAY, "-o", target).status == 0
        written.append(target.read_bytes())
    assert written[0] == written[1]
    with (clone / "dutrack.toml").open("a", encoding="utf-8") as file:
        file.write("# sửa\n")
    cli("export", "-C", clone, *TODAY, "-o", tmp_path / f"clone.{form}")
    assert (tmp_path / f"clone.{form}").read_bytes() != written[0]
    assert commit[:12] in handout(office, "2023-03-27", Revision(commit, None, changed=False)).stamp.version


@pytest.mark.parametrize(
    ("revision", "version"),
    [
        (None, ""),
        (Revision(None, None, changed=True), ""),
        (Revision("0123456789abcdef", date(2023, 6, 1), changed=False), "0123456789ab"),
        (Revision("0123456789abcdef", date(2023, 6, 1), changed=True), "0123456789ab+"),
    ],
)
def test_version(revision: Revision | None, version: str) -> None:
    stamp = Stamp(date(2023, 6, 30), revision)
    assert stamp.version == version
    assert stamp.moment.isoformat() == "2023-06-30T00:00:00+00:00"


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.is_text])
@pytest.mark.parametrize("by", [False, True])
def test_a_confidential_plan_shows_ids_and_statuses(form: str, by: bool, office: Path, tmp_path: Path, cli) -> None:
    (office / "plans" / "mat.toml").write_text(SENSITIVE, encoding="utf-8")
    args = ("--by", "owner", "-o", tmp_path / "out") if by else ()
    ran = cli("export", "-C", office, "--today", "2023-04-27", "--format", form, "--plan", "mat", *args)
    files = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()] if by else [ran.out]
    assert len(files) == 1
    # What a page holds besides words has signs of all kinds in it; the lines of a calendar are folded.
    words = re.sub(r"<(style|script)>.*?</\1>|<meta[^>]*>|\r\n ", "", files[0], flags=re.DOTALL)
    shown = words.replace("Ban Tổ chức Tỉnh ủy", "") if by else words  # whose file it is
    assert "mat/1" in words
    assert [sign for sign in SIGNS if sign in shown.replace("2023-04-27", "")] == []


# --- where it goes ---


def test_the_ending_says_the_format(office: Path, tmp_path: Path, cli) -> None:
    target = tmp_path / "Sổ theo dõi.MD"
    ran = cli("export", "-C", office, *TODAY, "-o", target)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith(f"Written: {target}.")
    assert target.read_text(encoding="utf-8").startswith("# Register of tasks\n")


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ((), "No format is given.\nHint: Give one with --format: " + ", ".join(FORMATS)),
        (("-o", "so.pdf"), "There is no format pdf.\nHint: Give one with --format: " + ", ".join(FORMATS)),
        (("--format", "pdf"), "--format cannot be pdf."),
        (("--format", "md", "--excel"), "--excel has no effect with --format md."),
        (("--format", "md", "--by", "owner"), "--by writes several files.\nHint: Name their folder with --output."),
        (("--format", "md", "--by", "plan", "-o", "x"), "--by cannot be plan."),
        (("--format", "md", "--plan", "to-chu"), "There is no plan to-chu."),
    ],
)
def test_wrong_use(args: tuple[str, ...], error: str, office: Path, cli) -> None:
    ran = cli("export", "-C", office, *args)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {error}")


def test_a_terminal_gets_no_archive(office: Path, cli, monkeypatch) -> None:
    monkeypatch.setitem(FORMATS, "zip", Format("dutrack.export.register_md", is_text=False))
    assert cli("export", "-C", office, *TODAY, "--format", "zip").status == 0
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = cli("export", "-C", office, *TODAY, "--format", "zip")
    assert ran.status == 2
    assert ran.err == "Error: A terminal cannot show zip.\nHint: Name a file with --output.\n"


def test_a_missing_package_is_named(office: Path, cli, monkeypatch) -> None:
    def gone(_: str) -> object:
        raise ModuleNotFoundError(name="xlsxwriter.workbook")

    monkeypatch.setattr(formats, "import_module", gone)
    ran = cli("export", "-C", office, *TODAY, "--format", "md")
    assert ran.status == 2
    assert ran.err == "Error: The package xlsxwriter is missing.\nHint: pip install 'dutrack[office]'\n"


def test_a_module_of_our_own_that_is_missing_is_a_defect() -> None:
    with pytest.raises(ModuleNotFoundError):
        formats.load("dutrack.export.nothing")


def test_a_file_takes_its_place_whole(tmp_path: Path) -> None:
    target = tmp_path / "so.csv"
    target.write_text("cũ", encoding="utf-8")

    def write() -> None:
        with written_whole(target) as file:
            file.write(b"half of it")
            raise OSError(28, "disk full")

    with pytest.raises(OSError, match="full"):
        write()
    assert target.read_text(encoding="utf-8") == "cũ"
    assert os.listdir(tmp_path) == ["so.csv"]  # noqa: PTH208


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "so.csv"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_bytes)
        with written_whole(pipe) as file:
            file.write(b"whole")
        assert read.result(timeout=60) == b"whole"
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    "name", ["dutrack.toml", "plans/bac-giang.toml", "plans/progress/../khac.toml", ".dutrack/x.md"]
)
def test_no_file_of_the_workspace_is_overwritten(name: str, office: Path, cli) -> None:
    def files() -> dict[Path, bytes]:
        found = (path for path in office.rglob("*") if path.is_file() and path.name != "index.db")
        return {path: path.read_bytes() for path in found}

    before = files()
    ran = cli("export", "-C", office, *TODAY, "--format", "md", "-o", office / name)
    assert ran.status == 2
    assert ran.err == f"Error: {office / name} is a file of the workspace.\nHint: Name another file.\n"
    assert before == files()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_rights_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "so.csv", tmp_path / "link.csv"
    with written_whole(target) as file:
        file.write(b"1")
    (tmp_path / "new").touch()
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE((tmp_path / "new").stat().st_mode)
    target.chmod(0o640)
    link.symlink_to(target)
    with written_whole(link) as file:
        file.write(b"2")
    assert link.is_symlink()
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"2", 0o640)


@pytest.mark.parametrize("target", ["", "no/such/so.csv"])
def test_where_nothing_can_be_written(target: str, office: Path, cli) -> None:
    ran = cli("export", "-C", office, *TODAY, "--format", "csv", "-o", office / target)
    assert ran.status == 2
    assert ran.err.startswith("Error: The system refuses: ")
    assert "Traceback" not in ran.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(office: Path, tmp_path: Path, cli) -> None:
    folder = tmp_path / "kín"
    folder.mkdir(mode=0o500)
    ran = cli("export", "-C", office, *TODAY, "--format", "csv", "-o", folder / "so.csv")
    assert ran.status == 2
    assert ran.err.startswith("Error: The system refuses: it is not permitted: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_told(office: Path) -> None:
    args = (sys.executable, "-m", "dutrack", "export", "-C", str(office), *TODAY, "--format", "csv")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(args, stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "dutrack" not in done.stderr.partition(":")[0]


def test_a_file_for_each_lead(office: Path, tmp_path: Path, cli) -> None:
    folder = tmp_path / "a" / "b"
    ran = cli("export", "-C", office, *TODAY, "--by", "owner", "--format", "csv", "-o", folder)
    whole = table(cli("export", "-C", office, *TODAY, "--format", "csv").out)
    files = {path.stem: table(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    assert ran.err.startswith(f"Written to {folder}: {len(files)} files.")
    assert {row["Code"] for rows_ in files.values() for row in rows_} == {row["Code"] for row in whole}
    for row in whole:
        leads = [name for name, rows_ in files.items() if row in rows_]
        assert sorted(name.partition(" (")[0] for name in leads) == sorted(
            row["Lead"].split("; ") if row["Lead"] else ["Nobody leads"]
        )


def test_of_a_filter_by_owner_only_those_named(office: Path, tmp_path: Path, cli) -> None:
    cli("export", "-C", office, *TODAY, "--by", "owner", "--owner", "BTCTU", "--format", "md", "-o", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["Ban Tổ chức Tỉnh ủy (ban-to-chuc).md"]


# --- names of files ---


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"),
        ("UBND/HĐND", "UBND-HĐND"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("..", "_"),
        ("", "_"),
        (" .ẩn. ", "ẩn"),
        ("C:\\x", "C--x"),
        ("a\x00b\nc\u202ed", "a-b-c-d"),
        ("con", "_con"),
        ("COM¹", "_COM¹"),
        ("Nul.báo cáo", "_Nul.báo cáo"),
        ("Conference", "Conference"),
        ("To\u0302\u0309", "Tổ"),
        ("dài " * 100, ("dài " * 45).strip()[:LONGEST]),
    ],
)
def test_file_name(name: str, expected: str) -> None:
    found = file_name(name)
    assert found == expected if len(name) < 100 else found.startswith("dài dài")


def test_names_that_a_system_takes_for_one() -> None:
    wanted = [("Sở A", "x"), ("SỞ A", ""), ("Sở a", ""), ("Sở A", "y"), ("Sở/a", ""), ("Sở-a", "")]
    assert file_names(wanted) == ["Sở A (x)", "SỞ A", "Sở a 2", "Sở A (y)", "Sở-a", "Sở-a 2"]


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "bg-ban-to-chuc"])), max_size=8))
def test_any_name_is_a_file(wanted: list[tuple[str, str]]) -> None:
    found = file_names(wanted)
    assert len({name.casefold() for name in found}) == len(wanted)
    for name in found:
        assert 0 < len(name.encode()) <= LONGEST + 8
        assert not set(name) & set('<>:"/\\|?*\0')
        assert name == name.strip(" .")
