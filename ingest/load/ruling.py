"""Tables drawn with lines: from the lines on a page to the cells between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.load.layout import Cell

_NEAR = 3.0
"""Lines this close are one, and corners this far apart meet, in points."""
_SHORTEST = 6.0
_FEWEST_RULES = 4
MOST_RULES = 6000


@dataclass(slots=True)
class Rule:
    """A line that is drawn along an axis: where it stands, and from where to where it goes."""

    upright: bool
    at: float
    start: float
    end: float

    def meets(self, other: Rule) -> bool:
        """Whether two lines, one upright and one not, touch."""
        across = other.start - _NEAR <= self.at <= other.end + _NEAR
        return across and self.start - _NEAR <= other.at <= self.end + _NEAR


def tables_between(rules: Iterable[Rule]) -> list[list[Cell]]:
    """The tables with two rows and two columns or more that lines make; [] where few are drawn."""
    merged = _merged(rules)
    if len(merged) < _FEWEST_RULES:
        return []
    tables = []
    for group in _connected(merged):
        cells = _cells(group)
        if len({cell.rows for cell in cells}) > 1 and len({cell.columns for cell in cells}) > 1:
            tables.append(cells)
    return tables


def rule_between(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    """The line from one point to another, if it is level or upright and long enough to be drawn on purpose."""
    wide, high = abs(one[0] - other[0]), abs(one[1] - other[1])
    if wide < 1 and high >= _SHORTEST:
        yield Rule(True, one[0], *sorted((one[1], other[1])))
    elif high < 1 and wide >= _SHORTEST:
        yield Rule(False, one[1], *sorted((one[0], other[0])))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines in a row joined to one, double lines too."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (one.upright, round(one.at / _NEAR), one.start)):
        for other in reversed(merged[-40:]):
            same = other.upright is rule.upright and abs(other.at - rule.at) <= _NEAR
            if same and rule.start <= other.end + _NEAR and other.start <= rule.end + _NEAR:
                other.start, other.end = min(other.start, rule.start), max(other.end, rule.end)
                break
        else:
            merged.append(Rule(rule.upright, rule.at, rule.start, rule.end))
    return merged


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """The lines in groups that hang together."""
    groups: list[list[Rule]] = []
    waiting = list(rules)
    while waiting:
        group, edge = [], [waiting.pop()]
        while edge:
            rule = edge.pop()
            group.append(rule)
            touching = [other for other in waiting if other.upright is not rule.upright and rule.meets(other)]
            edge += touching
            taken = {id(other) for other in touching}
            waiting = [other for other in waiting if id(other) not in taken]
        groups.append(group)
    return groups


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _cells(group: list[Rule]) -> list[Cell]:
    """The cells of one table: the fields of its grid, joined where no line is drawn between them."""
    level = [rule for rule in group if not rule.upright]
    upright = [rule for rule in group if rule.upright]
    if len(level) < 2 or not upright:
        return []
    left, right = min(rule.start for rule in level), max(rule.end for rule in level)
    xs = _places([left, right, *(rule.at for rule in upright)])
    ys = _places(rule.at for rule in level)[::-1]
    owner = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}
    if len(owner) > 4000:
        return []
    for row, column in owner:
        x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        if column + 2 < len(xs) and not _drawn(upright, xs[column + 1], y):
            _join(owner, (row, column), (row, column + 1))
        if row + 2 < len(ys) and not _drawn(level, ys[row + 1], x):
            _join(owner, (row, column), (row + 1, column))
    fields: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for field, home in owner.items():
        fields.setdefault(home, []).append(field)
    return [_cell(members, xs, ys) for members in fields.values()]


def _drawn(rules: list[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= middle <= rule.end for rule in rules)


def _join(owner: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    keep, gone = sorted((owner[one], owner[other]))
    if keep != gone:
        for field, home in owner.items():
            if home == gone:
                owner[field] = keep


def _cell(members: list[tuple[int, int]], xs: list[float], ys: list[float]) -> Cell:
    rows, columns = [row for row, _ in members], [column for _, column in members]
    return Cell(
        xs[min(columns)],
        ys[max(rows) + 1],
        xs[max(columns) + 1],
        ys[min(rows)],
        (min(rows), max(rows)),
        (min(columns), max(columns)),
    )
