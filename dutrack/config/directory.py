"""``[owners.ID]`` and ``[groups.ID]`` from TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.config import keys
from dutrack.config.addresses import read_address, read_addresses
from dutrack.config.bodies import Body, Directory, Group
from dutrack.i18n import LANGUAGES, msg
from dutrack.problems import Code
from dutrack.toml import Meant, Target, meant

if TYPE_CHECKING:
    from dutrack.toml import KeyPath, Table

_UNLISTED = "unlisted"


def read_directory(top: Table) -> Directory:
    """Return the bodies and groups of a file; what names a body that is not there is reported and left out."""
    owners = top.data.get("owners")
    ids = list(owners) if isinstance(owners, dict) else []
    bodies = tuple(_read_body(id_, table, ids) for id_, table in top.named_tables("owners", keys.OWNER))
    _check_circles(top, bodies)
    groups = []
    for id_, table in top.named_tables("groups", keys.GROUP):
        if id_ in ids:
            message = msg("The id {id} is used twice.", id=id_)
            top.report.add(Code.DUPLICATE_ID, message, table.key, Target.HEADER)
        groups.append(_read_group(id_, table, ids))
    return Directory(bodies, tuple(groups))


def _read_body(id_: str, table: Table, ids: list[str]) -> Body:
    table.require("name")
    in_order = table.ordered("valid_from", "valid_to")
    if "succeeded_by" in table and "valid_to" not in table:
        message = msg("{key} has no effect without valid_to.", key=table.path("succeeded_by"))
        table.no_effect("succeeded_by", message, msg("State the last day of the body as valid_to."))
    return Body(
        id=id_,
        name=table.text("name") or id_,
        plans=table.texts("plans"),
        aliases=table.texts("aliases"),
        email=read_address(table, "email"),
        cc=read_addresses(table, "cc"),
        leader=read_address(table, "leader"),
        language=table.choice("language", {language: language for language in LANGUAGES}),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to") if in_order else None,
        succeeded_by=_body_ids(table, table.entries("succeeded_by"), ids),
    )


def _read_group(id_: str, table: Table, ids: list[str]) -> Group:
    table.require("name", "members")
    members = None
    if table.data.get("members") != _UNLISTED:
        members = _body_ids(table, table.entries("members"), ids)
        if table.data.get("members") == []:
            message = msg("{name} has no members.", name=table.text("name") or id_)
            hint = msg('Name them, or write members = "unlisted": then it counts as one body.')
            table.report.add(Code.GROUP_WITHOUT_MEMBERS, message, (*table.key, "members"), hint=hint)
    return Group(
        id=id_,
        name=table.text("name") or id_,
        plans=table.texts("plans"),
        aliases=table.texts("aliases"),
        members=members,
    )


def _body_ids(table: Table, entries: tuple[tuple[KeyPath, str], ...], ids: list[str]) -> tuple[str, ...]:
    for key, id_ in entries:
        if id_ not in ids:
            near = meant(id_, ids) or Meant(hint=msg("Bodies stand in [owners.ID]."))
            table.report.add(Code.UNKNOWN_BODY_ID, msg("There is no body {id}.", id=id_), key, **near)
    return tuple(dict.fromkeys(id_ for _, id_ in entries if id_ in ids))


def _check_circles(top: Table, bodies: tuple[Body, ...]) -> None:
    """Report each body that comes after itself."""
    successors = {body.id: body.succeeded_by for body in bodies}
    for body in bodies:
        reached = list(body.succeeded_by)
        for id_ in reached:  # grows while it is walked
            reached.extend(next_ for next_ in successors.get(id_, ()) if next_ not in reached)
        if body.id in reached:
            message = msg("{name} comes after itself.", name=body.name)
            top.report.add(Code.SUCCESSION_IN_A_CIRCLE, message, ("owners", body.id, "succeeded_by"))
