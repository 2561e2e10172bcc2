"""A document as the learned proposer sees it: its words and sentences, who is named where, and who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTERS, cluster_at, clusters_by_id
from kg.extract.grammar.clause import antecedent
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.speech.spokespersons import spoken_body
from kg.extract.text.news_digests import are_in_one_item
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["FIRST_PERSON", "REASONS", "SPOKEN", "TYPES", "Scene", "SceneMention", "scene_of"]

TYPES = (
    *(ActorType.PERSON, ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION),
    *(ActorType.GROUP, ActorType.FACTION, ActorType.DELEGATION),
    "other",
)
"""Types of actors; the number of one is its index."""
REASONS = (
    *(MentionReason.NAME, MentionReason.ALIAS, MentionReason.METONYM, MentionReason.NATIONALITY),
    *(MentionReason.NOMINAL, MentionReason.PRONOUN),
    *("first-person", "speaker", "other"),
)
"""Reasons why words mean an actor; the number of one is its index."""
TAGS_THAT_TELL = {"NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}
"""Tags of common nouns and verbs, which may tell of an action."""
BY_PRONOUN = REASONS.index(MentionReason.PRONOUN)
FIRST_PERSON, SPOKEN = REASONS.index("first-person"), REASONS.index("speaker")


@dataclass(frozen=True, slots=True)
class SceneMention:
    """Words ``[start, end)`` that mean an actor; ``reason`` is a number of `REASONS`."""

    actor: str
    start: int
    end: int
    reason: int


@dataclass(frozen=True)
class Scene:
    """``sentences`` are ranges of ``words``, without those of white space; ``types`` are numbers of `TYPES` by actor;
    ``speakers`` are the actors who speak a word, by its index; ``heads`` and ``relations`` are the parse, one for each
    word; ``telling`` are the verbs and common nouns that may tell of an action; ``apart`` are the sentences that begin
    another news item of a digest."""

    words: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[SceneMention, ...]
    types: Mapping[str, int]
    speakers: Mapping[int, tuple[str, ...]]
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    telling: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()

    @cached_property
    def sentence_of(self) -> Mapping[int, int]:
        """The index of each word's sentence."""
        return {i: k for k, (start, end) in enumerate(self.sentences) for i in range(start, end)}

    @cached_property
    def by_sentence(self) -> Mapping[int, tuple[SceneMention, ...]]:
        """The mentions in each sentence, actor by actor."""
        found: dict[int, list[SceneMention]] = {}
        for mention in self.mentions:
            if mention.start in self.sentence_of:
                found.setdefault(self.sentence_of[mention.start], []).append(mention)
        return {k: tuple(names) for k, names in found.items()}

    def near(self, sentence: int, back: int, forth: int) -> range:
        """The sentences from ``back`` before one to ``forth`` after it, without those of other news items."""
        first, last = max(0, sentence - back), min(len(self.sentences), sentence + forth + 1)
        first = max((k for k in range(first, sentence + 1) if k in self.apart), default=first)
        return range(first, min((k for k in range(sentence + 1, last) if k in self.apart), default=last))

    @cached_property
    def subjects(self) -> Mapping[int, tuple[int, ...]]:
        """The subjects of each word that has some."""
        found: dict[int, list[int]] = {}
        for i, relation in enumerate(self.relations):
            if relation in SUBJECTS:
                found.setdefault(self.heads[i], []).append(i)
        return {i: tuple(words) for i, words in found.items()}

    @cached_property
    def kinds(self) -> tuple[int, ...]:
        """The type of the actor that each word names, its number plus 1; 0 where it names none."""
        kinds = [0] * len(self.words)
        for mention in self.mentions:
            kinds[mention.start : mention.end] = [1 + self.types[mention.actor]] * (mention.end - mention.start)
        return tuple(kinds)


def scene_of(doc: Doc) -> Scene:
    """The scene of a document whose actors and speakers are known."""
    clusters = CLUSTERS(doc)
    speakers = {
        i: tuple(c.id for c in (cluster_at(doc[w]) for w in who) if c is not None) for i, who in SPEAKERS(doc).items()
    }
    sentences = [s for s in doc.sents if s.text.strip()]
    return Scene(
        words=tuple(token.text for token in doc),
        sentences=tuple((s.start, s.end) for s in sentences),
        mentions=tuple(_mentions(doc, speakers)),
        types={c.id: _number(TYPES, c.type.value) for c in clusters},
        speakers=speakers,
        heads=tuple(token.head.i for token in doc),
        relations=tuple(token.dep_ for token in doc),
        telling=frozenset(token.i for token in doc if _may_tell(token)),
        apart=frozenset(
            k for k in range(1, len(sentences)) if not are_in_one_item(sentences[k - 1][0], sentences[k][0])
        ),
    )


def _may_tell(token: Token) -> bool:
    return token.tag_ in TAGS_THAT_TELL and token.dep_ not in {"aux", "auxpass"} and token.text[0].isalpha()


def _mentions(doc: Doc, speakers: Mapping[int, tuple[str, ...]]) -> Iterator[SceneMention]:
    heads: set[int] = set()
    for cluster in CLUSTERS(doc):
        found = {(m.start, m.end): m.reason for m in cluster.mentions}
        heads.update(m.head for m in cluster.mentions)
        for start, end, reason in cluster.extra:
            found.setdefault((start, end), reason)
            heads.add(start)
        for (start, end), reason in sorted(found.items()):
            yield SceneMention(cluster.id, start, end, _number(REASONS, str(reason)))
    known = clusters_by_id(doc)
    for token in (token for token in doc if token.i not in heads):
        if token.dep_ == "nsubj" and token.head.dep_ == "relcl" and token.lower_ in {"who", "which"}:
            if (meant := cluster_at(antecedent(token))) is not None:
                yield SceneMention(meant.id, token.i, token.i + 1, BY_PRONOUN)
        elif token.lower_ in word_set("first-person"):
            for actor in speakers.get(token.i, ()):
                if actor in known:
                    body = spoken_body(token, known[actor])
                    yield SceneMention(actor if body is None else body.id, token.i, token.i + 1, FIRST_PERSON)


def _number(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else len(names) - 1
