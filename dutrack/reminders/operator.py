"""What the operator hears, at most once a day: whom nobody reaches, what was refused, mistakes in plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.check import findings, located
from dutrack.i18n import language, msg
from dutrack.problems import Severity
from dutrack.reminders.bodies import OPERATOR
from dutrack.reminders.contracts import Moment, Post, Role, State
from dutrack.reminders.mail import Letter
from dutrack.reminders.round import reader_name
from dutrack.views.digest import clip
from dutrack.views.operator_text import Report, Unreached, operator_subject, operator_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.agenda import Agenda
    from dutrack.reminders.contracts import Outbox
    from dutrack.reminders.delivery import Sender, Trouble
    from dutrack.reminders.policy import Concern, Planned
    from dutrack.reminders.round import Round


def tell_operator(agenda: Agenda, due: Round, sender: Sender) -> str | None:
    """Tell the operator by mail; return the text instead where there is none, to be shown to whoever runs this.

    None where there is nothing to tell today, or it was mailed.
    """
    outbox = sender.outbox
    post, told = _earlier(agenda, outbox)
    if post is not None and not outbox.is_free(post):
        return None
    failed = tuple(
        each for each in outbox.posts((State.FAILED,)) if _failure(each) not in due.told or _failure(each) in told
    )
    new = replace(due.operator, new=told) if post else due.operator
    report = operator_report(agenda, new, failed, sender.outcome.troubles)
    if post is None and not (due.operator.new or report.refused or report.mistakes):
        return None
    again = post is not None
    if post is None:
        told = (*due.operator.new, *map(_failure, failed))
        post = outbox.begin(OPERATOR, agenda.today, sender.desk.id_of(OPERATOR), told)
    else:
        post = outbox.resume(post)
    return None if post is None else _hand_over(agenda, post, report, sender, again=again)


def _earlier(agenda: Agenda, outbox: Outbox) -> tuple[Post | None, tuple[Moment, ...]]:
    """Return the operator's mail that may have left, or that of today, and what it tells."""
    posts = [post for post in outbox.posts((State.SENDING, State.UNSURE), agenda.today) if post.reader == OPERATOR]
    found = next((post for post in posts if post.state is not State.WAITING), None)
    return found, outbox.moments(found) if found else ()


def _hand_over(agenda: Agenda, post: Post, report: Report, sender: Sender, *, again: bool) -> str | None:
    config = agenda.workspace.config
    with language(config.language):
        subject, text = operator_subject(report), operator_text(report)
    if config.mail.operator is None:
        sender.outbox.settle(post, State.SENT)
        return text
    letter = Letter(sender.desk.sender, (config.mail.operator,), subject, text, language=config.language)
    if sender.deliver(post, letter, again=again) or not sender.outcome.troubles[-1].permanent:
        return None
    return text


def operator_report(
    agenda: Agenda, unaddressed: Planned, failed: Iterable[Post] = (), troubles: Iterable[Trouble] = ()
) -> Report:
    """Return what there is to tell."""
    with language(agenda.workspace.config.language):  # that of the notes, so that none is there twice
        refused = {(str(reader_name(agenda, post.reader)), post.note or "") for post in failed}
        refused |= {(str(trouble.to), str(trouble.reason)) for trouble in troubles if trouble.permanent}
    read = tuple(found for found in agenda.workspace.problems if found.severity is Severity.ERROR)
    # Looking up a place is slow, and warnings need none here.
    serious = (found for found in findings(agenda) if found.severity is Severity.ERROR)
    mistakes = tuple(sorted((*read, *located(agenda, serious)), key=lambda found: found.place))
    unreached = tuple(_unreached(unaddressed)) if unaddressed.new else ()
    return Report(agenda.today, unreached, tuple(sorted(refused)), mistakes)


def _unreached(unaddressed: Planned) -> Iterable[Unreached]:
    new = set(unaddressed.new)
    by_body: dict[str, list[Concern]] = {}
    for concern in unaddressed.concerns:
        if concern.open or new.intersection(concern.moments):
            by_body.setdefault(concern.to.id, []).append(concern)
    for found in by_body.values():
        units = tuple(dict.fromkeys(concern.item.address for concern in found))
        fresh = sum(bool(new.intersection(concern.moments)) for concern in found)
        yield Unreached(clip(found[0].to.name), found[0].to.why or msg("no mail address"), units, fresh)


def _failure(post: Post) -> Moment:
    """Return what stands for a refused mail among what the operator was told."""
    return Moment("", "", post.message_id, None, f"failed:{post.attempts}", Role.LEAD, "")
