"""Posts without a name: their holder at the time of the document, from known terms and from other documents."""

from __future__ import annotations

from itertools import permutations

import pytest

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


def links(*documents: tuple[Facts, int], publisher: str = "") -> list[Link]:
    ids = [f"{at:016x}" for at in range(len(documents))]
    facts = {id_: document for id_, (document, _) in zip(ids, documents, strict=True)}
    years = {id_: year for id_, (_, year) in zip(ids, documents, strict=True) if year}
    found = resolve(facts, years, dict.fromkeys(ids, publisher))
    return [found[id_]["x"] for id_ in ids]


def test_a_post_refers_to_its_holder_in_that_year() -> None:
    post = nameless("the Russian President")
    early, later, full = links((post, 2003), (post, 2010), (named("Vladimir Putin", "President", "RU"), 2003))
    assert (early.actor, early.reason) == (full.actor, Reason.HOLDER)
    assert later.actor == "person/dmitry-medvedev"


def test_an_ambiguous_undated_or_generic_post_identifies_nobody() -> None:
    found = links(
        (nameless("the Russian President"), 2008),
        (nameless("the Russian President"), 0),
        (nameless("president", "president of Russia"), 2003),
        (nameless("the President"), 2003),
    )
    assert {link.reason for link in found} == {Reason.ALONE}


def test_other_documents_identify_the_holder_whatever_their_order() -> None:
    documents = [
        (nameless(CALLED), 2011),
        (named("Ana Vula", "foreign minister", "FJ"), 2010),
        (named("Ana Vula", "foreign minister", "FJ"), 2012),
        (named("Tomas Reke", "foreign minister", "FJ"), 2016),
    ]
    for order in permutations(documents):
        found = dict(zip([year for _, year in order], links(*order), strict=True))
        assert found[2011] == Link("person/ana-vula", Reason.HOLDER)


def test_a_bare_family_name_joins_with_the_same_post_and_time() -> None:
    one, other, later = links((named("Mr. Vula", "envoy", "FJ"), 2010), (named("Vula", "envoy", "FJ"), 2011),
                              (named("Vula", "judge", "FJ"), 2011))  # fmt: skip
    assert one == other
    assert one.reason is Reason.ALIKE
    assert later.reason is Reason.ALONE


def about(bare: Facts, *codes: str, roles: tuple[Role, ...] = (), people: tuple[Actor, ...] = ()) -> Facts:
    """The facts of a document that also names these states."""
    states = (Actor(code, code, ActorType.STATE, gazetteer=f"state/{code}") for code in codes)
    return Facts((*bare.actors, *states, *people), (*bare.roles, *roles))


@pytest.mark.parametrize(
    ("text", "publisher", "codes", "holder"),
    [
        ("the President", "organization/white-house", ("CN", "US"), "person/joe-biden"),
        ("THE VICE PRESIDENT", "organization/white-house", (), "person/kamala-harris"),
        ("The President", "organization/kremlin", ("KZ", "RU"), "person/vladimir-putin"),
        ("the Secretary", "organization/us-state-department", ("MA",), "person/antony-blinken"),
        ("the Secretary-General", "organization/un-security-council", ("MA",), "person/antonio-guterres"),
        ("the Prime Minister", "state/CA", ("IN", "CA"), "person/justin-trudeau"),
        ("the Federal Chancellor", "state/DE", ("RU", "DE"), "person/olaf-scholz"),
        ("the IAEA Director General", "", ("IR",), "person/rafael-grossi"),
        ("the European Commission President", "", ("FR",), "person/ursula-von-der-leyen"),
        ("Mr. President", "organization/white-house", (), "person/joe-biden"),
        ("the French leader", "", ("IL",), "person/emmanuel-macron"),
        ("the US Defense Secretary", "", ("PL",), "person/lloyd-austin"),
    ],
)
def test_a_bare_title_belongs_to_the_publisher(text: str, publisher: str, codes: tuple[str, ...], holder: str) -> None:
    (found,) = links((about(nameless(text), *codes), 2022), publisher=publisher)
    assert found == Link(holder, Reason.HOLDER)


@pytest.mark.parametrize(
    ("text", "publisher", "codes"),
    [
        ("the President", "organization/un-security-council", ("UA",)),  # the Council's president changes every month
        ("the President", "", ("US", "FR")),
        ("the President", "", ("US",)),  # perhaps the president of the newspaper's own country
        ("the Prime Minister", "", ("RU", "GB")),
        ("the Federal Chancellor", "organization/kremlin", ("RU", "DE")),
        ("the President", "organization/bundestag", ("DE",)),
        ("the President", "state/DE", ("DE",)),  # perhaps a visiting president
        ("the Crown Prince", "state/DE", ("DE",)),
        ("the Prime Minister", "organization/kremlin", ("RU", "IL")),
        ("the Chancellor", "", ("GB", "DE")),
        ("President", "", ("US",)),  # "President and CEO of the club"
        ("the former President", "organization/white-house", ("US",)),
        ("a President", "organization/white-house", ("US",)),
        ("the former Russian leader", "", ("RU",)),
        ("Mr. President", "organization/us-state-department", ("US",)),  # perhaps an address to the host
        ("the President-elect", "organization/white-house", ("US",)),
        ("the acting President", "organization/kremlin", ("RU",)),
        ("his predecessor", "organization/kremlin", ("RU",)),
    ],
)
def test_an_ambiguous_bare_title_identifies_nobody(text: str, publisher: str, codes: tuple[str, ...]) -> None:
    (found,) = links((about(nameless(text), *codes), 2022), publisher=publisher)
    assert found.reason is Reason.ALONE


def test_a_bare_title_identifies_nobody_when_a_named_person_holds_it_elsewhere() -> None:
    other = Actor("y", "Ana Vula", ActorType.PERSON, country="FJ")
    role = Role("y", "President", None, Evidence(0, 1, "", "role", 0.9))
    visited = about(nameless("the President"), "US", roles=(role,), people=(other,))
    own = Actor("y", "Joe Biden", ActorType.PERSON, country="US")
    alone = about(nameless("the President"), "US", roles=(role,), people=(own,))
    found = links((visited, 2022), (alone, 2022), publisher="organization/white-house")
    assert [link.reason for link in found] == [Reason.ALONE, Reason.HOLDER]


@pytest.mark.parametrize(
    ("name", "title", "year", "codes", "expected"),
    [
        ("Fox", "President", 2005, ("MX", "RU"), "person/vicente-fox"),
        ("López Obrador", "President", 2020, ("MX",), "person/andres-manuel-lopez-obrador"),
        ("Bennett", "Prime Minister", 2022, ("AE", "IL"), "person/naftali-bennett"),
        ("Fox", "President", 2015, ("MX",), None),  # out of office by then
        ("Fox", "President", 2005, ("US",), None),  # the document does not name his state
        ("Fox", "Senator", 2005, ("MX",), None),
    ],
)
def test_title_and_family_name_identify_a_known_holder(
    name: str, title: str, year: int, codes: tuple[str, ...], expected: str | None
) -> None:
    found, namesake = links((about(named(name, title), *codes), year), (named(f"Michael {name}"), year))
    assert (found.actor == expected) if expected else found.actor.endswith(name.casefold())
    assert namesake.actor != found.actor or expected is None


def test_a_post_read_as_a_group_refers_to_its_holder() -> None:
    minister = Mention(0, 28, "the Russian foreign minister", MentionReason.NOMINAL)
    one = Actor("x", "Russian foreign minister", ActorType.GROUP, ("the Russian foreign minister",), (minister,))
    (found,) = links((Facts((one,)), 2018))
    assert found == Link("person/sergey-lavrov", Reason.HOLDER)


def test_a_post_refers_to_the_person_named_with_it() -> None:
    called = nameless("the Fijian finance minister")
    ana, tom = (Actor(name, name, ActorType.PERSON, country="FJ") for name in ("Ana Vula", "Tomas Reke"))
    role = Role(ana.id, "Finance Minister", None, Evidence(0, 1, "", "role", 0.9))
    other = Role(tom.id, "Finance Minister", None, Evidence(0, 1, "", "role", 0.9))
    one, none, two = links(
        (about(called, roles=(role,), people=(ana, tom)), 1871),
        (about(called, people=(ana, tom)), 1971),
        (about(called, roles=(role, other), people=(ana, tom)), 1771),
    )
    assert one == Link("person/ana-vula", Reason.HOLDER)
    assert none.reason is two.reason is Reason.ALONE


def test_the_president_of_a_chamber_is_not_that_of_the_state() -> None:
    called = nameless("the Fijian president")
    ana, house = (
        Actor("Ana Vula", "Ana Vula", ActorType.PERSON, country="FJ"),
        Actor("house", "House of Elders", ActorType.ORGANIZATION, country="FJ"),
    )
    role = Role(ana.id, "president", house.id, Evidence(0, 1, "", "role", 0.9))
    (found,) = links((about(called, roles=(role,), people=(ana, house)), 1871))
    assert found.reason is Reason.ALONE
