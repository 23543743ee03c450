from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from caseload_tui.domain.dossier import CHANGEABLE, PLANNED, Dossier
from caseload_tui.domain.facts.client import ClientChanged
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.typed_dates import parse_date
from caseload_tui.services import Services
from caseload_tui.services.clients import Clients
from caseload_tui.ui import intents
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.intents import dossier as more
from tests.ui.offices import TODAY
from tests.ui.screens import SMALL, WIDE, opened, pressed, screen_text, settled
from tests.ui.typing import typed

ZOE, RIA, ACHMED, PRIYA, WOUT = "client-0042", "client-0029", "client-0033", "client-0081", "client-0090"
SIZES = {"80": SMALL, "120": WIDE}
PLAN_PRIYA = "plan-0081"
FORMS: dict[str, intents.Intent] = {
    "plan": intents.PlanTalk(RIA, kind="fip"),
    "record": intents.RecordTalk(RIA),
    "defer": intents.Defer(RIA, rule="fip"),
    "move": intents.MoveClient(RIA),
    "agree": intents.AddCommitment(RIA),
    "register": intents.RegisterClient(),
    "change": more.ChangeDetails(RIA),
    "renegotiate": more.Renegotiate(ZOE, "promise-0042-client"),
    "settle": more.SettleWithNote(ZOE, "promise-0042-client", "withdrawn"),
    "waive": more.Waive(RIA, "fip"),
    "end-waiver": more.EndTerm(WOUT, "fip", waiver=True),
    "add": more.AddToSituation(RIA),
    "end": more.EndOfSituation(ZOE, "label", "alleenstaande_ouder"),
    "no-show": more.DidNotCome("client-0008", "plan-0008"),
    "cancel": more.CallOff(PRIYA, PLAN_PRIYA),
    "withdraw": more.WithdrawTalk(RIA, "held-0029-2026-07-13"),
    "close": more.CloseDossier(RIA),
}


def dossier(services: Services, client: str = RIA) -> Dossier:
    return services.clients.look(client).dossier


async def test_each_form_fits_a_small_screen_and_escape_does_nothing(
    services: Services, snapshot: Callable[[str, str], None]
) -> None:
    before = list(services.journal.facts())
    async with opened(services) as pilot:
        for name, intent in FORMS.items():
            pilot.app.post_message(intent)
            await settled(pilot)
            assert isinstance(pilot.app.screen, Form), name
            text = screen_text(pilot.app)
            snapshot(f"form-{name}-80", text)
            assert "Cancel" in text
            await pressed(pilot, "escape")
            assert not isinstance(pilot.app.screen, Form), name
    assert list(services.journal.facts()) == before


async def test_tab_goes_from_the_last_field_to_the_deed(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(FORMS["defer"])
        await settled(pilot)
        await typed(pilot, "op vakantie")
        await pressed(pilot, "tab")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "deed"
        assert "Put off until Mon 7 Dec." in await pressed(pilot, "enter")


async def test_planning_reads_days_as_people_type_them_and_warns_of_odd_ones(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(FORMS["plan"])
        await settled(pilot)
        await typed(pilot, "25-12-2026")
        assert "Christmas Day" in screen_text(pilot.app)
        await pressed(pilot, "ctrl+u")
        await typed(pilot, "za")
        assert "weekend" in screen_text(pilot.app)
        await pressed(pilot, "ctrl+u")
        await typed(pilot, "morgn")
        assert "is not a date" in await pressed(pilot, "enter")
        await pressed(pilot, "ctrl+u")
        await typed(pilot, "+2w")
        await pressed(pilot, "tab")
        await typed(pilot, "930")
        assert "Planned for Mon 7 Dec 9:30." in await pressed(pilot, "enter")
    planned = [item for item in dossier(services).meetings if item.status == PLANNED]
    assert [(item.on, item.time) for item in planned] == [(date(2026, 12, 7), "09:30")]


async def test_undo_takes_a_plan_back(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(FORMS["plan"])
        await settled(pilot)
        await pressed(pilot, "enter")
        assert "u takes it back" in screen_text(pilot.app)
        asked = await pressed(pilot, "u")
        assert dossier(services).value("family_name") in asked
        assert "planned for" in asked
        await pressed(pilot, "enter")
    assert not [item for item in dossier(services).meetings if item.status == PLANNED]


async def test_what_is_missing_stands_at_its_field(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(FORMS["defer"])
        await settled(pilot)
        text = await pressed(pilot, "enter")
        lines = text.splitlines()
        reason = next(place for place, line in enumerate(lines) if "Reason" in line)
        assert "This is needed." in lines[reason + 1]
        await typed(pilot, "in het ziekenhuis")
        assert "Put off until Mon 7 Dec." in await pressed(pilot, "enter")
    deferrals = dossier(services).deferrals
    assert [(item.rule, item.until, item.reason) for item in deferrals] == [
        ("fip", date(2026, 12, 7), "in het ziekenhuis")
    ]


async def test_a_refusal_stands_in_the_form_and_keeps_what_was_typed(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(FORMS["register"])
        await settled(pilot)
        await typed(pilot, "Bo")
        await pressed(pilot, "tab", "tab")
        await typed(pilot, "Vries")
        while pilot.app.focused is None or "axis" not in str(pilot.app.focused.ancestors[1].id):
            await pressed(pilot, "tab")
        await pressed(pilot, "home")
        while pilot.app.focused is None or "file_number" not in str(pilot.app.focused.ancestors[1].id):
            await pressed(pilot, "tab")
        await pressed(pilot, "ctrl+u")
        await typed(pilot, "42")
        text = await pressed(pilot, "enter")
        assert "File number 42 is taken." in text
        assert "Vries" in text


async def test_a_client_is_registered_in_one_form_and_the_dossier_opens(services: Services) -> None:
    async with opened(services, "n") as pilot:
        await typed(pilot, "Noor")
        await pressed(pilot, "tab", "tab")
        await typed(pilot, "van den Heuvel")
        await pressed(pilot, "tab")
        await typed(pilot, "3 mei 1990")
        while pilot.app.focused is None or "axis" not in str(pilot.app.focused.ancestors[1].id):
            await pressed(pilot, "tab")
        await pressed(pilot, "home", "enter")
        assert "Noor van den Heuvel" in screen_text(pilot.app)
    row = services.clients.list(ClientFilter(text="heuvel"))[0]
    assert (row.prefix, row.family_name, row.born_on) == ("van den", "Heuvel", date(1990, 5, 3))
    assert row.groups == {"perspectief": "werken"}
    assert row.lead == "s-de-wit"


async def test_a_move_says_whether_it_falls_back_and_records_the_choice(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(intents.MoveClient(ACHMED))
        await settled(pilot)
        assert "(fallback)" in screen_text(pilot.app)
        await pressed(pilot, "home", "tab", "home", "tab")
        await typed(pilot, "wil vooruit")
        assert "Moved" in await pressed(pilot, "enter")
    stay = dossier(services, ACHMED).stays["perspectief"][-1]
    assert (stay.group, stay.reason, stay.chosen_by) == ("werken", "wil vooruit", "client")


async def test_a_commitment_of_a_partner_asks_which(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(intents.AddCommitment(RIA))
        await settled(pilot)
        assert "Partner" not in [line.strip("│ ").split("  ")[0] for line in screen_text(pilot.app).splitlines()]
        await typed(pilot, "taalles regelen")
        await pressed(pilot, "shift+tab", "end", "tab")
        await typed(pilot, "Taalhuis")
        assert "Agreed." in await pressed(pilot, "enter")
    made = dossier(services).commitments[-1]
    assert (made.owner, made.partner, made.text) == ("partner", "Taalhuis", "taalles regelen")


async def test_concurrent_values_are_shown_and_one_is_chosen(services: Services) -> None:
    with services.desk.store.writing(services.desk.author) as writing:
        known = writing.dossier(PRIYA).fields["phone"][0].event
        writing.record(PRIYA, ClientChanged(field="phone", value="06-1", replaces=(known,)))
        writing.record(PRIYA, ClientChanged(field="phone", value="06-2", replaces=(known,)))
    async with opened(services) as pilot:
        pilot.app.post_message(more.ChangeDetails(PRIYA, ("phone",)))
        await settled(pilot)
        text = screen_text(pilot.app)
        assert "Phone was set twice: choose which holds." in text
        assert "06-1 (S. de Wit, today)" in text
        assert "06-1" not in await pressed(pilot, "f12")
        await pressed(pilot, "f12")
        assert "This is needed." in await pressed(pilot, "enter")
        await pressed(pilot, "home", "enter")
    assert [item.value for item in dossier(services, PRIYA).fields["phone"]] == ["06-1"]


async def test_situations_begin_and_end(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(more.AddToSituation(RIA))
        await settled(pilot)
        await pressed(pilot, "home", "tab", "home")
        assert "Added." in await pressed(pilot, "enter")
        label = dossier(services).current_labels[0]
        pilot.app.post_message(more.EndOfSituation(RIA, "label", label))
        await settled(pilot)
        assert "Ended." in await pressed(pilot, "enter")
    assert dossier(services).current_labels == ()


async def test_closing_and_reopening_ask_for_reason_and_group(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(more.CloseDossier(RIA))
        await settled(pilot)
        await pressed(pilot, "home")
        assert "Closed." in await pressed(pilot, "enter")
        assert (dossier(services).present, dossier(services).closed_reason) == (False, "work")
        pilot.app.post_message(more.CloseDossier(RIA))
        await settled(pilot)
        await pressed(pilot, "home")
        assert "Reopened." in await pressed(pilot, "enter")
    assert dossier(services).groups == {"perspectief": "werken"}


async def test_a_missed_and_a_cancelled_plan_are_recorded(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(more.DidNotCome("client-0008", "plan-0008"))
        await settled(pilot)
        assert "did not come" in await pressed(pilot, "enter")
        pilot.app.post_message(more.CallOff(PRIYA, PLAN_PRIYA))
        await settled(pilot)
        await pressed(pilot, "end")
        assert "Called off." in await pressed(pilot, "enter")
    missed = dossier(services, "client-0008").meeting("plan-0008")
    cancelled = dossier(services, PRIYA).meeting(PLAN_PRIYA)
    assert missed is not None
    assert cancelled is not None
    assert (missed.status, cancelled.status, cancelled.by_office) == ("missed", "cancelled", True)


async def test_forms_mask_names_and_what_was_typed(services: Services) -> None:
    async with opened(services, "f12") as pilot:
        pilot.app.post_message(more.ChangeDetails(RIA, ("given_name", "family_name")))
        await settled(pilot)
        text = screen_text(pilot.app)
    assert "Smit" not in text
    assert "Ria" not in text


async def test_a_form_opens_without_an_entry_in_the_access_log(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(FORMS["plan"])
        await settled(pilot)
    assert services.journal.accesses() == ()


async def test_a_form_about_somebody_unknown_says_so(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    look = Clients.look
    monkeypatch.setattr(Clients, "look", lambda self, client: (asked.append(client), look(self, client))[1])
    async with opened(services) as pilot:
        pilot.app.post_message(intents.PlanTalk("nobody"))
        await settled(pilot)
        assert not isinstance(pilot.app.screen, Form)
    assert asked == ["nobody"]


async def test_escape_and_quit_throw_typed_text_away_only_when_asked(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(FORMS["agree"])
        await settled(pilot)
        form = pilot.app.screen
        await typed(pilot, "taalles")
        assert "Throw away what you typed?" in await pressed(pilot, "escape")
        assert "taalles" in await pressed(pilot, "escape")
        assert pilot.app.screen is form
        await pressed(pilot, "ctrl+q")
        assert pilot.app.screen is form
        await pressed(pilot, "escape", "enter")
        assert pilot.app.screen is not form
    assert [item for item in dossier(services).commitments if item.text == "taalles"] == []


async def test_every_detail_is_changed_in_a_form_of_its_own(services: Services) -> None:
    typed_as = {"born_on": "3-5-1980", "benefit_since": "1-6-2024", "postcode": "2641qy", "file_number": "0129"}
    kept_as = {"born_on": "1980-05-03", "benefit_since": "2024-06-01", "postcode": "2641 QY"}
    chosen = {"preferred_mode": "office", "home_visits": "yes", "consent_video": "yes"}
    only_one = ("municipality", "sectors", "consent_office", "consent_phone", "consent_digital", "consent_outdoors")
    async with opened(services) as pilot:
        for name in (name for name in CHANGEABLE if name not in only_one):
            pilot.app.post_message(more.ChangeDetails(RIA, (name,)))
            await settled(pilot)
            await (pressed(pilot, "home") if name in chosen else pressed(pilot, "ctrl+u"))
            if name not in chosen:
                await typed(pilot, typed_as.get(name, name.replace("_", "")))
            assert "Changed." in await pressed(pilot, "ctrl+s"), name
    changed = dossier(services)
    for name in (name for name in CHANGEABLE if name not in only_one):
        kept = chosen.get(name, kept_as.get(name, typed_as.get(name, name.replace("_", ""))))
        assert changed.value(name) == kept


async def test_where_the_policy_sets_no_term_there_is_nothing_to_put_off_and_no_form_to_fill_in(
    services: Services,
) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(intents.Defer("client-0012"))
        await settled(pilot)
        assert not isinstance(pilot.app.screen, Form)
        assert "There is no due date to put off." in screen_text(pilot.app)


async def test_the_day_of_birth_that_the_form_gives_as_an_example_can_be_typed(services: Services) -> None:
    async with opened(services, "n") as pilot:
        example = re.search(r"such as ([0-9-]+)", screen_text(pilot.app))
    assert example is not None
    assert parse_date(example[1], TODAY) == date(1988, 5, 3)
