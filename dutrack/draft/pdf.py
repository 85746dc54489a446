"""Reads .pdf with a text layer, page by page; the heads and feet that every page repeats are left out."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from dutrack.draft import refusals
from dutrack.draft.decode import refuse_legacy
from dutrack.draft.source import Document, Line, Place, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_PAGES = 500
_LEAST = 40
"""Characters a page with a text layer has at least; a scan has none."""
_REPEATED = 3
"""A first or last line that so many pages share is no text of the document."""


def read_pdf(name: str, data: bytes) -> Document:
    """Read a PDF. Raises UnreadableError: for a scan, a locked or a damaged one."""
    try:
        import pypdf  # noqa: PLC0415 - heavy, and of the extra "draft"
        from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError  # noqa: PLC0415 - likewise
    except ModuleNotFoundError:
        raise refusals.library_missing(name) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends on the way is of no use to the reader
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        pages = None if reader.is_encrypted and not reader.decrypt("") else _pages(name, reader)
    except UnreadableError:
        raise
    except (DependencyError, FileNotDecryptedError):
        pages = None
    except LimitReachedError:
        raise refusals.too_long(name) from None
    except Exception as error:  # a damaged PDF can fail anywhere in the library, with anything
        raise refusals.damaged(name, error) from error
    if pages is None:
        raise refusals.locked(name)
    text = "\n".join(line for page in pages for line in page)
    if len(text) < _LEAST * len(pages) and len(text) < 10 * _LEAST:
        raise refusals.scanned(name)
    refuse_legacy(name, text)
    return Document(name, tuple(_lines(pages)), wrapped=True)


def _pages(name: str, reader: Any) -> list[list[str]]:
    if len(reader.pages) > _MOST_PAGES:
        raise refusals.too_long(name)
    texts = (unicodedata.normalize("NFC", page.extract_text() or "") for page in reader.pages)
    return [[line.rstrip() for line in text.split("\n") if line.strip()] for text in texts]


def _lines(pages: list[list[str]]) -> Iterator[Line]:
    repeated = _repeated(pages)
    for number, page in enumerate(pages, 1):
        for at, line in enumerate(page, 1):
            edge = at == 1 or at == len(page)
            if not (edge and _bare(line) in repeated):
                yield Line(line, Place(at, within=number))


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """Return what begins or ends several pages, their numbers aside."""
    edges = Counter(_bare(line) for page in pages if page for line in {page[0], page[-1]})
    return frozenset(line for line, count in edges.items() if count >= _REPEATED and line)


def _bare(line: str) -> str:
    return re.sub(r"\d+", "", line).strip(" -–/|.")
