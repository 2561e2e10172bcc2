"""What a person should look at again in a judgement that nothing refuses: its text or its evidence does not show the
fact, or the gazetteer says otherwise of the actors."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import KgWarning
from kg.folding import without_accents
from kg.judgement_entry.quotations import spans_of
from kg.judgements import AboutActors, AboutFact, Judgement, Verdict
from kg.judgements.fact_content import EVIDENCE, words_of
from kg.judgements.fields import FIELDS, Kind
from kg.judgements.identity import retyped_id
from kg.model import Document, Passage
from kg.resolve.gazetteer_entries import gazetteer

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["of_actors", "of_fact", "warn"]


def warn(caution: str) -> None:
    """Issue a caution as a `KgWarning`."""
    warnings.warn(caution, KgWarning, stacklevel=3)


def of_actors(record: Record, judgement: Judgement) -> Iterator[str]:
    """What goes against the gazetteer in a judgement of actors: it merges two of the gazetteer's that the record has
    apart, or gives one another type."""
    about = judgement.about
    if not isinstance(about, AboutActors) or not all(actor.id in gazetteer() for actor in about.actors):
        return
    if len({found.id for actor in about.actors for found in record.find_named(actor.id).actors}) < len(about.actors):
        return
    listed = " and ".join(f"{actor.name} ({actor.id})" for actor in about.actors)
    if judgement.verdict is Verdict.SAME:
        yield f"the gazetteer has {listed} as two actors; they are one in this graph from here on"
    if judgement.verdict is Verdict.RETYPED:
        (actor,) = about.actors
        if (new := retyped_id(actor.id, judgement.values["type"])) != actor.id:
            yield f"the gazetteer has {listed} as a {actor.type}; in this graph it is {new} from here on"


def of_fact(judgement: Judgement, document: Document, entered: Mapping[str, Any]) -> Iterator[str]:
    """What is doubtful in the fact of ``document`` that the judgement adds or corrects:

    an actor, a title or a label that the text lacks, words outside the evidence, which cannot prove them, and evidence
    that occurs several times. ``entered`` are the values as the person has written them.
    """
    about = judgement.about
    if judgement.verdict not in {Verdict.ADDED, Verdict.CORRECTED} or not isinstance(about, AboutFact):
        return
    is_added = judgement.verdict is Verdict.ADDED
    values = about.said if is_added else judgement.values
    if is_added and isinstance(words := entered.get(EVIDENCE), str):
        spans = spans_of(words, document.text)
        if len(spans) > 1:
            yield (
                f"the evidence occurs {len(spans)} times in {document.name}; the first is taken, at "
                f"{about.start}-{about.end}: give START-END, or more of its words, if another is meant"
            )
    for name, actor in _actors_missing(about.heading, values, document.text):
        yield f"{document.name} does not name {actor} ({name}): check the name, and that it is the right document"
    for name, text in _texts_missing(about.heading, values, document.text):
        yield f"the {name} {text!r} does not stand in {document.name}: check its wording"
    content = values if is_added or EVIDENCE not in values else {**about.said, **values}
    evidence = values.get(EVIDENCE) or words_of(Passage(about.start, about.end, about.words))
    for name in _unproven(about.heading, content, evidence):
        yield f"the {name} does not stand in the evidence, which cannot prove it: give evidence that contains it"


def _actors_missing(heading: str, values: Mapping[str, Any], text: str) -> Iterator[tuple[str, str]]:
    """The field and the name of each actor that the text does not call by any of its names."""
    folded_text = without_accents(text)
    for field in FIELDS[heading]:
        value = values.get(field.name)
        if value and field.kind in {Kind.ACTOR, Kind.ACTORS}:
            for actor in value if field.kind is Kind.ACTORS else [value]:
                entry = gazetteer().get(actor.get("gazetteer"))
                names = {actor["name"], *(entry.texts if entry else ())}
                if not actor.get("mentions") and not any(_has_words(folded_text, name) for name in names):
                    yield field.name, actor["name"]


def _texts_missing(heading: str, values: Mapping[str, Any], text: str) -> Iterator[tuple[str, str]]:
    """The field and value of each title or label that the text lacks; a unit stands there in a form of its own."""
    folded_text = without_accents(text)
    for field in FIELDS[heading]:
        value = values.get(field.name)
        if value and field.kind is Kind.TEXT and field.is_needed and not _has_words(folded_text, value):
            yield field.name, value


def _has_words(folded_text: str, words: str) -> bool:
    """Whether a text without accents has these words, also in a longer form, such as the plural."""
    pattern = r"\s+".join(map(re.escape, without_accents(words).split()))
    return re.search(rf"(?<!\w){pattern}", folded_text) is not None


def _unproven(heading: str, content: Mapping[str, Any], evidence: Mapping[str, Any]) -> Iterator[str]:
    """The fields whose words lie outside the evidence."""
    for field in FIELDS[heading]:
        words = content.get(field.name)
        if (
            words
            and field.kind is Kind.WORDS
            and not evidence["start"] <= words["start"] < words["end"] <= evidence["end"]
        ):
            yield field.name
