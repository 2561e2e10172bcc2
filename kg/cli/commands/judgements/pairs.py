"""`kg review --who`: pairs of actors that may be the same, decided by single keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from kg.cli.commands.judgements.keyboard import END, read_key, wants_undo
from kg.cli.messages import say
from kg.cli.session import followed

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.judgements import Judgement
    from kg.record import Comparison

__all__ = ["review_pairs", "weights_in_words"]

KEYS: Final = "y the same, n different, s skip, u undo, q quit"
VERDICTS: Final = {"y": "same", "n": "different"}
SHOWN: Final = 3
"""The number of documents shown for each actor."""


def review_pairs(graph: Graph, by: str, limit: int) -> None:
    """Ask about each pair of actors that may be the same; every decision is stored at once."""
    doubtful_pairs = graph.record.doubts()
    queue = doubtful_pairs[:limit]
    decisions: list[tuple[int, Judgement]] = []
    position = 0
    say(KEYS if queue else "nothing to review: no two actors are so alike that they may be the same")
    try:
        with followed(graph):
            while position < len(queue) or (decisions and wants_undo()):
                if position == len(queue):
                    position = _undo(graph, by, decisions, position)
                    continue
                _show(graph, queue[position], len(doubtful_pairs) - position)
                key = _read_known_key()
                if key in {END, "q"}:
                    break
                if key == "u":
                    position = _undo(graph, by, decisions, position)
                elif key in VERDICTS:
                    pair = (queue[position].to, queue[position].actor)
                    decisions.append((position, graph.judge_each([(VERDICTS[key], pair, {})], by=by, follow=False)[0]))
                    position += 1
                else:
                    position += 1
    finally:
        say(f"{len(decisions)} decided, {len(doubtful_pairs) - len(decisions)} left")


def _read_known_key() -> str:
    while (key := read_key()) not in {*VERDICTS, "s", " ", "u", "q", END}:
        say(KEYS)
    return key


def _undo(graph: Graph, by: str, decisions: list[tuple[int, Judgement]], position: int) -> int:
    if not decisions:
        say("nothing to undo in this session")
        return position
    position_before, judgement = decisions.pop()
    graph.undo(judgement.id, by=by, follow=False)
    return position_before


def _show(graph: Graph, pair: Comparison, left: int) -> None:
    sys.stdout.write(
        f"\n[{left} left] {_description(graph, pair.actor, pair.name)}\n    is it {_description(graph, pair.to)}?\n"
    )
    sys.stdout.write(
        f"    probability {pair.probability}; for: {weights_in_words(pair, 1)}; against: {weights_in_words(pair, -1)}\n"
    )
    sys.stdout.flush()


def _description(graph: Graph, actor: str, name: str = "") -> str:
    actor_row = graph.record.actor(actor)
    documents = graph.record.documents_of(actor)
    titles = [graph.record.document(each).name for each in documents[:SHOWN]]
    rest_count = f" and {len(documents) - SHOWN} more" if len(documents) > SHOWN else ""
    return f"{actor_row.name if actor_row else name} ({actor}), in {', '.join(titles)}{rest_count}"


def weights_in_words(pair: Comparison, sign: int) -> str:
    """The features for (1) or against (-1) the two being the same, the strongest first, with their log-odds."""
    parts = [f"{name} {log_odds:+.2f}" for name, log_odds in pair.speaks.items() if log_odds * sign > 0]
    return ", ".join(parts) or "nothing"
