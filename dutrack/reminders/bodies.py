"""Whom a name in a plan means today, and whether mail can reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.config import Body, Group
from dutrack.i18n import Message, msg
from dutrack.reminders.contracts import Reader, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.agenda import Item
    from dutrack.plan.model import Plan
    from dutrack.workspace import Workspace

OPERATOR = Reader("")


class Addressee(Struct, frozen=True):
    """Somebody to tell: ``id`` is a body's or group's, or the name in quotes where the directory has none of it.

    ``body`` is None for whoever is no body that could get mail; ``why`` says what they are then.
    """

    id: str
    name: str
    body: Body | None = None
    why: Message | None = None

    def reader(self, role: Role) -> Reader | None:
        """Return who gets the mail: the operator where no address is known; None for a leader nobody has named."""
        if role is Role.LEADER:
            return Reader(self.id, leader=True) if self.body is not None and self.body.leader else None
        return Reader(self.id) if self.body is not None and self.body.email else OPERATOR


class Bodies:
    """Looks up names, each once."""

    def __init__(self, workspace: Workspace, day: date) -> None:
        self._directory = workspace.directory
        self._day = day
        self._plans = {plan.id: plan for plan in workspace.plans}
        self._found: dict[tuple[str, str], tuple[Addressee, ...]] = {}

    def plan(self, item: Item) -> Plan:
        """Return the plan of an item."""
        return self._plans[item.plan]

    def leads(self, item: Item) -> tuple[Addressee, ...]:
        """Return who answers for a unit today, each once; "" stands for nobody."""
        if item.members is not None:
            bodies = (self._directory.body(id_) for id_ in item.owner_ids)
            return _once(found for body in bodies if body for found in self._answering(body))
        if not item.owners:
            return (Addressee('""', "", why=msg("the plan names no lead")),)
        return self._named(item.owners, self._plans[item.plan])

    def helpers(self, item: Item) -> tuple[Addressee, ...]:
        """Return the helping bodies that the directory has; what else a plan says there is free text."""
        return tuple(found for found in self._named(item.helpers, self._plans[item.plan]) if found.body is not None)

    def monitors(self, item: Item) -> tuple[Addressee, ...]:
        """Return who urges: the monitoring body of the plan."""
        plan = self._plans[item.plan]
        return self._named((plan.monitor,), plan) if plan.monitor else ()

    def _named(self, names: tuple[str, ...], plan: Plan) -> tuple[Addressee, ...]:
        return _once(found for name in names for found in self._meant(name, plan))

    def _meant(self, name: str, plan: Plan) -> tuple[Addressee, ...]:
        found = self._found.get((plan.id, name))
        if found is None:
            found = self._found[plan.id, name] = self._look_up(name, plan)
        return found

    def _look_up(self, name: str, plan: Plan) -> tuple[Addressee, ...]:
        match self._directory.find(name, plan.id, plan.issued):
            case Body() as body:
                return self._answering(body)
            case Group() as group if group.members:
                return _once(found for body in self._directory.members(group) for found in self._answering(body))
            case Group() as group:
                return (Addressee(group.id, group.name, why=msg("a group whose members are not listed")),)
            case None:
                return (Addressee(f'"{name}"', name, why=msg("not in the directory")),)
            case _:
                return (Addressee(f'"{name}"', name, why=msg("the name means more than one body")),)

    def _answering(self, body: Body) -> tuple[Addressee, ...]:
        """Return who answers: a successor from its first day on, and nobody's successor is the operator's business."""
        answering = self._directory.answering(body, self._day)
        if not answering:
            return (Addressee(body.id, body.name, why=msg("ended, and nobody follows")),)
        begun = (found for found in answering if found.valid_from is None or found.valid_from <= self._day)
        return tuple(Addressee(found.id, found.name, found) for found in begun)


def _once(found: Iterable[Addressee]) -> tuple[Addressee, ...]:
    return tuple({each.id: each for each in found}.values())
