"""Who stands behind the facts of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kg.query.table import Table
from kg.standing import Standing
from kg.stores.protocol import Store
from kg.vocabulary import FACT_ID, HEADINGS

__all__ = ["FACT", "REVIEWED_BY", "reviewed_counts", "with_reviewers"]

FACT: Final = re.compile(FACT_ID)
REVIEWED_BY: Final = "reviewed_by"
_EDGES: Final[Mapping[str, str]] = {
    "affiliation": "AFFILIATED_WITH",
    "lead": "LEADS",
    "negotiation": "NEGOTIATES_WITH",
}
"""Facts that are relationships in a property graph."""


def with_reviewers(table: Table, find: Callable[[Iterable[str]], Mapping[str, Standing]]) -> Table:
    """The table with a last column `REVIEWED_BY`: the people who stand behind the facts of the row, with ``; ``
    between them; None where one of the facts has nobody. ``find`` is `kg.record.Record.reviews`.

    Columns of facts are those whose name is ``fact`` or ends in ``_fact``; a table without one stays as it is.
    """
    places = [n for n, name in enumerate(table.columns) if name == "fact" or name.endswith("_fact")]
    if not places or REVIEWED_BY in table.columns:
        return table
    facts = [
        [id_ for n in places if isinstance(cell := row[n], str) for id_ in FACT.findall(cell)] for row in table.rows
    ]
    standings = find({id_ for ids in facts for id_ in ids})
    rows = []
    for row, ids in zip(table.rows, facts, strict=True):
        names = {name for id_ in ids if id_ in standings for name in standings[id_].by}
        rows.append((*row, "; ".join(sorted(names)) if names and all(id_ in standings for id_ in ids) else None))
    return Table((*table.columns, REVIEWED_BY), tuple(rows))


def reviewed_counts(store: Store) -> dict[str, int]:
    """How many facts of a store people have reviewed, as ``reviewed HEADING``; headings without any are left out."""
    found = {}
    for heading in HEADINGS.values():
        if store.language == "sparql":
            text = f"SELECT (COUNT(DISTINCT ?f) AS ?n) {{ ?f a neg:{heading.capitalize()} ; neg:review ?r }}"
        elif heading in _EDGES:
            text = f"MATCH ()-[x:{_EDGES[heading]}]->() WHERE x.review IS NOT NULL RETURN count(DISTINCT x) AS n"
        else:
            text = f"MATCH (x:{heading.capitalize()}) WHERE x.review IS NOT NULL RETURN count(x) AS n"
        ((count,),) = store.query(text).rows
        if count:
            found[f"reviewed {heading}"] = int(count)
    return found
