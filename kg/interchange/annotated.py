"""A document with facts on its words, whichever tool they go to or come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import AnnotationError, AnnotationPlaceError, KgError
from kg.judgements import AboutFact, Judgement, Verdict, text_key
from kg.judgements.fields import PLACES
from kg.judgements.said import plain, said
from kg.judging import coder, judgement_of
from kg.model import Document, Facts, ResolvedDocument
from kg.record import Record
from loaders.encoding import clean

__all__ = ["AnnotatedDocument", "AnnotatedFact", "add_once", "annotated", "brought"]

READER = "annotated elsewhere"
"""What stands for the reader of a document that nobody but people have read."""


@dataclass(frozen=True, slots=True)
class AnnotatedFact:
    """A fact: heading, span of its evidence, and what it says, as a judgement keeps it (`kg.judgements.said.said`); an
    actor may be an id, too. ``line`` is where a file has it, if it lies in lines."""

    heading: str
    start: int
    end: int
    said: Mapping[str, Any]
    line: tuple[int, Path] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document and its facts, in the order of their headings and places."""

    document: Document
    facts: tuple[AnnotatedFact, ...]


def annotated(resolved: ResolvedDocument) -> AnnotatedDocument:
    """The document with its facts; ids are left behind, names, spans and gazetteer entries go along."""
    actors = {actor.id: actor for actor in resolved.facts.actors}
    facts = [
        AnnotatedFact(heading, fact.evidence.start, fact.evidence.end, said(heading, fact, actors))
        for heading, place in PLACES.items()
        for fact in getattr(resolved.facts, place)
    ]
    return AnnotatedDocument(resolved.document, tuple(facts))


def brought(record: Record, documents: Iterable[AnnotatedDocument], by: str | None = None) -> int:
    """Take the documents in that the record does not have (their text decides, as a loader cleans it), and their facts
    as added by a person; how many facts are news.

    What this person has added already is not added again. Raises what the reading of ``documents`` does, and
    `AnnotationError` or `AnnotationPlaceError` for the first fact that nobody can add; nothing is taken in then.
    """
    with record.writing():
        return _brought(record, documents, coder(by))


def _brought(record: Record, documents: Iterable[AnnotatedDocument], person: str) -> int:
    found = []
    for each in (_as_loaded(record, document) for document in documents):
        key = text_key(each.document.text)
        there = record.documents_with_texts([key]).get(key)
        if there is None:
            record.put(each.document, Facts(), READER)
            there = each.document.id
        text = record.document(there).text
        for fact in each.facts:
            proof = {"start": fact.start, "end": fact.end, "text": text[fact.start : fact.end]}
            values = {**fact.said, "evidence": proof}
            if issues := fact.said.get("issues"):
                values["issues"] = [f"issue/{concept}" for concept in issues]
            try:
                found.append(judgement_of(record, Verdict.ADDED, (fact.heading, there), values, person, ""))
            except KgError as error:
                raise _misfit(fact, each.document, str(error.args[0]).rstrip(".")) from error
    return add_once(record, found)


def _as_loaded(record: Record, given: AnnotatedDocument) -> AnnotatedDocument:
    """The document with the text that the loaders make of its file, unless the record has it as it is."""
    document = given.document
    text, key = clean(document.text), text_key(document.text)
    if text == document.text or record.documents_with_texts([key]):
        return given

    def at(place: int) -> int:
        return len(clean(document.text[:place]))

    def moved(value: Any) -> Any:
        match value:
            case {"start": start, "end": end}:
                return {**value, "start": at(start), "end": at(end), "text": text[at(start) : at(end)]}
            case {"mentions": spans}:
                return {**value, "mentions": [[at(start), at(end)] for start, end in spans]}
            case list():
                return [moved(one) for one in value]
            case _:
                return value

    facts = tuple(
        replace(fact, start=at(fact.start), end=at(fact.end), said={n: moved(each) for n, each in fact.said.items()})
        for fact in given.facts
    )
    return AnnotatedDocument(replace(document, text=text), facts)


def _misfit(fact: AnnotatedFact, document: Document, detail: str) -> KgError:
    if fact.line:
        number, path = fact.line
        return AnnotationError(line=number, path=path, detail=detail)
    place = {"heading": fact.heading, "start": fact.start, "end": fact.end, "path": document.uri}
    return AnnotationPlaceError(**place, detail=detail)


def add_once(record: Record, additions: Iterable[Judgement]) -> int:
    """Take additions in that their person has not made before; how many they are."""
    known = {_content(each) for each in record.all_judgements() if each.verdict is Verdict.ADDED}
    found: dict[str, Judgement] = {}
    for each in additions:
        found.setdefault(_content(each), each)
    return record.judge(each for content, each in found.items() if content not in known)


def _content(addition: Judgement) -> str:
    """What is the same for the same fact, whichever mentions its actors had in the document at the time."""
    about = addition.about
    assert isinstance(about, AboutFact), "what is added is a fact"
    said = sorted(plain(about.heading, about.said).items())
    return repr((addition.by, about.text, about.heading, about.start, about.end, said))
