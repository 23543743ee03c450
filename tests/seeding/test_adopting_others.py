"""Any made-up office can adopt any other policy once somebody says what stands for what."""

from __future__ import annotations

import pytest

from caseload_tui.domain.adopting import switch_dossiers
from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.dossier import ACTIVE
from caseload_tui.domain.due import base_dues
from caseload_tui.domain.facts import Event
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.switching import Switch
from caseload_tui.domain.translating import Counterparts, translation
from tests.seeding.offices import POLICIES, TODAY, made


def everything(present: Framework, other: Framework) -> Counterparts:
    """Return counterparts that bring everybody into the first group and leave the rest open on purpose."""
    needed = [axis for axis in other.axes if not axis.optional]
    return Counterparts(
        groups={
            group.id: needed[0].groups[0].id if axis is present.axes[0] else ""
            for axis in present.axes
            for group in axis.groups
        },
        kinds={kind.id: "" for kind in present.kinds if kind.id not in other.kinds_by_id},
        target_groups={item.id: "" for item in present.target_groups if item.id not in other.target_groups_by_id},
        axes={axis.id: axis.groups[0].id for axis in needed},
    )


@pytest.mark.parametrize(("present", "other"), [*zip(POLICIES, (*POLICIES[1:], POLICIES[0]), strict=True)])
def test_everybody_has_a_group_on_each_axis_and_due_dates_follow(present: str, other: str) -> None:
    office, framework = made(present), made(other).framework
    after = Policy((*office.policy.adoptions, Adoption(framework, TODAY)))
    translate = translation(office.framework, framework, everything(office.framework, framework))
    outcome = switch_dossiers(office.dossiers, Switch(office.policy, after, translate, "anna", "adoption"))
    assert outcome.lacking == ()
    counted = 0
    for dossier in office.dossiers:
        mine = [fact for client, fact in outcome.facts if client == dossier.id]
        if not dossier.present:
            assert mine == []
            continue
        events = [
            Event(f"{number}", dossier.id, fact.kind, f"{TODAY}T12:00:00Z", "anna", "", 1, fact, 10**9 + number)
            for number, fact in enumerate(mine)
        ]
        changed = dossier_of((*dossier.events, *events))
        assert set(changed.current_labels) <= set(framework.target_groups_by_id)
        if dossier.status == ACTIVE:
            counted += 1
            assert set(changed.groups) <= set(framework.axes_by_id)
            assert {axis.id for axis in framework.axes if not axis.optional} <= set(changed.groups)
            assert all(base.began >= dossier.began_on for base in base_dues(changed, after))
        for stays in changed.stays.values():
            ends = [stay.until for stay in stays[:-1]]
            assert all(end is not None and end <= stay.start for end, stay in zip(ends, stays[1:], strict=True))
    first = next(axis for axis in framework.axes if not axis.optional)
    assert sum(count for axis, _, count in outcome.groups if axis == first.id) == counted
