"""The layers of our facts in INCEpTION, as a type system of UIMA.

``Actor`` and ``Words`` are spans that facts link to; each heading is a span layer on the evidence, with a link feature
for whatever stands in the text and a string for everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import CassisMissingError
from kg.interchange.annotated import TOLD
from kg.interchange.parts import SPANS
from kg.judgements.fields import FIELDS

if TYPE_CHECKING:
    from cassis import TypeSystem

__all__ = ["ACTOR", "ACTOR_TYPE", "DETAILS", "DOCUMENT", "OF_ACTORS", "PARTS", "WORDS", "layer", "type_system"]

SPACE: Final = "webanno.custom."
"""What the names of a project's own layers begin with in INCEpTION, as they did in WebAnno."""
ACTOR: Final = "Actor"
WORDS: Final = "Words"
DOCUMENT: Final = "Document"
"""The layer of the whole text, whose features are what goes along with it (`kg.interchange.annotated.TOLD`)."""
ACTOR_TYPE: Final = "actorType"
OF_ACTORS: Final[Mapping[str, str]] = MappingProxyType(
    {"name": "name", "type": ACTOR_TYPE, "gazetteer": "gazetteer", "country": "country"}
)
"""What is said of an actor beside its mentions, and the feature that says it."""
PARTS: Final = "parts"
"""The link feature: actors and words, each in the role of a field. The second of several actors has the role with a
``2``."""
DETAILS: Final = "details"
"""What stands nowhere in the text, in JSON: an actor without a mention."""
_STRING: Final = "uima.cas.String"
_SPAN: Final = "uima.tcas.Annotation"


def layer(name: str) -> str:
    """The type of a layer.

    >>> layer("position")
    'webanno.custom.Position'
    """
    return SPACE + name.capitalize()


def type_system() -> TypeSystem:
    """The types of all layers: what INCEpTION's settings take in as layers, and every document is written with.

    Raises `CassisMissingError`.
    """
    try:
        from cassis import TypeSystem
    except ImportError as error:
        raise CassisMissingError from error
    types = TypeSystem()
    actor = types.create_type(layer(ACTOR), supertypeName=_SPAN)
    for feature in OF_ACTORS.values():
        types.create_feature(actor, feature, _STRING)
    types.create_type(layer(WORDS), supertypeName=_SPAN)
    document = types.create_type(layer(DOCUMENT), supertypeName=_SPAN)
    for feature in TOLD:
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
