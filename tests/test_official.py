"""The report and the letter in the two official forms, opened again by python-docx and LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph
from libreoffice import converted
from test_export import REPORT, SENSITIVE, SIGNS, table, workspace

from dutrack.config import Issuer, IssuerForm, read_config
from dutrack.export.official.forms import PARTY, STATE, dated, day_words
from dutrack.export.official.signing import IssuerUnknownError, issuer_of, verb
from dutrack.export.official.texts import TemplateError, render
from dutrack.i18n import language

ISSUERS = """
[issuers.vptu]
name = "Văn phòng Tỉnh ủy"
form = "36-HD/VPTW"
place = "Bắc Hà"
superior = "Tỉnh ủy Bắc Hà"
symbol = "VPTU"
signer = "Nguyễn Văn A"
signer_title = "Chánh Văn phòng"

[issuers.ubnd]
name = "Ủy ban nhân dân tỉnh"
form = "30/2020/NĐ-CP"
place = "Bắc Hà"
symbol = "UBND"
unit = "NC"
authority = "TM. Ủy ban nhân dân"
signer_title = "Chủ tịch"
recipients = ["Thường trực Tỉnh ủy", "Chủ tịch, các Phó Chủ tịch UBND tỉnh"]
verbs = { "bg-*" = "kính đề nghị", "so-*" = "giao" }
"""
DAY = ("--today", "2023-06-30")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with overdue tasks and two issuers."""
    folder = Path(shutil.copytree(REPORT, tmp_path / "w"))
    config = folder / "dutrack.toml"
    config.write_text(config.read_text(encoding="utf-8") + ISSUERS, encoding="utf-8")
    return folder


def text_of(path: Path) -> str:
    """Return what a document says from its head to its last annex, a line for each paragraph and row of a table."""
    lines = []
    for part in docx.Document(str(path)).iter_inner_content():
        if isinstance(part, Paragraph):
            lines.append(part.text)
        else:
            lines += [" | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in part.rows]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def written(cli, *arguments: object) -> Path:
    target = Path(str(arguments[-1]))
    ran = cli(*arguments)
    assert ran.status == 0, ran.err
    return target


# --- who issues, how it turns to others ---


@pytest.mark.parametrize(
    ("form", "abbreviation", "expected"),
    [
        (STATE, "BC", "Số: /BC-UBND"),
        (STATE, "CV", "Số: /UBND-NC"),  # a letter has no kind in its number
        (PARTY, "BC", "Số -BC/UBND"),
        (PARTY, "CV", "Số -CV/UBND"),
    ],
    ids=lambda value: getattr(value, "id", value),
)
def test_number(form, abbreviation: str, expected: str) -> None:
    issuer = Issuer("x", "X", symbol="UBND", unit="NC")
    assert " ".join(form.number_words(issuer, abbreviation).split()).replace(": /", ": /") == expected


@pytest.mark.parametrize(
    ("day", "place", "text"),
    [
        (date(2023, 1, 5), "Bắc Hà, ngày 05 tháng 01 năm 2023", "05/01/2023"),
        (date(2023, 3, 9), "Bắc Hà, ngày 09 tháng 3 năm 2023", "09/3/2023"),  # only the months 1 and 2 get a zero
        (date(2023, 12, 25), "Bắc Hà, ngày 25 tháng 12 năm 2023", "25/12/2023"),
    ],
)
def test_day(day: date, place: str, text: str) -> None:
    assert (dated("Bắc Hà", day), day_words(day)) == (place, text)


PLANS = {
    "plans/a.toml": '[plan]\ntitle = "A"\nissuer = "Ủy ban nhân dân tỉnh"\nissued = 2023-01-01\n',
    "plans/b.toml": '[plan]\ntitle = "B"\nissuer = "Tỉnh ủy"\nissued = 2023-01-01\nmonitor = "văn phòng TỈNH UỶ"\n',
    "plans/c.toml": '[plan]\ntitle = "C"\nissuer = "Sở Nội vụ"\nissued = 2023-01-01\n',
}


@pytest.mark.parametrize(
    ("config", "plans", "asked", "form", "expected"),
    [
        (ISSUERS, "a", None, None, ("ubnd", STATE)),
        (ISSUERS, "b", None, None, ("vptu", PARTY)),  # who monitors comes before who issued
        (ISSUERS, "b", None, STATE, ("vptu", STATE)),
        (ISSUERS, "b", "ubnd", None, ("ubnd", STATE)),
        (ISSUERS, "ab", None, None, "Who issues the document?"),
        (ISSUERS, "c", None, None, "Who issues the document?"),
        (ISSUERS, "a", "xyz", None, "There is no issuer xyz in dutrack.toml."),
        (ISSUERS.partition("[issuers.ubnd]")[0], "c", None, None, ("vptu", PARTY)),  # the only one
        ("", "c", None, STATE, ("", STATE)),
        ("", "c", None, None, "Who issues the document, and in which form?"),
        ("", "abc", None, STATE, "Several bodies issued or monitor these plans: which of them issues the document?"),
    ],
)
def test_issuer(config: str, plans: str, asked: str | None, form, expected, make_workspace) -> None:
    made = make_workspace({"dutrack.toml": config, **PLANS})
    chosen = [plan for plan in made.plans if plan.id in plans]
    wanted = form.id if form else None
    if isinstance(expected, str):
        with pytest.raises(IssuerUnknownError) as error, language("en"):
            issuer_of(made, chosen, asked, wanted)
        with language("en"):
            assert str(error.value.message) == expected
    else:
        issuer = issuer_of(made, chosen, asked, wanted)
        assert (issuer.id, issuer.form) == (expected[0], expected[1].id)


@pytest.mark.parametrize(
    ("body", "plans", "expected"),
    [
        ("bg-ban-to-chuc", "a", "kính đề nghị"),
        ("so-noi-vu", "b", "giao"),
        ("khac", "a", "yêu cầu"),  # it issued the plan itself
        ("khac", "ab", "đề nghị"),
        ("", "b", "đề nghị"),
    ],
)
def test_verb(body: str, plans: str, expected: str, make_workspace) -> None:
    made = make_workspace({"dutrack.toml": ISSUERS, **PLANS})
    [_, issuer] = made.config.issuers
    assert verb(issuer, body, [plan for plan in made.plans if plan.id in plans]) == expected


def test_a_verb_that_no_office_uses() -> None:
    config, [found] = read_config("dutrack.toml", ISSUERS.replace('"giao"', '"ra lệnh"').encode())
    assert config.issuers[1].verbs == (("bg-*", "kính đề nghị"),)
    with language("en"):
        assert str(found.message) == ("issuers.ubnd.verbs.so-* must be one of: giao, yêu cầu, đề nghị, kính đề nghị.")
    assert found.place.line == ISSUERS[: ISSUERS.index('"giao"')].count("\n") + 1


# --- the documents ---


@pytest.mark.parametrize("issuer", ["vptu", "ubnd"])
def test_report(issuer: str, root: Path, tmp_path: Path, cli, snapshot) -> None:
    path = written(cli, "export", "-C", root, *DAY, "--issuer", issuer, "-o", tmp_path / "bc.docx")
    snapshot(f"export/report-{issuer}.txt", text_of(path))


@pytest.mark.parametrize("issuer", ["vptu", "ubnd"])
def test_letter(issuer: str, root: Path, tmp_path: Path, cli, snapshot) -> None:
    options = ("--owner", "Ban Tổ chức", "--issuer", issuer, "--reply-by", "trước ngày 15/7/2023")
    path = written(cli, "letter", "-C", root, *DAY, *options, "-o", tmp_path / "cv.docx")
    snapshot(f"export/letter-{issuer}.txt", text_of(path))


@pytest.mark.parametrize(("issuer", "form"), [("vptu", PARTY), ("ubnd", STATE)])
def test_form(issuer: str, form, root: Path, tmp_path: Path, cli) -> None:
    path = written(cli, "export", "-C", root, *DAY, "--issuer", issuer, "-o", tmp_path / "bc.docx")
    word = docx.Document(str(path))
    first, *annexes = word.sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    margins = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(margin.mm) for margin in margins] == [form.top, form.bottom, form.left, form.right]
    assert first.different_first_page_header_footer
    assert not first.first_page_header.paragraphs[0].text
    assert "PAGE" in first.header._element.xml
    assert [(round(annex.page_width.mm), round(annex.page_height.mm)) for annex in annexes] == [(297, 210)] * 2
    normal = word.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", form.body)
    sizes = {
        run.text: run.font.size.pt for cell in word.tables[0]._cells for line in cell.paragraphs for run in line.runs
    }
    assert [sizes[title] for title, _ in form.titles] == [size for _, size in form.titles]
    for annex in word.tables[2:]:
        assert "w:tblHeader" in annex.rows[0]._tr.xml


def test_each_lead_with_something_overdue_gets_a_letter(root: Path, tmp_path: Path, cli) -> None:
    folder = tmp_path / "thư"
    assert cli("letter", "-C", root, *DAY, "--all", "--issuer", "vptu", "-o", folder).status == 0
    listed = table(cli("list", "-C", root, *DAY, "--status", "overdue", "--format", "csv").out)
    leads = {name for row in listed for name in row["owners"].split("; ")}
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == len(leads)
    assert all(name.endswith(", 2023-06-30.docx") for name in names)


def test_who_answers_today_is_written_to(root: Path, tmp_path: Path, cli) -> None:
    folder = tmp_path / "thư"
    assert cli("letter", "-C", root, "--today", "2025-06-30", "--all", "--issuer", "vptu", "-o", folder).status == 0
    [path] = [path for path in folder.iterdir() if path.name.startswith("Ban Tuyên giáo")]
    assert "Kính gửi: Ban Tuyên giáo và Dân vận Tỉnh ủy" in text_of(path)


def test_several_addressees_stand_on_lines_of_their_own(tmp_path: Path, cli) -> None:
    root = workspace(tmp_path / "w", 'title = "Việc"\nowner = "Ban cũ"\ndeadline = "trước ngày 15/3/2023"')
    (root / "dutrack.toml").write_text(
        f"""{ISSUERS}
[owners.cu]
name = "Ban cũ"
valid_to = 2023-03-31
succeeded_by = ["mot", "hai"]
[owners.mot]
name = "Ban Một"
[owners.hai]
name = "Ban Hai"
""",
        encoding="utf-8",
    )
    path = written(cli, "letter", "-C", root, *DAY, "--all", "--issuer", "ubnd", "-o", tmp_path / "cv.docx")
    assert "Kính gửi:\n- Ban Một;\n- Ban Hai.\n" in text_of(path)
    assert "đề nghị Ban Một và Ban Hai:" in text_of(path)


@pytest.mark.parametrize("arguments", [("export",), ("letter", "--all")])
def test_of_a_confidential_plan_only_ids_and_counts(arguments: tuple[str, ...], tmp_path: Path, cli) -> None:
    root = workspace(tmp_path / "w", 'title = "Việc khác"')
    (root / "plans" / "mat.toml").write_text(SENSITIVE, encoding="utf-8")
    (root / "dutrack.toml").write_text(ISSUERS, encoding="utf-8")
    command, *rest = arguments
    options = ("-C", root, *DAY, "--plan", "mat", "--issuer", "vptu", "-o", tmp_path / "x.docx")
    path = written(cli, command, *rest, *options)
    text = text_of(path)
    assert "mat/1" in text
    # A letter names whom it is to, and a mere X stands in the words of the templates.
    allowed = {"X"} if command == "export" else {"X", "Ban Tổ chức"}
    assert not [sign for sign in ("bảo vệ X", *SIGNS) if sign in text and sign not in allowed]


@pytest.mark.parametrize("command", ["export", "letter"])
def test_the_same_data_give_the_same_bytes(command: str, root: Path, tmp_path: Path, cli) -> None:
    rest = ("--owner", "Ban Tổ chức") if command == "letter" else ()
    first, second = (
        written(cli, command, "-C", root, *DAY, *rest, "--issuer", "vptu", "-o", tmp_path / f"{name}.docx").read_bytes()
        for name in "ab"
    )
    assert first == second
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_whatever_a_title_holds(tmp_path: Path, cli) -> None:
    title = r"<w:t>=1+1</w:t> & \u0007 \u202e 😀 {{ 7*7 }} " + "x" * 10_000
    root = workspace(tmp_path / "w", f'title = "{title}"\nowner = "Sở X"\ndeadline = "trước ngày 15/3/2023"')
    (root / "dutrack.toml").write_text(ISSUERS, encoding="utf-8")
    path = written(cli, "letter", "-C", root, *DAY, "--all", "--issuer", "vptu", "-o", tmp_path / "x.docx")
    assert "<w:t>=1+1</w:t> & � � 😀 {{ 7*7 }} xxx" in text_of(path)


def test_libreoffice_prints_it(root: Path, tmp_path: Path, cli) -> None:
    path = written(
        cli, "letter", "-C", root, *DAY, "--owner", "Ban Tổ chức", "--issuer", "ubnd", "-o", tmp_path / "cv.docx"
    )
    pdf = converted(path, "pdf")
    info = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages: +2$", info, re.MULTILINE)
    pages = (
        subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode().split("\f")
    )
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0].splitlines()[0]
    assert pages[0].rstrip().splitlines()[-1].strip() != "1"
    assert pages[1].splitlines()[0].strip() == "2"  # the first page shows no number


# --- the words ---


def test_a_template_of_the_workspace_replaces_a_block(root: Path, tmp_path: Path, cli) -> None:
    (root / "templates").mkdir()
    (root / "templates" / "letter.txt").write_text(
        '{% extends "dutrack/letter.txt" %}\n{% block subject %}nhắc việc{% endblock %}\n', encoding="utf-8"
    )
    path = written(
        cli, "letter", "-C", root, *DAY, "--owner", "Ban Tổ chức", "--issuer", "ubnd", "-o", tmp_path / "x.docx"
    )
    assert "V/v nhắc việc" in text_of(path)
    assert "1. Khẩn trương hoàn thành" in text_of(path)


BLOCKS = "{% block body %}x{% endblock %}\n{% block recipients %}y{% endblock %}\n"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% block subject %}\n{% if %}\n{% endblock %}", "templates/letter.txt:2: the template has a mistake: "),
        (
            "{% block subject %}\nx\n{{ khong_co }}{% endblock %}\n" + BLOCKS,
            "templates/letter.txt:3: the template has a ",
        ),
        (
            "{% block subject %}{{ 1/0 }}{% endblock %}\n" + BLOCKS,
            "templates/letter.txt:1: the template has a mistake: ",
        ),
        (BLOCKS, "templates/letter.txt: the template has a mistake: the block subject is missing"),
        ('{% extends "khac.txt" %}', "templates/letter.txt: the template has a mistake: there is no template khac.txt"),
        (
            "{% block subject %}{{ ''.__class__.__mro__ }}{% endblock %}" + BLOCKS,
            "templates/letter.txt:1: the template ",
        ),
        ("{% block subject %}{{ 'é' }", "templates/letter.txt:1: the template has a mistake: "),
    ],
    ids=["syntax", "unknown name", "division", "no block", "extends what is not there", "out of the sandbox", "torn"],
)
def test_a_mistake_in_a_template_is_named_with_its_place(template: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "letter.txt").write_text(template, encoding="utf-8")
    with pytest.raises(TemplateError) as error, language("en"):
        render(tmp_path, "letter.txt", {})
    with language("en"):
        assert str(error.value.message).startswith(expected)


def test_a_template_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "letter.txt").write_bytes("Đôn đốc".encode("utf-16"))
    with pytest.raises(TemplateError), language("en"):
        render(tmp_path, "letter.txt", {})


# --- the command ---


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((), "To whom is the letter?"),
        (("--all", "--owner", "Ban Tổ chức"), "To whom is the letter?"),
        (("--all", "--issuer", "khac"), "There is no issuer khac in dutrack.toml.\nHint: There are: vptu, ubnd"),
        (("--all", "--issuer", "vptu", "--form", "35"), "--form cannot be 35."),
        (("--all", "--issuer", "vptu", "--plan", "zzz"), "There is no plan zzz."),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], error: str, root: Path, cli) -> None:
    ran = cli("letter", "-C", root, *DAY, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {error}")


def test_several_letters_are_not_one_file(root: Path, tmp_path: Path, cli) -> None:
    ran = cli("letter", "-C", root, *DAY, "--all", "--issuer", "vptu", "-o", tmp_path / "x.docx")
    assert ran.status == 2
    assert re.match(r"Error: There are \d+ letters, and .*x\.docx is one file\.", ran.err)
    assert not (tmp_path / "x.docx").exists()


def test_nothing_overdue(root: Path, cli) -> None:
    ran = cli("letter", "-C", root, "--today", "2023-02-20", "--all", "--issuer", "vptu")
    assert ran.status == 0
    assert "Nothing is overdue, so there is nothing to urge." in ran.err


def test_form_by_how_it_begins(root: Path, tmp_path: Path, cli) -> None:
    path = written(cli, "export", "-C", root, *DAY, "--issuer", "vptu", "--form", "30/2020", "-o", tmp_path / "x.docx")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text_of(path)
    assert IssuerForm.STATE.startswith("30/2020")


def test_the_package_is_missing(root: Path, cli, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    for name in [name for name in sys.modules if name.startswith("dutrack.export.official")]:
        monkeypatch.delitem(sys.modules, name)
    ran = cli("letter", "-C", root, *DAY, "--all", "--issuer", "vptu")
    assert (ran.status, ran.err) == (
        2,
        "Error: The package python-docx is missing.\nHint: pip install 'dutrack[office]'\n",
    )
