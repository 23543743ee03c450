"""Clients written by hand: told through the services, the same each time, refused with every place that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.folding import dossier_of
from caseload_tui.errors import Refused
from caseload_tui.resources import seed_folder
from caseload_tui.seeding.findings import Unfit
from caseload_tui.services.founding import Seeding, plan_seed
from tests.seeding.offices import lines

SCRIPT = Path(__file__).with_name("story.toml")
DAY = date(2026, 11, 23)


def planned(path: Path = SCRIPT) -> Seeding:
    return plan_seed(str(path), None, today=None, otherwise=date(2000, 1, 1))


def dossier(made: Seeding, number: str) -> Dossier:
    events = made.office.events
    [known] = {event.dossier for event in events if getattr(event.fact, "file_number", None) == number}
    return dossier_of(event for event in events if event.dossier == known)


@pytest.fixture(scope="module")
def told() -> Seeding:
    return planned()


def test_a_story_becomes_a_dossier_as_people_would_have_made_it(told: Seeding) -> None:
    zoe = dossier(told, "0042")
    assert (zoe.value("given_name"), zoe.value("phone"), zoe.groups["klantgroep"]) == ("Zoë", "06-00000042", "matchen")
    assert [item.kind for item in zoe.meetings if item.signed_on] == ["ambitie", "voortgang", "kickoff"]
    assert {item.text: item.state for item in zoe.commitments} == {
        "cv bijwerken": "kept",
        "vacatures zoeken": "renegotiated",
        "vacatures zoeken en opsturen": "open",
    }
    # Days that are counted from the frozen one are working days, and what lies ahead was planned before it.
    [ahead] = [item for item in zoe.meetings if item.status == "planned"]
    assert ahead.on == date(2026, 12, 7)
    [draft] = [draft for draft in told.office.drafts if draft.client_id == zoe.id]
    assert draft.meeting_id == ahead.id
    present, absent = dossier(told, "0042").meetings, dossier(told, "0043").meetings
    assert "held" in {item.status for item in present if item.session}
    assert {item.status for item in absent if item.session} == {"missed"}


def test_the_stories_stand_among_the_others_in_the_order_of_their_moments_and_are_the_same_each_time(
    told: Seeding,
) -> None:
    events = told.office.events
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert max(event.at[:10] for event in events) < DAY.isoformat()
    assert {event.device for event in events} == {"seed"}
    assert len({event.id for event in events}) == len(events)
    again = planned()
    assert lines(again.office.events) == lines(events)
    assert again.office.drafts == told.office.drafts


def test_every_mistake_is_named_with_its_file_line_and_place(tmp_path: Path) -> None:
    wrong = {
        "born_on = 1990-04-12": 'born_on = "soon"',
        'did = "keep"': 'did = "kep"',
        'chosen_by = "client"': 'chosn_by = "client"',
        "clients = 4": "klients = 4",
        'name = "Sam de Wit"': 'name = "Sam de Wit"\nfte = 0',
        'until = "+2 weeks"': 'until = "+9999 years"',
    }
    with pytest.raises(Unfit) as refusal:
        planned(_changed(tmp_path, wrong))
    found = {problem.path: problem.message for problem in refusal.value.problems}
    assert set(found) == {
        "mine.toml: klients",
        "mine.toml: colleagues[0].fte",
        "mine.toml: stories.zoe.born_on",
        "mine.toml: stories.zoe.deeds.nieuw.until",
        "mine.toml: stories.zoe.deeds[2].did",
        "mine.toml: stories.zoe.deeds[6].chosn_by",
    }
    assert "“keep”" in found["mine.toml: stories.zoe.deeds[2].did"]
    text = (tmp_path / "mine.toml").read_text("utf-8").splitlines()
    for problem in refusal.value.problems:
        assert problem.line is not None
        key = problem.path.rpartition(".")[2].rpartition(" ")[2]
        assert text[problem.line - 1].startswith(key)


def test_what_the_rules_refuse_a_person_they_refuse_a_story_all_at_once(tmp_path: Path) -> None:
    wrong = {
        'to = "matchen"': 'to = "machten"',
        'promise = "cv"': 'promise = "cb"',
        'mode = "office" # the first talk': 'mode = "swimming"',
        'absent = ["omar"]': 'absent = ["omr"]',
        'on = "-9 weeks"': 'on = "+1 week"',
        'file_number = "0043"': 'file_number = "0003"',
    }
    with pytest.raises(Unfit) as refusal:
        planned(_changed(tmp_path, wrong))
    places = [problem.path.partition(": ")[2] for problem in refusal.value.problems]
    assert "stories.zoe.deeds[0]" in places
    assert "stories.zoe.deeds[2]" in places
    assert "stories.zoe.deeds[6]" in places
    # Of a client who cannot be registered only that is told; sessions name who is not there.
    assert [place for place in places if place.startswith("stories.omar")] == ["stories.omar"]
    assert [place for place in places if place.startswith("sessions")]


def test_a_file_builds_on_another_and_a_mistake_is_told_where_it_stands(tmp_path: Path) -> None:
    base = (seed_folder() / "office.toml").read_text("utf-8")
    (tmp_path / "town.toml").write_text(base.replace("overdue = 18", 'overdue = "many"'), "utf-8")
    path = tmp_path / "mine.toml"
    path.write_text('base = "town"\nclients = 7\n[standings]\ndue = "few"\n', "utf-8")
    with pytest.raises(Unfit) as refusal:
        planned(path)
    assert {problem.path for problem in refusal.value.problems} == {
        "mine.toml: standings.due",
        "town.toml: standings.overdue",
    }
    path.write_text('base = "mine"\n', "utf-8")
    with pytest.raises(Refused, match="builds on itself"):
        planned(path)


def _changed(folder: Path, changes: dict[str, str]) -> Path:
    text = SCRIPT.read_text("utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "mine.toml").write_text(text, "utf-8")
    return folder / "mine.toml"


def test_a_large_office_that_is_made_team_by_team_has_no_stories(tmp_path: Path) -> None:
    with pytest.raises(Unfit) as refusal:
        planned(_changed(tmp_path, {"cast = false": "cast = false\nteam = 4"}))
    assert [problem.path for problem in refusal.value.problems] == ["mine.toml: team"]
