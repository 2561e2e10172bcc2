"""Which words name an actor, as far as grammar must know: the heads of phrases that the actors' stage has settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Doc, Token

from kg.extract.text.memo import once
from kg.extract.text.note import Note

__all__ = ["NAMED", "once_named"]

NAMED: Note[Mapping[int, object]] = Note("named", dict)
"""Head tokens of phrases that name an actor. `kg.extract.actors`, which stands above, fills it while it finds who is
named, so that grammar need not know what an actor is."""


def once_named[Answer](asked: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """`kg.extract.text.memo.once` for what depends on who is named: asked anew once somebody else is."""
    return once(asked, _how_many_are_named)


def _how_many_are_named(doc: Doc) -> int:
    return len(NAMED(doc))
