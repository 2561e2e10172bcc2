"""Documents out of UIMA CAS, as INCEpTION gives them out or we have written them."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import AnnotationPlaceError, CasFileError, InputError, JudgementValueError
from kg.interchange.annotated import TOLD, AnnotatedDocument, AnnotatedFact, as_told
from kg.interchange.inception.layers import ACTOR_TYPE, DETAILS, DOCUMENT, OF_ACTORS, PARTS, layer, type_system
from kg.interchange.inception.writing import TYPES
from kg.interchange.parts import SPANS, put_together, said_in_json, words_at
from kg.judgements.fields import FIELDS, Field, Kind, fields_of
from kg.model import ActorType, Document

if TYPE_CHECKING:
    from cassis import Cas

__all__ = ["SUFFIXES", "facts_of_cas", "is_cas_folder", "read_cas", "read_cas_folder"]

SUFFIXES: Final = (".xmi", ".json")


def is_cas_folder(folder: Path) -> bool:
    """Whether documents as UIMA CAS lie in a folder."""
    found = {path.suffix.casefold() for path in folder.iterdir()}
    return ".xmi" in found or (".json" in found and ".ann" not in found)


def read_cas_folder(folder: Path) -> Iterator[AnnotatedDocument]:
    """The documents of a folder, by name. Raises what `read_cas` does."""
    for path in sorted(folder.iterdir()):
        if path.suffix.casefold() in SUFFIXES:
            yield read_cas(path)


def read_cas(path: Path) -> AnnotatedDocument:
    """The document of a file and the facts on it: XMI (``.xmi``), with the ``TypeSystem.xml`` beside it, or JSON
    (``.json``). Layers that are none of ours are passed over.

    Raises `InputError`, `CasFileError`, `kg.errors.CassisMissingError`, and `AnnotationPlaceError` for the first
    annotation that says what no fact can.
    """
    cas = _loaded(path)
    text = cas.sofa_string
    if not text:
        raise CasFileError(path=path, detail="it has no text")
    document = Document(text, path.stem, path.resolve().as_uri())
    abouts = (each for each in cas.select_all_annotations() if each.type.name == layer(DOCUMENT))
    known = {name: value for each in abouts for name in TOLD if (value := getattr(each, name, None))}
    try:
        document = as_told(document, known)
    except JudgementValueError as error:
        raise CasFileError(path=path, detail=str(error.args[0]).rstrip(".")) from error
    return AnnotatedDocument(document, facts_of_cas(cas, text, path))


def _loaded(path: Path) -> Cas:
    type_system()  # Says what is missing, where it is.
    from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem
    from cassis.typesystem import TypeNotFoundError
    from lxml import etree

    try:
        data = path.read_bytes()
        types = b"" if path.suffix.casefold() == ".json" else path.with_name(TYPES).read_bytes()
    except OSError as error:
        raise InputError(path=error.filename or path, detail=error.strerror or error) from error
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            if types:
                if b"<!DOCTYPE" in data + types:  # lxml has not always left what an entity names on the disk unread
                    raise ValueError("it declares entities, which no CAS needs")
                cas = load_cas_from_xmi(data.decode(), typesystem=load_typesystem(types.decode()))
            else:
                cas = load_cas_from_json(data.decode())
    except (
        *(etree.LxmlError, TypeNotFoundError, UnicodeDecodeError, json.JSONDecodeError),
        *(LookupError, TypeError, ValueError, AttributeError, RuntimeError),
    ) as error:
        raise CasFileError(path=path, detail=str(error).partition("\n")[0] or type(error).__name__) from error
    for warning in told:
        # An offset between the halves of a sign: taken as it is, it would be another place.
        if "offset" in str(warning.message):
            raise CasFileError(path=path, detail=str(warning.message))
    return cas


def facts_of_cas(cas: Cas, text: str, path: Path) -> tuple[AnnotatedFact, ...]:
    """The facts of a document in the order of their headings and places; ``path`` is for messages. Raises
    `AnnotationPlaceError`."""
    found = []
    for each in cas.select_all_annotations():
        heading = each.type.name.rpartition(".")[2].casefold()
        if heading not in FIELDS:
            continue
        try:
            said = _said(heading, each, text)
            if not 0 <= each.begin < each.end <= len(text):
                raise ValueError("its evidence lies outside the text")
        except ValueError as error:
            place = {"start": each.begin, "end": each.end, "path": path}
            raise AnnotationPlaceError(heading=heading, detail=error, **place) from error
        found.append(AnnotatedFact(heading, each.begin, each.end, said))
    order = list(FIELDS)
    return tuple(sorted(found, key=lambda fact: (order.index(fact.heading), fact.start, fact.end)))


def _said(heading: str, fact: Any, text: str) -> dict[str, Any]:
    fields = fields_of(heading)
    parts: dict[str, tuple[str, list[Any]]] = {}
    for link in _elements(getattr(fact, PARTS, None)):
        role = str(link.role or "").strip()
        parts.setdefault(role.casefold(), (role, []))[1].append(link.target)
    links = sorted(parts.values(), key=lambda part: _number(part[0].casefold()))
    said = put_together(heading, links, partial(_part, text))
    for name, field in fields.items():
        if field.kind not in SPANS and (given := getattr(fact, name, None)):
            said[name] = _value(field, str(given))
    return {**said, **_details(fields, getattr(fact, DETAILS, None))}


def _number(role: str) -> int:
    return int(role.lstrip("abcdefghijklmnopqrstuvwxyz_") or 1)


def _elements(array: Any) -> Sequence[Any]:
    return getattr(array, "elements", None) or ()


def _part(text: str, field: Field, targets: Sequence[Any]) -> dict[str, Any]:
    if any(target is None or not 0 <= target.begin < target.end <= len(text) for target in targets):
        raise ValueError(f"its {field.name} leads nowhere in the text")
    spans = sorted([target.begin, target.end] for target in targets)
    if field.kind is Kind.WORDS:
        return words_at(text, spans[0][0], spans[-1][1])
    first = min(targets, key=lambda target: (target.begin, target.end))
    kind = str(getattr(first, ACTOR_TYPE, None) or "").casefold()
    if kind not in [*ActorType]:
        raise ValueError(f"its {field.name} is no actor of a type: {ACTOR_TYPE} is {kind!r}")
    known = {name: getattr(first, feature, None) for name, feature in OF_ACTORS.items()}
    given = {name: value for name, value in known.items() if value}
    return {"name": text[first.begin : first.end], **given, "type": kind, "mentions": spans}


def _value(field: Field, value: str) -> Any:
    match field.kind:
        case Kind.NUMBER:
            return float(value)
        case Kind.ISSUES:
            return value.split()
        case Kind.CHOICE:
            return value.strip().casefold()
        case _:
            return value


def _details(fields: Mapping[str, Field], text: str | None) -> dict[str, Any]:
    """The actors that the details have in JSON; in words they say nothing to us."""
    value = said_in_json(text or "")
    for name in value:
        if name not in fields or fields[name].kind not in (Kind.ACTOR, Kind.ACTORS):
            raise ValueError(f"its {DETAILS} have {name!r}, which is no actor of it")
    return value
