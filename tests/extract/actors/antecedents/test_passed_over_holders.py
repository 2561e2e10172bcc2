"""A post is not that of somebody of whom only an aside on an earlier year tells."""

from __future__ import annotations
