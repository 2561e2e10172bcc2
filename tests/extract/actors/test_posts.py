"""Whom a post without a name means: the one who leads that state, or who has such a post as somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

HE = [
    ("Peruvian President Ana Ruiz arrived. The Peruvian leader rejected the offer.", "Ana Ruiz", "The Peruvian leader"),
    ("Norway's Prime Minister Bo Ek spoke. Norway's Prime Minister left.", "Bo Ek", "Norway's Prime Minister"),
    ("Mr Nazarbayev spoke. The Kazakh President met farmers. The Kazakh President left.", "Nazarbayev", ""),
    ("President Rahmon welcomed the plan. The Tajik leader signed it.", "Rahmon", "The Tajik leader"),
    (
        "Peruvian President Ana Ruiz met Chilean President Bo Ek. Ana Ruiz thanked her Chilean counterpart.",
        "Bo Ek",
        "her Chilean counterpart",
    ),
    (
        "Peruvian President Ana Ruiz met Chilean President Bo Ek. Ana Ruiz thanked her counterpart.",
        "Bo Ek",
        "her counterpart",
    ),
    ("Mr Lukashenko met Mr Sarkozy. Mr Lukashenko thanked his French counterpart.", "Sarkozy", ""),
]
SOMEBODY_ELSE = [
    ("Peruvian President Ana Ruiz arrived. The Peruvian opposition leader left.", "Ana Ruiz"),
    ("Peruvian Vice President Ana Ruiz arrived. The Peruvian leader left.", "Ana Ruiz"),
    ("Peruvian President Ana Ruiz arrived. The Chilean leader left.", "Ana Ruiz"),
    ("Peruvian President Ana Ruiz met Foreign Minister Bo Ek. Bo Ek thanked his Peruvian counterpart.", "Ana Ruiz"),
    ("Peruvian President Ana Ruiz met Chilean President Bo Ek. A clerk thanked her counterpart.", "Bo Ek"),
]


@pytest.mark.parametrize(("text", "name", "words"), HE)
def test_a_post_without_a_name_is_who_holds_it(named: Named, text: str, name: str, words: str) -> None:
    found = {w for n, w in named(text, "name", "words") if n == name}
    assert words in found or not words
    assert not {n for n, _ in named(text) if isinstance(n, str) and n.split()[-1] in {"President", "counterpart"}}


@pytest.mark.parametrize(("text", "name"), SOMEBODY_ELSE)
def test_another_post_or_state_is_somebody_else(named: Named, text: str, name: str) -> None:
    said = " ".join(str(w) for n, w in named(text, "name", "words") if n == name)
    assert "leader" not in said
    assert "counterpart" not in said
