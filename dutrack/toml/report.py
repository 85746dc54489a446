"""The findings of one file, collected while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.problems import Severity, problem, rules
from dutrack.toml.places import Places, Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.i18n import Message
    from dutrack.problems import Code, Problem
    from dutrack.toml.places import KeyPath

_Finding = tuple["Code", "Message", "KeyPath", Target, "tuple[int, int] | None", "Message | None"]


class Report:
    """Collects a file's findings; the file is searched for places once, and only if there are any."""

    def __init__(self, path: str, text: str, first_line: int = 1) -> None:
        """Take the file's path within the workspace and its text; ``first_line`` numbers the text's first line."""
        self.path = path
        self._text = text
        self._first_line = first_line
        self._found: list[_Finding] = []
        self._silenced: set[tuple[str, KeyPath]] = set()

    def add(  # noqa: PLR0913 - what a finding consists of
        self,
        code: Code,
        message: Message,
        key: KeyPath,
        target: Target = Target.VALUE,
        *,
        span: tuple[int, int] | None = None,
        hint: Message | None = None,
    ) -> None:
        """Add a finding about a key; ``span`` narrows it to characters of the key's text, the end exclusive.

        The same finding added twice is one.
        """
        self._found.append((code, message, key, target, span, hint))

    def silence(self, code: str, key: KeyPath) -> None:
        """Leave out findings of a code about a key and what lies below it."""
        self._silenced.add((code, key))

    def wrong(self) -> frozenset[str | int]:
        """Return the keys of the top table in or below which there is an error."""
        return frozenset(key[0] for code, _, key, *_ in self._found if key and rules()[code].severity is Severity.ERROR)

    def problems(self) -> tuple[Problem, ...]:
        """Return what was found, in the order of the file."""
        heard = [finding for finding in dict.fromkeys(self._found) if not self._is_silenced(finding[0], finding[2])]
        if not heard:
            return ()
        places = Places(self.path, self._text, self._first_line)
        return tuple(
            sorted(
                (
                    problem(code, message, places.inside(key, *span) if span else places.find(key, target), hint)
                    for code, message, key, target, span, hint in heard
                ),
                key=lambda found: found.place,
            )
        )

    def _is_silenced(self, code: Code, key: KeyPath) -> bool:
        return any((code, key[:length]) in self._silenced for length in range(len(key) + 1))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, whatever its case, or None."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed only where there is a finding

    words = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word.casefold(), words, 1, 0.7)
    return words[found[0]] if found else None
