"""In which language to speak, before the command line is even parsed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dutrack.config.language import stated_language
from dutrack.errors import DutrackError
from dutrack.files import CONFIG, find_workspace
from dutrack.i18n import DEFAULT_LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OPTIONS = ("-C", "--workspace")


def choose_language(args: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language of DUTRACK_LANG ("en", "vi_VN.UTF-8"), else of the workspace, else Vietnamese."""
    return asked_language(environ) or _of_workspace(args) or DEFAULT_LANGUAGE


def asked_language(environ: Mapping[str, str]) -> str | None:
    """Return the language of DUTRACK_LANG; None where it names none that is spoken."""
    wanted = environ.get("DUTRACK_LANG", "")[:2].lower()
    return wanted if wanted in LANGUAGES else None


def _of_workspace(args: Sequence[str]) -> str | None:
    """Return what ``dutrack.toml`` says, looked for in its text: errors in the file are told in its language too."""
    named = _named(args)
    try:
        root = find_workspace(Path() if named is None else Path(named), upward=named is None)
        return stated_language((root / CONFIG).read_bytes())
    except (DutrackError, OSError, ValueError):
        return None


def _named(args: Sequence[str]) -> str | None:
    """Return the folder named on the command line."""
    for place, word in enumerate(args):
        if word in _OPTIONS and place + 1 < len(args):
            return args[place + 1]
        for option in ("--workspace=", "-C"):
            if word.startswith(option) and word != option:
                return word.removeprefix(option)
    return None
