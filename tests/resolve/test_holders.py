"""The holder of a post on the date of a document, and people named by the title of a post."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.model import Actor, ActorType, Facts, Mention, MentionReason
from kg.resolve import Link, Reason, resolve
from tests.doubles.cast import facts, person, roles, state

DOCUMENT = "a" * 16


def nameless(text: str) -> Actor:
    return Actor("post", text, ActorType.PERSON, (), (Mention(0, len(text), text, MentionReason.NOMINAL),))


def links(said: Facts, day: str, publisher: str = "") -> dict[str, Link]:
    when = dt.date.fromisoformat(day)
    return resolve({DOCUMENT: said}, {DOCUMENT: when.year}, {DOCUMENT: publisher}, {DOCUMENT: when})[DOCUMENT]


@pytest.mark.parametrize(
    ("text", "day", "holder"),
    [
        ("the US President", "2017-01-19", "person/barack-obama"),
        ("the US President", "2017-01-20", "person/donald-trump"),
        ("the Syrian President", "2024-12-07", "person/bashar-al-assad"),
        ("the Syrian President", "2024-12-21", None),  # the lists lack the start date of his successor
        ("the Iranian Supreme Leader", "2025-06-30", "person/ali-khamenei"),
        ("the Iranian Supreme Leader", "2026-06-30", None),
    ],
)
def test_a_post_refers_to_its_holder_on_that_day(text: str, day: str, holder: str | None) -> None:
    found = links(facts([nameless(text)]), day)["post"]
    assert found == Link(holder, Reason.HOLDER) if holder else found.reason is Reason.ALONE


def test_a_post_after_the_known_terms_is_not_resolved_by_other_documents() -> None:
    old = facts([person("Bashar al-Assad", "SY", "x")], roles=roles(("x", "President", None)))
    later = facts([nameless("the Syrian President")])
    days = {"a" * 16: dt.date(2024, 3, 1), "b" * 16: dt.date(2024, 12, 21)}
    found = resolve({"a" * 16: old, "b" * 16: later}, {id_: day.year for id_, day in days.items()}, days=days)
    assert found["b" * 16]["post"].reason is Reason.ALONE


@pytest.mark.parametrize(
    ("name", "title", "is_told"),
    [
        ("Juan Guaidó", "President", False),  # a rival
        ("Ana Vela", "President", False),
        ("Ana Vela", "envoy", True),
        ("Nicolás Maduro", "President", True),
        ("Hugo Chávez", "President", True),  # a former holder
    ],
)
def test_a_holder_is_not_assumed_when_a_rival_is_named_with_the_post(name: str, title: str, is_told: bool) -> None:
    people = [nameless("the Venezuelan President"), person(name, "VE", "x")]
    found = links(facts(people, roles=roles(("x", title, None))), "2021-05-05")
    assert (found["post"] == Link("person/nicolas-maduro", Reason.HOLDER)) is is_told
    assert is_told or found["post"].reason is Reason.ALONE


@pytest.mark.parametrize(("text", "is_told"), [("the Syrian President", False), ("the Syrian finance minister", True)])
def test_a_named_bearer_holds_a_post_that_the_lists_lack(text: str, is_told: bool) -> None:
    people = [nameless(text), person("Ana Vela", "SY", "x")]
    title = text.removeprefix("the Syrian ")
    found = links(facts(people, roles=roles(("x", title, None))), "2024-12-21")["post"]
    assert found == Link("person/ana-vela", Reason.HOLDER) if is_told else found.reason is Reason.ALONE


@pytest.mark.parametrize(
    ("name", "country", "day", "bodies", "publisher", "expected"),
    [
        ("Fox", "MX", "2005-05-05", (), "", "person/vicente-fox"),
        ("Fox", "MX", "2005-05-05", ("the university",), "", None),
        ("Fox", "MX", "2005-05-05", ("World Trade Organization",), "", "person/vicente-fox"),
        ("Fox", "MX", "2005-05-05", ("the university",), "state/MX", "person/vicente-fox"),
        ("Lopez", "MX", "2020-05-05", (), "", None),  # only one of his two family names
        ("Lopez Obrador", "MX", "2020-05-05", (), "", "person/andres-manuel-lopez-obrador"),
    ],
)
def test_a_bare_president_is_of_a_named_state_unless_a_body_may_have_one(
    name: str, country: str, day: str, bodies: tuple[str, ...], publisher: str, expected: str | None
) -> None:
    others = [Actor(body, body, ActorType.ORGANIZATION) for body in bodies]
    said = facts(
        [person(name, None, "x"), state("state", country, country), *others], roles=roles(("x", "President", None))
    )
    assert (links(said, day, publisher)["x"].actor == expected) is (expected is not None)


def test_mr_and_mrs_of_one_family_name_are_two_people() -> None:
    lady = Actor("x", "Ana Vela", ActorType.PERSON, ("Mrs. Vela",))
    for called, is_one in (("Mr. Vela", False), ("Mrs. Vela", True)):
        found = resolve({"a" * 16: facts([lady]), "b" * 16: facts([person(called, None, "x")])})
        assert (found["a" * 16]["x"].actor == found["b" * 16]["x"].actor) is is_one
