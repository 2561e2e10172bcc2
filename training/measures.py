"""The targets of reading and the figures that it reaches: one row for each measure."""

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
from training.crossvalidation import ScoredDocument, Thresholds, fit_heading, scores, stored
from training.examples import ATTRIBUTION, PASSAGES, STATEMENTS, Annotated, annotate_statements

__all__ = ["F1_TARGETS", "TARGETS", "Target", "measures", "statement_figures"]

F1_TARGETS: Mapping[str, tuple[float, float]] = {
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
"""By heading, the floor and the aim of its F1."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure measures (all are shares), what it is taken on, and its ``floor`` and ``aim``, None if it has
    none."""

    name: str
    on: str
    floor: float | None
    aim: float | None


STATEMENTS_F1, POLNEAR = "statements F1, cue and content", "PolNeAR, last fifth"
PLV, SENTENCES = "PLV, all sentences", "bulletin sentences of others"
SPEED, ROUNDS = "words a CPU second over spaCy's", "bulletins, best of three rounds"
TARGETS: Mapping[str, Target] = {
    "outermost": Target(STATEMENTS_F1, f"{POLNEAR}, outermost", 0.75, 0.82),
    "nested": Target(STATEMENTS_F1, f"{POLNEAR}, nested too", 0.75, 0.82),
    "proposed": Target("statements' candidates, recall", f"{POLNEAR}, outermost", 0.75, 0.82),
    "passages": Target(STATEMENTS_F1, "passages of real texts, held", 0.70, 0.80),
    "speakers": Target("statements, source right among matches", "GUM", 0.90, 0.95),
    "source": Target("events, source right", PLV, 0.75, 0.85),
    "target": Target("events, target right", PLV, 0.65, 0.80),
    "class": Target("events, class right", PLV, 0.60, 0.75),
    "exact": Target("triples F1, exact", SENTENCES, 0.72, 0.85),
    "tolerant": Target("triples F1, tolerant", SENTENCES, 0.80, 0.90),
    "stored": Target(f"precision from {STORED} on", "dev and train", 0.75, 0.85),
    "reading": Target(f"{SPEED}, reading", ROUNDS, 0.60, 0.85),
    "storing": Target(f"{SPEED}, reading and storing", ROUNDS, None, None),
}
"""The other targets, in the order in which they are shown."""


def measures(
    fact_documents: Sequence[ScoredDocument],
    thresholds: Mapping[str, Thresholds],
    statement_documents: Sequence[ScoredDocument],
    threshold: float,
    corpora: Path,
) -> Iterator[tuple[Target, float]]:
    """Every target with the figure that is reached, those by cross-validation first.

    ``statement_documents`` are scored by models of other folds, and their statements kept from the probability
    ``threshold`` on. PolNeAR is scored by a model that learns from all, events and triples by the shipped filter.
    """
    for heading, (floor, aim) in F1_TARGETS.items():
        for name in ("dev", "train"):
            documents_of_collection = [d for d in fact_documents if d.document.collection == name]
            yield (
                Target(f"{heading} F1", name, floor, aim),
                total(scores(documents_of_collection, thresholds))[heading].f1,
            )
    figures = {
        **_statements(statement_documents, threshold, corpora),
        **_sentences(corpora),
        "stored": total(stored(fact_documents))["facts"].precision,
        **relative_speeds(),
    }
    for key, target in TARGETS.items():
        yield target, figures[key]


def _statements(documents: Sequence[ScoredDocument], threshold: float, corpora: Path) -> dict[str, float]:
    """The figures of statements, by the keys of their targets."""
    reader = extract.load(extract.Options(proposer=None))
    held_out = annotate_statements(reader, last_fifth(load_texts(corpora / "polnear_train.jsonl")), "polnear")
    polnear = scored_by([d.document for d in documents], held_out)
    passages = [d for d in documents if d.document.collection == PASSAGES and not d.document.ships]
    gum = [d for d in documents if d.document.collection == "gum"]
    return {
        "outermost": statement_figures(polnear, threshold, outermost=True).found.f1,
        "nested": statement_figures(polnear, threshold).found.f1,
        "proposed": statement_figures(polnear, 0.0, outermost=True).found.recall,
        "passages": statement_figures(passages, threshold).found.f1,
        "speakers": statement_figures(gum, threshold).sources.precision,
    }


def _sentences(corpora: Path) -> dict[str, float]:
    """The figures of coded sentences, by the keys of their targets."""
    events = measure_events(list(load_sentences(corpora / "plv.jsonl")), extract.Options())
    triples = measure_triples(load_triples(corpora / "enb_triples" / "enb_triples_dev.jsonl"), extract.Options())
    return {
        "source": events.source.recall,
        "target": events.target.recall,
        "class": events.event_class.recall,
        **{agreement: triples[agreement].f1 for agreement in ("exact", "tolerant")},
    }


def statement_figures(
    scored: Iterable[ScoredDocument], threshold: float, *, outermost: bool = False
) -> StatementFigures:
    """The figures of the statements kept from a probability on, as `kg.evaluate.attribution.measure_statements` scores
    them."""
    sums = StatementFigures(Figures(), Figures())
    for scored_document in scored:
        attributions = [example.fact[ATTRIBUTION] for example in scored_document.kept(STATEMENTS, threshold)]
        sums += score_statements(scored_document.document.said, outer(attributions) if outermost else attributions)
    return sums


def scored_by(teachers: Iterable[Annotated], documents: Iterable[Annotated]) -> list[ScoredDocument]:
    """Documents scored by a model that learns from others."""
    model = fit_heading(teachers, STATEMENTS)
    if model is None:
        return []
    return [ScoredDocument(d, tuple(model.probability(e.candidate.features) for e in d.examples)) for d in documents]


def relative_speeds() -> dict[str, float]:
    """Words a CPU second of reading, and of reading and storing, relative to the bare language model in the same run.

    They are taken in a process of their own: what training leaves in memory slows reading more than the language model.
    """
    from benchmarks.pipeline import measure, texts

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        speeds = pool.submit(measure, texts()).result()
    return {"reading": speeds.reading / speeds.bare, "storing": speeds.whole / speeds.bare}
