"""What a framework says, as tables of plain text for the command line and for documents.

A cell is empty where the policy says nothing; only norms say so in words, since an empty norm is easily read as none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.policy import Axis, Group, Kind
from caseload_tui.domain.rules import Rule
from caseload_tui.formatting import long_date
from caseload_tui.frameworks.describe_statements import figures, indicators, open_points, sizes, sources
from caseload_tui.frameworks.vocabulary import NONE
from caseload_tui.frameworks.wording import (
    also_counts_words,
    first_words,
    horizon_words,
    lead_words,
    limits_words,
    name_in,
    names_in,
    often_words,
    said,
    term_words,
    to_whom_words,
)
from caseload_tui.i18n import tr

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One table: a stable key, a title, the names of its columns and its rows."""

    key: str
    title: str
    columns: Row
    rows: tuple[Row, ...]


def describe(framework: Framework) -> tuple[Section, ...]:
    """Return the policy as sections; those about which it says nothing are left out."""
    makers: tuple[Callable[[Framework], Section], ...] = (
        _identity,
        _cadences,
        _intake,
        _kinds,
        _domains,
        _target_groups,
        _moves,
        _no_show,
        _ladder,
    )
    groups = [_groups(framework, axis) for axis in framework.axes]
    stated = [
        Section(key, title, columns, rows)
        for key, title, columns, rows in (
            sizes(framework),
            figures(framework),
            indicators(framework),
            open_points(framework),
            sources(framework),
        )
    ]
    identity, *others = (maker(framework) for maker in makers)
    return tuple(section for section in (identity, *groups, *others, *stated) if section.rows)


def as_markdown(sections: Iterable[Section]) -> str:
    """Return sections as Markdown."""
    return "\n\n".join(_markdown(section) for section in sections) + "\n"


def _markdown(section: Section) -> str:
    lines = [section.columns, ("---",) * len(section.columns), *section.rows]
    table = ("| " + " | ".join(_markdown_cell(cell) for cell in line) + " |" for line in lines)
    return f"## {section.title}\n\n" + "\n".join(table)


def _markdown_cell(cell: str) -> str:
    return " ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split())


def _identity(framework: Framework) -> Section:
    rows = (
        (tr("Name"), said(framework.name)),
        (tr("Id"), framework.id),
        (tr("Organisation"), said(framework.organisation)),
        (tr("Municipalities"), ", ".join(framework.municipalities)),
        (tr("Status"), tr("adopted") if framework.status == "adopted" else tr("concept")),
        (tr("Valid from"), long_date(framework.valid_from)),
        (tr("Valid until"), long_date(framework.valid_until) if framework.valid_until else ""),
        (tr("Replaces"), framework.replaces or ""),
    )
    return Section("policy", tr("Policy"), ("", ""), tuple(row for row in rows if row[1]))


def _groups(framework: Framework, axis: Axis) -> Section:
    columns = (
        tr("Id"),
        tr("Name"),
        tr("Horizon"),
        tr("Limits"),
        tr("Leads"),
        tr("Contacts"),
        tr("Norm per fte"),
        tr("Cap"),
        tr("Source"),
    )
    return Section(f"groups:{axis.id}", said(axis.name), columns, tuple(_group(framework, it) for it in axis.groups))


def _group(framework: Framework, group: Group) -> Row:
    return (
        group.id,
        said(group.name),
        horizon_words(group.horizon),
        limits_words(group.limits),
        lead_words(framework, group.lead),
        names_in(framework, group.contacts),
        _norms(group),
        str(group.cap) if group.cap is not None else "",
        group.source or "",
    )


def _norms(group: Group) -> str:
    """Return the norm, and what it becomes on which day."""
    base = f"{group.clients_per_fte:g}" if group.clients_per_fte is not None else tr("no norm")
    later = (
        tr("{norm} from {day}", norm=f"{norm.clients_per_fte:g}", day=long_date(norm.start)) for norm in group.norms
    )
    return "; ".join((base, *later))


def _cadences(framework: Framework) -> Section:
    columns = (tr("Meeting"), tr("To whom"), tr("How often"), tr("The first"), tr("Also counts"), tr("Source"))
    rows = tuple(_cadence(framework, rule) for rule in framework.rules if not rule.is_step)
    return Section("cadences", tr("Who is spoken to how often"), columns, rows)


def _cadence(framework: Framework, rule: Rule) -> Row:
    return (
        _kind_name(framework, rule.kind),
        to_whom_words(framework, rule),
        often_words(rule),
        first_words(framework, rule),
        also_counts_words(framework, rule),
        tr("the office's own choice") if rule.house else rule.source or "",
    )


def _intake(framework: Framework) -> Section:
    columns = (tr("Step"), tr("To whom"), tr("When"), tr("Source"))
    rows = tuple(
        (
            _kind_name(framework, rule.kind),
            to_whom_words(framework, rule),
            first_words(framework, rule),
            rule.source or "",
        )
        for rule in framework.rules
        if rule.is_step
    )
    return Section("intake", tr("Intake"), columns, rows)


def _kinds(framework: Framework) -> Section:
    columns = (tr("Id"), tr("Name"), tr("Form"), tr("Roles"), tr("Modes"), tr("Minutes"), tr("Source"))
    return Section("kinds", tr("Meeting kinds"), columns, tuple(_kind(framework, kind) for kind in framework.kinds))


def _kind(framework: Framework, kind: Kind) -> Row:
    return (
        kind.id,
        said(kind.name),
        tr("group session") if kind.session == "group" else tr("individual"),
        names_in(framework, kind.roles),
        ", ".join(_mode_words()[mode] for mode in kind.modes or ()),
        _minutes(framework, kind),
        tr("the office's own choice") if kind.house else kind.source or "",
    )


def _minutes(framework: Framework, kind: Kind) -> str:
    if kind.minutes is not None:
        return str(kind.minutes)
    own = framework.minutes_of(kind.id)
    return tr("{minutes} (the office's own choice)", minutes=own) if own is not None else ""


def _kind_name(framework: Framework, kind_id: str) -> str:
    kind = framework.kinds_by_id.get(kind_id)
    return said(kind.name) if kind else kind_id


def _mode_words() -> dict[str, str]:
    return {
        "office": tr("office"),
        "home": tr("home"),
        "phone": tr("phone"),
        "video": tr("video"),
        "digital": tr("digital"),
        "outdoors": tr("outdoors"),
    }


def _domains(framework: Framework) -> Section:
    rows = tuple(
        (domain.id, said(domain.name), " ".join(said(prompt) for prompt in domain.prompts), domain.source or "")
        for domain in framework.domains
    )
    return Section("domains", tr("Life domains"), (tr("Id"), tr("Name"), tr("Prompts"), tr("Source")), rows)


def _target_groups(framework: Framework) -> Section:
    rows = tuple(
        (
            label.id,
            said(label.name),
            names_in(framework, label.groups),
            limits_words(label.limits),
            lead_words(framework, label.lead),
            label.source or "",
        )
        for label in framework.target_groups
    )
    columns = (tr("Id"), tr("Name"), tr("In"), tr("Limits"), tr("Leads"), tr("Source"))
    return Section("target_groups", tr("Target groups"), columns, rows)


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
        (tr("Reviewed at"), names_in(framework, moves.review_at)),
    )
    return Section("moves", tr("Moves"), ("", ""), tuple(row for row in rows if row[1]))


def _no_show(framework: Framework) -> Section:
    actions = {
        "invite": tr("invite again"),
        "hand_over": tr("hand over"),
        "meeting": tr("meeting"),
        "escalate": tr("next step of the ladder"),
        "note": tr("note"),
    }
    rows = tuple(
        (
            str(step.after),
            said(step.text) or actions[step.action],
            name_in(framework, step.to) if step.to else "",
            term_words(step.within) if step.within else "",
            step.source or "" if framework.no_show else tr("the office's own choice"),
        )
        for step in framework.no_show_chain
    )
    columns = (tr("Missed"), tr("What follows"), tr("To"), tr("Within"), tr("Source"))
    return Section("no_show", tr("Missed invitations"), columns, rows)


def _ladder(framework: Framework) -> Section:
    rows = tuple(
        (step.id, said(step.name), said(step.needs), step.source or "") for step in framework.commitments.ladder
    )
    return Section("ladder", tr("Escalation"), (tr("Id"), tr("Name"), tr("Needs"), tr("Source")), rows)
