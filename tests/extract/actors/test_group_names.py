"""By which words a group that has no name of its own is known, and which commission "the Commission" is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The owners of the ferries rejected the offer.", "owners of the ferries"),
        ("Farmers in the valley want a dam.", "Farmers in the valley"),
        ("Growers from Arica want a dam.", "Growers from Arica"),
        ("Farmers in May want a dam.", "Farmers"),
        ("Farmers with tractors want a dam.", "Farmers"),
        ("A group of lenders rejected the offer.", "group of lenders"),
        ("Foreign ministers of the Governments of Peru, and Chile rejected the offer.", "Foreign ministers"),
        ("Kenya's envoys in Lima rejected the offer.", "Kenya's envoys"),
        ("Growers in Arica who want a dam rejected the offer.", "Growers"),
    ],
)
def test_a_group_is_known_by_whose_and_where_it_is(named: Named, text: str, group: str) -> None:
    assert (group,) in named(text, "name")


@pytest.mark.parametrize(
    ("first", "second"),
    [("The owners of the ferries", "The owners of the trucks"), ("Farmers in the valley", "Farmers in the hills")],
)
def test_groups_told_apart_by_such_words_are_two(named: Named, first: str, second: str) -> None:
    names = {str(name) for (name,) in named(f"{first} rejected the toll. {second} backed it.", "name")}
    assert names == {first.removeprefix("The "), second.removeprefix("The ")}


def test_its_noun_alone_is_another_name_of_it(named: Named) -> None:
    rows = named("The owners of the ferries left. The owners want more.", "name", "words", "aliases")
    assert {words for name, words, _ in rows if name == "owners of the ferries"} == {"The owners"}
    assert all("owners" in aliases for _, _, aliases in rows)


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


@pytest.mark.parametrize(("verb", "are_people"), [("threatened to sue", True), ("help schools", False)])
def test_funds_are_people_where_they_say_or_want_something(named: Named, verb: str, are_people: bool) -> None:
    assert (("funds",) in named(f"The funds {verb}.", "name")) is are_people
