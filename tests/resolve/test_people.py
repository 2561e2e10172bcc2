"""Persons across documents: one id for one person, and never one id for two."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Actor, Facts
from kg.resolve import Reason, resolve
from tests.doubles.cast import DOUBT, PROOF, affiliations, facts, person, roles, state

A, B, C, D = (letter * 16 for letter in "abcd")


def ids(*documents: Facts) -> list[str]:
    """The id of the first actor of each document."""
    names = (A, B, C, D)[: len(documents)]
    links = resolve(dict(zip(names, documents, strict=True)))
    return [links[name][document.actors[0].id].actor for name, document in zip(names, documents, strict=True)]


def alone(*people: Actor) -> list[Facts]:
    return [facts([each]) for each in people]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([person("Liu He", "CN"), person("Liu He", "CN")], ["person/liu-he"] * 2),
        ([person("Liu He", "CN"), person("Liu He")], ["person/liu-he"] * 2),
        ([person("Recep Tayyip Erdoğan"), person("Recep Tayyip Erdogan")], ["person/recep-tayyip-erdogan"] * 2),
        ([person("Bashar al-Assad"), person("Bashar Al Assad")], ["person/bashar-al-assad"] * 2),
        ([person("Kim Jong-un", "KP"), person("Kim Jong Un", "KP")], ["person/kim-jong-un"] * 2),
        ([person("Donald J. Trump"), person("Donald Trump", "US")], ["person/donald-trump"] * 2),
        ([person("J.D. Vance"), person("J. D. Vance"), person("JD Vance")], ["person/jd-vance"] * 3),
        ([person("Mr. Liu He"), person("LIU HE")], ["person/liu-he"] * 2),
        ([person("Nicolás Maduro Moros", "VE"), person("Nicolás Maduro", "VE")], ["person/nicolas-maduro"] * 2),
        (
            [person("Juan Manuel Santos Calderón", "CO"), person("Juan Manuel Santos", "CO"), person("Santos", "CO")],
            ["person/juan-manuel-santos"] * 3,
        ),
    ],
)
def test_spellings_of_one_name_are_one_person(people: list[Actor], expected: list[str]) -> None:
    assert ids(*alone(*people)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (
            [person("Li Wei", "CN"), person("Li Wei", "SG"), person("Li Wei")],
            ["person/li-wei-cn", "person/li-wei-sg", f"person/{C}-li-wei"],
        ),
        (
            [person("George W. Bush", "US"), person("George H. W. Bush", "US"), person("George Bush", "US")],
            ["person/george-w-bush", "person/george-h-w-bush", f"person/{C}-george-bush-us"],
        ),
        ([person("He Liu"), person("Liu He")], ["person/he-liu", "person/liu-he"]),
        (
            [person("Donald Trump", "US"), person("Donald Trump Jr.", "US")],
            ["person/donald-trump", "person/donald-trump-jr"],
        ),
        (
            [
                person("Nicolás Maduro", "VE"),
                person("Nicolás Maduro Moros", "VE"),
                person("Nicolás Maduro Guerra", "VE"),
            ],
            ["person/nicolas-maduro", "person/nicolas-maduro-moros", "person/nicolas-maduro-guerra"],
        ),
        (
            [person("Juan Carlos", "ES"), person("Juan Carlos Campo", "ES")],
            ["person/juan-carlos", "person/juan-carlos-campo"],
        ),
        ([person("Ali Hassan"), person("Ali al-Hassan")], ["person/ali-hassan", "person/ali-al-hassan"]),
        (
            [person("the foreign minister"), person("the foreign minister")],
            [f"person/{A}-the-foreign-minister", f"person/{B}-the-foreign-minister"],
        ),
    ],
)
def test_names_that_may_be_two_people_are_two(people: list[Actor], expected: list[str]) -> None:
    assert ids(*alone(*people)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([person("Liu", "CN"), person("Liu He", "CN")], "person/liu-he"),
        ([person("Liu"), person("Liu He", "CN")], "person/liu-he"),
        ([person("Liu", "CN"), person("Liu He")], "person/liu-he"),
        ([person("Liu", "CN"), person("Lucy Liu", "US")], f"person/{A}-liu-cn"),
        ([person("Liu"), person("Liu He", "CN"), person("Liu Kun", "CN")], f"person/{A}-liu"),
        ([person("Liu"), person("Liu He", "CN"), person("Lucy Liu", "US")], f"person/{A}-liu"),
        ([person("Liu", "CN"), person("Liu He", "CN"), person("Lucy Liu", "US")], "person/liu-he"),
        ([person("Li"), person("Li Wei", "CN"), person("Li Wei", "SG")], f"person/{A}-li"),
        ([person("Li", "SG"), person("Li Wei", "CN"), person("Li Wei", "SG")], "person/li-wei-sg"),
        ([person("He"), person("Liu He", "CN")], f"person/{A}-he"),
        ([person("Assad"), person("Bashar al-Assad", "SY")], "person/bashar-al-assad"),
        ([person("al-Assad"), person("Bashar al-Assad", "SY")], "person/bashar-al-assad"),
        ([person("Salman"), person("Mohammed bin Salman", "SA")], f"person/{A}-salman"),
        ([person("Phuc", "VN"), person("Nguyen Xuan Phuc", "VN")], "person/nguyen-xuan-phuc"),
        ([person("Maduro"), person("Nicolás Maduro Moros", "VE")], "person/nicolas-maduro-moros"),
        ([person("M. Pence"), person("Mike Pence", "US"), person("Greg Pence", "US")], "person/mike-pence"),
        ([person("M. Pence"), person("Greg Pence", "US")], f"person/{A}-m-pence"),
        ([person("Suharto"), person("Suharto")], f"person/{A}-suharto"),
        # Countries distinguish people with unknown middle initials only if they differ.
        ([person("Bush"), person("George W. Bush"), person("George H. W. Bush")], f"person/{A}-bush"),
    ],
)
def test_a_bare_family_name_joins_only_the_one_possible_person(people: list[Actor], expected: str) -> None:
    assert ids(*alone(*people))[0] == expected


def test_a_name_ending_in_a_country_code_has_an_id_of_its_own() -> None:
    found = ids(*alone(person("Li Wei", "CN"), person("Li Wei", "SG"), person("Li Wei Cn")))
    assert len(set(found)) == 3
    assert found[1:] == ["person/li-wei-sg", "person/li-wei-cn"]


def test_a_post_decides_between_people_of_one_family_name() -> None:
    keqiang = facts([person("Li Keqiang", "CN")], roles=roles(("Li Keqiang", "premier", None)))
    wei = facts([person("Li Wei", "CN")])
    short = facts([person("Li", "CN")], roles=roles(("Li", "Premier", None)))
    links = resolve({A: short, B: keqiang, C: wei})
    assert links[A]["Li"].actor == "person/li-keqiang"
    assert links[A]["Li"].reason is Reason.POST


def test_the_country_comes_from_post_and_affiliation_where_the_name_has_none() -> None:
    china, us = state("cn", "CN", "China"), state("us", "US", "United States")
    by_post = facts([person("Li Wei"), china], roles=roles(("Li Wei", "vice minister", "cn")))
    by_tie = facts([person("Li Wei"), us], affiliations=affiliations(("Li Wei", "us")))
    of_both = facts([person("Li Wei"), us, china], affiliations=affiliations(("Li Wei", "us"), ("Li Wei", "cn")))
    assert ids(by_post, by_tie, of_both) == ["person/li-wei-cn", "person/li-wei-us", f"person/{C}-li-wei"]


def test_a_person_with_the_same_title_in_two_countries_is_one_of_which_a_country_was_misread() -> None:
    china, us = state("cn", "CN", "China"), state("us", "US", "United States")
    of_china = facts([person("Liu He"), china], roles=roles(("Liu He", "vice premier", "cn")))
    misread = facts([person("Liu He"), us], roles=roles(("Liu He", "Vice Premier", "us")))
    other = facts([person("Liu He"), us], roles=roles(("Liu He", "skipper", "us")))
    assert ids(of_china, of_china, misread, facts([person("Liu He")])) == ["person/liu-he"] * 4
    assert ids(of_china, of_china, other) == ["person/liu-he-cn", "person/liu-he-cn", "person/liu-he-us"]


def test_an_uncertain_post_or_affiliation_gives_no_country() -> None:
    china = state("cn", "CN", "China")
    guessed = facts(
        [person("Ana Berg"), china],
        roles=roles(("Ana Berg", "president", "cn"), evidence=DOUBT),
        affiliations=affiliations(("Ana Berg", "cn"), evidence=DOUBT),
    )
    assert ids(guessed, facts([person("Ana Berg", "NO")])) == ["person/ana-berg"] * 2


def test_an_inferred_post_gives_no_country() -> None:
    china = state("cn", "CN", "China")
    inferred = replace(PROOF, rule="role.title-before-inferred")
    placed = facts([person("Ana Berg"), china], roles=roles(("Ana Berg", "president", "cn"), evidence=inferred))
    assert ids(placed, facts([person("Ana Berg", "NO")])) == ["person/ana-berg"] * 2


def test_the_last_word_of_a_name_can_be_the_family_name_whatever_the_country() -> None:
    assert ids(*alone(person("Donald Trump", "CN"), person("Trump"))) == ["person/donald-trump"] * 2


def many(people: list[Actor]) -> dict[str, Facts]:
    return {f"{at:016x}": facts([each]) for at, each in enumerate(people)}


def test_one_misread_country_among_many_does_not_split_a_person() -> None:
    of_us, of_tr = [person("Ana Berg", "US")] * 8, [person("Ana Berg", "TR")]
    unsaid = [person("Ana Berg"), person("Berg"), person("Berg", "US"), person("Berg", "TR"), person("Ana T. Berg")]
    documents = many([*of_us, *of_tr, *unsaid])
    links = list(resolve(documents).values())
    found = [next(iter(each.values())) for each in links[9:]]
    us, tr = "person/ana-berg-us", "person/ana-berg-tr"
    assert [link.actor for link in found] == [us, us, us, tr, us]
    assert found[0].reason is Reason.MOSTLY
    # Seven of these are no large majority.
    fewer = list(resolve(dict(list(documents.items())[1:])).values())
    assert [next(iter(each.values())).reason for each in fewer[8:10]] == [Reason.AMBIGUOUS] * 2


def test_a_family_name_of_two_people_stays_ambiguous_however_often_one_of_them_is_named() -> None:
    links = resolve(many([person("Liu"), person("Lucy Liu"), *[person("Liu He")] * 40]))
    assert links["0" * 16]["Liu"].reason is Reason.AMBIGUOUS


def test_people_of_one_document_are_not_joined_without_proof() -> None:
    both = facts([person("Liu", local="a"), person("Liu", local="b"), person("Liu", "CN", local="c")])
    links = resolve({A: both})[A]
    assert [links[local].actor for local in "abc"] == [f"person/{A}-liu", f"person/{A}-liu-2", f"person/{A}-liu-cn"]


def test_a_listed_person_keeps_its_id_and_is_found_by_family_name() -> None:
    known = person("Xi Jinping", "CN", gazetteer="person/Q15031")
    assert ids(*alone(known, person("Xi"))) == ["person/Q15031"] * 2


def test_a_listed_person_does_not_take_in_namesakes_with_other_initials() -> None:
    listed = person("Michael B. Ek", gazetteer="person/michael-b-ek")
    other, either = person("Michael T. Ek"), person("Michael Ek")
    assert ids(*alone(listed, either)) == ["person/michael-b-ek"] * 2
    assert ids(*alone(listed, other)) == ["person/michael-b-ek", "person/michael-t-ek"]
    assert ids(*alone(listed, other, either))[2] == f"person/{C}-michael-ek"
    # The list may have chosen the id that another one's name would get.
    taken = person("Michael B. Ek", gazetteer="person/michael-t-ek")
    assert len(set(ids(*alone(taken, other)))) == 2


def test_years_tell_a_listed_person_from_a_namesake() -> None:
    def said(name: str, **more: object) -> Facts:
        us = state("us", "US", "United States")
        return facts([person(name, "US", "x", **more), us], roles=roles(("x", "president", "us")))

    documents = {
        A: said("George H. W. Bush"),
        B: said("George W. Bush", gazetteer="person/george-w-bush"),
        C: said("George Bush"),
        D: said("George Bush"),
    }
    found = resolve(documents, {A: 1991, B: 2003, C: 1990, D: 2005})
    assert [found[each]["x"].actor for each in (C, D)] == ["person/george-h-w-bush", "person/george-w-bush"]
    # A year says whom a president without initials means, also where no document has them.
    found = resolve({C: documents[C], D: documents[D]}, {C: 1990, D: 2005})
    assert [found[each]["x"].actor for each in (C, D)] == ["person/george-h-w-bush", "person/george-w-bush"]


def test_other_forms_of_a_name_join_a_listed_person_and_two_listed_ones_stay_two() -> None:
    listed = person("Michael Ek", "SE", gazetteer="person/michael-ek")
    assert ids(*alone(listed, *[person("Mike Ek", "SE")] * 3)) == ["person/michael-ek"] * 4
    mike = person("Mike Ek", "SE", gazetteer="person/mike-ek")
    assert ids(*alone(listed, mike)) == ["person/michael-ek", "person/mike-ek"]


def test_the_reason_of_a_link_is_kept() -> None:
    links = resolve(dict(zip((A, B, C, D), alone(*map(person, ("Liu He", "Liu", "Suharto", "liu"))), strict=True)))
    assert [next(iter(links[name].values())).reason for name in (A, B, C)] == [
        Reason.NAME,
        Reason.SHORT_NAME,
        Reason.ALONE,
    ]


PEOPLE = (
    *(person(name, country) for name in ("Li Wei", "Li", "Wei Li", "W. Li") for country in (None, "CN", "SG")),
    *(person(name, "US") for name in ("George Bush", "George W. Bush", "George H. W. Bush", "Bush")),
    *(person(name, "VE") for name in ("Ana Paz", "Ana Paz Ruiz", "Ana Paz Ruiz Sol", "Paz", "Ruiz")),
    person("George Bush"),
    person("Li Wei Cn"),
)


@settings(max_examples=80)
@given(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(people: list[Actor], random: object) -> None:
    documents = {f"{at:016x}": facts([each]) for at, each in enumerate(people)}
    expected = resolve(documents)
    shuffled = list(documents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve({name: documents[name] for name in shuffled}) == expected


def test_short_names_of_two_countries_do_not_join_one_without_country() -> None:
    links = list(
        resolve(many([person("Berg", "NO"), person("Berg", "SE"), person("Berg"), person("Ana Berg")])).values()
    )
    assert [next(iter(each.values())).reason for each in links[:3]] == [
        *[Reason.AMBIGUOUS] * 2,
        Reason.SHORT_NAME,
    ]


@settings(max_examples=80)
@given(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=8))
def test_people_of_two_countries_never_share_an_id(people: list[Actor]) -> None:
    links = resolve({f"{at:016x}": facts([each]) for at, each in enumerate(people)})
    countries: dict[str, set[str]] = {}
    for at, each in enumerate(people):
        if each.country:
            countries.setdefault(links[f"{at:016x}"][each.id].actor, set()).add(each.country)
    assert all(len(found) == 1 for found in countries.values())


def test_every_order_of_four_documents_gives_the_same_ids() -> None:
    documents = dict(
        zip(
            (A, B, C, D),
            alone(person("Li"), person("Li Wei", "CN"), person("Li Wei", "SG"), person("Li Na")),
            strict=True,
        )
    )
    outcomes = {str(sorted(resolve(dict(order)).items())) for order in permutations(documents.items())}
    assert len(outcomes) == 1


def test_a_spanish_de_makes_another_family_name() -> None:
    raul, other, bare = person("Raul Quiroga", "CU"), person("Noel de Quiroga", "PH"), person("Quiroga")
    assert ids(*alone(raul, other, bare))[2] == "person/raul-quiroga"
