"""What of an ingredient changed, in words, for one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda.awaited import Place
from dutrack.agenda.closing import concerns
from dutrack.dates.counting import show_period
from dutrack.history.changes import Because, Cause
from dutrack.i18n import Message, msg
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.progress import Dated, Extended, effective

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.agenda import Agenda, Item
    from dutrack.agenda.tasks import Scheduled
    from dutrack.history.changes import Change
    from dutrack.history.matching import Matching
    from dutrack.schedule.policy import PolicyEntry

_FEW = 3
_NOTHING = "–"


class Details:
    """Looks up both states."""

    def __init__(self, before: Agenda, after: Agenda, matching: Matching) -> None:
        self._before, self._after, self._matching = before, after, matching
        self._former = matching.turned().tasks
        self._tasks = [{(each.plan.id, each.task.id): each for each in agenda.scheduled} for agenda in (before, after)]

    def because(self, cause: Cause, change: Change) -> Because:
        """Return a cause with what of it changed."""
        if cause is Cause.TEXT and not any(self._text(change)):
            # Its own words are the same: those of a task it waits for are not.
            cause = Cause.EVENT
        found = {
            Cause.TEXT: self._text,
            Cause.ISSUED: self._issued,
            Cause.TERM: self._terms,
            Cause.EVENT: self._events,
            Cause.EXTENSION: self._extension,
            Cause.DATE: self._date,
            Cause.POLICY: self._policy,
            Cause.CALENDAR: self._calendar,
        }[cause](change)
        return Because(cause, tuple(found))

    def names_others(self, change: Change) -> bool:
        """Tell whether the plan itself names others to lead."""
        before, after = self._both(change)
        return before is None or after is None or before.task.owners != after.task.owners

    def differing(self, change: Change) -> tuple[Cause, ...]:
        """Return what differs around a task, where nothing alone moves it: it may stand in another plan."""
        before, after = self._both(change)
        if before is None or after is None:
            return (Cause.TEXT,)
        one, other = before.plan, after.plan
        found = {
            Cause.TEXT: any(self._text(change)),
            Cause.ISSUED: one.issued != other.issued,
            Cause.TERM: one.terms != other.terms,
            Cause.POLICY: one.policy != other.policy,
        }
        return tuple(cause for cause, differs in found.items() if differs)

    def _both(self, change: Change) -> tuple[Scheduled | None, Scheduled | None]:
        here, there = self._tasks
        address = (change.item.plan, change.item.task)
        if change.after is None:
            return here.get(address), there.get(self._matching.tasks.get(address, address))
        return here.get(self._former.get(address, address)), there.get(address)

    def _text(self, change: Change) -> Iterator[Message | str]:
        before, after = self._both(change)
        if before is None or after is None:
            return
        one, other = before.task, after.task
        if one.deadline != other.deadline:
            yield reworded(one.deadline, other.deadline)
        if one.within != other.within:
            periods = [_NOTHING if each is None else show_period(each) for each in (one.within, other.within)]
            yield msg("within: {before} → {after}", before=periods[0], after=periods[1])
        awaited = tuple(self._matching.awaited(before.plan.id, id_) for id_ in one.awaits)
        if awaited != other.awaits:
            yield msg(
                "awaits: {before} → {after}",
                before=", ".join(awaited) or _NOTHING,
                after=", ".join(other.awaits) or _NOTHING,
            )

    def _issued(self, change: Change) -> Iterator[Message | str]:
        before, after = self._both(change)
        if before is not None and after is not None:
            yield _arrow(before.plan.issued, after.plan.issued)

    def _terms(self, change: Change) -> Iterator[Message | str]:
        before, after = self._both(change)
        if before is not None and after is not None:
            one, other = before.plan.terms, after.plan.terms
            names = dict.fromkeys(term.name for term in (*one, *other) if not (term in one and term in other))
            yield from names

    def _events(self, change: Change) -> Iterator[Message | str]:
        before, after = self._both(change)
        if before is None or after is None:
            return
        was = {self._matching.awaited(before.plan.id, id_): id_ for id_ in before.awaited}
        known = self._before.happenings[before.plan.id].happened, self._after.happenings[after.plan.id].happened
        for id_ in dict.fromkeys((*after.awaited, *was)):
            days = known[0].get(was.get(id_, id_)), known[1].get(id_)
            if days[0] == days[1]:
                continue
            title = _title(after, id_)
            if days[1] is None:
                yield msg("{event}: not yet", event=title)
            elif days[0] is None:
                yield msg("{event}: happened on {day}", event=title, day=days[1])
            else:
                yield msg("{event}: {days}", event=title, days=_arrow(*days))

    def _extension(self, change: Change) -> Iterator[Message | str]:
        return self._records(change, Extended)

    def _date(self, change: Change) -> Iterator[Message | str]:
        return self._records(change, Dated)

    def _records(self, change: Change, kind: type[Extended | Dated]) -> Iterator[Message | str]:
        """Yield the last record of a kind about a unit that only one state has."""
        keys = [
            {record.key: record for record in _about(agenda, item, kind)}
            for agenda, item in ((self._before, change.before), (self._after, change.after))
        ]
        for key in [key for key in keys[1] if key not in keys[0]][-1:]:
            record = keys[1][key]
            said = record.doc or record.reason or record.approved_by
            yield f"“{record.to}” ({said})" if said else f"“{record.to}”"
        for key in [key for key in keys[0] if key not in keys[1]][-1:]:
            yield msg("“{to}” was taken back", to=keys[0][key].to)

    def _policy(self, change: Change) -> Iterator[Message | str]:
        before, after = self._both(change)
        here, there = (agenda.workspace.config.policy for agenda in (self._before, self._after))
        names = _keys_changed(here, there)
        if before is not None and after is not None:
            names |= _keys_changed((before.plan.policy,), (after.plan.policy,))
        for name in sorted(names):
            yield "before" if name == "before_inclusive" else name

    def _calendar(self, change: Change) -> Iterator[Message | str]:
        one, other = (agenda.workspace.config for agenda in (self._before, self._after))
        changed = {*(set(one.off) ^ set(other.off)), *(set(one.work) ^ set(other.work))}
        dues = [item.due for item in (change.before, change.after) if item is not None and item.due is not None]
        near = sorted(changed, key=lambda day: min((abs((day - due).days) for due in dues), default=0))
        for day in sorted(near[:_FEW]):
            if day in other.off:
                yield msg("{day} off", day=day)
            elif day in other.work:
                yield msg("{day} worked", day=day)
            else:
                yield msg("{day} as in the calendar", day=day)


def reworded(before: str | None, after: str | None) -> str:
    """Return a text and what it became."""
    words = (f"“{text}”" if text else _NOTHING for text in (before, after))
    return " → ".join(words)


def _arrow(before: date | None, after: date | None) -> Message:
    return msg("{before} → {after}", before=before or _NOTHING, after=after or _NOTHING)


def titles_of(agenda: Agenda) -> dict[str, str]:
    """Return what is awaited by the addresses that items have for it: PLAN/EVENT, task:PLAN/ID."""
    places = (
        Place(scheduled.plan, id_, _title(scheduled, id_))
        for scheduled in agenda.scheduled
        for id_ in scheduled.awaited
    )
    return {place.address: place.title for place in places}


def _title(scheduled: Scheduled, id_: str) -> str:
    """Return what is awaited under an id of a plan."""
    if id_ == scheduled.task.id:
        return scheduled.awaited_words
    titles = {event.id: event.title for event in scheduled.plan.events}
    titles |= {f"{TASK_PREFIX}{task.id}": task.title for task in scheduled.plan.tasks}
    return titles.get(id_, id_)


def _about(agenda: Agenda, item: Item | None, kind: type[Extended | Dated]) -> Iterator[Extended | Dated]:
    if item is not None:
        for record in effective(agenda.workspace.records.get(item.plan, ())):
            if isinstance(record, kind) and record.task == item.task and concerns(record, item.unit):
                yield record


def _keys_changed(before: tuple[PolicyEntry, ...], after: tuple[PolicyEntry, ...]) -> set[str]:
    one, other = ({(entry.start, *pair) for entry in entries for pair in entry.values} for entries in (before, after))
    return {name for _, name, _ in one ^ other}
