"""``dutrack remind`` as a process, where everything around it goes wrong: servers, disks, clocks, other processes."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from kill_remind import kill_rounds
from mailserver import CUT, STORE_AND_CUT, MailServer
from reminding import TODAY, dutrack, ended, make_workspace, recipients, smtp_settings, start

from dutrack.agenda import build_agenda
from dutrack.cli.remind import make_clock
from dutrack.reminders.session import Result, Wishes
from dutrack.reminders.session import remind as send
from dutrack.reminders.store import OutboxError
from dutrack.reminders.transports import make_transport
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BODIES = 12


def office(root: Path, server: MailServer | int, bodies: int = BODIES, more: str = "") -> Path:
    """Return a workspace with an outbox, whose bodies all have something due on TODAY."""
    port = server if isinstance(server, int) else server.port
    make_workspace(root / "vp", bodies, smtp_settings(port, more))
    assert dutrack(root / "vp", "outbox", "init", "--send-all")[0] == 0
    return root / "vp"


def remind(root: Path, today: str = TODAY, *more: str) -> tuple[int, str]:
    return dutrack(root, "remind", "--today", today, *more)


def remind_here(root: Path) -> Result:
    """Send in this process, without the pauses between attempts."""
    workspace = load_workspace(root)
    transport = make_transport(workspace.config.mail, root, lambda _: None)
    agenda = build_agenda(workspace, date.fromisoformat(TODAY))
    return send(agenda, make_clock(workspace.config.timezone), Wishes(None), transport)


def arrived(server: MailServer) -> Counter[str]:
    return Counter(recipient for envelope in server.received for recipient in envelope.rcpt_tos)


def once_each(bodies: int = BODIES) -> Counter[str]:
    return Counter(recipients(bodies))


# --- servers ----------------------------------------------------------------------------------------------------------


def test_sent_and_not_again(tmp_path):
    with MailServer() as server:
        root = office(tmp_path, server)
        first, again = remind(root), remind(root)
    assert (first[0], again) == (0, (0, ""))
    assert arrived(server) == once_each()


def test_the_server_is_down_at_first(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    root = office(tmp_path, port)
    result = remind_here(root)
    assert (result.good, result.left, result.outcome.sent) == (False, 1, 0)
    assert "127.0.0.1" in str(result.outcome.troubles[0].reason)
    with MailServer(port=port) as server:
        assert remind(root)[0] == 0
        assert remind(root) == (0, "")
    assert arrived(server) == once_each()


def _fault(stage: str, said: str, first: int, last: int) -> Callable[[str, str], str | None]:
    """Do wrong at the nth to mth time a stage is reached."""
    count = Counter()

    def fault(at: str, _text: str) -> str | None:
        count[at] += 1
        return said if at == stage and first <= count[at] <= last else None

    return fault


@pytest.mark.parametrize(
    ("stage", "said", "times", "good", "twice"),
    [
        pytest.param("MAIL", "421 too many mails", 1, [True], 0, id="421-in-the-middle"),
        pytest.param("RCPT", "451 later", 3, [False, True], 0, id="451-at-all-attempts"),
        pytest.param("BODY", CUT, 1, [True], 0, id="cut-in-data"),
        # Taken, and nobody was told: it comes twice, with one Message-ID.
        pytest.param("END", STORE_AND_CUT, 1, [True], 1, id="cut-after-data"),
    ],
)
def test_faults_in_the_middle(tmp_path, stage, said, times, good, twice):
    with MailServer(_fault(stage, said, 5, 4 + times)) as server:
        root = office(tmp_path, server)
        assert [remind_here(root).good for _ in good] == good
        assert remind(root) == (0, "")
    found = arrived(server)
    assert found.keys() == recipients(BODIES)
    assert found.total() == BODIES + twice
    assert len(set(server.ids)) == BODIES


def test_a_recipient_that_is_refused_for_good(tmp_path):
    def fault(stage: str, text: str) -> str | None:
        return "550 5.1.1 no such user" if (stage, text) == ("RCPT", "co-quan-3@example.org") else None

    with MailServer(fault) as server:
        root = office(tmp_path, server)
        status, said = remind(root)
        assert status == 1  # once
        assert "550 5.1.1 no such user" in said
        again = remind(root)
    assert again[0] == 0
    assert arrived(server) == once_each() - Counter(["co-quan-3@example.org"])


@pytest.mark.parametrize(
    "settings",
    ['transport = "smpt"\n', 'transport = "smtp"\nport = 25\n', 'transport = "smtp"\nhost = "h"\npassword = "x"\n'],
    ids=["transport", "no-host", "password"],
)
def test_wrong_settings_send_nothing_and_count_nothing(tmp_path, settings):
    """The default in the place of a mistyped transport is a folder: mail put there would count as sent."""
    with MailServer() as server:
        root = office(tmp_path, server)
        right = (root / "dutrack.toml").read_text("utf-8")
        body = right[right.index("[owners") :]
        (root / "dutrack.toml").write_text(f"[mail]\n{settings}\n{body}", encoding="utf-8")
        status, said = remind(root)
        assert (status, "[mail] in dutrack.toml cannot be used" in said) == (2, True)
        (root / "dutrack.toml").write_text("language = \n" + right, encoding="utf-8")
        assert remind(root)[0] == 2
        (root / "dutrack.toml").write_text(right, encoding="utf-8")
        assert remind(root)[0] == 0
    assert arrived(server) == once_each()


# --- disks ------------------------------------------------------------------------------------------------------------


def _outbox(root: Path) -> Path:
    return root / ".dutrack" / "outbox.db"


def test_a_deleted_outbox_is_never_filled_by_sending_everything(tmp_path):
    with MailServer() as server:
        root = office(tmp_path, server)
        assert remind(root)[0] == 0
        for file in (root / ".dutrack").glob("outbox.db*"):
            file.unlink()
        status, said = remind(root)
        assert (status, "dutrack outbox init --from-now" in said) == (2, True)
        assert dutrack(root, "outbox", "init", "--from-now", "--today", "2026-04-01")[0] == 0
        assert remind(root, "2026-04-01")[0] == 0
    # The day after, each body hears what is new that day: one mail more, not two.
    assert set(arrived(server).values()) == {2}


@pytest.mark.parametrize("content", [b"this is no database" * 100, b""], ids=["garbage", "empty"])
def test_a_corrupted_outbox(tmp_path, content):
    with MailServer() as server:
        root = office(tmp_path, server)
        for file in (root / ".dutrack").glob("outbox.db-*"):
            file.unlink()
        _outbox(root).write_bytes(content)
        status, said = remind(root)
    assert (status, server.received, "Traceback" in said) == (2, [], False)


def test_a_torn_page_in_the_outbox(tmp_path):
    with MailServer() as server:
        root = office(tmp_path, server)
        assert remind(root)[0] == 0
        data = bytearray(_outbox(root).read_bytes())
        for at in range(4096, len(data)):
            data[at] = 0xAA
        _outbox(root).write_bytes(data)
        status, said = remind(root)
    assert (status, "Traceback" in said, "defect" in said) == (2, False, False)
    assert arrived(server) == once_each()


def test_a_locked_outbox(tmp_path, monkeypatch):
    """Another program holds it: nothing is sent that could not be noted."""
    monkeypatch.setattr("dutrack.reminders.store.PATIENCE", 0.2)
    with MailServer() as server:
        root = office(tmp_path, server)
        with closing(sqlite3.connect(_outbox(root), isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(OutboxError):
                remind_here(root)
        assert server.received == []
        assert remind(root)[0] == 0
    assert arrived(server) == once_each()


_FULL = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.argv = ["dutrack", *sys.argv[2:]]
from dutrack.__main__ import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk(tmp_path):
    """No file may grow: what cannot be claimed is not sent, and what was sent without a note comes once more."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "DUTRACK_LANG": "en"}
    with MailServer() as server:
        root = office(tmp_path, server)
        size = _outbox(root).stat().st_size
        done = subprocess.run(
            [sys.executable, "-c", _FULL, str(size), "remind", "--today", TODAY, "-C", str(root)],
            env=environment, capture_output=True, check=False,
        )  # fmt: skip
        said = (done.stdout + done.stderr).decode()
        assert (done.returncode in (1, 2), "Traceback" in said, "defect" in said) == (True, False, False), said
        assert remind(root)[0] == 0
    found = arrived(server)
    assert (found.keys(), found.total() - BODIES <= 1) == (recipients(BODIES), True)
    assert len(set(server.ids)) == BODIES


# --- kills and company ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_kills_lose_nothing(tmp_path):
    """A few; ``python tests/kill_remind.py`` does hundreds."""
    tally = kill_rounds(6, 60, seed=20260331, folder=tmp_path)
    assert (tally.missing, tally.two_ids) == ([], [])
    assert tally.twice <= tally.kills


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_two_at_once(tmp_path, store, request):
    bodies = 60
    with MailServer() as server:
        more = ""
        if store == "postgresql":
            url = request.getfixturevalue("postgres")
            more = f'[outbox]\nurl = "{url}"\nworkspace = "hai-may-{os.getpid()}-{tmp_path.name}"\n'
        root = office(tmp_path, server, bodies, more)
        other = root
        if store == "postgresql":  # two machines, each with its own copy of the plans
            other = tmp_path / "may-hai"
            shutil.copytree(root, other)
        running = [start(where, "remind", "--today", TODAY) for where in (root, other)]
        statuses = [ended(process)[0] for process in running]
        last = remind(root)
    assert set(statuses) <= {0, 1}  # 1: the other was still sending some
    assert last == (0, "")
    assert arrived(server) == once_each(bodies)


# --- clocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "copies"),
    [
        pytest.param(["2026-03-31", "2026-03-30", "2026-03-31"], 1, id="set-back-a-day"),
        pytest.param(["2026-03-31", "2026-04-30", "2026-03-31", "2026-04-01"], 2, id="ahead-a-month-and-back"),
        # Off from 27 to 29 March, the due day a Tuesday, asleep until Friday: one mail that says it is late.
        pytest.param(["2026-03-27", "2026-04-03", "2026-04-03"], 2, id="asleep-over-the-due-day"),
        # Tết 2026: nobody is told anything from 14 to 22 February.
        pytest.param(["2026-02-16", "2026-02-17", "2026-02-20"], 0, id="Tết"),
        pytest.param(["2028-02-29", "2028-02-29"], 1, id="29-February"),
        # Ten times 28 days after the due day is 5 January; nobody is told anything on the 1st.
        pytest.param(["2026-12-31", "2027-01-01", "2027-01-05"], 2, id="New-Year"),
    ],
)
def test_days_in_any_order(tmp_path, days, copies):
    with MailServer() as server:
        root = office(tmp_path, server, 2)
        statuses = [remind(root, day)[0] for day in days]
    assert statuses == [0] * len(days)
    assert set(arrived(server).values()) == ({copies} if copies else set())
    assert len(set(server.ids)) == len(server.ids)
