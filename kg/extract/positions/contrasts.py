"""Positions without a verb of their own: "Peru wants talks; Chile, a vote", "is open to talks, but not to a vote"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.lists import listed
from kg.extract.grammar.clause import RELATIVE_PRONOUNS
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.positions.ellipsis import OPPOSITE
from kg.extract.positions.proposing.holder import Holder, holders_at
from kg.extract.positions.proposing.proposal import EarlierPosition, Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_contrast", "from_gap"]

MARKS_OF_CLAUSE_ENDS = {";", ".", ",", ":", '"', ")", "—", "–"}
LONGEST_PHRASE = 20
"""Tokens of a phrase that stands for a clause."""
TOKENS_TO_NOT = 30
"""Tokens between a predicate and the "not" that refers back to it."""
CONJUNCTIONS_OF_CONTRASTS = word_set("conjunctions-of-contrasts")


def from_gap(found: Proposals, semicolon: Token) -> None:
    """Gapping: the next party's matter, under the verb of the party before: "; Chile, a vote"."""
    doc = found.doc
    start, end = sentence_bounds(semicolon)
    before = found.table.position_before(semicolon)
    if before is None or not start <= before.predicate.i <= before.matter[0]:
        return
    heads, after = listed(doc, semicolon.i + 1)
    if not heads or after + 1 >= end or doc[after].text != ",":
        return
    stop = next((i for i in range(after + 1, end) if doc[i].text in {";", "."}), end)
    if _verbless(doc, after + 1, stop):
        holders = holders_at(heads, "gap")
        _propose_contrast(found, "position.gap", semicolon, before, holders, (after + 1, stop), before.stance)


def from_contrast(found: Proposals, word: Token) -> None:
    """A matter to which the stance just proposed does not extend: ", but not to a vote"."""
    if word.i == 0 or word.nbor(-1).lower_ not in CONJUNCTIONS_OF_CONTRASTS:
        return
    doc = found.doc
    before = found.table.position_before(word)
    start, end = sentence_bounds(word)
    if before is None or before.predicate.i < start or word.i - before.predicate.i > TOKENS_TO_NOT:
        return
    stance = OPPOSITE.get(before.stance)
    first = word.i + 1
    while first < end and (doc[first].pos_ == "ADP" or doc[first].lower_ == "to"):
        first += 1
    stop = next((i for i in range(first, end) if doc[i].text in MARKS_OF_CLAUSE_ENDS), end)
    if stance is None or not _verbless(doc, first, stop):
        return
    root = doc[first:stop].root
    if before.holders[0].path.startswith("experiencer"):  # "acceptable to Peru but not to Chile"
        _propose_contrast(
            found, "position.contrast", word, before, holders_at([root], "experiencer"), before.matter, stance
        )
        return
    apart = doc[word.i - 2].text == "," or before.matter[1] >= word.i - 1
    if apart or first > word.i + 1:
        _propose_contrast(found, "position.contrast", word, before, [*before.holders], (first, stop), stance)


def _verbless(doc: Doc, start: int, stop: int) -> bool:
    """Whether the tokens are a phrase: their head is a noun, an infinitive or a gerund."""
    if not 0 < stop - start <= LONGEST_PHRASE:
        return False
    root = doc[start:stop].root
    is_phrase = root.pos_ in {"NOUN", "PROPN", "NUM", "PRON"} or root.tag_ in {"VB", "VBG"}
    return is_phrase and doc[start].lower_ not in RELATIVE_PRONOUNS


def _propose_contrast(
    found: Proposals,
    rule: str,
    predicate: Token,
    before: EarlierPosition,
    holders: list[Holder],
    matter: tuple[int, int],
    stance: Stance,
) -> None:
    """Propose a stance on a matter that depends on the predicate of the position before."""
    doc = found.doc
    head = doc[matter[0] : matter[1]].root
    found.put(
        Proposal(
            rule,
            predicate,
            stance,
            holders,
            matter,
            head,
            slot="taken-up",
            extra={f"before={before.stance}": 1.0, f"taken={before.predicate.lemma_.casefold()}": 1.0},
        )
    )
