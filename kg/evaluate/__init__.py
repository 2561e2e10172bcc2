"""Measure how well documents are read: facts against gold, statements and events against corpora of others."""

from __future__ import annotations

from kg.evaluate.figures import Figures, by_rule, figures_of, total
from kg.evaluate.gold import GoldDocument, licence_group, load_gold
from kg.evaluate.reading import predicted_in, read, score_all
from kg.evaluate.scoring import FACT_HEADINGS, HEADINGS, SIGN, Outcome, Score, align, outcome, score

__all__ = [
    "FACT_HEADINGS",
    "HEADINGS",
    "SIGN",
    "Figures",
    "GoldDocument",
    "Outcome",
    "Score",
    "align",
    "by_rule",
    "figures_of",
    "licence_group",
    "load_gold",
    "outcome",
    "predicted_in",
    "read",
    "score",
    "score_all",
    "total",
]
