"""Posts whose title says that their holder leads the body."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.leads.proposals import Leads
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["WORDS_OF_NO_LEADING", "by_title"]

TITLES_OF_RUNNING = word_set("titles-of-running")
"""Last words of titles by which somebody runs an institution, and leads no side."""
TITLES_THAT_LEAD = word_set("titles-that-lead")
TITLES_BEFORE_OF = word_set("titles-before-of")
WORDS_OF_NO_LEADING = word_set("words-of-no-leading")
LEADERS_IN_PARLIAMENTS = word_set("leaders-in-parliaments")
HOUSES_OF_PARLIAMENT = word_set("houses-of-parliament")
PREPOSITIONS_OF_FIELDS = word_set("prepositions-of-fields")


def by_title(doc: Doc, proposals: Leads) -> None:
    """Find leads by the titles of roles: head, leader, chair or commander of a body."""
    for candidate in list(CANDIDATES(doc)):
        if candidate.heading != "roles" or candidate.rule.endswith("-inferred"):
            continue
        title = fold(str(candidate.values["title"]).replace("-", " ")).split()
        person, body = candidate.actors["person"], candidate.actors["organization"]
        if not title or body is None or not (title[-1] in TITLES_THAT_LEAD or title[0] in TITLES_BEFORE_OF):
            continue
        words_before_field = tuple(takewhile(lambda word: word not in PREPOSITIONS_OF_FIELDS, title))
        if WORDS_OF_NO_LEADING.intersection(words_before_field) or title[-1] in TITLES_OF_RUNNING:
            continue  # "deputy leader", "local Labour Party leader"; not "head of state"
        if "leader" in {*words_before_field[-1:], title[-1]} and _is_led_in_part(body, title):
            continue
        how = next((f for f in candidate.features if f.startswith("how=")), "how=-")
        proposals.add(
            person,
            body,
            doc[candidate.evidence[0]],
            "title",
            **{
                f"title={title[-1]}": 1.0,
                f"title,led={title[-1]},{body.type}": 1.0,
                how: 1.0,
                f"first={title[0]}": 1.0,
            },
        )


def _is_led_in_part(body: Cluster, title: Sequence[str]) -> bool:
    """Whether the leader with a title, at a body, leads only a part of it: "majority leader", "opposition leader" in a
    parliament or state; a party has an opposition leader who leads it."""
    is_opposed = "opposition" in title and not HOUSES_OF_PARLIAMENT.isdisjoint(fold(body.name).split())
    return body.type == ActorType.STATE or is_opposed or not LEADERS_IN_PARLIAMENTS.isdisjoint(title)
