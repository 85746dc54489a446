"""Words for people: a sentence is data until the edge, where it is put into the reader's language.

The English sentence is the message id; Vietnamese stands in ``locale/vi/LC_MESSAGES/dutrack.po`` (GNU gettext).
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"
LOCALE = Path(__file__).with_name("locale")

Argument: TypeAlias = Union[str, int, date, "Message", tuple["Message", ...]]

_language: ContextVar[str] = ContextVar("dutrack_language", default=DEFAULT_LANGUAGE)


class Day(Struct, frozen=True, tag="day"):
    """A day in a sentence."""

    day: date


_Value: TypeAlias = Union[str, int, Day, "Message", tuple["Message", ...]]
_Values: TypeAlias = tuple[tuple[str, _Value], ...]


class Message(Struct, frozen=True, tag="message", omit_defaults=True):
    """A sentence with its values, not yet in any language; ``str()`` puts it into the active one.

    ``args`` are (name, value) pairs. A string or number is shown as it is, a day as the language writes days, a message
    in the same language, a tuple of messages joined by commas. With ``plural`` the value ``count`` chooses the form.
    """

    msgid: str
    args: _Values = ()
    plural: str | None = None

    def __str__(self) -> str:
        values = {name: _show(value) for name, value in self.args}
        if self.plural is None:
            text = translate(self.msgid)
        else:
            text = _catalogue(_language.get()).ngettext(self.msgid, self.plural, int(values["count"]))
        return text.format_map(values) if values else text


def msg(msgid: str, /, **args: Argument) -> Message:
    """Make a sentence of an English text with ``{name}`` places and its values. Extracted into the catalogue."""
    return Message(msgid, _values(args)) if args else Message(msgid)


def plural(one: str, many: str, /, count: int, **args: Argument) -> Message:
    """Make a sentence whose English has two forms, chosen by ``count``. Extracted into the catalogue."""
    return Message(one, (("count", count), *_values(args)), many)


def _values(args: dict[str, Argument]) -> _Values:
    return tuple([(name, Day(value) if isinstance(value, date) else value) for name, value in args.items()])


def translate(text: str) -> str:
    """Return the text in the active language; a text without a translation is returned as it is."""
    return _catalogue(_language.get()).gettext(text) if text else ""


def active_language() -> str:
    """Return the language that sentences are put into now: ``vi`` or ``en``."""
    return _language.get()


def activate(language: str) -> None:
    """Choose the language for what follows in this context: one of LANGUAGES."""
    _language.set(language)


@contextmanager
def language(name: str) -> Iterator[None]:
    """Speak another language within a block."""
    token = _language.set(name)
    try:
        yield
    finally:
        _language.reset(token)


def show_day(day: date) -> str:
    """Write a day as readers of the active language do: 31/3/2023 in Vietnamese, 2023-03-31 in English."""
    return f"{day.day}/{day.month}/{day.year}" if _language.get() == "vi" else day.isoformat()


def _show(value: _Value) -> str:
    if isinstance(value, Day):
        return show_day(value.day)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    return gettext.translation("dutrack", LOCALE, [name], fallback=True)
