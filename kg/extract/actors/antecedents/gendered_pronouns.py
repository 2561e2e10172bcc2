"""The actors that may be the antecedent of "he" or "she": none that only earlier paragraphs name, where the pronoun's
own says who speaks, and none that only quotations name, where the speaker of one is meant. "He" may also be whoever
wins in a condition: "Bo Ek said that if Jan Lund wins, [he] will resign"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from spacy.tokens import Doc, Token

from kg.extract.actors.antecedents.personhood import is_surely_person
from kg.extract.actors.cluster import CLUSTER_OF, STATES_AND_BLOCS, Cluster, cluster_at
from kg.extract.actors.genre import is_bulletin, speaks, speaks_in_main_clause
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.text.layout import block_of, opens_block
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["eligible_antecedents", "winners_before"]

OPENERS_OF_CONDITIONS = {"if", "once", "when"}
VERBS_OF_APPOINTING = word_set("verbs-of-appointing")
VERBS_OF_WINNING = word_set("verbs-of-succeeding") | {"prevail", "triumph"}
VERBS_OF_PRESENTING = word_set("verbs-of-presenting")
UNNAMED_TYPES = {"", "GPE", "NORP", "PERSON"}
"""What the tagger may take the name of somebody for whom no list has: no organization, work or event."""


def eligible_antecedents(
    pronoun: Token,
    fitting_actors: Mapping[str, Cluster],
    actors_before: Sequence[tuple[int, Cluster]],
    quotation_of: Sequence[int],
    ids_outside_quotations: Set[str],
) -> Set[str]:
    """The ids of those of ``fitting_actors`` (by id) to whom "he" or "she" may refer.

    ``actors_before`` are the heads before the pronoun that name an actor, with that actor, ``quotation_of`` the number
    of each token's quotation (0: none), and ``ids_outside_quotations`` the ids of those named outside quotations.
    """
    paragraph_start = _start_of_own_paragraph(pronoun, fitting_actors)
    eligible_ids = fitting_actors.keys() & {cluster.id for head, cluster in actors_before if head >= paragraph_start}
    if _is_speaker_of_quotation(pronoun, quotation_of):
        eligible_ids &= ids_outside_quotations
    # others are likelier only alone
    if any(is_surely_person(pronoun.doc, fitting_actors[id_]) for id_ in eligible_ids):
        types = {ActorType.PERSON} | (STATES_AND_BLOCS if is_bulletin(pronoun.doc) else set())
        return {id_ for id_ in eligible_ids if fitting_actors[id_].type in types}
    return eligible_ids


def _is_speaker_of_quotation(pronoun: Token, quotation_of: Sequence[int]) -> bool:
    """Whether "he" is the speaker of a quotation in the sentence, and so nobody who is only named in quotations."""
    if quotation_of[pronoun.i] or pronoun.dep_ not in NOUN_SUBJECTS or not speaks(pronoun):
        return False
    start, end = sentence_bounds(pronoun)
    return any(quotation_of[max(start - 2, 0) : end])


def _start_of_own_paragraph(pronoun: Token, fitting_actors: Mapping[str, Cluster]) -> int:
    """The first token of a pronoun's paragraph, where its sentences before the pronoun's own name somebody to whom it
    may refer, of ``fitting_actors`` (by id), or a speaker of whom nothing is known; else 0: an antecedent may stand in
    any paragraph.

    "Bo Ek spoke. // Ana Lund, Chair, presented a plan. [He] ..." is said of nobody in the first paragraph.
    """
    doc, sentence_start = pronoun.doc, pronoun.sent.start
    start = _start_of_block(pronoun)
    for index in range(start, sentence_start):
        cluster = CLUSTER_OF(doc).get(index)
        if cluster is None or (cluster.type == ActorType.STATE and cluster.gazetteer is None):
            if _is_unknown_speaker(doc[index]):
                return start
        elif cluster.id in fitting_actors and _may_be_meant(doc, cluster, doc[index]):
            return start
    return 0


def _start_of_block(token: Token) -> int:
    """The first token of the block in which a token stands; its own number where it is in none."""
    if block_of(token) is None:
        return token.i
    start = token.sent.start
    while start > 0 and not opens_block(token.doc[start]):
        start -= 1
    return start


def _may_be_meant(doc: Doc, cluster: Cluster, head: Token) -> bool:
    """Whether a mention is of a person, or of a party that speaks as persons do elsewhere."""
    if cluster.type in STATES_AND_BLOCS:
        return is_bulletin(doc) and head.dep_ in NOUN_SUBJECTS and speaks_in_main_clause(head)
    return is_surely_person(doc, cluster)


def _is_unknown_speaker(name: Token) -> bool:
    """Whether somebody speaks whom no other stage knows: a name that is no body's, or in a bulletin "the Chair"."""
    presents = name.head.dep_ in {"ROOT", "conj"} and name.head.lemma_ in VERBS_OF_PRESENTING
    if name.dep_ not in NOUN_SUBJECTS or not (presents or speaks_in_main_clause(name)):
        return False
    chair = name.i in title_tokens(name.doc) and name.tag_ in {"NN", "NNP"} and is_bulletin(name.doc)
    return chair or (name.tag_ == "NNP" and name.text.istitle() and name.ent_type_ in UNNAMED_TYPES)


def winners_before(pronoun: Token) -> list[Cluster]:
    """The person of whom a clause of condition before the pronoun's own tells that he wins or gets a post; none where
    there is no such clause, or it names nobody."""
    if pronoun.dep_ not in NOUN_SUBJECTS:
        return []
    clauses = (c for c in pronoun.head.children if c.dep_ == "advcl" and c.i < pronoun.i)
    winners = (s for c in clauses if _tells_of_victory(c) for s in c.children if s.dep_ in NOUN_SUBJECTS)
    return [c for s in winners if (c := cluster_at(s)) is not None and c.type == ActorType.PERSON]


def _tells_of_victory(clause: Token) -> bool:
    is_open = any(c.lower_ in OPENERS_OF_CONDITIONS and c.dep_ in {"advmod", "mark"} for c in clause.children)
    return is_open and clause.lemma_ in (VERBS_OF_APPOINTING if is_passive(clause) else VERBS_OF_WINNING)
