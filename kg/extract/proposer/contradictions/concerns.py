"""Concerns and accusations that the network sees where nothing is bad."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.proposer.reranker import Proposed
from kg.extract.text.memo import once
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["finds_nothing_bad", "names_no_trouble"]

NOUNS_OF_TOPICS = word_set("nouns-of-topics")
WORDS_FOR_SHARED = {"common", "mutual", "shared"}
WORDS_OF_TROUBLE = word_set("words-of-trouble")
AGAINST = Stance.CONCERN.sign


def finds_nothing_bad(doc: Doc, proposal: Proposed) -> bool:
    """Whether a clause is to accuse somebody in whose sentence no word is bad, "said that [the guards had it open]", or
    to be a concern, as no word in it or above it is: "said that [the tax may help], but there is no money"; or somebody
    says that there is no trouble, "did not expect [any problems]"."""
    matter = doc[slice(*proposal.words)]
    if proposal.stance == Stance.CONCERN and _is_ruled_out(matter.root):
        return True
    if matter.root.pos_ not in CLAUSAL:
        return False
    if proposal.stance == Stance.ACCUSE:
        return names_no_trouble(matter.root)
    over = [*matter.root.ancestors]
    beside = (c for verb in over for c in verb.children if c.dep_ != "conj")
    return proposal.stance == Stance.CONCERN and not any(map(_is_troubling, (*matter, *over, *beside)))


def _is_ruled_out(noun: Token) -> bool:
    """ "Did not expect any [problems]"; not "did not solve the [problems]"."""
    is_any = any(c.lower_ == "any" for c in noun.children)
    return is_any and noun.dep_ == "dobj" and is_negated(noun.head)


def names_no_trouble(head: Token) -> bool:
    """Whether words cannot be a concern: a clause, as no word of its sentence is bad, negates or doubts, "said that
    [the birds look alike]", not "said that [the bridge could collapse]"; or a topic that concerns everybody, "issues of
    concern such as [the port]", not "matters of grave concern", "cited issues of concern"."""
    if head.pos_ in CLAUSAL:
        return not _opens_trouble(head.doc[sentence_bounds(head)[0]])
    concern = next((t for t in (head, *head.ancestors) if t.lower_ == "concern"), None)
    if concern is None or concern.dep_ != "pobj" or concern.head.lower_ != "of":
        return False
    is_shared = all(c.lower_ in WORDS_FOR_SHARED for c in concern.lefts)
    topic = concern.head.head
    return is_shared and topic.lemma_ in NOUNS_OF_TOPICS and topic.head.lemma_ != "cite"


@once
def _opens_trouble(first: Token) -> bool:
    """Whether a word of the sentence that a token begins is bad, negates or doubts."""
    start, end = sentence_bounds(first)
    return any(map(_is_troubling, first.doc[start:end]))


def _is_troubling(word: Token) -> bool:
    names = (word.lemma_.casefold(), word.lower_)
    if word.dep_ == "neg" or any(name in WORDS_OF_TROUBLE or lexicon.tones().get(name) == "bad" for name in names):
        return True
    if word.pos_ == "ADJ" and names[1].startswith("un"):
        return True  # "unstoppable"
    judgements = (lexicon.evaluations().get(name) for name in names)
    rows = (row for tag in lexicon.PARTS_OF_SPEECH for row in lexicon.predicates_of(names[0], tag))
    stances = [*judgements, *(row.stance for row in rows if len(row.words) == 1)]
    return any(stance is not None and stance.sign == AGAINST for stance in stances)
