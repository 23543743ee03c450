"""What a framework says, as tables of plain text for the command line and for documents.

A cell is empty where the policy says nothing; only norms say so in words, since an empty norm is easily read as none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.policy import Axis, Group
from caseload_tui.formatting import long_date
from caseload_tui.frameworks import describe_lists as lists
from caseload_tui.frameworks import describe_meetings as meetings
from caseload_tui.frameworks import describe_statements as stated
from caseload_tui.frameworks.describe_own import own_choices
from caseload_tui.frameworks.describing import Row, Section, cited, facts, number_words, yes
from caseload_tui.frameworks.vocabulary import NONE
from caseload_tui.frameworks.wording import horizon_words, lead_words, limits_words, name_in, names_in, said
from caseload_tui.i18n import tr

__all__ = ["Section", "as_markdown", "describe"]


def describe(framework: Framework) -> tuple[Section, ...]:
    """Return the policy as sections; those about which it says nothing are left out."""
    axes = [
        section for axis in framework.axes for section in (_groups(framework, axis), lists.purposes(framework, axis))
    ]
    makers: tuple[Callable[[Framework], Section], ...] = (
        meetings.cadences,
        meetings.intake,
        meetings.quotes,
        meetings.kinds,
        meetings.checklist,
        meetings.no_show,
        meetings.ladder,
        lists.roles,
        lists.organisations,
        lists.duties,
        lists.dates,
        _domains,
        lists.scales,
        _target_groups,
        _label_purposes,
        _moves,
        lists.agreements,
        lists.aftercare,
        lists.instruments,
        lists.partners,
        lists.sectors,
        lists.outflow_reasons,
        stated.sizes,
        stated.figures,
        stated.indicators,
        stated.open_points,
        stated.sources,
    )
    found = (
        _identity(framework),
        own_choices(framework),
        _words(framework),
        lists.axes(framework),
        *axes,
        *(maker(framework) for maker in makers),
    )
    return tuple(section for section in found if section.rows)


def as_markdown(sections: Iterable[Section]) -> str:
    """Return sections as Markdown."""
    return "\n\n".join(_markdown(section) for section in sections) + "\n"


def _markdown(section: Section) -> str:
    if section.blocks:
        return f"## {section.title}\n\n" + "\n\n".join(_markdown_block(section, row) for row in section.rows)
    section = section.without_empty_columns()
    lines = [section.columns, ("---",) * len(section.columns), *section.rows]
    table = ("| " + " | ".join(_markdown_cell(cell) for cell in line) + " |" for line in lines)
    return f"## {section.title}\n\n" + "\n".join(table)


def _markdown_block(section: Section, row: Row) -> str:
    name, *cells = (_markdown_cell(cell) for cell in row)
    said_of_it = zip(section.columns[1:], cells, strict=True)
    return "\n".join((f"### {name}", "", *(f"- {column}: {cell}" for column, cell in said_of_it if cell)))


def _markdown_cell(cell: str) -> str:
    return " ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split())


def _identity(framework: Framework) -> Section:
    rows = (
        (tr("Name"), said(framework.name)),
        (tr("Id"), framework.id),
        (tr("Organisation"), said(framework.organisation)),
        (tr("Municipalities"), ", ".join(framework.municipalities)),
        (tr("Status"), _own(framework, "status", tr("adopted") if framework.status == "adopted" else tr("concept"))),
        (tr("Valid from"), _own(framework, "valid_from", long_date(framework.valid_from))),
        (tr("Valid until"), long_date(framework.valid_until) if framework.valid_until else ""),
        (tr("Replaces"), framework.replaces or ""),
    )
    return facts("policy", tr("Policy"), *rows)


def _own(framework: Framework, key: str, text: str) -> str:
    """Return what a key says, and that the office reads it so where the file says otherwise."""
    own = cited(framework, None, key)
    return f"{text} ({own})" if own else text


def _words(framework: Framework) -> Section:
    """Return what the policy calls its clients, groups and consultants."""
    rows = tuple(
        (language, name, *pair, cited(framework, None, "words", language, name))
        for language, words in framework.words.items()
        for name, pair in words.items()
    )
    columns = (tr("Language"), tr("Word"), tr("One"), tr("Many"), tr("Source"))
    return Section("words", tr("Words"), columns, rows)


def _groups(framework: Framework, axis: Axis) -> Section:
    columns = (
        tr("Id"),
        tr("Name"),
        tr("Horizon"),
        tr("Limits"),
        tr("Holds the plan"),
        tr("Leads the execution"),
        tr("Contacts"),
        tr("Norm per fte"),
        tr("Cap"),
        tr("Colour"),
        tr("Source"),
    )
    return Section(
        f"groups:{axis.id}", said(axis.name), columns, tuple(_group(framework, axis, it) for it in axis.groups)
    )


def _group(framework: Framework, axis: Axis, group: Group) -> Row:
    return (
        group.id,
        said(group.name),
        horizon_words(group.horizon),
        limits_words(group.limits),
        lead_words(framework, group.regie),
        lead_words(framework, group.lead),
        names_in(framework, group.contacts),
        _norms(group),
        _caps(group),
        group.colour or "",
        cited(framework, group.source, "axes", axis.id, "groups", group.id),
    )


def _norms(group: Group) -> str:
    """Return the norm, and what it becomes on which day."""
    base = number_words(group.clients_per_fte) if group.clients_per_fte is not None else tr("no norm")
    later = (
        tr("{norm} from {day}", norm=number_words(norm.clients_per_fte), day=long_date(norm.start))
        for norm in group.norms
    )
    return "; ".join((base, *later))


def _caps(group: Group) -> str:
    """Return the maximum for one consultant, and what it becomes on which day."""
    base = (str(group.cap),) if group.cap is not None else ()
    later = (
        tr("{norm} from {day}", norm=str(norm.cap), day=long_date(norm.start))
        for norm in group.norms
        if norm.cap is not None
    )
    return "; ".join((*base, *later))


def _domains(framework: Framework) -> Section:
    rows = tuple(
        (
            domain.id,
            said(domain.name),
            " ".join(said(prompt) for prompt in domain.prompts),
            yes(domain.sensitive),
            domain.scale or "",
            cited(framework, domain.source, "domains", domain.id),
        )
        for domain in framework.domains
    )
    columns = (tr("Id"), tr("Name"), tr("Prompts"), tr("Sensitive"), tr("Scale"), tr("Source"))
    return Section("domains", tr("Life domains"), columns, rows)


def _target_groups(framework: Framework) -> Section:
    rows = tuple(
        (
            label.id,
            said(label.name),
            names_in(framework, label.groups),
            limits_words(label.limits),
            lead_words(framework, label.lead),
            cited(framework, label.source, "target_groups", label.id),
        )
        for label in framework.target_groups
    )
    columns = (tr("Id"), tr("Name"), tr("In"), tr("Limits"), tr("Leads the execution"), tr("Source"))
    return Section("target_groups", tr("Target groups"), columns, rows)


def _label_purposes(framework: Framework) -> Section:
    rows = tuple(
        row
        for label in framework.target_groups
        if any(
            (
                row := (
                    said(label.name),
                    said(label.definition),
                    said(label.goal),
                    str(label.at_most or ""),
                    tr("none") if label.benefit == NONE else "",
                )
            )[1:]
        )
    )
    columns = (tr("Name"), tr("Definition"), tr("Goal"), tr("At most"), tr("Benefit"))
    return Section("purposes:target_groups", tr("What target groups are for"), columns, rows, blocks=True)


def _moves(framework: Framework) -> Section:
    moves = framework.moves
    approval = ""
    if moves.approval == NONE:
        approval = tr("none")
    elif moves.approval is not None:
        approval = name_in(framework, moves.approval)
    rows = (
        (tr("Reason needed"), tr("yes") if moves.reason else ""),
        (tr("Whose choice is recorded"), tr("yes") if moves.records_choice else ""),
        (tr("Approval"), approval),
        (tr("Approved are"), tr("only moves further from work") if moves.approval_for == "fallback" else ""),
        (tr("Reviewed at"), names_in(framework, moves.review_at)),
        (tr("Source"), cited(framework, moves.source, "moves")),
    )
    return facts("moves", tr("Moves"), *rows)
