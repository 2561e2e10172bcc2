"""Who may be "he" or "she": nobody whom only earlier paragraphs name, where the pronoun's own says who speaks, and
nobody whom only quotations name, where the speaker of one is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from spacy.tokens import Doc, Token

from kg.extract.actors.antecedents.personhood import is_surely_person
from kg.extract.actors.cluster import CLUSTER_OF, STATES_AND_BLOCS, Cluster
from kg.extract.actors.genre import is_bulletin, speaks, speaks_in_main_clause
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.text.layout import block_of, opens_block
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["who_may_be_he"]

VERBS_OF_PRESENTING = word_set("verbs-of-presenting")
UNNAMED_TYPES = {"", "GPE", "NORP", "PERSON"}
"""What the tagger may take the name of somebody for whom no list has: no organization, work or event."""


def who_may_be_he(
    pronoun: Token,
    fitting: Mapping[str, Cluster],
    seen: Sequence[tuple[int, Cluster]],
    quoted: Sequence[int],
    outside: Set[str],
) -> Set[str]:
    """The ids of the ``fitting`` actors to whom "he" or "she" may refer. ``seen`` are the heads before it that name an
    actor, with these, ``quoted`` the numbers of each token's quotation (0: none), and ``outside`` the ids of those who
    are named outside quotations."""
    own = _start_of_own_paragraph(pronoun, fitting)
    who = fitting.keys() & {cluster.id for head, cluster in seen if head >= own}
    if _is_speaker_of_quotation(pronoun, quoted):
        who &= outside
    if any(is_surely_person(pronoun.doc, fitting[one]) for one in who):  # others are likelier only alone
        types = {ActorType.PERSON} | (STATES_AND_BLOCS if is_bulletin(pronoun.doc) else set())
        return {one for one in who if fitting[one].type in types}
    return who


def _is_speaker_of_quotation(pronoun: Token, quoted: Sequence[int]) -> bool:
    """Whether "he" is the speaker of a quotation in the sentence, and so nobody who is only named in quotations."""
    if quoted[pronoun.i] or pronoun.dep_ not in NOUN_SUBJECTS or not speaks(pronoun):
        return False
    start, end = sentence_bounds(pronoun)
    return any(quoted[max(start - 2, 0) : end])


def _start_of_own_paragraph(pronoun: Token, fitting: Mapping[str, Cluster]) -> int:
    """The first token of a pronoun's paragraph, where its sentences before the pronoun's own name somebody to whom it
    may refer, of the actors that are ``fitting`` by id, or a speaker of whom nothing is known; else 0: an antecedent
    may stand in any paragraph.

    "Bo Ek spoke. // Ana Lund, Chair, presented a plan. [He] ..." is said of nobody in the first paragraph.
    """
    doc, own = pronoun.doc, pronoun.sent.start
    start = _start_of_block(pronoun)
    for at in range(start, own):
        cluster = CLUSTER_OF(doc).get(at)
        if cluster is None or (cluster.type == ActorType.STATE and cluster.gazetteer is None):
            if _is_unknown_speaker(doc[at]):
                return start
        elif cluster.id in fitting and _may_be_meant(doc, cluster, doc[at]):
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
