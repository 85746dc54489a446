"""Headers with Vietnamese in them, as RFC 2047 wants them.

The standard library's own folding puts spaces between the encoded words of a name and differs between versions. It also
takes half the time of sending a mail; what every mail says alike is parsed and folded once.
"""

from __future__ import annotations

from base64 import b64encode
from email.headerregistry import Address, AddressHeader
from email.policy import EmailPolicy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 42
"""So many bytes make an encoded word of 68 characters, which leaves room for the header's name (75 are allowed)."""
_LINE = 76
_REMEMBERED = 256
_IDS = ("message-id", "in-reply-to", "references")
"""Each one id, and left whole: the standard library encodes long ones, and then they are no ids (RFC 5322, 3.6.4)."""


class HeaderPolicy(EmailPolicy):
    """What ``email.policy.SMTP`` does, but for the headers that hold words."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Return the name and the parsed value, which never changes."""
        return _parsed(name, value) if type(value) is str else super().header_store_parse(name, value)

    def fold(self, name: str, value: Any) -> str:
        """Return a header as the lines that are sent."""
        if isinstance(value, AddressHeader):
            return f"{name}: {_addresses(value)}{self.linesep}"
        if name.lower() == "subject":
            return f"{name}: {_words(str(value), len(name) + 2)}{self.linesep}"
        if name.lower() in _IDS:
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return a header as the bytes that are sent."""
        return self.fold(name, value).encode("ascii")


@lru_cache(_REMEMBERED)
def _parsed(name: str, value: str) -> tuple[str, Any]:
    return EmailPolicy.header_store_parse(POLICY, name, value)


def _addresses(value: AddressHeader) -> str:
    return ",\r\n ".join(map(_address, value.addresses))


def _address(address: Address) -> str:
    name = address.display_name
    if not name:
        return address.addr_spec
    if name.isascii() and len(name) < _LINE // 2:
        return str(address)
    return f"{_encoded(name)}\r\n <{address.addr_spec}>"


def _words(text: str, before: int) -> str:
    """Return an unstructured text: as it is where it may be, else in encoded words."""
    return text if text.isascii() and len(text) + before <= _LINE else _encoded(text)


def _encoded(text: str) -> str:
    # White space between two encoded words is not shown; that within the text stands inside them.
    return "\r\n ".join(f"=?utf-8?b?{b64encode(chunk).decode('ascii')}?=" for chunk in _chunks(text))


def _chunks(text: str) -> Iterator[bytes]:
    """Yield the text in pieces that end between characters."""
    piece = b""
    for char in text:
        encoded = char.encode("utf-8", "replace")
        if len(piece) + len(encoded) > _CHUNK:
            yield piece
            piece = b""
        piece += encoded
    yield piece


POLICY = HeaderPolicy(linesep="\r\n")
