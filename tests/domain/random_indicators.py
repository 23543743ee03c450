"""Random indicators as a policy file has them, with what somebody typed in for them; and the program's own of each."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from caseload_tui.domain.monitor.entered import Entered
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.statements import Baseline, Figure, Indicator, Target
from tests.domain.facts_maker import AXES, TARGETS, text
from tests.domain.random_dossiers import FIRST, TODAY, Dice
from tests.domain.random_offices import TOWNS

Table = dict[str, Any]
FORMULAS = ("count", "count", "outflow_share", "coverage", "coverage", "entered")
COUNTED = ("work_full", "work_part", "hours_increase", "education", "other_income", "referral", "participation",
           "manual:profile")  # fmt: skip
ABOUT = (None, None, AXES["path"][0], AXES["form"][0], TARGETS[0])


def indicator(dice: Dice, name: str) -> Table:
    """An indicator of some formula, with targets of several sorts, days and groups."""
    found: Table = {"id": name, "formula": dice.choice(FORMULAS)}
    if found["formula"] in ("count", "coverage") or (found["formula"] == "outflow_share" and dice.one_in(3)):
        found["counts"] = dice.sample(COUNTED, dice.randint(1, 3))
    if dice.one_in(4):
        found["group"] = dice.choice(ABOUT[2:])
    if dice.one_in(2):
        years = {"years": dice.randint(1, 3), "includes_report_year": dice.one_in(2)}
        found["baseline"] = dice.choice((years, years, {"value": dice.randrange(4)}))
    found["targets"] = [target(dice, found) for _ in range(dice.randrange(4))]
    return found


def target(dice: Dice, of: Table) -> Table:
    sorts: list[Table] = [{"value": dice.randrange(5)}, {"value": 0.5}, {"range": [1, 3]}]
    found = dice.choice([*sorts, {"relative": dice.choice((0.1, -0.2))}] if "baseline" in of else sorts)
    if dice.one_in(3):
        found["group"] = dice.choice(ABOUT[2:])
    if dice.one_in(2):
        found["from"] = dice.day(FIRST - timedelta(days=100))
    if dice.one_in(2):
        found["per"] = "year"
    return found


def typed(dice: Dice, tables: list[Table], first: date, last: date) -> list[Table]:
    """What was typed in: mostly for the period, for parts of it that touch, or for a calendar year."""
    found = []
    for table in tables:
        things = [None, *(what for what in table.get("counts", []) if what in COUNTED[-2:])]
        days = [first, *sorted(dice.day(first, last) for _ in range(dice.randrange(3))), last + timedelta(days=1)]
        parts = [(start, end - timedelta(days=1)) for start, end in pairwise(days) if start < end]
        year = dice.randint(FIRST.year, TODAY.year)
        parts += [(first, last), (date(year, 1, 1), date(year, 12, 31)), (first, last + timedelta(days=20))]
        groups = dict.fromkeys((None, table.get("group"), *(item.get("group") for item in table["targets"])))
        for start, end in dice.sample(parts, dice.randint(0, len(parts))):
            about = {"municipality": dice.choice((None, None, *TOWNS)), "group": dice.choice((*groups, *ABOUT))}
            found.append({"indicator": table["id"], "counts": dice.choice(things), **about, "from": start.isoformat(),
                          "through": end.isoformat(), "value": dice.randrange(6) / 2})  # fmt: skip
    return found


def by_the_program(table: Table) -> Indicator:
    """The same indicator as the program has it."""
    values = {key: item for key, item in table.items() if key in ("id", "formula", "group")}
    given = table.get("baseline")
    return Indicator(
        **values,
        name=text(table["id"]),
        counts=tuple(table.get("counts", ())),
        baseline=Baseline(**given) if given else None,
        targets=tuple(
            Target(
                value=tuple(item["range"]) if "range" in item else item.get("value"),
                start=item.get("from"),
                **{key: item[key] for key in ("relative", "group", "per") if key in item},
            )
            for item in table["targets"]
        ),
    )


def entered(tables: list[Table]) -> tuple[Entered, ...]:
    """What was typed in, as the program keeps it."""
    standing = {}
    for item in tables:
        period = Period(date.fromisoformat(item["from"]), date.fromisoformat(item["through"]))
        kept = Entered(item["indicator"], item["counts"], item["municipality"], item["group"], period, item["value"],
                       None, "w", "")  # fmt: skip
        standing[kept.key] = kept
    return tuple(standing.values())


def figures(dice: Dice, tables: list[Table]) -> list[Table]:
    """What the policy states an indicator was in a year."""
    years = range(FIRST.year - 2, TODAY.year + 1)
    return [{"id": f"{table['id']}-{year}", "value": dice.randrange(5)} for table in tables for year in years
            if dice.one_in(2)]  # fmt: skip


def stated(tables: list[Table]) -> tuple[Figure, ...]:
    """The same figures as the program has them."""
    return tuple(Figure(id=item["id"], name=text(item["id"]), value=item["value"]) for item in tables)
