"""The changes between two states in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda import Status
from dutrack.files import CONFIG
from dutrack.history.changes import Cause, Kind
from dutrack.i18n import Message, msg, plural, show_day
from dutrack.views.problems_text import problem_line
from dutrack.views.words import period_name, status_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dutrack.agenda import Item
    from dutrack.history.changes import Because, Change, Diff, PlanChange, Trouble


class Line(Struct, frozen=True):
    """Changes that are told together: one, or those of several occurrences or members alike; the first stands for all.

    ``units`` is how many different units of the task they are, ``members`` how many bodies of a group each has.
    """

    change: Change
    units: int = 1
    members: int = 1

    @property
    def address(self) -> str:
        """The id to show: the task's where the change is of all of it, else the unit's."""
        item = self.change.item
        if not self.change.kind.moves:
            return item.task
        return item.shared if self.members > 1 else item.unit


def lines_of(diff: Diff, plan: PlanChange) -> list[Line]:
    """Return what is told of a plan, in order."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in diff.changes:
        if change.item.plan == plan.id:
            groups.setdefault(_alike(change), []).append(change)
    return [_line(group) for group in groups.values()]


def _alike(change: Change) -> tuple[object, ...]:
    """Return what changes have in common that are told in one line."""
    item = change.item
    return item.task, change.kind, change.whole, change.days, change.causes, item.series


def _line(group: list[Change]) -> Line:
    units = {change.item.shared for change in group}
    return Line(group[0], len(units), len(group) // len(units))


def heading(diff: Diff) -> Message:
    """Return what was compared."""
    before, after = diff.names
    return msg("{before} → {after}, as of {day}", before=before, after=after, day=diff.today)


def plan_heading(plan: PlanChange, *, title: bool = True) -> str:
    """Return the name of a plan, and what became of it as a whole."""
    name = f"{plan.id}: {plan.title}" if title else plan.id
    match plan.kind:
        case Kind.ADDED:
            told = msg("new plan")
        case Kind.REMOVED:
            told = msg("plan removed")
        case Kind.RENAMED:
            told = msg("before: {id}", id=plan.was)
        case _:
            return name
    return f"{name} ({told})"


def end_words(plan: PlanChange) -> Message | None:
    """Return from when on a plan no longer urges; None where that is as before."""
    if plan.ends is None:
        return None
    before, after = plan.ends
    if after is None:
        return msg("The plan goes on; it was to end on {day}.", day=before or "")
    if before is None:
        return msg("The plan ends on {day}: what is open then is no longer urged.", day=after)
    return msg("The plan ends on {day} (before: {was}): what is open then is no longer urged.", day=after, was=before)


LABELS: dict[Kind, tuple[Message, ...]] = {
    Kind.ADDED: (msg("New task"), msg("New part"), msg("New period")),
    Kind.REMOVED: (msg("Task removed"), msg("Part removed"), msg("Period removed")),
    Kind.MOVED: (msg("Later"), msg("Earlier"), msg("Other start")),
    Kind.WAITING: (msg("Must wait"),),
    Kind.RELEASED: (msg("Released"),),
    Kind.DATED: (msg("Has a day now"),),
    Kind.UNDATED: (msg("Needs a date now"),),
    Kind.STANDING: (msg("Standing now"),),
    Kind.RENAMED: (msg("Other id"),),
    Kind.LEAD: (msg("Other lead"),),
    Kind.REWORDED: (msg("Other words"),),
}
"""What each kind is called; of a unit that came or went whether it is all of the task, a part or a period."""

CAUSES: dict[Cause, Message] = {
    Cause.TEXT: msg("words of the plan"),
    Cause.ISSUED: msg("day of issue"),
    Cause.TERM: msg("term of office"),
    Cause.EVENT: msg("event"),
    Cause.EXTENSION: msg("extension"),
    Cause.DATE: msg("date set by a person"),
    Cause.POLICY: msg("policy"),
    Cause.CALENDAR: msg("days off of the office"),
    Cause.DIRECTORY: msg("directory of bodies"),
    Cause.PROGRAM: msg("program"),
}


def label(change: Change) -> Message:
    """Return in a few words what happened."""
    labels = LABELS[change.kind]
    if change.kind is Kind.MOVED:
        return labels[2] if not change.days else labels[0] if change.days > 0 else labels[1]
    if len(labels) == 1 or change.whole:
        return labels[0]
    return labels[1] if change.item.occurrence is None else labels[2]


def count_words(diff: Diff) -> str:
    """Return how many lines there are of each sort."""
    found = Counter(str(label(line.change)) for plan in diff.plans for line in lines_of(diff, plan))
    if not diff.plans:
        return str(msg("No deadline changed."))
    return _upper("; ".join(f"{_lower(text)}: {count}" for text, count in found.items()))


def about(change: Change) -> str:
    """Return which task it is, and for a new one who leads it."""
    owners = "; ".join(change.item.owners) if change.whole and change.kind is Kind.ADDED else ""
    return f"{change.item.title} ({owners})" if owners else change.item.title


def sentence(line: Line, titles: Mapping[str, str]) -> str:
    """Return what happened, from what to what."""
    change = line.change
    sides = (item for item in (change.before, change.after) if item is not None)
    told = " → ".join(side_words(change, item, titles) for item in sides)
    if change.kind is Kind.MOVED:
        told = f"{told}: {by_words(change)}"
    for more in more_words(line):
        told = f"{told}; {more}"
    return _upper(told) if change.kind.moves else told


def side_words(change: Change, item: Item, titles: Mapping[str, str]) -> str:
    """Return how one side stands, as far as the change is about it."""
    match change.kind:
        case Kind.RENAMED:
            return f"{item.plan}/{item.task}"
        case Kind.LEAD:
            return "; ".join(item.owners) or str(msg("nobody"))
        case Kind.REWORDED:
            return f"“{item.deadline}”" if item.deadline else str(msg("no deadline"))
        case _:
            return _days(item, titles)


def by_words(change: Change) -> str:
    """Return by how much the last day moved, else the first."""
    before, after, days = change.before, change.after, change.days
    if not days or before is None or after is None or before.due is None or after.due is None:
        return _start_words(change)
    if days > 0:
        by = plural("{count} day later", "{count} days later", count=days)
    else:
        by = plural("{count} day earlier", "{count} days earlier", count=-days)
    if _name(before) is None and _name(after) is None:
        return str(by)
    return f"{by} ({show_day(before.due)} → {show_day(after.due)})"


def _start_words(change: Change) -> str:
    """Return by how much the first day moved, where the last one did not."""
    days = change.start_days
    if not days:
        return str(msg("the last day stays"))
    if days > 0:
        return str(plural("begins {count} day later", "begins {count} days later", count=days))
    return str(plural("begins {count} day earlier", "begins {count} days earlier", count=-days))


def more_words(line: Line) -> Iterator[Message]:
    """Yield for how many others the line stands."""
    if line.units > 1:
        yield plural("likewise {count} more period", "likewise {count} more periods", count=line.units - 1)
    if line.members > 1:
        yield plural("for {count} body", "for {count} bodies", count=line.members)


def causes_words(causes: Iterable[Because], *, details: bool = True) -> str:
    """Return the causes of a change; "" for none."""
    found = []
    for each in causes:
        name = CAUSES[each.cause]
        said = ", ".join(map(str, each.details)) if details else ""
        found.append(f"{name}: {said}" if said else str(name))
    return "; ".join(found)


def trouble_words(trouble: Trouble) -> Message | str:
    """Return what cannot be read on one side, and what follows from it."""
    state, found = trouble.state, problem_line(trouble.problem)
    if trouble.left_out is not None:
        plan = trouble.left_out
        return msg("{state}: {problem} The plan {id} is not compared.", state=state, problem=found, id=plan)
    if trouble.problem.place.path == CONFIG:
        return msg("{state}: {problem} The settings of the other state hold for both.", state=state, problem=found)
    return f"{state}: {found}"


def _days(item: Item, titles: Mapping[str, str]) -> str:
    awaited = ", ".join(titles.get(address, address) for address in item.awaiting)
    if item.due is not None:
        window = _window(item)
        waits = msg("waits for {events}", events=awaited)
        return f"{window}, {waits}" if awaited else window
    if awaited:
        return str(msg("waits for {events}", events=awaited))
    if item.status is Status.UNDATED:
        needs = msg("needs a date")
        return f"{needs}: {item.reason}" if item.reason is not None else str(needs)
    if not item.status.is_open:
        return _lower(str(status_name(item.status)))
    return str(msg("standing, no last day") if item.start is None else msg("standing, from {day}", day=item.start))


def _window(item: Item) -> str:
    assert item.due is not None  # noqa: S101 - asked for what is due
    if (name := _name(item)) is not None:
        return str(name)
    if item.start == item.due:
        return show_day(item.due)
    if item.start is None or item.first_due is not None:
        return str(msg("by {due}", due=item.due))
    return str(msg("{start} to {due}", start=item.start, due=item.due))


def _name(item: Item) -> Message | None:
    """Return the name of a window that is a whole period; an extended one is none that anybody named."""
    if item.start is None or item.due is None or item.first_due is not None:
        return None
    return period_name(item.start, item.due)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
