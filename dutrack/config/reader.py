"""``dutrack.toml`` from bytes to a Config, with every mistake in it."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.config import keys
from dutrack.config.delivery import REFUSED, read_mail, read_outbox
from dutrack.config.directory import read_directory
from dutrack.config.model import DEFAULT_TIMEZONE, SENDING, VERBS, Config, Issuer, IssuerForm, Mail, Outbox
from dutrack.i18n import DEFAULT_LANGUAGE, LANGUAGES, msg
from dutrack.plan.keys import POLICY
from dutrack.plan.policy import read_policy
from dutrack.problems import Code, Problem
from dutrack.toml import Table, read_document
from dutrack.toml.letters import check_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dutrack.schedule.policy import PolicyEntry

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:hg]([0-5]\d)")


def read_config(path: str, data: bytes) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings of a workspace; ``path`` names the file in findings.

    Where the file cannot be decoded, is no TOML or has a newer format, all settings are the defaults and that is its
    one problem. Otherwise each setting that is wrong is its default, and all mistakes come together.
    """
    document = read_document(path, data)
    if isinstance(document, Problem):
        return Config(unsound=SENDING), (document,)
    top = Table(document.data, (), document.report, (*keys.TOP, *keys.TABLES))
    config = _read_config(top)
    check_letters(document)
    wrong = document.report.wrong()
    unsound = tuple(name for name in SENDING if name in wrong)
    return replace(config, unsound=unsound) if unsound else config, document.report.problems()


def _read_config(top: Table) -> Config:
    off, work = _read_calendar(top)
    schedule = top.table("schedule", keys.SCHEDULE)
    git = top.table("git", keys.GIT)
    mail = top.table("mail", (*keys.MAIL, REFUSED))
    outbox = top.table("outbox", keys.OUTBOX)
    return Config(
        language=top.choice("language", {language: language for language in LANGUAGES}) or DEFAULT_LANGUAGE,
        timezone=_read_timezone(top),
        policy=_read_policies(top),
        off=off,
        work=work,
        schedule_at=_read_times(schedule) if schedule else (),
        git_commit=(git.flag("commit") or False) if git else False,
        mail=read_mail(mail) if mail else Mail(),
        outbox=read_outbox(outbox) if outbox else Outbox(),
        issuers=tuple(_read_issuer(id_, table) for id_, table in top.named_tables("issuers", keys.ISSUER)),
        directory=read_directory(top),
    )


def _read_timezone(top: Table) -> str:
    name = top.text("timezone") or DEFAULT_TIMEZONE
    if name == DEFAULT_TIMEZONE:
        return name
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - heavy, and rarely needed

    try:
        ZoneInfo(name)
    # The name is tried as a path: a folder, one too long or one with odd characters fails as a file does.
    except (KeyError, ValueError, OSError):
        message = msg("{name} is not a time zone.", name=name)
        top.wrong("timezone", message, msg("All of Vietnam has {name}.", name=DEFAULT_TIMEZONE))
        return DEFAULT_TIMEZONE
    return name


def _read_policies(top: Table) -> tuple[PolicyEntry, ...]:
    known = (*keys.POLICY, *POLICY)
    if isinstance(top.data.get("policy"), dict):
        single = top.table("policy", known)
        tables = [single] if single else []
    else:
        tables = list(top.tables("policy", known))
    entries = []
    for table in tables:
        entry = replace(read_policy(table), start=table.day("from"))
        if entry.start or "from" not in table:  # one whose day cannot be read would hold since ever
            entries.append((table, entry))
    _check_overruled(entries)
    return tuple(entry for _, entry in entries)


def _check_overruled(entries: Sequence[tuple[Table, PolicyEntry]]) -> None:
    """Report keys that a later entry from the same day says again: of two the later holds."""
    for place, (table, entry) in enumerate(entries):
        for later, other in entries[place + 1 :]:
            for name in table.data if entry.start == other.start else ():
                if name != "from" and name in later:
                    message = msg(
                        "{key} has no effect: {other} holds from the same day.",
                        key=table.path(name),
                        other=later.path(name),
                    )
                    table.no_effect(name, message, msg("Keep one of the two, or give them different days in from."))


def _read_calendar(top: Table) -> tuple[tuple[date, ...], tuple[date, ...]]:
    table = top.table("calendar", keys.CALENDAR)
    if table is None:
        return (), ()
    off, work = (tuple(sorted(set(table.days(name)))) for name in ("off", "work"))
    for day in set(off) & set(work):
        message = msg("{day} is both a day off and a working day.", day=day)
        table.wrong("work", message, msg("Keep it in one of the two lists."))
    return off, tuple(day for day in work if day not in off)


def _read_times(table: Table) -> tuple[time, ...]:
    value = table.data.get("at")
    if isinstance(value, time):
        return (value.replace(second=0, microsecond=0),)
    found = set()
    for key, text in table.entries("at"):
        if match := _CLOCK.fullmatch(text):
            found.add(time(int(match[1]), int(match[2])))
        else:
            message = msg("{text} is not a time of day.", text=text)
            table.report.add(Code.WRONG_VALUE, message, key, hint=msg('Write "07:00".'))
    return tuple(sorted(found))


def _read_issuer(id_: str, table: Table) -> Issuer:
    table.require("name", "form")
    return Issuer(
        id=id_,
        name=table.text("name") or id_,
        form=table.choice("form", {form.value: form for form in IssuerForm}) or IssuerForm.PARTY,
        place=table.text("place"),
        superior=table.text("superior"),
        symbol=table.text("symbol"),
        unit=table.text("unit"),
        authority=table.text("authority"),
        signer=table.text("signer"),
        signer_title=table.text("signer_title"),
        recipients=table.texts("recipients"),
        verbs=tuple(_read_verbs(table)),
    )


def _read_verbs(table: Table) -> Iterator[tuple[str, str]]:
    inner = table.table("verbs")
    for pattern in inner.data if inner else ():
        if inner and (word := inner.choice(pattern, {word: word for word in VERBS})):
            yield pattern, word
