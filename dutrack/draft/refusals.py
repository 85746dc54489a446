"""Why a document is not read, in one sentence and what to do about it."""

from __future__ import annotations

from dutrack.draft.source import UnreadableError
from dutrack.extras import install
from dutrack.i18n import msg

KINDS = (".txt", ".md", ".docx", ".pdf")


def locked(name: str) -> UnreadableError:
    """Refuse what takes a password."""
    return UnreadableError(msg("{name} is locked by a password.", name=name), msg("Save it without one."))


def damaged(name: str, error: Exception | None = None) -> UnreadableError:
    """Refuse what its reader cannot read, whatever the reader says of it."""
    if error is None:
        return UnreadableError(msg("{name} is damaged: it cannot be unpacked.", name=name))
    reason = type(error).__name__
    return UnreadableError(msg("{name} is damaged: it cannot be read ({reason}).", name=name, reason=reason))


def scanned(name: str) -> UnreadableError:
    """Refuse what holds only pictures of text."""
    message = msg("{name} holds no text: it is a scan.", name=name)
    return UnreadableError(message, msg("Recognise its text first (OCR), and save that."))


def library_missing(name: str) -> UnreadableError:
    """Refuse what takes a library of the extra ``draft``."""
    message = msg("Reading {name} takes a library that is not installed.", name=name)
    return UnreadableError(message, install("draft"))


def of_another_kind(name: str) -> UnreadableError:
    """Refuse what no reader is for."""
    kinds = ", ".join(KINDS)
    return UnreadableError(
        msg("{name} is of a kind that cannot be read: {kinds} can.", name=name, kinds=kinds), to_docx(name).hint
    )


def to_docx(name: str) -> UnreadableError:
    """Refuse the format of Word before 2007."""
    message = msg("{name} is in the format of Word 97-2003 (.doc).", name=name)
    return UnreadableError(message, msg("Open it in Word or LibreOffice and save it as .docx."))


def mislabelled(name: str, ending: str) -> UnreadableError:
    """Refuse a file that is not what its name says."""
    message = msg("{name} is no {kind} file, whatever its name says.", name=name, kind=ending)
    return UnreadableError(message, msg("It may be damaged, or another file under this name."))


def too_large(name: str, size: int, limit: int) -> UnreadableError:
    """Refuse a file of so many megabytes."""
    message = msg("{name} has {size} MB; a document of this kind may have {limit}.", name=name, size=size, limit=limit)
    return UnreadableError(message, msg("Take the part that holds the plan, or a version without pictures."))


def too_much(name: str, size: int) -> UnreadableError:
    """Refuse a file that unpacks to so many megabytes."""
    return UnreadableError(msg("{name} would unpack to {size} MB; that is no plan.", name=name, size=size))


def too_long(name: str) -> UnreadableError:
    """Refuse what has more paragraphs, pages or letters in a paragraph than any plan."""
    message = msg("{name} is far longer than any plan.", name=name)
    return UnreadableError(message, msg("Take the part that holds the plan."))
