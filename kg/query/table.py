"""An answer: named columns and rows, all in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import FramesMissingError
from kg.printing.cells import csv_record, plain
from kg.stores.protocol import Value

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Table"]

_ROWS_IN_NOTEBOOK: Final = 100
"""The number of rows that a notebook shows."""
NUMBERS: Final[Mapping[str, type]] = MappingProxyType(
    {
        **dict.fromkeys(("amount", "confidence", "rate"), float),
        **dict.fromkeys(("actors_against", "actors_for", "end", "positions_against", "positions_for", "start"), int),
    }
)
"""The columns of named questions that hold numbers; all others hold text."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; two tables are equal if they have the same columns and rows in the same order.

    >>> table = Table(("actor", "talks"), (("China", 2), ("Japan", None)))
    >>> len(table), table.to_dicts()[1]
    (2, {'actor': 'Japan', 'talks': None})
    >>> [actor for actor, _ in table]
    ['China', 'Japan']
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """A dict for each row, keyed by column; an absent value is None."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_csv(self, *, raw_cells: bool = False) -> str:
        r"""The rows as CSV with a header; the cell of an absent value is empty.

        A text that a spreadsheet would run as a formula gets an apostrophe before it (`kg.printing.cells.restored`
        removes it), unless ``raw_cells``.

        >>> Table(("label", "count"), (("=1+1", -2),)).to_csv()
        "label,count\n'=1+1,-2\n"
        """
        return "".join(csv_record(record, raw=raw_cells) + "\n" for record in (self.columns, *self.rows))

    def _repr_html_(self) -> str:
        """The table in a notebook: all columns, and the first hundred rows."""
        from html import escape

        cells = ["".join(f"<th>{escape(name)}</th>" for name in self.columns)]
        cells += ["".join(f"<td>{escape(plain(value))}</td>" for value in row) for row in self.rows[:_ROWS_IN_NOTEBOOK]]
        rest = f"<p>{len(self)} rows</p>" if len(self) > _ROWS_IN_NOTEBOOK else ""
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>{rest}"

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas data frame (needs the extra ``frames``); a column without any value has the type that it
        has in other answers. Raises `FramesMissingError`."""
        try:
            import pandas
        except ImportError as error:
            raise FramesMissingError(package="pandas") from error
        text = pandas.Series([""]).dtype
        # In pandas a column of whole numbers cannot hold absent values.
        types = {
            name: text if kind is str else float if kind is int and self.rows else kind
            for name, kind in self._undetermined_types().items()
        }
        return pandas.DataFrame(list(self.rows), columns=list(self.columns)).astype(types)

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars data frame (needs the extra ``frames``); types are inferred from all rows, and a column
        without any value has the type that it has in other answers.

        Raises `FramesMissingError`.
        """
        try:
            import polars
        except ImportError as error:
            raise FramesMissingError(package="polars") from error
        return polars.DataFrame(
            self.rows,
            schema=list(self.columns),
            schema_overrides={
                name: polars.DataType.from_python(kind) for name, kind in self._undetermined_types().items()
            },
            orient="row",
            infer_schema_length=None,
        )

    def _undetermined_types(self) -> dict[str, type]:
        """The types, by name, of columns whose values do not determine them: those without a value, and those of
        fractions that all happen to be whole numbers."""
        types = {}
        for n, name in enumerate(self.columns):
            value_types = {type(row[n]) for row in self.rows} - {type(None)}
            usual_type = NUMBERS.get(name, str)
            if not value_types or (value_types == {int} and usual_type is float):
                types[name] = usual_type
        return types
