"""Letters that are not what they look like: of other alphabets, invisible, or misread by a scanner.

Two texts with such letters look the same on paper and are not the same to a search or a directory of bodies.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dutrack.deadline.spelling import is_syllable, word_key
from dutrack.i18n import msg
from dutrack.problems import Code
from dutrack.toml.changes import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.problems import KeyPath
    from dutrack.toml.report import Report
    from dutrack.toml.source import Document

_LOOKS_LIKE = dict(
    zip(
        "асеорхуіјѕһԁԛԝӏӑАВСЕНІЈКМОРЅТХУҮӐΑΒΕΖΗΙΚΜΝΟΡΤΥΧοόυνρÐðƉɖı",
        "aceopxyijshdqwlăABCEHIJKMOPSTXYYĂABEZHIKMNOPTYXoóuvpĐđĐđi",
        strict=True,
    )
) | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))}
"""Letters of other alphabets, the Icelandic ð and full-width forms, with the letters they are taken for."""

_BREVE = frozenset("ӑӐ")
"""Scanners write it for ă and for ọ: what it stands for only the document tells."""

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_FOREIGN = re.compile(f"[{_INVISIBLE}{''.join(_LOOKS_LIKE)}]")
_HIDDEN = f"[{_INVISIBLE}]+"
_WORD = rf"[\w{_INVISIBLE}]+"

# What scanners mistake. Each begins with a letter or a set of them: then a text without it is searched in no time.
_ODD_R = re.compile(r"r(?=[mnu\W]|$)(?:(?<=[^\W\d_tT]r)|(?<=\wtr))(?!\w* *[]=])")  # and no part of a key
_ODD_DIGIT = re.compile(
    r"[OIl01](?:(?<=\d[OIl])|(?<=[Ol])(?<!\w[Ol])(?=\d)|(?<=[^\W\d_][01])(?=[^\W\d_]))"  # 2O23, l5, h0ạt
)
_NUMBER = r"\d+[OIl]\d*|[Ol]\d+"
_DIGITS = str.maketrans("OIl", "011")
_REPAIRS = ((r"(?<=\w)r(?<!^tr)", "ê"), ("rn", "m"), ("0", "o"), ("1", "l"))
"""What scanners take for what: ê for r, m for rn, o for 0, l for 1."""

_PROSE = frozenset(("title", "deadline", "product", "owner", "with", "issuer", "monitor", "basis", "name", "aliases"))


def check_letters(document: Document) -> None:
    """Report letters that are not what they look like, in every text of a document, and slips of a scanner in prose."""
    foreign, misread = _FOREIGN.search(document.text), _is_odd(document.text)
    if not foreign and not misread:
        return
    for key, text in _texts((), document.data):
        if foreign and _FOREIGN.search(text):
            _report_foreign(document.report, key, text)
        if misread and _is_odd(text) and not _PROSE.isdisjoint(key):
            _report_misread(document.report, key, text)


def _is_odd(text: str) -> bool:
    """Tell whether a text may hold a slip of a scanner."""
    return _ODD_R.search(text) is not None or _ODD_DIGIT.search(text) is not None


def _texts(key: KeyPath, value: object) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts((*key, name), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts((*key, index), inner)


def _report_foreign(report: Report, key: KeyPath, text: str) -> None:
    for found in re.finditer(_WORD, text):
        word = found[0]
        meant = latin(word)
        if meant == word:
            continue
        shown = re.sub(_HIDDEN, "", word)
        if shown != word:
            hidden = ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(word) if char not in shown)
            message = msg("An invisible character stands here: {hidden}.", hidden=hidden)
            if shown:
                message = msg("“{word}” holds an invisible character: {hidden}.", word=shown, hidden=hidden)
        else:
            letters = ", ".join(f"{char} (U+{ord(char):04X})" for char in dict.fromkeys(word) if char in _LOOKS_LIKE)
            message = msg("“{word}” has letters that only look right: {letters}.", word=word, letters=letters)
        change = Change(meant, safe=True) if _BREVE.isdisjoint(word) else None
        hint = None if change else msg("Compare it with the signed document.")
        report.add(Code.FOREIGN_LETTERS, message, key, span=found.span(), hint=hint, change=change)


def latin(word: str) -> str:
    """Return a word without invisible characters, its letters of other alphabets replaced by those they look like.

    A word that is wholly of another alphabet, and could not be taken for a Latin one, stays as it is.
    """
    shown = re.sub(_HIDDEN, "", word)
    replaced = "".join(_LOOKS_LIKE.get(char, char) for char in shown)
    mixed = any("LATIN" in unicodedata.name(char, "") for char in shown) or replaced.isascii()
    return replaced if mixed else shown


def _report_misread(report: Report, key: KeyPath, text: str) -> None:
    for found in re.finditer(_WORD, text):
        meant = scanned(found[0])
        if meant is not None:
            message = msg("“{word}” looks like a slip of a scanner.", word=found[0])
            change, hint = Change(meant), msg("Did you mean {word}?", word=meant)
            report.add(Code.SCANNING_SLIP, message, key, span=found.span(), hint=hint, change=change)


def scanned(word: str) -> str | None:
    """Return what a scanner probably had before it for a word that is none: "viên" for "virn", "31" for "3l".

    None for whatever could be a Vietnamese syllable, and where no known slip makes it one.
    """
    if re.fullmatch(_NUMBER, word):
        return word.translate(_DIGITS)
    if len(word) < 3 or not _is_odd(word) or word.isupper() or is_syllable(word_key(word)):
        return None
    meant = (re.sub(pattern, letter, word) for pattern, letter in _REPAIRS)
    return next((text for text in meant if text != word and is_syllable(word_key(text))), None)
