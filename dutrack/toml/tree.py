"""The syntax tree of TOML: what tree-sitter gives, in characters instead of bytes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Parser


def parse(text: str) -> Node:
    """Return the root of a text's tree; it is there, as far as it goes, also for a text with mistakes."""
    return _parser().parse(text.encode("utf-8", "surrogatepass")).root_node


def key_parts(node: Node) -> Iterator[str]:
    """Yield the keys of a bare, quoted or dotted key."""
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from key_parts(child)
    elif node.text is not None:
        text = node.text.decode("utf-8", "replace")
        yield text if node.type == "bare_key" else _unquote(text)


def characters(line: str, count: int) -> int:
    """Return how many characters of a line the first ``count`` bytes of it are."""
    return count if line.isascii() else len(line.encode("utf-8", "surrogatepass")[:count].decode("utf-8", "replace"))


def _unquote(text: str) -> str:
    try:
        return str(tomli.loads(f"v = {text}")["v"])
    except tomli.TOMLDecodeError:
        return text


@cache
def _parser() -> Parser:
    import tree_sitter_toml  # noqa: PLC0415 - heavy, and needed only where there is a finding
    from tree_sitter import Language, Parser  # noqa: PLC0415 - likewise

    return Parser(Language(tree_sitter_toml.language()))
