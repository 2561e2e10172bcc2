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
from kg.interchange.decisions import Annotations, Decisions, actor_of_graph, decisions
from kg.interchange.exported_facts import EXPORTED, ExportedFact, fact_digest, read_exported, written_exported
from kg.judgement_entry import CachedRecord, added_fact, coder, in_turn, without_repeats
from kg.judgements import AboutFact, Judgement, Verdict, text_key
from kg.judgements.document_actors import DocumentActors
from kg.judgements.fact_content import PERSON, fact_content, fact_from_values, identifying_values, is_said, plain
from kg.judgements.fields import FIELDS, Kind, fields_of
from kg.judgements.settings import checked_settings, with_settings
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
    (`kg.judgements.fact_content.fact_content`), where an actor may also be an id. ``line`` is the line and file that it
    comes from."""

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
    """How many new judgements an import has made, and how many facts it has left as they are.

    ``unsigned`` facts are not changed by the annotations, which does not show that the annotator has read them; of
    ``of_actors`` facts only the names or types of actors are changed, which is not imported.
    """

    judgements: int
    unsigned: int = 0
    of_actors: int = 0


def document_fields(document: Document) -> dict[str, str]:
    """The properties in `DOCUMENT_FIELDS` that a document has, as strings."""
    values = (document.title, document.when, document.source, document.genre)
    return {name: str(value) for name, value in zip(DOCUMENT_FIELDS, values, strict=True) if value}


def with_exported(document: AnnotatedDocument, values: Mapping[str, Any]) -> AnnotatedDocument:
    """The document with the facts that, according to its file, it was exported with."""
    return replace(document, exported=tuple(read_exported(values.get(EXPORTED))))


def with_document_fields(document: Document, values: Mapping[str, Any]) -> Document:
    """The document with these `DOCUMENT_FIELDS`. Raises `kg.errors.JudgementValueError` for an invalid day or genre."""
    return with_settings(
        document, checked_settings({name: values[name] for name in DOCUMENT_FIELDS if values.get(name)})
    )


def file_properties(document: AnnotatedDocument) -> dict[str, str]:
    """What a file says about its document: its `document_fields`, and the facts that it is exported with."""
    exported = {EXPORTED: written_exported(document.exported)} if document.exported else {}
    return {**document_fields(document.document), **exported}


def annotated_document(resolved: ResolvedDocument) -> AnnotatedDocument:
    """The document with its facts; ids are dropped, names, spans and gazetteer entries are kept."""
    actors = {actor.id: actor for actor in resolved.facts.actors}
    facts, exported = [], []
    for heading, fact in resolved.facts.each():
        values = fact_content(heading, fact, actors)
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
        additions: list[Judgement] = []
        changes: list[Judgement] = []
        unsigned = actor_edits = 0
        new_ids: set[str] = set()
        for annotated in documents:
            document = _cleaned_as_loaded(record, annotated)
            id_ = _document_with_text(record, document, new_ids)
            if id_ is None:
                record.put(document.document, Facts(), READER)
                new_ids.add(document.document.id)
            document_decisions = _decisions(record, document, id_, coder(by), all_confirmed=all_confirmed)
            additions += document_decisions.added
            changes += document_decisions.changes
            unsigned += document_decisions.unsigned
            actor_edits += document_decisions.of_actors
        count = record.judge(in_turn(record, without_repeats(record, changes)[0]))
        return ImportCounts(count + add_once(record, additions), unsigned, actor_edits)


def _decisions(
    record: Record, annotated: AnnotatedDocument, known_id: str | None, person: str, *, all_confirmed: bool
) -> Decisions:
    """What the annotator has decided about the document with the id ``known_id``; None: about one that was new."""
    id_ = annotated.document.id if known_id is None else known_id
    cached_record = CachedRecord(record)  # for this document only: adding another one may change the identity of actors
    digests = [fact_digest(fact.heading, fact.start, fact.end, fact.said) for fact in annotated.facts]
    exported_digests = {exported.digest for exported in annotated.exported}
    additions: list[Judgement | None] = []
    for fact, digest in zip(annotated.facts, digests, strict=True):
        try:
            additions.append(_addition(cached_record, id_, fact, annotated.document, person))
        except KgError:
            # A fact that the annotator has not touched is as a reader made it, which no annotation must be able to say.
            if digest not in exported_digests:
                raise
            additions.append(None)
    if known_id is None:
        return Decisions([addition for addition in additions if addition is not None])
    annotations = Annotations(id_, additions, annotated.exported, digests, annotated.is_partial)
    return decisions(cached_record, annotations, person, all_confirmed=all_confirmed)


def _document_with_text(record: Record, annotated: AnnotatedDocument, new_ids: Set[str]) -> str | None:
    """The id of the graph's document that was annotated; None if the graph has no such document.

    Of the documents with the same text, that is the one whose title, date and source are those of the file, else the
    first whose date and source do not contradict the file's. They are compared as people have set them, and as they
    were read, since the file may be older than the setting. Documents in ``new_ids`` were added by this import and have
    files of their own. Files of DNA have dates and sources of their own, which are not compared.

    A document that another reader has read is never added again: that would remove its facts.
    """
    document = annotated.document
    copies = record.copies(text_key(document.text))
    best_id, best_rank = None, (-1, False)
    for copy in copies:
        document_as_set = record.document(copy.id)
        for version, is_as_set in ((document_as_set, True), (copy, False)):
            pairs = [(document.when, version.when), (document.source, version.source)]
            if not annotated.is_partial and any(
                file_value and graph_value and file_value != graph_value for file_value, graph_value in pairs
            ):
                continue
            equal_count = sum(
                file_value == graph_value for file_value, graph_value in [*pairs, (document.title, version.title)]
            )
            if (equal_count, is_as_set) > best_rank and (
                copy.id not in new_ids or annotated.is_partial or equal_count > len(pairs)
            ):
                best_id, best_rank = copy.id, (equal_count, is_as_set)
    if best_id is None:
        ids_in_its_place = {copy.id for copy in copies if document.id == copy.id or document.uri == copy.uri} - new_ids
        ids_read_by_others = (
            entry.id for entry in record.documents() if entry.id in ids_in_its_place and entry.extractor != READER
        )
        best_id = next(ids_read_by_others, None) if ids_in_its_place else None
    return best_id


def _addition(cached_record: CachedRecord, id_: str, fact: AnnotatedFact, document: Document, person: str) -> Judgement:
    """The judgement that adds an annotated fact to the graph's document with this id."""
    text = cached_record.document(id_).text
    evidence = {"start": fact.start, "end": fact.end, "text": text[fact.start : fact.end]}
    values = {**fact.said, "evidence": evidence}
    if issues := fact.said.get("issues"):
        values["issues"] = [f"issue/{concept}" for concept in issues]
    try:
        addition = added_fact(cached_record, fact.heading, id_, values, person, "")
        return _with_actors_as_read(cached_record, id_, addition)
    except KgError as error:
        raise _invalid_fact(fact, document, str(error.args[0]).rstrip(".")) from error


def _with_actors_as_read(cached_record: CachedRecord, document: str, addition: Judgement) -> Judgement:
    """The addition with the actors of the fact that the document has in its place, if that says the same of the same
    ones: a graph joins "Secretary" and "Blinken" of a document, and an export has one name for both."""
    about, judged = addition.about, cached_record.judged(document)
    assert isinstance(about, AboutFact), "additions are of facts"
    heading = about.heading
    facts_in_place = [
        fact
        for fact in judged.facts.under(heading)
        if (fact.evidence.start, fact.evidence.end) == (about.start, about.end)
    ]
    if not facts_in_place or any(is_said(heading, about.said, fact, judged.actors) for fact in facts_in_place):
        return addition

    graph_id = partial(actor_of_graph, cached_record.links(document))
    document_actors = DocumentActors(tuple(judged.actors.values()), cached_record.document(document).text)
    evidence = Evidence(about.start, about.end, about.words, PERSON, 1.0)
    identity_of_addition = identifying_values(
        heading, fact_from_values(heading, about.said, evidence, document_actors), graph_id
    )
    for fact in facts_in_place:
        if identifying_values(heading, fact, graph_id) == identity_of_addition:
            values_as_read = fact_content(heading, fact, judged.actors)
            actors = {field.name for field in FIELDS[heading] if field.kind in {Kind.ACTOR, Kind.ACTORS}}
            joined_values = {**about.said, **{name: value for name, value in values_as_read.items() if name in actors}}
            return replace(addition, about=replace(about, said=joined_values))
    return addition


def _cleaned_as_loaded(record: Record, annotated: AnnotatedDocument) -> AnnotatedDocument:
    """The document with its text cleaned as the loaders do, and its offsets adapted; unchanged if the record has it."""
    document = annotated.document
    text, places = _cleaned_text(document.text)
    if text == document.text or record.documents_with_texts([text_key(document.text)]):
        return annotated

    def new_place(place: int) -> int:
        return places[min(place, len(document.text))]

    def with_new_places(value: Any) -> Any:
        match value:
            case {"start": start, "end": end}:
                return {
                    **value,
                    "start": new_place(start),
                    "end": new_place(end),
                    "text": text[new_place(start) : new_place(end)],
                }
            case {"mentions": spans}:
                return {**value, "mentions": [[new_place(start), new_place(end)] for start, end in spans]}
            case list():
                return [with_new_places(member) for member in value]
            case _:
                return value

    facts = tuple(
        replace(
            fact,
            start=new_place(fact.start),
            end=new_place(fact.end),
            said={name: with_new_places(member_value) for name, member_value in fact.said.items()},
        )
        for fact in annotated.facts
    )
    return replace(annotated, document=replace(document, text=text), facts=facts)


def _cleaned_text(text: str) -> tuple[str, list[int]]:
    """The text as the loaders clean it, and for each offset in ``text`` the corresponding one in the result."""
    cleaned, places = "", [0]
    for line in _LINE.findall(text):
        for old_word, new_word in _word_pairs(line, document_text(line)):
            places += [len(cleaned) + end for end in _end_offsets(old_word, new_word)]
            cleaned += new_word
    return cleaned, places


def _word_pairs(old_line: str, new_line: str) -> Iterable[tuple[str, str]]:
    """Pairs of an old and a new word of a line; a single pair of whole lines where their numbers of words differ."""
    old_words, new_words = re.split("( )", old_line), re.split("( )", new_line)
    return zip(old_words, new_words, strict=True) if len(old_words) == len(new_words) else [(old_line, new_line)]


def _end_offsets(old: str, new: str) -> Iterator[int]:
    """For each character of ``old``, the offset in ``new`` of its end."""
    if old == new:
        yield from range(1, len(old) + 1)
        return
    for _, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from (min(first + length, last) for length in range(1, end - start))
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
    issues_by_content: dict[str, set[str]] = {}
    new_additions = []
    for addition in (addition for addition in record.all_judgements() if addition.verdict is Verdict.ADDED):
        content, issues = _content(addition)
        issues_by_content.setdefault(content, set()).update(issues)
    for addition in additions:
        content, issues = _content(addition)
        if content not in issues_by_content or not issues_by_content[content].issuperset(issues):
            new_additions.append(addition)
        issues_by_content.setdefault(content, set()).update(issues)
    return record.judge(new_additions)


def _content(addition: Judgement) -> tuple[str, Sequence[str]]:
    """A key that is equal for additions of the same fact by the same person, whatever the mentions of its actors; and
    the issues that it is coded with."""
    about = addition.about
    assert isinstance(about, AboutFact), "additions are of facts"
    plain_values, fields = plain(about.heading, about.said), fields_of(about.heading)
    issues = plain_values.pop("issues", None) or ()
    filled_values = sorted(
        (name, value) for name, value in plain_values.items() if value not in (None, fields[name].default)
    )
    return repr((addition.by, about.text, about.heading, about.start, about.end, filled_values)), issues
