"""Facts of the office: its name, the policies it adopted, and the people who work there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from caseload_tui.domain.facts.base import Fact, fact


@fact("office.founded")
class OfficeFounded(Fact):
    """The office began its store."""

    name: str


@fact("framework.adopted")
class FrameworkAdopted(Fact):
    """The office adopted a framework, with its whole text, from a day on."""

    framework: str
    text: str
    in_force_from: date
    chosen_readings: Mapping[str, Any] = field(default_factory=dict)
    house_settings: Mapping[str, Any] = field(default_factory=dict)


@fact("consultant.added")
class ConsultantAdded(Fact):
    """Somebody began to work here; `function` is `consultant`, `team_lead` or `trainer`, `roles` are the policy's."""

    consultant: str
    name: str
    function: str = "consultant"
    roles: tuple[str, ...] = ()
    fte: float = 1.0
    from_: date


@fact("consultant.changed", undoable=True)
class ConsultantChanged(Fact):
    """Name, function, roles or fte became another from a day on; keys that are null stay as they were."""

    consultant: str
    from_: date
    name: str | None = None
    function: str | None = None
    roles: tuple[str, ...] | None = None
    fte: float | None = None


@fact("consultant.ended", undoable=True)
class ConsultantEnded(Fact):
    """Somebody no longer works here from a day on."""

    consultant: str
    on: date


@fact("consultant.scheduled", undoable=True)
class ConsultantScheduled(Fact):
    """Somebody works on these weekdays (`mon` to `fri`) from a day on."""

    consultant: str
    from_: date
    days: tuple[str, ...]


@fact("consultant.reaches", undoable=True)
class ConsultantReaches(Fact):
    """Somebody speaks these languages and works for these municipalities; none named means all of them."""

    consultant: str
    languages: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()


@fact("leave.set", undoable=True)
class LeaveSet(Fact):
    """Somebody has leave, both days included; without `through` until it is set. The same `from` changes the former."""

    consultant: str
    from_: date
    through: date | None = None


@fact("leave.withdrawn", undoable=True)
class LeaveWithdrawn(Fact):
    """The leave that began on `from` was not taken after all."""

    consultant: str
    from_: date


@fact("indicator.entered", version=2, undoable=True)
class IndicatorEntered(Fact):
    """Somebody typed in what an indicator was in a period, both days included, or one thing that it counts.

    The same indicator, thing, municipality, group and days change what was typed before.
    """

    indicator: str
    counts: str | None = None
    municipality: str | None = None
    group: str | None = None
    from_: date
    through: date
    value: float
    note: str | None = None
