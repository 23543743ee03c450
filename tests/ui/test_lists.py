from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from caseload_tui.services import Services
from caseload_tui.services.worklists import DueItem, Worklists
from caseload_tui.store.store import Store
from caseload_tui.ui import intents
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.reading import read_caseload
from tests.hostile import HOSTILE
from tests.makers import KEY
from tests.ui.offices import CLIENTS, ME, make_office, services_on
from tests.ui.screens import SMALL, WIDE, opened, pressed, screen_text

TABS = {"today": "1", "caseload": "2", "meetings": "3", "commitments": "4", "team": "5"}
SIZES = {"80": SMALL, "120": WIDE}
TEXTS = [text.encode("utf-8", "replace").decode().replace("\0", "") for text in HOSTILE]
NAMES = [f"{family}, {given}" for _, given, _, family, _ in CLIENTS] + ["Ria", "Zoë", "Achmed", "Çelik"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tab", TABS)
async def test_each_list_looks_as_it_is_kept(
    services: Services, snapshot: Callable[[str, str], None], tab: str, size: str
) -> None:
    async with opened(services, TABS[tab], size=SIZES[size]) as pilot:
        snapshot(f"{tab}-{size}", screen_text(pilot.app))


async def test_the_ten_most_urgent_rows_need_no_scrolling(services: Services) -> None:
    rows = services.worklists.today()
    async with opened(services) as pilot:
        text = screen_text(pilot.app)
    assert all(row.client and row.client.family_name in text for row in rows[:10])
    assert len(text.splitlines()) == 24


@pytest.mark.parametrize("tab", TABS)
async def test_masking_hides_every_name_and_word_of_people_at_once(services: Services, tab: str) -> None:
    for size in (SMALL, WIDE):
        async with opened(services, TABS[tab], "f12", size=size) as pilot:
            text = screen_text(pilot.app)
            assert "MASKED" in text
            assert not [name for name in NAMES if name in text]
            assert not [word for word in ("bijstand", "budgetcursus", "taalgroep") if word in text]
            assert "MASKED" not in await pressed(pilot, "f12")


@pytest.mark.parametrize("texts", [TEXTS[start::5] for start in range(5)], ids=range(5))
async def test_hostile_names_are_only_ever_shown(tmp_path: Path, texts: list[str]) -> None:
    store = Store.open(make_office(tmp_path / "hostile.store", texts), KEY)
    walk = ("1", "3", "4", "2", *["down"] * len(texts), "5", "ctrl+p", "s", "escape")
    async with opened(services_on(store), size=WIDE) as pilot:
        for key in walk:
            shown = await pressed(pilot, key)
            strips = pilot.app.screen._compositor.render_strips()
            assert {cell_len("".join(part.text for part in strip)) for strip in strips} == {WIDE[0]}
            assert all(letter.isprintable() or letter in "\n\u200c\u200d" for letter in shown)
        assert pilot.app.is_running
    store.close()


async def test_one_name_without_end_leaves_group_kind_and_preview_to_the_others(tmp_path: Path) -> None:
    with closing(Store.open(make_office(tmp_path / "long.store", ["Wolde-" * 2_000]), KEY)) as store:
        async with opened(services_on(store), "2", size=(160, 50)) as pilot:
            assert "Smit, Ria " in screen_text(pilot.app)
            assert screen_text(pilot.app).count("Taking part") >= 4
            shown = await pressed(pilot, "end", "home", *["down"] * len(CLIENTS))
            assert "0042" in shown
            assert "last spoken to" in shown
        async with opened(services_on(store), "3", size=(96, 24)) as pilot:
            rows = [line for line in screen_text(pilot.app).splitlines() if "Wolde" in line or "Smit" in line]
            assert len(rows) > 1
            assert all("FIP talk" in line for line in rows)


async def test_typing_a_filter_leaves_what_fits_and_escape_shows_all_again(services: Services) -> None:
    async with opened(services, "2", "slash", *"celik") as pilot:
        text = screen_text(pilot.app)
        assert "Çelik-Güneş" in text
        assert "Smit" not in text
        assert "1/12" in text
        assert "Smit" in await pressed(pilot, "escape")


async def test_a_filter_can_ask_for_group_and_state_and_keeps_while_one_works_in_the_list(services: Services) -> None:
    async with opened(services, "2", "slash", *"state:late", "enter") as pilot:
        text = screen_text(pilot.app)
        assert "Smit, Ria" in text
        assert "Visser" in text
        assert "Bakker" not in text
        text = await pressed(pilot, "down", "1", "2")
        assert "▌! Visser" in text
        assert "2/12" in text


async def test_a_filter_that_nothing_fits_says_so(services: Services) -> None:
    async with opened(services, "slash", *"qqq") as pilot:
        assert "Nothing fits this filter." in screen_text(pilot.app)


async def test_enter_opens_the_only_row_that_is_left_and_looks_further_where_none_is(services: Services) -> None:
    async with opened(services, "4", "slash", *"wolde") as pilot:
        text = screen_text(pilot.app)
        assert "look among all clients" in text
        found = await pressed(pilot, "enter")
        assert "wolde of:all" in found
        assert "Wolde-Postma" in found
        again = await pressed(pilot, "slash", *"smit")
        assert "wolde" not in again.casefold(), "what is typed takes the place of the former filter"
        assert "enter open" in again
        assert "Ria Smit" in (await pressed(pilot, "enter")).splitlines()[0]


async def test_a_filter_is_finished_with_tab_searches_notes_without_opening_and_says_what_it_cannot_read(
    services: Services,
) -> None:
    accesses = len(services.journal.accesses())
    async with opened(services, "2", "slash", *"gro") as pilot:
        assert "group:" in screen_text(pilot.app)
        await pressed(pilot, "tab", *"mee")
        text = await pressed(pilot, "tab")
        assert "/ group:meedoen" in text
        assert "Smit, Ria" in text
        assert "Visser" not in text
        text = await pressed(pilot, "escape", "slash", *"gruop:x")
        assert "do you mean group:?" in text
        text = await pressed(pilot, "escape", "slash", '"', *"zorgverz", '"')
        assert "1/12" in text
        assert "Çelik-Güneş" in text
        text = await pressed(pilot, "escape", "slash", *"domain:financ")
        assert "1/12" in text
    assert len(services.journal.accesses()) == accesses


async def test_everybody_is_shown_when_the_filter_asks_for_all(services: Services) -> None:
    async with opened(services, "2", "slash", *"of:all") as pilot:
        text = screen_text(pilot.app)
        assert "ALL CLIENTS" in text
        assert "Anders, Bo" in text
        assert "Anders, Bo" not in await pressed(pilot, "escape")


async def test_a_figure_of_the_team_opens_the_clients_behind_it(services: Services) -> None:
    async with opened(services, "5", "down", "enter") as pilot:
        text = screen_text(pilot.app)
        assert "CLIENTS OF K. MOL" in text
        assert "Anders, Bo" in text
        assert "Smit" not in text
        assert "MY CLIENTS" in await pressed(pilot, "escape", "escape")
        text = await pressed(pilot, "5", "home", "right_square_bracket", "enter")
        assert "group:=werken" in text
        assert "ALL CLIENTS" in text
        assert "Anders, Bo" in text
        assert "Smit" not in text


def test_the_caseload_of_one_reads_no_due_meetings_of_others(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, due = list[DueItem](), Worklists.due

    def remember(worklists: Worklists, **asked: Any) -> tuple[DueItem, ...]:
        read.extend(due(worklists, **asked))
        return tuple(read)

    monkeypatch.setattr(Worklists, "due", remember)
    page = read_caseload(services, "k-mol")
    assert [row.client.file_number for row in page.rows] == ["0999"]
    assert read == []
    read_caseload(services, ME)
    assert {item.client.lead for item in read} == {ME}


async def test_an_empty_day_says_what_is_next_and_when(services: Services, store: Store) -> None:
    async with opened(services_on(store, who="k-mol")) as pilot:
        text = " ".join(screen_text(pilot.app).split())
        assert "Nothing asks for work today." in text
        assert "Press n to register a client." in text or "Next is" in text


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("enter",), intents.OpenDossier("client-0042", meeting="plan-0042")),
        (("m",), intents.RecordTalk("client-0042", kind="fip", meeting="plan-0042")),
        (("p",), intents.PlanTalk("client-0042", kind="fip", meeting="plan-0042")),
        (("v",), intents.MoveClient("client-0042")),
        (("a",), intents.AddCommitment("client-0042")),
        (("n",), intents.RegisterClient()),
        (("2", "d"), intents.Defer("client-0090", rule="fip", kind="fip")),
        (("end", "up", "d"), intents.Defer("client-0055", rule="fip", kind="fip")),
    ],
)
async def test_a_key_posts_what_is_wanted_with_the_row(
    services: Services, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], expected: intents.Intent
) -> None:
    posted: list[intents.Intent] = []

    def catch(app: CaseloadApp, intent: intents.Intent) -> None:
        posted.append(intent)
        intent.prevent_default()

    names = ("open_dossier", "record_talk", "plan_talk", "move_client", "add_commitment", "register_client", "defer")
    for name in names:
        monkeypatch.setattr(CaseloadApp, f"on_{name}", catch, raising=False)
    async with opened(services, *keys):
        assert posted == [expected]


async def test_keys_that_do_nothing_with_the_row_are_not_offered(services: Services) -> None:
    async with opened(services) as pilot:
        foot = screen_text(pilot.app).splitlines()[-1]
        assert "kept" not in foot
        assert foot.split()[0] == "enter"
        foot = (await pressed(pilot, *["down"] * 6)).splitlines()[-1]
        assert "k kept" in foot
        assert "b broken" in foot
        assert foot.rstrip().endswith("? help")


def test_snapshots_hold_no_white_at_the_ends_of_lines() -> None:
    for path in (Path(__file__).with_name("snapshots")).glob("*.txt"):
        assert all(line == line.rstrip() for line in path.read_text("utf-8").splitlines())
