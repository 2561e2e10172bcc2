"""The annotation layers of facts in INCEpTION, as a UIMA type system.

``Actor`` and ``Words`` are spans that facts link to; each heading is a span layer on the evidence, with one link
feature for all that is a span of the text, and a string feature for each other field.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import CassisMissingError
from kg.interchange.annotated_documents import DOCUMENT_FIELDS
from kg.interchange.exported_facts import EXPORTED
from kg.interchange.parts import SPANS
from kg.judgements.fields import FIELDS

if TYPE_CHECKING:
    from cassis import TypeSystem

__all__ = ["ACTOR", "ACTOR_FEATURES", "ACTOR_TYPE", "DETAILS", "DOCUMENT", "PARTS", "WORDS", "layer", "type_system"]

NAMESPACE: Final = "webanno.custom."
"""The namespace of custom layers in INCEpTION, inherited from WebAnno."""
ACTOR: Final = "Actor"
WORDS: Final = "Words"
DOCUMENT: Final = "Document"
"""The layer on the whole text. Its features are the `kg.interchange.annotated_documents.DOCUMENT_FIELDS` of the
document and the facts that it was exported with."""
ACTOR_TYPE: Final = "actorType"
ACTOR_FEATURES: Final[Mapping[str, str]] = MappingProxyType(
    {"name": "name", "type": ACTOR_TYPE, "gazetteer": "gazetteer", "country": "country"}
)
"""The properties of an actor besides its mentions, and the feature that holds each."""
PARTS: Final = "parts"
"""The link feature: actors and words, with a field's name as role (and a ``2`` for the second of several actors)."""
DETAILS: Final = "details"
"""The feature for what is nowhere in the text, in JSON: actors without a mention."""
_STRING: Final = "uima.cas.String"
_SPAN: Final = "uima.tcas.Annotation"


def layer(name: str) -> str:
    """The UIMA type name of a layer.

    >>> layer("position")
    'webanno.custom.Position'
    """
    return NAMESPACE + name.capitalize()


def type_system() -> TypeSystem:
    """The types of all layers, which INCEpTION's settings import as layers, and with which every document is written.

    Raises `CassisMissingError`.
    """
    try:
        from cassis import TypeSystem
    except ImportError as error:
        raise CassisMissingError from error
    types = TypeSystem()
    actor = types.create_type(layer(ACTOR), supertypeName=_SPAN)
    for feature in ACTOR_FEATURES.values():
        types.create_feature(actor, feature, _STRING)
    types.create_type(layer(WORDS), supertypeName=_SPAN)
    document = types.create_type(layer(DOCUMENT), supertypeName=_SPAN)
    for feature in (*DOCUMENT_FIELDS, EXPORTED):
        types.create_feature(document, feature, _STRING)
    for heading, fields in FIELDS.items():
        link = types.create_type(f"{layer(heading)}PartsLink", supertypeName="uima.cas.TOP")
        types.create_feature(link, "role", _STRING)
        types.create_feature(link, "target", _SPAN)
        fact = types.create_type(layer(heading), supertypeName=_SPAN)
        types.create_feature(fact, PARTS, "uima.cas.FSArray", elementType=link, multipleReferencesAllowed=False)
        for field in fields:
            if field.kind not in SPANS:
                types.create_feature(fact, field.name, _STRING)
        types.create_feature(fact, DETAILS, _STRING)
    return types
