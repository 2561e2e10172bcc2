"""Which state a short name or demonym means that several states have, "Congo", "Dominican", or that part of another
state has, "Georgia"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import lowered
from kg.extract.mentions.gazetteer.spans import Span
from kg.extract.words.lexicon import states_by_name, word_set
from kg.model import ActorType

__all__ = ["with_states_meant"]

STATES_WITH_NAMESAKES_THAT_ARE_PARTS = word_set("states-with-namesakes-that-are-parts")
WORDS_AFTER_PARTS_OF_STATES = word_set("words-after-parts-of-states")
SUBJECT_AND_OBJECT = {"nsubj", "dobj"}
STATE_WITH_PARTS = "US"
LONGEST_OF_PART = 3
"""Words, at most, in one of `WORDS_AFTER_PARTS_OF_STATES`."""


def with_states_meant(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The names found in a text, those that states share with the only one of these states that the text names in full
    or by its capital; with the listed one where it names none, or several. None means a part of another state."""
    parts = _parts_of_others(doc, spans)
    spans = [span for span in spans if span[2].entry.id not in parts]
    sharing = states_by_name("shared_names_of_states")
    full = [span for span in spans if _is_state(span) and doc[span[0] : span[1]].text not in sharing]
    return [_meant(full, span, sharing.get(doc[span[0] : span[1]].text, frozenset())) for span in spans]


def _meant(full: Sequence[Span], span: Span, states: frozenset[str]) -> Span:
    start, end, match = span
    if match.entry.country not in states:
        return span
    own = {one[2].entry.id: one[2].entry for one in full if one[2].entry.country in states}
    return (start, end, replace(match, entry=next(iter(own.values())))) if len(own) == 1 else span


def _parts_of_others(doc: Doc, spans: Sequence[Span]) -> set[str]:
    """The ids of listed states by whose name the text means part of another state, as a body, post or party of its own
    follows the name, "the [Georgia] Senate", and no word that only the listed state has, such as its adjective, nor a
    deed to or by another state: "Georgia accused Russia"."""
    shared = [span for span in spans if doc[span[0] : span[1]].text.casefold() in STATES_WITH_NAMESAKES_THAT_ARE_PARTS]
    parts = {match.entry.id for _, end, match in shared if _has_words_of_part(doc, end)}
    certain = {match.entry.id for _, end, match in shared if _acts_beside_other_state(doc[end - 1], spans)}
    certain |= {span[2].entry.id for span in spans if span[2].entry.id in parts and span not in shared}
    return parts - certain


def _acts_beside_other_state(name: Token, spans: Sequence[Span]) -> bool:
    """Whether a name is the subject of a verb whose object is another state's, or the object: "[Georgia] accused
    Russia"; not the United States, with which its own part deals."""
    if name.dep_ not in SUBJECT_AND_OBJECT:
        return False
    others = {
        end - 1
        for _, end, match in spans
        if match.entry.type == ActorType.STATE and match.entry.country not in {None, STATE_WITH_PARTS}
    }
    return any(c.i in others and c.dep_ in SUBJECT_AND_OBJECT - {name.dep_} for c in name.head.children)


def _has_words_of_part(doc: Doc, end: int) -> bool:
    """Whether a body, post or party of a part of a state is named right after its name, which ends before ``end``."""
    words = lowered(doc)[end : end + LONGEST_OF_PART]
    is_name = doc[end : end + 1].text[:1].isupper()
    return is_name and any(" ".join(words[:n]) in WORDS_AFTER_PARTS_OF_STATES for n in range(1, LONGEST_OF_PART + 1))


def _is_state(span: Span) -> bool:
    return span[2].entry.type == ActorType.STATE
