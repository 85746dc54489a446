"""The register of tasks (sổ theo dõi nhiệm vụ): a row for each unit, in the active language."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from dutrack.i18n import Message, msg
from dutrack.views.text import clean
from dutrack.views.words import answering_words, extension_words, members_words, status_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.agenda import Item
    from dutrack.export.handout import Handout
    from dutrack.plan.model import Plan

LONGEST_NAME = 80
"""Characters of a plan's title where it stands for a number that is not given."""

Cell: TypeAlias = "str | date | None"


class Row(Struct, frozen=True):
    """One unit. Texts are on one line, without control characters, "" where there is nothing to say.

    ``deadline`` is the text of the plan, ``due`` the last day in time. ``document`` is what assigned the task.
    """

    item: Item
    code: str
    title: str
    leads: str
    helpers: str
    document: str
    product: str
    deadline: str
    due: date | None
    status: str
    note: str

    def cells(self) -> tuple[Cell, ...]:
        """Return the cells in the order of ``columns``."""
        return (
            self.code, self.title, self.leads, self.helpers, self.document, self.product, self.deadline, self.due,
            self.status, self.note,
        )  # fmt: skip


def columns() -> tuple[Message, ...]:
    """Return the titles of the columns."""
    return (
        msg("Code"),
        msg("Task"),
        msg("Lead"),
        msg("With"),
        msg("Assigned by"),
        msg("Product"),
        msg("Deadline"),
        msg("Due day"),
        msg("Status"),
        msg("Note"),
    )


def rows(handout: Handout) -> Iterator[Row]:
    """Yield a row for each unit, in their order."""
    documents: dict[str, str] = {}
    statuses: dict[object, str] = {}
    names: dict[tuple[str, ...], str] = {(): ""}
    for item in handout.items:
        plan, task = handout.plan(item.plan), handout.task(item)
        standing = (item.status, item.days_left, item.late)
        if standing not in statuses:
            statuses[standing] = str(status_words(item))
        for listed in (item.owners, item.helpers):
            if listed not in names:
                names[listed] = clean("; ".join(listed))
        if item.plan not in documents:
            documents[item.plan] = "" if plan is None else clean(_document(plan))
        yield Row(
            item=item,
            code=clean(item.address),
            title=clean(item.title),
            leads=names[item.owners],
            helpers=names[item.helpers],
            document=documents[item.plan],
            product=clean(task.product or "") if task else "",
            deadline=clean(item.deadline or ""),
            due=item.due,
            status=statuses[standing],
            note=clean("; ".join(map(str, (*notes(item), *_members(item))))) if plan else str(msg("Confidential")),
        )


def _document(plan: Plan) -> str:
    """Return how a plan is named among documents: its number or the beginning of its title, its issuer and its day."""
    name = plan.number or shorten(plan.title, LONGEST_NAME, placeholder="…")
    if plan.issued is None or not plan.issuer:
        return name
    return str(msg("{document} of {issuer}, {day}", document=name, issuer=plan.issuer, day=plan.issued))


def _members(item: Item) -> Iterator[str]:
    """Yield how far the others are, where a group leads."""
    if item.members is not None:
        yield f"{item.members.group}: {members_words(item)}"


def notes(item: Item) -> Iterator[Message | str]:
    """Yield what else must be known of a unit."""
    if item.done_on is not None:
        yield msg("done on {day}", day=item.done_on)
    if item.closing is not None and item.closing.doc:
        yield item.closing.doc
    for words in (extension_words(item), answering_words(item), item.reason):
        if words is not None:
            yield words
    if item.review_on is not None:
        yield msg("review {day}", day=item.review_on)
