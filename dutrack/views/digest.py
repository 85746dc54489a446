"""What a digest says: its sections, their lines and the subject, in the active language."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda import Status
from dutrack.i18n import Message, msg, plural
from dutrack.views.text import clean
from dutrack.views.words import days_words, extension_words, members_words, missed_words, status_words

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda import Item

LONGEST = 300
"""A title is cut off after so many characters, a name likewise."""
MOST_LINES = 100
"""A section shows no more lines; the others are counted."""


class Kind(StrEnum):
    """The sections, in their order."""

    OVERDUE = "overdue"
    TODAY = "due-today"
    SOON = "due-soon"
    RELEASED = "released"
    UNDATED = "undated"
    REVIEW = "review"
    HELPING = "helping"
    URGING = "urging"
    LEADER = "leader"


class Line(Struct, frozen=True):
    """One unit, or the missed occurrences of a series. Of a confidential plan there is the address alone."""

    address: str
    new: bool
    title: str = ""
    days: str = ""
    status: str = ""
    notes: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """One section: ``units`` is how many units its lines and those left out stand for, ``more`` the lines left out."""

    kind: Kind
    lines: tuple[Line, ...]
    units: int
    more: int = 0


class Contact(Struct, frozen=True):
    """Who urges, with an address where it is known."""

    name: str
    address: str | None = None


class Digest(Struct, frozen=True):
    """A digest, ready to be written as text or HTML. ``rest`` tells what else is open, ``to`` is the reader's name."""

    to: str
    day: date
    sections: tuple[Section, ...]
    contacts: tuple[Contact, ...] = ()
    rest: str = ""

    @property
    def new(self) -> int:
        """How many lines are new."""
        return sum(line.new for section in self.sections for line in section.lines)


def section_name(kind: Kind) -> Message:
    """Return the heading of a section."""
    return {
        Kind.OVERDUE: msg("Overdue"),
        Kind.TODAY: msg("Due today"),
        Kind.SOON: msg("Due soon"),
        Kind.RELEASED: msg("May now begin"),
        Kind.UNDATED: msg("Needs a date"),
        Kind.REVIEW: msg("To be reviewed"),
        Kind.HELPING: msg("To help with"),
        Kind.URGING: msg("To be urged"),
        Kind.LEADER: msg("Long overdue"),
    }[kind]


def section_ask(kind: Kind) -> Message:
    """Return what is asked of the reader."""
    return {
        Kind.OVERDUE: msg("Please finish and report the result, or ask for an extension with the reason."),
        Kind.TODAY: msg("Please finish today and report the result."),
        Kind.SOON: msg("Please finish in time, and say early if something stands in the way."),
        Kind.RELEASED: msg("What these tasks waited for has happened: please begin."),
        Kind.UNDATED: msg("No day can be read from the plan: please propose one."),
        Kind.REVIEW: msg("Standing work: please report how it stands."),
        Kind.HELPING: msg("Please help the lead to finish in time."),
        Kind.URGING: msg("Please urge the leads to finish, or to say why they cannot."),
        Kind.LEADER: msg("Please see that these tasks of your office are finished."),
    }[kind]


def subject(digest: Digest) -> str:
    """Return the subject: the counts by section, and the day."""
    return str(msg("[Reminder] {counts} – {day}", counts=counts_line(digest), day=digest.day))


def counts_line(digest: Digest) -> str:
    """Return how many units each section has."""
    return ", ".join(f"{section.units} {_lower(str(section_name(section.kind)))}" for section in digest.sections)


def greeting(digest: Digest) -> str:
    """Return whom the digest addresses."""
    return str(msg("To: {name}", name=digest.to))


def summary(digest: Digest) -> str:
    """Return the line under the greeting: the day and what the mark of new lines means."""
    if not digest.new:
        return str(msg("On {day}: nothing is new; all of this was told before.", day=digest.day))
    return str(
        plural(
            "On {day}: {count} line is new, marked (new); the others were told before.",
            "On {day}: {count} lines are new, marked (new); the others were told before.",
            count=digest.new,
            day=digest.day,
        )
    )


def more_words(section: Section) -> str:
    """Return how many lines are left out; "" where none is."""
    if not section.more:
        return ""
    return str(plural("… and {count} more", "… and {count} more", count=section.more))


def contact_words(contact: Contact) -> str:
    """Return a contact in one line."""
    return f"{contact.name} <{bare_address(contact.address)}>" if contact.address else contact.name


def bare_address(address: str) -> str:
    """Return an address without the name before it."""
    return address.rpartition("<")[2].removesuffix(">").strip()


def automatic_words() -> str:
    """Return the last line."""
    return str(msg("This mail was sent automatically. An answer goes to the monitoring body."))


def bare_line(item: Item, *, new: bool, missed: tuple[str, ...] = ()) -> Line:
    """Return a unit of a confidential plan: its address alone."""
    return Line(clean(f"{item.plan}/{item.task}" if missed else item.address), new)


def line_of(item: Item, *, new: bool, lead: bool, missed: tuple[str, ...] = (), released: bool = False) -> Line:
    """Return a unit as a line; ``lead`` names who leads, ``released`` says since when it may begin."""
    days = days_words(item)
    notes: list[Message | str | None] = [missed_words(missed) if missed else None]
    if released and item.released_on is not None:
        notes.append(msg("may begin since {day}", day=item.released_on))
    if item.status is Status.UNDATED:
        notes += [f"“{clip(item.deadline)}”" if item.deadline else None, item.reason]
    if item.review_on is not None:
        notes.append(msg("review day {day}", day=item.review_on))
    if lead:
        names = "; ".join(body.name for body in item.answering) or "; ".join(item.owners)
        notes.append(msg("lead: {names}", names=clip(names)) if names else msg("Nobody leads"))
    members = members_words(item)
    if members is not None and item.members is not None:
        notes.append(f"{clip(item.members.group)}: {members}")
    notes.append(extension_words(item))
    return Line(
        address=bare_line(item, new=new, missed=missed).address,
        new=new,
        title=clip(item.title),
        days=str(msg("due {day}", day=days)) if days and not missed else "",
        status="" if missed or (item.status is Status.DUE_TODAY and not lead) else _status(item),
        notes=tuple(clean(str(note)) for note in notes if note is not None),
    )


def clip(text: str) -> str:
    """Return a text on one line, harmless, and cut off where it is too long."""
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rstrip()}…"
    return clean(text)


def _status(item: Item) -> str:
    if item.days_left is not None and item.days_left > 0:
        return str(plural("{count} day left", "{count} days left", count=item.days_left))
    return str(status_words(item)) if item.status in (Status.OVERDUE, Status.DUE_TODAY) else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
