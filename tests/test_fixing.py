"""``dutrack check --fix``: what is safe is made in the files, and every other character stays where it was."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomli
from conftest import Memory
from hypothesis import given
from hypothesis import strategies as st

from dutrack.check import fixing
from dutrack.check.fixing import apply_fixes
from dutrack.cli import mending
from dutrack.i18n import msg
from dutrack.problems import Code, Fix, Place, problem

if TYPE_CHECKING:
    from collections.abc import Callable


HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
TASK = '\n[[tasks]]\nid = "1"\ntitle = "Việc"\nowner = "Văn phòng"\ndeadline = "quý I/2023"\n'

# A plan as somebody writes it: comments, odd blanks, order of their own. Every second line has something to mend.
WRITTEN = """\
# Kế hoạch của huyện; sao từ bản ký.

[plan]
titel  =  "Kế hoạch"   # tên
issuer = 'Ủy ban nhân dân huyện'
issued = "20/2/2023" # ngày ký
confidential =   "không"

[tasks]   # chỉ một việc
id = 1.10
	title = "Ðánh giá" # có dấu tab
owner = "Văn phòng"
deadline = '31/3/2023'
remind-with = false
"""
MENDED = """\
# Kế hoạch của huyện; sao từ bản ký.

[plan]
title  =  "Kế hoạch"   # tên
issuer = 'Ủy ban nhân dân huyện'
issued = 2023-02-20 # ngày ký
confidential =   false

[[tasks]]   # chỉ một việc
id = "1.10"
	title = "Đánh giá" # có dấu tab
owner = "Văn phòng"
deadline = '31/3/2023'
remind_with = false
"""


@pytest.fixture
def office(tmp_path: Path) -> Callable[..., Path]:
    """Make a workspace of files given as text or bytes."""

    def make(**files: str | bytes) -> Path:
        for name, text in files.items():
            path = tmp_path / "plans" / f"{name}.toml"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path

    return make


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_characters_meant_are_touched(ends: str, mark: str, office: Callable[..., Path], cli) -> None:
    root = office(p=(mark + WRITTEN).replace("\n", ends))
    ran = cli("check", "--fix", "-C", root)
    assert (root / "plans" / "p.toml").read_bytes().decode() == (mark + MENDED).replace("\n", ends)
    assert ran.err.splitlines() == [
        "plans/p.toml:4:1: D006 Change it to “title”",
        "plans/p.toml:6:10: D004 Change it to “2023-02-20”",
        "plans/p.toml:7:18: D004 Change it to “false”",
        "plans/p.toml:9:1: D004 Change it to “[[tasks]]”",
        'plans/p.toml:10:6: D004 Change it to “"1.10"”',
        "plans/p.toml:11:11: D050 Change it to “Đánh”",
        "plans/p.toml:14:1: D006 Change it to “remind_with”",
        "7 findings were put right.",
        "0 errors, 0 warnings, 0 notes",
    ]
    assert (ran.status, ran.out) == (0, "")


def test_a_second_run_changes_nothing(office: Callable[..., Path], cli) -> None:
    root = office(p=WRITTEN)
    cli("check", "--fix", "-C", root)
    before = (root / "plans" / "p.toml").stat()
    ran = cli("check", "--fix", "-C", root)
    assert ran.err == "0 findings were put right.\n0 errors, 0 warnings, 0 notes\n"
    assert (root / "plans" / "p.toml").stat() == before  # not even written


def test_one_fix_uncovers_the_next(office: Callable[..., Path], cli) -> None:
    text = HEAD.replace("2023-02-20", "20/02/2023").replace('"Kế hoạch"', "“Kế hoạch”") + TASK + "remind_with = True\n"
    root = office(p=text)
    ran = cli("check", "--fix", "-C", root)
    assert (root / "plans" / "p.toml").read_text("utf-8") == HEAD + TASK + "remind_with = true\n"
    assert (ran.status, ran.err.splitlines()[-2]) == (0, "3 findings were put right.")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('deadline = "trươc ngày 31/3/2023"', id="the words of the document"),
        pytest.param('awaits = "huong-dam"', id="an id that may be another"),
        pytest.param('prodct_of_it = "x"', id="a key that is far from any"),
        pytest.param('allow = { D014 = "không nêu" }', id="what was accepted"),
        pytest.param('title = "Tuyrn truyền"', id="what a scanner may have misread"),
        pytest.param('title = "Nhiệm vụ trӑng tâm"', id="a letter that may be two"),
        pytest.param("product = Quyết định", id="where a text without quotes ends"),
    ],
)
def test_what_only_the_author_can_say_is_left(line: str, office: Callable[..., Path], cli) -> None:
    name = line.partition(" ")[0]
    task = "".join(f"{other}\n" for other in TASK.splitlines() if not other.startswith(f"{name} ")) + f"{line}\n"
    event = '\n[[events]]\nid = "huong-dan"\ntitle = "Hướng dẫn"\n'
    root = office(p=HEAD + event + task)
    assert cli("check", "--fix", "-C", root).err.startswith("0 findings were put right.\n")
    assert (root / "plans" / "p.toml").read_text("utf-8") == HEAD + event + task


def test_records_are_never_rewritten(office: Callable[..., Path], cli) -> None:
    root = office(p=HEAD + TASK)
    path = root / "plans" / "progress" / "p.toml"
    path.parent.mkdir()
    text = '[records]\n"20230227T000000.000000Z-a" = { kind = "done", task = "1", on = "2023-02-27" }\n'
    path.write_text(text, encoding="utf-8")
    ran = cli("check", "--fix", "-C", root)
    assert (ran.status, path.read_text("utf-8")) == (1, text)
    assert "can be put right" not in ran.err


def test_settings_are_mended_too(office: Callable[..., Path], cli) -> None:
    root = office(p=HEAD + TASK)
    settings = root / "dutrack.toml"
    settings.write_text('[owners.vp]\nname = "Văn phòng"\nalias = ["VP"]\n[git]\ncommit = "true"\n', encoding="utf-8")
    cli("check", "--fix", "-C", root)
    expected = '[owners.vp]\nname = "Văn phòng"\nalias = ["VP"]\n[git]\ncommit = true\n'
    assert settings.read_text("utf-8") == expected


def test_a_dry_run_shows_the_difference_and_writes_nothing(office: Callable[..., Path], cli, snapshot) -> None:
    root = office(p=WRITTEN.removesuffix("\n"), q=HEAD + TASK)
    before = (root / "plans" / "p.toml").read_bytes()
    ran = cli("check", "--fix", "--dry-run", "-C", root)
    assert ran.status == 1
    assert (root / "plans" / "p.toml").read_bytes() == before
    assert ran.err.splitlines()[-1] == "7 findings would be put right."
    snapshot("fix/dry-run.diff", ran.out)
    # It is a difference as other programs read it.
    if sys.platform != "win32":
        subprocess.run(["git", "apply", "-"], input=ran.out.encode(), cwd=root, check=True)
        assert (root / "plans" / "p.toml").read_text("utf-8") == MENDED.removesuffix("\n")


def test_only_what_is_asked_for_is_mended(office: Callable[..., Path], cli) -> None:
    root = office(p=WRITTEN, q=WRITTEN)
    cli("check", "--fix", "--select", "D006", "-C", root, root / "plans" / "q.toml")
    assert (root / "plans" / "p.toml").read_text("utf-8") == WRITTEN
    mended = (root / "plans" / "q.toml").read_text("utf-8")
    assert mended == WRITTEN.replace("titel", "title").replace("remind-with", "remind_with")


def test_a_file_that_was_saved_meanwhile_is_left(office: Callable[..., Path], cli, monkeypatch) -> None:
    root = office(p=WRITTEN)
    mend = mending.mend

    def saved_meanwhile(*args: object) -> object:
        mended = mend(*args)
        (root / "plans" / "p.toml").write_text("# mới\n", encoding="utf-8")
        return mended

    monkeypatch.setattr(mending, "mend", saved_meanwhile)
    ran = cli("check", "--fix", "-C", root)
    assert (ran.status, ran.err) == (2, "Error: plans/p.toml was changed meanwhile; it is left as it is.\n")
    assert (root / "plans" / "p.toml").read_text("utf-8") == "# mới\n"


def test_a_file_that_cannot_be_decoded_is_left(office: Callable[..., Path], cli) -> None:
    root = office(p=WRITTEN.encode("utf-16"), q=HEAD + TASK)
    assert cli("check", "--fix", "-C", root).err.startswith("0 findings were put right.\n")


_LINES = st.lists(st.text("ab đ😀\r", max_size=6), min_size=1, max_size=4)


@given(_LINES, st.booleans(), st.data())
def test_fixes_are_made_at_their_places(lines: list[str], mark: bool, data: st.DataObject) -> None:
    text = "\n".join(lines)
    fixes, expected, offset = [], "", 0
    for number, line in enumerate(lines, 1):
        start = data.draw(st.integers(0, len(line)))
        end = data.draw(st.integers(start, len(line)))
        fixes.append(Fix(msg("x"), Place("x.toml", number, start + 1, number, end + 1), "ữ"))
        expected += text[offset : offset + start] + "ữ" + line[end:] + "\n"
        offset += len(line) + 1
    before = ("\ufeff" * mark + text).encode()
    assert apply_fixes(before, fixes).decode() == "\ufeff" * mark + expected.removesuffix("\n")
    assert apply_fixes(before, []) == before


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).with_name("data") / "bad").glob("*.toml")), ids=lambda p: p.stem
)
def test_every_fix_of_every_mistake_leaves_the_rest(path: Path, tmp_path: Path, cli) -> None:
    """What was TOML is TOML after --fix, and at most the lines of the fixes are others."""
    (tmp_path / "plans").mkdir()
    copy = tmp_path / "plans" / path.name
    copy.write_bytes(path.read_bytes())
    ran = cli("check", "--fix", "-C", tmp_path)
    fixed = [line for line in ran.err.splitlines() if line.startswith("plans/")]
    before, after = path.read_bytes().split(b"\n"), copy.read_bytes().split(b"\n")
    assert len(before) == len(after)
    assert sum(x != y for x, y in zip(before, after, strict=True)) == len(fixed)
    if fixed:
        tomli.loads(copy.read_text("utf-8-sig"))


# --- fixes in each other's way ----------------------------------------------------------------------------------------


def fix(column: int, end: int, text: str) -> Fix:
    return Fix(msg("x"), Place("plans/p.toml", 1, column, 1, end), text, safe=True)


@pytest.mark.parametrize(
    ("before", "fixes", "after", "settled"),
    [
        pytest.param("a = 1", [fix(5, 6, "2"), fix(1, 2, "b")], "b = 2", 2, id="apart"),
        pytest.param("a = 1", [fix(1, 2, "b"), fix(1, 2, "b")], "b = 1", 2, id="one for two findings"),
        pytest.param("ab = 1", [fix(1, 2, "c"), fix(2, 3, "d")], "cb = 1", 1, id="the second touches the first"),
        pytest.param("ab = 1", [fix(1, 3, "c"), fix(2, 3, "d")], "c = 1", 1, id="the second lies in the first"),
        pytest.param("a = 1", [fix(5, 6, "=")], "a = 1", 0, id="it would be no TOML any more"),
        pytest.param("a = =", [fix(1, 2, "b")], "b = =", 1, id="it is no TOML anyway"),
        pytest.param("a = 1", [fix(1, 2, "a")], "a = 1", 0, id="it changes nothing"),
    ],
)
def test_fixes_in_one_round(
    before: str, fixes: list[Fix], after: str, settled: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = iter([[problem(Code.UNKNOWN_KEY, msg("x"), each.place, fix=each) for each in fixes]])
    monkeypatch.setattr(fixing, "_problems", lambda *_: next(rounds, []))
    found = fixing.mend(Path(), Memory({"plans/p.toml": before}), date(2023, 3, 1), lambda _: True)
    assert found.after.get("plans/p.toml", before.encode()).decode() == after
    assert len(found.settled) == settled
