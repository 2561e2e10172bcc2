"""Reviewing facts one after the other: the queue, facts that say the same, precision, and agreement of coders."""

from __future__ import annotations

from kg.review.precision import Precision, precision
from kg.review.queue import ORDERS, Item, Wanted, alike, queue

__all__ = ["ORDERS", "Item", "Precision", "Wanted", "alike", "precision", "queue"]
