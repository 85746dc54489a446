"""What labelled lines say of the tasks before or after them: who, when, and which task is an exception."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.deadline.spelling import key
from dutrack.draft.bodies import begins_body, verb_at
from dutrack.draft.labels import Kind, Labelled, label_of
from dutrack.draft.leads import helpers_of
from dutrack.draft.model import Doubt
from dutrack.draft.names import split_bodies, split_names
from dutrack.draft.sentences import clauses, sentences
from dutrack.draft.timing import reading_of
from dutrack.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dutrack.deadline.readings import Span
    from dutrack.draft.outline import Node
    from dutrack.draft.source import Place


class Said(Struct, frozen=True):
    """Who, when and what comes out, as far as it was said."""

    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    deadline: str | None = None
    product: str | None = None
    doubts: tuple[Doubt, ...] = ()

    def over(self, other: Said) -> Said:
        """Return what is said here, and for the rest what the other says."""
        return Said(
            self.owners or other.owners,
            self.helpers or (() if self.owners else other.helpers),
            other.deadline if self.deadline is None else self.deadline,
            self.product or other.product,
            (*self.doubts, *other.doubts),
        )


class Exempt(Struct, frozen=True):
    """What is said of one task of a group only: the words that name it, and where they stand."""

    words: str
    said: Said
    place: Place


class Shared(Struct, frozen=True):
    """What a group of labelled lines says of its tasks."""

    said: Said = Said()
    exempt: tuple[Exempt, ...] = ()


_REST = re.compile(r"(?:các |những )?(?:nhiệm vụ|nội dung|công việc|giải pháp)?\s*(?:khác|còn lại)$")
_NAMED = re.compile(r"(?:các |những )?(?:nhiệm vụ|nội dung|việc|công việc)\s+(?=\S)", re.IGNORECASE)
_HELPING = re.compile(r"\s*\((?:cơ quan |đơn vị )?phối hợp[^()]*\)", re.IGNORECASE)
_LEADING = re.compile(r"\s*\((?:cơ quan |đơn vị )?chủ trì[^()]*\)", re.IGNORECASE)


def shared_of(lines: Iterable[Node]) -> Shared:
    """Return what labelled paragraphs say, with the lines that hang on them."""
    said, exempt = Said(), list[Exempt]()
    for line in lines:
        label = label_of(line.text)
        assert label is not None  # noqa: S101 - only labelled lines are given
        for text, place in [(label.value, line.place), *((child.text, child.place) for child in line.children)]:
            words, value = _exception(label.kind, text)
            found = said_by(Labelled(label.kind, value), place) if value else Said()
            if words and not _REST.search(key(words)):
                exempt += [Exempt(name, found, place) for name in _pieces(words)]
            elif value:
                said = _joined(said, found)
    return Shared(said, tuple(exempt))


def said_by(label: Labelled, place: Place) -> Said:
    """Return what one labelled value says."""
    value = label.value.strip(" .;,")
    match label.kind:
        case Kind.TIME:
            return _time(value, place)
        case Kind.LEAD:
            owners, helpers = assigned(value)
            return Said(owners=owners, helpers=helpers)
        case Kind.HELP:
            return Said(helpers=split_names(value))
        case Kind.PRODUCT:
            return Said(product=value)
    return Said()


def assigned(value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who leads and who helps by a value such as "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính"."""
    helpers = helpers_of(value)
    if _HELPING.search(value):
        pieces = re.split(r"[,;]\s+|\n+", value)
        helpers = tuple(_HELPING.sub("", piece).strip(" .") for piece in pieces if _HELPING.search(piece))
        value = "; ".join(piece for piece in pieces if not _HELPING.search(piece))
    value = _LEADING.sub("", value)
    end = verb_at(value)
    name = value if end is None else value[:end]
    if end is not None and not name.strip():
        return (), helpers
    if not begins_body(name[:1].upper() + name[1:]) and len(name.split()) > 15:
        return (), helpers
    return split_bodies(name), helpers


def best_match(words: str, texts: Sequence[str]) -> tuple[int, Span] | None:
    """Return which text, and which clause of it, some words mean; None where none holds most of them.

    A whole text is taken where its words are mostly those asked for, else the clause that holds them.
    """
    asked = _words(words)
    best: tuple[int, Span] | None = None
    best_score = 0.0
    for number, text in enumerate(texts):
        spans = {(0, len(text)), *sentences(text)}
        spans |= {piece for sentence in sentences(text) for piece in clauses(text, sentence)}
        for span in sorted(spans):
            held = _words(text[slice(*span)])
            common = len(asked & held)
            score = common / max(len(asked), 1) + 0.3 * common / max(len(held), 1)
            if asked and common >= 0.6 * len(asked) and score > best_score:
                best, best_score = (number, span), score
    return best


def _exception(kind: Kind, text: str) -> tuple[str, str]:
    """Split "Phát triển nhân lực: Sở Nội vụ chủ trì" into what it is about and what it says; "" for about nothing."""
    words, colon, value = text.rpartition(": ")
    if not colon or kind not in (Kind.TIME, Kind.LEAD):
        return "", text
    about = kind is Kind.TIME and reading_of(value.strip(" .;")) is not None
    about = about or (kind is Kind.LEAD and begins_body(value.strip()[:1].upper() + value.strip()[1:]))
    return (_NAMED.sub("", words) if not _REST.search(key(words)) else words, value) if about else ("", text)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[^\w\s]", " ", key(text)).split())


def _pieces(words: str) -> list[str]:
    return [piece.strip() for piece in words.split(";") if piece.strip()]


def _time(value: str, place: Place) -> Said:
    if not value:
        return Said()
    doubts = () if reading_of(value) else (Doubt(msg("the deadline is not understood: {text}", text=value), place),)
    return Said(deadline=value, doubts=doubts)


def _joined(said: Said, more: Said) -> Said:
    """Join what several lines of one label say."""
    deadline = said.deadline or more.deadline
    if said.deadline and more.deadline:
        deadline = f"{said.deadline}; {more.deadline}"
    return Said(
        (*said.owners, *more.owners),
        (*said.helpers, *more.helpers),
        deadline,
        said.product or more.product,
        (*said.doubts, *more.doubts),
    )
