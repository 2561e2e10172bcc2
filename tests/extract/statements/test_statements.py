"""Who said what in which words: source, cue and content to the letter, as the annotation guide draws them."""

from __future__ import annotations

import pytest

from tests.extract.statements.conftest import Heard, Said

BULLETINS: list[tuple[str, list[Said]]] = [
    (
        "The EU proposed that the Co-Chairs draft a new text.",
        [(("European Union",), "proposed", "that the Co-Chairs draft a new text")],
    ),
    ("ICELAND said the quota was too low.", [(("Iceland",), "said", "the quota was too low")]),
    (
        "NORWAY noted that the annex was long but requested a glossary.",
        [
            (("Norway",), "noted", "that the annex was long"),
            (("Norway",), "requested", "a glossary"),
        ],
    ),
    (
        "KENYA, on behalf of the AFRICAN GROUP, urged a second reading.",
        [(("African Group", "Kenya"), "urged", "a second reading")],
    ),
    ("FIJI, for AOSIS, called for an early vote.", [(("AOSIS", "Fiji"), "called for", "an early vote")]),
    (
        "Canada, backed by Japan, opposed the ban.",
        [(("Canada",), "opposed", "the ban"), (("Japan",), "backed", "Canada")],
    ),
    (
        "PERU, supported by CHILE, proposed a pilot phase.",
        [(("Peru",), "proposed", "a pilot phase"), (("Chile",), "supported", "a pilot phase")],
    ),
    (
        "JAPAN, opposed by CHINA, said the fee should be voluntary.",
        [
            (("Japan",), "said", "the fee should be voluntary"),
            (("China",), "opposed", "the fee should be voluntary"),
        ],
    ),
    (
        "INDIA, supported by BRAZIL and opposed by CANADA, proposed deleting the footnote.",
        [
            (("India",), "proposed", "deleting the footnote"),
            (("Brazil",), "supported", "deleting the footnote"),
            (("Canada",), "opposed", "deleting the footnote"),
        ],
    ),
    (
        "This was opposed by the LDCs who cautioned against haste.",
        [(("LDCs",), "opposed", "This"), (("LDCs",), "cautioned", "against haste")],
    ),
    ("On shipping, MALTA said that rules were needed.", [(("Malta",), "said", "that rules were needed")]),
    ("AUSTRALIA and CANADA welcomed the paper.", [(("Australia", "Canada"), "welcomed", "the paper")]),
    ("EGYPT objected to the second option.", [(("Egypt",), "objected to", "the second option")]),
    ("GHANA stressed the importance of early warning.", [(("Ghana",), "stressed", "the importance of early warning")]),
    ("CUBA underlined the need for grants.", [(("Cuba",), "underlined", "the need for grants")]),
    ("TUNISIA expressed concern about the deadline.", [(("Tunisia",), "expressed concern about", "the deadline")]),
    (
        "SPAIN urged parties to finish the chapter.",
        [(("Spain",), "urged", "parties to finish the chapter")],
    ),
    (
        "NEPAL called on donors to keep their word.",
        [(("Nepal",), "called on", "donors to keep their word")],
    ),
    ("TOGO thanked Sweden for its offer.", [(("Togo",), "thanked", "Sweden for its offer")]),
    ("SUDAN accused donors of delay.", [(("Sudan",), "accused", "donors of delay")]),
    ("QATAR asked whether the list was final.", [(("Qatar",), "asked", "whether the list was final")]),
    ("IRAN warned against a vote.", [(("Iran",), "warned", "against a vote")]),
    ("CHAD insisted on a new formula.", [(("Chad",), "insisted on", "a new formula")]),
    (
        "A motion to adjourn was rejected by POLAND.",
        [(("Poland",), "rejected", "A motion to adjourn")],
    ),
    (
        "The plan was supported by OMAN and opposed by YEMEN.",
        [(("Oman",), "supported", "The plan"), (("Yemen",), "opposed", "The plan")],
    ),
    (
        "ITALY, with GREECE, supported the amendment.",
        [(("Greece", "Italy"), "supported", "the amendment")],
    ),
    (
        "LATVIA tabled a compromise, which RUSSIA rejected.",
        [(("Latvia",), "tabled", "a compromise"), (("Russia",), "rejected", "a compromise")],
    ),
    (
        "On the budget of the fund, NORWAY, with ICELAND, noted that there might be a gap between pledges and needs.",
        [(("Iceland", "Norway"), "noted", "that there might be a gap between pledges and needs")],
    ),
    (
        "FIJI, supported by SAMOA, proposed river participation in coastal plans.",
        [
            (("Fiji",), "proposed", "river participation in coastal plans"),
            (("Samoa",), "supported", "river participation in coastal plans"),
        ],
    ),
    (
        "FIJI, but opposed by CUBA, proposed a fund for reefs.",
        [(("Fiji",), "proposed", "a fund for reefs"), (("Cuba",), "opposed", "a fund for reefs")],
    ),
    (
        "KENYA welcomed the panel's report, and SAMOA, for AOSIS, proposed extending the panel's mandate.",
        [
            (("Kenya",), "welcomed", "the panel's report"),
            (("AOSIS", "Samoa"), "proposed", "extending the panel's mandate"),
        ],
    ),
    (
        "NORWAY expressed concern that the talks were leaving the mandate and, with CHILE, objected to the draft.",
        [
            (("Norway",), "expressed concern", "that the talks were leaving the mandate"),
            (("Chile", "Norway"), "objected to", "the draft"),
        ],
    ),
    (
        "NORWAY stated that only two states had rejected the draft, and expressed deep regret about the delay.",
        [
            (("Norway",), "stated", "that only two states had rejected the draft"),
            (("Norway",), "expressed deep regret about", "the delay"),
        ],
    ),
    (
        "A paragraph on mercury was opposed by PERU, saying that the treaty did not cover mines.",
        [(("Peru",), "saying", "that the treaty did not cover mines")],
    ),
    (
        "Supported by NORWAY and CHILE, but opposed by PERU, he urged the group to finish the annex.",
        [
            (("Chile", "Norway"), "Supported", "the group to finish the annex"),
            (("Peru",), "opposed", "the group to finish the annex"),
        ],
    ),
    (
        "A number of countries, including PERU, CHILE and NORWAY, stressed the role of local markets.",
        [(("Chile", "Norway", "Peru"), "stressed", "the role of local markets")],
    ),
]
NEWS: list[tuple[str, list[Said]]] = [
    (
        '"The ferry must run," Norway said.',
        [(("Norway",), "said", "The ferry must run")],
    ),
    (
        '"We will not sign," said Ana Ruiz, the minister.',
        [(("Ana Ruiz",), "said", "We will not sign")],
    ),
    (
        'Ana Ruiz told reporters: "The ferry must run."',
        [(("Ana Ruiz",), "told", "The ferry must run")],
    ),
    ("According to Norway, the ferry will run.", [(("Norway",), "According to", "the ferry will run")]),
    ("The ferry will run, according to Norway.", [(("Norway",), "according to", "The ferry will run")]),
    ("The ferry will run, Ana Ruiz said.", [(("Ana Ruiz",), "said", "The ferry will run")]),
    ("Norway told Sweden that the ferry will run.", [(("Norway",), "told", "that the ferry will run")]),
    (
        '"The ferry must run," Ana Ruiz was quoted as saying.',
        [(("Ana Ruiz",), "saying", "The ferry must run")],
    ),
    (
        "Ana Ruiz praised the crew, adding that the ferry would run.",
        [(("Ana Ruiz",), "praised", "the crew"), (("Ana Ruiz",), "adding", "that the ferry would run")],
    ),
    ("Norway's claim that the ferry is safe drew laughter.", [(("Norway",), "claim", "that the ferry is safe")]),
    ("Norway's plan to sell the ferry was leaked.", [(("Norway",), "plan", "to sell the ferry")]),
    ("Ana Ruiz wrote in a letter that the ferry was safe.", [(("Ana Ruiz",), "wrote", "that the ferry was safe")]),
    ("Ana Ruiz called the plan a farce.", [(("Ana Ruiz",), "called", "the plan a farce")]),
    ("Norway described the ferry as safe.", [(("Norway",), "described", "the ferry as safe")]),
    ("Norway hopes to sell the ferry.", [(("Norway",), "hopes", "to sell the ferry")]),
    ("Norway is worried about the ferry.", [(("Norway",), "worried about", "the ferry")]),
    ("Critics said the ferry was old.", [(("Critics",), "said", "the ferry was old")]),
    ("Many believe that the ferry is old.", [(("Many",), "believe", "that the ferry is old")]),
    (
        "A Reuters poll found that most islanders want the ferry.",
        [(("Reuters",), "found", "that most islanders want the ferry")],
    ),
    (
        "Kenya said that Uganda had accused Rwanda of theft.",
        [
            (("Kenya",), "said", "that Uganda had accused Rwanda of theft"),
            (("Uganda",), "accused", "Rwanda of theft"),
        ],
    ),
    (
        "Ana Ruiz said Norway would sell the ferry and that Sweden would buy it.",
        [(("Ana Ruiz",), "said", "Norway would sell the ferry and that Sweden would buy it")],
    ),
    ("Her agency's ledger said the ferry was old.", [(("agency",), "said", "the ferry was old")]),
    ("One global index says that the ferry is old.", [(("One global index",), "says", "that the ferry is old")]),
    (
        "A handful of islanders fear the ferry.",
        [(("A handful of islanders",), "fear", "the ferry")],
    ),
    (
        "The old admiral wrote that the ferry was safe. He admitted that it was slow.",
        [
            (("old admiral",), "wrote", "that the ferry was safe"),
            (("old admiral",), "admitted", "that it was slow"),
        ],
    ),
    (
        'The priest urged calm. "The crowd will go," he said.',
        [(("priest",), "urged", "calm"), (("priest",), "said", "The crowd will go")],
    ),
    (
        "I fear the ferry. I pay the ferry. I doubt that it is safe.",
        [(("author",), "fear", "the ferry"), (("author",), "doubt", "that it is safe")],
    ),
    (
        "Ana Ruiz said the ferry was safe, adding that Norway would sell it.",
        [
            (("Ana Ruiz",), "said", "the ferry was safe"),
            (("Ana Ruiz",), "adding", "that Norway would sell it"),
        ],
    ),
    ('"The ferry must run," recalled Ana Ruiz.', [(("Ana Ruiz",), "recalled", "The ferry must run")]),
    ('"Must it run?" Ana Ruiz pressed.', [(("Ana Ruiz",), "pressed", "Must it run")]),
    (
        '"Ferries, ferries," Ana Ruiz said on "The Late Tide" in May.',
        [(("Ana Ruiz",), "said", "Ferries, ferries")],
    ),
    ("Ana Ruiz made it clear that the ferry would run.", [(("Ana Ruiz",), "clear", "that the ferry would run")]),
    ("Ana Ruiz thinks so.", [(("Ana Ruiz",), "thinks", "so")]),
    ("Norway raised doubts about the ferry.", [(("Norway",), "raised doubts about", "the ferry")]),
    (
        "In a Reuters poll, islanders were against the ferry.",
        [(("Reuters",), "In", "islanders were against the ferry")],
    ),
    ("In the words of Ana Ruiz, the ferry is dead.", [(("Ana Ruiz",), "words of", "the ferry is dead")]),
    ("Critics of the ferry argue that it will sink.", [(("Critics of the ferry",), "argue", "that it will sink")]),
    ("To Ana Ruiz, the ferry was a warning.", [(("Ana Ruiz",), "To", "the ferry was a warning")]),
    ("For most islanders, the ferry was a hope.", [(("most islanders",), "For", "the ferry was a hope")]),
    ("Ana Ruiz is a supporter of the ferry.", [(("Ana Ruiz",), "supporter of", "the ferry")]),
    ("The ferry drew criticism from farmers.", [(("farmers",), "drew criticism from", "The ferry")]),
    ("The ferry has the backing of Norway.", [(("Norway",), "has the backing of", "The ferry")]),
    (
        "In addition, according to Ana Ruiz, the ferry will sail.",
        [(("Ana Ruiz",), "according to", "the ferry will sail")],
    ),
    ('"The ferry is late." Ana Ruiz said.', [(("Ana Ruiz",), "said", "The ferry is late")]),
    (
        'Ana Ruiz urged islanders to vote, saying, "The ferry is ours to keep."',
        [(("Ana Ruiz",), "saying", "The ferry is ours to keep")],
    ),
    (
        "A reporter asked Ana Ruiz whether the ferry was late.",
        [(("reporter",), "asked", "whether the ferry was late")],
    ),
    ("Ana Ruiz took issue with the report.", [(("Ana Ruiz",), "took issue with", "the report")]),
    ("One study found gains in speed.", [(("One study",), "found", "gains in speed")]),
    (
        "Tom Berg said he would wait, while Ana Ruiz hoped for a vote.",
        [(("Tom Berg",), "said", "he would wait"), (("Ana Ruiz",), "hoped for", "a vote")],
    ),
    (
        "Tom Berg thanked Ana Ruiz, who had asked for the vote.",
        [(("Tom Berg",), "thanked", "Ana Ruiz"), (("Ana Ruiz",), "asked for", "the vote")],
    ),
    (
        "The critics, meanwhile, who sit at zero such votes, said that fact speaks volumes.",
        [(("critics",), "said", "that fact speaks volumes")],
    ),
    (
        "Governor Ana Ruiz (D-Vt.) on Saturday criticized the climate accord.",
        [(("Ana Ruiz",), "criticized", "the climate accord")],
    ),
    (
        "The charge, which Ana Ruiz has faced in the past and has always denied, is old.",
        [(("Ana Ruiz",), "denied", "The charge")],
    ),
    (
        "The plan is hardly formal, but it has many friends, said Ana Ruiz, with games in May.",
        [(("Ana Ruiz",), "said", "it has many friends")],
    ),
    (
        '"The ferry must sail," Ana Ruiz said, after listening to Tom Berg speak.',
        [(("Ana Ruiz",), "said", "The ferry must sail")],
    ),
    ('"The ferry is late," Ruiz notes.', [(("Ruiz",), "notes", "The ferry is late")]),
    ('Berg: "The ferry must sail."', [(("Berg",), ":", "The ferry must sail")]),
]
SILENT = [
    "Is Norway interested in ferries?",
    "Who opposes the treaty with Latvia?",
    "Norway made statements for the press.",
    "Norway and Peru held talks on ferries.",
    "Norway replied to questions.",
    "Norway has seen a rise in fares.",
    "The tide raised the boats.",
    "Norway joined the ferry pact.",
    "Ana Ruiz is running against Tom Berg.",
    "Norway needs a ferry.",
    "Norway continues to sell ferries.",
    "Ana Ruiz found a key.",
    "The storm suggests that summer is over.",
    "All signs suggest that summer is over.",
    "In a harbour, many ferries lie idle.",
    "Norway sold the ferry.",
    "The ferry reportedly ran aground.",
    "Say no more.",
    "The ferry left at noon.",
    "The talks lasted two hours.",
    "The ferry was painted in May.",
    "The decision to sail was late.",
    "It is clear.",
    "For three days, the ferry lay idle.",
    "To Norway, the ferry takes two hours.",
]
UNTOLD: list[tuple[str, list[tuple[str, str]]]] = [
    ("The crowd left. He thought that it was late.", [("thought", "that it was late")]),
    ("I fear the ferry.", [("fear", "the ferry")]),
    ("It is said that the ferry is old.", [("said", "that the ferry is old")]),
    ("The ferry is expected to sail on Friday.", [("expected", "to sail on Friday")]),
    ("Tom Berg is seen as a moderate.", [("seen as", "a moderate")]),
    ("Tom Berg was accused of theft.", [("accused of", "theft")]),
    ("Tom Berg seemed to hesitate.", [("seemed", "to hesitate")]),
    ("It appears that the ferry is late.", [("appears", "that the ferry is late")]),
    ("It is unclear whether the ferry will sail.", [("unclear", "whether the ferry will sail")]),
    ("Asked whether it would sail, Ana Ruiz left.", [("Asked", "whether it would sail")]),
    ("There were fears that the ferry would sink.", [("fears", "that the ferry would sink")]),
    ("Questions about the ferry went on.", [("Questions about", "the ferry")]),
]


@pytest.mark.parametrize(("text", "expected"), [*BULLETINS, *NEWS])
def test_each_predicate_has_its_sources_and_its_words(heard: Heard, text: str, expected: list[Said]) -> None:
    assert [row for row in expected if row not in heard(text)] == []


@pytest.mark.parametrize("text", SILENT)
def test_without_a_speaker_there_is_no_statement(heard: Heard, text: str) -> None:
    assert heard(text) == set()


def test_an_open_question_has_no_source(heard: Heard) -> None:
    told = ((), "unclear", "whether Norway is interested in ferries")
    assert heard("It is unclear whether Norway is interested in ferries.") == {told}


@pytest.mark.parametrize(("text", "expected"), UNTOLD)
def test_a_statement_without_a_named_source_has_none(heard: Heard, text: str, expected: list[tuple[str, str]]) -> None:
    assert [row for row in expected if ((), *row) not in heard(text)] == []


def test_a_wish_within_the_words_of_its_speaker_is_no_second_statement(heard: Heard) -> None:
    assert {cue for _, cue, _ in heard("Ana Ruiz said that she hoped for rain.")} == {"said"}
    assert {cue for _, cue, _ in heard('"Norway wants rain, and Sweden fears it," Ana Ruiz said.')} == {"said"}
