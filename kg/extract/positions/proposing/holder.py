"""The holders of a position, and the construction that names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at, speaks_for_state
from kg.extract.actors.lists.subjects import actors_of, counted_noun
from kg.extract.grammar.arcs import (
    complements,
    has_auxiliary,
    has_determiner_no,
    has_own_subject,
    own_subjects,
    possessors,
)
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, antecedent, is_passive
from kg.extract.grammar.phrase import names_nobody
from kg.extract.grammar.tense import is_infinitive
from kg.extract.positions.proposing.attribution import report_over, speakers_of
from kg.extract.speech.reports import OWN_WORDS, TELLING, Report
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.speech.spokespersons import our_body, presided_state, spoken_body
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Stance

__all__ = [
    "Holder",
    "actor_at_first",
    "as_state",
    "blames_itself",
    "holders_at",
    "is_only_imagined",
    "nobody_beside",
    "reported",
    "subject_path",
]

STANCES_OF_STATES = {Stance.ACCEPT, Stance.COMMIT, Stance.OFFER, Stance.THREATEN}
"""Stances on what a state does itself, which its president tells in the plural."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A holder: the token that names it, its actor, and the ``path``, the construction by which it was found.

    ``pronoun`` is the "we" or "I" that stands for it, if one does.
    """

    token: Token
    cluster: Cluster
    path: str
    pronoun: Token | None = None


def holders_at(tokens: Iterable[Token], path: str) -> list[Holder]:
    """The actors that the tokens name, each once; "we" and "I" refer to the speakers. ``path``: how the tokens were
    found."""
    found: dict[str, Holder] = {}
    for token in tokens:
        for holder in _referents(token, path):
            found.setdefault(holder.cluster.id, holder)
    return list(found.values())


def _referents(token: Token, path: str) -> Iterator[Holder]:
    """The actors that one token refers to."""
    if cluster_at(token) is None:
        if token.lower_ in word_set("first-person"):
            for speaker in speakers_of(token):
                who = cluster_at(speaker)
                if who is not None:
                    body = spoken_body(token, who)
                    kind = "first-person" if body is None else "spokesperson"
                    yield Holder(speaker, body or who, f"{path}-{kind}", token)
            return
        if token.lower_ in RELATIVE_PRONOUNS and token.head.dep_ == "relcl":
            token = antecedent(token)
    for one, named, listed in actors_of([counted_noun(token)]):
        yield Holder(one, named, f"{path}-{listed}" if listed else path)


def reported(verb: Token) -> tuple[list[Holder], Report | None]:
    """Those who say the clause of ``verb``: the quotation's speakers, and no report; else the sources of the report
    around it, and that report."""
    doc = verb.doc
    speakers = SPEAKERS(doc).get(verb.i)
    if speakers:
        return [_body_of_spokesperson(h, verb) for h in holders_at((doc[i] for i in speakers), "speaker")], None
    report = report_over(verb)
    if report is None or report.kind not in TELLING | {OWN_WORDS}:
        return [], None
    kind = "clause" if report.kind == OWN_WORDS else report.kind
    return holders_at((doc[i] for i in report.sources), f"reporter-{kind}"), report


def as_state(holder: Holder, stance: Stance) -> Holder:
    """The state for a president who says what "we" have agreed, offer or will do; the holder itself for others."""
    pronoun = holder.pronoun if stance in STANCES_OF_STATES else None
    state = presided_state(pronoun, holder.cluster) if pronoun is not None else None
    if state is None:
        return holder
    return replace(holder, cluster=state, path=f"{holder.path.removesuffix('-first-person')}-spokesperson")


def _body_of_spokesperson(holder: Holder, verb: Token) -> Holder:
    """The body that a speaker speaks for in the clause of ``verb``; the holder itself where there is none."""
    body = our_body(verb, holder.cluster)
    return holder if body is None else Holder(holder.token, body, f"{holder.path}-spokesperson")


def actor_at_first(tokens: list[Token]) -> Cluster | None:
    """The first actor that one of the tokens names; None where none does."""
    return next((c for t in tokens if (c := cluster_at(t)) is not None), None)


def subject_path(verb: Token) -> str:
    """The construction by which `kg.extract.grammar.clause.subjects` finds a verb's subject."""
    if is_passive(verb):
        return "agent"
    if has_own_subject(verb):
        return "subject"
    return f"via-{verb.dep_}"


def blames_itself(holder: Cluster, stance: Stance, addressee: Cluster | None, head: Token, predicate: Token) -> bool:
    """Whether a holder would accuse itself.

    It does of what "it" or "its forces" did by the verb ``head``: "Peru said it had shelled the port" tells of a deed,
    while "it had been cheated" and "it had received threats" blame others. So does the spokesperson of a state who
    accuses this state, unless it is the object in so many words: "the former president accused Peru".
    """
    if stance != Stance.ACCUSE:
        return False
    own = addressee is not None and speaks_for_state(holder, addressee)
    if own and not any(cluster_at(t) is addressee for t in _accused(predicate)):
        return True
    if head.pos_ not in {"VERB", "AUX"} or is_passive(head) or head.lemma_ in word_set("verbs-of-what-befalls"):
        return False
    first = head.head if head.dep_ == "conj" and not has_own_subject(head) else head
    doing = own_subjects(first)
    owners = [c for subject in doing for c in possessors(subject)]
    if head.lemma_ not in word_set("deeds-of-war"):
        # "charged that he violated the treaty": who "he" is was a guess; "claimed that he owned it": the holder
        is_claim = predicate.lemma_ == "claim"
        doing = [t for t in doing if t.pos_ != "PRON" or (is_claim and t.lower_ not in {"it", "they"})]
    return any(cluster_at(t) is holder for t in (*doing, *owners))


def is_only_imagined(holder: Holder, predicate: Token) -> bool:
    """Whether a holder or what he wants is hypothetical: "states that may be interested in talks", "would name judges
    who are against it", "a critic might say that", "Peru may want to read it", as whoever gives it advice says."""
    is_advice = predicate.lemma_ == "want" and has_auxiliary(predicate, {"may", "might"})
    if is_advice and any(c.dep_ == "xcomp" and is_infinitive(c) for c in predicate.children):
        return True
    if _is_anybody(holder.token) and has_auxiliary(predicate, {"could", "might"}):
        return True
    clause = predicate if predicate.dep_ == "relcl" else predicate.head
    if holder.cluster.type != ActorType.GROUP or clause.dep_ != "relcl" or clause.head.i != holder.token.i:
        return False
    wanted = holder.token.dep_ == "dobj" and has_auxiliary(holder.token.head, {"could", "might", "would"})
    return wanted or has_auxiliary(clause, {"could", "may", "might"})


def nobody_beside(predicate: Token) -> Token | None:
    """The noun of which the text says that nobody whom it names takes the stance: "no [state] that is ready to sign",
    "no [union] opposed to it"; None in "no proof supporting it", and for the "left" of "no state that signed it
    left"."""
    clause = predicate
    while clause.dep_ in {"acomp", "conj", "xcomp"} and not has_own_subject(clause):
        clause = clause.head
    noun = clause.head
    if clause.dep_ not in {"acl", "amod", "relcl"} or clause.i < noun.i or is_infinitive(clause):
        return None
    somebody = noun.lower_ == "one" or cluster_at(noun) is not None
    return noun if somebody and (has_determiner_no(noun) or names_nobody(noun)) else None


def _is_anybody(noun: Token) -> bool:
    """Whether a noun is indefinite and nothing but adjectives or nouns before it modify it: "a critic"."""
    alone = all(c.dep_ in {"det", "amod", "compound"} for c in noun.children)
    return noun.tag_ == "NN" and alone and any(c.lower_ in {"a", "an"} for c in noun.children if c.dep_ == "det")


def _accused(predicate: Token) -> Iterator[Token]:
    """The objects of an accusation: "accused Peru", "levelled a charge against Peru"."""
    for child in predicate.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            yield child
        if child.dep_ in {"dobj", "prep"}:
            below = [child] if child.dep_ == "prep" else [c for c in child.children if c.dep_ == "prep"]
            yield from (c for prep in below for c in complements(prep))
