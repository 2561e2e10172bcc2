"""The order of a position's issues, which are concepts of the scheme or of a project's own list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.model import IssueLink
from tests.doubles.short_texts import asked, document, held


def test_own_issues_come_after_those_of_the_scheme_in_both_languages(tmp_path: Path) -> None:
    links = tuple(IssueLink(concept, 0.9) for concept in ("own/alpha", "Tariffs", "own/quotas", "Trade"))
    position = replace(held("Spain", "demand", "lower tariffs"), issues=links)
    with asked(tmp_path, [document("a", "2023-05-01", position)]) as graph:
        ids = [("issue/Tariffs",), ("issue/Trade",), ("issue/own/alpha",), ("issue/own/quotas",)]
        assert graph.rows("positions-on-issue", "issue_id") == ids
        assert graph.rows("positions-on-issue", "issue_id", limit=3) == ids[:3]
