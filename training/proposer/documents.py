"""The annotated documents that a proposer learns from."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kg import extract
from kg.evaluate import load_gold
from training.places import GOLD, SHARED
from training.proposer.annotated_documents import AnnotatedDocument, read_annotated

__all__ = ["COLLECTIONS", "RERANKING", "load_collection", "load_training"]

COLLECTIONS = {
    "train": SHARED / "gold" / "train",
    "ours": GOLD,
    "real": GOLD / "real",
    "trade": GOLD / "trade",
}
"""Folders of gold that a network learns from, by name."""
RERANKING = GOLD / "judge"
"""The folder that rerankers learn from, and no network and no filter has learned from. All other folders measure."""


def load_collection(folder: Path) -> list[AnnotatedDocument]:
    """The documents of a folder of gold, by name."""
    return list(read_annotated(extract.load(extract.Options(proposer=None)), load_gold(folder)))


def load_training(only: Collection[str] | None = None) -> list[AnnotatedDocument]:
    """The documents that a proposer learns from, as far as their licences allow: of all collections, or of those named;
    ``:3`` after a name takes every third."""
    names = COLLECTIONS if only is None else only
    found = []
    for name, _, step in (each.partition(":") for each in names):
        found += [document for document in load_collection(COLLECTIONS[name]) if document.ships][:: int(step or 1)]
    return found
