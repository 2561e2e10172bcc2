"""Quotations without a verb: "No foreign boots here," said X; "A disgrace," X said of the raid."""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.extract.frames.stance_of_clause import evaluation_of
from kg.extract.grammar.arcs import complement
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.quotations import quotations
from kg.extract.positions.proposing.holder import holders_at
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_fragments"]

LONGEST_FRAGMENT = 14
"""Tokens of a quotation without a verb that is read."""
WORDS_OF_GREETINGS = word_set("words-of-greetings")
NAMES = {"PERSON", "GPE", "DATE"}
NOUNS_OF_NO_REFUSAL = word_set("nouns-of-no-refusal")


def from_fragments(found: Proposals) -> None:
    """Positions of speakers in phrases without a verb: a demand, a rejection or a judgement."""
    for start, end in quotations(found.doc):
        before = found.doc[start - 2] if start > 1 else None
        if before is not None and not found.doc[start - 1].is_sent_start and before.text not in {",", ":", ";"}:
            continue  # a few quoted words inside a sentence of the text's own
        span = found.doc[start:end]
        while len(span) and span[-1].is_punct:
            span = span[:-1]
        for part in _sentences(span):
            has_verb = any(t.tag_.startswith(("VB", "MD")) for t in part if t.tag_ != "VBG")
            if len(part) <= LONGEST_FRAGMENT and not has_verb:
                _from_fragment(found, part)


def _sentences(span: Span) -> list[Span]:
    """The sentences of a quotation, without their end marks; none is empty."""
    found, start = [], span.start
    for token in span:
        if token.text in {".", "!", ";"}:
            found.append(span.doc[start : token.i])
            start = token.i + 1
    return [part for part in [*found, span.doc[start : span.end]] if len(part)]


def _from_fragment(found: Proposals, part: Span) -> None:
    doc, first, head = found.doc, part[0], part.root
    if doc[min(part.end, len(doc) - 1)].text == "?":
        return
    whole = (part.start, part.end)
    set_phrase = lexicon.evaluations().get(part.text.casefold())
    if set_phrase is not None and len(part) > 2:
        _put(found, set_phrase, head, _spoken_of(head) or whole, "set-phrase")
        return
    if [t.lower_ for t in part[:2]] == ["hands", "off"]:
        _put(found, Stance.DEMAND, head, whole, "hands-off")
        return
    if first.lower_ == "no" and len(part) > 1 and head.pos_ in {"NOUN", "PROPN"} and part[1].text not in {",", "."}:
        if part[1].lower_ == "more":
            _put(found, Stance.DEMAND, head, whole, "no-more")
        elif head.lower_ not in NOUNS_OF_NO_REFUSAL:
            _put(found, Stance.REJECT, head, whole, "no")
        return
    if head.pos_ in {"NOUN", "ADJ", "PROPN"} and head.ent_type_ not in NAMES:
        stance = evaluation_of(head)
        greets = head.lower_ in WORDS_OF_GREETINGS
        if stance is not None and not greets and not any(t.lower_ == "not" for t in part):
            _put(found, stance, head, _spoken_of(head) or whole, "judgement")


def _spoken_of(head: Token) -> tuple[int, int] | None:
    """The tokens after the "of" or "about" of the verb of saying: "A disgrace," Ruiz said of [the raid]."""
    verb = head.head
    for place in verb.children:
        if place.lower_ in {"of", "about"} and place.i > verb.i:
            noun = complement(place)
            return trimmed(noun, drop={"punct", "cc", "relcl"}) if noun is not None else None
    return None


def _put(found: Proposals, stance: Stance, head: Token, matter: tuple[int, int], kind: str) -> None:
    holders = holders_at([found.doc[i] for i in SPEAKERS(found.doc).get(head.i, ())], "speaker")
    found.put(
        Proposal(
            "position.fragment", head, stance, holders, matter, head, slot="judgement", extra={f"fragment={kind}": 1.0}
        )
    )
