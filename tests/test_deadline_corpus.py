"""Deadline phrases of published documents with their readings, and texts that must be refused."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from deadline_notation import answered

CORPUS = Path(__file__).with_name("data") / "corpus"


def entries(name: str) -> list[Any]:
    lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(entry, id=entry["id"]) for entry in map(json.loads, lines)]


def is_same(gold: dict[str, Any], found: dict[str, Any], lenient: bool) -> bool:
    """Compare a part with the one wanted: an RRULE is not compared, nor with ``lenient`` the starts of occurrences."""
    match gold["kind"]:
        case "recurring":
            keys = ("due",) if lenient else ("start", "due")
            wanted = [[day[key] for key in keys] for day in gold["occurrences"]]
            return wanted == [[day[key] for key in keys] for day in found.get("occurrences", ())]
        case "event":
            same_words = words(gold["event"]) == words(found.get("event", ""))
            return same_words and gold["within"] == found["within"]
    return gold == found


def words(event: str) -> str:
    """Return the words of an event, whatever its case, spaces and first word ("có", "ngày", "sự", "việc")."""
    found = " ".join(unicodedata.normalize("NFC", event).lower().split())
    first, _, rest = found.partition(" ")
    return rest if first in ("có", "ngày", "sự", "việc") else found


@pytest.mark.parametrize("entry", entries("dev"))
def test_reads_as_published_phrases_mean(entry: dict[str, Any]) -> None:
    found = answered(entry["text"], entry["issued"])
    lenient = entry.get("lenient_start", False)
    wanted = [entry["parts"] or "error", *entry.get("accept", ())]
    if found["error"]:
        assert "error" in wanted, found["error"]
    else:
        assert any(
            parts != "error"
            and len(parts) == len(found["parts"])
            and all(is_same(gold, part, lenient) for gold, part in zip(parts, found["parts"], strict=True))
            for parts in wanted
        ), found["parts"]


@pytest.mark.parametrize("entry", entries("invalid_dev"))
def test_refuses_what_is_no_deadline(entry: dict[str, Any]) -> None:
    found = answered(entry["text"], entry["issued"])
    assert found["error"] is not None, found["parts"]
