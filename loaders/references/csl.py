"""References in CSL-JSON, as Zotero, Pandoc and Crossref write them, as the values of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.references import references

__all__ = ["is_reference", "values_of"]

_DATE_PARTS = "date-parts"
_NAMES = ("family", "given")


def is_reference(values: Mapping[str, object]) -> bool:
    """Whether an object is a reference: it has a type, and the parts of a date or the work that contains it.

    >>> is_reference({"type": "article-newspaper", "issued": {"date-parts": [[2018, 8, 24]]}})
    True
    >>> is_reference({"type": "news", "date": "2018-08-24"})
    False
    """
    issued = values.get("issued")
    is_dated = isinstance(issued, Mapping) and not {_DATE_PARTS, "raw", "literal"}.isdisjoint(issued)
    return isinstance(values.get("type"), str) and (is_dated or "container-title" in values)


def values_of(values: Mapping[str, object], place: str) -> dict[str, object]:
    """The values of a reference by the names of columns. Raises `EmptyDocumentError`, `DeepNestingError`."""
    fields = {
        "id": _text(values.get("id")),
        "title": _text(values.get("title")),
        "source": _text(values.get("container-title")) or _text(values.get("publisher")),
        "author": "; ".join(filter(None, map(_name, _list(values.get("author"))))),
        "language": _text(values.get("language")),
        "url": _text(values.get("URL")),
        "doi": _text(values.get("DOI")),
        "printed_page": _text(values.get("page")),
        "date": _date(values.get("issued")),
        "text": _text(values.get("abstract")),
    }
    return references.values_of(fields, place)


def _text(value: object) -> str:
    """A text or number, of a list the first, as Crossref gives titles."""
    value = next(iter(value), "") if isinstance(value, list) else value
    return str(value) if isinstance(value, str | int | float) else ""


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _name(person: object) -> str:
    if not isinstance(person, Mapping):
        return ""
    return ", ".join(filter(None, (_text(person.get(name)) for name in _NAMES))) or _text(person.get("literal"))


def _date(issued: object) -> str:
    """The first day of an issue, or its month or year: ``[[2018, 8, 24]]`` is 2018-08-24."""
    if not isinstance(issued, Mapping):
        return ""
    first = next(iter(_list(issued.get(_DATE_PARTS))), ())
    parts = [part for each in _list(first) if (part := _text(each)).isdecimal()]
    return "-".join(f"{part:0>2}" for part in parts[:3]) or _text(issued.get("raw")) or _text(issued.get("literal"))
