"""JSON Lines, with one object on each line; and ``.json`` files with an array of objects, or with one object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.errors import BadRecordError, DamagedDocumentError, DocumentError, DocumentTooLargeError
from kg.model import Document
from loaders import encoding, magic, records
from loaders.options import Options
from loaders.records import Record
from loaders.references import csl
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.tables.lines import codec, is_decoded, lines
from loaders.text.text import decoded

__all__ = ["load"]

LINED = (".jsonl", ".ndjson", ".jl")

_KINDS = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "an array",
}
_DECODER = json.JSONDecoder()
_BETWEEN = re.compile(r"[\s,]*")
_BEGINNING = re.compile(r'\{\s*(?:"|\})|\[\s*\{')


def _sniff(head: bytes) -> Likeness:
    text = (encoding.peek(head) or "").lstrip("\ufeff \t\r\n")
    if magic.kind(text.encode()):
        return Likeness.NO
    if _BEGINNING.match(text):
        return Likeness.CERTAIN
    return Likeness.POSSIBLE if text.startswith(("{", "[")) else Likeness.NO


@loader(*LINED, ".json", sniff=_sniff, is_plain=True)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each object; for an object that contains a list of objects (``{"articles": [...]}``), those."""
    name = codec(source, options)
    for item in _records_of_lines(source, options, name) if _is_lined(source) else _records_of_file(source, options):
        if isinstance(item, DocumentError):
            yield item
            continue
        try:
            inner = _inner(item, options)
        except DocumentError as error:
            yield error
            continue
        for record in inner:
            try:
                yield records.document(_without_terms_of_csl(record, options), source, options, name)
            except DocumentError as error:
                yield error


def _without_terms_of_csl(record: Record, options: Options) -> Record:
    """A reference with the names of columns; any other record, and one with a text, as it is. Raises what
    `csl.values_of` raises."""
    if records.has_text(record, options) or not csl.is_reference(record.values):
        return record
    return replace(record, values=csl.values_of(record.values, record.place))


def _is_lined(source: Source) -> bool:
    """Whether each line is an object, not the whole file one value on several lines."""
    if source.suffix in LINED:
        return True
    text = (encoding.peek(source.head) or "").lstrip("\ufeff \t\r\n")
    first_line, _, other_lines = text.partition("\n")
    return text.startswith("{") and (
        not other_lines or any(_is_object(line) for line in (first_line, *other_lines.split("\n")[:-1]))
    )


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _records_of_lines(source: Source, options: Options, name: str) -> Iterator[Record | DocumentError]:
    for number, line in lines(source, name, options.max_record_bytes):
        place = f"{source.place}, line {number}"
        if line is None:
            yield DocumentTooLargeError(place=place, limit=options.max_record_bytes)
        elif not is_decoded(line):
            yield BadRecordError(place=place, detail=f"its bytes are not {name}")
        elif text := line.strip("\ufeff \t\r\n"):
            try:
                value = json.loads(text)
            except (ValueError, RecursionError) as error:
                fault = BadRecordError(place=place, detail=f"it is not JSON ({error})")
                fault.__cause__ = error
                yield fault
            else:
                yield _record(value, number, place)


def _records_of_file(source: Source, options: Options) -> Iterator[Record | DocumentError]:
    """The elements of an array, or consecutive values, up to the first that is malformed."""
    text = encoding.clean_for_repair(decoded(source, options).text).strip()
    is_array = text.startswith("[")
    position, number = _skip_separators(text, int(is_array)), 0
    while position < len(text) and not (is_array and text[position] == "]"):
        number += 1
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            detail = f"record {number} is not JSON, and nothing after it is read ({error})"
            raise DamagedDocumentError(place=source.place, detail=detail) from error
        yield _record(value, number, f"{source.place}, record {number}")
        position = _skip_separators(text, end)
    if is_array and position >= len(text):
        raise DamagedDocumentError(place=source.place, detail=f"its array does not end after record {number}")


def _skip_separators(text: str, position: int) -> int:
    match = _BETWEEN.match(text, position)
    return match.end() if match else position


def _record(value: object, number: int, place: str) -> Record | DocumentError:
    if isinstance(value, dict):
        return Record(value, str(number), place)
    return BadRecordError(place=place, detail=f"it is {_KINDS[type(value)]}, not an object with names")


def _inner(record: Record, options: Options) -> list[Record]:
    """The records in the list of an object that is only their container, else the object itself. Of several lists it is
    the one with texts, which may be nested deeper, unless the object itself describes a document."""
    if records.has_text(record, options) or csl.is_reference(record.values):
        return [record]
    lists = dict(_lists(record.values))
    top_lists = [name for name in lists if name in record.values]

    def names_with_texts(names: Iterable[str]) -> list[str]:
        first_records = {name: Record(lists[name][0], record.label, record.place) for name in names}
        return [
            name
            for name in first_records
            if any(records.has_text(first_records[name], tried_options) for tried_options in (options, Options()))
        ]

    lists_with_texts = names_with_texts(top_lists) or (
        [] if records.describes_document(record) else names_with_texts(lists)
    )
    if len(lists_with_texts) > 1:
        detail = f"it holds several lists of texts ({', '.join(lists_with_texts)}), of which only one can be read"
        raise BadRecordError(place=record.place, detail=detail)
    names = lists_with_texts or top_lists
    if len(names) != 1:
        return [record]
    return [
        Record(value, f"{record.label}.{number}", f"{record.place}, element {number}")
        for number, value in enumerate(lists[names[0]], start=1)
    ]


def _lists(values: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, list[dict[str, object]]]]:
    """The lists of objects in an object and in nested ones, by their dotted path."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _lists(value, f"{prefix}{name}.")
        elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            yield f"{prefix}{name}", value
