"""Bodies and groups across documents: by a proper name, or by the actor that they belong to."""

from __future__ import annotations

import pytest

from kg.model import Actor, Facts
from kg.resolve import Reason, is_of_one_document, resolve
from tests.doubles.cast import actor, affiliations, facts, person, state

A, B, C = (letter * 16 for letter in "abc")
US, CN, GB = state("us", "US", "United States"), state("cn", "CN", "China"), state("gb", "GB", "United Kingdom")


def ids(*documents: Facts) -> list[str]:
    """The id of the first actor of each document."""
    names = (A, B, C)[: len(documents)]
    links = resolve(dict(zip(names, documents, strict=True)))
    return [links[name][document.actors[0].id].actor for name, document in zip(names, documents, strict=True)]


def tied(which: Actor, *to: Actor) -> Facts:
    """One actor and those that it belongs to."""
    return facts([which, *to], affiliations=affiliations(*((which.id, each.id) for each in to)))


@pytest.mark.parametrize(
    ("kind", "name", "to", "expected"),
    [
        ("group", "US officials", [US], "group/united-states-officials"),
        ("group", "officials", [US], "group/united-states-officials"),
        ("group", "American officials", [US], "group/united-states-officials"),
        ("group", "senior US officials", [US], "group/united-states-senior-officials"),
        ("group", "Washington officials", [US], "group/united-states-officials"),
        ("group", "Chinese and American traders", [CN, US], "group/china-united-states-traders"),
        ("delegation", "the Chinese delegation", [CN], "delegation/china-delegation"),
        ("delegation", "Chinese negotiating team", [CN], "delegation/china-negotiating-team"),
        ("faction", "hard-liners", [US], "faction/united-states-hard-liners"),
        ("faction", "the hardliners", [US], "faction/united-states-hard-liners"),
        ("organization", "China's Commerce Ministry", [CN], "organization/chinese-commerce-ministry"),
        ("organization", "the Commerce Ministry", [CN], "organization/chinese-commerce-ministry"),
        ("organization", "Ministry of Commerce", [CN], "organization/chinese-commerce-ministry"),
        ("organization", "Ministry of Commerce of China", [CN], "organization/chinese-commerce-ministry"),
        ("organization", "MOC", [CN], "organization/chinese-commerce-ministry"),
        ("organization", "Chinese Ministry of Commerce", [CN], "organization/chinese-commerce-ministry"),
        ("organization", "US Treasury", [US], "organization/us-treasury-department"),
        ("group", "the Chinese", [CN], "group/china-chinese"),
    ],
)
def test_a_body_without_a_proper_name_is_identified_by_its_state(
    kind: str, name: str, to: list[Actor], expected: str
) -> None:
    assert ids(tied(actor("x", kind, name), *to)) == [expected]


def test_officials_are_grouped_by_state_from_affiliation_or_country() -> None:
    by_country = facts([actor("x", "group", "officials", "US")])
    by_tie = tied(actor("y", "group", "US officials"), US)
    of_china = tied(actor("z", "group", "officials"), CN)
    officials = "group/united-states-officials"
    assert ids(by_country, by_tie, of_china) == [officials, officials, "group/china-officials"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("group", "officials"),
        ("faction", "Hard-liners"),
        ("delegation", "the delegation"),
        ("organization", "the Foreign Ministry"),
        ("organization", "rebels"),
        ("organization", "Parliament"),
        ("bloc", "the coalition"),
        ("group", "people briefed on the talks"),
    ],
)
def test_a_body_without_ties_stays_in_its_document(kind: str, name: str) -> None:
    here, there = ids(*[facts([actor("x", kind, name)])] * 2)
    assert here != there
    assert is_of_one_document(here)
    assert is_of_one_document(there)


@pytest.mark.parametrize(
    ("name", "nominal"), [("Management", True), ("Ownership", True), ("Board", False), ("Club", True)]
)
def test_a_noun_that_opens_a_sentence_is_no_name(name: str, nominal: bool) -> None:
    here, there = ids(*[facts([actor("x", "organization", name, nominal=nominal)])] * 2)
    assert is_of_one_document(here)
    assert here != there


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("new Bush administration", "organization/bush-administration"),
        ("Rotary Club", "organization/rotary-club"),
        ("National Press Club", "organization/national-press-club"),
        ("Federal Management Agency", "organization/federal-management-agency"),
    ],
)
def test_a_name_beside_a_common_noun_joins_across_documents(name: str, id_: str) -> None:
    assert ids(*[facts([actor("x", "organization", name, nominal="new" in name)])] * 2) == [id_] * 2


@pytest.mark.parametrize("name", ["a senior US official", "US official familiar with the talks", "White House aide"])
def test_unnamed_people_of_two_documents_are_two(name: str) -> None:
    here, there = ids(*[tied(actor("x", "group", name), US)] * 2)
    assert here != there


def test_ties_are_followed_through_other_actors() -> None:
    ministry = actor("m", "organization", "Commerce Ministry")
    team = actor("t", "delegation", "the ministry's team")
    document = facts([team, ministry, CN], affiliations=affiliations(("t", "m"), ("m", "cn")))
    (found,) = ids(document)
    assert found.startswith("delegation/chinese-commerce-ministry-ministry-team-")
    assert ids(document, document)[1] == found


def test_ties_to_a_single_name_or_in_a_circle_identify_nobody() -> None:
    team = actor("t", "delegation", "his team")
    wing = actor("w", "faction", "the wing")
    of_suharto = tied(team, person("Suharto"))
    circle = facts([team, wing], affiliations=affiliations(("t", "w"), ("w", "t")))
    of_itself = facts([team], affiliations=affiliations(("t", "t")))
    links = resolve({A: of_suharto, B: circle, C: of_itself})
    assert {links[A]["t"].reason, links[B]["t"].reason, links[B]["w"].reason, links[C]["t"].reason} == {Reason.ALONE}


def test_a_tie_to_a_full_name_identifies_across_documents() -> None:
    team = actor("t", "delegation", "his team")
    here, there, of_other = ids(
        tied(team, person("Liu He", "CN")), tied(team, person("Liu He")), tied(team, person("Wang Yi", "CN"))
    )
    assert here == there
    assert here.startswith("delegation/liu-he-his-team-")
    assert of_other != here


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        (actor("x", "organization", "Huawei"), actor("x", "organization", "HUAWEI", "CN"), True),
        (actor("x", "organization", "the Red Crescent"), actor("x", "organization", "Red Crescent"), True),
        (actor("x", "organization", "Liberal Party", "CA"), actor("x", "organization", "Liberal Party", "AU"), False),
        (actor("x", "organization", "Green Party", "CA"), actor("x", "organization", "Green Party", "AU"), False),
        (actor("x", "organization", "Bank of China", "CN"), actor("x", "organization", "Bank of China"), True),
        (actor("x", "organization", "Bank of China", "CN"), actor("x", "organization", "Bank of Japan", "JP"), False),
        (actor("x", "organization", "Arctic Front"), actor("x", "bloc", "Arctic Front"), False),
        (actor("x", "organization", "Quillon", "US"), actor("x", "organization", "Quillon Foundation", "US"), False),
        (actor("x", "organization", "Green Cross"), actor("x", "organization", "Green Cross Society of China"), False),
        (actor("x", "organization", "Liberal Party"), actor("x", "organization", "Liberal Party of Canada"), False),
        (actor("x", "organization", "Arctic Quillon", "NO"), actor("x", "organization", "Quillon", "NO"), True),
        (actor("x", "organization", "Labour Centre Alfa"), actor("x", "organization", "Labor Center Alfa"), True),
    ],
)
def test_a_proper_name_joins_across_documents_unless_countries_differ(here: Actor, there: Actor, same: bool) -> None:
    one, other = ids(facts([here]), facts([there]))
    assert (one == other) is same


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        (("Arctic Herring Organisation", "AHO"), ("Arctic Herring Producers Organisation", "AHPO"), False),
        (("Mindoro National Liberation Front", "MNLF"), ("Mindoro Liberation Front", "MLF"), False),
        (("Forces for Trade and Thrift", "FTT"), ("Thrift and Trade Forces", "TTF"), True),  # two translations
        (("Mindoro Herders Liberation Movement", "MHLM"), ("Mindoro Herders Liberation Movement Army", "MHLMA"), True),
        (("Quillon Party", "QP"), ("Quillon Party of Norway", "QPN"), True),  # it differs by the country alone
        (
            ("Front for the Liberation of Mindoro", ""),
            ("Front for the Liberation of Mindoro - High Command", ""),
            False,
        ),
        (("Arctic Herring Commission", ""), ("Arctic Herring Commission Secretariat", ""), False),
        (("Arctic Herring", ""), ("Arctic Herring Commission", ""), True),
    ],
)
def test_own_acronyms_and_words_for_a_part_tell_bodies_apart(
    here: tuple[str, str], there: tuple[str, str], same: bool
) -> None:
    one, other = ids(
        *(
            facts([actor("x", "organization", name, "NO", aliases=tuple(filter(None, [acronym])))])
            for name, acronym in (here, there)
        )
    )
    assert (one == other) is same


def test_a_committee_is_no_part_of_what_only_tells_its_matter() -> None:
    short, whole = (
        facts([actor("x", "organization", name)]) for name in ("House Salt and Wool", "House Salt and Wool Committee")
    )
    assert len(set(ids(short, whole))) == 1


def test_bodies_of_one_name_in_two_countries_have_the_country_in_their_ids() -> None:
    greens = [facts([actor("x", "organization", "Green Party", code)]) for code in ("CA", "AU", None)]
    assert ids(*greens) == [
        "organization/green-party-ca",
        "organization/green-party-au",
        f"organization/{C}-green-party",
    ]


@pytest.mark.parametrize(
    ("name", "has_own"),
    [
        ("House Freedom Caucus", True),
        ("Free Syrian Army Wing", False),
        ("Mindoro Liberation Wing", True),
        ("Chinese Hard-liners", False),
        ("Hawks", False),
        ("those pushing for a deal", False),
    ],
)
def test_a_faction_has_a_proper_name_only_if_written_like_one(name: str, has_own: bool) -> None:
    here, there = ids(facts([actor("x", "faction", name)]), tied(actor("x", "faction", name), US))
    assert (here == there) is has_own


def test_an_invalid_gazetteer_entry_is_ignored() -> None:
    assert ids(facts([actor("x", "organization", "Blue Line", gazetteer="nonsense")])) == ["organization/blue-line"]


def test_an_acronym_joins_the_only_name_it_can_stand_for() -> None:
    full = actor("x", "organization", "Sudan People's Liberation Movement", aliases=("SPLM",))
    other = actor("x", "organization", "Southern Peninsula Land Mission", aliases=("SPLM",))
    bare = actor("x", "organization", "SPLM")
    assert ids(facts([bare]), facts([full])) == ["organization/sudan-people-liberation-movement"] * 2
    assert ids(facts([bare]), facts([full]), facts([other]))[0] == f"organization/{A}-splm"
    assert ids(facts([bare]), facts([bare])) == ["organization/splm"] * 2


def test_an_acronym_is_resolved_by_an_alias_that_spells_it_out() -> None:
    bare = actor("x", "organization", "MLF", aliases=("Mindoro Liberation Front",))
    full = actor("x", "organization", "Mindoro Liberation Front")
    assert ids(facts([bare]), facts([full])) == ["organization/mindoro-liberation-front"] * 2


def test_names_that_split_in_two_ways_get_distinct_ids() -> None:
    guinea, bissau = state("g", "GN", "Guinea"), state("b", "GW", "Guinea-Bissau")
    one, other = ids(
        tied(actor("x", "group", "Bissau officials"), guinea), tied(actor("x", "group", "officials"), bissau)
    )
    assert other == "group/guinea-bissau-officials"
    assert one.startswith("group/guinea-bissau-officials-")


def test_the_gazetteer_decides_before_everything_else() -> None:
    links = resolve({A: facts([GB])})
    assert (links[A]["gb"].actor, links[A]["gb"].reason) == ("state/GB", Reason.GAZETTEER)


def test_a_non_ascii_name_has_an_id_of_its_own() -> None:
    one, other, third = ids(
        *(facts([actor("x", "organization", name)]) for name in ("Фронт Север", "Фронт Юг", "Фронт Север"))
    )
    assert one == third != other
    assert one.isascii()
