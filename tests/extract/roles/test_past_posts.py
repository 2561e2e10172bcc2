"""Posts that somebody held once, or may come to hold: none of them is held."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract import Reader
from kg.model import Document
from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Liv Aasen, a senior World Bank adviser, left.", {("Liv Aasen", "World Bank", "adviser")}),
    ("The former state's president, Bo Ek, left.", {("Bo Ek", "former state", "president")}),
    ("Bo Ek is reportedly the president of Peru.", {("Bo Ek", "Peru", "president")}),
    ("Liv Aasen, a former judge and a minister, left.", {("Liv Aasen", None, "minister")}),
    ("Liv Aasen, a former judge and the minister under Bo Ek, left.", {("Liv Aasen", None, "minister")}),
    ("Peru's ambassador Bo Ek, who served as ambassador to Mali, left.", {("Bo Ek", "Peru", "ambassador")}),
    ("Ambassador Bo Ek, a scholar who once served as ambassador, left.", {("Bo Ek", None, "scholar")}),
    ("Minister Bo Ek, who served as mayor, left.", {("Bo Ek", None, "Minister")}),
    ("Minister Bo Ek, who served as deputy minister, left.", {("Bo Ek", None, "Minister")}),
    ("President Bo Ek, who served as president of the Senate, left.", {("Bo Ek", None, "President")}),
    ("Ambassador Bo Ek, who left a post at a bank in 2006, spoke.", {("Bo Ek", None, "Ambassador")}),
    ("Ambassador Bo Ek, who left in 2006 by train, spoke.", {("Bo Ek", None, "Ambassador")}),
    ("Ambassador Bo Ek, who left the party in 2006, left.", {("Bo Ek", None, "Ambassador")}),
    ("Ambassador Bo Ek, who left the embassy on Monday, spoke.", {("Bo Ek", None, "Ambassador")}),
    ("Former CIA director Gen. Bo Ek left.", {("Bo Ek", None, "Gen.")}),
    ("They demanded the resignation of the union's chair, Bo Ek.", {("Bo Ek", "union", "chair")}),
    ("Liv Aasen serves as president of Peru even if few voted.", {("Liv Aasen", "Peru", "president")}),
    ("Liv Aasen will serve as president of Peru.", {("Liv Aasen", "Peru", "president")}),
    ("They asked Ambassador Liv Aasen to vacate the house.", {("Liv Aasen", None, "Ambassador")}),
    ("He led the army during President Liv Aasen's visit.", {("Liv Aasen", None, "President")}),
    ("The raid left Ambassador Liv Aasen alone.", {("Liv Aasen", None, "Ambassador")}),
    ("Former Peruvian Premier and Water Board chair Liv Aasen left.", {("Liv Aasen", "Water Board", "chair")}),
    ("Former Premier Bo Ek and Water Board chair Liv Aasen left.", {("Liv Aasen", "Water Board", "chair")}),
    ("Gov. Liv Aasen left.", {("Liv Aasen", None, "Gov.")}),
    ("World Sikh Congress chair Liv Aasen left.", {("Liv Aasen", "World Sikh Congress", "chair")}),
    ("It is likely President Liv Aasen will stay.", {("Liv Aasen", None, "President")}),
    ("Next week President Liv Aasen will visit Peru.", {("Liv Aasen", None, "President")}),
    ("Bo Ek, Peru's envoy, who was in Lima until Monday, left.", {("Bo Ek", "Peru", "envoy")}),
    ("They called for the death of Ambassador Liv Aasen.", {("Liv Aasen", None, "Ambassador")}),
]
NOTHING: list[str] = [
    "Liv Aasen, the presumptive leader of the Labour Party, left.",
    "Liv Aasen, the likely Water Board chair, left.",
    "Liv Aasen, the most likely Water Board chair, left.",
    "The next president of Peru, Liv Aasen, left.",
    "Liv Aasen, a former senior World Bank adviser, left.",
    "Liv Aasen, a former state Labour Party chair, left.",
    "Liv Aasen, a former top Finance Ministry official, left.",
    "The former Foreign Ministry spokesman Bo Ek left.",
    "Former mayor and premier Liv Aasen left.",
    "The plan of future President Bo Ek failed.",
    "Liv Aasen, a former judge and a minister under Bo Ek, left.",
    "Ambassador Bo Ek, who previously served as the ambassador to Mali, left.",
    "Ambassador Bo Ek, who left the embassy in 2006, spoke.",
    "Ambassador Bo Ek, who retired in 2006, spoke.",
    "Ambassador Bo Ek, who resigned as ambassador in 2006, spoke.",
    "Bo Ek is probably the president of Peru.",
    "The vote led to the resignation of the union's chair, Bo Ek.",
    "Liv Aasen told the miners that she would fight for them as president.",
    "If elected, Liv Aasen will serve as president of Peru.",
    "The seat was vacated by Senator Liv Aasen.",
    "Ambassador Liv Aasen has vacated the house.",
    "Bo Ek, who was the ambassador to Mali until March, spoke.",
    "Liv Aasen, who was Peru's chief negotiator until last year, spoke.",
    "He led the army during President Liv Aasen's tenure.",
    "They blamed the army for the death of Ambassador Liv Aasen.",
]


@examples(FOUND, NOTHING)
def test_only_posts_held_are_roles(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected


@pytest.mark.parametrize(
    ("text", "year", "held"),
    [
        ("Ana Ruiz, a former adviser to President Bill Clinton, left.", 2016, False),
        ("President Bill Clinton opened the talks.", 1999, True),
        ("President Bill Clinton opened the talks.", 2001, True),
        ("President Clinton vetoed the bill.", 2016, False),
        ("Prime Minister Tony Blair opened the talks.", 2011, False),
        ("Party leader Alexis Tsipras opened the talks.", 2021, True),
        ("Tony Blair, president of the Grain Union, opened the talks.", 2011, True),
        ("President Abraham Lincoln freed the slaves.", 2016, False),
        ("Vice President Cristina Kirchner opened the talks.", 2021, True),
        ("Party president Mariano Rajoy opened the talks.", 2020, True),
        ("Premier Harper of Quebec opened the talks.", 2024, True),
    ],
)
def test_leaders_who_have_left_hold_their_office_no_more(reader: Reader, text: str, year: int, held: bool) -> None:
    document = Document(text, "note", "memory:note", date=dt.date(year, 3, 1))
    assert ("Ruiz" not in text and bool(reader.read(document).facts.roles)) is held


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Former Secretary of State Ana Ruiz spoke. Secretary Ruiz praised the levy.", set()),
        ("Former President Bo Ek met President Liv Aasen. President Ek left first.", {("Liv Aasen", "President")}),
        (
            "Ambassador Ana Ruiz, a former mayor, praised Mayor Liv Aasen.",
            {("Ana Ruiz", "Ambassador"), ("Liv Aasen", "Mayor")},
        ),
        ("President Bo Ek, a former president of the Grain Union, opened the talks.", {("Bo Ek", "President")}),
        ("Former Mayor of Lima Bo Ek left. Mayor Bo Ek of Cusco opposed it.", {("Bo Ek", "Mayor")}),
    ],
)
def test_a_title_kept_out_of_courtesy_is_no_post(proposed: Propose, text: str, titles: Rows) -> None:
    assert {(person, title) for person, _, title in proposed(text, "roles")} == titles
