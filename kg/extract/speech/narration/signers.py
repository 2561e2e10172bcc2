"""Who signs a text or issues it together: the members of lists of states, bodies and persons with their titles."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import STATES_AND_BLOCS, cluster_at, is_named_person, is_state
from kg.extract.actors.lists.lists import listed, mentions_by_start
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.occurrences import after_article, is_possessive_mark, word_at
from kg.extract.grammar.tense import FINITE
from kg.extract.mentions.mention import TokenMention, persons_by_start
from kg.extract.mentions.title_spans import title_over

__all__ = ["listed_after", "parties_after"]

JOINING_SIGNERS = {",", "&", "and", "the"}
ENDS_OF_LISTS = {".", ":", ";"}
ARCS_OF_MEMBERS = {"appos", "conj", "pobj"}
"""Arcs to the names of states for which somebody speaks."""
TOKENS_OF_TITLE = 20
"""Tokens, at most, of the title before a signer's name."""


def parties_after(doc: Doc, start: int, end: int) -> list[Token]:
    """The members of the list that starts at a token, in a paragraph that ends at ``end``; A and B for "the governments
    of A and B"."""
    while start < len(doc):
        if doc[start].lower_ == "the":
            start += 1
            continue
        signers, plain = _signers(doc, start, end), listed(doc, start)[0]
        found = signers if len(signers) > 1 and all(map(_is_signer, signers)) else plain
        if found or start + 1 >= len(doc) or doc[start + 1].lower_ != "of":
            return found
        start += 2
    return []


def _signers(doc: Doc, start: int, end: int) -> list[Token]:
    """The members of a list that fills the rest of a sentence or is followed by a preposition, persons with their
    titles and states: "Minister Ana Ruiz of Peru, the EU envoy, Bo Ek, and Chile"; none if anything else follows."""
    found: list[Token] = []
    mentions, at = mentions_by_start(doc), start
    while at < end and (member := _titled(doc, at, end) or mentions.get(at)) is not None:
        if all(cluster_at(doc[member.head]) is not cluster_at(t) for t in found):  # not "Bo Ek, [the president]"
            found.append(doc[member.head])
        at = member.end
        place = mentions.get(after_article(doc, at + 1)) if word_at(doc, at) == "of" else None
        at = place.end if place is not None else at
        further = at
        while further < end and doc[further].lower_ in JOINING_SIGNERS:
            further += 1
        if further == at or (further < end and mentions.get(further) is None and _titled(doc, further, end) is None):
            break
        at = further
    closed = at >= end or doc[at].is_space or doc[at].text in ENDS_OF_LISTS or doc[at].pos_ in {"ADP", "SCONJ"}
    return found if closed else []


def _is_signer(head: Token) -> bool:
    """Whether a phrase refers to a state or bloc, or to a person whom the text names; no "foreign ministers"."""
    cluster = cluster_at(head)
    return is_named_person(head) or (cluster is not None and cluster.type in STATES_AND_BLOCS)


def _titled(doc: Doc, start: int, end: int) -> TokenMention | None:
    """The person whose title begins at a token, or after a body's name there: "the EU envoy to Peru, [Bo Ek]"."""
    persons, at, titled = persons_by_start(doc), start, False
    while at < min(end, start + TOKENS_OF_TITLE):
        if at in persons:
            return persons[at] if titled or at == start else None
        titled |= title_over(doc, at) is not None
        word = doc[at]
        if word.is_space or word.text in ENDS_OF_LISTS:
            return None
        if word.lower_ in JOINING_SIGNERS - {"the"} and not titled:
            return None
        capital = word.text[:1].isupper() or is_possessive_mark(doc, at)
        if not (capital or titled or word.lower_ == "the") or word.pos_ in {"VERB", "AUX"}:
            return None
        at += 1
    return None


def listed_after(first: Token, last: int) -> list[Token]:
    """A state and those joined to it, up to the token ``last``; also one in apposition to a member: "Chile and my own
    country, Peru". Only the first where it is a bloc, or where others are joined to it or follow as subjects."""
    members = [t for t in conjuncts([first]) if t.i <= last]
    states = [next((s for s in (t, *t.children) if is_state(s) and s.dep_ in ARCS_OF_MEMBERS), None) for t in members]
    after = members[-1].right_edge.i + 1
    goes_on = after < len(first.doc) and first.doc[after].tag_ in FINITE
    found = [s for s in states if s is not None] if is_state(first) and not goes_on else []
    return found if len(found) == len(members) else [first]
