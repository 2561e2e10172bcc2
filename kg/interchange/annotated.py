"""Annotated documents: a text with its facts, in the form in which every annotation tool gives and takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from kg.errors import AnnotationError, AnnotationPlaceError, KgError
from kg.judgements import AboutFact, Judgement, Verdict, text_key
from kg.judgements.cast import Cast
from kg.judgements.fields import FIELDS, Kind, fields_of
from kg.judgements.said import PERSON, built, identifying_values, is_said, plain, said
from kg.judgements.settings import checked_settings, with_settings
from kg.judging import Known, added_fact, coder
from kg.model import Document, Evidence, Facts, ResolvedDocument
from kg.record import Record
from loaders.encoding import BREAK, document_text

__all__ = [
    "DOCUMENT_FIELDS",
    "AnnotatedDocument",
    "AnnotatedFact",
    "add_once",
    "annotated",
    "document_fields",
    "import_documents",
    "with_document_fields",
]

_BREAK = f"(?:{BREAK.pattern})"
# A line without its break (with the next line, where a soft hyphen divides a word between them), or a line break.
_LINE = re.compile(f"(?:\xad{_BREAK}(?=[a-z])|(?!{_BREAK}).)+|{_BREAK}", re.DOTALL)
DOCUMENT_FIELDS: Final = ("title", "date", "source", "genre")
"""The properties of a document that are exported and imported with its text, since answers depend on them."""
READER = "annotated elsewhere"
"""The name of the extractor for a document that was annotated by people only."""


@dataclass(frozen=True, slots=True)
class AnnotatedFact:
    """A fact: its heading, the span of its evidence, and its values as a judgement keeps them
    (`kg.judgements.said.said`), where an actor may also be an id. ``line`` is the line and file that it comes from."""

    heading: str
    start: int
    end: int
    said: Mapping[str, Any]
    line: tuple[int, Path] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document and its facts, ordered by heading and place."""

    document: Document
    facts: tuple[AnnotatedFact, ...]


def document_fields(document: Document) -> dict[str, str]:
    """The properties in `DOCUMENT_FIELDS` that a document has, as strings."""
    return {name: str(value) for name in DOCUMENT_FIELDS if (value := getattr(document, name))}


def with_document_fields(document: Document, values: Mapping[str, Any]) -> Document:
    """The document with these `DOCUMENT_FIELDS`. Raises `kg.errors.JudgementValueError` for an invalid day or genre."""
    return with_settings(
        document, checked_settings({name: values[name] for name in DOCUMENT_FIELDS if values.get(name)})
    )


def annotated(resolved: ResolvedDocument) -> AnnotatedDocument:
    """The document with its facts; ids are dropped, names, spans and gazetteer entries are kept."""
    actors = {actor.id: actor for actor in resolved.facts.actors}
    facts = [
        AnnotatedFact(heading, fact.evidence.start, fact.evidence.end, said(heading, fact, actors))
        for heading, fact in resolved.facts.each()
    ]
    return AnnotatedDocument(resolved.document, tuple(facts))


def import_documents(record: Record, documents: Iterable[AnnotatedDocument], by: str | None = None) -> int:
    """Add the documents that the record lacks (compared by their text, cleaned as a loader does), and their facts as
    additions of a person; returns the number of new facts.

    What this person has added before is not added again. Raises what iterating over ``documents`` raises, and
    `AnnotationError` or `AnnotationPlaceError` for the first invalid fact; then nothing is added.
    """
    with record.writing():
        return _import_documents(record, documents, coder(by))


def _import_documents(record: Record, documents: Iterable[AnnotatedDocument], person: str) -> int:
    found = []
    for each in (_as_loaded(record, document) for document in documents):
        key = text_key(each.document.text)
        id_ = record.documents_with_texts([key]).get(key)
        if id_ is None:
            record.put(each.document, Facts(), READER)
            id_ = each.document.id
        known = Known(record)  # for this document only: adding another one may change the identity of actors
        text = known.document(id_).text
        for fact in each.facts:
            proof = {"start": fact.start, "end": fact.end, "text": text[fact.start : fact.end]}
            values = {**fact.said, "evidence": proof}
            if issues := fact.said.get("issues"):
                values["issues"] = [f"issue/{concept}" for concept in issues]
            try:
                addition = added_fact(known, fact.heading, id_, values, person, "")
                found.append(_by_actors_as_read(known, id_, addition))
            except KgError as error:
                raise _invalid_fact(fact, each.document, str(error.args[0]).rstrip(".")) from error
    return add_once(record, found)


def _by_actors_as_read(known: Known, document: str, addition: Judgement) -> Judgement:
    """The addition with the actors of the fact that the document has in its place, if that says the same of the same
    ones: a graph joins "Secretary" and "Blinken" of a document, and an export has one name for both."""
    about, judged, links = addition.about, known.judged(document), known.links(document)
    assert isinstance(about, AboutFact), "additions are of facts"
    heading = about.heading
    here = [
        fact
        for fact in judged.facts.under(heading)
        if (fact.evidence.start, fact.evidence.end) == (about.start, about.end)
    ]
    if not here or any(is_said(heading, about.said, fact, judged.actors) for fact in here):
        return addition

    def who(local: str) -> str:
        return links[local].actor if local in links else local

    cast = Cast(tuple(judged.actors.values()), known.document(document).text)
    proof = Evidence(about.start, about.end, about.words, PERSON, 1.0)
    told = identifying_values(heading, built(heading, about.said, proof, cast), who)
    for fact in here:
        if identifying_values(heading, fact, who) == told:
            read = said(heading, fact, judged.actors)
            actors = {field.name for field in FIELDS[heading] if field.kind in {Kind.ACTOR, Kind.ACTORS}}
            content = {**about.said, **{name: value for name, value in read.items() if name in actors}}
            return replace(addition, about=replace(about, said=content))
    return addition


def _as_loaded(record: Record, given: AnnotatedDocument) -> AnnotatedDocument:
    """The document with its text cleaned as the loaders do, and its offsets adapted; unchanged if the record has it."""
    document = given.document
    text, places = _cleaned(document.text)
    if text == document.text or record.documents_with_texts([text_key(document.text)]):
        return given

    def at(place: int) -> int:
        return places[min(place, len(document.text))]

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


def _cleaned(text: str) -> tuple[str, list[int]]:
    """The text as the loaders clean it, and for each offset in ``text`` the corresponding one in the result."""
    found, places = "", [0]
    for line in _LINE.findall(text):
        for old, new in _word_pairs(line, document_text(line)):
            places += [len(found) + end for end in _end_offsets(old, new)]
            found += new
    return found, places


def _word_pairs(old: str, new: str) -> Iterable[tuple[str, str]]:
    """Pairs of an old and a new word of a line; a single pair of whole lines where their numbers of words differ."""
    words, others = re.split("( )", old), re.split("( )", new)
    return zip(words, others, strict=True) if len(words) == len(others) else [(old, new)]


def _end_offsets(old: str, new: str) -> Iterator[int]:
    """For each character of ``old``, the offset in ``new`` of its end."""
    if old == new:
        yield from range(1, len(old) + 1)
        return
    for _, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from (min(first + here, last) for here in range(1, end - start))
        if start < end:
            yield last


def _invalid_fact(fact: AnnotatedFact, document: Document, detail: str) -> KgError:
    if fact.line:
        number, path = fact.line
        return AnnotationError(line=number, path=path, detail=detail)
    place = {"heading": fact.heading, "start": fact.start, "end": fact.end, "path": document.uri}
    return AnnotationPlaceError(**place, detail=detail)


def add_once(record: Record, additions: Iterable[Judgement]) -> int:
    """Record the additions that their person has not made before; returns their number.

    A person may have coded several issues on the same words in several additions. They count as one fact with all these
    issues, which is how an export writes it.
    """
    known: dict[str, set[str]] = {}
    found = []
    for each in (each for each in record.all_judgements() if each.verdict is Verdict.ADDED):
        content, issues = _content(each)
        known.setdefault(content, set()).update(issues)
    for each in additions:
        content, issues = _content(each)
        if content not in known or not known[content].issuperset(issues):
            found.append(each)
        known.setdefault(content, set()).update(issues)
    return record.judge(found)


def _content(addition: Judgement) -> tuple[str, Sequence[str]]:
    """A key that is equal for additions of the same fact by the same person, whatever the mentions of its actors; and
    the issues that it is coded with."""
    about = addition.about
    assert isinstance(about, AboutFact), "additions are of facts"
    said, fields = plain(about.heading, about.said), fields_of(about.heading)
    issues = said.pop("issues", None) or ()
    given = sorted((name, value) for name, value in said.items() if value not in (None, fields[name].default))
    return repr((addition.by, about.text, about.heading, about.start, about.end, given)), issues
