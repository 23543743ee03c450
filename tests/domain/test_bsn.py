from __future__ import annotations

import pytest

from caseload_tui.domain.bsn import BsnWatch
from caseload_tui.errors import Refused

_SOUND = ("111222333", "123456782")


@pytest.mark.parametrize("name", ["BSN", "B.S.N.", "bsn_klant", "Klant BSN", "KlantBSN", "Burgerservice-nr", "sofi nr"])
def test_a_name_that_says_it_is_refused_however_it_is_written(name: str) -> None:
    with pytest.raises(Refused, match="BSN"):
        BsnWatch().look_at_name(name)


@pytest.mark.parametrize("name", ["Klantnr", "Absent", "Dossier", "obs nr", "Sofie", "benefit_since"])
def test_another_name_is_not(name: str) -> None:
    BsnWatch().look_at_name(name)


@pytest.mark.parametrize("write", [str, lambda number: f"{number[:3]}.{number[3:6]}.{number[6:]}"])
def test_values_are_known_also_with_signs_between_their_digits(write) -> None:
    watch = BsnWatch()
    for number in _SOUND * 10:
        watch.look("kenmerk", write(number))
        watch.look("geboren", "03-04-1980")
    with pytest.raises(Refused, match="kenmerk"):
        watch.refuse()


def test_what_is_too_little_to_refuse_is_doubtful() -> None:
    watch = BsnWatch()
    for number in (*_SOUND, "123456789"):
        watch.look("kenmerk", number)
    watch.look("nummer", "123456789")
    watch.refuse()
    assert watch.doubtful() == ("kenmerk",)
