"""Who holds a position, and who says so, from the nearest source outwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

CHAINS = [
    ("Ana Ruiz said that China opposed the cap.", ("China", "oppose", ("Ana Ruiz",))),
    ("US officials said they believed that China would accept the cap.", ("China", "accept", ("US officials",))),
    ("Ana Ruiz said Ivo Marek had urged Kenya to pay.", ("Ivo Marek", "demand", ("Ana Ruiz",))),
    ("Norway says it was shelled, while Sweden rejects the claim.", ("Sweden", "deny", ())),
    ("Norway says it was shelled, whilst Sweden rejects the claim.", ("Sweden", "deny", ())),
    (
        "Norway said the catch remains uncertain, and Chile and Kenya stressed the need for data.",
        ("Kenya", "support", ()),
    ),
    ("Norway said that Chile would pay, while Sweden would reject it.", ("Sweden", "reject", ("Norway",))),
    ("Ana Ruiz, who critics say opposed the levy, left.", ("Ana Ruiz", "oppose", ("critics",))),
    ("According to Norway, Sweden rejected the text.", ("Sweden", "reject", ("Norway",))),
    ("Kenya opposed the levy, Ana Ruiz said.", ("Kenya", "oppose", ("Ana Ruiz",))),
    ("The Bank insisted through Ana Ruiz on a new audit.", ("Bank", "demand", ("Ana Ruiz",))),
    ("Ana Ruiz conveyed Peru's support for the levy.", ("Peru", "support", ("Ana Ruiz",))),
    ("Peru's support for the levy was conveyed by Ana Ruiz.", ("Peru", "support", ("Ana Ruiz",))),
    ("Reuters reported that Ana Ruiz conveyed Peru's support for it.", ("Peru", "support", ("Ana Ruiz", "Reuters"))),
    ("Ana Ruiz did not convey Peru's support for the levy.", ("Peru", "support", ())),
    ("Ana Ruiz refused to convey Peru's support for the levy.", ("Peru", "support", ())),
    ("Ana Ruiz may convey Peru's support for the levy.", ("Peru", "support", ())),
    ("Ana Ruiz criticised Peru's support for the levy.", ("Peru", "support", ())),
    ("Reuters reported that Ana Ruiz said Chile backed the fund.", ("Chile", "support", ("Ana Ruiz", "Reuters"))),
    ("Norway and Sweden said the levy should go.", ("Norway", "demand", ())),
    ("Peru's demand that Chile withdraw was dismissed by Chile.", ("Peru", "demand", ())),
    ("Peru accused Chile of theft, a charge Chile dismissed.", ("Peru", "accuse", ())),
    ("Ana Ruiz rejected the levy.", ("Ana Ruiz", "reject", ())),
    ("In the view of Norway, Sweden must pay.", ("Norway", "demand", ())),
    ("Norway and Sweden said that Norway opposed the levy.", ("Norway", "oppose", ())),
    ("After talks with Peru, Chile rejected the levy.", ("Chile", "reject", ())),
    ("As Chile rejected the levy, the army of Peru will continue to be a concern.", ("Chile", "reject", ())),
    ("Peru said Chile had accused Bolivia of theft.", ("Chile", "accuse", ("Peru",))),
    ("According to Reuters, Norway and Sweden opposed the levy.", ("Norway", "oppose", ("Reuters",))),
    ("According to Reuters, Norway and Sweden opposed the levy.", ("Sweden", "oppose", ("Reuters",))),
    ("According to Kenya, Norway and Sweden opposed the levy.", ("Sweden", "oppose", ("Kenya",))),
    ("According to farmers, Norway and Sweden opposed the levy.", ("Norway", "oppose", ("farmers",))),
    ("Kenya opposed the levy, according to Norway and Sweden.", ("Kenya", "oppose", ("Norway", "Sweden"))),
    ("Kenya opposed the levy, according to a report by Reuters.", ("Kenya", "oppose", ("Reuters",))),
    ("Kenya opposed the levy, according to a letter sent by Norway.", ("Kenya", "oppose", ("Norway",))),
    ("Kenya opposed the levy, according to a note that Norway circulated.", ("Kenya", "oppose", ("Norway",))),
    ("Kenya opposed the levy, according to a note that Norway calls a fake.", ("Kenya", "oppose", ("a note",))),
    ("Kenya opposed the levy, according to reports from Norway.", ("Kenya", "oppose", ("reports",))),
    ("Kenya opposed the levy, according to a law signed by Ana Ruiz.", ("Kenya", "oppose", ("a law",))),
]


@pytest.mark.parametrize(("sentence", "expected"), CHAINS)
def test_holder_and_sources_are_distinguished(held: Held, sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in held(sentence, "holder", "stance", "sources")


SPOKEN = {
    "Mr. Quiroga (Peru): I thank the envoy. We oppose the levy.": ("Peru", "oppose", ("Quiroga",)),
    "Mr. Quiroga (Peru): I thank the envoy. Chile opposes the levy. We wait.": ("Chile", "oppose", ("Quiroga",)),
    "Mr. Quiroga (Peru): I speak on behalf of the Rio Group. We oppose the levy.": (
        "Rio Group",
        "oppose",
        ("Quiroga",),
    ),
    "Mr. Lund (Norway): I thank the envoy.\n\nMs. Quiroga (Peru): We oppose the levy.": (
        "Peru",
        "oppose",
        ("Quiroga",),
    ),
    'The President: I thank you. Chile says: "We oppose it."\n\nMs. Quiroga (Peru): We wait.': ("Chile", "oppose", ()),
    "The President: I thank the envoy.\n\nMs. Quiroga (Peru): I wait. Ana Ruiz said Peru opposed the levy.": (
        "Peru",
        "oppose",
        ("Ana Ruiz", "Quiroga"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), SPOKEN.items())
def test_a_delegate_says_what_the_state_that_he_speaks_for_wants(
    held: Held, text: str, expected: tuple[object, ...]
) -> None:
    assert expected in held(text, "holder", "stance", "sources")


def test_a_body_that_issues_a_text_is_no_source_of_it(held: Held) -> None:
    text = "Statement by Peru\n\nWe thank the envoy. Chile opposes the levy, and we ask it to reconsider."
    assert ("Chile", "oppose", ()) in held(text, "holder", "stance", "sources")
    told = text.replace("Statement by Peru", "Statement by Ana Ruiz")
    assert ("Chile", "oppose", ("Ana Ruiz",)) in held(told, "holder", "stance", "sources")


@pytest.mark.parametrize(
    "sentence",
    [
        "After the clash with Peru, Chile rejected the levy.",
        "In a dispute with Peru, Chile rejected the levy.",
    ],
)
def test_a_name_before_the_subject_holds_nothing(held: Held, sentence: str) -> None:
    assert "Peru" not in {row[0] for row in held(sentence, "holder", "stance")}


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Peru is responding to Chile's appeal for help.", ()),
        ("Peru answered Chile's plea for help.", ()),
        ("Peru backed Chile's plea for help.", ()),
        ("Peru said that Chile had asked for help.", ("Peru",)),
    ],
)
def test_who_answers_an_appeal_does_not_tell_of_it(held: Held, text: str, sources: tuple[str, ...]) -> None:
    assert {told for holder, told in held(text, "holder", "sources") if holder == "Chile"} == {sources}
