"""The reader's figures as Markdown: on their own, or inserted into a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.page import commit
from docs.making.sections import table, with_sections
from kg.evaluate import FACT_HEADINGS, Figures, by_rule, licence_group, total
from kg.extract import STORED
from training.calibration import calibrated_probability, calibration_of
from training.crossvalidation import (
    ScoredDocument,
    Thresholds,
    candidate_recall,
    choose,
    cross_validate,
    is_doubtful,
    reliability,
    scores,
    stored,
    without_held_out,
)
from training.examples import STATEMENTS, Annotated
from training.measures import Target, measures

__all__ = ["markdown", "sections"]

SIZES = (10, 20, 40, 80)
MEASURED = ("dev", "train")
type Lines = list[str]


def markdown(lines_by_section: Mapping[str, Lines], page: Path | None) -> str:
    """The sections as Markdown; if a page is given, its new text, with each section between its marks
    ``<!-- NAME:begin -->`` and ``<!-- NAME:end -->``.

    Raises `ValueError` where the page has no such marks.
    """
    if page is None:
        return "\n".join(f"## {name}\n\n" + "\n".join(lines) + "\n" for name, lines in lines_by_section.items())
    texts = {name: "\n".join(lines) + "\n" for name, lines in lines_by_section.items()}
    return with_sections(page.read_text(encoding="utf-8"), texts)


def sections(
    facts: Sequence[Annotated], statements: Sequence[Annotated], corpora: Path | None = None
) -> dict[str, Lines]:
    """Every table by its name; if the folder of corpora is given, also that of the measures (takes minutes more)."""
    scored = cross_validate(facts)
    measured_documents = [one for one in scored if one.document.collection in MEASURED]
    thresholds = choose(measured_documents)
    scored_with_statements = cross_validate([*facts, *statements], [STATEMENTS])
    statement_documents = without_held_out(scored_with_statements)
    statement_thresholds = choose(statement_documents, [STATEMENTS])
    tables = {
        "state": [_state(facts)],
        "headings": _headings(measured_documents, thresholds),
        "genres": _groups(
            measured_documents, thresholds, lambda one: one.document.gold.genre if one.document.gold else ""
        ),
        "licences": _groups(
            measured_documents,
            thresholds,
            lambda one: licence_group(one.document.gold.licence) if one.document.gold else "",
        ),
        "candidates": _recall(facts),
        "thresholds": _thresholds(measured_documents, thresholds, statement_documents, statement_thresholds),
        "curve": _curve(facts, thresholds),
        "reliability": _reliability(measured_documents),
        "rules": _rules(measured_documents, thresholds),
    }
    if corpora is None:
        return tables
    rows = measures(
        measured_documents, thresholds, scored_with_statements, statement_thresholds[STATEMENTS].keep, corpora
    )
    return {"state": tables.pop("state"), "measures": _measures(rows), **tables}


def _measures(rows: Iterable[tuple[Target, float]]) -> Lines:
    return _table(
        ("measure", "taken on", "floor", "aim", "reached"),
        ((t.name, t.on, t.floor, t.aim, reached) for t, reached in rows),
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Lines:
    return table(columns, ([_cell(value) for value in row] for row in rows)).splitlines()


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "–" if value is None else str(value)


def _state(facts: Sequence[Annotated]) -> str:
    ships = sum(d.ships for d in facts)
    return (
        f"{dt.date.today().isoformat()}, commit {commit()}; learned from {ships} of"
        f" {len(facts)} documents, each fold from the others'."
    )


def _headings(scored: Sequence[ScoredDocument], thresholds: Mapping[str, Thresholds]) -> Lines:
    rows = []
    for name in MEASURED:
        for heading, f in total(scores([one for one in scored if one.document.collection == name], thresholds)).items():
            rows.append((name, heading, f.precision, f.recall, f.f1, f.right, f.predicted, f.gold))
    return _table(("", "heading", "precision", "recall", "F1", "right", "predicted", "gold"), rows)


def _groups(
    scored: Sequence[ScoredDocument], thresholds: Mapping[str, Thresholds], group: Callable[[ScoredDocument], str]
) -> Lines:
    rows = []
    for name in sorted({group(one) for one in scored}):
        group_documents = [one for one in scored if group(one) == name]
        figures = total(scores(group_documents, thresholds))
        f1_of_headings = (figures[heading].f1 for heading in ("positions", "positions_sign", "entities"))
        facts = figures["facts"]
        rows.append((name, len(group_documents), *f1_of_headings, facts.precision, facts.recall, facts.f1))
    columns = ("", "documents", "positions F1", "sign F1", "entities F1", "facts precision", "recall", "F1")
    return _table(columns, rows)


def _recall(facts: Sequence[Annotated]) -> Lines:
    recall_by_collection = {name: candidate_recall([d for d in facts if d.collection == name]) for name in MEASURED}
    rows = []
    for heading in FACT_HEADINGS:
        recall_of_train = recall_by_collection["train"][heading]
        rows.append(
            (
                heading,
                *(recall_by_collection[name][heading].recall for name in MEASURED),
                recall_of_train.predicted / (recall_of_train.gold or 1),
            )
        )
    return _table(("heading", *MEASURED, "candidates a gold fact (train)"), rows)


def _thresholds(
    scored: Sequence[ScoredDocument],
    fact_thresholds: Mapping[str, Thresholds],
    with_statements: Sequence[ScoredDocument],
    for_statements: Mapping[str, Thresholds],
) -> Lines:
    rows = []
    calibration = calibration_of(with_statements)
    for heading, thresholds in {**fact_thresholds, **for_statements}.items():
        documents = with_statements if heading in for_statements else scored
        keep, precise = (
            calibrated_probability(t, calibration) if heading in for_statements else t
            for t in (thresholds.keep, thresholds.precise)
        )
        strict = _kept_figures(documents, heading, thresholds.precise) if thresholds.precise is not None else Figures()
        loose = _kept_figures(documents, heading, thresholds.keep)
        rows.append((heading, keep, loose.precision, loose.predicted, precise, strict.predicted or None))
    return _table(("heading", "kept from", "precision", "kept", "three in four right from", "kept"), rows)


def _kept_figures(scored: Sequence[ScoredDocument], heading: str, threshold: float) -> Figures:
    kept_examples = [example for one in scored for example in one.kept(heading, threshold) if example.right is not None]
    return Figures(sum(bool(e.right) for e in kept_examples), len(kept_examples))


def _curve(facts: Sequence[Annotated], thresholds: Mapping[str, Thresholds]) -> Lines:
    measured_headings = [(name, heading) for heading in ("facts", "positions") for name in MEASURED]

    def measure(scored: list[ScoredDocument]) -> list[float]:
        by_set = {
            n: total(scores([one for one in scored if one.document.collection == n], thresholds)) for n in MEASURED
        }
        return [by_set[name][heading].f1 for name, heading in measured_headings]

    points = [measure(cross_validate(facts, size=size)) for size in SIZES]
    rows = [(f"{name}, {heading}", *(p[n] for p in points)) for n, (name, heading) in enumerate(measured_headings)]
    return _table(("F1 with so many documents", *map(str, SIZES)), rows)


def _reliability(scored: Sequence[ScoredDocument]) -> Lines:
    rows = []
    for name, headings in (("positions", ("positions",)), ("all facts", FACT_HEADINGS)):
        rows += [(name, mean, share, count) for mean, share, count in reliability(scored, headings)]
    return _table(("", "mean confidence", "share right", "candidates"), rows)


def _rules(scored: Sequence[ScoredDocument], thresholds: Mapping[str, Thresholds]) -> Lines:
    stored_figures = by_rule(stored(scored))
    rows = []
    for (heading, rule), f in by_rule(scores(scored, thresholds)).items():
        stored_figure = stored_figures.get((heading, rule), Figures())
        share = (
            "doubtful" if is_doubtful(stored_figure) else stored_figure.precision if stored_figure.predicted else None
        )
        rows.append((heading, rule, f.right, f.predicted, f.precision, stored_figure.predicted, share))
    return _table(("heading", "rule", "right", "kept", "precision", f"from {STORED:g}", "precision"), rows)
