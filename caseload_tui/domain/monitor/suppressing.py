"""Which counts to leave out of a publication, so that small ones are neither shown nor can be worked out.

A count under ten is left out; so is each further one without which it would follow from totals. Nothing is nobody's
secret: zero is shown. What follows is found by solving the relations between figures, not by looking at rows alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

Key = tuple[object, ...]
Relation = Mapping[Key, int]
"""Figures with the sign that each has: together they come to nothing."""
FEWEST = 10
"""The least count that is shown."""
_LEAST = 1
"""Whoever reads knows that a count left out is not zero."""


def left_out(counts: Mapping[Key, int], relations: Iterable[Relation]) -> frozenset[Key]:
    """Return the counts to leave out; relations that do not hold are nobody's help and are passed over."""
    known = [relation for relation in relations if _holds(counts, relation)]
    hidden = {key for key, count in counts.items() if 0 < count < FEWEST}
    while exposed := next(iter(worked_out(counts, known, hidden)), None):
        near = [relation for relation in known if exposed in relation] or known
        found = _smallest_shown(counts, near, hidden) or _smallest_shown(counts, known, hidden)
        if found is None:
            break
        hidden.add(found)
    return frozenset(hidden)


def worked_out(counts: Mapping[Key, int], relations: Sequence[Relation], hidden: Iterable[Key]) -> list[Key]:
    """Return which of the hidden counts a reader can work out from the others."""
    missing = sorted(set(hidden), key=repr)
    rows = []
    for relation in relations:
        unknown = {key: Fraction(sign) for key, sign in relation.items() if key in set(missing)}
        if unknown:
            told = -sum(sign * counts[key] for key, sign in relation.items() if key not in unknown)
            rows.append((unknown, Fraction(told)))
    return list(dict.fromkeys([*_solved(rows, missing), *_cornered(rows, missing)]))


def _holds(counts: Mapping[Key, int], relation: Relation) -> bool:
    return sum(sign * counts[key] for key, sign in relation.items()) == 0


def _smallest_shown(counts: Mapping[Key, int], relations: Iterable[Relation], hidden: set[Key]) -> Key | None:
    shown = {key for relation in relations for key in relation if key not in hidden and counts[key] > 0}
    return min(shown, key=lambda key: (counts[key], repr(key)), default=None)


_Row = tuple[dict[Key, Fraction], Fraction]


def _solved(rows: Sequence[_Row], missing: Sequence[Key]) -> list[Key]:
    """Return the unknowns that the equations leave one value: their rows, once reduced, have nothing else."""
    reduced = [({**row}, told) for row, told in rows]
    done: list[_Row] = []
    for key in missing:
        place = next((number for number, (row, _) in enumerate(reduced) if row.get(key)), None)
        if place is None:
            continue
        pivot = _scaled(reduced.pop(place), key)
        reduced = [_without(row, pivot, key) for row in reduced]
        done = [*(_without(row, pivot, key) for row in done), pivot]
    return [next(iter(row)) for row, _ in done if len(row) == 1]


def _scaled(row: _Row, key: Key) -> _Row:
    factor = row[0][key]
    return {name: value / factor for name, value in row[0].items()}, row[1] / factor


def _without(row: _Row, pivot: _Row, key: Key) -> _Row:
    factor = row[0].get(key)
    if not factor:
        return row
    names = {**row[0], **pivot[0]}
    rest = {name: row[0].get(name, Fraction(0)) - factor * pivot[0].get(name, Fraction(0)) for name in names}
    return {name: value for name, value in rest.items() if value}, row[1] - factor * pivot[1]


def _cornered(rows: Sequence[_Row], missing: Sequence[Key]) -> list[Key]:
    """Return the unknowns for which one value is left since none can be less than one."""
    low = dict.fromkeys(missing, Fraction(_LEAST))
    high: dict[Key, Fraction | None] = dict.fromkeys(missing)
    for _ in missing:
        narrowed = [_narrow(row, low, high) for row in rows]
        if not any(narrowed):
            break
    return [key for key in missing if low[key] == high[key]]


def _narrow(row: _Row, low: dict[Key, Fraction], high: dict[Key, Fraction | None]) -> bool:
    """Narrow what each unknown of an equation can be by what the others can be; tell whether any became narrower."""
    changed = False
    for key, sign in row[0].items():
        others = [(name, value) for name, value in row[0].items() if name != key]
        ends = [_end(row[1], others, low, high, most=most) for most in (False, True)]
        bounds = [end / sign if end is not None else None for end in (ends if sign > 0 else reversed(ends))]
        least, most = bounds
        if least is not None and least > low[key]:
            low[key], changed = least, True
        known = high[key]
        if most is not None and (known is None or most < known):
            high[key], changed = most, True
    return changed


def _end(
    told: Fraction,
    others: Iterable[tuple[Key, Fraction]],
    low: Mapping[Key, Fraction],
    high: Mapping[Key, Fraction | None],
    *,
    most: bool,
) -> Fraction | None:
    """Return the least or the most that is left of a sum once the others are taken off; None where there is no end."""
    left = told
    for name, value in others:
        end = low[name] if (value > 0) == most else high[name]
        if end is None:
            return None
        left -= value * end
    return left
