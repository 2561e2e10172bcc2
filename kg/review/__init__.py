"""Reviewing facts one after the other: which come first, which say the same, and what the decisions so far tell."""

from __future__ import annotations

from kg.review.precision import Precision, precision
from kg.review.queue import ORDERS, Item, Wanted, alike, queue

__all__ = ["ORDERS", "Item", "Precision", "Wanted", "alike", "precision", "queue"]
