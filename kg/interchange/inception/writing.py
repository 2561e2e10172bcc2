"""Writing documents as UIMA CAS: one file for each, and the type system beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.exports import write_documents
from kg.interchange.annotated_documents import AnnotatedDocument, AnnotatedFact, annotated_document, file_properties
from kg.interchange.inception.layers import ACTOR, ACTOR_FEATURES, DETAILS, DOCUMENT, PARTS, WORDS, layer, type_system
from kg.interchange.parts import SPANS, take_apart
from kg.judgements.fields import Field, Kind
from kg.model import ResolvedDocument
from kg.stores.protocol import Batch
from kg.whole_file import write_whole

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

__all__ = ["TYPES", "cas_of", "write_cas_folder"]

TYPES: Final = "TypeSystem.xml"
"""The name that INCEpTION gives to the type system beside a document."""
_BEGINNING: Final = b'{"%TYPES"'
"""The first bytes of a CAS in JSON."""


def write_cas_folder(batches: Iterable[Batch], folder: Path) -> int:
    """Write each document as ``NAME.xmi``, and ``TypeSystem.xml`` beside them; returns their number.

    A document with a character in its text or title that XML cannot hold (a form feed) is written as ``NAME.json``, the
    JSON form of CAS. Raises `OutputError` and `kg.errors.CassisMissingError`.
    """
    types = type_system()

    def write(name: str, resolved: ResolvedDocument) -> None:
        cas = cas_of(annotated_document(resolved), types)
        xmi_path, json_path = folder / f"{name}.xmi", folder / f"{name}.json"
        # A file of an earlier export in the other form would be read as well. Other JSON of that name is the user's.
        try:
            xmi = cas.to_xmi()
        except ValueError:
            write_whole(json_path, cas.to_json())
            xmi_path.unlink(missing_ok=True)
        else:
            write_whole(xmi_path, xmi)
            if _is_cas(json_path):
                json_path.unlink()

    resolved_documents = (each for batch in batches for each in batch.written)
    return write_documents(resolved_documents, folder, write, {TYPES: types.to_xml()})


def _is_cas(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING


def cas_of(document: AnnotatedDocument, types: TypeSystem) -> Cas:
    """A document with its facts. Offsets count characters here; the files written from it count UTF-16 code units."""
    from cassis import Cas

    cas = Cas(typesystem=types)
    cas.sofa_string = document.document.text
    cas.sofa_mime = "text/plain"
    if properties := file_properties(document):
        document_layer = types.get_type(layer(DOCUMENT))
        cas.add(document_layer(begin=0, end=len(document.document.text), **properties))
    spans = _Spans(cas)
    for fact in document.facts:
        spans.write(fact)
    return cas


class _Spans:
    """The annotations of one document under construction: one for each span, layer and set of features."""

    def __init__(self, cas: Cas) -> None:
        self._cas = cas
        self._annotations: dict[tuple[object, ...], Any] = {}

    def _span(self, name: str, place: tuple[int, int], features: Mapping[str, str]) -> Any:
        key = (name, place, *sorted(features.items()))
        if key not in self._annotations:
            kind = self._cas.typesystem.get_type(layer(name))
            self._annotations[key] = kind(begin=place[0], end=place[1], **features)
            self._cas.add(self._annotations[key])
        return self._annotations[key]

    def _targets(self, field: Field, value: Mapping[str, Any]) -> list[Any]:
        if field.kind is Kind.WORDS:
            return [self._span(WORDS, (value["start"], value["end"]), {})]
        features = {feature: value[name] for name, feature in ACTOR_FEATURES.items() if name in value}
        return [self._span(ACTOR, (start, end), features) for start, end in value.get("mentions", ())]

    def write(self, fact: AnnotatedFact) -> None:
        parts = take_apart(fact, {*Kind} - SPANS, self._targets)
        features = {
            name: " ".join(value) if isinstance(value, list) else str(value) for name, value in parts.features.items()
        }
        if parts.rest:
            features[DETAILS] = json.dumps(parts.rest, ensure_ascii=False)
        name = layer(fact.heading)
        get = self._cas.typesystem.get_type
        link = get(f"{name}PartsLink")
        links = [link(role=role, target=target) for role, target in parts.links]
        # cassis cannot read an empty array back from JSON.
        parts_feature = {PARTS: get("uima.cas.FSArray")(elements=links)} if links else {}
        self._cas.add(get(name)(begin=fact.start, end=fact.end, **parts_feature, **features))
