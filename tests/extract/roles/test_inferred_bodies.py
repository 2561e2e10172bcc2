"""The body of a post whose own words name none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.reader import Reader
from kg.model import Document, Genre
from tests.extract.examples import Propose, Rows, examples

PARTIES = "The Republican Party left. The Republican Party is old."
OSCE = "Organization for Security and Co-operation in Europe"
IPCC = "Intergovernmental Panel on Climate Change"
WHO = "World Health Organization"
FOUND: list[tuple[str, Rows]] = [
    (f"Minority Leader Bo Ek (D-Ohio) left. {PARTIES}", {("Bo Ek", "Democratic Party", "Minority Leader")}),
    (f"Minority Leader Bo Ek left. {PARTIES}", {("Bo Ek", "Republican Party", "Minority Leader")}),
    ("The US waited. Republican President Bo Ek left.", {("Bo Ek", "United States", "President")}),
    ("The US waited. Republican nominee Bo Ek left.", {("Bo Ek", "Republican Party", "nominee")}),
    ("The US waited. Republicans left. The lawyer Bo Ek stayed.", {("Bo Ek", None, "lawyer")}),
    ("Republican President Bo Ek left. The Republican Party met.", {("Bo Ek", None, "President")}),
    # A kind of post, which any union or company has.
    ("Officials of the African Union met. Bo Ek, a union leader, left.", {("Bo Ek", None, "union leader")}),
    ("The Dock Union met. The union left. Bo Ek, a union leader, left.", {("Bo Ek", None, "union leader")}),
    ("The Dock Union met. Bo Ek, the union leader, left.", {("Bo Ek", "Dock Union", "leader")}),
    ("The Dock Union met. Union leader Bo Ek left.", {("Bo Ek", "Dock Union", "leader")}),
    ("The Dock Union met. A union leader, Bo Ek, left.", {("Bo Ek", None, "union leader")}),
    ("Chief UN Negotiator Ana Ruiz objected.", {("Ana Ruiz", "United Nations", "Negotiator")}),
    ("Bo Ek, head of the Chile program at the Volta Center, left.", {("Bo Ek", "Volta Center", "head")}),
    ("Bo Ek, a trade union leader, left.", {("Bo Ek", "trade union", "leader")}),
    ("The Dock Union met. The union's leader, Bo Ek, left.", {("Bo Ek", "Dock Union", "leader")}),
    ("Hexa Steel waited. A company spokesman, Bo Ek, left.", {("Bo Ek", "Hexa Steel", "spokesman")}),
    (
        "Hexa Steel, owned by Volta Corp, will resume its talks soon, spokesman Bo Ek said.",
        {("Bo Ek", "Hexa Steel", "spokesman")},
    ),
    ("Republican Party Chair Bo Ek left Peru.", {("Bo Ek", "Republican Party", "Chair")}),
    ("The Senate met. Speaker Bo Ek left.", {("Bo Ek", None, "Speaker")}),
    ("The National Assembly met. Speaker Bo Ek left.", {("Bo Ek", "National Assembly", "Speaker")}),
    ("Peru's high court has jailed rights lawyer Bo Ek for a year.", {("Bo Ek", None, "rights lawyer")}),
    ("Hexa Steel has replaced manager Bo Ek for a year.", {("Bo Ek", "Hexa Steel", "manager")}),
    (
        "The Kenyan delegation, led by its deputy energy minister, Bo Ek, left.",
        {("Bo Ek", "Kenya", "deputy energy minister")},
    ),
    ("Bo Ek, Chairman-in-Office of the OSCE, left.", {("Bo Ek", OSCE, "Chairman-in-Office")}),
    ("The OSCE Chairperson-in-Office, Bo Ek, left.", {("Bo Ek", OSCE, "Chairperson-in-Office")}),
    ("Bo Ek, Chairman of the Electoral Office, left.", {("Bo Ek", "Electoral Office", "Chairman")}),
    ("The state senate met. Assemblywoman Bo Ek left.", {("Bo Ek", None, "Assemblywoman")}),
    ("The state senate met. State senator Bo Ek left.", {("Bo Ek", "state senate", "State senator")}),
    ("The Senate met. State senator Bo Ek left.", {("Bo Ek", None, "State senator")}),
    ("The Senate met. Senator Bo Ek left.", {("Bo Ek", "US Senate", "Senator")}),
    ("The State Assembly met the state senate. Assemblyman Bo Ek left.", {("Bo Ek", "State Assembly", "Assemblyman")}),
    ("Speaker Bo Ek met House Democrats.", {("Bo Ek", None, "Speaker")}),
    ("State senator Bo Ek met Senate Democrats.", {("Bo Ek", None, "State senator")}),
    ("The Senate met. MP Bo Ek left.", {("Bo Ek", "US Senate", "MP")}),
    # Words before a post or its body that make it another post.
    ("Ohio Lt. Gov. Otto Wirth left.", {("Otto Wirth", "Ohio", "Lt. Gov.")}),
    ("Lieutenant-Governor Otto Wirth left.", {("Otto Wirth", None, "Lieutenant-Governor")}),
    ("Otto Wirth, a rural Labour Party leader, left.", {("Otto Wirth", "Labour Party", "leader")}),
    ("Otto Wirth, a local Labour Party leader, left.", {("Otto Wirth", "Labour Party", "local leader")}),
    (
        "Otto Wirth, the regional WHO director, left.",
        {("Otto Wirth", "World Health Organization", "regional director")},
    ),
    ("The pro-Chilean premier Ana Ruiz left.", {("Ana Ruiz", None, "pro-Chilean premier")}),
    ("Ana Ruiz, the self-proclaimed people's mayor, left.", {("Ana Ruiz", None, "self-proclaimed people's mayor")}),
    ("So-called president Ana Ruiz left.", {("Ana Ruiz", None, "So-called president")}),
    ("The workers 's mayor Ana Ruiz left .", {("Ana Ruiz", None, "workers 's mayor")}),
    ("The union's chair Ana Ruiz left.", {("Ana Ruiz", "union", "chair")}),
    (
        "He beat his rivals Senator Ana Ruiz and Governor Bo Ek.",
        {("Ana Ruiz", None, "Senator"), ("Bo Ek", None, "Governor")},
    ),
    # A house far off is the member's only if its state is the text's, the title's or the likely one.
    ("Peru's Senate met.\n\nTogo left.\n\nLomé MP Bo Ek urged Togo to wait.", {("Bo Ek", "Togo", "MP")}),
    ("Peru's Senate met Togo.\n\nThe MP Bo Ek left.", {("Bo Ek", None, "MP")}),
    ("Peru's Senate met.\n\nRain fell.\n\nThe MP Bo Ek left.", {("Bo Ek", "Peru's Senate", "MP")}),
    ("The US Senate met Togo.\n\nRain fell.\n\nSenator Bo Ek left.", {("Bo Ek", "US Senate", "Senator")}),
    ("The US met Peru. Belo Horizonte congressman Bo Ek left.", {("Bo Ek", None, "congressman")}),
    ("The US met Peru. On Monday Congressman Bo Ek left.", {("Bo Ek", "United States", "Congressman")}),
    ("The US met Peru. Last March Congressman Bo Ek left.", {("Bo Ek", "United States", "Congressman")}),
    ("The US met Peru. Mr. Congressman Bo Ek left.", {("Bo Ek", "United States", "Congressman")}),
    ("The US met Peru. Ohio congressman Bo Ek left.", {("Bo Ek", "United States", "congressman")}),
    ("The US met Peru. Republican congressman Bo Ek left.", {("Bo Ek", "United States", "congressman")}),
    ("The US met. Belo Horizonte congressman Bo Ek left.", {("Bo Ek", "United States", "congressman")}),
    ("World Health Organization (WHO) Director-General Bo Ek left.", {("Bo Ek", WHO, "Director-General")}),
    ("Secretary Bo Ek, U.S. Department of the Interior, left.", {("Bo Ek", "US Interior Department", "Secretary")}),
    ("Senator Bo Ek, Amnesty International, and the union met.", {("Bo Ek", None, "Senator")}),
    (
        "Bo Ek, Director for International Affairs at the National Institute of Fisheries, spoke.",
        {("Bo Ek", "National Institute of Fisheries", "Director for International Affairs")},
    ),
    ("Bo Ek, Director for Economic Affairs, spoke.", {("Bo Ek", None, "Director for Economic Affairs")}),
    ("Bo Ek, Adviser for Trade Policy, spoke.", {("Bo Ek", None, "Adviser for Trade Policy")}),
    ("Bo Ek, Director for Volta Research, spoke.", {("Bo Ek", "Volta Research", "Director")}),
    ("Bo Ek, director of the Centre for Trade Policy, spoke.", {("Bo Ek", "Centre for Trade Policy", "director")}),
    (
        "Bo Ek, a fellow of the Volta Academy of Trade and Cooperation, spoke.",
        {("Bo Ek", "Volta Academy of Trade and Cooperation", "fellow")},
    ),
    (
        "Volta Fund Adviser for Legal Affairs Bo Ek spoke.",
        {("Bo Ek", "Volta Fund", "Adviser for Legal Affairs")},
    ),
    ("Bo Ek, spokesman for Volta Research at the talks, spoke.", {("Bo Ek", "Volta Research", "spokesman")}),
    (
        "Peru met Chile. On the Peruvian side, Foreign Minister Bo Ek came, and on the Chilean side Foreign Minister "
        "Ana Ruiz.",
        {("Bo Ek", "Peru", "Foreign Minister"), ("Ana Ruiz", "Chile", "Foreign Minister")},
    ),
    (
        "Representing Peru in Oslo were Deputy Premier Bo Ek and Trade Minister Ana Ruiz.",
        {("Bo Ek", "Peru", "Deputy Premier"), ("Ana Ruiz", "Peru", "Trade Minister")},
    ),
    (
        "They went to Chile and to Peru, where they met Foreign Minister Bo Ek. Fiji and Mali left.",
        {("Bo Ek", "Peru", "Foreign Minister")},
    ),
    ("They flew to Geneva, where they met Foreign Minister Bo Ek.", {("Bo Ek", None, "Foreign Minister")}),
    ("The Supreme Court met. Justice Bo Ek left.", {("Bo Ek", "Supreme Court", "Justice")}),
    ("The Supreme Court met. Judge Bo Ek left.", {("Bo Ek", None, "Judge")}),
    ("The Supreme Court met. Justice Minister Bo Ek left.", {("Bo Ek", None, "Justice Minister")}),
    ("The Unity Party won. Opposition leader Bo Ek left.", {("Bo Ek", None, "Opposition leader")}),
    ("The Unity Party won. Party leader Bo Ek left.", {("Bo Ek", "Unity Party", "Party leader")}),
    ("Togo met Chile. Minister Bo Ek took the Chilean side.", {("Bo Ek", "Togo", "Minister")}),
    ("In the contact group, Co-Chair Bo Ek spoke.", {("Bo Ek", "contact group", "Co-Chair")}),
    ("Chair Bo Ek chaired the contact group.", {("Bo Ek", "contact group", "Chair")}),
    ("Chair Bo Ek requested a contact group.", {("Bo Ek", None, "Chair")}),
    ("Chair Bo Ek said Ana Ruiz would co-chair the contact group.", {("Bo Ek", None, "Chair")}),
    ("Chair Bo Ek spoke of the contact group led by Ana Ruiz.", {("Bo Ek", None, "Chair")}),
    ("Chair Bo Ek requested a contact group and urged the IPCC to act.", {("Bo Ek", None, "Chair")}),
    ("Chair Bo Ek urged the IPCC to act.", {("Bo Ek", IPCC, "Chair")}),
    ("Co-Chair Bo Ek urged the IPCC to act.", {("Bo Ek", None, "Co-Chair")}),
    (
        "IPCC Chair Ana Ruiz left. Chair Bo Ek urged the IPCC to act.",
        {("Ana Ruiz", IPCC, "Chair"), ("Bo Ek", None, "Chair")},
    ),
    ("An Afro-Peruvian delegate, Bo Ek, left.", {("Bo Ek", None, "delegate")}),
    ("An African-American delegate, Bo Ek, left.", {("Bo Ek", None, "delegate")}),
]


@examples(FOUND, [])
def test_the_body_of_a_post_is_that_of_its_holder(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected


@pytest.mark.parametrize(
    ("sentence", "genre", "body"),
    [
        ("COP-9 President Ana Ruiz (Peru) opened the meeting.", Genre.BULLETIN, None),
        ("COP 13 President Ana Ruiz (Peru) opened the meeting.", Genre.BULLETIN, None),
        ("Ana Ruiz (Peru), President of the Second Conference of the Parties (COP-2), left.", Genre.BULLETIN, None),
        ("Minister Ana Ruiz (Peru) opened the meeting.", Genre.BULLETIN, "Peru"),
        ("Peruvian President Ana Ruiz opened the meeting.", Genre.BULLETIN, "Peru"),
        ("President Ana Ruiz (Peru) opened the meeting.", Genre.NEWS, "Peru"),
    ],
)
def test_who_presides_over_a_meeting_is_no_head_of_state(
    reader: Reader, sentence: str, genre: Genre, body: str | None
) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own", genre=genre))
    bodies = [c.actors["organization"] for c in CANDIDATES(doc) if c.heading == "roles"]
    assert [each.name if each is not None else None for each in bodies] == [body]


def test_the_last_word_of_a_title_is_no_body(named: Callable[..., Rows]) -> None:
    assert named("The Chairman-in-Office of Peru demanded that Chile leave.") == {
        ("Chairman", "person"),
        ("Peru", "state"),
        ("Chile", "state"),
    }
