"""Making a practice office of a script, with what the office chose where its policy is silent."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from caseload_tui import bootstrap
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.founding import Seeding, fill_seeded, plan_seed
from caseload_tui.store.store import Store
from tests.makers import KEY

DAY = date(2026, 11, 23)
SCRIPT = """\
base = "office"
framework = "pijnacker-nootdorp-2020"
clients = 3
consultants = 2
cast = false
"""
CHOICES = """\
[house]
hours_per_fte = 1300
minutes.fip = 60

[[house.no_show]]
after = 2
action = "invite"
to = "fip"
within = "1 week"

[readings]
fip-doelgroep = 0
"""


def planned(folder: Path, choices: str, framework: str | None = None) -> Seeding:
    script = folder / "mine.toml"
    script.write_text(SCRIPT + choices, encoding="utf-8")
    return plan_seed(str(script), framework, today=DAY, otherwise=DAY)


def test_what_a_script_has_the_office_choose_holds_from_the_first_day(tmp_path: Path) -> None:
    made = planned(tmp_path, CHOICES)
    with closing(Store.create(tmp_path / "office.store", KEY, practice=True)) as store:
        fill_seeded(store, bootstrap.author("", store.device), made.office)
        with store.reading() as reading:
            first = reading.office().consultants[0].id
            framework = reading.policy().framework
        settings = Services(Desk(store, bootstrap.author(first, store.device, DAY), lambda: DAY)).house.settings()
    given = {item.key: item.value for item in settings if item.origin == "office"}
    assert given["hours_per_fte"] == 1300
    assert given["minutes.fip"] == 60
    assert given["readings.fip-doelgroep"] == 0
    assert [(step.after, step.to) for step in framework.no_show_chain] == [(2, "fip")]
    assert framework == made.framework
    [rule] = [rule for rule in framework.rules if rule.id == "fip"]
    [usual] = [rule for rule in planned(tmp_path, "").framework.rules if rule.id == "fip"]
    assert rule.scope.groups != usual.scope.groups


def test_choices_that_do_not_fit_the_policy_are_refused_at_once_each_with_its_line(tmp_path: Path) -> None:
    wrong = CHOICES.replace("minutes.fip", "minutes.fop").replace('to = "fip"', 'to = "fop"').replace("-doelgroep", "x")
    with pytest.raises(Refused) as refused:
        planned(tmp_path, wrong)
    said = refused.value.message.splitlines()
    for line, place in ((8, "house.minutes.fop"), (13, "house.no_show[0].to"), (17, "readings.fipx")):
        assert [text for text in said if str(line) in text and place in text], refused.value.message


def test_choices_are_measured_by_the_policy_that_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"house\.minutes\.fip"):
        planned(tmp_path, "[house]\nminutes.fip = 60\n", "landsmeer-2020")
    assert planned(tmp_path, "[house]\nhours_per_fte = 1300\n", "landsmeer-2020").framework.house.hours_per_fte == 1300
