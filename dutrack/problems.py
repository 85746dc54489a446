"""A user's mistakes as values: collected, never raised. The registry of their codes stands here and nowhere else."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from dutrack.i18n import Message, msg

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes (from 0) from the top of a file, such as ("tasks", 3, "deadline")."""


class Severity(StrEnum):
    """How bad a finding is; only errors and warnings fail ``dutrack check``."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(StrEnum):
    """The stable name of every kind of finding: a number is never used again for another kind.

    D001-D009 and D019-D029 are about the files people write, D010-D018 about deadlines and who answers, D030-D039 about
    records, D040-D049 about settings and bodies, D050-D059 about the words of a plan.
    """

    FILE_UNREADABLE = "D001"
    TOML_SYNTAX = "D002"
    FORMAT_TOO_NEW = "D003"
    WRONG_VALUE = "D004"
    MISSING_KEY = "D005"
    UNKNOWN_KEY = "D006"
    BAD_ID = "D007"
    DUPLICATE_ID = "D008"
    UNDECLARED_SECTION = "D009"
    NOT_UNDERSTOOD = "D010"
    DOUBTFUL_READING = "D011"
    BEFORE_ISSUE = "D012"
    NAMED_DAY_OFF = "D013"
    NO_DEADLINE = "D014"
    EVENT_WITHOUT_ID = "D015"
    UNKNOWN_EVENT = "D016"
    UNKNOWN_BODY = "D017"
    NO_LEAD = "D018"
    NO_EFFECT = "D019"
    REVERSED_DAYS = "D020"
    DISPUTED_FORMER_ID = "D021"
    UNKNOWN_CODE = "D022"
    WAITS_IN_A_CIRCLE = "D023"
    NEVER_ENDS = "D024"
    UNKNOWN_PLAN = "D025"
    SEVERAL_LEADS = "D026"
    NEVER_OVERDUE = "D027"
    SHARE_NEVER_OVERDUE = "D028"
    UNUSED_ALLOW = "D029"
    BROKEN_RECORD = "D030"
    RECORD_CONTRADICTS = "D031"
    MERGE_CONFLICT = "D032"
    ORPHANED_RECORDS = "D033"
    TORN_LINE = "D034"
    RECORD_WITHOUT_UNIT = "D035"
    RECORD_WITHOUT_REASON = "D036"
    WITHDRAWS_NOTHING = "D037"
    RECORD_UNFIT = "D038"
    AWAITS_CANCELLED = "D039"
    LITERAL_PASSWORD = "D040"  # noqa: S105 - the finding, not a password
    UNKNOWN_BODY_ID = "D041"
    SUCCESSION_IN_A_CIRCLE = "D042"
    AMBIGUOUS_NAME = "D043"
    GROUP_WITHOUT_MEMBERS = "D044"
    NO_SUCCESSOR = "D045"
    BODY_NOT_THERE_YET = "D046"
    FOREIGN_LETTERS = "D050"
    SCANNING_SLIP = "D051"
    NEAR_DUPLICATE = "D052"
    UNKNOWN_TERM = "D053"


class Rule(Struct, frozen=True):
    """What a code stands for: how bad it is and, in a line, what it says."""

    severity: Severity
    title: Message


@cache
def rules() -> dict[Code, Rule]:
    """Return every code with its severity and title, in the order of the codes."""
    error, warning, note = Severity.ERROR, Severity.WARNING, Severity.NOTE
    return {
        Code.FILE_UNREADABLE: Rule(error, msg("The file cannot be read")),
        Code.TOML_SYNTAX: Rule(error, msg("The file is not valid TOML")),
        Code.FORMAT_TOO_NEW: Rule(error, msg("The file has a format this version does not know")),
        Code.WRONG_VALUE: Rule(error, msg("A value is of the wrong kind")),
        Code.MISSING_KEY: Rule(error, msg("A required key is missing")),
        Code.UNKNOWN_KEY: Rule(warning, msg("A key is not known")),
        Code.BAD_ID: Rule(error, msg("An id is missing or has characters it may not have")),
        Code.DUPLICATE_ID: Rule(error, msg("An id is used twice")),
        Code.UNDECLARED_SECTION: Rule(note, msg("A section is not declared")),
        Code.NOT_UNDERSTOOD: Rule(error, msg("The deadline is not understood")),
        Code.DOUBTFUL_READING: Rule(warning, msg("The reading of a deadline is doubtful")),
        Code.BEFORE_ISSUE: Rule(warning, msg("The deadline ends before the plan was issued")),
        Code.NAMED_DAY_OFF: Rule(note, msg("A named day is a day off")),
        Code.NO_DEADLINE: Rule(note, msg("The task has no deadline")),
        Code.EVENT_WITHOUT_ID: Rule(note, msg("The deadline waits for an event that has no id")),
        Code.UNKNOWN_EVENT: Rule(error, msg("The awaited event or task is not in the plan")),
        Code.UNKNOWN_BODY: Rule(warning, msg("The body is not in the directory")),
        Code.NO_LEAD: Rule(note, msg("Nobody leads the task")),
        Code.NO_EFFECT: Rule(warning, msg("A key has no effect here")),
        Code.REVERSED_DAYS: Rule(error, msg("An end stands before its start")),
        Code.DISPUTED_FORMER_ID: Rule(error, msg("An earlier id belongs to two")),
        Code.UNKNOWN_CODE: Rule(warning, msg("A finding that does not exist is silenced")),
        Code.WAITS_IN_A_CIRCLE: Rule(error, msg("Tasks wait for each other in a circle")),
        Code.NEVER_ENDS: Rule(error, msg("An awaited task never ends")),
        Code.UNKNOWN_PLAN: Rule(warning, msg("The plan that replaces this one is not there")),
        Code.SEVERAL_LEADS: Rule(note, msg("Several bodies lead the task")),
        Code.NEVER_OVERDUE: Rule(note, msg("The task can never become overdue")),
        Code.SHARE_NEVER_OVERDUE: Rule(note, msg("Tasks of the plan can never become overdue")),
        Code.UNUSED_ALLOW: Rule(note, msg("A finding that is not there is silenced")),
        Code.BROKEN_RECORD: Rule(error, msg("A record cannot be read")),
        Code.RECORD_CONTRADICTS: Rule(error, msg("One record key has two contents")),
        Code.MERGE_CONFLICT: Rule(error, msg("A merge conflict is not resolved")),
        Code.ORPHANED_RECORDS: Rule(warning, msg("Records belong to a plan that is gone")),
        Code.TORN_LINE: Rule(warning, msg("The last line was cut off while it was written")),
        Code.RECORD_WITHOUT_UNIT: Rule(warning, msg("A record is about something that is no longer in the plan")),
        Code.RECORD_WITHOUT_REASON: Rule(warning, msg("A record lacks its reason")),
        Code.WITHDRAWS_NOTHING: Rule(warning, msg("A record withdraws one that does not exist")),
        Code.RECORD_UNFIT: Rule(warning, msg("A record does not fit its task")),
        Code.AWAITS_CANCELLED: Rule(warning, msg("The awaited task was cancelled")),
        Code.LITERAL_PASSWORD: Rule(error, msg("A password stands in a file")),
        Code.UNKNOWN_BODY_ID: Rule(error, msg("A body id is not in the directory")),
        Code.SUCCESSION_IN_A_CIRCLE: Rule(error, msg("Bodies succeed each other in a circle")),
        Code.AMBIGUOUS_NAME: Rule(error, msg("A name means two bodies")),
        Code.GROUP_WITHOUT_MEMBERS: Rule(warning, msg("A group has no members")),
        Code.NO_SUCCESSOR: Rule(warning, msg("Nobody follows a body that has ended")),
        Code.BODY_NOT_THERE_YET: Rule(warning, msg("The body did not exist when the plan was issued")),
        Code.FOREIGN_LETTERS: Rule(warning, msg("Letters are not what they look like")),
        Code.SCANNING_SLIP: Rule(warning, msg("A word looks like a slip of a scanner")),
        Code.NEAR_DUPLICATE: Rule(note, msg("Two tasks are nearly the same")),
        Code.UNKNOWN_TERM: Rule(warning, msg("The term of office is not declared")),
    }


class Place(Struct, frozen=True, order=True, omit_defaults=True):
    """Where in a file of the workspace; lines and columns count characters from 1, the end is exclusive.

    ``path`` is relative to the workspace, with forward slashes. ``line`` 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Fix(Struct, frozen=True, omit_defaults=True):
    """A change of the file that settles a finding: ``text`` in place of the characters at ``place``, which may be none.

    ``title`` says what it does. ``safe``: nothing else can have been meant, so ``check --fix`` makes it unasked; any
    other is only offered to the author.
    """

    title: Message
    place: Place
    text: str
    safe: bool = False


class Problem(Struct, frozen=True, omit_defaults=True):
    """One finding: its stable code, a sentence, where, and what to do about it."""

    code: Code
    severity: Severity
    message: Message
    place: Place
    hint: Message | None = None
    fix: Fix | None = None


def problem(code: Code, message: Message, place: Place, hint: Message | None = None, fix: Fix | None = None) -> Problem:
    """Make a finding; how bad it is follows from its code."""
    return Problem(code, rules()[code].severity, message, place, hint, fix)
