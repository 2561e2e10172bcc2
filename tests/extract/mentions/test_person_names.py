"""Names of persons in the order of many languages, titles before and after: one person each, with the post held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.actors.cluster import CLUSTERS
from kg.extract.reader import Reader
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]
type Named = Callable[..., Rows]

PERSONS: list[tuple[str, set[str]]] = [
    ("Iraqi Prime Minister Rida' Al Masri met Ana Ruiz.", {"Rida' Al Masri", "Ana Ruiz"}),
    ("Talks between Ana Ruiz and Mohammed Rida’ Al-Masri failed.", {"Ana Ruiz", "Mohammed Rida' Al-Masri"}),
    ("Minister Ana Reyes' Bo Ek visit failed.", {"Ana Reyes", "Bo Ek"}),
    ("South Korean Unification Minister Kim Yung-ho urged restraint.", {"Kim Yung-ho"}),
    ("Kim Yo Jong, the sister of Kim Jong Un, rejected the offer.", {"Kim Yo Jong", "Kim Jong Un"}),
    ("Wang Yi, China's foreign minister, met Antony Blinken. Wang left.", {"Wang Yi", "Antony Blinken"}),
    ("Japanese Foreign Minister Yoko Kamikawa called on Taro Aso.", {"Yoko Kamikawa", "Taro Aso"}),
    ("Sheikh Tamim bin Hamad Al Thani received Abbas Araghchi.", {"Tamim bin Hamad Al Thani", "Abbas Araghchi"}),
    ("Egypt's Abdel Fattah el-Sisi rang Hakan Fidan.", {"Abdel Fattah el-Sisi", "Hakan Fidan"}),
    ("Lt. Gen. Abdel Fattah al-Burhan met Mohamed Dagalo.", {"Abdel Fattah al-Burhan", "Mohamed Dagalo"}),
    ("The chief negotiator, Lucía Soto Prieto, spoke. Soto left.", {"Lucía Soto Prieto"}),
    ("Colombian President Gustavo Petro Urrego spoke. Petro left.", {"Gustavo Petro Urrego"}),
    ("Vice Minister Andrés Roldán Vindas headed the delegation.", {"Andrés Roldán Vindas"}),
    ("Turkish President Recep Tayyip Erdoğan received Mevlüt Çavuşoğlu.", {"Recep Tayyip Erdoğan", "Mevlüt Çavuşoğlu"}),
    ("Ghana's Nana Akufo-Addo met Olusegun Obasanjo, the envoy.", {"Nana Akufo-Addo", "Olusegun Obasanjo"}),
    ("Myanmar's Senior General Min Aung Hlaing left.", {"Min Aung Hlaing"}),
    ("Staffan de Mistura arrived. Mr. de Mistura left.", {"Staffan de Mistura"}),
    ("Co-Chair William Kojo Mensah-Bonsu said the group would meet.", {"William Kojo Mensah-Bonsu"}),
    ("First Minister of Scotland Fiona Sturrock objected.", {"Fiona Sturrock"}),
    ("Its floor leader, Bae Soo-jin, called for an inquiry.", {"Bae Soo-jin"}),
    ('General Tari "Bobra" Ekpebu wanted the prisoners back.', {'Tari "Bobra" Ekpebu'}),
    ('"Next month it will be us," predicted Boma Dokubo of the Rivers Forum.', {"Boma Dokubo"}),
    ("John Ash (Antigua and Barbuda) and Dan Reifs (US) spoke.", {"John Ash", "Dan Reifs"}),
    ("Bo Jones, Jr., the chairman, spoke. Jones left.", {"Bo Jones, Jr."}),
    ("Secretary Dean Aasen spoke. Aasen left.", {"Dean Aasen"}),
    ("OPEC Chair Aasen spoke. OPEC Chair Marit Aasen left.", {"Marit Aasen"}),
    ("AWG Chair Charles left. AWG 4 and Ana Ruiz met the AWG.", {"Charles", "Ana Ruiz"}),
    ("AWG Chair Charles proposed a text. AWG Chair Leon Charles left.", {"Leon Charles"}),
    ("Donald Trump-tariffs hit Peru.", {"Donald Trump"}),
    ("Ruiz distanced herself from the plan.", {"Ruiz"}),
    ("Ban Ki moon rejected the plan.", {"Ban Ki moon"}),
    ("King Charles iii rejected the plan.", {"Charles iii"}),
    ("Remarks by President Lena Brandt Announcing a Truce\n\nBrandt spoke.", {"Lena Brandt"}),
    ("Korean Trade Minister Han Do-yeol objected. Han Do-yeol left.", {"Han Do-yeol"}),
    ("Valéry Giscard d'Estaing rejected the plan.", {"Valéry Giscard d'Estaing"}),
]
NO_PERSON = [
    "Typhoon Kiko hit the port on Monday.",
    "The White House Tuesday told Congress of the plan.",
    "The Chair invited Parties to consult.",
    "The Madison Chamber of Commerce objected.",
    "Brexit divides the country.",
    "The Protocol entered into force.",
    "Kenya and Ghana met.",
    "The minister resigned.",
    "Brent fell by two dollars.",
    "Co-Chairs presented a draft.",
    "Paris declined.",
    "Peru signed an Executive Order.",
    "Peru is a Major Non-NATO Ally.",
    "The General Intelligence Directorate objected.",
    "The Chief Program Officer resigned.",
    "She was taken to the Queen Ada hospital.",
    "She slept aboard the Queen Ada cruise ship.",
    "Bo Erik Lund Day is a holiday.",
    "The Permanent Mission of Kenya to the United Nations rejected the report.",
    "The Permanent Delegation of Malta to UNESCO left.",
]
ROLES: list[tuple[str, tuple[str, str, str | None]]] = [
    ("Chinese Premier Li Qiang left.", ("Li Qiang", "China", "Premier")),
    ("Wang Yi, China's foreign minister, left.", ("Wang Yi", "China", "foreign minister")),
    ("Mohammed Al Thani, the Qatari prime minister, left.", ("Mohammed Al Thani", "Qatar", "prime minister")),
    ("Ngozi Okonjo, the director-general of the WTO, left.", ("Ngozi Okonjo", "World Trade Organization", None)),
    ("Prime Minister Abiy Ahmed of Ethiopia left.", ("Abiy Ahmed", "Ethiopia", "Prime Minister")),
    ("Myanmar's Senior General Min Aung Hlaing left.", ("Min Aung Hlaing", "Myanmar", "Senior General")),
    ("Olusegun Obasanjo, the African Union envoy, left.", ("Olusegun Obasanjo", "African Union", "envoy")),
    ("First Minister of Scotland Fiona Sturrock left.", ("Fiona Sturrock", "Scotland", "First Minister")),
    ("State Department spokesman Ned Prior left.", ("Ned Prior", "US State Department", "spokesman")),
    ("Marcel Boisard, WHO Executive Director, left.", ("Marcel Boisard", "World Health Organization", None)),
    ("Marta Diaz, secretary of defense of the United States, left.", ("Marta Diaz", "United States", None)),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS, ids=[text for text, _ in PERSONS])
def test_a_name_is_one_person(named: Named, text: str, expected: set[str]) -> None:
    assert {name for name, kind in named(text) if kind == "person"} == expected


@pytest.mark.parametrize("text", NO_PERSON)
def test_other_words_name_no_person(named: Named, text: str) -> None:
    persons = {
        name for name, kind, reason in named(text, "name", "type", "reason") if kind == "person" and reason == "name"
    }
    assert persons == set()


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[text for text, _ in ROLES])
def test_a_title_before_or_after_the_name_gives_the_post(
    proposed: Propose, text: str, expected: tuple[str, str, str | None]
) -> None:
    person, body, title = expected
    assert any(row[:2] == (person, body) and title in {None, row[2]} for row in proposed(text, "roles")), proposed(
        text, "roles"
    )


def test_a_family_name_seen_with_a_title_is_recognized_again(held: Named) -> None:
    text = "President Trump met Merkel. Trump claimed the deal was dead. Trump rejected the offer."
    assert ("Trump", "reject", "the offer") in held(text)


def test_a_common_word_that_opens_a_sentence_is_not_that_name(reader: Reader) -> None:
    doc = reader.parse(Document("Chancellor Brown left. Brown coal was banned.", "own", "memory:own"))
    assert [m.start for c in CLUSTERS(doc) if c.name == "Brown" for m in c.mentions] == [1]
