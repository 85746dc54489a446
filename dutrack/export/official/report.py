"""The report on what has been done (báo cáo tình hình thực hiện); the numbers of each lead and the tasks as annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from dutrack.config import IssuerForm
from dutrack.export.official.document import Annex, Document
from dutrack.export.official.forms import FORMS, day_words
from dutrack.export.official.paper import write_document
from dutrack.export.official.signing import issuer_of
from dutrack.export.official.texts import render
from dutrack.export.official.words import documents_words, enumerated, plans_of
from dutrack.export.register import rows
from dutrack.i18n import language
from dutrack.views.report_words import rate_words, row_names

if TYPE_CHECKING:
    from dutrack.export.handout import Handout
    from dutrack.report import Report, Tally

TEMPLATE = "report.txt"


def write(handout: Handout, file: BinaryIO) -> None:
    """Write the report. Raises IssuerUnknownError and TemplateError."""
    write_document(_document(handout), file)


def _document(handout: Handout) -> Document:
    plans, options = plans_of(handout), handout.options
    workspace = handout.agenda.workspace
    form_ = IssuerForm(options.form) if options.form else None
    # Where nothing is to be told it is still told by somebody.
    issuer = issuer_of(workspace, plans or workspace.plans, options.issuer, form_)
    form = FORMS[issuer.form]
    with language("vi"):
        values = {
            "issuer": issuer.name,
            "state": form.is_state,
            "issuer_recipients": issuer.recipients,
            "documents": documents_words(plans) if plans else "các kế hoạch",
            "day": day_words(handout.stamp.day),
            **_numbers(handout.report),
        }
        words = render(workspace.root, TEMPLATE, values)
        return Document(
            form=form,
            issuer=issuer,
            day=handout.stamp.day,
            abbreviation="BC",
            kind="BÁO CÁO",
            subject=words.subject,
            to=(),
            paragraphs=words.paragraphs,
            recipients=words.recipients,
            annexes=(_summary(handout.report), _register(handout)),
            stamp=" ".join(map(str, handout.stamp.words())),
            moment=handout.stamp.moment,
        )


def _numbers(report: Report) -> dict[str, Any]:
    """Return the numbers a template may name."""
    total = report.total
    late = [(name, row.tally.overdue) for name, row in zip(row_names(report), report.rows, strict=True)]
    late = sorted(((name, count) for name, count in late if count), key=lambda entry: -entry[1])
    short, middle, long = total.overdue_bands
    return {
        "total": total.total,
        "tasks": total.tasks,
        "leads": len(report.rows),
        "done": total.done_in_time + total.done_late + total.done_without_day,
        "done_in_time": total.done_in_time,
        "done_late": total.done_late,
        "done_without_day": total.done_without_day,
        "in_time": total.in_time,
        "overdue": total.overdue,
        "overdue_short": short,
        "overdue_middle": middle,
        "overdue_long": long,
        "waiting": total.waiting,
        "undated": total.undated,
        "standing": total.standing,
        "extended": total.extended,
        "rate": rate_words(total.current) if total.current.judged else "",
        "first_rate": rate_words(total.first),
        "late_leads": enumerated(f"{name} ({count})" for name, count in late) if late else "",
    }


def _summary(report: Report) -> Annex:
    table = [*zip(row_names(report), (row.tally for row in report.rows), strict=True), ("Tổng cộng", report.total)]
    return Annex(
        title="Tổng hợp tình hình thực hiện theo cơ quan chủ trì",
        columns=(
            "STT", "Cơ quan, đơn vị chủ trì", "Tổng số", "Hoàn thành đúng hạn", "Hoàn thành quá hạn",
            "Chưa hoàn thành, trong hạn", "Chưa hoàn thành, quá hạn", "Tỷ lệ đúng hạn", "Chờ điều kiện", "Cần điền hạn",
            "Thường xuyên",
        ),
        widths=(6, 26, 7, 8, 8, 9, 9, 8, 8, 8, 10),
        rows=tuple(
            (str(number) if number <= len(report.rows) else "", name, *_cells(tally))
            for number, (name, tally) in enumerate(table, 1)
        ),
        centred=frozenset({0, *range(2, 11)}),
    )  # fmt: skip


def _cells(tally: Tally) -> tuple[str, ...]:
    counts = (tally.total, tally.done_in_time, tally.done_late, tally.in_time, tally.overdue)
    others = (tally.waiting, tally.undated, tally.standing)
    return (*map(str, counts), rate_words(tally.current), *map(str, others))


def _register(handout: Handout) -> Annex:
    return Annex(
        title="Danh mục nhiệm vụ",
        columns=("STT", "Mã", "Nội dung nhiệm vụ", "Chủ trì", "Thời hạn", "Ngày đến hạn", "Tình trạng", "Ghi chú"),
        widths=(6, 13, 32, 18, 16, 12, 12, 15),
        rows=tuple(
            (
                str(number), row.code, row.title, row.leads, row.deadline, day_words(row.due) if row.due else "",
                row.status, row.note,
            )
            for number, row in enumerate(rows(handout), 1)
        ),
        centred=frozenset({0, 5}),
    )  # fmt: skip
