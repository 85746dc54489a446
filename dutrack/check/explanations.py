"""What each code means, at length: why it is reported, and what to do about it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import tomli
from msgspec import Struct

from dutrack.i18n import Message, msg
from dutrack.problems import Code


class Explanation(Struct, frozen=True):
    """Why a finding is one, and how to put it right."""

    why: Message
    remedy: Message


NOT_SILENCED = frozenset(
    (
        Code.FILE_UNREADABLE, Code.TOML_SYNTAX, Code.FORMAT_TOO_NEW, Code.RECORD_CONTRADICTS, Code.MERGE_CONFLICT,
        Code.ORPHANED_RECORDS, Code.TORN_LINE, Code.RECORD_WITHOUT_REASON, Code.WITHDRAWS_NOTHING,
        Code.LITERAL_PASSWORD, Code.UNKNOWN_BODY_ID, Code.SUCCESSION_IN_A_CIRCLE, Code.GROUP_WITHOUT_MEMBERS,
        Code.NO_SUCCESSOR,
    )
)  # fmt: skip
"""No ``allow`` of a plan reaches these: they are about files as such, about lines of records or about the settings."""


@cache
def explanations() -> dict[Code, Explanation]:
    """Return what each code means, in the order of the codes."""
    return {
        Code.FILE_UNREADABLE: Explanation(
            msg("The file is not UTF-8, is no file, or may not be read. Nothing in it counts."),
            msg("Save it again as UTF-8, and see that whoever runs dutrack may read it."),
        ),
        Code.TOML_SYNTAX: Explanation(
            msg(
                "TOML has few but strict rules. A file that breaks one cannot be read at all, so none of its tasks "
                "counts."
            ),
            msg("Mend the place that is named; only then further mistakes of the file, if any, are shown."),
        ),
        Code.FORMAT_TOO_NEW: Explanation(
            msg("The number at format is higher than this version knows; it could misunderstand the file."),
            msg("Update dutrack."),
        ),
        Code.WRONG_VALUE: Explanation(
            msg(
                "A key asks for text, a day, a number, a list or one of a few words and has something else. The "
                "value is left out."
            ),
            msg("Write it as the hint says; docs/plan-format.md tells for each key what it takes."),
        ),
        Code.MISSING_KEY: Explanation(
            msg("Without this key the table does not say what it must."), msg("Add the key to the table that is named.")
        ),
        Code.UNKNOWN_KEY: Explanation(
            msg("A key that is not known has no effect. Mostly it is misspelt or stands in the wrong table."),
            msg("Correct it, move it to its table or delete it."),
        ),
        Code.BAD_ID: Explanation(
            msg(
                "Ids stand in addresses, records and names of files: they have letters, digits and . - _ only, the "
                "id of a plan (the name of its file) a-z, 0-9 and - only."
            ),
            msg("Choose an id of such characters; name one that records already use in formerly."),
        ),
        Code.DUPLICATE_ID: Explanation(
            msg(
                "Records would not know which of the two they are about. Until it is mended the second has a "
                "made-up id."
            ),
            msg("Give one of the two another id."),
        ),
        Code.UNDECLARED_SECTION: Explanation(
            msg(
                "The plan declares sections and this is none of them, nor below one: the task shares no lead and "
                "no deadline."
            ),
            msg("Correct the id, or declare the section in [[sections]]."),
        ),
        Code.NOT_UNDERSTOOD: Explanation(
            msg(
                "No day is ever guessed. Words that cannot be read leave the task under “needs a date” until "
                "somebody mends them."
            ),
            msg(
                "Try other words with dutrack resolve; docs/plan-format.md shows what is read. Or record a day "
                "with dutrack date."
            ),
        ),
        Code.DOUBTFUL_READING: Explanation(
            msg(
                "The text can be read, but may mean something else; the message says what. Where official plans "
                "always write so and no day changes, it is only a note."
            ),
            msg("Look at dutrack explain, then write the text more clearly or accept the reading."),
        ),
        Code.BEFORE_ISSUE: Explanation(
            msg("A deadline that is over before the plan was issued is mostly a wrong year."),
            msg("Check the year, and issued in [plan]."),
        ),
        Code.NAMED_DAY_OFF: Explanation(
            msg("The day that is named is a day off, and the policy leaves named days where they are."),
            msg("Nothing, if it is meant so; else set named to next or previous in [policy]."),
        ),
        Code.NO_DEADLINE: Explanation(
            msg("Without a deadline a task is never due: nobody is reminded, and it can never become overdue."),
            msg("State the deadline, or record a day with dutrack date. Where the document names none, accept it."),
        ),
        Code.EVENT_WITHOUT_ID: Explanation(
            msg(
                "What is awaited has no name but the words of this task. Two tasks that wait for one document need "
                "two records."
            ),
            msg("Declare it in [[events]] and name it in awaits."),
        ),
        Code.UNKNOWN_EVENT: Explanation(
            msg("The task waits for an event or a task that the plan does not have; it can never come."),
            msg("Correct the id, or declare the event in [[events]]. A task is awaited as task:ID."),
        ),
        Code.UNKNOWN_BODY: Explanation(
            msg(
                "Who leads or urges is not in the directory of bodies: no reminder reaches it, and reports count "
                "it apart."
            ),
            msg("Correct the name, or add the body or this way of writing it (aliases) to dutrack.toml."),
        ),
        Code.NO_LEAD: Explanation(
            msg("Nobody answers for the task, and nobody is reminded of it."),
            msg("Name the lead in owner, of the task or of its section."),
        ),
        Code.NO_EFFECT: Explanation(
            msg("The key stands where nothing uses it."), msg("Put it beside what it belongs to, or delete it.")
        ),
        Code.REVERSED_DAYS: Explanation(
            msg("Between an end and a later start there is no day. The end is left out."),
            msg("Correct one of the two days."),
        ),
        Code.DISPUTED_FORMER_ID: Explanation(
            msg("What was recorded under an earlier id can belong to one task or plan only."),
            msg("Leave the earlier id to the one that bore it."),
        ),
        Code.UNKNOWN_CODE: Explanation(
            msg("A code that does not exist silences nothing."),
            msg("Correct the code; dutrack check --explain lists all."),
        ),
        Code.WAITS_IN_A_CIRCLE: Explanation(
            msg("Each of the tasks waits for another of them, so none can ever begin."),
            msg("Take one of them out of awaits."),
        ),
        Code.NEVER_ENDS: Explanation(
            msg("A standing task, or a series without an end, is never complete: what waits for it waits for ever."),
            msg("Await an event instead, or give that task an end."),
        ),
        Code.UNKNOWN_PLAN: Explanation(
            msg(
                "The plan says that it is replaced by one that is not there. Until that is mended it goes on and "
                "is urged."
            ),
            msg("Correct the id, add that plan, or state the last day as ended."),
        ),
        Code.SEVERAL_LEADS: Explanation(
            msg(
                "A task has exactly one lead (Kết luận 226-KL/TW, 11/12/2025): of several each may wait for the other."
            ),
            msg("Name one in owner and the others in with. Where the document has joint leads, accept it."),
        ),
        Code.NEVER_OVERDUE: Explanation(
            msg(
                "The task stands all the time, or nothing says how long it may take after what it waits for: no "
                "day comes on which it is late."
            ),
            msg(
                "State a period: within at the task, or after_event in [policy]. Where the document wants it so, "
                "accept it."
            ),
        ),
        Code.SHARE_NEVER_OVERDUE: Explanation(
            msg("“Nothing is overdue” says nothing about these tasks; whoever reads it should know how many they are."),
            msg("D014 and D027 name the tasks."),
        ),
        Code.UNUSED_ALLOW: Explanation(
            msg("The finding that was accepted is gone; what is left would hide a new one."),
            msg("Delete it from allow."),
        ),
        Code.BROKEN_RECORD: Explanation(
            msg("The line is no record, or its words mean no day: what it says does not count. All other lines do."),
            msg("Correct a line that was written by hand, or record it anew with its command."),
        ),
        Code.RECORD_CONTRADICTS: Explanation(
            msg("Two lines have one key and say different things, as when a line is copied. The first one counts."),
            msg("Give the second line a key of its own."),
        ),
        Code.MERGE_CONFLICT: Explanation(
            msg("git left its marks in the file. The records of both sides count."),
            msg(
                "Delete the lines of marks and keep the records of both sides; with merge=union in .gitattributes "
                "git does so itself."
            ),
        ),
        Code.ORPHANED_RECORDS: Explanation(
            msg("The plan was deleted, or its file has another name: what was done for it counts nowhere."),
            msg("Write the earlier id into formerly of the plan it is now."),
        ),
        Code.TORN_LINE: Explanation(
            msg("The power failed or the disk was full while the last line was written. It does not count."),
            msg("Record it again, if it is missing."),
        ),
        Code.RECORD_WITHOUT_UNIT: Explanation(
            msg("The task, unit or event has another id now or is gone: the record counts nowhere."),
            msg("Write the earlier id into formerly of the task it is now, or withdraw the record with dutrack undo."),
        ),
        Code.RECORD_WITHOUT_REASON: Explanation(
            msg("Whoever looks at an extension or a skipped period later will ask why."),
            msg("Withdraw it with dutrack undo and record it with --reason."),
        ),
        Code.WITHDRAWS_NOTHING: Explanation(
            msg("The line takes back a record that is not there."), msg("Correct the key in record.")
        ),
        Code.RECORD_UNFIT: Explanation(
            msg(
                "The record extends what has no day, dates what has one, reviews what is not standing, or skips "
                "what does not recur."
            ),
            msg("Withdraw it with dutrack undo and record what happened."),
        ),
        Code.AWAITS_CANCELLED: Explanation(
            msg(
                "A cancelled task is never done, so what waits for it would wait for ever, and nobody would hear of it."
            ),
            msg("Cancel the one that waits too, give it a day with dutrack date, or let it await something else."),
        ),
        Code.LITERAL_PASSWORD: Explanation(
            msg("Whoever reads the file, or its history in git, has the password. It is not used."),
            msg("Say where it stands, as password_env, password_file or password_keyring, and change the password."),
        ),
        Code.UNKNOWN_BODY_ID: Explanation(
            msg("A group or a succession names a body that is not in the directory; it is left out."),
            msg("Correct the id, or add the body as [owners.ID]."),
        ),
        Code.SUCCESSION_IN_A_CIRCLE: Explanation(
            msg("Following who comes after a body leads back to it: nobody answers."),
            msg("Take one of them out of succeeded_by."),
        ),
        Code.AMBIGUOUS_NAME: Explanation(
            msg("Two bodies have the name on the plan's day of issue; nobody can tell whom to remind."),
            msg("Say with plans where each name holds, or with valid_from and valid_to when."),
        ),
        Code.GROUP_WITHOUT_MEMBERS: Explanation(
            msg("A group without members counts as one body, and nobody of it is reminded."),
            msg('Name the members; where they are not to be listed, write members = "unlisted".'),
        ),
        Code.NO_SUCCESSOR: Explanation(
            msg("The body has ended, nobody follows it, and something of it is open: nobody is reminded."),
            msg("Name who answers now in succeeded_by."),
        ),
        Code.BODY_NOT_THERE_YET: Explanation(
            msg(
                "A plan names the bodies of its day. One that began later or ended before is mostly another of a "
                "like name."
            ),
            msg("Correct the name, the days of the body, or the plan's day of issue."),
        ),
        Code.FOREIGN_LETTERS: Explanation(
            msg(
                "Letters of another alphabet, full-width forms or invisible characters look right and are not: "
                "searches and the directory of bodies do not find the word."
            ),
            msg("Type the word anew; check --fix does it where the letter can be only one."),
        ),
        Code.SCANNING_SLIP: Explanation(
            msg(
                "No Vietnamese word is written so, and scanners often misread one that is: r for ê, rn for m, l for 1."
            ),
            msg("Compare it with the signed document."),
        ),
        Code.NEAR_DUPLICATE: Explanation(
            msg(
                "Two tasks of the plan have the same lead and deadline, and titles that differ by no more than a word."
            ),
            msg("Delete one, or accept it where both are meant."),
        ),
        Code.UNKNOWN_TERM: Explanation(
            msg("The deadline counts by a term of office that the plan does not declare, so no day follows from it."),
            msg("Declare the term in [[terms]], with the words that mean it and its first day."),
        ),
    }


@cache
def examples() -> dict[str, dict[str, str]]:
    """Return the examples by code: ``wrong`` and ``right``, where they stand (``in``) and what stands ``beside``."""
    return tomli.loads(files("dutrack.check").joinpath("examples.toml").read_text("utf-8"))
