"""Which ladder of reminders each unit of an agenda has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.dates.calendar import Calendar
from dutrack.schedule.ladder import Ladder
from dutrack.schedule.policy import Policy

if TYPE_CHECKING:
    from dutrack.agenda.agenda import Agenda
    from dutrack.agenda.model import Item
    from dutrack.schedule.policy import Reminding


class Ladders:
    """Looks up the policy of units one by one, as it stands on the agenda's day; what they share is made once."""

    def __init__(self, agenda: Agenda) -> None:
        config = agenda.workspace.config
        self.calendar = Calendar(frozenset(config.off), frozenset(config.work))
        self._day = agenda.today
        self._tasks = {(found.plan.id, found.task.id): found.task for found in agenda.scheduled}
        self._policies = {plan.id: Policy(plan.policy, config.policy) for plan in agenda.workspace.plans}
        self._ladders: dict[Reminding, Ladder] = {}

    def of(self, item: Item) -> tuple[Reminding, Ladder]:
        """Return when who is reminded of a unit, and the ladder that follows from it."""
        reminding = self._policies[item.plan].reminding(self._day, self._tasks[item.plan, item.task].policy)
        ladder = self._ladders.get(reminding)
        if ladder is None:
            ladder = self._ladders[reminding] = Ladder(reminding, self.calendar)
        return reminding, ladder
