"""Which words name an actor, of which type, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

REASONS: list[tuple[str, tuple[str, str, str]]] = [
    ("Beijing rejected the draft.", ("Beijing", "China", "metonym")),
    ("Brussels urged restraint.", ("Brussels", "European Union", "metonym")),
    ("Hard-liners in Tehran rejected the draft.", ("Tehran", "Iran", "metonym")),
    ("The French opposed the ban.", ("French", "France", "nationality")),
    ("Chinese officials opposed the ban.", ("Chinese", "China", "nationality")),
    ("The Chinese side rejected the draft.", ("The Chinese side", "China", "nominal")),
    ("The German government backed the plan.", ("The German government", "Germany", "nominal")),
    ("The US opposed the tax.", ("US", "United States", "alias")),
    ("The EU opposed the tax. The bloc urged restraint.", ("The bloc", "European Union", "nominal")),
    ("The G-77 and China opposed the tax.", ("G-77 and China", "G-77/China", "alias")),
    ("The Kremlin denied the report.", ("Kremlin", "Kremlin", "name")),
    ("CANADA opposed the text on behalf of others.", ("CANADA", "Canada", "name")),
    ("Ana Ruiz spoke. She left.", ("She", "Ana Ruiz", "pronoun")),
]
PERSONS = [
    ("Chinese Vice Premier Liu He met the press.", "Liu He"),
    ("Foreign Minister Wang Yi rejected the draft.", "Wang Yi"),
    ("South Korean President Yoon Suk Yeol backed the plan.", "Yoon Suk Yeol"),
    ("Kim Jong Un of North Korea rejected the offer.", "Kim Jong Un"),
    ("Abdul Rahman al-Rashid, the Saudi oil minister, opposed the cut.", "Abdul Rahman al-Rashid"),
    ("Sheikh Khalid bin Ahmed Al Khalifa rejected the plan.", "Khalid bin Ahmed Al Khalifa"),
    ("Maria del Carmen Lopez Diaz, Mexico's trade minister, opposed the levy.", "Maria del Carmen Lopez Diaz"),
    ("Turkish President Recep Tayyip Erdogan backed the deal.", "Recep Tayyip Erdogan"),
    ("Ngozi Okonjo-Iweala, the WTO director-general, urged restraint.", "Ngozi Okonjo-Iweala"),
    ("President William Ruto of Kenya backed the plan.", "William Ruto"),
    ("Prime Minister Abiy Ahmed rejected the mediation.", "Abiy Ahmed"),
    ("Dr. Amina Yusuf, the envoy, said the talks would resume.", "Amina Yusuf"),
    ("Mr. Okello backed the plan.", "Okello"),
    ("Foreign ministry spokesman Hua Lin said the offer was a trick.", "Hua Lin"),
    ("Deputy Chief of General Staff Anton Belov left.", "Anton Belov"),
    ("Under-Secretary of State Bo Ek left.", "Bo Ek"),
    ("UN Secretary-General António Guterres urged a truce.", "António Guterres"),
]
TYPES: list[tuple[str, tuple[str, str]]] = [
    ("Those who want a deal backed the draft.", ("Those who want a deal", "faction")),
    ("Those pushing for talks opposed the strike.", ("Those pushing for talks", "faction")),
    ("The pro-deal camp backed the draft.", ("pro-deal camp", "faction")),
    ("Hard-liners in Tehran rejected the draft.", ("Hard-liners in Tehran", "faction")),
    ("People briefed on the talks said China would refuse.", ("People", "group")),
    ("Chinese officials opposed the ban.", ("Chinese officials", "group")),
    ("The African Union urged a truce.", ("African Union", "bloc")),
    ("ECOWAS urged a truce.", ("ECOWAS", "bloc")),
    ("China's Commerce Ministry rejected the draft.", ("Chinese Commerce Ministry", "organization")),
    ("The Harbour Workers' Union rejected the offer.", ("Harbour Workers' Union", "organization")),
    ("The Chinese delegation left.", ("Chinese delegation", "delegation")),
    ("Chilean companies opposed the levy.", ("Chilean companies", "group")),
    ("The armed forces opposed the cut.", ("armed forces", "organization")),
    ("A five-judge tribunal rejected the appeal.", ("five-judge tribunal", "organization")),
    ("Forty-one delegates rejected the appeal.", ("delegates", "group")),
    ("Five ministries opposed the cut.", ("ministries", "group")),
    (
        "Norway paid the Office of the United Nations Special Envoy for Yemen, which left.",
        ("Office of the United Nations Special Envoy for Yemen", "organization"),
    ),
    ("The United Nations Operation in Liberia urged a truce.", ("United Nations Operation in Liberia", "organization")),
    (
        "The United Nations Operation in Côte d'Ivoire urged a truce.",
        ("United Nations Operation in Côte d'Ivoire", "organization"),
    ),
    (
        "Bo Ek heads the United Nations Mission for the Referendum in Western Sahara.",
        ("United Nations Mission for the Referendum in Western Sahara", "delegation"),
    ),
    ("The Lima Children's Fund urged Chile to pay.", ("Lima Children's Fund", "organization")),
    (
        "The new Informal Experts Group on Women, Peace and Trade rejected the plan.",
        ("Informal Experts Group on Women, Peace and Trade", "organization"),
    ),
    ("On Monday self-declared separatists rejected the offer.", ("self-declared separatists", "group")),
    ("The self- declared separatists rejected the offer.", ("self- declared separatists", "group")),
    ("Oil- and grain-exporting states rejected the offer.", ("Oil- and grain-exporting states", "group")),
    ("The State Oil Company of Peru rejected the offer.", ("State Oil Company of Peru", "organization")),
    ("The Ministry of War rejected the claim.", ("Ministry of War", "organization")),
    ("The ex-ministers rejected the claim.", ("ex-ministers", "group")),
    ("Taiwan rejected the claim.", ("Taiwan", "state")),
    ("Peru warned the authorities of Member States on Monday.", ("Member States", "group")),
    ("The United States rejected the claim.", ("United States", "state")),
    ("The Republican Senate rejected the claim.", ("US Senate", "organization")),
    ("The American Senate rejected the claim.", ("US Senate", "organization")),
    ("The Entire Senate rejected the claim.", ("US Senate", "organization")),
    ("The Ruling Labour Party rejected the claim.", ("Labour Party", "organization")),
    ("House Republicans rejected the claim.", ("House Republicans", "organization")),
    ("Ten House Republicans rejected the claim.", ("Ten House Republicans", "group")),
    ("Texas Republicans rejected the claim.", ("Texas Republicans", "group")),
    ("Ana Ruiz told Wikinews that it was late.", ("Wikinews", "organization")),
    ("Elizabeth Warren Image: US Senate\n\nSenator Elizabeth Warren backed it.", ("Elizabeth Warren", "person")),
]
NOBODY = [
    "Photo: Sheep graze in a field near the old barn. ANA RUIZ/WIRE PICTURES",
    "The apple rolled down the hill.",
    "A storm hit the coast.",
    "Those apples are ripe.",
    "The river rose in spring.",
    "Prices fell by a third.",
    "That was a long night.",
    "May rain is good for wheat.",
    "The camp fire went out.",
    "A bridge was built.",
    "The roof of the barn was wet.",
    "High barriers demanded patience.",
    "The funds arrived.",
    "A state of emergency began.",
    "The summit urged patience.",
    "The Cuzco Conference urged patience.",
    "The Cuzco Joint Statement urged patience.",
    "The Gulf War began in spring.",
    "It was signed by MR. and by DR. again.",
]


@pytest.mark.parametrize(("text", "expected"), REASONS)
def test_why_the_words_name_the_actor(named: Named, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in named(text, "words", "name", "reason")


@pytest.mark.parametrize(("text", "name"), PERSONS)
def test_a_person_is_named_whole_and_without_the_title(named: Named, text: str, name: str) -> None:
    assert {n for n, kind in named(text) if kind == "person"} == {name}


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_the_type_of_an_actor(named: Named, text: str, expected: tuple[str, str]) -> None:
    assert {row for row in named(text) if row[0] == expected[0]} == {expected}


@pytest.mark.parametrize("text", NOBODY)
def test_no_actor(named: Named, text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("On Friday Qadhafi Libya rejected the levy.", "Libya"),
        ("Then Hindu Nepal rejected the levy.", "Nepal"),
        ("Macron's France and Trump America rejected the levy.", "United States"),
    ],
)
def test_a_word_before_a_state_makes_no_other_name(named: Named, text: str, state: str) -> None:
    assert (state, "state") in named(text)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The campaign group Greenpeace India rejected the levy.", "India"),
        ("Amnesty Peru rejected the levy.", "Peru"),
    ],
)
def test_a_body_named_after_a_state_is_not_the_state(named: Named, text: str, state: str) -> None:
    assert state not in {name for name, _ in named(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Thailand and the States of the European Free Trade Association opened talks on Monday.",
        "The States of the European Free Trade Association urged Peru to wait.",
    ],
)
def test_no_name_ends_in_a_preposition(named: Named, text: str) -> None:
    assert not {name for name, _ in named(text) if str(name).split()[-1] in {"of", "for", "and", "the"}}


WHOLE: list[tuple[str, set[str]]] = [
    ("Even the union rejected the claim.", {"union"}),
    ("Latin America rejected the claim.", {"Latin America"}),
    ("The Kenyan Red Cross asked for help.", {"Kenya", "Kenyan Red Cross"}),
    ("The South African Red Cross asked for help.", {"South Africa", "South African Red Cross"}),
    ("President of France Emmanuel Macron urged restraint.", {"Emmanuel Macron", "France"}),
    ("A pact between the European Union and the South American group Mercosur.", {"European Union", "Mercosur"}),
    ("Asian leaders rejected the plan.", {"Asian leaders"}),
    ("WASHINGTON - White House officials rejected it.", {"United States", "White House", "White House officials"}),
    ("Mr Obama met Mr Xi. The Obama-Xi talks went well.", {"Obama", "Xi"}),
    ("Mr Cazes-Balban met Mr Xi. Joseph Cazes-Balban went home.", {"Joseph Cazes-Balban", "Xi"}),
    ("Peru spoke for Annex I and non-Annex I Parties.", {"Peru", "Annex I Parties", "Non-Annex I Parties"}),
    ("Carla Tegnér offered SEK 41bn.", {"Carla Tegnér"}),
    ("Our allies and partners condemned the raid.", {"allies and partners"}),
    ("Talks between farmers and ministers failed.", {"farmers", "ministers"}),
    ("Farmers and ministers met in May.", {"Farmers", "ministers"}),
    ("Farmers and ministers reached an agreement.", {"Farmers", "ministers"}),
    ("Soldiers and rebels clashed.", {"Soldiers", "rebels"}),
    (
        "The heads of state and government of Chile and Peru left.",
        {"heads of state and government of Chile and Peru", "Chile", "Peru"},
    ),
    ("The secretary of state left.", {"secretary of state"}),
    ("The chamber of commerce left.", {"chamber of commerce"}),
    ("Both boards of directors left.", {"boards of directors"}),
    ("The rank and file rejected it.", {"rank and file"}),
    ("Peru met Fiji. The government-in-exile left.", {"Peru", "Fiji", "government-in-exile"}),
    ("The Syrian government-in-exile left.", {"Syria", "Syrian government-in-exile"}),
    ("Armenia's Security Council warned Peru.", {"Armenia", "Armenia's Security Council", "Peru"}),
    ("The Security Council of Armenia warned Peru.", {"Armenia", "Security Council of Armenia", "Peru"}),
    ("The Security Council warned Peru.", {"UN Security Council", "Peru"}),
    ("The Syrian Security Council resolution urged patience.", {"Syria", "UN Security Council"}),
    ("The Texas Senate voted.", {"Texas Senate"}),
    ("The North Dakota House of Representatives voted.", {"North Dakota House of Representatives"}),
    ("The Christian Democratic Party voted.", {"Christian Democratic Party"}),
    ("The Philippine Senate voted.", {"Philippines", "Philippine Senate"}),
    ("The National Congress of Bolivia voted.", {"National Congress of Bolivia", "Bolivia"}),
    ("Peru praised U.S.-Japan ties.", {"Peru", "United States", "Japan"}),
    (
        "Bo Ek left. Ana Ruiz, a leader of the Committee to Re-Elect Bo Ek, met him.",
        {"Bo Ek", "Ana Ruiz", "Committee to Re-Elect Bo Ek"},
    ),
    ("Bo Ek left. The committee met Ek.", {"Bo Ek", "committee"}),
    ("We praise the leadership of Ana Ruiz.", {"Ana Ruiz"}),
    ("The plan was rejected by Chile's presidency.", {"Chile", "Chile's presidency"}),
    ("Peru praised the plans of Sweden's EU presidency.", {"Peru", "Sweden", "European Union"}),
    ("Sweden's EU presidency rejected it.", {"Sweden", "Sweden's EU presidency", "European Union"}),
    ("The Governments of Peru and Chile left.", {"Peru", "Chile"}),
    ("EU member states rejected it.", {"European Union", "EU member states"}),
    ("Peru thanked the Arthur Pact.", {"Peru"}),
    ("James Pact thanked Peru.", {"James Pact", "Peru"}),
    ("Ambassador Al Rashid praised the Abraham Accords.", {"Al Rashid"}),
    ("Senator Bruce Arena left.", {"Bruce Arena"}),
    ("A SENIOR Administration OFFICIAL left.", {"SENIOR Administration OFFICIAL"}),
    ("The Federal Aviation Administration left.", {"Federal Aviation Administration"}),
    ("The Chinese leadership left.", {"China"}),
    ("Russia attacked its neighbour, Georgia.", {"Russia", "Georgia"}),
    ("Russian troops shelled the town, and Russian forces took it.", {"Russia", "Russian troops"}),
    ("Q    Mr. President, will you meet Chile?", {"Chile"}),
]


@pytest.mark.parametrize(("text", "names"), WHOLE)
def test_no_part_of_a_name_is_another_actor(named: Named, text: str, names: set[str]) -> None:
    assert {name for name, _ in named(text)} == names


SOME_OR_ALL: list[tuple[str, set[str]]] = [
    ("Peruvians, Chileans and Bolivians demanded water.", {"Peru", "Chile", "Bolivia"}),
    ("Thirty-nine Republicans left, and the Republicans waited.", {"Thirty-nine Republicans", "Republican Party"}),
    ("Some other Democrats left.", {"Some other Democrats"}),
    ("Young Republicans left.", {"Young Republicans"}),
    ("A bid by rights group Pine Cabin Republicans failed.", {"Pine Cabin Republicans"}),
    ("Several moderate Democrats left.", {"Several moderate Democrats"}),
    ("The House Republicans left.", {"House Republicans"}),
    ("Pro-choice Democrats of the 11th district left.", {"Pro-choice Democrats"}),
    ("Trump's Republicans left.", {"Trump", "Republican Party"}),
    ("Democrats across the country left.", {"Democrats across the country"}),
    ("Democrats left across the country.", {"Democratic Party"}),
    ("In 2018 Democrats left.", {"Democratic Party"}),
    ("Republicans who oppose the levy left.", {"Republicans who oppose the levy"}),
    ("Republicans, who oppose the levy, left.", {"Republican Party"}),
    ("Peru voted. The Democratic nominee left.", {"Peru", "Democratic nominee", "Democratic"}),
    ("The US voted. The Democratic nominee left.", {"United States", "Democratic nominee", "Democratic Party"}),
]


@pytest.mark.parametrize(("text", "names"), SOME_OR_ALL)
def test_some_members_are_not_their_party_or_state(named: Named, text: str, names: set[str]) -> None:
    assert {name for name, _ in named(text)} == names


POSTS_OF_STATES: list[tuple[str, set[str]]] = [
    ("Mr Putin met Mr Bush. The Russian President left.", {"Putin", "Bush", "Russia"}),
    ("Vladimir Putin left. The Russian head of state was late.", {"Vladimir Putin", "Russia"}),
    ("Angela Merkel left. The German head of state was late.", {"Angela Merkel", "Germany", "German head of state"}),
    ("Peruvian President Ana Ruiz left. The Peruvian head of state was late.", {"Ana Ruiz", "Peru"}),
    (
        "President Donald Trump of the United States left. The US secretary of state was late.",
        {"Donald Trump", "United States", "US secretary of state"},
    ),
    (
        "Spanish Prime Minister Bo Ek left. The Spanish head of state was late.",
        {"Spain", "Bo Ek", "Spanish head of state"},
    ),
    ("The Ukrainian President, Bo Ek said, had left.", {"Ukraine", "Ukrainian President", "Bo Ek"}),
    ("The Ukrainian President, Bo Ek, said that it was late.", {"Ukraine", "Bo Ek"}),
]


@pytest.mark.parametrize(("text", "names"), POSTS_OF_STATES)
def test_a_post_of_a_state_is_its_holder_if_the_text_names_one(named: Named, text: str, names: set[str]) -> None:
    assert {name for name, _ in named(text)} == names


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Senior Malian and Kenyan officials left.", None),
        ("Peru rejected the offer of Kenyan and Malian envoys.", None),
        ("Senior Kenyan officials left.", "KE"),
    ],
)
def test_officials_of_two_states_are_of_no_one_state(named: Named, text: str, country: str | None) -> None:
    assert [found for kind, found in named(text, "type", "country") if kind == "group"] == [country]
