"""Learn the filter's weights: ``python -m training.filter``.

The candidates of annotated documents become examples where the licence allows passing on what is learned. One logistic
regression for each heading is learned from them, and thresholds are chosen by cross-validation over documents. The
result is ``kg/extract/data/learned/filter.json``, bit for bit the same for the same documents, rules, packages and
machine.

``--cross-validate`` measures instead, and ``--page docs/reading/figures.md`` puts the figures into the page.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg import extract
from kg.evaluate import FACT_HEADINGS, load_gold
from kg.evaluate.attribution import load_passages, load_texts
from kg.extract.candidates.filter import FILE
from training.calibration import calibrated, calibration_of
from training.crossvalidation import ScoredDocument, choose, cross_validate, doubtful, fit_heading, without_held_out
from training.examples import PASSAGES, STATEMENTS, Annotated, annotate, annotate_statements
from training.places import GOLD, SHARED
from training.regression import Model

__all__ = ["learn_weights", "load_documents", "main", "write"]

REAL = "real"
TALKS = "negotiates_with"
"""The heading that does not learn from the real texts by others. They hold few talks: with them, F1 falls from .66 to
.60 on texts that no filter has learned from (``dev``, ``gold/real``, ``tests/gold/blind``). Other headings gain."""
type Weights = dict[str, dict[str, Any]]


def load_documents(shared: Path = SHARED) -> tuple[list[Annotated], list[Annotated]]:
    """The documents with facts (our own, real ones by others, train, dev), and those with statements alone (our own
    passages, those of real texts, GUM).

    ``dev`` and the passages held out only measure; all others are learned from.
    """
    reader = extract.load(extract.Options(proposer=None))
    fact_documents = annotate(reader, load_gold(GOLD), "ours")
    fact_documents += annotate(reader, load_gold(GOLD / REAL), REAL)
    for name in ("train", "dev"):
        fact_documents += annotate(reader, load_gold(shared / "gold" / name), name)
    fact_documents = [replace(d, ships=d.ships and d.collection != "dev") for d in fact_documents]
    texts = [text for text in load_texts(shared / "corpora" / "gum.jsonl") if text.ships]
    statement_documents = annotate_statements(reader, load_passages(GOLD / "news.jsonl"), "ours", stances=True)
    real = load_passages(GOLD / "passages.jsonl")
    statement_documents += annotate_statements(reader, real, PASSAGES, stances=True)
    return fact_documents, statement_documents + annotate_statements(reader, texts, "gum")


def learn_weights(facts: Sequence[Annotated], statements: Sequence[Annotated]) -> Weights:
    """Weights and thresholds by heading, as `kg.extract.candidates.filter` reads them, without headings whose examples
    are all right or all wrong."""
    return _weights_of_facts(facts) | _weights_of_statements(facts, statements)


def _weights_of_facts(facts: Sequence[Annotated]) -> Weights:
    scored_by_others = _documents_by_others(cross_validate(facts))
    thresholds, doubtful_rules = choose(scored_by_others), doubtful(scored_by_others)
    without_real = _without_real(facts)
    scored_without_real = _documents_by_others(cross_validate(without_real))
    thresholds[TALKS], doubtful_rules[TALKS] = choose(scored_without_real)[TALKS], doubtful(scored_without_real)[TALKS]
    models = {heading: fit_heading(without_real if heading == TALKS else facts, heading) for heading in FACT_HEADINGS}
    return {
        heading: _weights_to_write(model, thresholds[heading].keep, doubtful_rules.get(heading, []))
        for heading, model in models.items()
        if model is not None
    }


def _weights_of_statements(facts: Sequence[Annotated], statements: Sequence[Annotated]) -> Weights:
    documents = [*_without_real(facts), *statements]
    scored = cross_validate(documents, [STATEMENTS])
    model = fit_heading(documents, STATEMENTS)
    if model is None:
        return {}
    weights = _weights_to_write(model, choose(without_held_out(scored), [STATEMENTS])[STATEMENTS].keep, [])
    return {STATEMENTS: calibrated(weights, calibration_of(scored))}


def _without_real(facts: Sequence[Annotated]) -> list[Annotated]:
    return [document for document in facts if document.collection != REAL]


def _documents_by_others(scored: Sequence[ScoredDocument]) -> list[ScoredDocument]:
    """The documents by others, or all if there are none. Our own choose no threshold, since whoever writes a text and
    annotates it knows what it was meant to say. (Only our own have statements of every kind.)"""
    by_others = [each for each in scored if each.document.collection != "ours"]
    return by_others or list(scored)


def _weights_to_write(model: Model, threshold: float, doubtful_rules: Sequence[str]) -> dict[str, Any]:
    return {
        "bias": model.bias,
        "doubtful": doubtful_rules,
        "weights": dict(model.weights),
        "threshold": threshold,
    }


def write(weights: Mapping[str, Mapping[str, Any]], path: Path = FILE) -> None:
    """Write weights as JSON with sorted keys."""
    path.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.filter", description=__doc__)
    parser.add_argument("--cross-validate", action="store_true", help="measure, and write no weights")
    parser.add_argument("--page", type=Path, help="put the figures into this page, not on the terminal")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where gold and corpora lie")
    headings = (*FACT_HEADINGS, STATEMENTS)
    parser.add_argument("--heading", choices=headings, help="change this one alone, and leave the others as they are")
    parser.add_argument("--out", type=Path, default=FILE, help="where the weights go")
    options = parser.parse_args(arguments)
    facts, statements = load_documents(options.shared)
    if options.cross_validate or options.page:
        from training.report import markdown, sections

        text = markdown(sections(facts, statements), options.page)
        if options.page:
            options.page.write_text(text, encoding="utf-8")
        else:
            sys.stdout.write(text)
    else:
        if options.heading is None:
            weights = learn_weights(facts, statements)
        else:
            is_of_statements = options.heading == STATEMENTS
            relearned = _weights_of_statements(facts, statements) if is_of_statements else _weights_of_facts(facts)
            weights = json.loads(FILE.read_text(encoding="utf-8")) | {options.heading: relearned[options.heading]}
        write(weights, options.out)


if __name__ == "__main__":
    main()
