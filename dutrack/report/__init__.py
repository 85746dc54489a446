"""What has been done by whom, and in time or not: items of an agenda counted into rows. Reads no clock and no file."""

from dutrack.report.build import build_report, report_on
from dutrack.report.model import By, Report, Row
from dutrack.report.tally import Rate, Tally

__all__ = ["By", "Rate", "Report", "Row", "Tally", "build_report", "report_on"]
