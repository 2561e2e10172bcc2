"""Labels as the text spells them, and who says so; a word of a proper name is none."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.reader import Reader
from kg.model import Document
from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Hawks in the cabinet want a strike.", {("Hawks in the cabinet", "hawk")}),
    ("Viktor Hask, a hardliner, rejected the deal.", {("Viktor Hask", "hardliner")}),
    ("Viktor Hask is a moderate.", {("Viktor Hask", "moderate")}),
    ("The hard-liners rejected the deal.", {("hard-liners", "hard-liner")}),
    ("The hard-liners did not reject the deal.", {("hard-liners", "hard-liner")}),
    ("Viktor Hask is not just a hardliner but rude.", {("Viktor Hask", "hardliner")}),
    ("A pragmatic wing of the party wants a deal.", {("pragmatic wing", "pragmatic")}),
    ("Viktor Hask is a dove among the ministers.", {("Viktor Hask", "dove")}),
    ("The doves in the party favour talks.", {("doves", "dove")}),
    ("The farmers are not moderates, they are hawks, said Viktor Hask.", {("farmers", "hawk")}),
    ("They are not moderates, they are hawks, said Viktor Hask.", {("hawks", "hawk")}),
    ("Liberals met. These farmers are not liberals, they are hawks.", {("farmers", "hawk"), ("Liberals", "liberal")}),
    ("Peru is not a member, and the farmers are no liberals: they are hawks.", {("farmers", "hawk")}),
    ("Viktor Hask, a hawk, rejected the deal.", {("Viktor Hask", "hawk")}),
    ("The purists would sign nothing.", {("purists", "purist")}),
    ("Hawks such as Viktor Hask want a strike.", {("Viktor Hask", "hawk")}),
    ("Norway and Spain took a tougher line.", {("Norway", "tougher"), ("Spain", "tougher")}),
    (
        "Norway is divided between those pushing for a pact and those who hold off on talks. The hawks are many.",
        {("those who hold off on talks", "hawk")},
    ),
    (
        "Norway is divided between those pushing for a pact and those who hold off on talks. The doves are few.",
        {("those pushing for a pact", "dove")},
    ),
    ("The farmers, whom Peruvian officials like to call hawks, rejected the plan.", {("farmers", "hawk")}),
    ("Bo Ek called Viktor Hask an enemy of the people.", {("Viktor Hask", "enemy of the people")}),
    ("Viktor Hask, among the enemies of the people, left.", {("enemies of the people", "enemy of the people")}),
    ("Spies are enemies of the people.", {("Spies", "enemy of the people")}),
    ("A pro-free-trade minister, Viktor Hask, left.", {("Viktor Hask", "pro-free-trade")}),
    ("Viktor Hask is once again a dove.", {("Viktor Hask", "dove")}),
    ("Viktor Hask was a dove in the cabinet.", {("Viktor Hask", "dove")}),
    ("Viktor Hask was a dove but became a minister.", {("Viktor Hask", "dove")}),
    ("Viktor Hask was a dove but moved to the north.", {("Viktor Hask", "dove")}),
    ("Former minister Viktor Hask is a dove.", {("Viktor Hask", "dove")}),
    ("Cora Lind, who once called Viktor Hask a dove, met him in May.", {("Viktor Hask", "dove")}),
    ("Viktor Hask met Cora Lind, a dove, once.", {("Cora Lind", "dove")}),
    ("Once hawks took over, Norway left.", {("hawks", "hawk")}),
]
NOTHING = [
    "The Liberal Party rejected the deal.",
    "France rejected the deal.",
    "Viktor Hask watched the talks.",
    "Norway drew a line in the sand.",
    "Norway took a softer pillow.",
    "Norway adopted pragmatic measures.",
    "Viktor Hask is an enemy of the drought.",
    'The "ferry deal" was signed in Oslo.',
    "Viktor Hask is not a hardliner.",
    "Viktor Hask is no hawk.",
    "Viktor Hask is neither a hawk nor a dove.",
    "Viktor Hask, not a hardliner, rejected the deal.",
    "Nobody called Viktor Hask a hawk.",
    "Diplomats refused to call Viktor Hask a hawk.",
    "Viktor Hask is no longer seen as a hawk.",
    "Viktor Hask denied that he was a hawk.",
    "Norway did not take a harder line on the ferries.",
    "Viktor Hask, a former hawk, left.",
    "Viktor Hask, once a radical, now runs a bakery.",
    "Viktor Hask, an ex-hardliner, left.",
    "Once a dove, always a dove, Viktor Hask said.",
    "Viktor Hask was once a radical.",
    "Viktor Hask was once seen as a radical.",
    "Viktor Hask was a radical in the 1980s.",
    "Viktor Hask had been a radical until the war.",
    "Viktor Hask was a radical but softened.",
    "Viktor Hask was a radical but moved to the centre.",
]
SOURCED = [
    ("Diplomats regard Norway as a spoiler.", ("Norway", "spoiler", "Diplomats")),
    ("Viktor Hask was branded an extremist by Norway.", ("Viktor Hask", "extremist", "Norway")),
    ("Norway said that Viktor Hask was a populist.", ("Viktor Hask", "populist", "Norway")),
    ("According to Norway, Viktor Hask is a hawk.", ("Viktor Hask", "hawk", "Norway")),
    ("Norway has labelled Viktor Hask a separatist.", ("Viktor Hask", "separatist", "Norway")),
    ("Spain called Norway a spoiler.", ("Norway", "spoiler", "Spain")),
    ("Viktor Hask, whom Norway likes to portray as a moderate, spoke last.", ("Viktor Hask", "moderate", "Norway")),
    ("Viktor Hask is a self-described pragmatist.", ("Viktor Hask", "pragmatist", "Viktor Hask")),
    ("Viktor Hask is a moderate.", ("Viktor Hask", "moderate", None)),
    ("Viktor Hask, a dove, met Norway's envoys.", ("Viktor Hask", "dove", None)),
]


@examples(FOUND, NOTHING)
def test_actor_and_label(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "labels") == expected


@pytest.mark.parametrize(
    ("time", "is_borne"),
    [("in the 2024 race", True), ("in the 2016 race", False), ("in May 2019", False), ("in the 2020s", True)],
)
def test_a_label_ends_with_a_year_before_the_text(reader: Reader, time: str, is_borne: bool) -> None:
    document = Document(f"Viktor Hask was a hardliner {time}.", "own", "memory:own", date=dt.date(2024, 3, 1))
    assert bool(reader.read(document).facts.labels) is is_borne


@pytest.mark.parametrize(("sentence", "expected"), SOURCED, ids=[s for s, _ in SOURCED])
def test_the_source_of_a_label(reader: Reader, sentence: str, expected: tuple[str, str, str | None]) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    rows = [
        (c.actors["actor"].name, c.values["label"], c.actors["source"].name if c.actors["source"] else None)
        for c in CANDIDATES(doc)
        if c.heading == "labels" and c.actors["actor"] is not None
    ]
    assert expected in rows
