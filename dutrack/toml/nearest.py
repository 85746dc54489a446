"""The known word that was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from dutrack.deadline.spelling import one_apart
from dutrack.i18n import Message, msg
from dutrack.toml.changes import Change

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, whatever its case, or None."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed only where there is a finding

    words = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word.casefold(), words, 1, 0.7)
    return words[found[0]] if found else None


def is_slip(word: str, known: str) -> bool:
    """Tell whether a word can only be a slip of a known one: no more than one letter put in, out, wrong or exchanged.

    Case and hyphens for underscores do not count; short words are too near to each other to tell.
    """
    word, known = (text.casefold().replace("-", "_") for text in (word, known))
    return word == known or (min(len(word), len(known)) > 3 and one_apart(word, known))


def did_you_mean(word: str) -> Message:
    """Return the hint for a word near a known one."""
    return msg("Did you mean {word}?", word=word)


class Meant(TypedDict, total=False):
    """What to say and to do about a word that is not known; empty where no known one is near."""

    hint: Message
    change: Change


def meant(word: str, known: Iterable[str], *, quoted: bool = True, closed: bool = False) -> Meant:
    """Return the hint "did you mean …?" and the change to it for a word near a known one.

    ``quoted``: the word is a text. ``closed``: no other words can ever be right, as with the keys of a table; then the
    change is safe where the word can be a slip of one of them alone.
    """
    known = tuple(known)
    found = nearest(word, known)
    if found is None:
        return Meant()
    safe = closed and [other for other in known if is_slip(word, other)] == [found]
    return Meant(hint=did_you_mean(found), change=Change(found, safe=safe, quoted=quoted))
