"""A document with facts on its words, whichever tool they go to or come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from kg.errors import AnnotationError, AnnotationPlaceError, KgError
from kg.judgements import AboutFact, Judgement, Verdict, text_key
from kg.judgements.fields import fields_of
from kg.judgements.said import plain, said
from kg.judgements.settings import checked_settings, with_settings
from kg.judging import Known, added_fact, coder
from kg.model import Document, Facts, ResolvedDocument
from kg.record import Record
from loaders.encoding import BREAK, mended

__all__ = ["TOLD", "AnnotatedDocument", "AnnotatedFact", "add_once", "annotated", "as_told", "brought", "told"]

_BREAK = f"(?:{BREAK.pattern})"
# A line, with the next one where a soft hyphen parts a word between them; or the break after it.
_LINE = re.compile(f"(?:\xad{_BREAK}(?=[a-z])|(?!{_BREAK}).)+|{_BREAK}", re.DOTALL)
TOLD: Final = ("title", "date", "source", "genre")
"""What goes along with a text, since answers hang on it."""
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


def told(document: Document) -> dict[str, str]:
    """What is known of a document beside its text, in words; what is not is left out."""
    return {name: str(value) for name in TOLD if (value := getattr(document, name))}


def as_told(document: Document, values: Mapping[str, Any]) -> Document:
    """The document with what `told` gave. Raises `kg.errors.JudgementValueError` for a day or a genre that is none."""
    return with_settings(document, checked_settings({name: values[name] for name in TOLD if values.get(name)}))


def annotated(resolved: ResolvedDocument) -> AnnotatedDocument:
    """The document with its facts; ids are left behind, names, spans and gazetteer entries go along."""
    actors = {actor.id: actor for actor in resolved.facts.actors}
    facts = [
        AnnotatedFact(heading, fact.evidence.start, fact.evidence.end, said(heading, fact, actors))
        for heading, fact in resolved.facts.each()
    ]
    return AnnotatedDocument(resolved.document, tuple(facts))


def brought(record: Record, documents: Iterable[AnnotatedDocument], by: str | None = None) -> int:
    """Take the documents in that the record does not have (their text decides, as a loader mends it), and their facts
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
        known = Known(record)  # of this document only: to put another one may change whom actors are
        text = known.document(there).text
        for fact in each.facts:
            proof = {"start": fact.start, "end": fact.end, "text": text[fact.start : fact.end]}
            values = {**fact.said, "evidence": proof}
            if issues := fact.said.get("issues"):
                values["issues"] = [f"issue/{concept}" for concept in issues]
            try:
                found.append(added_fact(known, fact.heading, there, values, person, ""))
            except KgError as error:
                raise _misfit(fact, each.document, str(error.args[0]).rstrip(".")) from error
    return add_once(record, found)


def _as_loaded(record: Record, given: AnnotatedDocument) -> AnnotatedDocument:
    """The document with the text that the loaders make of its file, unless the record has it as it is."""
    document = given.document
    text, places = _mended(document.text)
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


def _mended(text: str) -> tuple[str, list[int]]:
    """The text as the loaders mend it, and for each place of the text the one there."""
    found, places = "", [0]
    for line in _LINE.findall(text):
        for old, new in _words(line, mended(line)):
            places += [len(found) + end for end in _ends(old, new)]
            found += new
    return found, places


def _words(old: str, new: str) -> Iterable[tuple[str, str]]:
    """The words of a line and what has become of each, the line as a whole where that is not to be told."""
    words, others = re.split("( )", old), re.split("( )", new)
    return zip(words, others, strict=True) if len(words) == len(others) else [(old, new)]


def _ends(old: str, new: str) -> Iterator[int]:
    """For each character of what was, how much there is now up to its end."""
    if old == new:
        yield from range(1, len(old) + 1)
        return
    for _, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from (min(first + here, last) for here in range(1, end - start))
        if start < end:
            yield last


def _misfit(fact: AnnotatedFact, document: Document, detail: str) -> KgError:
    if fact.line:
        number, path = fact.line
        return AnnotationError(line=number, path=path, detail=detail)
    place = {"heading": fact.heading, "start": fact.start, "end": fact.end, "path": document.uri}
    return AnnotationPlaceError(**place, detail=detail)


def add_once(record: Record, additions: Iterable[Judgement]) -> int:
    """Take additions in that their person has not made before; how many they are.

    The issues that a person has coded on the same words in several additions are those of one fact, which a document
    that has gone out says in one.
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
    """What is the same for the same fact, whichever mentions its actors had in the document at the time; and the issues
    that it is coded with."""
    about = addition.about
    assert isinstance(about, AboutFact), "what is added is a fact"
    said, fields = plain(about.heading, about.said), fields_of(about.heading)
    issues = said.pop("issues", None) or ()
    told = sorted((name, value) for name, value in said.items() if value not in (None, fields[name].default))
    return repr((addition.by, about.text, about.heading, about.start, about.end, told)), issues
