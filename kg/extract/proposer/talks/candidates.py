"""Talks: those of the rules are reranked with what the network says of the two actors, and those that only the network
finds are added.

The network says who talks with whom in a sentence, not in which words: its evidence is the whole sentence, and the
modality of the talks is read from the words above both names in the parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, clusters_among, clusters_by_id
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.candidates.filter import DOUBTFUL, confidence
from kg.extract.candidates.values import NegotiationValues
from kg.extract.grammar.arcs import first_of_list, possessors
from kg.extract.grammar.clause import verb_of_telling_of
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.title_spans import title_over
from kg.extract.negotiations.modality import talk_modality
from kg.extract.negotiations.parties import PREPOSITIONS_BEFORE_THE_SERVED
from kg.extract.negotiations.proposals import is_debate
from kg.extract.negotiations.verbs import is_interview, is_talk
from kg.extract.proposer.reranker import UNSEEN, Reranker, log_odds
from kg.extract.proposer.scene.pairs import PairScores, likeliest
from kg.extract.proposer.scene.scene import FIRST_PERSON, REASONS, TYPES, Scene, SceneMention
from kg.extract.proposer.talks.other_ties import are_tied_otherwise
from kg.model import ActorType, MentionReason, TalkModality

__all__ = ["HEADING", "LEARNED", "WeighedTalk", "rerank_talks", "weighed_talks"]

HEADING = "negotiates_with"
LEARNED = "negotiation.learned"
"""The rule of talks that only the network finds."""
LEAST = 0.05
"""The least probability of talks that are proposed."""
LEAST_SURE_FIRST = (TalkModality.REFUSED, TalkModality.POSSIBLE, TalkModality.PLANNED, TalkModality.ACTUAL)
STATE = TYPES.index(ActorType.STATE)
PRONOUNS = {REASONS.index(MentionReason.PRONOUN), FIRST_PERSON}


@dataclass(frozen=True, slots=True)
class WeighedTalk:
    """Talks of two actors with the features of the reranker: ``place`` is the index of a rule's candidate, None where
    only the network proposes them; ``sentence`` the one that tells them, None where the network finds none."""

    actors: tuple[str, str]
    features: Mapping[str, float]
    place: int | None
    sentence: int | None


def rerank_talks(doc: Doc, scene: Scene, scores: Sequence[PairScores], reranker: Reranker) -> None:
    """Rerank all talks among the candidates, and add those that only the network finds, which are doubtful: of those of
    which it is surest, fewer than six in ten are right."""
    candidates = CANDIDATES(doc)
    clusters = clusters_by_id(doc)
    for talks in list(weighed_talks(scene, candidates, scores)):
        reranked = reranker.rerank(talks.features)
        if talks.place is not None:
            candidates[talks.place] = replace(candidates[talks.place], reranked=reranked)
        elif talks.sentence is not None:
            one, other = (_first_mention_head(doc, scene, actor, talks.sentence) for actor in talks.actors)
            if _is_part_of_other(scene, talks.actors, talks.sentence):
                continue
            if are_tied_otherwise(one, other, _lowest_above(one, other), [clusters[actor] for actor in talks.actors]):
                continue
            if _is_for_the_public(one, other) or _are_in_two_pairs(one, other):
                continue
            if _is_told_of(one, other) or _is_told_of(other, one) or _is_served(one) or _is_served(other):
                continue
            if _are_in_one_list(one, other) and not _are_of_two_sides(one, [clusters[a] for a in talks.actors]):
                continue
            modality = _least_sure(one, other)
            if modality is None:
                continue
            candidates.append(
                Candidate(
                    HEADING,
                    LEARNED,
                    {"a": clusters[talks.actors[0]], "b": clusters[talks.actors[1]]},
                    NegotiationValues(modality=modality, mediated=False),
                    scene.sentences[talks.sentence],
                    reranked=replace(reranked, probability=min(reranked.probability, DOUBTFUL)),
                )
            )


def weighed_talks(scene: Scene, candidates: Sequence[Candidate], scores: Sequence[PairScores]) -> Iterator[WeighedTalk]:
    """All talks that the rules propose, then those that only the network does, each in its likeliest sentence.

    Talks that a rule finds are likelier between two actors of one type: two states, two persons. Those that only the
    network finds are less likely for a state, which every sentence about its ministers names too, and likelier in a
    sentence where one of the two talks with others, and without a pronoun to resolve.
    """
    best = likeliest(scores)
    by_sentence = _by_sentence(scores)
    ruled = set()
    for index, candidate in enumerate(candidates):
        if candidate.heading == HEADING:
            first, second = sorted(actor.id for actor in candidate.actors.values() if actor is not None)
            ruled.add((first, second))
            probability, sentence = best.get((first, second), (UNSEEN, None))
            by_rule = confidence(HEADING, candidate.features, candidate.rule)
            features = {"rule": 1.0, "rule.by_rule": log_odds(by_rule), "rule.talking": log_odds(probability)}
            features["rule.alike"] = float(scene.types[first] == scene.types[second])
            yield WeighedTalk((first, second), features, index, sentence)
    for actors, (probability, sentence) in best.items():
        if actors not in ruled and probability >= LEAST:
            features = {"alone": 1.0, "alone.talking": log_odds(probability)}
            features["alone.state"] = float(STATE in {scene.types[actor] for actor in actors})
            features["alone.others"] = log_odds(_with_others(by_sentence[sentence], actors))
            features["alone.pronoun"] = float(_is_by_pronoun(scene, sentence, actors))
            yield WeighedTalk(actors, features, None, sentence)


def _by_sentence(scores: Iterable[PairScores]) -> dict[int, dict[tuple[str, str], float]]:
    """The probability that each two actors talk, by sentence; the highest where several windows show one."""
    by_sentence: dict[int, dict[tuple[str, str], float]] = {}
    for pair_scores in scores:
        of_sentence = by_sentence.setdefault(pair_scores.sentence, {})
        for actors, probability in pair_scores.likely.items():
            of_sentence[actors] = max(probability, of_sentence.get(actors, 0.0))
    return by_sentence


def _with_others(talking: Mapping[tuple[str, str], float], actors: tuple[str, str]) -> float:
    """The highest probability that one of two actors talks with a third in the same sentence."""
    others = (probability for two, probability in talking.items() if two != actors and not set(two).isdisjoint(actors))
    return max(others, default=UNSEEN)


def _is_by_pronoun(scene: Scene, sentence: int, actors: tuple[str, str]) -> bool:
    """Whether a sentence's first mention of one of two actors is a pronoun."""
    firsts = (_mentions_of(scene, actor, sentence)[0] for actor in actors)
    return any(mention.reason in PRONOUNS for mention in firsts)


def _is_part_of_other(scene: Scene, actors: tuple[str, str], sentence: int) -> bool:
    """Whether the words for one of two actors stand within those for the other, which is no state: "the
    [Chilean] delegation"."""
    return any(
        scene.types[whole] != STATE
        and all(
            any(over.start <= one.start and one.end <= over.end for over in _mentions_of(scene, whole, sentence))
            for one in _mentions_of(scene, part, sentence)
        )
        for part, whole in (actors, actors[::-1])
    )


def _mentions_of(scene: Scene, actor: str, sentence: int) -> list[SceneMention]:
    """The mentions of an actor in a sentence."""
    return [mention for mention in scene.by_sentence[sentence] if mention.actor == actor]


def _first_mention_head(doc: Doc, scene: Scene, actor: str, sentence: int) -> Token:
    """The head of an actor's first mention in a sentence."""
    mention = _mentions_of(scene, actor, sentence)[0]
    return doc[mention.start : mention.end].root


def _are_in_one_list(one: Token, other: Token) -> bool:
    """Whether two are coordinated, like those of one side: "met with Bo Ek and Ana Ruiz"; not after "between", as in "a
    contract between the fund and the bank"."""
    first = next((t for t in (one, *one.conjuncts) if t.dep_ != "conj"), one)
    return other in one.conjuncts and first.head.lower_ not in {"among", "between"}


def _are_of_two_sides(one: Token, actors: Sequence[Cluster]) -> bool:
    """Whether two coordinated actors are of two countries and may talk with each other; not persons whom somebody else
    meets: "talks with Bo Ek of Mali, Ana Ruiz of Peru"."""
    met = first_of_list(one).head.lower_ == "with" and all(actor.type == ActorType.PERSON for actor in actors)
    return not met and len({actor.country for actor in actors} - {None}) > 1


def _is_for_the_public(one: Token, other: Token) -> bool:
    """Whether two only speak in public: "spoke in an interview with [Ruiz]", "campaigned with [Ek]", "a debate between
    [Ruiz] and [Ek]"."""
    governors = [
        t.head
        for actor in (one, other)
        for t in actor.ancestors
        if t.dep_ == "prep" and t.lower_ in {"among", "between", "with"}
    ]
    is_of_person = any(c is not None and c.type == ActorType.PERSON for c in map(cluster_at, (one, other)))
    is_contest = is_of_person and any(is_debate(word) for word in governors)
    is_public = any(word.lemma_ in {"campaign", "interview"} for word in governors)
    return is_contest or is_public or is_interview(_lowest_above(one, other))


def _are_in_two_pairs(one: Token, other: Token) -> bool:
    """Whether two follow two words "between": "talks between Peru and [Chile] and between [Mali] and Niger"."""
    governors = [next((t.head for t in (each, *each.ancestors) if t.dep_ == "pobj"), each) for each in (one, other)]
    return governors[0].i != governors[1].i and all(t.lower_ == "between" for t in governors)


def _is_told_of(one: Token, other: Token) -> bool:
    """Whether one is named in talks of somebody else, or in talks that the other is only told of: "told Peru of its
    talks with [Chile]"."""
    list_start = first_of_list(other)
    for talks in one.ancestors:
        if not is_talk(talks) or talks.pos_ == "VERB" or talks.is_ancestor(other):
            continue
        owners = clusters_among(possessors(talks))
        if owners:
            return cluster_at(other) not in owners
        verb = verb_of_telling_of(talks)
        if verb is not None and list_start.head.i == verb.i and list_start.dep_ not in NOUN_SUBJECTS:
            return True
    return False


def _is_served(token: Token) -> bool:
    """Whether a person is only whom the post of another serves: "met Bo Ek, an aide to [Ruiz]"."""
    actor, preposition = cluster_at(token), token.head
    if actor is None or actor.type != ActorType.PERSON or token.dep_ != "pobj":
        return False
    post = preposition.head
    is_post = post.dep_ == "appos" and title_over(token.doc, post.i) is not None
    return is_post and preposition.lower_ in PREPOSITIONS_BEFORE_THE_SERVED


def _least_sure(one: Token, other: Token) -> TalkModality | None:
    """The least sure modality that the words above both, and above each, give the talks: "welcomed what Peru did and
    hopes for talks with [Chile]"; None where one denies them."""
    modalities = [talk_modality(t) for t in (_lowest_above(one, other), _talks_over(one), _talks_over(other))]
    return None if None in modalities else min(modalities, key=LEAST_SURE_FIRST.index)


def _talks_over(name: Token) -> Token:
    """The talks with which a name is joined by a preposition, "efforts to resume [talks] with Peru"; else the name."""
    noun = name.head.head
    return noun if name.dep_ == "pobj" and noun.pos_ == "NOUN" and is_talk(noun) else name


def _lowest_above(one: Token, other: Token) -> Token:
    """The lowest word above both in the parse."""
    ancestors = {one.i, *(t.i for t in one.ancestors)}
    return next((t for t in (other, *other.ancestors) if t.i in ancestors), one)
