"""Characterisations of an actor's line: hard-liner, hawk, moderate, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster
from kg.extract.candidates.candidate import Candidate, propose
from kg.extract.candidates.values import LabelValues
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.labels.bearers import LINES_TAKEN, bearers, naming_verb, voice
from kg.extract.labels.past_labels import is_past
from kg.extract.mentions.mention import mentions_over
from kg.extract.text.memo import forget
from kg.extract.text.note import Note
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import MentionReason

__all__ = ["borne", "labels"]

PREPOSITIONS_AROUND_LABELS = word_set("prepositions-around-labels")


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A label at tokens ``[start, end)``: its listed form, its part of speech, and how it was found."""

    start: int
    end: int
    label: str
    pos: str
    how: str


@cache
def _first_words() -> frozenset[str]:
    return frozenset(re.split(r"[\s-]", form)[0] for form in lexicon.labels())


@cache
def _longest_label() -> int:
    """Tokens of the longest label that is listed; a hyphen is one."""
    return max(len(re.findall(r"[^\s-]+|-", form)) for form in lexicon.labels())


@dataclass(frozen=True, slots=True)
class _BorneLabel:
    """A label as the text spells it, where it stands, who bears it, and how the bearer was found."""

    found: _Occurrence
    label: str
    bearer: Cluster
    path: str


BORNE: Note[list[_BorneLabel]] = Note("borne", list)
"""The labels of a document and their bearers, in the order in which they were found."""


def borne(doc: Doc) -> Doc:
    """Find who bears which label, so that a side and the name it is called by are one actor in all later stages."""
    seen_pairs: set[tuple[str, str]] = set()
    for occurrence in (*_listed_labels(doc), *_labels_of_lines(doc)):
        head = _head(doc, occurrence)
        if is_past(head):
            continue
        label = _as_written(doc, occurrence)
        for cluster, path in bearers(head):
            if (cluster.id, label) not in seen_pairs and not _is_named_so_elsewhere(doc, head, cluster):
                seen_pairs.add((cluster.id, label))
                BORNE(doc).append(_BorneLabel(occurrence, label, cluster, path))
    forget(doc)  # actors may have been merged
    return doc


def _is_named_so_elsewhere(doc: Doc, label: Token, bearer: Cluster) -> bool:
    """Whether an actor is only the same word at other places: "Once a [hawk], always a hawk"."""
    heads = [m.head for m in bearer.mentions]
    return label.i not in heads and all(doc[i].lemma_ == label.lemma_ for i in heads)


def labels(doc: Doc) -> Doc:
    """Propose labels: what an actor's line is called, and by whom."""
    for borne_label in BORNE(doc):
        _propose(doc, borne_label.found, borne_label.label, borne_label.bearer, borne_label.path)
    return doc


def _propose(doc: Doc, occurrence: _Occurrence, label: str, bearer: Cluster, path: str) -> None:
    """Propose a label of its bearer, with the source that uses it: "the [hawks] in Peru's cabinet"."""
    head = _head(doc, occurrence)
    source = voice(doc, head, occurrence.start, bearer)
    verb_of_naming = naming_verb(head)
    rule = path if occurrence.how == "listed" else occurrence.how
    propose(
        doc,
        Candidate(
            "labels",
            f"label.{rule}",
            {"actor": bearer, "source": source},
            LabelValues(label=label),
            sentence_bounds(head),
            {
                f"rule={rule}": 1,
                f"path={path}": 1,
                f"label={occurrence.label}": 1,
                f"actor={bearer.type}": 1,
                f"pos={occurrence.pos}": 1,
                f"rule,pos={rule},{occurrence.pos}": 1,
                f"rule,actor={rule},{bearer.type}": 1,
                f"dep={head.dep_}": 1,
                f"article={next((c.lower_ for c in head.children if c.dep_ == 'det'), '-')}": 1,
                "quoted": float(occurrence.start > 0 and doc[occurrence.start - 1].text == '"'),
                "plural": float(head.tag_ in {"NNS", "NNPS"}),
                "capital": float(doc[occurrence.start].text[:1].isupper() and not doc[occurrence.start].is_sent_start),
                "named": float(verb_of_naming is not None),
                "sourced": float(source is not None),
                "around": float(any(c.lower_ in PREPOSITIONS_AROUND_LABELS for c in head.children)),
                "mentions": min(len(bearer.mentions), 6) / 3,
            },
        ),
    )


def _listed_labels(doc: Doc) -> Iterator[_Occurrence]:
    table = lexicon.labels()
    covered_to = 0
    for token in occurrences(doc, _first_words()):
        if token.i < covered_to:
            continue
        for width in range(_longest_label(), 0, -1):
            listed_label = table.get(doc[token.i : token.i + width].text.casefold())
            if listed_label is not None and token.i + width <= len(doc):
                covered_to = token.i + width
                if not _is_in_name(doc, token):
                    yield _Occurrence(token.i, covered_to, listed_label[0], listed_label[1], "listed")
                break


def _is_in_name(doc: Doc, token: Token) -> bool:
    """Whether a word is part of a proper name ("the Liberal Party"), which characterises nobody."""
    return token.text[:1].isupper() and any(
        m.reason == MentionReason.NAME and m.end - m.start > 1 for m in mentions_over(doc, token.i)
    )


def _labels_of_lines(doc: Doc) -> Iterator[_Occurrence]:
    """The adjectives of lines that somebody takes, which characterise whoever does: "took a [softer] line"."""
    for token in occurrences(doc, LINES_TAKEN):
        if token.dep_ == "dobj" and token.head.lemma_ in word_set("line-verbs"):
            for child in token.children:
                if child.dep_ == "amod" and child.lemma_.casefold() in word_set("line-adjectives"):
                    yield _Occurrence(child.i, child.i + 1, child.lemma_.casefold(), "adjective", "line")


def _head(doc: Doc, occurrence: _Occurrence) -> Token:
    """The syntactic head of a label: its last word, or "enemy" in "enemy of the people"."""
    later_words = doc[occurrence.start + 1 : occurrence.end]
    return next((doc[t.i - 1] for t in later_words if t.pos_ == "ADP"), doc[occurrence.end - 1])


def _as_written(doc: Doc, occurrence: _Occurrence) -> str:
    """The label as the text spells it, a noun in the singular ("hardliners": hardliner)."""
    if _head(doc, occurrence).i + 1 < occurrence.end:
        return occurrence.label
    text = str(doc[occurrence.start : occurrence.end].text).casefold()
    return text.removesuffix("s") if occurrence.pos == "noun" else text
