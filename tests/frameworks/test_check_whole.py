from __future__ import annotations

import pytest
from mutating import check, line_with, mutated, only_problem

REFERENCES = [
    ('organisation = "team"', 'organisation = "teem"', "roles.coach.organisation", "organisation", "team"),
    ('scale = "ladder5"', 'scale = "lader5"', "domains.work.scale", "scale", "ladder5"),
    ('lead = "team"', 'lead = "teem"', "axes.phase.groups.near.lead", "role or organisation", "team"),
    ('lead = "client"', 'lead = "clint"', "axes.phase.groups.far.lead", "role or organisation", "client"),
    ('contacts = ["coach"]', 'contacts = ["couch"]', "axes.phase.groups.near.contacts[0]", "role", "coach"),
    ('waives = ["work_duty"]', 'waives = ["workduty"]', "axes.phase.groups.far.waives[0]", "duty", "work_duty"),
    ('load_axes = ["phase"]', 'load_axes = ["fase"]', "load_axes[0]", "axis", "phase"),
    ('domains = ["*"]', 'domains = ["werk"]', "kinds.intake.domains[0]", "life domain", "work"),
    (
        'consent = true, groups = ["far"]',
        'consent = true, groups = ["farr"]',
        "kinds.talk.modes.home.groups[0]",
        "group",
        "far",
    ),
    ('roles = ["coach"]', 'roles = ["coch"]', "kinds.talk.roles[0]", "role", "coach"),
    (
        'optional_roles = ["employer"]',
        'optional_roles = ["employr"]',
        "kinds.talk.optional_roles[0]",
        "role",
        "employer",
    ),
    ('reviews = "phase"', 'reviews = "phases"', "kinds.talk.checklist[0].reviews", "axis", "phase"),
    ('builds_on = "talk"', 'builds_on = "talks"', "kinds.talk.builds_on", "meeting kind", "talk"),
    ('sets_group = "phase"', 'sets_group = "phas"', "kinds.intake.sets_group", "axis", "phase"),
    (
        'kind = "talk"\ngroups = ["near"]',
        'kind = "tolk"\ngroups = ["near"]',
        "cadences.talk-near.kind",
        "meeting kind",
        "talk",
    ),
    (
        'target_groups = ["parent"]',
        'target_groups = ["parents"]',
        "cadences.talk-parent.target_groups[0]",
        "target group",
        "parent",
    ),
    ('after = "housed"', 'after = "hosed"', "cadences.check-near.after", "meeting kind or dated fact", "housed"),
    ('satisfied_by = "any"', 'satisfied_by = ["talks"]', "cadences.talk-far.satisfied_by[0]", "meeting kind", "talk"),
    (
        '"talk-near", "talk-far"]',
        '"talk-near", "talk-far", "tlk-far"]',
        "cadences.talk-parent.instead_of[2]",
        "cadence or intake step",
        "talk-far",
    ),
    ('after = "intake"', 'after = "intak"', "intake.plan.after", "meeting kind or dated fact", "intake"),
    ('approval = "lead"', 'approval = "leed"', "moves.approval", "role", "lead"),
    ('review_at = ["talk"]', 'review_at = ["tallk"]', "moves.review_at[0]", "meeting kind", "talk"),
    (
        'to = "measure"',
        'to = "mesure"',
        "no_show[1].to",
        "role or organisation or meeting kind or step of the ladder",
        "measure",
    ),
    (
        'groups = ["far"]\n\n[[kinds]]',
        'groups = ["fra"]\n\n[[kinds]]',
        "target_groups.newcomer.groups[0]",
        "group",
        "far",
    ),
    (
        'name = "Course"\ngroups = ["near"]',
        'name = "Course"\ngroups = ["neer"]',
        "instruments.course.groups[0]",
        "group",
        "near",
    ),
    ("near = 10, ", "near = 10, newcmer = 3, ", "sizes[0].values.newcmer", "group or target group", "newcomer"),
    (
        'value = 0.5, group = "near"',
        'value = 0.5, group = "nar"',
        "indicators.outflow.targets[1].group",
        "group or target group",
        "near",
    ),
    ('source = "plan §3"', 'source = "plam §3"', "cadences.talk-near.source", "source", "plan"),
    ('source = "plan §1"', 'source = "plam §1"', "open_points.how-often.says[0].source", "source", "plan"),
    ('open = "how-often"', 'open = "how-oft"', "cadences.talk-near.open", "open point", "how-often"),
    (
        'source = "plan §2"',
        'municipality = "Eastt", source = "plan §2"',
        "sizes[0].municipality",
        "municipality",
        "East",
    ),
]


@pytest.mark.parametrize(("old", "new", "path", "what", "meant"), REFERENCES)
def test_a_reference_to_nothing_is_one_problem_with_a_hint(old, new, path, what, meant):
    problem = only_problem(mutated((old, new)))
    assert problem.path == path
    assert problem.message.startswith(f"There is no {what} “")
    assert problem.message.endswith(f"Did you mean “{meant}”?")


MISTAKES = {
    "a rule without number and words": (
        [("per_year = 4\n", "")],
        "cadences.talk-near",
        "per_year, every or once, or at least words",
    ),
    "a rule with two frequencies": (
        [("per_year = 4", 'per_year = 4\nevery = "3 months"')],
        "cadences.talk-near",
        "in one way; found per_year, every",
    ),
    "a rule once and again": (
        [("per_year = 4", "per_year = 4\nonce = true")],
        "cadences.talk-near",
        "found per_year, once",
    ),
    "once without a term": (
        [('first_within = "6 weeks"\nafter = "housed"\n', "")],
        "cadences.check-near",
        "“once” needs first_within, by or words",
    ),
    "a first term without frequency": (
        [("per_year = 4", 'words = "often"\nfirst_within = "1 week"')],
        "cadences.talk-near.first_within",
        "beside it",
    ),
    "an interval of nothing": (
        [('every = "6 months"', 'every = "0 days"')],
        "cadences.talk-far.every",
        "longer than nothing",
    ),
    "two first days": (
        [('after = "housed"', "by = 2026-06-01")],
        "cadences.check-near.by",
        "either first_within or by",
    ),
    "two terms of a step": (
        [('within = "2 weeks"', 'within = "2 weeks"\nby = 2026-06-01')],
        "intake.intake.by",
        "either",
    ),
    "a rule for groups of two axes": (
        [('groups = ["near"]\nper_year', 'groups = ["near", "job"]\nper_year')],
        "cadences.talk-near.groups",
        "path, phase",
    ),
    "two rules for one person": (
        [('kind = "talk"\ngroups = ["far"]', 'kind = "talk"\ngroups = ["near", "far"]')],
        "cadences.talk-far",
        "“talk-near”",
    ),
    "a target group's rule beside a group's": (
        [('instead_of = ["talk-near", "talk-far"]', 'instead_of = ["talk-near"]')],
        "cadences.talk-parent",
        "“talk-far”",
    ),
    "a rule instead of itself": (
        [('"talk-near", "talk-far"]', '"talk-near", "talk-far", "talk-parent"]')],
        "cadences.talk-parent.instead_of",
        "itself",
    ),
    "a group twice": ([('id = "job"', 'id = "study"')], "axes.path.groups[1].id", "used twice"),
    "a target group called as a group": (
        [('id = "newcomer"', 'id = "job"')],
        "target_groups.job.id",
        "axes.path.groups.job",
    ),
    "a cadence twice": ([('id = "check-near"', 'id = "talk-near"')], "cadences[3].id", "used twice"),
    "a cadence called as a step": ([('id = "check-near"', 'id = "plan"')], "intake.plan.kind", "cadences.plan.id"),
    "a kind twice": (
        [('id = "check"\n', 'id = "plan"\n'), ('kind = "check"', 'kind = "plan"')],
        "kinds[3].id",
        "twice",
    ),
    "a municipality twice": ([('["East", "West"]', '["East", "East"]')], "municipalities[1]", "used twice"),
    "an alias that is another's name": ([('["close"]', '["FAR"]')], "axes.phase.groups.near.aliases[0]", "also names"),
    "an alias that is another's id": ([('["boss"]', '["coach"]')], "roles.lead.aliases[0]", "also names roles.coach"),
    "a kind called any": (
        [('id = "check"\n', 'id = "any"\n'), ('kind = "check"', 'kind = "any"')],
        "kinds.any.id",
        "meaning of its own",
    ),
    "an end before the beginning": (
        [("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_until = 2025-12-31")],
        "valid_until",
        "before it begins",
    ),
    "a framework that replaces itself": ([("format = 1", 'format = 1\nreplaces = "base-2026"')], "replaces", "itself"),
    "reversed durations": (
        [('benefit_below = "1 year"', 'benefit_below = "1 year", benefit_from = "2 years"')],
        "axes.phase.groups.near.limits.benefit_below",
        "more than the lower limit 2 years",
    ),
    "reversed ages": (
        [("age_from = 18", "age_from = 18, age_below = 18")],
        "axes.phase.groups.near.limits.age_below",
        "18",
    ),
    "a share over one": ([("far = 0.7", "far = 1.7")], "sizes[1].values.far", "0 to 1"),
    "a target share over one": ([("value = 0.5", "value = 50")], "indicators.outflow.targets[1].value", "0.10 is 10%"),
    "a target with two values": (
        [("{ relative = 0.10 }", "{ relative = 0.10, value = 0.3 }")],
        "indicators.outflow.targets[0]",
        "found 2",
    ),
    "a target without value": (
        [("{ relative = 0.10 }", '{ per = "year" }')],
        "indicators.outflow.targets[0]",
        "found 0",
    ),
    "a range of one number": (
        [("{ relative = 0.10 }", "{ range = 0.3 }")],
        "indicators.outflow.targets[0].range",
        "range [from, to]",
    ),
    "two targets at once": (
        [("{ relative = 0.10 }", '{ relative = 0.10, group = "near" }')],
        "indicators.outflow.targets[1]",
        "same group",
    ),
    "a baseline of two sorts": (
        [("years = 4", "years = 4, value = 0.2")],
        "indicators.outflow.baseline",
        "either years or value",
    ),
    "a mode for a group never spoken to": (
        [
            ('kind = "talk"\ngroups = ["far"]', 'kind = "talk"\ngroups = ["near"]'),
            ('instead_of = ["talk-near", "talk-far"]', 'instead_of = ["talk-near", "talk-far"]\ngroups = ["near"]'),
            ('id = "talk-far"', 'id = "talk-far"\ninstead_of = ["talk-near"]'),
        ],
        "kinds.talk.modes.home.groups[0]",
        "never apply to the group “far”",
    ),
    "a question for a group never spoken to": (
        [('ask = "Papers?", groups = ["near"]', 'ask = "Papers?", groups = ["far"]')],
        "kinds.check.checklist[0].groups[0]",
        "never apply",
    ),
    "every domain and one more": (
        [('domains = ["*"]', 'domains = ["*", "work"]')],
        "kinds.intake.domains",
        "every life domain",
    ),
    "no-show steps out of order": (
        [("after = 1\n", "after = 3\n")],
        "no_show[1].after",
        "in order; found 2 after 3",
    ),
    "escalation without a ladder": (
        [('ladder = [{ id = "measure", name = "Measure", needs = "A reason" }]', ""), ('to = "measure"\n', "")],
        "no_show[1].action",
        "needs a ladder",
    ),
    "a hand-over to a ladder step": ([('action = "escalate"', 'action = "hand_over"')], "no_show[1].to", "can lead to"),
    "an alternative that points nowhere": (
        [("cadences.talk-near.per_year", "cadences.talk.per_year")],
        "open_points.how-often.alternatives[0].set",
        "no “talk”",
    ),
    "an alternative of which one path points nowhere": (
        [('set = "cadences.talk-near.per_year"', 'set = ["cadences.talk-near.per_year", "cadences.none.per_year"]')],
        "open_points.how-often.alternatives[0].set",
        "leads nowhere",
    ),
    "an alternative for an unknown key": (
        [("cadences.talk-near.per_year", "cadences.talk-near.per_yaer")],
        "open_points.how-often.alternatives[0].to",
        "Unknown key “per_yaer”",
    ),
    "an alternative that cannot be": (
        [("to = 2 }", "to = 5 }")],
        "open_points.how-often.alternatives[0].to",
        "found 5",
    ),
    "an alternative that names nothing": (
        [('per_year", to = 2 }', 'groups", to = ["nearr"] }')],
        "open_points.how-often.alternatives[0].to",
        "no group “nearr”",
    ),
    "an alternative that changes nothing": (
        [("to = 2 }", "to = 4 }")],
        "open_points.how-often.alternatives[0].to",
        "nothing",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_the_whole_is_checked_for(name):
    changes, path, said = MISTAKES[name]
    problem = only_problem(mutated(*changes))
    assert problem.path == path
    assert said in problem.message
    assert problem.line is not None


def test_steps_that_wait_for_each_other_are_a_circle():
    report = check(mutated(('kind = "intake"\nwithin', 'kind = "intake"\nafter = "plan"\nwithin')))
    assert [(problem.path, "circle" in problem.message) for problem in report.problems] == [
        ("intake.intake.after", True),
        ("intake.plan.after", True),
    ]


def test_a_kind_with_another_step_that_waits_for_nothing_is_no_circle():
    steps = '[[intake]]\nid = "intake-known"\nkind = "intake"\nclients = "existing"\nafter = "plan"\nwithin = "1 week"'
    assert check(mutated(('kind = "intake"\nwithin', 'kind = "intake"\nclients = "new"\nwithin')) + steps).ok


def test_a_step_after_its_own_kind_is_a_circle_even_beside_a_cadence():
    cadence = '[[cadences]]\nid = "plan-yearly"\nkind = "plan"\nper_year = 1'
    text = f"{mutated(('after = ' + chr(34) + 'intake', 'after = ' + chr(34) + 'plan'))}\n{cadence}\n"
    problem = only_problem(text)
    assert (problem.path, "circle" in problem.message) == ("intake.plan.after", True)


def test_days_that_do_not_exist_are_named_with_their_line_beside_all_other_mistakes():
    text = mutated(("valid_from = 2026-01-01", "valid_from = 2026-02-30"), ("per_year = 4", "per_year = 5"))
    first, second = check(text).problems
    assert (first.path, first.line) == ("valid_from", line_with(text, "2026-02-30"))
    assert first.message == "There is no such day as 2026-02-30."
    assert second.path == "cadences.talk-near.per_year"


def test_a_group_id_used_twice_says_nothing_of_those_who_name_the_other():
    problem = only_problem(mutated(('id = "far"', 'id = "near"')))
    assert "used twice" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('groups = ["near"]\nper_year', "groups = []\nper_year", "leave the key out"),
        ("near = 10", "near = -10", "no number below 0; found -10"),
        ('every = "6 months"', 'every = "101 years"', "at most 100 years"),
        ("valid_from = 2026-01-01", "valid_from = 1899-12-31", "a date from 1900 to 2199"),
        ("far = [20, 30]", "far = [30, 20]", "The range runs backwards: from 30 to 20."),
    ],
)
def test_what_cannot_be_is_one_problem(old, new, said):
    assert said in only_problem(mutated((old, new))).message
