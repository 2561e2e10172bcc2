"""Putting documents in, changing them, taking them out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentAmbiguousError, DocumentUnknownError, FactsFormatError, UnstorableTextError
from kg.model import Document, Facts, Genre, PageStart, Passage, When
from kg.record import Change, ChangeKind, Given, Record, naming, open_record
from kg.record.ledger import silent
from kg.resolve.spelling import mistyped
from tests.doubles.cast import actor, affiliations, document, facts, person, position, state

CN = state("cn", "CN", "China")
LIU_HE = facts([person("Liu He", "CN"), CN], affiliations=affiliations(("Liu He", "cn")))
LIU = facts([person("Liu")], positions=(position("Liu", "a truce"),))

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda at: (at[0], sum(at))), max_size=9)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db", create=True) as opened:
        yield opened


def dump(record: Record) -> list[str]:
    """Everything that the stores would receive, without revisions."""
    lines = [repr(written) for piece in record.changes_since(0) for written in piece.written]
    return sorted(lines) + [repr(actor) for actor in record.actors()]


def test_a_new_record_is_empty(record: Record) -> None:
    assert record.revision == 0
    assert [*record.documents(), *record.actors(), *record.changes_since(0)] == []
    assert record.counts() == {"documents": 0, "locations": 0, "sentences": 0, "actors": 0}


def test_changes_can_be_read_during_a_write(record: Record) -> None:
    with record.writing():
        record.put(document("a"), LIU_HE, "1.0")
        (piece,) = record.changes_since(0)
        record.put(document("b"), LIU_HE, "1.0")
    assert [each.document.name for each in piece.written] == ["a"]
    assert record.counts()["documents"] == 2


def test_a_document_and_its_facts_come_back(record: Record) -> None:
    document_ = replace(
        document("a", genre=Genre.BULLETIN, source="Quay Post", title="Talks"),
        metadata={"feed": "x"},
        encoding="cp1252",
    )
    change = record.put(document_, LIU_HE, "1.0", [(0, 2), (3, 15)])
    assert change == Change(ChangeKind.ADDED, document_.id, 1)
    assert record.document(document_.id) == document_
    assert record.extracted(document_.id) == LIU_HE
    assert {actor.id for actor in record.facts(document_.id).actors} == {"person/liu-he", "state/CN"}
    assert record.facts(document_.id).affiliations[0].of == "state/CN"
    (entry,) = record.documents()
    assert (entry.name, entry.genre, entry.extractor, entry.characters) == ("a", "bulletin", "1.0", len(document_.text))
    assert record.counts() == {"documents": 1, "locations": 1, "sentences": 2, "actors": 2, "person": 1, "state": 1}


@pytest.mark.parametrize("written_date", ["1962", "2018-08", "2018-08-20/2018-08-26", "2018-08-24"])
def test_a_date_comes_back_as_precise_as_it_was(record: Record, written_date: str) -> None:
    when = When.parsed(written_date)
    source = document("a").dated(when)
    record.put(source, Facts(), "1.0", given=Given(when))
    assert (record.document("a"), record.given()) == (source, {source.uri: Given(when)})
    assert [(entry.when, entry.date) for entry in record.documents()] == [(when, when.day)]


def test_reading_a_document_again_changes_nothing(record: Record) -> None:
    record.put(document("a"), LIU_HE, "1.0")
    assert record.known(document("a"), "1.0")
    assert record.put(document("a"), LIU_HE, "1.0") == Change(ChangeKind.UNCHANGED, document("a").id, 1)
    assert list(record.changes_since(1)) == []


@pytest.mark.parametrize(
    ("other", "extractor"),
    [
        (document("a"), "1.1"),
        (document("a", text="Talks went on."), "1.0"),
        (document("a", title="Another title"), "1.0"),
        (document("a", genre=Genre.BULLETIN), "1.0"),
        (replace(document("a"), metadata={"feed": "y"}), "1.0"),
        (replace(document("a"), uri="file:///elsewhere.txt"), "1.0"),
        (replace(document("a"), name="renamed"), "1.0"),
        (replace(document("a"), pages=(PageStart(0, "iv"), PageStart(9, "1"))), "1.0"),
    ],
)
def test_any_difference_in_a_document_or_its_reader_makes_it_unknown(
    record: Record, other: Document, extractor: str
) -> None:
    record.put(document("a"), LIU_HE, "1.0")
    assert not record.known(other, extractor)
    record.put(other, LIU_HE, extractor)
    assert record.known(other, extractor)
    assert record.document(other.uri).pages == other.pages


def test_a_changed_document_replaces_only_its_own_facts(record: Record) -> None:
    record.put(document("a"), LIU_HE, "1.0")
    record.put(document("b"), facts([CN]), "1.0")
    changed = replace(document("a"), text="Entirely different words.")
    change = record.put(changed, facts([person("Wang Yi", "CN")]), "1.0")
    assert change == Change(ChangeKind.CHANGED, changed.id, 3, removed=(document("a").id,))
    assert [actor.id for actor in record.actors()] == ["person/wang-yi", "state/CN"]
    assert {entry.id for entry in record.documents()} == {changed.id, document("b").id}
    assert not record.known(document("a"), "1.0")


def test_facts_read_again_replace_the_old_ones(record: Record) -> None:
    record.put(document("a"), LIU_HE, "1.0", [(0, 2)])
    change = record.put(document("a"), facts([person("Wang Yi", "CN")]), "1.1", [(0, 2), (3, 15)])
    assert change == Change(ChangeKind.CHANGED, document("a").id, 2)
    assert [actor.name for actor in record.actors()] == ["Wang Yi"]
    assert record.counts()["sentences"] == 2


def test_the_same_text_in_two_places_is_one_document(record: Record) -> None:
    copy = replace(document("a"), uri="file:///0-copy.txt", name="0-copy")
    record.put(document("a"), LIU_HE, "1.0")
    assert record.put(copy, LIU_HE, "1.0").kind is ChangeKind.LOCATED
    (entry,) = record.documents()
    assert entry.uris == ("file:///0-copy.txt", "file:///a.txt")
    # Which of the two places the stores show does not depend on the order of reading.
    assert (entry.name, record.revision) == ("0-copy", 2)
    # Removing the copy keeps the text; removing the other place removes everything.
    assert record.remove("file:///0-copy.txt") == Change(ChangeKind.LOCATED, copy.id, 3)
    assert record.document(copy.id) == document("a")
    assert record.remove("file:///a.txt") == Change(ChangeKind.REMOVED, copy.id, 4, removed=(copy.id,))
    assert record.counts()["actors"] == 0


def test_a_text_in_two_places_survives_the_change_of_one(record: Record) -> None:
    copy = replace(document("a"), uri="file:///copy.txt")
    record.put(document("a"), LIU_HE, "1.0")
    record.put(copy, LIU_HE, "1.0")
    changed = replace(document("a"), text="Other words.")
    change = record.put(changed, LIU, "1.0")
    assert (change.kind, change.removed) == (ChangeKind.CHANGED, ())
    assert record.document(copy.id).uri == "file:///copy.txt"
    assert record.put(replace(copy, text="Other words."), LIU, "1.0").removed == (copy.id,)
    assert len(list(record.documents())) == 1


def test_a_second_place_that_the_stores_do_not_show_adds_no_revision(record: Record) -> None:
    record.put(document("a"), LIU_HE, "1.0")
    change = record.put(replace(document("a"), uri="file:///z.txt", name="z"), LIU_HE, "1.0")
    assert (change.kind, change.revision, record.revision) == (ChangeKind.LOCATED, 1, 1)


def test_removing_a_document_removes_exactly_its_facts(record: Record) -> None:
    record.put(document("b"), LIU, "1.0")
    record.put(document("c"), facts([CN]), "1.0")
    before = dump(record)
    record.put(document("a"), LIU_HE, "1.0")
    assert [actor.id for actor in record.facts("b").actors] == ["person/liu-he"]
    change = record.remove("a")
    assert change == Change(ChangeKind.REMOVED, document("a").id, 4, (document("a").id,), relinked=1)
    assert dump(record) == before


@pytest.mark.parametrize("way", ["id", "document/id", "uri", "name"])
def test_a_document_is_found_by(record: Record, way: str) -> None:
    a = document("a")
    record.put(a, LIU_HE, "1.0")
    record.put(document("b"), LIU, "1.0")
    text = {"id": a.id, "document/id": f"document/{a.id}", "uri": a.uri, "name": a.name}[way]
    assert record.document(text) == a
    assert record.remove(text).removed == (a.id,)
    assert [entry.name for entry in record.documents()] == ["b"]


def test_a_document_is_found_by_its_path(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    record.put(replace(document("a"), uri=(tmp_path / "a b.txt").as_uri()), LIU_HE, "1.0")
    assert record.document("a b.txt").name == "a"
    assert record.document(str(tmp_path / "a b.txt")).name == "a"
    assert record.document(f"../{tmp_path.name}/a b.txt").name == "a"


def test_an_unknown_name_suggests_close_ones(record: Record) -> None:
    record.put(document("mackerel"), LIU_HE, "1.0")
    with pytest.raises(DocumentUnknownError, match=r"no document mackrel\. Close names: mackerel\."):
        record.remove("mackrel")
    with pytest.raises(DocumentUnknownError, match=r"no document zzz\. Name it"):
        record.facts("zzz")


def test_an_ambiguous_document_name_is_refused(record: Record) -> None:
    for folder in ("x", "y"):
        record.put(replace(document("a", text=folder), uri=f"file:///{folder}/a.txt"), LIU, "1.0")
    with pytest.raises(DocumentAmbiguousError, match="2 documents have the name a: "):
        record.remove("a")
    assert len(list(record.documents())) == 2


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        (document("a", text="half \ud83d a pair"), "text"),
        (document("a", title="\udc00"), "title"),
        (replace(document("a"), metadata={"author": "\ud800"}), "metadata 'author'"),
    ],
)
def test_a_document_with_a_lone_surrogate_is_refused(record: Record, broken: Document, field: str) -> None:
    with pytest.raises(UnstorableTextError) as caught:
        record.put(broken, Facts(), "1.0")
    assert caught.value.fields["field"] == field
    assert record.revision == 0


@pytest.mark.parametrize(
    "broken",
    [
        facts([person("Ana Paz")], positions=(position("nobody"),)),
        facts([person("Ana Paz"), person("Ana Paz")]),
        facts([person("Ana Paz")], positions=(replace(position("Ana Paz"), matter=Passage(9, 3, "")),)),
    ],
)
def test_inconsistent_facts_are_refused(record: Record, broken: Facts) -> None:
    with pytest.raises(FactsFormatError):
        record.put(document("a"), broken, "1.0")
    assert (record.revision, list(record.documents())) == (0, [])


def test_odd_texts_come_back_as_they_were(record: Record) -> None:
    odd = document("a", text="nul \x00 inside, \r\n line ends, 𝄞 and e\u0301 \u202e right to left. Ünd so weiter.")
    record.put(odd, facts([person("O\u2019Brien \x00 𝄞")]), "1.0")
    assert record.document(odd.id) == odd
    assert [hit.text in odd.text for hit in record.search("weiter")] == [True]
    assert record.check() == []


def test_the_aliases_of_an_actor_come_from_all_documents(record: Record) -> None:
    record.put(document("a"), facts([person("Recep Erdogan", "TR", aliases=("Erdogan",))]), "1.0")
    record.put(document("b"), facts([person("Recep Erdoğan", aliases=("the reis",))]), "1.0")
    record.put(document("c"), facts([person("Recep Erdoğan", "TR")]), "1.0")
    actor = record.actor("person/recep-erdogan")
    assert actor is not None
    assert (actor.name, actor.aliases) == ("Recep Erdoğan", ("Erdogan", "Recep Erdogan", "the reis"))
    assert actor.country == "TR"
    assert len(record.documents_of(actor.id)) == 3
    record.remove("b")
    assert record.actor(actor.id) != actor


def test_a_known_actor_has_the_gazetteer_s_name_and_codes(record: Record) -> None:
    record.put(document("a"), facts([replace(CN, name="Beijing", aliases=("the Chinese side",), country=None)]), "1.0")
    (actor,) = record.actors()
    assert (actor.id, actor.name, actor.country, actor.wikidata) == ("state/CN", "China", "CN", "Q148")
    assert actor.aliases == ("Beijing", "the Chinese side")
    assert record.find_actor("PRC").actors == (
        actor,
    )  # found by a name of the gazetteer that no document uses and no alias shows


def test_an_actor_disappears_with_its_last_document(record: Record) -> None:
    record.put(document("a"), LIU_HE, "1.0")
    record.remove("a")
    assert record.actor("person/liu-he") is None
    assert record.find_actor("Liu He").actors == ()


NEWS, BULLETIN = document("quay", genre=Genre.NEWS), replace(document("quay", genre=Genre.BULLETIN), uri="file:///a")


@pytest.mark.parametrize("order", [(NEWS, BULLETIN), (BULLETIN, NEWS)])
def test_each_place_keeps_the_genre_that_was_read_there(record: Record, order: tuple[Document, ...]) -> None:
    for each in order:
        record.put(each, LIU_HE, "1.0")
    # Neither has to be read again, and the stores show the genre of the first place.
    assert all(record.known(each, "1.0") for each in order)
    assert record.document(NEWS.id) == BULLETIN
    assert [entry.genre for entry in record.documents()] == ["bulletin"]
    assert [written.document for piece in record.changes_since(0) for written in piece.written] == [BULLETIN]
    assert record.check(deep=True) == []
    before = record.revision
    record.remove(BULLETIN.uri)
    assert [written.document for piece in record.changes_since(before) for written in piece.written] == [NEWS]


def test_each_place_keeps_its_language(record: Record) -> None:
    record.put(document("quay"), LIU_HE, "1.0")
    record.put(replace(document("quay"), uri="file:///z", language="fr"), LIU_HE, "1.0")
    assert record.document(document("quay").id) == document("quay")
    assert record.check(deep=True) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_facts_follow_the_genre_of_the_first_place(record: Record, order: tuple[int, ...]) -> None:
    readings = [(BULLETIN, facts([person("Ana Ruiz")])), (NEWS, facts([person("Ben Okoro")]))]
    for number in order:
        record.put(*readings[number], "1.0")
    assert record.known(NEWS, "1.0")
    assert record.extracted(NEWS.id) == readings[0][1]
    # Another version of the reader may read the second place before the first.
    record.put(*readings[1], "2.0")
    assert not record.known(BULLETIN, "2.0")
    record.put(*readings[0], "2.0")
    assert record.extracted(NEWS.id) == readings[0][1]
    # If only the other genre is left, the document is read again.
    record.remove(BULLETIN.uri)
    assert not record.known(NEWS, "2.0")
    record.put(*readings[1], "2.0")
    assert record.extracted(NEWS.id) == readings[1][1]
    assert record.check(deep=True) == []


def test_only_the_most_similar_document_names_are_compared(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mistyped, "COMPARED", 4)
    for name in ("minutes-05", "minutes-14", "minutes-15", "minutes-51", "quota-1", "tariffs-15", "zinc", "annex"):
        record.put(Document(f"They met for {name}.", name, f"file:///{name}.txt"), Facts(), "scripted 1")
    with (
        patch.object(difflib, "get_close_matches", wraps=difflib.get_close_matches) as compared,
        pytest.raises(DocumentUnknownError, match=r"Close names: minutes-15, "),
    ):
        record.document("mintues-15")
    assert len(compared.call_args.args[1]) == 4


def test_suggestions_consider_actors_of_every_initial_letter(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mistyped, "COMPARED", 4)
    monkeypatch.setattr(naming, "_MOST_PERSONS", 4)
    charters = [actor(f"c{number}", "organization", f"Charter Party {number}") for number in range(9)]
    people = [person(f"Ana Zhao-Lima {number}") for number in range(9)]
    found = facts([*charters, *people, actor("z", "organization", "Zhejiang Council"), person("Quentin Zimmer")])
    record.put(Document("They met.", "minutes", "file:///minutes.txt"), found, "scripted 1")
    assert record.find_actor("Zhejiang Counsil").suggestions == ("Zhejiang Council",)
    assert record.find_actor("Zimer").suggestions == ("Quentin Zimmer",)


@given(SPANS, SPANS)
def test_sentences_without_evidence_are_counted_in_one_pass(
    sentences: list[tuple[int, int]], proofs: list[tuple[int, int]]
) -> None:
    touched = [any(start < last and first < end for first, last in proofs) for start, end in sentences]
    assert silent(sentences, iter(proofs)) == touched.count(False)
