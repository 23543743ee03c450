from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.people import (
    eleven_test,
    fold,
    full_name,
    initials,
    list_name,
    mentions_bsn,
    sort_key,
    split_prefix,
    storable,
    tidy,
)

anything = st.text(st.characters(exclude_categories=[]))
names = st.text(st.characters(categories=["L", "M"]), min_size=1).map(tidy).filter(bool)
eight_or_nine_digits = st.text("0123456789", min_size=8, max_size=9)


@given(anything)
def test_a_tidy_text_is_one_normal_line_that_can_be_stored(text: str) -> None:
    kept = tidy(text)
    assert kept == tidy(kept)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == " ".join(kept.split())
    assert "\0" not in kept
    kept.encode()


@given(anything)
def test_a_tidy_text_of_more_lines_keeps_its_lines(text: str) -> None:
    kept = tidy(text, lines=True)
    assert kept == tidy(kept, lines=True)
    assert "\r" not in kept
    assert all(line == line.rstrip() for line in kept.split("\n"))


def test_tidying_trims_joins_and_composes() -> None:
    assert tidy("  Zoe\u0308 \n\t van\u00a0 Dam ") == "Zoë van Dam"
    assert tidy("een \r\n\r\n  twee\rdrie\n", lines=True) == "een\n\n  twee\ndrie"
    assert tidy("a\ud800b\0c") == "a\ufffdb\ufffdc"


@given(anything)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_folding_does_not_see_how_a_letter_is_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë Çelik-Güneş", "zoe celik-gunes"),
        ("STRAẞE Straße", "strasse strasse"),
        ("Sørensen", "sorensen"),
        ("Işık İnci", "isik inci"),
        ("Łukasz Đurić", "lukasz duric"),
        ("Æbelø", "aebelo"),
        ("van ’t Hart", "van 't hart"),
        ("Ĳsbrand", "ijsbrand"),
        ("O`Brien", "o'brien"),
    ],
)
def test_folding_leaves_plain_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "prefix", "family"),
    [
        ("van den Berg", "van den", "Berg"),
        ("Van Den Berg", "Van Den", "Berg"),
        ("van 't Hart", "van 't", "Hart"),
        ("van ’t Hart", "van ’t", "Hart"),
        ("in 't Veld", "in 't", "Veld"),
        ("op de Beeck", "op de", "Beeck"),
        ("de Jong", "de", "Jong"),
        ("ter Horst", "ter", "Horst"),
        ("de la Fuente", "de la", "Fuente"),
        ("d'Ancona", "d'", "Ancona"),
        ("de l'Isle", "de l'", "Isle"),
        ("de Vries - van Dam", "de", "Vries - van Dam"),
        ("Bakker", "", "Bakker"),
        ("Bakker van Dam", "", "Bakker van Dam"),
        ("Berg en Dal", "", "Berg en Dal"),
        ("'s-Gravesande", "", "'s-Gravesande"),
        ("Ten", "", "Ten"),
        ("van de", "van", "de"),
        ("", "", ""),
    ],
)
def test_a_family_name_is_split_as_typed(name: str, prefix: str, family: str) -> None:
    assert split_prefix(name) == (prefix, family)


@given(st.text("de'tvanlrs B"))
def test_a_split_name_can_be_put_together_again(name: str) -> None:
    prefix, family = split_prefix(name)
    assert full_name("", prefix, family).replace(" ", "") == name.replace(" ", "")
    assert bool(family) is bool(name.strip())


def test_names_are_put_together_for_speech_and_for_lists() -> None:
    assert full_name("Jan", "van den", "Berg") == "Jan van den Berg"
    assert full_name("Ada", "d'", "Ancona") == "Ada d'Ancona"
    assert full_name("", "", "Berg") == "Berg"
    assert list_name("Jan", "van den", "Berg") == "Berg, Jan van den"
    assert list_name("", "de", "Berg") == "Berg, de"
    assert list_name("Jan", "", "") == "Jan"


def test_people_sort_on_the_family_name_without_its_prefix() -> None:
    people = [
        ("Öztürk", "Ali", "7"),
        ("van den Berg", "Zeno", "3"),
        ("Bergen", "Anna", "4"),
        ("Berg", "Jan", "2"),
        ("berg", "Jan", "1"),
        ("'s-Gravesande", "Ina", "5"),
        ("Ozanne", "Ben", "6"),
    ]
    assert [number for *_, number in sorted(people, key=lambda person: sort_key(*person))] == list("1234567")


@given(names, names)
def test_a_shorter_family_name_sorts_before_a_longer_one(family: str, given_name: str) -> None:
    assert sort_key("Berg", given_name, "9") < sort_key("Bergen", "", "1")
    assert sort_key(family, given_name, "1") < sort_key(family, given_name, "2")


@pytest.mark.parametrize(
    ("given_names", "letters"),
    [
        ("Jan-Willem", "J.W."),
        ("jan willem", "J.W."),
        ("IJsbrand", "IJ."),
        ("E\u0301lise", "É."),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters(given_names: str, letters: str) -> None:
    assert initials(given_names) == letters


@pytest.mark.parametrize("digits", ["111222333", "123456782", "011222335", "11222335"])
def test_the_eleven_test_knows_valid_numbers(digits: str) -> None:
    assert eleven_test(digits)


@pytest.mark.parametrize(
    "digits", ["111222334", "000000000", "00000000", "1234567", "1112223330", "11122233a", "١١١٢٢٢٣٣٣", ""]
)
def test_the_eleven_test_refuses_the_rest(digits: str) -> None:
    assert not eleven_test(digits)


@given(eight_or_nine_digits.filter(eleven_test), st.integers(0, 8), st.integers(1, 9))
def test_one_changed_digit_always_fails_the_test(digits: str, place: int, shift: int) -> None:
    number = digits.zfill(9)
    changed = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not eleven_test(changed)


@pytest.mark.parametrize(
    "text",
    [
        "bsn 111222333.",
        "111.222.333",
        "111 222 333",
        "1112.22.333",
        "BSN:111-222-333",
        "op 3-4-2026 gaf cliënt 111222333 op",
        "in 2026 111222333 genoemd",
        "nummer 11222335 staat op de brief",
        "11.222.335",
        "１１１２２２３３３",
        "111\u00a0222\u00a0333",
    ],
)
def test_a_text_with_a_number_mentions_it(text: str) -> None:
    assert mentions_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "111222334",
        "1112223330",
        "06-11222335",
        "+31 111222333",
        "gesproken op 12-11-2026 om 9.30",
        "dossier 2026-0042",
        "111 22 2333 4",
        "NL91 ABNA 0417 1643 00",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not mentions_bsn(text)


@given(eight_or_nine_digits.filter(eleven_test), st.sampled_from(["", "bsn ", "nr. ", "(", "een tekst, "]))
def test_every_valid_number_is_found(digits: str, before: str) -> None:
    assert mentions_bsn(f"{before}{digits}")


def test_what_is_typed_is_kept_in_one_form_and_whole_characters() -> None:
    assert storable("Zoe\u0308\0\ud800") == "Zo\u00eb\ufffd\ufffd"
    assert storable("plain  text ") == "plain  text "
