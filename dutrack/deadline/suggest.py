"""What a text that was not understood was probably meant to be. Never a reading: only offered to the writer."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.readings import Doubt, Event
from dutrack.deadline.spelling import bare, one_apart
from dutrack.deadline.tokens import Kind, tokenize
from dutrack.deadline.vocabulary import EVENT_HEADS, STANDING, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.deadline.readings import Reading
    from dutrack.deadline.tokens import Token

_MOST_WORDS = 24
_MOST_TRIES = 256
_KNOWN = WORDS.union(*(words.split() for words in (*EVENT_HEADS, *STANDING)))


def suggest(text: str, read: Callable[[str], Reading]) -> str | None:
    """Return the text with its misspelt words put right, if one like it reads; else None.

    A word may be replaced by one of the language that differs in diacritics only, an unknown word also by one that is
    a single letter away. The fewest replacements win.
    """
    words = [token for token in tokenize(text) if token.kind == Kind.WORD]
    if len(words) > _MOST_WORDS:
        return None
    choices = [(token.key, *_near(token.key)) for token in words]
    tries = 1
    for choice in choices:
        tries *= len(choice)
    if not 1 < tries <= _MOST_TRIES:
        return None
    combinations = sorted(product(*choices), key=lambda chosen: _changes(chosen, words))
    for chosen in combinations[1:]:
        changed = [(token, word) for token, word in zip(words, chosen, strict=True) if token.key != word]
        meant, places = _replaced(text, changed)
        if _reads(meant, places, read):
            return meant
    return None


def _changes(chosen: tuple[str, ...], words: list[Token]) -> int:
    return sum(token.key != word for token, word in zip(words, chosen, strict=True))


def _replaced(text: str, changed: list[tuple[Token, str]]) -> tuple[str, list[tuple[int, int]]]:
    """Put words in the places of others, in the case these are in; also return where they then stand."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    end = length = 0
    for token, word in changed:
        old = text[token.start : token.end]
        new = word.upper() if old.isupper() and len(old) > 1 else word.capitalize() if old[:1].isupper() else word
        length += token.start - end
        places.append((length, length + len(new)))
        length += len(new)
        pieces += (text[end : token.start], new)
        end = token.end
    return "".join((*pieces, text[end:])), places


def _reads(text: str, places: list[tuple[int, int]], read: Callable[[str], Reading]) -> bool:
    """Tell whether a text reads, and the words put in matter to it: none is left out or is an event's own."""
    try:
        reading = read(text)
    except DeadlineError:
        return False
    idle = [warned.at for warned in reading.warnings if warned.kind is Doubt.WORDS_DROPPED]
    for part in reading.parts:
        if isinstance(part, Event) and (words := text.find(part.words, part.at[0])) >= 0:
            head = next((len(head) for head in EVENT_HEADS if part.words.casefold().startswith(head)), 0)
            idle.append((words + head, words + len(part.words)))
    return not any(start <= place[0] and place[1] <= end for start, end in idle for place in places)


@cache
def _bare_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(_KNOWN):
        found[bare(word)] = (*found.get(bare(word), ()), word)
    return found


@lru_cache(maxsize=1024)
def _near(word: str) -> tuple[str, ...]:
    """Return the words of the language that this one may be a slip of."""
    if word in _KNOWN and not word.isascii():
        return ()
    same = tuple(known for known in _bare_words().get(bare(word), ()) if known != word)
    if same or word in _KNOWN or len(word) < 4:
        return same
    return tuple(known for known in sorted(_KNOWN) if len(known) > 2 and one_apart(word, known))
