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
"""What is tried on a word: it hands in what it finds by `Proposals.put`, and adds to `Proposals.tokens_read` the words
that no later rule may read."""

RULES_OF_WORDS: Sequence[tuple[Collection[str], Rule]] = (
    (PREPOSITIONS_OF_REQUESTS, from_request),
    (DESPITE, from_resistance),
    ({";"}, from_gap),
    ({":", ";"}, from_colon),
    ({"not"}, from_contrast),
)
"""Rules that certain words trigger, whatever their part of speech."""
RULES_BY_WORD = by_word(RULES_OF_WORDS)
RULES_OF_CLAUSES: Sequence[Rule] = (
    *(from_deontic, from_duty, from_command, from_preference, from_future),
    *(from_evaluation, from_verdict, from_reception),
)
"""Rules that are all tried on every verb, in this order."""
TRIGGERS = heads() | word_set("kinds-of-demands")
VERBS, AUXILIARY = {AUX, VERB}, {aux, auxpass}
"""Parts of speech of verbs, which the rules are tried on, and arcs of auxiliaries, which they are not."""


def positions(doc: Doc) -> Doc:
    """Propose positions: who stands where on what, addressed to whom, on whose word."""
    proposals = Proposals(doc)
    rules = {token.i: RULES_BY_WORD[token.lower_] for token in occurrences(doc, RULES_BY_WORD)}
    group_at = groups(doc)
    for i in sorted({*rules, *group_at, *_triggers(doc)}):
        for rule in rules.get(i, ()):
            rule(proposals, doc[i])
        if i in group_at:
            from_group(proposals, group_at[i])
        _try_rules_of_phrases(proposals, doc[i])
        if doc[i].pos_ in {"VERB", "AUX"}:
            _try_rules_of_clauses(proposals, doc[i], lists_group=i in group_at)
    from_fragments(proposals)
    return doc


def _triggers(doc: Doc) -> set[int]:
    """The tokens that may carry a position by their lemma, and all verbs but auxiliaries."""
    tags = enumerate(doc.to_array([POS, DEP]).tolist())
    verbs = {i for i, (pos, arc) in tags if pos in VERBS and arc not in AUXILIARY}
    return verbs | {token.i for token in occurrences(doc, TRIGGERS, TRIGGERS)}


def _try_rules_of_phrases(proposals: Proposals, token: Token) -> None:
    """Try the rules of nouns and predicates on a word. The first predicate whose frame is filled is the last tried."""
    if token.tag_ == "NNS":
        from_opening(proposals, token)
    from_partisan(proposals, token)
    if token.pos_ == "VERB":
        from_shared_view(proposals, token)
    for predicate, last in matches(token):
        if token.i not in proposals.tokens_read and from_predicate(proposals, token, predicate, last):
            break


def _try_rules_of_clauses(proposals: Proposals, verb: Token, *, lists_group: bool) -> None:
    """Try the rules of clauses on a verb, in an order in which the later yield to the earlier: that of copulas where a
    list or a reply was found, that of plain words where any rule but those of ellipses and denials proposed."""
    from_ellipsis(proposals, verb)
    from_denial(proposals, verb)
    count = proposals.count
    if not lists_group:
        from_listing(proposals, verb)
    from_reply(proposals, verb)
    if proposals.count == count:
        from_copula(proposals, verb)
    for rule in RULES_OF_CLAUSES:
        rule(proposals, verb)
    if proposals.count == count:
        from_plain(proposals, verb)
