"""What reading has to reach, and what it reaches: one row a measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from kg import extract
from kg.evaluate import SIGN, Figures, total
from kg.evaluate.attribution import StatementFigures, last_fifth, load_texts, outer, score_statements
from kg.evaluate.plover import load_sentences, measure_events
from kg.evaluate.triples import load_triples, measure_triples
from kg.extract.reader import STORED
from training.crossvalidation import ScoredDocument, Thresholds, learn, scores, stored
from training.examples import ATTRIBUTION, PASSAGES, STATEMENTS, Annotated, annotate_statements

__all__ = ["ASKED", "Target", "measures", "said_figures"]

ASKED: Mapping[str, tuple[float, float]] = {
    "facts": (0.50, 0.70),
    "positions": (0.45, 0.65),
    SIGN: (0.55, 0.72),
    "entities": (0.80, 0.90),
    "roles": (0.65, 0.85),
    "affiliations": (0.55, 0.70),
    "leads": (0.60, 0.75),
    "negotiates_with": (0.45, 0.65),
    "actions": (0.40, 0.60),
}
"""The F1 that headings should have: at least, and as the aim."""


@dataclass(frozen=True, slots=True)
class Target:
    """A figure (all are shares), what it was taken on, how low it may be, and what it should be; None where it may be
    anything."""

    name: str
    on: str
    floor: float | None
    aim: float | None
    reached: float


def measures(
    scored: Sequence[ScoredDocument],
    thresholds: Mapping[str, Thresholds],
    spoken: Sequence[ScoredDocument],
    least: float,
    corpora: Path,
) -> Iterator[Target]:
    """Every measure, those by cross-validation first.

    ``spoken`` are the documents with statements, scored by models of other folds and kept from ``least`` on. PolNeAR is
    scored by what all of them teach; events and triples by the filter that ships.
    """
    for heading, (floor, aim) in ASKED.items():
        for name in ("dev", "train"):
            ours = [j for j in scored if j.document.collection == name]
            yield Target(f"{heading} F1", name, floor, aim, total(scores(ours, thresholds))[heading].f1)
    reader = extract.load(extract.Options(proposer=None))
    held = annotate_statements(reader, last_fifth(load_texts(corpora / "polnear_train.jsonl")), "polnear")
    found = taught([j.document for j in spoken], held)
    said = said_figures(found, least, outermost=True)
    yield Target("statements F1, cue and content", "PolNeAR, last fifth, outermost", 0.75, 0.82, said.found.f1)
    everything = said_figures(found, least)
    yield Target("statements F1, cue and content", "PolNeAR, last fifth, nested too", 0.75, 0.82, everything.found.f1)
    proposed = said_figures(found, 0.0, outermost=True)
    yield Target("statements' candidates, recall", "PolNeAR, last fifth, outermost", 0.75, 0.82, proposed.found.recall)
    real = said_figures([j for j in spoken if j.document.collection == PASSAGES and not j.document.ships], least)
    yield Target("statements F1, cue and content", "passages of real texts, held", 0.70, 0.80, real.found.f1)
    gum = said_figures([j for j in spoken if j.document.collection == "gum"], least)
    yield Target("statements, source right among matches", "GUM", 0.90, 0.95, gum.sources.precision)
    events = measure_events(list(load_sentences(corpora / "plv.jsonl")), extract.Options())
    for part, figures, floor, aim in (
        ("source", events.source, 0.75, 0.85),
        ("target", events.target, 0.65, 0.80),
        ("class", events.event_class, 0.60, 0.75),
    ):
        yield Target(f"events, {part} right", "PLV, all sentences", floor, aim, figures.recall)
    triples = measure_triples(load_triples(corpora / "enb_triples" / "enb_triples_dev.jsonl"), extract.Options())
    for agreement, floor, aim in (("exact", 0.72, 0.85), ("tolerant", 0.80, 0.90)):
        yield Target(f"triples F1, {agreement}", "bulletin sentences of others", floor, aim, triples[agreement].f1)
    yield Target(f"precision from {STORED} on", "dev and train", 0.75, 0.85, total(stored(scored))["facts"].precision)
    for work, share in shares_of_speed().items():
        name, asked = f"words a CPU second over spaCy's, {work}", work == "reading"
        yield Target(name, "bulletins, best of three rounds", 0.60 if asked else None, 0.85 if asked else None, share)


def said_figures(scored: Iterable[ScoredDocument], least: float, *, outermost: bool = False) -> StatementFigures:
    """Statements from a probability on, as `kg.evaluate.attribution.measure_statements` scores them."""
    sums = StatementFigures(Figures(), Figures())
    for one in scored:
        found = [example.fact[ATTRIBUTION] for example in one.kept(STATEMENTS, least)]
        sums += score_statements(one.document.said, outer(found) if outermost else found)
    return sums


def taught(teachers: Iterable[Annotated], documents: Iterable[Annotated]) -> list[ScoredDocument]:
    """Documents scored by what others teach."""
    model = learn(teachers, STATEMENTS)
    if model is None:
        return []
    return [ScoredDocument(d, tuple(model.probability(e.candidate.features) for e in d.examples)) for d in documents]


def shares_of_speed() -> dict[str, float]:
    """Words a CPU second over the bare language model's in one run: of reading, and of reading and storing.

    A process of its own takes them: what lies in the memory of one that has learned slows reading more than the model.
    """
    from benchmarks.pipeline import measured, texts

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        speeds = pool.submit(measured, texts()).result()
    return {"reading": speeds.reading / speeds.bare, "reading and storing": speeds.whole / speeds.bare}
