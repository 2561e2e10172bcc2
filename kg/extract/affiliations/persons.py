"""Whose a person is by the words right beside the name: "Vasil Ek (NUTU)", "the Senegalese economist Awa Sy"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.affiliations.proposals import Ties
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.roles.bodies import is_constituency
from kg.extract.roles.post_bodies import BODIES
from kg.extract.roles.posts import country_in_brackets
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["from_person"]

COUNTERPARTS = word_set("words-for-counterparts")


def from_person(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster, head: Token) -> None:
    """Tie a named person to what the words beside the name say: brackets, "of", nouns before, appositions, "is"."""
    state = country_in_brackets(doc, mention)
    if state is not None:
        ties.add(cluster, cluster_at(state), head, "brackets")
    _set_off(doc, ties, mention, cluster)
    _of_place(doc, ties, mention, cluster)
    _described(doc, ties, mention, cluster)
    of: dict[int, Cluster] = CLUSTER_OF(doc)
    for appos in head.children:  # "a Democrat from Ohio", "a Peruvian national"
        for t in appos.subtree if appos.dep_ == "appos" else ():
            body = of.get(t.i)
            if not _plural_or_named(body, t.i):
                continue
            if body is not None and body.type in BODIES and t.i - appos.i < 6 and not _in_clause(t, appos):
                ties.add(
                    cluster,
                    body,
                    head,
                    "apposition",
                    same=float(t.i == appos.i),
                    noun_before=float(t.i < appos.i),
                    adjective=float(t.pos_ == "ADJ"),
                )
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        for attr in head.head.children:
            for t in attr.subtree if attr.dep_ == "attr" else ():
                body = of.get(t.i)
                if body is not None and body.type in BODIES and abs(t.i - attr.i) < 5:
                    ties.add(cluster, body, head, "copula")


def _set_off(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """ "Vasil Ek (NUTU)", "Ann Lee, Climate Action Network, said": the body right after a person's name."""
    of: dict[int, Cluster] = CLUSTER_OF(doc)
    i = mention.end
    if i + 2 >= len(doc) or doc[i].text not in {"(", ","}:
        return
    mark = ")" if doc[i].text == "(" else ","
    close = next((k for k in range(i + 1, min(i + 9, len(doc))) if doc[k].text == mark), None)
    if close is None:
        return
    named = (m for m in MENTIONS(doc) if i + 1 <= m.start <= i + 2 and m.end <= close and m.head in of)
    body = next(
        (
            of[m.head]
            for m in named
            if m.reason != MentionReason.NOMINAL
            and (m.end >= close - 1 or (m.start == i + 1 and m.entry is not None and m.entry.kind == "party"))
        ),
        None,
    )
    if body is not None and body.type in {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.GROUP}:
        ties.add(cluster, body, doc[mention.head], "brackets-body" if mark == ")" else "comma-body")


def _of_place(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """ "Ann Lee of the Fund"; no place where a member of a house was elected."""
    of: dict[int, Cluster] = CLUSTER_OF(doc)
    i = mention.end
    if i + 1 >= len(doc) or doc[i].lower_ not in {"of", "from", "at"}:
        return
    k = i + 1
    while k < len(doc) and doc[k].lower_ == "the":
        k += 1
    body = next((of[m.head] for m in MENTIONS(doc) if m.start in {k, k - 1} and m.head in of and m.head >= k), None)
    if not is_constituency(cluster.titles, body):
        ties.add(cluster, body, doc[mention.head], f"person-{doc[i].lower_}")


def _described(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """ "The Senegalese economist X", "Republican rival X": the body whose name opens the words before a person's."""
    of: dict[int, Cluster] = CLUSTER_OF(doc)
    ends = {m.end: m for m in MENTIONS(doc) if m.type in BODIES and m.head in of}
    i = mention.start
    while i > 0 and doc[i - 1].lower_.rstrip(".") in HONORIFICS | {"."}:
        i -= 1
    if i > 1 and doc[i - 1].text == "," and doc[i - 2].lemma_.casefold() in COUNTERPARTS:
        i -= 1  # "her Norwegian colleague, Ms X"
    first = i
    while i > 0 and mention.start - i < 8:
        found = ends.get(i)
        if found is not None and of[found.head] is not cluster and found.reason != MentionReason.NOMINAL:
            rule = "nationality" if i == mention.start else "described"
            if first < mention.start and doc[first].text == ",":
                rule = "counterpart"
            ties.add(cluster, of[found.head], doc[mention.head], rule, words=float(mention.start - i))
            return
        token = doc[i - 1]
        if token.pos_ not in {"NOUN", "ADJ", "PROPN"} or token.is_punct:
            return
        i -= 1


def _plural_or_named(body: Cluster | None, at: int) -> bool:
    """Whether a noun in apposition to a person may name a body: "a Democrat", but not "the adviser"."""
    if body is None or body.type != ActorType.GROUP:
        return True
    return all(m.plural or m.reason != MentionReason.NOMINAL for m in body.mentions if m.head == at)


def _in_clause(token: Token, noun: Token) -> bool:
    """Whether a word stands in a relative clause on the noun: "the envoy who led the talks"."""
    above = token
    while above.i != noun.i and above.head.i != above.i:
        if above.dep_ == "relcl":
            return True
        above = above.head
    return False
