"""Which annotated documents a proposer learns from, and which measure it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kg import extract
from kg.evaluate import load_gold
from training.places import GOLD, SHARED
from training.proposer.annotated import AnnotatedDocument, annotated

__all__ = ["COLLECTIONS", "RERANKING", "load_collection", "load_training"]

COLLECTIONS = {
    "train": SHARED / "gold" / "train",
    "ours": GOLD,
    "real": GOLD / "real",
    "trade": GOLD / "trade",
}
"""Folders of gold that a network learns from, by name."""
RERANKING = GOLD / "judge"
"""The folder that a reranker learns from: no network and no filter has. All other folders measure."""


def load_collection(folder: Path) -> list[AnnotatedDocument]:
    """The documents of a folder of gold, by name."""
    return list(annotated(extract.load(extract.Options(proposer=None)), load_gold(folder)))


def load_training(only: Collection[str] | None = None) -> list[AnnotatedDocument]:
    """The documents that a proposer learns from: of all collections, or of those named, as far as licences let it;
    after a name ``:3`` asks for every third."""
    names = COLLECTIONS if only is None else only
    found = []
    for name, _, step in (each.partition(":") for each in names):
        found += [document for document in load_collection(COLLECTIONS[name]) if document.ships][:: int(step or 1)]
    return found
