"""Which positions a sentence proposes: who, with which stance, on which words, to whom, under which condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

VERBS = [
    ("Norway demanded a review of the fund.", ("Norway", "demand", "a review of the fund")),
    ("Chile urged Peru to reopen the border.", ("Chile", "demand", "reopen the border")),
    ("Laos called for a halt to logging.", ("Laos", "demand", "a halt to logging")),
    ("Laos called for all delegations to be heard.", ("Laos", "demand", "all delegations to be heard")),
    ("Canada proposed a phased cut in subsidies.", ("Canada", "propose", "a phased cut in subsidies")),
    ("Poland offered to host the talks.", ("Poland", "offer", "host the talks")),
    ("Peru pledged to protect the reef.", ("Peru", "commit", "protect the reef")),
    ("Fiji welcomed the pledge.", ("Fiji", "support", "the pledge")),
    ("Ghana accepted the terms.", ("Ghana", "accept", "the terms")),
    ("Spain agreed to lift the ban.", ("Spain", "accept", "lift the ban")),
    ("The union opposes the merger.", ("union", "oppose", "the merger")),
    ("Kenya rejected the draft.", ("Kenya", "reject", "the draft")),
    ("Egypt refused to sign the annex.", ("Egypt", "reject", "sign the annex")),
    ("Mali accused Niger of arming rebels.", ("Mali", "accuse", "arming rebels")),
    ("Iran denied that it had enriched uranium.", ("Iran", "deny", "it had enriched uranium")),
    ("Turkey threatened to close the strait.", ("Turkey", "threaten", "close the strait")),
    ("Japan voiced concern over the delay.", ("Japan", "concern", "the delay")),
    ("Mr. Ruiz (Peru): Peru opposes the draft resolution.", ("Peru", "oppose", "the draft resolution")),
]
ADJECTIVES = [
    ("Sweden is against the levy.", ("Sweden", "oppose", "the levy")),
    ("Denmark is open to a longer transition.", ("Denmark", "offer", "a longer transition")),
    ("Portugal is opposed to the clause.", ("Portugal", "oppose", "the clause")),
    ("Cuba is ready to release the sailors.", ("Cuba", "offer", "release the sailors")),
    ("Finland is willing to share the data.", ("Finland", "offer", "share the data")),
    ("Chad is worried about the arms trade.", ("Chad", "concern", "the arms trade")),
    ("Brazil is in favour of a cap on emissions.", ("Brazil", "support", "a cap on emissions")),
    ("Chile is not ready to reopen the mine.", ("Chile", "reject", "reopen the mine")),
]
IDIOMS = [
    ("Austria made a proposal on grain quotas.", ("Austria", "propose", "grain quotas")),
    ("Kenya put forward a plan for joint patrols.", ("Kenya", "propose", "a plan for joint patrols")),
    ("India ruled out a ceasefire.", ("India", "reject", "a ceasefire")),
    ("Sudan turned down the invitation.", ("Sudan", "reject", "the invitation")),
    ("Israel took issue with the report.", ("Israel", "oppose", "the report")),
    ("Ghana gave its backing to the deal.", ("Ghana", "support", "the deal")),
    ("Vietnam held off on the tariff.", ("Vietnam", "oppose", "the tariff")),
    ("Cuba saw no reason to delay the vote.", ("Cuba", "reject", "delay the vote")),
    ("Brussels repeated its call for a truce.", ("European Union", "demand", "a truce")),
    ("Peru plans to build a port.", ("Peru", "commit", "build a port")),
]
NOMINALS = [
    ("Norway held talks with Chile and Peru, which back the levy.", ("Chile", "support", "the levy")),
    ("Bo Ek, head of the Harbour Union, which backs the levy, left.", ("Harbour Union", "support", "the levy")),
    ("Bo Ek, head of the Harbour Union, who backs the levy, left.", ("Bo Ek", "support", "the levy")),
    ("Bo Ek is a banker, a mere upstart, who backs the levy.", ("Bo Ek", "support", "the levy")),
    ("Bo Ek is the son of a miner who backed the levy.", ("miner", "support", "the levy")),
    ("They are miners who back the levy.", ("miners", "support", "the levy")),
    ("Bo Ek is a banker, mere upstart and poet who backs the levy.", ("Bo Ek", "support", "the levy")),
    ("Bo Ek is a member of parliament who backs the levy.", ("Bo Ek", "support", "the levy")),
    ("Bo Ek is an envoy from Chile who backs the levy.", ("Bo Ek", "support", "the levy")),
    ("Tokyo's rejection of the whaling ban surprised Oslo.", ("Japan", "reject", "the whaling ban")),
    (
        "A US demand that China buy more soybeans stalled the talks.",
        ("United States", "demand", "China buy more soybeans"),
    ),
    ("Ghana's support for the court is firm.", ("Ghana", "support", "the court")),
    ("The Iranian threat to close the strait worried shippers.", ("Iran", "threaten", "close the strait")),
    ("Kenya's proposal for a joint fund was read.", ("Kenya", "propose", "a joint fund")),
    ("Objections by Norway to the quota delayed the vote.", ("Norway", "oppose", "the quota")),
    ("Germany's refusal to send tanks angered Poland.", ("Germany", "reject", "send tanks")),
    ("There was opposition from Chile to the levy.", ("Chile", "oppose", "the levy")),
    ("The union's demand for higher pay was met.", ("union", "demand", "higher pay")),
]
NEGATED = [
    ("Kenya will not sign the treaty.", ("Kenya", "reject", "the treaty")),
    ("Poland does not support the levy.", ("Poland", "oppose", "the levy")),
    ("Mali never accepted the border.", ("Mali", "reject", "the border")),
    ("Ghana won't agree to the terms.", ("Ghana", "reject", "the terms")),
    ("Fiji no longer backs the plan.", ("Fiji", "oppose", "the plan")),
    ("Fiji said it would no longer fund the plan.", ("Fiji", "reject", "fund the plan")),
    ("Neither Norway nor Sweden backed the ban.", ("Sweden", "oppose", "the ban")),
    ("Spain said it would not sign the pact.", ("Spain", "reject", "the pact")),
    ("Spain did not vote for the pact.", ("Spain", "reject", "the pact")),
    ("Chile decided not to take the last seat.", ("Chile", "reject", "take the last seat")),
    ("Chile chose not to sign the pact.", ("Chile", "reject", "the pact")),
    ("Kenya refused to fight against terrorism.", ("Kenya", "reject", "fight against terrorism")),
    ("Kenya will not fight against its ally Uganda.", ("Kenya", "reject", "fight against its ally Uganda")),
    ("Kenya did not fail to vote against the levy.", ("Kenya", "oppose", "the levy")),
]
DEONTICS = [
    ("Kenya said that Uganda must open the road.", ("Kenya", "demand", "Uganda must open the road")),
    ("Norway said the fund should be audited.", ("Norway", "demand", "the fund should be audited")),
    ("Fiji said rich states need to cut emissions.", ("Fiji", "demand", "rich states need to cut emissions")),
    ("Peru said Chile has to pay for the damage.", ("Peru", "demand", "Chile has to pay for the damage")),
    ("Ghana said the text ought to name the rivers.", ("Ghana", "demand", "the text ought to name the rivers")),
    ("Mali said the troops must not stay.", ("Mali", "demand", "the troops must not stay")),
    ("Japan said the quota should not be raised.", ("Japan", "demand", "the quota should not be raised")),
    ('"Turkey must withdraw its ships," Greece said.', ("Greece", "demand", "Turkey must withdraw its ships")),
    ("Chad said the convoy must leave and return the weapons.", ("Chad", "demand", "the convoy must leave")),
    ("Chad said the convoy must leave and return the weapons.", ("Chad", "demand", "return the weapons")),
    ("According to Norway, Sweden must pay.", ("Norway", "demand", "Sweden must pay")),
    ("Sweden must pay, according to Norway.", ("Norway", "demand", "Sweden must pay")),
]
PLANS = [
    ("Iran said it would enrich more uranium.", ("Iran", "commit", "enrich more uranium")),
    ("Turkey warned that it would close the strait.", ("Turkey", "threaten", "close the strait")),
    ("Kenya vowed to hit Uganda with tariffs.", ("Kenya", "threaten", "hit Uganda with tariffs")),
    ("Serbia said it would retaliate.", ("Serbia", "threaten", "retaliate")),
    ("Cuba will send doctors to Haiti.", ("Cuba", "commit", "send doctors to Haiti")),
    ("Ana Ruiz said that China would retaliate.", ("China", "threaten", "retaliate")),
]
JUDGEMENTS = [
    ("China called the move illegal.", ("China", "accuse", "the move illegal")),
    ("Kenya said the plan was unacceptable.", ("Kenya", "reject", "the plan")),
    ("Norway called the tariff irresponsible.", ("Norway", "accuse", "the tariff irresponsible")),
]
STRUCTURES = [
    ("Norway and Sweden rejected the quota.", ("Sweden", "reject", "the quota")),
    ("Kenya rejected the levy and demanded a new vote.", ("Kenya", "demand", "a new vote")),
    ("Peru wants to reopen the mine and to close the port.", ("Peru", "demand", "close the port")),
    ("Chile asked Peru to withdraw the troops and release the crew.", ("Chile", "demand", "release the crew")),
    ("The ban was opposed by Norway and Iceland.", ("Iceland", "oppose", "The ban")),
    ("Bo Ek turned to Peru, which would demand a fee.", ("Peru", "demand", "a fee")),
    ("The ruling helps Peru, which could demand a refund.", ("Peru", "demand", "a refund")),
    ("Chile backs Peru, which would demand a fee.", ("Peru", "demand", "a fee")),
    ("Bo Ek works for Peru, which demanded a fee.", ("Peru", "demand", "a fee")),
    ("Mali, which opposes the mission, recalled its envoy.", ("Mali", "oppose", "the mission")),
    ("The treaty that Poland rejected was signed by Spain.", ("Poland", "reject", "The treaty")),
    ("The treaty that Poland rejected was signed by Spain.", ("Spain", "accept", "The treaty")),
    ("The text proposed by Canada was long.", ("Canada", "propose", "The text")),
    ("Spain persuaded Portugal to support the cable.", ("Portugal", "support", "the cable")),
    ("Trying to end the strike, Kenya offered a pay rise.", ("Kenya", "offer", "a pay rise")),
    ("Ghana welcomed and endorsed the report.", ("Ghana", "support", "the report")),
    ("Ghana issued a statement condemning the raid.", ("Ghana", "accuse", "the raid")),
    ("The council passed a resolution calling for a truce.", ("council", "demand", "a truce")),
    ("Peru wrote a letter that urged Chile to reopen the port.", ("Peru", "demand", "reopen the port")),
    ("Peru signed a petition urging Chile to reopen the port.", ("Peru", "demand", "reopen the port")),
    ("A seat is what Kenya wants.", ("Kenya", "demand", "A seat")),
    ("Kenya wants the troops out.", ("Kenya", "demand", "out")),
    ("Kenya would like the treaty scrapped.", ("Kenya", "demand", "the treaty scrapped")),
    ("Kenya refused to pay until Uganda opened the road.", ("Kenya", "demand", "Uganda opened the road")),
    ("Kenya pushed Uganda to open the road.", ("Kenya", "demand", "open the road")),
    ("Kenya warned tourists to avoid the coast.", ("Kenya", "demand", "avoid the coast")),
    ("Kenya challenged Uganda to open the road.", ("Kenya", "demand", "open the road")),
    ("Norway opposes lifting the ban.", ("Norway", "oppose", "lifting the ban")),
]
PROPOSED = [
    *VERBS,
    *ADJECTIVES,
    *IDIOMS,
    *NOMINALS,
    *NEGATED,
    *DEONTICS,
    *PLANS,
    *JUDGEMENTS,
    *STRUCTURES,
]
SOURCES = [
    ("Togo is, according to Peru, ready to sign the pact.", ("Togo", "offer", "sign the pact")),
    ("Togo is, according to Ana Ruiz, supportive of the levy.", ("Togo", "support", "the levy")),
    ("Togo met Peru, supportive of the levy.", ("Peru", "support", "the levy")),
]
NOTHING = [
    "Is Peru willing to pay?",
    "Given what happened in May, is Peru willing to pay?",
    "Does Chile say that Peru opposes the levy?",
    "Peru acknowledged that the repairs would take years.",
    "Peru said its forces had attacked the port.",
    "Norway refused to rule out a strike.",
    "Peru carried a letter describing the port.",
    "Kenya watched the vote.",
    "France said the talks lasted two hours.",
    "The report describes the harbour.",
    "Peru noted the report.",
    "A demand curve slopes down.",
    "The supporting documents were printed.",
    "Demand for copper rose.",
    "Chile exported copper to Japan.",
    "Norway did not reject the draft.",
    "Norway did not vote against the draft.",
    "Norway decided not only to attend the talks but also to host them.",
    "Norway chose not merely to attend the talks but to host them.",
    "Norway decided not to vote against the draft.",
    "Norway said it would not vote against the draft.",
    "Norway is not ready to vote against the draft.",
    "Norway refused to vote against the draft.",
    "Norway would rather not vote against the draft.",
    "Norway did not speak against the draft.",
    "Norway refused to come out against the draft.",
    "Norway did not campaign against the draft.",
    "Egypt does not oppose the dam.",
    "Peru did not accuse Chile of theft.",
    "India is not opposed to talks.",
    "The minister must resign.",
    "The bus should arrive at noon.",
    "Kenya may open the road.",
    "Chile said the price was four dollars.",
    "The critics found the soup cold.",
    "Peru's mountains are high.",
    "Kenya's exports of tea rose.",
    "The rejection of the letter came by post.",
    "Norway was unable to qualify for the final.",
    "The truce between the Peruvians and the Chileans, which demands a vote, held.",
    "Bo Ek is an agent for Peru, which would require a licence.",
    "Bo Ek has no deal with Peru, which would demand a licence.",
    "Lima urged to reopen the border",
    "Fiji wrote to states that may be interested in a truce.",
]
LISTED = [
    (
        "Iran made three demands. The demands include an end to sanctions, the release of funds and an apology.",
        {"an end to sanctions", "the release of funds", "an apology"},
    ),
    (
        "The US demands include lower tariffs, more purchases of grain and an end to subsidies.",
        {"lower tariffs", "more purchases of grain", "an end to subsidies"},
    ),
    (
        "Norway listed its demands. Those include a larger quota, longer seasons and fewer inspections.",
        {"a larger quota", "longer seasons", "fewer inspections"},
    ),
    ("Chinese officials sorted the American demands. Some involve buying more gas.", {"buying more gas"}),
    ("The workers' demands are higher pay and shorter shifts.", {"higher pay", "shorter shifts"}),
    ("Kenya's proposals cover joint patrols and a shared registry.", {"joint patrols", "a shared registry"}),
    ("The rivers include the Rhine and the Elbe.", set()),
    ("Those include apples and pears.", set()),
    ("Norway signed the treaty. Those include apples and pears.", set()),
    ("Ghana's rivers are long and wide.", set()),
]
ADDRESSED = [
    ("Prosecutors charged that the victims had been paid.", ("Prosecutors", "accuse", None)),
    ("Norway charged that the refugees had attacked its guards.", ("Norway", "accuse", "refugees")),
    ("Kenya feared that Mali would leave.", ("Kenya", "concern", None)),
    ("Kenya signed the Treaty of Lima.", ("Kenya", "accept", None)),
    ("Kenya criticised Tom Price.", ("Kenya", "accuse", "Tom Price")),
    ("Chile urged Peru to reopen the border.", ("Chile", "demand", "Peru")),
    ("Kenya said that Uganda must open the road.", ("Kenya", "demand", "Uganda")),
    ("Mali accused Niger of arming rebels.", ("Mali", "accuse", "Niger")),
    ("Peru promised Chile to reopen the road.", ("Peru", "commit", "Chile")),
    ("A US demand that China buy more soybeans stalled the talks.", ("United States", "demand", "China")),
    ("Sweden must pay, according to Norway.", ("Norway", "demand", "Sweden")),
    ("Fiji said rich states need to cut emissions.", ("Fiji", "demand", "rich states")),
    ("Kenya rejected the draft.", ("Kenya", "reject", None)),
    ("Canada proposed a new fund.", ("Canada", "propose", None)),
    ("Fiji could accept a smaller fund.", ("Fiji", "accept", None)),
    ("Japan demanded an independent commission.", ("Japan", "demand", None)),
    ("Kenya rejected a request from Uganda to open the road.", ("Kenya", "reject", "Uganda")),
    ("Kenya refused Uganda's call for a summit.", ("Kenya", "reject", "Uganda")),
]
MODAL = [
    ("Norway opposes the dam.", ("Norway", "oppose", "asserted")),
    ("Egypt seems to oppose the dam.", ("Egypt", "oppose", "reported-belief")),
    ("Iran is believed to support the rebels.", ("Iran", "support", "reported-belief")),
    ("Peru is said to oppose the levy.", ("Peru", "oppose", "reported-belief")),
    ("Japan may oppose the ban.", ("Japan", "oppose", "possible")),
    ("Fiji could accept a smaller fund.", ("Fiji", "accept", "possible")),
    ("It is far from clear that Fiji is ready to offer a fund.", ("Fiji", "offer", "possible")),
    ("Norway will support the plan if Sweden pays its share.", ("Norway", "support", "conditional")),
    ("Norway will support the plan if Sweden pays its share.", ("Norway", "demand", "asserted")),
    ("Norway insisted that Sweden pay if the pipe leaks.", ("Norway", "demand", "asserted")),
    ("Poland would oppose the cut unless Germany joined it.", ("Poland", "oppose", "conditional")),
    ("Sensing that Japan would reject the ban, Chile left.", ("Japan", "reject", "possible")),
    ("Chile said that Japan would reject the ban.", ("Japan", "reject", "asserted")),
]
CONDITIONS = [
    ("Norway will support the plan if Sweden pays its share.", "if Sweden pays its share", "Sweden pays its share"),
    (
        "Ghana would accept the deal if Togo withdrew its troops.",
        "if Togo withdrew its troops",
        "Togo withdrew its troops",
    ),
    ("Kenya will not pay until Uganda repairs the line.", "until Uganda repairs the line", "Uganda repairs the line"),
    (
        "Egypt would sign the accord provided that Sudan opens the canal.",
        "provided that Sudan opens the canal",
        "Sudan opens the canal",
    ),
    (
        "Fiji will back the text so long as Samoa names the islands.",
        "so long as Samoa names the islands",
        "Samoa names the islands",
    ),
    (
        "Poland would oppose the cut unless Germany paid a fee.",
        "unless Germany paid a fee",
        "Germany paid a fee",
    ),
    (
        "Iran would halt the tests if the sanctions ended.",
        "if the sanctions ended",
        "the sanctions ended",
    ),
    (
        "Peru is prepared to lift the ban, provided that every ship is checked.",
        "provided that every ship is checked",
        "every ship is checked",
    ),
    ("Norway insisted that Sweden pay if the pipe leaks.", None, None),
    ("Norway supported the plan.", None, None),
    ("Kenya demanded a vote when Uganda left.", None, None),
    ("Peru accepted the draft without amendment.", None, None),
    ("Peru adopted the agenda without Item 6.", None, None),
    ("Peru agreed to consider the plan in May, without naming a day.", None, None),
    ("Kenya rejected compensation as it is not provided for in the accord.", None, None),
    ("Kenya welcomed the opportunity provided by the workshop to make progress.", None, None),
    ("Kenya supports a text providing that all parties report each year.", None, None),
    ("Peru agreed to postpone the vote until the report is ready.", None, None),
    ("Chile, supported by Fiji, preferred a pilot phase without a credit system.", None, None),
]


@pytest.mark.parametrize(("sentence", "expected"), PROPOSED)
def test_a_position_is_proposed_with_one_stance(held: Held, sentence: str, expected: tuple[str, str, str]) -> None:
    holder, _, matter = expected
    assert {row for row in held(sentence) if row[0] == holder and row[2] == matter} == {expected}


@pytest.mark.parametrize(("sentence", "expected"), SOURCES)
def test_who_only_says_so_does_not_hold_it(held: Held, sentence: str, expected: tuple[str, str, str]) -> None:
    assert held(sentence) == {expected}


@pytest.mark.parametrize("sentence", NOTHING)
def test_a_sentence_without_a_stance_proposes_no_position(held: Held, sentence: str) -> None:
    assert held(sentence) == set()


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_each_item_of_a_list_of_demands_is_a_matter(held: Held, text: str, expected: set[str]) -> None:
    last = text[text.rfind(". ", 0, -1) + 1 :]
    assert {str(m) for _, _, m in held(text) if str(m) in last} == expected


@pytest.mark.parametrize(("sentence", "expected"), ADDRESSED)
def test_the_addressee_of_a_position(held: Held, sentence: str, expected: tuple[str, str, str | None]) -> None:
    holder, stance, _ = expected
    found = {r for r in held(sentence, "holder", "stance", "addressee") if r[:2] == (holder, stance)}
    assert found == {expected}


@pytest.mark.parametrize(("sentence", "expected"), MODAL)
def test_the_modality_of_a_position(held: Held, sentence: str, expected: tuple[str, str, str]) -> None:
    assert {r for r in held(sentence, "holder", "stance", "modality") if r[:2] == expected[:2]} == {expected}


@pytest.mark.parametrize(("sentence", "condition", "demanded"), CONDITIONS)
def test_a_condition_is_kept_and_is_a_demand_of_its_own(
    held: Held, sentence: str, condition: str | None, demanded: str | None
) -> None:
    rows = held(sentence, "modality", "condition")
    assert {c for m, c in rows if m == "conditional"} == ({condition} if condition else set())
    if demanded is not None:
        assert (sentence.split()[0], "demand", demanded) in held(sentence)
    else:
        assert not any(c is not None for _, c in rows)


@pytest.mark.parametrize("refusal", ["will not accept", "cannot accept", "refused to accept"])
def test_refusing_without_a_change_is_conditional(held: Held, refusal: str) -> None:
    rows = held(f"Peru {refusal} the draft without amendment.", "stance", "modality", "condition")
    assert rows == {("reject", "conditional", "without amendment")}


@pytest.mark.parametrize("deadline", ["May 7", "Monday", "Christmas"])
def test_a_deadline_is_no_addressee(held: Held, deadline: str) -> None:
    text = f"Chile would accept the deal if a text is found by {deadline}."
    assert held(text, "stance", "addressee") == {("accept", None), ("demand", None)}


@pytest.mark.parametrize(
    ("condition", "addressee"),
    [("Peru freed its crew", "Peru"), ("Peru was paid for its fish", None), ("its crew was freed by Peru", "Peru")],
)
def test_the_agent_of_a_condition_is_its_addressee(held: Held, condition: str, addressee: str | None) -> None:
    rows = held(f"Chile would accept the deal if {condition}.", "stance", "addressee")
    assert {whom for stance, whom in rows if stance == "demand"} == {addressee}


@pytest.mark.parametrize(
    "holder",
    [
        "Chilean opposition leader Eva Lund, a former minister,",
        "Chilean union secretary Eva Lund",
        "Chilean Green party spokeswoman Eva Lund",
        "Ousted Chilean President Eva Lund",
        "Chilean Vice President Eva Lund",
    ],
)
def test_a_chilean_politician_may_accuse_chile(held: Held, holder: str) -> None:
    found = held(f"{holder} accused Chile of beating dockers.", "holder", "stance", "addressee")
    assert ("Eva Lund", "accuse", "Chile") in found


def test_the_holder_is_never_its_own_matter(held: Held) -> None:
    assert held("GHANA, speaking for the AFRICAN GROUP, opposed the deletion.") == {
        ("African Group", "oppose", "the deletion")
    }
