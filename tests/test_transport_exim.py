"""The transports against a real mail transfer agent from Debian (exim4-daemon-light)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from mails import a_mail, kind, told

from dutrack.config import Mail as Settings
from dutrack.config import Security
from dutrack.config import Transport as Kind
from dutrack.reminders.contracts import Refusal, TransportError
from dutrack.reminders.transports import make_transport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exim import Exim

if os.name != "posix":
    pytest.skip("Exim is of Unix", allow_module_level=True)


@pytest.fixture(scope="module")
def exim() -> Iterator[Exim]:
    from exim import PROGRAM, Exim  # noqa: PLC0415 - of Unix only

    if PROGRAM is None:
        assert not os.environ.get("CI"), "apt-get install exim4-daemon-light"
        pytest.skip("no Exim: apt-get install exim4-daemon-light")
    with Exim() as running:
        yield running


def _as_sent(number: int) -> tuple[str, str]:
    mail = a_mail(number)
    return mail.message["Subject"], mail.message.get_content().replace("\r\n", "\n")


def test_over_smtp(exim: Exim, tmp_path) -> None:
    settings = Settings(Kind.SMTP, host="127.0.0.1", port=exim.port, security=Security.NONE)
    with make_transport(settings, tmp_path) as transport:
        assert transport.send(a_mail(1, "mot@example.org")) == ()
        refused = transport.send(a_mail(2, "nobody-here@example.org", "mot@example.org"))
        with pytest.raises(TransportError) as error:
            transport.send(a_mail(3, "ai@elsewhere.example"))
        assert transport.send(a_mail(4, "mot@example.org")) == ()
    assert refused == (Refusal("nobody-here@example.org", "550 no such mailbox"),)
    assert (kind(error), told(error)) == (
        "permanent",
        "The mail server says: ai@elsewhere.example: 550 relay not permitted",
    )
    found = sorted((mail["Message-ID"], mail["Subject"], mail.get_content()) for mail in exim.mails("mot", 3))
    assert found == [(f"<{number}@example.org>", *_as_sent(number)) for number in (1, 2, 4)]


def test_put_off(exim: Exim, tmp_path) -> None:
    settings = Settings(Kind.SMTP, host="127.0.0.1", port=exim.port, security=Security.NONE)
    with make_transport(settings, tmp_path, lambda _: None) as transport, pytest.raises(TransportError) as error:
        transport.send(a_mail(1, "busy@example.org"))
    assert (kind(error), told(error)) == ("temporary", "The mail server says: busy@example.org: 451 try later")


def test_through_its_program(exim: Exim, tmp_path) -> None:
    program = (exim.program, "-C", str(exim.configuration), "-i")
    with make_transport(Settings(Kind.SENDMAIL, program=program), tmp_path) as transport:
        assert transport.send(a_mail(5, "hai@example.org", "ba@example.org")) == ()
    for name in ("hai", "ba"):
        [mail] = exim.mails(name, 1)
        assert (mail["Message-ID"], mail["Subject"], mail.get_content()) == ("<5@example.org>", *_as_sent(5))
        assert mail["From"] == "Văn phòng Tỉnh ủy <vptu@example.org>"
