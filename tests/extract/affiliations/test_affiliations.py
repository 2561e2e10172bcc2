"""Groups, ministries, speakers and members are tied to the bodies that the words name."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Chilean officials rejected the plan.", {("Chilean officials", "Chile")}),
    ("Brazil, for the G-77/China, opposed the text.", {("Brazil", "G-77/China")}),
    (
        "Officials from Peru and Bolivia met on Friday.",
        {("Officials from Peru and Bolivia", "Bolivia"), ("Officials from Peru and Bolivia", "Peru")},
    ),
    ("Bo Lindgren (Sweden) introduced the draft.", {("Bo Lindgren", "Sweden")}),
    ("Tuvalu, on behalf of AOSIS, urged action.", {("Tuvalu", "AOSIS")}),
    ("Peru, Malta and Togo on behalf of ECOWAS urged action.", {("Togo", "ECOWAS")}),
    ("This was backed by Peru, Malta, Togo (on behalf of ECOWAS) and Fiji.", {("Togo", "ECOWAS")}),
    ("Ann Lee of Greenpeace criticised the text.", {("Ann Lee", "Greenpeace")}),
    ("Hardliners in the Labour Party rejected the offer.", {("Hardliners in the Labour Party", "Labour Party")}),
    (
        "The Group of 77, including Kenya and Cuba, rejected the text.",
        {("Cuba", "G-77/China"), ("Kenya", "G-77/China")},
    ),
    ("The AU Commission welcomed the truce.", {("AU Commission", "African Union")}),
    ("On the Peruvian side sat Anna Duarte and Bo Ek.", {("Anna Duarte", "Peru"), ("Bo Ek", "Peru")}),
    (
        "The Jubilee Forum, affiliated with the African Union, and the Dock Union, allied with the Green Party, met.",
        {("Jubilee Forum", "African Union"), ("Dock Union", "Green Party")},
    ),
    (
        "The European Union countries of Malta and Cyprus objected.",
        {
            ("Malta", "European Union"),
            ("Cyprus", "European Union"),
            ("European Union countries of Malta and Cyprus", "European Union"),
        },
    ),
    (
        "The cabinet is divided over the plan. The hawks reject it, while the doves would sign.",
        {("hawks", "cabinet"), ("doves", "cabinet")},
    ),
    ("Traders met on Monday. One of them, Bo Ek, sued.", {("Bo Ek", "Traders")}),
    ("Three councillors objected. Ana Ruiz, by far the loudest of them, left.", {("Ana Ruiz", "councillors")}),
    ("The Labour Party is of two minds. The pragmatists want a deal.", {("pragmatists", "Labour Party")}),
    ("A rift in the union widened on Monday: hardliners rejected the offer.", {("hardliners", "union")}),
    ("Arab Israeli lawmakers opposed the bill.", {("Arab Israeli lawmakers", "Israel")}),
    ("German Group of Seven officials opposed the tax.", {("German Group of Seven officials", "G7")}),
    ("Inside the cabinet there is a split. The hawks want more.", {("hawks", "cabinet")}),
    ("The cabinet is divided. Some creditors sold. Lawmakers object.", {("Lawmakers", "cabinet")}),
    ("The Jubilee Forum, an alliance of churches, rejected the plan.", {("churches", "Jubilee Forum")}),
    ("Six states, among them Chile and Peru, rejected it.", {("Chile", "states"), ("Peru", "states")}),
    ("The African Group, through Ghana, urged restraint.", {("Ghana", "African Group")}),
    ("The Bank insisted through Ms Ana Ruiz on a vote.", {("Ana Ruiz", "Bank")}),
    ("The founding family, represented by Bo Ek, wants a sale.", {("Bo Ek", "founding family")}),
    ("Ana Ruiz and other moderates want a deal.", {("Ana Ruiz", "moderates")}),
    ("Her Norwegian colleague, Ms Ana Ruiz, regretted the outcome.", {("Ana Ruiz", "Norway")}),
    ("He met his Norwegian colleague, Ana Ruiz.", {("Ana Ruiz", "Norway")}),
    (
        "The ministers of water of Sudan, Ethiopia and Egypt met on Tuesday.",
        {("ministers", "Sudan"), ("ministers", "Ethiopia"), ("ministers", "Egypt")},
    ),
    (
        "The Permanent Representatives of Kuwait and Oman wrote a letter.",
        {
            ("Permanent Representatives of Kuwait and Oman", "Kuwait"),
            ("Permanent Representatives of Kuwait and Oman", "Oman"),
        },
    ),
    (
        "Officials from the Kenyan trade ministry rejected the plan.",
        {
            ("Officials from the Kenyan trade ministry", "Kenyan trade ministry"),
            ("Officials from the Kenyan trade ministry", "Kenya"),
            ("Kenyan trade ministry", "Kenya"),
        },
    ),
    ("The Libyan House of Representatives rejected the deal.", {("Libyan House of Representatives", "Libya")}),
    ("Two other hawks, the MPs Bo Ek and Ana Ruiz, object.", {("Bo Ek", "hawks"), ("Ana Ruiz", "hawks")}),
    ("The Forum of Fishers met. Several members objected.", {("Several members", "Forum of Fishers")}),
    ("The alliance, which forty unions have joined, met in Rome.", {("unions", "alliance")}),
    ("The Hamas-led government met.", set()),
    ('"We will fight," said commander Bo Ek of the rebels.', {("Bo Ek", "rebels")}),
    ("The Peru-led coalition met.", {("Peru", "Peru-led coalition"), ("Peru-led coalition", "Peru")}),
    ("The coalition, which was joined by Chile and Peru, met.", {("Chile", "coalition"), ("Peru", "coalition")}),
    ("Sen. Ana Ruiz (R-Iowa) rejected the deal.", {("Ana Ruiz", "Republican Party")}),
    ("Sen. Ana Ruiz (D-OH) rejected the deal.", {("Ana Ruiz", "Democratic Party")}),
    ("Sen. Ana Ruiz (Md.) rejected the deal.", set()),
    ("In Lima, the finance ministry welcomed the vote.", {("finance ministry", "Peru")}),
    ("Scientists working for the World Bank objected.", {("Scientists", "World Bank")}),
    ("Ana Ruiz, who works for Greenpeace, objected.", {("Ana Ruiz", "Greenpeace")}),
    ("Doctors employed by the Dock Union objected.", {("Doctors", "Dock Union")}),
    ("Officials now employed by the World Bank objected.", {("Officials", "World Bank")}),
    (
        "The Republican Party is split. Three Republicans, including Ana Ruiz, rejected the plan.",
        {
            ("Three Republicans", "Republican Party"),
            ("Ana Ruiz", "Republican Party"),
            ("Ana Ruiz", "Three Republicans"),
        },
    ),
    (
        "Two Peruvian ministers, Bo Ek and Ana Ruiz, objected.",
        {
            ("Peruvian ministers", "Peru"),
            *((each, body) for each in ("Bo Ek", "Ana Ruiz") for body in ("Peruvian ministers", "Peru")),
        },
    ),
]
NOTHING = [
    "Ana Ruiz no longer belongs to the Green Party.",
    "Ana Ruiz refused to join the Green Party.",
    "The minister rejected the plan.",
    "Spain rejected the plan.",
    "Ambassador Anna Duarte will travel to Lima, Peru, in May.",
    "On the Peruvian side of the lake Anna Duarte fished.",
    "France criticised Spain.",
    "The offer was divided into two parts. The hawks reject it.",
    "Ana Ruiz and the moderates want a deal.",
    "Two other hawks, a Chilean and a Peruvian, object.",
    "Ships sailed through Egypt, and the union protested.",
    "The Niger Delta Peace Forum rejected the offer.",
    "New Zealand, also on behalf of Costa Rica, tabled a text.",
    "Japan, joined by Chile, opposed the text.",
    "Allies such as Germany rejected the deal.",
    "The Labour Party rejected the deal. Britain is at odds with France.",
    "The rebel delegation rejected the plan. Chile wants a vote.",
    "Ana Ruiz and other countries rejected the plan.",
    "Two hawks, Bo Ek and Ana Ruiz said, may resign.",
    "Traders met on Monday. Judges fined many of them, Bo Ek said.",
    '"They want too much," said Mr. Ek of the traders.',
    "Senator Ana Ruiz of Ohio rejected the plan.",
    "The International Court of Justice ruled for Peru.",
    "Chilean companies rejected the plan.",
    "Ana Ruiz worked for the World Bank.",
    "Officials formerly employed by the World Bank objected.",
    "Ana Ruiz, then working for the World Bank, objected.",
    "Ana Ruiz is working for the World Bank to accept it.",
    "The ministers are working for a vote.",
    "Republicans rejected the plan of the Republican Party.",
    "Unlike her Norwegian colleague, Ana Ruiz rejected the plan.",
    "Unlike their Norwegian colleagues, Ana Ruiz and Bo Ek rejected the plan.",
    "Bo Ek, a pro-Chilean politician, rejected the plan. Chile left.",
    "Chile left. Pro-Chilean militants attacked the port.",
    "Chile left. Anti - Chilean militants attacked the port .",
]


@examples(FOUND, NOTHING)
def test_member_and_body(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "affiliations") == expected


def test_a_denied_membership_is_no_affiliation(proposed: Propose) -> None:
    assert ("Brazil", "G7") in proposed("Brazil is a member of the G7.", "affiliations")
    assert ("Brazil", "G7") not in proposed("Brazil is not a member of the G7.", "affiliations")
