"""Who holds a position, and by which construction that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.lists import actors_of, counted_noun
from kg.extract.grammar.arcs import complements, has_auxiliary, has_own_subject, own_subjects, possessors
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, antecedent, passive
from kg.extract.positions.proposing.attribution import report_over, speakers_of
from kg.extract.speech.reports import OWN_WORDS, TELLING, Report
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.speech.spokespersons import our_body, spoken_body
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Stance

__all__ = ["Holder", "actor_at_first", "blames_itself", "holders_at", "only_imagined", "reported", "subject_path"]

POSTS_THAT_SPEAK_FOR_STATES = word_set("posts-that-speak-for-states")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds: the token that names it, its actor, and how the two were tied together."""

    token: Token
    cluster: Cluster
    path: str


def holders_at(tokens: Iterable[Token], path: str) -> list[Holder]:
    """The actors at the tokens, each once; "we" and "I" are those who speak. ``path``: how the tokens were found."""
    found: dict[str, Holder] = {}
    for token in tokens:
        for holder in _standing_for(token, path):
            found.setdefault(holder.cluster.id, holder)
    return list(found.values())


def _standing_for(token: Token, path: str) -> Iterator[Holder]:
    """Those for whom one token stands."""
    if cluster_at(token) is None:
        if token.lower_ in word_set("first-person"):
            for speaker in speakers_of(token):
                who = cluster_at(speaker)
                if who is not None:
                    body = spoken_body(token, who)
                    yield Holder(speaker, body or who, f"{path}-{'first-person' if body is None else 'spokesperson'}")
            return
        if token.lower_ in RELATIVE_PRONOUNS and token.head.dep_ == "relcl":
            token = antecedent(token)
    for one, named, listed in actors_of([counted_noun(token)]):
        yield Holder(one, named, f"{path}-{listed}" if listed else path)


def reported(verb: Token) -> tuple[list[Holder], Report | None]:
    """Those who say the clause of ``verb``: the quotation's speakers, else the sources of the report over it."""
    doc = verb.doc
    who = SPEAKERS(doc).get(verb.i)
    if who:
        return [_spoken_for(h, verb) for h in holders_at((doc[i] for i in who), "speaker")], None
    report = report_over(verb)
    if report is None or report.kind not in TELLING | {OWN_WORDS}:
        return [], None
    kind = "clause" if report.kind == OWN_WORDS else report.kind
    return holders_at((doc[i] for i in report.sources), f"reporter-{kind}"), report


def _spoken_for(holder: Holder, verb: Token) -> Holder:
    body = our_body(verb, holder.cluster)
    return holder if body is None else Holder(holder.token, body, f"{holder.path}-spokesperson")


def actor_at_first(tokens: list[Token]) -> Cluster | None:
    """The first of the actors that the tokens head, None where none does."""
    return next((c for t in tokens if (c := cluster_at(t)) is not None), None)


def subject_path(verb: Token) -> str:
    """By which construction a verb's subject is found."""
    if passive(verb):
        return "agent"
    if has_own_subject(verb):
        return "subject"
    return f"via-{verb.dep_}"


def blames_itself(holder: Cluster, stance: Stance, addressee: Cluster | None, head: Token, predicate: Token) -> bool:
    """Whether a holder would accuse itself: of what "it" or "its forces" did by the verb ``head``, or, as who speaks
    for a state, that state, unless the words say so: "the former president accused Peru".

    "Peru said it had shelled the port" tells of a deed; "it had been cheated" and "it had received threats" blame
    others.
    """
    if stance != Stance.ACCUSE:
        return False
    own_state = (
        addressee is not None
        and addressee.type == ActorType.STATE
        and holder.type == ActorType.PERSON
        and addressee.country == holder.country is not None
    )
    if (
        own_state
        and holder.titles & POSTS_THAT_SPEAK_FOR_STATES
        and not any(cluster_at(t) is addressee for t in _objects(predicate))
    ):
        return True
    if head.pos_ not in {"VERB", "AUX"} or passive(head) or head.lemma_ in word_set("verbs-of-what-befalls"):
        return False
    first = head.head if head.dep_ == "conj" and not has_own_subject(head) else head
    doing = own_subjects(first)
    owners = [c for subject in doing for c in possessors(subject)]
    if head.lemma_ not in word_set("deeds-of-war"):
        # "charged that he violated the treaty": who "he" is was a guess; "claimed that he owned it": himself
        himself = predicate.lemma_ == "claim"
        doing = [t for t in doing if t.pos_ != "PRON" or (himself and t.lower_ not in {"it", "they"})]
    return any(cluster_at(t) is holder for t in (*doing, *owners))


def only_imagined(holder: Holder, predicate: Token) -> bool:
    """Whether a holder is a kind of people of whom nobody knows whether there are any: "states that may be interested
    in talks", "would name judges who are against it", "a critic might say that"."""
    if _is_anybody(holder.token) and has_auxiliary(predicate, {"could", "might"}):
        return True
    clause = predicate if predicate.dep_ == "relcl" else predicate.head
    if holder.cluster.type != ActorType.GROUP or clause.dep_ != "relcl" or clause.head.i != holder.token.i:
        return False
    wanted = holder.token.dep_ == "dobj" and has_auxiliary(holder.token.head, {"could", "might", "would"})
    return wanted or has_auxiliary(clause, {"could", "may", "might"})


def _is_anybody(noun: Token) -> bool:
    """ "A critic", and no more than that."""
    alone = all(c.dep_ in {"det", "amod", "compound"} for c in noun.children)
    return noun.tag_ == "NN" and alone and any(c.lower_ in {"a", "an"} for c in noun.children if c.dep_ == "det")


def _objects(predicate: Token) -> Iterator[Token]:
    """Whom a predicate is about by its own words: "accused Peru", "levelled a charge against Peru"."""
    for child in predicate.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            yield child
        if child.dep_ in {"dobj", "prep"}:
            below = [child] if child.dep_ == "prep" else [c for c in child.children if c.dep_ == "prep"]
            yield from (c for prep in below for c in complements(prep))
