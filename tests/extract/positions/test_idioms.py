"""Light verbs and idioms: the stance is in the phrase, not in the verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

IDIOMS = [
    ("Kenya drew a red line at new tariffs.", ("Kenya", "oppose", "new tariffs")),
    ("Norway left the door open to a second round.", ("Norway", "offer", "a second round")),
    ("Ghana came out against the levy.", ("Ghana", "oppose", "the levy")),
    ("Ghana shot down the proposal.", ("Ghana", "reject", "the proposal")),
    ("On the other hand, Ghana insisted that Togo leave.", ("Ghana", "demand", "Togo leave")),
    ("Ghana insisted on a free hand.", ("Ghana", "demand", "a free hand")),
    ("Ghana declared itself against the levy.", ("Ghana", "oppose", "the levy")),
    ("Peru held out the prospect of lower tariffs.", ("Peru", "offer", "lower tariffs")),
    ("Chile gave the green light to the pipeline.", ("Chile", "accept", "the pipeline")),
    ("Fiji threw its weight behind the ban.", ("Fiji", "support", "the ban")),
    ("Turkey turned its back on the accord.", ("Turkey", "reject", "the accord")),
    ("Laos took aim at the quota.", ("Laos", "accuse", "the quota")),
    ("Mali dragged its feet on the audit.", ("Mali", "oppose", "the audit")),
    ("Canada lent its backing to the fund.", ("Canada", "support", "the fund")),
    ("Spain put pressure on Portugal to close the mine.", ("Spain", "demand", "close the mine")),
    ("Iran lashed out at the sanctions.", ("Iran", "accuse", "the sanctions")),
    ("Cuba stands ready to share the vaccine.", ("Cuba", "offer", "share the vaccine")),
    ("Oman reiterated its objection to the levy.", ("Oman", "oppose", "the levy")),
    ("Samoa voiced fears about rising seas.", ("Samoa", "concern", "rising seas")),
    ("Malta extended an invitation to Tunis to visit Valletta.", ("Malta", "propose", "visit Valletta")),
    ("India saw no need for a new fund.", ("India", "reject", "a new fund")),
    ("Brazil sees merit in a cap.", ("Brazil", "support", "a cap")),
    ("In the harbour Kenya sees no point in a new fund.", ("Kenya", "oppose", "a new fund")),
    ("Kenya renewed its call for a truce.", ("Kenya", "demand", "a truce")),
    ("Japan poured cold water on the plan.", ("Japan", "oppose", "the plan")),
    ("Kenya laid claim to the reef.", ("Kenya", "demand", "the reef")),
    ("Norway made the release of the crew a condition of any talks.", ("Norway", "demand", "the release of the crew")),
    ("Norway made it a condition that the crew be freed.", ("Norway", "demand", "the crew be freed")),
    ("Norway left open the possibility of a vote.", ("Norway", "offer", "a vote")),
    ("Norway weighed in on the side of the crew.", ("Norway", "support", "the crew")),
    ("Ghana gave Togo 48 hours to withdraw its troops.", ("Ghana", "demand", "withdraw its troops")),
    ("Ghana gave Togo until Friday to withdraw its troops.", ("Ghana", "demand", "withdraw its troops")),
    ("Peru set a deadline for Chile to reopen the pass.", ("Peru", "demand", "reopen the pass")),
    ("Peru ratcheted up the pressure on Chile to reopen the pass.", ("Peru", "demand", "reopen the pass")),
    ("Oman will settle for nothing less than an apology.", ("Oman", "demand", "an apology")),
    ("Cuba broached the idea of a swap.", ("Cuba", "propose", "the idea of a swap")),
    ("Laos extended an olive branch to the rebels.", ("Laos", "offer", "the rebels")),
    ("Mali pulled out all the stops to save the dam.", ("Mali", "commit", "save the dam")),
    ("Mali made good on its promise.", ("Mali", "commit", "its promise")),
    ("Fiji sprang to the defence of the treaty.", ("Fiji", "support", "the treaty")),
    ("Fiji sprang to the treaty's defence.", ("Fiji", "support", "the treaty")),
    ("Samoa heaped praise on the pilots.", ("Samoa", "support", "the pilots")),
    ("Samoa pinned its hopes on the summit.", ("Samoa", "support", "the summit")),
    ("Chad threw in its lot with the rebels.", ("Chad", "support", "the rebels")),
    ("Spain gave the pipeline the green light.", ("Spain", "accept", "the pipeline")),
    ("Spain gave the pipeline its blessing.", ("Spain", "accept", "the pipeline")),
    ("The pipeline was given the green light by Spain.", ("Spain", "accept", "The pipeline")),
    ("Spain gave Portugal the green light to build the pipeline.", ("Spain", "accept", "build the pipeline")),
    ("Malta made a U-turn on the levy.", ("Malta", "accept", "the levy")),
    ("Malta backed down over the levy.", ("Malta", "accept", "the levy")),
    ("Malta raised no objection to the levy.", ("Malta", "accept", "the levy")),
    ("Malta put its name to the accord.", ("Malta", "accept", "the accord")),
    ("India took Nepal up on its offer.", ("India", "accept", "its offer")),
]
AGAINST = [
    ("Kenya gave short shrift to the offer.", ("Kenya", "reject", "the offer")),
    ("Kenya gave the offer short shrift.", ("Kenya", "reject", "the offer")),
    ("The offer was given short shrift by Kenya.", ("Kenya", "reject", "The offer")),
    ("Foreign minister Ana Ruiz said no to new talks.", ("Ana Ruiz", "reject", "new talks")),
    ("Chile wants nothing to do with the summit.", ("Chile", "reject", "the summit")),
    ("Peru wanted no part of the pact.", ("Peru", "reject", "the pact")),
    ("The opposition stormed out of the talks.", ("opposition", "reject", "the talks")),
    ("Spain would give no ground on fish quotas.", ("Spain", "reject", "fish quotas")),
    ("Spain did not budge on fish quotas.", ("Spain", "reject", "fish quotas")),
    ("Serbia has never recognised the border.", ("Serbia", "reject", "the border")),
    ("Norway withdrew its support for the bill.", ("Norway", "reject", "the bill")),
    ("Samoa chose not to pay the fee.", ("Samoa", "reject", "pay the fee")),
    ("Mali vowed never to negotiate with the rebels.", ("Mali", "reject", "never to negotiate with the rebels")),
    ("Fiji put the levy on hold.", ("Fiji", "oppose", "the levy")),
    ("Greece kicked up a fuss about the plan.", ("Greece", "oppose", "the plan")),
    ("Greece locked horns with Italy over the plan.", ("Greece", "oppose", "the plan")),
    ("The unions marched in protest at the cuts.", ("unions", "oppose", "the cuts")),
    ("Ghana rebuked Togo over the raid.", ("Ghana", "accuse", "the raid")),
    ("Ghana pinned the raid on Togo.", ("Ghana", "accuse", "the raid")),
    ("Ghana took Togo to court over the fishery.", ("Ghana", "accuse", "the fishery")),
    ("Ghana put the raid down to Togo.", ("Ghana", "accuse", "the raid")),
    ("Ghana named and shamed Togo.", ("Ghana", "accuse", "Togo")),
    ("Ghana called out Togo for breaking the truce.", ("Ghana", "accuse", "breaking the truce")),
    ("Laos pleaded not guilty to the charges.", ("Laos", "deny", "the charges")),
    ("Laos dismissed talk of a rift.", ("Laos", "deny", "talk of a rift")),
    ("Chad vowed revenge for the raid.", ("Chad", "threaten", "the raid")),
    ("Chad promised broad countermeasures.", ("Chad", "threaten", "broad countermeasures")),
    ("Chad promised sanctions relief.", ("Chad", "commit", "sanctions relief")),
    ("Chad warned Mali of serious consequences.", ("Chad", "threaten", "serious consequences")),
    ("The Union released a statement condemning the raid.", ("Union", "accuse", "the raid")),
    ("Ana Ruiz began a hunger strike to protest the cuts.", ("Ana Ruiz", "oppose", "the cuts")),
    ("Togo was accused by Ghana of theft.", ("Ghana", "accuse", "theft")),
    ("The plan was greeted with outrage by Ghana.", ("Ghana", "accuse", "The plan")),
    ("Malta did not speak, but voted against the pact.", ("Malta", "reject", "the pact")),
    ("Malta insisted that there could be no amnesty.", ("Malta", "reject", "there could be no amnesty")),
    ("Peru has shown no inclination to close the mine.", ("Peru", "reject", "close the mine")),
    ("Peru has little appetite for the deal.", ("Peru", "oppose", "the deal")),
    ("Peru admitted to doubts about the deal.", ("Peru", "concern", "the deal")),
    ("Cuba held out little hope of a deal.", ("Cuba", "concern", "a deal")),
    ("Cuba greeted the plan with scepticism.", ("Cuba", "concern", "the plan")),
    ("Cuba reacted cautiously to the plan.", ("Cuba", "concern", "the plan")),
    ("Cuba sounded a note of caution on the plan.", ("Cuba", "concern", "the plan")),
]
LITERAL = [
    "Norway drew a line on the map.",
    "The guard left the door open.",
    "Peru put stones on the road.",
    "The cold water stood on the table.",
    "Kenya made tea for the guests.",
    "Fiji gave the keys to the driver.",
    "Ghana took the lift to the roof.",
    "Japan held the meeting in Kyoto.",
    "Mali raised cattle in the north.",
    "Chad had lunch with Niger.",
    "Ghana gave Togo a statue.",
    "Peru jumped at the sound.",
    "Fiji's flag sprang to the top of the mast.",
    "Samoa heaped sand on the beach.",
    "Malta made a cake for the guests.",
    "Spain gave the pipeline a name.",
    "Kenya attributed the growth to tourism.",
    "Kenya linked the port to the railway.",
    "Kenya has budged the crate.",
    "Peru gave the child a short lesson.",
    "Spain pinned a medal on the sailor.",
    "Ana Ruiz held a phone call to review the budget.",
    "Peru attacked Chile's forces in the north.",
    "Peru made little effort to change their minds.",
    "Peru said its forces had attacked the port.",
    "Peru received an offer of talks.",
    "Peru drew criticism for raising the levy.",
    "Peru shot down a Chilean plane.",
    "Peru went to war against Chile.",
    "The Peruvian company discriminates against Chile.",
]


@pytest.mark.parametrize(("sentence", "expected"), IDIOMS)
def test_the_phrase_carries_the_stance(held: Held, sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in held(sentence)


@pytest.mark.parametrize(("sentence", "expected"), AGAINST)
def test_negative_phrases_carry_a_stance_against(held: Held, sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in held(sentence)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Norway withdrew its support for the bill.", ("Norway", "support", "the bill")),
        ("Malta rejected Oman's proposal to close the port.", ("Malta", "propose", "close the port")),
        ("Chile refused direct talks, demanding a referee.", ("Chile", "reject", "a referee")),
        ("Peru welcomed a report accusing Chile of theft.", ("Peru", "accuse", "theft")),
        ("Laos denied the request.", ("Laos", "deny", "the request")),
        ('"I should like to add a word," said Ana Ruiz.', ("Ana Ruiz", "demand", "I should like to add a word")),
        ("Ghana called out Togo for breaking the truce.", ("Ghana", "demand", "breaking the truce")),
    ],
)
def test_the_phrase_gives_no_other_stance(held: Held, sentence: str, wrong: tuple[object, ...]) -> None:
    assert wrong not in held(sentence)


def test_a_proposal_that_is_rejected_is_still_its_authors(held: Held) -> None:
    assert ("Oman", "propose", "close the port") in held("Malta rejected Oman's proposal to close the port.")


@pytest.mark.parametrize(
    "text",
    [
        "Peru identified three ways to pay for the levy.",
        "Peru identified an overlap between both levies.",
        "Peru identified reefs as one of five topics.",
        "Peru called attention to the next meeting.",
        "Peru drew attention to a study on reefs.",
    ],
)
def test_what_is_only_found_or_pointed_at_carries_none(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize("text", LITERAL)
def test_the_same_words_taken_literally_carry_none(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Peru identified the levy as a barrier.", "concern"),
        ("Peru highlighted the levy as the main obstacle to trade.", "concern"),
        ("Peru identified the levy as a priority.", "support"),
        ("Peru identified the levy as the right answer.", "support"),
        ("Peru identified the need for a levy.", "support"),
        ("Peru called attention to the lack of data.", "concern"),
        ("Peru highlighted the levy as a solution.", "support"),
        ("Peru supported the levy as a barrier to smuggling.", "support"),
        ("Peru highlighted the levy as a threat to trade and jobs.", "concern"),
        ("Peru highlighted the levy as no threat.", "support"),
        ("Peru stressed the levy not as a threat but as a solution.", "support"),
        ("Peru recognized the levy as both a challenge and a chance.", "support"),
        ("Peru highlighted the target as a challenge worth taking up.", "support"),
        ("Peru highlighted the levy as a problem solver.", "support"),
    ],
)
def test_what_is_called_an_obstacle_is_a_concern(held: Held, text: str, stance: str) -> None:
    assert {row[:2] for row in held(text)} == {("Peru", stance)}
