"""The JSON Schema of a plan file, for editors: made of the keys the program knows.

It is of draft 7, the newest that Taplo and Even Better TOML know.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dutrack.plan import keys
from dutrack.plan.keys import Kind
from dutrack.problems import rules
from dutrack.toml import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dutrack.plan.keys import Key

_TEXT = {"type": "string", "minLength": 1, "pattern": "\\S"}
_DAY = {"type": "string", "format": "date"}
_PERIOD = _TEXT | {"examples": ["30 ngày", "10 ngày làm việc", "2 tháng"]}
_PLAN_ID = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"}
# The program takes the letters of every alphabet; the schema leaves out what is certainly none.
_ID = {"type": "string", "pattern": "^[^\\s!-/:-@\\[-^`{-~][^\\s!-,/:-@\\[-^`{-~]*$"}

_TABLES = {"terms": keys.TERM, "events": keys.EVENT, "sections": keys.SECTION, "tasks": keys.TASK}


def _one_or_more(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list; where a list is asked for, one alone will do."""
    return {"anyOf": [entry, {"type": "array", "items": entry}]}


def _reasons() -> dict[str, Any]:
    """Return the schema of ``allow``: codes of findings, each with the reason."""
    codes = {code.value: _TEXT | {"description": f"{rule.title}."} for code, rule in rules().items()}
    return {"type": "object", "properties": codes, "additionalProperties": False}


def _value(kind: Kind) -> dict[str, Any]:
    """Return the schema of a value."""
    text = {"type": "string"}
    return {
        Kind.TEXT: _TEXT,
        Kind.TEXTS: _one_or_more(text),
        Kind.ID: _ID,
        Kind.PLAN_ID: _PLAN_ID,
        Kind.PLAN_IDS: _one_or_more(_PLAN_ID),
        Kind.DAY: _DAY,
        Kind.YEAR: {"type": "integer", "minimum": 1900, "maximum": 2999},
        Kind.FLAG: {"type": "boolean"},
        Kind.DEADLINE: text,  # editors see a day as text
        Kind.PERIOD: _PERIOD,
        Kind.PERIODS: _one_or_more(_PERIOD),
        Kind.ROLL: {"enum": ["none", "next", "previous"]},
        Kind.BEFORE: {"enum": ["strict", "inclusive"]},
        Kind.REASONS: _reasons(),
    }[kind]


def _table(known: Mapping[str, Key]) -> dict[str, Any]:
    """Return the schema of a table."""
    return {
        "type": "object",
        "properties": {name: {"description": str(key.meaning), **_value(key.kind)} for name, key in known.items()},
        "required": [name for name, key in known.items() if key.required],
        "additionalProperties": False,
    }


def schema_text() -> str:
    """Return the schema as a file, its words in the active language; lines end in LF."""
    tables = {
        "plan": _table(keys.PLAN),
        "policy": _table(keys.POLICY),
        **{name: {"type": "array", "items": _table(known)} for name, known in _TABLES.items()},
    }
    described = {name: {"description": str(keys.TOP[name]), **found} for name, found in tables.items()}
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "dutrack",
        "type": "object",
        "properties": {"format": {"enum": list(range(1, FORMAT + 1))}, **described},
        "required": ["plan"],
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
