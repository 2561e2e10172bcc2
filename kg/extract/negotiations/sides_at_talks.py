"""Who sits at one table, by the words for sides: "the two sides signed", "on the Peruvian side were A and B"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.grammar.arcs import logical_objects, objects_of
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import TokenMention, is_person, mentions_between
from kg.extract.mentions.title_spans import title_over
from kg.extract.negotiations.parties import NOUNS_FOR_SIDES, PREPOSITIONS_BEFORE_THE_SERVED, owner_of_side, parties_of
from kg.extract.negotiations.proposals import MOST_AT_ONE_TABLE, Talks
from kg.extract.negotiations.verbs import is_no_meeting, is_talk
from kg.extract.speech.spokespersons import body_of_post
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, TalkModality

__all__ = ["propose_sides", "side_rows"]

VERBS_OF_SIDES_THAT_TALK = word_set("verbs-of-sides-that-talk")
VERBS_OF_LOOKING_AHEAD = word_set("verbs-of-looking-ahead")
VERBS_OF_ATTENDING = {"attend", "join", "participate"}


def propose_sides(proposals: Talks) -> None:
    """Propose the two sides that do something with each other, and persons on two sides of one table: those whom the
    text names on each, and those on one side with the person with whom it says that their side talks."""
    for token in occurrences(proposals.doc, (), NOUNS_FOR_SIDES):
        if token.dep_ in SUBJECTS and token.tag_ == "NNS" and token.head.lemma_ in VERBS_OF_SIDES_THAT_TALK:
            sides = parties_of([token])
            if len(sides) == 2 and _is_of_talks(token.head) and not _meet_others(token.head):
                proposals.among(sides, token, "sides", **{f"lemma={token.head.lemma_}": 1.0})
    rows = side_rows(proposals.doc)
    leaders = [_counterpart(proposals, side, whose) for side, whose, _ in rows]
    for (_, one, left), (side, other, right) in itertools.combinations(rows, 2):
        if one is not other:
            proposals.pairs(left, right, side, "across")
    for (side, _, persons), leader in zip(rows, leaders, strict=True):
        if leader is not None and len(persons) < MOST_AT_ONE_TABLE:
            proposals.pairs([leader], _attendants(side, [c for c in persons if c is not leader]), side, "across")


def _attendants(side: Token, persons: list[Cluster]) -> list[Cluster]:
    """Those on a side who attend the talks: "attending the talks on the Peruvian side were [A] and [B]"; not whoever a
    clause or post among them names."""
    verb = next((t for t in side.ancestors if t.pos_ in {"ADJ", "VERB"}), side)
    if not _is_attending(verb) or not any(map(_are_all, _event_attended(verb))):
        return []
    acting = not is_passive(verb) and any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children)
    start, end = (side.i + 1, verb.i) if acting else (max(side.i, verb.i) + 1, side.sent.end)
    rest = itertools.takewhile(_goes_on, side.doc[start:end])
    heads = {t.i for t in rest}
    return [c for c in persons if any(m.head in heads and not _is_served(side.doc, m) for m in c.mentions)]


def _is_attending(word: Token) -> bool:
    """Whether a word says that somebody is there: "[take] part", "[present] at"; not "take aim", "present a plan"."""
    if word.lemma_ == "take":
        return any(t.lemma_ == "part" for t in logical_objects(word))
    return word.lemma_ in VERBS_OF_ATTENDING or (word.lower_ == "present" and word.pos_ == "ADJ")


def _event_attended(word: Token) -> list[Token]:
    """What is attended: "attend the [talks]", "take part in the [talks]", "present at the [talks]"."""
    direct = [*logical_objects(word), *(c for c in word.children if c.dep_ in SUBJECTS and is_passive(word))]
    return [*direct, *(p for t in (word, *direct) for p in objects_of(t, {"at", "in"}))]


def _are_all(talks: Token) -> bool:
    """Whether a noun names talks, and says no others with whom."""
    return is_talk(talks) and not objects_of(talks, {"with"})


def _goes_on(token: Token) -> bool:
    """Whether a list of names may go on behind a token, which begins no clause and leaves nobody out."""
    return token.pos_ != "VERB" and token.tag_ not in {"WP", "WP$"} and token.lower_ not in {"not", "without"}


def _is_served(doc: Doc, name: TokenMention) -> bool:
    """Whether a name only says whose aide somebody is: "aide to Premier [Ana Ruiz]", "instead of [Ana Ruiz]"."""
    title = title_over(doc, name.start - 1)
    word_before = doc[(title[0] if title is not None and title[1] == name.start else name.start) - 1]
    return word_before.lower_ in PREPOSITIONS_BEFORE_THE_SERVED


def _counterpart(proposals: Talks, side: Token, body: Cluster) -> Cluster | None:
    """The person with whom those of a state talk, by what stands before the word for its side; None where it speaks of
    no such person, or of several."""
    talks_before = (
        c for c in proposals.seen.values() if c.evidence[0] <= side.i and c.values["modality"] == TalkModality.ACTUAL
    )
    pairs = ([c.actors["a"], c.actors["b"]] for c in talks_before)
    people = ([c for c in pair if c is not None and c.type == ActorType.PERSON] for pair in pairs)
    people_across = {
        c.id: c for pair in people if len(pair) == 2 for c in _person_of_other_body(proposals.doc, pair, body)
    }
    return next(iter(people_across.values())) if len(people_across) == 1 else None


def _person_of_other_body(doc: Doc, pair: list[Cluster], body: Cluster) -> list[Cluster]:
    """The one of two persons who is of another body, where the other is of this one."""
    members = [_is_of(doc, c, body) for c in pair]
    return [c for c, is_one in zip(pair, members, strict=True) if is_one is False] if True in members else []


def _is_of(doc: Doc, person: Cluster, body: Cluster) -> bool | None:
    """Whether a person is of a state or bloc, by nationality or post; None where the text indicates neither."""
    post = body_of_post(doc, person)
    countries = {person.country, post.country if post is not None else None} - {None}
    if post is None and not countries:
        return None
    return post is body or body.country in countries


def _is_of_talks(verb: Token) -> bool:
    """Whether two sides do something with each other: "hope for a deal", "plan to meet"; not "hope for rain", "meet
    halfway"."""
    if verb.lemma_ == "meet" and is_no_meeting(verb):
        return False
    if verb.lemma_ not in VERBS_OF_LOOKING_AHEAD:
        return True
    below = [t for t in verb.subtree if t.i > verb.i]
    return any(
        is_talk(t) or (t.pos_ == "VERB" and t.lemma_ in VERBS_OF_SIDES_THAT_TALK - VERBS_OF_LOOKING_AHEAD)
        for t in below
    )


def _meet_others(verb: Token) -> bool:
    """Whether a verb says whom two sides meet: "met [Ruiz]", "met with [Ruiz]", "held talks with [Ruiz]"."""
    direct = logical_objects(verb)
    beside = [noun for word in (verb, *direct) for noun in objects_of(word, {"with"})]
    return bool(parties_of([*direct, *beside]))


def side_rows(doc: Doc) -> list[tuple[Token, Cluster, list[Cluster]]]:
    """Each word for a side, the body whose side it is, and the persons named on it in the sentence: "on the Peruvian
    side, A and B"."""
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(doc)
    rows: list[tuple[Token, Cluster, list[Cluster]]] = []
    sides = [(token, owner) for token in occurrences(doc, {"side"}) if (owner := owner_of_side(token)) is not None]
    for (token, owner), next_side in itertools.zip_longest(sides, sides[1:]):
        end = token.sent.end if next_side is None else min(next_side[0].i, token.sent.end)
        persons = {
            c.id: c for m in _named_persons(doc, token.i + 1, end) if (c := cluster_by_head.get(m.head)) is not None
        }
        if persons:
            rows.append((token, owner, list(persons.values())))
    return rows


def _named_persons(doc: Doc, start: int, end: int) -> Iterator[TokenMention]:
    """The persons named among the tokens ``[start, end)``."""
    return (m for m in mentions_between(doc, start, end) if is_person(m))
