"""The person to whom "the Chair" of a meeting refers, where several bodies meet in turn."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import BODIES, Cluster, Gatherer, only_one
from kg.extract.actors.persons import body_chaired, key_of_body
from kg.extract.grammar.arcs import possessors
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.mention import TokenMention, mentions_between
from kg.extract.mentions.title_spans import title_over
from kg.extract.text.layout import block_of
from kg.extract.words.lexicon import word_set

__all__ = ["chair_referred_to"]

VERBS_OF_MEETINGS = word_set("verbs-of-meetings")
VERBS_OF_PRESIDING = word_set("verbs-of-presiding")


def chair_referred_to(gatherer: Gatherer, mention: TokenMention, people: Iterable[Cluster]) -> Cluster | None:
    """The person to whom "the OPEC Chair" refers, by the name of the body. "The Chair" is that of the body that the
    paragraph says to be at work, or the last person before who opened a session or whose title names no body, and not
    the chair of another body who only speaks."""
    doc, title = gatherer.doc, title_over(gatherer.doc, mention.head)
    people = [person for person in people if person.chairs]
    body = body_chaired(doc, *title) if title is not None else ""
    if body and (only_chair := only_one(person for person in people if body in person.chairs)) is not None:
        return only_chair
    presiding_by_start: dict[int, Cluster] = {}
    for person in people:
        if not body or "" in person.chairs:
            earlier_mentions = (m for m in person.mentions if m.start < mention.start)
            presiding_by_start |= {
                m.start: person
                for m in earlier_mentions
                if "" in person.chairs or (not body and _presides(doc[m.head]))
            }
    last_start = max(presiding_by_start, default=-1)
    chaired = {each for person in people for each in person.chairs}
    body_start, body_at_work = (-1, body) if body else _body_at_work(doc, mention, chaired)
    if body_at_work and (body or body_start > last_start):
        chair = only_one(person for person in people if body_at_work in person.chairs)
        return chair or _without_body(presiding_by_start.get(last_start))
    return presiding_by_start.get(last_start)


def _without_body(person: Cluster | None) -> Cluster | None:
    """A person whose titles name no body to chair."""
    return person if person is not None and person.chairs == {""} else None


def _body_at_work(doc: Doc, mention: TokenMention, chaired: set[str]) -> tuple[int, str]:
    """The body that the paragraph of a mention last says to be at work before it, and the token where it stands: one
    with a chair in the text, or that decides: "[The fund] adopted the Chair's draft"."""
    block, start = block_of(doc[mention.start]), mention.start
    if block is None:
        return -1, ""
    while start > 0 and doc[start - 1].idx >= block.start:
        start -= 1
    for body_mention in reversed([m for m in mentions_between(doc, start, mention.start) if m.type in BODIES]):
        head = doc[body_mention.head]
        acts = head.dep_ in NOUN_SUBJECTS and head.head.dep_ in {"ROOT", "conj"}
        key = key_of_body(body_mention)
        if acts and (key in chaired or (body_mention.entry is not None and head.head.lemma_ in VERBS_OF_MEETINGS)):
            return body_mention.start, key
    return -1, ""


def _presides(name: Token) -> bool:
    """Whether one presides: "[Bo Ek] opened the session", "in his opening statement, the Chair, [Bo Ek], noted"."""
    head = name.head if name.dep_ == "appos" else name
    modifiers = (t for left in head.head.lefts for t in left.subtree if t.lower_ == "opening")
    opens = head.head.lemma_ in VERBS_OF_PRESIDING or any(possessors(t.head) for t in modifiers)
    return head.dep_ in NOUN_SUBJECTS and opens
