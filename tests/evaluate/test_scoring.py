"""Scoring: which facts are right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import FACT_HEADINGS, HEADINGS, SIGN, Figures, align, by_rule, outcome, score, total
from kg.evaluate.pairing import largest_pairing
from tests.evaluate.sheets import BERG, GOLD, ICELAND, NORWAY, Sheet, sheet


@pytest.mark.parametrize(
    ("heading", "fact", "right"),
    [
        ("roles", {"person": "b", "title": "minister", "organization": "a"}, True),
        ("roles", {"person": "b", "title": "minister", "organization": None}, False),
        ("roles", {"person": "a", "title": "minister", "organization": "a"}, False),
        ("leads", {"leader": "b", "of": "a"}, True),
        ("leads", {"leader": "a", "of": "b"}, False),
        ("negotiates_with", {"parties": ["c", "a"]}, True),
        ("negotiates_with", {"parties": ["c", "b"]}, False),
        ("negotiates_with", {"parties": ["c", "unknown"]}, False),
        ("positions", {"holder": "a", "stance": "demand", "about": "herring quotas"}, True),
        ("positions", {"holder": "a", "stance": "propose", "about": "herring quotas"}, False),
        ("positions", {"holder": "c", "stance": "demand", "about": "herring quotas"}, False),
        (SIGN, {"holder": "a", "stance": "propose", "about": "herring quotas"}, True),
        (SIGN, {"holder": "a", "stance": "reject", "about": "herring quotas"}, False),
        ("labels", {"actor": "b", "label": "Hard liner"}, True),
        ("labels", {"actor": "b", "label": "dove"}, False),
        ("actions", {"actor": "c", "kind": "tariff", "amount": 1000000.5}, True),
        ("actions", {"actor": "c", "kind": "tariff", "amount": None}, False),
        ("actions", {"actor": "c", "kind": "aid", "amount": 1000000}, False),
    ],
)
def test_a_fact_is_right_if_its_required_fields_match(heading: str, fact: Sheet, right: bool) -> None:
    key = "positions" if heading == SIGN else heading
    found = score(GOLD, sheet(key, **fact)).outcomes[heading]
    assert (len(found.right), len(found.missed), len(found.added)) == ((1, 0, 0) if right else (0, 1, 1))


def test_an_affiliation_implied_by_a_role_counts_neither_way() -> None:
    found = score(GOLD, sheet("affiliations", member="b", of="a")).outcomes["affiliations"]
    assert (found.right, found.missed, found.added) == ((), (), ())


def test_an_affiliation_that_fills_in_an_open_role_counts_neither_way() -> None:
    gold = {**GOLD, "roles": [{"person": "berg", "title": "minister", "organization": None}], "leads": []}
    gold["affiliations"] = []
    assert score(gold, sheet("affiliations", member="b", of="c")).outcomes["affiliations"].added == ()
    assert len(score(gold, sheet("affiliations", member="c", of="a")).outcomes["affiliations"].added) == 1


def test_a_role_that_names_no_organization_is_open() -> None:
    gold = {**GOLD, "roles": [{"person": "berg", "title": "minister"}], "leads": [], "affiliations": []}
    assert score(gold, sheet("affiliations", member="b", of="c")).outcomes["affiliations"].added == ()


def test_the_same_fact_twice_is_right_once() -> None:
    twice = sheet("leads", leader="b", of="a")
    twice["leads"] *= 2
    found = score(GOLD, twice).outcomes["leads"]
    assert (len(found.right), len(found.added)) == (1, 1)


def test_canonical_names_decide_before_aliases() -> None:
    gold = {"entities": {"g1": {**BERG, "aliases": ["Oslo", "Norway"]}, "g2": NORWAY}}
    assert align(gold, {"entities": {"p": {"name": "Norway", "aliases": ["Oslo"]}}}) == {"p": "g2"}
    assert align(gold, {"entities": {"p": {"name": "Oslo"}}}) == {"p": "g1"}
    assert align(gold, {"entities": {"p": {"name": "Denmark"}}}) == {}


def test_types_are_counted_among_right_actors() -> None:
    found = score(GOLD, {"entities": {"a": {**NORWAY, "type": "organization"}, "c": ICELAND}})
    assert (len(found.outcomes["entities"].right), found.typed) == (2, 1)


@given(st.lists(st.sets(st.integers(0, 6)), max_size=7))
def test_the_pairing_is_maximal(edges: list[set[int]]) -> None:
    def largest(i: int, taken: frozenset[int]) -> int:
        if i == len(edges):
            return 0
        return max([largest(i + 1, taken), *(1 + largest(i + 1, taken | {j}) for j in edges[i] - taken)])

    pairs = largest_pairing(edges, range(7), lambda edge, j: j in edge)
    assert all(j in edges[i] for i, j in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs) == largest(0, frozenset())


def test_figures_without_facts_are_zero() -> None:
    assert (Figures().precision, Figures().recall, Figures().f1) == (0.0, 0.0, 0.0)
    assert Figures(1, 2, 4) + Figures(1, 1, 1) == Figures(2, 3, 5)


def test_the_total_of_facts_excludes_actors_and_signs() -> None:
    figures = total([score(GOLD, GOLD), score(GOLD, {})])
    owed = len(FACT_HEADINGS) - 1  # the affiliation is said by the role
    assert figures["facts"] == Figures(owed, owed, 2 * owed)
    assert list(figures) == [*HEADINGS, SIGN, "facts"]


def test_rules_are_taken_from_the_evidence() -> None:
    good = sheet("leads", leader="b", of="a", evidence={"rule": "lead.verb"})
    bad = sheet("leads", leader="a", of="b", evidence={"rule": "lead.verb"})
    bare = sheet("leads", leader="a", of="b", evidence="words")
    assert by_rule(score(GOLD, s) for s in (good, bad, bare)) == {
        ("leads", "-"): Figures(0, 1),
        ("leads", "lead.verb"): Figures(1, 2),
    }


def test_the_outcome_of_one_fact_says_whether_it_is_right() -> None:
    table = {"a": "no", "b": "berg"}
    assert outcome("leads", GOLD, [{"leader": "b", "of": "a"}], table).right
    assert outcome("leads", GOLD, [{"leader": "a", "of": "b"}], table).added
