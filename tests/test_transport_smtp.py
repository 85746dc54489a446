"""The transport to a mail server, against a real server on loopback that goes wrong in every way."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from mails import a_mail, kind, told
from mailserver import CUT, HANG, STORE_AND_CUT, MailServer

from dutrack.config import Mail as Settings
from dutrack.config import Security
from dutrack.config import Transport as Kind
from dutrack.errors import DutrackError
from dutrack.i18n import language
from dutrack.reminders.contracts import Refusal, TransportError
from dutrack.reminders.transports import make_transport
from dutrack.reminders.transports import smtp as module
from dutrack.reminders.transports.smtp import Smtp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOGIN = {"username": "vptu", "password_env": "SMTP_PASSWORD"}
PASSWORD = "mật-khẩu: §9"  # noqa: S105 - of a server that lives as long as a test

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # of aiosmtpd, see mailserver


@pytest.fixture
def waited() -> list[float]:
    """The seconds a transport would have waited."""
    return []


@pytest.fixture
def connect(waited: list[float], tmp_path: Path) -> Callable[..., Smtp]:
    def make(server: MailServer | int, *, seconds: float = 5, **settings: Any) -> Smtp:
        port = server if isinstance(server, int) else server.port
        kept = {"host": "127.0.0.1", "port": port, "security": Security.NONE} | settings
        return Smtp(Settings(Kind.SMTP, **kept), tmp_path, waited.append, timeout=seconds)

    return make


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


def certified(authority: trustme.CA, name: str = "127.0.0.1", **validity: Any) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name, **validity).configure_cert(context)
    return context


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return "ca.pem"


# --- what goes well ---------------------------------------------------------------------------------------------------


def test_mails_of_a_run_go_over_one_connection(connect, waited):
    with MailServer() as server, connect(server) as transport:
        for number in range(3):
            assert transport.send(a_mail(number, "btc@example.org", "vp@example.org")) == ()
    assert server.ids == ["<0@example.org>", "<1@example.org>", "<2@example.org>"]
    assert {(envelope.mail_from, *envelope.rcpt_tos) for envelope in server.received} == {
        ("vptu@example.org", "btc@example.org", "vp@example.org")
    }
    assert (server.connections, waited) == (1, [])


def test_nothing_is_opened_without_a_mail(connect):
    with MailServer() as server, connect(server):
        pass
    assert server.connections == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param({}, "MAIL vptu@example.org BODY=8BITMIME SIZE=", id="8BITMIME"),
        pytest.param({"data_size_limit": 0}, "MAIL vptu@example.org BODY=8BITMIME", id="no-SIZE"),
    ],
)
def test_what_is_said_at_mail(connect, options, said):
    with MailServer(**options) as server, connect(server) as transport:
        transport.send(a_mail())
    assert server.commands[0].startswith(said)


def test_lines_that_begin_with_a_dot_arrive(connect):
    with MailServer(decode_data=False) as server, connect(server) as transport:
        transport.send(a_mail())
    content = server.received[0].original_content
    assert content.endswith("\r\n\r\nXin chào.\r\n.\r\n..chấm\r\n".encode())


def test_a_server_that_takes_seven_bits_only(connect, monkeypatch):
    monkeypatch.setattr("smtplib.SMTP.has_extn", lambda _self, name: name == "size")
    with MailServer() as server, connect(server) as transport:
        transport.send(a_mail())
    assert server.received[0].original_content.isascii()
    assert "BODY" not in server.commands[0]


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_protected_and_logged_in(connect, authority, ca_file, monkeypatch, security):
    monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)
    certificate = certified(authority)
    protection = {"tls": certificate} if security is Security.TLS else {"starttls": certificate}
    with (
        MailServer(login=("vptu", PASSWORD), **protection) as server,
        connect(server, security=security, ca_file=ca_file, **LOGIN) as transport,
    ):
        assert transport.send(a_mail()) == ()
    assert server.ids == ["<1@example.org>"]


def test_a_limit_of_mails_a_minute(connect, waited):
    with MailServer() as server, connect(server, per_minute=30) as transport:
        for number in range(3):
            transport.send(a_mail(number))
    # Nothing waits in the test, so each wait is longer by what the one before should have taken.
    assert [round(seconds / 2) for seconds in waited] == [1, 2]
    assert len(server.received) == 3


# --- who is not trusted -----------------------------------------------------------------------------------------------


def _expired(authority: trustme.CA) -> ssl.SSLContext:
    past = datetime.now(UTC) - timedelta(days=1)
    return certified(authority, not_before=past - timedelta(days=30), not_after=past)


@pytest.mark.parametrize(
    ("certificate", "reason"),
    [
        pytest.param(_expired, "certificate has expired", id="expired"),
        pytest.param(lambda authority: certified(authority, "other.example.org"), "IP address mismatch", id="name"),
        pytest.param(lambda _: certified(trustme.CA()), "self-signed certificate", id="unknown-authority"),
    ],
)
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_that_is_not_right(connect, authority, ca_file, waited, certificate, reason, security):
    wrong = certificate(authority)
    protection = {"tls": wrong} if security is Security.TLS else {"starttls": wrong}
    with (
        MailServer(**protection) as server,
        connect(server, security=security, ca_file=ca_file) as transport,
        pytest.raises(TransportError) as error,
    ):
        transport.send(a_mail())
    assert told(error).startswith("The mail server 127.0.0.1 is not trusted: ")
    assert reason in told(error) or "unable to get local issuer" in told(error)
    assert (kind(error), server.received, waited) == ("stop", [], [])


def test_a_server_without_starttls_gets_no_mail(connect):
    with (
        MailServer() as server,
        connect(server, security=Security.STARTTLS) as transport,
        pytest.raises(TransportError) as error,
    ):
        transport.send(a_mail())
    assert (kind(error), server.received) == ("stop", [])
    assert told(error) == "The mail server 127.0.0.1 does not offer STARTTLS."


def test_a_wrong_password_is_told_to_nobody(connect, authority, ca_file, monkeypatch, waited):
    monkeypatch.setenv("SMTP_PASSWORD", "sai-mat-khau")
    with (
        MailServer(login=("vptu", PASSWORD), tls=certified(authority)) as server,
        connect(server, security=Security.TLS, ca_file=ca_file, **LOGIN) as mailer,
        pytest.raises(TransportError) as error,
    ):
        mailer.send(a_mail())
    assert (kind(error), waited) == ("stop", [])
    # The server repeats the password in its answer.
    assert told(error) == "The mail server 127.0.0.1 refuses the login of vptu: 535 5.7.8 no such password: ***, ***"


def test_no_password_goes_over_an_open_line(connect, monkeypatch):
    monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)
    with pytest.raises(DutrackError) as error:
        connect(25, host="mail.example.org", **LOGIN)
    with language("en"):
        assert str(error.value.message) == "The password would cross the network in the open."


@pytest.mark.parametrize("content", [None, b"no certificate"], ids=["missing", "broken"])
def test_certificates_that_cannot_be_read(connect, tmp_path, content):
    if content is not None:
        (tmp_path / "ca.pem").write_bytes(content)
    with pytest.raises(DutrackError) as error:
        connect(25, security=Security.TLS, ca_file="ca.pem")
    with language("en"):
        assert str(error.value.message).startswith(f"The certificates in {tmp_path / 'ca.pem'} cannot be read: ")


# --- who refuses ------------------------------------------------------------------------------------------------------


def script(**said: str | Callable[[str], str | None]) -> Callable[[str, str], str | None]:
    """Make a fault of what is said at each stage."""

    def fault(stage: str, text: str) -> str | None:
        found = said.get(stage)
        return found(text) if callable(found) else found

    return fault


def once(said: str) -> Callable[[str], str | None]:
    """Say it the first time only."""
    left = [said]
    return lambda _: left.pop() if left else None


_NO_CONNECTION = "No connection to the mail server 127.0.0.1: "
_SAYS = "The mail server says: "
_BROKE = "The connection to the mail server broke."


@pytest.mark.parametrize(
    ("stages", "expected", "sentence", "attempts"),
    [
        pytest.param({"CONNECT": "554 go away"}, "stop", f"{_NO_CONNECTION}554 go away", 3, id="greeting-554"),
        pytest.param({"CONNECT": "421 too busy"}, "stop", f"{_NO_CONNECTION}421 too busy", 3, id="greeting-421"),
        # The settings are wrong, not the mail.
        pytest.param(
            {"MAIL": "553 not yours"},
            "stop",
            "The mail server does not take mail from vptu@example.org: 553 not yours",
            1,
            id="sender",
        ),
        pytest.param({"MAIL": "552 too big"}, "permanent", f"{_SAYS}552 too big", 1, id="size"),
        pytest.param({"MAIL": "451 later"}, "temporary", f"{_SAYS}451 later", 3, id="mail-451"),
        pytest.param({"RCPT": "550 nobody"}, "permanent", f"{_SAYS}btc@example.org: 550 nobody", 1, id="rcpt-550"),
        pytest.param({"RCPT": "450 grey"}, "temporary", f"{_SAYS}btc@example.org: 450 grey", 3, id="rcpt-450"),
        pytest.param({"RCPT": "421 closing"}, "temporary", f"{_SAYS}421 closing", 3, id="rcpt-421"),
        pytest.param({"END": "554 spam"}, "permanent", f"{_SAYS}554 spam", 1, id="content-554"),
        pytest.param({"END": "452 disk full"}, "temporary", f"{_SAYS}452 disk full", 3, id="content-452"),
        pytest.param({"END": "421 closing"}, "temporary", f"{_SAYS}421 closing", 3, id="content-421"),
        pytest.param({"CONNECT": CUT}, "stop", _NO_CONNECTION + _BROKE, 3, id="cut-at-once"),
        pytest.param({"MAIL": CUT}, "temporary", _BROKE, 3, id="cut-at-mail"),
        # Cut while the text is on its way: all of a short one is handed over by then.
        pytest.param({"BODY": CUT}, "unsure", _BROKE, 3, id="cut-in-data"),
        pytest.param({"END": CUT}, "unsure", _BROKE, 3, id="cut-after-data"),
    ],
)
def test_refusals(connect, waited, stages, expected, sentence, attempts):
    """Temporary ones are tried three times, with a pause between; others once."""
    with MailServer(script(**stages)) as server, connect(server) as transport, pytest.raises(TransportError) as error:
        transport.send(a_mail())
    assert (kind(error), told(error), len(waited) + 1) == (expected, sentence, attempts)
    assert server.received == []


@pytest.mark.parametrize(
    ("stages", "connections", "pauses"),
    [
        pytest.param({"CONNECT": once("421 busy")}, 2, [2.0], id="busy-at-first"),
        pytest.param({"MAIL": once("451 later")}, 1, [2.0], id="451-once"),
        pytest.param({"RCPT": once("421 closing")}, 2, [2.0], id="421-once"),
        pytest.param({"BODY": once(CUT)}, 2, [2.0], id="cut-in-data-once"),
        pytest.param({"END": once(CUT)}, 2, [2.0], id="cut-after-data-once"),
    ],
)
def test_what_passes_in_a_moment(connect, waited, stages, connections, pauses):
    with MailServer(script(**stages)) as server, connect(server) as transport:
        assert transport.send(a_mail()) == ()
    assert (server.ids, server.connections, waited) == (["<1@example.org>"], connections, pauses)


def test_a_server_that_takes_a_few_mails_on_each_connection(connect, waited):
    """421 in the middle: no pause is spent on it, however often it comes."""
    taken = [0]

    def fault(stage: str, _text: str) -> str | None:
        if stage == "CONNECT":
            taken[0] = 0
        elif stage == "MAIL":
            taken[0] += 1
            return "421 enough on this connection" if taken[0] > 5 else None
        return None

    with MailServer(fault) as server, connect(server) as transport:
        for number in range(50):
            transport.send(a_mail(number))
    assert server.ids == [f"<{number}@example.org>" for number in range(50)]
    assert (server.connections, sum(waited)) == (10, 0)


def test_one_recipient_of_three_is_refused(connect):
    def rcpt(address: str) -> str | None:
        return "550 5.1.1 no such user" if address == "ai@example.org" else None

    with MailServer(script(RCPT=rcpt)) as server, connect(server) as transport:
        refused = transport.send(a_mail(1, "btc@example.org", "ai@example.org", "vp@example.org"))
    assert refused == (Refusal("ai@example.org", "550 5.1.1 no such user"),)
    assert [envelope.rcpt_tos for envelope in server.received] == [["btc@example.org", "vp@example.org"]]


def test_one_recipient_is_to_come_back_later(connect, waited):
    """The others have the mail: it is not tried again here, lest they get it twice."""

    def rcpt(address: str) -> str | None:
        return {"ai@example.org": "450 grey", "x@example.org": "550 no"}.get(address)

    with MailServer(script(RCPT=rcpt)) as server, connect(server) as transport:
        refused = transport.send(a_mail(1, "btc@example.org", "ai@example.org", "x@example.org"))
    assert refused == (Refusal("ai@example.org", "450 grey", permanent=False), Refusal("x@example.org", "550 no"))
    assert ([envelope.rcpt_tos for envelope in server.received], waited) == ([["btc@example.org"]], [])


def test_a_refused_mail_does_not_harm_the_next(connect):
    def rcpt(address: str) -> str | None:
        return "550 no" if address.startswith("x") else None

    with MailServer(script(RCPT=rcpt)) as server, connect(server) as transport:
        with pytest.raises(TransportError):
            transport.send(a_mail(1, "x@example.org"))
        transport.send(a_mail(2))
    assert (server.ids, server.connections) == (["<2@example.org>"], 1)


# --- who is not there -------------------------------------------------------------------------------------------------


def test_nobody_listens(connect, waited):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with connect(port) as transport, pytest.raises(TransportError) as error:
        transport.send(a_mail())
    assert (kind(error), waited) == ("stop", [2.0, 8.0])
    assert told(error).startswith("No connection to the mail server 127.0.0.1: ")


def test_accepting_and_never_answering(connect, waited):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with connect(port, seconds=0.2) as transport, pytest.raises(TransportError) as error:
            transport.send(a_mail())
    assert (kind(error), waited) == ("stop", [2.0, 8.0])
    assert told(error) == ("No connection to the mail server 127.0.0.1: The mail server did not answer in time.")


def test_silence_after_the_whole_mail_is_not_tried_again(connect, waited):
    with (
        MailServer(script(END=HANG)) as server,
        connect(server, seconds=0.5) as transport,
        pytest.raises(TransportError) as error,
    ):
        transport.send(a_mail())
    assert (kind(error), waited) == ("unsure", [])
    assert told(error) == "The mail server did not answer in time."


def test_cut_once_the_mail_was_taken(connect):
    """The one way a mail comes twice: with one Message-ID, as mail programs know."""
    with MailServer(script(END=once(STORE_AND_CUT))) as server, connect(server) as transport:
        transport.send(a_mail())
    assert server.ids == ["<1@example.org>"] * 2


def test_three_lost_mails_in_a_row_stop_the_run(connect):
    with MailServer(script(MAIL=CUT)) as server, connect(server) as transport:
        kinds = []
        for number in range(3):
            with pytest.raises(TransportError) as error:
                transport.send(a_mail(number))
            kinds.append(kind(error))
    assert kinds == ["temporary", "temporary", "stop"]


def test_the_pauses_of_a_run_have_a_bound(connect, waited):
    """A server that puts every mail off costs a minute, not hours."""
    with MailServer(script(RCPT="450 greylisted")) as server, connect(server) as transport:
        for number in range(50):
            with pytest.raises(TransportError):
                transport.send(a_mail(number))
    assert sum(waited) <= module.PATIENCE
    assert server.received == []


def test_the_server_comes_back_in_the_next_run(connect):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    transport = connect(port)
    with transport, pytest.raises(TransportError):
        transport.send(a_mail())
    with MailServer(port=port) as server, transport:
        transport.send(a_mail())
    assert server.ids == ["<1@example.org>"]


# --- what is made of the settings -------------------------------------------------------------------------------------


def test_the_factory(tmp_path, monkeypatch):
    assert isinstance(make_transport(Settings(Kind.SMTP, host="mail.example.org"), tmp_path), Smtp)
    monkeypatch.delenv("SMTP_PASSWORD", raising=False)
    with pytest.raises(DutrackError):
        make_transport(Settings(Kind.SMTP, host="h", **LOGIN), tmp_path)


def test_a_mail_that_cannot_be_written_stops_no_other(connect):
    mail = a_mail(1)
    mail.message._headers.append(("X-Odd", "\ud800"))  # half a character, past every check
    with MailServer() as server, connect(server) as transport:
        with pytest.raises(TransportError) as error:
            transport.send(mail)
        transport.send(a_mail(2))
    assert (kind(error), server.ids) == ("permanent", ["<2@example.org>"])
