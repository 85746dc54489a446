"""The contract of an outbox, held by every store: SQLite in a file, PostgreSQL on a server."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from dutrack.config import Outbox as Settings
from dutrack.i18n import language
from dutrack.reminders import store, tables
from dutrack.reminders.contracts import Moment, Reader, Role, State
from dutrack.reminders.outbox import LEASE, SqlOutbox, make_outbox, open_outbox
from dutrack.reminders.store import ForeignOutboxError, NoOutboxError, OutboxError, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = date(2023, 3, 27)
BODY, OTHER = Reader("ban-a"), Reader("ban-a", leader=True)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with language("en"):
        yield


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2023, 3, 27, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Place:
    """Where an outbox is, and the clock of whoever opens it."""

    def __init__(self, settings: Settings, root: Path) -> None:
        self.settings = settings
        self.root = root
        self.clock = Clock()

    def make(self, *told: Moment) -> int:
        return make_outbox(self.settings, self.root, self.clock, told)

    @contextmanager
    def open(self) -> Iterator[SqlOutbox]:
        with open_outbox(self.settings, self.root, self.clock) as outbox:
            yield outbox


def sqlite_place(folder: Path) -> Place:
    return Place(Settings(), folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path) -> Place:
    if request.param == "sqlite":
        return sqlite_place(tmp_path)
    url = request.getfixturevalue("postgres")
    return Place(Settings(url, f"office-{uuid4().hex}"), tmp_path)


@pytest.fixture
def outbox(place) -> Iterator[SqlOutbox]:
    place.make()
    with place.open() as opened:
        yield opened


def moment(label: str = "-7", *, body: str = "ban-a", unit: str = "1", due: date | None = date(2023, 4, 3)) -> Moment:
    return Moment("ke-hoach", unit.partition("/")[0], unit, due, label, Role.LEAD, body)


def begin(outbox: SqlOutbox, *moments: Moment, reader: Reader = BODY, day: date = DAY):
    return outbox.begin(reader, day, f"<{reader.body}-{reader.leader}-{day}@x>", moments or (moment(),))


def test_without_an_outbox_nothing_is_known(place) -> None:
    with pytest.raises(NoOutboxError):
        open_outbox(place.settings, place.root, place.clock)
    assert list(place.root.iterdir()) == []


def test_who_is_still_to_get_a_mail_is_remembered(outbox) -> None:
    post = begin(outbox)
    assert outbox.settle(post, State.PARTLY, "b@x.org: 450 later", ("b@x.org", "c@x.org"))
    (partly,) = outbox.posts((State.PARTLY,))
    assert partly.recipients == ("b@x.org", "c@x.org")
    assert list(outbox.told()) == [moment()]  # the others have been told
    assert outbox.is_free(partly)
    resumed = outbox.resume(partly)
    assert resumed.recipients == partly.recipients
    assert outbox.resume(partly) is None  # another sender was faster
    assert outbox.settle(resumed, State.SENT)
    (sent,) = outbox.posts((State.SENT,))
    assert (sent.recipients, sent.note) == ((), None)


def test_it_is_made_once(place) -> None:
    past = moment("-30")
    assert place.make(past, past, moment("+1")) == 2
    with pytest.raises(OutboxError, match="already"):
        place.make()
    with place.open() as outbox:
        assert sorted(outbox.told(), key=lambda told: told.label) == [moment("+1"), past]
        assert (outbox.posts(tuple(State)), outbox.last_good()) == ((), None)


def test_what_fails_while_it_is_made_leaves_none(place) -> None:
    def told() -> Iterator[Moment]:
        yield moment()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_outbox(place.settings, place.root, place.clock, told())
    with pytest.raises(NoOutboxError):
        open_outbox(place.settings, place.root, place.clock)
    assert place.make() == 0


def test_claim_record_send_settle(outbox, place) -> None:
    told = (moment(), replace(moment("released", due=None), role=Role.COOPERATING, extensions=2))
    post = begin(outbox, *told)
    assert post.state is State.SENDING
    assert (post.reader, post.day, post.message_id, post.attempts, post.moments) == (
        BODY,
        DAY,
        "<ban-a-False-2023-03-27@x>",
        1,
        2,
    )
    assert set(outbox.told()) == set(outbox.moments(post)) == set(told)
    assert outbox.posts((State.SENDING,)) == (post,)
    place.clock.pass_(3)
    assert outbox.settle(post, State.SENT, "ban-b@example.org: no such user")
    (sent,) = outbox.posts((State.SENT,))
    assert (sent.note, sent.claim, sent.changed - sent.created) == (
        "ban-b@example.org: no such user",
        None,
        timedelta(seconds=3),
    )
    assert set(outbox.told()) == set(told)


def test_one_mail_a_reader_and_day(outbox) -> None:
    assert begin(outbox)
    assert begin(outbox, moment("+1")) is None
    assert begin(outbox, moment(body="ban-a", unit="2"), reader=OTHER)
    assert begin(outbox, moment("+1"), day=DAY + timedelta(1))


def test_a_moment_is_told_once(outbox) -> None:
    assert begin(outbox)
    # The second moment was told; the first is not recorded either.
    assert begin(outbox, moment(unit="2"), moment(), reader=Reader("ban-b")) is None
    assert list(outbox.told()) == [moment()]
    assert len(outbox.posts(tuple(State))) == 1


@pytest.mark.parametrize("field", ["plan", "task", "unit", "label", "body"])
def test_what_tells_moments_apart(field, outbox) -> None:
    assert begin(outbox)
    assert begin(outbox, replace(moment(), **{field: "+9"}), reader=OTHER)


def test_the_number_of_extensions_tells_none_apart(outbox) -> None:
    assert begin(outbox)
    assert begin(outbox, replace(moment(), extensions=1), reader=OTHER) is None


@pytest.mark.parametrize("state", [State.SENT, State.FAILED, State.DROPPED, State.UNSURE])
def test_what_counts_as_told(state, outbox) -> None:
    post = begin(outbox)
    assert outbox.settle(post, state)
    assert list(outbox.told()) == [moment()]
    assert begin(outbox, moment("+1")) is None


def test_what_waits_is_planned_afresh(outbox) -> None:
    outbox.settle(begin(outbox), State.WAITING, "nobody answers")
    assert list(outbox.told()) == []
    again = begin(outbox, moment(), moment("+1"))
    assert (again.attempts, again.moments) == (2, 2)
    outbox.settle(again, State.WAITING)
    later = begin(outbox, moment("+7"), day=DAY + timedelta(1))
    assert (later.attempts, later.day) == (3, DAY + timedelta(1))
    assert outbox.posts(tuple(State)) == (later,)
    assert list(outbox.told()) == [moment("+7")]


def test_posts_of_a_day(outbox) -> None:
    outbox.settle(begin(outbox), State.SENT)
    later = begin(outbox, moment("+1"), day=DAY + timedelta(1))
    assert [post.day for post in outbox.posts((), DAY)] == [DAY]
    assert [post.day for post in outbox.posts((State.SENDING,), DAY)] == [DAY, DAY + timedelta(1)]
    assert outbox.posts((State.SENDING,)) == (later,)
    assert outbox.posts(()) == ()


def test_a_claim_is_free_when_its_lease_is_over(outbox, place) -> None:
    post = begin(outbox)
    for seconds, free in ((0, False), (LEASE - 1, False), (1, True)):
        place.clock.pass_(seconds)
        assert outbox.is_free(post) is free


def test_a_clock_set_back_frees_a_claim_that_would_last_too_long(outbox, place) -> None:
    post = begin(outbox)
    place.clock.pass_(-86400)
    assert outbox.is_free(post)


@pytest.mark.parametrize(("state", "free"), [(State.UNSURE, True), (State.SENT, False), (State.FAILED, False)])
def test_only_what_may_have_left_is_free(state, free, outbox) -> None:
    outbox.settle(begin(outbox), state)
    (post,) = outbox.posts((state,))
    assert outbox.is_free(post) is free


def test_one_sender_resumes(outbox, place) -> None:
    old = begin(outbox)
    place.clock.pass_(LEASE)
    (seen,) = outbox.posts((State.SENDING,))
    with place.open() as other:
        mine, theirs = outbox.resume(seen), other.resume(seen)
    assert (mine.attempts, mine.message_id, theirs) == (2, old.message_id, None)
    assert mine.lease == old.lease + LEASE
    assert not outbox.settle(old, State.SENT)  # the claim was lost
    assert outbox.settle(mine, State.SENT)
    assert not outbox.settle(mine, State.FAILED)


CHILD = """
import os, sys
from datetime import UTC, date, datetime
from pathlib import Path
from dutrack.config import Outbox
from dutrack.reminders.contracts import Reader
from dutrack.reminders.outbox import open_outbox
now = datetime(2023, 3, 27, tzinfo=UTC)
outbox = open_outbox(Outbox(sys.argv[1], sys.argv[2] or None), Path(sys.argv[3]), lambda: now)
outbox.begin(Reader("ban-a"), date(2023, 3, 27), "<killed@x>", ())
os._exit(9)
"""


def test_the_claim_of_a_dead_process_is_free_at_once(outbox, place) -> None:
    settings = place.settings
    args = [sys.executable, "-c", CHILD, settings.url, settings.workspace or "", str(place.root)]
    assert subprocess.run(args, check=False).returncode == 9
    (post,) = outbox.posts((State.SENDING,))
    assert post.message_id == "<killed@x>"
    assert outbox.is_free(post)
    assert outbox.resume(post).message_id == "<killed@x>"


def test_many_at_once_and_one_has_it(outbox, place) -> None:
    def claim(_: int) -> bool:
        with place.open() as mine:
            return begin(mine) is not None

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(claim, range(16))) == 1
    assert len(outbox.posts(tuple(State))) == 1


def test_many_at_once_for_many_readers(outbox, place) -> None:
    readers = [Reader(f"ban-{number}") for number in range(20)]

    def claim_all(_: int) -> int:
        with place.open() as mine:
            claims = [begin(mine, moment(body=reader.body), reader=reader) for reader in readers]
            return sum(mine.settle(post, State.SENT) for post in claims if post)

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(claim_all, range(6))) == len(readers)
    assert len(list(outbox.told())) == len(readers)


def test_change(outbox) -> None:
    failed, sent = begin(outbox), begin(outbox, moment(unit="2"), reader=OTHER)
    outbox.settle(failed, State.FAILED, "no such user")
    outbox.settle(sent, State.SENT)
    assert outbox.change((failed.id, sent.id, 9999), (State.FAILED,), State.WAITING) == (failed.id,)
    assert [told.unit for told in outbox.told()] == ["2"]
    assert begin(outbox).attempts == 2


def test_good_runs(outbox, place) -> None:
    outbox.finish(good=True)
    good = place.clock.now
    place.clock.pass_(3600)
    outbox.finish(good=False)
    assert outbox.last_good() == good


def test_workspaces_know_nothing_of_each_other(outbox, place) -> None:
    other = Place(replace(place.settings, workspace="another"), place.root)
    with pytest.raises(NoOutboxError):
        open_outbox(other.settings, other.root, other.clock)
    other.make()
    post = begin(outbox)
    with other.open() as theirs:
        assert list(theirs.told()) == []
        assert theirs.posts(tuple(State)) == ()
        assert theirs.change((post.id,), (State.SENDING,), State.DROPPED) == ()
        assert begin(theirs) is not None
    with other.open() as theirs, theirs._store.writing() as connection:
        for table in (tables.moments, tables.posts):
            connection.execute(table.delete().where(table.c.workspace == "another"))
        connection.execute(tables.workspaces.delete().where(tables.workspaces.c.name == "another"))


def test_an_outbox_of_a_later_version_is_left_alone(outbox, place) -> None:
    with outbox._store.writing() as connection:
        connection.execute(update(tables.workspaces).values(version=tables.VERSION + 1))
    try:
        with pytest.raises(OutboxError, match="later version"):
            open_outbox(place.settings, place.root, place.clock)
    finally:
        with outbox._store.writing() as connection:
            connection.execute(update(tables.workspaces).values(version=tables.VERSION))


# SQLite alone: a file can be copied, broken and locked.


def _copied(place: Place) -> None:
    with open_outbox(place.settings, place.root, place.clock) as outbox, outbox._store.writing() as connection:
        connection.execute(update(tables.workspaces).values(host="office-pc 0123"))


def test_an_outbox_from_another_machine_is_refused(tmp_path) -> None:
    place = sqlite_place(tmp_path)
    place.make(moment())
    _copied(place)
    with pytest.raises(ForeignOutboxError, match="office-pc, and this is") as caught:
        open_outbox(place.settings, place.root, place.clock)
    assert "outbox init --from-now" in str(caught.value.hint)
    # Taken over, it keeps what it knows.
    assert place.make(moment(), moment("+1")) == 1
    with place.open() as outbox:
        assert len(list(outbox.told())) == 2


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", NoOutboxError, "There is no outbox"),
        (b"no database at all, but long enough for a header of one" * 40, OutboxError, "it is damaged"),
    ],
)
def test_a_broken_file_is_named(content, error, words, tmp_path) -> None:
    place = sqlite_place(tmp_path)
    place.make()
    path = tmp_path / ".dutrack" / "outbox.db"
    for file in path.parent.iterdir():
        file.unlink()
    path.write_bytes(content)
    with pytest.raises(error, match=words):
        open_outbox(place.settings, place.root, place.clock)


def test_a_locked_file_is_waited_for_and_then_named(tmp_path, monkeypatch) -> None:
    place = sqlite_place(tmp_path)
    place.make()
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    with place.open() as holder, holder._store.writing(), place.open() as outbox:
        with pytest.raises(OutboxError, match="another program has it open") as caught:
            begin(outbox)
        assert "Another program holds it" in str(caught.value.hint)


def test_a_full_disk_is_named_and_nothing_is_claimed(tmp_path) -> None:
    place = sqlite_place(tmp_path)
    place.make()
    with place.open() as outbox:
        with outbox._store.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(OutboxError, match="full") as caught:
            begin(outbox, *(moment(unit=f"{number}{'x' * 200}") for number in range(500)))
        assert "the disk has room" in str(caught.value.hint)
        assert outbox.posts(tuple(State)) == ()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings("sqlite://"), "names no file"),
        (Settings("sqlite:///:memory:"), "names no file"),
        (Settings("nonsense"), "cannot be read"),
        (Settings("postgresql://nobody@/x"), "needs a name"),
    ],
)
def test_wrong_settings_are_named(settings, words, tmp_path) -> None:
    with pytest.raises(OutboxError, match=words):
        open_store(settings, tmp_path)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path) -> None:
    settings = Settings("postgresql://dutrack:geheim@127.0.0.1:1/x", "office")
    with pytest.raises(OutboxError) as caught:
        open_outbox(settings, tmp_path, Clock())
    assert "cannot be used" in str(caught.value)
    assert "geheim" not in f"{caught.value} {caught.value.hint}"
