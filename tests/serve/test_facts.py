"""Facts as the API tells them, whatever their heading."""

from __future__ import annotations

from kg.model import Facts, IssueLink, ResolvedDocument
from kg.serve.content.facts import facts
from tests.doubles.cast import document, position


def test_an_issue_of_the_context_is_called_as_others_are_and_marked() -> None:
    link = IssueLink("TreatyWithdrawal", 0.61239, from_context=True)
    found = Facts(positions=(position("state/PE", "the deal", issues=(link,)),))
    (fact,) = facts(ResolvedDocument(document("a"), found, ()))
    assert fact["issues"] == [
        {"id": "issue/own/deal", "label": "deal", "confidence": 1.0},
        {
            "id": "issue/TreatyWithdrawal",
            "label": "Treaty withdrawal (from the context)",
            "confidence": 0.6124,
        },
    ]
