from __future__ import annotations

import pytest
from mutating import BASE, added, check, mutated

NO_CONFLICT = {
    "other groups of the axis": 'id = "x"\nkind = "check"\ngroups = ["far"]\nonce = true\nfirst_within = "1 week"',
    "once beside again": 'id = "x"\nkind = "check"\ngroups = ["near"]\nper_year = 1',
    "in aftercare": 'id = "x"\nkind = "talk"\nduring = "aftercare"\nper_year = 1',
    "another target group, since the first in the list wins": (
        'id = "x"\nkind = "talk"\ntarget_groups = ["newcomer"]\nper_year = 1\ninstead_of = ["talk-near", "talk-far"]'
    ),
    "beside an intake step of the same kind": 'id = "x"\nkind = "plan"\nper_year = 1',
    "a target group that is given in other groups": (
        'id = "x"\nkind = "check"\ntarget_groups = ["newcomer"]\nonce = true\nfirst_within = "1 week"'
    ),
}


@pytest.mark.parametrize("why", NO_CONFLICT)
def test_two_rules_of_one_kind_can_stand_beside_each_other(why):
    more = NO_CONFLICT[why]
    text = added(f"[[cadences]]\n{more}")
    if "checklist" in why or 'kind = "check"' in more:
        text = text.replace('ask = "Papers?", groups = ["near"]', 'ask = "Papers?"')
    assert check(text).problems == ()


def test_rules_that_leave_each_other_s_target_groups_out_can_stand_beside_each_other():
    text = mutated(
        ('kind = "talk"\ngroups = ["near"]', 'kind = "talk"\nnot_target_groups = ["parent"]\ngroups = ["near"]'),
        ('kind = "talk"\ngroups = ["far"]', 'kind = "talk"\nnot_target_groups = ["parent"]\ngroups = ["far"]'),
        ('instead_of = ["talk-near", "talk-far"]\n', ""),
    )
    assert check(text).problems == ()


def test_rules_for_new_and_for_existing_clients_can_stand_beside_each_other():
    text = mutated(('kind = "intake"\nwithin', 'kind = "intake"\nclients = "new"\nwithin')) + (
        '[[intake]]\nid = "intake-known"\nkind = "intake"\nclients = "existing"\nby = 2026-12-31'
    )
    assert check(text).problems == ()


WARNINGS = {
    "a maximum below the norm": (
        [("clients_per_fte = 80", "clients_per_fte = 80, cap = 60")],
        "axes.phase.groups.near.cap",
        "60, is less than the norm for one fte, 80",
    ),
    "a colour that cannot be drawn": (
        [('name = "Far"', 'name = "Far", colour = "paars"')],
        "axes.phase.groups.far.colour",
        "#rrggbb, or one of red",
    ),
    "a target of many times the baseline": (
        [("relative = 0.1", "relative = 10")],
        "indicators.outflow.targets[0].relative",
        "0.10 is 10%",
    ),
    "a term for existing clients from their registration": (
        [('kind = "intake"\nwithin', 'kind = "intake"\nclients = "existing"\nwithin')],
        "intake.intake",
        "makes no due date",
    ),
    "a target group named and left out": (
        [('target_groups = ["parent"]', 'target_groups = ["parent"]\nnot_target_groups = ["parent"]')],
        "cadences.talk-parent",
        "can never apply",
    ),
    "a target group outside its groups": (
        [('target_groups = ["parent"]', 'target_groups = ["newcomer"]\ngroups = ["near"]')],
        "cadences.talk-parent",
        "never apply",
    ),
    "aftercare that the policy does not have": (
        [('[aftercare]\nlasts = "1 year"\n', ""), ("once = true", 'once = true\nduring = "aftercare"')],
        "cadences.check-near",
        "no [aftercare]",
    ),
    "a group nobody speaks to": (
        [('groups = [\n  { id = "near"', 'groups = [\n  { id = "nearest", name = "Nearest" },\n  { id = "near"')],
        "axes.phase.groups.nearest",
        "nobody in it is ever due",
    ),
    "an axis of the load without norms": ([('["phase"]', '["phase", "path"]')], "load_axes[1]", "clients_per_fte"),
    "norms that are not used": (
        [('{ id = "job", name = "Job" }', '{ id = "job", name = "Job", clients_per_fte = 90 }')],
        "axes.path",
        "not in load_axes",
    ),
    "a step that is never reached": (
        [
            ('kind = "intake"\nwithin', 'kind = "intake"\nclients = "new"\nwithin'),
            ('kind = "plan"\nafter', 'kind = "plan"\nclients = "existing"\nafter'),
        ],
        "intake.plan.after",
        "never reached",
    ),
    "an indicator that counts nothing": (
        [('formula = "outflow_share"\ncounts = ["work_full", "manual:special"]', 'formula = "count"')],
        "indicators.outflow",
        "counts nothing",
    ),
    "a relative target without baseline": (
        [("baseline = { years = 4, includes_report_year = true }\n", "")],
        "indicators.outflow",
        "no baseline",
    ),
    "two rules of which one has only words": (
        [
            ('kind = "talk"\ngroups = ["near"]\nper_year = 4', 'kind = "talk"\nwords = "often"'),
            ('set = "cadences.talk-near.per_year", to = 2', 'set = "moves.reason", to = false'),
        ],
        "cadences.talk-far",
        "can hold at once",
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_a_likely_slip_is_a_warning_and_no_mistake(name):
    changes, path, said = WARNINGS[name]
    report = check(mutated(*changes))
    assert report.problems == ()
    assert any(warning.path == path and said in warning.message for warning in report.warnings), report.warnings


def test_open_points_are_declared_with_their_reading():
    declared = check(BASE).declared
    assert [(item.path, "four times" in item.message) for item in declared] == [("open_points.how-often", True)]


def test_sizes_that_do_not_add_up_are_the_source_s_own():
    report = check(mutated(("total = 40", "total = 41")))
    assert report.ok
    assert any(item.path == "sizes[0].values.total" and "30–40, not to 41" in item.message for item in report.declared)


def test_rounded_shares_may_miss_one_by_a_little():
    declared = check(mutated(("near = 0.3, far = 0.7", "near = 0.304, far = 0.69"))).declared
    assert not any(item.path.startswith("sizes") for item in declared)


def test_municipalities_that_do_not_add_up_are_the_source_s_own():
    sizes = "".join(
        f'[[sizes]]\nsource = "plan §4"\nunit = "person"\nvalues = {{ near = {near} }}\n{where}\n'
        for near, where in ((137, ""), (70, 'municipality = "East"'), (64, 'municipality = "West"'))
    )
    text = BASE.replace(BASE[BASE.index("sizes = [") : BASE.index("figures")], "") + sizes
    report = check(text)
    assert report.ok
    assert [item.message for item in report.declared if item.path == "sizes[0].values.near"] == [
        "The source's own sum: its parts add up to 134, not to 137."
    ]


def test_an_open_point_to_which_nothing_points_is_allowed():
    assert check(mutated(('open = "how-often"\n', ""))).problems == ()


def test_a_value_of_an_alternative_is_not_read_as_part_of_the_file():
    text = mutated(
        (
            'set = "cadences.talk-near.per_year", to = 2',
            'set = "domains", to = [{ id = "work", name = "W", open = "how-often" }]',
        )
    )
    report = check(text)
    assert report.problems == ()


def test_a_group_needs_no_cadence_where_another_axis_has_one_for_everybody():
    text = added('[[cadences]]\nid = "x"\nkind = "check"\ngroups = ["study"]\nper_year = 1')
    assert check(text).warnings == ()


@pytest.mark.parametrize("colour", ["#0f6b78", "red", "Green "])
def test_a_colour_that_can_be_drawn_is_no_slip(colour):
    assert check(mutated(('name = "Far"', f'name = "Far", colour = "{colour}"'))).warnings == ()
