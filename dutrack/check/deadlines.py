"""Deadlines that cannot be read, or perhaps mean something else than they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.check.finding import Finding
from dutrack.deadline import DeadlineError, parse
from dutrack.deadline.readings import Doubt
from dutrack.i18n import msg
from dutrack.problems import Code, Severity
from dutrack.schedule.resolved import EventPart, WindowPart
from dutrack.schedule.rules import RuleId
from dutrack.toml import Change, did_you_mean, meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.agenda.tasks import Scheduled
    from dutrack.dates.terms import Term
    from dutrack.toml import KeyPath

_TERM = re.compile("nhiệm k[ỳì] ", re.IGNORECASE)
_MILD = (
    Doubt.NO_PERIOD_NAMED, Doubt.INSTRUCTION_GIVEN, Doubt.WORDS_DROPPED, Doubt.YEAR_CHOSEN, Doubt.FORECAST_HOLIDAY,
)  # fmt: skip
"""Doubts about words that official plans use all the time, and that change no day: notes."""


def not_understood(agenda: Agenda) -> Iterator[Finding]:
    """Find deadlines that cannot be read, in a plan without an issue date too."""
    for scheduled in agenda.scheduled:
        error, key = scheduled.error, scheduled.task.deadline_key
        if scheduled.context is None and scheduled.task.deadline is not None:
            error = _parse_error(scheduled.task.deadline, scheduled.plan.terms)
        if error is not None and key is not None:
            text = error.suggestion
            yield Finding(
                Code.NOT_UNDERSTOOD,
                msg("The deadline is not understood: {reason}.", reason=error.message),
                scheduled.plan,
                scheduled.task,
                (key,),
                span=error.at,
                hint=did_you_mean(text) if text else None,
                change=Change(text, quoted=True) if text else None,
            )


def _parse_error(text: str, terms: tuple[Term, ...]) -> DeadlineError | None:
    try:
        parse(text, tuple(words for term in terms for words in (*term.words, term.name)))
    except DeadlineError as error:
        return error
    return None


def doubtful(agenda: Agenda) -> Iterator[Finding]:
    """Find deadlines that can be read, but perhaps not as they were meant, or that end before the plan begins."""
    for scheduled in agenda.scheduled:
        key = scheduled.task.deadline_key
        if scheduled.resolution is None or key is None:
            continue
        for warned in scheduled.resolution.warnings:
            early = warned.kind is Doubt.BEFORE_ISSUE
            message = (
                msg("The deadline ends before the plan was issued: {reason}.", reason=warned.message)
                if early
                else msg("The reading of the deadline is doubtful: {reason}.", reason=warned.message)
            )
            yield Finding(
                Code.BEFORE_ISSUE if early else Code.DOUBTFUL_READING,
                message,
                scheduled.plan,
                scheduled.task,
                (key,),
                span=warned.at,
                milder=Severity.NOTE if warned.kind in _MILD else None,
            )


def unknown_terms(agenda: Agenda) -> Iterator[Finding]:
    """Find terms of office that a deadline counts by and the plan does not declare."""
    for scheduled, part, key in _unnamed_events(agenda):
        if not _is_term(part):
            continue
        term = _TERM.split(part.words)[-1] or part.words
        known = [_TERM.split(words)[-1] for term in scheduled.plan.terms for words in (term.name, *term.words)]
        near = meant(term, known)
        message = msg("The plan declares no term “{words}”; it is awaited like an event.", words=term)
        hint = near.get("hint") or msg("Declare it in [[terms]], with its words and its first day.")
        span = (part.at[1] - len(term), part.at[1])
        change = Change(near["change"].text) if near else None
        yield Finding(
            Code.UNKNOWN_TERM, message, scheduled.plan, scheduled.task, (key,), span=span, hint=hint, change=change
        )


def events_without_id(agenda: Agenda) -> Iterator[Finding]:
    """Note deadlines that wait for something the plan gives no id: what happened to it is recorded by the task's."""
    for scheduled, part, key in _unnamed_events(agenda):
        if not _is_term(part):
            message = msg("The awaited event has no id: {words}.", words=part.words)
            yield Finding(Code.EVENT_WITHOUT_ID, message, scheduled.plan, scheduled.task, (key,), span=part.at)


def _is_term(part: EventPart) -> bool:
    return any(step.rule == RuleId.TERM_UNDECLARED for step in part.steps)


def _unnamed_events(agenda: Agenda) -> Iterator[tuple[Scheduled, EventPart, KeyPath]]:
    """Yield the event parts of tasks that say nothing of what they await, with the keys of their deadlines."""
    for scheduled in agenda.scheduled:
        key = scheduled.task.deadline_key
        if scheduled.resolution is None or key is None or scheduled.task.awaits:
            continue
        for part in scheduled.resolution.parts:
            if isinstance(part, EventPart):
                yield scheduled, part, key


def days_off(agenda: Agenda) -> Iterator[Finding]:
    """Note days that are named and off, where the policy leaves them as they are."""
    for scheduled in agenda.scheduled:
        key, context = scheduled.task.deadline_key, scheduled.context
        if scheduled.resolution is None or key is None or context is None:
            continue
        for part in scheduled.resolution.parts:
            if not isinstance(part, WindowPart) or not any(step.rule == RuleId.NAMED_DAY for step in part.steps):
                continue
            if not context.calendar.is_working(part.window.due):
                message = msg("{day} is a day off.", day=part.window.due)
                yield Finding(Code.NAMED_DAY_OFF, message, scheduled.plan, scheduled.task, (key,), span=part.at)
