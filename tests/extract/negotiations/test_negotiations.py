"""Pairs that talk, with what the words say of the talks: held, planned, possible, refused."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.candidates.decisions import decide
from kg.model import Document
from tests.extract.examples import Propose, Rows, examples

EACH: Rows = {("Peru", "Chile", "actual"), ("Kenya", "Peru", "actual"), ("Kenya", "Chile", "actual")}
KENYA_LAST: Rows = {("Peru", "Kenya", "actual"), ("Chile", "Kenya", "actual")}
FOUND: list[tuple[str, Rows]] = [
    ("Japan held talks with South Korea on Monday.", {("Japan", "South Korea", "actual")}),
    (
        "Premier Ana Ruiz and Premier Bo Ek, whose forerunner Jan Holt had left, agreed to extend the truce.",
        {("Ana Ruiz", "Bo Ek", "actual")},
    ),
    ("Bo Ek and Ana Ruiz led their countries' teams in two days of talks.", {("Bo Ek", "Ana Ruiz", "actual")}),
    ("Bo Ek and Ana Ruiz led their countries' teams at the games.", set()),
    ("Talks between Iran and Iraq resumed.", {("Iran", "Iraq", "actual")}),
    ("The debate between Iran and Iraq at the council went on.", {("Iran", "Iraq", "actual")}),
    (
        "Ana Ruiz spoke to Bo Ek about their call on Monday and Liv Aasen's call with Togo.",
        {("Ana Ruiz", "Bo Ek", "actual"), ("Liv Aasen", "Togo", "actual")},
    ),
    ("Ana Ruiz joined Mali's talks with Chile.", {("Mali", "Chile", "actual")}),
    ("Peru concluded Monday's talks with Chile.", {("Peru", "Chile", "actual")}),
    ("Ana Ruiz discussed the debate over fish with Bo Ek.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("This statement was released by the Governments of Iran and Iraq.", {("Iran", "Iraq", "actual")}),
    ("The text is a joint statement by Iran and Iraq.", {("Iran", "Iraq", "actual")}),
    ("The statement was signed by the leaders of Kenya, Peru and Chile.", EACH),
    (
        "A pact between Mali and the states of Peru and Chile ended the war.",
        {("Mali", "Peru", "actual"), ("Mali", "Chile", "actual")},
    ),
    ("The states of Peru and Chile met on Friday.", {("Peru", "Chile", "actual")}),
    ("Other nations of Peru and Chile's size met in Lima.", set()),
    ("Peru supported coordination with Chile.", {("Peru", "Chile", "possible")}),
    ("Ghana protested against Togo after meeting Mali.", {("Ghana", "Mali", "actual")}),
    ("Ghana argued against ending talks with Mali.", {("Ghana", "Mali", "actual")}),
    ("Ghana supported the outcome of its talks with Mali.", {("Ghana", "Mali", "actual")}),
    ("Ghana backed out of talks with Mali.", {("Ghana", "Mali", "actual")}),
    ("Ghana backs Togo and met Mali.", {("Ghana", "Mali", "actual")}),
    ("Peru, Chile and Kenya signed an Agreement on Pipelines.", {("Peru", "Chile", "actual"), *KENYA_LAST}),
    ("Talks between Peru and Chile were mediated by Kenya.", EACH),
    (
        "Kenya and Ghana mediated between Peru and Chile.",
        {*EACH, ("Ghana", "Peru", "actual"), ("Ghana", "Chile", "actual")},
    ),
    ("The truce between Peru and Chile, brokered by Kenya, held.", EACH),
    (
        "Deals between Peru and Chile, and between Kenya and Ghana, were signed.",
        {("Peru", "Chile", "actual"), ("Kenya", "Ghana", "actual")},
    ),
    (
        "Talks between Peru and Chile and between Kenya and Ghana resumed.",
        {("Peru", "Chile", "actual"), ("Kenya", "Ghana", "actual")},
    ),
    ("Anna Duarte met Joseph Mwale in Lusaka.", {("Anna Duarte", "Joseph Mwale", "actual")}),
    ("Kenya and Uganda signed an agreement on fisheries.", {("Kenya", "Uganda", "actual")}),
    ("Anna Duarte will meet Joseph Mwale on Friday.", {("Anna Duarte", "Joseph Mwale", "planned")}),
    ("Anna Duarte could meet Joseph Mwale next week.", {("Anna Duarte", "Joseph Mwale", "possible")}),
    ("Ana Ruiz is prepared to meet Bo Ek if that helps.", {("Ana Ruiz", "Bo Ek", "possible")}),
    ("Serbia refused to negotiate with Kosovo.", {("Serbia", "Kosovo", "refused")}),
    ("The foreign ministers of Chile and Peru met on Friday.", {("Chile", "Peru", "actual")}),
    ("The Special Envoys and Representatives of Chile and Peru met on Friday.", {("Chile", "Peru", "actual")}),
    ('"We held talks with Togo," said President Anna Duarte of Ghana.', {("Ghana", "Togo", "actual")}),
    ('"We met Joseph Mwale," said President Anna Duarte of Ghana.', {("Anna Duarte", "Joseph Mwale", "actual")}),
    (
        "Anna Duarte attended a summit with President of France Emmanuel Macron.",
        {("Anna Duarte", "Emmanuel Macron", "actual")},
    ),
    ("The ministers of fisheries of Chile and Peru concluded a third session.", {("Chile", "Peru", "actual")}),
    ("Consultations were held between the delegations of Chile and Peru in May.", {("Chile", "Peru", "actual")}),
    (
        "The meeting was attended by Anna Duarte, Joseph Mwale and Liv Aasen.",
        {
            ("Anna Duarte", "Joseph Mwale", "actual"),
            ("Anna Duarte", "Liv Aasen", "actual"),
            ("Joseph Mwale", "Liv Aasen", "actual"),
        },
    ),
    ("Ghana and Togo have agreed to open the bridge.", {("Ghana", "Togo", "actual")}),
    ("Ghana and Togo sealed a truce on Monday.", {("Ghana", "Togo", "actual")}),
    ("Russia-Ukraine talks collapsed.", {("Russia", "Ukraine", "actual")}),
    ("The U.S.-Kenya Trade Dialogue opened.", {("United States", "Kenya", "actual")}),
    ("The Peru-Chile-Kenya summit opened.", {("Peru", "Chile", "actual"), *KENYA_LAST}),
    ("Ghana and Togo engaged in a series of negotiations.", {("Ghana", "Togo", "actual")}),
    ("Premier Ana Ruiz sent Bo Ek to Oslo to meet Liv Aasen.", {("Bo Ek", "Liv Aasen", "actual")}),
    ("Premier Ana Ruiz sent Bo Ek to Oslo for talks with Liv Aasen.", {("Bo Ek", "Liv Aasen", "actual")}),
    ("Ana Ruiz placed a call to Bo Ek.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("Ghana was unwilling to negotiate with Togo.", {("Ghana", "Togo", "refused")}),
    ("Anna Duarte and Joseph Mwale adopted a joint statement.", {("Anna Duarte", "Joseph Mwale", "actual")}),
    ("Anna Duarte spoke to Joseph Mwale.", {("Anna Duarte", "Joseph Mwale", "actual")}),
    ("An accord that Ghana had reached with Togo lapsed.", {("Ghana", "Togo", "actual")}),
    ("Ghana and Togo could not agree on a quota.", {("Ghana", "Togo", "actual")}),
    ("Ghana and Togo failed to reach a deal on fish.", {("Ghana", "Togo", "actual")}),
    ("Talks between Ghana and Togo did not end the strike.", {("Ghana", "Togo", "actual")}),
    ("Peru did not attend talks between Ghana and Togo.", {("Ghana", "Togo", "actual")}),
    ("Ghana did not leave but negotiated with Togo.", {("Ghana", "Togo", "actual")}),
    ("Ghana will not negotiate with Togo.", {("Ghana", "Togo", "refused")}),
    ("Ghana does not intend to negotiate with Togo.", {("Ghana", "Togo", "refused")}),
    ("Ghana is not willing to meet Togo.", {("Ghana", "Togo", "refused")}),
    ("Ghana is ready for talks with Togo.", {("Ghana", "Togo", "possible")}),
    ("Ghana remains open to talks with Togo.", {("Ghana", "Togo", "possible")}),
    ("Ghana is not ready for talks with Togo.", {("Ghana", "Togo", "refused")}),
    ("There will be no talks between Ghana and Togo.", {("Ghana", "Togo", "refused")}),
    ("Egypt favours a meeting between Ghana and Togo.", {("Ghana", "Togo", "possible")}),
    ("Egypt recommended consultations between Ghana and Togo.", {("Ghana", "Togo", "possible")}),
    ("Ghana and Togo led consultations in Accra on Monday.", {("Ghana", "Togo", "actual")}),
    ("Ana Ruiz and Bo Ek led consultations on Monday.", set()),
    ("Ghana pressed for talks with Togo.", {("Ghana", "Togo", "possible")}),
    ("Ghana pressed on with its talks with Togo.", {("Ghana", "Togo", "actual")}),
    ("Ana Ruiz insisted she met Bo Ek.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("Egypt was encouraged by the talks between Ghana and Togo.", {("Ghana", "Togo", "actual")}),
    ("Ghana was encouraged to meet Togo.", {("Ghana", "Togo", "possible")}),
    ("Ghana hopes to sign the pact after it meets Togo.", {("Ghana", "Togo", "possible")}),
    ("After Ghana and Togo signed a pact, farmers hoped for rain.", {("Ghana", "Togo", "actual")}),
    ("Since Ghana and Togo concluded a pact, farmers have hoped for rain.", {("Ghana", "Togo", "actual")}),
    ("It is unclear whether Ana Ruiz met Bo Ek.", {("Ana Ruiz", "Bo Ek", "possible")}),
    ("Talks between the Chilean and Peruvian governments resumed.", {("Chile", "Peru", "actual")}),
    (
        "Norway will bring together Chile and Peru.",
        {("Norway", "Chile", "planned"), ("Norway", "Peru", "planned"), ("Chile", "Peru", "planned")},
    ),
    (
        "On the Peruvian side sat Anna Duarte, and on the Chilean side Joseph Mwale.",
        {("Anna Duarte", "Joseph Mwale", "actual")},
    ),
    (
        "Ghana thanked Togo. Togo thanked Ghana. The two sides reaffirmed their friendship.",
        {("Ghana", "Togo", "actual")},
    ),
    (
        "Ghana thanked Togo. Togo thanked Ghana. The two sides hope for a deal by spring.",
        {("Ghana", "Togo", "possible")},
    ),
    ("Ghana thanked Togo. Togo thanked Ghana. The two sides plan to meet.", {("Ghana", "Togo", "planned")}),
    ("Ghana thanked Togo. Togo thanked Ghana. The two sides hope for rain.", set()),
    ("Ghana thanked Togo. Togo thanked Ghana. The two sides could meet halfway.", set()),
    ("Ghana thanked Togo. Togo thanked Ghana. Both sides expect higher prices.", set()),
    (
        "Ana Ruiz, the chief negotiator, told her opposite number, Bo Ek, that time was short.",
        {("Ana Ruiz", "Bo Ek", "actual")},
    ),
    (
        "Ana Ruiz met the opposite numbers from Oman and Peru, Bo Ek and Ida Lund.",
        {("Ana Ruiz", "Bo Ek", "actual"), ("Ana Ruiz", "Ida Lund", "actual")},
    ),
    ("Ana Ruiz raised the case with Bo Ek on Monday.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("Ana Ruiz sat across from Bo Ek.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("Peru's foreign minister, Ana Ruiz, flew to Muscat for talks.", {("Ana Ruiz", "Oman", "actual")}),
    ("Ana Ruiz and Bo Ek are to meet in Oslo.", {("Ana Ruiz", "Bo Ek", "planned")}),
    ("Japan agreed with Norway to free the crews.", {("Japan", "Norway", "actual")}),
    ("Ana Ruiz has proposed a meeting to her colleague, Bo Ek.", {("Ana Ruiz", "Bo Ek", "possible")}),
    ('"I met Bo Ek yesterday," Ana Ruiz said.', {("Ana Ruiz", "Bo Ek", "actual")}),
    ("At the invitation of Ana Ruiz, Bo Ek paid a visit to Lima.", {("Bo Ek", "Ana Ruiz", "actual")}),
    ("Ana Ruiz called Bo Ek on the phone.", {("Ana Ruiz", "Bo Ek", "actual")}),
    (
        "From left, Ana Ruiz and Bo Ek after their meeting in Oslo.",
        {("Ana Ruiz", "Bo Ek", "actual")},
    ),
    (
        "Norway mediated between Colombia and Hamas.",
        {("Norway", "Colombia", "actual"), ("Norway", "Hamas", "actual"), ("Colombia", "Hamas", "actual")},
    ),
    (
        "Ana Ruiz held a meeting with Bo Ek and Liv Aas.",
        {("Ana Ruiz", "Bo Ek", "actual"), ("Ana Ruiz", "Liv Aas", "actual"), ("Bo Ek", "Liv Aas", "actual")},
    ),
    (
        "Peru held a meeting with Chile's Foreign Minister Bo Ek and Chile's Trade Minister Liv Aas.",
        {("Peru", "Bo Ek", "actual"), ("Peru", "Liv Aas", "actual")},
    ),
    ("Ana Ruiz spoke with Bo Ek, foreign policy aide to Eva Lund.", {("Ana Ruiz", "Bo Ek", "actual")}),
    (
        "Ana Ruiz met with Bo Ek, an adviser to Eva Lund, and Liv Aas.",
        {("Ana Ruiz", "Bo Ek", "actual"), ("Ana Ruiz", "Liv Aas", "actual")},
    ),
    (
        "Ana Ruiz met with Bo Ek, Premier of Peru, and Liv Aas, envoy of Chile.",
        {("Ana Ruiz", "Bo Ek", "actual"), ("Ana Ruiz", "Liv Aas", "actual")},
    ),
    ("Ana Ruiz will travel to Oslo to meet with Bo Ek.", {("Ana Ruiz", "Bo Ek", "planned")}),
    ("Ana Ruiz will begin to negotiate with Bo Ek in May.", {("Ana Ruiz", "Bo Ek", "planned")}),
    ("Ana Ruiz travelled to Oslo to meet with Bo Ek.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("Ana Ruiz will leave office, having flown to Oslo to meet Bo Ek.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("The envoy stressed the need for talks between Peru and Chile.", {("Peru", "Chile", "possible")}),
    ("The envoy stressed the importance of talks between Peru and Chile.", {("Peru", "Chile", "possible")}),
    ("The envoy stressed the importance of the talks between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("The envoy voiced hope for talks between Peru and Chile.", {("Peru", "Chile", "possible")}),
    ("Ghana rejected the proposed talks between Peru and Chile.", {("Peru", "Chile", "possible")}),
    ("Ghana praised the long talks between Peru and Chile.", {("Peru", "Chile", "actual")}),
    (
        "Ghana stressed its obligations under the truce, including a dialogue between Peru and Chile.",
        {("Peru", "Chile", "possible")},
    ),
    ("Ghana praised many steps, including a dialogue between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("The envoy stressed the need to open a dialogue between Peru and Chile.", {("Peru", "Chile", "possible")}),
    ("The envoy stressed the importance of holding talks between Peru and Chile.", {("Peru", "Chile", "possible")}),
    ("The envoy stressed the need to continue the talks between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("The envoy stressed the need to make progress in talks between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("The envoy stressed the need to respect the ceasefire between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("Ghana reaffirmed its obligation to honour a deal between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("The envoy stressed the need to reach an agreement between Peru and Chile.", {("Peru", "Chile", "possible")}),
    ("The envoy stressed the importance of ongoing talks between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("Peru recalled the importance of its agreement with Chile.", {("Peru", "Chile", "actual")}),
    ("Peru stressed the importance of talks with Chile held on Monday.", {("Peru", "Chile", "actual")}),
    ("Ghana rejected claims regarding talks between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("Mali may open its port following talks between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("The proposed deal between Peru and Chile was signed on Monday.", {("Peru", "Chile", "actual")}),
    ("The proposed talks between Peru and Chile lasted two days.", {("Peru", "Chile", "actual")}),
    ("The proposed talks between Peru and Chile are a test.", {("Peru", "Chile", "possible")}),
    ("Ana Ruiz and Bo Ek co-chaired the talks.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("Talks between Ghana and Togo, scheduled for May, were postponed.", {("Ghana", "Togo", "planned")}),
    ("The planned talks between Ghana and Togo have been cancelled.", {("Ghana", "Togo", None)}),
    ("Ghana has ended direct contact with Togo.", {("Ghana", "Togo", "refused")}),
    ("Ghana called off a planned meeting with Togo.", {("Ghana", "Togo", "refused")}),
    ("Ana Ruiz and Bo Ek will co-chair the talks.", {("Ana Ruiz", "Bo Ek", "planned")}),
    ("Ana Ruiz and Bo Ek may co-chair the talks.", {("Ana Ruiz", "Bo Ek", "possible")}),
    ("The dialogue was co-chaired by Ana Ruiz of Peru and Bo Ek.", {("Ana Ruiz", "Bo Ek", "actual")}),
    (
        "Talks between Peru and the republics of Kenya and Ghana resumed.",
        {("Peru", "Kenya", "actual"), ("Peru", "Ghana", "actual")},
    ),
    (
        "Talks between Peru and Kenya and Ghana resumed.",
        {("Peru", "Kenya", "actual"), ("Peru", "Ghana", "actual"), ("Kenya", "Ghana", "actual")},
    ),
    (
        "A three-way meeting between Bo Ek and the presidents of Kenya and Ghana ended.",
        {("Bo Ek", "Kenya", "actual"), ("Bo Ek", "Ghana", "actual"), ("Kenya", "Ghana", "actual")},
    ),
    ("Talks between the ministers of Kenya and Ghana resumed.", {("Kenya", "Ghana", "actual")}),
    ("Kenya said that it looked forward to meeting with Ghana.", {("Kenya", "Ghana", "planned")}),
    ("Kenya looks forward to the next round of talks with Ghana.", {("Kenya", "Ghana", "planned")}),
    ("Kenya and Ghana agreed on a treaty.", {("Kenya", "Ghana", "actual")}),
    ("Ana Ruiz and Bo Ek signed a declaration on ports.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("Ghana is actively engaged with Togo.", {("Ghana", "Togo", "actual")}),
    ("The truce reached between Ghana and Togo held.", {("Ghana", "Togo", "actual")}),
    ("Ana Ruiz has called Bo Ek to express her sorrow.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("Ana Ruiz joined Bo Ek for talks.", {("Ana Ruiz", "Bo Ek", "actual")}),
    ("Anna Duarte welcomed Joseph Mwale.", {("Anna Duarte", "Joseph Mwale", "actual")}),
    ('"It is a real pleasure to welcome Bo Ek," said Ana Ruiz.', {("Ana Ruiz", "Bo Ek", "actual")}),
    ("After the Chilean-Peruvian talks the port reopened.", {("Chile", "Peru", "actual")}),
    ("Norway appointed Ana Ruiz to negotiate with Chile.", {("Ana Ruiz", "Chile", "actual")}),
    ("Prices declined amid talks between Peru and Chile.", {("Peru", "Chile", "actual")}),
    ("Peru should not be a pawn in talks between Kenya and Ghana.", {("Kenya", "Ghana", "actual")}),
    ("Kenya declined talks with Ghana.", {("Kenya", "Ghana", "refused")}),
    ("Kenya ruled out talks with Ghana.", {("Kenya", "Ghana", "refused")}),
    ("Kenya is not in talks with Ghana.", {("Kenya", "Ghana", None)}),
    ("In a call with Peru, Chile demanded a review.", {("Chile", "Peru", "actual")}),
    ("Upcoming talks between Peru and Chile are a test.", {("Peru", "Chile", "planned")}),
    ("Talks between Peru and Chile are planned for May.", {("Peru", "Chile", "planned")}),
    ("Talks between Peru and Chile were planned for May but were held in April.", {("Peru", "Chile", "actual")}),
    ("Talks between Peru and Chile are planned for May and will be held in Lima.", {("Peru", "Chile", "planned")}),
    ("Talks between Peru and Chile were planned for May but were not held.", {("Peru", "Chile", "planned")}),
    ("The planned talks between Peru and Chile took place in Lima.", {("Peru", "Chile", "actual")}),
    ("The planned talks between Peru and Chile took a blow.", {("Peru", "Chile", "planned")}),
    ("While Peru negotiated with Chile, drivers sought shelter.", {("Peru", "Chile", "actual")}),
    ("Ana Ruiz spoke with Bo Ek, chief of staff for Premier Liv Aasen.", {("Ana Ruiz", "Bo Ek", "actual")}),
    (
        "Ana Ruiz spoke with Bo Ek, the foreign minister, and Premier Liv Aasen.",
        {("Ana Ruiz", "Bo Ek", "actual"), ("Ana Ruiz", "Liv Aasen", "actual")},
    ),
    (
        "Ana Ruiz met with Bo Ek. Trade Minister Liv Aasen was in Oslo.",
        {("Ana Ruiz", "Bo Ek", "actual")},
    ),
    (
        "Ghana held the talks with Togo and Benin.",
        {("Ghana", "Togo", "actual"), ("Ghana", "Benin", "actual")},
    ),
    (
        "President Ana Ruiz of Peru met Chile's president, Bo Ek. Ana Ruiz told her counterpart that time was short.",
        {("Ana Ruiz", "Bo Ek", "actual")},
    ),
]
NOTHING = [
    "The World Bank Council meeting is in June.",
    "The EU Court and the Labour Party met separately.",
    "This statement was released by the Government of Iran.",
    "This statement was released by the Governments of Peru, Chile, Mali and Ghana.",
    "The truce was mediated by Peru and Chile.",
    "Ana Ruiz made a call to Bo Ek to resign.",
    "Reuters talked with Joseph Mwale.",
    "Joseph Mwale had a phone call with Reuters.",
    "Chile was represented at the talks by Ana Ruiz and Bo Ek.",
    "Ghana works closely with Togo to end the strike.",
    "Anna Duarte welcomed the athletes.",
    "Anna Duarte contacted Joseph Mwale.",
    "Ana Ruiz intends to visit Cairo.",
    "Ghana, along with Togo, announced a ban.",
    "Ana Ruiz saw Bo Ek as a rival.",
    "Ana Ruiz called on Bo Ek to resign.",
    "Ana Ruiz was joined by Bo Ek at the finish.",
    "The forum was hosted by Ghana.",
    "Ghana and Togo agreed that the bridge was old.",
    "In an interview, Ana Ruiz agreed with Bo Ek, saying the fund was empty.",
    "Kenya and Ghana did not agree with listing the shark.",
    "Ghana agreed to open the bridge to Togo.",
    "Kenya and Ghana agreed that it was late.",
    "Kenya and Ghana spoke against the draft.",
    "Ana Ruiz told reporters at the summit that time was short.",
    "Ana Ruiz called the plan illegal.",
    "Chair Ana Ruiz invited Parties to consult.",
    "Japan, with Norway, proposed new text.",
    "Ana Ruiz met students in Oslo.",
    "The reporters saw Ana Ruiz.",
    "Kenya called on Ghana to sign.",
    "African leaders met on Friday.",
    "France criticised Spain.",
    "Norway met its target.",
    "Norway and Iceland met their obligations.",
    "Norway asked Iceland to meet it halfway.",
    "Could Norway and Iceland meet halfway?",
    "Peru and Chile signed the petition.",
    "Senators Bo Ek and Ana Ruiz signed the letter.",
    "Ana Ruiz spoke to the BBC.",
    "Peru pulled together its ministers.",
    "Ana Ruiz and Bo Ek did not co-chair the choir.",
    "On the Peruvian side of the border sat Anna Duarte, and on the Chilean side of it Joseph Mwale.",
    "Peru and Chile ratified the agreement.",
    "Peru and Chile signed the Basel Protocol.",
    "Peru, Chile and Kenya announced their signature to the Basel Convention.",
    "Peru, Chile and Kenya signed the Paris Agreement.",
    "A second televised debate between Ana Ruiz and Bo Ek drew few viewers.",
    "Ana Ruiz won her debate with Bo Ek.",
    "Ana Ruiz held a debate with Bo Ek.",
    "The truce was reached through the mediation of Peru, Chile and Kenya.",
    "Peru and Chile's mediation was welcome.",
    "Peru-Chile mediation ended the strike.",
]


UNKNOWN_COUNTERPARTS = [
    "Ana Ruiz did not meet Bo Ek. Ana Ruiz told her counterpart in a call that the wall was ugly.",
    "Ana Ruiz may meet Bo Ek. Ana Ruiz told her counterpart in a call that the wall was ugly.",
]


DENIED = [
    "Ghana and Togo did not meet in Lima.",
    "Ghana and Togo have yet to meet.",
    "Ghana has not yet negotiated with Togo.",
    "Ghana denied that it was holding talks with Togo.",
    "Ghana denied holding talks with Togo.",
    "Ghana rejected reports that it was holding talks with Togo.",
    "No talks between Ghana and Togo are planned.",
    "There were no talks between Ghana and Togo.",
    "Talks between Ghana and Togo were not held.",
    "A meeting between Ghana and Togo never took place.",
    "Ghana did not refuse to meet Togo.",
    "Ghana stopped negotiating with Togo.",
    "Ghana was unable to negotiate with Togo.",
    "Ghana and Togo never met again to discuss fish.",
    "Ana Ruiz did not fly to Oslo to meet Bo Ek.",
    "Nobody expected Ghana to negotiate with Togo.",
    "Ana Ruiz has met neither Bo Ek nor Liv Aasen.",
    "Ghana and Togo cautioned against negotiating with Mali.",
]


@pytest.mark.parametrize("sentence", DENIED)
def test_talks_that_are_denied_are_no_fact(reader: Reader, sentence: str) -> None:
    document = Document(sentence, "note", "memory:note")
    assert reader.read(document).facts.negotiations == ()
    decided = [d for d in decide(reader.parse(document), 0.0) if d.candidate.heading == "negotiates_with"]
    assert decided
    assert all(d.candidate.denied and not d.kept for d in decided)


def test_denied_talks_do_not_exclude_other_talks(reader: Reader) -> None:
    text = "Ghana and Togo did not hold talks in March. In April, Ghana and Togo held talks in Lima."
    (found,) = reader.read(Document(text, "note", "memory:note")).facts.negotiations
    assert (str(found.modality), found.evidence.text[:8]) == ("actual", "In April")


@examples(FOUND, NOTHING)
def test_the_parties_and_modality_of_talks(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "negotiates_with") == expected


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Anna Duarte and Joseph Mwale met in Lusaka.", {"negotiation.subjects-meet"}),
        ("Anna Duarte, Joseph Mwale and Liv Aasen met in Lusaka.", {"negotiation.subjects-meet-of-several"}),
        ("There were talks between Chile and Peru.", {"negotiation.between"}),
    ],
)
def test_pairs_among_several_have_their_own_rule(reader: Reader, sentence: str, rules: set[str]) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    assert {c.rule for c in CANDIDATES(doc) if c.heading == "negotiates_with"} == rules


@pytest.mark.parametrize("text", UNKNOWN_COUNTERPARTS)
def test_an_unknown_counterpart_is_not_guessed(proposed: Propose, text: str) -> None:
    assert ("Ana Ruiz", "Bo Ek", "actual") not in proposed(text, "negotiates_with")
