"""Where a finding stands and how it is put right: both looked up together, and only for what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from dutrack.i18n import Message, msg
from dutrack.problems import Fix, Place

if TYPE_CHECKING:
    from dutrack.problems import KeyPath
    from dutrack.toml.places import Places, Target

Rewrite: TypeAlias = Callable[[str], str | None]
"""From the characters that stand there to those that should; None where it cannot tell."""

_NEVER_AS_ITSELF = frozenset("\"'\\") | frozenset(map(chr, (*range(0x20), 0x7F)))


class Change(Struct, frozen=True):
    """What is to stand in place of the characters a finding points at, or a function that makes it of them.

    The function is one of a module, so that two changes with the same one are equal. ``quoted``: the value is a text,
    and all that stands between its quotes is replaced. ``entry``: the key is replaced together with its value and what
    separates it from the others. ``safe`` is that of ``Fix``.
    """

    text: str | Rewrite
    safe: bool = False
    quoted: bool = False
    entry: bool = False


def locate(
    places: Places, keys: tuple[KeyPath, ...], target: Target, span: tuple[int, int] | None, change: Change | None
) -> tuple[Place, Fix | None]:
    """Return where a finding stands, and its change as a fix if it can be made there.

    ``keys`` are where it may stand: the first that is there, else the table the last belongs to. ``span`` narrows it to
    characters of the text of the first key.
    """
    whole = next((place for key in keys if (place := places.exact(key, target))), None)
    if whole is None:
        return places.find(keys[-1], target), None
    inner = None if span is None else places.within(keys[0], *span)
    fix = None
    if change is not None and change.entry:
        pair = next((place for key in keys if (place := places.pair(key))), None)
        fix = _fix(pair, change, places, in_text=False) if pair else None
    elif change is not None and change.quoted:
        between = _between_quotes(whole, places)
        fix = _fix(between, change, places, in_text=True) if between else None
    elif change is not None and (span is None or inner):
        fix = _fix(inner or whole, change, places, in_text=inner is not None)
    return inner or whole, fix


def _between_quotes(place: Place, places: Places) -> Place | None:
    literal = places.text(place)
    if len(literal) < 2 or literal[0] not in "\"'" or literal.startswith(3 * literal[0]):
        return None
    return replace(place, column=place.column + 1, end_column=place.end_column - 1)


def _fix(place: Place, change: Change, places: Places, *, in_text: bool) -> Fix | None:
    """Make a change at a place; the fix touches only the characters that differ."""
    old = places.text(place)
    new = change.text if isinstance(change.text, str) else change.text(old)
    if new is None or new == old or (in_text and not is_plain(new)):
        return None
    title = title_of(old, new)
    if place.line == place.end_line:
        same = _common(old, new)
        old, new = old[same:], new[same:]
        rest = _common(old[::-1], new[::-1])
        new = new[: len(new) - rest]
        place = replace(place, column=place.column + same, end_column=place.end_column - rest)
    return Fix(title, place, new, change.safe)


def _common(a: str, b: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def is_plain(text: str) -> bool:
    """Tell whether a text can stand as itself in every kind of TOML string."""
    return _NEVER_AS_ITSELF.isdisjoint(text)


def title_of(old: str, new: str) -> Message:
    """Say what a change of some characters into others does."""
    if not new:
        seen = old.strip()
        return msg("Delete “{text}”", text=seen if seen.isprintable() else seen.encode("unicode_escape").decode())
    return msg("Change it to “{text}”", text=new.strip()) if old else msg("Insert “{text}”", text=new.strip())
