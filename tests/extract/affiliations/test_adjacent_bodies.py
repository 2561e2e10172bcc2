"""Bodies that are named beside one another, posts whose state no word names, and bodies that others make up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

TIED: list[tuple[str, tuple[str, str]]] = [
    ("The Department of the Treasury’s Office of Fair Lending sued a bank.",
     ("Office of Fair Lending", "US Treasury Department")),
    ("Ana Ruiz of the UK's Harbour Safety Agency objected.", ("Ana Ruiz", "Harbour Safety Agency")),
    ("Bo Ek, of the Dock Union, objected.", ("Bo Ek", "Dock Union")),
    ("The National Flood Council (NFC) of Peru objected.", ("National Flood Council", "Peru")),
    ("The UN General Assembly met. The United Nations objected.", ("UN General Assembly", "United Nations")),
    ("France agreed. In Paris, President Ruiz demanded a vote.", ("Ruiz", "France")),
    ("The alliance of Chile, Peru and Mexico met.", ("Chile", "alliance")),
    ("Her closest advisers, including Ana Ruiz and Bo Ek, object.", ("Ana Ruiz", "closest advisers")),
    ("As a member of the European Union, Malta objects.", ("Malta", "European Union")),
    ("The text was issued by Chile and Peru as members of the Andean Community.", ("Chile", "Andean Community")),
    ("The Andean Community unites Chile and Peru.", ("Peru", "Andean Community")),
    ("The Andean Community is made up of Chile and Peru.", ("Chile", "Andean Community")),
    ("The Andean Community, an alliance between Chile and Peru, met.", ("Peru", "Andean Community")),
    ("Peruvian and Chilean officials want a dam.", ("Peruvian and Chilean officials", "Peru")),
    ("Peru met Chile. The ministries of both countries agreed.", ("ministries of both countries", "Peru")),
    ("Peru met Chile. The two countries' banks agreed.", ("countries' banks", "Chile")),
    ("Peruvian and Chilean officials want a dam.", ("Peruvian and Chilean officials", "Chile")),
    ("Peruvian and Chilean officials met.", ("Chilean officials", "Chile")),
    (
        "Fiji praised the interaction between the Peruvian and Chilean ministries, which allowed the two countries to "
        "meet.",
        ("Peruvian ministry", "Peru"),
    ),
    ("Two senior Peruvian officials, Bo Ek and Ana Ruiz, met.", ("Ana Ruiz", "Peru")),
    ("Bo Ek, the Dock Union delegate, met Ana Ruiz.", ("Bo Ek", "Dock Union")),
    ("Bo Ek, the Dock Union delegate, and Ana Ruiz met.", ("Bo Ek", "Dock Union")),
]  # fmt: skip
UNTIED: list[tuple[str, tuple[str, str]]] = [
    ("They thanked Ana Ruiz, the Dock Union and others.", ("Ana Ruiz", "Dock Union")),
    ("They thanked Ana Ruiz, the Dock Union, and others.", ("Ana Ruiz", "Dock Union")),
    (
        "Fiji praised the interaction between the Peruvian and Chilean ministries, which allowed the two countries to "
        "meet.",
        ("Peruvian and Chilean ministries", "Peru"),
    ),
    ("Ana Ruiz of the UK's Harbour Safety Agency objected.", ("Ana Ruiz", "United Kingdom")),
    ("Allies such as Germany rejected the deal.", ("Germany", "Allies")),
    ("The mayors joined President Ana Ruiz.", ("mayors", "Ana Ruiz")),
    ("The two states represent many people.", ("states", "people")),
    ("Peru met Chile. The two countries' leaders agreed.", ("countries' leaders", "Chile")),
    ("Malta consulted Chile as well as members of the European Union.", ("Malta", "European Union")),
    ("The National Flood Council (NFC) objected. Peru met Chile.", ("National Flood Council", "Chile")),
    (
        "Iran notified the International Atomic Energy Agency (IAEA) of Iran's plans.",
        ("International Atomic Energy Agency", "Iran"),
    ),
    ("Malta designated Chile as a member of the Andean Community.", ("Malta", "Andean Community")),
    ("The European Union made Chile an offer.", ("Chile", "European Union")),
    ("As a former member of the European Union, Chile objects.", ("Chile", "European Union")),
    ("As a partner of the European Union, Chile objects.", ("Chile", "European Union")),
    ("Chile is not ready to act as a member of the European Union.", ("Chile", "European Union")),
    ("Chile would benefit as a member of the European Union.", ("Chile", "European Union")),
    ("The Andean Community will never unite Chile and Peru.", ("Chile", "Andean Community")),
    ("The Andean Community, a forum for trade between Chile and Peru, met.", ("Chile", "Andean Community")),
    ("Peru met Chile. The creditors of both countries agreed.", ("creditors", "Chile")),
    ("Two Hezbollah hostages, Bo Ek and Ana Ruiz, left.", ("Bo Ek", "Hezbollah")),
    ("Two of Peru's prisoners, Bo Ek and Ana Ruiz, left.", ("Bo Ek", "Peru")),
    ("Two Peru envoys, Bo Ek and Ana Ruiz, left.", ("Bo Ek", "Peru")),
    ("Peru's and Chile's two envoys, Bo Ek and Ana Ruiz, left.", ("Bo Ek", "Chile")),
]


@pytest.mark.parametrize(("text", "pair"), TIED, ids=[text for text, _ in TIED])
def test_the_actor_belongs_to_the_body(proposed: Propose, text: str, pair: tuple[str, str]) -> None:
    assert pair in proposed(text, "affiliations")


@pytest.mark.parametrize(("text", "pair"), UNTIED, ids=[text for text, _ in UNTIED])
def test_the_actor_does_not_belong_to_the_body(proposed: Propose, text: str, pair: tuple[str, str]) -> None:
    assert pair not in proposed(text, "affiliations")
