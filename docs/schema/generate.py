"""Writes the JSON Schemas of the plan format from the keys the program knows, one for each language.

Run: ``python docs/schema/generate.py``. They are of draft 7, the newest that Taplo and Even Better TOML know.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dutrack.i18n import language
from dutrack.plan import keys
from dutrack.plan.keys import Kind
from dutrack.problems import rules
from dutrack.toml import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dutrack.plan.keys import Key

HERE = Path(__file__).parent
FILES = {"en": "plan.schema.json", "vi": "plan.vi.schema.json"}

TEXT = {"type": "string", "minLength": 1, "pattern": "\\S"}
DAY = {"type": "string", "format": "date"}
PERIOD = TEXT | {"examples": ["30 ngày", "10 ngày làm việc", "2 tháng"]}
PLAN_ID = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"}
# The program takes the letters of every alphabet; the schema leaves out what is certainly none.
ID = {"type": "string", "pattern": "^[^\\s!-/:-@\\[-^`{-~][^\\s!-,/:-@\\[-^`{-~]*$"}

TABLES = {"terms": keys.TERM, "events": keys.EVENT, "sections": keys.SECTION, "tasks": keys.TASK}


def one_or_more(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list; where a list is asked for, one alone will do."""
    return {"anyOf": [entry, {"type": "array", "items": entry}]}


def reasons() -> dict[str, Any]:
    """Return the schema of ``allow``: codes of findings, each with the reason."""
    codes = {code.value: TEXT | {"description": f"{rule.title}."} for code, rule in rules().items()}
    return {"type": "object", "properties": codes, "additionalProperties": False}


def value(kind: Kind) -> dict[str, Any]:
    """Return the schema of a value."""
    text = {"type": "string"}
    return {
        Kind.TEXT: TEXT,
        Kind.TEXTS: one_or_more(text),
        Kind.ID: ID,
        Kind.PLAN_ID: PLAN_ID,
        Kind.PLAN_IDS: one_or_more(PLAN_ID),
        Kind.DAY: DAY,
        Kind.YEAR: {"type": "integer", "minimum": 1900, "maximum": 2999},
        Kind.FLAG: {"type": "boolean"},
        Kind.DEADLINE: text,  # editors see a day as text
        Kind.PERIOD: PERIOD,
        Kind.PERIODS: one_or_more(PERIOD),
        Kind.ROLL: {"enum": ["none", "next", "previous"]},
        Kind.BEFORE: {"enum": ["strict", "inclusive"]},
        Kind.REASONS: reasons(),
    }[kind]


def table(known: Mapping[str, Key]) -> dict[str, Any]:
    """Return the schema of a table."""
    return {
        "type": "object",
        "properties": {name: {"description": str(key.meaning), **value(key.kind)} for name, key in known.items()},
        "required": [name for name, key in known.items() if key.required],
        "additionalProperties": False,
    }


def schema() -> dict[str, Any]:
    """Return the schema of a plan file in the active language."""
    tables = {
        "plan": table(keys.PLAN),
        "policy": table(keys.POLICY),
        **{name: {"type": "array", "items": table(known)} for name, known in TABLES.items()},
    }
    described = {name: {"description": str(keys.TOP[name]), **found} for name, found in tables.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "dutrack",
        "type": "object",
        "properties": {"format": {"enum": list(range(1, FORMAT + 1))}, **described},
        "required": ["plan"],
        "additionalProperties": False,
    }


def text(name: str) -> str:
    """Return the file of a language."""
    with language(name):
        return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    for name, file in FILES.items():
        (HERE / file).write_text(text(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
