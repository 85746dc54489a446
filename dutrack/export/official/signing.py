"""Who issues a document, and what it may ask of whom."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.agenda.sorting import plain
from dutrack.config import Issuer
from dutrack.errors import DutrackError
from dutrack.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Collection

    from dutrack.config import IssuerForm
    from dutrack.plan.model import Plan
    from dutrack.workspace import Workspace

ASKS = "đề nghị"
"""The verb towards a body of which nothing else is known, polite among equals."""
ORDERS = "yêu cầu"
"""The verb of whoever assigned the tasks."""


class IssuerUnknownError(DutrackError):
    """It is not clear who issues a document, or by which form."""


def issuer_of(workspace: Workspace, plans: Collection[Plan], asked: str | None, form: IssuerForm | None) -> Issuer:
    """Return who issues a document about some plans.

    That is the one asked for by its id; else the one in ``[issuers]`` of the name of who monitors the plans or, without
    a monitor, issued them; else the only one in ``[issuers]``; else, given a form, who monitors or issued them.
    Raises IssuerUnknownError.
    """
    issuers = workspace.config.issuers
    names = {plain(name): name for plan in plans if (name := plan.monitor or plan.issuer)}
    if asked is not None:
        found = [issuer for issuer in issuers if issuer.id == asked]
    else:
        found = [issuer for issuer in issuers if plain(issuer.name) in names]
        if not found and len(issuers) == 1:
            found = list(issuers)
    if len(found) == 1:
        return found[0] if form is None else replace(found[0], form=form)
    if asked is None and not issuers and len(names) == 1 and form is not None:
        [name] = names.values()
        return Issuer(id="", name=name, form=form)
    raise _unknown(workspace, asked, form)


def verb(issuer: Issuer, body: str, plans: Collection[Plan]) -> str:
    """Return the verb with which an issuer turns to a body, known by its id.

    That of ``verbs`` in its settings, whose patterns are ids of bodies; else ORDERS if it issued every plan of the
    tasks itself, and ASKS if it did not.
    """
    for pattern, word in issuer.verbs:
        if body and fnmatchcase(body, pattern):
            return word
    return ORDERS if all(plain(plan.issuer or "") == plain(issuer.name) for plan in plans) else ASKS


def _unknown(workspace: Workspace, asked: str | None, form: IssuerForm | None) -> IssuerUnknownError:
    ids = ", ".join(issuer.id for issuer in workspace.config.issuers)
    if asked is not None:
        message = msg("There is no issuer {id} in dutrack.toml.", id=asked)
        return IssuerUnknownError(message, msg("There are: {ids}", ids=ids) if ids else _HOW)
    if ids:
        return IssuerUnknownError(msg("Who issues the document?"), msg("Name one with --issuer: {ids}", ids=ids))
    if form is not None:
        message = msg("Several bodies issued or monitor these plans: which of them issues the document?")
        return IssuerUnknownError(message, _WHICH)
    return IssuerUnknownError(msg("Who issues the document, and in which form?"), _HOW)


_HOW = msg("Write who issues into dutrack.toml as [issuers.ID], or give a form with --form.")
_WHICH = msg("Choose plans with --plan, or write who issues into dutrack.toml as [issuers.ID].")
