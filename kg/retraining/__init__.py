"""Retraining the filter and a proposer's reranker: people's judgements of a graph's facts are the labels.

It runs on this machine, and is deterministic given judgements, documents and version. What is learned is used only
after it has been accepted, and can be taken back.
"""

from __future__ import annotations

from kg.retraining.learning import learn
from kg.retraining.retraining import Taught, accept, back, retrain
from kg.retraining.scores import Scores

__all__ = ["Scores", "Taught", "accept", "back", "learn", "retrain"]
