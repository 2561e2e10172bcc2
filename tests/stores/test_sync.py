"""A store follows its record: from the start, after changes, and after an interruption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from kg.lists import ListedIssue, OwnList
from kg.model import ResolvedActor, ResolvedDocument
from kg.record import Changes, Record, open_record
from kg.record.writing import keep_list
from kg.stores import sync
from kg.stores.protocol import Batch, Rows, Store, Value
from kg.stores.sync import CachedChanges, catch_up, rebuild
from tests.doubles.cast import document, facts, person, state


class PowerFailureError(Exception):
    """The power fails."""


class MemoryStore:
    """A store in two dictionaries. ``fails_after`` batches the power fails."""

    name = "memory"
    language = "none"

    def __init__(self) -> None:
        self.current = 0
        self.documents: dict[str, ResolvedDocument] = {}
        self.actors: dict[str, ResolvedActor] = {}
        self.sizes: list[int] = []
        self.fails_after: int | None = None

    def revision(self) -> int:
        return self.current

    def apply(self, batches: Iterable[Batch]) -> None:
        for batch in batches:
            if self.fails_after is not None and len(self.sizes) >= self.fails_after:
                raise PowerFailureError
            for id_ in batch.removed:
                self.documents.pop(id_, None)
            self.documents |= {each.document.id: each for each in batch.written}
            self.actors |= {each.id: each for each in batch.actors}
            used = {actor.id for each in self.documents.values() for actor in each.facts.actors}
            self.actors = {id_: each for id_, each in self.actors.items() if id_ in used}
            self.current = batch.revision
            self.sizes.append(len(batch.written))

    def query(
        self,
        text: str,
        parameters: Mapping[str, Value | tuple[Value, ...]] | None = None,
        *,
        timeout: float | None = None,
        write: bool = False,
        allow_network: bool = False,
        allow_files: bool = False,
    ) -> Rows:
        raise NotImplementedError

    def counts(self) -> Mapping[str, int]:
        return {"documents": len(self.documents), "actors": len(self.actors)}

    def clear(self) -> None:
        self.documents, self.actors, self.current = {}, {}, 0

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db", create=True) as opened:
        for number in range(7):
            people = [person("Liu"), person(f"Envoy{number} Berg", "NO"), state("cn", "CN", "China")]
            opened.put(document(f"d{number}"), facts(people), "1.0")
        yield opened


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryStore:
    monkeypatch.setattr(sync, "BATCH", 3)
    return MemoryStore()


def follows(store: MemoryStore, record: Record) -> bool:
    now = {entry.id: record.resolved(entry.id) for entry in record.documents()}
    actors = {actor.id: actor for actor in record.actors()}
    return (
        store.current == record.revision
        and {id_: each.facts for id_, each in store.documents.items()} == {id_: each.facts for id_, each in now.items()}
        and store.actors == actors
    )


def test_the_memory_store_satisfies_the_store_protocol() -> None:
    store: Store = MemoryStore()
    assert store.revision() == 0


def test_a_new_store_gets_everything_once_in_batches(record: Record, store: MemoryStore) -> None:
    told: list[int] = []
    assert catch_up(record, store, told.append) == 7
    assert store.sizes == told == [3, 3, 1]
    assert follows(store, record)
    assert catch_up(record, store, told.append) == 0
    assert len(told) == 3


def test_changes_and_removals_are_synced(record: Record, store: MemoryStore) -> None:
    catch_up(record, store)
    record.remove("d3")
    record.put(document("d1"), facts([person("Wang Yi", "CN")]), "1.1")
    record.put(document("new"), facts([]), "1.0")
    assert catch_up(record, store) == 2
    assert follows(store, record)


def test_a_document_with_a_changed_actor_id_is_rewritten(record: Record, store: MemoryStore) -> None:
    catch_up(record, store)
    record.put(document("he"), facts([person("Liu He", "CN")]), "1.0")
    assert catch_up(record, store) == 8
    assert follows(store, record)
    assert "person/liu-he" in store.actors


def test_after_an_interruption_a_sync_continues_where_it_stopped(record: Record, store: MemoryStore) -> None:
    store.fails_after = 2
    with pytest.raises(PowerFailureError):
        catch_up(record, store)
    assert 0 < store.current < record.revision
    store.fails_after = None
    assert catch_up(record, store) == 1
    assert follows(store, record)


def test_an_interrupted_large_change_starts_over(record: Record, store: MemoryStore) -> None:
    catch_up(record, store)
    before = store.current
    record.put(document("he"), facts([person("Liu He", "CN")]), "1.0")
    store.fails_after = len(store.sizes) + 2
    with pytest.raises(PowerFailureError):
        catch_up(record, store)
    assert store.current == before
    store.fails_after = None
    assert catch_up(record, store) == 8
    assert follows(store, record)


def test_a_store_older_than_a_list_of_issues_is_rebuilt_once(record: Record, store: MemoryStore) -> None:
    catch_up(record, store)
    with record.writing() as db:
        keep_list(db, OwnList("ours", issues=(ListedIssue("own/locks", "Locks"),)))
    stray = store.documents.pop(document("d0").id)
    store.documents["ffffffffffffffff"] = stray
    for written in (3, 6):
        store.sizes, store.fails_after = [], 1
        with pytest.raises(PowerFailureError):
            catch_up(record, store)
        assert len(store.documents) == written
    store.fails_after = None
    assert catch_up(record, store) == 1
    assert follows(store, record)


def test_rebuilding_empties_the_store_first(record: Record, store: MemoryStore) -> None:
    catch_up(record, store)
    stray = store.documents.pop(document("d0").id)
    store.documents["ffffffffffffffff"] = stray
    assert rebuild(record, store) == 7
    assert follows(store, record)


def test_a_store_ahead_of_its_record_is_rebuilt(record: Record, store: MemoryStore, tmp_path: Path) -> None:
    catch_up(record, store)
    with open_record(tmp_path / "older.db", create=True) as older:
        older.put(document("d0"), facts([person("Liu")]), "1.0")
        assert catch_up(older, store) == 1
        assert follows(store, older)


@pytest.fixture
def read(record: Record, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The revisions since which the record has been asked what has changed."""
    asked: list[int] = []
    changes_since = type(record).changes_since

    def counted(self: Record, revision: int, size: int = sync.BATCH) -> Iterator[Changes]:
        asked.append(revision)
        return changes_since(self, revision, size)

    monkeypatch.setattr(type(record), "changes_since", counted)
    return asked


def test_two_stores_at_one_revision_read_the_record_once(record: Record, read: list[int]) -> None:
    once, stores = CachedChanges(record), (MemoryStore(), MemoryStore())
    assert [catch_up(once, store) for store in stores] == [7, 7]
    assert all(follows(store, record) for store in stores)
    assert read == [0]


def test_changes_made_between_two_syncs_are_read_too(record: Record, read: list[int]) -> None:
    once, stores = CachedChanges(record), (MemoryStore(), MemoryStore())
    catch_up(once, stores[0])
    record.put(document("new"), facts([]), "1.0")
    assert catch_up(once, stores[1]) == 8
    assert follows(stores[1], record)
    assert catch_up(once, stores[0]) == 1
    assert follows(stores[0], record)
    assert len(read) == 3


def test_many_documents_are_not_cached(record: Record, read: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "CACHED_DOCUMENTS", 6)
    once, stores = CachedChanges(record), (MemoryStore(), MemoryStore())
    assert [catch_up(once, store) for store in stores] == [7, 7]
    assert read == [0, 0]


def test_a_failing_store_does_not_use_up_the_changes_for_others(record: Record, store: MemoryStore) -> None:
    once, other = CachedChanges(record), MemoryStore()
    store.fails_after = 1
    with pytest.raises(PowerFailureError):
        catch_up(once, store)
    assert catch_up(once, other) == 7
    assert follows(other, record)
