"""What the policy says of one client, in plain words: of each group and target group, and what lacks or is passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import AFTERCARE, Dossier, Meeting
from caseload_tui.domain.fitting import (
    NO_BENEFIT,
    Count,
    groups_now,
    has_unwanted_benefit,
    is_meant_for,
    labels_now,
    missing_contacts,
    missing_roles,
    months_in,
    suggested_labels,
)
from caseload_tui.domain.framework import Framework, Group, Instrument, TargetGroup
from caseload_tui.formatting import duration_text, near_date, number
from caseload_tui.frameworks.wording import horizon_words, lead_words, limits_words, names_in, said, term_words
from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from caseload_tui.services.clients import DossierView
    from caseload_tui.services.naming import Names


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One thing that the policy says: of what, which sort of thing, and in which words."""

    about: str
    label: str
    text: str
    warned: bool = False
    """True where it asks for something: what lacks, is passed or does not fit."""


def policy_lines(view: DossierView, names: Names, today: date) -> tuple[PolicyLine, ...]:
    """Return what the policy says of the client's groups and target groups, and of care after work."""
    framework, dossier = view.framework, view.dossier
    lines: list[PolicyLine] = []
    for group in groups_now(dossier, framework):
        lines += _of_group(group, view, names, today)
    for place, target in enumerate(labels_now(dossier, framework)):
        lines += _of_label(target, view, names, first=place == 0)
    for target in suggested_labels(dossier, framework, today):
        lines.append(PolicyLine(said(target.name), tr("may belong to it"), limits_words(target.limits)))
    for item in _in_use(dossier, framework):
        lines += _of_instrument(item, dossier, framework)
    lines += _of_aftercare(dossier, framework, today)
    return tuple(lines)


def count_words(count: Count, names: Names) -> str:
    """Return how full a group of one consultant, or a list, is."""
    if count.consultant is None:
        return tr("{n} of at most {most} on this list", n=count.clients, most=count.at_most)
    who = names.consultant(count.consultant)
    return tr("{who} has {n} of at most {most} here", who=who, n=count.clients, most=count.at_most)


def passed_words(counts: Iterable[Count], names: Names) -> str:
    """Return a warning for each maximum that is passed; nothing where none is."""
    return " ".join(
        tr(
            "Maximum passed: {who} has {n} {clients} in {name}, at most {most}.",
            who=names.consultant(count.consultant),
            n=count.clients,
            name=names.group(count.about),
            most=count.at_most,
        )
        for count in counts
        if count.passed and count.consultant is not None
    )


def stay_words(group: Group, dossier: Dossier, today: date) -> str:
    """Return how long the client is in the group, and its horizon; nothing where the policy gives none."""
    if group.horizon is None:
        return ""
    stays = [stays[-1] for stays in dossier.stays.values() if stays and stays[-1].group == group.id]
    term = horizon_words(group.horizon)
    if not stays:
        return term
    gone = duration_text(months_in(stays[0].start, today), "months")
    return tr("{gone} in, horizon {term}", gone=gone, term=term)


def _of_group(group: Group, view: DossierView, names: Names, today: date) -> Iterator[PolicyLine]:
    framework, dossier, name = view.framework, view.dossier, said(group.name)

    def line(label: str, text: str, *, warned: bool = False) -> Iterator[PolicyLine]:
        if text:
            yield PolicyLine(name, label, text, warned)

    yield from line(tr("what it is"), said(group.definition))
    yield from line(tr("goal"), said(group.goal))
    horizon = group.horizon
    stay = next((stays[-1] for stays in dossier.stays.values() if stays and stays[-1].group == group.id), None)
    over = bool(horizon and horizon.term and stay and horizon.term.after(stay.start) <= today)
    yield from line(tr("horizon"), stay_words(group, dossier, today), warned=over)
    axis = framework.axis_of_group[group.id]
    limits = "; ".join(part for part in (limits_words(group.limits), limits_words(axis.limits)) if part)
    yield from line(tr("meant for"), limits)
    yield from line(tr("whose plan"), lead_words(framework, group.regie))
    lead = lead_words(framework, group.lead)
    if lead and view.lead.by_target_group:
        lead = tr("{who}; {label} goes before it", who=lead, label=names.thing(view.lead.by_target_group))
    yield from line(tr("leads"), lead)
    lacking = missing_contacts(group, dossier)
    yield from line(tr("contacts"), names_in(framework, group.contacts))
    yield from line(tr("no contact yet"), names_in(framework, lacking), warned=bool(lacking))
    for count in view.counts:
        if count.about == group.id:
            yield from line(tr("maximum"), count_words(count, names), warned=count.passed)
    if group.fixed_contact:
        yield from line(tr("fixed contact"), tr("stays with the same {consultant} when {clients} are spread anew"))
    yield from line(tr("does not bind"), ", ".join(names.thing(duty) for duty in group.waives))


def _of_label(target: TargetGroup, view: DossierView, names: Names, *, first: bool) -> Iterator[PolicyLine]:
    name = said(target.name)
    found = [(tr("what it is"), said(target.definition), False), (tr("goal"), said(target.goal), False)]
    found.append((tr("meant for"), limits_words(target.limits), False))
    if target.benefit == NO_BENEFIT:
        unwanted = has_unwanted_benefit(target, view.dossier)
        text = tr("people without a benefit")
        found.append((tr("meant for"), tr("{text}; there is one", text=text) if unwanted else text, unwanted))
    lead = lead_words(view.framework, target.lead)
    if lead and view.lead.by_target_group == target.id:
        lead = tr("{who}, before the word of the {group}", who=lead)
    elif lead and view.lead.by_target_group:
        lead = tr("{who}; {label} goes before it", who=lead, label=names.thing(view.lead.by_target_group))
    found.append((tr("leads"), lead, False))
    found += [(tr("list"), count_words(item, names), item.passed) for item in view.counts if item.about == target.id]
    several = len(view.dossier.current_labels) > 1
    if several and first:
        found.append((tr("several labels"), tr("where they differ, this one goes first"), False))
    for label, text, warned in found:
        if text:
            yield PolicyLine(name, label, text, warned)
    if not any(text for _, text, _ in found):
        yield PolicyLine(name, tr("target group"), tr("the policy says no more of it"))


def _in_use(dossier: Dossier, framework: Framework) -> Iterator[Instrument]:
    """Yield the instruments in use and the partners referred to of which the policy says more than a name."""
    used = [item.id for item in dossier.instruments if not item.ended]
    used += [item.partner for item in dossier.referrals]
    yield from (item for item in (*framework.instruments, *framework.partners) if item.id in used)


def _of_instrument(item: Instrument, dossier: Dossier, framework: Framework) -> Iterator[PolicyLine]:
    name = said(item.name)
    if item.at_most_per_client is not None:
        amount = number(item.at_most_per_client)
        yield PolicyLine(name, tr("maximum"), tr("at most € {amount} for one {client}", amount=amount))
        spent = dossier.spent_on(item.id)
        if spent:
            yield PolicyLine(name, tr("spent"), f"€ {number(spent, 2)}", spent > item.at_most_per_client)
    if not is_meant_for(item, dossier):
        yield PolicyLine(name, tr("meant for"), names_in(framework, (*item.groups, *item.target_groups)), True)


def overspent_words(dossier: Dossier, framework: Framework, instrument: str) -> str:
    """Return a warning where more was spent on an instrument than the policy allows for one client."""
    item = next((item for item in framework.instruments if item.id == instrument), None)
    most, spent = item.at_most_per_client if item else None, dossier.spent_on(instrument)
    if item is None or most is None or spent <= most:
        return ""
    values = {"name": said(item.name), "spent": number(spent, 2), "most": number(most)}
    return tr("Careful: € {spent} spent on “{name}”, at most € {most} for one {client}.", **values)


def _of_aftercare(dossier: Dossier, framework: Framework, today: date) -> Iterator[PolicyLine]:
    care = framework.aftercare
    works = [work for work in dossier.works if work.until is None]
    if care is None or not (works or dossier.status == AFTERCARE):
        return
    term = term_words(care.lasts) if care.lasts is not None else ""
    if term:
        term = tr("at least {term}", term=term) if care.at_least else term
    if care.lasts is not None and works:
        term = tr("{term}, so until {day}", term=term, day=near_date(care.lasts.after(works[-1].start), today))
    for text in (term, said(care.words)):
        if text:
            yield PolicyLine(tr("Aftercare"), tr("lasts") if text == term else tr("how"), text)


def missing_at(meeting: Meeting, names: Names) -> str:
    """Return which roles of the kind were not at a meeting that was held; it counts all the same."""
    kind = names.framework.kinds_by_id.get(meeting.kind)
    person = names.office.consultant(meeting.recorded_by or "")
    return not_there_words(missing_roles(kind, meeting.present, person.roles if person else ()), names.framework)


def not_there_words(roles: tuple[str, ...], framework: Framework) -> str:
    """Return which roles were not at a talk that needs them; nothing where none lacked."""
    return tr("Not there: {roles}. The talk counts.", roles=names_in(framework, roles)) if roles else ""
