"""The readings of a trained proposer, the teacher, of texts that nobody has annotated: a smaller proposer learns from
them (Hinton, Vinyals and Dean 2015, https://arxiv.org/abs/1503.02531).

``python -m training.proposer.teacher_readings careful`` lets the proposer of that name read the public texts of
``../shared/corpora`` that no gold document comes from and whose licences allow passing on what is learned. It stores
the probabilities of every tag of every word, and of every stance of every possible holder, in ``.work/taught``: half an
hour on one core. Texts that are stored already are not read again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pickle
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg import extract
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.proposer.ensemble import Ensemble
from kg.extract.proposer.network import HolderProbabilities, HolderQuery, Network, WindowReading
from kg.extract.proposer.proposer import HEADING, proposed_by_rule
from kg.extract.proposer.scene.pairs import PairScores
from kg.extract.proposer.scene.scene import Scene, scene_of
from kg.extract.proposer.scores import MatterScores, scores_of
from kg.extract.proposer.weights import load_proposer
from kg.extract.proposer.windows import Window
from kg.extract.reader import Reader
from kg.model import Document
from training.parses import CACHE, parsed, run_components
from training.places import GOLD, ROOT, SHARED

__all__ = ["FOLDER", "TeacherReading", "load_teacher_readings", "main", "texts"]

FOLDER = ROOT / ".work" / "taught"
CORPORA = SHARED / "corpora"
FILES = (
    *("texts/wikinews_2004_2014.jsonl", "unlabelled_wikinews.jsonl", "texts/usdos_releases_2021_2022.jsonl"),
    *("texts/whitehouse_releases_2021_2022.jsonl", "texts/kremlin_briefs_1999_2020.jsonl"),
    *("texts/state_milestones.jsonl", "texts/unsc_speeches.jsonl"),
)
"""None is under a share-alike licence."""
ANNOTATED = (
    *(SHARED / "gold" / name for name in ("train", "dev", "real")),
    *(GOLD / name for name in ("", "real", "judge", "blind", "trade")),
)
type Half = np.ndarray[tuple[int, ...], np.dtype[np.float16]]

WORDS = 100, 1300
OPENING, MIDDLE = slice(0, 80), slice(100, 160)
"""The letters of a text by which it is recognised as one that gold comes from."""


@dataclass(frozen=True)
class TeacherReading:
    """A text as the teacher sees it: for each sentence the probabilities ``[word, tag]``, and what it says of each
    matter and each possible holder."""

    scene: Scene
    tags: Mapping[int, Half]
    seen: Mapping[int, Sequence[MatterScores]]


class _Recorder:
    """A network that records its readings of windows; it is not asked about affiliations and actions."""

    has_fact_heads = False

    def __init__(self, network: Network | Ensemble) -> None:
        self.network = network
        self.pieces = network.pieces
        self.readings: list[WindowReading] = []

    def read(self, scene: Scene, window: Window) -> WindowReading:
        self.readings.append(self.network.read(scene, window))
        return self.readings[-1]

    def held(self, reading: WindowReading, asked: Sequence[HolderQuery]) -> list[dict[str, HolderProbabilities]]:
        return self.network.held(reading, asked)

    def talks(self, reading: WindowReading, scene: Scene) -> list[PairScores]:
        return self.network.talks(reading, scene)


def texts() -> Iterator[Document]:
    """The texts that no gold comes from, each once, in the order of the corpora."""
    gold = [_letters(path.read_text(encoding="utf-8")) for folder in ANNOTATED for path in sorted(folder.glob("*.txt"))]
    known_openings, all_gold_letters = {text[OPENING] for text in gold}, " ".join(gold)
    for file in FILES:
        for line in (CORPORA / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            letters = _letters(row["text"])
            if letters[OPENING] not in known_openings and letters[MIDDLE] not in all_gold_letters:
                known_openings.add(letters[OPENING])
                date = _day(str(row.get("date") or row.get("meta", {}).get("date") or ""))
                for number, part in enumerate(_parts(row["text"])):
                    name = row["doc_id"] if number == 0 else f"{row['doc_id']}-{number + 1}"
                    yield Document(part, name, name, date=date)


def _parts(text: str) -> Iterator[str]:
    """A text in parts of whole lines, each as long as `WORDS` allows; parts with too few or too many words are left
    out."""
    part: list[str] = []
    for line in (*text.splitlines(keepends=True), ""):
        words = len("".join(part).split())
        if part and (not line or words + len(line.split()) > WORDS[1]):
            if WORDS[0] <= words <= WORDS[1]:
                yield "".join(part)
            part = []
        part.append(line)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _day(date: str) -> dt.date | None:
    return dt.date.fromisoformat(date) if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else None


def teach(reader: Reader, network: Network | Ensemble, document: Document) -> TeacherReading:
    """What the network says of a document."""
    doc = run_components(reader, parsed(reader, document, CACHE))
    scene = scene_of(doc)
    matters = sorted({proposed_by_rule(scene, c)[0].words for c in CANDIDATES(doc) if c.heading == HEADING})
    recorder = _Recorder(network)
    scores_by_sentence: dict[int, list[MatterScores]] = {}
    for matter_scores in scores_of(recorder, scene, matters).matters:  # type: ignore[arg-type]
        scores_by_sentence.setdefault(matter_scores.sentence, []).append(matter_scores)
    tags: dict[int, Half] = {}
    for reading in recorder.readings:
        offset = reading.window.words[0]
        for k in range(*reading.window.sentences):
            start, end = scene.sentences[k]
            tags[k] = np.exp(reading.tags[start - offset : end - offset]).astype(np.float16)
    return TeacherReading(scene, tags, scores_by_sentence)


def load_teacher_readings(folder: Path = FOLDER) -> list[TeacherReading]:
    """What is stored in a folder, in the order of the names."""
    return [pickle.loads(path.read_bytes()) for path in sorted(folder.glob("*.pickle"))]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.proposer.teacher_readings", description=__doc__)
    parser.add_argument("name", help="the proposer that teaches")
    options = parser.parse_args(arguments)
    reader, network = extract.load(extract.Options(proposer=None)), load_proposer(options.name).network
    FOLDER.mkdir(parents=True, exist_ok=True)
    for document in texts():
        path = FOLDER / f"{document.name}.pickle"
        if not path.exists():
            path.write_bytes(pickle.dumps(teach(reader, network, document)))


if __name__ == "__main__":
    from training.proposer.teacher_readings import (
        main as module_main,  # what is pickled is found again under its module's name
    )

    module_main()
