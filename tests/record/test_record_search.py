"""Sentences by their words, actors by their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NoSearchWordsError, ParameterValueError
from kg.model import Facts, When
from kg.record import DocumentFilter, Record, SentenceFilter, open_record
from kg.record.splitting import rough_sentences
from tests.doubles.cast import actor, document, facts, person, state

TEXT = (
    "Envoys from Québec met in Oslo. "
    "The trade deficit was too steep, the envoy said; a deficit in trade is no news!\n\n"
    'Nobody agreed. Erdoğan stayed away (as NEAR as he could) AND said "no" to everything.'
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db", create=True) as opened:
        yield opened


def found(record: Record, words: str) -> list[str]:
    return [hit.text for hit in record.search(words)]


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("oslo", ["Envoys"]),
        ("OSLO québec", ["Envoys"]),
        ("Quebec", ["Envoys"]),
        ("erdogan", ["Erdoğan"]),
        ("deficit trade", ["The trade"]),
        ('"trade deficit"', ["The trade"]),
        ('"deficit trade"', []),
        ("\u201ctrade deficit\u201d", ["The trade"]),
        ("\u00abdeficit trade\u00bb", []),
        ("\u201edeficit trade\u201c", []),
        ("deficit" * 5000, []),
        ('"deficit in trade" steep', ["The trade"]),
        ("steep oslo", []),
        ("NEAR", ["Erdoğan"]),
        ("said AND", ["Erdoğan"]),
        ("env* oslo", ["Envoys"]),
        ("(could) -no: ^said", ["Erdoğan"]),
        ('"as NEAR', ["Erdoğan"]),
        ("text:said", []),
        ("said'); DROP TABLE sentences;--", []),
    ],
)
def test_a_search_takes_words_and_quoted_phrases(record: Record, words: str, begins: list[str]) -> None:
    record.put(document("a", TEXT), Facts(), "1.0")
    hits = found(record, words)
    assert len(hits) == len(begins)
    assert all(hit.removeprefix("a. ").startswith(start) for hit, start in zip(hits, begins, strict=True))


SPELLINGS = (
    "Hard-liners walked out.",
    "A hardliner stayed.",
    "A hard liner broke.",
    "The U.S. envoy spoke.",
    "The US delegation left.",
    "They told us nothing.",
    "The U. N. waited.",
    "The UN adjourned.",
    "Nobody came, no body was found, and who knows?",
)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("hardliners", ["Hard-liners", "A hardliner"]),
        ("HARDLINER", ["Hard-liners", "A hardliner"]),
        ("hard-liner", ["Hard-liners", "A hardliner", "A hard liner"]),
        ('"hardliner"', ["A hardliner"]),
        ("US", ["The U.S.", "The US"]),
        ("U.S.", ["The U.S.", "The US"]),
        ("us", ["The US", "They told"]),
        ("US OR us", ["The U.S.", "The US", "They told"]),
        ("US envoy", ["The U.S."]),
        ("US hard*", []),
        ("hardliners OR US", ["Hard-liners", "A hardliner", "The U.S.", "The US"]),
        ("UN", ["The U. N.", "The UN"]),
        ("U.N.", ["The U. N.", "The UN"]),
        ("WHO", []),
        ("nobody", ["Nobody"]),
    ],
)
def test_a_word_is_found_in_its_other_spellings(record: Record, words: str, begins: list[str]) -> None:
    for n, text in enumerate(SPELLINGS):
        record.put(document(str(n), text), Facts(), "1.0", [(0, len(document(str(n), text).text))])
    hits = sorted((hit.text for hit in record.search(words)), key=lambda text: text[:1])
    assert [text[3:].startswith(start) for text, start in zip(hits, begins, strict=True)] == [True] * len(begins)
    assert record.search_counts(words)[0] == len(begins)


def test_only_the_abbreviation_is_marked(record: Record) -> None:
    record.put(document("a", "The US envoy told us so."), Facts(), "1.0")
    (hit,) = record.search("US")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["US"]


@pytest.mark.parametrize("words", ["", "   ", '""', "— !", '"', "*"])
def test_a_search_without_a_word_is_refused(record: Record, words: str) -> None:
    with pytest.raises(NoSearchWordsError):
        record.search(words)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("shared") / "record.db", create=True) as opened:
        opened.put(document("a", TEXT), Facts(), "1.0")
        yield opened


@given(words=st.text(max_size=30))
def test_no_words_break_the_query(shared: Record, words: str) -> None:
    try:
        hits = shared.search(words)
    except NoSearchWordsError:
        return
    assert all(hit.document == document("a", TEXT).id for hit in hits)


def test_a_hit_has_its_place(record: Record) -> None:
    source = document("a", TEXT, source="Quay Post", title="In Oslo", date=dt.date(2020, 1, 11))
    record.put(source, Facts(), "1.0")
    (hit,) = record.search("steep")
    assert source.text[hit.start : hit.end] == hit.text
    assert (hit.document, hit.name, hit.title, hit.date, hit.source) == (
        *(source.id, "a", "In Oslo"),
        *(dt.date(2020, 1, 11), "Quay Post"),
    )
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["steep"]


def test_the_snippet_of_a_long_sentence_is_short_and_marks_every_word(record: Record) -> None:
    long = " ".join(f"word{number}" for number in range(400)) + " the quota and the [quota] again"
    record.put(document("a", long), Facts(), "1.0")
    (hit,) = record.search("quota")
    assert len(hit.snippet) < 400 < len(hit.text)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["quota", "quota"]


def test_a_search_finds_the_sentences_of_the_extractor(record: Record) -> None:
    source = document("a", "One two. Three four.")
    record.put(source, Facts(), "1.0", [(0, len(source.text)), (3, 3), (-1, 2), (0, 9999)])
    assert found(record, "one three") == [source.text]
    # Reading again without sentences keeps the earlier sentences.
    record.put(source, facts([person("Ana Paz")]), "1.1")
    assert found(record, "one three") == [source.text]


def test_changed_and_removed_texts_are_not_found(record: Record) -> None:
    record.put(document("a", "The herring quota."), Facts(), "1.0")
    record.put(document("b", "The herring fleet."), Facts(), "1.0")
    changed = document("a", "The mackerel quota.")
    record.put(changed, Facts(), "1.0")
    assert (len(found(record, "herring")), len(found(record, "mackerel"))) == (1, 1)
    record.remove("b")
    assert found(record, "herring") == []
    assert record.check() == []


def test_hits_keep_to_the_limit_and_the_newest_of_equals_come_first(record: Record) -> None:
    for day in (1, 3, 2):
        record.put(document(f"d{day}", "Herring.", date=dt.date(2020, 1, day)), Facts(), "1.0", [(4, 12)])
    assert [hit.name for hit in record.search("herring", 2)] == ["d3", "d2"]


@pytest.mark.parametrize("limit", [0, -1, "x", 2.5, True])
def test_a_limit_is_a_number_from_1_on(record: Record, limit: Any) -> None:
    with pytest.raises(ParameterValueError, match=f"limit is {limit!r}, not a whole number from 1 on"):
        record.search("herring", limit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n\n ", []),
        ("One", ["One"]),
        ("It fell 3.5 percent. Then it rose.", ["It fell 3.5 percent.", "Then it rose."]),
        ("The U.S. Treasury said so.", ["The U.S. Treasury said so."]),
        ('He said "no." Then left.', ['He said "no."', "Then left."]),
        ("No end here\n\nnew paragraph", ["No end here", "new paragraph"]),
    ],
)
def test_rough_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in rough_sentences(text)] == expected


@given(st.text('aB. !?\n"’é', max_size=60))
def test_rough_sentences_lose_no_word(text: str) -> None:
    spans = rough_sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.fixture
def peopled(record: Record) -> Record:
    record.put(
        document("a"),
        facts(
            [
                person("Liu He", "CN", aliases=("Vice Premier Liu", "Envoy of China")),
                person("Recep Tayyip Erdoğan", "TR"),
                person("Li Wei", "CN"),
                actor("f", "organization", "Front for Peace"),
                state("cn", "CN", "China"),
            ]
        ),
        "1.0",
    )
    record.put(document("b"), facts([person("Li Wei", "SG"), person("Liu Kun", "CN")]), "1.0")
    record.put(document("c"), facts([person("Li Wei", "SG")]), "1.0")
    return record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Liu He", ["person/liu-he"]),
        ("liu  HE", ["person/liu-he"]),
        ("vice premier liu", ["person/liu-he"]),
        ("person/liu-he", ["person/liu-he"]),
        ("recep tayyip erdogan", ["person/recep-tayyip-erdogan"]),
        ("the Front for Peace", ["organization/front-for-peace"]),
        ("PRC", ["state/CN"]),
        ("CN", ["state/CN"]),
        ("CHN", ["state/CN"]),
        ("NO", []),
        ("Li Wei", ["person/li-wei-sg", "person/li-wei-cn"]),
        ("Nobody", []),
        ("", []),
        ("%", []),
    ],
)
def test_an_actor_is_found_by_id_name_and_alias(peopled: Record, text: str, expected: list[str]) -> None:
    assert [actor.id for actor in peopled.find_actor(text).actors] == expected


def test_a_state_is_not_found_by_a_code_that_is_the_name_of_a_body(record: Record) -> None:
    record.put(document("a"), facts([state("na", "NA", "Namibia")]), "1.0")
    assert [len(record.find_actor(code).actors) for code in ("NA", "NAM")] == [1, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lui He", ("Liu He",)),
        ("Erdogan", ("Recep Tayyip Erdoğan",)),
        ("Liu", ("Liu He", "Liu Kun")),
        ("Liu Kum", ("Liu Kun",)),
        ("Chnia", ("China", "Liu He")),
        ("Erdogen", ("Recep Tayyip Erdoğan",)),
        ("xyzzy", ()),
        ("", ()),
    ],
)
def test_names_close_to_what_was_asked_for_are_suggested(peopled: Record, text: str, expected: tuple[str, ...]) -> None:
    assert set(peopled.find_actor(text).suggestions) >= set(expected)
    assert peopled.find_actor(text).suggestions[:1] == expected[:1]
    assert bool(peopled.find_actor(text).suggestions) is bool(expected)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("tariff", 1),
        ("imposing tariff", 1),
        ("tariff OR quotas", 2),
        ("new tariff OR quota", 1),
        ('"new tariff" OR "quota rose"', 2),
        ("tariff OR", 1),
        ("OR tariff", 1),
        ("new AND tariff", 1),
        ('"new tariffs" AND quota', 0),
        ("tariff OR quota AND rose", 1),
    ],
)
def test_a_search_matches_word_forms_and_takes_or(record: Record, words: str, count: int) -> None:
    record.put(document("a", "New tariffs were imposed."), Facts(), "1.0")
    record.put(document("b", "The quotas rose."), Facts(), "1.0")
    assert len(found(record, words)) == count


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("tariff*", ["tariffs"]),
        ("negotiat*", ["negotiating"]),
        ("QUÉ*", ["Québec"]),
        ("quot* OR talks", ["quotas", "talks"]),
        ("quot* talks", ["quotas", "talks"]),
        ("targ* new", []),
        ('"tariff*"', ["tariffs"]),
    ],
)
def test_a_prefix_is_found_whatever_the_stem(record: Record, words: str, marked: list[str]) -> None:
    record.put(document("a", "New tariffs and talks on quotas: they are negotiating in Québec."), Facts(), "1.0")
    marks = [hit.snippet[start:end] for hit in record.search(words) for start, end in hit.marks]
    assert sorted(marks) == sorted(marked)


def test_a_short_prefix_is_found_whatever_the_stem(record: Record) -> None:
    record.put(document("a", "The boys paying for soy ties may be in Paris and Mali."), Facts(), "1.0")
    for beginning in ("soy", "may", "pay", "boy", "tie"):
        (hit,) = record.search(f"{beginning}*")
        assert [hit.snippet[start : start + 3] for start, _ in hit.marks] == [beginning]


def test_each_prefix_marks_its_own_words(record: Record) -> None:
    record.put(document("a", "Partners paying in Paris."), Facts(), "1.0")
    (hit,) = record.search("pay* paris")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["paying", "Paris"]


def test_a_search_is_filtered_by_actor_date_and_document(peopled: Record) -> None:
    text = "Ana Paz rose. Nobody else rose."
    source = document("d", text, date=dt.date(2020, 5, 1), metadata={"event": "COP4"})
    peopled.put(source, facts([person("Ana Paz")]), "1.0", [(0, 16), (17, 34)])

    def counted(**wanted: Any) -> tuple[int, int]:
        return peopled.search_counts("rose", SentenceFilter(**wanted))

    assert counted() == (2, 1)
    assert counted(actor=("person/ana-paz",)) == (1, 1)
    assert counted(since="2020-05-01", until="2020-05-01") == (2, 1)
    assert counted(until="2020-04-30") == (0, 0)
    assert counted(documents=frozenset(peopled.documents_where(DocumentFilter(where=("event=cop4",))))) == (2, 1)
    assert counted(documents=frozenset()) == (0, 0)
    peopled.put(document("e", "Lea Paz rose.").dated(When.parsed("2020-05")), facts([]), "1.0")
    assert counted(since="2020-05-01", until="2020-05-01") == (3, 2)
    assert counted(since="2020-05-02") == (0, 0)
    assert "2020-05" in {str(hit.when) for hit in peopled.search("rose")}


def test_a_text_in_two_places_is_found_by_the_metadata_of_either(record: Record) -> None:
    for place, name, tags in (("x", "n1", "one"), ("a", "n2", "two")):
        source = replace(document("d"), name=name, uri=f"file:///{place}/{name}.txt", metadata={"tags": tags})
        record.put(source, Facts(), "1.0")
    by_place = [{"tag": ("one",)}, {"tag": ("two",)}, {"where": ("name=n1",)}, {"where": ("name=n2",)}]
    assert {record.documents_where(DocumentFilter(**wanted)) for wanted in by_place} == {(document("d").id,)}


def test_a_sentence_ends_with_its_last_word(record: Record) -> None:
    record.put(document("a", "Peru agreed.\n\nChile did not."), Facts(), "1.0", [(0, 17), (17, 31)])
    assert [(hit.text, hit.start, hit.end) for hit in record.search("agreed")] == [("a. Peru agreed.", 0, 15)]


def test_a_family_name_finds_its_bearers(peopled: Record) -> None:
    assert [actor.name for actor in peopled.find_actor("erdogan").surnamed] == ["Recep Tayyip Erdoğan"]
    assert [actor.name for actor in peopled.find_actor("Liu").surnamed] == ["Liu He", "Liu Kun"]
    assert peopled.find_actor("Liu He").surnamed == peopled.find_actor("He").surnamed == ()
    peopled.put(document("d"), facts([person("Liu He", "CN", aliases=("Liu",))]), "1.0")
    called = peopled.find_actor("Liu")
    assert [actor.name for actor in called.actors] == ["Liu He"]
    assert [actor.name for actor in called.surnamed] == ["Liu He", "Liu Kun"]


@pytest.mark.parametrize("text", ["person/liu-he", "Li Wei", "PRC", "erdogan", "Liu", "Chnia", ""])
def test_find_named_finds_the_same_actors_as_find_actor(peopled: Record, text: str) -> None:
    whole, named = peopled.find_actor(text), peopled.find_named(text)
    for some, same in ((whole.actors, named.actors), (whole.surnamed, named.surnamed)):
        assert [(actor.id, actor.name) for actor in some] == [(actor.id, actor.name) for actor in same]
    assert whole.suggestions == named.suggestions
