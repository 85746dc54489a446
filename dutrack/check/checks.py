"""The checks, in the order they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.check.deadlines import days_off, doubtful, events_without_id, not_understood, unknown_terms
from dutrack.check.idle import idle_records
from dutrack.check.leads import several_leads, unknown_bodies, without_lead, without_successor
from dutrack.check.records import stray_records, unreadable_records
from dutrack.check.tasks import near_duplicates, undatable, without_deadline
from dutrack.check.waiting import awaited_cancelled, awaited_for_ever, replaced_by_nobody

if TYPE_CHECKING:
    from dutrack.check.finding import Check

WARNING_CHECKS: tuple[Check, ...] = (
    not_understood,
    doubtful,
    unknown_terms,
    awaited_for_ever,
    awaited_cancelled,
    replaced_by_nobody,
    unknown_bodies,
    without_successor,
    stray_records,
    unreadable_records,
    idle_records,
)
"""Those that may find errors or warnings."""

WHOLE_CHECKS: tuple[Check, ...] = (without_successor,)
"""Those that look at all plans together; all others find of each plan what they would find of it alone."""

CHECKS: tuple[Check, ...] = (
    *WARNING_CHECKS,
    without_deadline,
    undatable,
    near_duplicates,
    without_lead,
    several_leads,
    events_without_id,
    days_off,
)
