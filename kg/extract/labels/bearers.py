"""Which actors a label characterises, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster, cluster_at, clusters_at
from kg.extract.frames.factuality.factuality import is_asserted
from kg.extract.frames.predicates import matches
from kg.extract.grammar.arcs import first_conjunct, has_determiner_no
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, conjuncts, subjects
from kg.extract.grammar.negation import is_negated, negates
from kg.extract.grammar.tense import CLAUSAL, NOUN_SUBJECTS
from kg.extract.speech.reports import covering
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Stance

__all__ = ["LINES_TAKEN", "bearers", "naming_verb", "voice"]

COMPLEMENTS = {"attr", "oprd", "acomp", "ccomp", "xcomp", "dobj"}
SELF = re.compile(
    r"\bself-(?:described|styled|proclaimed|declared|confessed|professed)\b|\b(?:avowed|professed)\b", re.I
)
LABELLED = {ActorType.ORGANIZATION, ActorType.FACTION, ActorType.BLOC, ActorType.GROUP}

type Bearers = list[tuple[Cluster, str]]
"""Actors, and how each was found."""

AGAINST = {Stance.OPPOSE, Stance.REJECT}
LABELS_OF_THE_HARD = word_set("labels-of-the-hard")
LABELS_OF_THE_SOFT = word_set("labels-of-the-soft")
LINES_TAKEN = word_set("lines-taken")
"""Nouns for what is soft or hard about an actor: "took a softer line"; not for the measures that it takes."""


def naming_verb(head: Token) -> Token | None:
    """The verb by which somebody calls, sees or brands an actor as ``head``; None without one."""
    token = first_conjunct(head)
    governor = token.head
    if token.dep_ == "pobj" and governor.lower_ in {"as", "among"}:
        governor = governor.head
    elif token.dep_ not in COMPLEMENTS:
        return None
    return (
        governor if governor.pos_ == "VERB" and governor.lemma_.casefold() in word_set("verbs-of-labelling") else None
    )


def bearers(head: Token) -> Bearers:
    """The actors that the label with the last word ``head`` characterises, and how each was found."""
    verb = naming_verb(head)
    if _is_denied(head):
        return []
    if verb is not None:
        actors_named = clusters_at(t for t in conjuncts(_nouns_named(verb, head)) if _is_identified(t, verb))
        if actors_named:
            return [(c, "predicate") for _, c in actors_named]
    for rule in (
        _sides_of_division,
        _bearers_by_predicate,
        _bearers_by_apposition,
        _bearers_in_list,
        _bearers_by_modifier,
    ):
        actors_found = rule(head)
        if actors_found:
            return actors_found
    own_actor = cluster_at(head)
    if own_actor is not None and not any(head.i == m.head and m.entry for m in own_actor.mentions):
        return [(own_actor, "name")]
    return []


def _is_denied(head: Token) -> bool:
    """Whether a label is denied of everybody: "is no hawk", "not a hawk", "would not call her a hawk", "denies that she
    took a harder line"."""
    token = first_conjunct(head)
    for noun in (head, token):
        phrase_start = noun.left_edge.i
        word_before = [noun.doc[phrase_start - 1]] if phrase_start > noun.sent.start else []
        if any(negates(c) for c in (*word_before, *noun.lefts)):
            return True
    if token.dep_ in {"amod", "compound"} and token.head.dep_ in {"attr", "dobj"}:
        token = token.head
        if token.dep_ == "dobj" and token.lemma_ not in LINES_TAKEN:
            return False
    governor = token.head.head if token.dep_ == "pobj" and token.head.lower_ in {"as", "among"} else token.head
    is_predicate = token.dep_ in COMPLEMENTS or governor.i != token.head.i
    return is_predicate and governor.pos_ in CLAUSAL and not is_asserted(governor)


def _is_identified(token: Token, verb: Token) -> bool:
    """Whether words other than the label say who is meant: "those close to the army, called hawks"; not "those called
    hawks"."""
    if token.lower_ not in {"those", "what"}:
        return True
    clauses = {verb.i, *(a.i for a in verb.ancestors)}
    return any(c.dep_ in {"acl", "amod", "prep", "relcl"} and c.i not in clauses for c in token.children)


def _nouns_named(verb: Token, label: Token) -> list[Token]:
    """The nouns of those whom a naming verb calls what the label says."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "nsubj"} and c.i < label.i]
    if not any(
        c.dep_ != "nsubj" for c in objects
    ):  # "called [Tom Lund] a hawk", whom the parser takes for a name given
        objects += [c for c in verb.children if c.dep_ == "oprd" and c.i < label.i and cluster_at(c) is not None]
    direct_objects = [c for c in objects if c.dep_ != "nsubj"]
    clause = verb
    has_no_object = not direct_objects or direct_objects[0].lower_ in RELATIVE_PRONOUNS
    while clause.dep_ in {"xcomp", "conj"} and has_no_object:  # "whom they like to call a hawk"
        clause = clause.head
    is_described = clause.dep_ == "acl" and clause.tag_ == "VBN"  # "those close to the army, described as hawks"
    if is_described or (clause.dep_ == "relcl" and has_no_object):
        return [clause.head]
    return direct_objects or [c for c in label.children if c.dep_ == "nsubj"]  # "calls X a hawk", X in a small clause


def _bearers_by_predicate(head: Token) -> Bearers:
    """The subjects of which a label is predicated: "X is a hawk", "X is a banned militant organization"."""
    token = head
    if token.dep_ in {"amod", "compound"} and token.head.dep_ == "attr" and token.head.pos_ == "NOUN":
        token = token.head
    if token.dep_ in {"attr", "acomp", "oprd"} or (token.dep_ == "pobj" and token.head.lower_ in {"as", "among"}):
        verb = token.head if token.dep_ != "pobj" else token.head.head
        nouns = [c for c in verb.children if c.dep_ in NOUN_SUBJECTS]
        return [(c, "predicate") for _, c in clusters_at(t for noun in nouns for t in _meant_by(noun))]
    line = token.head
    is_line_taken = line.dep_ == "dobj" and line.lemma_ in LINES_TAKEN and line.head.lemma_ in word_set("line-verbs")
    if token.dep_ == "amod" and is_line_taken:
        return [(c, "line") for _, c in clusters_at(subjects(line.head))]
    return []


def _meant_by(subject: Token) -> list[Token]:
    """The nouns that a subject means, which for "they" after a denied label are those of whom that is denied: "these
    [men] are not liberals, they are hawks"; else the subject itself."""
    if subject.lower_ != "they":
        return [subject]
    copulas = [t for t in subject.doc[subject.sent.start : subject.i] if t.lemma_ == "be" and _denied_of(t)]
    return _denied_of(copulas[-1]) if copulas else [subject]


def _denied_of(copula: Token) -> list[Token]:
    """The subjects, in the plural, of which a copula denies what they are called: "these [men] are not liberals"."""
    labels_denied = [c for c in copula.children if c.dep_ == "attr" and (is_negated(copula) or has_determiner_no(c))]
    subjects_before = [c for c in copula.children if c.dep_ in NOUN_SUBJECTS]
    are_plural = any(c.tag_ in {"NNS", "NNPS"} or c.lower_ == "they" or any(c.conjuncts) for c in subjects_before)
    return subjects_before if labels_denied and are_plural else []


def _bearers_by_apposition(head: Token) -> Bearers:
    """The actor with whose name a label is in apposition: "Bo Ek, the hawk", "the hawk, Bo Ek"."""
    if head.dep_ == "appos" and (c := cluster_at(head.head)) is not None:
        return [(c, "apposition")]
    for child in head.children:
        if child.dep_ == "appos" and (c := cluster_at(child)) is not None and c.type != ActorType.FACTION:
            return [(c, "apposition")]
    return []


def _bearers_in_list(head: Token) -> Bearers:
    """Those who are listed after a label: "two other hawks, the MPs A and B,", "hawks such as A"."""
    if head.tag_ != "NNS":
        return []
    next_word = head.nbor(1).lower_ if head.i + 1 < len(head.doc) else ""
    if next_word in {",", "like", "including", "such"}:
        names = [
            c for t in head.subtree if t.i > head.i and (c := cluster_at(t)) is not None and c.type == ActorType.PERSON
        ]
        if names:
            return [(c, "list") for c in {c.id: c for c in names}.values()]
    return []


def _bearers_by_modifier(head: Token) -> Bearers:
    """The actor that a label modifies, "the militant movement", or that modifies the label, "Tamil Tiger
    separatists"."""
    if head.dep_ in {"amod", "compound", "nmod"} and (c := cluster_at(head.head)) is not None:
        return [(c, "modifier")]
    for child in head.children:
        if child.dep_ in {"compound", "nmod"} and (c := cluster_at(child)) is not None and c.type in LABELLED:
            return [(c, "compound")]
    return []


def _sides_of_division(head: Token) -> Bearers:
    """The side of a division just mentioned that "the hard-liners" or "the doves" refers to: the one against
    something, or the other one: "split between those who seek a deal and those who reject it. The hawks ..."."""
    doc = head.doc
    hard, soft = (
        head.lemma_.casefold() in LABELS_OF_THE_HARD or _is_listed(head, LABELS_OF_THE_HARD),
        _is_listed(head, LABELS_OF_THE_SOFT),
    )
    definite = any(c.lower_ == "the" for c in head.children) or _has_before(head, "the")
    own_actor = cluster_at(head)
    if (
        hard == soft
        or head.tag_ != "NNS"
        or not definite
        or (own_actor is not None and own_actor.first() < head.left_edge.i - 2)
    ):
        return []
    sentence = head.sent
    start = doc[sentence.start - 1].sent.start if sentence.start else 0
    sides = [c for c in CLUSTERS(doc) if c is not own_actor and _is_side(doc, c, start, sentence.start)]
    against = [c for c in sides if _is_against(doc, c)]
    sides_meant = against if hard else [c for c in sides if c not in against]
    if len(sides) != 2 or len(sides_meant) != 1:
        return []
    if own_actor is not None:
        _merge(doc, own_actor, sides_meant[0])
    return [(sides_meant[0], "name")]


def _is_side(doc: Doc, cluster: Cluster, start: int, end: int) -> bool:
    """Whether an actor is "those who ..." of the tokens ``[start, end)``."""
    first_token = cluster.first()
    return cluster.type == ActorType.FACTION and start <= first_token < end and doc[first_token].lower_ == "those"


def _is_listed(head: Token, labels: frozenset[str]) -> bool:
    words = head.doc[max(0, head.i - 2) : head.i + 1]
    forms = {words[n:].text.casefold() for n in range(len(words))}
    return any(form.removesuffix("s") in labels for form in forms)


def _has_before(head: Token, word: str) -> bool:
    return any(t.lower_ == word for t in head.doc[max(0, head.i - 3) : head.i])


def _is_against(doc: Doc, side: Cluster) -> bool:
    """Whether a side is said to be against something."""
    pronoun = doc[side.mentions[0].head]
    verbs_of_clause = [t for c in pronoun.rights if c.dep_ in {"acl", "relcl"} for t in c.subtree if t.pos_ == "VERB"]
    return any(p.stance in AGAINST for t in verbs_of_clause for p, _ in matches(t))


def _merge(doc: Doc, merged: Cluster, kept: Cluster) -> None:
    """Merge one actor into another."""
    kept.mentions.extend(merged.mentions)
    kept.more_names.extend([merged.name, *merged.more_names])
    for index, cluster in list(CLUSTER_OF(doc).items()):
        if cluster is merged:
            CLUSTER_OF(doc)[index] = kept
    CLUSTERS.put(doc, tuple(c for c in CLUSTERS(doc) if c is not merged))


def voice(doc: Doc, head: Token, first: int, bearer: Cluster) -> Cluster | None:
    """Who uses the label: the subject of the naming verb, the source of a report, or the bearer itself
    ("self-described"); None for the text itself."""
    if SELF.search(doc[max(first - 4, head.sent.start) : first].text):
        return bearer
    for cluster in _sources_of_label(doc, head):
        if cluster is not bearer:
            return cluster
    return None


def _sources_of_label(doc: Doc, head: Token) -> Iterator[Cluster]:
    """The subjects of the naming verb, then the sources of the reports around it."""
    verb = naming_verb(head)
    if verb is not None:
        yield from (c for _, c in clusters_at(t for t in subjects(verb) if t.i < verb.i or t.dep_ == "pobj"))
    for report in sorted(covering(doc).over(head.i), key=lambda r: r.cue):
        yield from (c for i in report.sources if (c := cluster_at(doc[i])) is not None)
