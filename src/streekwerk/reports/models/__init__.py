"""What the room keeps: definitions of blocks, reports and their sentences, and the files of a report."""

from streekwerk.reports.models.definitions import ReportDefinition
from streekwerk.reports.models.house_styles import HouseStyle
from streekwerk.reports.models.reports import Report, ReportFile, ReportSentence

__all__ = ["HouseStyle", "Report", "ReportDefinition", "ReportFile", "ReportSentence"]
