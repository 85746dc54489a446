"""Runs from end to end with a transport that does what a test tells it: what is sent, under which id, what is kept."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest
from icalendar import Calendar

from dutrack.agenda import build_agenda
from dutrack.export import formats
from dutrack.extras import MissingPackageError
from dutrack.i18n import language, msg
from dutrack.reminders.contracts import Mail, Reader, Refusal, State, TransportError
from dutrack.reminders.delivery import Desk, Sender
from dutrack.reminders.mail import BadAddressError, Letter, compose, message_id, parse, thread_id
from dutrack.reminders.outbox import LEASE, SqlOutbox, make_outbox, open_outbox
from dutrack.reminders.round import Job, TooManyError, plan_round
from dutrack.reminders.session import Result, Wishes, remind
from dutrack.reminders.store import NoOutboxError
from dutrack.views.digest import clip
from dutrack.views.digest_html import digest_html
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).parent / "data" / "nhac-viec"
TO = {
    "bantochuc@example.org": "ban-to-chuc",
    "truongban@example.org": "ban-to-chuc!",
    "sonoivu@example.org": "so-noi-vu",
    "vanphong@example.org": "van-phong",
    "anlao@example.org": "huyen-a",
    "admin@example.org": "operator",
}
ALL = sorted(TO.values())
CLERK = "vanthu.btc@example.org"
"""In Cc of what goes to ban-to-chuc."""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with language("en"):
        yield


def reader_of(mail: Mail) -> str:
    """Return who gets a mail; "clerk" where it goes to nobody else any more."""
    return (TO | {CLERK: "clerk"})[mail.recipients[0]]


class Way:
    """A transport; ``faults`` are what it raises or returns, by the id of the reader, once each."""

    def __init__(self, faults: dict[str, Any] | None = None) -> None:
        self.faults = faults or {}
        self.mails: list[Mail] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send(self, mail: Mail) -> tuple[Refusal, ...]:
        fault = self.faults.pop(reader_of(mail), ())
        if isinstance(fault, BaseException):
            if isinstance(fault, TransportError):
                raise fault
            self.mails.append(mail)
            raise fault
        self.mails.append(mail)
        return fault

    @property
    def readers(self) -> list[str]:
        return sorted(reader_of(mail) for mail in self.mails)


class Office:
    """A workspace in a folder, and a clock."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.now = datetime(2023, 3, 31, tzinfo=UTC)

    def clock(self) -> datetime:
        return self.now

    def run(self, way: Way, day: str = "2023-03-31", **wishes: Any) -> Result:
        agenda = build_agenda(load_workspace(self.root), date.fromisoformat(day))
        return remind(agenda, self.clock, Wishes(**{"limit": 200} | wishes), way)

    def outbox(self) -> SqlOutbox:
        return open_outbox(load_workspace(self.root).config.outbox, self.root, self.clock)

    def states(self) -> dict[str, str]:
        with self.outbox() as outbox:
            posts = outbox.posts(tuple(State))
        return {post.reader.body + "!" * post.reader.leader or "operator": post.state.value for post in posts}

    def record(self, fields: str) -> None:
        path = self.root / "plans" / "progress" / "to-chuc.toml"
        with path.open("a", encoding="utf-8") as file:
            file.write(f'"20230331T020000.000000Z-zzzz" = {{ {fields} }}\n')


@pytest.fixture
def office(tmp_path) -> Office:
    shutil.copytree(DATA, tmp_path / "office")
    return Office(tmp_path / "office")


def fault(**kind: bool) -> TransportError:
    return TransportError(msg("The operator"), **kind)


def test_everybody_once(office) -> None:
    way = Way()
    result = office.run(way)
    assert way.readers == ALL
    assert (result.good, result.left, result.outcome.sent) == (True, 0, 6)
    ids = [mail.id for mail in way.mails]
    assert len(set(ids)) == 6
    again = Way()
    assert office.run(again).good
    assert again.readers == []
    with office.outbox() as outbox:
        assert outbox.last_good() == office.now


def test_the_next_days(office) -> None:
    office.run(Way())
    first, ids = Way(), []
    for day, readers in [
        ("2023-04-01", []),  # a Saturday
        # What was due yesterday; the operator hears of mistakes every day.
        ("2023-04-03", ["ban-to-chuc", "huyen-a", "operator", "so-noi-vu"]),
        ("2023-04-04", ["operator"]),
    ]:
        way = Way()
        office.run(way, day)
        assert way.readers == readers
        ids += [mail.id for mail in way.mails]
    assert len(set(ids)) == len(ids)
    assert first.mails == []


def test_the_clock_set_back_and_far_ahead(office) -> None:
    office.run(Way(), "2023-04-28")
    for day in ("2023-04-27", "2023-03-31"):
        way = Way()
        office.run(way, day)
        assert way.readers in ([], ["operator"])


@pytest.mark.parametrize("day", ["2023-04-03", "2023-04-28", "2023-05-31"])
def test_a_machine_asleep_over_the_due_day(day: str, office) -> None:
    """Whatever was missed comes in one mail, with what stands now; nothing of it comes later."""
    office.run(Way(), "2023-03-24")
    way, again = Way(), Way()
    office.run(way, day)
    office.run(again, day)
    assert (way.readers.count("so-noi-vu"), again.readers) == (1, [])
    late = (date.fromisoformat(day) - date(2023, 3, 31)).days
    told = " ".join(text_of(way, "so-noi-vu").split())
    assert f"(new) Đề án vị trí việc làm due 2023-03-31; {late} days overdue; to-chuc/I.3" in told
    assert told.count("Đề án vị trí việc làm") == 1


def test_what_is_new_after_the_mail_of_the_day_waits_for_the_next(office) -> None:
    office.run(Way())
    office.record('kind = "extended", task = "I.4", to = "ngày 10/4/2023", on = 2023-03-31, reason = "x"')
    same, later = Way(), Way()
    office.run(same)
    office.run(later, "2023-04-03")
    assert same.readers == []
    assert "2023-04-10" in text_of(later, "so-noi-vu")


@pytest.mark.parametrize(
    ("kind", "state", "told"),
    [({}, "waiting", False), ({"unsure": True}, "unsure", True), ({"permanent": True}, "failed", True)],
)
def test_faults(kind, state, told, office) -> None:
    way = Way({"so-noi-vu": fault(**kind)})
    result = office.run(way)
    assert office.states()["so-noi-vu"] == state
    assert (result.good, result.left) == (False, int(not kind.get("permanent")))
    assert [trouble.to for trouble in result.outcome.troubles] == ["Sở Nội vụ"]
    again = Way()
    second = office.run(again)
    # Refused for good is not retried: status 1 once, then 0.
    assert again.readers == ([] if kind.get("permanent") else ["so-noi-vu"])
    assert second.good
    with office.outbox() as outbox:
        assert any(moment.body == "so-noi-vu" for moment in outbox.told())
    assert ("Sở Nội vụ: The operator" in text_of(way, "operator")) is bool(kind.get("permanent"))
    assert told or office.states()["so-noi-vu"] == "sent"


def test_a_refused_recipient_is_told_to_the_operator(office) -> None:
    way = Way({"ban-to-chuc": (Refusal("vanthu.btc@example.org", "550 no such user"),)})
    result = office.run(way)
    assert office.states()["ban-to-chuc"] == "sent"
    assert "vanthu.btc@example.org: 550 no such user" in text_of(way, "operator")
    assert not result.good


def later(reason: str = "450 grey") -> tuple[Refusal, ...]:
    return (Refusal(CLERK, reason, permanent=False),)


def test_a_recipient_that_may_get_it_later_gets_it_alone(office) -> None:
    way, again, third = Way({"ban-to-chuc": later()}), Way(), Way()
    result = office.run(way)
    assert (office.states()["ban-to-chuc"], result.good, result.left) == ("partly", False, 1)
    assert [(trouble.to, trouble.permanent) for trouble in result.outcome.troubles] == [(CLERK, False)]
    assert CLERK not in text_of(way, "operator")  # it may still get it
    assert office.run(again).good
    assert [mail.recipients for mail in again.mails] == [(CLERK,)]
    (mail,) = [mail for mail in way.mails if reader_of(mail) == "ban-to-chuc"]
    assert again.mails[0].id == mail.id
    assert again.mails[0].message["To"] == mail.message["To"]
    assert office.states()["ban-to-chuc"] == "sent"
    assert office.run(third).good
    assert third.mails == []


@pytest.mark.parametrize("kind", [{}, {"unsure": True}, {"stop": True}, {"permanent": True}])
def test_what_fails_for_the_rest_is_not_sent_to_the_others_again(kind, office) -> None:
    office.run(Way({"ban-to-chuc": later()}))
    way, last = Way({"clerk": fault(**kind)}), Way()
    result = office.run(way)
    (trouble,) = result.outcome.troubles
    assert str(trouble.to) == f"Ban Tổ chức Tỉnh ủy ({CLERK})"
    assert trouble.permanent is bool(kind.get("permanent"))
    assert office.states()["ban-to-chuc"] == ("sent" if kind.get("permanent") else "partly")
    assert office.run(last).good
    assert [mail.recipients for mail in last.mails] == ([] if kind.get("permanent") else [(CLERK,)])


def test_killed_while_sending_to_the_rest(office) -> None:
    office.run(Way({"ban-to-chuc": later()}))
    way, last = Way({"clerk": KeyboardInterrupt()}), Way()
    with pytest.raises(KeyboardInterrupt):
        office.run(way)
    office.now += timedelta(seconds=LEASE)
    assert office.run(last).good
    assert [mail.recipients for mail in (*way.mails, *last.mails)] == [(CLERK,), (CLERK,)]


def test_a_newer_mail_takes_the_place_of_what_did_not_reach_all(office) -> None:
    office.run(Way({"ban-to-chuc": later()}))
    way = Way()
    result = office.run(way, "2023-04-03")
    assert [mail.recipients for mail in way.mails if reader_of(mail) in ("ban-to-chuc", "clerk")] == [
        ("bantochuc@example.org", CLERK)
    ]
    assert f"- Ban Tổ chức Tỉnh ủy: {CLERK}: 450 grey" in text_of(way, "operator")
    assert (result.left, office.run(Way(), "2023-04-03").good) == (0, True)


def test_after_some_days_nobody_waits_for_a_recipient_any_more(office) -> None:
    office.run(Way())
    office.run(Way({"ban-to-chuc": later()}), "2023-04-03")
    told = []
    for day in ("2023-04-04", "2023-04-05", "2023-04-06", "2023-04-07", "2023-04-10"):
        way = Way({"clerk": later()})
        result = office.run(way, day)
        told.append((result.good, CLERK in text_of(way, "operator")))
    assert told == [(False, False), (False, False), (False, False), (False, True), (True, False)]


def test_an_address_that_was_taken_away_waits_no_more(office) -> None:
    office.run(Way({"ban-to-chuc": later()}))
    path = office.root / "dutrack.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(f'cc = ["{CLERK}"]\n', ""), encoding="utf-8")
    way = Way()
    assert office.run(way).good
    assert (way.mails, office.states()["ban-to-chuc"]) == ([], "sent")


def test_what_may_have_left_stays_so_when_the_next_attempt_fails(office) -> None:
    """Planned afresh it would come a second time, under another Message-ID."""
    way = Way({"so-noi-vu": KeyboardInterrupt()})
    with pytest.raises(KeyboardInterrupt):
        office.run(way)
    (id_,) = [mail.id for mail in way.mails if reader_of(mail) == "so-noi-vu"]
    office.now += timedelta(seconds=LEASE)
    office.run(Way({"so-noi-vu": fault()}))
    assert office.states()["so-noi-vu"] == "unsure"
    office.now += timedelta(days=3)
    monday = Way()
    office.run(monday, "2023-04-03")
    assert [mail.id for mail in monday.mails if reader_of(mail) == "so-noi-vu"] == [id_]


def test_notes_are_in_the_language_of_the_office(office) -> None:
    """Whatever whoever ran it speaks, and English mail goes to this body."""
    way = Way({"so-noi-vu": TransportError(msg("The mail server did not answer in time."), permanent=True)})
    result = office.run(way)
    with office.outbox() as outbox:
        (note,) = [post.note for post in outbox.posts((State.FAILED,))]
    assert note == "Máy chủ thư không trả lời kịp."
    assert [str(trouble.reason) for trouble in result.outcome.troubles] == ["The mail server did not answer in time."]
    assert text_of(way, "operator").count("Sở Nội vụ") == 1
    assert note in text_of(way, "operator")


def test_a_transport_that_is_down_is_not_tried_again_and_again(office) -> None:
    way = Way({"so-noi-vu": fault(stop=True)})
    result = office.run(way)
    assert way.readers == []
    assert result.outcome.stopped
    assert office.states() == {"so-noi-vu": "waiting"}
    again = Way()
    assert office.run(again).good
    assert again.readers == ALL


def test_stopped_between_two_mails(office) -> None:
    way = Way()
    result = office.run(way, stop=lambda: len(way.mails) >= 2)
    assert (len(way.mails), result.good) == (2, False)
    rest = Way()
    office.run(rest)
    assert sorted([*way.readers, *rest.readers]) == ALL


@pytest.mark.parametrize("reader", ["so-noi-vu", "ban-to-chuc!", "operator"])
def test_killed_while_sending(reader, office) -> None:
    """The mail may have left: it is sent again, under the same Message-ID, once its sender is known to be gone."""
    way = Way({reader: KeyboardInterrupt()})
    with pytest.raises(KeyboardInterrupt):
        office.run(way)
    sent = {reader_of(mail): mail.id for mail in way.mails}
    busy = Way()
    assert not office.run(busy).good  # this process lives: nobody takes its claim
    assert reader not in busy.readers
    office.now += timedelta(seconds=LEASE)
    again = Way()
    assert office.run(again).good
    assert again.readers == [reader]
    assert again.mails[0].id == sent[reader]
    assert sorted([*way.readers, *busy.readers]) == ALL
    assert body_of(again.mails[0]) == body_of(next(mail for mail in way.mails if mail.id == sent[reader]))


def test_killed_and_resumed_the_day_after(office) -> None:
    way = Way({"so-noi-vu": KeyboardInterrupt()})
    with pytest.raises(KeyboardInterrupt):
        office.run(way)
    (interrupted,) = [mail.id for mail in way.mails if reader_of(mail) == "so-noi-vu"]
    office.now += timedelta(days=3)
    monday, tuesday = Way(), Way()
    office.run(monday, "2023-04-03")
    office.run(tuesday, "2023-04-04")
    ids = {reader_of(mail): mail.id for mail in monday.mails}
    assert ids["so-noi-vu"] == interrupted
    # What became new on Monday comes on Tuesday: nobody gets two mails a day, nobody misses one.
    assert "so-noi-vu" in tuesday.readers
    assert "(new) Đề án vị trí việc làm" in text_of(tuesday, "so-noi-vu")


def test_nothing_is_left_to_say(office) -> None:
    way = Way({"huyen-a": KeyboardInterrupt()})
    with pytest.raises(KeyboardInterrupt):
        office.run(way)
    office.record('kind = "done", task = "III.1", on = 2023-03-31')
    office.now += timedelta(seconds=LEASE)
    again = Way()
    office.run(again)
    assert "huyen-a" not in again.readers
    assert office.states()["huyen-a"] == "dropped"


def test_what_waits_and_is_done_meanwhile_is_given_up(office) -> None:
    office.run(Way({"huyen-a": fault()}))
    office.record('kind = "done", task = "III.1", on = 2023-03-31')
    assert office.run(Way()).good
    assert office.states()["huyen-a"] == "dropped"


def test_too_many_at_once(office) -> None:
    way = Way()
    with pytest.raises(TooManyError, match="5 digests would go out at once, more than the 4 allowed"):
        office.run(way, limit=4)
    assert (way.readers, office.states()) == ([], {})
    assert office.run(way, limit=None).good


def test_only_one_body(office) -> None:
    way, rest = Way(), Way()
    office.run(way, only=frozenset(["ban-to-chuc"]))
    assert way.readers == ["ban-to-chuc", "ban-to-chuc!"]
    office.run(rest)
    assert rest.readers == ["huyen-a", "operator", "so-noi-vu", "van-phong"]


def test_a_lost_outbox_is_not_refilled(office) -> None:
    office.run(Way())
    (office.root / ".dutrack" / "mail").mkdir()  # as the default transport leaves it
    shutil.rmtree(office.root / ".dutrack" / "outbox.db", ignore_errors=True)
    for file in (office.root / ".dutrack").glob("outbox.db*"):
        file.unlink()
    way = Way()
    with pytest.raises(NoOutboxError):
        office.run(way)
    assert way.readers == []


def test_begun_anew_from_now(office) -> None:
    agenda = build_agenda(load_workspace(office.root), date(2023, 3, 31))
    from dutrack.reminders.session import past_moments  # noqa: PLC0415

    make_outbox(agenda.workspace.config.outbox, office.root, office.clock, past_moments(agenda))
    way = Way()
    office.run(way)
    # Only what stands on this very day: due today, due in seven days (extended), reviewed today.
    assert way.readers == ["ban-to-chuc", "huyen-a", "operator", "so-noi-vu"]
    assert "(new) Đề án vị trí" in text_of(way, "so-noi-vu")
    assert "- mat/1" in text_of(way, "so-noi-vu")


def test_without_an_operator_the_text_comes_back_once(office) -> None:
    path = office.root / "dutrack.toml"
    path.write_bytes(path.read_bytes().replace(b'operator = "admin@example.org"\n', b""))
    first = office.run(Way())
    assert first.for_operator.startswith("[dutrack] Gửi người vận hành:") or "operator" in first.for_operator
    assert office.run(Way()).for_operator is None
    assert first.good


def test_a_body_whose_address_was_taken_away(office) -> None:
    way = Way({"huyen-a": KeyboardInterrupt()})
    with pytest.raises(KeyboardInterrupt):
        office.run(way)
    path = office.root / "dutrack.toml"
    path.write_bytes(path.read_bytes().replace(b'email = "anlao@example.org"\n', b""))
    office.now += timedelta(seconds=LEASE)
    result = office.run(Way())
    assert office.states()["huyen-a"] == "failed"
    assert [trouble.to for trouble in result.outcome.troubles] == ["Huyện ủy An Lão"]


def test_two_senders_and_one_mail(office) -> None:
    agenda = build_agenda(load_workspace(office.root), date(2023, 3, 31))
    make_outbox(agenda.workspace.config.outbox, office.root, office.clock, ())
    way, desk = Way(), Desk(agenda, office.clock)
    with office.outbox() as first, office.outbox() as second:
        rounds = plan_round(agenda, first).jobs, plan_round(agenda, second).jobs
        senders = Sender(agenda, first, way, desk), Sender(agenda, second, way, desk)
        for mine, theirs in zip(*rounds, strict=True):
            assert senders[0].send(mine)
            assert not senders[1].send(theirs)
    assert len(way.mails) == 5


# What a mail looks like.


def shown(header: str) -> str:
    """Decode a header by RFC 2047; the newer parser puts spaces between the encoded words of a name."""
    return str(make_header(decode_header(header)))


def body_of(mail: Mail, kind: str = "plain") -> str:
    return mail.message.get_body((kind,)).get_content()


def text_of(way: Way, reader: str) -> str:
    return next((body_of(mail) for mail in way.mails if reader_of(mail) == reader), "")


@pytest.mark.parametrize("reader", ALL)
def test_whole_mails(reader, office, snapshot) -> None:
    way = Way()
    office.now = office.now.astimezone(UTC)
    office.run(way)
    (mail,) = [mail for mail in way.mails if reader_of(mail) == reader]
    parsed = message_from_bytes(mail.message.as_bytes())
    headers = "".join(f"{name}: {shown(value)}\n" for name, value in parsed.items())
    name = reader.replace("!", "-leader")
    snapshot(f"reminders/{name}.txt", f"{headers}\n{body_of(mail)}".replace("\r\n", "\n"))


@pytest.mark.parametrize("reader", ["ban-to-chuc", "so-noi-vu"])
def test_whole_pages(reader, office, snapshot) -> None:
    way = Way()
    office.run(way)
    (mail,) = [mail for mail in way.mails if reader_of(mail) == reader]
    snapshot(f"reminders/{reader}.html", body_of(mail, "html").replace("\r\n", "\n"))


def test_a_reader_never_sees_what_is_not_theirs(office) -> None:
    way = Way()
    office.run(way)
    for mail in way.mails:
        told = (
            mail.message.as_string()
            + body_of(mail)
            + (body_of(mail, "html") if mail.message.get_body(("html",)) else "")
        )
        assert "Chuẩn bị nhân sự" not in told  # of the confidential plan
        assert "Kế hoạch Mật" not in told
    assert "Sở Nội vụ" not in text_of(way, "huyen-a")
    assert [mail.recipients for mail in way.mails if reader_of(mail) == "ban-to-chuc"] == [
        ("bantochuc@example.org", "vanthu.btc@example.org")
    ]


EVIL = "Việc\\r\\nBcc: all@example.org\\u0000\\u202e <script>alert(1)</script> "


@pytest.mark.parametrize("title", [EVIL, "Việc " + "x" * 1_000_000, EVIL * 10_000], ids=["injection", "1-MB", "both"])
def test_titles_that_would_do_harm(title: str, office) -> None:
    path = office.root / "plans" / "to-chuc.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Đề án vị trí việc làm", title), encoding="utf-8")
    settings = office.root / "dutrack.toml"
    text = settings.read_text(encoding="utf-8").replace('"Sở Nội vụ"', '"Sở Nội vụ\\r\\nBcc: x@example.org"')
    settings.write_text(text, encoding="utf-8")
    plan = path.read_text(encoding="utf-8").replace('"Sở Nội vụ"', '"Sở Nội vụ\\r\\nBcc: x@example.org"')
    path.write_text(plan, encoding="utf-8")
    way = Way()
    office.run(way)
    for mail in way.mails:
        data = mail.message.as_bytes()
        assert message_from_bytes(data)["Bcc"] is None
        assert len(data) < 60_000
    (mail,) = [mail for mail in way.mails if reader_of(mail) == "so-noi-vu"]
    assert "<script>" not in body_of(mail, "html")
    assert not set(body_of(mail) + body_of(mail, "html")) & set("\x00\u202e")
    assert "Bcc: x@example.org" in body_of(mail)  # as words on one line, not as a header


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("vptu@example.org", "vptu@example.org"),
        ("Văn phòng, Tỉnh ủy <vptu@example.org>", '"Văn phòng, Tỉnh ủy" <vptu@example.org>'),
        ('"Văn phòng" <vptu@example.org>', "Văn phòng <vptu@example.org>"),
        ("vptu@văn-phòng.vn", "vptu@xn--vn-phng-h0a2m.vn"),
        ("A\r\nBcc: x@y <vptu@example.org>", '"A  Bcc: x@y" <vptu@example.org>'),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert str(parse(text)) == address


@pytest.mark.parametrize("text", ["", "x", "x@", "@y.org", "thư@example.org", "x@..", f"x@{'y' * 70}.org", "x y@z\r\n"])
def test_bad_addresses(text: str) -> None:
    with pytest.raises(BadAddressError, match="is no address that mail can be sent to"):
        parse(text)


def test_a_body_with_a_bad_address_stops_nobody_else(office) -> None:
    path = office.root / "dutrack.toml"
    text = path.read_text(encoding="utf-8").replace("anlao@example.org", "an.lão@example.org")
    path.write_text(text, encoding="utf-8")
    way = Way()
    office.run(way)
    assert way.readers == [reader for reader in ALL if reader != "huyen-a"]
    told = " ".join(text_of(way, "operator").split())
    assert "Huyện ủy An Lão (chưa có địa chỉ thư; 1 nhiệm vụ, 1 mới): to-chuc/III.1@huyen-a" in told
    assert "D004 an.lão@example.org không phải là địa chỉ thư." in told


def test_the_same_letter_is_the_same_mail() -> None:
    letter = Letter("a@example.org", ("b@example.org",), "Subject", "Text\n")
    now = datetime(2023, 3, 31, 7, tzinfo=UTC)
    assert compose(letter, "<1@x>", "<t@x>", now).message.as_bytes() == (
        b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Subject\r\nDate: Fri, 31 Mar 2023 07:00:00 +0000\r\n"
        b"Message-ID: <1@x>\r\nIn-Reply-To: <t@x>\r\nReferences: <t@x>\r\nAuto-Submitted: auto-generated\r\n"
        b"X-Auto-Response-Suppress: All\r\n"
        b'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\nMIME-Version: 1.0\r\n'
        b"Content-Language: vi\r\n\r\nVGV4dA0K\r\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nhắc việc",
        "[Nhắc việc] 3 quá hạn, 2 đến hạn hôm nay, 1 sắp đến hạn, 1 vừa có căn cứ, 1 cần điền hạn – 31/3/2023",
        "ascii, but " + "long " * 30,
        "Ban  Tổ\u00a0chức, “Sở” (Nội vụ) \\ " * 5,
        "đ" * 200,
        "𠀀" * 60,
    ],
)
def test_headers_come_back_as_they_were(text: str) -> None:
    text = text.strip()
    letter = Letter(f"{text} <a@example.org>", ("b@example.org", f"{text} <c@example.org>"), text, "Text\n", "<p>")
    data = compose(letter, "<1@x>", "<t@x>", datetime(2023, 3, 31, 7, tzinfo=UTC)).message.as_bytes()
    assert max(map(len, data.split(b"\r\n"))) <= 90
    parsed = message_from_bytes(data)
    assert shown(parsed["Subject"]) == text
    addresses = getaddresses([parsed["From"], parsed["To"]])
    assert [(shown(name), address) for name, address in addresses] == [
        (clip(text), "a@example.org"),
        ("", "b@example.org"),
        (clip(text), "c@example.org"),
    ]


def test_a_long_domain_leaves_the_ids_whole() -> None:
    """In encoded words, as the standard library would write them, no mail program finds the thread."""
    domain = "van-phong.tinh-uy-bac-giang.dang-cong-san-viet-nam.example.org"
    address, reader = f"Văn phòng <a@{domain}>", Reader("ban-to-chuc")
    id_, thread = message_id("w", reader, date(2023, 3, 31), address), thread_id("w", reader, address)
    letter = Letter(
        address, (f"b@{domain}",), "Nhắc việc", "Text\n", cc=tuple(f'"A, {n}" <{n}@{domain}>' for n in (1, 2))
    )
    data = compose(letter, id_, thread, datetime(2023, 3, 31, 7, tzinfo=UTC)).message.as_bytes()
    parsed = message_from_bytes(data)
    assert (parsed["Message-ID"], parsed["In-Reply-To"], parsed["References"]) == (id_, thread, thread)
    assert len(id_) > 78
    assert getaddresses([parsed["Cc"]]) == [("A, 1", f"1@{domain}"), ("A, 2", f"2@{domain}")]
    assert max(map(len, data.split(b"\r\n"))) <= 998  # RFC 5322 section 2.1.1


def test_a_long_section_is_cut_and_counted(office) -> None:
    path = office.root / "plans" / "to-chuc.toml"
    more = "".join(
        f'[[tasks]]\nid = "V.{n}"\ntitle = "Việc số {n}"\nowner = "Sở Nội vụ"\ndeadline = "ngày 31/3/2023"\n'
        for n in range(130)
    )
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    agenda = build_agenda(load_workspace(office.root), date(2023, 3, 31))
    jobs: Callable[[], tuple[Job, ...]] = lambda: plan_round(agenda, None).jobs  # noqa: E731
    (job,) = [job for job in jobs() if job.reader == Reader("so-noi-vu")]
    page = digest_html(Desk(agenda, office.clock).digest(job))
    assert "Due today (132)" in page
    assert "… and 32 more" in page


# The calendar that comes with a mail.


@pytest.fixture
def with_calendar(office) -> Office:
    path = office.root / "dutrack.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[mail]", "[mail]\ncalendar = true"), encoding="utf-8")
    return office


def calendars(way: Way) -> dict[str, Calendar]:
    """Return the calendars that came, by reader."""
    found = {}
    for mail in way.mails:
        parsed = message_from_bytes(mail.message.as_bytes(), policy=policy.SMTP)
        for part in parsed.iter_attachments():
            found[reader_of(mail)] = Calendar.from_ical(part.get_payload(decode=True))
    return found


def days(calendar: Calendar) -> dict[str, str]:
    """Return the day and state of each event by its address."""
    return {
        str(event["description"]).splitlines()[0].rpartition(" ")[2]: f"{event.decoded('dtstart')} {event['status']}"
        for event in calendar.walk("VEVENT")
    }


def test_a_mail_brings_its_days_as_a_calendar(with_calendar) -> None:
    way = Way()
    with_calendar.run(way)
    found = {reader: days(calendar) for reader, calendar in calendars(way).items()}
    assert found["so-noi-vu"] == {  # what it helps with too; of the confidential plan nothing
        "to-chuc/I.1": "2023-02-28 CONFIRMED",
        "to-chuc/I.3": "2023-03-31 CONFIRMED",
        "to-chuc/I.4": "2023-04-07 CONFIRMED",
    }
    assert found["ban-to-chuc"]["to-chuc/II.4"] == "2024-12-31 CONFIRMED"  # only counted in the mail
    assert found["van-phong"].keys() == {"to-chuc/I.1", "to-chuc/I.2/2023-01", "to-chuc/I.2/2023-02"}
    assert found["huyen-a"] == {"to-chuc/III.1@huyen-a": "2023-03-31 CONFIRMED"}
    assert "operator" not in found
    names = {reader: str(calendar["x-wr-calname"]) for reader, calendar in calendars(way).items()}
    assert names["so-noi-vu"] == "Due days of tasks – Sở Nội vụ"  # in the reader's language
    assert names["huyen-a"] == "Thời hạn nhiệm vụ – Huyện ủy An Lão"


def test_the_parts_of_a_mail_with_a_calendar(with_calendar) -> None:
    way = Way()
    with_calendar.run(way)
    (mail,) = [mail for mail in way.mails if reader_of(mail) == "so-noi-vu"]
    parsed = message_from_bytes(mail.message.as_bytes(), policy=policy.SMTP)
    parts = [(part.get_content_type(), part.get_filename()) for part in parsed.walk()]
    assert parts == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", "dutrack.ics"),
    ]
    assert parsed.defects == []
    (calendar,) = parsed.iter_attachments()
    assert calendar["Content-Type"] == 'text/calendar; charset="utf-8"'
    assert calendar["Content-Disposition"] == 'attachment; filename="dutrack.ics"'
    assert parsed["Content-Language"] == "en"
    assert parsed["Subject"].startswith("[Reminder]")


def test_a_mail_with_a_calendar_is_sent_again_to_the_byte(with_calendar) -> None:
    way, again = Way({"so-noi-vu": KeyboardInterrupt()}), Way()
    with pytest.raises(KeyboardInterrupt):
        with_calendar.run(way)
    before = {mail.id: mail.message.as_bytes() for mail in way.mails}
    with_calendar.now += timedelta(seconds=LEASE)
    with_calendar.run(again)
    (mail,) = [mail for mail in again.mails if mail.id in before]
    date_line = re.compile(rb"^Date: .*\r\n", re.MULTILINE)
    assert date_line.sub(b"", mail.message.as_bytes()) == date_line.sub(b"", before[mail.id])


def test_what_is_done_ahead_of_its_day_is_taken_out_of_the_calendar(with_calendar) -> None:
    first, then = Way(), Way()
    with_calendar.run(first)
    with_calendar.record('kind = "done", task = "I.4", on = 2023-03-31')
    with_calendar.run(then, "2023-04-03")
    before, after = (calendars(way)["so-noi-vu"] for way in (first, then))
    assert days(after)["to-chuc/I.4"] == "2023-04-07 CANCELLED"
    uids = [
        {str(event["uid"]) for event in calendar.walk("VEVENT") if "tự động" in event["summary"]}
        for calendar in (before, after)
    ]
    assert uids[0] == uids[1]


def test_no_calendar_where_nothing_has_a_day(with_calendar) -> None:
    way = Way()
    path = with_calendar.root / "plans" / "to-chuc.toml"
    text = path.read_text(encoding="utf-8").replace("[plan]", "[plan]\nconfidential = true")
    path.write_text(text, encoding="utf-8")
    with_calendar.run(way)
    assert len(way.mails) == len(ALL)
    assert calendars(way) == {}


def test_a_calendar_needs_its_package(with_calendar, monkeypatch) -> None:
    def gone(_: str) -> object:
        raise ModuleNotFoundError(name="icalendar")

    monkeypatch.setattr(formats, "import_module", gone)
    way = Way()
    with pytest.raises(MissingPackageError, match="The package icalendar is missing"):
        with_calendar.run(way)
    assert way.mails == []
