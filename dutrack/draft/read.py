"""A file becomes a Document: which reader, and what is refused before any reads it."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

from dutrack.draft import refusals
from dutrack.draft.source import UnreadableError
from dutrack.i18n import msg

if TYPE_CHECKING:
    from pathlib import Path

    from dutrack.draft.source import Document

LARGEST = 32
"""Megabytes a document may have; official plans have less than one, scans a few."""
LARGEST_TEXT = 4
"""Megabytes of plain text: more than a thousand pages."""
UNPACKED = 128
"""Megabytes all parts of a .docx together may unpack to."""

_MB = 1 << 20
_MEMBERS = 5000
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKDOWN = (".md", ".markdown")


def read_document(path: Path) -> Document:
    """Read a document by what it is, not by what it is called. Raises UnreadableError, OSError."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise UnreadableError(msg("There is no file {path}.", path=str(path))) from None
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError(msg("{name} is a folder, not a document.", name=path.name))
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError(msg("{name} is not a regular file.", name=path.name))
    _check_size(path.name, status.st_size, LARGEST)
    return read_bytes(path.name, path.read_bytes())


def read_bytes(name: str, data: bytes) -> Document:
    """Read a document from its bytes; ``name`` is its file's. Raises UnreadableError."""
    ending = "." + name.rpartition(".")[2].lower()
    if not data.strip():
        raise UnreadableError(msg("{name} is empty.", name=name))
    if b"%PDF-" in data[:1024]:
        from dutrack.draft.pdf import read_pdf  # noqa: PLC0415 - heavy, and only the reader that is needed

        return read_pdf(name, data)
    if data.startswith(b"PK\x03\x04"):
        _check_archive(name, data)
        from dutrack.draft.word import read_word  # noqa: PLC0415 - likewise

        return read_word(name, data)
    _refuse_others(name, ending, data)
    _check_size(name, len(data), LARGEST_TEXT)
    from dutrack.draft.text import read_text  # noqa: PLC0415 - likewise

    return read_text(name, data, markdown=ending in _MARKDOWN)


def _check_size(name: str, size: int, limit: int) -> None:
    if size > limit * _MB:
        raise refusals.too_large(name, -(-size // _MB), limit)


def _refuse_others(name: str, ending: str, data: bytes) -> None:
    """Refuse what is no text, by the name it has in an office."""
    if data.startswith(_OLE):
        raise refusals.locked(name) if _ENCRYPTED in data else refusals.to_docx(name)
    if ending in (".docx", ".pdf"):
        raise refusals.mislabelled(name, ending)
    if data.startswith(b"{\\rtf") or ending not in (*refusals.KINDS, *_MARKDOWN):
        raise refusals.of_another_kind(name)


def _check_archive(name: str, data: bytes) -> None:
    """Refuse an archive that is no Word document or unpacks to too much, by what it declares of itself.

    Whoever unpacks a part gets no more than is declared: ``zipfile`` stops there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise refusals.damaged(name) from None
    names = {member.filename for member in members}
    size = sum(member.file_size for member in members)
    if size > UNPACKED * _MB or len(members) > _MEMBERS:
        raise refusals.too_much(name, -(-size // _MB))
    if any(member.flag_bits & 1 for member in members):
        raise refusals.locked(name)
    if "word/vbaProject.bin" in names:
        message = msg("{name} holds macros; they are never run.", name=name)
        raise UnreadableError(message, msg("Save it as .docx, which has none."))
    if "[Content_Types].xml" not in names or not any(part.startswith("word/") for part in names):
        raise refusals.of_another_kind(name)
