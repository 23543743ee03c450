"""Meetings of a policy in plain text: how often, the intake, the kinds, and what follows a missed invitation."""

from __future__ import annotations

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.policy import Kind, Mode
from caseload_tui.domain.rules import Rule
from caseload_tui.frameworks.describing import Row, Section, cited, yes
from caseload_tui.frameworks.wording import (
    also_counts_words,
    chosen_words,
    counted_words,
    first_words,
    leeway_words,
    name_in,
    names_in,
    often_words,
    said,
    term_words,
    to_whom_words,
)
from caseload_tui.i18n import tr, word


def cadences(framework: Framework) -> Section:
    """Return who is spoken to how often."""
    columns = (
        tr("Meeting"),
        tr("To whom"),
        tr("How often"),
        tr("Counted as"),
        tr("In the source's words"),
        tr("The first"),
        tr("Also counts"),
        tr("In the place of"),
        tr("Leeway"),
        tr("Source"),
    )
    rows = tuple(_cadence(framework, rule) for rule in framework.rules if not rule.is_step)
    return Section("cadences", tr("Who is spoken to how often"), columns, rows)


def _cadence(framework: Framework, rule: Rule) -> Row:
    return (
        _kind_name(framework, rule.kind),
        to_whom_words(framework, rule),
        often_words(rule),
        counted_words(rule),
        _source_words(rule),
        first_words(framework, rule),
        also_counts_words(framework, rule),
        _replaced(framework, rule),
        leeway_words(rule),
        _source(rule),
    )


def _source(rule: Rule) -> str:
    """Return where a rule stands; of what the office chose itself also that it did."""
    return "; ".join(part for part in (rule.source or "", chosen_words(rule)) if part)


def _source_words(rule: Rule) -> str:
    return f"“{said(rule.source_words)}”" if rule.source_words is not None else ""


def _replaced(framework: Framework, rule: Rule) -> str:
    others = (other for other in framework.rules if other.id in rule.instead_of)
    return ", ".join(f"{_kind_name(framework, other.kind)} ({to_whom_words(framework, other)})" for other in others)


def intake(framework: Framework) -> Section:
    """Return the steps of the intake."""
    columns = (
        tr("Step"),
        tr("To whom"),
        tr("When"),
        tr("In the policy's words"),
        tr("Also counts"),
        tr("Leeway"),
        tr("Source"),
    )
    rows = tuple(
        (
            _kind_name(framework, rule.kind),
            to_whom_words(framework, rule),
            first_words(framework, rule),
            said(rule.words or rule.source_words),
            also_counts_words(framework, rule),
            leeway_words(rule),
            _source(rule),
        )
        for rule in framework.rules
        if rule.is_step
    )
    return Section("intake", tr("Intake"), columns, rows)


def quotes(framework: Framework) -> Section:
    """Return the source's own sentences behind the rules, with what the policy notes of them."""
    rows = tuple(
        (
            _kind_name(framework, rule.kind),
            to_whom_words(framework, rule),
            f"“{rule.quote}”" if rule.quote else "",
            rule.source or "",
            rule.note or "",
        )
        for rule in framework.rules
        if rule.quote or rule.note
    )
    columns = (tr("Meeting"), tr("To whom"), tr("The source says"), tr("Source"), tr("Note"))
    return Section("quotes", tr("The rules in the source's words"), columns, rows, blocks=True)


def kinds(framework: Framework) -> Section:
    """Return the meeting kinds."""
    columns = (
        tr("Id"),
        tr("Name"),
        tr("Form"),
        tr("Roles"),
        tr("Also present"),
        tr("Modes"),
        tr("Minutes"),
        tr("Obligatory"),
        tr("Life domains"),
        tr("Places on"),
        tr("Builds on"),
        tr("Source"),
    )
    return Section("kinds", tr("Meeting kinds"), columns, tuple(_kind(framework, kind) for kind in framework.kinds))


def _kind(framework: Framework, kind: Kind) -> Row:
    perhaps = tr("perhaps {roles}", roles=names_in(framework, kind.optional_roles)) if kind.optional_roles else ""
    also = [_attendants()[who] for who in kind.present]
    return (
        kind.id,
        said(kind.name),
        tr("group session") if kind.session == "group" else tr("individual"),
        names_in(framework, kind.roles),
        "; ".join(part for part in (", ".join(also), perhaps) if part),
        ", ".join(_mode(framework, name, mode) for name, mode in (kind.modes or {}).items()),
        _minutes(framework, kind),
        yes(kind.obligatory),
        _domains(framework, kind),
        name_in(framework, kind.sets_group) if kind.sets_group else "",
        name_in(framework, kind.builds_on) if kind.builds_on else "",
        tr("the office's own choice") if kind.house else cited(framework, kind.source, "kinds", kind.id),
    )


def _domains(framework: Framework, kind: Kind) -> str:
    if kind.domains and len(kind.domains) == len(framework.domains):
        return tr("all")
    return ", ".join(said(domain.name) for domain in framework.domains if domain.id in kind.domains)


def _mode(framework: Framework, name: str, mode: Mode) -> str:
    conditions = [tr("with consent")] if mode.consent else []
    if mode.groups:
        conditions.append(tr("only {groups_named}", groups_named=names_in(framework, mode.groups)))
    return _mode_words()[name] + (f" ({', '.join(conditions)})" if conditions else "")


def _attendants() -> dict[str, str]:
    return {"client": word("client"), "employer": tr("employer"), "partner": tr("partner organisation")}


def checklist(framework: Framework) -> Section:
    """Return the questions at the end of meetings."""
    rows = tuple(
        (
            said(kind.name),
            said(question.ask),
            names_in(framework, question.groups),
            name_in(framework, question.reviews) if question.reviews else "",
        )
        for kind in framework.kinds
        for question in kind.checklist
    )
    columns = (tr("Meeting"), tr("Question"), tr("Only for"), tr("Reviews"))
    return Section("checklist", tr("Questions at the end"), columns, rows)


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


def no_show(framework: Framework) -> Section:
    """Return what follows missed invitations."""
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


def ladder(framework: Framework) -> Section:
    """Return the steps of escalation."""
    rows = tuple(
        (step.id, said(step.name), said(step.needs), step.source or "") for step in framework.commitments.ladder
    )
    return Section("ladder", tr("Escalation"), (tr("Id"), tr("Name"), tr("Needs"), tr("Source")), rows)
