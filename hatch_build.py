"""Compile the message catalogues (.po, written by people) to the .mo files that gettext reads.

Runs with every build and editable install; after editing a catalogue run ``python hatch_build.py``.
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, where only babel is installed
    BuildHookInterface = object

ROOT = Path(__file__).parent


def compile_catalogues() -> None:
    """Write a .mo beside each .po."""
    for po in sorted(ROOT.glob("dutrack/locale/*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3])
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)


class CatalogueHook(BuildHookInterface):  # type: ignore[misc, unused-ignore]
    """Hatchling's build hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile before files are collected."""
        compile_catalogues()


if __name__ == "__main__":
    compile_catalogues()
