"""Every key ``dutrack.toml`` may have and what it means; the readers and the editor go by it."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from msgspec import Struct

from dutrack.config.model import IssuerForm, Security, Transport
from dutrack.i18n import LANGUAGES, Message, msg

Value: TypeAlias = type[str] | type[int] | type[bool] | type[date] | type[list[str]] | type[dict[str, str]]


class Setting(Struct, frozen=True):
    """One key: its meaning, a sentence, and the type of its value, for ``choices`` one of these words.

    One text will do where a list of texts is asked for.
    """

    meaning: Message
    value: Value = str
    required: bool = False
    choices: tuple[str, ...] = ()


TOP = {
    "language": Setting(msg("The language of screen, mail and reports."), choices=LANGUAGES),
    "timezone": Setting(msg("The time zone, for what day it is today.")),
}
"""The keys above all tables."""

TABLES = {
    "policy": msg("Rules for all plans."),
    "calendar": msg("The office's own days off and working days."),
    "schedule": msg("When reminders go out by themselves."),
    "git": msg("Whether records are committed."),
    "mail": msg("How mail leaves."),
    "outbox": msg("Where sent mail is noted."),
    "issuers": msg("Who signs letters and reports."),
    "owners": msg("The directory of bodies."),
    "groups": msg("Names for several bodies."),
}

POLICY = {
    "from": Setting(msg("Holds for deadlines whose named day, or the day a count ends on, is from this day on."), date)
}
"""The key that rules have here besides those of a plan's policy."""

CALENDAR = {
    "off": Setting(msg("Days not worked."), list[str]),
    "work": Setting(msg("Days worked though a holiday or weekend."), list[str]),
}

SCHEDULE = {"at": Setting(msg("The times of day at which dutrack run sends reminders."), list[str])}

GIT = {"commit": Setting(msg("Whether each record becomes a commit of its own."), bool)}

MAIL = {
    "transport": Setting(
        msg("Into a folder, through a mail server, or through the mail program of the machine."),
        choices=tuple(Transport),
    ),
    "path": Setting(msg("The folder of maildir, from the workspace.")),
    "host": Setting(msg("The mail server.")),
    "port": Setting(msg("The server's port."), int),
    "security": Setting(msg("How the connection is protected."), choices=tuple(Security)),
    "ca_file": Setting(msg("Certificates to trust, from the workspace.")),
    "username": Setting(msg("The name to log in with.")),
    "password_env": Setting(msg("The environment variable that holds the password.")),
    "password_file": Setting(msg("The file that holds the password.")),
    "password_keyring": Setting(msg("The service whose password the system's keyring holds.")),
    "program": Setting(msg("The mail program of sendmail and its arguments."), list[str]),
    "per_minute": Setting(msg("No more mails than this go to the server in a minute."), int),
    "from": Setting(msg("The sender.")),
    "operator": Setting(msg("Who hears of mistakes and of mail that cannot be delivered.")),
    "max": Setting(msg("More mails at once than this are sent only when asked again."), int),
    "calendar": Setting(msg("Whether each mail brings its due days as a calendar too; needs dutrack[office]."), bool),
}

OUTBOX = {
    "url": Setting(msg("The database: sqlite:///FILE or postgresql+psycopg://…")),
    "workspace": Setting(msg("The name of the workspace in it, the same on every machine.")),
}

ISSUER = {
    "name": Setting(msg("The body that issues."), required=True),
    "form": Setting(msg("The form by the Party's rules or the State's."), required=True, choices=tuple(IssuerForm)),
    "place": Setting(msg("The place before the date.")),
    "superior": Setting(msg("The body above it, whose name stands over its own.")),
    "symbol": Setting(msg("Its sign in the number of a document.")),
    "unit": Setting(msg("The unit that drafts, in the number of a state body's letter.")),
    "authority": Setting(msg("On whose behalf is signed.")),
    "signer": Setting(msg("Who signs.")),
    "signer_title": Setting(msg("The signer's title.")),
    "recipients": Setting(msg("Who gets a copy of every document."), list[str]),
    "verbs": Setting(
        msg("How it turns to bodies: a pattern of their ids, and giao, yêu cầu, đề nghị or kính đề nghị."),
        dict[str, str],
    ),
}

OWNER = {
    "name": Setting(msg("The body's name, as plans write it."), required=True),
    "plans": Setting(msg("The plans in which the name means this body; * stands for any letters."), list[str]),
    "aliases": Setting(msg("Other ways to write the name."), list[str]),
    "email": Setting(msg("Where reminders go.")),
    "cc": Setting(msg("Who gets a copy."), list[str]),
    "leader": Setting(msg("Who hears of what is long overdue.")),
    "language": Setting(msg("The language of its mail."), choices=LANGUAGES),
    "valid_from": Setting(msg("The body's first day."), date),
    "valid_to": Setting(msg("The body's last day."), date),
    "succeeded_by": Setting(
        msg("The ids of the bodies that answer after its last day; any one can finish."), list[str]
    ),
}

GROUP = {
    "name": Setting(msg("The group's name, as plans write it."), required=True),
    "plans": OWNER["plans"],
    "aliases": OWNER["aliases"],
    "members": Setting(
        msg('The ids of the bodies in it, each of which finishes for itself; "unlisted": it counts as one.'),
        list[str],
        required=True,
    ),
}
