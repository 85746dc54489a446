"""Words printed in capitals, in the case the document itself gives them elsewhere."""

from __future__ import annotations

import re

_MOST_WORDS = 8
_LONGEST = 1000
"""A longer text in capitals is no heading, and is left as it is."""
_BEGINS = re.compile(r"(?:^|[.;:!?\n]\s*(?:[-+]\s*)?|\d[.)]\s*)$")


class Casing:
    """Knows how a document writes its words; what it never writes small becomes small letters."""

    def __init__(self, body: str) -> None:
        self.body = body
        lower = body.lower()
        self.lower = lower if len(lower) == len(body) else ""

    def mixed(self, text: str) -> str:
        """Return a text in capitals as the document writes its words, longest phrases first."""
        if len(text) > _LONGEST:
            return text
        words = text.split()
        done: list[str] = []
        while words:
            count = next((n for n in range(min(len(words), _MOST_WORDS), 0, -1) if self.find(words[:n])), 1)
            done.append(self.find(words[:count]) or _small(words[0]))
            del words[:count]
        return " ".join(done)

    def find(self, words: list[str]) -> str | None:
        """Return a phrase as it stands in the middle of a sentence, None where it does not."""
        phrase = " ".join(words).lower()
        at = self.lower.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            whole = not self.lower[at - 1 : at].isalnum() and not self.lower[end : end + 1].isalnum()
            if whole and not _BEGINS.search(self.body[max(at - 6, 0) : at]) and not self.body[at:end].isupper():
                return self.body[at:end]
            at = self.lower.find(phrase, at + 1)
        return None


def _small(word: str) -> str:
    """Return a word in small letters, unless it is a number, a roman one or a document's."""
    return word if re.search(r"\d", word) or re.fullmatch(r"[IVX]+[.,]?", word) or "/" in word else word.lower()
