"""The office's own choices on top of a policy: kept apart from it and always shown as the office's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.policy import Instrument, Kind, NoShowStep, OutflowReason, Partner
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseSettings:
    """What an office adds where the policy is silent; nothing here is the municipality's policy."""

    minutes: Mapping[str, int] = field(default_factory=dict)
    """Minutes by meeting kind, for kinds whose length the policy does not give."""
    hours_per_fte: float | None = None
    """Hours a year that one fte has for talks."""
    no_contact: Duration | None = None
    kinds: tuple[Kind, ...] = ()
    cadences: tuple[Rule, ...] = ()
    no_show: tuple[NoShowStep, ...] = ()
    sectors: tuple[Text, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    partners: tuple[Partner, ...] = ()
    outflow_reasons: tuple[OutflowReason, ...] = ()
