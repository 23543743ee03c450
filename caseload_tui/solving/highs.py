"""HiGHS, a solver for linear programs in whole numbers: the one place that knows it. One question, one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseload_tui.domain.program import Program, Terms, worth

if TYPE_CHECKING:
    from highspy._core import _Highs as Solver

_NEAR = 0.004
"""How near to the best a sum must be proved to be: with whole numbers, sums below 250 are the best there are."""
_PATIENCE = 200
"""Branches that are looked into for one goal; small questions need none."""


def best(program: Program) -> tuple[int, ...] | None:
    """Return the best answer, goal after goal; None where nothing is allowed.

    A goal is proved to be as low as can be; in very large questions to a few thousandths, or it is the best that was
    found with patience, always the same one. Its sums are checked once more in whole numbers.
    """
    if not program.most:
        return ()
    # It brings numpy along, which takes longer to import than most commands take to run.
    from highspy import HighsModelStatus, HighsVarType  # noqa: PLC0415

    # The public class writes its name to standard output before it can be told to be quiet.
    from highspy._core import _Highs as Solver  # noqa: PLC0415

    solver = Solver()
    for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", _NEAR)):
        solver.setOptionValue(name, value)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.setOptionValue("mip_max_nodes", _PATIENCE)
    for number, most in enumerate(program.most):
        solver.addVar(0, most)
        if number not in program.follows:
            solver.changeColIntegrality(number, HighsVarType.kInteger)
    for row in program.rows:
        _add(solver, row.terms, row.least, row.most)
    answer: tuple[int, ...] | None = None
    for goal in program.goals or [{}]:
        _aim(solver, goal, len(program.most))
        solver.run()
        status = solver.getModelStatus()
        if status == HighsModelStatus.kInfeasible and answer is None:
            return None
        if status not in (HighsModelStatus.kOptimal, HighsModelStatus.kSolutionLimit):
            raise ArithmeticError(f"the solver stopped: {solver.modelStatusToString(status)}")
        answer = tuple(round(value) for value in solver.getSolution().col_value)
        if not program.holds(answer):
            raise ArithmeticError("the solver's answer does not hold in whole numbers")
        _add(solver, goal, None, worth(goal, answer))
    return answer


def _add(solver: Solver, terms: Terms, least: int | None, most: int | None) -> None:
    infinity = solver.getInfinity()
    low, high = -infinity if least is None else least, infinity if most is None else most
    solver.addRow(low, high, len(terms), list(terms), [float(times) for times in terms.values()])


def _aim(solver: Solver, goal: Terms, count: int) -> None:
    numbers = list(range(count))
    solver.changeColsCost(count, numbers, [float(goal.get(number, 0)) for number in numbers])
