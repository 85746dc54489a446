"""What a task awaits, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.i18n import Message, msg
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.schedule.resolved import EventPart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.plan.model import Plan, Task


def awaited_words(agenda: Agenda, plan: Plan, task: Task) -> Iterator[Message]:
    """Yield each event or task that a task awaits, with whether it has happened."""
    scheduled = agenda.scheduled_of(plan, task)
    parts = scheduled.resolution.parts if scheduled.resolution else ()
    events = [part for part in parts if isinstance(part, EventPart)]
    if not events:
        return
    titles = {event.id: event.title for event in plan.events}
    titles |= {f"{TASK_PREFIX}{other.id}": other.title for other in plan.tasks}
    titles[task.id] = "; ".join(part.words for part in events)
    known = agenda.happenings[plan.id]
    for id_ in task.awaits or (task.id,):
        title, record = titles.get(id_, id_), known.known.get(id_)
        doc = f" ({record.record.doc})" if record is not None and record.record.doc else ""
        if id_ in known.happened:
            yield msg("{event}: happened on {day}{doc}", event=title, day=known.happened[id_], doc=doc)
        elif id_ in known.expected:
            yield msg("{event}: expected on {day}{doc}", event=title, day=known.expected[id_], doc=doc)
        else:
            yield msg("{event}: not yet", event=title)
