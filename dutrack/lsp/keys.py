"""The keys that a table of a file may have, with what each means and how its value begins."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dutrack.check.explanations import NOT_SILENCED
from dutrack.config import keys as of_settings
from dutrack.lsp.roles import ANY, FileKind, kind_of, shape_of
from dutrack.plan import keys as of_plans
from dutrack.plan.keys import Kind
from dutrack.problems import Code, rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dutrack.config.keys import Setting
    from dutrack.i18n import Message
    from dutrack.plan.keys import Key
    from dutrack.toml import KeyPath

_TEXT = '"$%d"'
_LIST = '["$%d"]'
_TABLE = "{ $%d }"
_DAY = "${%d:2023-01-31}"
_FLAG = "${%d|true,false|}"
_CHOICES = {Kind.ROLL: ("none", "next", "previous"), Kind.BEFORE: ("strict", "inclusive")}
_OF_KIND = {
    Kind.DAY: _DAY,
    Kind.YEAR: "${%d:2021}",
    Kind.FLAG: _FLAG,
    Kind.PERIOD: '"${%d:30 ngày}"',
    Kind.PERIODS: '["${%d:30 ngày}"]',
    Kind.PLAN_IDS: _LIST,
    Kind.REASONS: _TABLE,
}
_OF_TYPE = {int: "$%d", bool: _FLAG, date: _DAY, list[str]: _LIST, dict[str, str]: _TABLE}
_LISTS = ("with", "awaits", "words", "basis")
"""Texts of which there are most often several."""


class KnownKey(NamedTuple):
    """A key; ``choices`` are the words one of which its value must be, () where it may be anything of its kind.

    ``value`` is how the value begins, marked for what is to be filled in, with "%d" for the number of the mark.
    """

    meaning: Message
    required: bool
    choices: tuple[str, ...]
    value: str


Known: TypeAlias = "Mapping[str, KnownKey]"


def keys_of(name: str, table: KeyPath) -> Known:
    """Return the keys of a table, in the order in which they are best written; none where they are not known."""
    return _tables().get((kind_of(name), *shape_of(table)), {})


def key_of(name: str, key: KeyPath) -> KnownKey | None:
    """Return what is known of a key, or of the list that an entry is in."""
    path = tuple(part for part in key if isinstance(part, str))
    return keys_of(name, path[:-1]).get(path[-1]) if path else None


def codes_of(name: str, table: KeyPath) -> dict[str, Message]:
    """Return the codes that ``allow`` may silence, with their titles; none where a table is no ``allow``."""
    if kind_of(name) is not FileKind.PLAN or shape_of(table) not in (("plan", "allow"), ("tasks", "allow")):
        return {}
    return {code.value: rules()[code].title for code in Code if code not in NOT_SILENCED}


def tables_of(name: str) -> Mapping[str, Message]:
    """Return the tables a file may have, with what they are for; none for a file of records."""
    return {FileKind.PLAN: of_plans.TOP, FileKind.CONFIG: of_settings.TABLES}.get(kind_of(name), {})


@cache
def _tables() -> dict[tuple[object, ...], Known]:
    plan, settings = FileKind.PLAN, FileKind.CONFIG
    policy = _in_plan(of_plans.POLICY)
    return {
        (plan, "plan"): _in_plan(of_plans.PLAN),
        (plan, "policy"): policy,
        (plan, "terms"): _in_plan(of_plans.TERM),
        (plan, "events"): _in_plan(of_plans.EVENT),
        (plan, "sections"): _in_plan(of_plans.SECTION),
        (plan, "tasks"): _in_plan(of_plans.TASK),
        (settings,): _in_settings(of_settings.TOP),
        (settings, "policy"): {**_in_settings(of_settings.POLICY), **policy},
        (settings, "calendar"): _in_settings(of_settings.CALENDAR),
        (settings, "schedule"): _in_settings(of_settings.SCHEDULE),
        (settings, "git"): _in_settings(of_settings.GIT),
        (settings, "mail"): _in_settings(of_settings.MAIL),
        (settings, "outbox"): _in_settings(of_settings.OUTBOX),
        (settings, "issuers", ANY): _in_settings(of_settings.ISSUER),
        (settings, "owners", ANY): _in_settings(of_settings.OWNER),
        (settings, "groups", ANY): _in_settings(of_settings.GROUP),
    }


def _in_plan(keys: Mapping[str, Key]) -> Known:
    return {
        name: _known(
            key.meaning,
            key.required,
            _CHOICES.get(key.kind, ()),
            _OF_KIND.get(key.kind, _LIST if name in _LISTS else _TEXT),
        )
        for name, key in keys.items()
    }


def _in_settings(keys: Mapping[str, Setting]) -> Known:
    return {
        name: _known(key.meaning, key.required, key.choices, _OF_TYPE.get(key.value, _TEXT))
        for name, key in keys.items()
    }


def _known(meaning: Message, required: bool, choices: tuple[str, ...], value: str) -> KnownKey:
    if choices:
        words = ",".join(choices)
        value = f'"${{%d|{words}|}}"'
    return KnownKey(meaning, required, choices, value)
