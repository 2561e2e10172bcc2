"""Who mediates between others that talk, as the stage of negotiations finds it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster
from kg.extract.text.note import Note
from kg.model import TalkModality

__all__ = ["MEDIATIONS", "Mediation", "mediators_between"]


class Mediation(NamedTuple):
    """What a ``sentence`` (its tokens) says of ``mediators`` between ``sides`` (ids of actors). ``modality`` is that of
    the mediation, None where the words only say that it is part of the talks."""

    sentence: tuple[int, int]
    mediators: tuple[Cluster, ...]
    sides: frozenset[str]
    modality: TalkModality | None


MEDIATIONS: Note[tuple[Mediation, ...]] = Note("mediations", tuple)
"""All that a document says of mediators, in text order."""


def mediators_between(
    doc: Doc, parties: Iterable[str], sentence: tuple[int, int], modality: TalkModality
) -> tuple[Cluster, ...]:
    """The mediators of talks between ``parties`` (ids) of this modality, by the words of the talks' evidence."""
    party_ids = frozenset(parties)
    in_sentence = (
        mediation for mediation in MEDIATIONS(doc) if mediation.sentence == sentence and party_ids <= mediation.sides
    )
    fits = (mediation for mediation in in_sentence if mediation.modality in {None, modality})
    return tuple({c.id: c for mediation in fits for c in mediation.mediators}.values())
