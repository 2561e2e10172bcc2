"""Promises and threats: only what harms somebody is a threat."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway pledged to close its coal mines.", "commit"),
        ("Norway promised to withdraw from Mali.", "commit"),
        ("Norway vowed to cut its oil imports from Libya.", "commit"),
        ("Norway pledged to leave the pact and close the mine.", "commit"),
        ("Norway promised to strike a deal with Sweden.", "commit"),
        ("Norway vowed to cut off gas supplies to Sweden.", "threaten"),
        ("Norway vowed to close its border with Sweden.", "threaten"),
        ("Norway vowed to stop Sweden.", "threaten"),
        ("Norway vowed to cut off Sweden's water supplies.", "threaten"),
        ("Norway promised to halt Sweden's timber exports.", "threaten"),
        ("Norway pledged to close Swedish mines.", "threaten"),
        ("Norway vowed to ban timber from Sweden.", "threaten"),
        ("Norway vowed to halt all trains from Sweden.", "threaten"),
        ("Norway vowed to close the airspace of Sweden.", "threaten"),
        ("Norway pledged to close Norwegian mines.", "commit"),
        ("Norway pledged to pause the deportation of Swedes.", "commit"),
        ("Norway promised to cancel Mali's debts.", "commit"),
        ("Norway pledged to cut timber imports from Sweden.", "commit"),
        ("Norway pledged to stop Swedish timber imports.", "commit"),
        ("Norway pledged to withdraw Norwegian troops from Mali.", "commit"),
        ("Norway promised to withdraw the troops from Mali.", "commit"),
        ("Norway noted its commitment to stop illegal logging.", "commit"),
        ("Norway noted its commitment to stop Sweden.", "threaten"),
        ("Norway vowed to retaliate.", "threaten"),
        ("Norway threatened to close its coal mines.", "threaten"),
    ],
)
def test_a_promise_is_a_threat_where_it_hits_somebody(held: Callable[..., Rows], text: str, stance: str) -> None:
    assert held(text, "holder", "stance") == {("Norway", stance)}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway offered to cut its timber fee.", "offer"),
        ("Norway offered to cut its gas price.", "offer"),
        ("Norway offered to close the border.", "offer"),
        ("Norway threatened to cut its gas supplies.", "threaten"),
        ("Norway plans to cut its gas supplies.", "threaten"),
    ],
)
def test_what_is_offered_threatens_nobody(held: Callable[..., Rows], text: str, stance: str) -> None:
    assert held(text, "holder", "stance") == {("Norway", stance)}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway is committed to close cooperation with Sweden.", "commit"),
        ("Norway affirmed its commitment to close bilateral ties.", "commit"),
        ("Norway is committed to close its border with Sweden.", "threaten"),
        ("Norway plans to close its partnership with Sweden.", "threaten"),
        ("Norway plans to close ties with Sweden.", "threaten"),
        ("Norway vowed to close ties with Sweden.", "threaten"),
        ("Norway plans to close the border.", "threaten"),
        ("Norway threatened to close cooperation with Sweden.", "threaten"),
    ],
)
def test_who_is_committed_to_close_ties_threatens_nobody(held: Callable[..., Rows], text: str, stance: str) -> None:
    assert held(text, "holder", "stance") == {("Norway", stance)}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway intends to leave the Delta Union.", "commit"),
        ("Norway said it would leave the Delta Union.", "commit"),
        ("Norway is ready to leave the Delta Union.", "offer"),
        ("Norway intends to leave the talks.", "threaten"),
        ("Norway intends to leave the Delta Union if Sweden sues.", "threaten"),
        ("Norway warned that it would leave the Delta Union.", "threaten"),
        ("Norway plans to leave the treaty.", "commit"),
        ("Norway plans to leave the Delta Union in March.", "commit"),
        ("Norway plans to leave the Delta Union in ruins.", "threaten"),
        ("Norway plans to leave the bloc divided.", "threaten"),
        ("Norway plans to leave Sweden in the dark.", "threaten"),
        ("Norway plans to leave Sweden a wasteland.", "threaten"),
        ("Norway plans to leave a scar on Sweden.", "threaten"),
        ("Norway plans to leave the peace process.", "threaten"),
        ("Norway plans to leave the coalition government.", "threaten"),
        ("Norway plans to leave Sweden without water.", "threaten"),
        ("Norway plans to leave thousands of Swedes homeless.", "threaten"),
    ],
)
def test_who_leaves_threatens_those_who_need_him_to_stay(held: Callable[..., Rows], text: str, stance: str) -> None:
    assert held(text, "holder", "stance") == {("Norway", stance)}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway said it would withdraw to the old border if Mali signed.", "commit"),
        ("Norway said it would withdraw behind the river if Mali signed.", "commit"),
        ("Norway said it would close its missile factory if Mali signed.", "commit"),
        ("Norway said it would withdraw its aid to Mali if Mali signed.", "threaten"),
        ("Norway said it would close its port if Mali signed.", "threaten"),
        ("Norway said it would stop military aid to Mali if Mali signed.", "threaten"),
    ],
)
def test_what_others_want_is_no_threat_on_a_condition(held: Callable[..., Rows], text: str, stance: str) -> None:
    assert ("Norway", stance, "conditional") in held(text, "holder", "stance", "modality")
