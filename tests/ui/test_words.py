"""The policy's words for client, group and consultant stand on every screen."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from caseload_tui import i18n
from caseload_tui.domain.registering import NewClient
from caseload_tui.store.store import Store
from caseload_tui.ui import intents
from caseload_tui.ui.intents import dossier as more
from tests.makers import KEY, POLICY_WITH_ITS_OWN_WORDS, found_office, other_words
from tests.ui.offices import TODAY, services_on
from tests.ui.screens import WIDE, opened, pressed, screen_text, settled

KEYS = r"Woord: (?:client|group|consultant)\b"
"""The keys of the policy's file, beside which its own words stand."""


async def test_no_screen_says_a_word_for_which_the_policy_has_its_own(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "words.store", KEY, practice=True)
    # The consultants of the office have the role whose identifier is consulent.
    found_office(store, "voorbeeld-2026", POLICY_WITH_ITS_OWN_WORDS.replace('"maat"', '"consulent"'))
    services = services_on(store, who="anna")
    on = TODAY - timedelta(days=200)
    zoe = services.clients.register(NewClient(given_name="Zoë", family_name="Bakker", on=on, groups=("dichtbij",))).id
    i18n.set_language("nl")
    i18n.set_words(services.team.framework().words_in("nl"))
    seen: dict[str, str] = {}
    asked = {
        "register": intents.RegisterClient(),
        "move": intents.MoveClient(zoe),
        "hand over": intents.HandOver((zoe,)),
        "plan": intents.PlanTalk(zoe),
        "promise": intents.AddCommitment(zoe),
        "details": more.ChangeDetails(zoe),
        "situation": more.AddToSituation(zoe),
        "close": more.CloseDossier(zoe),
        "talk": intents.RecordTalk(zoe, kind="voortgang"),
        "dossier": intents.OpenDossier(zoe),
    }
    try:
        async with opened(services, size=WIDE) as pilot:
            for name, keys in {
                "today": ("1",),
                "caseload": ("2",),
                "help": ("question_mark",),
                "meetings": ("escape", "3"),
                "commitments": ("4",),
                "team": ("5",),
                "monitor": ("m",),
                "period": ("p",),
                "save figures": ("escape", "s"),
                "policy": ("escape", "escape", "f8"),
                "palette": ("escape", "ctrl+p"),
            }.items():
                seen[name] = await pressed(pilot, *keys)
            await pressed(pilot, "escape")
            for name, intent in asked.items():
                pilot.app.post_message(intent)
                await settled(pilot)
                seen[name] = screen_text(pilot.app)
                await pressed(pilot, "escape")
    finally:
        i18n.set_language("en")
        store.close()
    said = {name: re.sub(KEYS, "", text) for name, text in seen.items()}
    assert {name: other_words(text) for name, text in said.items() if other_words(text)} == {}
    assert "gast" in seen["caseload"] + seen["team"]
    assert len(set(seen.values())) == len(seen)
