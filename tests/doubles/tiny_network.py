"""A network of random weights, small enough to run in a test."""

from __future__ import annotations

import numpy as np

from kg.extract.arrays import Array
from kg.extract.proposer.actions.words import BACK, KINDS
from kg.extract.proposer.encoder import Encoder
from kg.extract.proposer.network import STANCES, Network
from kg.extract.proposer.scene.holders import BUCKETS, SENTENCES
from kg.extract.proposer.scene.scene import REASONS, TYPES
from kg.extract.proposer.scene.syntax import PLACES
from kg.extract.proposer.wordpiece import WordPieces

__all__ = ["tiny_network"]

WIDTH, MET = 8, 6


def tiny_network(kind: str = "bert", words: str = "peru chile opposed the levy") -> Network:
    """A network of one layer whose weights are the same each time."""
    drawn = np.random.default_rng(0)
    weights: dict[str, Array] = {}

    def matrix(name: str, rows: int, columns: int) -> None:
        weights[f"{name}.weight"] = drawn.normal(size=(rows, columns)).astype(np.float32)
        weights[f"{name}.bias"] = np.zeros(rows, np.float32)

    def table(name: str, rows: int, columns: int = WIDTH) -> None:
        weights[name] = drawn.normal(size=(rows, columns)).astype(np.float32)

    pieces = ["[UNK]", "[CLS]", "[SEP]", *words.split()]
    table("word", len(pieces))
    table("place", 64)
    table("apart", 32, 2)
    table("actor", len(TYPES) + 1)
    table("core", 2)
    for part in "qkvo":
        matrix(f"0.{part}", WIDTH, WIDTH)
    matrix("0.up", 2 * WIDTH, WIDTH)
    matrix("0.down", WIDTH, 2 * WIDTH)
    for normal in ("first", "0.n1", "0.n2"):
        weights[f"{normal}.weight"], weights[f"{normal}.bias"] = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
    matrix("taghid", WIDTH, WIDTH)
    matrix("tag", 2 * len(STANCES) + 1, WIDTH)
    matrix("span", MET, 4 * WIDTH)
    matrix("ment", MET, 2 * WIDTH)
    weights["nowhere"] = drawn.normal(size=2 * WIDTH).astype(np.float32)
    for number, rows in enumerate((len(TYPES), len(REASONS), SENTENCES, BUCKETS, 2, 2, len(PLACES))):
        table(f"fe.{number}.weight", rows, MET)
    matrix("hid", MET, 3 * MET)
    matrix("out", len(STANCES) + 2, MET)
    kinds, reasons, places = len(TYPES), len(REASONS), len(PLACES)
    for part, first, outputs, sizes in (
        ("talks", 2 * WIDTH, 1, (kinds, kinds, reasons, reasons, BUCKETS)),
        ("affiliations", 2 * WIDTH, 1, (kinds, kinds, reasons, reasons, places, places, BUCKETS)),
        ("actions", WIDTH, len(KINDS), (kinds, reasons, places, BUCKETS, BACK + 1)),
    ):
        matrix(f"{part}.one", MET, first)
        matrix(f"{part}.other", MET, 2 * WIDTH)
        for number, rows in enumerate(sizes):
            table(f"{part}.fe.{number}.weight", rows, MET)
        matrix(f"{part}.hid", MET, 3 * MET)
        matrix(f"{part}.out", outputs, MET)
    table("actions.lex.weight", MET)
    encoder = Encoder(kind, 2, 1, 0, weights)
    return Network(encoder, WordPieces({piece: number for number, piece in enumerate(pieces)}), 1, 2)
