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

__all__ = ["READERS", "LinkCounts", "agreement", "count_links", "main"]

READERS = ("small", "careful")
BULLETINS = "held_out_bulletins.csv"
"""The matters of bulletins, for which no reader asks its encoder."""


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """Counts of ``matters`` and of links.

    ``linked`` matters have a link; of these, ``right`` ones have a first link that the coder would accept. ``beside``
    are the further links, ``beside_right`` those of them that the coder would accept.
    """

    matters: int
    linked: int
    right: int
    beside: int
    beside_right: int


def count_links(
    matters: Sequence[CodedMatter], judge: Likelihoods | None = None, *, bulletins: bool = False
) -> LinkCounts:
    """Counts of how reading links matters; ``judge`` gives likelihoods in addition to those of the words."""
    links_by_matter = [
        (matter, issues_in(matter.text, matter.matter, matter.evidence, second_judge=judge, bulletin=bulletins))
        for matter in matters
    ]
    first_links = [(matter, links[0]) for matter, links in links_by_matter if links]
    further_links = [(matter, link) for matter, links in links_by_matter for link in links[1:]]
    return LinkCounts(
        len(links_by_matter),
        len(first_links),
        sum(link.concept in matter.right for matter, link in first_links),
        len(further_links),
        sum(link.concept in matter.right for matter, link in further_links),
    )


def agreement(first: Sequence[CodedMatter], second: Sequence[CodedMatter]) -> tuple[int, int, int]:
    """The number of matters that both coded, of those on which both name the same best concept, and of those on which
    the first would accept the second's best."""
    first_by_place = {(matter.document, matter.matter.start, matter.matter.end): matter for matter in first}
    pairs = [
        (first_by_place.get((matter.document, matter.matter.start, matter.matter.end)), matter) for matter in second
    ]
    common = [(by_first, by_second) for by_first, by_second in pairs if by_first is not None]
    return (
        len(common),
        sum(by_first.best == by_second.best for by_first, by_second in common),
        sum(by_second.best in by_first.right or by_first.best == by_second.best for by_first, by_second in common),
    )


def main() -> None:
    """The command."""
    for file in ("held_out.csv", "held_out_news.csv", BULLETINS):
        matters = list(load_coded(file))
        for reader in READERS:
            counts = count_links(matters, issues_by(reader), bulletins=file == BULLETINS)
            sys.stdout.write(
                f"{file}, {reader}: {counts.linked} of {counts.matters} linked, {counts.right} right; beside them "
                f"{counts.beside_right} of {counts.beside}\n"
            )
    count, same_count, accepted_count = agreement(list(load_coded("coded.csv")), list(load_coded("coded_twice.csv")))
    sys.stdout.write(f"two coders of {count}: the same {same_count}, accepted {accepted_count}\n")


if __name__ == "__main__":
    main()
