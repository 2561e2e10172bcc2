"""The words that identify a group without a proper name, and which commission "the Commission" is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

type Rows = set[tuple[Any, ...]]
type Named = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The owners of the ferries rejected the offer.", "owners of the ferries"),
        ("Farmers in the valley want a dam.", "Farmers in the valley"),
        ("Growers from Arica want a dam.", "Growers from Arica"),
        ("Farmers in May want a dam.", "Farmers"),
        ("Peru expelled advisers from Lima.", "advisers"),
        ("Farmers with tractors want a dam.", "Farmers"),
        ("Peru expelled farmers from Arica.", "farmers"),
        ("Peruvian farmers in the valley want a dam.", "Peruvian farmers"),
        ("Members of that pact want a dam.", "Members"),
        ("Ana Ruiz reminded farmers of the deadlines.", "farmers"),
        ("Ana Ruiz met farmers of the valley.", "farmers of the valley"),
        ("A group of lenders rejected the offer.", "group of lenders"),
        ("A group of lenders planning: that was new.", "group of lenders"),
        ("Chile sent a delegation of Peruvian senators led by Bo Ek to meet Ruiz.", "delegation of Peruvian senators"),
        ("Foreign ministers of the Governments of Peru, and Chile rejected the offer.", "Foreign ministers"),
        ("The ministers of Peru, Chile and Fiji rejected the offer.", "ministers of Peru, Chile and Fiji"),
        ("In talks with officials of Peru, Chile and Fiji agreed to the plan.", "officials"),
        ("While meeting the envoys of Peru, Chile and Fiji rejected the offer.", "envoys"),
        ("A deal with envoys of Peru, Chile and Fiji was rejected.", "envoys of Peru, Chile and Fiji"),
        ("Ana Ruiz said envoys of Peru, Chile and Fiji rejected the offer.", "envoys of Peru, Chile and Fiji"),
        ("She met officials from Peru, the EU, and Fiji.", "officials from Peru, the EU, and Fiji"),
        ("The ministers of Peru, Ana Ruiz and Bo Ek, rejected the offer.", "ministers of Peru"),
        ("Ministers of Peru, Chile's ally, and Fiji rejected the offer.", "Ministers"),
        ("Kenya's envoys in Lima rejected the offer.", "Kenya's envoys"),
        ("Half the farmers polled rejected the offer.", "farmers polled"),
        ("Farmers surveyed by the paper rejected the offer.", "Farmers surveyed by the paper"),
        ("Farmers stranded in Lima rejected the offer.", "Farmers"),
    ],
)
def test_a_group_is_named_with_its_owner_and_place(named: Named, text: str, group: str) -> None:
    assert (group,) in named(text, "name")


def test_the_noun_alone_refers_to_the_same_group(named: Named) -> None:
    rows = named("The owners of the ferries left. The owners want more.", "name", "words")
    assert rows == {("owners of the ferries", "The owners")}


def test_a_group_with_a_list_of_owners_is_one_however_it_is_written(named: Named) -> None:
    text = (
        "The foreign ministers of Peru, Chile and Fiji left. We, the Foreign Ministers of Peru, Chile and Fiji, agree."
    )
    rows = {name for (name,) in named(text, "name") if "inisters" in str(name)}
    assert rows == {"foreign ministers of Peru, Chile and Fiji"}


def test_groups_with_other_words_of_place_are_two(named: Named) -> None:
    text = "The farmers of Africa want a dam. The farmers of West Africa left. The farmers of Africa rejected it."
    rows = {name for (name,) in named(text, "name") if "farmers" in str(name)}
    assert rows == {"farmers of Africa", "farmers of West Africa"}


@pytest.mark.parametrize(
    ("first", "second"),
    [("The owners of the ferries", "The owners of the trucks"), ("Farmers in the valley", "Farmers in the hills")],
)
def test_groups_with_different_modifiers_are_two(named: Named, first: str, second: str) -> None:
    names = {str(name) for (name,) in named(f"{first} rejected the toll. {second} backed it.", "name")}
    assert names == {first.removeprefix("The "), second.removeprefix("The ")}


@pytest.mark.parametrize(
    ("text", "commission"),
    [
        ("The EU met Peru. Commission officials left. The Commission rejected the plan.", "European Commission"),
        ("Chile met Peru. The Commission rejected the plan.", "Commission"),
        ("The EU met the Reef Commission. The Commission rejected the plan.", "Reef Commission"),
    ],
)
def test_the_commission_is_the_european_one_beside_the_union_alone(named: Named, text: str, commission: str) -> None:
    names = {name for (name,) in named(text, "name")}
    assert {name for name in names if str(name).endswith("Commission")} == {commission}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The US waited. Democratic senator Bo Ek left.", "Democratic Party"),
        ("The US and Peru waited. Democratic senator Bo Ek left Peru.", "Democratic Party"),
        ("The US and Japan waited. Democratic lawmaker Bo Ek left.", "Democratic"),
    ],
)
def test_democrats_are_american_where_no_other_state_has_some(named: Named, text: str, party: str) -> None:
    assert {name for (name,) in named(text, "name") if "Democratic" in str(name)} == {party}


@pytest.mark.parametrize(("verb", "are_people"), [("threatened to sue", True), ("help schools", False)])
def test_funds_are_people_where_they_say_or_want_something(named: Named, verb: str, are_people: bool) -> None:
    assert (("funds",) in named(f"The funds {verb}.", "name")) is are_people


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("Protesters in Peru, Chile and Mali over taxes left.", "Protesters in Peru, Chile and Mali"),
        ("Protesters in Chile over new taxes left.", "Protesters in Chile"),
        ("The members of the Lower House who had come left.", "members of the Lower House"),
    ],
)
def test_a_group_is_also_called_by_its_first_complement(text: str, alias: str, named: Named) -> None:
    assert any(alias in names for _, names in named(text, "name", "aliases"))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The heads of the key ministries and agencies left.", "heads of the key ministries"),
        ("Widows of members of the choir left.", "Widows of members"),
        ("The leaders of Peru, Chile, and Mali met.", "leaders of Peru, Chile"),
        ("The president of the council of elders left.", "president of the council"),
    ],
)
def test_no_group_is_called_by_a_cut_complement_and_no_person(text: str, cut: str, named: Named) -> None:
    assert not any(cut in aliases for (aliases,) in named(text, "aliases"))


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Norway woos striking nurses. Nurses reject the levy.", "striking nurses", {"striking nurses"}),
        ("Dairy farmers came. Those farmers sick of it left.", "Dairy farmers", {"Dairy farmers"}),
        ("Dairy farmers came. Farmers who pay reject the levy.", "Dairy farmers", {"Dairy farmers"}),
        # the same group
        ("Angry farmers came. Farmers reject the levy.", "Angry farmers", {"Angry farmers", "Farmers"}),
        ("Norway woos dairy farmers. Farmers reject the levy.", "dairy farmers", {"dairy farmers", "Farmers"}),
        ("Dairy farmers came. Those farmers left.", "Dairy farmers", {"Dairy farmers", "Those farmers"}),
    ],
)
def test_a_group_described_in_passing_is_not_all_or_other_ones(
    named: Named, text: str, name: str, words: set[str]
) -> None:
    assert {w for n, w in named(text, "name", "words") if n == name} == words
