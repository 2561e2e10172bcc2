"""Leads told by verbs, offices, titles and followers; whoever leads a choir leads no body."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Peru hopes that the delegation led by Chile will come.", {("Chile", "delegation")}),
    ("Peru asked a delegation led by Chile to stay.", {("Chile", "delegation")}),
    ("Peru demanded that a delegation led by Chile leave Mali.", {("Chile", "delegation")}),
    ("Peru backed a delegation led by Chile.", {("Chile", "delegation")}),
    (
        "Ghana hosted it, with Norway leading the Swiss delegation and the Arab Group convening a meeting.",
        {("Norway", "Swiss delegation"), ("Arab Group", "meeting")},
    ),
    (
        "Ghana hosted it, with Norway leading the Swiss delegation and the Arab Group.",
        {("Norway", "Swiss delegation"), ("Norway", "Arab Group")},
    ),
    ("Lena Brandt heads the Swiss delegation.", {("Lena Brandt", "Swiss delegation")}),
    ("The Swiss delegation, led by Lena Brandt, left.", {("Lena Brandt", "Swiss delegation")}),
    ("The talks were chaired by Omar Haddad.", {("Omar Haddad", "talks")}),
    (
        "Lena Brandt led the Swiss delegation. Opposite sat Omar Haddad, who headed a delegation of nine.",
        {("Lena Brandt", "Swiss delegation"), ("Omar Haddad", "delegation")},
    ),
    (
        "The contact group, co-chaired by Ana Reyes (Peru) and Ole Dahl (Norway), met twice.",
        {("Ana Reyes", "contact group"), ("Ole Dahl", "contact group")},
    ),
    (
        "Ana Reyes (Peru) and Ole Dahl (Norway) will co-chair a contact group.",
        {("Ana Reyes", "contact group"), ("Ole Dahl", "contact group")},
    ),
    ("The dialogue, chaired by Amb. Ole Dahl, ended.", {("Ole Dahl", "dialogue")}),
    ("The dialogue was co-chaired by Ana Reyes and Ole Dahl.", {("Ana Reyes", "dialogue"), ("Ole Dahl", "dialogue")}),
    ("Ana Reyes and Ole Dahl co-chaired the talks.", {("Ana Reyes", "talks"), ("Ole Dahl", "talks")}),
    ("The hawks around Viktor Hask rejected the deal.", {("Viktor Hask", "hawks")}),
    ("The Green Party objected. Its chairman, Omar Haddad, agreed.", {("Omar Haddad", "Green Party")}),
    ("Omar Haddad, leader of the Green Party, agreed.", {("Omar Haddad", "Green Party")}),
    ("The group met under the chairmanship of Ambassador Ruth Cole of Fiji.", {("Ruth Cole", "group")}),
    ("Deputies who take their lead from Viktor Hask rejected the deal.", {("Viktor Hask", "Deputies")}),
    (
        "Senator Omar Haddad, the Republican who chairs the Finance Committee, agreed.",
        {("Omar Haddad", "Finance Committee")},
    ),
    (
        "Talks between Lena Brandt and Omar Haddad, who heads the Green Party, broke down.",
        {("Omar Haddad", "Green Party")},
    ),
    (
        "An understanding with the committee of lenders to Zambia, led by Japan, was near.",
        {("Japan", "committee of lenders to Zambia")},
    ),
    ("Omar Haddad, head of the state-owned Sonamar Group, agreed.", {("Omar Haddad", "Sonamar Group")}),
    ("The delegation of the ELN, which is headed by Omar Haddad, left.", {("Omar Haddad", "delegation")}),
    ("Talks between Peru and Chile led by Omar Haddad broke down.", {("Omar Haddad", "Talks")}),
    ("Talks between the police and the Green Party led by Omar Haddad broke down.", {("Omar Haddad", "Talks")}),
    ("Talks between the police and a team led by Omar Haddad broke down.", {("Omar Haddad", "team")}),
    ("Talks between Israel and Hamas, led by Omar Haddad, failed.", set()),
    (
        "Lena Brandt, head of the office, led the Swiss delegation and Mr. Omar Haddad, adviser at the ministry, led "
        "the Chilean delegation.",
        {("Lena Brandt", "Swiss delegation"), ("Omar Haddad", "Chilean delegation"), ("Lena Brandt", "office")},
    ),
    (
        "Lena Brandt met Omar Haddad, an envoy, and led the Swiss delegation.",
        {("Lena Brandt", "Swiss delegation")},
    ),
    (
        "Lena Brandt hired the lawyer and Omar Haddad, led the Swiss delegation and resigned.",
        {("Lena Brandt", "Swiss delegation")},
    ),
    ("She praised the minister and Omar Haddad, led the Swiss delegation.", set()),
    ("The doves, grouped around security adviser Omar Haddad, agreed.", {("Omar Haddad", "doves")}),
    ("Lena Brandt, Iran's envoy and the leader of its delegation, left.", {("Lena Brandt", "delegation")}),
    ("Peru holds the bloc's rotating chair this year.", {("Peru", "bloc")}),
    ("Kenya, as chair of the Green Alliance, urged a vote.", {("Kenya", "Green Alliance")}),
    ("Peru will assume the G20 presidency.", {("Peru", "G20")}),
    ("Peru, as host; Chile, holding the G7 presidency; and Fiji will meet.", {("Chile", "G7")}),
    ("Chile as host, Kenya, as G20 chair, and Peru will meet.", {("Kenya", "G20")}),
    ("Peru, Chile, and Kenya, as chair of the Green Alliance, objected.", {("Kenya", "Green Alliance")}),
    (
        "Kenya and Peru spoke as chairs of the Green Alliance.",
        {("Kenya", "Green Alliance"), ("Peru", "Green Alliance")},
    ),
    (
        "Chile, as G20 chair, and Kenya, as chair of the Green Alliance, objected.",
        {("Chile", "G20"), ("Kenya", "Green Alliance")},
    ),
    ("The Teachers Union in Peru, as chair of the Green Alliance, spoke.", {("Teachers Union", "Green Alliance")}),
    ("Kenya, which followed Chile, as chair of the Green Alliance, spoke.", {("Kenya", "Green Alliance")}),
    ("Kenya, with Peru and Chile, as chair of the Green Alliance, objected.", {("Kenya", "Green Alliance")}),
    (
        "Kenya and Peru, as joint chair of the Green Alliance, spoke.",
        {("Kenya", "Green Alliance"), ("Peru", "Green Alliance")},
    ),
    (
        "Kenya and Peru, as co-chair of the Green Alliance, spoke.",
        {("Kenya", "Green Alliance"), ("Peru", "Green Alliance")},
    ),
    ("Envoys met in Santiago, Chile, which is the chair of the Green Alliance.", {("Chile", "Green Alliance")}),
    (
        "Kenya and Peru, which are the chairs of the Green Alliance, spoke.",
        {("Kenya", "Green Alliance"), ("Peru", "Green Alliance")},
    ),
    ("The oil lobby, whose captain is Igor Petrov, rejected the deal.", {("Igor Petrov", "oil lobby")}),
    ("Lena Brandt not only led the Swiss delegation but spoke for it.", {("Lena Brandt", "Swiss delegation")}),
    ("Lena Brandt did not resign but led the Swiss delegation.", {("Lena Brandt", "Swiss delegation")}),
    (
        "Federal Minister of Inland Waters, Regulations, and Coordination Omar Haddad led the Swiss delegation.",
        {("Omar Haddad", "Swiss delegation")},
    ),
    (
        "A Swiss delegation led by Assistant Secretary of State for Conflict and Port Operations Lena A. Brandt left.",
        {("Lena A. Brandt", "Swiss delegation")},
    ),
    (
        "The committee was led by Norway and Peru, as in the first years of the pact under Lena Brandt.",
        {("Norway", "committee"), ("Peru", "committee")},
    ),
    ("Lena Brandt took charge of the Swiss delegation.", {("Lena Brandt", "Swiss delegation")}),
    ("Peru thanked Kenya for its role as 2024 G20 chair.", {("Kenya", "G20")}),
    ("Lena Brandt praised Kenya's work as co-chair of the Green Alliance.", {("Kenya", "Green Alliance")}),
    ("Chile continues to serve as Green Alliance President.", {("Chile", "Green Alliance")}),
    ("Chile is the current chair of the Green Alliance.", {("Chile", "Green Alliance")}),
    ("Peru helped Kenya during its presidency of the Green Alliance.", {("Kenya", "Green Alliance")}),
    ("Kenya takes over the G20 presidency.", {("Kenya", "G20")}),
    (
        "Omar Haddad, the Prime Minister of Kenya, which holds the G20 presidency, left.",
        {("Kenya", "G20")},
    ),
    ("A UN-led mission left.", {("United Nations", "UN-led mission")}),
    ("Peru sent troops. A Peru-led coalition and rebels fought.", {("Peru", "Peru-led coalition")}),
    (
        "Deputy Director Omar Haddad, Envoy Ana Reyes, and Deputy Minister Ole Dahl jointly led the Swiss delegation.",
        {("Omar Haddad", "Swiss delegation"), ("Ana Reyes", "Swiss delegation"), ("Ole Dahl", "Swiss delegation")},
    ),
    (
        "The Green Party, led by Lena Brandt, and the Labour Party, led by Omar Haddad, met.",
        {("Lena Brandt", "Green Party"), ("Omar Haddad", "Labour Party")},
    ),
    (
        "The Green Party and the Labour Party, led by Omar Haddad, met.",
        {("Omar Haddad", "Green Party"), ("Omar Haddad", "Labour Party")},
    ),
    (
        "Led by Lena Brandt, the Green Party and the Labour Party left.",
        {("Lena Brandt", "Green Party"), ("Lena Brandt", "Labour Party")},
    ),
    (
        "The Green Party, which is led by Lena Brandt, and the Labour Party, which is led by Omar Haddad, met.",
        {("Lena Brandt", "Green Party"), ("Omar Haddad", "Labour Party")},
    ),
    ("Lena Brandt and the Finance Committee, led by Omar Haddad, agreed.", {("Omar Haddad", "Finance Committee")}),
]
NOTHING = [
    "Bo Ek met Ana Ruiz and held her chair.",
    "Lena Brandt led a choir.",
    "The Minister of Inland Waters, Omar Haddad said, led a choir.",
    "Lena Brandt criticised the delegation.",
    "Lena Brandt led Omar Haddad in the polls.",
    "Lena Brandt leads her rival Omar Haddad by ten points.",
    "The Green Party led in a survey by three percent.",
    "The road leads to Geneva.",
    "Peru holds the chair this year.",
    "Kenya spoke as a member of the Green Alliance.",
    "Peru nominated Chile as chair of the Green Alliance.",
    "Omar Haddad, deputy leader of the Green Party, agreed.",
    "The Green Party objected. Its vice chairman, Omar Haddad, agreed.",
    "The Green Party objected. Its vice-chairman, Omar Haddad, agreed.",
    "Lena Brandt did not lead the Swiss delegation.",
    "Lena Brandt no longer leads the Swiss delegation.",
    "Lena Brandt leads neither the Swiss delegation nor the committee.",
    "Neither Lena Brandt nor Omar Haddad leads the Swiss delegation.",
    "Lena Brandt declined to chair the contact group.",
    "Lena Brandt stopped leading the Swiss delegation in May.",
    "Lena Brandt spoke without leading the Swiss delegation.",
    "Nobody asked Lena Brandt to lead the Swiss delegation.",
    "Lena Brandt denied that she led the Swiss delegation.",
    "It is unclear whether Lena Brandt leads the Swiss delegation.",
    "The Swiss delegation is no longer headed by Lena Brandt.",
    "The contact group will not be co-chaired by Ana Reyes and Ole Dahl.",
    "Lena Brandt led the Swiss delegation until 2019.",
    "Peru no longer holds the presidency of the G20.",
    "Lena Brandt rejected the charge of bias.",
    "Peru hopes to lead the Swiss delegation.",
    "Peru plans to lead the Swiss delegation.",
    "Peru volunteered to lead the Swiss delegation.",
    "Peru offered to chair a contact group on forests.",
    "Peru wants Chile to lead the Swiss delegation.",
    "Peru urged a civilian-led government.",
    "Peru supports the UN-led peace process.",
    "Chile is not the chair of the Green Alliance.",
    "Lena Brandt praised Kenya's work as a member of the Green Alliance.",
    "Omar Haddad, speaker of the House of Commons, agreed.",
    "Omar Haddad, coordinator of the Green Alliance, agreed.",
    "Omar Haddad, president of the Green Alliance, agreed.",
    "Lena Brandt may be in charge of the Swiss delegation.",
    "Lena Brandt was formerly in charge of the Green Alliance.",
    "Omar Haddad, the minister in charge of the Green Alliance, agreed.",
]


@examples(FOUND, NOTHING)
def test_leader_and_body(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "leads") == expected
