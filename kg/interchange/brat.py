"""Standoff files of brat: ``NAME.txt`` with the text, ``NAME.ann`` with its annotations by offset.

Mentions of actors are text-bound annotations (``Person``, ``State`` ...), those of one actor joined by ``Equiv``; a
fact is an event whose trigger is its evidence, with actors and words as arguments, choices as attributes, and the rest
as JSON in a note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import batched
from pathlib import Path
from typing import Any, Final

from kg.errors import AnnotationError, InputError, JudgementValueError
from kg.exports import write_documents
from kg.interchange.annotated_documents import (
    AnnotatedDocument,
    AnnotatedFact,
    annotated_document,
    file_properties,
    with_document_fields,
    with_exported,
)
from kg.interchange.parts import SPANS, json_object, put_together, take_apart, words_at
from kg.interchange.text_file import text_of
from kg.judgements.fields import FIELDS, Field, Kind
from kg.model import ActorType, Document, ResolvedDocument
from kg.stores.protocol import Batch
from kg.whole_file import write_whole

__all__ = ["read_brat", "read_brat_folder", "standoff", "write_brat_folder"]

_BOUND: Final = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_EVENT: Final = re.compile(r"(E\d+)\t(\S+?):(T\d+)((?: \S+?:[TE]\d+)*) ?$")
_ATTRIBUTE: Final = re.compile(r"A\d+\t(\S+) (E\d+) (\S+)$")
_NOTE: Final = re.compile(r"#\d+\t\S+ ([TED]\d+)\t(.*)$")
_EQUIV: Final = re.compile(r"\*\tEquiv((?: T\d+)+)$")
_IGNORED: Final = re.compile(r"(?:[RAMN]\d+|#\d+|\*)\t|\s*$")
"""Annotations that tell nothing of a fact, such as relations and links to a dictionary."""
_WORDS: Final = "Words"
_DOCUMENT: Final = "D1"
"""The target of the note with title, date, source, genre and the exported facts. No annotation has this id: brat
keeps the note unseen."""


def write_brat_folder(batches: Iterable[Batch], folder: Path) -> int:
    """Write each document as ``NAME.txt`` and ``NAME.ann``, and brat's configuration for them; returns their number.

    Raises `OutputError`.
    """

    def write(name: str, resolved: ResolvedDocument) -> None:
        write_whole(folder / f"{name}.txt", resolved.document.text)
        lines = standoff(annotated_document(resolved))
        write_whole(folder / f"{name}.ann", "".join(f"{line}\n" for line in lines))

    resolved_documents = (each for batch in batches for each in batch.written)
    return write_documents(resolved_documents, folder, write, {"annotation.conf": _configuration()})


def _configuration() -> str:
    events = [
        f"{heading.capitalize()}\t"
        + ", ".join(f"{each.name.capitalize()}*:<ENTITY>" for each in fields if each.kind in SPANS)
        for heading, fields in FIELDS.items()
    ]
    choices = [
        f"{heading.capitalize()}-{each.name}\tArg:{heading.capitalize()}, Value:{'|'.join(each.choices)}"
        for heading, fields in FIELDS.items()
        for each in fields
        if each.kind is Kind.CHOICE
    ]
    entities = [*(kind.value.capitalize() for kind in ActorType), _WORDS]
    relations = ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"]
    parts = {"entities": entities, "relations": relations, "events": events, "attributes": choices}
    return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in parts.items())


class _Sheet:
    """The lines of one ``.ann`` file under construction."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self._text = text
        self._bound: dict[tuple[object, ...], str] = {}
        self._number = 0

    def bound(self, kind: str, start: int, end: int, actor: str = "") -> str:
        """The id of the text-bound annotation of a span, which is made once; in brat it is divided at line breaks."""
        key = (kind, start, end, actor)
        if key not in self._bound:
            self._bound[key] = f"T{len(self._bound) + 1}"
            lines = re.finditer(r"[^\r\n]+", self._text[start:end])
            parts = [(start + line.start(), start + line.end()) for line in lines]
            parts = parts or [(start, end)]
            # The fragments begin and end exactly where the span does, even at a line break.
            parts[0], parts[-1] = (start, parts[0][1]), (parts[-1][0], end)
            places = ";".join(f"{a} {b}" for a, b in parts)
            words = " ".join(" ".join(self._text[a:b].splitlines()) for a, b in parts)
            self.lines.append(f"{self._bound[key]}\t{kind} {places}\t{words}")
        return self._bound[key]

    def note(self, target: str, values: Mapping[str, Any]) -> None:
        self.add_numbered("#", f"AnnotatorNotes {target}\t{json.dumps(values, ensure_ascii=False)}")

    def add_numbered(self, mark: str, content: str) -> None:
        self._number += 1
        self.lines.append(f"{mark}{self._number}\t{content}")

    def targets(self, field: Field, value: Mapping[str, Any]) -> list[str]:
        """The annotation of words, or of the first mention of an actor; none for an actor without a mention."""
        if field.kind is Kind.WORDS:
            return [self.bound(_WORDS, value["start"], value["end"])]
        spans = [(start, end) for start, end in value.get("mentions", ())]
        if not spans:
            return []
        actor = value.get("gazetteer") or value["name"]
        is_noted = (value["type"].capitalize(), *spans[0], actor) in self._bound
        ids = [self.bound(value["type"].capitalize(), start, end, actor) for start, end in spans]
        if not is_noted:
            noted_values = {name: member for name, member in value.items() if name not in {"mentions", "type"}}
            self.note(ids[0], noted_values)
        if len(ids) > 1:
            equiv = f"*\tEquiv {' '.join(ids)}"
            if equiv not in self.lines:
                self.lines.append(equiv)
        return ids[:1]


def standoff(document: AnnotatedDocument) -> list[str]:
    """The lines of a document's ``.ann`` file."""
    sheet = _Sheet(document.document.text)
    if properties := file_properties(document):
        sheet.note(_DOCUMENT, properties)
    for number, fact in enumerate(document.facts, 1):
        _write(sheet, f"E{number}", fact)
    return sheet.lines


def _write(sheet: _Sheet, id_: str, fact: AnnotatedFact) -> None:
    parts = take_apart(fact, {Kind.CHOICE}, sheet.targets)
    kind = fact.heading.capitalize()
    # Each fact has a trigger of its own, so that two facts on the same words stay apart.
    trigger = sheet.bound(kind, fact.start, fact.end, id_)
    arguments = (f"{role.capitalize()}:{target}" for role, target in parts.links)
    sheet.lines.append(" ".join([f"{id_}\t{kind}:{trigger}", *arguments]))
    for name, value in parts.features.items():
        sheet.add_numbered("A", f"{kind}-{name} {id_} {value}")
    if parts.rest:
        sheet.note(id_, parts.rest)


def read_brat_folder(folder: Path) -> Iterator[AnnotatedDocument]:
    """The documents of a folder by name; each text needs its ``.ann``. Raises `InputError` and `AnnotationError`."""
    texts = sorted(folder.glob("*.txt"))
    if not texts:
        raise InputError(path=folder, detail="no NAME.txt lies there")
    for path in texts:
        document = Document(text_of(path, newline=""), path.stem, path.resolve().as_uri())
        annotations = path.with_suffix(".ann")
        yield read_brat(document, text_of(annotations).split("\n"), annotations)


def read_brat(document: Document, lines: Iterable[str], path: Path) -> AnnotatedDocument:
    """The document with the facts of its annotations. Events of other types are ignored, and so are relations.

    Raises `AnnotationError` with the line of the first annotation that is no valid fact, or that brat could not read:
    a fact whose line is damaged is not one that its annotator has taken out.
    """
    bound: dict[str, tuple[str, int, int]] = {}
    events: list[tuple[int, str, str, str, list[tuple[str, str]]]] = []
    choices: dict[str, dict[str, str]] = {}
    notes: dict[str, dict[str, Any]] = {}
    equivalent: dict[str, list[str]] = {}
    for number, line in enumerate(lines, 1):
        if match := _BOUND.match(line):
            try:
                bound[match[1]] = _bound_span(document.text, match)
            except ValueError as error:
                raise AnnotationError(line=number, path=path, detail=error) from error
        elif match := _EVENT.match(line):
            arguments = [(role, id_) for role, _, id_ in (argument.partition(":") for argument in match[4].split())]
            events.append((number, match[1], match[2].casefold(), match[3], arguments))
        elif match := _ATTRIBUTE.match(line):
            choices.setdefault(match[2], {})[match[1].rpartition("-")[2].casefold()] = match[3]
        elif match := _EQUIV.match(line):
            group = list(dict.fromkeys(member for id_ in match[1].split() for member in equivalent.get(id_, [id_])))
            equivalent |= dict.fromkeys(group, group)
        elif match := _NOTE.match(line):
            notes[match[1]] = json_object(match[2])
            if match[1] == _DOCUMENT:
                document = _with_document_fields(document, notes[_DOCUMENT], number, path)
        elif not _IGNORED.match(line):
            detail = f"{line.strip()[:40]!r} is no annotation of brat: an id, a tab, what it says"
            raise AnnotationError(line=number, path=path, detail=detail)
    facts = []
    for number, id_, heading, trigger, arguments in events:
        if heading not in FIELDS:
            continue
        try:
            _, start, end = bound[trigger]
            linked_values = put_together(heading, arguments, partial(_value, bound, equivalent, notes, document.text))
        except KeyError as error:
            raise AnnotationError(line=number, path=path, detail=f"there is no {error}") from error
        except ValueError as error:
            raise AnnotationError(line=number, path=path, detail=error) from error
        values = {**linked_values, **choices.get(id_, {}), **notes.get(id_, {})}
        facts.append(AnnotatedFact(heading, start, end, values, (number, path)))
    return with_exported(AnnotatedDocument(document, tuple(facts)), notes.get(_DOCUMENT, {}))


def _bound_span(text: str, match: re.Match[str]) -> tuple[str, int, int]:
    """Type, start and end of a text-bound annotation; `ValueError` where the text does not have its words there."""
    places = [int(place) for place in re.findall(r"\d+", match[3])]
    start, end = places[0], places[-1]
    if not start < end <= len(text):
        raise ValueError(f"{start} to {end} lies outside the text")
    words = " ".join(text[first:last] for first, last in batched(places, 2))
    if "".join(words.split()) != "".join(match[4].split()):
        raise ValueError(f"{match[1]} is {match[4]!r}, and the text has {words!r} there")
    return match[2], start, end


def _with_document_fields(document: Document, values: Mapping[str, Any], number: int, path: Path) -> Document:
    try:
        return with_document_fields(document, values)
    except JudgementValueError as error:
        raise AnnotationError(line=number, path=path, detail=str(error.args[0]).rstrip(".")) from error


def _value(
    bound: Mapping[str, tuple[str, int, int]],
    equivalent: Mapping[str, list[str]],
    notes: Mapping[str, Mapping[str, Any]],
    text: str,
    field: Field,
    id_: str,
) -> dict[str, Any]:
    kind, start, end = bound[id_]
    if field.kind is Kind.WORDS:
        return words_at(text, start, end)
    if kind.casefold() not in [*ActorType]:
        raise ValueError(f"{field.name.capitalize()} is a {kind}, and no actor")
    mentions = equivalent.get(id_, [id_])
    spans = sorted([bound[mention][1], bound[mention][2]] for mention in mentions)
    noted_actor = next((notes[mention] for mention in mentions if mention in notes), {})
    return {"name": text[start:end], "type": kind.casefold(), **noted_actor, "mentions": spans}
