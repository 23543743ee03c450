from __future__ import annotations

from rich.cells import cell_len
from textual.app import App

from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.people import tidy
from caseload_tui.domain.talking import Talk
from caseload_tui.services import Services
from caseload_tui.ui.intents import AddCommitment, OpenDossier, RecordTalk
from caseload_tui.ui.intents.dossier import ChangeDetails
from tests.hostile import HOSTILE
from tests.ui.offices import TODAY
from tests.ui.screens import WIDE, opened, pressed, screen_text, settled
from tests.ui.typing import typed

RIA = "client-0029"
TEXTS = [text for text in (text.encode("utf-8", "replace").decode() for text in HOSTILE) if tidy(text)]


def check(app: App[object]) -> None:
    """See that every line is exactly as wide as the screen and holds only what can be seen."""
    strips = app.screen._compositor.render_strips()
    assert {cell_len("".join(part.text for part in strip)) for strip in strips} == {WIDE[0]}
    assert all(letter.isprintable() or letter in "\n\u00a0\u200c\u200d" for letter in screen_text(app))


def write_everywhere(services: Services) -> None:
    """Put every text in a commitment and a note, and some in the name and the details."""
    fields = ("given_name", "prefix", "family_name", "phone", "email", "address", "remark")
    services.clients.change_many(RIA, dict(zip(fields, TEXTS, strict=False)))
    services.terms.defer(RIA, TODAY.replace(year=2027), TEXTS[0], rule="fip")
    for text in TEXTS:
        services.commitments.add(RIA, Agreement(owner="partner", partner=text, text=text, due_on=TODAY))
    domains = services.team.framework().kinds_by_id["fip"].domains
    notes = {domain: "\n".join(TEXTS[place :: len(domains)]) for place, domain in enumerate(domains)}
    services.meetings.record(RIA, Talk(kind="fip", on=TODAY, notes=notes))


async def test_hostile_texts_are_only_ever_shown_in_dossier_talk_and_forms(services: Services) -> None:
    write_everywhere(services)
    async with opened(services, size=WIDE) as pilot:
        pilot.app.post_message(OpenDossier(RIA))
        await settled(pilot)
        for key in ("pagedown", "pagedown", "end", "tab", "pagedown", "end", "home", "enter", "end", "escape"):
            check(pilot.app)
            await pressed(pilot, key)
        for intent in (ChangeDetails(RIA), AddCommitment(RIA), RecordTalk(RIA)):
            pilot.app.post_message(intent)
            await settled(pilot)
            check(pilot.app)
            await pressed(pilot, "enter" if isinstance(intent, RecordTalk) else "escape")
        await typed(pilot, "[/x] [@click=app.quit]")
        for key in ("tab", "f7", "end", "escape", "f6", "end", "escape", "ctrl+o"):
            check(pilot.app)
            await pressed(pilot, key)
        check(pilot.app)
        assert pilot.app.is_running
