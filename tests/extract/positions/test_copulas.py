"""Positions told by "is" (what somebody's aim, demand or view is), and by nouns for critics and supporters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The union's main demand is a written pledge on jobs.", ("union", "demand", "a written pledge on jobs")),
        ("Bolivia's condition was the return of the archives.", ("Bolivia", "demand", "the return of the archives")),
        ("Latvia's chief worry is the price of gas.", ("Latvia", "concern", "the price of gas")),
        ("Chile's priority is to protect its fishermen.", ("Chile", "support", "protect its fishermen")),
        ("Nepal's view is that the bridge must wait.", ("Nepal", "demand", "the bridge must wait")),
        ("Jordan's position is that the arrest has nothing to do with the vote.",
         ("Jordan", "deny", "the arrest has nothing to do with the vote")),
        ("Malta's answer was that the port must stay open.", ("Malta", "demand", "the port must stay open")),
    ],
)  # fmt: skip
def test_the_complement_of_is_is_the_matter(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Anna Berg is an outspoken critic of the dam.", ("Anna Berg", "accuse", "the dam")),
        ("Peter Novak, a supporter of the merger, left early.", ("Peter Novak", "support", "the merger")),
        ("Opponents of the tunnel gathered in Bern.", ("Opponents of the tunnel", "oppose", "the tunnel")),
    ],
)
def test_a_noun_for_a_critic_or_supporter_tells_the_stance(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "The quarrel between Peru and supporters of the treaty went on.",
        "Peru and supporters of the treaty met in Lima.",
    ],
)
def test_the_party_before_and_supporters_is_not_one_of_them(held: Held, text: str) -> None:
    assert held(text) <= {("supporters of the treaty", "support", "the treaty")}


@pytest.mark.parametrize(
    "text",
    [
        "The union's demand is a joke, the daily wrote.",
        "Kenya's plan is long.",
        "Bolivia's condition is not the return of the archives.",
        "Peru's offer is the best option.",
        "Chile's priority is clear.",
        "Anna Berg is not a critic of the dam.",
        "Anna Berg is more of a critic of the dam than of the road.",
    ],
)
def test_copulas_that_take_no_stance(held: Held, text: str) -> None:
    assert not {row for row in held(text) if row[0] != "daily"}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Omar Haddad is a strong believer in free trade.", ("Omar Haddad", "support", "free trade")),
        ("Omar Haddad is no friend of the levy.", ("Omar Haddad", "oppose", "the levy")),
        ("Greece is on board with the plan.", ("Greece", "support", "the plan")),
        ("Greece is not on board with the plan.", ("Greece", "oppose", "the plan")),
        ("Greece is in no hurry to ratify the accord.", ("Greece", "reject", "ratify the accord")),
        ("Greece is in two minds about the levy.", ("Greece", "concern", "the levy")),
        ("Greece is up in arms over the levy.", ("Greece", "oppose", "the levy")),
        ("Greece was rattled by the strike.", ("Greece", "concern", "the strike")),
        ("Greece was unmoved by the appeal.", ("Greece", "reject", "the appeal")),
        ("Greece is not convinced that the dam is safe.", ("Greece", "concern", "the dam is safe")),
        ("Greece is adamant that it will not pay.", ("Greece", "reject", "it will not pay")),
        ("Greece is clear that the dam must wait.", ("Greece", "demand", "the dam must wait")),
        ("Greece would be happy to host the talks.", ("Greece", "offer", "host the talks")),
        ("Greece's response to the plan was cool.", ("Greece", "concern", "the plan")),
        ("Greece's top priority is air defence.", ("Greece", "support", "air defence")),
        ("Greece, unwilling to cut pensions, left the talks.", ("Greece", "reject", "cut pensions")),
        ("Ministers wary of the dam walked out.", ("Ministers", "concern", "the dam")),
        ("Ministers in favour of the dam walked out.", ("Ministers in favour of the dam", "support", "the dam")),
    ],
)
def test_an_adjective_or_predicate_noun_gives_the_stance(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Omar Haddad is a friend of the mayor.",
        "Greece is not sure why the fish have gone.",
    ],
)
def test_a_complement_without_a_stance_gives_no_position(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Kenya is a member of the league, which backs the levy.",
        "Kenya is the chief sponsor of the rebels, who back the levy.",
        "Kenya is a neighbour of Mali, which backs the levy.",
    ],
)
def test_a_clause_behind_a_noun_of_relation_is_not_told_of_its_bearer(held: Held, text: str) -> None:
    assert ("Kenya", "support") not in held(text, "holder", "stance")
