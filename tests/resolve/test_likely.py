"""Whom a name refers to, decided by time, place, posts, and the other people of that name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Actor, ActorType, Facts
from kg.resolve import Link, is_of_one_document, resolve
from kg.resolve.likeness import Profile, are_alike, compare, probability, weights
from tests.doubles.cast import actor, facts, person, roles, state


@dataclass(frozen=True)
class Seen:
    """A person in a document: the year, perhaps a post, and the states that the document mentions."""

    name: str
    year: int = 0
    country: str | None = None
    post: str | None = None
    states: Sequence[str] = ("US",)

    @property
    def facts(self) -> Facts:
        who = person(self.name, self.country, local="who")
        held = roles(("who", self.post, None)) if self.post else ()
        return facts([who, *(state(code, code, code) for code in self.states)], roles=held)


def links(*seen: Seen) -> list[Link]:
    ids = [f"{at:016x}" for at in range(len(seen))]
    found = resolve(
        {id_: one.facts for id_, one in zip(ids, seen, strict=True)},
        {id_: one.year for id_, one in zip(ids, seen, strict=True)},
    )
    return [found[id_]["who"] for id_ in ids]


SON = [Seen("Henry W. Marsh", year, "US", "President") for year in (2001, 2002, 2003, 2005)]
FATHER = [Seen("Henry T. Marsh", year, "US", "President") for year in (1989, 1990, 1991, 1992)]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (Seen("Henry Marsh", 2002, post="President"), "person/henry-w-marsh"),
        (Seen("Henry Marsh", 1990, post="President"), "person/henry-t-marsh"),
        (Seen("Marsh", 2003, post="President"), "person/henry-w-marsh"),
        (Seen("Marsh", 1991, post="President"), "person/henry-t-marsh"),
        (Seen("Marsh", 1997), None),
        (Seen("Marsh", post="President"), None),
    ],
)
def test_only_the_year_distinguishes_father_and_son(seen: Seen, expected: str | None) -> None:
    found = links(*SON, *FATHER, seen)[-1].actor
    assert found == expected if expected else is_of_one_document(found)


def test_a_post_that_two_states_have_identifies_nobody() -> None:
    states = ("US", "FR")
    early, late = (links(*SON, *FATHER, Seen("the president", year, states=states))[-1].actor for year in (1990, 2003))
    assert is_of_one_document(early)
    assert is_of_one_document(late)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Seen("Sergei Orlov", country="RU"), Seen("Sergey Orlov", country="RU"), True),
        (Seen("Volodymyr Melenko", country="UA"), Seen("Vladimir Melenko", country="UA"), True),
        (Seen("Bill Thorne", post="senator"), Seen("William Thorne", post="senator"), True),
        (Seen("Joseph D. Brant", post="president"), Seen("Joseph Delano Brant", post="president"), True),
        (Seen("Joseph D. Brant", post="president"), Seen("Joseph Walter Brant", post="president"), False),
        (Seen("Kim Jong Un", country="KP"), Seen("Kim Jong Il", country="KP"), False),
        (Seen("Donald Trump", country="US"), Seen("Donald Trump Jr.", country="US"), False),
        (Seen("Sergei Orlov", country="RU"), Seen("Sergey Orlov", country="BG"), False),
        (Seen("Sergei Orlov", country="RU"), Seen("Sergey Orlov", states=("RU",)), True),
        (Seen("Sergei Orlov", country="RU"), Seen("Sergey Orlov", states=("FR",)), False),
        (Seen("Sergei Orlov", post="envoy"), Seen("Sergey Orlov", post="envoy"), True),
        (Seen("Sergei Orlov"), Seen("Sergey Orlov"), False),
        (Seen("Martin Brant", country="DE"), Seen("Martina Brant", country="DE"), False),
        (Seen("Andrew Thorne", country="GB"), Seen("Andrea Thorne", country="GB"), False),
        (Seen("Alexander Melenko", country="UA"), Seen("Alexandra Melenka", country="UA"), False),
        (Seen("Mario Orlo", country="IT"), Seen("Maria Orlo", country="IT"), False),
        (Seen("Mohammed Zarin", country="PK"), Seen("Mohammed Ali Zarin", country="PK"), True),
        (Seen("Mohammed Zarin", country="PK"), Seen("Mohammed Ali Zarin"), False),
        (Seen("Jose Orlo"), Seen("Maria Jose Orlo"), False),
        (Seen("Sunday Zarin"), Seen("Monday Zarin"), False),
        (Seen("Sunday Zarin"), Seen("Zarin"), True),
        (Seen("Monday Joseph Brant"), Seen("Joseph Brant"), True),
    ],
)
def test_forms_of_a_name_are_joined_unless_excluded(one: Seen, other: Seen, same: bool) -> None:
    first, second = links(one, other)
    assert (first.actor == second.actor) is same


def test_different_names_stay_doubtful_without_country_or_post() -> None:
    one, other = (Profile(ActorType.PERSON, tuple(name.split())) for name in ("ali zarin", "ali reza zarin"))
    assert weights().doubt < probability(compare(one, other), "person") < weights().join


def test_a_name_that_fits_two_people_joins_neither() -> None:
    found = [link.actor for link in links(*(Seen(name) for name in ("Ali Zarin", "Ali Reza Zarin", "Ali Karim Zarin")))]
    assert len(set(found)) == 3


def test_a_ministry_without_a_state_belongs_to_the_only_possible_one() -> None:
    ministry = actor("m", "organization", "Ministry of Commerce")
    us, china, turkey = (state(code, code, code) for code in ("US", "CN", "TR"))

    def of(*states: Actor) -> str:
        return resolve({"a" * 16: facts([ministry, *states])})["a" * 16]["m"].actor

    assert of(us, china) == "organization/chinese-commerce-ministry"
    assert is_of_one_document(of(china, turkey))
    assert is_of_one_document(of(china))


def test_a_man_and_a_woman_of_one_family_name_are_two() -> None:
    he, again, she, again_she = links(
        *(Seen(name, 2014, "CN") for name in ("Mr. Wang", "Mr. Wang", "Ms. Wang", "Ms. Wang"))
    )
    assert he == again
    assert she == again_she
    assert he.actor != she.actor

    full = Seen("Wang Huayun", 2014, "CN")
    _, he, she = links(full, Seen("Mr. Wang", 2014, "CN"), Seen("Ms. Wang", 2015, "CN"))
    assert is_of_one_document(he.actor)
    assert is_of_one_document(she.actor)
    known, *men, she = links(
        full, *(Seen("Mr. Wang", year, "CN") for year in (2012, 2013, 2014, 2015)), Seen("Ms. Wang", 2014, "CN")
    )
    assert {man.actor for man in men} == {known.actor}
    assert is_of_one_document(she.actor)


seen = st.builds(
    Seen,
    st.sampled_from(
        [
            "Marsh",
            "Mr. Marsh",
            "Ms. Marsh",
            "Henry Marsh",
            "Henry W. Marsh",
            "Henry T. Marsh",
            "Ann Marsh",
            "Henri Marsh",
            "H. Marsh",
        ]
    ),
    st.sampled_from([0, 1990, 2003]),
    st.sampled_from([None, "US", "GB"]),
    st.sampled_from([None, "President"]),
)


@settings(max_examples=30)
@given(st.lists(seen, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(documents: list[Seen], chance: object) -> None:
    named = {f"{at:016x}": one for at, one in enumerate(documents)}
    order = list(named)
    chance.shuffle(order)  # type: ignore[attr-defined]
    years = {id_: one.year for id_, one in named.items()}
    here = resolve({id_: one.facts for id_, one in named.items()}, years)
    there = resolve({id_: named[id_].facts for id_ in order}, years)
    assert here == there


words = st.text("abcdefgh", min_size=1, max_size=9)


@given(words, words)
def test_similarity_of_words_is_symmetric(one: str, other: str) -> None:
    assert are_alike(one, other) == are_alike(other, one)
    assert are_alike(one, one)
