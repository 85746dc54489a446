"""Every kind of mistake, one small file each under ``tests/data/bad``: told once, where it stands, by its code."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dutrack.agenda import build_agenda
from dutrack.check import check
from dutrack.cli.options import read_day
from dutrack.problems import Code, Place
from dutrack.workspace import NothingReadableError, load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.problems import Problem

BAD = Path(__file__).with_name("data") / "bad"
TODAY = "2023-03-01"

# name: code, line, first column, the column after the last and, where it is not the plan itself, the file. All of them
# lie in one line; line 0 is the file as a whole.
MISTAKES: dict[str, tuple[str, int, int, int] | tuple[str, int, int, int, str]] = {
    "body-ended-before": ("D046", 9, 9, 20),
    "body-group-without-members": ("D044", 6, 11, 13, "dutrack.toml"),
    "body-name-of-two": ("D043", 9, 9, 20),
    "body-nobody-leads": ("D018", 6, 1, 10),
    "body-not-there-yet": ("D046", 9, 9, 20),
    "body-password": ("D040", 6, 1, 9, "dutrack.toml"),
    "body-succeeds-itself": ("D042", 4, 16, 29, "dutrack.toml"),
    "body-two-lead": ("D026", 9, 9, 37),
    "body-unknown": ("D017", 9, 9, 20),
    "body-unknown-in-list": ("D017", 9, 23, 36),
    "body-unknown-member": ("D041", 6, 25, 38, "dutrack.toml"),
    "body-unknown-monitor": ("D017", 5, 11, 28),
    "body-unknown-successor": ("D041", 4, 17, 30, "dutrack.toml"),
    "body-without-successor": ("D045", 3, 12, 22, "dutrack.toml"),
    "days-of-body": ("D020", 4, 12, 22, "dutrack.toml"),
    "days-of-term": ("D020", 9, 6, 16),
    "days-plan-ended-before-issue": ("D020", 5, 9, 19),
    "deadline-before-issue": ("D012", 10, 13, 24),
    "deadline-circle": ("D023", 11, 10, 18),
    "deadline-day-off": ("D013", 10, 13, 27),
    "deadline-event-without-id": ("D015", 10, 13, 50),
    "deadline-in-escapes": ("D010", 10, 44, 53),
    "deadline-misspelt": ("D010", 10, 13, 18),
    "deadline-never-overdue": ("D027", 14, 12, 51),
    "deadline-no-deadline": ("D010", 10, 13, 28),
    "deadline-no-such-day": ("D010", 10, 29, 38),
    "deadline-none": ("D014", 6, 1, 10),
    "deadline-of-section": ("D010", 9, 17, 18),
    "deadline-over-lines": ("D010", 12, 6, 15),
    "deadline-share-never-overdue": ("D028", 1, 1, 7),
    "deadline-standing": ("D027", 10, 12, 26),
    "deadline-task-without-prefix": ("D016", 17, 10, 13),
    "deadline-unknown-event": ("D016", 15, 11, 22),
    "deadline-unknown-task": ("D016", 17, 10, 18),
    "deadline-unknown-term": ("D053", 15, 32, 49),
    "deadline-waits-for-endless": ("D024", 17, 10, 18),
    "deadline-weekday": ("D011", 10, 13, 37),
    "deadline-year-left-out": ("D011", 10, 13, 28),
    "file-format-in-quotes": ("D004", 1, 10, 13),
    "file-newer-format": ("D003", 1, 10, 11),
    "file-utf-16": ("D001", 0, 0, 0),
    "file-windows-1258": ("D001", 9, 11, 12),
    "id-disputed-between-plans": ("D021", 5, 18, 22, "plans/b.toml"),
    "id-disputed-in-plan": ("D021", 17, 13, 16),
    "id-of-body": ("D007", 1, 1, 21, "dutrack.toml"),
    "id-of-earlier-task": ("D007", 11, 13, 22),
    "id-of-plan": ("D007", 0, 0, 0, "plans/Kế hoạch 2023.toml"),
    "id-of-successor": ("D007", 5, 15, 30),
    "id-twice-body-and-group": ("D008", 4, 1, 19, "dutrack.toml"),
    "id-twice-event": ("D008", 11, 6, 17),
    "id-twice-plan": ("D008", 0, 0, 0, "plans/a.toml"),
    "id-twice-section": ("D008", 10, 6, 9),
    "id-twice-task": ("D008", 13, 6, 9),
    "id-undeclared-section": ("D009", 14, 11, 18),
    "id-with-blank": ("D007", 7, 6, 13),
    "idle-awaits-of-section": ("D019", 12, 1, 7),
    "idle-policy-of-same-day": ("D019", 3, 1, 6, "dutrack.toml"),
    "idle-second-password": ("D019", 7, 1, 14, "dutrack.toml"),
    "idle-successor": ("D019", 3, 1, 13, "dutrack.toml"),
    "key-group-name-missing": ("D005", 4, 1, 16, "dutrack.toml"),
    "key-head-missing": ("D005", 1, 1, 1),
    "key-in-wrong-table": ("D006", 11, 1, 7),
    "key-mail-sender-missing": ("D005", 1, 1, 7, "dutrack.toml"),
    "key-misspelt": ("D006", 11, 1, 8),
    "key-of-a-body": ("D006", 3, 1, 5, "dutrack.toml"),
    "key-task-id-missing": ("D005", 6, 1, 10),
    "key-title-missing": ("D005", 6, 1, 10),
    "key-unknown-table": ("D006", 12, 1, 11),
    "letters-breve-of-a-scan": ("D050", 8, 19, 24),
    "letters-cyrillic": ("D050", 8, 19, 22),
    "letters-full-width": ("D050", 8, 26, 29),
    "letters-icelandic": ("D050", 8, 10, 14),
    "letters-invisible": ("D050", 8, 14, 19),
    "letters-scanned-number": ("D051", 8, 23, 27),
    "letters-scanned-word": ("D051", 8, 10, 15),
    "letters-tab-and-wide": ("D050", 11, 20, 23),
    "plan-allow-without-reason": ("D004", 11, 18, 20),
    "plan-near-duplicate": ("D052", 14, 9, 73),
    "plan-replaced-by-nobody": ("D025", 5, 15, 30),
    "plan-unknown-code": ("D022", 11, 11, 16),
    "plan-unused-allow": ("D029", 11, 11, 15),
    "record-cancels-what-is-awaited": ("D039", 17, 10, 18),
    "record-conflict": ("D032", 2, 1, 13, "plans/progress/p.toml"),
    "record-cut-off": ("D034", 2, 1, 51, "plans/progress/p.toml"),
    "record-dates-what-has-a-day": ("D038", 2, 40, 47, "plans/progress/p.toml"),
    "record-extends-without-day": ("D038", 2, 40, 50, "plans/progress/p.toml"),
    "record-key": ("D030", 2, 1, 45, "plans/progress/p.toml"),
    "record-key-with-two-contents": ("D031", 3, 1, 64, "plans/progress/p.toml"),
    "record-newer-format": ("D003", 1, 1, 11, "plans/progress/p.toml"),
    "record-no-record": ("D030", 2, 1, 31, "plans/progress/p.toml"),
    "record-of-event-that-is-gone": ("D035", 2, 57, 68, "plans/progress/p.toml"),
    "record-of-plan-that-is-gone": ("D033", 0, 0, 0, "plans/progress/cu.toml"),
    "record-of-task-that-is-gone": ("D035", 2, 55, 63, "plans/progress/p.toml"),
    "record-of-unit-that-is-gone": ("D035", 2, 67, 72, "plans/progress/p.toml"),
    "record-reviews-what-is-not-standing": ("D038", 2, 40, 50, "plans/progress/p.toml"),
    "record-skips-what-does-not-recur": ("D038", 2, 40, 49, "plans/progress/p.toml"),
    "record-task-missing": ("D005", 2, 31, 48, "plans/progress/p.toml"),
    "record-to-no-day": ("D030", 2, 69, 86, "plans/progress/p.toml"),
    "record-unknown-kind": ("D030", 2, 40, 46, "plans/progress/p.toml"),
    "record-withdraws-nothing": ("D037", 2, 62, 89, "plans/progress/p.toml"),
    "record-without-reason": ("D036", 2, 31, 82, "plans/progress/p.toml"),
    "toml-backslash": ("D002", 11, 15, 16),
    "toml-capital-true": ("D002", 5, 16, 17),
    "toml-conflict": ("D002", 10, 1, 2),
    "toml-curly-quotes": ("D002", 9, 9, 10),
    "toml-day-as-written": ("D002", 4, 10, 20),
    "toml-half-closed-header": ("D002", 6, 8, 9),
    "toml-key-twice": ("D002", 11, 1, 22),
    "toml-line-of-words": ("D002", 11, 1, 2),
    "toml-no-comma": ("D002", 11, 20, 21),
    "toml-no-equals": ("D002", 8, 7, 8),
    "toml-no-such-day": ("D002", 4, 10, 20),
    "toml-open-header": ("D002", 1, 6, 7),
    "toml-open-inline-table": ("D002", 11, 31, 32),
    "toml-open-list": ("D002", 11, 36, 37),
    "toml-open-text": ("D002", 3, 18, 19),
    "toml-quote-in-text": ("D002", 8, 20, 21),
    "toml-table-twice": ("D002", 12, 1, 7),
    "toml-text-without-quotes": ("D002", 8, 9, 10),
    "toml-vietnamese-key": ("D002", 9, 3, 4),
    "value-choice": ("D004", 7, 9, 14),
    "value-day-in-quotes": ("D004", 4, 10, 21),
    "value-day-off-and-worked": ("D004", 3, 8, 20, "dutrack.toml"),
    "value-day-with-time": ("D004", 4, 10, 29),
    "value-deadline-with-time": ("D004", 10, 12, 31),
    "value-empty-text": ("D004", 8, 9, 12),
    "value-flag-in-quotes": ("D004", 5, 16, 20),
    "value-id-without-quotes": ("D004", 7, 6, 10),
    "value-list-for-single-table": ("D004", 1, 1, 9),
    "value-mail-address": ("D004", 3, 9, 20, "dutrack.toml"),
    "value-number-for-text": ("D004", 8, 9, 13),
    "value-number-in-list": ("D004", 11, 22, 23),
    "value-out-of-range": ("D004", 9, 9, 11),
    "value-outbox": ("D004", 2, 7, 28, "dutrack.toml"),
    "value-period": ("D004", 7, 15, 24),
    "value-reminder": ("D004", 11, 22, 38),
    "value-review-that-is-no-series": ("D004", 7, 10, 22),
    "value-single-table-for-list": ("D004", 6, 1, 8),
    "value-text-for-table": ("D004", 11, 9, 15),
    "value-time-of-day": ("D004", 2, 7, 14, "dutrack.toml"),
    "value-time-zone": ("D004", 1, 12, 24, "dutrack.toml"),
}


def workspace(name: str, tmp_path: Path) -> Path:
    """Return the workspace of a mistake: its folder, or one made for its plan."""
    folder = BAD / name
    if folder.is_dir():
        return folder
    (tmp_path / "plans").mkdir()
    shutil.copy(BAD / f"{name}.toml", tmp_path / "plans")
    return tmp_path


def found(root: Path) -> tuple[Problem, ...]:
    try:
        return check(build_agenda(load_workspace(root), read_day(TODAY)))
    except NothingReadableError as error:
        return error.problems


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes(name: str, tmp_path: Path) -> None:
    code, line, column, end, *other = MISTAKES[name]
    path = other[0] if other else "plans/p.toml" if (BAD / name).is_dir() else f"plans/{name}.toml"
    [mistake] = found(workspace(name, tmp_path))
    assert (mistake.code.value, mistake.place) == (code, Place(path, line, column, line, end))


def test_every_file_is_in_the_table() -> None:
    assert sorted(path.stem for path in BAD.iterdir()) == sorted(MISTAKES)


def test_every_code_has_a_file() -> None:
    assert {code for code, *_ in MISTAKES.values()} == {code.value for code in Code}


@pytest.mark.parametrize("speech", ["vi", "en"])
def test_what_is_printed(
    speech: str,
    cli: Callable[..., object],
    snapshot: Callable[[str, str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DUTRACK_LANG", speech)
    monkeypatch.setenv("COLUMNS", "100")
    told = []
    for name in MISTAKES:
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.chdir(folder)
        ran = cli("check", "-C", workspace(name, folder), "--today", TODAY)
        told.append(f"== {name}\n{ran.out}{ran.err}")
    snapshot(f"bad/{speech}.txt", "\n".join(told))
