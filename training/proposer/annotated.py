"""Annotated documents as the proposer sees them: where each position's matter stands, and who holds it."""

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
from training.examples import entities_of
from training.parses import CACHE, components_run, parsed
from training.proposer.fact_heads.gold import GoldActions, GoldAffiliations, gold_actions, gold_affiliations
from training.proposer.talks.gold import GoldTalks, gold_talks

__all__ = ["AnnotatedDocument", "Owed", "annotated"]

SHARE_ALIKE = "CC BY-SA"
"""Texts under such a licence are not learned from: the weights that ship would have to bear it."""
PROVEN = ("negotiates_with", "affiliations", "actions")
"""Headings of which the sentences that tell a fact are looked for."""
ALIKE = 0.5
"""From which share of common words on two spans are one matter."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A position of the gold: its matter's words, the number of its stance, and the document's actors who hold it, and
    to whom it is addressed."""

    words: tuple[int, int]
    stance: int
    holders: tuple[str, ...]
    addressees: tuple[str, ...]
    gold: Mapping[str, Any]


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document with its scene, and what is owed in each sentence.

    ``rules``: the positions that the rules propose, each with its sentence; ``candidates``: all that they propose;
    ``table``: the gold's names of its actors; ``talks``: who talks with whom by the gold, ``affiliations``: who belongs
    to whom, ``actions``: who does what.
    """

    gold: GoldDocument
    scene: Scene
    text: str
    places: Sequence[tuple[int, int]]
    owed: Mapping[int, tuple[Owed, ...]]
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

    def held(self, sentence: int, words: tuple[int, int]) -> dict[str, int]:
        """The stance of each holder whose matter in the sentence is that of these words."""
        best: dict[str, tuple[float, int]] = {}
        for owed in self.owed.get(sentence, ()):
            shared = min(words[1], owed.words[1]) - max(words[0], owed.words[0])
            share = shared / (max(words[1], owed.words[1]) - min(words[0], owed.words[0]))
            within = shared == min(words[1] - words[0], owed.words[1] - owed.words[0])
            if shared > 0 and (share >= ALIKE or (within and self._fits(owed, words))):
                for holder in owed.holders:
                    if holder not in best or best[holder][0] < share:
                        best[holder] = (share, owed.stance)
        return {holder: stance for holder, (_, stance) in best.items()}

    def right(self, one: Proposed) -> bool:
        """Whether a proposal is a position of the gold, by the tests of `kg.evaluate`."""
        holder = self.table.get(one.actor)
        return any(
            gold["holder"] == holder and gold["stance"] == one.stance and fits(gold, self.passage(one.words))
            for gold in self.gold.facts.get("positions") or ()
        )

    def _fits(self, owed: Owed, words: tuple[int, int]) -> bool:
        return fits(owed.gold, self.passage(words))


def fits(gold: Mapping[str, Any], about: str) -> bool:
    """Whether words name the matter of a position of the gold."""
    return matter_fits(about, gold["about"], gold.get("keys") or ())


def annotated(reader: Reader, documents: Iterable[GoldDocument]) -> Iterator[AnnotatedDocument]:
    """The documents in order, read by the rules."""
    for gold in documents:
        doc = components_run(reader, parsed(reader, gold.document, CACHE))
        text = gold.document.text
        table = align(gold.facts, {"entities": entities_of(doc, text)})
        scene = scene_of(doc)
        places = [(token.idx, token.idx + len(token)) for token in doc]
        candidates = tuple(CANDIDATES(doc))
        rules = [proposed_by_rule(scene, candidate) for candidate in candidates if candidate.heading == HEADING]
        theirs = _theirs(table)
        told = [fact for heading in PROVEN for fact in gold.facts.get(heading) or ()]
        proofs = {fact["evidence"]: _sentences(text, fact["evidence"], scene, places) for fact in told}
        owed = _owed(gold, text, scene, places, theirs)
        talks = gold_talks(gold.facts, theirs, proofs)
        affiliations, actions = gold_affiliations(gold.facts, theirs, proofs), gold_actions(gold.facts, theirs, proofs)
        yield AnnotatedDocument(gold, scene, text, places, owed, rules, candidates, table, talks, affiliations, actions)


def _theirs(table: Mapping[str, str]) -> dict[str, list[str]]:
    """The document's actors by those of the gold."""
    theirs: dict[str, list[str]] = {}
    for ours, key in table.items():
        theirs.setdefault(key, []).append(ours)
    return theirs


def _sentences(text: str, evidence: str, scene: Scene, places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The sentences in which an evidence stands."""
    for start, end in _spans(text, evidence, 0, len(text))[:1]:
        words = (i for i, (a, b) in enumerate(places) if a < end and b > start and i in scene.sentence_of)
        return tuple(sorted({scene.sentence_of[i] for i in words}))
    return ()


def _owed(
    gold: GoldDocument,
    text: str,
    scene: Scene,
    places: Sequence[tuple[int, int]],
    theirs: Mapping[str, Sequence[str]],
) -> dict[int, tuple[Owed, ...]]:
    found: dict[int, list[Owed]] = {}
    for position in gold.facts.get("positions") or ():
        where = _located(text, str(position["about"]), str(position["evidence"]))
        words = [i for i, (a, b) in enumerate(places) if where and a < where[1] and b > where[0]]
        if not words or words[0] not in scene.sentence_of:
            continue
        k = scene.sentence_of[words[0]]
        found.setdefault(k, []).append(
            Owed(
                (words[0], min(words[-1] + 1, scene.sentences[k][1])),
                [str(stance) for stance in STANCES].index(position["stance"]),
                tuple(theirs.get(position["holder"], ())),
                tuple(theirs.get(position.get("addressee") or "", ())),
                position,
            )
        )
    return {k: tuple(owed) for k, owed in found.items()}


def _located(text: str, about: str, evidence: str) -> tuple[int, int] | None:
    """Where a matter's words stand in the text: in the evidence, or else nearest after it."""
    proofs = _spans(text, evidence, 0, len(text))
    if proofs:
        inside = _spans(text, about, *proofs[0])
        if inside:
            return inside[0]
    found = _spans(text, about, 0, len(text))
    if proofs:
        start = proofs[0][0]
        found.sort(key=lambda span: (span[0] > start, abs(span[0] - start)))
    return found[0] if found else None


def _spans(text: str, words: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where words stand, whatever white space is between them and however quotation marks are written."""
    parts = [re.sub(r'["“”]', '["“”]', re.sub(r"['’‘]", "['’‘]", re.escape(part))) for part in words.split()]
    return [m.span() for m in re.compile(r"\s+".join(parts), re.I).finditer(text, start, end)] if parts else []
