"""Which labelled lines ("Thời gian: …") belong to which items: those before them, or after where they come first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from dutrack.draft.labels import Kind, label_of
from dutrack.draft.outline import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_CLOSING = re.compile(r"Trên đây là|Trong quá trình (?:tổ chức |triển khai )*thực hiện,? (?:nếu|trường hợp|khi) ")
"""What closes a document and assigns nothing of its own."""


class Group(Struct):
    """Items and the labelled lines that hold for them; ``headed`` where those come first."""

    items: list[Node] = field(default_factory=list)
    lines: list[Node] = field(default_factory=list)
    headed: bool = False


def arranged(children: Iterable[Node]) -> list[Group]:
    """Return the groups among the children of a node, in order.

    A labelled line holds for the items since the last labelled lines; one before all items holds for those that follow.
    What a line is called that is no work ("Thành phần: …") is left out.
    """
    groups = [Group()]
    for node, kind in _opened(children):
        if kind is Kind.NOTE:
            continue
        if kind is not None:
            groups[-1].headed = groups[-1].headed or not groups[-1].items
            groups[-1].lines.append(node)
            continue
        if groups[-1].items and groups[-1].lines and not groups[-1].headed:
            groups.append(Group())
        groups[-1].items.append(node)
    return groups


def _opened(children: Iterable[Node]) -> Iterator[tuple[Node, Kind | None]]:
    """Yield the children, what stands under "Nội dung:" in its place."""
    for child in children:
        label = label_of(child.text)
        if label is None:
            if child.mark is not None or not _CLOSING.match(child.text):
                yield child, None
        elif label.kind is not Kind.CONTENT:
            yield child, label.kind
        elif not label.value:
            yield from _opened(child.children)
        else:
            yield Node(label.value, child.place, child.mark, child.heading, child.children, child.tables), None
