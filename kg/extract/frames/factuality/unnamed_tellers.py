"""What a text tells on the word of nobody named: "it is alleged that", "amid claims that", "reports said that"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.grammar.arcs import objects_of, own_subjects, possessors
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, conjuncts, is_passive, subjects
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.words.lexicon import word_set

__all__ = ["is_told_by_nobody"]

ARCS_OF_TOLD_CLAUSES = {"acl", "ccomp", "relcl"}
DETERMINERS_OF_KNOWN_DOCUMENTS = word_set("demonstratives") | {"the"}
NOUNS_OF_CLAIMS = word_set("nouns-of-claims")
OBJECTS = {"ccomp", "dobj", "xcomp"}
VERBS_OF_MAKING_CLAIMS = word_set("issuing-verbs") | word_set("light-verbs") | {"repeat"}
VERBS_OF_UNNAMED_TELLERS = word_set("verbs-of-unnamed-tellers")
VERBS_OF_VOUCHING = {"acknowledge", "admit", "verify"}
WRITINGS = word_set("writings")


def is_told_by_nobody(predicate: Token) -> bool:
    """Whether the clause of a predicate is what nobody named tells: "it is alleged that [Peru paid]", "amid claims
    that [Peru paid]", "claims [Peru paid] the rebels", "media reports said that [Peru paid]"; not "Chile's claim that",
    "it was reported by the BBC that", "it was said in a letter that", "claims [Peru made]", "the report said that"."""
    clause = predicate
    while clause.dep_ == "conj" and clause.head.pos_ in CLAUSAL:
        clause = clause.head
    above = clause.head
    if clause.dep_ not in ARCS_OF_TOLD_CLAUSES or clause.pos_ not in CLAUSAL or clause.i < above.i:
        return False
    if above.pos_ == "NOUN":
        return above.lemma_ in NOUNS_OF_CLAIMS and _is_content(clause) and not _is_of_somebody(above)
    if clause.dep_ != "ccomp" or above.lemma_ not in VERBS_OF_UNNAMED_TELLERS:
        return False
    if is_passive(above):
        is_written = any(t.lemma_ in WRITINGS for t in objects_of(above, {"in"}))
        return not is_written and not subjects(above) and all(t.lower_ == "it" for t in own_subjects(above))
    tellers = own_subjects(above)
    return bool(tellers) and all(_is_unnamed_report(t) for t in conjuncts(tellers))


def _is_content(clause: Token) -> bool:
    """Whether a clause below a noun tells what a claim is, and not which: "claims that [Peru paid]", "claims [Peru
    paid] the rebels"; not "claims that [Peru made]"."""
    doing = own_subjects(clause)
    named = bool(doing) and not any(t.lower_ in RELATIVE_PRONOUNS for t in doing)
    is_whole = clause.dep_ != "relcl" or any(c.dep_ in OBJECTS for c in clause.children)
    return named and is_whole and not any(c.lower_ in {"which", "whom"} for c in clause.children)


def _is_of_somebody(noun: Token) -> bool:
    """Whether the words say whose claim it is, or who vouches for it: "[Chile]'s claim", "a [BBC] report", "a claim by
    [Chile]", "[Chile] repeated claims", "[Chile] verified reports"."""
    makers = [*objects_of(noun, {"by", "from", "of"}), *possessors(noun)]
    makers += [c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"} and cluster_at(c) is not None]
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in VERBS_OF_MAKING_CLAIMS | VERBS_OF_VOUCHING:
        makers += subjects(verb)
    return bool(makers)


def _is_unnamed_report(noun: Token) -> bool:
    """Whether a noun means reports that nobody can look up: "[reports] say", "media [reports] say"; not "the
    [reports]", "Chile's [claims]", "BBC [reports]"."""
    known = any(c.lower_ in DETERMINERS_OF_KNOWN_DOCUMENTS for c in noun.children)
    return noun.lemma_ in NOUNS_OF_CLAIMS and noun.tag_ == "NNS" and not known and not _is_of_somebody(noun)
