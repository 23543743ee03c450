"""From a checked document to a framework: the fast path of the running program, without the checker.

Dates may be dates or ISO text, since a store keeps the document as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseload_tui.domain.framework import Axis, Framework, Kind, LifeDomain, TargetGroup
from caseload_tui.domain.house import HouseSettings
from caseload_tui.domain.policy import (
    Aftercare,
    Commitments,
    Duty,
    Group,
    Instrument,
    LadderStep,
    Mode,
    Moves,
    Named,
    Norm,
    NoShowStep,
    OutflowReason,
    Partner,
    Question,
    Role,
    Scale,
    Sectors,
    Signals,
)
from caseload_tui.frameworks.build_rules import cadence, intake_step, step_id
from caseload_tui.frameworks.build_statements import figure, indicator, open_point, size, source
from caseload_tui.frameworks.making import Table, day, duration, each, horizon, limits, make, text, texts
from caseload_tui.frameworks.readings import alternatives_of, places_read, with_readings


def build(
    document: Mapping[str, Any],
    *,
    readings: Mapping[str, object] | None = None,
    house: Mapping[str, Any] | None = None,
) -> Framework:
    """Build the framework that a checked document describes.

    `readings` names the readings chosen of open points: the position or the value of an alternative, or a list of them.
    `house` holds the office's own settings, written as the file writes the same keys.
    """
    chosen = dict(readings or {})
    places = places_read(document, chosen)
    document = with_readings(document, chosen)

    def read(key: str, some_id: str) -> frozenset[str]:
        return frozenset("".join(place[2:3]) for place in places if place[:2] == (key, some_id))

    own = build_house(house or {}, document)
    axes = each(_axis)(document.get("axes", ()))
    return Framework(
        id=document["id"],
        name=text(document["name"]),
        organisation=text(document["organisation"]),
        municipalities=tuple(document["municipalities"]),
        valid_from=day(document["valid_from"]),
        status=document.get("status", "adopted"),
        valid_until=day(document["valid_until"]) if "valid_until" in document else None,
        replaces=document.get("replaces"),
        words=_words(document.get("words", {})),
        axes=axes,
        load_axes=tuple(document.get("load_axes") or [axis.id for axis in axes]),
        kinds=tuple(_kind(table, document) for table in document.get("kinds", ())) + own.kinds,
        rules=(
            *(intake_step(table, read=read("intake", step_id(table))) for table in document.get("intake", ())),
            *(cadence(table, read=read("cadences", table["id"])) for table in document.get("cadences", ())),
            *own.cadences,
        ),
        open_points=tuple(
            open_point(table, _chosen(document, table["id"], chosen)) for table in document.get("open_points", ())
        ),
        readings=chosen,
        read_places=places,
        house=own,
        **_lists(document),
        **_single_tables(document),
    )


def _chosen(document: Mapping[str, Any], point: str, readings: Mapping[str, object]) -> list[Mapping[str, Any]]:
    return alternatives_of(document, point, readings[point]) if point in readings else []


def build_house(house: Mapping[str, Any], document: Mapping[str, Any]) -> HouseSettings:
    """Build the office's own settings; its kinds and cadences are marked as the office's."""
    return make(
        HouseSettings,
        {key: value for key, value in house.items() if value is not None},
        no_contact=duration,
        kinds=lambda tables: tuple(_kind(table, document, house=True) for table in tables),
        cadences=lambda tables: tuple(cadence(table, house=True) for table in tables),
        no_show=each(_no_show_step),
        sectors=texts,
        instruments=each(_instrument),
        partners=each(_partner),
        outflow_reasons=each(_outflow_reason),
    )


def _lists(document: Mapping[str, Any]) -> dict[str, Any]:
    makers = {
        "sources": source,
        "domains": _life_domain,
        "scales": _scale,
        "organisations": _named,
        "roles": _role,
        "dates": _named,
        "duties": _duty,
        "no_show": _no_show_step,
        "target_groups": _target_group,
        "instruments": _instrument,
        "partners": _partner,
        "outflow_reasons": _outflow_reason,
        "sizes": size,
        "figures": figure,
        "indicators": indicator,
    }
    return {key: each(maker)(document.get(key, ())) for key, maker in makers.items()}


def _single_tables(document: Mapping[str, Any]) -> dict[str, Any]:
    makers = {
        "moves": _moves,
        "commitments": _commitments,
        "sectors": _sectors,
        "aftercare": _aftercare,
        "signals": _signals,
    }
    return {key: maker(document[key]) for key, maker in makers.items() if key in document}


def _words(words: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, str]]]:
    return {language: {name: (pair[0], pair[1]) for name, pair in said.items()} for language, said in words.items()}


def _named(table: Table) -> Named:
    return make(Named, table, name=text)


def _life_domain(table: Table) -> LifeDomain:
    return make(LifeDomain, table, name=text, prompts=texts)


def _scale(table: Table) -> Scale:
    return make(Scale, table, levels=texts)


def _role(table: Table) -> Role:
    return make(Role, table, name=text)


def _duty(table: Table) -> Duty:
    return make(Duty, table, name=text)


def _axis(table: Table) -> Axis:
    return make(Axis, table, name=text, groups=each(_group), limits=limits)


def _group(table: Table) -> Group:
    return make(
        Group,
        table,
        name=text,
        definition=text,
        goal=text,
        horizon=horizon,
        limits=limits,
        norms=each(_norm),
    )


def _norm(table: Table) -> Norm:
    return make(Norm, {("start" if key == "from" else key): said for key, said in table.items()}, start=day)


def _kind(table: Table, document: Mapping[str, Any], *, house: bool = False) -> Kind:
    def domains(named: list[str]) -> tuple[str, ...]:
        return tuple(domain["id"] for domain in document.get("domains", ())) if named == ["*"] else tuple(named)

    def modes(tables: Mapping[str, Table]) -> dict[str, Mode]:
        return {mode: make(Mode, conditions) for mode, conditions in tables.items()}

    given = {("present" if key == "with" else key): value for key, value in table.items()}
    return make(Kind, given | {"house": house}, name=text, domains=domains, modes=modes, checklist=each(_question))


def _question(table: Table) -> Question:
    return make(Question, table, ask=text)


def _target_group(table: Table) -> TargetGroup:
    return make(TargetGroup, table, name=text, definition=text, goal=text, limits=limits)


def _instrument(table: Table) -> Instrument:
    return make(Instrument, table, name=text)


def _partner(table: Table) -> Partner:
    return make(Partner, table, name=text)


def _outflow_reason(table: Table) -> OutflowReason:
    return make(OutflowReason, table, name=text)


def _moves(table: Table) -> Moves:
    return make(Moves, table)


def _no_show_step(table: Table) -> NoShowStep:
    return make(NoShowStep, table, within=duration, text=text)


def _commitments(table: Table) -> Commitments:
    return make(Commitments, table, categories=texts, default_term=duration, ladder=each(_ladder_step))


def _ladder_step(table: Table) -> LadderStep:
    return make(LadderStep, table, name=text, needs=text)


def _sectors(table: Table) -> Sectors:
    return make(Sectors, table, list=texts)


def _aftercare(table: Table) -> Aftercare:
    return make(Aftercare, table, lasts=duration, words=text)


def _signals(table: Table) -> Signals:
    return make(Signals, table, no_contact=duration)
