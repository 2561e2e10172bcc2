"""Measures that something other than the lexicon has found: how far they have come, how much of what, against whom."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actions.amounts import quantity
from kg.extract.actions.doers import verb_over
from kg.extract.actions.features import Telling, values_of
from kg.extract.actions.goods import whose_goods
from kg.extract.actions.indirect_doers import blamed_for
from kg.extract.actions.measures.measures import Measure, is_waived, lessens, measure_at
from kg.extract.actions.measures.senses import senses
from kg.extract.actions.status import standing
from kg.extract.actions.status_words import Mood, chain
from kg.extract.actions.targets import targets_of
from kg.extract.actors.cluster import Cluster, cluster_at, clusters_among, is_of_same_state
from kg.extract.candidates.values import ActionValues
from kg.extract.grammar.arcs import first_joined_verb, own_subjects
from kg.extract.grammar.clause import grammatical_subjects, is_passive
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.words.lexicon import word_set
from kg.model import ActionKind

__all__ = ["unlisted_measure"]

VERBS_OF_WEIGHING = word_set("verbs-of-weighing")


def unlisted_measure(word: Token, kind: ActionKind, doer: Cluster) -> tuple[Cluster | None, ActionValues] | None:
    """The target and the values of a candidate (`kg.extract.candidates.candidate.Candidate`) for what a ``doer`` does
    according to a word. None if the text says that it is not so, only that somebody wants or weighs it, that less of it
    is done, that somebody else is blamed for it, or that the doer only tells what another does, or if the lexicon knows
    the word and finds no measure here."""
    verbal = word.pos_ == "VERB"
    is_listed = (word.lemma_.casefold(), "verb" if verbal else "noun") in senses()
    if (is_listed and measure_at(word) is None) or (verbal and word.lemma_ in VERBS_OF_WEIGHING):
        return None
    measure = Measure(word, verbal, "", kind, ())
    verb = word if verbal else verb_over(word)
    blamed = clusters_among(blamed_for(word))
    if (
        _is_told_of_another(verb, doer)
        or (blamed and doer not in blamed)
        or (kind == ActionKind.PURCHASE and lessens(verb))
        or is_waived(word)
    ):
        return None
    clause = next((t for t in word.ancestors if t.pos_ in CLAUSAL), word) if verb is word and not verbal else None
    stands = standing(word, verb) if clause is None else standing(clause, clause)
    if stands.mood != Mood.TOLD:
        return None
    telling = Telling(measure, verb, stands, quantity(measure, verb), "-")
    target = next((t for t in targets_of(measure, verb, [doer], each_of_list=False) if t is not doer), None)
    return target or whose_goods(kind, word, verb, doer), values_of(telling, kind, (kind, "unlisted"))


def _is_told_of_another(verb: Token, teller: Cluster) -> bool:
    """Whether a clause that somebody says tells what another does: "Peru announced that Chile will [lift] its levy";
    not "Peru announced that its army had shelled the port"."""
    clause = first_joined_verb([verb, *chain(verb)][-1])
    if clause.dep_ != "ccomp" or is_passive(clause):
        return False
    agents = clusters_among(own_subjects(clause))
    tells = any(cluster_at(t) is teller for t in grammatical_subjects(clause.head))
    return tells and bool(agents) and not any(is_of_same_state(teller, agent) for agent in agents)
