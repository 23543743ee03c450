"""rules.md section 8: a suggestion moves as few clients as it can, and is the best there is."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.rebalance import Case, Move, Post, Question, Suggestion
from caseload_tui.solving.highs import best

TODAY = date(2026, 11, 23)
LOADS = (None, Fraction(1, 2), Fraction(1, 3), Fraction(1, 4))
Found = tuple[int, ...]


def suggested(cases: list[Case], posts: list[Post], caps: dict[str, int] | None = None) -> Suggestion:
    question = Question(cases, posts, caps or {}, TODAY)
    return question.answered(best(question.program()))


def years(count: int) -> date:
    return TODAY - timedelta(days=365 * count)


def clients(count: int, lead: str = "anna", load: Fraction = Fraction(1, 4), **more: object) -> list[Case]:
    return [Case(f"{lead}-{number}", lead, load, **more) for number in range(count)]  # type: ignore[arg-type]


ANNA, BRAM, CEM = (Post(name, Fraction(1)) for name in ("anna", "bram", "cem"))


def test_as_many_go_as_do_not_fit_and_not_one_more() -> None:
    found = suggested(clients(6), [ANNA, BRAM, CEM])
    assert len(found.moves) == 2
    assert found.carrying["anna"].after == 1
    assert (found.carrying["anna"].over, found.carrying["anna"].left_over) == (Fraction(1, 2), 0)


def test_nobody_who_carries_what_fits_gives_or_gets_too_much() -> None:
    assert suggested(clients(4) + clients(3, "bram"), [ANNA, BRAM]).moves == ()
    found = suggested(clients(7) + clients(3, "bram"), [ANNA, BRAM])
    assert found.carrying["bram"].after == 1
    assert found.carrying["anna"].left_over == Fraction(1, 2)


def test_one_heavy_client_goes_rather_than_two_light_ones() -> None:
    cases = [*clients(4), Case("heavy", "anna", Fraction(1, 2))]
    assert suggested(cases, [ANNA, BRAM]).moves == (Move("heavy", "anna", "bram"),)


def test_who_was_known_shortest_goes_and_to_somebody_who_knows_the_client_first() -> None:
    cases = [*clients(4, since=years(4)), Case("new", "anna", Fraction(1, 4), since=years(0))]
    assert suggested(cases, [ANNA, BRAM]).moves == (Move("new", "anna", "bram"),)
    cases = [*clients(4, since=years(0)), Case("old", "anna", Fraction(1, 4), since=years(9), known=frozenset(["cem"]))]
    assert suggested(cases, [ANNA, BRAM, CEM]).moves == (Move("old", "anna", "cem"),)


def test_roles_languages_municipalities_and_what_must_stay_are_respected() -> None:
    case = {"role": "coach", "language": "Arabic", "municipality": "Town"}
    anna = Post("anna", Fraction(1), ("coach",), ("Arabic",), ("Town", "Village"))
    for bram, goes in (
        (Post("bram", Fraction(1), ("coach", "other"), ("arabic", "Turkish"), ("Town",)), 1),
        (Post("bram", Fraction(1), (), ("Arabic",), ()), 1),
        (Post("bram", Fraction(1), ("other",), ("Arabic",), ()), 0),
        (Post("bram", Fraction(1), ("coach",), (), ()), 0),
        (Post("bram", Fraction(1), ("coach",), ("Arabic",), ("Village",)), 0),
        (Post("bram", Fraction(1), ("coach",), ("Arabic",), ("Town",), receives=False), 0),
    ):
        assert len(suggested(clients(5, **case), [anna, bram]).moves) == goes
    assert suggested(clients(5, **case, stays=True), [anna, BRAM]).fixed == 5
    unknown = [Case("x", "anna", None), *clients(4)]
    assert (suggested(unknown, [ANNA, BRAM]).moves, suggested(unknown, [ANNA, BRAM]).unknown) == ((), 1)


def test_who_stays_much_too_full_for_lack_of_room_is_no_reason_to_leave_others_too_full() -> None:
    cases = clients(8, municipality="Town") + clients(5, "bram", municipality="Village")
    cem = Post("cem", Fraction(1, 4), municipalities=("Town",))
    dirk = Post("dirk", Fraction(1), municipalities=("Village",))
    found = suggested(cases, [ANNA, BRAM, cem, dirk])
    assert sorted((move.giver, move.receiver) for move in found.moves) == [("anna", "cem"), ("bram", "dirk")]


def test_nobody_goes_only_to_fill_the_room_of_somebody_to_the_last_drop() -> None:
    heavy = [Case(f"heavy-{number}", "anna", Fraction(9, 25)) for number in range(4)]
    light = [Case(f"light-{number}", "anna", Fraction(1, 5)) for number in range(4)]
    stays = Case("stays", "anna", Fraction(9), stays=True)
    found = suggested([*heavy, *light, stays], [Post("anna", Fraction(10)), Post("bram", Fraction(2, 5))])
    assert [move.client for move in found.moves] == ["heavy-0"]


def test_a_cap_is_relieved_and_never_passed() -> None:
    found = suggested(clients(3, load=Fraction(1, 9), groups=("few",)), [ANNA, BRAM], {"few": 2})
    assert len(found.moves) == 1
    cases = clients(3, load=Fraction(1, 9), groups=("few",)) + clients(2, "bram", Fraction(1, 9), groups=("few",))
    assert suggested(cases, [ANNA, BRAM], {"few": 2}).moves == ()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_other_way_is_better(data: st.DataObject) -> None:
    names = ["anna", "bram", "cem"]
    posts = [
        Post(
            name,
            Fraction(data.draw(st.integers(1, 8)), 8),
            languages=("L",) if data.draw(st.booleans()) else (),
            receives=data.draw(st.booleans()),
        )
        for name in names
    ]
    cases = [
        Case(
            f"c{number}",
            data.draw(st.sampled_from(names)),
            data.draw(st.sampled_from(LOADS)),
            groups=("few",) if data.draw(st.booleans()) else (),
            language=data.draw(st.sampled_from([None, "L"])),
            since=years(data.draw(st.integers(0, 3))),
            known=frozenset(data.draw(st.sets(st.sampled_from(names), max_size=1))),
            stays=data.draw(st.integers(0, 4)) == 0,
        )
        for number in range(data.draw(st.integers(0, 6)))
    ]
    caps = {"few": data.draw(st.integers(0, 3))}
    found = suggested(cases, posts, caps)
    goes = {move.client: move.receiver for move in found.moves}
    way = tuple(goes.get(case.client, case.lead) for case in cases)
    question = Question(cases, posts, caps, TODAY)
    ways = [other for other in product(names, repeat=len(cases)) if allowed(question, other)]
    assert way in ways
    assert worth(question, way) == min(worth(question, other) for other in ways)


def allowed(question: Question, way: tuple[str, ...], *, alone: bool = False) -> bool:
    """Tell whether a way keeps to the rules, written a second time; `alone` whether each might go, room or not."""
    posts = {post.consultant: post for post in question.posts}
    before, after = carried(question, [case.lead for case in question.cases]), carried(question, way)
    for case, to in zip(question.cases, way, strict=True):
        if to == case.lead:
            continue
        giver, receiver = posts[case.lead], posts[to]
        cap = question.caps["few"]
        too_much = before[case.lead][0] > giver.room or before[case.lead][1] > cap
        full = before[to][0] >= receiver.room or before[to][1] > cap
        if case.load is None or case.stays or not too_much or full or not receiver.receives:
            return False
        if case.language in giver.languages and case.language not in receiver.languages:
            return False
        if not alone and (after[to][0] > receiver.room or (case.groups and after[to][1] > cap)):
            return False
    return True


def worth(question: Question, way: tuple[str, ...]) -> Found:
    after, cap = carried(question, way), question.caps["few"]
    gone = helped_most(question)
    everybody = carried(question, gone)
    moved = [(case, to) for case, to in zip(question.cases, way, strict=True) if to != case.lead]
    return (
        sum(max(0, count - cap) for _, count in after.values()),
        max((steps(post, after) - steps(post, everybody) for post in question.posts), default=0),
        together(question, after, gone),
        len(moved),
        sum(lost(case, to) for case, to in moved),
    )


def helped_most(question: Question) -> list[str]:
    """Return where everybody would be if all who may go were gone."""
    gone = []
    for number, case in enumerate(question.cases):
        stay = tuple(other.lead for other in question.cases)
        alone = [(*stay[:number], post.consultant, *stay[number + 1 :]) for post in question.posts]
        may = any(allowed(question, way, alone=True) for way in alone if way != stay)
        gone.append("" if may else case.lead)
    return gone


def together(question: Question, after: dict[str, tuple[Fraction, int]], gone: list[str]) -> int:
    """Return how often the lightest who may go fits in what is too much, of all from whom somebody may go."""
    may_go = [case for case, where in zip(question.cases, gone, strict=True) if not where]
    givers = {case.lead for case in may_go}
    rooms = {post.consultant: post.room for post in question.posts}
    left = sum((max(after[name][0] - rooms[name], Fraction()) for name in givers), Fraction())
    return ceil(left / min(case.load for case in may_go if case.load)) if may_go else 0


def steps(post: Post, loads: dict[str, tuple[Fraction, int]]) -> int:
    """Return how many twentieths of what fits are too much; without any room, of what is carried."""
    much = loads[post.consultant][0] - post.room
    return max(0, ceil(20 * much / post.room)) if post.room else 0


def carried(question: Question, way: tuple[str, ...] | list[str]) -> dict[str, tuple[Fraction, int]]:
    theirs: dict[str, list[Case]] = {"": [], **{post.consultant: [] for post in question.posts}}
    for case, to in zip(question.cases, way, strict=True):
        theirs[to].append(case)
    return {
        name: (sum((case.load or Fraction() for case in cases), Fraction()), sum(len(case.groups) for case in cases))
        for name, cases in theirs.items()
    }


def lost(case: Case, to: str) -> int:
    """Return what is lost of knowing each other."""
    if to in case.known or case.since is None:
        return 0
    return 2 if TODAY - case.since >= timedelta(days=730) else 1
