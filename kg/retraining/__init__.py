"""The filter and a proposer's reranker learn from a graph's judgements: what people decided about facts are the labels.

Everything happens on this machine, and comes out the same from the same judgements, documents and version. What is
learned waits until it is accepted, and can be left again.
"""

from __future__ import annotations

from kg.retraining.learning import learn
from kg.retraining.retraining import Taught, accept, back, retrain
from kg.retraining.scores import Scores

__all__ = ["Scores", "Taught", "accept", "back", "learn", "retrain"]
