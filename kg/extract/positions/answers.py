"""Answers without a verb: "Observers, yes. A referee, no", "Yes to inspectors, no to sanctions"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import complement
from kg.extract.grammar.phrase import trimmed
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.model import Stance

__all__ = ["ANSWERS", "from_answer"]

ANSWERS = {"yes": Stance.ACCEPT, "no": Stance.REJECT, "never": Stance.REJECT}
BORDERS = {".", "!", "?", ";", ":", '"', "''", "``", "—", "–"}
ENDS = BORDERS | {","}
LONGEST = 12
"""Tokens of what is answered."""


def from_answer(found: Proposals, token: Token) -> None:
    """A yes or no in somebody's own words to what stands right before or after it."""
    stance = ANSWERS.get(token.lower_)
    speakers = found.speakers.get(token.i)
    if stance is None or not speakers:
        return
    matter = _before(token) or _after(token)
    if matter is None:
        return
    span, head = matter
    found.put(
        Proposal(
            "position.answer",
            token,
            stance,
            found.holders([found.doc[i] for i in speakers], "speaker"),
            span,
            head,
            slot="answer",
            extra={f"answer={token.lower_}": 1.0},
        )
    )


def _before(token: Token) -> tuple[tuple[int, int], Token] | None:
    """ "[A referee], no." """
    doc = token.doc
    if token.i < 2 or token.nbor(-1).text != "," or token.i + 1 >= len(doc) or token.nbor(1).text not in ENDS:
        return None
    start = token.i - 1
    while start > 0 and doc[start - 1].text not in BORDERS and token.i - start < LONGEST:
        start -= 1
    while start < token.i - 1 and doc[start].pos_ in {"CCONJ", "SPACE"}:
        start += 1
    phrase = doc[start : token.i - 1]
    if not len(phrase) or phrase.root.pos_ not in {"NOUN", "PROPN"} or any(t.pos_ in {"VERB", "AUX"} for t in phrase):
        return None
    return (start, token.i - 1), phrase.root


def _after(token: Token) -> tuple[tuple[int, int], Token] | None:
    """ "Yes to [inspectors]": not the object of a verb ("said no to")."""
    doc = token.doc
    opens = token.i == 0 or token.nbor(-1).text in ENDS or token.nbor(-1).pos_ == "CCONJ"
    if not opens or token.i + 2 >= len(doc) or token.nbor(1).lower_ != "to":
        return None
    noun = complement(token.nbor(1))
    return (trimmed(noun, drop={"punct", "cc", "relcl"}), noun) if noun is not None else None
