"""Sentences with what the rules shall propose for each, as cases of one test."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

__all__ = ["Propose", "Rows", "examples"]

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]


def examples(found: Iterable[tuple[str, Rows]], nothing: Iterable[str]) -> pytest.MarkDecorator:
    """A case a sentence, under its own words: those with the rows ``expected``, then those for which none are."""
    cases = [*found, *((sentence, set[tuple[object, ...]]()) for sentence in nothing)]
    return pytest.mark.parametrize(("sentence", "expected"), cases, ids=[sentence for sentence, _ in cases])
