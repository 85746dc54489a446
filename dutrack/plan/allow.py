"""``allow``: findings the authors silence, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.i18n import msg
from dutrack.problems import Code
from dutrack.toml import Target, meant

if TYPE_CHECKING:
    from dutrack.toml import KeyPath, Table


def read_allow(table: Table, scope: KeyPath | None = None) -> tuple[tuple[str, str], ...]:
    """Return the (code, reason) pairs, and silence them in the file's report for ``scope`` (the table itself)."""
    if "allow" not in table:
        return ()
    codes = [code.value for code in Code]
    pairs = table.reasons("allow")
    for code, _ in pairs:
        if code in codes:
            table.report.silence(code, table.key if scope is None else scope, (*table.key, code))
        else:
            message = msg("There is no finding with the code {code}.", code=code)
            near = meant(code, codes, quoted=False)
            table.report.add(Code.UNKNOWN_CODE, message, (*table.key, "allow", code), Target.KEY, **near)
    return pairs
