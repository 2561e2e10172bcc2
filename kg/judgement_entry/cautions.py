"""What a person should look at again in a fact that is added or corrected: nothing refuses it, but its text or its
evidence does not show it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import KgWarning
from kg.folding import without_accents
from kg.judgement_entry.quotations import spans_of
from kg.judgements import AboutFact, Judgement, Verdict
from kg.judgements.fact_content import EVIDENCE, words_of
from kg.judgements.fields import FIELDS, Kind
from kg.model import Document, Passage
from kg.resolve.gazetteer_entries import gazetteer

__all__ = ["warn"]


def warn(judgement: Judgement, document: Document, entered: Mapping[str, Any]) -> None:
    """Issue a `KgWarning` for each doubtful thing in the fact of ``document`` that the judgement adds or corrects:

    an actor, a title or a label that the text lacks, words outside the evidence, which cannot prove them, and evidence
    that occurs several times. ``entered`` are the values as the person has written them.
    """
    if judgement.verdict in {Verdict.ADDED, Verdict.CORRECTED}:
        for caution in _cautions(judgement, document, entered):
            warnings.warn(caution, KgWarning, stacklevel=2)


def _cautions(judgement: Judgement, document: Document, entered: Mapping[str, Any]) -> Iterator[str]:
    about = judgement.about
    assert isinstance(about, AboutFact), "only facts are added and corrected"
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
