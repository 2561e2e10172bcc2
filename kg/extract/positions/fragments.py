"""Quotations without a verb: "No foreign boots here," said X; "A disgrace," said X."""

from __future__ import annotations

from spacy.tokens import Span

from kg.extract.frames.stance_of_clause import evaluation_of
from kg.extract.grammar.quotations import quotations
from kg.extract.positions.proposing.holder import holders_at
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_fragments"]

LONGEST_FRAGMENT = 14
"""Tokens of a quotation without a verb that is read."""
WORDS_OF_GREETINGS = word_set("words-of-greetings")
NAMES = {"PERSON", "GPE", "DATE"}
NOUNS_OF_NO_REFUSAL = word_set("nouns-of-no-refusal")


def from_fragments(proposals: Proposals) -> None:
    """Positions of speakers in phrases without a verb: a rejection or a judgement."""
    for start, end in quotations(proposals.doc):
        token_before = proposals.doc[start - 2] if start > 1 else None
        if (
            token_before is not None
            and not proposals.doc[start - 1].is_sent_start
            and token_before.text not in {",", ":", ";"}
        ):
            continue  # a few quoted words inside a sentence of the text's own
        span = proposals.doc[start:end]
        while len(span) and span[-1].is_punct:
            span = span[:-1]
        for part in _sentences(span):
            has_verb = any(t.tag_.startswith(("VB", "MD")) for t in part if t.tag_ != "VBG")
            if len(part) <= LONGEST_FRAGMENT and not has_verb:
                _from_fragment(proposals, part)


def _sentences(span: Span) -> list[Span]:
    """The sentences of a quotation, without their end marks; none is empty."""
    sentences, start = [], span.start
    for token in span:
        if token.text in {".", "!", ";"}:
            sentences.append(span.doc[start : token.i])
            start = token.i + 1
    return [part for part in [*sentences, span.doc[start : span.end]] if len(part)]


def _from_fragment(proposals: Proposals, part: Span) -> None:
    doc, head = proposals.doc, part.root
    if doc[min(part.end, len(doc) - 1)].text == "?":
        return
    if part[0].lower_ == "no" and len(part) > 1 and head.pos_ in {"NOUN", "PROPN"}:
        if head.lower_ not in NOUNS_OF_NO_REFUSAL:
            _propose_stance(proposals, Stance.REJECT, part, "no")
    elif head.pos_ in {"NOUN", "ADJ", "PROPN"} and head.ent_type_ not in NAMES:
        stance = evaluation_of(head)
        greets = head.lower_ in WORDS_OF_GREETINGS
        if stance is not None and not greets and not any(t.lower_ == "not" for t in part):
            _propose_stance(proposals, stance, part, "judgement")


def _propose_stance(proposals: Proposals, stance: Stance, part: Span, kind: str) -> None:
    head, matter, extra = part.root, (part.start, part.end), {f"fragment={kind}": 1.0}
    holders = holders_at([proposals.doc[i] for i in SPEAKERS(proposals.doc).get(head.i, ())], "speaker")
    proposals.put(Proposal("position.fragment", head, stance, holders, matter, head, slot="judgement", extra=extra))
