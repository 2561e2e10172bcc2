"""Which sense of a word is a measure, by what it is done to and what stands beside it."""

from __future__ import annotations

import pytest

from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.reader import Reader
from kg.model import Document
from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Peru let nine fishermen go on Friday.", {("Peru", None, "release", 9.0)}),
    ("Peru set nine fishermen free.", {("Peru", "fishermen", "release", 9.0)}),
    ("Bo Ek was awarded the Silver Star by Norway.", {("Norway", "Bo Ek", "other", None)}),
    ("Peru exploded its first atomic bomb.", {("Peru", None, "other", None)}),
    ("In addition to Chile, Peru exploded a nuclear bomb.", {("Peru", None, "other", None)}),
    ("Rebels exploded a bomb in Peru.", {("Rebels", "Peru", "strike", None)}),
    ("Norway froze its aid, with Mali following suit.", {("Norway", None, "sanction", None)}),
    ("Peru added 12 entities to its list.", {("Peru", None, "sanction", 12.0)}),
    ("Peru resettled 200 Chilean refugees.", {("Peru", "Chilean refugees", "aid", 200.0)}),
    ("Peru declared a cessation of hostilities.", {("Peru", None, "other", None)}),
    ("Bo Ek filed a lawsuit against Norway.", {("Bo Ek", "Norway", "other", None)}),
    ("Miners stopped work.", {("Miners", None, "strike", None)}),
    ("Norway presented a medal to Bo Ek.", {("Norway", "Bo Ek", "other", None)}),
    ("Norway conferred a title on Bo Ek.", {("Norway", "Bo Ek", "other", None)}),
    ("Norway decorated two soldiers.", {("Norway", "soldiers", "other", 2.0)}),
    ("Bo Ek punched a soldier.", {("Bo Ek", "soldier", "strike", None)}),
    ("Peruvian police beat activists after the vote.", {("Peruvian police", "activists", "strike", None)}),
    ("The talks collapsed and Israel killed 40 soldiers.", {("Israel", "soldiers", "strike", 40.0)}),
    ("The market crashed and Russia killed ten hostages.", {("Russia", "hostages", "strike", 10.0)}),
    ("The jet crashed and rebels killed the pilot.", {("rebels", "pilot", "strike", None)}),
    ("Peru occupied Chile with 500 troops.", {("Peru", "Chile", "strike", 500.0)}),
    ("The Bank of Peru took over a Spanish airline.", {("Bank of Peru", "Spanish airline", "purchase", None)}),
    ("The Taliban took over the bank at gunpoint.", {("Taliban", None, "other", None)}),
    ("The junta took over the broadcaster in Niger.", {("junta", "broadcaster", "other", None)}),
    ("Venezuela took over the oil company by decree.", {("Venezuela", "oil company", "other", None)}),
    ("Norway contributed troops to Mali.", {("Norway", "Mali", "deployment", None)}),
    ("Norway contributed a ship to Mali.", {("Norway", "Mali", "deployment", None)}),
    ("Norway contributed grain to Mali.", {("Norway", "Mali", "aid", None)}),
    ("Ana Ruiz attacked Bo Ek in Lima.", {("Ana Ruiz", "Bo Ek", "strike", None)}),
    ("A gunman attacked Bo Ek at a rally in Lima.", {("gunman", "Bo Ek", "strike", None)}),
    ("Peru intervened militarily in Chile.", {("Peru", "Chile", "deployment", None)}),
    ("Peru's military intervention in Chile angered Mali.", {("Peru", "Chile", "deployment", None)}),
    ("Peru crushed the revolt.", {("Peru", None, "other", None)}),
    ("Police dispersed protesters in Lima.", {("Police", "protesters", "other", None)}),
    ("Peru engaged in combat with Chile.", {("Peru", "Chile", "strike", None)}),
    ("Rebels took the port by force.", {("Rebels", None, "other", None)}),
    ("Peru's procurement of 20 tanks from Chile angered Mali.", {("Peru", "Chile", "purchase", 20.0)}),
    ("Norway set up a joint task force.", {("Norway", None, "other", None)}),
    ("Peru banned rallies by the rebels.", {("Peru", "rebels", "sanction", None)}),
    ("Peru banned scooters in the city centre.", {("Peru", None, "other", None)}),
    ("Peru banned Siemens.", {("Peru", "Siemens", "sanction", None)}),
    ("Peru banned Bo Ek from the games.", {("Peru", "Bo Ek", "sanction", None)}),
    ("Peru broke the truce in Mali nine times.", set()),
    ("Peru broke the truce and shelled Mali.", {("Peru", "Mali", "strike", None)}),
    ("Peru violated Mali's airspace.", {("Peru", "Mali", "strike", None)}),
    ("Peru admitted refugees.", {("Peru", "refugees", "aid", None)}),
    ("Peru admitted 500 fleeing refugees.", {("Peru", "fleeing refugees", "aid", 500.0)}),
    ("Peru began admitting refugees.", {("Peru", "refugees", "aid", None)}),
    ("Peru admitted killing refugees.", set()),
    ("Peru stopped admitting refugees.", set()),
    ("The army took Bo Ek into custody.", {("army", "Bo Ek", "other", None)}),
    ("Malawi hosted a drill with Niger.", {("Malawi", "Niger", "other", None), ("Niger", "Malawi", "other", None)}),
    ("Peru's deployment pleased Chile.", {("Peru", None, "deployment", None)}),
    ("Peru's build-up angered Chile.", {("Peru", None, "deployment", None)}),
    ("Norway converted the base into a school.", {("Norway", None, "other", None)}),
    ("Norway dropped out of the treaty.", {("Norway", None, "withdrawal", None)}),
    ("Germany pledged to bolster its military.", {("Germany", "military", "other", None)}),
    ("Norway imposed a naval blockade on Peru.", {("Norway", "Peru", "other", None)}),
    ("Spain granted a sanctions waiver to Chile.", {("Spain", "Chile", "other", None)}),
    ("Spain issued a waiver of its sanctions on Chile.", {("Spain", "Chile", "other", None)}),
    ("The Senate passed an aid bill for Mali.", set()),
    ("Norway announced a $17 million investment in the ports of Mali.", {("Norway", "Mali", "aid", 17e6)}),
    ("China sanctions Bo Ek and bans him from the country.", {("China", "Bo Ek", "sanction", None)}),
    ("Chile withdraws from the Lima Agreement.", {("Chile", None, "withdrawal", None)}),
    (
        "Peru invaded Chile and occupied Bolivia.",
        {("Peru", "Chile", "strike", None), ("Peru", "Bolivia", "strike", None)},
    ),
    ("Norway raised its duties on Chilean steel.", {("Norway", "Chile", "tariff", None)}),
    ("Norway announced the dispatch of 200 troops to Mali.", {("Norway", "Mali", "deployment", 200.0)}),
    ("Norway ordered troops to Mali.", {("Norway", "Mali", "deployment", None)}),
    ("Norway imposed restrictions on assistance to Mali.", {("Norway", "Mali", "sanction", None)}),
    ("Norway announced the suspension of military aid to Mali.", {("Norway", "Mali", "sanction", None)}),
    ("Norway authorized a drawdown of military assistance.", {("Norway", None, "aid", None)}),
    ("Norway fired off a note and launched missiles at Chile.", {("Norway", "Chile", "strike", None)}),
    ("Norway provided Chile with intelligence.", {("Norway", "Chile", "other", None)}),
    ("Norway annulled the treaty.", {("Norway", None, "withdrawal", None)}),
    ("Norway recalled its ambassador from Chile.", {("Norway", "Chile", "withdrawal", None)}),
    ("Chile, with Peru, closed the border.", {("Chile", None, "other", None)}),
    ("Chile closed the border jointly with Peru.", {("Chile", None, "other", None)}),
    ("Chile closed its border to Peru with Norway.", {("Chile", "Peru", "other", None)}),
    ("Chile closed its border with Peru's help.", {("Chile", None, "other", None)}),
    ("Chile closed its border after talks with Peru.", {("Chile", None, "other", None)}),
    ("Chile closed the port with Peru.", {("Chile", None, "other", None)}),
    ("Bo Ek resigned.", {("Bo Ek", None, "withdrawal", None)}),
    ("Native American attacks frustrated Chile.", {("Native American", None, "strike", None)}),
]
NOTHING = [
    "Norway takes diplomats out of Oslo to show them its fjords.",
    "The airline takes passengers out of Oslo every hour.",
    "Republicans attacked Bo Ek.",
    "Ana Ruiz attacked Bo Ek as a job killer.",
    "Norway's charm offensive in Chile went on.",
    "The media onslaught of Peru against Chile went on.",
    "Ana Ruiz captured the allegiance of farmers.",
    "Ana Ruiz is converting her fame into action.",
    "Ana Ruiz dropped out of the race.",
    "The Bank of Peru spent $12 million on the race.",
    "Norway tabled a Peru sanctions bill.",
    "The Bank of Peru announced a $17 million investment in its plant.",
    "A Peruvian bus plunged into a ravine, killing two soldiers.",
    "Norway's beating of Spain in the final pleased fans.",
    "Kenya beat the United States group in the final.",
    "Peru's army beat Chile's forces in the race.",
    "Peru beat activists in the election.",
    "Netflix's shooting of the series in Peru ended.",
    "Norway punched above its weight.",
    "Ana Ruiz attacked Bo Ek during debates.",
    "Ana Ruiz attacked Bo Ek on Twitter.",
    "Peru intervened in the debate.",
    "The central bank of Peru intervened in Chile to support the peso.",
    "Peru engaged in a court battle with Chile.",
    "Peru engaged in trade with Chile.",
    "Peru's intervention in the debate angered Mali.",
    "Peru crushed Chile in the final.",
    "Peru suppressed the report.",
    "Wind dispersed the smoke.",
    "Ana Ruiz took the train.",
    "Peru's procurement of paper from Chile angered Mali.",
    "The United States awarded Lockheed Martin a $3 million contract.",
    "Peru's court awarded Chile $3 million in damages.",
    "Peru's court awarded Ana Ruiz custody of the child.",
    "Spain awarded Norway a penalty.",
    "Peru awarded a licence to the Bank of Chile.",
    "Bo Ek took over the company as chief executive.",
    "Peru searched for the body of Bo Ek.",
    "Norway decorated its embassy with flags.",
    "Norway decorated the ship with flags.",
    "Norway presented an order for ten jets to Boeing.",
    "Norway presented a certificate of origin to the customs authority of Chile.",
    "Norway conferred the title to the land on the Bank of Chile.",
    "Police established the centre of the fire.",
    "Bo Ek opened the branch of knowledge to all.",
    "Peru forms a force for good.",
    "Ana Ruiz took custody of her son.",
    "Peru occupied Chile with puzzles.",
    "Malawi hosted a drill.",
    "Peru let nine fishermen go to school.",
    "Peru let the matter go.",
    "Peru's largest steel mill stopped work.",
    "The committee's diplomatic duties grew.",
    "The Peruvian envoy's dispatches pleased Chile.",
    "The Bank of Peru taxed the patience of investors.",
    "Peru's contribution to the fight against graft pleased Chile.",
    "Peru's contribution to the report pleased Chile.",
    "Peru's contribution to the work of the board pleased Chile.",
    "Peru will apply the rules of the board.",
    "Peru offered support for the Chair's proposals.",
    "Peru pledged support for the draft.",
    "The union should designate a secretariat.",
    "Ana Ruiz attacked Bo Ek on taxes.",
    "Ana Ruiz attacked Bo Ek for the claim.",
    "Peru is rebuilding its relationship with Chile.",
    "Ana Ruiz resumed the office of mayor.",
    "Peru uses gas as a weapon.",
    "Peru added Chilean officials to its list of guests.",
    "Peru announced the cessation of flights to Chile.",
    "Peru resettled 20 families in Chile.",
]

WALKED_OUT = [
    ("The miners walked out on Monday.", "strike"),
    ("The miners walked out of the pit.", "strike"),
    ("The miners walked out after talks with Chile.", "strike"),
    ("The miners' union walked away from its posts.", "strike"),
    ("The clerks' union walked out of the courts across Chile.", "strike"),
    ("The teachers' union walked out of the council.", "strike"),
    ("The miners' union quit the council.", "withdrawal"),
    ("The miners walked out of talks with Chile.", "withdrawal"),
    ("The miners' union stormed out of a meeting with Siemens.", "withdrawal"),
    ("The miners' union walked away from the table.", "withdrawal"),
    ("The miners' union pulled out of negotiations.", "withdrawal"),
]


@pytest.mark.parametrize(("sentence", "kind"), WALKED_OUT)
def test_workers_who_walk_out_of_talks_do_not_strike(reader: Reader, sentence: str, kind: str) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    assert [str(c.values["kind"]) for c in CANDIDATES(doc) if c.heading == "actions"] == [kind]


@examples(FOUND, NOTHING)
def test_a_sense_is_a_measure_or_none(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected


def test_a_search_for_survivors_accuses_nobody(reader: Reader) -> None:
    doc = reader.parse(Document("Peruvian police searched for survivors.", "own", "memory:own"))
    assert {c.rule for c in CANDIDATES(doc) if c.heading == "actions"} == {"action.work"}


def test_a_graph_keeps_a_recalled_ambassador(reader: Reader) -> None:
    (action,) = reader.read(Document("Norway recalled its ambassador from Chile.", "own", "memory:own")).facts.actions
    assert action.evidence.confidence >= 0.65


@pytest.mark.parametrize("sentence", ["Bo Ek stabbed Ana Ruiz.", "Ana Ruiz was stabbed by Bo Ek."])
def test_the_filter_keeps_that_one_person_wounds_another(reader: Reader, sentence: str) -> None:
    kinds = [str(action.kind) for action in reader.read(Document(sentence, "own", "memory:own")).facts.actions]
    assert kinds == ["strike"]
