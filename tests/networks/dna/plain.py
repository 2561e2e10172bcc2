"""Networks counted by plain loops over codings, by SEMANTICS.md of ../shared/dna, for options that go together.

Slow, and written independently of `kg.networks`: where both agree, either both are right or both err alike.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kg.networks.codings import Coding, Codings, Value
from kg.networks.options import Options

__all__ = ["Plain", "plain_networks"]

type Matrix = list[list[float]]
type Cells = dict[tuple[str, str, Value], list[Coding]]
LENGTHS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}


@dataclass
class Plain:
    rows: list[str]
    columns: list[str]
    matrix: Matrix
    times: tuple[datetime, ...] = ()


def plain_networks(codings: Codings, options: Options) -> list[Plain]:
    """The networks of DNA, for options that DNA takes as they are."""
    return list(_Counter(codings, options).networks())


def moved(date: datetime, unit: str, by: int) -> datetime:
    if unit in LENGTHS:
        return date + timedelta(seconds=LENGTHS[unit] * by)
    months = date.year * 12 + date.month - 1 + by * (12 if unit == "years" else 1)
    last = monthrange(months // 12, months % 12 + 1)[1]
    return date.replace(year=months // 12, month=months % 12 + 1, day=min(last, date.day))


def in_order(values: Sequence[Value] | set[Value]) -> list[Value]:
    return sorted(values, key=lambda value: str(value).encode("utf-16-be"))


class _Counter:
    def __init__(self, codings: Codings, options: Options) -> None:
        self.codings, self.options = codings, options
        dates = [datetime.fromisoformat(document["date"]) for document in codings.documents.values()]
        self.start, self.stop = options.start or min(dates), options.stop or max(dates)
        self.original = [row for row in codings.rows if self.start <= row.date <= self.stop and self.in_documents(row)]
        self.filtered = self.once([row for row in self.original if self.stays(row)])
        self.kind = self.type_of_qualifier()

    def of(self, row: Coding, name: str) -> Value:
        if name == "document.id":
            return row.document
        if name.startswith("document."):
            return self.codings.documents[row.document][name.removeprefix("document.")]
        return row.values[name]

    def type_of_qualifier(self) -> str:
        name = self.options.qualifier
        if name is None:
            return "none"
        return "document" if name.startswith("document.") else self.codings.variables[name]

    def in_documents(self, row: Coding) -> bool:
        found = [each for each in self.options.exclude if each.variable.startswith("document.") and each.values]
        return all((self.of(row, each.variable) in each.values) == each.invert for each in found)

    def stays(self, row: Coding) -> bool:
        options = self.options
        for each in options.exclude:
            if not each.variable.startswith("document.") and (
                (str(row.values[each.variable]) in each.values) != each.invert
            ):
                return False
        if "" in (self.of(row, options.variable1), self.of(row, options.variable2)):
            return False
        return options.aggregation == "ignore" or options.qualifier is None or self.of(row, options.qualifier) != ""

    def once(self, rows: list[Coding]) -> list[Coding]:
        units: dict[str, Callable[[Coding], object]] = {
            "document": lambda row: row.document,
            "week": lambda row: row.date.isocalendar().week,
            "month": lambda row: row.date.month,
            "year": lambda row: row.date.year,
            "acrossrange": lambda row: None,
        }
        if self.options.duplicates == "include":
            return rows
        unit = units[self.options.duplicates]
        kept: list[Coding] = []
        for row in rows:
            if not any(unit(row) == unit(other) and self.same(row, other) for other in kept):
                kept.append(row)
        return kept

    def same(self, row: Coding, other: Coding) -> bool:
        options = self.options
        names = [options.variable1, options.variable2]
        if options.qualifier is not None and options.aggregation != "ignore":
            names.append(options.qualifier)
            value = self.of(row, options.qualifier)
            if isinstance(value, int) and not -128 <= value <= 127:
                return False
        return all(self.of(row, name) == self.of(other, name) for name in names)

    def networks(self) -> Iterator[Plain]:
        options = self.options
        if options.kernel != "no":
            yield from self.smoothed()
        elif options.window == "no":
            yield self.network(self.filtered, (self.start, self.stop))
        elif options.window == "events":
            half = options.length // 2
            for place in range(half, len(self.filtered) - half):
                rows = self.filtered[place - half : place + half + 1]
                yield self.network(rows, (rows[0].date, self.filtered[place].date, rows[-1].date))
        else:
            half = math.floor((options.length - 1) / 2 + 0.5)
            middle = self.start
            while middle <= self.stop:
                begin, end = moved(middle, options.window, -half), moved(middle, options.window, half)
                if self.start <= begin and end <= self.stop:
                    rows = [row for row in self.filtered if begin <= row.date <= end]
                    yield self.network(rows, (begin, middle, end))
                middle = moved(middle, options.window, 1)

    def labels(self, rows: list[Coding], name: str) -> list[str]:
        found = {self.of(row, name) for row in (self.original if self.options.isolates else rows)}
        return [str(label) for label in in_order(found - {""})]

    def levels(self, rows: list[Coding]) -> list[Value]:
        name = self.options.qualifier
        if name is None:
            return [0]
        match self.kind:
            case "boolean":
                return [0, 1]
            case "integer":
                return sorted({self.of(row, name) for row in self.original}, key=int)
            case "document":
                return in_order({self.of(row, name) for row in rows})
            case _:
                return in_order({self.of(row, name) for row in self.original})

    def cells(self, rows: list[Coding]) -> Cells:
        options, found = self.options, defaultdict(list)
        for row in rows:
            level = self.of(row, options.qualifier) if options.qualifier is not None else 0
            found[str(self.of(row, options.variable1)), str(self.of(row, options.variable2)), level].append(row)
        return found

    def network(self, rows: list[Coding], times: tuple[datetime, ...]) -> Plain:
        options = self.options
        first, second = self.labels(rows, options.variable1), self.labels(rows, options.variable2)
        levels = self.levels(rows)
        counts = {cell: len(found) for cell, found in self.cells(rows).items()}

        def x(a: str, j: str, k: Value) -> int:
            return counts.get((a, j, k), 0)

        if options.mode == "one-mode":
            matrix = [[0.0 if a == b or not rows else self.tie(x, a, b, second, levels) for b in first] for a in first]
            return Plain(first, first, matrix, times)
        matrix = [[self.cell([x(a, j, k) for k in levels], levels) for j in second] for a in first]
        return Plain(first, second, self.divided(matrix, x, first, second, levels), times)

    def tie(self, x: Callable[..., int], a: str, b: str, columns: list[str], levels: list[Value]) -> float:
        pairs = [(x(a, j, k), x(b, j, k)) for j in columns for k in levels]
        mine, theirs = sum(m for m, _ in pairs), sum(t for _, t in pairs)
        weight = self.agreement(x, a, b, columns, levels)
        match self.options.normalisation:
            case "no":
                return weight
            case "average":
                by = (mine + theirs) / 2
            case "jaccard":
                by = sum(m * t if m and t else m + t for m, t in pairs)
            case _:
                by = mine * theirs
        return weight / by if by else 0.0

    def agreement(self, x: Callable[..., int], a: str, b: str, columns: list[str], levels: list[Value]) -> float:
        aggregation = self.options.aggregation
        if aggregation == "ignore":
            return sum(sum(x(a, j, k) for k in levels) * sum(x(b, j, k) for k in levels) for j in columns)
        if self.kind in ("short text", "document"):
            pairs = [(x(a, j, k), x(b, j, k)) for j in columns for k in levels]
            same: float = sum(m * t for m, t in pairs)
            other: float = sum(m + t for m, t in pairs if (m > 0) != (t > 0))
        else:
            scale = int(levels[-1]) - int(levels[0])
            if scale == 0:
                return math.nan
            triples: list[tuple[float, float]] = [
                (x(a, j, k) * x(b, j, m), abs(int(k) - int(m)) / scale) for j in columns for k in levels for m in levels
            ]
            same = sum(product * (1 - far) for product, far in triples)
            other = sum(product * far for product, far in triples)
        return {"congruence": same, "conflict": other, "subtract": same - other}[aggregation]

    def cell(self, counts: list[int], levels: list[Value]) -> float:
        match self.options.aggregation, self.kind:
            case "combine", _:
                return float(sum(2 ** (len(levels) - 1 - k) for k, count in enumerate(counts) if count))
            case "subtract", "boolean":
                return counts[1] - counts[0]
            case "subtract", "integer":
                return sum(int(level) * count for level, count in zip(levels, counts, strict=True))
            case _:
                return sum(counts)

    def divided(
        self, matrix: Matrix, x: Callable[..., int], first: list[str], second: list[str], levels: list[Value]
    ) -> Matrix:
        by_row = [sum(x(a, j, k) for j in second for k in levels) for a in first]
        by_column = [sum(x(a, j, k) for a in first for k in levels) for j in second]
        if self.options.aggregation == "combine":
            by_row = [sum(1 for cell in cells if cell) for cells in matrix]
        match self.options.normalisation:
            case "activity":
                return [[c / by if by else 0.0 for c in cells] for cells, by in zip(matrix, by_row, strict=True)]
            case "prominence":
                return [[c / by if by else 0.0 for c, by in zip(cells, by_column, strict=True)] for cells in matrix]
            case _:
                return matrix

    def smoothed(self) -> Iterator[Plain]:
        options, rows = self.options, self.filtered
        if not rows or options.window in ("seconds", "events"):
            return
        half = (options.length + options.length % 2) // 2
        begin, end = max(self.start, rows[0].date), min(self.stop, rows[-1].date)
        inset = half if options.indent else 0
        middle, last = moved(begin, options.window, inset), moved(end, options.window, -inset)
        while middle <= last:
            first, final = begin, end
            if options.kernel != "gaussian":
                first = max(begin, moved(middle, options.window, -half))
                final = min(end, moved(middle, options.window, half))
            inside = [r for r in rows if options.kernel == "gaussian" or first <= r.date <= final]
            weights = {row.id: self.weight(row, middle, half) for row in inside}
            yield self.smooth(weights, self.cells(inside), (first, middle, final))
            middle = moved(middle, options.window, 1)

    def weight(self, row: Coding, middle: datetime, half: int) -> float:
        unit = self.options.window
        if unit in LENGTHS:
            units = math.trunc((middle - row.date).total_seconds() / LENGTHS[unit])
        else:
            months = (middle.year - row.date.year) * 12 + middle.month - row.date.month
            if months > 0 and middle.day < row.date.day:
                months -= 1
            if months < 0 and middle.day > row.date.day:
                months += 1
            units = months if unit == "months" else math.trunc(months / 12)
        u = units / half
        match self.options.kernel:
            case "gaussian":
                return math.exp(-u * u / 2) / math.sqrt(2 * math.pi)
            case _ if abs(u) > 1:
                return 0.0
            case "triangular":
                return abs(1 - u)
            case "epanechnikov":
                return 0.75 * (1 - u * u)
            case _:
                return 0.5

    def smooth(self, weights: dict[str, float], cells: Cells, times: tuple[datetime, ...]) -> Plain:
        options, name = self.options, self.options.qualifier
        first, second = (self.labels(self.filtered, each) for each in (options.variable1, options.variable2))
        among = self.original if options.isolates else self.filtered
        levels: list[Value] = in_order({self.of(row, name) for row in among}) if name is not None else [0]
        matrix = []
        for a in first:
            if options.mode == "one-mode":
                matrix.append([self.smooth_tie(weights, cells, a, b, second, levels) for b in first])
            else:
                matrix.append([self.smooth_cell(weights, cells, a, j, levels) for j in second])
        total = sum(map(sum, matrix))
        if options.to_one and total:
            matrix = [[cell / total for cell in row] for row in matrix]
        return Plain(first, first if options.mode == "one-mode" else second, matrix, times)

    def smooth_cell(self, weights: dict[str, float], cells: Cells, a: str, j: str, levels: list[Value]) -> float:
        result = 0.0
        for k, level in enumerate(levels):
            sign = {"boolean": 2 * k - 1, "integer": k}.get(self.kind, 1)
            sign = sign if self.options.aggregation == "subtract" else 1
            result += sum(sign * weights[row.id] for row in cells.get((a, j, level), []))
        return result

    def smooth_tie(
        self, weights: dict[str, float], cells: Cells, a: str, b: str, columns: list[str], levels: list[Value]
    ) -> float:
        result = 0.0
        for j in columns:
            for k, level in enumerate(levels):
                for m, other in enumerate(levels):
                    for one in cells.get((a, j, level), []):
                        for two in cells.get((b, j, other), []):
                            pair = math.sqrt(weights[one.id] * weights[two.id])
                            result += pair * self.smooth_pair(k, m, len(levels))
        if self.options.normalisation == "average" and result != 0:
            whole = self.cells(self.filtered)
            sizes = [len(whole.get((a, j, k), [])) + len(whole.get((b, j, k), [])) for j in columns for k in levels]
            result *= sum(2 / size for size in sizes if size)
        return result

    def smooth_pair(self, k: int, m: int, levels: int) -> float:
        alike = 1.0
        if self.kind in ("boolean", "integer"):
            alike = abs(1 - abs(k - m) / (levels - 1)) if levels > 1 else math.nan
        weights = {"congruence": alike, "conflict": 1 - alike, "subtract": 2 * alike - 1}
        return weights.get(self.options.aggregation, 1.0)
