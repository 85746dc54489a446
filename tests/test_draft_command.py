"""``dutrack draft`` from the command line: where it writes, what it tells, and that the result is a plan."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents import district_plan, pdf
from hypothesis import given, settings
from hypothesis import strategies as st

from dutrack.agenda import build_agenda
from dutrack.check import check
from dutrack.draft import draft_of, read_document, verified
from dutrack.draft.read import read_bytes
from dutrack.draft.source import UnreadableError
from dutrack.draft.write import toml_of
from dutrack.i18n import language
from dutrack.plan import read_plan
from dutrack.problems import Code, Severity
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data" / "drafts"
DOCUMENTS = sorted(path for path in DATA.rglob("*") if path.suffix in (".txt", ".md"))
LAND = DATA / "more" / "tinh-giao-so.txt"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A workspace with a directory of bodies."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "dutrack.toml").write_text('[owners.snv]\nname = "Sở Nội vụ"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_writes_a_plan_that_passes_check_but_for_the_doubts_it_names(cli: Callable[..., Ran], office):
    ran = cli("draft", LAND, "--id", "dat-dai")
    assert (ran.status, ran.out) == (0, "")
    text = (office / "plans" / "dat-dai.toml").read_text(encoding="utf-8")
    assert ran.err.splitlines()[-2:] == [
        "12 tasks, 10 deadlines, 6 doubts (# TODO).",
        f"Written: {office / 'plans' / 'dat-dai.toml'}. Correct it, then: dutrack check",
    ]
    assert len(re.findall("^# TODO", text, re.MULTILINE)) == 6
    assert f"{LAND}:23: Sở Tài chính is not in the directory of bodies." in ran.err
    found = json.loads(cli("check", "--format", "json").out)
    serious = {problem["message"] for problem in found if problem["severity"] != "note"}
    assert serious == {
        line.partition(".txt")[2].partition(": ")[2] for line in ran.err.splitlines() if "directory" in line
    }


def test_nothing_is_overwritten(cli: Callable[..., Ran], office):
    target = office / "plans" / "tinh-giao-so.toml"
    target.write_text("mine", encoding="utf-8")
    for arguments, message in (
        ((), "There is a plan tinh-giao-so already: plans/tinh-giao-so.toml."),
        (("--output", target), f"{target} is there already; a draft overwrites nothing."),
    ):
        ran = cli("draft", LAND, *arguments)
        assert ran.status == 2
        assert message in ran.err
        assert "Hint: Choose another id (--id) or file (--output)." in ran.err
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("arguments", [("--output", "-"), ("--dry-run",)], ids=str)
def test_it_shows_the_draft_and_writes_nothing(cli: Callable[..., Ran], office, arguments):
    ran = cli("draft", LAND, *arguments)
    assert ran.status == 0
    assert ran.out.startswith("format = 1\n")
    assert list((office / "plans").iterdir()) == []


def test_without_a_workspace_it_asks_where_to_write(cli: Callable[..., Ran], tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = cli("draft", LAND)
    assert ran.status == 2
    assert "Hint: Say where to write it: --output FILE, or --output - to see it." in ran.err
    assert cli("draft", LAND, "--output", tmp_path / "x.toml").status == 0
    assert read_plan("x.toml", (tmp_path / "x.toml").read_bytes())[1] == ()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("none.docx",), "There is no file none.docx."),
        ((LAND, "--id", "Đất đai"), "Đất đai cannot be the id of a plan"),
        ((LAND, "--issued", "31/2/2025"), "There is no such day: 31/2/2025."),
        ((LAND, "-C", "elsewhere"), "There is no workspace in"),
        ((), "FILE is missing."),
    ],
    ids=str,
)
def test_wrong_use(cli: Callable[..., Ran], office, arguments, sentence):
    ran = cli("draft", *arguments)
    assert ran.status == 2
    assert sentence in ran.err
    assert "Traceback" not in ran.err
    assert list((office / "plans").iterdir()) == []


@pytest.mark.usefixtures("office")
def test_an_issue_date_is_taken_from_the_person(cli: Callable[..., Ran]):
    source = DATA / "bac-giang-nq27.txt"
    without = cli("draft", source, "--dry-run")
    assert "the document has no issue date: after 2022-11-28, the latest it cites; before 2023-03-31" in without.err
    assert "\n# issued = YYYY-MM-DD\n" in without.out
    known = cli("draft", source, "--dry-run", "--issued", "20/2/2023")
    assert "\nissued = 2023-02-20\n" in known.out
    assert "issue date" not in known.err


@pytest.mark.parametrize("name", ["vi", "en"])
def test_a_whole_draft(name, snapshot):
    draft = draft_of(read_bytes("ke-hoach.docx", district_plan()))
    with language(name):
        snapshot(f"draft/ke-hoach-{name}.toml", toml_of(verified(draft, "ke-hoach", None)))


def test_a_pdf_gives_the_same_tasks_as_its_text():
    text = (DATA / "more" / "huyen-chuyen-doi-so.txt").read_text(encoding="utf-8")
    lines = text.split("\n")
    pages = [[*lines[at : at + 30], str(at // 30 + 1)] for at in range(0, len(lines), 30)]
    ours = draft_of(read_bytes("a.pdf", pdf(pages)))
    theirs = draft_of(read_bytes("a.txt", text.encode()))
    assert [(task.id, task.owners, task.deadline) for task in ours.tasks] == [
        (task.id, task.owners, task.deadline) for task in theirs.tasks
    ]
    assert ours.head.number == theirs.head.number == "118/KH-UBND"


@pytest.mark.skipif(shutil.which("soffice") is None and not os.environ.get("CI"), reason="LibreOffice is not installed")
def test_a_pdf_that_a_word_processor_made(tmp_path):
    (tmp_path / "ke-hoach.docx").write_bytes(district_plan())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        tmp_path / "ke-hoach.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    draft = draft_of(read_document(tmp_path / "ke-hoach.pdf"))
    assert (draft.head.number, draft.head.issued) == ("31/KH-UBND", date(2024, 2, 9))
    assert [(task.id, task.owners, task.deadline) for task in draft.tasks if not task.id.startswith("PL")] == [
        ("II.1.a", ("Phòng Tư pháp",), "hoàn thành trước ngày 30/11/2024"),
        ("II.1.b", (), None),
        ("II.2.a.1", ("Văn phòng HĐND và UBND huyện",), "trong tháng 3/2024"),
        ("II.2.a.2", ("Văn phòng HĐND và UBND huyện",), "thường xuyên"),
        ("III.1", ("Phòng Nội vụ",), "trước ngày 15 của tháng cuối quý"),
        ("III.2", ("Phòng Tài chính - Kế hoạch",), None),
    ]
    # The columns of the annex are gone; that is said.
    assert "table" in " ".join(doubt.message.msgid for doubt in draft.head.doubts)


class Memory:
    """A workspace of one plan."""

    def __init__(self, text: str) -> None:
        self.text = text

    def names(self) -> tuple[str, ...]:
        return ("plans/x.toml",)

    def read(self, _: str) -> bytes:
        return self.text.encode()


def serious(text: str) -> list[str]:
    """Return the errors and warnings of a plan."""
    agenda = build_agenda(load_workspace(Path(), Memory(text)), date(2024, 1, 1))
    return [str(found.code) for found in check(agenda) if found.severity is not Severity.NOTE]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_draft_reads_back_as_it_was_found(path):
    draft = verified(draft_of(read_document(path)), "x", None)
    text = toml_of(draft)
    plan, problems = read_plan("plans/x.toml", text.encode())
    assert plan is not None
    assert {found.code for found in problems} <= {Code.MISSING_KEY}  # an issue date that the document lacks
    assert [(task.id, task.section, task.owners, task.helpers, task.deadline) for task in plan.tasks] == [
        (task.id, task.section, task.owners, task.helpers, task.deadline) for task in draft.tasks
    ]
    assert (plan.number, plan.issued, plan.monitor) == (draft.head.number, draft.head.issued, draft.head.monitor)
    assert len(re.findall("^# TODO", text, re.MULTILINE)) == len(draft.doubts)


WORDS = st.sampled_from(
    "I. II- A. 1. 2) a) - + (1) Một-là, KẾ-HOẠCH Sở-Nội-vụ Ban-Tổ-chức các-sở, chủ-trì phối-hợp-với thường-xuyên "
    "(hoàn-thành-trước-ngày-30/6/2024) (theo-Quyết-định-số-5/QĐ-TTg) hằng-năm; định-kỳ Thời-gian: Quý-I/2024. quý-V "
    'Cơ-quan-chủ-trì: Nơi-nhận: Giao do Trách-nhiệm-của sau-khi-Trung-ương-ban-hành | |--|--| STT Nội-dung " “ ( ) ; . '
    "\t \x00 \x1b ' \\ # [[ = é".split(" ")
).map(lambda word: word.replace("-", " ") if len(word) > 3 else word)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=25).map("\n".join))
def test_any_text_is_drafted_soundly_or_refused(text):
    try:
        draft = verified(draft_of(read_bytes("a.txt", text.encode())), "x", None)
    except UnreadableError:
        return
    codes = serious(toml_of(draft))
    assert set(codes) <= {Code.MISSING_KEY, Code.NOT_UNDERSTOOD} or len(codes) <= len(draft.doubts)
    ids = [task.id for task in draft.tasks]
    assert len(ids) == len(set(ids))


def test_the_readers_are_loaded_only_where_they_are_needed():
    code = (
        "import sys, dutrack.cli.draft as _; print([m for m in ('docx', 'pypdf', 'markdown_it') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.strip() == "[]"
