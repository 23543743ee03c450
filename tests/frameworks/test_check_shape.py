from __future__ import annotations

import pytest
from mutating import BASE, added, check, line_with, mutated, only_problem

from caseload_tui.i18n import set_language


@pytest.fixture(autouse=True)
def _english():
    set_language("en")


def test_the_base_file_is_without_problems_and_warnings():
    report = check(BASE)
    assert report.problems == ()
    assert report.warnings == ()
    assert report.framework is not None
    assert report.ok


WRONG_VALUES = [
    ("[moves]", "[[moves]]", "moves", "This table stands once in the file, under [moves]."),
    ('lead = "team"', 'lead = "Team"', "axes.phase.groups.near.lead", "That is a name; its id is “team”."),
    ('contacts = ["coach"]', 'contacts = ["boss"]', "axes.phase.groups.near.contacts[0]", "its id is “lead”."),
    ('waives = ["work_duty"]', 'waives = ["Work duty"]', "axes.phase.groups.far.waives[0]", "its id is “work_duty”."),
    ("far = [20, 30]", 'far = ["20%", "30%"]', "sizes[0].values.far", "found [“20%”, “30%”]"),
    ("once = true", 'once = "yes"', "cadences.check-near.once", "true or false; found “yes”"),
    ("per_year = 4", "per_year = 5", "cadences.talk-near.per_year", "one of 1, 2, 3, 4, 6, 12; found 5"),
    ("per_year = 4", 'per_year = "4"', "cadences.talk-near.per_year", "found “4”. Write it without quotes."),
    ("clients_per_fte = 80", 'clients_per_fte = "80"', "axes.phase.groups.near.clients_per_fte", "without quotes"),
    ("once = true", 'once = "true"', "cadences.check-near.once", "found “true”. Write it without quotes."),
    ("per_year = 4", "per_year = true", "cadences.talk-near.per_year", "found true"),
    ('every = "6 months"', 'every = "half a year"', "cadences.talk-far.every", "a duration such as"),
    ('every = "6 months"', "every = 6", "cadences.talk-far.every", "found 6"),
    (
        'horizon = "ca. 3 years"',
        'horizon = "about 3 years"',
        "axes.phase.groups.far.horizon",
        "“ca. 3 years”, or “none”",
    ),
    ("valid_from = 2026-01-01", 'valid_from = "1 January"', "valid_from", "a date such as 2026-01-31"),
    ("valid_from = 2026-01-01", "valid_from = 2026-01-01T08:00:00", "valid_from", "a date such as"),
    ('name = "Base"', 'name = { nl = "Basis", de = "Basis" }', "name", "a text per language"),
    ('name = "Base"', 'name = ""', "name", "a text"),
    ('id = "job"', 'id = "Job"', "axes.path.groups[1].id", "lower-case letters"),
    ("format = 1", "format = 2", "format", "one of 1; found 2"),
    ("far = [20, 30]", "far = [30, 20]", "sizes[0].values.far", "range runs backwards"),
    ("near = 10", "near = nan", "sizes[0].values.near", "a number"),
    ('unit = "person"', 'unit = "persons"', "sizes[0].unit", "Did you mean “person”?"),
    ("cap = 25", "cap = 0", "axes.phase.groups.far.cap", "a whole number from 1; found 0"),
    (
        "clients_per_fte = 80",
        "clients_per_fte = 0.5",
        "axes.phase.groups.near.clients_per_fte",
        "a number from 1; found 0.5",
    ),
    ("age_from = 18", "age_from = 180", "axes.phase.groups.near.limits.age_from", "0 to 120"),
    ('better = "high"', 'better = "up"', "scales.ladder5.better", "one of high, low"),
    ('levels = ["low", "high"]', 'levels = ["low"]', "scales.ladder5.levels", "at least 2"),
    ('session = "group"', 'session = "grup"', "kinds.check.session", "Did you mean “group”?"),
    ('action = "invite"', 'action = "call"', "no_show[0].action", "one of invite"),
    ('formula = "outflow_share"', 'formula = "outflow"', "indicators.outflow.formula", "Did you mean “outflow_share”?"),
    ('"work_full", ', '"work", ', "indicators.outflow.counts[0]", "or manual:<id>; found “work”"),
    ("optional = true", 'optional = "yes"', "axes.path.optional", "true or false"),
    ('client = ["klant", "klanten"]', 'client = ["klant"]', "words.nl.client", "for one and for many"),
    ('municipalities = ["East", "West"]', "municipalities = []", "municipalities", "at least 1"),
    (
        'groups = [{ id = "study", name = "Study" }, { id = "job", name = "Job" }]',
        "groups = []",
        "axes.path.groups",
        "at least 1",
    ),
    ('domains = ["*"]', 'domains = "*"', "kinds.intake.domains", 'Expected a list; found “*”. Write it as ["*"].'),
    ("modes = { office = {}", "modes = { office = true", "kinds.talk.modes.office", "Expected a table; found true"),
]


@pytest.mark.parametrize(("old", "new", "path", "said"), WRONG_VALUES)
def test_a_wrong_value_is_named_with_what_was_expected(old, new, path, said):
    problem = only_problem(mutated((old, new)))
    assert problem.path == path
    assert said in problem.message


UNKNOWN_KEYS = [
    ("per_year = 4", "per_yaer = 4", "cadences.talk-near.per_yaer", "per_year"),
    ('organisation = "Municipality"', 'organization = "Municipality"', "organization", "organisation"),
    ('every = "6 months"', 'evry = "6 months"', "cadences.talk-far.evry", "every"),
    ("consent = true", "consnt = true", "kinds.talk.modes.home.consnt", "consent"),
    ("home = { consent", "hom = { consent", "kinds.talk.modes.hom", "home"),
    ('ask = "Right group?"', 'aks = "Right group?"', "kinds.talk.checklist[0].aks", "ask"),
    ("benefit_below", "benefit_belw", "axes.phase.groups.near.limits.benefit_belw", "benefit_below"),
    ("[aftercare]", "[aftrcare]", "aftrcare", "aftercare"),
    ("[words.nl]", "[word.nl]", "word", "words"),
    (
        "includes_report_year",
        "include_report_year",
        "indicators.outflow.baseline.include_report_year",
        "includes_report_year",
    ),
]


@pytest.mark.parametrize(("old", "new", "path", "meant"), UNKNOWN_KEYS)
def test_an_unknown_key_is_one_problem_with_the_key_that_was_meant(old, new, path, meant):
    text = mutated((old, new))
    problem = only_problem(text)
    assert problem.path == path
    assert problem.message == f"Unknown key “{path.split('.')[-1]}”. Did you mean “{meant}”?"
    assert problem.line == line_with(text, new)


def test_a_misspelt_key_with_a_wrong_value_is_two_problems():
    report = check(mutated(("per_year = 4", "per_yaer = 5")))
    assert {problem.path for problem in report.problems} == {
        "cadences.talk-near.per_yaer",
        "cadences.talk-near.per_year",
    }


@pytest.mark.parametrize(
    ("old", "path"),
    [
        ('organisation = "Municipality"\n', "organisation"),
        ("valid_from = 2026-01-01\n", "valid_from"),
        ("format = 1\n", "format"),
        (', title = "Plan"', "sources.plan.title"),
        ('reading = "four times"\n', "open_points.how-often.reading"),
        ('id = "check-near"\n', "cadences[3].id"),
    ],
)
def test_a_missing_key_is_named(old, path):
    problem = only_problem(mutated((old, "")))
    assert problem.path == path
    assert "is missing" in problem.message


def test_a_key_that_is_like_nothing_gets_no_hint():
    problem = only_problem(mutated(("format = 1", "format = 1\nzzz = 2")))
    assert problem.message == "Unknown key “zzz”."
    assert problem.line == 2


def test_every_mistake_is_reported_at_once_in_the_order_of_the_file():
    text = mutated(
        ('title = "Plan"', 'titel = "Plan"'),
        ("per_year = 4", "per_year = 7"),
        ('kind = "check"', 'kind = "chek"'),
        ('after = "housed"', 'after = "hosed"'),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_until = 2025-01-01"),
    )
    report = check(text)
    assert [problem.path for problem in report.problems] == [
        "valid_until",
        "sources.plan.titel",
        "cadences.talk-near.per_year",
        "cadences.check-near.kind",
        "cadences.check-near.after",
    ]
    lines = [problem.line for problem in report.problems]
    assert lines == sorted(lines)
    assert all(text.splitlines()[problem.line - 1] for problem in report.problems)


def test_any_table_may_say_where_it_stands_in_the_source():
    cited = 'source = "plan §1", quote = "q", note = "n", open = "how-often"'
    text = mutated(
        ("home = { consent = true", f"home = {{ {cited}, consent = true"),
        ('limits = { benefit_below = "1 year"', f'limits = {{ {cited}, benefit_below = "1 year"'),
        ("{ relative = 0.10 }", f"{{ relative = 0.10, {cited} }}"),
        ("baseline = { years = 4", f"baseline = {{ {cited}, years = 4"),
    )
    assert check(text).problems == ()


def test_a_text_that_is_no_toml_is_one_problem_with_its_line():
    problem = only_problem("format = 1\nid = \n")
    assert problem.line == 2
    assert "not TOML" in problem.message


def test_an_unknown_table_is_found_at_its_line():
    text = added("[nonsense]\nvalue = 1")
    problem = only_problem(text)
    assert problem.path == "nonsense"
    assert problem.line == line_with(text, "[nonsense]")


def test_something_else_in_a_list_of_tables_leaves_the_others_as_they_are():
    text = mutated(('roles = [{ id = "coach"', 'roles = [3, { id = "coach"'))
    problem = only_problem(text)
    assert (problem.path, problem.message) == ("roles[0]", "Expected a table; found 3.")
