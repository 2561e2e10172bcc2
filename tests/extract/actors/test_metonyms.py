"""Capitals, buildings, nationalities and nouns that stand for an actor: resolved for a reason, or left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

MEANT: list[tuple[str, tuple[str, str, str]]] = [
    ("Beijing rejected the proposal.", ("Beijing", "China", "metonym")),
    ("Brussels offered Ankara a deal.", ("Brussels", "European Union", "metonym")),
    ("Brussels offered Ankara a deal.", ("Ankara", "Turkey", "metonym")),
    ("Pyongyang threatened Seoul.", ("Pyongyang", "North Korea", "metonym")),
    ("Zhongnanhai agreed to talks.", ("Zhongnanhai", "China", "metonym")),
    ("Rideau Hall and Ottawa declined.", ("Ottawa", "Canada", "metonym")),
    ("The Iranians agreed.", ("Iranians", "Iran", "nationality")),
    ("The Chinese side rejected the text.", ("The Chinese side", "China", "nominal")),
    ("The Government of Kenya signed.", ("The Government", "Kenya", "nominal")),
    ("Taiwan asked for more. The island rejected the offer.", ("The island", "Taiwan", "nominal")),
    ("The European Union met. The bloc rejected the offer.", ("The bloc", "European Union", "nominal")),
    ("Peru urged restraint. The government rejected the draft.", ("The government", "Peru", "nominal")),
    ("Peru left. The government of Chilean leader Ana Ruiz spoke.", ("The government", "Chile", "nominal")),
    ("Peru spoke. The government of national unity left.", ("The government", "Peru", "nominal")),
    ("Chile spoke. The government of the party backed by Peru left.", ("The government", "Chile", "nominal")),
    ("Greek Finance Minister Ana Bakas spoke. Her government left.", ("Her government", "Greece", "nominal")),
    ("BO EK (Peru) said that his country rejected the levy.", ("his country", "Peru", "nominal")),
    ("ANA RUIZ (Chile), speaking for the group, said her Government agreed.", ("her Government", "Chile", "nominal")),
    ("BO EK (Peru) urged a vote. His delegation rejected the levy.", ("His delegation", "Peru", "nominal")),
    ("The representative of Peru said his delegation agreed.", ("his delegation", "Peru", "nominal")),
    ("Peru's delegate said her Government agreed.", ("her Government", "Peru", "nominal")),
    ("Washington spoke. Mexico listened. The administration left.", ("The administration", "United States", "nominal")),
    ("The Security Council met. The Council adopted a text.", ("Council", "UN Security Council", "name")),
    ("The European Commission spoke. The Commission left.", ("Commission", "European Commission", "name")),
    ("North Korea spoke. The North left.", ("North", "North Korea", "name")),
    ("The Taliban spoke. The movement left.", ("The movement", "Taliban", "nominal")),
]
BUILDINGS: list[tuple[str, str]] = [
    ("The Kremlin denied the report.", "Kremlin"),
    ("Downing Street said it would sign.", "Downing Street"),
    ("Foggy Bottom declined to comment.", "US State Department"),
    ("The Elysée welcomed the ceasefire.", "Élysée"),
    ("The Blue House urged calm.", "Blue House"),
    ("Whitehall opposes the plan.", "Whitehall"),
    ("Capitol Hill resists the treaty.", "US Congress"),
    ("South Block rejected the offer.", "South Block"),
    ("The Quai d'Orsay condemned the raid.", "Quai d'Orsay"),
    ("Rideau Hall declined.", "Rideau Hall"),
]
APART: list[tuple[str, str, str]] = [
    ("Chile met Peru. The government of Ana Ruiz objected.", "The government", "Peru"),
    ("Bo Ek (Peru) won. Ana Ruiz said that her government agreed.", "her government", "Peru"),
    ("Bo Ek (Lima) said that his government agreed.", "his government", "Peru"),
    ("Peru spoke. Bo Ek said that his delegation agreed.", "his delegation", "Peru"),
    ("Bo Ek (Peru) said that the envoy of Chile and his delegation agreed.", "his delegation", "Peru"),
    ("Peruvian businessman Bo Ek left Peru. His delegation agreed.", "His delegation", "Peru"),
    ("FIFA President Bo Ek (Peru) said that his delegation agreed.", "his delegation", "Peru"),
    ("Bank chief Bo Ek (Peru) arrived. His delegation agreed.", "His delegation", "Peru"),
    ("Bo Ek (Peru), head of the Ostra delegation, spoke. His delegation agreed.", "His delegation", "Peru"),
    ("Former Peruvian ambassador Bo Ek leads Ostra. His delegation agreed.", "His delegation", "Peru"),
    ("Lima Mayor Bo Ek of Peru arrived. His delegation agreed.", "His delegation", "Peru"),
    ("The opposition leader Bo Ek (Peru) spoke. His government agreed.", "His government", "Peru"),
    ("Several governments objected. Peru left.", "Several governments", "Peru"),
    ("Peru spoke. One government left.", "One government", "Peru"),
    ("Peru spoke. A new government is formed.", "A new government", "Peru"),
    ("Peru spoke. Both governments left.", "Both governments", "Peru"),
    ("The government rejects Peru's price.", "The government", "Peru"),
    ("A flight to Lima was late. The government rejected the draft.", "The government", "Peru"),
    ("The government will buy jets from Peru. It asked Peru for a loan.", "The government", "Peru"),
    ("The Labour Office was shut. The union urged a strike.", "The union", "Labour Office"),
    ("The Finance Ministry met. The company left.", "The company", "Finance Ministry"),
    ("The National Court sat. The party left.", "The party", "National Court"),
    ("Ana Ruiz (CTU) spoke. The CTU left.", "CTU", "Ana Ruiz"),
    ("The Ministry of Trade of Peru (MINCE) spoke. MINCE left.", "MINCE", "Peru"),
    ("Norway spoke. The rebels left.", "The rebels", "Norway"),
    ("Latin American leaders met. America left.", "Latin American leaders", "United States"),
]


@pytest.mark.parametrize(("text", "row"), MEANT, ids=[f"{row[0]}: {text}" for text, row in MEANT])
def test_a_metonym_refers_to_its_actor_with_a_reason(named: Named, text: str, row: tuple[str, str, str]) -> None:
    assert row in named(text, "words", "name", "reason")


@pytest.mark.parametrize(("text", "name"), BUILDINGS, ids=[text for text, _ in BUILDINGS])
def test_a_building_stands_for_those_who_work_in_it(named: Named, text: str, name: str) -> None:
    assert (name, "organization") in named(text)


@pytest.mark.parametrize(("text", "words", "other"), APART, ids=[text for text, _, _ in APART])
def test_a_word_does_not_mean_the_other_actor(named: Named, text: str, words: str, other: str) -> None:
    assert words in {row[0] for row in named(text, "words")}
    assert (words, other) not in named(text, "words", "name")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("In 1966 the Johnson administration left.", "United States"),
        ("The Johnson administration left.", "Johnson administration"),  # in 2024, the date of the text
        ("In 1966 the Johnson government left.", "Johnson government"),
    ],
)
def test_an_administration_is_that_of_a_president(named: Named, text: str, state: str) -> None:
    rows = named(f"The United States met Chile. {text}", "name", "words")
    assert {n for n, words in rows if str(words).endswith((" administration", " government"))} == {state}


def test_a_president_of_long_ago_leaves_the_name_to_others(named: Named) -> None:
    rows = named("Premier Bo Ford rejected the levy of the United States. The Ford government left.", "name", "words")
    assert ("United States", "The Ford government") not in rows


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Bo Johnson rejected the levy. In 1966 the Johnson administration left.",
        "Governor Johnson rejected the levy. In 1966 the Johnson administration left.",
        "In 1966 Chile hosted a fair. The Johnson administration left.",
    ],
)
def test_an_administration_may_be_somebody_elses(named: Named, text: str) -> None:
    rows = named(f"The United States met Chile. {text}", "name", "words")
    assert "United States" not in {n for n, words in rows if str(words).endswith(" administration")}


def test_an_administration_is_that_of_the_president_named(named: Named) -> None:
    text = "The United States met Chile. Lyndon Johnson spoke. In 1966 the Johnson administration left."
    assert ("United States", "the Johnson administration") in named(text, "name", "words")
