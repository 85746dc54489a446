"""Which items are asked for."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda.sorting import plain
from dutrack.config.bodies import Group

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from dutrack.agenda.model import Item, Status
    from dutrack.agenda.standing import Plans
    from dutrack.plan.model import Outline, Plan


class Selection(Struct, frozen=True):
    """The filters of a command; an empty one lets everything through, several values of one mean any of them.

    ``plans`` are ids or patterns (``*``, ``?``), ``owners`` ids of bodies, names, aliases or parts of names (a group
    means its members), ``sections`` ids that hold what lies below them too. ``search`` is looked for in what an item
    says and who leads it, without regard to case and diacritics.
    """

    plans: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    search: str | None = None

    @property
    def only_plans(self) -> bool:
        """Whether it asks for nothing but plans."""
        return not (self.owners or self.sections or self.statuses or self.search)

    def choose(self, items: Iterable[Item], workspace: Plans) -> tuple[Item, ...]:
        """Return the items that pass every filter, in their order."""
        plans = frozenset(plan.id for plan in self.plans_of(workspace))
        bodies = bodies_named(self.owners, workspace)
        return tuple(item for item in items if item.plan in plans and self._passes(item, bodies))

    def plans_of(self, workspace: Plans) -> tuple[Plan | Outline, ...]:
        """Return the plans that are asked for."""
        return tuple(plan for plan in workspace.plans if self.takes_plan(plan.id, plan.formerly))

    def takes_plan(self, id_: str, formerly: tuple[str, ...] = ()) -> bool:
        """Tell whether a plan is asked for."""
        return not self.plans or any(fnmatchcase(name, asked) for asked in self.plans for name in (id_, *formerly))

    def _passes(self, item: Item, bodies: frozenset[str]) -> bool:
        if self.statuses and item.status not in self.statuses:
            return False
        if self.sections and not any(is_in_section(item.section, section) for section in self.sections):
            return False
        if self.owners and not _is_led(item, self.owners, bodies):
            return False
        return not self.search or plain(self.search) in _said(item)


def known_leads(workspace: Plans) -> tuple[str, ...]:
    """Return the words for bodies that can lead: ids, names and aliases of the directory, names in plans."""
    entries = workspace.directory.entries
    listed = (word for entry in entries for word in (entry.name, *entry.aliases, entry.id))
    return tuple(dict.fromkeys((*listed, *_written(workspace))))


def names_lead(asked: str, workspace: Plans) -> bool:
    """Tell whether a filter by owner can mean anybody: by an id or alias, or as a part of a name."""
    names = (*(entry.name for entry in workspace.directory.entries), *_written(workspace))
    return bool(bodies_named((asked,), workspace)) or any(plain(asked) in plain(name) for name in names)


def _written(workspace: Plans) -> Iterator[str]:
    return (name for plan in workspace.plans for name in plan.leads)


def known_sections(plans: Iterable[Plan | Outline]) -> tuple[str, ...]:
    """Return the ids of the sections that plans declare or put tasks into."""
    return tuple(dict.fromkeys(id_ for plan in plans for id_ in plan.section_ids))


def is_in_section(section: str | None, asked: str) -> bool:
    """Tell whether a section is the one asked for, or lies in it."""
    return section is not None and (section == asked or section.startswith(f"{asked.rstrip('.')}."))


def bodies_named(asked: Collection[str], workspace: Plans) -> frozenset[str]:
    """Return the ids of the bodies and groups named by their id, name or alias, and of the members of such a group."""
    if not asked:
        return frozenset()
    words = {plain(name) for name in asked}
    found: set[str] = set()
    for entry in workspace.directory.entries:
        if entry.id in asked or words & set(map(plain, (entry.name, *entry.aliases))):
            found.add(entry.id)
            if isinstance(entry, Group):
                found.update(entry.members or ())
    return frozenset(found)


def _is_led(item: Item, asked: tuple[str, ...], bodies: frozenset[str]) -> bool:
    """Tell whether a body leads a unit, alone or as a member of a group, or answers for it today."""
    ids = (*item.owner_ids, *(body.id for body in item.answering))
    names = (*item.owners, *(body.name for body in item.answering), *((item.members.group,) if item.members else ()))
    return bool(bodies.intersection(ids)) or any(plain(part) in plain(name) for part in asked for name in names)


def _said(item: Item) -> str:
    texts = (item.address, item.title, item.deadline or "", *item.owners, *item.helpers)
    return "\n".join(map(plain, texts))
