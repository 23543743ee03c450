"""Who and what a policy names: roles, organisations, duties, what groups are for, and lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.policy import Axis, Instrument
from caseload_tui.frameworks.describing import Section, cited, facts, in_unit, number_words, yes
from caseload_tui.frameworks.wording import limits_words, name_in, names_in, said, term_words
from caseload_tui.i18n import tr


def purposes(framework: Framework, axis: Axis) -> Section:
    """Return what the groups of an axis are, what they are for and what else they are called."""
    rows = tuple(
        row
        for group in axis.groups
        if any((row := (said(group.name), said(group.definition), said(group.goal), ", ".join(group.aliases)))[1:])
    )
    title = tr("{axis}: what the {groups} are for", axis=said(axis.name))
    columns = (tr("Name"), tr("Definition"), tr("Goal"), tr("Also called"))
    return Section(f"purposes:{axis.id}", title, columns, rows, blocks=True)


def axes(framework: Framework) -> Section:
    """Return how the ways of grouping work: their order, who may stand outside, and which carry the load."""
    rows = tuple(
        (
            axis.id,
            said(axis.name),
            tr("from nearest to work to furthest") if axis.ordered else tr("no order"),
            ", ".join(said(group.name) for group in axis.groups if axis.ordered and not group.ranked),
            yes(axis.optional),
            limits_words(axis.limits),
            yes(axis.id in framework.load_axes and any(group.clients_per_fte or group.norms for group in axis.groups)),
            cited(framework, axis.source, "axes", axis.id, "ordered"),
        )
        for axis in framework.axes
    )
    columns = (
        tr("Id"),
        tr("Name"),
        tr("Order"),
        tr("Outside the order"),
        tr("May be left open"),
        tr("Limits"),
        tr("Load counts here"),
        tr("Source"),
    )
    return Section("axes", tr("Ways of grouping"), columns, rows)


def dates(framework: Framework) -> Section:
    """Return the dated facts that a rule may count from."""
    rows = tuple((it.id, said(it.name), it.source or "") for it in framework.dates)
    return Section("dates", tr("Dated facts"), (tr("Id"), tr("Name"), tr("Source")), rows)


def scales(framework: Framework) -> Section:
    """Return the scales on which life domains are scored."""
    rows = tuple(
        (
            scale.id,
            ", ".join(f"{place} {said(level)}" for place, level in enumerate(scale.levels, 1)),
            tr("the highest") if scale.better == "high" else tr("the lowest"),
        )
        for scale in framework.scales
    )
    return Section("scales", tr("Scales"), (tr("Id"), tr("Levels"), tr("Best is")), rows)


def roles(framework: Framework) -> Section:
    """Return the functions that people hold."""
    rows = tuple(
        (
            role.id,
            said(role.name),
            ", ".join(role.aliases),
            name_in(framework, role.organisation) if role.organisation else "",
            "" if role.norms else tr("no load norms"),
            cited(framework, role.source, "roles", role.id),
        )
        for role in framework.roles
    )
    columns = (tr("Id"), tr("Name"), tr("Also called"), tr("Organisation"), tr("Load"), tr("Source"))
    return Section("roles", tr("Roles"), columns, rows)


def organisations(framework: Framework) -> Section:
    """Return the teams and services."""
    rows = tuple((it.id, said(it.name), it.source or "") for it in framework.organisations)
    return Section("organisations", tr("Organisations"), (tr("Id"), tr("Name"), tr("Source")), rows)


def duties(framework: Framework) -> Section:
    """Return the duties, and the groups in which they normally do not bind."""
    groups = [group for axis in framework.axes for group in axis.groups]
    rows = tuple(
        (
            said(duty.name),
            duty.basis or "",
            ", ".join(said(group.name) for group in groups if duty.id in group.waives),
            cited(framework, duty.source, "duties", duty.id),
        )
        for duty in framework.duties
    )
    return Section("duties", tr("Duties"), (tr("Name"), tr("Basis"), tr("Waived in"), tr("Source")), rows)


def instruments(framework: Framework) -> Section:
    """Return the instruments."""
    return _choices(framework, "instruments", tr("Instruments"), framework.instruments, framework.house.instruments)


def partners(framework: Framework) -> Section:
    """Return the organisations to which clients are referred."""
    return _choices(framework, "partners", tr("Partners"), framework.partners, framework.house.partners)


def _choices(
    framework: Framework, key: str, title: str, items: Iterable[Instrument], own: Iterable[Instrument]
) -> Section:
    """Return a list to choose from: the policy's items, then the office's own."""
    sources = [(item, cited(framework, item.source, key, item.id)) for item in items]
    sources += [(item, tr("the office's own choice")) for item in own]
    rows = tuple(
        (
            said(item.name),
            names_in(framework, (*item.groups, *item.target_groups)),
            in_unit(number_words(item.at_most_per_client), "euro") if item.at_most_per_client else "",
            source,
        )
        for item, source in sources
    )
    return Section(key, title, (tr("Name"), tr("For"), tr("At most per {client}"), tr("Source")), rows)


def sectors(framework: Framework) -> Section:
    """Return the sectors of work."""
    found = framework.sectors
    return facts(
        "sectors",
        tr("Sectors"),
        (tr("At most per {client}"), str(found.at_most or "")),
        (tr("To choose from"), ", ".join(said(sector) for sector in found.list or framework.house.sectors)),
        (tr("Source"), _sector_source(framework)),
    )


def _sector_source(framework: Framework) -> str:
    if framework.house.sectors and not framework.sectors.list:
        return tr("the office's own choice")
    return cited(framework, framework.sectors.source, "sectors")


def aftercare(framework: Framework) -> Section:
    """Return the care after a placement in work."""
    found = framework.aftercare
    term = term_words(found.lasts) if found is not None and found.lasts else ""
    if found is not None and found.at_least and term:
        term = tr("at least {term}", term=term)
    return facts(
        "aftercare",
        tr("Aftercare"),
        (tr("Lasts"), term),
        (tr("In the policy's words"), f"“{said(found.words)}”" if found and found.words else ""),
        (tr("Source"), cited(framework, found.source, "aftercare") if found else ""),
    )


def outflow_reasons(framework: Framework) -> Section:
    """Return the reasons for which a client leaves."""
    rows = (
        *((said(it.name), it.category, it.source or "") for it in framework.outflow_reasons),
        *((said(it.name), it.category, tr("the office's own choice")) for it in framework.house.outflow_reasons),
    )
    columns = (tr("Name"), tr("Category"), tr("Source"))
    return Section("outflow_reasons", tr("Reasons for leaving"), columns, rows)


def agreements(framework: Framework) -> Section:
    """Return how the policy treats what is agreed, and what it asks to be warned of."""
    found, signals = framework.commitments, framework.signals
    return facts(
        "commitments",
        tr("Agreements and signals"),
        (tr("Categories"), ", ".join(said(category) for category in found.categories)),
        (tr("Usual term"), term_words(found.default_term) if found.default_term else ""),
        (tr("Warns without contact for"), _no_contact(framework)),
        (tr("Warns of the ages"), ", ".join(str(age) for age in signals.ages)),
        (tr("Contact that stays"), _fixed(framework)),
    )


def _no_contact(framework: Framework) -> str:
    if framework.no_contact is None:
        return ""
    term = term_words(framework.no_contact)
    return term if framework.signals.no_contact else tr("{text} (the office's own choice)", text=term)


def _fixed(framework: Framework) -> str:
    return ", ".join(said(group.name) for axis in framework.axes for group in axis.groups if group.fixed_contact)
