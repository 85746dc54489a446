"""Paragraphs become a tree by the marks they begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dutrack.draft.lines import Paragraph
from dutrack.draft.marks import Mark, Rank, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.draft.source import Place, Table


@dataclass(slots=True)
class Node:
    """A paragraph, or the root of all with no text, and what hangs on it.

    ``mark`` is None for one without a mark, and ``text`` is what follows the mark; ``tables`` stand below it.
    """

    text: str
    place: Place
    mark: Mark | None = None
    heading: bool = False
    children: list[Node] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """How deep it lies among its kind."""
        return Rank.PLAIN if self.mark is None else self.mark.rank

    @property
    def bullet(self) -> bool:
        """Whether it has no number of its own."""
        return self.mark is None or self.mark.bullet

    def walk(self) -> Iterator[Node]:
        """Yield it and all that hangs on it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(paragraphs: Iterable[Paragraph | Table], start: Place) -> Node:
    """Return the tree of a document's body; ``start`` is where it begins."""
    root = Node("", start)
    open_nodes = [root]
    upper_first: bool | None = None
    for piece in paragraphs:
        if not isinstance(piece, Paragraph):
            _innermost(open_nodes).tables.append(piece)
            continue
        mark = mark_of(piece.text)
        if mark is not None and mark.shape in ("A", "I"):
            upper_first = mark.shape == "A" if upper_first is None else upper_first
            if mark.shape == "A" and not upper_first:
                mark = Mark(Rank.ROMAN + 1, mark.shape, mark.label, mark.length)
        node = Node(piece.text[mark.length :] if mark else piece.text, piece.place, mark, piece.heading)
        if mark is None:
            _innermost(open_nodes).children.append(node)
            continue
        _close(open_nodes, node)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
    return root


def _innermost(open_nodes: list[Node]) -> Node:
    """Return what a paragraph without a mark belongs to: the last that is no bullet."""
    while len(open_nodes) > 1 and open_nodes[-1].bullet:
        open_nodes.pop()
    return open_nodes[-1]


def _close(open_nodes: list[Node], node: Node) -> None:
    """Close what the next node does not hang on.

    A number of the same rank in another shape ("1." below which stands "1)") opens a level, once; a bracketed letter or
    a second "1." inside a point too.
    """
    mark = node.mark
    assert mark is not None  # noqa: S101 - only what has a mark closes others
    while len(open_nodes) > 1:
        top = open_nodes[-1].mark
        assert top is not None  # noqa: S101 - likewise
        if top.rank < mark.rank:
            break
        if top.rank == mark.rank and top.shape != mark.shape and not _seen(open_nodes, mark):
            break
        open_nodes.pop()


def _seen(open_nodes: list[Node], mark: Mark) -> bool:
    """Tell whether a mark of this rank and shape is open."""
    return any(
        node.mark is not None and (node.mark.rank, node.mark.shape) == (mark.rank, mark.shape) for node in open_nodes
    )
