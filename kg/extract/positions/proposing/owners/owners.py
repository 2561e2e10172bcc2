"""The holders of a stance that a verb or an adjective expresses: "Chile opposed", "lawmakers against the dam"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.actors.lists.lists import before_verb
from kg.extract.frames.stance_of_clause import is_needed_for, is_own_task
from kg.extract.grammar.arcs import has_own_subject
from kg.extract.grammar.clause import grammatical_subjects, is_passive, subjects
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.positions.proposing.holder import Holder, holders_at, reported, subject_path
from kg.extract.positions.proposing.owners.documents import is_turned_down, writers
from kg.extract.positions.proposing.owners.nouns import noun_holders
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.text.layout import block_of, text_of
from kg.extract.words.lexicon import Predicate, word_set
from kg.model import Stance

__all__ = ["holders_of"]

VERBS_OF_RAISING_DOUBTS = word_set("verbs-of-raising-doubts")
WORD = re.compile(r"[A-Za-z]{4,}")
"""A word, which the number or letter of a list item is not."""


def holders_of(proposals: Proposals, token: Token, predicate: Predicate) -> list[Holder]:
    """The holders of the stance of the predicate at ``token``; empty where none is found."""
    if predicate.pos == "noun":
        holders = holders_at(*noun_holders(token))
        if holders and token.tag_ == "NNS":
            proposals.table.list_demands(holders, predicate.stance, token)
        return holders
    if predicate.pos == "adjective":
        return holders_at(_described(token), "adjective")
    return _acting(token, predicate) or _unnamed(proposals, token, predicate)


def _described(word: Token) -> list[Token]:
    """The nouns that an adjective or preposition describes: "[lawmakers] against the dam"."""
    verb = _predicating_verb(word)
    if verb is not word:
        heads = grammatical_subjects(verb)
    elif word.dep_ in {"amod", "appos", "acl", "relcl"}:
        heads = _before_source(word) or [word.head]
    else:
        heads = grammatical_subjects(word)
    if word.dep_ == "prep" and word.head.pos_ == "NOUN" and cluster_at(word.head) is not None:
        return [word.head]
    return heads


def _before_source(word: Token) -> list[Token]:
    """The subject of a clause whose complement follows its source, and was hung on that: "[Togo] is, according to Peru,
    [ready] to pay"; not "Togo left, according to Peru, ready to pay"."""
    source = word.head
    according = source.head.head
    is_source = source.dep_ == "pobj" and source.head.lower_ == "to" and according.lower_ == "according"
    if not is_source or word.i < source.i or word.nbor(-1).text != ",":
        return []
    lacks = not any(c.dep_ in {"acomp", "attr"} for c in according.head.children)
    return grammatical_subjects(according.head) if according.head.lemma_ == "be" and lacks else []


def _acting(verb: Token, predicate: Predicate) -> list[Holder]:
    """The holders that the text names as the verb's subject or agent, or as those who say or write it."""
    if verb.lemma_ == "need":
        return [] if is_needed_for(verb) else _holders_of_need(verb, _doers(verb, predicate))
    return next((holders for find in FINDERS_OF_ACTING if (holders := find(verb, predicate))), [])


def _doers(verb: Token, _: Predicate) -> list[Holder]:
    """ "[Peru] opposed the levy", "the levy was opposed by [Peru]"."""
    doing = [t for t in _listed_before(verb) or subjects(verb) if t.i != verb.head.i or not is_turned_down(t)]
    return holders_at(doing, subject_path(verb))


def _doubters(verb: Token, predicate: Predicate) -> list[Holder]:
    """ "The results raise questions, [officials] said"."""
    if predicate.stance != Stance.CONCERN or verb.lemma_ not in VERBS_OF_RAISING_DOUBTS:
        return []
    holders, _ = reported(verb)
    return holders


def _authors(verb: Token, _: Predicate) -> list[Holder]:
    """ "A letter by [Peru] that calls for a truce"."""
    return holders_at(writers(verb), "writing")


def _party_before(verb: Token, _: Predicate) -> list[Holder]:
    """ "On sinks, [the EU], with Japan, opposed delays", where the parser took the topic for the subject; not "vetoed a
    [Security Council] resolution urging a truce"."""
    if is_passive(verb) or (verb.dep_ == "acl" and is_turned_down(verb.head)):
        return []
    return holders_at(before_verb(verb), "before-verb")


FINDERS_OF_ACTING: Sequence[Callable[[Token, Predicate], list[Holder]]] = (
    _doers,
    _doubters,
    _authors,
    _party_before,
)
"""The constructions that name those who act by a verb, the surest first: the first that names anybody counts."""


def _holders_of_need(verb: Token, needing: list[Holder]) -> list[Holder]:
    """The holders of a demand that "needs" expresses: the speakers, without those who tell of their own task, "said
    [he] needed to think"; where there are none, those who need it, "Peru needs money"."""
    speaking, _ = reported(verb)
    is_joint = any(t.lower_ in {"our", "we"} for s in grammatical_subjects(verb) for t in (s, *s.children))
    excluded = set() if is_joint or not is_own_task(verb) else {h.cluster.id for h in needing}
    return [h for h in speaking or needing if h.cluster.id not in excluded]


def _unnamed(proposals: Proposals, verb: Token, predicate: Predicate) -> list[Holder]:
    """The holders of a clause without an actor: the speakers of a text told in the first person or by speakers in turn,
    else the text's main voice."""
    doc = verb.doc
    if not NARRATED(doc):
        return proposals.table.voice(verb) if is_passive(verb) and not subjects(verb) else []
    holders: list[Holder] = []
    speakers = [doc[i] for i in SPEAKERS(doc).get(verb.i, ())]
    if is_passive(verb) and predicate.stance in {Stance.DEMAND, Stance.ACCUSE, Stance.SUPPORT}:
        holders = holders_at(speakers, "agentless")
    if not holders and _is_headless(doc, verb):
        holders = holders_at(speakers, "headless")
    return holders


def _predicating_verb(word: Token) -> Token:
    """The verb whose subject an adjective or preposition describes, "is [happy]"; the word itself where it has none."""
    stands = word.dep_ in {"advmod", "prt"} and word.head.lemma_ in word_set("verbs-of-standing")
    return word.head if stands or word.dep_ in {"acomp", "attr", "oprd", "prep"} else word


def _listed_before(verb: Token) -> list[Token]:
    """The parties right before a finite verb without a subject of its own: "X backed the fund, and Y and Z opposed it",
    where the parser attached Y and Z to the fund."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or has_own_subject(verb) or verb.dep_ == "relcl":
        return []
    parties = before_verb(verb)
    between = verb.doc[parties[0].i + 1 : verb.i] if parties else ()
    return parties if all(t.lower_ in {"and", "others", "many"} for t in between) else []


def _is_headless(doc: Doc, verb: Token) -> bool:
    """Whether a paragraph or list item opens with this verb and has no subject, like the items of a communiqué."""
    if verb.dep_ not in {"ROOT", "conj", "advcl", "ccomp"} or any(c.dep_ in NOUN_SUBJECTS for c in verb.children):
        return False
    block = block_of(verb)
    if block is None:
        return False
    lead = text_of(doc)[block.start : verb.idx]
    return not WORD.search(lead)
