"""Reading documents from UIMA CAS, as INCEpTION exports them and `kg.interchange.inception.writing` writes them."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import AnnotationPlaceError, CasFileError, JudgementValueError
from kg.errors.checking import input_errors
from kg.interchange.annotated_documents import (
    DOCUMENT_FIELDS,
    AnnotatedDocument,
    AnnotatedFact,
    with_document_fields,
    with_exported,
)
from kg.interchange.exported_facts import EXPORTED
from kg.interchange.inception.layers import ACTOR_FEATURES, ACTOR_TYPE, DETAILS, DOCUMENT, PARTS, layer, type_system
from kg.interchange.inception.writing import TYPES
from kg.interchange.parts import SPANS, json_object, put_together, words_at
from kg.judgements.fields import FIELDS, Field, Kind, fields_of
from kg.model import ActorType, Document

if TYPE_CHECKING:
    from cassis import Cas

__all__ = ["SUFFIXES", "facts_of_cas", "is_cas_folder", "read_cas", "read_cas_folder"]

SUFFIXES: Final = (".xmi", ".json")


def is_cas_folder(folder: Path) -> bool:
    """Whether a folder holds documents in UIMA CAS."""
    suffixes = {path.suffix.casefold() for path in folder.iterdir()}
    return ".xmi" in suffixes or (".json" in suffixes and ".ann" not in suffixes)


def read_cas_folder(folder: Path) -> Iterator[AnnotatedDocument]:
    """The documents of a folder, by name. Raises what `read_cas` does."""
    for path in sorted(folder.iterdir()):
        if path.suffix.casefold() in SUFFIXES:
            yield read_cas(path)


def read_cas(path: Path) -> AnnotatedDocument:
    """The document of a file and the facts on it: XMI (``.xmi``), with ``TypeSystem.xml`` in the same folder, or JSON
    (``.json``). Other layers are ignored.

    Raises `InputError`, `CasFileError`, `kg.errors.CassisMissingError`, and `AnnotationPlaceError` for the first
    annotation that is no valid fact.
    """
    cas = _load_cas(path)
    text = cas.sofa_string
    if not text:
        raise CasFileError(path=path, detail="it has no text")
    document = Document(text, path.stem, path.resolve().as_uri())
    document_annotations = (
        annotation for annotation in cas.select_all_annotations() if annotation.type.name == layer(DOCUMENT)
    )
    names = (*DOCUMENT_FIELDS, EXPORTED)
    values_by_name = {
        name: value
        for annotation in document_annotations
        for name in names
        if (value := getattr(annotation, name, None))
    }
    try:
        document = with_document_fields(document, values_by_name)
    except JudgementValueError as error:
        raise CasFileError(path=path, detail=str(error.args[0]).rstrip(".")) from error
    return with_exported(AnnotatedDocument(document, facts_of_cas(cas, text, path)), values_by_name)


def _load_cas(path: Path) -> Cas:
    type_system()  # raises CassisMissingError
    from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem
    from cassis.typesystem import TypeNotFoundError
    from lxml import etree

    with input_errors(path):
        data = path.read_bytes()
        types = b"" if path.suffix.casefold() == ".json" else path.with_name(TYPES).read_bytes()
    try:
        with warnings.catch_warnings(record=True) as caught_warnings:
            warnings.simplefilter("always")
            if types:
                if b"<!DOCTYPE" in data + types:  # older versions of lxml read files that an entity names
                    raise ValueError("it declares entities, which no CAS needs")
                cas = load_cas_from_xmi(data.decode(), typesystem=load_typesystem(types.decode()))
            else:
                cas = load_cas_from_json(data.decode())
    except (
        *(etree.LxmlError, TypeNotFoundError, UnicodeDecodeError, json.JSONDecodeError),
        *(LookupError, TypeError, ValueError, AttributeError, RuntimeError),
    ) as error:
        raise CasFileError(path=path, detail=str(error).partition("\n")[0] or type(error).__name__) from error
    for warning in caught_warnings:
        # An offset between the two UTF-16 halves of a character would shift the place.
        if "offset" in str(warning.message):
            raise CasFileError(path=path, detail=str(warning.message))
    return cas


def facts_of_cas(cas: Cas, text: str, path: Path) -> tuple[AnnotatedFact, ...]:
    """The facts of a document by heading and place; ``path`` is for messages. Raises `AnnotationPlaceError`."""
    facts = []
    for annotation in cas.select_all_annotations():
        heading = annotation.type.name.rpartition(".")[2].casefold()
        if heading not in FIELDS:
            continue
        try:
            values = _values(heading, annotation, text)
            if not 0 <= annotation.begin < annotation.end <= len(text):
                raise ValueError("its evidence lies outside the text")
        except ValueError as error:
            place = {"start": annotation.begin, "end": annotation.end, "path": path}
            raise AnnotationPlaceError(heading=heading, detail=error, **place) from error
        facts.append(AnnotatedFact(heading, annotation.begin, annotation.end, values))
    order = list(FIELDS)
    return tuple(sorted(facts, key=lambda fact: (order.index(fact.heading), fact.start, fact.end)))


def _values(heading: str, fact: Any, text: str) -> dict[str, Any]:
    fields = fields_of(heading)
    parts: dict[str, tuple[str, list[Any]]] = {}
    for link in _elements(getattr(fact, PARTS, None)):
        role = str(link.role or "").strip()
        parts.setdefault(role.casefold(), (role, []))[1].append(link.target)
    links = sorted(parts.values(), key=lambda part: _number(part[0].casefold()))
    values = put_together(heading, links, partial(_part, text))
    for name, field in fields.items():
        if field.kind not in SPANS and (value := getattr(fact, name, None)):
            values[name] = _value(field, str(value))
    return {**values, **_details(fields, getattr(fact, DETAILS, None))}


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
    first_target = min(targets, key=lambda target: (target.begin, target.end))
    kind = str(getattr(first_target, ACTOR_TYPE, None) or "").casefold()
    if kind not in [*ActorType]:
        raise ValueError(f"its {field.name} is no actor of a type: {ACTOR_TYPE} is {kind!r}")
    features = {name: getattr(first_target, feature, None) for name, feature in ACTOR_FEATURES.items()}
    filled_features = {name: value for name, value in features.items() if value}
    return {"name": text[first_target.begin : first_target.end], **filled_features, "type": kind, "mentions": spans}


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
    """The actors in the JSON of the details; empty for plain words."""
    value = json_object(text or "")
    for name in value:
        if name not in fields or fields[name].kind not in (Kind.ACTOR, Kind.ACTORS):
            raise ValueError(f"its {DETAILS} have {name!r}, which is no actor of it")
    return value
