"""Three short documents that the scripted reader reads, and a graph of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kg.graph import open_graph
from kg.model import Document
from tests.doubles.scripted_reader import read

__all__ = ["TEXTS", "make_graph"]

TEXTS = {
    "geneva": "The talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China.",
    "nairobi": "Japan offers more fish of China. Nothing else was said.",
    "quito": "France supports a new round of Brazil.",
}


def make_graph(place: Path, source: str | None = None) -> Path:
    """A new graph of them there, published by ``source``."""
    with open_graph(place, create=True) as graph:
        for number, (name, text) in enumerate(TEXTS.items()):
            uri, day = f"file:///texts/{name}.txt", dt.date(2018, 8, 20 + number)
            told = {"round": "first" if number < 2 else "second; last"}
            document = Document(text, name, uri, f"In {name.title()}", day, source, metadata=told)
            reading = read(document, "scripted 1")
            graph.record.put(document, reading.facts, reading.version, reading.sentences)
        graph.catch_up()
    return place
