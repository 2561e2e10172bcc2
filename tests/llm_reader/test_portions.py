"""A long document goes in portions; its sentences keep their numbers, its actors their ids."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UnreadableTextError
from kg.llm_reader import LlmReader
from kg.llm_reader.grounding import find, occurs
from kg.llm_reader.text import Portion, Text, portions, split
from kg.model import Document
from tests.llm_reader.conftest import Reading
from tests.llm_reader.fake_endpoint import FakeEndpoint, Reply, completion, facts, ferry_talks, sentences_in
from tests.llm_reader.test_grounded_facts import DEMAND

PARTIES = ("Norway", "Denmark", "Iceland", "Finland")


def note(*paragraphs: str) -> Document:
    return Document("\n\n".join(paragraphs) + "\n", "note", "memory:note")


def test_portions_are_whole_paragraphs(asking: LlmReader) -> None:
    document = note(*(f"{party} spoke first. It asked for more fish. Then {party} left." for party in PARTIES))
    text = split(document, asking.nlp)
    parts = list(portions(text, 130))
    assert [(part.first, part.last) for part in parts] == [(0, 6), (6, 12)]
    assert [len(list(portions(text, characters))) for characters in (10, 90, 10_000)] == [12, 4, 1]


def test_a_portion_shows_numbers_and_paragraphs(asking: LlmReader) -> None:
    document = note("The talks  began. Nobody left.", "  Norway asked for fish.")
    (portion,) = portions(split(document, asking.nlp), 1000)
    assert portion.numbered() == "[1] The talks began.\n[2] Nobody left.\n\n[3] Norway asked for fish."


@pytest.mark.parametrize("text", ["", " \n\t\n", "---\n* * *\n"])
def test_without_words_there_is_nothing_to_send(text: str, fake: FakeEndpoint, reading: Reading) -> None:
    with pytest.raises(UnreadableTextError):
        reading().read(Document(text, "note", "memory:note"))
    assert fake.asked == []


def wanting(asked: dict[str, Any]) -> Reply:
    """A position of each party that begins a sentence, with ids chosen by this answer."""
    entities: list[dict[str, Any]] = []
    positions: list[dict[str, Any]] = []
    for number, words in sentences_in(asked).items():
        party = words.partition(" ")[0]
        if party not in PARTIES:
            continue
        id_ = f"x{len(entities)}"
        entities.append(
            {"id": id_, "name": party, "type": "state", "mentions": [{"sentence": number, "text": party}]},
        )
        about = words.partition("wants ")[2].rstrip(".")
        wants = {"sentence": number, "holder": id_, "about": about, "addressee": None, "evidence": words}
        positions.append(DEMAND | wants)
    return completion(facts(positions=positions) | {"entities": entities})


def test_an_actor_has_one_id_in_all_portions(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(wanting)
    wants = [f"{party} wants {count} tonnes of cod." for count in (5, 6, 7) for party in PARTIES]
    found = reading(portion=60).read(note(*wants))
    assert len(fake.asked) > 3
    names = {actor.id: actor.name for actor in found.facts.actors}
    assert sorted(names.values()) == sorted(PARTIES)
    assert [names[p.holder] for p in found.facts.positions] == [*PARTIES] * 3
    assert all(len(actor.mentions) == 3 for actor in found.facts.actors)


def test_an_id_from_an_earlier_portion_may_be_reused(fake: FakeEndpoint, reading: Reading) -> None:
    first = wanting

    def second(asked: dict[str, Any]) -> Reply:
        assert "a1: Norway (state)" in asked["messages"][1]["content"]
        wants = {"sentence": 2, "holder": "a1", "addressee": None, "about": "5 tonnes", "evidence": "It wants 5 tonnes"}
        return completion(facts(positions=[DEMAND | wants]) | {"entities": []})

    fake.say(first, second)
    found = reading(portion=20).read(note("Norway wants 3 tonnes of cod.", "It wants 5 tonnes of herring."))
    assert [p.matter.text for p in found.facts.positions] == ["3 tonnes of cod", "5 tonnes"]
    assert {p.holder for p in found.facts.positions} == {"a1"}


def test_a_used_id_with_another_name_is_another_actor(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(wanting)
    found = reading(portion=20).read(note("Norway wants 3 tonnes of cod.", "Iceland wants 3 tonnes of cod."))
    names = {actor.id: actor.name for actor in found.facts.actors}
    assert [names[p.holder] for p in found.facts.positions] == ["Norway", "Iceland"]


words = st.text(st.sampled_from("aé🐟b.“’ \n\t\u00a0\u2028"), min_size=1, max_size=40)


@given(st.lists(words, min_size=1, max_size=6), st.data())
def test_the_words_found_lie_at_their_offsets(parts: list[str], data: st.DataObject) -> None:
    document = Document("".join(parts), "any", "memory:any")
    ends = [sum(map(len, parts[: n + 1])) for n in range(len(parts))]
    spans = tuple(zip([0, *ends], ends, strict=False))
    number = data.draw(st.integers(0, len(spans) + 1))
    wanted = data.draw(st.one_of(st.sampled_from(parts), words))
    portion = Portion(Text(document, spans, frozenset({0})), 0, len(spans))
    passage = find(portion, wanted, number)
    if passage is None:
        return
    start, end = spans[number - 1]
    assert start <= passage.start < end
    assert passage.text == document.text[passage.start : passage.end]
    assert passage.text.split() == wanted.split()
    assert occurs(document.text, wanted)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(
        st.sampled_from(["Norway wants cod.", "“Yes,” it said.  ", "\n\n", "É 🐟\u00a0ok. ", "NO\n"]), max_size=9
    )
)
def test_sentences_cover_the_words_in_order(parts: list[str], asking: LlmReader) -> None:
    document = Document("Talks. " + "".join(parts), "any", "memory:any")
    text = split(document, asking.nlp)
    covered = "".join(document.text[start:end] for start, end in text.sentences)
    assert "".join(covered.split()) == "".join(document.text.split())
    assert list(text.sentences) == sorted(text.sentences)
    split_up = [index for part in portions(text, 12) for index in range(part.first, part.last)]
    assert split_up == list(range(len(text.sentences)))


KEYS = ("sentence", "holder", "evidence", "id", "name", "mentions", "text")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(item=anything)
def test_no_malformed_item_breaks_the_reading(item: object, fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(completion({name: [item] for name in facts()}))
    assert reading().read(ferry_talks()).facts.positions == ()
