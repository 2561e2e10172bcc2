"""Codings and networks in a line each, for tests of measures and files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from kg.networks.codings import Coding, Codings
from kg.networks.network import Network

__all__ = ["camps", "codings", "network", "said"]


def said(actor: str, issue: str, agreement: int, day: str = "2018-08-24", **more: object) -> Coding:
    """Somebody is for (1) or against (0) something; one document a day unless ``document`` names it."""
    document = str(more.pop("document", f"paper of {day}"))
    fact = str(more.pop("id", f"position/{document}/{actor}/{issue}/{agreement}"))
    values = {"actor": actor, "issue": issue, "agreement": agreement}
    return Coding(fact, "positions", document, dt.datetime.fromisoformat(day), 0, 5, values, **more)  # type: ignore[arg-type]


def codings(*rows: Coding) -> Codings:
    """Codings in chronological order."""
    ordered = sorted(rows, key=lambda row: (row.date, row.document, row.id))
    variables = {"actor": "short text", "issue": "short text", "agreement": "boolean"}
    documents = {row.document: {"name": row.document, "date": row.date.date().isoformat()} for row in ordered}
    return Codings(tuple(ordered), variables, documents)


def network(*ties: tuple[str, str, float], directed: bool = False, labels: Iterable[str] = ()) -> Network:
    """A one-mode network of these ties; ``labels`` adds isolates."""
    names = tuple(sorted({*labels, *(name for a, b, _ in ties for name in (a, b))}))
    weights = np.zeros((len(names), len(names)))
    for a, b, weight in ties:
        weights[names.index(a), names.index(b)] = weight
        if not directed:
            weights[names.index(b), names.index(a)] = weight
    return Network(names, names, weights, one_mode=True, directed=directed, aggregation="subtract")


def camps(size: int = 6, day: str = "2018-08-24", *, mixed: bool = False) -> list[Coding]:
    """Two camps of ``size`` with opposite views on four issues; ``mixed``: views are independent of camps."""
    chance = np.random.default_rng(3)
    rows = []
    for n in range(2 * size):
        for issue in ("duties", "fish", "gas", "seeds"):
            side = int(chance.integers(2)) if mixed else int((n < size) == (issue in ("duties", "fish")))
            rows.append(said(f"{'east' if n < size else 'west'} {n:02}", issue, side, day))
    return rows
