"""Some members of a group are not the group: "one Annex I Party", "half of the LDCs", "not all delegates"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("some", "holder"),
    [
        ("One Annex I Party", "One Annex I Party"),
        ("An LDC", "An LDC"),
        ("Three LDCs", "Three LDCs"),
        ("Twenty-two LDCs", "Twenty-two LDCs"),
        ("At least three LDCs", "At least three LDCs"),
        ("More than 40 LDCs", "More than 40 LDCs"),
        ("At COP 21, 30 LDCs", "30 LDCs"),
        ("Another Annex I Party", "Another Annex I Party"),
        ("Certain LDCs", "Certain LDCs"),
        ("The other LDCs", "other LDCs"),
        ("A few LDCs", "A few LDCs"),
        ("A number of other LDCs", "A number of other LDCs"),
        ("Half of the LDCs", "Half of the LDCs"),
        ("The majority of LDCs", "majority of LDCs"),
        ("All but one Annex I Party", "All but one Annex I Party"),
        ("Nearly all Annex I Parties", "Nearly all Annex I Parties"),
        ("A number of island states", "A number of island states"),
        ("Most of the delegates", "Most of the delegates"),
    ],
)
def test_some_members_hold_their_own_position(held: Held, some: str, holder: str) -> None:
    assert held(f"{some} opposed the levy.", "holder") == {(holder,)}


@pytest.mark.parametrize("one", ["A Norwegian", "One Norwegian", "Another Norwegian", "A retired Norwegian"])
def test_one_of_a_people_is_not_its_state(held: Held, one: str) -> None:
    assert ("Norway",) not in held(f"{one} who lives in Lima opposed the levy.", "holder")


@pytest.mark.parametrize("one", ["A Japanese who lives in Lima", "Bo Ek is a Japanese who", "Another 20 Japanese"])
def test_words_for_one_tell_a_people_from_its_state(held: Held, one: str) -> None:
    assert ("Japan",) not in held(f"{one} opposed the levy.", "holder")


@pytest.mark.parametrize("state", ["The Norwegians", "A Norwegian envoy and Norway", "Norway"])
def test_a_state_may_be_named_by_its_people(held: Held, state: str) -> None:
    assert ("Norway",) in held(f"{state} opposed the levy.", "holder")


@pytest.mark.parametrize(
    ("members", "holder"),
    [
        ("The two Annex I Parties", "Annex I Parties"),
        ("All the LDCs", "LDCs"),
        ("In 2001 Annex I Parties", "Annex I Parties"),
        ("At COP 21 LDCs", "LDCs"),
        ("The LDCs", "LDCs"),
        ("The delegates", "delegates"),
    ],
)
def test_all_members_are_the_group(held: Held, members: str, holder: str) -> None:
    assert held(f"{members} opposed the levy.", "holder") == {(holder,)}


@pytest.mark.parametrize("members", ["Not all Annex I Parties", "Not all of the LDCs", "Not all island states"])
def test_not_all_members_hold_nothing(held: Held, members: str) -> None:
    assert not held(f"{members} supported the levy.")


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Peru and other LDCs opposed the levy.", {"Peru", "other LDCs"}),
        ("The levy was opposed by Peru and some other LDCs.", {"Peru", "some other LDCs"}),
        ("Peru, with a number of LDCs, opposed the levy.", {"Peru", "a number of LDCs"}),
        ("Chad, speaking for a number of island states, opposed the levy.", {"a number of island states"}),
        ("The presidents of Peru and Chile opposed the levy.", {"presidents of Peru and Chile"}),
    ],
)
def test_some_members_in_a_list(held: Held, text: str, holders: set[str]) -> None:
    assert held(text, "holder") == {(holder,) for holder in holders}


@pytest.mark.parametrize(
    "speaker",
    [
        "Chad, an LDC,",
        "Chad, one of the LDCs,",
        "Chad, one of 48 LDCs,",
        "Chad, as an LDC,",
        "As one of several LDCs, Chad",
    ],
)
def test_what_a_speaker_is_holds_no_position_of_its_own(held: Held, speaker: str) -> None:
    assert held(f"{speaker} opposed the levy.", "holder") == {("Chad",)}


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Chad and Mali, two LDCs, opposed the levy.", {"Chad", "Mali"}),
        ("Chad, two LDCs, and Peru opposed the levy.", {"Chad", "two LDCs", "Peru"}),
        ("Chad, a number of LDCs and Peru opposed the levy.", {"Chad", "a number of LDCs", "Peru"}),
        ("In Lima, an LDC opposed the levy.", {"an LDC"}),
    ],
)
def test_what_speakers_are_is_no_further_member_of_a_list(held: Held, text: str, holders: set[str]) -> None:
    assert held(text, "holder") == {(holder,) for holder in holders}


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Peru rejected Annex I.", None),
        ("Peru rejected Annex I and left.", None),
        ("Peru opposed Annex B.", None),
        ("Peru urged Annex I to pay.", "Annex I Parties"),
        ("Peru rejected Annex I Parties.", "Annex I Parties"),
    ],
)
def test_the_annex_that_is_rejected_is_no_group(held: Held, text: str, addressee: str | None) -> None:
    assert held(text, "addressee") == {(addressee,)}
