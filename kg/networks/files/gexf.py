"""Write GEXF 1.3, Gephi's format, with the periods in which nodes and edges exist, and weights over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import IO, Final

from kg.exports.xml_text import attribute
from kg.networks.codings import Codings
from kg.networks.conversion import edges, node_names, sign
from kg.networks.from_graph.explanation import last_moment_of
from kg.networks.from_graph.reading import UNDATED
from kg.networks.network import Network

__all__ = ["write_gexf"]

type Span = tuple[datetime, datetime]

_ENDS: Final = (time.min, time(23, 59, 59))
"""The begin and end of a day."""


@dataclass(slots=True)
class _Lifetime:
    """The periods in which a node or an edge exists; for an edge also its weight in each, their sum and number."""

    spans: list[Span] = field(default_factory=list)
    weights: list[tuple[Span, float]] = field(default_factory=list)
    total: float = 0.0
    count: int = 0


def write_gexf(networks: Sequence[Network], codings: Codings | None, output: IO[bytes]) -> None:
    """Write one network, or a series of windows. An edge of a single network exists from the first to the last day of
    the ``codings`` that it rests on, "in March" to the end of March; in a series it exists, with the window's weight,
    from the start of each window that has it to the start of the next.

    A node has its ``kind`` (``row`` or ``column``), and the periods of its edges, unless one of them is undated. The
    static weight of an edge is the mean over the windows that have it, for combined levels the union. It is absolute,
    with the sign (see `kg.networks.conversion.sign`) as an attribute, since Gephi's layouts take no negative weights.
    Times are written as days if all periods consist of whole days.
    """
    series = len(networks) > 1
    nodes, ties = _lifetimes(networks, None if series else codings)
    directed = any(network.directed for network in networks)
    moments = {moment for tie in ties.values() for span in tie.spans for moment in span}
    in_days = all(moment.time() in _ENDS for moment in moments)
    formatted = _day if in_days else _time
    write = _Writer(output)
    write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    kind = "directed" if directed else "undirected"
    write(f'  <graph defaultedgetype="{kind}" mode="dynamic" timeformat="{"date" if in_days else "dateTime"}">\n')
    write('    <attributes class="node" mode="static">\n      <attribute id="kind" title="kind" type="string"/>\n')
    write('    </attributes>\n    <attributes class="edge" mode="static">\n')
    write('      <attribute id="sign" title="sign" type="string"/>\n    </attributes>\n')
    write('    <attributes class="edge" mode="dynamic">\n')
    write('      <attribute id="signed" title="signed weight" type="double"/>\n    </attributes>\n    <nodes>\n')
    for (name, kind), lifetime in nodes.items():
        write(f'      <node id="{attribute(name)}" label="{attribute(name.removesuffix(" (column)"))}">')
        write(f'<attvalues><attvalue for="kind" value="{kind}"/></attvalues>{_spells(lifetime, formatted)}</node>\n')
    write("    </nodes>\n    <edges>\n")
    for n, ((source, target), lifetime) in enumerate(ties.items()):
        mean = lifetime.total / lifetime.count
        write(f'      <edge id="{n}" source="{attribute(source)}" target="{attribute(target)}" weight="{abs(mean)!r}">')
        values = "".join(
            f'<attvalue for="signed" value="{weight!r}" start="{formatted(start)}" end="{formatted(end)}"/>'
            for (start, end), weight in lifetime.weights
        )
        side = sign(networks[0], mean)
        values = (f'<attvalue for="sign" value="{side}"/>' if side else "") + values
        write(f"<attvalues>{values}</attvalues>{_spells(lifetime, formatted)}</edge>\n")
    write("    </edges>\n  </graph>\n</gexf>\n")


class _Writer:
    def __init__(self, output: IO[bytes]) -> None:
        self._output = output

    def __call__(self, text: str) -> None:
        self._output.write(text.encode())


def _lifetimes(
    networks: Sequence[Network], codings: Codings | None
) -> tuple[dict[tuple[str, str], _Lifetime], dict[tuple[str, str], _Lifetime]]:
    """The lifetimes of nodes, by name and kind, and of edges, by the names of their ends."""
    nodes: dict[tuple[str, str], _Lifetime] = {}
    ties: dict[tuple[str, str], _Lifetime] = {}
    undated: list[_Lifetime] = []
    for network, span in zip(networks, _spans(networks), strict=True):
        rows, columns = node_names(network, networks)
        for name in rows:
            nodes.setdefault((name, "row"), _Lifetime())
        for name in () if network.one_mode else columns:
            nodes.setdefault((name, "column"), _Lifetime())
        for i, j, weight in edges(network):
            tie = ties.setdefault((rows[i], columns[j]), _Lifetime())
            if network.aggregation == "combine":  # The weight is a bit set of levels.
                tie.total, tie.count = int(tie.total) | int(weight), 1
            else:
                tie.total += weight
                tie.count += 1
            period = span if codings is None else _period(network, codings, i, j)
            ends = nodes[(rows[i], "row")], nodes[(columns[j], "row" if network.one_mode else "column")]
            if period is None:
                undated += ends
                continue
            tie.weights.append((period, weight))
            for lifetime in (tie, *ends):
                lifetime.spans.append(period)
    for lifetime in undated:
        lifetime.spans.clear()
    return nodes, ties


def _spans(networks: Sequence[Network]) -> Iterator[Span | None]:
    """From the start of each window to its end, or to just before the start of the next one if they overlap."""
    for n, network in enumerate(networks):
        window = network.window
        if window is None:
            yield None
            continue
        following = networks[n + 1].window if n + 1 < len(networks) else None
        end = min(window.stop, following.start - timedelta(seconds=1)) if following else window.stop
        yield window.start, max(window.start, end)  # windows around events may start together


def _period(network: Network, codings: Codings, i: int, j: int) -> Span | None:
    rows = [codings.rows[n] for n in network.support.get((i, j), ())]
    dated = [row for row in rows if row.date != UNDATED]
    return (min(row.date for row in dated), max(map(last_moment_of, dated))) if dated else None


def _spells(lifetime: _Lifetime, formatted: Callable[[datetime], str]) -> str:
    """The periods of a lifetime as XML, adjacent ones merged."""
    joined: list[Span] = []
    for start, end in sorted(set(lifetime.spans)):
        if joined and start <= joined[-1][1] + timedelta(seconds=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    if not joined:
        return ""
    return f"<spells>{''.join(f'<spell start="{formatted(a)}" end="{formatted(b)}"/>' for a, b in joined)}</spells>"


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
