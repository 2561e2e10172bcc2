"""The sources and holders of a position agree with the statement that contains it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from spacy.tokens import Doc

from kg.extract import Reader
from kg.extract.candidates.candidate import Candidate
from kg.extract.candidates.decisions import kept
from kg.extract.speech.reports import OWN_WORDS, TELLING, telling
from kg.extract.speech.sources import kind_of_source
from kg.extract.words.lexicon import word_set
from kg.model import Document

GOLD = sorted((Path(__file__).parents[2] / "gold").glob("*.txt"))
DENYING = word_set("verbs-that-deny")
TOLD = {f"statement.{kind}" for kind in TELLING | {OWN_WORDS}}


def over(position: Candidate, statements: list[Candidate]) -> Candidate | None:
    """The innermost statement in whose content the position's predicate stands."""
    at = position.values["predicate"]
    found = [
        s for s in statements if s.values["content"][0] <= at < s.values["content"][1] and s.values["cue"][0] != at
    ]
    return min(found, key=lambda s: s.values["content"][1] - s.values["content"][0], default=None)


def disagreeing(doc: Doc) -> list[str]:
    candidates = [candidate for candidate, _ in kept(doc)]
    positions = [c for c in candidates if c.heading == "positions"]
    told = {report.cue for report in telling(doc)}
    statements = [c for c in candidates if c.rule in TOLD and c.values["cue"][0] in told]
    holders: defaultdict[int, set[str]] = defaultdict(set)
    for position in positions:
        holder = position.actors["holder"]
        assert holder is not None
        holders[position.values["predicate"]].add(holder.id)
    found = []
    for position in positions:
        statement = over(position, statements)
        if statement is None or doc[statement.values["cue"][0]].lemma_ in DENYING:
            continue  # nobody tells what he denies
        says = {actor.id for actor in statement.actors.values() if actor is not None}
        known = holders[position.values["predicate"]] | {source.id for source in position.values["sources"]}
        if not says <= known:
            found.append(doc[position.values["predicate"]].sent.text)
    return found


@pytest.mark.parametrize("path", GOLD[::2], ids=lambda path: path.stem)
def test_the_speaker_is_the_holder_or_a_source(reader: Reader, path: Path) -> None:
    doc = reader.parse(Document(path.read_text("utf-8"), path.stem, path.as_uri()))
    assert disagreeing(doc) == []


def test_a_missing_source_is_noticed(reader: Reader) -> None:
    text = "Peru said on Monday that Chile had rejected the levy."
    doc = reader.parse(Document(text, "own", "memory:own"))
    position = next(c for c, _ in kept(doc) if c.heading == "positions")
    assert [source.name for source in position.values["sources"]] == ["Peru"]
    position.values["sources"] = ()  # type: ignore[index]
    assert disagreeing(doc) == [text]


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("A handful of voters said that the hall was cold.", "A handful of voters"),
        ("The participation of women suggests that the village is changing.", None),
    ],
)
def test_an_activity_of_people_is_no_speaker(reader: Reader, sentence: str, speaks: str | None) -> None:
    assert speaking(reader, sentence) == ({speaks} if speaks is not None else set())


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("The runner-up, Bo Ek, opposed the levy.", "Bo Ek"),
        ("The runner-up opposed the levy.", "The runner-up"),
    ],
)
def test_a_noun_with_a_name_in_apposition_is_no_other_speaker(reader: Reader, sentence: str, speaks: str) -> None:
    assert speaking(reader, sentence) == {speaks}


def test_the_hyphen_of_a_name_is_no_speaker(reader: Reader) -> None:
    sentence = "Moreover, according to UN-Women, women make up fewer than 10 per cent of the envoys worldwide."
    assert speaking(reader, sentence) == {"UN-Women"}


@pytest.mark.parametrize(("entity", "kind"), [("O", "people"), ("B-DATE", "NUM")])
def test_a_bare_number_that_is_no_day_refers_to_people(reader: Reader, entity: str, kind: str) -> None:
    doc = Doc(reader.nlp.vocab, words=["12", "agreed"], pos=["NUM", "VERB"], lemmas=["12", "agree"], ents=[entity, "O"])
    assert kind_of_source(doc[0]) == kind


def speaking(reader: Reader, sentence: str) -> set[str]:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    return {c.name for one, _ in kept(doc) if one.heading == "statements" for c in one.actors.values() if c is not None}
