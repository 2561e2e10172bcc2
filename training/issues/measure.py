"""How well matters are linked to issues: ``python -m training.issues.measure``.

On matters that nothing has learned from: the share that is linked, the share of links that the coder would accept, and
how far a second coder of the same matters agrees.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.issues.likelihood import Likelihoods
from kg.extract.issues.linking import issues_in
from kg.extract.proposer.weights import issues_by
from training.issues.coded_matters import CodedMatter, load_coded

__all__ = ["READERS", "Linked", "agreement", "linked", "main"]

READERS = ("small", "careful")
BULLETINS = "held_out_bulletins.csv"
"""The matters of bulletins, for which no reader asks its encoder."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Counts: the ``matters``, those ``linked``, those whose first link the coder would accept (``right``), the further
    links (``beside``), and those of them that the coder would accept."""

    matters: int
    linked: int
    right: int
    beside: int
    beside_right: int


def linked(matters: Sequence[CodedMatter], judge: Likelihoods | None = None, *, bulletins: bool = False) -> Linked:
    """How reading links matters; ``judge``: what gives likelihoods beside those of the words, if anything does."""
    found = [
        (each, issues_in(each.text, each.matter, each.evidence, second_judge=judge, bulletin=bulletins))
        for each in matters
    ]
    first = [(each, links[0]) for each, links in found if links]
    beside = [(each, link) for each, links in found for link in links[1:]]
    return Linked(
        len(found),
        len(first),
        sum(link.concept in each.right for each, link in first),
        len(beside),
        sum(link.concept in each.right for each, link in beside),
    )


def agreement(first: Sequence[CodedMatter], second: Sequence[CodedMatter]) -> tuple[int, int, int]:
    """The number of matters that both coded, of those on which both name the same best concept, and of those on which
    the first would accept the second's best."""
    known = {(each.document, each.matter.start, each.matter.end): each for each in first}
    pairs = [(known.get((each.document, each.matter.start, each.matter.end)), each) for each in second]
    both = [(one, other) for one, other in pairs if one is not None]
    return (
        len(both),
        sum(one.best == other.best for one, other in both),
        sum(other.best in one.right or one.best == other.best for one, other in both),
    )


def main() -> None:
    """The command."""
    for file in ("held_out.csv", "held_out_news.csv", BULLETINS):
        matters = list(load_coded(file))
        for reader in READERS:
            told = linked(matters, issues_by(reader), bulletins=file == BULLETINS)
            sys.stdout.write(
                f"{file}, {reader}: {told.linked} of {told.matters} linked, {told.right} right; beside them "
                f"{told.beside_right} of {told.beside}\n"
            )
    count, same, accepted = agreement(list(load_coded("coded.csv")), list(load_coded("coded_twice.csv")))
    sys.stdout.write(f"two coders of {count}: the same {same}, accepted {accepted}\n")


if __name__ == "__main__":
    main()
