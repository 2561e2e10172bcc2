"""Sentences with the rows that the rules should propose, as cases of one test."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

__all__ = ["Propose", "Rows", "examples"]

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]


def examples(found: Iterable[tuple[str, Rows]], nothing: Iterable[str]) -> pytest.MarkDecorator:
    """One case per sentence, with it as the id: first sentences with ``expected`` rows, then those with none."""
    cases = [*found, *((sentence, set[tuple[object, ...]]()) for sentence in nothing)]
    return pytest.mark.parametrize(("sentence", "expected"), cases, ids=[sentence for sentence, _ in cases])
