"""A noun for a body and the name after it are one actor of that name, which holds the positions of either."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]
type Named = Callable[..., Rows]

NAMED: list[tuple[str, str, str]] = [
    ("The relief agency Marn said it would suspend deliveries.", "Marn", "organization"),
    ("The rebel group Boko Haram rejected the offer.", "Boko Haram", "organization"),
    ("The think tank Bruegel warned of a recession.", "Bruegel", "organization"),
    ("Workers told the shipping company Maersk to pay.", "Maersk", "organization"),
    ("Newspaper Izvestia denied the report.", "Izvestia", "organization"),
    ("The C5+1 rejected the plan.", "C5+1", "organization"),
    ("King Rama's Institute rejected the plan.", "King Rama's Institute", "organization"),
    ("Ana Ruiz of the Queen Ada University rejected the plan.", "Queen Ada University", "organization"),
    ('The charity "Open Doors" rejected the plan.', "Open Doors", "organization"),
]
ONE_OF_THEM: list[tuple[str, str, str]] = [
    ("The rebel group Boko Haram rejected the offer. The group left.", "Boko Haram", "the offer"),
    ("The dockers' union Harbour rejected the offer.", "Harbour", "the offer"),
]
NONE_AFTER: list[tuple[str, set[str]]] = [
    ("The company Ana Ruiz founded rejected the offer.", {"company", "Ana Ruiz"}),
    ("The party Monday rejected the plan.", {"party"}),
    ("The bank Governor Bo Ek warned of losses.", {"bank", "Bo Ek"}),
    ("The parties Norway and Peru met the union. Peru left.", {"parties", "Norway", "Peru", "union"}),
]


@pytest.mark.parametrize(("text", "name", "kind"), NAMED)
def test_the_name_is_the_bodys(text: str, name: str, kind: str, named: Named) -> None:
    assert (name, kind) in named(text, "name", "type")


@pytest.mark.parametrize(("text", "holder", "matter"), ONE_OF_THEM)
def test_a_position_is_held_by_the_named_body(text: str, holder: str, matter: str, held: Held) -> None:
    assert (holder, matter) in held(text, "holder", "matter")


@pytest.mark.parametrize(("text", "names"), NONE_AFTER)
def test_a_name_that_is_not_the_bodys_stays_apart(text: str, names: set[str], named: Named) -> None:
    assert {row[0] for row in named(text, "name")} == names


@pytest.mark.parametrize("text", ["King Rama rejected the plan.", "King Rama's plan failed, and Rama rejected it."])
def test_a_ruler_is_no_body(text: str, named: Named) -> None:
    assert named(text, "name", "type") == {("Rama", "person")}


def test_a_body_with_a_rulers_title_gives_nobody_a_post(text_of_ruler: str, proposed: Callable[..., Rows]) -> None:
    assert proposed(text_of_ruler, "roles") == set()


@pytest.fixture
def text_of_ruler() -> str:
    return "Ayo Akintola, Queen Ada University, Ghana, spoke on gas."
