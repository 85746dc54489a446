"""The commands as people run them: whole outputs, exit statuses, and that nobody ever sees a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Ran

from dutrack import __version__
from dutrack.cli.tree import COMMANDS

OFFICE = Path(__file__).parent / "data" / "office"
SNAPSHOTS = Path(__file__).parent / "snapshots"
TODAY = ("--today", "2023-03-27")
PLAN = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
TASK = '[[tasks]]\nid = "1"\ntitle = "Việc một"\nowner = "Ban A"\ndeadline = "trước ngày 15/3/2023"\n'

OUTPUTS = {
    "due": ("due", *TODAY),
    "due-next-year": ("due", "--today", "2024-03-27", "--days", "3"),
    "due-nothing": ("due", "--today", "2023-02-20", "--plan", "to-*", "--section", "I", "--days", "5"),
    "list": ("list", *TODAY),
    "show-released": ("show", "to-chuc/II.1", *TODAY),
    "show-group": ("show", "III.1", *TODAY),
    "show-done": ("show", "I.2", *TODAY),
    "explain-series": ("explain", "ngan-sach/1", *TODAY),
    "explain-event": ("explain", "to-chuc/II.2", *TODAY),
    "explain-not-understood": ("explain", "to-chuc/III.2", *TODAY),
    "check": ("check", *TODAY),
    "due.json": ("due", *TODAY, "--format", "json"),
    "list.csv": ("list", *TODAY, "--format", "csv"),
    "explain.json": ("explain", "to-chuc/I.1", *TODAY, "--format", "json"),
    "show.json": ("show", "to-chuc/III.1", *TODAY, "--format", "json"),
}


SHAPES = [
    (name, language, width)
    for name in OUTPUTS
    # What programs read has no width; its messages are tested in one language.
    for language, width in ([("en", 80)] if "." in name else [("vi", 80), ("vi", 120), ("en", 80)])
]


@pytest.mark.parametrize(("name", "language", "width"), SHAPES)
def test_outputs(name, language, width, cli, snapshot, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)  # check names files as they are from the current folder
    monkeypatch.setenv("DUTRACK_LANG", language)
    monkeypatch.setenv("COLUMNS", str(width))
    ran = cli(*OUTPUTS[name], "-C", OFFICE)
    snapshot(f"{name}-{language}-{width}.txt", f"{ran.out}--- {ran.status}\n{ran.err}")
    # What programs read is not folded; nor are the lines of findings, which editors follow.
    assert max(map(len, ran.out.splitlines()), default=0) <= width or name == "check" or "." in name


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_help(command: str, language: str, cli, snapshot, monkeypatch) -> None:
    monkeypatch.setenv("DUTRACK_LANG", language)
    monkeypatch.setenv("COLUMNS", "80")
    ran = cli(*filter(None, [command]), "--help")
    assert (ran.status, ran.err) == (0, "")
    snapshot(f"help-{command or 'dutrack'}-{language}.txt", ran.out)


def test_every_snapshot_is_compared() -> None:
    outputs = {f"{name}-{language}-{width}.txt" for name, language, width in SHAPES}
    helps = {f"help-{command}-{language}.txt" for command in ("dutrack", *COMMANDS) for language in ("vi", "en")}
    assert {path.name for path in SNAPSHOTS.glob("*.txt")} == outputs | helps


def test_version(cli) -> None:
    assert cli("--version").out == f"dutrack {__version__}\n"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("du",), "There is no command du.\nHint: Did you mean due?"),
        (("due", "x"), "The command does not take x."),
        (("due", "--todya", "x"), "There is no option --todya.\nHint: Did you mean --today?"),
        (("due", "--nope"), "There is no option --nope.\nHint: Help: dutrack --help"),  # nothing near
        (("due", "--today"), "The option --today needs a value."),
        (("due", "--all=1"), "The option --all takes no value."),
        (("due", "--today", "31/2/2023"), "There is no such day: 31/2/2023."),
        (("due", "--today", "3/2023"), "3/2023 is not a day.\nHint: Write it as 31/3/2023 or 2023-03-31."),
        (("due", "--days", "-1"), "-1 is not a number of days."),
        (("due", "--format", "xml"), "--format cannot be xml.\nHint: Choose one of: table, json, csv"),
        (("list", "--status", "late"), "--status cannot be late.\nHint: Choose one of: cancelled (Cancelled), "),
        (("list", "-C", str(OFFICE), "--plan", "to"), "There is no plan to.\nHint: Name one: to-chuc"),
        (("due", "-C", str(OFFICE), "--plan", "to-chu"), "There is no plan to-chu.\nHint: Did you mean to-chuc?"),
        (
            ("list", "-C", str(OFFICE), "--owner", "Ban Tổ chúc Tỉnh uye"),
            "There is no body Ban Tổ chúc Tỉnh uye.\nHint: Did you mean Ban Tổ chức Tỉnh ủy?",
        ),
        (("list", "-C", str(OFFICE), "--owner", "BTC"), "There is no body BTC."),  # a piece of an alias, which is none
        (("report", "-C", str(OFFICE), "--owner", "zzz"), "There is no body zzz."),
        (("due", "-C", str(OFFICE), "--section", "IX"), "There is no section IX."),
        (("due", "-C", "/nowhere/at/all"), "There is no workspace in "),
        (("show",), "PLAN/TASK is missing."),
        (("show", "-C", str(OFFICE), "to-chuc/II.9"), "There is no task to-chuc/II.9.\nHint: Did you mean to-chuc/II."),
        (
            ("show", "-C", str(OFFICE), "to-chuc/I.2#2"),
            "There is no task to-chuc/I.2#2.\nHint: Did you mean to-chuc/I.",
        ),
        (
            ("explain", "-C", str(OFFICE), "to-chuc/I.2#2"),
            "There is no task to-chuc/I.2#2.\nHint: Did you mean to-chuc/I.",
        ),
        (("resolve",), "TEXT is missing."),
    ],
)
def test_wrong_use_is_told_in_words(args: tuple[str, ...], error: str, cli) -> None:
    ran = cli(*args)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith(f"Error: {error}")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("status", ["overdue", "Overdue", "Quá hạn", "qua han", "undated,QUÁ HẠN"])
def test_statuses_are_named_by_their_id_or_as_they_are_shown(status: str, cli) -> None:
    items = json.loads(cli("list", "-C", OFFICE, "--status", status, *TODAY, "--format", "json").out)["items"]
    assert {item["status"] for item in items} == {"overdue", *(["undated"] if "," in status else [])}


@pytest.mark.parametrize("owner", ["ban-to-chuc", "BTCTU", "to chuc", "Thành ủy Quy Nhơn", "Các cấp ủy"])
def test_a_body_that_is_known_is_no_wrong_use(owner: str, cli) -> None:
    assert cli("list", "-C", OFFICE, "--owner", owner, *TODAY).status == 0


@pytest.mark.parametrize("command", ["show", "explain"])
@pytest.mark.parametrize("asked", ["to-chuc/I.2", "chuc/i.2", "I.2", "ket qua quan triet"])
def test_a_task_is_named_by_its_address_a_piece_of_it_or_its_title(command: str, asked: str, cli) -> None:
    assert cli(command, asked, "-C", OFFICE, *TODAY).out.startswith("to-chuc/I.2: Báo cáo kết quả quán triệt\n")


@pytest.mark.parametrize("command", ["show", "explain"])
def test_several_tasks_that_can_be_meant_are_named(command: str, cli) -> None:
    ran = cli(command, "II", "-C", OFFICE, *TODAY)
    assert ran.status == 2
    assert ran.err.startswith("Error: II can mean 7 tasks.\nHint: Name one: to-chuc/II.1, to-chuc/II.2, ")


@pytest.mark.parametrize("text", ["27/3/2023", "27.3.2023", "27-03-2023", "2023-03-27"])
def test_days_as_people_and_programs_write_them(text: str, cli) -> None:
    assert json.loads(cli("due", "-C", OFFICE, "--today", text, "--format", "json").out)["today"] == "2023-03-27"


def test_the_workspace_is_found_from_below(cli, monkeypatch) -> None:
    monkeypatch.chdir(OFFICE / "plans" / "progress")
    assert json.loads(cli("due", *TODAY, "--format", "json").out)["tasks"] == 13


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("due", *TODAY), 0),
        (("due", *TODAY, "--exit-code"), 1),
        (("due", "--today", "2022-01-10", "--exit-code", "--plan", "ngan-sach"), 0),
        (("list", *TODAY), 0),
        (("check", *TODAY), 1),  # a deadline is not understood
        (("check", *TODAY, "--plan", "ngan-sach"), 0),
    ],
)
def test_statuses(args: tuple[str, ...], status: int, cli) -> None:
    assert cli(*args, "-C", OFFICE).status == status


def _workspace(root: Path, files: dict[str, str | bytes | None]) -> Path:
    """Write files; None makes a folder of that name."""
    for name, content in {"plans/good.toml": PLAN + TASK, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.mkdir()
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


BAD = {
    "not-toml": ({"plans/bad.toml": "[plan\n"}, "plans/bad.toml:1:6: D002"),
    "wrong-type": ({"plans/bad.toml": f"{PLAN}monitor = 3\n"}, "plans/bad.toml:5:11: D004"),
    "duplicate-id": ({"plans/bad.toml": f"{PLAN}{TASK}{TASK}"}, "plans/bad.toml:11:6: D008"),
    "unknown-body": (
        {"dutrack.toml": '[owners.a]\nname = "Ban An"\n'},
        "plans/good.toml:8:9: D017 Ban A is not in the directory of bodies.",
    ),
    "unknown-event": ({"plans/bad.toml": f'{PLAN}{TASK}awaits = ["x"]\n'}, "plans/bad.toml:10:11: D016"),
    "not-understood": (
        {"plans/bad.toml": PLAN + TASK.replace("trước ngày 15/3/2023", "Kế hoạch số 11-KH/TW")},
        "plans/bad.toml:9:",
    ),
    "impossible-day": ({"plans/bad.toml": PLAN + TASK.replace("15/3/2023", "31/2/2023")}, "plans/bad.toml:9:24: D010"),
    "not-utf-8": ({"plans/bad.toml": PLAN.encode("latin-1", "replace") + b'x = "\xe1"\n'}, "plans/bad.toml:5:6: D001"),
    "utf-16": ({"plans/bad.toml": PLAN.encode("utf-16")}, "plans/bad.toml:1:1: D001"),
    "folder": ({"plans/bad.toml": None}, "plans/bad.toml:1:1: D001"),
    "broken-settings": ({"dutrack.toml": "x"}, "dutrack.toml:1:2: D002"),
    "broken-record": ({"plans/progress/good.toml": "[records]\nx\n"}, "plans/progress/good.toml:2:1: D030"),
    "stray-record": (
        {
            "plans/progress/good.toml": '[records]\n"20230310T020000.000000Z-aaaa" = '
            '{ kind = "done", task = "9", on = 2023-03-09 }\n'
        },
        "plans/progress/good.toml:2:58: D035 The record is about 9, which is not in the plan.",
    ),
    "never-ends": (
        {
            "plans/bad.toml": f'{PLAN}{TASK.replace("trước ngày 15/3/2023", "khi xong việc hai")}awaits = ["task:2"]\n'
            '[[tasks]]\nid = "2"\ntitle = "Việc hai"\ndeadline = "hằng năm"\n'
        },
        "plans/bad.toml:10:11: D024",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_stops_nothing(name: str, cli, tmp_path) -> None:
    files, line = BAD[name]
    root = _workspace(tmp_path, files)
    told = cli("check", "-C", root, *TODAY)
    assert told.status == 1
    assert any(text.startswith(line) for text in told.out.splitlines()), told.out
    ran = cli("due", "-C", root, *TODAY)
    assert (ran.status, "Việc một" in ran.out) == (0, True)
    assert ran.err.endswith("see: dutrack check\n")
    assert json.loads(cli("list", "-C", root, *TODAY, "--format", "json").out)["problems"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_an_unreadable_file_is_named(cli, tmp_path) -> None:
    root = _workspace(tmp_path, {"plans/bad.toml": PLAN})
    (root / "plans" / "bad.toml").chmod(0)
    assert cli("check", "-C", root, *TODAY).out.startswith(
        "plans/bad.toml:1:1: D001 Reading the file is not permitted."
    )


@pytest.mark.parametrize("command", ["due", "list", "check"])
def test_nothing_readable(command: str, cli, tmp_path) -> None:
    root = _workspace(tmp_path, {"plans/good.toml": "[plan\n"})
    ran = cli(command, "-C", root)
    assert ran.status == 2
    assert "plans/good.toml:1:6: D002" in (ran.out if command == "check" else ran.err)


def test_control_characters_are_harmless_everywhere(cli, tmp_path) -> None:
    title = TASK.replace("Việc một", "Việc \\u001b[31m\\u009b1m\\u202e một")
    root = _workspace(tmp_path, {"plans/good.toml": PLAN + title})
    outputs = [("due",), ("list",), ("show", "1"), ("explain", "1"), ("check",)]
    outputs += [(command, "--format", "json") for command in ("due", "list", "check")]
    outputs += [("show", "1", "--format", "json"), ("list", "--format", "csv")]
    for command, *options in outputs:
        ran = cli(command, *options, "-C", root, *TODAY)
        assert not set(ran.out + ran.err) & set("\x1b\x9b\u202e"), command
    item = json.loads(cli("list", "--format", "json", "-C", root, *TODAY).out)["items"][0]
    assert item["title"] == "Việc \x1b[31m\x9b1m\u202e một"


def test_a_cell_is_never_a_formula(cli, tmp_path) -> None:
    root = _workspace(tmp_path, {"plans/good.toml": PLAN + TASK.replace("Việc một", "=1+1")})
    assert ",'=1+1," in cli("list", "--format", "csv", "-C", root, *TODAY).out


@pytest.mark.parametrize(
    ("environment", "settings", "words"),
    [
        ("", "", "quá hạn"),
        ("", 'language = "en"\n', "overdue"),
        ("en", "", "overdue"),
        ("vi_VN.UTF-8", 'language = "en"\n', "quá hạn"),
        ("fr", 'language = "en"\n', "overdue"),
        ("", '[git]\nlanguage = "en"\n', "quá hạn"),  # not the setting: it stands in a table
    ],
)
def test_language(environment, settings, words, cli, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DUTRACK_LANG", environment)
    root = _workspace(tmp_path, {"dutrack.toml": settings})
    assert words in cli("due", f"--workspace={root}", *TODAY).out
    assert ("Usage" in cli("due", "-C", root, "--help").out) == (words == "overdue")


def test_resolve(cli) -> None:
    ran = cli("resolve", "quý I/2023", "xong 31/2/2023", "--issued", "20/2/2023")
    assert ran.status == 1
    assert ran.out == (
        "quý I/2023\n  → quarter I/2023 (2023-01-01 to 2023-03-31)\n"
        "xong 31/2/2023\n     ^^^^^^^^^\n  Not understood: there is no such day: 31/2/2023\n"
    )
    assert cli("resolve", "thường xuyên", "--plan", "to-chuc", "-C", OFFICE, "--format", "json").status == 0


def test_resolve_reads_lines(cli, monkeypatch) -> None:
    lines = ["\ufeffquý I/2023", "", '{"text": "tháng 3", "issued": "2024-04-01"}', "{broken", '{"text": 3}', "[1]"]
    stdin = io.TextIOWrapper(io.BytesIO("\r\n".join(lines).encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    ran = cli("resolve", "-", "--format", "jsonl", "--issued", "2023-02-20")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["error"] is None for answer in answers] == [True, False, True, False, False, False]
    assert [part["due"] for answer in answers for part in answer["parts"]] == ["2023-03-31", "2025-03-31"]
    assert answers[3]["error"] == {"message": "the line is not valid JSON", "at": [0, 7]}
    assert ran.status == 1


def test_a_defect_is_one_sentence(cli, monkeypatch) -> None:
    monkeypatch.setattr("dutrack.cli.due.ask_standing", lambda *_: 1 / 0)
    ran = cli("due")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("This is a defect of dutrack; please report it: ZeroDivisionError: division by zero\n")


def test_what_the_system_refuses_is_no_defect(cli, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "plans")

    monkeypatch.setattr("dutrack.cli.due.ask_standing", refuse)
    assert cli("due").err == "Error: The system refuses: it is not permitted: plans\n"


def test_the_current_folder_may_be_gone(cli, monkeypatch) -> None:
    def gone(*_: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("dutrack.cli.due.ask_standing", gone)
    assert cli("due").err == "Error: The current folder is not there any more.\n"


def test_what_windows_refuses(cli, monkeypatch) -> None:
    def refuse(error: OSError) -> Ran:
        monkeypatch.setattr("dutrack.cli.due.ask_standing", lambda *_: throw(error))
        return cli("due")

    def throw(error: OSError) -> None:
        raise error

    in_use = PermissionError(13, "Permission denied", "plans/p.toml")
    in_use.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    assert refuse(in_use).err == "Error: The system refuses: another program has it open: plans/p.toml\n"
    # A pipe whose reader has gone.
    monkeypatch.setattr("dutrack.cli.streams._WINDOWS", True)
    monkeypatch.setattr("dutrack.cli.main.abandon_output", lambda: None)
    assert refuse(OSError(22, "Invalid argument")) == Ran(141, "", "")


def test_an_interrupt_is_quiet(cli, monkeypatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dutrack.cli.due.ask_standing", interrupt)
    ran = cli("due")
    assert (ran.status, ran.out, ran.err) == (130, "", "")


def _process(*args: str, code: str | None = None, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, *args] if code else [sys.executable, "-m", "dutrack", *args]
    environment = {**os.environ, "DUTRACK_LANG": "vi", "PYTHONPATH": os.pathsep.join(sys.path)}
    environment |= options.pop("env", {})  # type: ignore[arg-type]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **options)


def test_json_imports_only_what_it_needs() -> None:
    code = "import sys; from dutrack.cli.main import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    args = ("due", "-C", str(OFFICE), "--plan", "ngan-sach", *TODAY, "--format", "json")
    # The one plan of the workspace that is not understood would need places.
    process = _process(*args, code=code, cwd=OFFICE)
    out, err = process.communicate()
    assert json.loads(out)["items"]
    heavy = {"rich", "holidays", "dateutil", "zoneinfo", "importlib.metadata"}
    assert not heavy & set(err.decode().split())


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1258"])
def test_output_is_utf_8_on_any_console(encoding: str) -> None:
    environment = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    out, err = _process("due", "-C", str(OFFICE), *TODAY, env=environment).communicate()
    assert "Ban Tổ chức Tỉnh ủy" in out.decode()
    assert "xem: dutrack check" in err.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_output_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "dutrack", "list", "-C", str(OFFICE)]
        environment = {**os.environ, "DUTRACK_LANG": "en", "PYTHONPATH": os.pathsep.join(sys.path)}
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
        assert (ran.returncode, ran.stderr) == (2, b"Error: The output cannot be written: the disk is full.\n")
        assert subprocess.run(command, stdout=full, stderr=full, env=environment, check=False).returncode == 2


def test_closed_streams_are_no_defect() -> None:
    code = "import sys; sys.stdout = sys.stderr = None; from dutrack.cli.main import run; sys.exit(run(sys.argv[1:]))"
    out, err = _process("due", "-C", str(OFFICE), *TODAY, code=code).communicate()
    assert (out, err) == (b"", b"")
    refused = _process("due", "-C", "/nowhere/at/all", code=code)
    assert (refused.communicate(), refused.returncode) == ((b"", b""), 2)


@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
def test_a_reader_that_goes_is_no_error() -> None:
    process = _process("resolve", "-", "--format", "jsonl", "--issued", "2023-02-20", stdin=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write("quý I/2023\n".encode())
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"text"')
    process.stdout.close()
    process.stdin.write("quý I/2023\n".encode() * 2)
    process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141
    process.stderr.close()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("dutrack due --plan ", "to-chuc"),
        ("dutrack show to-chuc/III.", "to-chuc/III.1"),
        ("dutrack list --owner ban", "ban-to-chuc"),
        ("dutrack list --status over", "overdue"),
    ],
)
def test_the_shell_completes_ids_of_the_workspace(words: str, offered: str) -> None:
    count = str(len(words.split()) - (0 if words.endswith(" ") else 1))
    environment = {"_DUTRACK_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
    out, _ = _process(env=environment, cwd=OFFICE).communicate()
    assert offered in out.decode().split()
