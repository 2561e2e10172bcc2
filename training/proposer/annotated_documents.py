"""Annotated documents as a proposer learns from them: where the matter of each position stands, and who holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate import GoldDocument, align
from kg.evaluate.wording import matter_fits
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.proposer.network import STANCES
from kg.extract.proposer.proposer import HEADING, proposed_by_rule
from kg.extract.proposer.reranker import Proposed
from kg.extract.proposer.scene.scene import Scene, scene_of
from kg.extract.reader import Reader
from kg.extract.text.superfluous_characters import in_original
from training.examples import entities_of
from training.parses import CACHE, parsed, run_components
from training.proposer.fact_heads.gold import GoldActions, GoldAffiliations, gold_actions, gold_affiliations
from training.proposer.talks.gold import GoldTalks, gold_talks

__all__ = ["AnnotatedDocument", "GoldPosition", "read_annotated"]

SHARE_ALIKE = "CC BY-SA"
"""Texts under such a licence are not learned from: the weights would have to ship under it."""
BY_SENTENCE = ("negotiates_with", "affiliations", "actions")
"""Headings whose facts are learned in the sentences of their evidence."""
ALIKE = 0.5
"""The share of common words from which two spans count as one matter."""


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """A position of the gold: the words of its matter, the number of its stance, and its holders and addressees among
    the document's actors."""

    words: tuple[int, int]
    stance: int
    holders: tuple[str, ...]
    addressees: tuple[str, ...]
    gold: Mapping[str, Any]


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document with its scene, and the gold's ``positions`` by sentence.

    ``places``: where each word stands in the text; ``rules``: the positions that the rules propose, each with its
    sentence; ``candidates``: all that they propose; ``table``: the gold's ids of its actors; ``talks``,
    ``affiliations`` and ``actions`` are the gold's, by sentence.
    """

    gold: GoldDocument
    scene: Scene
    text: str
    places: Sequence[tuple[int, int]]
    positions: Mapping[int, tuple[GoldPosition, ...]]
    rules: Sequence[tuple[Proposed, int]]
    candidates: Sequence[Candidate]
    table: Mapping[str, str]
    talks: GoldTalks
    affiliations: GoldAffiliations
    actions: GoldActions

    @property
    def ships(self) -> bool:
        """Whether what is learned from it may be passed on under the project's licence."""
        return self.gold.ships and SHARE_ALIKE not in self.gold.licence

    def passage(self, words: tuple[int, int]) -> str:
        """The text of a range of words."""
        return self.text[self.places[words[0]][0] : self.places[words[1] - 1][1]]

    def stances(self, sentence: int, words: tuple[int, int]) -> dict[str, int]:
        """By holder, the stance on the matter of these words, as far as the gold has it in the sentence."""
        best: dict[str, tuple[float, int]] = {}
        for position in self.positions.get(sentence, ()):
            shared_words = min(words[1], position.words[1]) - max(words[0], position.words[0])
            share = shared_words / (max(words[1], position.words[1]) - min(words[0], position.words[0]))
            is_within = shared_words == min(words[1] - words[0], position.words[1] - position.words[0])
            if shared_words > 0 and (share >= ALIKE or (is_within and fits(position.gold, self.passage(words)))):
                for holder in position.holders:
                    if holder not in best or best[holder][0] < share:
                        best[holder] = (share, position.stance)
        return {holder: stance for holder, (_, stance) in best.items()}

    def right(self, proposal: Proposed) -> bool:
        """Whether a proposal is a position of the gold, as `kg.evaluate` tests it."""
        holder = self.table.get(proposal.actor)
        return any(
            gold["holder"] == holder and gold["stance"] == proposal.stance and fits(gold, self.passage(proposal.words))
            for gold in self.gold.facts.get("positions") or ()
        )


def fits(gold: Mapping[str, Any], matter: str) -> bool:
    """Whether words name the matter of a position of the gold."""
    return matter_fits(matter, gold["about"], gold.get("keys") or ())


def read_annotated(reader: Reader, documents: Iterable[GoldDocument]) -> Iterator[AnnotatedDocument]:
    """The documents in order, as the rules read them."""
    for gold in documents:
        doc = run_components(reader, parsed(reader, gold.document, CACHE))
        text = gold.document.text
        table = align(gold.facts, {"entities": entities_of(doc)})
        scene = scene_of(doc)
        places = [in_original(doc, token.idx, token.idx + len(token)) for token in doc]
        candidates = tuple(CANDIDATES(doc))
        rules = [proposed_by_rule(scene, candidate) for candidate in candidates if candidate.heading == HEADING]
        actors_by_gold = _actors_by_gold(table)
        facts_with_evidence = [fact for heading in BY_SENTENCE for fact in gold.facts.get(heading) or ()]
        sentences_of_evidence = {
            fact["evidence"]: _sentences(text, fact["evidence"], scene, places) for fact in facts_with_evidence
        }
        positions = _gold_positions(gold, text, scene, places, actors_by_gold)
        talks = gold_talks(gold.facts, actors_by_gold, sentences_of_evidence)
        affiliations, actions = (
            gold_affiliations(gold.facts, actors_by_gold, sentences_of_evidence),
            gold_actions(gold.facts, actors_by_gold, sentences_of_evidence),
        )
        yield AnnotatedDocument(
            gold, scene, text, places, positions, rules, candidates, table, talks, affiliations, actions
        )


def _actors_by_gold(table: Mapping[str, str]) -> dict[str, list[str]]:
    """By actor of the gold, the document's actors that it is."""
    ours: dict[str, list[str]] = {}
    for actor, key in table.items():
        ours.setdefault(key, []).append(actor)
    return ours


def _sentences(text: str, evidence: str, scene: Scene, places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The numbers of the sentences that an evidence stands in."""
    for start, end in _spans(text, evidence, 0, len(text))[:1]:
        words = (i for i, (a, b) in enumerate(places) if a < end and b > start and i in scene.sentence_of)
        return tuple(sorted({scene.sentence_of[i] for i in words}))
    return ()


def _gold_positions(
    gold: GoldDocument,
    text: str,
    scene: Scene,
    places: Sequence[tuple[int, int]],
    ours: Mapping[str, Sequence[str]],
) -> dict[int, tuple[GoldPosition, ...]]:
    positions_by_sentence: dict[int, list[GoldPosition]] = {}
    for position in gold.facts.get("positions") or ():
        span = _find_matter(text, str(position["about"]), str(position["evidence"]))
        words = [i for i, (a, b) in enumerate(places) if span and a < span[1] and b > span[0]]
        if not words or words[0] not in scene.sentence_of:
            continue
        k = scene.sentence_of[words[0]]
        positions_by_sentence.setdefault(k, []).append(
            GoldPosition(
                (words[0], min(words[-1] + 1, scene.sentences[k][1])),
                [str(stance) for stance in STANCES].index(position["stance"]),
                tuple(ours.get(position["holder"], ())),
                tuple(ours.get(position.get("addressee") or "", ())),
                position,
            )
        )
    return {k: tuple(positions) for k, positions in positions_by_sentence.items()}


def _find_matter(text: str, matter: str, evidence: str) -> tuple[int, int] | None:
    """Where a matter's words stand in the text: within the evidence, else nearest before its start, else after it."""
    evidence_spans = _spans(text, evidence, 0, len(text))
    if evidence_spans:
        inside = _spans(text, matter, *evidence_spans[0])
        if inside:
            return inside[0]
    spans = _spans(text, matter, 0, len(text))
    if evidence_spans:
        start = evidence_spans[0][0]
        spans.sort(key=lambda span: (span[0] > start, abs(span[0] - start)))
    return spans[0] if spans else None


def _spans(text: str, words: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans in which words stand, whatever the white space between them and the kind of quotation marks."""
    parts = [re.sub(r'["“”]', '["“”]', re.sub(r"['’‘]", "['’‘]", re.escape(part))) for part in words.split()]
    return [m.span() for m in re.compile(r"\s+".join(parts), re.I).finditer(text, start, end)] if parts else []
