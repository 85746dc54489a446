"""The letter that urges a body (công văn đôn đốc), with what it has overdue and due soon as an annex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.agenda import SOON, Status
from dutrack.export.leads import shares
from dutrack.export.official.document import Annex, Document
from dutrack.export.official.forms import FORMS, day_words
from dutrack.export.official.signing import issuer_of, verb
from dutrack.export.official.texts import render
from dutrack.export.official.words import documents_words, enumerated, plans_of
from dutrack.export.register import rows
from dutrack.i18n import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.agenda import Item
    from dutrack.config import IssuerForm
    from dutrack.export.handout import Handout
    from dutrack.export.leads import Share

TEMPLATE = "letter.txt"
LONG = 30
"""What is overdue by more days than this is counted for itself."""
_URGED = (Status.OVERDUE, Status.DUE_TODAY, Status.DUE_SOON)


def letters(
    handout: Handout, issuer: str | None, form: IssuerForm | None, reply_by: str | None
) -> Iterator[tuple[Share, Document]]:
    """Yield a letter for each lead with something overdue, by the Vietnamese alphabet; what nobody leads has none.

    ``issuer`` is the id of who writes; ``reply_by`` says, in words, by when an answer is wanted. Raises
    IssuerUnknownError and TemplateError.
    """
    for share in shares(handout):
        urged = tuple(item for item in share.handout.counted if item.status in _URGED)
        if share.name and any(item.status is Status.OVERDUE for item in urged):
            ordered = tuple(sorted(urged, key=lambda item: item.days_left or 0))
            own = replace(share.handout, counted=ordered)
            yield share, _letter(share, own, issuer, form, reply_by)


def _letter(
    share: Share, handout: Handout, asked: str | None, form_: IssuerForm | None, reply_by: str | None
) -> Document:
    workspace, plans = handout.agenda.workspace, plans_of(handout)
    issuer = issuer_of(workspace, plans, asked, form_)
    form = FORMS[issuer.form]
    to = _addressees(share, handout.counted)
    overdue = [item for item in handout.counted if item.status is Status.OVERDUE]
    with language("vi"):
        values = {
            "issuer": issuer.name,
            "state": form.is_state,
            "issuer_recipients": issuer.recipients,
            "body": enumerated(to),
            "verb": verb(issuer, share.id, plans),
            "documents": documents_words(plans),
            "day": day_words(handout.stamp.day),
            "overdue": _tasks(overdue),
            "long_overdue": _tasks(item for item in overdue if (item.days_left or 0) < -LONG),
            "soon": _tasks(item for item in handout.counted if item.status is not Status.OVERDUE),
            "soon_days": SOON,
            "reply_by": reply_by or "",
        }
        words = render(workspace.root, TEMPLATE, values)
        return Document(
            form=form,
            issuer=issuer,
            day=handout.stamp.day,
            abbreviation="CV",
            kind="",
            subject=words.subject,
            to=to,
            paragraphs=words.paragraphs,
            recipients=words.recipients,
            annexes=(_annex(handout),),
            stamp=" ".join(map(str, handout.stamp.words())),
            moment=handout.stamp.moment,
        )


def _addressees(share: Share, items: Iterable[Item]) -> tuple[str, ...]:
    """Return who is written to: the lead, or who answers today where it has ended."""
    answering = dict.fromkeys(body.name for item in items for body in item.answering)
    return tuple(answering) or (share.name,)


def _tasks(items: Iterable[Item]) -> int:
    return len({(item.plan, item.task) for item in items})


def _annex(handout: Handout) -> Annex:
    return Annex(
        title="Danh mục nhiệm vụ quá hạn và sắp đến hạn",
        columns=(
            "STT", "Mã", "Nội dung nhiệm vụ", "Phối hợp", "Sản phẩm", "Thời hạn", "Ngày đến hạn", "Tình trạng",
            "Ghi chú",
        ),
        widths=(6, 13, 28, 14, 14, 15, 12, 12, 12),
        rows=tuple(
            (
                str(number), row.code, row.title, row.helpers, row.product, row.deadline,
                day_words(row.due) if row.due else "", row.status, row.note,
            )
            for number, row in enumerate(rows(handout), 1)
        ),
        centred=frozenset({0, 6}),
    )  # fmt: skip
