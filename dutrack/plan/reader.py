"""A plan file from bytes to a Plan, with every mistake in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.dates.terms import Term
from dutrack.i18n import msg
from dutrack.plan import keys
from dutrack.plan.allow import read_allow
from dutrack.plan.crosscheck import crosscheck
from dutrack.plan.ids import is_plan_id, plan_id
from dutrack.plan.model import EventDeclaration, Plan
from dutrack.plan.policy import read_policy
from dutrack.plan.tasks import read_sections, read_tasks, taken
from dutrack.problems import Code, Problem
from dutrack.schedule.policy import PolicyEntry
from dutrack.toml import Table, read_document
from dutrack.toml.letters import check_letters

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_plan(path: str, data: bytes) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read a plan file; ``path`` is relative to the workspace, its stem the plan's id.

    None where the file cannot be decoded, is no TOML or has a newer format: that is then its one problem. All other
    mistakes come together, in the order of the file, and the plan holds what could be read.
    """
    id_, bad_name = plan_id(path)
    named = (bad_name,) if bad_name else ()
    document = read_document(path, data)
    if isinstance(document, Problem):
        return None, (*named, document)
    top = Table(document.data, (), document.report, keys.TOP)
    plan = _read_plan(top, path, id_)
    check_letters(document)
    problems = document.report.problems()
    if document.report.silenced:
        plan = replace(plan, silenced=document.report.silenced)
    return plan, (*named, *problems)


def _read_plan(top: Table, path: str, id_: str) -> Plan:
    if "plan" not in top:
        top.missing("plan", msg("A plan file begins with [plan]: title, issuer and issued."))
    head = top.table("plan", keys.PLAN) or Table({}, ("plan",), top.report, keys.PLAN)
    if "plan" in top:
        head.require("title", "issuer", "issued")
    policy = top.table("policy", keys.POLICY)
    sections = read_sections(top)
    events = _read_events(top)
    tasks = tuple(read_tasks(top, sections))
    crosscheck(top.report, events, tuple(sections), tasks)
    return Plan(
        id=id_,
        path=path,
        title=head.text("title") or id_,
        issuer=head.text("issuer") or "",
        issued=head.day("issued"),
        number=head.text("number"),
        monitor=head.text("monitor"),
        basis=head.texts("basis"),
        source=head.text("source"),
        ended=head.day("ended") if head.ordered("issued", "ended") else None,
        replaced_by=_plan_ids(head, "replaced_by", head.text("replaced_by")),
        formerly=tuple(id_ for id_ in head.texts("formerly") if _plan_ids(head, "formerly", id_)),
        confidential=head.flag("confidential") or False,
        allow=read_allow(head, ()),
        policy=read_policy(policy) if policy else PolicyEntry(),
        terms=tuple(_read_terms(top)),
        events=events,
        sections=tuple(section for section, _ in sections.values()),
        tasks=tuple(read.task for read in tasks),
    )


def _plan_ids(head: Table, name: str, id_: str | None) -> str | None:
    if id_ is None or is_plan_id(id_):
        return id_
    message = msg("{id} cannot be the id of a plan: it may have a-z, 0-9 and - only.", id=id_)
    head.report.add(Code.BAD_ID, message, (*head.key, name))
    return None


def _read_events(top: Table) -> tuple[EventDeclaration, ...]:
    events: dict[str, EventDeclaration] = {}
    for table in top.tables("events", keys.EVENT):
        table.require("title")
        title, same_as = table.text("title"), table.text("same_as")
        id_ = table.id("id")
        if id_ is not None and not taken(table, id_, events):
            events[id_] = EventDeclaration(id_, title or id_, same_as)
    return tuple(events.values())


def _read_terms(top: Table) -> Iterator[Term]:
    for table in top.tables("terms", keys.TERM):
        table.require("name", "from")
        name, words, start = table.text("name"), table.texts("words"), table.day("from")
        end = table.day("to") if table.ordered("from", "to") else None
        year1 = table.number("year1", 1900, 2999)
        if not words and name:
            words = (name,)
        if start and words:
            yield Term(name or words[0], words, start, end, year1)
