"""``dutrack run``: as a command in this process, and as real processes that are stopped and run at once."""

from __future__ import annotations

import os
import re
import signal
import time
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from mailserver import HANG, MailServer
from reminding import TODAY, dutrack, ended, make_workspace, recipients, smtp_settings, start

if TYPE_CHECKING:
    from pathlib import Path

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00 (.+)")


def said(text: str) -> list[str]:
    """Return what log lines say; each has its moment and time zone."""
    found = [LINE.fullmatch(line) for line in text.splitlines()]
    assert all(found), text
    return [line[1] for line in found if line]


def open_today(root: Path, server: MailServer, bodies: int, more: str = "", slow: str = "") -> Path:
    """Return a workspace where everything is due today, a working day whose time to send has come."""
    today = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    days = ", ".join((today + timedelta(days=days)).isoformat() for days in (0, 1))
    settings = smtp_settings(server.port, f'{slow}\n[schedule]\nat = "00:00"\n[calendar]\nwork = [{days}]\n{more}')
    make_workspace(root, bodies, settings, due=today.isoformat())
    assert dutrack(root, "outbox", "init", "--send-all")[0] == 0
    return root


def arrived(server: MailServer) -> Counter[str]:
    return Counter(recipient for envelope in server.received for recipient in envelope.rcpt_tos)


def eventually(done) -> None:
    until = time.monotonic() + 60
    while not done():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.01)


# --- in this process --------------------------------------------------------------------------------------------------


def test_the_next_runs(cli, tmp_path):
    root = make_workspace(tmp_path, 1, '[schedule]\nat = ["7:00", "13:30"]\n')
    ran = cli("run", "-C", root, "--dry-run")
    when = r"\d\d:\d\d on \d{4}-\d\d-\d\d"
    assert re.fullmatch(rf"The next runs \(Asia/Ho_Chi_Minh\): {when}, {when}, {when}\n", ran.out)
    assert (ran.status, ran.err) == (0, "")
    assert not (root / ".dutrack").exists()


def test_once(cli, tmp_path):
    root = make_workspace(tmp_path, 3, "")
    first, again = (cli("run", "-C", root, "--once", "--today", TODAY) for _ in range(2))
    assert (first.status, said(first.err)) == (0, ["3 mails sent."])
    assert (again.status, said(again.err)) == (0, ["There was nothing to send."])
    assert len(list((root / ".dutrack" / "mail" / "new").iterdir())) == 3


def test_once_on_a_day_off(cli, tmp_path):
    root = make_workspace(tmp_path, 3, "")
    ran = cli("run", "-C", root, "--once", "--today", "2026-04-05")  # a Sunday
    assert (ran.status, said(ran.err)) == (0, ["There was nothing to send."])


def test_another_day_only_once(cli, tmp_path):
    ran = cli("run", "-C", make_workspace(tmp_path, 1, ""), "--today", TODAY)
    assert (ran.status, ran.err) == (2, "Error: --today goes only with --once.\n")


@pytest.mark.parametrize("once", [[], ["--once", "--today", TODAY]], ids=["for-ever", "once"])
@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param('[mail]\ntransport = "smpt"\n', "[mail] in dutrack.toml cannot be used", id="mail"),
        pytest.param(smtp_settings(1), "There is no outbox", id="no-outbox"),
        pytest.param(
            smtp_settings(1, 'username = "vp"\npassword_env = "NOT_SET"\n'), "NOT_SET holds no password", id="password"
        ),
    ],
)
def test_what_cannot_run_is_told_at_once(cli, tmp_path, monkeypatch, settings, sentence, once):
    monkeypatch.delenv("NOT_SET", raising=False)
    ran = cli("run", "-C", make_workspace(tmp_path, 1, settings), *once)
    assert ran.status == 2
    assert sentence in ran.err


def test_a_defect_does_not_end_it(cli, tmp_path, monkeypatch):
    monkeypatch.setattr("dutrack.reminders.service.remind", lambda *_: {}["x"])
    ran = cli("run", "-C", make_workspace(tmp_path, 1, ""), "--once", "--today", TODAY)
    assert (ran.status, said(ran.err)) == (2, ["This is a defect of dutrack; please report it: KeyError: 'x'"])


# --- processes --------------------------------------------------------------------------------------------------------

posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_lets_the_mail_under_way_out_and_no_other(tmp_path, number):
    def slow(stage: str, _text: str) -> None:
        if stage == "END":
            time.sleep(0.15)

    with MailServer(slow) as server:
        root = open_today(tmp_path, server, 40)
        process = start(root, "run")
        eventually(lambda: len(server.received) >= 3)
        process.send_signal(number)
        status, text = ended(process, 20)
        before = len(server.received)
        assert (status, said(text)[-1]) == (0, "Stopped.")
        assert 3 <= before < 40
        server.fault = lambda *_: None
        assert dutrack(root, "remind")[0] == 0
    assert arrived(server) == Counter(recipients(40))


@posix
def test_a_signal_ends_the_waiting_for_a_pause(tmp_path):
    """Two mails a minute: the second waits for half of one when the signal comes."""
    with MailServer() as server:
        root = open_today(tmp_path, server, 3, slow="per_minute = 2")
        process = start(root, "run")
        eventually(lambda: server.received)
        process.terminate()
        status, _ = ended(process, 20)
    assert (status, len(server.received) < 3) == (0, True)


@posix
def test_a_server_that_says_nothing_does_not_hold_it_up(tmp_path):
    with MailServer(lambda stage, _: HANG if stage == "MAIL" else None) as server:
        root = open_today(tmp_path, server, 3)
        process = start(root, "run")
        eventually(lambda: server.connections)
        time.sleep(0.3)
        process.terminate()
        status, text = ended(process, 25)  # the server's 30 seconds are not waited for
        assert (status, said(text)[-1]) == (
            1,
            "The mail under way gets no answer; the next run sends it again, with the same Message-ID.",
        )
        server.fault = lambda *_: None
        assert dutrack(root, "remind")[0] == 0
    assert arrived(server) == Counter(recipients(3))


@posix
@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_two_at_once(tmp_path, store, request):
    more = ""
    if store == "postgresql":
        more = f'[outbox]\nurl = "{request.getfixturevalue("postgres")}"\nworkspace = "{tmp_path.name}-{os.getpid()}"\n'
    with MailServer() as server:
        root = open_today(tmp_path, server, 60, more)
        processes = [start(root, "run") for _ in range(2)]
        eventually(lambda: len(server.received) >= 60)
        for process in processes:
            process.terminate()
        outcomes = [ended(process, 20) for process in processes]
    assert [status for status, _ in outcomes] == [0, 0], outcomes
    assert arrived(server) == Counter(recipients(60))
