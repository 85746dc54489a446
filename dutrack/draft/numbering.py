"""The numbers Word shows before paragraphs: they stand in no text, but in the definitions of its lists."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLETS = {
    "o": "+",
    "§": "-",
    "\uf0b7": "-",
    "\uf02d": "-",
    "\uf0a7": "-",
    "\uf02b": "+",
    "\uf0d8": "-",
    "\uf0fc": "-",
}
"""What the letters of Word's symbol fonts show; a hollow round bullet stands one level below."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%(\d)")
_MOST_LEVELS = 9


class Numbering:
    """Counts the lists of a document as Word does; ask for each paragraph once, in order."""

    def __init__(self, document: Any) -> None:
        self.styles = {style.get(f"{_W}styleId"): style for style in _part(document, "styles")}
        lists = _part(document, "numbering")
        abstract = {item.get(f"{_W}abstractNumId"): item for item in lists if item.tag == f"{_W}abstractNum"}
        self.lists = {
            item.get(f"{_W}numId"): (item, abstract.get(_value(item, "abstractNumId")))
            for item in lists
            if item.tag == f"{_W}num"
        }
        self.counts: defaultdict[int, dict[int, int]] = defaultdict(dict)

    def label(self, paragraph: Any) -> str:
        """Return the number or bullet before a paragraph; "" where there is none."""
        list_id, level = self.place(paragraph)
        item, abstract = self.lists.get(list_id, (None, None)) if list_id != "0" else (None, None)
        if item is None or abstract is None:
            return ""
        levels = {_number(found.get(f"{_W}ilvl")): found for found in abstract.iterchildren(f"{_W}lvl")}
        for override in item.iterchildren(f"{_W}lvlOverride"):
            if (own := override.find(f"{_W}lvl")) is not None:
                levels[_number(override.get(f"{_W}ilvl"))] = own
        if level not in levels:
            return ""
        shape, text = _value(levels[level], "numFmt") or "decimal", _value(levels[level], "lvlText") or ""
        if shape == "bullet":
            return _BULLETS.get(text.strip(), text.strip() or "-")
        if shape == "none":
            return ""
        counts = self.counts[id(abstract)]
        counts[level] = counts[level] + 1 if level in counts else _number(_value(levels[level], "start"), 1)
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        shapes = {other: _value(found, "numFmt") or "decimal" for other, found in levels.items()}
        return _PLACE.sub(lambda found: _shown(counts, shapes, levels, int(found[1]) - 1), text)

    def place(self, paragraph: Any) -> tuple[str | None, int]:
        """Return the list a paragraph is in and its level, by its own words or its style's."""
        list_id, level = None, None
        seen: set[str] = set()
        properties = paragraph.find(f"{_W}pPr")
        while properties is not None and list_id is None:
            numbered = properties.find(f"{_W}numPr")
            if numbered is not None:
                list_id = _value(numbered, "numId")
                level = level if level is not None else _value(numbered, "ilvl")
            style = _value(properties, "pStyle") if "" not in seen else self.base
            seen.add("")
            properties = self.style(style, seen)
        return list_id, _number(level)

    base: str | None = None

    def style(self, name: str | None, seen: set[str]) -> Any:
        """Return the paragraph properties of a style, remembering what it is based on."""
        style = self.styles.get(name) if name is not None and name not in seen else None
        if style is None or name is None:
            return None
        seen.add(name)
        self.base = _value(style, "basedOn")
        found = style.find(f"{_W}pPr")
        return found if found is not None else self.style(self.base, seen)

    def is_heading(self, paragraph: Any) -> bool:
        """Tell whether a paragraph has one of Word's styles for headings."""
        properties = paragraph.find(f"{_W}pPr")
        name = _value(properties, "pStyle") if properties is not None else None
        style = self.styles.get(name) if name else None
        title = _value(style, "name") if style is not None else None
        return title is not None and title.lower().startswith("heading")


def _part(document: Any, name: str) -> list[Any]:
    """Return the elements of a part of the document, none where it has no such part."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            part = relation.target_part
            element = getattr(part, "element", None)
            return list(element.iterchildren()) if element is not None else []
    return []


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val")


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else otherwise


def _shown(counts: dict[int, int], shapes: dict[int, str], levels: dict[int, Any], level: int) -> str:
    if level not in levels or level >= _MOST_LEVELS:
        return ""
    count = counts.setdefault(level, _number(_value(levels[level], "start"), 1))
    match shapes[level]:
        case "upperRoman":
            return _roman(count).upper()
        case "lowerRoman":
            return _roman(count)
        case "upperLetter":
            return _LETTERS[(count - 1) % 26].upper()
        case "lowerLetter":
            return _LETTERS[(count - 1) % 26]
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value and len(text) < 12:
            text += letters
            number -= value
    return text
