"""The property graph in grafeo: what it holds after any history, what it answers, what no accident takes from it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import (
    CypherCrashError,
    CypherFailedError,
    CypherParameterError,
    CypherSyntaxError,
    CypherTimeoutError,
    CypherUpdateError,
    GraphBusyError,
    KgError,
    PropertyGraphDamagedError,
    PropertyGraphReferenceError,
    PropertyGraphUnwritableError,
)
from kg.model import ResolvedActor, ResolvedDocument
from kg.stores.grafeo import GrafeoStore, open_grafeo
from kg.stores.grafeo_process import GrafeoProcess
from kg.stores.property_graph import actor_node, document_graph
from kg.stores.protocol import Batch, Value
from kg.vocabulary import concepts
from tests.factory import batches, resolved_documents

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = tuple(resolved_documents(12, positions=8))

type Contents = tuple[dict[str, str], Counter[str]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GrafeoStore]:
    with open_grafeo(tmp_path / "property-graph") as opened:
        yield opened


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GrafeoStore]:
    """A store that the tests only read."""
    with open_grafeo(tmp_path_factory.mktemp("full")) as opened:
        opened.apply(batches(DOCUMENTS, 5))
        yield opened


def rows(store: GrafeoStore, text: str, **parameters: Value | tuple[Value, ...]) -> list[tuple[Value, ...]]:
    return list(store.query(text, parameters).rows)


def contents(store: GrafeoStore) -> Contents:
    """Everything in the store: the nodes by id, the relationships with how often each is there."""
    nodes = {}
    for (cell,) in rows(store, "MATCH (n) RETURN n"):
        node = json.loads(str(cell))
        assert node["id"] not in nodes
        nodes[node["id"]] = json.dumps(node, sort_keys=True)
    edges = Counter(
        json.dumps(json.loads(str(cell)), sort_keys=True) for (cell,) in rows(store, "MATCH ()-[r]->() RETURN r")
    )
    return nodes, edges


def expected(documents: Iterable[ResolvedDocument], renamed: Sequence[ResolvedActor] = ()) -> Contents:
    """What a store of these documents holds, by the definition of a document's part."""
    nodes: dict[str, str] = {}
    edges: Counter[str] = Counter()
    broader: set[str] = set()
    names = {actor.id: actor_node(actor) for actor in renamed}
    for resolved in documents:
        graph = document_graph(resolved, concepts())
        for node in (*graph.nodes, *graph.actors, *graph.issues):
            shown = names.get(node.id, node)
            nodes[node.id] = json.dumps({"labels": shown.labels, "id": shown.id, **shown.properties}, sort_keys=True)
        for edge in graph.relationships:
            ends = {"type": edge.type, "source": edge.source, "target": edge.target}
            edges[json.dumps({**ends, **edge.properties}, sort_keys=True)] += 1
        broader |= {
            json.dumps({"type": edge.type, "source": edge.source, "target": edge.target}, sort_keys=True)
            for edge in graph.broader
        }
    edges.update(broader)
    return nodes, edges


def ids(documents: Iterable[ResolvedDocument]) -> tuple[str, ...]:
    return tuple(resolved.document.id for resolved in documents)


# What it holds


def test_a_new_store_is_empty_and_answers(store: GrafeoStore) -> None:
    assert store.revision() == 0
    assert rows(store, "MATCH (n) RETURN n.id AS id") == []
    assert set(store.counts().values()) == {0}
    assert not store._publication.folder.exists()


def test_it_holds_exactly_its_documents(store: GrafeoStore) -> None:
    store.apply(batches(DOCUMENTS, 5))
    assert store.revision() == len(DOCUMENTS)
    assert contents(store) == expected(DOCUMENTS)


def test_the_same_documents_again_change_nothing(store: GrafeoStore) -> None:
    store.apply(batches(DOCUMENTS, 12))
    before = contents(store)
    store.apply(batches(DOCUMENTS[3:7], 3, revision=12))
    assert contents(store) == before
    assert store.revision() == 16


def test_a_document_that_stands_twice_in_a_batch_is_there_once(store: GrafeoStore) -> None:
    store.apply([Batch(1, (DOCUMENTS[0], DOCUMENTS[0]))])
    assert contents(store) == expected(DOCUMENTS[:1])


def test_a_changed_document_replaces_its_own_facts_and_no_others(store: GrafeoStore) -> None:
    store.apply(batches(DOCUMENTS, 12))
    first = DOCUMENTS[0]
    fewer = replace(first.facts, positions=first.facts.positions[:1], leads=(), labels=())
    changed = replace(first, facts=fewer)
    store.apply([Batch(13, (changed,), actors=changed.actors)])
    assert contents(store) == expected([changed, *DOCUMENTS[1:]])


@pytest.mark.parametrize("prefix", ["", "document/"])
def test_removing_a_document_takes_out_what_no_other_needs(store: GrafeoStore, prefix: str) -> None:
    store.apply(batches(DOCUMENTS, 12))
    store.apply([Batch(13, (), removed=tuple(prefix + key for key in ids(DOCUMENTS[2:9])))])
    assert contents(store) == expected(DOCUMENTS[:2] + DOCUMENTS[9:])
    store.apply([Batch(14, (), removed=ids(DOCUMENTS))])
    assert contents(store) == ({}, Counter())
    assert store.revision() == 14


def test_removing_what_is_not_there_is_nothing(store: GrafeoStore) -> None:
    store.apply([Batch(1, DOCUMENTS[:1]), Batch(2, (), removed=("0" * 16,))])
    assert contents(store) == expected(DOCUMENTS[:1])


def test_an_actor_gets_its_present_name_and_loses_what_it_no_longer_has(store: GrafeoStore) -> None:
    store.apply(batches(DOCUMENTS, 12))
    actor = next(actor for actor in DOCUMENTS[0].actors if actor.aliases)
    renamed = replace(actor, name="New “Name”", aliases=(), country=None, wikidata="Q1")
    stranger = replace(actor, id="person/nobody-mentions-me")
    store.apply([Batch(13, (), actors=(renamed, stranger))])
    assert contents(store) == expected(DOCUMENTS, [renamed])


def test_any_history_ends_in_the_same_graph(store: GrafeoStore) -> None:
    rng = random.Random(11)
    held: dict[str, ResolvedDocument] = {}
    for revision in range(1, 16):
        written = tuple(rng.sample(DOCUMENTS, rng.randrange(4)))
        removed = tuple(rng.sample(ids(DOCUMENTS), rng.randrange(4)))
        for key in removed:
            held.pop(key, None)
        held.update(zip(ids(written), written, strict=True))
        store.apply([Batch(revision, written, removed=removed)])
        if revision % 5 == 0:
            assert contents(store) == expected(held.values())
    assert store.revision() == 15


def test_counts(full: GrafeoStore) -> None:
    facts = [resolved.facts for resolved in DOCUMENTS]
    assert full.counts() == {
        "documents": 12,
        "actors": len({actor.id for resolved in DOCUMENTS for actor in resolved.actors}),
        "issues": len({row[0] for row in rows(full, "MATCH (:Position)-[:ABOUT]->(i) RETURN i.id AS id")}),
        "roles": sum(len(one.roles) for one in facts),
        "affiliations": sum(len(one.affiliations) for one in facts),
        "leads": sum(len(one.leads) for one in facts),
        "negotiations": sum(len(one.negotiations) for one in facts),
        "statements": sum(len(one.statements) for one in facts),
        "positions": sum(len(one.positions) for one in facts),
        "labels": sum(len(one.labels) for one in facts),
        "actions": sum(len(one.actions) for one in facts),
        "evidence": len(rows(full, "MATCH (e:Evidence) RETURN e.id AS id")),
    }


def test_a_fact_that_names_a_stranger_is_refused_and_what_was_there_stays(store: GrafeoStore) -> None:
    store.apply([Batch(1, DOCUMENTS[:1])])
    broken = replace(DOCUMENTS[1], actors=DOCUMENTS[1].actors[1:])
    with pytest.raises(PropertyGraphReferenceError) as caught:
        store.apply([Batch(2, (broken,))])
    assert caught.value.fields["id"] == DOCUMENTS[1].actors[0].id
    assert (store.revision(), contents(store)) == (1, expected(DOCUMENTS[:1]))


def test_cleared_is_as_new(store: GrafeoStore) -> None:
    store.apply([Batch(1, DOCUMENTS[:1])])
    assert rows(store, "MATCH (d:Document) RETURN count(d) AS n") == [(1,)]
    store.clear()
    assert (store.revision(), rows(store, "MATCH (d:Document) RETURN count(d) AS n")) == (0, [(0,)])
    store.apply([Batch(1, DOCUMENTS[:1])])
    assert contents(store) == expected(DOCUMENTS[:1])


def test_a_closed_store_may_be_closed_again(store: GrafeoStore) -> None:
    store.close()
    store.close()


# What it answers


def test_rows_have_the_order_and_names_of_the_question(full: GrafeoStore) -> None:
    answer = full.query("MATCH (d:Document) RETURN d.name AS b, d.id AS a ORDER BY b LIMIT 2")
    assert answer.columns == ("b", "a")
    assert list(answer.rows) == [(one.document.name, f"document/{one.document.id}") for one in DOCUMENTS[:2]]


def test_parameters_are_bound_and_never_pasted(full: GrafeoStore) -> None:
    text = "MATCH (a:Actor) WHERE $id IS NULL OR a.id = $id RETURN count(*) AS n"
    everyone = full.counts()["actors"]
    assert rows(full, text, id=None) == [(everyone,)]
    assert rows(full, text, id="' OR 1=1 //") == [(0,)]
    assert rows(full, "MATCH (a:Actor) WHERE a.id IN $ids RETURN count(*) AS n", ids=("state/CN", "x")) == [(1,)]
    assert rows(full, "MATCH (a:Actor) WHERE a.id IN $ids RETURN count(*) AS n", ids=()) == [(0,)]
    assert rows(full, "RETURN $a AS a, $b AS b, $c AS c", a=True, b=1.5, c="ä'\"\\") == [(True, 1.5, "ä'\"\\")]
    assert len(rows(full, "MATCH (n) RETURN n.id AS id ORDER BY id SKIP $skip LIMIT $limit", skip=1, limit=3)) == 3


def test_lists_nodes_and_relationships_are_json(full: GrafeoStore) -> None:
    assert rows(full, "RETURN [1, 'b', null] AS x, {a: [true]} AS y") == [('[1, "b", null]', '{"a": [true]}')]
    ((node,),) = rows(full, "MATCH (a:Actor {id: 'state/CN'}) RETURN a")
    assert json.loads(str(node)) == {
        "labels": ["Actor", "State"],
        "id": "state/CN",
        "name": "China",
        "aliases": ["Beijing", "PRC"],
        "type": "state",
        "country": "CN",
        "wikidata": "Q101",
    }
    ((path,),) = rows(full, "MATCH p = (:Actor)-[:HOLDS]->(:Position) RETURN p LIMIT 1")
    shown = json.loads(str(path))
    assert [end["id"] for end in shown["nodes"]] == [shown["relationships"][0][end] for end in ("source", "target")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MATCH (p:Position)-[:IN]->(d) RETURN count(*) = count(p) AS x", ("x", True)),
        ("MATCH (p:Position)-[r:EVIDENCED_BY|IN]->(d) RETURN count(DISTINCT type(r)) AS x", ("x", 2)),
        ("MATCH (p:Nobody) RETURN sum(p.x) AS x", ("x", 0)),
        ("MATCH (p:Nobody) RETURN sum(p.x)", ("sum(p.x)", 0)),
        ("MATCH (p:Nobody) RETURN 1 + sum(p.x)", ("1 + sum(p.x)", 1)),
        ("MATCH (p:Nobody) RETURN coalesce(sum(p.x), 5) AS sum", ("sum", 0)),
        ("WITH {sum: 3} AS m RETURN m.sum AS x", ("x", 3)),
        ("RETURN 'sum(x) [:IN]' AS x", ("x", "sum(x) [:IN]")),
    ],
)
def test_what_grafeo_reads_otherwise_than_neo4j_is_put_in_its_words(
    full: GrafeoStore, text: str, expected: tuple[str, Value]
) -> None:
    answer = full.query(text)
    assert (*answer.columns, *next(answer.rows)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("MATCH (a:Actor RETURN a", CypherSyntaxError, "line 1, column 16"),
        ("MATCH (p)-[:IN]->(d)\n  RETURN sum(p.x) AS x, sum(d.x AS y", CypherSyntaxError, "line 2, column 33"),
        ("MATCH (p)-[:IN]->(d) RETURN sum(p.x) AS x, (", CypherSyntaxError, "line 1, column 45"),
        ("MATCH (a:Actor) RETURN b.id AS x", CypherSyntaxError, "line 1, column 24"),
        ("RETURN nosuch(1) AS x", CypherSyntaxError, "line 1, column 8"),
        ("", CypherSyntaxError, "line 1, column 1"),
        ("RETURN 1 AS a; RETURN 2 AS b", CypherSyntaxError, "line 1, column 16"),
        ("RETURN 1 / 0 AS x", CypherFailedError, None),
        ("RETURN $nobody AS x", CypherParameterError, None),
        ("MATCH (a)\nSET a.x = 1", CypherUpdateError, "line 2, column 1"),
        ("CALL apoc.periodic.commit('x', {})", CypherUpdateError, "line 1, column 6"),
    ],
)
@pytest.mark.parametrize("timeout", [None, 20.0])
def test_a_question_that_cannot_be_answered_says_why_and_where(
    full: GrafeoStore, text: str, kind: type[KgError], place: str | None, timeout: float | None
) -> None:
    with pytest.raises(kind) as caught:
        list(full.query(text, timeout=timeout).rows)
    assert caught.value.fields.get("place") == place


@pytest.mark.parametrize(
    ("value", "words"),
    [(2**63, "64 bits"), ("\ud800", "surrogate"), (b"x", "bytes"), ((1, {"a": 1}), "dict")],
)
def test_a_parameter_that_no_engine_takes(full: GrafeoStore, value: Value, words: str) -> None:
    with pytest.raises(CypherParameterError, match=words):
        full.query("RETURN $x AS x", {"x": value})


def test_an_update_with_leave_is_published_and_lasts_until_the_document_is_read_again(store: GrafeoStore) -> None:
    store.apply([Batch(4, DOCUMENTS[:1], actors=DOCUMENTS[0].actors)])
    answer = store.query("MATCH (p:Position) SET p.seen = true RETURN count(*) AS n", write=True)
    assert list(answer.rows) == [(8,)]
    store.query("MATCH (p:Position) SET p.seen = false", write=True, timeout=20)
    assert rows(store, "MATCH (p:Position {seen: false}) RETURN count(*) AS n") == [(8,)]
    assert store.revision() == 4
    store.apply([Batch(5, DOCUMENTS[:1], actors=DOCUMENTS[0].actors)])
    assert contents(store) == expected(DOCUMENTS[:1])


def test_a_failed_update_changes_nothing(store: GrafeoStore) -> None:
    store.apply([Batch(4, DOCUMENTS[:1])])
    with pytest.raises(CypherFailedError):
        store.query("MATCH (p:Position) SET p.x = 1 / 0", write=True)
    assert contents(store) == expected(DOCUMENTS[:1])


def test_a_question_that_takes_too_long_is_stopped_and_the_next_is_answered(full: GrafeoStore) -> None:
    with pytest.raises(CypherTimeoutError) as caught:
        full.query("MATCH (a), (b), (c), (d) RETURN count(*) AS n", timeout=0.3)
    assert caught.value.fields == {"seconds": 0.3}
    text = "MATCH (a:Actor {id: 'state/CN'}) RETURN a.name AS name"
    for _ in range(2):
        assert list(full.query(text, timeout=20).rows) == [("China",)]


def test_a_process_that_dies_is_reported(full: GrafeoStore) -> None:
    current = full._publication.current()
    assert current is not None
    process = GrafeoProcess()
    process.ask(current.path, "RETURN 1 AS x", {}, 20, write=False)

    def kill() -> None:
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)

    threading.Timer(0.5, kill).start()
    with pytest.raises(CypherCrashError, match="SIGKILL"):
        process.ask(current.path, "MATCH (a), (b), (c), (d) RETURN count(*) AS n", {}, 20, write=False)
    assert not process.alive


# What no accident takes from it


def test_what_was_drawn_before_a_failure_is_published(store: GrafeoStore) -> None:
    def failing() -> Iterator[Batch]:
        yield from batches(DOCUMENTS[:6], 2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.apply(failing())
    assert (store.revision(), contents(store)) == (6, expected(DOCUMENTS[:6]))


KILLED = """
import sys
from pathlib import Path
from kg.stores.grafeo import open_grafeo
from tests.factory import batches, resolved_documents

def drawn(documents, revision):
    for batch in batches(documents, 2, revision):
        print(batch.revision, flush=True)
        yield batch

store = open_grafeo(Path(sys.argv[1]))
done = store.revision()
store.apply(drawn(list(resolved_documents(40, positions=8))[done:], done))
"""


def test_killed_at_any_moment_it_holds_whole_revisions_and_catches_up(tmp_path: Path) -> None:
    folder = tmp_path / "property-graph"
    documents = list(resolved_documents(40, positions=8))
    command = [sys.executable, "-c", KILLED, str(folder)]
    rng = random.Random(3)
    seen = [0]
    with open_grafeo(folder) as store:
        for _ in range(8):
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
                assert writer.stdout is not None
                for _ in range(rng.randrange(1, 5)):
                    writer.stdout.readline()
                time.sleep(rng.random() * 0.02)
                writer.kill()
            seen.append(store.revision())
            assert contents(store) == expected(documents[: seen[-1]])
        assert seen == sorted(seen)
        assert len(set(seen)) > 2
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        assert (store.revision(), contents(store)) == (40, expected(documents))
    assert len(list(folder.iterdir())) == 2


def test_readers_see_whole_revisions_while_one_writes(store: GrafeoStore) -> None:
    documents = list(resolved_documents(30, positions=4))
    writer = threading.Thread(target=lambda: open_grafeo(store._publication.folder).apply(batches(documents, 2)))
    writer.start()
    seen = []
    while writer.is_alive():
        found = rows(store, "MATCH (d:Document) OPTIONAL MATCH (d)<-[:IN]-(p:Position) RETURN d.id AS d, count(p) AS n")
        assert {count for _, count in found} <= {4}
        seen.append(len(found))
    writer.join()
    assert seen == sorted(seen)
    assert all(count % 2 == 0 for count in seen)
    assert len(rows(store, "MATCH (d:Document) RETURN d.id AS d")) == 30


def test_an_answer_keeps_to_what_was_there_when_it_was_asked(store: GrafeoStore) -> None:
    store.apply(batches(DOCUMENTS[:4], 4))
    answer = store.query("MATCH (d:Document) RETURN d.id AS id")
    store.apply([Batch(5, (), removed=ids(DOCUMENTS[:4]))])
    assert len(list(answer.rows)) == 4


def test_a_second_writer_is_told_to_wait(store: GrafeoStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.stores.publication.PATIENCE", 0.1)
    with store._publication.writing(), pytest.raises(GraphBusyError):
        store.apply([Batch(1, DOCUMENTS[:1])])


def test_a_damaged_file_is_named_and_can_be_written_anew(store: GrafeoStore) -> None:
    store.apply([Batch(1, DOCUMENTS[:1])])
    current = store._publication.current()
    assert current is not None
    current.path.write_bytes(current.path.read_bytes()[:5000])
    for timeout in (None, 20.0):
        with pytest.raises(PropertyGraphDamagedError, match=current.path.name):
            open_grafeo(current.path.parent).query("MATCH (n) RETURN n", timeout=timeout)
    with pytest.raises(PropertyGraphDamagedError):
        store.apply([Batch(2, DOCUMENTS[1:2])])
    store.clear()
    store.apply([Batch(2, DOCUMENTS[:2])])
    assert contents(store) == expected(DOCUMENTS[:2])


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "property-graph").write_text("a file where a folder should be")
    with pytest.raises(PropertyGraphUnwritableError, match="property-graph"):
        open_grafeo(tmp_path / "property-graph").apply([Batch(1, DOCUMENTS[:1])])
