"""References, as databases and programs for literature export them: documents of their titles and abstracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.errors import DocumentError, EmptyDocumentError
from kg.model import Document
from loaders import dates, encoding, magic, markup, records
from loaders.options import Columns, Options
from loaders.records import Record
from loaders.source import Source

__all__ = ["columns_of", "date_of", "document", "documents", "head_of", "values_of"]


def head_of(head: bytes) -> str | None:
    """The first lines of a file by its first bytes, from the first that is not empty on; None if it is no text."""
    text = encoding.peek(head)
    if text is None or magic.kind(head):
        return None
    return encoding.BREAK.sub("\n", text).lstrip("\ufeff \n")


def documents(
    references: Iterable[Mapping[str, str]], source: Source, options: Options, codec: str | None
) -> Iterator[Document | DocumentError]:
    """The `document` of each reference by the values of its columns, or the error in its place."""
    for number, fields in enumerate(references, start=1):
        try:
            yield document(fields, number, f"{source.place}, reference {number}", source, options, codec)
        except DocumentError as error:
            yield error


def document(
    fields: Mapping[str, str], number: int, place: str, source: Source, options: Options, codec: str | None
) -> Document:
    """The document of a reference, as `records.document` makes it from `values_of` its fields.

    Raises `EmptyDocumentError` for a reference with a title only, `DeepNestingError`.
    """
    record = Record(values_of(fields, place), str(number), place)
    return records.document(record, source, replace(options, columns=Columns()), codec)


def columns_of(fields: Mapping[str, Sequence[str]], names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The value of each column, on one line: the values of the first of its ``names`` that has any.

    >>> columns_of({"TI": ["Plan"], "AU": ["Ek", "Ruiz"]}, {"title": ("T1", "TI"), "author": ("AU",), "url": ("UR",)})
    {'title': 'Plan', 'author': 'Ek; Ruiz', 'url': ''}
    """
    joined = {
        column: (" ".join("; ".join(filter(None, fields.get(each, ()))).split()) for each in found)
        for column, found in names.items()
    }
    return {column: next(filter(None, values), "") for column, values in joined.items()}


def values_of(fields: Mapping[str, str], place: str) -> dict[str, object]:
    """The values of a reference by the names of columns: its ``text`` is the title above the abstract, without markup;
    what is empty is left out. Raises `EmptyDocumentError` without a text, `DeepNestingError`."""
    text = markup.plain_of(fields.get("text", ""), place).strip()
    if not text:
        raise EmptyDocumentError(place=place)
    title = " ".join(markup.plain_of(fields.get("title", ""), place).split())
    parts = {"title": title, "text": markup.PARAGRAPH_BREAK.join(filter(None, [title, text]))}
    return {name: value for name, value in (dict(fields) | parts).items() if value}


def date_of(year: str, within: str) -> str:
    """The date of a year and of what is written of the month and day within it: a day, else a month, else the year.

    >>> date_of("2018", "August 24"), date_of("2018", "24 Aug"), date_of("2018", "08"), date_of("2018", "aug")
    ('August 24, 2018', '24 Aug, 2018', '2018-08', 'aug, 2018')
    >>> date_of("2018", "Summer"), date_of("2018", "2018/08/24"), date_of("", "24 August 2018")
    ('2018', '2018/08/24', '24 August 2018')
    """
    year, within = year.strip(), within.strip()
    if within.isdecimal() and int(within) in range(1, 13) and len(within) <= 2:
        return f"{year}-{within:0>2}"
    for written in (within, f"{within}, {year}"):
        if dates.parse(written) or dates.period(written):
            return written
    return year
