"""What an acronym means in a text that gives it to a body itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

GIVEN: list[tuple[str, dict[str, str]]] = [
    ("The Cornish Party of Crofters (CPC) left. The CPC rejected it.", {"CPC": "Cornish Party of Crofters"}),
    ("The Inland Council of Carpenters (ICC) left. Peru met the ICC.", {"ICC": "Inland Council of Carpenters"}),
    ("The Federation of Inland Mariners (IMF) left. The IMF waits.", {"IMF": "Federation of Inland Mariners"}),
    ("The CPC waits. Later, the Cornish Party of Crofters (CPC) left.", {"CPC": "Cornish Party of Crofters"}),
    ("The Group for Annex I Parties (GWG) left. The GWG and Peru met.", {"GWG": "Group for Annex I Parties"}),
    ("The ICC (Inland Council of Carpenters) met. The ICC left.", {"ICC": "Inland Council of Carpenters"}),
    ("The African Development Bank (ADB) met. The ADB rejected it.", {"ADB": "African Development Bank"}),
    ("The African Union Commission (AUC) met. The AUC and Peru left.", {"AUC": "African Union"}),
    ("The International Monetary Funds (IMF) met. The IMF left.", {"IMF": "International Monetary Fund"}),
    ("The IMF met. The board (IMF) left.", {"IMF": "International Monetary Fund"}),
    ("The Labour Party (UK) left. The UK waits.", {"Labour Party": "Labour Party", "UK": "United Kingdom"}),
    ("The Ministry of Trade (UAE) left.", {"Ministry of Trade": "Ministry of Trade", "UAE": "United Arab Emirates"}),
    ("Peru's Ministry of Defence (MoD) left. The MoD waits.", {"MoD": "Ministry of Defence"}),
    ("The Ministry of Defence (MoD) left. The MoD waits.", {"MoD": "UK Ministry of Defence"}),
    ("The European Community met. The EC left.", {"EC": "European Union"}),
    ("The European Commission met. The EC left.", {"EC": "European Commission"}),
    ("The University of Salford (US) left. The US waits.", {"US": "United States"}),
]


@pytest.mark.parametrize(("text", "expected"), GIVEN, ids=[text for text, _ in GIVEN])
def test_an_acronym_is_whose_the_text_says_it_is(text: str, expected: dict[str, str], named: Named) -> None:
    assert {(words, name) for words, name in named(text, "words", "name") if words in expected} == {*expected.items()}


def test_an_acronym_given_twice_is_whose_it_was_last(named: Named) -> None:
    text = (
        "The Caspian Pipeline Consortium (CPC) left. The CPC waits. "
        "The Carpathian Peasants' Council (CPC) left. The CPC sings."
    )
    named_so = {name for name, words in named(text, "name", "words") if words == "CPC"}
    assert named_so == {"Caspian Pipeline Consortium", "Carpathian Peasants' Council"}
