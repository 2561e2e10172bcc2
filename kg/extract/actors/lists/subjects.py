"""The actors for whom subjects stand: a pair, the members of a list, those included, or those spoken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster, cluster_at
from kg.extract.actors.lists.lists import list_around, listed, mention_by_token
from kg.extract.actors.lists.on_behalf import spoken_for_and_next, still_spoken_for
from kg.extract.actors.pairs import pair_of
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.occurrences import examples_at
from kg.extract.grammar.phrase import names_nobody
from kg.extract.text.memo import once
from kg.extract.words.lexicon import word_set

__all__ = ["actors_of", "counted_noun"]


def actors_of(tokens: Iterable[Token]) -> Iterator[tuple[Token, Cluster, str]]:
    """The actors for whom the subject tokens stand, each once: the token, the actor, and how it was found ("pair",
    "including", "on-behalf", "list", or "" for the token's own)."""
    seen: set[str] = set()
    for token in tokens:
        for one, cluster, how in _actors_of_token(token):
            if cluster.id not in seen:
                seen.add(cluster.id)
                yield one, cluster, how


def counted_noun(token: Token) -> Token:
    """The noun after one that counts it, "thousands of [farmers]"; else the token itself."""
    if token.lemma_.casefold() not in word_set("counting-nouns") or token.i in CLUSTER_OF(token.doc):
        return token
    return next(iter(objects_of(token, {"of"})), token)


@once
def _actors_of_token(token: Token) -> tuple[tuple[Token, Cluster, str], ...]:
    """What `_find_actors_meant` finds, kept, since the rules of several headings ask it of the same subjects."""
    return () if names_nobody(token) else tuple(_find_actors_meant(token.doc, token))


def _find_actors_meant(doc: Doc, token: Token) -> Iterator[tuple[Token, Cluster, str]]:
    counted = counted_noun(token)
    if (mention := mention_by_token(doc).get(token.i)) is not None and mention.head == counted.i:
        token = counted  # "[a number of delegates]" is one name
    pair = pair_of(token)
    if pair:
        yield from ((token, one, "pair") for one in pair)
        return
    if members := _heads_after_including(doc, counted):
        yield from ((member, c, "including") for member in members if (c := cluster_at(member)) is not None)
        return
    for member in (members := list_around(doc, token)):
        cluster = cluster_at(member)
        if cluster is None:
            continue
        bodies, further = spoken_for_and_next(doc, member)
        members += [t for t in further if t not in members]
        if bodies := bodies or still_spoken_for(doc, member, cluster):
            yield from ((member, body, "on-behalf") for body in bodies)
        else:
            yield member, cluster, "" if member.i == token.i else "list"


def _heads_after_including(doc: Doc, token: Token) -> list[Token]:
    """The heads of A, B and C in "several delegations, including A, B and C"."""
    mention = mention_by_token(doc).get(token.i)
    end = i = mention.end if mention is not None else token.i + 1
    while i < len(doc) and i < end + 2 and doc[i].text in {",", "("}:
        i += 1
    examples = examples_at(doc, i, {"including", "among"})
    return listed(doc, examples)[0] if examples is not None and i + 1 < len(doc) else []
