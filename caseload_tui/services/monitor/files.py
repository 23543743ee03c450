"""A monitor as the text of a file."""

from __future__ import annotations

from caseload_tui.domain.monitor.publishing import Shown
from caseload_tui.papers.figure_forms import as_html, as_markdown
from caseload_tui.papers.figures import HTML, SHEET
from caseload_tui.papers.sheet import as_csv
from caseload_tui.services.monitor.items import lists_of, rows_of
from caseload_tui.services.monitor.monitors import Report
from caseload_tui.services.monitor.words import paper_of


def in_form(report: Report, form: str, *, suppress: bool) -> str:
    """Return the monitor in one of the forms of a paper full of figures."""
    if form == SHEET:
        return as_csv(rows_of(lists_of(Shown(report.figures, suppress), report.names)))
    paper = paper_of(report, suppress=suppress)
    return as_html(paper) if form == HTML else as_markdown(paper)
