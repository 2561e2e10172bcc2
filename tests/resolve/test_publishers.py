"""The state or body that a source publishes for, recognized by its whole name only."""

from __future__ import annotations

import pytest

from kg.resolve import publisher_of


@pytest.mark.parametrize(
    ("source", "publisher"),
    [
        ("The White House, Office of the Press Secretary", "organization/white-house"),
        ("en.kremlin.ru", "organization/kremlin"),
        ("US Senate", "organization/us-senate"),
        ("UN Security Council, 7180th meeting", "organization/un-security-council"),
        ("HM Government UK", "state/GB"),
        ("Federal Government of Germany", "state/DE"),
        ("Government of South Sudan", "state/SS"),
        ("Ministry of Defence of Ukraine", "state/UA"),
        ("Permanent Mission of Cuba to the United Nations", "state/CU"),
        ("www.gob.mx", "state/MX"),
    ],
)
def test_a_state_or_a_body_publishes_under_its_own_name(source: str, publisher: str) -> None:
    assert publisher_of(source) == publisher


@pytest.mark.parametrize(
    "source",
    [
        "National Congress of Teachers",
        "Senate of Chile",
        "Ghana Foreign Office",
        "Bavarian House of Representatives",
        "Georgia Department of Fisheries",
        "Kurdistan Regional Government",
        "Parliament of Mexico",  # the president of a parliament is not that of the state
        "Government of New Mexico",
        "Libyan Interim Government",
        "Metro Radio: White House diary",
        "NATO Watch",
        "Embassy of Japan in Peru",
    ],
)
def test_a_longer_name_containing_a_state_or_body_is_another_publisher(source: str) -> None:
    assert publisher_of(source) == ""
