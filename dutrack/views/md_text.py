"""Texts in Markdown, as GitHub and GitLab write it: nothing in them is markup, a mention or a reference."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_\[\]<>|#~&])")
_REFERENCES = re.compile(r"(?<=[@#!$%&~])(?=\w)")
"""Where @name, #12, !12 and the like would call somebody or link to something."""


def escaped(text: str) -> str:
    """Return a text that is shown as it is."""
    return _REFERENCES.sub("<!-- -->", _MARKS.sub(r"\\\1", text))


def table_row(*cells: str) -> str:
    """Return a row of a table."""
    return "| " + " | ".join(map(escaped, cells)) + " |"
