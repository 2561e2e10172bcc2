"""A name on a list may be only part of a longer name, or of no name at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Syrian Arab Coalition left.", {"Syria", "Syrian Arab Coalition"}),
        ("The Arab coalition left.", {"Saudi-led coalition"}),
        ("Office of Foreign Assets Control Director Bo Ek left.", {"Office of Foreign Assets Control", "Bo Ek"}),
        ("Anglo American rejected the offer.", {"Anglo American"}),
        ("Union Paris rejected the offer.", {"Union Paris"}),
        ("On Sunday Paris rejected the offer.", {"France"}),
        ("With Hamas Cairo opposed the plan.", {"Hamas", "Egypt"}),
        ("Official Paris and Greater London rejected the offer.", {"France", "United Kingdom"}),
        ("Angry American envoys rejected the offer.", {"United States", "Angry American envoys"}),
        ("Since April Kyiv has rejected the plan.", {"Ukraine"}),
        ("Wartime London rejected the plan.", {"United Kingdom"}),
        ("Neighbouring Kabul rejected the plan.", {"Afghanistan"}),
        ("New Human Rights Watch figures alarmed Peru.", {"Human Rights Watch", "Peru"}),
        ("Watchdog Transparency International rejected the plan.", {"Transparency International"}),
        ("Pan American Airlines rejected the offer.", {"Pan American Airlines"}),
        ("Lower Japan tariffs worried Peru.", {"Japan", "Peru"}),
        ("The Polish Solidarity union rejected the offer.", {"Poland", "Solidarity trade union"}),
        ("The Bill and Melinda Gates Foundation left.", {"Bill & Melinda Gates Foundation"}),
        ("Lower Austria left. Upper Volta agreed.", {"Lower Austria", "Burkina Faso"}),
        ("Neutral Austria rejected the offer.", {"Austria"}),
        ("Peru and Chile state that they agree.", {"Peru", "Chile"}),
        ("The National Board for the Rural Economy left.", {"National Board for the Rural Economy"}),
        ("The Labour Party for the first time left.", {"Labour Party"}),
        ("The Peruvian Ministry of the Interior left.", {"Peru", "Peruvian Ministry of the Interior"}),
        ("The Central Committee of the Labour Party left.", {"Central Committee", "Labour Party"}),
        ("The Central Bank of the Russian Federation left.", {"Central Bank", "Russia"}),
        ("The Task Force on Rural Energy met Chile.", {"Task Force on Rural Energy", "Chile"}),
        ("The Security Council on Thursday met Chile.", {"UN Security Council", "Chile"}),
        (
            "The Federal Agency of Rural Transport and Logistics left.",
            {"Federal Agency of Rural Transport and Logistics"},
        ),
        ("The Ministry of Finance and Boreal Steel left.", {"Ministry of Finance", "Boreal Steel"}),
        ("The National Coalition to Defeat ISIS left.", {"National Coalition to Defeat ISIS", "Islamic State"}),
        ("The Open Market Foundation left.", {"Open Market Foundation"}),
        ("Peru pressed the European Commission on Nord Stream.", {"Peru", "Nord Stream", "European Commission"}),
        ("Iran accused the Army of the Minab raid.", {"Iran", "Army", "Minab"}),
        ("Peru sent the Peace Committee to Camp David.", {"Peru", "Peace Committee"}),
        ("The Department for Transport and Heathrow left.", {"Department for Transport"}),
        ("The Bureau of Roads and Rail left.", {"Bureau of Roads and Rail"}),
        ("We met the National Rural Board", {"National Rural Board"}),
    ],
)
def test_a_name_is_read_whole(text: str, names: set[str], named: Named) -> None:
    assert {name for (name,) in named(text, "name")} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("This Task Force left.", {"Task Force"}),
        ("Peru founded a Rural Fund for Trade.", {"Peru", "Rural Fund for Trade"}),
        ("Our Revolution left.", {"Our Revolution"}),
    ],
)
def test_an_article_opens_no_name(text: str, names: set[str], named: Named) -> None:
    assert {name for (name,) in named(text, "name")} == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Rural National Convention on Monday rejected the plan.", "Rural National Convention"),
        ("The Convention of Independent Millers rejected the plan.", "Convention of Independent Millers"),
        ("The UN Convention on Rivers and Lakes backed Peru.", "UN Convention on Rivers"),
        ("The Congress of Deputies backed Peru.", "Congress of Deputies"),
    ],
)
def test_a_convention_is_a_body(text: str, name: str, named: Named) -> None:
    assert any(str(found).startswith(name) for (found,) in named(text, "name"))


@pytest.mark.parametrize("treaty", ["Treaty of Alliance", "Memorandum of Economic Cooperation"])
def test_a_treaty_is_no_body(treaty: str, named: Named) -> None:
    assert {name for (name,) in named(f"The {treaty} bound Peru.", "name")} == {"Peru"}
