"""Posts without a name: who held them when the document was written, by the terms known and by other documents."""

from __future__ import annotations

from itertools import permutations

from kg.model import Actor, ActorType, Evidence, Facts, Mention, MentionReason, Role
from kg.resolve import resolve
from kg.resolve.claim import Link, Reason

CALLED = "the foreign minister of Fiji"


def nameless(text: str, *aliases: str) -> Facts:
    mention = Mention(0, len(text), text, MentionReason.NOMINAL)
    return Facts((Actor("x", text, ActorType.PERSON, aliases, (mention,)),))


def named(name: str, title: str = "", country: str | None = None) -> Facts:
    roles = (Role("x", title, None, Evidence(0, 1, "", "role", 0.9)),) if title else ()
    return Facts((Actor("x", name, ActorType.PERSON, country=country),), roles)


def links(*documents: tuple[Facts, int]) -> list[Link]:
    ids = [f"{at:016x}" for at in range(len(documents))]
    facts = {id_: document for id_, (document, _) in zip(ids, documents, strict=True)}
    found = resolve(facts, {id_: year for id_, (_, year) in zip(ids, documents, strict=True) if year})
    return [found[id_]["x"] for id_ in ids]


def test_the_holder_of_a_post_is_whoever_held_it_in_that_year() -> None:
    post = nameless("the Russian President")
    early, later, full = links((post, 2003), (post, 2010), (named("Vladimir Putin", "President", "RU"), 2003))
    assert (early.actor, early.reason) == (full.actor, Reason.HOLDER)
    assert later.actor == "person/dmitry-medvedev"


def test_nobody_is_meant_by_a_post_in_a_year_of_two_holders_without_date_or_by_a_post_as_such() -> None:
    found = links(
        (nameless("the Russian President"), 2008),
        (nameless("the Russian President"), 0),
        (nameless("president", "president of Russia"), 2003),
        (nameless("the President"), 2003),
    )
    assert {link.reason for link in found} == {Reason.ALONE}


def test_other_documents_tell_who_held_a_post_whatever_their_order() -> None:
    documents = [
        (nameless(CALLED), 2011),
        (named("Ana Vula", "foreign minister", "FJ"), 2010),
        (named("Ana Vula", "foreign minister", "FJ"), 2012),
        (named("Tomas Reke", "foreign minister", "FJ"), 2016),
    ]
    for order in permutations(documents):
        found = dict(zip([year for _, year in order], links(*order), strict=True))
        assert found[2011] == Link("person/ana-vula", Reason.HOLDER)


def test_family_names_without_a_full_name_are_one_in_one_place_and_time() -> None:
    one, other, later = links((named("Mr. Vula", "envoy", "FJ"), 2010), (named("Vula", "envoy", "FJ"), 2011),
                              (named("Vula", "judge", "FJ"), 2011))  # fmt: skip
    assert one == other
    assert one.reason is Reason.ALIKE
    assert later.reason is Reason.ALONE
