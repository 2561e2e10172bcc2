"""Measure events (who did what to whom) against sentences coded with PLOVER's classes (the PLV corpus: JSON Lines).

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

TALKS = "CONSULT"
MUTUAL = {Stance.ACCEPT, Stance.COMMIT, Stance.OFFER}
"""Stances that holders take towards each other if they take them on the same matter."""
THRESHOLD = 0.05


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A sentence, the spans of source and target, and the class of what the source does to the target."""

    name: str
    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    event_class: str


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in PLOVER's terms; ``target`` has the spans of the other actor, else that of the matter."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    event_class: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EventFigures:
    """How often the first event of a sentence has the right source, target and class: ``gold`` counts the sentences,
    ``predicted`` those with an event."""

    source: Figures
    target: Figures
    event_class: Figures


def load_sentences(path: Path) -> Iterator[CodedSentence]:
    """The sentences of a corpus that have exactly one coded relation, in the order of the file.

    Raises `kg.errors.GoldFormatError`.
    """
    return json_lines(path, _coded_sentence)


def _coded_sentence(record: Any, _: int) -> Iterator[CodedSentence]:
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
    """Positions, actions and talks as events: those of the actor that is mentioned first come first, then the others;
    of each, talks last; and of these, the more confident first."""
    places = {actor.id: tuple(m.span for m in actor.mentions) for actor in facts.actors}
    all_events = [
        _position(position, places, tuple(s for id_ in _partners(position, facts.positions) for s in places[id_]))
        for position in facts.positions
    ]
    all_events += [_action(action, places) for action in facts.actions]
    all_events += [
        Event(places[talk.parties[0]], places[talk.parties[1]], TALKS, talk.evidence.confidence)
        for talk in facts.negotiations
    ]
    first_start = min((start for event in all_events for start, _ in event.source), default=0)

    def rank(event: Event) -> tuple[bool, bool, float]:
        return all(start > first_start for start, _ in event.source), event.event_class == TALKS, -event.confidence

    return sorted(all_events, key=rank)


def _position(position: Position, places: Mapping[str, tuple[Span, ...]], partners: tuple[Span, ...]) -> Event:
    """The event of a position; ``partners`` are the spans of actors that agree with the holder."""
    matter = position.matter.span
    if position.addressee is not None:
        target = places[position.addressee]
    else:
        target = partners or _mentions_of_others(matter, position.holder, places) or (matter,)
    return Event(places[position.holder], target, class_of_position(position), position.evidence.confidence)


def _partners(position: Position, positions: Sequence[Position]) -> Iterator[str]:
    """The other holders of a mutual stance on the same matter: each is the target of the others."""
    for other in positions:
        has_same_matter = (other.stance, other.matter) == (position.stance, position.matter)
        if position.stance in MUTUAL and has_same_matter and other.holder != position.holder:
            yield other.holder


def _action(action: Action, places: Mapping[str, tuple[Span, ...]]) -> Event:
    target = places[action.target] if action.target else _mentions_of_others(action.evidence.span, action.actor, places)
    return Event(places[action.actor], target, class_of_action(action), action.evidence.confidence)


def _mentions_of_others(span: Span, actor: str, places: Mapping[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    """The mentions in a span of actors other than ``actor``."""
    return tuple(
        mention for id_, spans in places.items() for mention in spans if id_ != actor and touches([mention], [span])
    )


def score_events(sentences: Sequence[CodedSentence], events_by_sentence: Iterable[Sequence[Event]]) -> EventFigures:
    """Compare the first event found in each sentence with the coded one."""
    source = target = event_class = predicted = 0
    for sentence, ranked in zip(sentences, events_by_sentence, strict=True):
        if ranked:
            predicted += 1
            source += touches(ranked[0].source, sentence.source)
            target += touches(ranked[0].target, sentence.target)
            event_class += ranked[0].event_class == sentence.event_class
    return EventFigures(*(Figures(right, predicted, len(sentences)) for right in (source, target, event_class)))


def measure_events(sentences: Sequence[CodedSentence], options: Options, workers: int | None = None) -> EventFigures:
    """Read every sentence as a document of its own, and score its first event.

    Since each sentence is coded with an event, facts count from a confidence of `THRESHOLD` on unless ``options`` name
    a threshold.
    """
    from kg import extract

    if options.threshold is None:
        options = replace(options, threshold=THRESHOLD)
    documents = [Document(sentence.text, sentence.name, f"corpus:{sentence.name}") for sentence in sentences]
    results = extract.read_many(documents, options, workers)
    return score_events(sentences, [[] if isinstance(r, DocumentError) else events(r.facts) for r in results])
