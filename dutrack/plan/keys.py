"""Every key a plan file may have: what its value is and what it means. The readers and the JSON Schema go by it."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from dutrack.i18n import Message, msg


class Kind(Enum):
    """What a value is. A single text will do for a list of them, a single period for a list of those."""

    TEXT = "text"
    TEXTS = "texts"
    ID = "id"
    PLAN_ID = "plan-id"
    PLAN_IDS = "plan-ids"
    DAY = "day"
    YEAR = "year"
    FLAG = "flag"
    DEADLINE = "deadline"
    PERIOD = "period"
    PERIODS = "periods"
    ROLL = "roll"
    BEFORE = "before"
    REASONS = "reasons"


class Key(Struct, frozen=True):
    """One key: its kind and its meaning, a sentence. A ``required`` one that is absent is a mistake."""

    kind: Kind
    meaning: Message
    required: bool = False


_REMINDING: dict[str, Key] = {
    "remind": Key(Kind.PERIODS, msg('When to remind before the due day: "30 ngày"; "0 ngày" is the due day itself.')),
    "remind_overdue": Key(Kind.PERIODS, msg("When to remind after the due day; the last one repeats.")),
    "remind_with": Key(Kind.FLAG, msg("Whether those who help get a copy.")),
    "monitor_after": Key(Kind.PERIOD, msg("Overdue by so much, the body in monitor hears too.")),
    "leader_after": Key(Kind.PERIOD, msg("Overdue by so much, the leader of the body hears too.")),
}

_WORK: dict[str, Key] = {
    "owner": Key(Kind.TEXTS, msg("Who leads (chủ trì) and answers; a list leads together.")),
    "with": Key(Kind.TEXTS, msg("Who helps (phối hợp), in any words.")),
    "deadline": Key(Kind.DEADLINE, msg('When it is due, in the words of the document, or a day; "" means none.')),
    "awaits": Key(
        Kind.TEXTS, msg("What the deadline waits for: ids of [[events]], or task:ID for another task of the plan.")
    ),
    "within": Key(
        Kind.PERIOD, msg('How long it may take once that has happened, where the text does not say: "30 ngày".')
    ),
}

PLAN: dict[str, Key] = {
    "title": Key(Kind.TEXT, msg("What the document is called."), required=True),
    "number": Key(Kind.TEXT, msg("The document's number.")),
    "issuer": Key(Kind.TEXT, msg("Who issued it."), required=True),
    "issued": Key(Kind.DAY, msg("The day it was issued; years left out in deadlines count from here."), required=True),
    "monitor": Key(Kind.TEXT, msg("The body that watches and urges (theo dõi, đôn đốc).")),
    "basis": Key(Kind.TEXTS, msg("The documents it carries out.")),
    "source": Key(Kind.TEXT, msg("Where the signed document is.")),
    "ended": Key(Kind.DAY, msg("The plan's last day; what is open after it counts as cancelled.")),
    "replaced_by": Key(Kind.PLAN_ID, msg("The id of the plan that takes its place.")),
    "formerly": Key(Kind.PLAN_IDS, msg("Earlier names of this file: records under them still count.")),
    "confidential": Key(Kind.FLAG, msg("true (Mật): mail and pages carry ids and counts, never titles or names.")),
    "allow": Key(
        Kind.REASONS, msg("Findings of dutrack check that are accepted in the whole plan, each with the reason.")
    ),
}

POLICY: dict[str, Key] = {
    "after_event": Key(
        Kind.PERIOD, msg("How long a task may take after its event, where neither its text nor its within says.")
    ),
    "named": Key(Kind.ROLL, msg("Where a day named in a deadline goes when it is a day off.")),
    "counted": Key(Kind.ROLL, msg("Where the last day of a counted period goes when it is a day off.")),
    "before": Key(Kind.BEFORE, msg("Whether day D itself is in time under “trước ngày D”.")),
    "series_from": Key(Kind.DAY, msg("The first due day of a series that names no start is on or after this day.")),
    **_REMINDING,
    "review": Key(Kind.TEXT, msg("How often someone looks at a standing task.")),
}

TERM: dict[str, Key] = {
    "name": Key(Kind.TEXT, msg("The term's name."), required=True),
    "words": Key(Kind.TEXTS, msg("The words by which deadlines mean it.")),
    "from": Key(Kind.DAY, msg("Its first day."), required=True),
    "to": Key(Kind.DAY, msg("Its last day.")),
    "year1": Key(Kind.YEAR, msg("The calendar year that counts as its first.")),
}

EVENT: dict[str, Key] = {
    "id": Key(Kind.ID, msg("The name tasks and records use."), required=True),
    "title": Key(Kind.TEXT, msg("What must happen, so that anyone can tell whether it has."), required=True),
    "same_as": Key(Kind.TEXT, msg("Any text, the same in every plan that waits for the same document.")),
}

SECTION: dict[str, Key] = {
    "id": Key(Kind.ID, msg("The id that the section of a task equals, or begins with and a dot."), required=True),
    "title": Key(Kind.TEXT, msg("Its heading.")),
    **_WORK,
}

TASK: dict[str, Key] = {
    "id": Key(
        Kind.ID,
        msg("Letters, digits and . - _; once in a plan. The numbers of the document are best: II.1."),
        required=True,
    ),
    "section": Key(Kind.TEXT, msg("The section it stands in.")),
    "title": Key(Kind.TEXT, msg("What is to be done."), required=True),
    **_WORK,
    "product": Key(Kind.TEXT, msg("What comes out of it.")),
    "source": Key(Kind.TEXT, msg("Where in the document it stands.")),
    "formerly": Key(
        Kind.TEXTS, msg("Earlier ids: TASK in this plan, PLAN/TASK from another. Records under them count.")
    ),
    **_REMINDING,
    "allow": Key(Kind.REASONS, msg("Findings of dutrack check that are accepted for this task, each with the reason.")),
}

TOP: dict[str, Message] = {
    "plan": msg("What the document is."),
    "policy": msg("This plan's own rules for days and reminders."),
    "terms": msg("Terms of office that deadlines count by."),
    "events": msg("What deadlines wait for."),
    "sections": msg("What the tasks of a section share."),
    "tasks": msg("The tasks."),
}
"""The tables of a plan file."""
