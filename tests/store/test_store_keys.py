from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.errors import Refused, StoreUnusable, WrongUse
from caseload_tui.store import secret_text
from caseload_tui.store.files import keys_file
from caseload_tui.store.key_files import make_key_file, read_secret, recovery_file
from caseload_tui.store.keys import change_passphrase, create_keys, read_ring, renew_recovery_key, unlock
from caseload_tui.store.slots import Cost, Kdf, Purpose

CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)
PASSPHRASE = "zeven koude ooievaars"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "office.store"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_passphrase_and_the_recovery_key_both_lead_to_the_database_key(store: Path) -> None:
    ring, key, recovery = create_keys(PASSPHRASE, cost=CHEAP)
    ring.create(store)
    assert len(key) == 32
    assert unlock(store, PASSPHRASE) == key
    assert unlock(store, recovery) == key


def test_a_wrong_passphrase_says_so_and_leaves_the_store_as_it_is(store: Path) -> None:
    create_keys(PASSPHRASE, cost=CHEAP).ring.create(store)
    before = keys_file(store).read_bytes()
    with pytest.raises(StoreUnusable) as refusal:
        unlock(store, PASSPHRASE + "!")
    assert refusal.value.title == "Wrong passphrase."
    assert refusal.value.exit_code == 3
    assert keys_file(store).read_bytes() == before
    assert os.listdir(store.parent) == [keys_file(store).name]


def test_a_passphrase_is_the_same_however_its_accents_and_line_end_are_stored(store: Path) -> None:
    ring, key, _ = create_keys("café ü\n", cost=CHEAP)
    ring.create(store)
    assert unlock(store, "cafe\u0301 u\u0308") == key
    with pytest.raises(StoreUnusable):
        unlock(store, "cafe u")


def test_every_slot_tells_its_purpose_and_how_it_was_derived(store: Path) -> None:
    ring, _, _ = create_keys(PASSPHRASE)
    assert [(slot.purpose, slot.kdf) for slot in ring.slots] == [
        (Purpose.RECOVERY, Kdf.HKDF),
        (Purpose.PASSPHRASE, Kdf.ARGON2ID),
    ]
    ring.create(store)
    data = json.loads(keys_file(store).read_text())
    assert data["version"] == 1
    assert data["slots"][1]["params"] == {"iterations": 3, "lanes": 4, "memory_kib": 65536}
    assert set(data["slots"][0]) == {"id", "purpose", "kdf", "salt", "params", "wrapped"}
    assert read_ring(store) == ring


def test_neither_the_key_nor_a_secret_stands_in_the_slots(store: Path) -> None:
    ring, key, recovery = create_keys(PASSPHRASE, cost=CHEAP)
    ring.create(store)
    content = keys_file(store).read_bytes()
    for secret in (key, key.hex().encode(), PASSPHRASE.encode(), recovery.encode(), recovery[:9].encode()):
        assert secret not in content


def test_the_slots_are_for_their_owner_only_and_never_overwritten(store: Path) -> None:
    ring = create_keys(PASSPHRASE, cost=CHEAP).ring
    ring.create(store)
    assert mode(keys_file(store)) == 0o600
    with pytest.raises(Refused):
        create_keys("another", cost=CHEAP).ring.create(store)
    assert read_ring(store) == ring


def test_changing_the_passphrase_closes_the_old_ones_and_keeps_the_recovery_key(store: Path) -> None:
    ring, key, recovery = create_keys(PASSPHRASE, cost=CHEAP)
    ring.create(store)
    change_passphrase(store, PASSPHRASE, "iets heel anders", CHEAP)
    assert unlock(store, "iets heel anders") == key
    assert unlock(store, recovery) == key
    with pytest.raises(StoreUnusable):
        unlock(store, PASSPHRASE)
    assert mode(keys_file(store)) == 0o600
    assert os.listdir(store.parent) == [keys_file(store).name]


def test_the_recovery_key_is_enough_to_choose_another_passphrase(store: Path) -> None:
    ring, key, recovery = create_keys(PASSPHRASE, cost=CHEAP)
    ring.create(store)
    change_passphrase(store, recovery, "weer binnen", CHEAP)
    assert unlock(store, "weer binnen") == key


def test_a_passphrase_change_with_a_wrong_or_an_empty_one_changes_nothing(store: Path) -> None:
    create_keys(PASSPHRASE, cost=CHEAP).ring.create(store)
    before = keys_file(store).read_bytes()
    with pytest.raises(StoreUnusable):
        change_passphrase(store, "wrong", "fresh", CHEAP)
    with pytest.raises(WrongUse):
        change_passphrase(store, PASSPHRASE, " \n", CHEAP)
    assert keys_file(store).read_bytes() == before


def test_a_renewed_recovery_key_closes_the_one_before(store: Path) -> None:
    ring, key, recovery = create_keys(PASSPHRASE, cost=CHEAP)
    ring.create(store)
    fresh = renew_recovery_key(store, PASSPHRASE)
    assert unlock(store, fresh) == key == unlock(store, PASSPHRASE)
    with pytest.raises(StoreUnusable):
        unlock(store, recovery)


def test_without_a_passphrase_only_the_recovery_key_opens(store: Path) -> None:
    ring, key, recovery = create_keys(None)
    ring.create(store)
    assert len(ring.slots) == 1
    assert unlock(store, recovery) == key


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: "\x00\xff",
        lambda text: text.replace('"salt"', '"pepper"'),
        lambda text: text.replace('"iterations": 1', '"iterations": 100000'),
        lambda text: text.replace('"memory_kib": 64', '"memory_kib": 999999999'),
        lambda text: text.replace("argon2id", "rot13"),
    ],
)
def test_damaged_slots_are_named_and_left_alone(store: Path, spoil) -> None:
    create_keys(PASSPHRASE, cost=CHEAP).ring.create(store)
    spoilt = spoil(keys_file(store).read_text())
    keys_file(store).write_text(spoilt)
    with pytest.raises(StoreUnusable, match="key slots are damaged"):
        unlock(store, PASSPHRASE)
    assert keys_file(store).read_text() == spoilt


def test_a_changed_wrap_opens_with_nothing(store: Path) -> None:
    ring, _, recovery = create_keys(None)
    ring.create(store)
    wrapped = json.loads(keys_file(store).read_text())["slots"][0]["wrapped"]
    other = ("B" if wrapped[0] == "A" else "A") + wrapped[1:]
    keys_file(store).write_text(keys_file(store).read_text().replace(wrapped, other))
    with pytest.raises(StoreUnusable, match="Wrong passphrase"):
        unlock(store, recovery)


def test_slots_of_a_later_version_ask_for_a_later_program(store: Path) -> None:
    create_keys(None).ring.create(store)
    keys_file(store).write_text(keys_file(store).read_text().replace('"version": 1', '"version": 2'))
    with pytest.raises(StoreUnusable, match="later version"):
        read_ring(store)


def test_missing_slots_and_a_missing_store_are_told_apart(store: Path) -> None:
    with pytest.raises(StoreUnusable, match="There is no store"):
        unlock(store, PASSPHRASE)
    store.write_bytes(b"something")
    with pytest.raises(StoreUnusable, match="key slots of the store are missing"):
        unlock(store, PASSPHRASE)


def test_a_recovery_key_is_printed_in_groups_and_read_back_forgivingly(store: Path) -> None:
    ring, key, recovery = create_keys(None)
    ring.create(store)
    groups = recovery.split("-")
    assert [len(group) for group in groups] == [4] * 9
    assert unlock(store, recovery.lower()) == key
    assert unlock(store, "  " + " ".join(groups) + " \n") == key
    assert unlock(store, "".join(groups)) == key
    assert unlock(store, recovery.replace("0", "o").replace("1", "l")) == key


def test_a_mistyped_recovery_key_is_called_that(store: Path) -> None:
    ring, _, recovery = create_keys(None)
    ring.create(store)
    with pytest.raises(StoreUnusable, match="typing mistake"):
        unlock(store, recovery[:-1] + ("A" if recovery[-1] != "A" else "B"))


@given(at=st.integers(0, 31), letter=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_letter_in_a_generated_secret_is_noticed(at: int, letter: str) -> None:
    letters = secret_text.generated("5VX1-9P3S-ZQ0D-1J5K-9B4Q-TWHM-K3YQ-04FA-" + CHECK)
    assert letters is not None
    changed = letters[:at] + letter + letters[at + 1 :]
    assert secret_text.is_mistyped(changed) is (changed != letters)


CHECK = secret_text._check("5VX19P3SZQ0D1J5K9B4QTWHMK3YQ04FA")


@given(st.text())
def test_any_text_can_be_a_passphrase_and_keeps_one_spelling(text: str) -> None:
    assert secret_text.typed(secret_text.typed(text)) == secret_text.typed(text)


def test_a_made_key_file_and_its_recovery_key_open_the_store(store: Path, tmp_path: Path) -> None:
    key_file = tmp_path / "keys" / "office.key"
    made = make_key_file(key_file)
    ring, key, recovery = create_keys(made.secret, recovery_key=made.recovery_key)
    ring.create(store)
    assert [slot.kdf for slot in ring.slots] == [Kdf.HKDF, Kdf.HKDF]
    assert ring.slots[1].purpose is Purpose.KEYFILE
    assert unlock(store, read_secret(key_file)) == key
    assert unlock(store, read_secret(recovery_file(key_file))) == key
    assert recovery == made.recovery_key
    assert mode(key_file) == mode(recovery_file(key_file)) == 0o600
    assert mode(key_file.parent) == 0o700


@pytest.mark.parametrize("ending", ["", ".recovery"])
def test_making_a_key_file_overwrites_nothing(tmp_path: Path, ending: str) -> None:
    taken = tmp_path / f"office.key{ending}"
    taken.write_text("mine")
    with pytest.raises(Refused):
        make_key_file(tmp_path / "office.key")
    assert os.listdir(tmp_path) == [taken.name]
    assert taken.read_text() == "mine"


def test_a_key_file_written_by_a_person_opens_with_its_first_line(store: Path, tmp_path: Path) -> None:
    key_file = tmp_path / "mine.txt"
    key_file.write_bytes(b"\xef\xbb\xbf" + f"{PASSPHRASE}\r\nand a remark\r\n".encode())
    ring, key, _ = create_keys(PASSPHRASE, cost=CHEAP)
    ring.create(store)
    assert unlock(store, read_secret(key_file)) == key


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\x00"])
def test_a_key_file_without_a_secret_is_refused(tmp_path: Path, content: bytes | None) -> None:
    key_file = tmp_path / "empty.key"
    if content is not None:
        key_file.write_bytes(content)
    with pytest.raises(StoreUnusable):
        read_secret(key_file)
