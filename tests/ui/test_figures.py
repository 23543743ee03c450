"""Behind every figure of the team stands a list of exactly those whom it counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from textual.events import Key

from caseload_tui import bootstrap
from caseload_tui.domain import behind
from caseload_tui.domain.asked import read_filter
from caseload_tui.domain.balance import ConsultantLoad
from caseload_tui.domain.behind import Behind, ClientsList, DuesList, TalksList
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.founding import fill_seeded, plan_seed
from caseload_tui.services.sifting import Sifter
from caseload_tui.store.store import Store
from caseload_tui.ui.reading import EVERYBODY, TeamPage, read_caseload, read_due, read_team
from caseload_tui.ui.screens.caseload import CaseloadPane
from caseload_tui.ui.screens.figures import figures_of
from caseload_tui.ui.team_rows import AxisTotal, Figure
from tests.makers import KEY
from tests.ui.screens import WIDE, opened, pressed, screen_text, settled

TODAY = date(2026, 11, 23)


@pytest.fixture(params=["igsd-2019", "deventer-2020", "voorbeeldstad-2026"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Services]:
    """An office in which somebody stands in, offers wait, and not all municipalities are known."""
    made = plan_seed("office", request.param, clients=90, consultants=3, seed=5, today=TODAY, otherwise=TODAY)
    with closing(Store.create(tmp_path / "office.store", KEY, practice=True)) as store:
        fill_seeded(store, bootstrap.author("", store.device), made.office, made.training)
        with store.reading() as reading:
            people = [person.id for person in reading.office().consultants if person.fte_on(TODAY)]
        services = _at(store, people[0])
        if services.team.framework().signals.no_contact is None:
            services.house.set("no_contact", ("3 months",))
        led = [row.id for row in services.clients.list(ClientFilter(consultant=people[0], status="active"))]
        for client in led[:3] if len(services.team.framework().municipalities) > 1 else ():
            services.clients.change(client, "municipality", None)
        services.transfers.offer(led[:2], people[1], "note", until=date(2026, 12, 24))
        _at(store, people[1]).transfers.accept(led[:2])
        services.transfers.offer(led[4:7], people[2], "note")
        yield services


def _at(store: Store, who: str) -> Services:
    return Services(Desk(store, bootstrap.author(who, store.device, TODAY), lambda: TODAY))


def rows_of(page: TeamPage) -> Iterator[Figure]:
    figures = page.figures
    yield from figures.consultants
    yield from figures.groups
    if figures.municipality is None:
        yield from figures.places
        yield from figures.roles
    for axis in dict.fromkeys(row.axis for row in figures.groups):
        rows = tuple(row for row in figures.groups if row.axis == axis)
        yield AxisTotal(axis, sum(row.clients for row in rows), None, False, (), rows)


class Shown:
    """What the screens show behind figures, each list read once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sifter = Sifter(services.team.framework(), services.team.office(), TODAY)
        self._caseload = cache(lambda whose: read_caseload(services, whose).rows)
        self._dues = cache(lambda whose: read_due(services, whose).items)

    def length(self, figure: Behind) -> int:
        """Return how long the list is."""
        match figure.list:
            case ClientsList(consultant, text):
                asked, pane = read_filter(text, TODAY), CaseloadPane()
                rows = self._caseload(EVERYBODY if asked.everybody else consultant or self._services.desk.by)
                return sum(asked.lets(pane.facets(self._sifter, row), lambda _: frozenset()) for row in rows)
            case DuesList(whose, text):
                asked = read_filter(text, TODAY)
                return sum(
                    asked.lets(self._sifter.due_facets(item), lambda _: frozenset()) for item in self._dues(whose)
                )
            case TalksList(consultant, monday):
                return len(self._services.worklists.talks_in(consultant, monday))
        return sum(map(figure.list.has, self._services.transfers.list()))


def test_every_figure_counts_as_many_as_its_list_shows(office: Services) -> None:
    seen, wrong, shown = dict[str, int](), list[str](), Shown(office)
    for place in (None, *office.team.framework().municipalities):
        page = read_team(office, place)
        for row in rows_of(page):
            found = [*figures_of(row, place)]
            if isinstance(row, ConsultantLoad) and row.consultant is not None:
                found += behind.behind_offers(row.consultant, page.offers)
            for figure in found:
                seen[figure.what] = seen.get(figure.what, 0) + figure.count
                if (length := shown.length(figure)) != figure.count:
                    wrong.append(f"{place} {row} {figure.what} {figure.about}: {figure.count}, shown {length}")
    assert not wrong, wrong[:5]
    assert all(seen[what] for what in (behind.CLIENTS, behind.SILENT, behind.WEEK, behind.OFFERED_OF))


async def test_enter_on_a_figure_opens_its_list(services: Services) -> None:
    services.house.set("no_contact", ("3 months",))
    services.transfers.offer(["client-0042"], "k-mol", "note")
    figures = services.team.balance().consultants[0]
    async with opened(services, "5", "f", size=WIDE) as pilot:
        text = screen_text(pilot.app)
        assert "for 3 months or longer" in text
        assert "13 WEEKS" in text
        text = await pressed(pilot, "down", "enter")
        assert "status:active is:silent" in text
        assert f"{figures.silent}/12" in text
        text = await pressed(pilot, "5", "f", *["down"] * 2, "enter")
        assert "LIST OF" not in text
        assert f" {figures.late}/" in text
        text = await pressed(pilot, "5", "f", *["down"] * 5, "enter")
        assert "S. de Wit → K. Mol" in text
        assert "An offer waits" in await pressed(pilot, "enter")
        text = await pressed(pilot, "escape", "f", *["down"] * 6, "enter")
        assert "DUE, WITHOUT A PLAN" in text
        assert "Çelik-Güneş, Zoë" in text


@pytest.mark.parametrize("before", [(), ("2", "space", "5")])
async def test_keys_that_are_typed_ahead_are_for_the_list_behind_the_figure(
    services: Services, before: tuple[str, ...]
) -> None:
    async with opened(services, *before, "5", "end", size=WIDE) as pilot:
        for key, character in (("enter", None), ("space", " "), ("space", " "), ("h", "h")):
            pilot.app.post_message(Key(key, character))
        await settled(pilot)
        text = screen_text(pilot.app)
    assert "Hand over" in text
    assert "Bo Anders" in text
