"""Annotated documents: a text with its facts, in the form in which every annotation tool gives and takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any, Final

from kg.errors import AnnotationError, AnnotationPlaceError, KgError
from kg.interchange.decisions import Annotations, Decisions, actor_of_graph, decisions, same_fact
from kg.interchange.exported_facts import EXPORTED, ExportedFact, fact_digest, read_exported, written_exported
from kg.judgements import AboutFact, Judgement, Verdict, text_key
from kg.judgements.cast import Cast
from kg.judgements.fields import FIELDS, Kind, fields_of
from kg.judgements.said import PERSON, built, identifying_values, is_said, plain, said
from kg.judgements.settings import checked_settings, with_settings
from kg.judging import CachedRecord, added_fact, coder, in_turn, without_repeats
from kg.judging.facts import judged_fact
from kg.model import Document, Evidence, Facts, ResolvedDocument
from kg.record import Record
from loaders.encoding import BREAK, document_text

__all__ = [
    "DOCUMENT_FIELDS",
    "AnnotatedDocument",
    "AnnotatedFact",
    "ImportCounts",
    "add_once",
    "annotated_document",
    "document_fields",
    "file_properties",
    "import_documents",
    "import_rows",
    "with_document_fields",
    "with_exported",
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
    """A document and its facts, ordered by heading and place. ``exported`` are the facts that its file was exported
    with; ``is_partial``: the file can hold only some fields of a fact, and not its evidence."""

    document: Document
    facts: tuple[AnnotatedFact, ...]
    exported: tuple[ExportedFact, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """The number of new judgements of an import, of the facts that it left unsigned: the annotations do not change
    them, which does not tell that their annotator has read them; and of those of which they change only the names or
    types of actors (``of_actors``), which is not imported."""

    judgements: int
    unsigned: int = 0
    of_actors: int = 0


def document_fields(document: Document) -> dict[str, str]:
    """The properties in `DOCUMENT_FIELDS` that a document has, as strings."""
    return {name: str(value) for name in DOCUMENT_FIELDS if (value := getattr(document, name))}


def with_exported(document: AnnotatedDocument, values: Mapping[str, Any]) -> AnnotatedDocument:
    """The document with the facts that its file tells it was exported with."""
    return replace(document, exported=tuple(read_exported(values.get(EXPORTED))))


def with_document_fields(document: Document, values: Mapping[str, Any]) -> Document:
    """The document with these `DOCUMENT_FIELDS`. Raises `kg.errors.JudgementValueError` for an invalid day or genre."""
    return with_settings(
        document, checked_settings({name: values[name] for name in DOCUMENT_FIELDS if values.get(name)})
    )


def file_properties(document: AnnotatedDocument) -> dict[str, str]:
    """What a file tells of its document: its `document_fields`, and the facts that it is exported with."""
    exported = {EXPORTED: written_exported(document.exported)} if document.exported else {}
    return {**document_fields(document.document), **exported}


def annotated_document(resolved: ResolvedDocument) -> AnnotatedDocument:
    """The document with its facts; ids are dropped, names, spans and gazetteer entries are kept."""
    actors = {actor.id: actor for actor in resolved.facts.actors}
    facts, exported = [], []
    for heading, fact in resolved.facts.each():
        values = said(heading, fact, actors)
        start, end = fact.evidence.start, fact.evidence.end
        facts.append(AnnotatedFact(heading, start, end, values))
        key, digest = fact.id.rpartition("/")[2], fact_digest(heading, start, end, values)
        exported.append(ExportedFact(heading, key, digest, fact.standing.is_reviewed))
    return AnnotatedDocument(resolved.document, tuple(facts), tuple(exported))


def import_documents(
    record: Record, documents: Iterable[AnnotatedDocument], by: str | None = None, *, all_confirmed: bool = False
) -> ImportCounts:
    """Add the documents that the record lacks (compared by their text, cleaned as a loader does) with their facts as
    additions of a person. Of a document that the record has, only what the annotations change is judged
    (`kg.interchange.decisions`); with ``all_confirmed`` every fact that is there, since the person has read all of it.

    What this person has added before is not added again. Raises what iterating over ``documents`` raises, and
    `AnnotationError` or `AnnotationPlaceError` for the first invalid fact; then nothing is added.
    """
    with record.writing():
        added: list[Judgement] = []
        changes: list[Judgement] = []
        unsigned = of_actors = 0
        new: set[str] = set()
        for each in documents:
            document = _as_loaded(record, each)
            id_ = _document_with_text(record, document, new)
            if id_ is None:
                record.put(document.document, Facts(), READER)
                new.add(document.document.id)
            found = _decisions(record, document, id_, coder(by), all_confirmed=all_confirmed)
            added += found.added
            changes += found.changes
            unsigned += found.unsigned
            of_actors += found.of_actors
        count = record.judge(in_turn(record, without_repeats(record, changes)[0]))
        return ImportCounts(count + add_once(record, added), unsigned, of_actors)


def _decisions(
    record: Record, given: AnnotatedDocument, of: str | None, person: str, *, all_confirmed: bool
) -> Decisions:
    """What the annotator has decided about the document with the id ``of``; None: about one that was new."""
    id_ = given.document.id if of is None else of
    known = CachedRecord(record)  # for this document only: adding another one may change the identity of actors
    additions = [_addition(known, id_, fact, given.document, person) for fact in given.facts]
    if of is None:
        return Decisions(additions)
    digests = [fact_digest(fact.heading, fact.start, fact.end, fact.said) for fact in given.facts]
    of_document = Annotations(id_, additions, given.exported, digests, given.is_partial)
    return decisions(known, of_document, person, all_confirmed=all_confirmed)


def _document_with_text(record: Record, given: AnnotatedDocument, new: Set[str]) -> str | None:
    """The id of the graph's document that was annotated: the one with the text whose title, date and source are those
    of the file, else the first whose date and source they do not contradict, as people have set them or, since the file
    may be older than that, as they were read. None of the ``new`` ones of this import, each of which has a file of its
    own; files of DNA have dates and sources of their own. None where there is no such document.

    A document that another reader has read is never one to be added: to put it again would take its facts away."""
    document = given.document
    copies = record.copies(text_key(document.text))
    best, most = None, (-1, False)
    for copy in copies:
        as_set = record.document(copy.id)
        for ours, is_set in ((as_set, True), (copy, False)):
            pairs = [(document.date, ours.date), (document.source, ours.source)]
            if not given.is_partial and any(one and other and one != other for one, other in pairs):
                continue
            equal = sum(one == other for one, other in [*pairs, (document.title, ours.title)])
            if (equal, is_set) > most and (copy.id not in new or given.is_partial or equal > len(pairs)):
                best, most = copy.id, (equal, is_set)
    if best is None:
        in_its_place = {copy.id for copy in copies if document.id == copy.id or document.uri == copy.uri} - new
        read = (entry.id for entry in record.documents() if entry.id in in_its_place and entry.extractor != READER)
        best = next(read, None) if in_its_place else None
    return best


def _addition(known: CachedRecord, id_: str, fact: AnnotatedFact, document: Document, person: str) -> Judgement:
    """The judgement that adds an annotated fact to the graph's document with this id."""
    text = known.document(id_).text
    proof = {"start": fact.start, "end": fact.end, "text": text[fact.start : fact.end]}
    values = {**fact.said, "evidence": proof}
    if issues := fact.said.get("issues"):
        values["issues"] = [f"issue/{concept}" for concept in issues]
    try:
        addition = added_fact(known, fact.heading, id_, values, person, "")
        return _by_actors_as_read(known, id_, addition)
    except KgError as error:
        raise _invalid_fact(fact, document, str(error.args[0]).rstrip(".")) from error


def _by_actors_as_read(known: CachedRecord, document: str, addition: Judgement) -> Judgement:
    """The addition with the actors of the fact that the document has in its place, if that says the same of the same
    ones: a graph joins "Secretary" and "Blinken" of a document, and an export has one name for both."""
    about, judged = addition.about, known.judged(document)
    assert isinstance(about, AboutFact), "additions are of facts"
    heading = about.heading
    here = [
        fact
        for fact in judged.facts.under(heading)
        if (fact.evidence.start, fact.evidence.end) == (about.start, about.end)
    ]
    if not here or any(is_said(heading, about.said, fact, judged.actors) for fact in here):
        return addition

    who = partial(actor_of_graph, known.links(document))
    cast = Cast(tuple(judged.actors.values()), known.document(document).text)
    proof = Evidence(about.start, about.end, about.words, PERSON, 1.0)
    of_addition = identifying_values(heading, built(heading, about.said, proof, cast), who)
    for fact in here:
        if identifying_values(heading, fact, who) == of_addition:
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
    return replace(given, document=replace(document, text=text), facts=facts)


def _cleaned(text: str) -> tuple[str, list[int]]:
    """The text as the loaders clean it, and for each offset in ``text`` the corresponding one in the result."""
    found, places = "", [0]
    for line in _LINE.findall(text):
        for old, new in _old_and_new_words(line, document_text(line)):
            places += [len(found) + end for end in _end_offsets(old, new)]
            found += new
    return found, places


def _old_and_new_words(old: str, new: str) -> Iterable[tuple[str, str]]:
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


def import_rows(record: Record, additions: Sequence[Judgement], *, all_confirmed: bool = False) -> ImportCounts:
    """Record additions of a person (see `add_once`), without those that say no more than an unreviewed fact of the
    graph; with ``all_confirmed`` every fact of the graph that says as much as one of them is confirmed."""
    known = CachedRecord(record)
    keys = {each.about.text for each in additions if isinstance(each.about, AboutFact)}
    documents = record.documents_with_texts(keys)
    added, confirmed, unsigned = [], [], 0
    for each in additions:
        assert isinstance(each.about, AboutFact), "additions are of facts"
        same = same_fact(known, documents[each.about.text], each)
        if same is not None and all_confirmed:
            if each.by not in same.standing.by:
                confirmed.append(judged_fact(known, Verdict.CONFIRMED, same.id, {}, each.by, each.why))
        elif same is not None and not same.standing.is_reviewed:
            unsigned += 1
        else:
            added.append(each)
    count = record.judge(in_turn(record, without_repeats(record, confirmed)[0]))
    return ImportCounts(count + add_once(record, added), unsigned)


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
