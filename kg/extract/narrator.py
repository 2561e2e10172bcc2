"""Who speaks outside quotation marks: transcripts, letters, speeches, communiqués ("We, the Ministers, ...")."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.extract.actors import cluster_at
from kg.model import ActorType

__all__ = ["headless", "narrated"]

FIRST_PERSON = {"i", "we", "our", "my"}
TURN = re.compile(r"^[^\n:]{2,60}:\s")
BYLINES = re.compile(
    r"\b(?:statement|speech|remarks|address|letter|message|intervention|declaration|briefing|interview)\b[^\n]{0,60}?\b(?:by|of|from|with)\b",
    re.IGNORECASE,
)
QUESTION = re.compile(r"^(?:Q|Question|QUESTION)\b[^\n:]{0,30}[:.]")
ANSWER = re.compile(r"^(?:A|Answer|ANSWER)\s?[:.]")
SPEAKING = {
    ActorType.PERSON,
    ActorType.ORGANIZATION,
    ActorType.BLOC,
    ActorType.GROUP,
    ActorType.DELEGATION,
    ActorType.STATE,
}


def narrated(doc: Doc) -> dict[int, tuple[int, ...]]:
    """For each token of a text told in the first person, the heads of who tells it; empty for one in the third."""
    table = _turns(doc)
    if table:
        return table
    outside = _first_person(doc)
    if len(outside) < 2:
        return {}
    teller = _we_the(doc) or _byline(doc) or _signature(doc)
    if teller is None:
        return {}
    return dict.fromkeys(range(len(doc)), (teller.i,))


def _first_person(doc: Doc) -> list[Token]:
    inside, found = False, []
    for token in doc:
        if token.text == '"':
            inside = not inside
        elif not inside and token.lower_ in FIRST_PERSON and token.text != "US":
            found.append(token)
    return found


def _turns(doc: Doc) -> dict[int, tuple[int, ...]]:
    """Paragraphs that open with a name and a colon are that person's words, until the next such paragraph."""
    table: dict[int, tuple[int, ...]] = {}
    text = doc.text
    turns = 0
    speaker: tuple[int, ...] | None = None
    answerer: tuple[int, ...] = ()
    for block in doc._.blocks:
        words = text[block.start : block.end]
        match = TURN.match(words)
        if not match and not QUESTION.match(words) and not ANSWER.match(words) and not speaker and answerer:
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is None:
            continue
        start = span.start
        if QUESTION.match(words):
            speaker, turns = (), turns + 1
        elif ANSWER.match(words):
            speaker, turns = answerer, turns + 1
        elif match:
            label = doc.char_span(block.start, block.start + match.end() - 2, alignment_mode="contract")
            heads = _in(doc, label.start, label.end) if label is not None and len(label) <= 9 else []
            if heads:
                speaker, turns = (heads[-1].i,), turns + 1
                start = label.end + 1 if label is not None else start
            elif speaker is not None and match[0][0].isupper() and not any(c.islower() for c in match[0]):
                speaker, turns = (), turns + 1
        elif not answerer:
            people = _in(doc, span.start, span.end)
            persons = [t for t in people if (c := cluster_at(t)) is not None and c.type == ActorType.PERSON]
            answerer = (persons[0].i,) if persons else ()
        if speaker:
            for i in range(start, span.end):
                table[i] = speaker
    return table if turns >= 2 else {}


def _in(doc: Doc, start: int, end: int) -> list[Token]:
    return [doc[m.head] for m in doc._.mentions if start <= m.start and m.end <= end and m.type in SPEAKING]


def _we_the(doc: Doc) -> Token | None:
    """ "We, the Leaders of ...": the noun phrase in apposition."""
    for token in doc:
        if token.lower_ == "we" and token.i + 2 < len(doc) and doc[token.i + 1].text in {",", "the"}:
            after = [m for m in doc._.mentions if token.i < m.start <= token.i + 4 and m.type in SPEAKING]
            if after:
                return doc[int(after[0].head)]
    for block in doc._.blocks[:4]:
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is None:
            continue
        for token in span:
            if (
                token.lemma_ in {"minister", "leader", "head", "government", "party", "member", "representative"}
                and token.tag_ == "NNS"
                and token.dep_ == "nsubj"
            ) and cluster_at(token) is not None:
                return token
    return None


def _byline(doc: Doc) -> Token | None:
    for block in doc._.blocks[:4]:
        words = doc.text[block.start : block.end]
        match = BYLINES.search(words)
        if match:
            span = doc.char_span(block.start + match.end(), block.end, alignment_mode="expand")
            if span is not None:
                heads = _in(doc, span.start, span.end)
                if heads:
                    return heads[0]
    return None


def _signature(doc: Doc) -> Token | None:
    for block in reversed(doc._.blocks[-3:]):
        if block.end - block.start > 160:
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        heads = (
            [
                t
                for t in _in(doc, span.start, span.end)
                if (c := cluster_at(t)) is not None and c.type == ActorType.PERSON
            ]
            if span is not None
            else []
        )
        if heads:
            return heads[0]
    return None


def headless(doc: Doc, verb: Token) -> bool:
    """Whether a paragraph or list item opens with this verb and has no subject, as the items of a communiqué do."""
    if verb.dep_ not in {"ROOT", "conj", "advcl", "ccomp"} or any(
        c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children
    ):
        return False
    for block in doc._.blocks:
        if block.start <= verb.idx < block.end:
            span = doc.char_span(block.start, verb.idx, alignment_mode="expand")
            lead = span.text if span is not None and verb.idx > block.start else ""
            return not re.search(r"[A-Za-z]{4,}", lead) and lead.count(".") <= 1
    return False
