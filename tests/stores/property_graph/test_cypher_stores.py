"""The content of every Cypher store after any history: the embedded one and the servers."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.errors import (
    CypherFailedError,
    PropertyGraphReferenceError,
)
from kg.model import HEADINGS, ResolvedDocument
from kg.stores.property_graph.counts import census
from kg.stores.protocol import Batch, Rows, Store
from tests.doubles.factory import batches, resolved_documents
from tests.servers.cypher_stores import CYPHER_STORES, EmptyStore
from tests.stores.contents import contents, expected, ids, rows
from tests.stores.ferry_talks import reviewed_talks

DOCUMENTS = tuple(resolved_documents(12, positions=8))


@pytest.fixture(scope="module", params=CYPHER_STORES)
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_store: EmptyStore
) -> Iterator[Store]:
    """The store of each kind."""
    with empty_store(request.param, tmp_path_factory.mktemp("store") / "graph") as store:
        yield store


@pytest.fixture
def store(opened: Store) -> Store:
    """A store with nothing in it."""
    opened.clear()
    return opened


def test_a_new_store_is_empty_and_answers(store: Store) -> None:
    assert store.revision() == 0
    assert rows(store, "MATCH (n) WHERE n.id IS NOT NULL RETURN n.id AS id") == []
    assert set(store.counts().values()) == {0}


def test_the_store_holds_exactly_its_documents(store: Store) -> None:
    store.apply(batches(DOCUMENTS, 5))
    assert store.revision() == len(DOCUMENTS)
    assert contents(store) == expected(DOCUMENTS)


def test_reviewed_facts_are_counted_too(store: Store) -> None:
    talks = reviewed_talks()
    store.apply([Batch(1, (talks,), (), talks.actors)])
    reviewed = {name: n for name, n in store.counts().items() if name.startswith("reviewed")}
    assert reviewed == {f"reviewed {heading}": 1 for heading in HEADINGS}


def test_foreign_reviews_in_the_same_database_are_not_counted() -> None:
    asked: list[str] = []

    def query(text: str) -> Rows:
        asked.append(text)
        return Rows(("n",), iter([(0,)]))

    census(query, ":KgNode")
    assert [text for text in asked if "review" in text]
    assert all(":KgNode" in text for text in asked)


def test_the_same_documents_again_change_nothing(store: Store) -> None:
    store.apply(batches(DOCUMENTS, 12))
    before = contents(store)
    store.apply(batches(DOCUMENTS[3:7], 3, revision=12))
    assert contents(store) == before
    assert store.revision() == 16


def test_a_document_twice_in_a_batch_is_stored_once(store: Store) -> None:
    store.apply([Batch(1, (DOCUMENTS[0], DOCUMENTS[0]))])
    assert contents(store) == expected(DOCUMENTS[:1])


def test_a_changed_document_replaces_its_own_facts_and_no_others(store: Store) -> None:
    store.apply(batches(DOCUMENTS, 12))
    first = DOCUMENTS[0]
    fewer = replace(first.facts, positions=first.facts.positions[:1], leads=(), labels=())
    changed = replace(first, facts=fewer)
    store.apply([Batch(13, (changed,), actors=changed.actors)])
    assert contents(store) == expected([changed, *DOCUMENTS[1:]])


def test_removing_a_document_removes_what_no_other_needs(store: Store) -> None:
    store.apply(batches(DOCUMENTS, 12))
    store.apply([Batch(13, (), removed=ids(DOCUMENTS[2:9]))])
    assert contents(store) == expected(DOCUMENTS[:2] + DOCUMENTS[9:])
    store.apply([Batch(14, (), removed=ids(DOCUMENTS))])
    assert contents(store) == ({}, Counter())
    assert store.revision() == 14


def test_removing_a_missing_document_changes_nothing(store: Store) -> None:
    store.apply([Batch(1, DOCUMENTS[:1]), Batch(2, (), removed=("0" * 16,))])
    assert contents(store) == expected(DOCUMENTS[:1])


def test_an_actor_is_updated_with_its_current_properties(store: Store) -> None:
    store.apply(batches(DOCUMENTS, 12))
    actor = next(actor for actor in DOCUMENTS[0].actors if actor.aliases)
    renamed = replace(actor, name="New “Name”", aliases=(), country=None, wikidata="Q1")
    stranger = replace(actor, id="person/nobody-mentions-me")
    store.apply([Batch(13, (), actors=(renamed, stranger))])
    assert contents(store) == expected(DOCUMENTS, [renamed])


def test_any_history_ends_in_the_same_content(store: Store) -> None:
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


def test_a_fact_with_an_unknown_actor_is_refused_and_the_content_stays(store: Store) -> None:
    store.apply([Batch(1, DOCUMENTS[:1])])
    broken = replace(DOCUMENTS[1], actors=DOCUMENTS[1].actors[1:])
    with pytest.raises(PropertyGraphReferenceError) as caught:
        store.apply([Batch(2, (broken,))])
    assert caught.value.fields["id"] == DOCUMENTS[1].actors[0].id
    assert (store.revision(), contents(store)) == (1, expected(DOCUMENTS[:1]))


def test_a_cleared_store_is_as_new(store: Store) -> None:
    store.apply([Batch(1, DOCUMENTS[:1])])
    assert rows(store, "MATCH (d:Document) RETURN count(d) AS n") == [(1,)]
    store.clear()
    assert (store.revision(), rows(store, "MATCH (d:Document) RETURN count(d) AS n")) == (0, [(0,)])
    store.apply([Batch(1, DOCUMENTS[:1])])
    assert contents(store) == expected(DOCUMENTS[:1])


def test_a_closed_store_may_be_closed_again(store: Store) -> None:
    store.close()
    store.close()


def test_a_permitted_update_lasts_until_its_document_is_reread(store: Store) -> None:
    store.apply([Batch(4, DOCUMENTS[:1], actors=DOCUMENTS[0].actors)])
    answer = store.query("MATCH (p:Position) SET p.seen = true RETURN count(*) AS n", write=True)
    assert list(answer.rows) == [(8,)]
    store.query("MATCH (p:Position) SET p.seen = false", write=True, timeout=20)
    assert rows(store, "MATCH (p:Position {seen: false}) RETURN count(*) AS n") == [(8,)]
    assert store.revision() == 4
    store.apply([Batch(5, DOCUMENTS[:1], actors=DOCUMENTS[0].actors)])
    assert contents(store) == expected(DOCUMENTS[:1])


def test_a_failed_update_changes_nothing(store: Store) -> None:
    store.apply([Batch(4, DOCUMENTS[:1])])
    with pytest.raises(CypherFailedError):
        store.query("MATCH (p:Position) SET p.x = 1 / 0", write=True)
    assert contents(store) == expected(DOCUMENTS[:1])
