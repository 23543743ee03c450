from __future__ import annotations

import json
from datetime import date

import pytest
from mutating import BASE, EXAMPLES, added, mutated

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.rules import Scope
from caseload_tui.domain.texts import Text
from caseload_tui.errors import Refused
from caseload_tui.frameworks.build import build
from caseload_tui.frameworks.check import check_document, check_house
from caseload_tui.frameworks.reading import as_json, read_document

DEVENTER = (EXAMPLES / "deventer.toml").read_text(encoding="utf-8")


def built(text, **choices):
    return build(read_document(text), **choices)


def kept(text):
    """Return the document as a store keeps it."""
    return json.loads(json.dumps(as_json(read_document(text))))


@pytest.mark.parametrize("text", [BASE, DEVENTER])
def test_a_document_kept_as_json_gives_the_same_framework(text):
    assert build(kept(text)) == built(text)
    assert check_document(kept(text)).ok


def test_a_cadence_of_so_many_times_a_year_has_its_interval_in_months():
    rule = built(BASE).rules_by_id["talk-near"]
    assert (rule.interval, rule.per_year, rule.once, rule.is_step) == (Duration(3, "months"), 4, False, False)
    assert rule.scope == Scope(groups=("near",))
    assert (rule.source, rule.open) == ("plan §3", "how-often")


def test_a_cadence_met_by_any_meeting_counts_every_kind():
    assert built(BASE).rules_by_id["talk-far"].counts("intake")


def test_a_step_is_a_rule_once_from_registration_under_the_id_of_its_kind():
    rule = built(BASE).rules_by_id["intake"]
    assert (rule.once, rule.is_step, rule.after, rule.first_within) == (
        True,
        True,
        "registration",
        Duration(2, "weeks"),
    )
    assert rule.interval is None


def test_a_step_by_a_day_has_no_anchor_of_its_own():
    rule = built(mutated(('within = "2 weeks"', "by = 2026-12-31"))).rules_by_id["intake"]
    assert (rule.by, rule.after) == (date(2026, 12, 31), None)


def test_steps_stand_before_cadences_in_the_order_of_the_file():
    rules = [rule.id for rule in built(BASE).rules]
    assert rules == ["intake", "plan", "talk-near", "talk-far", "talk-parent", "check-near"]


def test_a_star_stands_for_every_life_domain():
    kinds = built(BASE).kinds_by_id
    assert kinds["intake"].domains == ("work", "home_life")
    assert kinds["plan"].domains == ()


def test_what_the_policy_does_not_say_is_unknown():
    framework = built(mutated(('approval = "lead"\n', "")))
    near, far = framework.groups_by_id["near"], framework.groups_by_id["far"]
    assert (near.clients_per_fte, near.cap) == (80, None)
    assert far.clients_per_fte is None
    assert framework.moves.approval is None
    assert framework.kinds_by_id["plan"].modes is None


def test_none_is_the_policy_s_own_word_and_not_unknown():
    framework = built(mutated(('approval = "lead"', 'approval = "none"'), ('"ca. 3 years"', '"none"')))
    assert framework.moves.approval == "none"
    horizon = framework.groups_by_id["far"].horizon
    assert horizon is not None
    assert horizon.term is None


def test_about_three_years_is_kept_as_about():
    horizon = built(BASE).groups_by_id["far"].horizon
    assert (horizon.term, horizon.circa) == (Duration(3, "years"), True)


def test_without_load_axes_every_axis_counts_in_order():
    assert built(BASE).load_axes == ("phase",)
    assert built(mutated(('load_axes = ["phase"]\n', ""))).load_axes == ("phase", "path")


def test_a_text_may_stand_in_two_languages():
    framework = built(mutated(('name = "Base"', 'name = { nl = "Basis", en = "Base" }')))
    assert (framework.name.to("en"), framework.name.to("nl")) == ("Base", "Basis")
    assert framework.organisation == Text.of("Municipality")


def test_values_and_targets_are_numbers_or_ranges():
    framework = built(mutated(("value = 0.5,", "range = [0, 0.1],")))
    assert framework.sizes[0].values == {"near": 10, "far": (20, 30), "total": 40}
    assert [target.value for target in framework.indicators[0].targets] == [None, (0, 0.1)]
    assert framework.indicators[0].targets[0].relative == 0.10


def test_the_words_of_the_policy_are_pairs():
    assert built(BASE).words_in("nl") == {"client": "klant", "clients": "klanten"}


class TestReadings:
    def test_without_a_choice_the_file_s_own_reading_holds(self):
        assert built(DEVENTER).rules_by_id["kickoff"].after == "ambitie"

    @pytest.mark.parametrize("chosen", [0, "screening", [0]])
    def test_another_reading_changes_the_one_value(self, chosen):
        framework = built(DEVENTER, readings={"eerste-gesprek": chosen})
        assert framework.rules_by_id["kickoff"].after == "screening"
        assert framework.readings == {"eerste-gesprek": chosen}

    def test_a_day_may_be_chosen_as_a_date_or_as_text(self):
        for chosen in (date(2020, 12, 31), "2020-12-31"):
            for document in (read_document(DEVENTER), kept(DEVENTER)):
                framework = build(document, readings={"bestaande-klanten": chosen})
                assert framework.rules_by_id["ambitie-bestaand"].by == date(2020, 12, 31)

    def test_a_value_chooses_every_alternative_that_has_it(self):
        both = (
            '{ set = "intake.kickoff.after", to = "screening" }, { set = "intake.uitkering.after", to = "screening" }'
        )
        text = DEVENTER.replace('{ set = "intake.kickoff.after", to = "screening" }', both)
        rules = built(text, readings={"eerste-gesprek": "screening"}).rules_by_id
        assert (rules["kickoff"].after, rules["uitkering"].after) == ("screening", "screening")
        rules = built(text, readings={"eerste-gesprek": 1}).rules_by_id
        assert (rules["kickoff"].after, rules["uitkering"].after) == ("ambitie", "screening")

    def test_one_reading_may_change_several_places(self):
        both = '{ set = ["intake.kickoff.after", "intake.uitkering.after"], to = "screening" }'
        text = DEVENTER.replace('{ set = "intake.kickoff.after", to = "screening" }', both)
        framework = built(text, readings={"eerste-gesprek": 0})
        rules = framework.rules_by_id
        assert (rules["kickoff"].after, rules["uitkering"].after) == ("screening", "screening")
        assert (rules["kickoff"].own_reading, rules["ambitie"].own_reading) == (True, False)
        assert framework.read_by_office("intake", "uitkering")
        assert not framework.read_by_office("kinds")
        point = next(item for item in framework.open_points if item.id == "eerste-gesprek")
        assert point.chosen == point.alternatives

    def test_the_words_of_a_number_give_way_where_a_reading_replaces_the_number(self):
        worded = mutated(("per_year = 4\n", 'per_year = 4\nwords = "four times a year"\n'))
        rule = built(worded).rules_by_id["talk-near"]
        assert (rule.words, rule.source_words, rule.own_reading) == (Text.of("four times a year"), None, False)
        rule = built(worded, readings={"how-often": 0}).rules_by_id["talk-near"]
        assert (rule.words, rule.source_words, rule.own_reading) == (None, Text.of("four times a year"), True)
        other_words = worded.replace('per_year", to = 2', 'words", to = "often"')
        rule = built(other_words, readings={"how-often": 0}).rules_by_id["talk-near"]
        assert (rule.words, rule.source_words) == (Text.of("often"), None)

    def test_the_document_itself_stays_as_it_is(self):
        document = read_document(DEVENTER)
        build(document, readings={"eerste-gesprek": 0})
        assert document == read_document(DEVENTER)

    @pytest.mark.parametrize("chosen", [1, -1, "intake", [], True])
    def test_a_reading_that_is_not_there_is_refused(self, chosen):
        with pytest.raises(Refused, match="no such reading"):
            built(DEVENTER, readings={"eerste-gesprek": chosen})

    def test_an_open_point_that_is_not_there_is_refused_with_a_hint(self):
        with pytest.raises(Refused, match="Did you mean “eerste-gesprek”"):
            built(DEVENTER, readings={"eerste-gesprk": 0})


HOUSE = {
    "minutes": {"talk": 60, "intake": 90},
    "hours_per_fte": 1000,
    "no_contact": "3 months",
    "kinds": [{"id": "coffee", "name": "Coffee"}],
    "cadences": [{"id": "coffee", "kind": "coffee", "groups": ["far"], "per_year": 12}],
    "no_show": [{"after": 1, "action": "note"}],
    "sectors": ["Care"],
    "outflow_reasons": [{"id": "moved", "name": "Moved", "category": "moved"}],
}


class TestHouse:
    def test_the_office_s_own_kinds_and_cadences_are_marked(self):
        framework = built(BASE, house=HOUSE)
        assert framework.rules_by_id["coffee"].house
        assert framework.kinds_by_id["coffee"].house
        assert not any(rule.house for rule in framework.rules if rule.id != "coffee")
        assert framework.house.cadences == (framework.rules_by_id["coffee"],)
        assert framework.house.sectors == (Text.of("Care"),)

    def test_the_policy_s_word_goes_before_the_office_s(self):
        text = mutated(('id = "talk"\n', 'id = "talk"\nminutes = 45\n'))
        framework = built(text, house=HOUSE)
        assert (framework.minutes_of("talk"), framework.minutes_of("intake"), framework.minutes_of("plan")) == (
            45,
            90,
            None,
        )
        assert framework.no_contact == Duration(3, "months")
        assert framework.no_show_chain == framework.no_show
        assert framework.signals.no_contact is None

    def test_the_office_s_chain_holds_where_the_policy_has_none(self):
        text = BASE.replace(BASE[BASE.index("[[no_show]]") : BASE.index("[commitments]")], "")
        framework = built(text, house=HOUSE)
        assert framework.no_show == ()
        assert [step.action for step in framework.no_show_chain] == ["note"]

    def test_settings_that_fit_have_no_problems(self):
        assert check_house(read_document(BASE), HOUSE) == ()

    def test_empty_settings_stand_for_unset_ones(self):
        house = {"minutes": {}, "hours_per_fte": None, "no_contact": None, "cadences": []}
        assert check_house(read_document(BASE), house) == ()
        assert built(BASE, house=house).house.no_contact is None

    @pytest.mark.parametrize(
        ("setting", "path", "said"),
        [
            ({"minutes": {"tlk": 60}}, "minutes.tlk", "Did you mean “talk”?"),
            ({"minutes": {"talk": 0}}, "minutes.talk", "from 1"),
            ({"minuts": {}}, "minuts", "Did you mean “minutes”?"),
            ({"no_contact": "soon"}, "no_contact", "a duration"),
            ({"cadences": [{"id": "x", "kind": "tlk", "per_year": 1}]}, "cadences.x.kind", "Did you mean “talk”?"),
            ({"cadences": [{"id": "talk-far", "kind": "plan", "per_year": 1}]}, "cadences.talk-far.id", "used twice"),
            ({"cadences": [{"id": "x", "kind": "talk", "per_year": 1}]}, "cadences.x", "can hold at once"),
            ({"kinds": [{"id": "talk", "name": "x"}]}, "kinds.talk.id", "used twice"),
        ],
    )
    def test_settings_that_do_not_fit_are_problems_at_their_own_place(self, setting, path, said):
        problems = check_house(read_document(BASE), setting)
        assert problems
        assert problems[0].path == path
        assert said in problems[0].message

    def test_an_office_s_cadence_may_stand_instead_of_the_policy_s(self):
        more = {
            "cadences": [
                {"id": "x", "kind": "talk", "groups": ["far"], "per_year": 1, "instead_of": ["talk-far", "talk-parent"]}
            ]
        }
        assert check_house(read_document(BASE), more) == ()


def test_reasons_for_closing_have_a_national_category():
    text = added('[[outflow_reasons]]\nid = "died"\nname = "Died"\ncategory = "death"')
    assert [(reason.id, reason.category) for reason in built(text).outflow_reasons] == [("died", "death")]
