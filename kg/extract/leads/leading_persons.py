"""Which person leads, where the parser takes a post, a relative pronoun or only one of several for the leader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract.actors.cluster import BODIES_BUT_GROUPS, Cluster, cluster_at, clusters_among
from kg.extract.grammar.arcs import own_subjects
from kg.extract.grammar.clause import is_passive
from kg.extract.leads.lists_of_persons import list_of_persons
from kg.extract.mentions.mention import mention_at, mentions_before, persons_by_start
from kg.extract.mentions.posts_before_names import holder_at
from kg.extract.mentions.title_spans import title_over
from kg.model import ActorType, MentionReason

__all__ = ["antecedent_of_who", "heads_of_leaders", "listed_before", "listed_with_object"]


def heads_of_leaders(nouns: Iterable[Token]) -> Iterator[Token]:
    """The head of the person that each noun refers to; of a post before a name also those of the posts joined to it,
    since the name itself has no conjuncts."""
    for noun in nouns:
        holder = _holder_after(noun)
        yield noun if holder is None else holder
        yield from noun.conjuncts if holder is not None else ()


def antecedent_of_who(verb: Token) -> Cluster | None:
    """The person named right before "who": B in "A and B, who heads the bank", however the parser attaches it."""
    doc = verb.doc
    pronoun = next((c for c in verb.children if c.lower_ == "who"), None)
    if pronoun is None or verb.tag_ == "VBP":
        return None
    end = pronoun.i - (pronoun.i > 0 and doc[pronoun.i - 1].text == ",")
    mention = next((m for m in mentions_before(doc, end) if m.type == ActorType.PERSON), None)
    return cluster_at(doc[mention.head]) if mention is not None and mention.reason == MentionReason.NAME else None


def listed_with_object(verb: Token) -> Cluster | None:
    """The person before a verb of leading without a subject of its own whom the parser lists with the team that the
    same verb before speaks of: B in "A led one team and B, an envoy, [led] the other"; not "A hired a lawyer and B, led
    a team"."""
    if verb.dep_ != "conj" or own_subjects(verb) or verb.head.lemma_ != verb.lemma_:
        return None
    teams = (o for o in verb.head.children if o.dep_ == "dobj" and (c := cluster_at(o)) and c.type in BODIES_BUT_GROUPS)
    conjuncts_of_teams = (c for o in teams if o.pos_ == "NOUN" for c in o.conjuncts)
    names_before_verb = (
        c
        for c in conjuncts_of_teams
        if c.i < verb.i and all(t.text == "," for t in verb.doc[c.right_edge.i + 1 : verb.i])
    )
    person = next((cluster_at(c) for c in names_before_verb if c.pos_ == "PROPN"), None)
    return person if person is not None and person.type == ActorType.PERSON else None


def listed_before(verb: Token) -> list[Cluster]:
    """The persons with titles who are listed right before a verb, whose subject to the parser is only the first: "Envoy
    Bo Ek, Premier Ana Ruiz, and Secretary Li Po jointly [led] it"."""
    first_mention = next((m for t in own_subjects(verb) if (m := mention_at(verb.doc, t.i)) is not None), None)
    if first_mention is None or first_mention.type != ActorType.PERSON or is_passive(verb):
        return []
    persons_listed = list_of_persons(verb.doc, first_mention.start)
    if len(persons_listed) < 2:
        return []
    is_apart = any(t.pos_ not in {"ADV", "AUX"} for t in verb.doc[persons_listed[-1].i + 1 : verb.i])
    return [] if is_apart else clusters_among(persons_listed)


def _holder_after(post: Token) -> Token | None:
    """The head of the name after a post and its field: "the Minister of Trade [Bo Ek] leads it"; None without one."""
    title = title_over(post.doc, post.i)
    if title is None or title[1] != post.i + 1:
        return None
    names = persons_by_start(post.doc)
    name_start = holder_at(post.doc, post.i + 1, names)
    return post.doc[names[name_start].head] if name_start is not None else None
