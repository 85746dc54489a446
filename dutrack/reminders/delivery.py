"""Sends mails one by one: claim, build, send, settle. A kill between any two of these loses nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from dutrack.errors import DutrackError
from dutrack.i18n import Message, language, msg
from dutrack.reminders.attachment import Attachments
from dutrack.reminders.contracts import Mail, Outbox, Post, Reader, Refusal, State, Transport, TransportError
from dutrack.reminders.digest import DigestBuilder
from dutrack.reminders.mail import (
    DEFAULT_SENDER,
    BadAddressError,
    Letter,
    addresses,
    compose,
    message_id,
    parse,
    thread_id,
)
from dutrack.reminders.round import Job, reader_name
from dutrack.views.digest import Digest, subject
from dutrack.views.digest_html import digest_html
from dutrack.views.digest_text import digest_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from dutrack.agenda import Agenda


PATIENCE = timedelta(days=4)
"""For so long a recipient is tried that is refused for now, while others got the mail (RFC 5321 section 4.5.4.1)."""


class Trouble(Struct, frozen=True):
    """A mail, or one recipient of it, that was refused for good, or did not leave this time."""

    to: str | Message
    reason: str | Message
    permanent: bool = True


class Outcome(Struct):
    """How a run went. ``stopped`` tells that it was ended, by whoever runs it or by a transport that is down."""

    sent: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    stopped: bool = False


class Desk:
    """Where mails are written: one language a reader, one sender, stable ids. Raises DutrackError for a bad sender."""

    def __init__(self, agenda: Agenda, clock: Callable[[], datetime]) -> None:
        self._agenda = agenda
        self._config = agenda.workspace.config
        self._clock = clock
        self._builder = DigestBuilder(agenda)
        self._attachments = Attachments(agenda) if self._config.mail.calendar else None
        self.sender = self._config.mail.sender or DEFAULT_SENDER
        try:
            parse(self.sender)
        except BadAddressError as error:
            raise DutrackError(error.message, msg("Check mail.from in dutrack.toml.")) from None

    def id_of(self, reader: Reader) -> str:
        """Return the Message-ID of the reader's mail of the day."""
        return message_id(self._config.outbox.workspace or "", reader, self._agenda.today, self.sender)

    def language_of(self, reader: Reader) -> str:
        """Return the language of a reader."""
        body = self._agenda.workspace.directory.body(reader.body)
        return (body.language if body else None) or self._config.language

    def digest(self, job: Job) -> Digest | None:
        """Return the digest in the active language; None where there is nothing left to say."""
        return self._builder.build(job.planned, str(reader_name(self._agenda, job.reader)))

    def calendar(self, job: Job) -> bytes | None:
        """Return the calendar that comes with a digest, in the active language; None where none is wanted or due."""
        if self._attachments is None:
            return None
        return self._attachments.of(job.planned, str(reader_name(self._agenda, job.reader)))

    def letter(self, job: Job) -> Letter | None:
        """Return what a job has to say and to whom, in the reader's language. Raises BadAddressError."""
        body = self._agenda.workspace.directory.body(job.reader.body)
        address = None if body is None else body.leader if job.reader.leader else body.email
        if body is None or address is None:
            raise BadAddressError(job.reader.body)
        speech = self.language_of(job.reader)
        with language(speech):
            digest = self.digest(job)
            if digest is None:
                return None
            return Letter(
                sender=self.sender,
                to=(address if "<" in address else f"{digest.to} <{address}>",),
                subject=subject(digest),
                text=digest_text(digest),
                html=digest_html(digest),
                cc=() if job.reader.leader else body.cc,
                reply_to=addresses(contact.address for contact in digest.contacts),
                calendar=self.calendar(job),
                language=speech,
            )

    def mail(self, letter: Letter, reader: Reader, id_: str) -> Mail:
        """Return the mail that carries a letter. Raises BadAddressError."""
        thread = thread_id(self._config.outbox.workspace or "", reader, self.sender)
        return compose(letter, id_, thread, self._clock())


class Sender:
    """Works off jobs; ``stop`` is asked before each whether to go on."""

    def __init__(
        self, agenda: Agenda, outbox: Outbox, transport: Transport, desk: Desk, stop: Callable[[], bool] = lambda: False
    ) -> None:
        self._agenda = agenda
        self.outbox = outbox
        self._transport = transport
        self.desk = desk
        self._stop = stop
        self.outcome = Outcome()

    def send_all(self, jobs: Iterable[Job], done: Callable[[int], object] = lambda _: None) -> None:
        """Send; ``done`` is told the number of each job that is through. Raises OutboxError."""
        for number, job in enumerate(jobs, 1):
            if self.outcome.stopped or self._stop():
                self.outcome.stopped = True
                return
            self.send(job)
            done(number)

    def give_up(self, posts: Iterable[Post]) -> None:
        """Send mails no more that did not reach all; whom they did not reach is told as refused."""
        for post in posts:
            if self.outbox.change((post.id,), (State.PARTLY,), State.SENT):
                self.outcome.troubles.append(Trouble(reader_name(self._agenda, post.reader), post.note or ""))

    def send(self, job: Job) -> bool:
        """Send one mail. False where another sender has it."""
        post = self._claim(job)
        if post is None:
            return False
        try:
            letter = self.desk.letter(job)
        except BadAddressError as error:
            self._fail(post, State.FAILED, error.message)
            return True
        if letter is None:
            self.outbox.settle(post, State.SENT if post.recipients else State.DROPPED)
        else:
            self.deliver(post, letter, again=job.post is not None)
        return True

    def deliver(self, post: Post, letter: Letter, *, again: bool = False) -> bool:
        """Give a claimed mail to the transport and settle it; tell whether it left now.

        ``again``: it may have left before, and what fails now says nothing of that.
        """
        try:
            mail = self.desk.mail(letter, post.reader, post.message_id)
            if post.recipients:
                left = tuple(address for address in mail.recipients if address in post.recipients)
                mail = replace(mail, recipients=left)
            # An address that was taken out of the settings meanwhile gets nothing.
            refused = self._transport.send(mail) if mail.recipients else ()
        except BadAddressError as error:
            self._fail(post, State.FAILED, error.message)
            return False
        except TransportError as error:
            state = State.FAILED if error.permanent else State.UNSURE if error.unsure or again else State.WAITING
            self._fail(post, state, error.message)
            self.outcome.stopped |= error.stop
            return False
        self._settle(post, refused)
        self.outcome.sent += 1
        return True

    def _settle(self, post: Post, refused: tuple[Refusal, ...]) -> None:
        """Note that a mail left, and who is still to get it."""
        patient = self._is_patient(post)
        left = tuple(each.recipient for each in refused if patient and not each.permanent)
        note = "; ".join(f"{each.recipient}: {each.reason}" for each in refused)
        self.outbox.settle(post, State.PARTLY if left else State.SENT, note or None, left)
        self.outcome.troubles += [
            Trouble(each.recipient, each.reason, permanent=each.recipient not in left) for each in refused
        ]

    def _is_patient(self, post: Post) -> bool:
        """Tell whether a mail is still tried, where others got it."""
        return self._agenda.today < post.day + PATIENCE

    def _claim(self, job: Job) -> Post | None:
        if job.post is not None:
            return self.outbox.resume(job.post)
        return self.outbox.begin(job.reader, self._agenda.today, self.desk.id_of(job.reader), job.planned.new)

    def _fail(self, post: Post, state: State, reason: Message) -> None:
        """Note that a mail did not leave; one that others got never fails as a whole, nor is it sent to them again."""
        if post.recipients:
            again = state is not State.FAILED and self._is_patient(post)
            state = State.PARTLY if again else State.SENT
        with language(self._agenda.workspace.config.language):  # whoever reads it later, it is the office's
            note = str(reason)
        self.outbox.settle(post, state, note, post.recipients if state is State.PARTLY else ())
        name = reader_name(self._agenda, post.reader) if post.reader.body else msg("the operator")
        permanent = state in (State.FAILED, State.SENT)
        to = msg("{name} ({addresses})", name=name, addresses=", ".join(post.recipients)) if post.recipients else name
        self.outcome.troubles.append(Trouble(to, reason, permanent=permanent))
