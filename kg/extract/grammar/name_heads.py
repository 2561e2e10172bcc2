"""Which words name an actor, as far as grammar has to know: the heads of phrases that the stages for actors settle."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.text.note import Note

__all__ = ["NAMED"]

NAMED: Note[Mapping[int, object]] = Note("named", dict)
"""Head tokens of phrases that name an actor. `kg.extract.actors`, which stands above, fills it while it finds who is
named, so that grammar need not know what an actor is."""
