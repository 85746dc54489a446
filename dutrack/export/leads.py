"""A handout for each body that leads, as ``report --by owner`` has a row for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.agenda.leads import lead_by_lead, lead_key
from dutrack.agenda.sorting import sort_key

if TYPE_CHECKING:
    from dutrack.agenda import Item
    from dutrack.export.handout import Handout


class Share(Struct, frozen=True):
    """What one body leads, alone or with others; ``id`` and ``name`` as in the directory.

    One that is not in it has an empty id; both are empty for what nobody leads.
    """

    id: str
    name: str
    handout: Handout


def shares(handout: Handout) -> list[Share]:
    """Return the share of each lead, by the Vietnamese alphabet; of a filter by owner only those it names."""
    workspace = handout.agenda.workspace
    whole = {item.address: item for item in handout.counted}
    split = tuple(lead_by_lead(handout.counted, workspace))
    names: dict[tuple[str, str], str] = {}
    found: dict[tuple[str, str], list[Item]] = {}
    for item in handout.selection.choose(split, workspace):
        key = lead_key(item)
        names.setdefault(key, "".join(item.owners))
        found.setdefault(key, []).append(whole[item.address])
    names |= {(entry.id, ""): entry.name for entry in workspace.directory.entries}
    of_lead = [
        Share(key[0], names[key], replace(handout, counted=tuple(items), lead=key, name=names[key]))
        for key, items in found.items()
    ]
    return sorted(of_lead, key=lambda share: (not share.name, sort_key(share.name), share.id))
