"""Documents as UIMA CAS: a file a document, and beside them the type system."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import OutputError
from kg.exports import named
from kg.interchange.annotated import AnnotatedDocument, AnnotatedFact, annotated
from kg.interchange.inception.layers import ACTOR, DETAILS, OF_ACTORS, PARTS, WORDS, layer, type_system
from kg.judgements.fields import FIELDS, Kind
from kg.stores.protocol import Batch
from kg.whole_file import write_whole

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

__all__ = ["TYPES", "cas_of", "write_cas_folder"]

TYPES: Final = "TypeSystem.xml"
"""The name that INCEpTION gives to the type system beside a document."""
_BEGINNING: Final = b'{"%TYPES"'
"""What a CAS in JSON begins with."""
_NO_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_cas_folder(batches: Iterable[Batch], folder: Path) -> int:
    """Write each document as ``NAME.xmi``, and ``TypeSystem.xml`` beside; how many.

    A text with a sign that XML cannot hold (a form feed) is written as ``NAME.json``, the JSON form of the same. Raises
    `OutputError` and `kg.errors.CassisMissingError`.
    """
    types = type_system()
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / TYPES, types.to_xml())
        written = (each for batch in batches for each in batch.written)
        for name, resolved in named(written):
            count += 1
            cas = cas_of(annotated(resolved), types)
            as_xml, as_json = folder / f"{name}.xmi", folder / f"{name}.json"
            # An older form of it would be read beside the new one. Other JSON of that name is the person's.
            if _NO_XML.search(resolved.document.text):
                write_whole(as_json, cas.to_json())
                as_xml.unlink(missing_ok=True)
            else:
                write_whole(as_xml, cas.to_xmi())
                if _is_cas(as_json):
                    as_json.unlink()
    except OSError as error:
        raise OutputError(path=folder, detail=error.strerror or str(error)) from error
    return count


def _is_cas(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING


def cas_of(document: AnnotatedDocument, types: TypeSystem) -> Cas:
    """A document with its facts. Offsets count characters here; the files that are written of it count UTF-16 units."""
    from cassis import Cas

    cas = Cas(typesystem=types)
    cas.sofa_string = document.document.text
    cas.sofa_mime = "text/plain"
    spans = _Spans(cas)
    for fact in document.facts:
        spans.write(fact)
    return cas


class _Spans:
    """The annotations of one document, while they are being written: one for the same words in the same layer."""

    def __init__(self, cas: Cas) -> None:
        self._cas = cas
        self._found: dict[tuple[object, ...], Any] = {}

    def _span(self, name: str, place: tuple[int, int], features: Mapping[str, str]) -> Any:
        key = (name, place, *sorted(features.items()))
        if key not in self._found:
            kind = self._cas.typesystem.get_type(layer(name))
            self._found[key] = kind(begin=place[0], end=place[1], **features)
            self._cas.add(self._found[key])
        return self._found[key]

    def _actor(self, value: Mapping[str, Any]) -> list[Any]:
        features = {feature: value[name] for name, feature in OF_ACTORS.items() if name in value}
        return [self._span(ACTOR, (start, end), features) for start, end in value.get("mentions", ())]

    def write(self, fact: AnnotatedFact) -> None:
        parts: list[tuple[str, Any]] = []
        features: dict[str, str] = {}
        rest: dict[str, Any] = {}
        for field in FIELDS[fact.heading]:
            value = fact.said.get(field.name)
            if value is None:
                continue
            if field.kind is Kind.WORDS:
                parts.append((field.name, self._span(WORDS, (value["start"], value["end"]), {})))
            elif field.kind in (Kind.ACTOR, Kind.ACTORS):
                several = [self._actor(each) for each in (value if isinstance(value, list) else [value])]
                if not all(several):
                    rest[field.name] = value
                    continue
                for number, mentions in enumerate(several, 1):
                    role = f"{field.name}{number if number > 1 else ''}"
                    parts += [(role, mention) for mention in mentions]
            else:
                features[field.name] = " ".join(value) if field.kind is Kind.ISSUES else str(value)
        if rest:
            features[DETAILS] = json.dumps(rest, ensure_ascii=False)
        name = layer(fact.heading)
        get = self._cas.typesystem.get_type
        link = get(f"{name}PartsLink")
        links = [link(role=role, target=target) for role, target in parts]
        # An array without elements is not read again from JSON.
        linked = {PARTS: get("uima.cas.FSArray")(elements=links)} if links else {}
        self._cas.add(get(name)(begin=fact.start, end=fact.end, **linked, **features))
