"""The same caseload under another policy, computed from the facts alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.due import base_dues
from caseload_tui.domain.framework import Axis, Framework, Kind, TargetGroup
from caseload_tui.domain.house import HouseSettings
from caseload_tui.domain.policy import Norm
from caseload_tui.domain.policy_year import KindYear, Side
from caseload_tui.domain.standing import standing
from caseload_tui.domain.translating import Counterparts, translation
from caseload_tui.domain.what_if import GROUP, KIND, TARGET_GROUP, WhatIf, what_if
from caseload_tui.frameworks.library import load
from tests.domain.facts_maker import START, Journal, framework, group, policy, registered, rule, text

TODAY = date(2026, 9, 14)
FIP = rule("fip", "progress", per_year=4, groups=("near", "middle"))


def kinds(**minutes: int | None) -> tuple[Kind, ...]:
    return tuple(Kind(id=name, name=text(name), minutes=length) for name, length in minutes.items())


def ring(*names: str, id: str = "ring", **norms: float) -> Axis:
    return Axis(id=id, name=text(id), groups=tuple(group(name, clients_per_fte=norms.get(name)) for name in names))


def other(*rules: object, **values: object) -> Framework:
    """Return a policy of three rings, with talks of half an hour."""
    parts = {"axes": (ring("inner", "outer", "unrated", inner=50, outer=80),), "kinds": kinds(talk=30, visit=None)}
    axes = tuple(axis.id for axis in values.get("axes", parts["axes"]))  # type: ignore[attr-defined]
    return framework(*rules, id="other", load_axes=axes, **(parts | values))  # type: ignore[arg-type]


TO_RINGS = Counterparts(groups={"near": "inner", "middle": "inner", "far": "outer"}, kinds={"progress": "talk"})


def client(number: int, on: date = START, place: str = "near", **values: str) -> Journal:
    journal = registered(on, place, file_number=f"{number:04}", **values)
    journal.id = f"c{number}"
    return journal


def dossiers(*journals: Journal) -> list[Dossier]:
    found = []
    for number, journal in enumerate(journals, 1):
        for event in journal.events:
            object.__setattr__(event, "dossier", f"c{number}")
        found.append(journal.dossier)
    return found


def compared(
    *journals: Journal, under: Framework, given: Counterparts = TO_RINGS, now: Policy | None = None, today: date = TODAY
) -> WhatIf:
    return what_if(dossiers(*journals), now or policy(FIP), under, given, today)


def kind_of(side: Side, name: str) -> KindYear:
    return next(row for row in side.kinds if row.kind == name)


def groups_of(side: Side) -> dict[str | None, int]:
    return {row.group: row.clients for row in side.groups}


@pytest.mark.parametrize(
    ("every", "a_year"),
    [
        ("1 month", 12),
        ("3 months", 4),
        ("1 year", 1),
        ("2 years", 0.5),
        ("1 week", 365 / 7),
        ("2 weeks", 365 / 14),
        ("10 days", 36.5),
    ],
)
def test_meetings_a_year_follow_from_the_interval(every: str, a_year: float) -> None:
    figure = rule(every=every).meetings_a_year
    assert figure is not None
    assert float(figure) == pytest.approx(a_year)


def test_a_rule_met_once_and_a_rule_in_words_have_no_figure() -> None:
    assert rule(once=True, first_within="6 weeks").meetings_a_year is None
    assert rule(words=text("regularly")).meetings_a_year is None


def test_meetings_and_hours_of_both_policies_stand_side_by_side() -> None:
    yearly = rule("yearly", "talk", per_year=1, groups=("outer",))
    often = rule("often", "talk", per_year=6, groups=("inner",))
    now = Policy((Adoption(framework(FIP, kinds=kinds(progress=60, check=None, work=None)), START),))
    found = compared(client(1), client(2, place="middle"), client(3, place="far"), under=other(yearly, often), now=now)
    assert (found.present.meetings, found.present.hours) == (8, 8)
    assert (found.other.meetings, found.other.hours) == (13, 6.5)
    talk = kind_of(found.other, "talk")
    assert (talk.meetings, talk.clients, talk.minutes, talk.minutes_by_house) == (13, 3, 30, False)


def test_without_a_length_the_hours_are_unknown_and_not_none() -> None:
    visits = rule("visits", "visit", per_year=1)
    found = compared(client(1), under=other(visits, rule("talks", "talk", per_year=2))).other
    assert kind_of(found, "visit").hours is None
    assert kind_of(found, "talk").hours == 1
    assert (found.meetings, found.hours) == (3, None)


def test_a_frequency_in_words_stays_in_words() -> None:
    regularly = rule("regularly", "talk", words=text("regelmatig"))
    found = compared(client(1), client(2), under=other(regularly)).other
    talk = kind_of(found, "talk")
    assert (talk.meetings, talk.hours, talk.clients_in_words) == (None, None, 2)
    assert [words.to("nl") for words in talk.words] == ["regelmatig"]
    assert (found.meetings, found.hours) == (None, None)


def test_a_rule_that_applies_to_nobody_asks_no_meetings() -> None:
    found = compared(client(1), under=other(rule("rare", "visit", per_year=4, groups=("outer",)))).other
    assert (kind_of(found, "visit").meetings, kind_of(found, "visit").hours, found.hours) == (0, 0, 0)


def test_words_for_some_and_a_figure_for_nobody_make_no_total() -> None:
    regularly = rule("regularly", "talk", words=text("regelmatig"), groups=("inner",))
    rare = rule("rare", "visit", per_year=4, groups=("outer",))
    found = compared(client(1), under=other(regularly, rare)).other
    assert (kind_of(found, "visit").meetings, found.meetings, found.hours) == (0, None, None)
    empty = compared(client(1, place="far"), under=other(regularly)).other
    assert (kind_of(empty, "talk").meetings, empty.meetings) == (0, 0)


def test_formation_follows_the_norms_of_each_policy() -> None:
    found = compared(client(1), client(2, place="middle"), client(3, place="far"), under=other())
    assert (found.present.needed, found.present.without_norm, found.present.unknown) == (None, 3, 0)
    assert found.other.needed == pytest.approx(2 / 50 + 1 / 80)
    assert (found.other.without_norm, found.other.unknown) == (0, 0)
    assert groups_of(found.other) == {"inner": 2, "outer": 1, "unrated": 0}


def test_the_norm_that_holds_on_the_day_counts() -> None:
    later = group("inner", clients_per_fte=50, norms=(Norm(clients_per_fte=25, start=TODAY),))
    under = other(axes=(Axis(id="ring", name=text("ring"), groups=(later, group("outer"), group("unrated"))),))
    assert compared(client(1), under=under).other.needed == 1 / 25
    assert compared(client(1), under=under, today=TODAY - timedelta(days=1)).other.needed == 1 / 50


def test_a_group_without_a_norm_and_a_group_left_open_are_counted_apart() -> None:
    given = Counterparts(groups={"near": "inner", "middle": "unrated"})
    found = compared(client(1), client(2, place="middle"), client(3, place="far"), under=other(), given=given).other
    assert (found.needed, found.without_norm, found.norm_unknown, found.clients) == (1 / 50, 1, 1, 3)
    assert groups_of(found) == {"inner": 1, "outer": 0, "unrated": 1, None: 1}


def test_meetings_of_a_client_whose_group_is_left_open_are_unknown() -> None:
    often = rule("often", "talk", per_year=6, groups=("inner",))
    given = Counterparts(groups={"near": "inner"})
    one = compared(client(1), client(2, place="far"), under=other(often), given=given).other
    assert (kind_of(one, "talk").meetings, kind_of(one, "talk").clients_unknown) == (6, 1)
    none = compared(client(1, place="far"), under=other(often), given=given).other
    assert (kind_of(none, "talk").meetings, none.meetings) == (None, None)


def test_what_has_no_counterpart_is_listed_with_its_clients() -> None:
    journal = client(1)
    journal.add("label.given", target_group="young", on=START)
    journal.held(date(2025, 1, 6), "check")
    under = other(target_groups=(TargetGroup(id="old", name=text("old")),))
    found = compared(journal, client(2, place="far"), under=under, given=Counterparts(groups={"near": "inner"}))
    listed = {(item.what, item.id): item.clients for item in found.left_open}
    assert listed[GROUP, "far"] == 1
    assert listed[GROUP, "middle"] == 0
    assert listed[KIND, "check"] == 1
    assert listed[TARGET_GROUP, "young"] == 1
    assert (GROUP, "near") not in listed
    assert (TARGET_GROUP, "old") not in listed


def test_who_would_be_late_follows_from_the_facts_under_the_other_policy() -> None:
    spoken, silent = client(1), client(2)
    spoken.held(TODAY - timedelta(days=40))
    silent.held(TODAY - timedelta(days=80))
    found = compared(spoken, silent, under=other(rule("monthly", "talk", per_year=12)))
    assert found.present.late == ()
    assert [(item.client, item.rule, item.kind) for item in found.other.late] == [
        ("c1", "monthly", "talk"),
        ("c2", "monthly", "talk"),
    ]
    assert found.other.late[1].due_on == date(2026, 7, 26)
    assert found.other.late[1].days == -50
    assert found.other.late_clients == 2


def test_a_late_intake_step_is_told_apart() -> None:
    step = rule("welcome", "visit", once=True, first_within="2 weeks", is_step=True)
    [late] = compared(client(1), under=other(step)).other.late
    assert (late.rule, late.is_step) == ("welcome", True)
    assert compared(client(1), under=other(step)).other.late_steps == 1


def test_a_meeting_of_no_known_kind_counts_only_where_any_meeting_does() -> None:
    journal = client(1)
    journal.held(TODAY - timedelta(days=5), "check")
    strict = rule("strict", "talk", per_year=4)
    loose = rule("loose", "visit", per_year=4, satisfied_by="any")
    assert [item.rule for item in compared(journal, under=other(strict, loose)).other.late] == ["strict"]


def test_an_equal_id_can_be_left_open_on_purpose() -> None:
    journal = client(1)
    journal.held(TODAY - timedelta(days=5))
    under = other(rule("talks", "progress", per_year=4), kinds=kinds(progress=30))
    assert compared(journal, under=under, given=Counterparts()).other.late == ()
    closed = Counterparts(kinds={"progress": ""})
    assert [item.kind for item in compared(journal, under=under, given=closed).other.late] == ["progress"]


def test_a_move_between_groups_with_one_counterpart_is_no_move() -> None:
    journal = client(1)
    journal.move("middle", TODAY - timedelta(days=10))
    translate = translation(framework(), other(), TO_RINGS)
    [stay] = translate.dossier(journal.dossier).stays["ring"]
    assert (stay.group, stay.start, stay.until) == ("inner", START, None)


def test_the_same_policy_again_gives_the_same_figures() -> None:
    now = load("voorbeeldstad-2026")[0]
    journal = Journal()
    journal.add("client.registered", on=date(2026, 1, 5), file_number="1", given_name="Noor", family_name="Berg")
    journal.add("placement.set", axis="route", group="groei", from_=date(2026, 1, 5))
    journal.held(date(2026, 3, 2), "voortgang")
    present = Policy((Adoption(now, date(2026, 1, 1)),))
    found = what_if([journal.dossier], present, now, Counterparts(), TODAY)
    assert found.present == found.other
    assert found.left_open == ()
    late = [base.rule for base in base_dues(journal.dossier, present) if (it := standing(base, TODAY)) and it.late]
    assert [item.rule for item in found.present.late] == late


def test_labels_are_read_as_their_counterparts() -> None:
    journal = client(1)
    journal.add("label.given", target_group="young", on=START)
    youth = rule("youth", "talk", per_year=12, target_groups=("youth",))
    under = other(youth, target_groups=(TargetGroup(id="youth", name=text("youth")),))
    assert compared(journal, under=under).other.meetings == 0
    given = Counterparts(groups=TO_RINGS.groups, target_groups={"young": "youth"})
    assert compared(journal, under=under, given=given).other.meetings == 12


def test_of_two_axes_the_one_that_is_spoken_of_gives_the_group() -> None:
    journal = client(1)
    journal.move("long", START, "form")
    given = Counterparts(groups={"long": "outer"})
    found = compared(journal, under=other(), given=given).other
    assert groups_of(found)["outer"] == 1
    assert found.unknown == 0


def test_an_axis_of_which_nothing_tells_the_group_is_unknown_for_everybody() -> None:
    two = other(axes=(ring("near", "middle", "far", id="path"), ring("x", "y", id="prospect", x=90, y=70)))
    found = compared(client(1), client(2), under=two, given=Counterparts()).other
    assert (found.unknown, found.norm_unknown) == (2, 2)
    assert [(row.axis, row.clients) for row in found.groups if row.group is None] == [("prospect", 2)]


def test_an_optional_axis_without_a_counterpart_leaves_nobody_open() -> None:
    optional = Axis(id="side", name=text("side"), groups=(group("x"),), optional=True)
    under = other(axes=(ring("near", "middle", "far", id="path"), optional))
    found = compared(client(1), client(2), under=under, given=Counterparts()).other
    assert found.unknown == 0
    assert [row for row in found.groups if row.group is None] == []


def test_the_office_minutes_go_along_where_kinds_have_one_counterpart() -> None:
    house = HouseSettings(minutes={"progress": 45, "check": 20, "work": 40}, hours_per_fte=900)
    now = Policy((Adoption(framework(FIP, house=house), START),))
    under = other(
        rule("talks", "talk", per_year=4), rule("visits", "visit", per_year=2), kinds=kinds(talk=None, visit=None)
    )
    given = Counterparts(groups=TO_RINGS.groups, kinds={"progress": "talk", "check": "visit"})
    found = compared(client(1), under=under, given=given, now=now).other
    assert kind_of(found, "talk").minutes_by_house
    assert kind_of(found, "talk").hours == 3
    assert kind_of(found, "visit").hours == pytest.approx(2 / 3)
    assert found.hours == pytest.approx(11 / 3)
    assert found.needed_by_hours == pytest.approx(11 / 3 / 900)
    torn = Counterparts(groups=TO_RINGS.groups, kinds={"progress": "talk", "work": "talk"})
    assert kind_of(compared(client(1), under=under, given=torn, now=now).other, "talk").hours is None


def test_closed_clients_count_for_nothing_and_aftercare_adds_meetings_only() -> None:
    gone, followed = client(1), client(2)
    gone.add("client.closed", on=date(2026, 1, 5), reason="x", aftercare=False)
    followed.add("client.closed", on=date(2026, 6, 1), reason="work", aftercare=True)
    care = rule("care", "talk", per_year=4, during="aftercare")
    found = compared(gone, followed, under=other(care, rule("talks", "talk", per_year=1))).other
    assert (found.clients, found.meetings, found.unknown) == (0, 4, 0)
    assert set(groups_of(found).values()) == {0}


def test_the_facts_are_left_as_they_are() -> None:
    journal = client(1)
    journal.held(TODAY - timedelta(days=40))
    before = journal.dossier
    what_if([before], policy(FIP), other(rule("talks", "talk", per_year=4)), TO_RINGS, TODAY)
    assert before == journal.dossier
