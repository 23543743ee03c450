"""What-if on a real store: nothing changes in it, and a file says what stands for what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseload_tui.errors import Refused
from caseload_tui.frameworks.library import shipped
from caseload_tui.services.what_if import WhatIfs
from caseload_tui.store.store import Store
from tests.conftest import MakeClient
from tests.makers import FRAMEWORK, held
from tests.services.desks import desk_of


@pytest.fixture
def what_ifs(store: Store, make_client: MakeClient) -> WhatIfs:
    """What-if at Anna's desk, on three clients of whom one was spoken to lately."""
    make_client("c1", held("m1", date(2026, 9, 1)), file_number="V-1", family_name="Zwart")
    make_client("c2", file_number="V-2", family_name="Aarts")
    make_client("c3", file_number="V-3", family_name="Mulder", group="rust")
    return WhatIfs(desk_of(store))


def written(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, "utf-8")
    return path


def journal_of(store: Store) -> tuple[list[str], list[str]]:
    with store.reading() as reading:
        return list(reading.events_text()), list(reading.access_text())


def test_the_present_policy_against_itself_is_the_same_twice(what_ifs: WhatIfs) -> None:
    figures = what_ifs.compare(FRAMEWORK).figures
    assert figures.present == figures.other
    assert figures.present.clients == 3
    assert figures.left_open == ()


@pytest.mark.parametrize("framework", shipped())
def test_every_policy_that_ships_can_be_held_against_the_caseload(what_ifs: WhatIfs, framework: str) -> None:
    figures = what_ifs.compare(framework).figures
    assert figures.other.framework.id == framework
    assert figures.other.clients == figures.present.clients == 3
    for axis in figures.other.framework.axes:
        assert sum(row.clients for row in figures.other.groups if row.axis == axis.id) == 3


def test_nothing_is_recorded_and_nobody_was_opened(store: Store, what_ifs: WhatIfs) -> None:
    before, version = journal_of(store), store.data_version()
    what_ifs.compare("deventer-2020")
    assert journal_of(store) == before
    assert store.data_version() == version


def test_a_file_says_what_stands_for_what(what_ifs: WhatIfs, tmp_path: Path) -> None:
    path = written(tmp_path, '[groups]\ngroei = "groeien"\nrust = "zorgen"\n')
    figures = what_ifs.compare("deventer-2020", path).figures
    counts = {row.group: row.clients for row in figures.other.groups}
    assert (counts["groeien"], counts["zorgen"], None in counts) == (2, 1, False)
    assert figures.other.needed is None
    assert figures.other.unknown == 0


def test_who_is_late_is_named_in_the_order_of_the_caseload(what_ifs: WhatIfs, tmp_path: Path) -> None:
    path = written(tmp_path, '[groups]\ngroei = "werken_aan"\nrust = "werken_aan"\n[kinds]\nvoortgang = "fip"\n')
    found = what_ifs.compare("pijnacker-nootdorp-2020", path)
    names = [found.clients[item.client].family_name for item in found.figures.other.late if item.kind == "fip"]
    assert names == ["Aarts", "Mulder"]


def test_every_mistake_of_the_file_is_named_at_once(what_ifs: WhatIfs, tmp_path: Path) -> None:
    path = written(
        tmp_path, '[groups]\ngroie = "groeien"\ngroei = "groeie"\n[kinds]\nvoortgang = 3\n[soorten]\na = "b"\n'
    )
    with pytest.raises(Refused) as refused:
        what_ifs.compare("deventer-2020", path)
    lines = refused.value.message.splitlines()
    assert len(lines) == 4
    for line, words in zip(
        lines, (("groups.groie", "groei"), ("groups.groei", "groeien"), ("kinds.voortgang",), ("soorten",)), strict=True
    ):
        assert all(word in line for word in words)


def test_groups_of_two_axes_cannot_stand_on_one(store: Store, tmp_path: Path, what_ifs: WhatIfs) -> None:
    with store.reading() as reading:
        axes = reading.policy().framework.axes
    first, second = (axis.groups[0].id for axis in axes[:2])
    path = written(tmp_path, f'[groups]\n{first} = "matchen"\n{second} = "groeien"\n')
    with pytest.raises(Refused) as refused:
        what_ifs.compare("deventer-2020", path)
    assert axes[0].id in refused.value.message
    assert axes[1].id in refused.value.message


@pytest.mark.parametrize("text", ["[groups\n", "groups = 3\n", "\udcff"])
def test_what_is_no_such_file_is_refused(what_ifs: WhatIfs, tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(Refused):
        what_ifs.compare("deventer-2020", path)


def test_a_file_that_is_not_there_is_refused(what_ifs: WhatIfs, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        what_ifs.compare("deventer-2020", tmp_path / "none.toml")


def test_an_unknown_policy_is_refused_with_the_nearest_one(what_ifs: WhatIfs) -> None:
    with pytest.raises(Refused) as refused:
        what_ifs.compare("deventer-2021")
    assert "deventer-2020" in refused.value.message
