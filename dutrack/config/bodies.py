"""Bodies, groups of them, and who a name means: bodies change, the plans that name them do not."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


class Body(Struct, frozen=True, omit_defaults=True):
    """A body that leads or helps.

    ``plans`` are patterns of plan ids (``*`` and ``?``) in which the name and the aliases mean this body; () is every
    plan. ``valid_from`` and ``valid_to`` are its first and last day, None where it has none. ``leader`` is the address
    that hears of what is long overdue; ``language`` that of its mail, None for the workspace's. Once it has ended any
    of ``succeeded_by``, ids of bodies, answers for it.
    """

    id: str
    name: str
    plans: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    email: str | None = None
    cc: tuple[str, ...] = ()
    leader: str | None = None
    language: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    succeeded_by: tuple[str, ...] = ()

    def is_valid(self, on: date) -> bool:
        """Tell whether the body exists on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


class Group(Struct, frozen=True, omit_defaults=True):
    """A name for several bodies; ``members`` are their ids, None where they are unlisted."""

    id: str
    name: str
    plans: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] | None = None


class Ambiguous(Struct, frozen=True):
    """A name that means more than one body or group."""

    matches: tuple[Body | Group, ...]


Found: TypeAlias = Body | Group | Ambiguous | None


class Directory(Struct, frozen=True, dict=True):
    """The bodies and groups of a workspace, in the order of the file."""

    bodies: tuple[Body, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def entries(self) -> tuple[Body | Group, ...]:
        """All bodies, then all groups."""
        return (*self.bodies, *self.groups)

    def body(self, id_: str) -> Body | None:
        """Return a body by its id."""
        return self._by_id.get(id_)

    def find(self, name: str, plan_id: str, on: date | None) -> Found:
        """Return whom a name means in a plan, as on a day: the plan's issue date; None leaves validity aside.

        Names and aliases are compared as deadlines are: without regard to case, white space, Unicode form and the place
        of a tone (hòa, hoà). Of several with the name those that exist on the day are meant; one that does not is still
        found where it is the only one.
        """
        asked = (name, plan_id, on)
        if asked not in self._found:
            self._found[asked] = self._find(*asked)
        return self._found[asked]

    def _find(self, name: str, plan_id: str, on: date | None) -> Found:
        named = [entry for entry in self._by_name.get(_key(name), ()) if _covers(entry, plan_id)]
        if on is not None and len(named) > 1:
            named = [entry for entry in named if isinstance(entry, Group) or entry.is_valid(on)] or named
        if len(named) > 1:
            return Ambiguous(tuple(named))
        return named[0] if named else None

    def names(self, plan_id: str) -> Iterator[str]:
        """Yield every name and alias that means somebody in a plan."""
        for entry in self.entries:
            if _covers(entry, plan_id):
                yield from (entry.name, *entry.aliases)

    def members(self, group: Group) -> tuple[Body, ...]:
        """Return a group's bodies, in order; () where they are unlisted."""
        return tuple(body for id_ in group.members or () if (body := self.body(id_)))

    def answering(self, body: Body, today: date) -> tuple[Body, ...]:
        """Return who answers today: the body to its last day, from the next day on its successors, and theirs.

        () where all have ended and nobody follows. Bodies that succeed each other in a circle end nowhere.
        """
        answering: dict[str, Body] = {}
        seen: set[str] = set()
        waiting = [body]
        for candidate in waiting:  # grows while it is walked
            if candidate.id in seen:
                continue
            seen.add(candidate.id)
            if candidate.valid_to is None or today <= candidate.valid_to:
                answering[candidate.id] = candidate
            else:
                waiting.extend(next_ for id_ in candidate.succeeded_by if (next_ := self.body(id_)))
        return tuple(answering.values())

    @cached_property
    def _found(self) -> dict[tuple[str, str, date | None], Found]:
        """What was found before: the tasks of a plan name the same few bodies again and again."""
        return {}

    @cached_property
    def _by_id(self) -> dict[str, Body]:
        return {body.id: body for body in self.bodies}

    @cached_property
    def _by_name(self) -> dict[str, list[Body | Group]]:
        names: dict[str, list[Body | Group]] = {}
        for entry in self.entries:
            for name in dict.fromkeys(map(_key, (entry.name, *entry.aliases))):
                names.setdefault(name, []).append(entry)
        return names


def _covers(entry: Body | Group, plan_id: str) -> bool:
    return not entry.plans or any(fnmatchcase(plan_id, pattern) for pattern in entry.plans)


def _key(name: str) -> str:
    from dutrack.deadline import spelling  # noqa: PLC0415 - with the whole language of deadlines: heavy

    return spelling.key(name)
