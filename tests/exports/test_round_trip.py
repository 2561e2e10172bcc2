"""Every format says what the graph holds: read back with a library of its field, it is what the store answers."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
from collections import Counter
from collections.abc import Buffer, Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.exports import BATCH_FORMATS, LEVELS, export
from kg.exports.elements import elements
from kg.model import Document, Facts, ResolvedDocument
from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.protocol import Batch
from tests.doubles.factory import batches, resolved_documents
from tests.exports.reading import LISTS, READERS, Graph, Values, plain


@cache
def made() -> tuple[Batch, ...]:
    return tuple(batches(resolved_documents(2, positions=4), 1))


def exported(given_batches: tuple[Batch, ...], name: str, level: str) -> Graph:
    output = io.BytesIO()
    export(given_batches, name, output, level=level)
    return READERS[name](output.getvalue(), level)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", READERS)
def test_every_format_is_read_back_whole(name: str, level: str) -> None:
    assert exported(made(), name, level) == plain(elements(made(), level, isolates=name != "dot"))


@pytest.mark.parametrize("name", READERS)
def test_an_empty_graph_gives_a_valid_file(name: str) -> None:
    assert exported((), name, "full") == ({}, {})


def test_an_export_equals_the_answers_of_the_store(tmp_path: Path) -> None:
    nodes, edges = plain(elements(made(), "full"))
    with GrafeoStore(tmp_path / "property-graph") as store:
        store.apply(made())
        held = {}
        for (cell,) in store.query("MATCH (n) RETURN n").rows:
            node = json.loads(str(cell))
            lists = {name: tuple(node[name]) for name in LISTS if name in node}
            key = node.pop("id")
            held[key] = {**node, **lists, "labels": ";".join(node["labels"])}
        assert nodes == held
        joined = Counter(
            json.dumps(json.loads(str(cell)), sort_keys=True)
            for (cell,) in store.query("MATCH ()-[r]->() RETURN r").rows
        )
    assert joined == Counter(
        json.dumps(_as_stored(key, source, target, values), sort_keys=True)
        for key, (source, target, values) in edges.items()
    )


def _as_stored(key: str, source: str, target: str, values: Values) -> dict[str, object]:
    own = {"id": key} if not re.fullmatch(r"e\d+", key) else {}
    rest = {name: value for name, value in values.items() if name != "relationship"}
    return {"type": values["relationship"], "source": source, "target": target, **own, **rest}


# Unusual characters

XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CHANGED: Mapping[str, Callable[[str], str]] = {
    "graphml": lambda words: XML.sub("\ufffd", words),
    "gexf": lambda words: XML.sub("\ufffd", words),
    "cytoscape": str,
    "csv": str,
    "dot": lambda words: words.replace("\0", "\ufffd"),
}
ODD = st.text(st.characters(exclude_categories=()), min_size=1) | st.sampled_from(
    ['"', "\\", '\\"', "a\\", "\n", "\r\n", "\r", "\t x ", "a,b;c", "<b>&amp;]]>", "\0\x0b\x1f", "=1+1", "𠮷", "\ud800"]
)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40)
@given(words=ODD)
def test_unusual_characters_survive_a_round_trip(name: str, words: str) -> None:
    change = CHANGED[name]
    shown = change(re.sub("[\ud800-\udfff]", "\ufffd", words))
    (first,) = resolved_documents(1, positions=2)
    actor = replace(first.actors[0], name=words, aliases=(words, "b"))
    document = Document("Words.", name=words, uri="file:///x", title=words)
    odd = ResolvedDocument(document, Facts(), (actor,))
    nodes, edges = exported((Batch(1, (odd,)),), name, "full")
    written = nodes[f"document/{document.id}"]
    assert (written["name"], written["title"]) == (shown, shown)
    assert nodes[actor.id]["name"] == shown
    assert nodes[actor.id]["aliases"] == (in_list(change, words), "b")
    assert len(edges) == 1


def in_list(change: Callable[[str], str], words: str) -> str:
    """In JSON most of what a format cannot hold is escaped."""
    listed: list[str] = json.loads(change(json.dumps([re.sub("[\ud800-\udfff]", "\ufffd", words)], ensure_ascii=False)))
    return listed[0]


# One pass, little memory


@pytest.mark.parametrize("name", READERS)
def test_memory_does_not_grow_with_the_graph(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.exports.spool.IN_MEMORY", 1)

    def peak(documents: int) -> int:
        tracemalloc.start()
        export(batches(resolved_documents(documents, positions=4), 2), name, Sink())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(2)
    assert peak(48) < 2 * peak(16)


class Sink(io.BytesIO):
    """Takes everything, keeps nothing, and cannot go back."""

    def seekable(self) -> bool:
        return False

    def write(self, data: Buffer, /) -> int:
        return memoryview(data).nbytes


@pytest.mark.parametrize("name", BATCH_FORMATS)
def test_the_same_graph_gives_the_same_bytes_drawn_once(name: str) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    export(made(), name, first)
    export((batch for batch in made()), name, second)
    assert first.getvalue() == second.getvalue()
