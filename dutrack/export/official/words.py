"""What documents say of plans and units, in Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.export.official.forms import day_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from dutrack.export.handout import Handout
    from dutrack.plan.model import Plan

MOST_NAMED = 3
"""More plans than this are not named in a sentence."""


def plans_of(handout: Handout) -> list[Plan]:
    """Return the plans of the units that are handed out, in their order, confidential ones too."""
    ids = dict.fromkeys(item.plan for item in handout.counted)
    workspace = handout.agenda.workspace
    return [plan for id_ in ids if (plan := workspace.plan(id_))]


def documents_words(plans: Collection[Plan]) -> str:
    """Return how a sentence names plans; confidential ones by their ids alone."""
    if len(plans) > MOST_NAMED:
        return f"{len(plans)} kế hoạch nêu tại Phụ lục"
    return enumerated(map(_document, plans))


def enumerated(names: Iterable[str]) -> str:
    """Return names as a sentence lists them."""
    *others, last = names
    return f"{', '.join(others)} và {last}" if others else last


def _document(plan: Plan) -> str:
    if plan.confidential:
        return f"kế hoạch {plan.id}"
    name = f"Kế hoạch số {plan.number}" if plan.number else plan.title
    day = f" ngày {day_words(plan.issued)}" if plan.issued else ""
    return f"{name}{day} của {plan.issuer}" if plan.issuer else f"{name}{day}"
