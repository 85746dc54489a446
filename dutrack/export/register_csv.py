"""The register as CSV (RFC 4180, UTF-8), each row with the day and the commit it is of."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from dutrack.export.excel import check_rows, clip_cell
from dutrack.export.register import columns, rows
from dutrack.i18n import msg
from dutrack.views.csv_text import cell

if TYPE_CHECKING:
    from dutrack.export.handout import Handout


def write(handout: Handout, file: BinaryIO) -> None:
    """Write a header and a row for each unit.

    For Excel as it is set up in Vietnam: a byte-order mark, without which it takes UTF-8 for another encoding, and
    semicolons, as the comma is its decimal sign. Days are 2023-03-31, which Excel reads as days in every language.
    """
    excel = handout.options.excel
    if excel:
        check_rows(len(handout.counted))
    text = io.TextIOWrapper(file, encoding="utf-8-sig" if excel else "utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\n")
    writer.writerow(map(str, (*columns(), msg("As of"), msg("Data"))))
    stamp = (handout.stamp.day, handout.stamp.version)
    for row in rows(handout):
        cells = map(cell, (*row.cells(), *stamp))
        writer.writerow(map(clip_cell, cells) if excel else cells)
    text.detach()
