"""``[[sections]]`` and ``[[tasks]]`` from TOML. No task is ever dropped: what cannot be read of it is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dutrack.i18n import msg
from dutrack.plan import keys
from dutrack.plan.allow import read_allow
from dutrack.plan.model import Section, Task
from dutrack.plan.policy import read_policy
from dutrack.plan.work import Work, covering, in_force, read_work
from dutrack.problems import Code

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from dutrack.toml import Table


class ReadTask(NamedTuple):
    """A task with what it was read from: its table, and the keys in force."""

    task: Task
    table: Table
    work: Work


def read_sections(top: Table) -> dict[str, tuple[Section, Work]]:
    """Return the declared sections by id, with what their tasks share; the first of two equal ids counts."""
    sections: dict[str, tuple[Section, Work]] = {}
    for table in top.tables("sections", keys.SECTION):
        work = read_work(table)
        if "deadline" not in table:
            _say_ineffective(table)
        id_ = table.id("id")
        if id_ is not None and not taken(table, id_, sections):
            sections[id_] = Section(id_, table.key, table.text("title")), work
    return sections


def read_tasks(top: Table, sections: dict[str, tuple[Section, Work]]) -> Iterator[ReadTask]:
    """Yield every task, with what its sections share already in it."""
    shared = {id_: work for id_, (_, work) in sections.items()}
    ids: set[str] = set()
    for number, table in enumerate(top.tables("tasks", keys.TASK), 1):
        id_ = table.id("id")
        if id_ is None:
            id_ = f"?{number}"
        elif taken(table, id_, ids):
            id_ = f"{id_}?{next(n for n in range(2, number + 2) if f'{id_}?{n}' not in ids)}"
        ids.add(id_)
        yield _read_task(table, id_, shared)


def taken(table: Table, id_: str, ids: Container[str]) -> bool:
    """Tell whether an id is already used, and report it if so."""
    if id_ not in ids:
        return False
    message = msg("The id {id} is used twice.", id=id_)
    table.report.add(Code.DUPLICATE_ID, message, (*table.key, "id"))
    return True


def _read_task(table: Table, id_: str, sections: dict[str, Work]) -> ReadTask:
    table.require("title")
    section = table.text("section")
    work = in_force(read_work(table), covering(section, sections))
    if work.deadline_key is None:
        _say_ineffective(table)
    task = Task(
        id=id_,
        title=table.text("title") or id_,
        key=table.key,
        section=section,
        owners=work.owners,
        helpers=work.helpers,
        deadline=work.deadline,
        deadline_key=work.deadline_key,
        awaits=tuple(awaited for _, awaited in work.awaits),
        within=work.within,
        product=table.text("product"),
        source=table.text("source"),
        formerly=table.texts("formerly"),
        policy=read_policy(table),
        allow=read_allow(table),
    )
    return ReadTask(task, table, work)


def _say_ineffective(table: Table) -> None:
    for name in ("awaits", "within"):
        if name in table:
            message = msg("{key} has no effect without a deadline.", key=table.path(name))
            table.no_effect(name, message, msg("State the deadline beside it."))
