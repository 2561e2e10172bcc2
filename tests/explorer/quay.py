"""A document of plain sentences, with a fact or two of most headings, for tests of how pages show facts and of how
people judge them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kg.graph import open_graph
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    Mention,
    MentionReason,
    Negotiation,
    Passage,
    Polarity,
    Position,
    PositionModality,
    Stance,
    Statement,
    TalkModality,
)

__all__ = ["TEXT", "verdicts", "written"]

TEXT = (
    "Norland ruled out talks with Sorland. Norland will meet Westland. Norland gave Sorland money. "
    "Westland stopped.\n\nAda Quill said that the long\nharbour was calm. Norland supports the dyke. "
    "Norland supports the dyke. The U.S. port was rainy, and Sorland spoke of a harbour tax."
)


def _proof(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words), words, "made up", 0.9)


def _passage(words: str) -> Passage:
    proof = _proof(words)
    return Passage(proof.start, proof.end, proof.text)


def _actor(local: str, name: str, kind: ActorType) -> Actor:
    start = TEXT.index(name)
    return Actor(local, name, kind, (), (Mention(start, start + len(name), name, MentionReason.NAME),))


def written(folder: Path, name: str = "quay") -> str:
    """Write the document to the graph in the folder, made if there is none, and return the document's id."""
    actors = (
        *(_actor(each[0].lower(), each, ActorType.ORGANIZATION) for each in ("Norland", "Sorland", "Westland")),
        _actor("a", "Ada Quill", ActorType.PERSON),
    )
    aid, stop = _proof("Norland gave Sorland money"), _proof("Westland stopped")
    support = _proof("Norland supports the dyke")
    facts = Facts(
        actors=actors,
        negotiations=(
            Negotiation(("n", "s"), TalkModality.REFUSED, _proof("Norland ruled out talks with Sorland")),
            Negotiation(("n", "w"), TalkModality.PLANNED, _proof("Norland will meet Westland")),
        ),
        actions=(
            Action("n", ActionKind.AID, "s", 5e8, "USD", None, ActionStatus.IN_FORCE, aid),
            Action("w", ActionKind.OTHER, None, None, None, None, ActionStatus.LIFTED, stop),
        ),
        statements=(
            Statement(
                ("a",),
                _passage("said"),
                _passage("harbour was calm"),
                Polarity.POSITIVE,
                None,
                _proof("Ada Quill said"),
            ),
        ),
        positions=(Position("n", Stance.SUPPORT, _passage("dyke"), None, PositionModality.ASSERTED, support),),
    )
    document = Document(
        f"{TEXT} So it was at the {name}.", name, f"file:///texts/{name}.txt", f"At the {name}", dt.date(2021, 2, 3)
    )
    with open_graph(folder, create=not folder.exists()) as graph:
        graph.record.put(document, facts, "scripted 1")
        graph.catch_up()
    return document.id


def verdicts(folder: Path) -> list[str]:
    """The verdicts of people's judgements in the graph of the folder, in order of time."""
    with open_graph(folder) as graph:
        return [state.judgement.verdict.value for state in graph.judgements()]
