"""Posts whose title says that their holder leads the body."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Doc

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
        words_before_field = takewhile(lambda word: word not in PREPOSITIONS_OF_FIELDS, title)
        if WORDS_OF_NO_LEADING.intersection(words_before_field) or title[-1] in TITLES_OF_RUNNING:
            continue  # "deputy leader", "local Labour Party leader"; not "head of state"
        if title[-1] == "leader" and (body.type == ActorType.STATE or LEADERS_IN_PARLIAMENTS.intersection(title)):
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
