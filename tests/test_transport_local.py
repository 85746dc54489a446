"""The transports that need no server: the folder and the machine's own mail program."""

from __future__ import annotations

import mailbox
import os
import sys
from email import policy
from email.parser import BytesParser
from typing import TYPE_CHECKING

import pytest
from mails import a_mail, kind, told

from dutrack.config import Mail as Settings
from dutrack.config import Transport as Kind
from dutrack.errors import DutrackError
from dutrack.i18n import language
from dutrack.reminders.contracts import TransportError
from dutrack.reminders.transports import make_transport
from dutrack.reminders.transports.maildir import Maildir
from dutrack.reminders.transports.sendmail import Sendmail

if TYPE_CHECKING:
    from pathlib import Path

# --- maildir ----------------------------------------------------------------------------------------------------------


def _open(path: Path) -> mailbox.Maildir:
    """Open a folder as a mail program does."""
    parser = BytesParser(policy=policy.default)
    return mailbox.Maildir(path, factory=parser.parse, create=False)  # type: ignore[arg-type]


def test_any_mail_program_reads_it(tmp_path):
    with make_transport(Settings(path="a/thư"), tmp_path) as transport:
        assert transport.send(a_mail(1, "btc@example.org", "vp@example.org")) == ()
        assert transport.send(a_mail(2)) == ()
    found = sorted(_open(tmp_path / "a" / "thư"), key=lambda mail: mail["Message-ID"])
    assert [(mail["Message-ID"], mail["To"], mail["Subject"], mail.get_content()) for mail in found] == [
        (f"<{number}@example.org>", to, "Nhắc việc: 2 quá hạn", "Xin chào.\n.\n..chấm\n")
        for number, to in ((1, "btc@example.org, vp@example.org"), (2, "btc@example.org"))
    ]


def test_the_text_is_readable_without_any(tmp_path):
    with Maildir(tmp_path / "mail") as transport:
        transport.send(a_mail())
    [file] = (tmp_path / "mail" / "new").iterdir()
    assert "Xin chào.\n.\n..chấm\n" in file.read_text("utf-8")


@pytest.mark.parametrize("read", [False, True], ids=["unread", "read"])
def test_a_mail_sent_again_is_there_once(tmp_path, read):
    path = tmp_path / "mail"
    with Maildir(path) as transport:
        transport.send(a_mail())
        transport.send(a_mail())
    [file] = (path / "new").iterdir()
    if read:  # as mail programs do
        file.rename(path / "cur" / f"{file.name}:2,S")
    with Maildir(path) as transport:
        transport.send(a_mail())
    assert len(_open(path)) == 1


def test_two_programs_write_at_once(tmp_path):
    with Maildir(tmp_path / "mail") as one, Maildir(tmp_path / "mail") as other:
        for transport in (one, other):
            for number in range(3):
                transport.send(a_mail(number))
    assert len(_open(tmp_path / "mail")) == 3


def test_what_a_killed_program_left_is_no_mail(tmp_path):
    with Maildir(tmp_path / "mail"):
        pass
    left = tmp_path / "mail" / "tmp" / "x.1"
    left.write_bytes(b"Message-ID: <ha")
    os.utime(left, (0, 0))
    with Maildir(tmp_path / "mail") as transport:
        transport.send(a_mail())
    assert len(_open(tmp_path / "mail")) == 1
    assert not left.exists()


def test_a_folder_that_cannot_be(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    transport = make_transport(Settings(path="file"), tmp_path)
    with pytest.raises(DutrackError) as error, transport:
        pass
    with language("en"):
        assert str(error.value.message).startswith(f"The mail folder {tmp_path / 'file'} cannot be used: ")


def test_a_full_disk(tmp_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with Maildir(tmp_path / "mail") as transport:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(TransportError) as error:
            transport.send(a_mail())
    assert kind(error) == "stop"
    assert told(error) == f"The mail folder {tmp_path / 'mail'} cannot be used: the disk is full."
    assert [path.name for path in (tmp_path / "mail").rglob("*") if path.is_file()] == []


# --- sendmail ---------------------------------------------------------------------------------------------------------

_PROGRAM = """
import json, sys
from pathlib import Path
Path({out!r}).write_bytes(json.dumps(sys.argv[1:]).encode() + b"\\n" + sys.stdin.buffer.read())
"""


def _sendmail(*program: str, seconds: float = 30) -> Sendmail:
    return Sendmail(Settings(Kind.SENDMAIL, program=program), lambda _: None, seconds)


def test_how_the_program_is_called(tmp_path):
    out = tmp_path / "out"
    script = tmp_path / "sendmail.py"
    script.write_text(_PROGRAM.format(out=str(out)), encoding="utf-8")
    with _sendmail(sys.executable, str(script), "-i") as transport:
        assert transport.send(a_mail(1, "btc@example.org", "vp@example.org")) == ()
    arguments, _, rest = out.read_text("utf-8").partition("\n")
    assert arguments == '["-i", "-f", "vptu@example.org", "--", "btc@example.org", "vp@example.org"]'
    assert rest.endswith("\n\nXin chào.\n.\n..chấm\n")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (75, "temporary"),  # EX_TEMPFAIL
        (74, "temporary"),  # EX_IOERR
        (71, "temporary"),  # EX_OSERR
        (1, "temporary"),  # says nothing: no mail is given up for it
        (65, "permanent"),  # EX_DATAERR
        (67, "permanent"),  # EX_NOUSER
        (68, "permanent"),  # EX_NOHOST
        (69, "permanent"),  # EX_UNAVAILABLE
        (64, "stop"),  # EX_USAGE: the settings are wrong, not the mail
        (77, "stop"),  # EX_NOPERM
        (78, "stop"),  # EX_CONFIG
        (127, "stop"),
    ],
)
def test_what_its_status_means(status, expected):
    script = f"import sys; sys.stderr.write('không\\tđược\\n'); sys.exit({status})"
    with _sendmail(sys.executable, "-X", "utf8", "-c", script) as transport, pytest.raises(TransportError) as error:
        transport.send(a_mail())
    assert kind(error) == expected
    assert told(error) == f"The mail program {sys.executable} failed with status {status}: không được"


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed():
    script = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    with _sendmail(sys.executable, "-c", script) as transport, pytest.raises(TransportError) as error:
        transport.send(a_mail())
    assert (kind(error), told(error)) == ("temporary", f"The mail program {sys.executable} failed with status -9.")


def test_a_program_that_does_not_end():
    script = "import time; time.sleep(3600)"
    with _sendmail(sys.executable, "-c", script, seconds=0.3) as transport, pytest.raises(TransportError) as error:
        transport.send(a_mail())
    assert (kind(error), told(error)) == ("unsure", f"The mail program {sys.executable} does not end.")


def test_no_such_program(tmp_path):
    with pytest.raises(DutrackError) as error:
        make_transport(Settings(Kind.SENDMAIL, program=("/no/such/sendmail",)), tmp_path)
    with language("en"):
        assert str(error.value.message) == "There is no mail program /no/such/sendmail."
