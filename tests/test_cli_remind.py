"""``dutrack remind`` and ``dutrack outbox`` as people and cron run them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dutrack.config import Config
from dutrack.dates.calendar import Calendar
from dutrack.i18n import language
from dutrack.reminders import process
from dutrack.reminders.health import complaint

DATA = Path(__file__).parent / "data" / "nhac-viec"
TODAY = ("--today", "2023-03-31")
OPERATOR = """\
[dutrack] Gửi người vận hành: 3 nơi không nhắc được, 1 lỗi – 31/3/2023

Những nơi sau chưa nhận được thư nhắc; đề nghị báo cho họ và bổ sung danh bạ
trong dutrack.toml:
- Huyện ủy Ba Tơ (chưa có địa chỉ thư; 1 nhiệm vụ, 1 mới):
  to-chuc/III.1@huyen-b
- Các cấp ủy (nhóm cơ quan chưa liệt kê thành viên; 1 nhiệm vụ, 1 mới):
  to-chuc/III.2
- Hội Đồng hương (không có trong danh bạ; 1 nhiệm vụ, 1 mới): to-chuc/III.3

Lỗi trong các tệp; các kế hoạch khác vẫn được nhắc:
- plans/to-chuc.toml:50:23: D010 Không hiểu thời hạn: không có ngày
  31/4/2023.
"""


@pytest.fixture
def office(tmp_path) -> Path:
    shutil.copytree(DATA, tmp_path / "office")
    return tmp_path / "office"


def mails(office: Path) -> int:
    folder = office / ".dutrack" / "mail" / "new"
    return len(list(folder.iterdir())) if folder.exists() else 0


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_dry_run(lang: str, office, cli, monkeypatch, snapshot) -> None:
    monkeypatch.setenv("DUTRACK_LANG", lang)
    ran = cli("remind", "--dry-run", "-C", office, *TODAY)
    snapshot(f"reminders/dry-run-{lang}.txt", f"{ran.out}--- {ran.status}\n{ran.err}")
    assert sorted(path.name for path in office.iterdir()) == ["dutrack.toml", "plans"]


def test_dry_run_as_json(office, cli) -> None:
    ran = cli("remind", "--dry-run", "--format", "json", "-C", office, *TODAY)
    answer = json.loads(ran.out)
    assert (answer["schema"], answer["today"], len(answer["digests"])) == (1, "2023-03-31", 5)
    assert answer["digests"][0] == {
        "body": "so-noi-vu",
        "leader": False,
        "name": "Sở Nội vụ",
        "address": "sonoivu@example.org",
        "counts": {"overdue": 3, "due-today": 2, "due-soon": 2, "helping": 1},
        "new": 7,
        "again": False,
    }


def test_twice(office, cli) -> None:
    first = cli("remind", "-C", office, *TODAY)
    assert (first.status, first.out, first.err) == (0, "6 mails sent.\n", "")
    assert mails(office) == 6
    second = cli("remind", "-C", office, *TODAY)
    assert (second.status, second.out, second.err) == (0, "", "")
    assert mails(office) == 6


def test_without_an_operator_it_is_told_here_once(office, cli) -> None:
    path = office / "dutrack.toml"
    path.write_bytes(path.read_bytes().replace(b'operator = "admin@example.org"\n', b""))
    ran = cli("remind", "-C", office, *TODAY)
    assert (ran.status, ran.out, ran.err) == (0, "5 mails sent.\n", OPERATOR)
    assert cli("remind", "-C", office, *TODAY).err == ""


def test_a_day_off(office, cli) -> None:
    assert cli("remind", "-C", office, "--today", "2023-04-01").out == ""
    assert mails(office) == 0
    ran = cli("remind", "--dry-run", "-C", office, "--today", "2023-04-01")
    assert ran.out == "2023-04-01 is a day off: nothing is sent.\n"


def test_more_than_allowed(office, cli) -> None:
    ran = cli("remind", "-C", office, *TODAY, "--max", "3")
    assert (ran.status, mails(office)) == (2, 0)
    assert ran.err == (
        "Error: 5 digests would go out at once, more than the 3 allowed.\n"
        "Hint: See who would get them: dutrack remind --dry-run. To send them: --yes, or a higher --max.\n"
    )
    assert cli("remind", "-C", office, *TODAY, "--max", "3", "--yes").status == 0
    assert mails(office) == 6


@pytest.mark.parametrize("word", ["huyen-a", "huyện ủy an lão", "Huyen uy An Lao"])
def test_only(word: str, office, cli) -> None:
    assert cli("remind", "-C", office, *TODAY, "--only", word).out == "1 mail sent.\n"
    assert mails(office) == 1


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("remind", "--only", "huyen-bb"), "There is no body huyen-bb.\nHint: Did you mean huyen-b?"),
        (("remind", "--max", "nhiều"), "nhiều is not a number."),
        (("outbox", "lits"), "ACTION cannot be lits."),
        (("outbox", "init"), "Choose --from-now or --send-all."),
        (("outbox", "init", "--from-now", "--send-all"), "Choose --from-now or --send-all."),
        (("outbox", "list", "3"), "list takes no number."),
        (("outbox", "retry"), "Name the mails by their numbers, or say --all."),
        (("outbox", "retry", "x"), "x is not a number."),
        (("outbox",), "There is no outbox"),
        (("outbox", "health"), "There is no outbox"),
    ],
)
def test_wrong_use(args: tuple[str, ...], error: str, office, cli) -> None:
    ran = cli(*args, "-C", office)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {error}")


def test_preview(office, cli, tmp_path) -> None:
    ran = cli("remind", "-C", office, *TODAY, "--preview", "ban-to-chuc", "--into", tmp_path / "xem")
    names = ["ban-to-chuc.html", "ban-to-chuc.txt", "ban-to-chuc-leader.html", "ban-to-chuc-leader.txt"]
    assert ran.out.splitlines() == [str(tmp_path / "xem" / name) for name in names]
    text = (tmp_path / "xem" / "ban-to-chuc.txt").read_text(encoding="utf-8")
    assert text.startswith("[Nhắc việc] 3 quá hạn, ")
    assert not (office / ".dutrack").exists()


def test_a_preview_with_its_calendar(office, cli, tmp_path) -> None:
    path = office / "dutrack.toml"
    path.write_bytes(path.read_bytes().replace(b"[mail]\n", b"[mail]\ncalendar = true\n"))
    ran = cli("remind", "-C", office, *TODAY, "--preview", "huyen-a", "--into", tmp_path)
    assert ran.out.splitlines() == [str(tmp_path / f"huyen-a.{ending}") for ending in ("html", "txt", "ics")]
    assert b"DTSTART;VALUE=DATE:20230331\r\n" in (tmp_path / "huyen-a.ics").read_bytes()


def test_a_preview_of_nothing(office, cli) -> None:
    ran = cli("remind", "-C", office, "--today", "2023-01-03", "--preview", "huyen-a")
    assert (ran.status, ran.out, ran.err) == (0, "", "There is nothing to tell Huyện ủy An Lão.\n")


@pytest.mark.parametrize(
    "args",
    [("init", "--from-now"), ("init", "--send-all"), ("list",), ("health",), ("retry", "--all"), ("forget", "1")],
)
def test_an_outbox_that_is_not_where_somebody_wanted_it(args: tuple[str, ...], office, cli) -> None:
    """One in the place of a mistyped url would be empty, and everything would be sent again."""
    path = office / "dutrack.toml"
    path.write_text(f'{path.read_text(encoding="utf-8")}\n[outbox]\nurl = "postgres//db/dutrack"\n', encoding="utf-8")
    for command in (("outbox", *args, "-C", office), ("remind", "--dry-run", "-C", office, *TODAY)):
        ran = cli(*command)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == (
            "Error: Nothing was done: [outbox] in dutrack.toml cannot be used as it stands.\nHint: See: dutrack check\n"
        )
    assert not (office / ".dutrack").exists()


def test_a_lost_outbox(office, cli) -> None:
    cli("remind", "-C", office, *TODAY)
    for file in (office / ".dutrack").glob("outbox.db*"):
        file.unlink()
    ran = cli("remind", "-C", office, *TODAY)
    assert (ran.status, mails(office)) == (2, 6)
    assert ran.err == (
        "Error: There is no outbox: what was already sent is not known, so nothing was.\n"
        "Hint: dutrack outbox init --from-now sends what is new from today on, --send-all everything that is open.\n"
    )
    init = cli("outbox", "init", "--from-now", "-C", office, *TODAY)
    assert (init.status, init.out) == (0, "The outbox is ready; 26 reminders count as sent.\n")
    assert cli("outbox", "init", "--from-now", "-C", office, *TODAY).status == 2
    assert cli("remind", "-C", office, *TODAY).out == "4 mails sent.\n"


def test_send_all(office, cli) -> None:
    assert cli("outbox", "init", "--send-all", "-C", office).out == "The outbox is ready; 0 reminders count as sent.\n"
    assert cli("outbox", "-C", office).err == "Nothing was sent yet.\n"
    assert cli("remind", "-C", office, *TODAY).out == "6 mails sent.\n"


def test_the_list(office, cli) -> None:
    cli("remind", "-C", office, *TODAY)
    ran = cli("outbox", "-C", office)
    assert ran.out == (
        "1  2023-03-31  sent  Sở Nội vụ (8 reminders)\n"
        "2  2023-03-31  sent  Ban Tổ chức Tỉnh ủy (11 reminders)\n"
        "3  2023-03-31  sent  Văn phòng Tỉnh ủy (3 reminders)\n"
        "4  2023-03-31  sent  The leaders of Ban Tổ chức Tỉnh ủy (3 reminders)\n"
        "5  2023-03-31  sent  Huyện ủy An Lão (1 reminder)\n"
        "6  2023-03-31  sent  the operator (3 reminders)\n"
    )
    listed = json.loads(cli("outbox", "list", "--format", "json", "-C", office).out)["mails"]
    assert [mail["state"] for mail in listed] == ["sent"] * 6
    assert listed[5]["body"] is None


def _fail(office: Path, state: str) -> None:
    with sqlite3.connect(office / ".dutrack" / "outbox.db") as connection:
        connection.execute("UPDATE dutrack_posts SET state = ?, note = '550 no such user' WHERE id = 5", (state,))
    connection.close()


def test_retry(office, cli) -> None:
    cli("remind", "-C", office, *TODAY)
    _fail(office, "failed")
    assert "5  2023-03-31  refused  Huyện ủy An Lão (1 reminder): 550 no such user\n" in cli("outbox", "-C", office).out
    assert cli("remind", "-C", office, *TODAY).out == ""
    ran = cli("outbox", "retry", "5", "6", "-C", office)
    assert (ran.status, ran.out) == (1, "1 mail will be tried again.\n")
    assert ran.err == "Not changed: 6. Only refused mail is retried, only unsent mail forgotten.\n"
    assert cli("remind", "-C", office, *TODAY).out == "1 mail sent.\n"


@pytest.mark.parametrize("state", ["failed", "waiting", "unsure"])
def test_forget(state: str, office, cli) -> None:
    cli("remind", "-C", office, *TODAY)
    _fail(office, state)
    assert cli("outbox", "forget", "--all", "-C", office).out == "1 mail was given up.\n"
    ran = cli("remind", "-C", office, *TODAY)
    assert (ran.status, ran.out, mails(office)) == (0, "", 6)


def test_a_mail_that_somebody_else_is_sending(office, cli) -> None:
    cli("remind", "-C", office, *TODAY)
    _fail(office, "sending")
    with sqlite3.connect(office / ".dutrack" / "outbox.db") as connection:
        connection.execute("UPDATE dutrack_posts SET claim = 'other', lease = 4e9 WHERE id = 5")
    connection.close()
    # The lease of a clock that was far ahead holds nobody up.
    assert cli("remind", "-C", office, *TODAY).out == "1 mail sent.\n"


def test_what_waits_is_status_1(office, cli) -> None:
    cli("remind", "-C", office, *TODAY)
    _fail(office, "unsure")
    ran = cli("remind", "-C", office, "--today", "2023-04-01")  # a day off
    assert (ran.status, ran.out) == (1, "1 to be tried again.\n")


def test_health(office, cli) -> None:
    cli("outbox", "init", "--send-all", "-C", office)
    assert (ran := cli("outbox", "health", "-C", office)).status == 1
    assert ran.out == "There was no good run yet.\n"
    cli("remind", "-C", office, *TODAY)
    assert (ran := cli("outbox", "health", "-C", office)).status == 0
    assert ran.out.startswith("The last good run was on ")
    with sqlite3.connect(office / ".dutrack" / "outbox.db") as connection:
        connection.execute("UPDATE dutrack_workspaces SET last_good = last_good - 30 * 86400")
    connection.close()
    assert cli("outbox", "health", "-C", office).status == 1


ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
AT = Config(schedule_at=(datetime(2023, 1, 1, 7, 0).time(), datetime(2023, 1, 1, 13, 0).time()))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("config", "last", "now", "healthy"),
    [
        # Without times: a run on the last working day before today, or today.
        (Config(), "2023-03-30T07:00", "2023-03-31T06:00", True),
        (Config(), "2023-03-30T00:00", "2023-03-31T23:59", True),
        (Config(), "2023-03-29T23:59", "2023-03-31T06:00", False),
        (Config(), "2023-03-31T07:00", "2023-04-03T06:00", True),  # over a weekend
        (Config(), "2023-03-30T07:00", "2023-04-03T06:00", False),
        (Config(), "2024-02-07T07:00", "2024-02-15T06:00", True),  # over Tết
        # With times: the last one that has passed, with an hour's grace.
        (AT, "2023-03-30T13:00", "2023-03-31T07:59", True),
        (AT, "2023-03-30T13:00", "2023-03-31T08:00", False),
        (AT, "2023-03-31T07:00", "2023-03-31T13:59", True),
        (AT, "2023-03-31T07:00", "2023-03-31T14:00", False),
        (AT, "2023-03-31T13:01", "2023-04-03T07:59", True),
        (AT, "2023-03-31T07:01", "2023-04-02T12:00", False),
        # The clock was set back.
        (Config(), "2023-04-30T07:00", "2023-03-31T07:00", False),
    ],
)
def test_when_a_run_is_overdue(config, last: str, now: str, healthy: bool) -> None:
    moments = [datetime.fromisoformat(text).replace(tzinfo=ZONE) for text in (last, now)]
    with language("en"):
        assert (complaint(*moments, config) is None) is healthy
    assert Calendar().is_working(datetime(2024, 2, 7, tzinfo=ZONE).date())


# Which process has a claim.


def test_this_process_lives() -> None:
    assert not process.is_gone(process.claim())


def test_a_process_that_has_ended() -> None:
    code = "from dutrack.reminders.process import claim; print(claim())"
    text = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    assert process.is_gone(text)


def test_a_process_that_runs() -> None:
    code = "from dutrack.reminders.process import claim; print(claim(), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        text = child.stdout.readline().strip()
        assert not process.is_gone(text)
        child.kill()
        child.wait()
        assert process.is_gone(text)


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process says when it started")
@pytest.mark.parametrize(
    ("place", "value", "gone"),
    [
        (0, "other-machine 0", False),
        (1, "another-boot pid:[1]", True),
        (1, "{boot} pid:[1]", False),  # a container next door
        (2, "x", False),
        (3, "12345", True),  # the number belongs to a later process
        (3, "", False),
    ],
)
def test_claims_of_others(place: int, value: str, gone: bool) -> None:
    parts = process.claim().split("|")
    parts[place] = value.format(boot=parts[1].partition(" ")[0])
    assert process.is_gone("|".join(parts)) is gone


@pytest.mark.parametrize("text", ["", "x", "a|b|c|d", "|||"])
def test_what_is_no_claim(text: str) -> None:
    assert not process.is_gone(text)
