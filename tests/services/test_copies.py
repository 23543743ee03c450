from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from caseload_tui import bootstrap
from caseload_tui.errors import CaseloadError, Refused, StoreUnusable
from caseload_tui.services import Services
from caseload_tui.services.founding import plan_seed
from caseload_tui.services.training import trainings
from caseload_tui.services.training.copies import Copies, make_copies
from caseload_tui.settings import Settings, real_today
from caseload_tui.store.keys import change_passphrase, create_keys, unlock
from caseload_tui.store.lock import hold
from caseload_tui.store.start import start_folder
from caseload_tui.store.store import Store

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Three copies of a small office; copy the folder, do not open them."""
    made = plan_seed("office", None, clients=8, consultants=1, today=DAY, otherwise=real_today())
    folder = tmp_path_factory.mktemp("training") / "day"
    return make_copies(made, folder, 3, lambda device: bootstrap.author("", device))


@pytest.fixture
def copies(handed_out: Copies, tmp_path: Path) -> Iterator[tuple[Path, ...]]:
    shutil.copytree(handed_out.stores[0].parent, tmp_path / "day")
    return tuple(tmp_path / "day" / store.name for store in handed_out.stores)


def opened(store: Path, secret: str) -> Services:
    settings = Settings(store=store)
    return bootstrap.services_for(bootstrap.open_store(settings, secret), settings)


def facts(store: Path, secret: str) -> list[str]:
    services = opened(store, secret)
    with closing(services.desk.store), services.desk.reading() as reading:
        return list(reading.events_text())


def test_every_copy_exports_the_same_facts_opens_with_the_passphrase_and_stands_on_its_day(
    handed_out: Copies, copies: tuple[Path, ...]
) -> None:
    exports = [facts(store, handed_out.passphrase) for store in copies]
    assert exports[0]
    assert exports[0] == exports[1] == exports[2]
    devices, numbers = set(), []
    for store in copies:
        services = opened(store, handed_out.passphrase)
        with closing(services.desk.store):
            assert services.desk.today() == DAY
            assert services.desk.author.clock().date() == DAY
            assert services.desk.training is not None
            assert not services.desk.looking_only
            numbers.append(services.desk.training.copy)
            assert services.desk.training.facts == len(exports[0])
            devices.add(services.desk.store.device)
            assert [check for check in services.desk.store.check() if not check.ok] == []
    assert numbers == [1, 2, 3]
    assert len(devices) == 3


def test_the_page_to_hand_out_has_the_passphrase_and_the_stores(handed_out: Copies) -> None:
    page = handed_out.handout.read_text("utf-8")
    assert handed_out.passphrase in page
    assert all(store.name in page for store in handed_out.stores)
    assert handed_out.key_file.read_text("utf-8").strip() == handed_out.passphrase
    recovery = handed_out.key_file.with_name("training.key.recovery").read_text("utf-8").strip()
    assert unlock(handed_out.stores[1], recovery) == unlock(handed_out.stores[1], handed_out.passphrase)


def test_copies_never_overwrite_and_a_failure_leaves_nothing(
    handed_out: Copies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = plan_seed("office", None, clients=2, consultants=1, today=DAY, otherwise=DAY)
    with pytest.raises(Refused):
        make_copies(made, handed_out.stores[0].parent, 5, lambda device: bootstrap.author("", device))

    def full(self: Store) -> None:
        if self.path.name == "office-02.store":
            raise OSError("no room")
        keep(self)

    keep = Store.keep_start
    monkeypatch.setattr(Store, "keep_start", full)
    with pytest.raises(OSError, match="no room"):
        make_copies(made, tmp_path / "new", 3, lambda device: bootstrap.author("", device))
    assert [path for path in (tmp_path / "new").iterdir() if path.suffix != ".lock"] == []


@pytest.mark.parametrize("harm", ["worked in", "damaged", "gone", "another passphrase", "keys gone"])
def test_a_store_is_put_back_whatever_became_of_it(handed_out: Copies, copies: tuple[Path, ...], harm: str) -> None:
    store, secret = copies[1], handed_out.passphrase
    before, beside = facts(store, secret), facts(copies[0], secret)
    services = opened(store, secret)
    with closing(services.desk.store):
        client = services.clients.resolve("0001")
        services.facts.answer(client.id, note="belde terug")
        services.desk.store.backup()
    assert len(facts(store, secret)) == len(before) + 1
    match harm:
        case "damaged":
            store.write_bytes(store.read_bytes()[:16] + b"x" * 50_000)
        case "gone":
            store.unlink()
        case "another passphrase":
            change_passphrase(store, secret, "iets heel anders")
        case "keys gone":
            store.with_name(f"{store.name}.keys").unlink()
    trainings.reset(store)
    assert facts(store, secret) == before == beside
    services = opened(store, secret)
    with closing(services.desk.store):
        assert services.desk.training is not None
        assert services.desk.training.copy == 2
        assert [check for check in services.desk.store.check() if not check.ok] == []
    assert not store.with_name(f"{store.name}.backups").exists()


def test_a_whole_folder_is_put_back(handed_out: Copies, copies: tuple[Path, ...]) -> None:
    copies[0].unlink()
    assert trainings.reset(copies[0].parent) == copies
    assert facts(copies[0], handed_out.passphrase) == facts(copies[2], handed_out.passphrase)


def test_a_real_store_is_never_put_back(handed_out: Copies, copies: tuple[Path, ...], tmp_path: Path) -> None:
    fresh = create_keys("echt werk")
    real = tmp_path / "day" / "real.store"
    fresh.ring.create(real)
    Store.create(real, fresh.database_key, practice=False).close()
    content = real.read_bytes()
    with pytest.raises(Refused, match="No start was kept"):
        trainings.reset(real)
    # Not even where the start of a practice store was laid beside it.
    shutil.copytree(start_folder(copies[0]), start_folder(real))
    with pytest.raises(Refused, match="not the practice store"):
        trainings.reset(real)
    with pytest.raises(Refused):
        Store.open(real, fresh.database_key).keep_start()
    assert real.read_bytes() == content


def test_a_store_in_use_and_a_damaged_start_are_left_alone(copies: tuple[Path, ...]) -> None:
    content = copies[0].read_bytes()
    with hold(copies[0], "the app"), pytest.raises(StoreUnusable):
        trainings.reset(copies[0])
    start = start_folder(copies[0]) / "office.store"
    start.write_bytes(start.read_bytes()[:-1] + b"!")
    with pytest.raises(CaseloadError, match="damaged"):
        trainings.reset(copies[0])
    assert copies[0].read_bytes() == content
    with pytest.raises(Refused, match="no practice store"):
        trainings.reset(copies[0].parent.parent)
