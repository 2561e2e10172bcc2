"""Who holds the same post at another body: "her Omani counterpart, X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.actors.cluster import BODIES, CLUSTER_OF
from kg.extract.grammar.counterpart_nouns import COUNTERPARTS, is_counterpart
from kg.extract.grammar.occurrences import occurrences
from kg.extract.roles.held_post import HeldPost
from kg.extract.roles.titles_around_names import is_in_list, named_persons, skip_honorifics
from kg.extract.words.lexicon import word_set

__all__ = ["counterparts"]

NOUNS_FOR_COUNTERPARTS = COUNTERPARTS | {"number"}
THIRD_PERSON_POSSESSIVES = word_set("third-person-possessives")


def counterparts(doc: Doc, held_posts: list[HeldPost]) -> Iterator[HeldPost]:
    """The posts of counterparts: in "her Omani counterpart, X" X holds her post for Oman."""
    names = named_persons(doc)
    for token in occurrences(doc, lemmas=NOUNS_FOR_COUNTERPARTS):
        if not is_counterpart(token):
            continue
        name_start = skip_honorifics(doc, token.i + 1)
        if name_start < len(doc) and doc[name_start].text == ",":
            name_start = skip_honorifics(doc, name_start + 1)
        owner = next(
            (doc[i] for i in range(token.i - 1, max(-1, token.i - 8), -1) if doc[i].lower_ in THIRD_PERSON_POSSESSIVES),
            None,
        )
        if name_start not in names or owner is None:
            continue
        bodies = [
            c for i in range(owner.i + 1, token.i) if (c := CLUSTER_OF(doc).get(i)) is not None and c.type in BODIES
        ]
        people = [
            (i, names[i][1])
            for i in sorted(names)
            if i == name_start
            or (token.tag_ == "NNS" and name_start < i < name_start + 30 and is_in_list(doc, names, name_start, i))
        ]
        antecedent = CLUSTER_OF(doc).get(owner.i)
        posts_of_antecedent = [f for f in held_posts if f.person is antecedent]
        if not posts_of_antecedent or (token.tag_ == "NNS" and len(bodies) != len(people)):
            continue
        nearest_post = min(posts_of_antecedent, key=lambda f: abs(f.at - token.i))
        for n, (place, person) in enumerate(people[: max(len(bodies), 1)]):
            body = bodies[n] if n < len(bodies) else None
            how = "counterpart" if body is not None else "-"
            yield HeldPost(person, nearest_post.title, body, how, "counterpart", place, nearest_post.kind, False)
