"""From what concerns a reader to the digest that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.agenda.model import counts
from dutrack.reminders.bodies import Bodies
from dutrack.reminders.contracts import Role
from dutrack.reminders.policy import RELEASED
from dutrack.views.digest import MOST_LINES, Contact, Digest, Kind, Line, Section, bare_line, clip, line_of
from dutrack.views.words import counts_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.agenda import Agenda, Item
    from dutrack.reminders.contracts import Moment
    from dutrack.reminders.policy import Concern, Planned

_BY_ROLE = {Role.COOPERATING: Kind.HELPING, Role.MONITOR: Kind.URGING, Role.LEADER: Kind.LEADER}
_BY_STATUS = {
    Status.OVERDUE: Kind.OVERDUE,
    Status.DUE_TODAY: Kind.TODAY,
    Status.UNDATED: Kind.UNDATED,
    Status.STANDING: Kind.REVIEW,
}
_NAMES_LEAD = (Kind.HELPING, Kind.URGING)


class DigestBuilder:
    """Makes digests; what they share is looked up once."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._bodies = Bodies(agenda.workspace, agenda.today)

    def build(self, planned: Planned, name: str) -> Digest | None:
        """Return the digest for a reader of that name, in the active language; None where there is nothing to say."""
        marks = _Marks(planned.new)
        by_kind: dict[Kind, list[Concern]] = {}
        rest: list[Item] = []
        for concern in planned.concerns:
            if concern.open or concern in marks:
                by_kind.setdefault(_kind(concern, new=concern in marks), []).append(concern)
            else:
                rest.append(concern.item)
        if not by_kind:
            return None
        return Digest(
            to=clip(name),
            day=self._agenda.today,
            sections=tuple(self._section(kind, by_kind[kind], marks) for kind in Kind if kind in by_kind),
            contacts=self._contacts(planned, by_kind.values()),
            rest=counts_words(counts(tuple(rest))),
        )

    def _contacts(self, planned: Planned, shown: Iterable[list[Concern]]) -> tuple[Contact, ...]:
        """Return how the bodies that urge the reader are reached, each once."""
        urged = (concern.item for found in shown for concern in found if concern.role is not Role.MONITOR)
        found = {body.id: body for item in urged for body in self._bodies.monitors(item)}
        found.pop(planned.reader.body, None)
        return tuple(Contact(clip(each.name), each.body.email if each.body else None) for each in found.values())

    def _section(self, kind: Kind, concerns: list[Concern], marks: _Marks) -> Section:
        """Return one section: what is new first, then by due day."""
        groups: dict[tuple[str, ...], list[Concern]] = {}
        for concern in concerns:
            groups.setdefault(_group(concern), []).append(concern)
        ordered = sorted(groups.values(), key=lambda group: _order(group, marks))
        lines = tuple(self._line(kind, group, new=_any_new(group, marks)) for group in ordered[:MOST_LINES])
        return Section(kind, lines, len(concerns), max(len(ordered) - MOST_LINES, 0))

    def _line(self, kind: Kind, group: list[Concern], *, new: bool) -> Line:
        item = group[0].item
        missed = tuple((each.item.occurrence or "").partition("/")[0] for each in group) if len(group) > 1 else ()
        if self._bodies.plan(item).confidential:
            return bare_line(item, new=new, missed=missed)
        return line_of(item, new=new, lead=kind in _NAMES_LEAD, missed=missed, released=kind is Kind.RELEASED)


class _Marks:
    """What is new: the units of the moments that a digest tells for the first time."""

    def __init__(self, new: Iterable[Moment]) -> None:
        # A due day moved since the moment was recorded makes it no other unit.
        self._units = {(moment.plan, moment.unit, moment.role, moment.body) for moment in new}

    def __contains__(self, concern: Concern) -> bool:
        return any((moment.plan, moment.unit, moment.role, moment.body) in self._units for moment in concern.moments)


def _any_new(group: list[Concern], marks: _Marks) -> bool:
    return any(concern in marks for concern in group)


def _order(group: list[Concern], marks: _Marks) -> tuple[bool, str]:
    due = group[0].item.due
    return not _any_new(group, marks), "9999" if due is None else due.isoformat()


def _kind(concern: Concern, *, new: bool) -> Kind:
    if concern.role is not Role.LEAD:
        return _BY_ROLE[concern.role]
    item = concern.item
    released = new and any(moment.label == RELEASED for moment in concern.moments)
    if released and item.status not in (Status.OVERDUE, Status.DUE_TODAY, Status.DUE_SOON):
        return Kind.RELEASED
    return _BY_STATUS.get(item.status, Kind.SOON)


def _group(concern: Concern) -> tuple[str, ...]:
    """Return what the overdue occurrences of one series have in common; anything else stands alone."""
    item = concern.item
    if item.occurrence is None or item.status is not Status.OVERDUE:
        return (item.address, concern.role.value, concern.to.id)
    return (item.plan, item.task, item.series, *item.owner_ids, concern.role.value, concern.to.id)
