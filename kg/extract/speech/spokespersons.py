"""The body that "we" refers to where somebody speaks for one: a spokesperson, a minister, the chair of a bloc."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTERS, Cluster, cluster_at
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.occurrences import after_article, is_possessive_mark, occurrences, word_at
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.text.layout import is_in_heading
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["body_of_post", "our_body", "presided_state", "spoken_body"]

PREPOSITIONS_AFTER_WE = {"at", "in", "of"}
"""Prepositions by which "we" says who is meant: "we at the bank"."""
PRESS_SECRETARY = {"press", "secretary"}
SPEAKING = {"spokesman", "spokesperson", "spokeswoman"}
SPEAKING_CHAIRS = word_set("speaking-chairs")
POSTS_THAT_SAY_WE_FOR_STATES = word_set("posts-that-say-we-for-states")
POSTS_BESIDE_A_GOVERNMENT = word_set("posts-beside-a-government")
TRADE_REPRESENTATIVE = {"trade", "representative"}
SPEAKERS_OF_GROUPS = word_set("speakers-of-groups")


def our_body(token: Token, speaker: Cluster) -> Cluster | None:
    """The body for which ``speaker`` says "we" or "our" in the sentence of ``token``, as `spoken_body` has it."""
    if speaker.type != ActorType.PERSON or not (SPEAKING | SPEAKING_CHAIRS) & {*speaker.titles}:
        return None
    start, end = sentence_bounds(token)
    pronoun = next((t for t in token.doc[start:end] if t.lower_ in SPEAKERS_OF_GROUPS and t.text != "US"), None)
    return spoken_body(pronoun, speaker) if pronoun is not None else None


def spoken_body(pronoun: Token, speaker: Cluster) -> Cluster | None:
    """The body for which ``speaker`` says "we"; None where the speaker speaks for none, or the text does not tell.

    A ministry speaks for its state where the text names that.
    """
    if pronoun.lower_ not in SPEAKERS_OF_GROUPS or speaker.type != ActorType.PERSON:
        return None
    speaks, governs = _speaks(speaker.titles), _governs(speaker.titles)
    if not speaks and not governs and not SPEAKING_CHAIRS & speaker.titles:
        return None
    doc = pronoun.doc
    body = _posted_at(doc, speaker, certain=governs) or (_named_in_heading(doc) if speaks else None)
    if body is None:
        return None
    body = (_state(doc, body) if _is_of_government(body) else None) or body
    own = {ActorType.BLOC, ActorType.STATE} if governs else {ActorType.BLOC}
    return body if speaks or body.type in own else None


def presided_state(pronoun: Token, speaker: Cluster) -> Cluster | None:
    """The state whose president says "we" or "our"; None for other speakers, and where the text does not tell it."""
    plural = pronoun.lower_ in SPEAKERS_OF_GROUPS and speaker.type == ActorType.PERSON
    if not plural or "president" not in speaker.titles or POSTS_BESIDE_A_GOVERNMENT & speaker.titles:
        return None
    doc = pronoun.doc
    body = _posted_at(doc, speaker, certain=True)
    if any((c := cluster_at(t)) is not None and c is not body for t in objects_of(pronoun, PREPOSITIONS_AFTER_WE)):
        return None
    return body if any(state is body for state in _presided(doc)) else None


@once_a_document
def _presided(doc: Doc) -> tuple[Cluster, ...]:
    """The states of which a text tells that somebody is president."""
    by_end = {m.end: m for m in MENTIONS(doc)}
    by_start = {m.start: m for m in reversed(by_end.values())}
    bodies = (c for t in occurrences(doc, {"president"}) for c in _presided_by(t, by_end, by_start))
    return tuple(c for c in bodies if c.type == ActorType.STATE)


def _presided_by(
    president: Token, by_end: Mapping[int, TokenMention], by_start: Mapping[int, TokenMention]
) -> Iterator[Cluster]:
    """Whose post a post of president is told to be: "Peru's new [president]", "the [President] of Peru", "[President]
    Bo Ek of Peru"; not "Ford Peru president", "Ford's Peru president", "the President of the Senate of Peru"."""
    doc, start = president.doc, president.i
    while start and start not in by_end and doc[start - 1].pos_ == "ADJ":
        start -= 1
    mention_before = by_end.get(start - is_possessive_mark(doc, start - 1))
    owner = cluster_at(doc[mention_before.head]) if mention_before is not None else None
    if mention_before is not None and owner is not None:
        token_before = doc[mention_before.start - 1] if mention_before.start else None
        if token_before is None or (token_before.pos_ != "PROPN" and not is_possessive_mark(doc, token_before.i)):
            yield owner
    name = by_start.get(president.i + 1)
    end = name.end if name is not None else president.i + 1
    mention_after = by_start.get(after_article(doc, end + 1)) if word_at(doc, end) == "of" else None
    state_after = cluster_at(doc[mention_after.head]) if mention_after is not None else None
    if (
        mention_after is not None
        and state_after is not None
        and state_after is not owner
        and not is_possessive_mark(doc, mention_after.end)
    ):
        yield state_after


def _speaks(titles: Set[str]) -> bool:
    return bool(SPEAKING & titles) or titles >= PRESS_SECRETARY


def _governs(titles: Set[str]) -> bool:
    """Whether these words of titles are those of somebody who says "we" for a state."""
    return (
        bool(POSTS_THAT_SAY_WE_FOR_STATES & titles) or titles >= TRADE_REPRESENTATIVE
    ) and not POSTS_BESIDE_A_GOVERNMENT & titles


def body_of_post(doc: Doc, person: Cluster) -> Cluster | None:
    """The body in which a person has a post, the state for its ministry; None where the text names none."""
    body = _posted_at(doc, person)
    return None if body is None else (_state(doc, body) if _is_of_government(body) else None) or body


def _posted_at(doc: Doc, person: Cluster, *, certain: bool = False) -> Cluster | None:
    """The body of the first post that a person has; where it must be ``certain``, none that is only the likeliest state
    of the text."""
    roles = (c for c in CANDIDATES(doc) if c.heading == "roles" and c.actors["person"] is person)
    counted = (c for c in roles if not (certain and c.values["guessed"]))
    return next((body for c in counted if (body := c.actors["organization"]) is not None), None)


def _named_in_heading(doc: Doc) -> Cluster | None:
    """The body of a spokesperson whom a heading names by the post alone: "Briefing by the Spokesperson of the Bank"."""
    owner = next((m.owner for m in MENTIONS(doc) if m.noun in SPEAKING and is_in_heading(doc[m.head])), None)
    return cluster_at(doc[owner]) if owner is not None else None


def _is_of_government(body: Cluster) -> bool:
    words = {*body.name.casefold().split()}
    return body.type == ActorType.ORGANIZATION and bool(words & word_set("ministries"))


def _state(doc: Doc, body: Cluster) -> Cluster | None:
    """The state of a ministry: the one that it is known to belong to, else the one named after it."""
    if body.country is not None:
        states = (c for c in CLUSTERS(doc) if c.type == ActorType.STATE and c.country == body.country)
        return next(states, None)
    starts = {m.start: m.head for m in MENTIONS(doc) if m.type == ActorType.STATE}
    for mention in body.mentions:
        after = mention.end
        while word_at(doc, after) in {"of", "the"}:
            after += 1
        if after in starts:
            return cluster_at(doc[starts[after]])
    return None
