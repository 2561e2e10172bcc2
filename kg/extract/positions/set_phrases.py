"""Verdicts in phrases: "is without foundation", "is a matter for us and nobody else", "no treaty will be signed"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.frames.factuality.factuality import is_nonfactual
from kg.extract.frames.predicates import evaluation_at
from kg.extract.frames.rules import fits
from kg.extract.grammar.arcs import complement, has_own_subject, objects_of, possessors
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.phrase import trimmed
from kg.extract.positions.judgement_targets import AGAINST, is_plainly_told, judged_by
from kg.extract.positions.proposing.attribution import within
from kg.extract.positions.proposing.holder import actor_at_first, holders_at, reported
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["PREPOSITIONS_OF_REQUESTS", "from_request", "from_verdict"]

PREPOSITIONS_OF_REQUESTS = {"at", "on", "upon"}
ARCS_TO_MAIN_CLAUSES = {"ROOT", "ccomp", "conj", "parataxis"}
NEGATIVE_WORDS = {"no", "nothing"}
LONGEST_PHRASE = 5
"""Words of a phrase that judges."""


def from_verdict(proposals: Proposals, verb: Token) -> None:
    """A set phrase that judges: a row of ``set_phrases.toml``, or a phrase of ``evaluations.csv`` or of
    ``predicates.csv``."""
    stance, word, row = _verdict(verb)
    main = verb.dep_ in ARCS_TO_MAIN_CLAUSES and (verb.dep_ == "conj" or has_own_subject(verb))
    phrase = evaluation_at(verb) if stance is None and main else None
    if phrase is not None and not is_nonfactual(verb):
        is_denied = is_negated(verb) and not NEGATIVE_WORDS & {*phrase.words}
        stance, word = (phrase.negated if is_denied else phrase.stance), "-".join(phrase.words)
        subject = actor_at_first(grammatical_subjects(verb))
        if stance == Stance.ACCUSE and "nothing" in phrase.words and subject is None:
            stance = Stance.CONCERN  # "the plan would do nothing for farmers"
        if (stance == Stance.DENY) != _speaks_of_itself(verb):
            return
    if stance is None or _is_asked(verb):
        return
    holders, report = reported(verb)
    start, end = within(report, trimmed(verb, drop={"mark", "punct", "cc"}))
    plain = word in lexicon.evaluations() and stance in AGAINST and is_plainly_told(verb, report, stance)
    judged = judged_by(verb, {*word.split()}, proposals.table.matters, stance) if plain else None
    matter, head = judged or ((start, end), verb)
    numbers = proposals.put(
        Proposal(
            "position.verdict",
            verb,
            stance,
            [h for h in holders if not start <= h.token.i < end],
            matter,
            head,
            actor_at_first(grammatical_subjects(verb)),
            slot="judgement",
            extra={f"verdict={word}": 1.0, f"report={proposals.doc[report.cue].lemma_ if report else 'quote'}": 1.0},
            row=row,
        )
    )
    if numbers and matter != (start, end):
        proposals.table.matters.append((verb.i, (start, end), verb))  # "it was too early to vote, but Peru disagreed"


def _is_asked(verb: Token) -> bool:
    """Whether a clause, or the sentence it stands in, ends in a question mark."""
    doc, last = verb.doc, verb.right_edge.i
    after = {doc[i].text for i in (last, min(last + 1, len(doc) - 1), verb.sent.end - 1)}
    return "?" in after or any(c.text == "?" for c in verb.children)


def _speaks_of_itself(verb: Token) -> bool:
    """Whether a speaker is the subject of what it says: what "we" have done is a denial, or no verdict at all."""
    held = {h.cluster.id for h in reported(verb)[0]}
    return bool({h.cluster.id for h in holders_at(grammatical_subjects(verb), "")} & held)


def from_request(proposals: Proposals, preposition: Token) -> None:
    """ "The meeting was put off at Peru's request": what was done is what Peru had asked for."""
    noun = complement(preposition)
    verb = preposition.head
    if preposition.dep_ != "prep" or verb.pos_ != "VERB" or noun is None or noun.lemma_ not in word_set("requests"):
        return
    by = possessors(noun) + objects_of(noun, {"of"})
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    start, end = (start, preposition.left_edge.i) if preposition.i > verb.i else (preposition.right_edge.i + 1, end)
    while start < verb.i and proposals.doc[start].is_punct:
        start += 1
    proposals.put(
        Proposal(
            "position.request",
            verb,
            Stance.DEMAND,
            holders_at(by, "request"),
            (start, end),
            verb,
            slot="request",
            extra={f"request={noun.lemma_}": 1.0},
        )
    )


def _verdict(verb: Token) -> tuple[Stance | None, str, str]:
    """The stance, the words that carry it (or their rule), and the id of that rule, "" for a phrase of
    ``evaluations.csv``."""
    fit = next(fits("verdict", verb), None)
    if fit is not None:
        return fit.rule.stance, fit.rule.id, fit.rule.id
    phrase = _phrase(verb) if verb.lemma_ in word_set("verbs-of-being") else None
    return (lexicon.evaluations()[phrase], phrase, "") if phrase is not None else (None, "", "")


def _phrase(verb: Token) -> str | None:
    """The longest phrase after "is" by which somebody judges: "without foundation", with its "not"."""
    before = ["not"] if is_negated(verb) else []
    for child in verb.children:
        if child.dep_ in {"prep", "advmod", "acomp"} and child.i > verb.i:
            last = min(child.right_edge.i + 1, child.i + LONGEST_PHRASE)
            words = [t.lower_ for t in verb.doc[child.left_edge.i : last]]
            for end in range(len(words), 1, -1):
                phrase = " ".join([*before, *words[:end]])
                if phrase in lexicon.evaluations():
                    return phrase
    return None
