"""Positions without a verb of their own: "Peru wants talks; Chile, a vote", "is open to talks, but not to a vote"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.lists.lists import listed
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


def from_gap(proposals: Proposals, semicolon: Token) -> None:
    """Gapping: the next party's matter, under the verb of the party before: "; Chile, a vote"."""
    doc = proposals.doc
    start, end = sentence_bounds(semicolon)
    earlier = proposals.table.position_before(semicolon)
    if earlier is None or not start <= earlier.predicate.i <= earlier.matter[0]:
        return
    heads, after = listed(doc, semicolon.i + 1)
    if not heads or after + 1 >= end or doc[after].text != ",":
        return
    stop = next((i for i in range(after + 1, end) if doc[i].text in {";", "."}), end)
    if _is_verbless(doc, after + 1, stop):
        holders = holders_at(heads, "gap")
        _propose_contrast(proposals, "position.gap", semicolon, earlier, holders, (after + 1, stop), earlier.stance)


def from_contrast(proposals: Proposals, word: Token) -> None:
    """A matter to which the stance just proposed does not extend: ", but not to a vote"."""
    if word.i == 0 or word.nbor(-1).lower_ not in CONJUNCTIONS_OF_CONTRASTS:
        return
    doc = proposals.doc
    earlier = proposals.table.position_before(word)
    sentence_start, sentence_end = sentence_bounds(word)
    if earlier is None or earlier.predicate.i < sentence_start or word.i - earlier.predicate.i > TOKENS_TO_NOT:
        return
    stance = OPPOSITE.get(earlier.stance)
    phrase_start = word.i + 1
    while phrase_start < sentence_end and (doc[phrase_start].pos_ == "ADP" or doc[phrase_start].lower_ == "to"):
        phrase_start += 1
    stop = next((i for i in range(phrase_start, sentence_end) if doc[i].text in MARKS_OF_CLAUSE_ENDS), sentence_end)
    if stance is None or not _is_verbless(doc, phrase_start, stop):
        return
    root = doc[phrase_start:stop].root
    if earlier.holders[0].path.startswith("experiencer"):  # "acceptable to Peru but not to Chile"
        _propose_contrast(
            proposals, "position.contrast", word, earlier, holders_at([root], "experiencer"), earlier.matter, stance
        )
        return
    apart = doc[word.i - 2].text == "," or earlier.matter[1] >= word.i - 1
    if apart or phrase_start > word.i + 1:
        _propose_contrast(
            proposals, "position.contrast", word, earlier, [*earlier.holders], (phrase_start, stop), stance
        )


def _is_verbless(doc: Doc, start: int, stop: int) -> bool:
    """Whether the tokens are a phrase: their head is a noun, an infinitive or a gerund."""
    if not 0 < stop - start <= LONGEST_PHRASE:
        return False
    root = doc[start:stop].root
    is_phrase = root.pos_ in {"NOUN", "PROPN", "NUM", "PRON"} or root.tag_ in {"VB", "VBG"}
    return is_phrase and doc[start].lower_ not in RELATIVE_PRONOUNS


def _propose_contrast(
    proposals: Proposals,
    rule: str,
    predicate: Token,
    earlier: EarlierPosition,
    holders: list[Holder],
    matter: tuple[int, int],
    stance: Stance,
) -> None:
    """Propose a stance on a matter that depends on the predicate of the position before."""
    doc = proposals.doc
    head = doc[matter[0] : matter[1]].root
    proposals.put(
        Proposal(
            rule,
            predicate,
            stance,
            holders,
            matter,
            head,
            slot="taken-up",
            extra={f"before={earlier.stance}": 1.0, f"taken={earlier.predicate.lemma_.casefold()}": 1.0},
        )
    )
