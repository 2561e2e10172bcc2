"""Who stands where on what: every rule for positions, tried on every word that may trigger one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from spacy.symbols import AUX, DEP, POS, VERB, aux, auxpass  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.extract.frames.predicates import heads, matches
from kg.extract.grammar.occurrences import by_word, occurrences
from kg.extract.positions.contrasts import from_contrast, from_gap
from kg.extract.positions.copulas import from_copula, from_partisan
from kg.extract.positions.ellipsis import from_denial, from_ellipsis, from_shared_view
from kg.extract.positions.evaluations import from_evaluation, from_plain
from kg.extract.positions.fragments import from_fragments
from kg.extract.positions.listings.groups import from_group, groups
from kg.extract.positions.listings.listings import from_colon, from_listing, from_opening
from kg.extract.positions.listings.replies import from_reply
from kg.extract.positions.modals import from_deontic, from_future, from_preference
from kg.extract.positions.obligations import from_command, from_duty
from kg.extract.positions.predicates import from_predicate
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.positions.receptions import DESPITE, from_reception, from_resistance
from kg.extract.positions.set_phrases import PREPOSITIONS_OF_REQUESTS, from_request, from_verdict
from kg.extract.words.lexicon import word_set

__all__ = ["positions"]

type Rule = Callable[[Proposals, Token], None]

RULES_OF_WORDS: Sequence[tuple[Collection[str], Rule]] = (
    (PREPOSITIONS_OF_REQUESTS, from_request),
    (DESPITE, from_resistance),
    ({";"}, from_gap),
    ({":", ";"}, from_colon),
    ({"not"}, from_contrast),
)
"""Rules that certain words trigger, whatever their part of speech."""
BY_WORD = by_word(RULES_OF_WORDS)
TRIGGERS = heads() | word_set("kinds-of-demands")
VERBS, AUXILIARY = {AUX, VERB}, {aux, auxpass}
"""Parts of speech of verbs, which the rules are tried on, and arcs of auxiliaries, which they are not."""


def positions(doc: Doc) -> Doc:
    """Propose positions: who stands where on what, addressed to whom, on whose word."""
    found = Proposals(doc)
    rules = {token.i: BY_WORD[token.lower_] for token in occurrences(doc, BY_WORD)}
    grouped = groups(doc)
    tried = {*rules, *grouped, *(token.i for token in occurrences(doc, TRIGGERS, TRIGGERS))}
    tried |= {
        i for i, (pos, arc) in enumerate(doc.to_array([POS, DEP]).tolist()) if pos in VERBS and arc not in AUXILIARY
    }
    for token in (doc[i] for i in sorted(tried)):
        for rule in rules.get(token.i, ()):
            rule(found, token)
        if token.i in grouped:
            from_group(found, grouped[token.i])
        if token.tag_ == "NNS":
            from_opening(found, token)
        from_partisan(found, token)
        if token.pos_ == "VERB":
            from_shared_view(found, token)
        for predicate, last in matches(token):
            if token.i not in found.done and from_predicate(found, token, predicate, last):
                break
        if token.pos_ in {"VERB", "AUX"}:
            from_ellipsis(found, token)
            from_denial(found, token)
            before = found.count
            if token.i not in grouped:
                from_listing(found, token)
            from_reply(found, token)
            if found.count == before:
                from_copula(found, token)
            from_deontic(found, token)
            from_duty(found, token)
            from_command(found, token)
            from_preference(found, token)
            from_future(found, token)
            from_evaluation(found, token)
            from_verdict(found, token)
            from_reception(found, token)
            if found.count == before:
                from_plain(found, token)
    from_fragments(found)
    return doc
