"""Writes the JSON Schemas beside it, one for each language. Run: ``python docs/schema/generate.py``."""

from __future__ import annotations

from pathlib import Path

from dutrack.i18n import language
from dutrack.skeletons.schema import schema_text

HERE = Path(__file__).parent
FILES = {"en": "plan.schema.json", "vi": "plan.vi.schema.json"}


def text(name: str) -> str:
    """Return the file of a language."""
    with language(name):
        return schema_text()


def main() -> None:
    for name, file in FILES.items():
        (HERE / file).write_text(text(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
