"""`kg review --who`: pairs of actors that may be the same, decided by single keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from kg.cli.commands.judging.keyboard import END, read_key, wants_undo
from kg.cli.messages import say
from kg.cli.session import followed

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.judgements import Judgement
    from kg.record import Comparison

__all__ = ["review_pairs", "spoken"]

KEYS: Final = "y the same, n different, s skip, u undo, q quit"
VERDICTS: Final = {"y": "same", "n": "different"}
SHOWN: Final = 3
"""The number of documents shown for each actor."""


def review_pairs(graph: Graph, by: str, limit: int) -> None:
    """Ask about each pair of actors that may be the same; every decision is stored at once."""
    doubts = graph.record.doubts()
    waiting = doubts[:limit]
    made: list[tuple[int, Judgement]] = []
    at = 0
    if waiting:
        say(KEYS)
    try:
        with followed(graph):
            while at < len(waiting) or (made and wants_undo()):
                if at == len(waiting):
                    at = _undo(graph, by, made, at)
                    continue
                _show(graph, waiting[at], len(doubts) - at)
                key = _asked()
                if key in {END, "q"}:
                    break
                if key == "u":
                    at = _undo(graph, by, made, at)
                elif key in VERDICTS:
                    pair = (waiting[at].to, waiting[at].actor)
                    made.append((at, graph.judge_each([(VERDICTS[key], pair, {})], by=by, follow=False)[0]))
                    at += 1
                else:
                    at += 1
    finally:
        say(f"{len(made)} decided, {len(doubts) - len(made)} left")


def _asked() -> str:
    while (key := read_key()) not in {*VERDICTS, "s", " ", "u", "q", END}:
        say(KEYS)
    return key


def _undo(graph: Graph, by: str, made: list[tuple[int, Judgement]], at: int) -> int:
    if not made:
        say("nothing to undo in this session")
        return at
    before, judgement = made.pop()
    graph.undo(judgement.id, by=by, follow=False)
    return before


def _show(graph: Graph, pair: Comparison, left: int) -> None:
    sys.stdout.write(
        f"\n[{left} left] {_described(graph, pair.actor, pair.name)}\n    is it {_described(graph, pair.to)}?\n"
    )
    sys.stdout.write(f"    probability {pair.probability}; for: {spoken(pair, 1)}; against: {spoken(pair, -1)}\n")
    sys.stdout.flush()


def _described(graph: Graph, actor: str, name: str = "") -> str:
    found = graph.record.actor(actor)
    documents = graph.record.documents_of(actor)
    titles = [graph.record.document(each).name for each in documents[:SHOWN]]
    more = f" and {len(documents) - SHOWN} more" if len(documents) > SHOWN else ""
    return f"{found.name if found else name} ({actor}), in {', '.join(titles)}{more}"


def spoken(pair: Comparison, sign: int) -> str:
    """The features for (1) or against (-1) the two being the same, the strongest first, with their log-odds."""
    parts = [f"{name} {added:+.2f}" for name, added in pair.speaks.items() if added * sign > 0]
    return ", ".join(parts) or "nothing"
