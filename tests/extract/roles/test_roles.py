"""Posts before and after names, in lists, joined, by counterparts; former ones and those without a holder are none."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES
from kg.model import Document
from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Kenyan foreign minister Achieng Odhiambo flew to Oslo.", {("Achieng Odhiambo", "Kenya", "foreign minister")}),
    ("Norway's prime minister, Liv Aasen, spoke on Monday.", {("Liv Aasen", "Norway", "prime minister")}),
    ("Liv Aasen is not only prime minister of Norway but a poet.", {("Liv Aasen", "Norway", "prime minister")}),
    ("Marta Kovacs, president of Hungary, refused to comment.", {("Marta Kovacs", "Hungary", "president")}),
    ("President Joseph Mwale of Zambia thanked the donors.", {("Joseph Mwale", "Zambia", "President")}),
    (
        "Presidents Joseph Mwale of Zambia and Anna Duarte of Angola arrived on Sunday.",
        {("Anna Duarte", "Angola", "President"), ("Joseph Mwale", "Zambia", "President")},
    ),
    (
        "ECOWAS Chairman President Joseph Mwale of Ghana left.",
        {("Joseph Mwale", "ECOWAS", "Chairman"), ("Joseph Mwale", "Ghana", "President")},
    ),
    (
        "He met Ana Ruiz, Minister of Trade, Bo Lund, Director of the Harbour Union, and Ida Moreno, Mayor of Lima.",
        {
            ("Ana Ruiz", None, "Minister of Trade"),
            ("Bo Lund", "Harbour Union", "Director"),
            ("Ida Moreno", "Lima", "Mayor"),
        },
    ),
    ("Lead author Liv Aasen of Norway's Bergen Institute spoke.", {("Liv Aasen", "Bergen Institute", "Lead author")}),
    (
        "They met Norwegian minister Ida Lund, head of the World Trade Organization (WTO) Hana Novak and others.",
        {("Ida Lund", "Norway", "minister"), ("Hana Novak", "World Trade Organization", "head")},
    ),
    ("LDC Expert Group (LEG) Chair Hana Novak left.", {("Hana Novak", "LDC Expert Group", "Chair")}),
    ("Professor Hana Novak of Lima University disagreed.", {("Hana Novak", "Lima University", "Professor")}),
    ("Hana Novak, a professor at Lima University, left.", {("Hana Novak", "Lima University", "professor")}),
    ("Professor Hana Novak disagreed.", set()),
    ("A campaigner for Senator Hana Novak left.", {("Hana Novak", None, "Senator")}),
    ("Deputy Minister of Justice Hana Novak left.", {("Hana Novak", None, "Deputy Minister of Justice")}),
    ("The envoy for Trade Hana Novak left.", {("Hana Novak", None, "envoy for Trade")}),
    (
        "Acting Secretary for Trade, Human Rights, and Labor Hana Novak left.",
        {("Hana Novak", None, "Acting Secretary for Trade, Human Rights, and Labor")},
    ),
    ("Thank you, Mr. President, Hana Novak wrote the plan.", set()),
    ("The Harbour Committee met. Chair Liv Aasen urged a vote.", {("Liv Aasen", None, "Chair")}),
    ("At the Harbour Committee, Chair Liv Aasen urged a vote.", {("Liv Aasen", "Harbour Committee", "Chair")}),
    (
        "Liv Aasen, Minister of Trade, Norway, was elected COP-9 President. President Liv Aasen urged a vote.",
        {("Liv Aasen", "Norway", "Minister of Trade"), ("Liv Aasen", None, "President")},
    ),
    (
        "Franco–German Council chair Hana Novak left.",
        {("Hana Novak", "Franco-German Council", "chair")},
    ),
    ("Peru nominated Federal Judge Hana Novak.", {("Hana Novak", None, "Federal Judge")}),
    (
        "Otto Wirth met guests at the Harbour Opera House. Conservative MP Hana Novak left.",
        {("Hana Novak", None, "Conservative MP")},
    ),
    (
        "The Toledo City Council met. Conservative councillor Hana Novak left.",
        {("Hana Novak", "Toledo City Council", "Conservative councillor")},
    ),
    (
        "Federal Minister of Inland Waters, Regulations, and Coordination Omar Haddad left.",
        {("Omar Haddad", None, "Federal Minister of Inland Waters, Regulations, and Coordination")},
    ),
    (
        "Assistant Secretary of Defense for Asia-Pacific Trade Affairs Otto Wirth left.",
        {("Otto Wirth", None, "Assistant Secretary of Defense for Asia-Pacific Trade Affairs")},
    ),
    (
        "The Minister of Ports, Ana Ruiz, and Hana Novak met.",
        {("Ana Ruiz", None, "Minister of Ports")},
    ),
    (
        "Otto Wirth, Chief Data and Water Officer at Hexa Steel, left.",
        {("Otto Wirth", "Hexa Steel", "Chief Data and Water Officer")},
    ),
    (
        "Otto Wirth, Chief AI and Data Officer at Hexa Steel, left.",
        {("Otto Wirth", "Hexa Steel", "Chief AI and Data Officer")},
    ),
    ("The port's boss [Chief Harbour Director] objected.", set()),
    ("Chief Harbour Director Ana Ruiz objected.", {("Ana Ruiz", None, "Chief Harbour Director")}),
    (
        "Police Chief Ana Ruiz and Director Joseph Mwale objected.",
        {("Ana Ruiz", None, "Police Chief"), ("Joseph Mwale", None, "Director")},
    ),
    ("Chief Justice Ana Ruiz and Officer Joseph Mwale objected.", {("Ana Ruiz", None, "Chief Justice")}),
    ("Fire Chief Ana Ruiz and Police Officer Joseph Mwale spoke.", {("Ana Ruiz", "Fire", "Chief")}),
    ("Capt. Otto Wirth rejected the deal.", {("Otto Wirth", None, "Capt.")}),
    (
        "On Monday Lt. Col. Otto Wirth met the women's minister Hana Novak.",
        {
            ("Otto Wirth", None, "Lt. Col."),
            ("Hana Novak", None, "women's minister"),
        },
    ),
    ("Since 2015 PM Ana Ruiz has rejected it.", {("Ana Ruiz", None, "PM")}),
    ("Peru's coach Bo Ek left.", {("Bo Ek", "Peru", "coach")}),
    (
        "From 2022 to 2023, the president of Peru, Bo Ek, visited Chile twice.",
        {("Bo Ek", "Peru", "president")},
    ),
    ("Between 2010 and 2015, Peru's president, Bo Ek, opposed the deal.", {("Bo Ek", "Peru", "president")}),
    (
        "Bo Ek, a professor at Lima University until his retirement next year, objected.",
        {("Bo Ek", "Lima University", "professor")},
    ),
    (
        "Bo Ek, a professor at Lima University until his retirement in 2025, objected.",
        {("Bo Ek", "Lima University", "professor")},
    ),
    ("Police Chief Otto Wirth told an officer to leave.", {("Otto Wirth", None, "Police Chief")}),
    (
        "The speakers were Ana Ruiz, President and CEO, Hexa Steel; and Ida Moreno, Manager, Lima Harbour Union.",
        {
            ("Ana Ruiz", "Hexa Steel", "President"),
            ("Ana Ruiz", "Hexa Steel", "CEO"),
            ("Ida Moreno", "Lima Harbour Union", "Manager"),
        },
    ),
    ("NASA astronaut Hana Novak left.", {("Hana Novak", "NASA", "astronaut")}),
    (
        "The crew were cosmonauts Hana Novak and Peter Lund.",
        {("Hana Novak", None, "cosmonaut"), ("Peter Lund", None, "cosmonaut")},
    ),
    ("Nigerian Cardinal Francis Obi left.", {("Francis Obi", None, "Cardinal")}),
    (
        "Hana Novak, manager of the sales department of Hexa Steel, agreed.",
        {("Hana Novak", "Hexa Steel", "manager")},
    ),
    ("Professor Hana Novak of the Labour Party disagreed.", set()),
    ("Saudi Grand Mufti Omar Haddad left.", {("Omar Haddad", "Saudi Arabia", "Grand Mufti")}),
    (
        "Hana Novak, a researcher at the Institute of Economics of the Lima Academy of Sciences, left.",
        {("Hana Novak", "Institute of Economics", "researcher")},
    ),
    (
        "Bo Ek, Special Envoy for Latin America Hana Novak, and Ida Moreno, Mayor of Lima, met.",
        {("Ida Moreno", "Lima", "Mayor"), ("Hana Novak", None, "Special Envoy for Latin America")},
    ),
    ("Ana Ruiz stepped in as finance minister of Peru.", {("Ana Ruiz", "Peru", "finance minister")}),
    ("UN envoy Pedro Salas visited Cairo.", {("Pedro Salas", "United Nations", "envoy")}),
    ("Peter Lund, head of the Danish delegation, left early.", {("Peter Lund", "Danish delegation", "head")}),
    (
        "Hana Novak, CEO and chair of the Baltic Fund, resigned.",
        {("Hana Novak", "Baltic Fund", "CEO"), ("Hana Novak", "Baltic Fund", "chair")},
    ),
    (
        "The French finance minister, Luc Morel, met his Spanish counterpart, Elena Ruiz.",
        {("Elena Ruiz", "Spain", "finance minister"), ("Luc Morel", "France", "finance minister")},
    ),
    (
        "The Minister for Lands and Natural Resources of Ghana, Mr. Kofi Addo, opened the debate.",
        {("Kofi Addo", "Ghana", "Minister for Lands and Natural Resources")},
    ),
    ("The central bank, under Governor Liv Aasen, favours a band.", {("Liv Aasen", "central bank", "Governor")}),
    (
        "Greece wants a deal. It drew a reply from Italy: Prime Minister Liv Aasen called it unfair.",
        {("Liv Aasen", "Italy", "Prime Minister")},
    ),
    ("President Dr. Lena Wirth of Peru left.", {("Lena Wirth", "Peru", "President")}),
    ("Omar Haddad, the president's adviser, resigned.", {("Omar Haddad", None, "adviser")}),
    (
        "The Danube Circle wants a vote. Its founder, hardware merchant Otto Wirth, said so.",
        {("Otto Wirth", "Danube Circle", "founder")},
    ),
    ("The US Senate met. Sen. Liv Aasen left.", {("Liv Aasen", "US Senate", "Sen.")}),
    ("In Ohio, Governor Liv Aasen signed the law that the US opposes.", {("Liv Aasen", "Ohio", "Governor")}),
    ("Olga Petrova, president of Peru from 2019 to the present, left.", {("Olga Petrova", "Peru", "president")}),
    ("Upper House Speaker Liv Aasen met the Commons.", {("Liv Aasen", "Upper House", "Speaker")}),
    ("Police spokesman Otto Wirth told Reuters so.", {("Otto Wirth", None, "Police spokesman")}),
    (
        "Assistant Secretary for European and Eurasian Affairs Liv Aasen left.",
        {("Liv Aasen", None, "Assistant Secretary for European and Eurasian Affairs")},
    ),
    ("Peru's Ambassador Extraordinary Liv Aasen left.", {("Liv Aasen", "Peru", "Ambassador Extraordinary")}),
    ("Peru's ambassador to Chile Liv Aasen left.", {("Liv Aasen", "Peru", "ambassador to Chile")}),
    (
        "Otto Wirth, the Peruvian minister to the United States, left.",
        {("Otto Wirth", "Peru", "minister to the United States")},
    ),
    ("At summit talks President Mwale of Zambia spoke.", {("Mwale", "Zambia", "President")}),
    ("The President of Chad Idriss Maina spoke.", {("Idriss Maina", "Chad", "President")}),
    (
        "He met Crown Prince Sheikh Omar Haddad, Speaker of the National Assembly Sheikh Karim Nasser and Liv Aasen.",
        {("Omar Haddad", None, "Crown Prince"), ("Karim Nasser", "National Assembly", "Speaker")},
    ),
    (
        "Secretary of State Liv Aasen left. Secretary Aasen wants a deal.",
        {("Liv Aasen", None, "Secretary of State")},
    ),
    ("President Putin left. He is of Russia.", {("Putin", "Russia", "President")}),
    ("Lima's mayor, Ana Quispe, left.", {("Ana Quispe", "Lima", "mayor")}),
    ("Secretary Dean Aasen left.", {("Dean Aasen", None, "Secretary")}),
    (
        "Opening talks with the Peruvian president, Otto Wirth praised them.",
        {("Peruvian president", "Peru", "president")},
    ),
    ("The Peruvian president, Otto Wirth, praised them.", {("Otto Wirth", "Peru", "president")}),
    # posts under a person
    ("Otto Wirth, Ana Quispe's spokesman, left.", {("Otto Wirth", "Ana Quispe", "spokesman")}),
    ("Ana Quispe left with her. The Ana Quispe adviser Otto Wirth left.", {("Otto Wirth", "Ana Quispe", "adviser")}),
    (
        "Otto Wirth, an aide to President Ana Quispe, left.",
        {("Otto Wirth", "Ana Quispe", "aide"), ("Ana Quispe", None, "President")},
    ),
    (
        "President Carlos Mora of Peru, Spanish Prime Minister and head of the Andean Council Luis Ruiz met.",
        {("Carlos Mora", "Peru", "President"), ("Luis Ruiz", "Andean Council", "head")},
    ),
    (
        "Lena Brandt, the president of Peru, and Foreign Minister Omar Haddad left.",
        {("Lena Brandt", "Peru", "president"), ("Omar Haddad", "Peru", "Foreign Minister")},
    ),
    ("Ana Ortega succeeded Luis Ruiz as president of Chile.", {("Ana Ortega", "Chile", "president")}),
    (
        "Secretary of Defense Luis Ruiz of Chile and his counterpart, Mr. Otto Wirth, met.",
        {("Luis Ruiz", "Chile", "Secretary of Defense"), ("Otto Wirth", None, "Secretary of Defense")},
    ),
    (
        "Chile's trade minister, Ana Ruiz, said in her speech the opposite, Bo Ek noted.",
        {("Ana Ruiz", "Chile", "trade minister")},
    ),
    (
        "Foreign Minister Ana Ruiz of Chile met her Peruvian and Omani opposite numbers, Bo Ek and Ida Lund.",
        {
            ("Ana Ruiz", "Chile", "Foreign Minister"),
            ("Bo Ek", "Peru", "Foreign Minister"),
            ("Ida Lund", "Oman", "Foreign Minister"),
        },
    ),
    # posts without the name of a holder
    ("A Peruvian envoy has left.", {("Peruvian envoy", "Peru", "envoy")}),
    (
        "Bo Ek, Director General of Peru's Instituto Nacional de Salud, agreed.",
        {("Bo Ek", "Instituto Nacional de Salud", "Director General")},
    ),
    ("Ana Ortega, a Mexican, won. President Ortega left.", {("Ana Ortega", "Mexico", "President")}),
    (
        "The Peruvian ambassador to Chile was expelled.",
        {("Peruvian ambassador to Chile", "Peru", "ambassador to Chile")},
    ),
    (
        "A spokesperson for the German government condemned it.",
        {("spokesperson for the German government", "Germany", "spokesperson")},
    ),
    ("Lima mayor Bo Ek rejected the plan.", {("Bo Ek", "Lima", "mayor")}),
    ("Peru's new foreign minister Bo Ek left.", {("Bo Ek", "Peru", "foreign minister")}),
    ("Ana Ruiz, the outstanding president of Peru, left.", {("Ana Ruiz", "Peru", "president")}),
    ("Professor Dr Hana Novak of Lima University disagreed.", {("Hana Novak", "Lima University", "Professor")}),
    ("Lima mayor candidate Bo Ek rejected the plan.", {("Bo Ek", "Lima", "mayor candidate")}),
    ("A British Airways spokesperson said so.", {("British Airways spokesperson", "British Airways", "spokesperson")}),
    (
        "Angela Merkel rang him. The Chancellor of Germany wants a truce.",
        {("Angela Merkel", "Germany", "Chancellor")},
    ),
    # a demanded resignation, a planned killing or the death of another person ends no post
    ("Protesters demanded the resignation of President Olga Petrova.", {("Olga Petrova", None, "President")}),
    ("The plotters planned the assassination of President Olga Petrova.", {("Olga Petrova", None, "President")}),
    (
        "President Olga Petrova, whose husband died in 2019, rejected the deal.",
        {("Olga Petrova", None, "President")},
    ),
    ("President Olga Petrova, who murdered her rival, rejected the deal.", {("Olga Petrova", None, "President")}),
    ("The resignation of President Olga Petrova was demanded by all.", {("Olga Petrova", None, "President")}),
    (
        "Olga Petrova, president of Peru at the time of writing, rejected the deal.",
        {("Olga Petrova", "Peru", "president")},
    ),
]
NOTHING = [
    "Bo Ek, the father of modern Chile, objected.",
    "Former president Olga Petrova criticised the deal.",
    "Olga Petrova served as president of Peru.",
    "Olga Petrova, president of Peru from 1995 to 2001, criticised the deal.",
    "Olga Petrova, who served as president of Peru for six years, criticised the deal.",
    "Former Alaska governor and US Senator Olga Petrova criticised the deal.",
    "The army removed then-prime-minister Olga Petrova.",
    "Former US Ambassador Olga Petrova criticised the deal.",
    "Olga Petrova is no longer president of Peru.",
    "Olga Petrova, president of Peru at the time, agreed.",
    "Olga Petrova, president of Peru at the time of the signing, agreed.",
    "Chile mourned the death of President Olga Petrova.",
    "He is the brother of President Olga Petrova, who had been assassinated in 1963.",
    "Olga Petrova was never president of Peru.",
    "Olga Petrova was not elected president of Peru.",
    "Olga Petrova resigned as president of Peru on Monday.",
    "Olga Petrova stepped down as president of Peru.",
    "She ran for president of Peru.",
    "She may become the next Peruvian president.",
    "The president spoke on Monday.",
    "A good Peruvian president listens.",
    "If a Peruvian minister resigned, prices would fall.",
    "Anna Duarte met UK Minister of State for Europe and North America Bo Ek on Monday.",
    "Peru wants a UN envoy.",
    "Olga Petrova criticised the deal.",
    "Ministers met on Friday.",
    "She saw delegates of the Forum of Industry. Ms. Liv Aasen left.",
    "The Special Envoy of the Secretary-General Otto Wirth left.",
    "The Assistant to the President for Homeland Security Otto Wirth left.",
    "Olga Petrova endorsed Otto Wirth as president of Peru.",
    "Olga Petrova praised Kenya's work as chair of the Grain Union.",
    "The Office of the Secretary Defense agreed.",
    "At 9:00 PM EST Peru and Cuba will meet.",
    "The talks began around 7 PM Monday.",
    "The talks ended by 11.30 PM on Monday.",
    "Bo Ek, a professor at Lima University until his retirement last year, objected.",
    "He landed at Henderson Executive Airport near Lima.",
    "The flood reached General Santos City.",
    "Hana Novak was a law professor at Lima University until her death.",
    "From 1948 to 1951, Hana Novak was the editor of the Lima Times.",
    "The coach from Lima arrived at noon.",
    "Former Ruiz adviser Bo Ek objected.",
    "Bo Ek, a former Ruiz aide, objected.",
]


@examples(FOUND, NOTHING)
def test_holder_body_and_post(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "roles") == expected


def test_the_adviser_of_a_former_president_is_no_former_adviser(proposed: Propose) -> None:
    rows = proposed("Former President Ana Ruiz's adviser Bo Ek objected.", "roles")
    assert rows == {("Bo Ek", "Ana Ruiz", "adviser")}


def test_a_committee_is_not_the_house_that_a_title_refers_to(proposed: Propose) -> None:
    text = "The Senate Foreign Relations Committee met. Sen. Bo Ek objected."
    assert proposed(text, "roles") == {("Bo Ek", None, "Sen.")}


def test_nobody_is_president_of_a_list_of_states(proposed: Propose) -> None:
    rows = proposed("The President of Chile, Peru, and Bolivia Bo Ek spoke.", "roles")
    assert "Bo Ek" not in {person for person, *_ in rows}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Bo Ek, head of the Chile in Asia Project, objected.", "role.name-comma-title-inferred"),
        ("Bo Ek, head of the Chile and the Sea Project, objected.", "role.name-comma-title-inferred"),
        ("Bo Ek, president of the Maldives, objected.", "role.name-comma-title"),
        ("Bo Ek, president of the Sudan, objected.", "role.name-comma-title"),
    ],
)
def test_an_article_before_a_state_may_open_another_name(reader: Reader, text: str, rule: str) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert {c.rule for c in CANDIDATES(doc) if c.heading == "roles"} == {rule}


@pytest.mark.parametrize(
    ("years", "held"), [("until 2027", True), ("(2024–28)", True), ("until 2019", False), ("from 2015 to 2019", False)]
)
def test_a_post_whose_years_are_to_come_has_not_ended(reader: Reader, years: str, held: bool) -> None:
    text = f"Olga Petrova, president of Peru {years}, opened the talks."
    document = Document(text, "note", "memory:note", date=dt.date(2025, 3, 1))
    assert bool(reader.read(document).facts.roles) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("He was sent to Geneva in 1998 by President Olga Petrova.", False),
        ("He was sent to Geneva in May 2024 by President Olga Petrova.", True),
        ("President Olga Petrova has led Peru since 2018.", True),
        ("The levy was raised in 2019 by the current president, Olga Petrova.", True),
        ("President Harry Truman won the vote.", False),
        ("Harry Truman, president of the Grain Union, rejected the deal.", True),
        ("Since 2018 Peru is led by President Olga Petrova.", True),
        ("In 2023 PM Boris Johnson visited Japan.", True),
    ],
)
def test_a_past_post_is_no_present_role(reader: Reader, text: str, held: bool) -> None:
    document = Document(text, "note", "memory:note", date=dt.date(2025, 3, 1))
    assert bool(reader.read(document).facts.roles) is held


@pytest.mark.parametrize(
    "text",
    [
        "Chile raised the levy on copper. Ana Quispe, assistant commerce minister, said it would hurt Chile.",
        "Peru closed the port of Callao. Deputy Prime Minister Ana Quispe travelled to Peru on Monday.",
        "Headquarters spokesperson Ana Quispe accused Chile of an attack on the port.",
    ],
)
def test_a_distant_state_is_not_the_body_of_a_post(reader: Reader, text: str) -> None:
    (role,) = reader.read(Document(text, "note", "memory:note")).facts.roles
    assert role.organization is None
