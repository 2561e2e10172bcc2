"""Whether a body is a trade union: by its name, or by what a text says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.mention import MENTIONS
from kg.extract.text.memo import once_a_document
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.extract.words.singular import singular

__all__ = ["is_trade_union"]

WORDS_OF_TRADE_UNIONS = {"syndicate", "teamster", "union"}
WORKERS = word_set("workers")
WORKERS_IN_NAMES_OF_UNIONS = word_set("workers-in-names-of-unions")
EMPLOYERS_IN_NAMES_OF_LOBBIES = word_set("employers-in-names-of-lobbies")
PREPOSITIONS_IN_NAMES_OF_BODIES = word_set("prepositions-in-names-of-bodies")
WORDS_OF_LOBBIES = word_set("words-of-lobbies")
OBJECTS = {"dobj", "obj"}
MEMBERS = {"member", "union"}
"""Words for workers that are also said of states: "represents all members"."""


def is_trade_union(doc: Doc, cluster: Cluster) -> bool:
    """Whether a body's name says that it is a trade union, or the text does, by what it does."""
    acting_heads = _heads_acting_as_unions(doc)
    acts_as_union = bool(acting_heads) and any(m.head in acting_heads for m in cluster.mentions)
    return acts_as_union or _is_union_by_name(cluster.name, cluster.gazetteer)


@cache
def _is_union_by_name(name: str, gazetteer_id: str | None) -> bool:
    entry = gazetteer.entry(gazetteer_id)
    names = [name, *((entry.name, *entry.aliases) if entry is not None else ())]
    return any(_says_union(fold(each).split()) for each in names)


def _says_union(words: Sequence[str]) -> bool:
    """Whether the words of a name say that it is a union: "Union of Miners", "Nurses Federation", "Congress of Trade
    Unions"; not "Retail Federation" or "Engineering Employers Federation", which need not be or are not."""
    # "Union Pacific" and "Union Berlin" are none.
    begins = len(words) > 1 and words[0] == "union" and words[1] not in PREPOSITIONS_IN_NAMES_OF_BODIES
    unions = {singular(word) for word in words[int(begins) :]} & WORDS_OF_TRADE_UNIONS
    if unions or any(word.endswith("workers") for word in words):
        return True
    of_workers = any(word in WORKERS_IN_NAMES_OF_UNIONS or singular(word) in WORKERS for word in words)
    return of_workers and not WORDS_OF_LOBBIES.isdisjoint(words) and EMPLOYERS_IN_NAMES_OF_LOBBIES.isdisjoint(words)


@once_a_document
def _heads_acting_as_unions(doc: Doc) -> frozenset[int]:
    """The heads of the names of bodies that represent workers, no parties, armies or firms; none where
    "the union" may be the European, African or Soviet one."""
    mentions = list(MENTIONS(doc))
    if any(m.entry is not None and "union" in fold(m.entry.name).split() for m in mentions):
        return frozenset()
    possible_mentions = (m.head for m in mentions if m.entry is None or m.entry.kind == "ngo")
    heads = (at for at in possible_mentions if not _is_of_workers(doc[at]))
    return frozenset(at for at in heads if any(_acts_as_union(verb) for verb in _verbs(doc[at])))


def _verbs(subject: Token) -> Iterator[Token]:
    """The verbs whose subject a noun is: "Unite [met] and [called] for care", "Unite, which [represents] drivers"."""
    if subject.dep_ == "nsubj":
        yield subject.head
        yield from (t for t in subject.head.conjuncts if not any(c.dep_ in NOUN_SUBJECTS for c in t.children))
    yield from (t for t in subject.children if t.dep_ == "relcl" and any(c.lower_ == "which" for c in t.children))


def _acts_as_union(verb: Token) -> bool:
    """Whether a verb says what only unions do: "represents 900 nurses"."""
    objects = [c for c in verb.children if c.dep_ in OBJECTS]
    return verb.lemma_ == "represent" and any(_is_of_workers(t) and t.lemma_ not in MEMBERS for t in objects)


def _is_of_workers(token: Token) -> bool:
    """Whether a word is one for workers, as those that a tagger takes for a body: "[Machinists] at Ford walked out"."""
    return bool({token.lower_, singular(token.lower_)} & WORKERS)
