"""Codings and networks in a short notation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kg.networks.codings import Coding, Codings, Value, in_order
from kg.networks.counting.series import networks
from kg.networks.network import Network
from kg.networks.options import Options

__all__ = ["cells", "network", "told"]


def told(*lines: str, type: str = "boolean", documents: Mapping[str, Mapping[str, str]] | None = None) -> Codings:
    """Codings of a line each: day, actor, concept, and perhaps a level and a document (otherwise, the day's).

    The variables are organization, concept and level; ``type`` is that of the level. A dash is an empty text.
    """
    rows = []
    dates: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        day, actor, concept, *rest = line.split()
        level, document = [*rest, *["1", day][len(rest) :]]
        texts = {"organization": actor, "concept": concept}
        values: dict[str, Value] = {name: "" if text == "-" else text for name, text in texts.items()}
        values["level"] = int(level) if type in ("boolean", "integer") else level.replace("-", "")
        date = datetime.fromisoformat(day)
        dates[document] = date.isoformat()
        rows.append(Coding(str(number), "", document, date, number, number + 1, values))
    known = {id: {"date": date, **(documents or {}).get(id, {})} for id, date in dates.items()}
    variables = {"organization": "short text", "concept": "short text", "level": type}
    return Codings(in_order(rows), variables, known | {id: d for id, d in (documents or {}).items() if id not in known})


def network(codings: Codings, **options: Any) -> Network:
    """The one network of these options."""
    (found,) = networks(codings, Options(**options))
    return found


def cells(network: Network) -> dict[tuple[str, str], float]:
    """The non-zero cells by their labels; of a one-mode network, those on and above the diagonal."""
    return {
        (network.rows[row], network.columns[column]): float(weight)
        for row, weights in enumerate(network.weights)
        for column, weight in enumerate(weights)
        if weight and (column >= row or not network.one_mode)
    }
