"""Due days as a calendar (RFC 5545): an all-day event for each, and with ``--todo`` a to-do for each unit as well.

Google shows no to-dos and Outlook ignores them, hence the events. An entry keeps its UID as long as its unit is the
same, and its SEQUENCE and time grow with every change, so that a calendar that is imported again moves and closes what
it has. Of a confidential plan there is no entry: its day would say more than an id.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, Todo

from dutrack.agenda import Status
from dutrack.agenda.ladders import Ladders
from dutrack.export.changes import ChangeLog
from dutrack.export.identity import Identities
from dutrack.export.register import notes, rows
from dutrack.i18n import active_language, msg, plural
from dutrack.views.digest import clip
from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda, Item
    from dutrack.export.handout import Handout
    from dutrack.export.register import Row
    from dutrack.export.stamp import Stamp
    from dutrack.i18n import Message

ALARM_AT = time(7)
"""When an alarm sounds if the settings name no time for reminders."""

_TODO_STATUS = {
    Status.DONE: "COMPLETED",
    Status.CANCELLED: "CANCELLED",
    Status.OVERDUE: "IN-PROCESS",
    Status.DUE_TODAY: "IN-PROCESS",
    Status.DUE_SOON: "IN-PROCESS",
    Status.IN_PROGRESS: "IN-PROCESS",
}
"""What is not named here needs action. A unit that is to be done now may be taken for begun."""


def write(handout: Handout, file: BinaryIO) -> None:
    """Write a calendar, entry by entry."""
    CalendarWriter(handout.agenda, handout.stamp).write(handout, file)


def _calendar(handout: Handout) -> Calendar:
    """Return a calendar with its name, and what it is of."""
    name, told = str(msg("Due days of tasks")), " ".join(map(str, _about(handout)))
    if handout.name:
        name = f"{name} – {clip(handout.name)}"
    calendar = Calendar()
    calendar.add("prodid", f"-//dutrack//dutrack//{active_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for names, text in ((("name", "x-wr-calname"), name), (("description", "x-wr-caldesc"), told)):
        for each in names:  # RFC 7986, and what programs took before it
            calendar.add(each, text)
    return calendar


def _about(handout: Handout) -> Iterator[Message]:
    yield from handout.stamp.words()
    hidden = [item.address for item in handout.items if handout.plan(item.plan) is None]
    if hidden:
        yield plural(
            "{count} unit of a confidential plan has no entry: {units}.",
            "{count} units of confidential plans have no entry: {units}.",
            count=len(hidden),
            units=", ".join(hidden),
        )


class CalendarWriter:
    """Writes calendars of one agenda; what they share is looked up once."""

    def __init__(self, agenda: Agenda, stamp: Stamp) -> None:
        config = agenda.workspace.config
        self._today = agenda.today
        self._zone = ZoneInfo(config.timezone)
        self._alarm_at = config.schedule_at[0] if config.schedule_at else ALARM_AT
        self._changes = ChangeLog(agenda, stamp)
        self._identities = Identities(agenda.workspace)
        self._ladders = Ladders(agenda)

    def write(self, handout: Handout, file: BinaryIO) -> None:
        """Write a calendar, entry by entry; one without any says at least the time zone (RFC 5545 section 3.6)."""
        head, end, rest = _calendar(handout).to_ical().rpartition(b"END:VCALENDAR")
        file.write(head)
        empty = True
        for entry in self._entries(handout):
            file.write(entry.to_ical())
            empty = False
        if empty:
            file.write(Timezone.from_tzinfo(self._zone).to_ical())
        file.write(end + rest)

    def _entries(self, handout: Handout) -> Iterator[Event | Todo]:
        for row in rows(handout):
            if row.due is not None:
                yield self._event(row, row.due)
            if handout.options.todo and row.item.status is not Status.STANDING and handout.plan(row.item.plan):
                yield self._todo(row)

    def _event(self, row: Row, due: date) -> Event:
        """Return the event of a due day; one that is closed is cancelled, and rings no more."""
        event = Event()
        self._describe(event, row)
        event.add("dtstart", due)
        if due < date.max:
            event.add("dtend", due + timedelta(1))  # the first day after it
        event.add("transp", "TRANSPARENT")  # a day on which something is due is no day on which one is away
        event.add("status", "CONFIRMED" if row.item.status.is_open else "CANCELLED")
        for alarm in self._alarms(row.item, due):
            event.add_component(alarm)
        return event

    def _todo(self, row: Row) -> Todo:
        """Return the to-do of a unit."""
        item = row.item
        todo = Todo()
        self._describe(todo, row, "todo")
        if item.due is not None:
            # DUE has to lie after DTSTART.
            if item.start is not None and item.start < item.due:
                todo.add("dtstart", item.start)
            todo.add("due", item.due)
        todo.add("status", _TODO_STATUS.get(item.status, "NEEDS-ACTION"))
        todo.add("percent-complete", 100 if item.status is Status.DONE else 0)
        if item.done_on is not None:
            todo.add("completed", datetime.combine(item.done_on, time(), self._zone).astimezone(ZoneInfo("UTC")))
        return todo

    def _describe(self, entry: Event | Todo, row: Row, kind: str = "") -> None:
        """Say what an entry is, and which of its revisions."""
        changes = self._changes.of(row.item)
        entry.add("uid", self._identities.of(row.item, kind))
        entry.add("dtstamp", changes.at)
        entry.add("last-modified", changes.at)
        entry.add("sequence", changes.count)
        entry.add("summary", _summary(row))
        entry.add("description", "\n".join(_lines(row)))
        entry.add("categories", [row.item.plan])

    def _alarms(self, item: Item, due: date) -> Iterator[Alarm]:
        """Yield the alarms that are yet to sound, on the days on which dutrack reminds of a due day that is ahead.

        None sounds after it: a unit may have been done since the file was written.
        """
        if not item.status.is_open:
            return
        for day in self._ladders.of(item)[1].ahead(due):
            if day >= self._today:
                alarm = Alarm()
                alarm.add("action", "DISPLAY")
                alarm.add("description", str(msg("Due on {day}: {title}", day=due, title=clip(item.title))))
                alarm.add("trigger", _until(due, day, self._alarm_at))
                yield alarm


def _until(due: date, day: date, at: time) -> timedelta:
    """Return how long after the beginning of the due day a time of another day is; negative before it."""
    return timedelta(days=(day - due).days, hours=at.hour, minutes=at.minute)


def _summary(row: Row) -> str:
    """Return the title, of a member's unit with its name: several may fall on one day."""
    title = clip(row.title)
    return f"{title} – {clip(row.leads)}" if row.item.members is not None else title


def _lines(row: Row) -> Iterator[str]:
    """Yield what is said of a unit. Nothing of it changes by the day alone: then no revision would tell of it."""
    item = row.item
    for label, value in (
        (msg("Code"), row.code),
        (msg("Lead"), clip(row.leads)),
        (msg("With"), clip(row.helpers)),
        (msg("Assigned by"), clip(row.document)),
        (msg("Product"), clip(row.product)),
        (msg("Deadline"), clip(row.deadline)),
        (msg("Status"), "" if item.status.is_open else row.status),
        (msg("Note"), clean("; ".join(map(str, notes(item))))),
    ):
        if value:
            yield str(msg("{label}: {value}", label=label, value=value))
