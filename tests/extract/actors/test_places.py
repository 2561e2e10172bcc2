"""Places that act: the governments of countries, and those of cities and regions, which are bodies."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Held


@pytest.mark.parametrize("place", ["Toronto", "Texas", "Oakland County", "Jeddah"])
def test_a_city_or_region_is_a_body(named: Held, place: str) -> None:
    assert named(f"{place} demanded more money from Canada.") == {(place, "organization"), ("Canada", "state")}


@pytest.mark.parametrize("place", ["Peru", "Gaza", "Hong Kong", "Scotland", "Republic of Lowland"])
def test_a_country_or_territory_is_a_state(named: Held, place: str) -> None:
    assert (place, "state") in named(f"The {place} rejected the offer." if " of " in place else f"{place} rejected it.")


def test_a_capital_is_the_state_that_it_stands_for(named: Held) -> None:
    assert named("Beijing rejected the offer of Berlin.") == {("China", "state"), ("Germany", "state")}


def test_an_abbreviation_without_its_last_stop_is_the_same_state(named: Held) -> None:
    assert named("Yesterday the U.S demanded a truce. The U.S. rejected talks.") == {("United States", "state")}
