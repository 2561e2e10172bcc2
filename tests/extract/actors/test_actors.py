"""Mentions of one actor are merged; those that may refer to different actors are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.actors.actors import to_actor
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.reader import Reader
from kg.extract.words.folding import fold
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

ONE: list[tuple[str, str, set[str]]] = [
    (
        "Larvik Bank backed it, and the Bank paid. Staff of Bergen Bank said the Bank was closed. The Bank sued.",
        "Bergen Bank",
        {"Bergen Bank", "Bank"},
    ),
    ("Foreign Minister Wang Yi spoke. Wang rejected the draft.", "Wang Yi", {"Wang Yi", "Wang"}),
    ("South Korean President Yoon Suk Yeol spoke. Yoon backed it.", "Yoon Suk Yeol", {"Yoon Suk Yeol", "Yoon"}),
    ("Kim Jong Un of North Korea spoke. Kim left.", "Kim Jong Un", {"Kim Jong Un", "Kim"}),
    ("Recep Tayyip Erdogan spoke. Erdogan left.", "Recep Tayyip Erdogan", {"Recep Tayyip Erdogan", "Erdogan"}),
    ("President William Ruto spoke. Ruto left.", "William Ruto", {"William Ruto", "Ruto"}),
    ("Bo Ek, the Norwegian envoy, spoke.", "Bo Ek", {"Bo Ek", "the Norwegian envoy"}),
    ("Mexico's envoy, Ana Ruiz, spoke.", "Ana Ruiz", {"Mexico's envoy", "Ana Ruiz"}),
    (
        "The United Front for Reform (UFR) backed the talks. The UFR urged a truce.",
        "United Front for Reform",
        {"United Front for Reform", "UFR"},
    ),
    (
        "Beijing spoke. China left. The Chinese side wrote.",
        "China",
        {"Beijing", "China", "The Chinese side", "Chinese"},
    ),
    ("The European Union met. The EU left.", "European Union", {"European Union", "EU"}),
    (
        "A senior Chilean delegation came to Quito. The Chilean delegation spoke.",
        "senior Chilean delegation",
        {"A senior Chilean delegation", "The Chilean delegation"},
    ),
    ("The delegation of Pakistan spoke. Pakistan left.", "Pakistan", {"The delegation", "Pakistan"}),
    (
        "The Harbour Alliance, a lobby group, backed the plan.",
        "Harbour Alliance",
        {"Harbour Alliance", "a lobby group"},
    ),
    (
        "A lobby group, the Harbour Alliance, opposed the runway.",
        "Harbour Alliance",
        {"A lobby group", "Harbour Alliance"},
    ),
    (
        "Critics urged the Norwegian foreign minister to resign. Norway's foreign minister, Bo Ek, refused.",
        "Bo Ek",
        {"the Norwegian foreign minister", "Norway's foreign minister", "Bo Ek"},
    ),
    (
        "Farmers appealed to the prime minister. Prime Minister Ana Ruiz rejected their demand.",
        "Ana Ruiz",
        {"the prime minister", "Ana Ruiz"},
    ),
    (
        "The chair, Bo Ek, opened the meeting. Lawyers told the chairman to wait.",
        "Bo Ek",
        {"The chair", "Bo Ek", "the chairman"},
    ),
    (
        "Ana Ruiz sued Boreal Foods, a Danish company. Boreal Foods refused.",
        "Boreal Foods",
        {"Boreal Foods", "a Danish company"},
    ),
    (
        "Lawyers sued Zentera Holdings in May. Zentera said that it would appeal.",
        "Zentera Holdings",
        {"Zentera Holdings", "Zentera", "it"},
    ),
    ("The EU met on Monday. The Europeans proposed a levy.", "European Union", {"EU", "Europeans"}),
    (
        "The Andean Broadcasting Corporation objected. The ABC rejected the plan.",
        "Andean Broadcasting Corporation",
        {"Andean Broadcasting Corporation", "ABC"},
    ),
    (
        "The Bush administration said the United States would wait.",
        "United States",
        {"United States", "The Bush administration"},
    ),
    ("Mohamed Elsayed spoke. Mohammed Elsayed left.", "Mohamed Elsayed", {"Mohamed Elsayed", "Mohammed Elsayed"}),
    ("The United States met. This Administration wants peace.", "United States", {"United States", "Administration"}),
    ("The Associated Press news agency asked.", "Associated Press", {"Associated Press"}),
    (
        "President Putin met Ana Ruiz. The Russian president left.",
        "Putin",
        {"Putin", "The Russian president"},
    ),
    ("Some parties left. The parties did not return.", "Some parties", {"Some parties", "The parties"}),
    ("Forty miners left. The miners rejected the offer.", "miners", {"Forty miners", "The miners"}),
    ("The 40 miners left. Miners rejected the offer.", "miners", {"The 40 miners", "Miners"}),
    ("Forty miners met. Miners rejected the offer.", "miners", {"Forty miners", "Miners"}),
    ("Twelve parties met. Parties rejected the offer.", "parties", {"Twelve parties", "Parties"}),
    ("Island delegates left. Peru sat. The delegates ate.", "Island delegates", {"Island delegates", "The delegates"}),
]
TWO: list[tuple[str, set[str]]] = [
    ("Bo Ek, and the president of Chile, left.", {"Bo Ek", "president of Chile", "Chile"}),
    ("Ana Ruiz met Bo Ruiz.", {"Ana Ruiz", "Bo Ruiz"}),
    ("Carlo Ruiz met Carla Ruiz.", {"Carlo Ruiz", "Carla Ruiz"}),
    ("Francis Ruiz met Frances Ruiz.", {"Francis Ruiz", "Frances Ruiz"}),
    ("Marina Ruiz met Mariana Ruiz.", {"Marina Ruiz", "Mariana Ruiz"}),
    ("The Morales administration said Bolivia would wait.", {"Morales administration", "Morales", "Bolivia"}),
    ("Many Peruvians want talks. The Peruvians refused.", {"Peruvians", "Peru"}),
    ("Bo Ek Sr. met his son Bo Ek, Jr. in Lima.", {"Bo Ek Sr", "Bo Ek, Jr.", "Peru"}),
    ("Liv Aasen, the Peruvian president's aide, left.", {"Liv Aasen", "Peruvian president", "Peru"}),
    ("Ana Ruiz met Bo Ruiz. Ruiz left.", {"Ana Ruiz", "Bo Ruiz", "Ruiz"}),
    ("Several delegations spoke. Some delegations left.", {"Several delegations", "Some delegations"}),
    ("Some parties left. Peru urged parties to stay.", {"Some parties", "parties", "Peru"}),
    ("About 40 miners were hurt. Miners rejected the offer.", {"About 40 miners", "Miners"}),
    ("The miners left. All the other miners stayed.", {"miners", "other miners"}),
    ("Many delegates left. Peru sat. The delegates ate.", {"Many delegates", "delegates", "Peru"}),
    ("Island delegates left. Peru urged delegates to stay.", {"Island delegates", "delegates", "Peru"}),
    ("Several Annex I Parties left. Annex I Parties ate.", {"Several Annex I Parties", "Annex I Parties"}),
    ("Delegates ate. Chile sat. Delegates in Cusco left.", {"Delegates", "Chile", "Cusco", "Delegates in Cusco"}),
    ("Delegates in Cusco left. Chile sat. Delegates ate.", {"Delegates", "Chile", "Cusco", "Delegates in Cusco"}),
    ("The COP adopted it. The COP/MOP urged Peru to act.", {"COP", "Peru", "COP/MOP"}),
    ("North Korea met South Korea.", {"North Korea", "South Korea"}),
    ("Niger met Nigeria.", {"Niger", "Nigeria"}),
    ("Iran met Iraq.", {"Iran", "Iraq"}),
    ("Chinese officials met US officials.", {"China", "Chinese officials", "United States", "US officials"}),
    ("Sudan met South Sudan.", {"Sudan", "South Sudan"}),
    ("The Dominican Republic met Dominica.", {"Dominican Republic", "Dominica"}),
    ("Guinea met Guinea-Bissau.", {"Guinea", "Guinea-Bissau"}),
    (
        "Zentera Holdings and the Zentera Foundation objected. Zentera left.",
        {"Zentera Holdings", "Zentera Foundation", "Zentera"},
    ),
    ("The Larvik Council objected. Officials of Larvik left.", {"Larvik Council", "Officials of Larvik", "Larvik"}),
    (
        "The High Court ruled. The only court over it is the Fund Court of Peru. Clerks urged the court to act.",
        {"High Court", "only court", "Fund Court of Peru", "Clerks", "Peru", "court"},
    ),
    ("Zentera Holdings rejected the bid. Mr Zentera left.", {"Zentera Holdings", "Zentera"}),
    ("The EU left. Young Europeans met the Europeans.", {"European Union", "Young Europeans"}),
    ("Young Europeans left. The EU left.", {"European Union", "Young Europeans"}),
    ("The Harbour Alliance met a lobby group.", {"Harbour Alliance", "lobby group"}),
    (
        "Foreign Minister Bo Ek resigned. Peru urged the new foreign minister to wait.",
        {"Bo Ek", "Peru", "new foreign minister"},
    ),
    (
        "Its spokeswoman, Ana Ruiz, attacked the prime minister. The prime minister left.",
        {"Ana Ruiz", "prime minister"},
    ),
    (
        "Critics urged the prime minister to go. Prime Minister Ana Ruiz met Prime Minister Bo Ek.",
        {"Ana Ruiz", "Bo Ek", "Critics", "prime minister"},
    ),
    (
        "A Chilean trade delegation came to Quito. The Chilean military delegation left.",
        {"Chilean trade delegation", "Chilean military delegation", "Chile", "Ecuador"},
    ),
    ("At the request of Prime Minister Bo Ek, the Queen suspended parliament.", {"Bo Ek", "Queen", "parliament"}),
    (
        "The Peruvian people opposed the levy. Clerks met people who backed it.",
        {"Peruvian people", "Peru", "Clerks", "people"},
    ),
    (
        "The embassy hired weather experts. Critics urged experts to wait.",
        {"embassy", "weather experts", "Critics", "experts"},
    ),
    ("Dairy farmers opposed the levy. Wheat farmers backed it.", {"Dairy farmers", "Wheat farmers"}),
    ("Rebel forces left the town. Government forces refused.", {"Rebel forces", "Government forces"}),
    (
        "Meridian Terminals offered a raise. The union demands 9 percent.",
        {"Meridian Terminals", "union"},
    ),
]
FOLDED = [
    ("the Élysée’s", "elysee"),
    ("António", "antonio"),
    ("the G-77", "g 77"),
    ("Erdoğan", "erdogan"),
    ("Diyarbakır", "diyarbakir"),
    ("The workers'", "workers"),
    ("U.S.", "u s"),
    ("  a   fund ", "fund"),
    ("theatre", "theatre"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "name", "words"), ONE)
def test_one_actor(named: Named, text: str, name: str, words: set[str]) -> None:
    assert {w for n, w in named(text, "name", "words") if n == name} == words


@pytest.mark.parametrize(("text", "names"), TWO)
def test_two_actors(named: Named, text: str, names: set[str]) -> None:
    assert {n for n, _ in named(text)} == names


@pytest.mark.parametrize(("name", "folded"), FOLDED)
def test_names_are_compared_without_case_accents_and_articles(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_the_letters_in_brackets_are_an_alias(named: Named) -> None:
    rows = named("The United Front for Reform (UFR) backed the talks.", "name", "aliases")
    assert rows == {("United Front for Reform", ("UFR",))}


@pytest.mark.parametrize("name", ["Mozambican National Resistance (RENAMO)", "Union for All of Angola (UNITA)"])
def test_known_letters_in_brackets_are_the_name_before(named: Named, name: str) -> None:
    long, _, short = name.removesuffix(")").partition(" (")
    rows = named(f"The {name} left. {short} came back.", "name", "words")
    assert len({n for n, words in rows if words in {long, short}}) == 1


def test_the_letters_after_an_act_name_nobody(named: Named) -> None:
    text = "The Coastal Waters Act (CWA) is old. The CWA demands clean water, and Peru backs it."
    assert named(text, "name") == {("Peru",)}


def test_a_state_in_brackets_after_an_act_is_one(named: Named) -> None:
    text = "The Foreign Agents Act (Georgia) was passed. Georgia rejected criticism."
    assert ("Georgia",) in named(text, "name")


@pytest.mark.parametrize(
    "text",
    [
        "In Togo, the military junta rejected the plan. The military junta accepted it later.",
        "In Togo, the junta rejected the plan. In Ghana, Bo Ek condemned the junta.",
    ],
)
def test_a_group_mentioned_again_is_one_actor(reader: Reader, text: str) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert sum("junta" in cluster.name for cluster in CLUSTERS(doc)) == 1


def test_a_person_is_also_known_with_the_title_before_the_name(named: Named) -> None:
    assert named("Foreign Minister Ruiz spoke.", "name", "aliases") == {("Ruiz", ("Foreign Minister Ruiz",))}
    assert named("Ruiz spoke.", "name", "aliases") == {("Ruiz", ())}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Mexico's envoy, Ana Ruiz, spoke.", "MX"),
        ("South Korean Minister Cho Mi Ran spoke.", "KR"),
        ("The envoy, Ana Ruiz, met Mexico.", None),
    ],
)
def test_the_country_of_a_person_follows_the_words(named: Named, text: str, country: str | None) -> None:
    assert {c for _, kind, c in named(text, "name", "type", "country") if kind == "person"} == {country}


def test_a_title_with_the_name_is_an_alias(reader: Reader) -> None:
    text = "On Friday President Tembo opposed the deal."
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert [to_actor(doc, text, c).aliases for c in CLUSTERS(doc) if c.name == "Tembo"] == [("President Tembo",)]


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("Chair Ana Ruiz left. The Chair wrote to Peru.", "Ana Ruiz", {"Chair Ana Ruiz"}),
        ("Ana Ruiz, Chair of the Board, left. Ruiz wrote to Peru.", "Ana Ruiz", {"Ruiz"}),
        ("The Prime Minister wrote to Peru.", "Prime Minister", {"The Prime Minister"}),
    ],
)
def test_a_bare_post_is_no_alias_of_a_name(text: str, name: str, aliases: set[str], reader: Reader) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    people = [to_actor(doc, text, c) for c in CLUSTERS(doc) if c.name == name]
    assert [set(actor.aliases) for actor in people] == [aliases]
