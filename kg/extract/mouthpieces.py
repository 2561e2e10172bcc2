"""Whom a spokesperson's "we" means: the body, not the person who speaks for it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster
from kg.extract.lexicon import word_set
from kg.model import ActorType

__all__ = ["spoken_body"]

SPEAKING = {"spokesman", "spokesperson", "spokeswoman"}
PLURAL = {"our", "ourselves", "us", "we"}


def spoken_body(pronoun: Token, speaker: Cluster) -> Cluster | None:
    """The body for which ``speaker`` says "we"; None where the speaker is no spokesperson, or the text does not tell.

    The ministry of a state speaks for the state where the text names it.
    """
    if pronoun.lower_ not in PLURAL or speaker.type != ActorType.PERSON or not SPEAKING & {*speaker.titles}:
        return None
    doc = pronoun.doc
    for candidate in doc._.candidates or ():
        if candidate.heading == "roles" and candidate.actors["person"] is speaker:
            body = candidate.actors["organization"]
            if body is not None and _of_government(body):
                return _state(doc, body) or body
            return body  # type: ignore[no-any-return]
    return None


def _of_government(body: Cluster) -> bool:
    words = {*body.name.casefold().split()}
    return body.type == ActorType.ORGANIZATION and body.country is not None and bool(words & word_set("ministries"))


def _state(doc: Doc, body: Cluster) -> Cluster | None:
    states = (c for c in doc._.clusters if c.type == ActorType.STATE and c.country == body.country)
    return next(states, None)
