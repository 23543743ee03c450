from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.talking import Talk
from caseload_tui.errors import Refused
from caseload_tui.papers.forms import ENDINGS, HTML, MARKDOWN, TEXT, in_form
from caseload_tui.papers.letter import LANGUAGES, sentences
from caseload_tui.services import Services
from caseload_tui.services.meetings import Plan
from caseload_tui.services.papers import save_paper
from tests.makers import TODAY

WEEK = timedelta(days=7)
HOSTILE = '[/x] <b>*Zoë*</b> `x` \x1b]52;c;x\x07\u202e "end"'


@pytest.fixture
def talk(services: Services, zoe: str) -> str:
    """A held talk with a promise of each side, after an earlier promise of a partner."""
    services.commitments.add(zoe, Agreement(owner="partner", partner="de wijkcoach", text="belt terug"))
    agreed = (
        Agreement(owner="client", text="budgetcursus volgen", due_on=TODAY + WEEK),
        Agreement(owner="office", text="Wij zoeken uit of sparen mag!", due_on=TODAY + 2 * WEEK),
    )
    following = Plan(kind="voortgang", on=TODAY + 4 * WEEK, time="09:30", mode="phone")
    record = Talk(kind="voortgang", on=TODAY, mode="office", notes={"werk": "Geheim verhaal."})
    return services.meetings.record(zoe, record, agreed=agreed, following=following).id


def test_the_letter_tells_both_sides_what_was_agreed_in_plain_dutch(services: Services, zoe: str, talk: str) -> None:
    text = " ".join(in_form(services.papers.letter(zoe, talk), TEXT).split())
    said = [
        "Dit is een oefening.",
        "Beste Zoë van den Çelik-Güneş,",
        "Op maandag 14 september 2026 hebben wij met elkaar gesproken.",
        "Dit doet u ---------- - budgetcursus volgen. Klaar op maandag 21 september 2026.",
        "Dit doen wij ------------ - Wij zoeken uit of sparen mag! Klaar op maandag 28 september 2026.",
        "Dit spraken wij al eerder af",
        "- de wijkcoach: belt terug.",
        "Wij spreken elkaar weer op maandag 12 oktober 2026 om 9:30 uur. Wij bellen u.",
        "Vraag naar Anna Aalders.",
        "Sociale dienst Voorbeeldstad en Oefendorp",
    ]
    places = [text.find(line) for line in said]
    assert -1 not in places, said[places.index(-1)]
    assert places == sorted(places)
    assert "Geheim" not in text


def test_without_a_talk_the_letter_has_all_that_is_open_and_nothing_that_was_settled(
    services: Services, zoe: str, talk: str
) -> None:
    kept = next(item for item in services.clients.look(zoe).dossier.commitments if item.owner == "client")
    services.commitments.keep(zoe, kept.id)
    letter = services.papers.letter(zoe, language="en")
    assert [part.heading for part in letter.parts] == ["What we do", "What others do", "Our next talk"]
    assert letter.opening == (sentences("en")["open"],)
    assert "call" in letter.parts[-1].sentences[1]


def test_a_letter_is_an_opening_and_is_only_about_a_talk_that_was_held(services: Services, zoe: str, talk: str) -> None:
    plan = next(item for item in services.clients.look(zoe).dossier.meetings if item.status == "planned")
    with pytest.raises(Refused):
        services.papers.letter(zoe, plan.id)
    assert services.journal.accesses()[-1]["what"] == "letter made"


def test_every_language_has_the_same_sentences() -> None:
    def shape(language: str) -> dict[str, object]:
        found = dict(sentences(language))
        modes = found.pop("modes")
        return {key: sorted(re.findall(r"{\w+}", text)) for key, text in found.items()} | {"modes": sorted(modes)}

    assert all(shape(language) == shape("nl") for language in LANGUAGES)


@pytest.mark.parametrize("form", ENDINGS)
def test_hostile_texts_are_only_ever_shown(services: Services, zoe: str, form: str) -> None:
    services.commitments.add(zoe, Agreement(owner="client", text=HOSTILE))
    text = in_form(services.papers.letter(zoe), form)
    assert not {"\x1b", "\x07", "\u202e"} & {*text}
    if form == HTML:
        assert "<b>" not in text
        assert "&lt;b&gt;*Zoë*" in text
    if form == MARKDOWN:
        assert r"\[/x\] \<b\>\*Zoë\*\</b\> \`x\`" in text


def test_the_calendar_has_talks_terms_and_promises_without_names_or_contents(
    services: Services, zoe: str, talk: str
) -> None:
    written = services.papers.calendar()
    assert "\r\n" in written
    for word in ("Çelik", "Zoë", "sparen", "Geheim"):
        assert word not in written
    events = {str(event["summary"]): event for event in Calendar.from_ical(written).walk("VEVENT")}
    talks = [event for said, event in events.items() if "Z.V.D.Ç.G." in said and event["transp"] == "OPAQUE"]
    start = datetime.combine(TODAY + 4 * WEEK, time(7, 30), UTC)
    assert [event["dtstart"].dt for event in talks] == [start]
    promise = next(event for said, event in events.items() if said.startswith("commitment of ours"))
    assert promise["dtstart"].dt == TODAY + 2 * WEEK
    assert services.papers.calendar() == written
    assert "commitment of ours" not in services.papers.calendar(until=TODAY + WEEK)


def test_a_talk_that_stays_keeps_its_identity_when_it_moves(services: Services, zoe: str, talk: str) -> None:
    def planned() -> dict[str, date]:
        events = Calendar.from_ical(services.papers.calendar()).walk("VEVENT")
        return {str(event["uid"]): event["dtstart"].dt.date() for event in events if event["transp"] == "OPAQUE"}

    before = planned()
    plan = next(item for item in services.clients.look(zoe).dossier.meetings if item.status == "planned")
    services.meetings.plan(zoe, Plan(kind="voortgang", on=TODAY + 5 * WEEK, time="10:00"), meeting=plan.id)
    assert planned() == {next(iter(before)): TODAY + 5 * WEEK}


def test_a_paper_is_for_its_owner_only_and_never_takes_the_place_of_another(tmp_path: Path) -> None:
    place = save_paper("één\n", tmp_path / "brief.txt")
    assert place.read_text("utf-8") == "één\n"
    assert place.stat().st_mode & 0o077 == 0
    for wrong in (place, tmp_path / "nergens" / "brief.txt"):
        with pytest.raises(Refused):
            save_paper("twee", wrong)
    assert place.read_text("utf-8") == "één\n"
