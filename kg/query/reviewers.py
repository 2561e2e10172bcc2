"""The people who have reviewed the facts of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kg.query.table import Table
from kg.standing import Standing
from kg.vocabulary import FACT_ID

__all__ = ["FACT", "REVIEWED_BY", "with_reviewers"]

FACT: Final = re.compile(FACT_ID)
REVIEWED_BY: Final = "reviewed_by"


def with_reviewers(table: Table, find_standings: Callable[[Iterable[str]], Mapping[str, Standing]]) -> Table:
    """The table with a last column `REVIEWED_BY`: the reviewers of the row's facts, separated by ``; ``; None if one of
    the facts has none. ``find_standings`` gives those of reviewed facts by id: `kg.record.Record.reviews`.

    Columns of facts are named ``fact`` or end in ``_fact``; a table without one stays as it is.
    """
    fact_columns = [n for n, name in enumerate(table.columns) if name == "fact" or name.endswith("_fact")]
    if not fact_columns or REVIEWED_BY in table.columns:
        return table
    ids_by_row = [
        [id_ for n in fact_columns if isinstance(cell := row[n], str) for id_ in FACT.findall(cell)]
        for row in table.rows
    ]
    standings = find_standings({id_ for ids in ids_by_row for id_ in ids})
    rows = []
    for row, ids in zip(table.rows, ids_by_row, strict=True):
        names = {name for id_ in ids if id_ in standings for name in standings[id_].by}
        rows.append((*row, "; ".join(sorted(names)) if names and all(id_ in standings for id_ in ids) else None))
    return Table((*table.columns, REVIEWED_BY), tuple(rows))
