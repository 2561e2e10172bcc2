"""Parties of bulletins: in capitals, speaking for groups, co-chairing them; and factions by what they want."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]
type Named = Callable[..., Rows]

SPOKEN_FOR: list[tuple[str, tuple[str, str]]] = [
    ("KENYA, speaking for the AFRICAN GROUP, urged a decision.", ("Kenya", "African Group")),
    ("For the AFRICAN GROUP, KENYA urged a decision.", ("Kenya", "African Group")),
    ("BRAZIL, for the G-77/CHINA, opposed the text.", ("Brazil", "G-77/China")),
    ("BRAZIL (for the G-77/CHINA) opposed the text.", ("Brazil", "G-77/China")),
    ("On behalf of AOSIS, TUVALU proposed new language.", ("Tuvalu", "AOSIS")),
    (
        "SWITZERLAND, on behalf of the ENVIRONMENTAL INTEGRITY GROUP, agreed.",
        ("Switzerland", "Environmental Integrity Group"),
    ),
    ("SUDAN for the LDCs requested more time.", ("Sudan", "LDCs")),
    ("SLOVENIA, on behalf of the EU, called for a deadline.", ("Slovenia", "European Union")),
    ("MALAWI, for the LDCs, and TUVALU, for AOSIS, objected.", ("Malawi", "LDCs")),
    ("The delegate of PERU, speaking on behalf of AILAC, objected.", ("Peru", "AILAC")),
]
NOT_SPOKEN_FOR: list[tuple[str, tuple[str, str]]] = [
    ("KENYA opposed the AFRICAN GROUP.", ("Kenya", "African Group")),
    ("The EU, supported by NORWAY, proposed a deadline.", ("Norway", "European Union")),
    ("BRAZIL and the G-77/CHINA opposed the text.", ("Brazil", "G-77/China")),
    ("TUVALU asked AOSIS for new language.", ("Tuvalu", "AOSIS")),
    ("For an hour, KENYA urged a decision.", ("Kenya", "African Group")),
    ("JAPAN, with the EU, proposed new text.", ("Japan", "European Union")),
    ("JAPAN, opposed by AOSIS, proposed new text.", ("Japan", "AOSIS")),
    ("SUDAN thanked the LDCs.", ("Sudan", "LDCs")),
    ("NORWAY urged funds for the LDCs.", ("Norway", "LDCs")),
    ("JAPAN, AUSTRALIA and the US opposed the amendment.", ("Japan", "United States")),
]
LED: list[tuple[str, tuple[str, str]]] = [
    ("The contact group on finance was co-chaired by Ana Ruiz (Peru) and Bo Ek (Sweden).", ("Bo Ek", "contact group")),
    ("Ana Ruiz (Peru) and Bo Ek (Sweden) will co-chair a contact group.", ("Ana Ruiz", "contact group")),
    ("A contact group, chaired by Ana Ruiz (Peru), met in the evening.", ("Ana Ruiz", "contact group")),
    ("FORESTS -\n\nMany spoke.\n\nBo Ek will chair a contact group.", ("Bo Ek", "contact group on FORESTS")),
    ("SBI\n\nMany spoke.\n\nBo Ek will chair a contact group.", ("Bo Ek", "contact group")),
    ("FORESTS\n\nThe LDC Expert Group was chaired by Bo Ek.", ("Bo Ek", "LDC Expert Group")),
    ("Bo Ek chaired a contact group on Annex I Parties.", ("Bo Ek", "contact group on Annex I Parties")),
    ("Bo Ek will chair a contact group on this issue.", ("Bo Ek", "contact group")),
    ("SBI Chair Ana Ruiz invited Parties to consult.", ("Ana Ruiz", "Subsidiary Body for Implementation")),
    ("Bo Ek will hold informal consultations on finance.", ("Bo Ek", "informal consultations on finance")),
    ("Japan and France co-chair the lenders' committee.", ("Japan", "lenders' committee")),
    ("The working group will be chaired by Ambassador Bo Ek.", ("Bo Ek", "working group")),
    ("The hard-liners around Ana Ruiz reject the deal.", ("Ana Ruiz", "hard-liners")),
    ("Those pushing for a deal are led by Bo Ek.", ("Bo Ek", "Those pushing for a deal")),
    ("The doves, led by Ana Ruiz, favour a deal.", ("Ana Ruiz", "doves")),
    ("MPs who take their cue from Bo Ek rejected the treaty.", ("Bo Ek", "MPs")),
]
NOT_LED: list[tuple[str, str]] = [
    ("President Ana Ruiz of Peru left.", "Peru"),
    ("Bo Ek, the WHO's director-general, left.", "World Health Organization"),
    ("Finance Minister Ana Ruiz of Peru left.", "Peru"),
    ("Ana Ruiz met the contact group.", "contact group"),
    ("Ana Ruiz left the doves.", "doves"),
    ("The ministry's spokesman, Bo Ek, objected.", "ministry"),
    ("Bo Ek, governor of the central bank, objected.", "central bank"),
    ("Senate Majority Leader Ana Ruiz objected.", "US Senate"),
    ("Ana Ruiz led applause for the delegation.", "delegation"),
    ("The talks led to a truce with the rebels.", "rebels"),
]
FACTIONS: list[tuple[str, str]] = [
    ("Those who want peace urged a truce.", "Those who want peace"),
    ("Those pushing for a deal have left.", "Those pushing for a deal"),
    ("The hard-liners reject the deal.", "hard-liners"),
    ("The doves favour a deal.", "doves"),
    ('The "purists" want a recount.', "purists"),
    ('Opposing them are the "landers" around Bo Ek.', "landers"),
    ("The pragmatic wing of the party backed the deal.", "pragmatic wing"),
    ("Moderates in the union accepted the offer.", "Moderates in the union"),
    ("A breakaway faction rejected the truce.", "breakaway faction"),
    ("The tacticians could accept the treaty.", "tacticians"),
    ("The old guard rejects the truce.", "old guard"),
]
NO_FACTION = [
    "The ministers met.",
    "Those minutes were lost.",
    'The "deal" was signed.',
    "The party won.",
    "Peru wants peace.",
    "Officials want a truce.",
    "The union wants a raise.",
    "The treaty was moderated.",
    "The delegation who came left.",
    "The rebels want a truce.",
]


@pytest.mark.parametrize(("text", "pair"), SPOKEN_FOR, ids=[text for text, _ in SPOKEN_FOR])
def test_a_party_speaks_for_its_group(proposed: Propose, text: str, pair: tuple[str, str]) -> None:
    assert pair in proposed(text, "affiliations")


@pytest.mark.parametrize(("text", "pair"), NOT_SPOKEN_FOR, ids=[text for text, _ in NOT_SPOKEN_FOR])
def test_a_party_speaks_only_for_itself(proposed: Propose, text: str, pair: tuple[str, str]) -> None:
    assert pair not in proposed(text, "affiliations")


@pytest.mark.parametrize(("text", "pair"), LED, ids=[text for text, _ in LED])
def test_a_group_has_a_leader(proposed: Propose, text: str, pair: tuple[str, str]) -> None:
    assert pair in proposed(text, "leads")


@pytest.mark.parametrize(("text", "body"), NOT_LED, ids=[text for text, _ in NOT_LED])
def test_a_group_has_no_leader(proposed: Propose, text: str, body: str) -> None:
    assert body not in {row[1] for row in proposed(text, "leads")}


@pytest.mark.parametrize(("text", "name"), FACTIONS, ids=[text for text, _ in FACTIONS])
def test_a_group_named_by_its_aim_is_a_faction(named: Named, text: str, name: str) -> None:
    assert (name, "faction") in named(text)


@pytest.mark.parametrize("text", NO_FACTION)
def test_other_groups_are_no_factions(named: Named, text: str) -> None:
    assert "faction" not in {kind for _, kind in named(text)}
