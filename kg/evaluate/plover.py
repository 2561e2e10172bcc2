"""Who did what to whom, against sentences coded with PLOVER's classes (the PLV corpus: JSON Lines, one a line).

PLOVER is the Political Language Ontology for Verifiable Event Records, https://github.com/openeventdata/PLOVER.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DocumentError
from kg.evaluate.attribution import touches
from kg.evaluate.figures import Figures
from kg.evaluate.plover_class import class_of_action, class_of_position
from kg.evaluate.reading import json_lines
from kg.model import Action, Document, Facts, Position, Stance

if TYPE_CHECKING:
    from kg.extract import Options

__all__ = ["CodedSentence", "Event", "EventFigures", "events", "load_sentences", "measure_events", "score_events"]

type Span = tuple[int, int]

OF_TALKS = "CONSULT"
TOGETHER = {Stance.ACCEPT, Stance.COMMIT, Stance.OFFER}
"""Stances that parties take towards each other when they take them on one matter."""
LEAST = 0.05


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A sentence, where its source and target stand, and the class of what the one does to the other."""

    name: str
    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    event_class: str


@dataclass(frozen=True, slots=True)
class Event:
    """What a fact says in PLOVER's terms; ``target`` is where the other actor, else the matter, stands."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    event_class: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EventFigures:
    """Of the sentences (``gold``), how often its first event (``predicted``) has the right source, target, class."""

    source: Figures
    target: Figures
    event_class: Figures


def load_sentences(path: Path) -> Iterator[CodedSentence]:
    """The sentences of a corpus in the order of the file; those with one coded relation.

    Raises `kg.errors.GoldFormatError`.
    """
    return json_lines(path, _coded)


def _coded(record: Any, _: int) -> Iterator[CodedSentence]:
    if len(record["relations"]) != 1:
        return
    relation = record["relations"][0]
    spans = {e["id"]: tuple((m["start"], m["end"]) for m in e["mentions"]) for e in record["entities"]}
    yield CodedSentence(
        record["doc_id"],
        record["text"],
        spans.get(relation["subj"], ()),
        spans.get(relation["obj"], ()),
        relation["native_type"],
    )


def events(facts: Facts) -> list[Event]:
    """Positions, actions and talks as events: those of the actor named first, then the surest first."""
    places = {actor.id: tuple(m.span for m in actor.mentions) for actor in facts.actors}
    found = [
        _position(position, places, tuple(s for id_ in _partners(position, facts.positions) for s in places[id_]))
        for position in facts.positions
    ]
    found += [_action(action, places) for action in facts.actions]
    found += [
        Event(places[talk.parties[0]], places[talk.parties[1]], OF_TALKS, talk.evidence.confidence)
        for talk in facts.negotiations
    ]
    first = min((start for event in found for start, _ in event.source), default=0)

    def rank(event: Event) -> tuple[bool, bool, float]:
        """What the actor named first does comes first, and what is done or wanted before a mere meeting."""
        return all(start > first for start, _ in event.source), event.event_class == OF_TALKS, -event.confidence

    return sorted(found, key=rank)


def _position(position: Position, places: Mapping[str, tuple[Span, ...]], partners: tuple[Span, ...]) -> Event:
    """``partners``: where those stand who agree with the holder."""
    matter = position.matter.span
    if position.addressee is not None:
        target = places[position.addressee]
    else:
        target = partners or _named(matter, position.holder, places) or (matter,)
    return Event(places[position.holder], target, class_of_position(position), position.evidence.confidence)


def _partners(position: Position, positions: Sequence[Position]) -> Iterator[str]:
    """Those who agree with the holder on the same matter: what one does to the other, each does."""
    for other in positions:
        same = (other.stance, other.matter) == (position.stance, position.matter)
        if position.stance in TOGETHER and same and other.holder != position.holder:
            yield other.holder


def _action(action: Action, places: Mapping[str, tuple[Span, ...]]) -> Event:
    words = action.evidence.span
    target = places[action.target] if action.target is not None else _named(words, action.actor, places)
    return Event(places[action.actor], target, class_of_action(action), action.evidence.confidence)


def _named(words: Span, own: str, places: Mapping[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    """Where the words name others than the one whose action or position it is."""
    return tuple(span for id_, spans in places.items() for span in spans if id_ != own and touches([span], [words]))


def score_events(sentences: Sequence[CodedSentence], found: Iterable[Sequence[Event]]) -> EventFigures:
    """The first event of each sentence against the code."""
    source = target = event_class = predicted = 0
    for sentence, its in zip(sentences, found, strict=True):
        if its:
            predicted += 1
            source += touches(its[0].source, sentence.source)
            target += touches(its[0].target, sentence.target)
            event_class += its[0].event_class == sentence.event_class
    return EventFigures(*(Figures(right, predicted, len(sentences)) for right in (source, target, event_class)))


def measure_events(sentences: Sequence[CodedSentence], options: Options, workers: int | None = None) -> EventFigures:
    """Read every sentence as a document of its own, and score its first event.

    Each sentence is coded with an event, so even an unsure one is an answer: unless ``options`` say otherwise, facts
    count from a confidence of `LEAST` on.
    """
    from kg import extract

    if options.threshold is None:
        options = replace(options, threshold=LEAST)
    documents = [Document(sentence.text, sentence.name, f"corpus:{sentence.name}") for sentence in sentences]
    results = extract.read_many(documents, options, workers)
    return score_events(sentences, [[] if isinstance(r, DocumentError) else events(r.facts) for r in results])
