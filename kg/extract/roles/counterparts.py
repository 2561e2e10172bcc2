"""Who holds the same post at another body: "her Omani counterpart, X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.actors.cluster import BODIES, CLUSTER_OF
from kg.extract.grammar.counterparts import COUNTERPARTS, is_counterpart
from kg.extract.grammar.occurrences import occurrences
from kg.extract.roles.held_post import HeldPost
from kg.extract.roles.titles_around_names import in_list, named_persons, skip_honorifics
from kg.extract.words.lexicon import word_set

__all__ = ["counterparts"]

NOUNS = COUNTERPARTS | {"number"}
THIRD_PERSON_POSSESSIVES = word_set("third-person-possessives")


def counterparts(doc: Doc, known: list[HeldPost]) -> Iterator[HeldPost]:
    """The posts of counterparts: in "her Omani counterpart, X" X holds her post for Oman."""
    names = named_persons(doc)
    for token in occurrences(doc, lemmas=NOUNS):
        if not is_counterpart(token):
            continue
        at = skip_honorifics(doc, token.i + 1)
        if at < len(doc) and doc[at].text == ",":
            at = skip_honorifics(doc, at + 1)
        owner = next(
            (doc[i] for i in range(token.i - 1, max(-1, token.i - 8), -1) if doc[i].lower_ in THIRD_PERSON_POSSESSIVES),
            None,
        )
        if at not in names or owner is None:
            continue
        bodies = [
            c for i in range(owner.i + 1, token.i) if (c := CLUSTER_OF(doc).get(i)) is not None and c.type in BODIES
        ]
        people = [
            (i, names[i][1])
            for i in sorted(names)
            if i == at or (token.tag_ == "NNS" and at < i < at + 30 and in_list(doc, names, at, i))
        ]
        antecedent = CLUSTER_OF(doc).get(owner.i)
        theirs = [f for f in known if f.person is antecedent]
        if not theirs or (token.tag_ == "NNS" and len(bodies) != len(people)):
            continue
        best = min(theirs, key=lambda f: abs(f.at - token.i))
        for n, (place, person) in enumerate(people[: max(len(bodies), 1)]):
            body = bodies[n] if n < len(bodies) else None
            how = "counterpart" if body is not None else "-"
            yield HeldPost(person, best.title, body, how, "counterpart", place, best.kind, False)
