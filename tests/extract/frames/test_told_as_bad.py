"""Who stresses what is bad by itself is concerned about it, and does not support it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

CONCERNS = [
    ("Peru highlighted insufficient funds for dams.", "Peru", "insufficient funds"),
    ("On cod, PERU, supported by CHILE, stressed the unequal burden.", "Chile", "the unequal burden"),
    ("Peru underscored the likely non-permanence of the dams.", "Peru", "the likely non-permanence of the dams"),
    ("Peru emphasized the inability to pay.", "Peru", "the inability to pay"),
    ("Peru emphasized the involvement of Chile in the massacre.", "Peru", "the involvement of Chile in the massacre"),
    ("Peru highlighted outstanding issues on the fund.", "Peru", "outstanding issues"),
    ("Peru highlighted links between drought and poverty.", "Peru", "links between drought and poverty"),
    ("Peru emphasized Chile's inability to pay.", "Peru", "Chile's inability to pay"),
]
SUPPORTED = [
    ("Peru highlighted sufficient funds for dams.", "Peru", "sufficient funds"),
    ("Peru stressed the importance of non-proliferation.", "Peru", "non-proliferation"),
    ("Peru highlighted links between trade and growth.", "Peru", "links between trade and growth"),
    ("Peru underscored the need to end insufficient aid.", "Peru", "end insufficient aid"),
    ("Peru affirmed its non-cooperation with the court.", "Peru", "its non-cooperation"),
    ("Peru reaffirmed its unequal treaty with Chile.", "Peru", "its unequal treaty"),
    ("Peru stressed its inability to accept the treaty.", "Peru", "its inability to accept the treaty"),
]


@pytest.mark.parametrize(("text", "holder", "matter"), CONCERNS)
def test_what_is_bad_is_a_concern(text: str, holder: str, matter: str, held: Held) -> None:
    stances = {stance for who, stance, about in held(text) if who == holder and str(about).startswith(matter)}
    assert stances == {"concern"}


@pytest.mark.parametrize(("text", "holder", "matter"), SUPPORTED)
def test_what_is_good_is_supported(text: str, holder: str, matter: str, held: Held) -> None:
    stances = {stance for who, stance, about in held(text) if who == holder and str(about).startswith(matter)}
    assert stances == {"support"}
