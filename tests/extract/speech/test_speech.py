"""Who says it: quotations, "according to", and the chain of sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.grammar.quotations import quotations
from kg.extract.reader import Reader
from kg.model import Document, Genre

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

QUOTED: list[tuple[str, Rows]] = [
    ('"The dam must stop," Egypt said.', {("Egypt", "demand", "The dam must stop")}),
    (
        '"The dam must stop," Egypt said. "Sudan should pay for it."',
        {("Egypt", "demand", "The dam must stop"), ("Egypt", "demand", "Sudan should pay for it")},
    ),
    (
        '"We reject the levy," said Ana Ruiz, the minister. "We demand a new vote."',
        {("Ana Ruiz", "reject", "the levy"), ("Ana Ruiz", "demand", "a new vote")},
    ),
    (
        'Bo Lund said:\n\n"The road must stay open.\n\n"We oppose the tax."',
        {("Bo Lund", "demand", "The road must stay open"), ("Bo Lund", "oppose", "the tax")},
    ),
    (
        "“The dam must stop,” Egypt said.",
        {("Egypt", "demand", "The dam must stop")},
    ),
    ('Ana Ruiz said: "We oppose the tax."', {("Ana Ruiz", "oppose", "the tax")}),
    ('Ana Ruiz told reporters: "I reject the levy."', {("Ana Ruiz", "reject", "the levy")}),
    ("According to Norway, Sweden must pay.", {("Norway", "demand", "Sweden must pay")}),
    ("Sweden must pay, according to Norway.", {("Norway", "demand", "Sweden must pay")}),
    ('"Stop," she said.', set()),
    ('The sign said "Stop".', set()),
    ('"We oppose the tax," the leaflet began.', set()),
]
CHAINS: list[tuple[str, str, tuple[str, ...]]] = [
    ("Norway opposed the levy.", "Norway", ()),
    ("Norway said that it opposed the levy.", "Norway", ()),
    ("Kenya said that Uganda had accused Rwanda of theft.", "Uganda", ("Kenya",)),
    ("Reuters reported that Peru said Chile had rejected the plan.", "Chile", ("Peru", "Reuters")),
    ("US officials said they believed that China would reject the deal.", "China", ("US officials",)),
    ("Ana Ruiz said that Norway opposed the levy.", "Norway", ("Ana Ruiz",)),
    ("Norway opposed the levy, Ana Ruiz told the BBC.", "Norway", ("Ana Ruiz",)),
    ("According to Reuters, Norway opposed the levy.", "Norway", ("Reuters",)),
    ("Norway opposed the levy, according to Reuters.", "Norway", ("Reuters",)),
    ('"Norway opposes the levy," Ana Ruiz said.', "Norway", ("Ana Ruiz",)),
    ("The Bank insisted through Gita Gopinath that the cuts stay.", "Bank", ("Gita Gopinath",)),
    ("It is said that Peru opposes the levy.", "Peru", ()),
    ("The rest, warned Bo Ek, must wait.", "Bo Ek", ()),
    ("Norway opposed the levy, as the Bank noted.", "Norway", ("Bank",)),
    ("Norway opposed the levy, as the media reported.", "Norway", ("media",)),
    ("Norway opposed the levy, as state television announced.", "Norway", ("state television",)),
    ("As floods in Chile continue, Norway opposes the levy.", "Norway", ()),
    ("As the nurses continue, Norway opposes the levy.", "Norway", ()),
    ("As riots argue for a truce, Norway opposes the levy.", "Norway", ()),
    ("Norway opposed the levy, as Chile proposed.", "Norway", ()),
    ("Norway opposed the levy, as Chile had feared.", "Norway", ()),
    ("Norway opposed the levy, as Chile believes.", "Norway", ("Chile",)),
    ("Norway opposed the levy and, according to Chile, Peru left.", "Norway", ()),
    ("The militants, a nurse told reporters, will reject the offer.", "militants", ("nurse",)),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "stop" and "go".', ["stop", "go"]),
        ("He said “stop and left. She said “go”.", ["stop and left. She said", "go"]),
        ("He left.” She said “go”.", ["go"]),
    ],
)
def test_curly_quotation_marks_open_or_close(reader: Reader, text: str, expected: list[str]) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert [doc[start:end].text for start, end in quotations(doc)] == expected


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quoted_words_are_the_speakers(held: Held, text: str, expected: Rows) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(("sentence", "holder", "chain"), CHAINS)
def test_the_chain_of_sources_starts_with_the_nearest(
    held: Held, sentence: str, holder: str, chain: tuple[str, ...]
) -> None:
    assert {row for row in held(sentence, "holder", "sources") if row[0] == holder} == {(holder, chain)}


@pytest.mark.parametrize(
    ("label", "holders"),
    [
        ("Statement by Peru", {"Peru"}),
        ("Statement by the Peruvian delegation", {"Peruvian delegation"}),
        ("Government of Peru", {"Peru"}),
        ("Delegation of Peru", {"Peru"}),
        ("Ana Ruiz, head of the Peruvian delegation", {"Peruvian delegation"}),
        ("Talks with Peru", set()),
        ("Report on Peru", set()),
        ("After the statement by Peru", set()),
    ],
)
def test_a_label_names_the_speaker_and_no_other(held: Held, label: str, holders: set[str]) -> None:
    assert held(f"{label}: We oppose the levy.", "holder") == {(name,) for name in holders}


@pytest.mark.parametrize(
    ("source", "sources"),
    [("their means", []), ("the agreed methods", []), ("Chile", ["Chile"]), ("delegates", ["delegates"])],
)
def test_a_bulletin_tells_by_what_things_are_done(reader: Reader, source: str, sources: list[str]) -> None:
    text = f"Peru supported different duties according to {source}."
    facts = reader.keeping(0.0).read(Document(text, "own", "memory:own", genre=Genre.BULLETIN)).facts
    names = {actor.id: actor.name for actor in facts.actors}
    assert [[names[i] for i in each.sources] for each in facts.positions if names[each.holder] == "Peru"] == [sources]


def test_the_addressee_of_telling_is_no_source(proposed: Callable[[str, str], Rows]) -> None:
    text = "Ana Ruiz met the union on Monday. The militants, Ruiz told Bo Ek, will reject the offer."
    assert proposed(text, "statements") == {("Ana Ruiz",)}


def test_a_report_as_the_subject_of_saying_is_no_actor(reader: Reader) -> None:
    text = (
        "A report said that Peru had left the talks. A newspaper said that Chile had stayed. "
        "The brewery said that the tax was unfair."
    )
    facts = reader.keeping(0.0).read(Document(text, "own", "memory:own")).facts
    assert "A report" not in {actor.name for actor in facts.actors}
    assert {"newspaper", "brewery"} <= {actor.name.removeprefix("The ") for actor in facts.actors}
    assert ("said", ()) in {(statement.cue.text, statement.sources) for statement in facts.statements}
