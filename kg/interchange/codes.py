"""The codes of other tools: a code is a label of an issue, whatever the tool calls it (DNA: a concept)."""

from __future__ import annotations

from collections.abc import Callable

from kg.judgements import AboutFact
from kg.lists.row import concept_named, own_concept
from kg.record import Record
from kg.stores.ids import own_issue

__all__ = ["issue_of_code", "issues_of_codes"]


def issue_of_code(label: str) -> str:
    """The local name of the concept of this label, else of an issue of its own: the one that a list with this label
    would have (`kg.lists.row.own_concept`).

    >>> issue_of_code("Market access"), issue_of_code("Tolls for grain")
    ('MarketAccess', 'own/tolls-for-grain')
    """
    return concept_named(label) or own_concept(label)


def issues_of_codes(record: Record) -> Callable[[str], str]:
    """The same for the codes that come into a graph: its own lists are ahead of the shipped concepts, and an issue that
    somebody's facts are about already, under the content words of the label alone, keeps its name."""
    listed = {issue.label.casefold(): issue.concept for own in record.lists() for issue in own.issues}
    used = {
        issue
        for each in record.all_judgements()
        if isinstance(each.about, AboutFact)
        for issue in (*each.about.said.get("issues", ()), *(each.values.get("issues") or ()))
    }

    def issue(label: str) -> str:
        by_words = own_issue(label).removeprefix("issue/")
        return (
            listed.get(label.casefold())
            or concept_named(label)
            or (by_words if by_words in used else own_concept(label))
        )

    return issue
