"""The turns of speakers in a text: the labels of its paragraphs, and whose words follow each label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc, Span, Token

from kg.extract.actors.cluster import CLUSTERS, Cluster, cluster_at, is_named_person, is_state
from kg.extract.mentions.mention import MENTIONS, mentions_between
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.text.layout import BLOCKS, text_of
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "SPOKEN_FOR",
    "TYPES_OF_NARRATORS",
    "brackets_of_delegate",
    "called_to",
    "delegate_of",
    "delegated_state",
    "is_speaker",
    "narrators_between",
    "spoken_in_turns",
    "turn_labels",
]

_NAMED = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord)s?\.? [^\n():]{2,40} \(([^()\n]{3,60})\)"
_WITHOUT_COLON = r"(?: ?\(spoke in [A-Z][a-z]+\))?(?= [A-Z])"
DELEGATE = re.compile(rf"{_NAMED}(?:[^\n:]{{0,40}}:|{_WITHOUT_COLON})")
"""The label of a delegate's turn, of which a scan may have lost the colon: "Mr. Loayza (Peru) We thank ..."."""
TURN = re.compile(
    rf"^(?:{_NAMED}{_WITHOUT_COLON}|\(\([^\n()]{{2,60}}\)\)\s|[^\n:]{{2,110}}(?::\s|\):|\(retranslated\)(?=\s)))"
)
"""The label of a turn: "Ana Ruiz: ", "Ana Ruiz (retranslated):", "((Ana Ruiz)) " in interviews of Wikinews."""
QUESTION = re.compile(r"^(?:Q|Question|QUESTION)\b[^\n:]{0,30}[:.]")
ANSWER = re.compile(r"^(?:A|Answer|ANSWER)\s?[:.]")
SPOKEN_FOR = {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION}
TYPES_OF_NARRATORS = SPOKEN_FOR | {ActorType.PERSON, ActorType.GROUP, ActorType.DELEGATION}
WORDS_BEFORE_NAMES = word_set("words-before-names")
WORDS_OF_CALLS = {"dear", "to"}
WORDS_IN_POSTS = word_set("words-in-posts")
LETTERS_OF_LABEL = 60
"""The most letters of a label that is a name whatever its words; a longer one has posts, or is a sentence."""
TOKENS_OF_LABEL = 20
"""Tokens within which the label of a turn ends."""
QUESTIONS, ANSWERS = "?", "!"
"""Stand for the speaker's name in a label that only says that the turn is a question or an answer."""


def spoken_in_turns(doc: Doc, labels: Mapping[int, str]) -> dict[int, tuple[int, ...]]:
    """For each token after a label, the heads of the speaker: a label's paragraph and those up to the next label."""
    speaker_at: dict[int, tuple[int, ...]] = {}
    answerer: tuple[int, ...] = ()
    speaker: tuple[int, ...] | None = None
    for block in BLOCKS(doc):
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is None:
            continue
        label = labels.get(block.start)
        start = span.start
        if label is not None:
            speakers_of_label = () if label == QUESTIONS else _heads_of_label(doc, label, span.start)
            speaker = answerer if label == ANSWERS else speakers_of_label
            start = _after_label(doc, span, block.start)
        elif not answerer and speaker is None:
            people = [t for t in narrators_between(doc, span.start, span.end) if is_named_person(t)]
            answerer = (people[0].i,) if people else ()
        if speaker:
            answerer = answerer or speaker
            for i in range(start, span.end):
                speaker_at[i] = speaker
    return speaker_at


def turn_labels(doc: Doc) -> dict[int, str]:
    """The labels of turns by the start of their paragraph: a person's name, one that recurs ("Spokesperson") or is in
    capitals, or whether it is a question or an answer. No other heading with a colon is one."""
    label_at: dict[int, str] = {}
    for block in BLOCKS(doc):
        words = text_of(doc)[block.start : block.end]
        match = TURN.match(words)
        if QUESTION.match(words):
            label_at[block.start] = QUESTIONS
        elif ANSWER.match(words):
            label_at[block.start] = ANSWERS
        elif match and block.end - block.start > match.end() + 2:
            label = match[0].rstrip(" :\n")
            is_name = len(label) <= LETTERS_OF_LABEL or not _has_verb(doc, block.start, label)
            if is_name and label.strip() and label.split()[0].casefold() not in WORDS_BEFORE_NAMES:
                label_at[block.start] = label
    occurrences = Counter(label_at.values())
    certain = {
        at: label
        for at, label in label_at.items()
        if label in {QUESTIONS, ANSWERS}
        or label.startswith("((")
        or (
            not any(c.isdigit() for c in label)
            and (_names_speaker(doc, at, label) if _persons_named(doc, label) else occurrences[label] > 1)
        )
    }
    return certain | {at: label for at, label in label_at.items() if label.isupper()} if len(certain) > 1 else certain


def called_to(doc: Doc) -> dict[int, range]:
    """By the head of a name: the tokens of a paragraph that opens by addressing its bearer, "To Ms Ruiz: We ..."."""
    words_to: dict[int, range] = {}
    for block in BLOCKS(doc):
        text = text_of(doc)[block.start : block.end]
        match = TURN.match(text)
        if match is None or text.split()[0].casefold() not in WORDS_OF_CALLS:
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        label = doc.char_span(block.start, block.start + match.end(), alignment_mode="expand")
        if span is not None and label is not None:
            words_to |= {t.i: range(span.start, span.end) for t in narrators_between(doc, label.start, label.end)}
    return words_to


def brackets_of_delegate(doc: Doc, begins: int, words: str) -> Span | None:
    """The brackets after a delegate's name in a label, with which the ``words`` at the character ``begins`` open; None
    where they open with none."""
    match = DELEGATE.match(words)
    if match is None:
        return None
    return doc.char_span(begins + match.start(1), begins + match.end(1), alignment_mode="expand")


@once_a_document
def _delegates(doc: Doc) -> tuple[tuple[range, Token], ...]:
    """The delegates of all labels, each with the tokens of the label's brackets: "Mr. Loayza (Peru): ..."."""
    delegates: list[tuple[range, Token]] = []
    for block in BLOCKS(doc):
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        brackets = brackets_of_delegate(doc, block.start, text_of(doc)[block.start : block.end])
        if span is not None and brackets is not None:
            people = [t for t in narrators_between(doc, span.start, brackets.start) if is_named_person(t)]
            delegates += [(range(brackets.start, brackets.end), people[0])] if people else []
    return tuple(delegates)


def delegate_of(word: Token, voice: int) -> Cluster | None:
    """The delegate who speaks a ``word`` for whom the token ``voice`` names: the one whose label has this in brackets,
    or the only one of the text, who speaks on behalf of others, from the label on."""
    delegates = _delegates(word.doc)
    candidates = [cluster_at(person) for brackets, person in delegates if voice in brackets]
    only = {cluster.id: cluster for _, person in delegates if (cluster := cluster_at(person)) is not None}
    if not candidates and len(only) == 1 and word.i >= delegates[0][0].start:
        candidates = [*only.values()]
    return candidates[0] if candidates else None


def delegated_state(word: Token) -> Token | None:
    """The state in the brackets of the only delegate's label of a text, before a ``word``; None without one, or where
    others speak in turn."""
    brackets = _only_brackets(word.doc)
    actors = narrators_between(word.doc, brackets.start, brackets.stop) if brackets.start < word.i else []
    return next((t for t in actors if is_state(t)), None)


@once_a_document
def _only_brackets(doc: Doc) -> range:
    """The tokens of the brackets in the only label of a text, if it is a delegate's; else none."""
    delegates = _delegates(doc)
    return delegates[0][0] if len(delegates) == 1 and len(set(turn_labels(doc).values())) < 2 else range(0)


def is_speaker(doc: Doc, start: int, label: str) -> bool:
    """Whether a label, up to a bracket, is just a person's name and posts: "President of Peru Ana Ruiz"; not "Dear Ana
    Ruiz", "In the words of Ana Ruiz"."""
    span = doc.char_span(start, start + len(label.partition("(")[0].rstrip()), alignment_mode="contract")
    if span is None or not _persons_named(doc, label):
        return False
    expected = set(title_tokens(doc))
    for mention in MENTIONS(doc):
        if mention.type in TYPES_OF_NARRATORS and mention.reason != MentionReason.NOMINAL:
            expected.update(range(mention.start, mention.end))
    return all(t.i in expected or t.lower_ in HONORIFICS | WORDS_IN_POSTS or t.is_punct for t in span)


def _names_speaker(doc: Doc, start: int, label: str) -> bool:
    """Whether a label is a person's name and posts, by what is known of these or by how it is written: "PRIME MINSITER
    RUIZ"; not "The Ruiz proposal"."""
    words = label.partition("(")[0].split()
    surnames = {c.name.casefold().split()[-1] for c in _persons_named(doc, label)}
    looks_like_name = (
        words and words[-1].casefold() in surnames and all(w[0].isupper() or w in WORDS_IN_POSTS for w in words)
    )
    return bool(looks_like_name) or is_speaker(doc, start, label)


def _has_verb(doc: Doc, start: int, label: str) -> bool:
    """Whether a label, up to a bracket, is part of a sentence: "As Ana Ruiz has put it"."""
    span = doc.char_span(start, start + len(label.partition("(")[0]), alignment_mode="contract")
    return span is None or any(token.pos_ in {"VERB", "AUX"} for token in span)


def _persons_named(doc: Doc, label: str) -> list[Cluster]:
    """The persons whose name, or the last word of it, stands in a label, those named in full first."""
    words = {w.strip("().,").casefold() for w in label.split()}
    ranked = []
    for cluster in CLUSTERS(doc):
        parts = cluster.name.casefold().split()
        if cluster.type == ActorType.PERSON and parts and parts[-1] in words:
            ranked.append((-len(words & {*parts}), cluster.first(), cluster))
    return [c for _, _, c in sorted(ranked, key=lambda f: f[:2])]


def _heads_of_label(doc: Doc, label: str, start: int) -> tuple[int, ...]:
    """The head of a mention of whoever a label names, by name or by post, if possible one in the label. A delegate
    speaks for the state behind his name: "Mr. Loayza (Peru)"."""
    if state := _delegated(doc, label, start):
        return (state.i,)
    persons = _persons_named(doc, label)
    if not persons:
        words = label.casefold().split()
        persons = [c for c in CLUSTERS(doc) if c.type == ActorType.PERSON and {*c.titles} & {*words}]
    if persons:
        mentions = persons[0].mentions
        return (next((m.head for m in mentions if start <= m.start < start + TOKENS_OF_LABEL), mentions[0].head),)
    for mention in MENTIONS(doc):
        if mention.type in TYPES_OF_NARRATORS and doc[mention.start : mention.end].text == label:
            return (mention.head,)
    return ()


def _delegated(doc: Doc, label: str, start: int) -> Token | None:
    """Whom the brackets of a delegate's label name."""
    brackets = brackets_of_delegate(doc, doc[start].idx, f"{label}:")
    return next(iter(narrators_between(doc, brackets.start, brackets.end)), None) if brackets is not None else None


def _after_label(doc: Doc, turn: Span, begins: int) -> int:
    """The first token of a turn after its label, which stands at the character ``begins``."""
    words = text_of(doc)[begins : turn.end_char]
    label = next((match for each in (QUESTION, ANSWER, TURN) if (match := each.match(words))), None)
    end = begins + label.end() if label is not None else begins
    return next((token.i for token in turn if token.idx >= end), turn.end)


def narrators_between(doc: Doc, start: int, end: int) -> list[Token]:
    """The heads of all mentions between two tokens of those who may tell a text, in text order."""
    return [doc[m.head] for m in mentions_between(doc, start, end) if m.end <= end and m.type in TYPES_OF_NARRATORS]
