"""The findings of one file, collected while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.problems import Severity, problem, rules
from dutrack.toml.changes import locate
from dutrack.toml.places import Places, Target

if TYPE_CHECKING:
    from dutrack.i18n import Message
    from dutrack.problems import Code, KeyPath, Problem
    from dutrack.toml.changes import Change


class _Finding(Struct, frozen=True):
    """A finding before its place is looked up."""

    code: Code
    message: Message
    key: KeyPath
    target: Target
    span: tuple[int, int] | None
    hint: Message | None
    change: Change | None

    def problem(self, places: Places) -> Problem:
        place, fix = locate(places, (self.key,), self.target, self.span, self.change)
        return problem(self.code, self.message, place, self.hint, fix)


class Report:
    """Collects a file's findings; the file is searched for places once, and only if there are any."""

    def __init__(self, path: str, text: str, first_line: int = 1) -> None:
        """Take the file's path within the workspace and its text; ``first_line`` numbers the text's first line."""
        self.path = path
        self._text = text
        self._first_line = first_line
        self._found: list[_Finding] = []
        self._silences: dict[tuple[str, KeyPath], KeyPath] = {}
        self._silenced: set[KeyPath] = set()

    def add(  # noqa: PLR0913 - what a finding consists of
        self,
        code: Code,
        message: Message,
        key: KeyPath,
        target: Target = Target.VALUE,
        *,
        span: tuple[int, int] | None = None,
        hint: Message | None = None,
        change: Change | None = None,
    ) -> None:
        """Add a finding about a key; ``span`` narrows it to characters of the key's text, the end exclusive.

        ``change`` is made where the finding stands. The same finding added twice is one.
        """
        self._found.append(_Finding(code, message, key, target, span, hint, change))

    def silence(self, code: str, key: KeyPath, by: KeyPath) -> None:
        """Leave out findings of a code about a key and what lies below it; ``by`` names what says so."""
        self._silences[code, key] = by

    @property
    def silenced(self) -> frozenset[KeyPath]:
        """What has silenced a finding, once the problems were asked for."""
        return frozenset(self._silenced)

    def wrong(self) -> frozenset[str | int]:
        """Return the keys of the top table in or below which there is an error."""
        return frozenset(
            found.key[0] for found in self._found if found.key and rules()[found.code].severity is Severity.ERROR
        )

    def problems(self) -> tuple[Problem, ...]:
        """Return what was found, in the order of the file."""
        heard = [found for found in dict.fromkeys(self._found) if not self._is_silenced(found.code, found.key)]
        if not heard:
            return ()
        places = Places(self.path, self._text, self._first_line)
        return tuple(sorted((found.problem(places) for found in heard), key=lambda found: found.place))

    def _is_silenced(self, code: Code, key: KeyPath) -> bool:
        for length in range(len(key), -1, -1):
            if by := self._silences.get((code, key[:length])):
                self._silenced.add(by)
                return True
        return False
