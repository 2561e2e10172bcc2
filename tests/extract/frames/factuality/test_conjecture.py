""" "Must" and "should" of what is likely are no demands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

LIKELY = [
    "Ana Ruiz said the smoke must have come from the plant.",
    "Ana Ruiz said the boat must be somewhere off the coast.",
    "Ana Ruiz said the miners must be hungry.",
    "Ana Ruiz said the gunmen must be hiding in the hills.",
    "Ana Ruiz said there must be some error in the count.",
    'Ana Ruiz said: "I think it must be related to the cold."',
    "Ana Ruiz said the delay must be due to the snow.",
    "Ana Ruiz said the delay was due to the snow.",
    "Ana Ruiz argued that the smoke must have come from the plant.",
    "Ana Ruiz said growth should recover next year.",
    "Ana Ruiz said the sale should bring in 40 million dollars.",
    "Ana Ruiz said the count should be over by Monday.",
    "Ana Ruiz said the results should arrive on Monday.",
    'Ana Ruiz said: "We should be publishing the map next week."',
    'Ana Ruiz said: "If the rain holds, we should be able to sow."',
    "Ana Ruiz said a number of factors should help the harvest.",
    "Ana Ruiz said a fall in oil prices should also contribute.",
    "Ana Ruiz said it should be safe for the miners to return when the water has gone.",
    'Ana Ruiz said: "I think that in three or four years we should be near."',
]
DEMANDED = [
    "Ana Ruiz said Chile must have a say.",
    "Ana Ruiz said that compensation was due to the victims.",
    "Ana Ruiz said allies should be sending tanks tomorrow.",
    "Ana Ruiz said the levy should generate 50 million dollars a year.",
    "Ana Ruiz said aid should arrive by Monday.",
    "Ana Ruiz said there must be an explanation.",
    "Ana Ruiz said demand for coal should decline.",
    "Ana Ruiz said all parties must have handed in their plans by June.",
    "Ana Ruiz said any deal must have been read by the house before it is signed.",
    "Ana Ruiz said the tax must be related to emissions.",
    "Ana Ruiz said the observers must be near the border.",
    "Ana Ruiz said the miners must be ready.",
    "Ana Ruiz said both sides must be at the table.",
    "Ana Ruiz said there must be an end to the raids.",
    "Ana Ruiz said there must be no mistake in the count.",
    "Ana Ruiz said aid must be linked to reforms.",
    "Ana Ruiz said a pay rise was due.",
    "Ana Ruiz argued that the plant must be closed.",
    "Ana Ruiz said Chile should ease its rules.",
    "Ana Ruiz said wages should rise.",
    "Ana Ruiz said inflation should not rise.",
    "Ana Ruiz said the siege should be over.",
    "Ana Ruiz said the vote should be held by Monday.",
    "Ana Ruiz said Chile should bring in 500 nurses.",
    "Ana Ruiz said the new law should help the miners.",
    "Ana Ruiz said it should be safe for the miners to strike.",
    "Ana Ruiz said Chile should help the miners when they strike.",
    'Ana Ruiz said: "We should be paying more this year."',
    'Ana Ruiz said: "We should be able to vote."',
    "Ana Ruiz said all other means must be exhausted.",
]


@pytest.mark.parametrize("text", LIKELY)
def test_what_is_likely_is_not_demanded(text: str, held: Held) -> None:
    assert "demand" not in {stance for (stance,) in held(text, "stance")}


@pytest.mark.parametrize("text", DEMANDED)
def test_what_is_to_be_done_is_demanded(text: str, held: Held) -> None:
    assert "demand" in {stance for (stance,) in held(text, "stance")}
