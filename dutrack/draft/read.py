"""A file becomes a Document: which reader, and what is refused before any reads it."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

from dutrack.draft.source import UnreadableError
from dutrack.i18n import Message, msg, plural

if TYPE_CHECKING:
    from pathlib import Path

    from dutrack.draft.source import Document

KINDS = (".txt", ".md", ".docx", ".pdf")
LARGEST = 32
"""Megabytes a document may have; official plans have less than one, scans a few."""
LARGEST_TEXT = 4
"""Megabytes of plain text: more than a thousand pages."""
_MB = 1 << 20
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_document(path: Path) -> Document:
    """Read a document by what it is, not by what it is called. Raises UnreadableError, OSError."""
    status = path.stat()
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
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        from dutrack.draft.pdf import read_pdf  # noqa: PLC0415 - heavy, and only the reader that is needed

        return read_pdf(name, data)
    if data.startswith(b"PK\x03\x04"):
        _check_archive(name, data)
        from dutrack.draft.word import read_word  # noqa: PLC0415 - likewise

        return read_word(name, data)
    _refuse_others(name, ending, data)
    _check_size(name, len(data), LARGEST_TEXT)
    from dutrack.draft.text import read_text  # noqa: PLC0415 - likewise

    return read_text(name, data, markdown=ending in (".md", ".markdown"))


def _check_size(name: str, size: int, limit: int) -> None:
    if size > limit * _MB:
        message = msg("{name} has {size} MB; a document of this kind may have {limit}.",
                      name=name, size=-(-size // _MB), limit=limit)  # fmt: skip
        raise UnreadableError(message, msg("Take the part that holds the plan, or a version without pictures."))


def _refuse_others(name: str, ending: str, data: bytes) -> None:
    """Refuse what is no text, by its name in an office."""
    as_docx = msg("Open it in Word or LibreOffice and save it as .docx.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableError(msg("{name} is locked by a password.", name=name), msg("Save it without one."))
        raise UnreadableError(msg("{name} is in the format of Word 97-2003 (.doc).", name=name), as_docx)
    if data.startswith(b"{\\rtf"):
        raise UnreadableError(msg("{name} is an RTF file.", name=name), as_docx)
    if ending == ".docx":
        message = msg("{name} is no Word document: its content is not a .docx.", name=name)
        raise UnreadableError(message, msg("It may be damaged, or another file under this name."))
    if ending == ".pdf":
        raise UnreadableError(msg("{name} is no PDF.", name=name), msg("It may be damaged, or another file."))
    if ending not in (*KINDS, ".markdown"):
        raise UnreadableError(_unknown(name), msg("Save it as one of them."))


def _unknown(name: str) -> Message:
    return msg("{name} is of a kind that cannot be read: {kinds} can.", name=name, kinds=", ".join(KINDS))


UNPACKED = 128
"""Megabytes all parts of a .docx together may unpack to."""
_MEMBERS = 5000


def _check_archive(name: str, data: bytes) -> None:
    """Refuse an archive that is no Word document or unpacks to too much, by what it declares of itself.

    Whoever unpacks a part gets no more than is declared: ``zipfile`` stops there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise UnreadableError(msg("{name} is damaged: it cannot be unpacked.", name=name)) from None
    names = {member.filename for member in members}
    size = sum(member.file_size for member in members)
    if size > UNPACKED * _MB or len(members) > _MEMBERS:
        raise UnreadableError(
            plural("{name} would unpack to {size} MB in {count} part; that is no plan.",
                   "{name} would unpack to {size} MB in {count} parts; that is no plan.",
                   name=name, size=-(-size // _MB), count=len(members))  # fmt: skip
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError(msg("{name} is locked by a password.", name=name), msg("Save it without one."))
    if "word/vbaProject.bin" in names:
        message = msg("{name} holds macros; they are never run.", name=name)
        raise UnreadableError(message, msg("Save it as .docx, which has none."))
    if "[Content_Types].xml" not in names or not any(part.startswith("word/") for part in names):
        raise UnreadableError(_unknown(name), msg("Open it in Word or LibreOffice and save it as .docx."))
