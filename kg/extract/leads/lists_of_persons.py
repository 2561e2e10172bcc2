"""Persons named one after the other, with titles and states in brackets between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.lists import listed
from kg.extract.mentions.mention import persons_by_start
from kg.extract.mentions.title_spans import TITLES, title_tokens
from kg.model import ActorType

__all__ = ["list_of_persons", "persons_from"]

TO_NAME, TO_TITLED_NAME, TO_TITLE = 9, 14, 4
"""Tokens before the first name of a list at most; those before a name with a title and its field; and those before that
title."""
TAGS_BETWEEN_NAMES = {"PROPN", "NOUN", "ADJ", "CCONJ", "DET", "PART"}


def persons_from(doc: Doc, start: int) -> list[Cluster]:
    """The persons in a list that begins at ``start``, or after titles and honorifics there."""
    named = persons_by_start(doc)
    titles = TITLES(doc)
    at = bisect_left(titles, (start,))
    titled = at < len(titles) and titles[at][0] < start + TO_TITLE
    i, last = start, min(start + (TO_TITLED_NAME if titled else TO_NAME), len(doc))
    while i < last:
        if i in named:
            break
        if (
            (doc[i].is_punct and doc[i].text not in {"-", ".", ","})
            or doc[i].pos_ in {"VERB", "AUX"}
            or "\n" in doc[i].text
        ):
            return []
        i += 1
    else:
        return []
    return [c for t in list_of_persons(doc, i) if (c := cluster_at(t)) is not None]


def list_of_persons(doc: Doc, start: int) -> list[Token]:
    """Persons in a list, with states in brackets and titles between them ("A (X), Chilean envoy B, and Under Secretary
    C"); where no "and" ends the list, only those before the first title."""
    members, end = listed(doc, start)
    out = [t for t in members if (c := cluster_at(t)) is not None and c.type == ActorType.PERSON]
    named = persons_by_start(doc)
    waiting: list[Token] = []
    while out and (at := _next_in_line(doc, end, named)) is not None:
        waiting.append(doc[named[at].head])
        if any(doc[k].lower_ == "and" for k in range(end - 1, at)):
            return [*out, *waiting]
        end = named[at].end
    return out


def _next_in_line(doc: Doc, end: int, named: Container[int]) -> int | None:
    """Where the next name of a list begins after the one that ends at ``end``: after a title with its field, or only a
    few words away; None where the one serves the other: "Ana Ruiz, adviser to Premier Bo Ek"."""
    titles = title_tokens(doc)
    links: list[int] = []
    for i in range(end, min(end + TO_TITLED_NAME, len(doc))):
        if i in named:
            first = next((k for k in range(end, i) if k in titles), None)
            if first is None:
                return None if links else i
            return None if any(first < link and any(k in titles for k in range(link, i)) for link in links) else i
        if doc[i].pos_ == "ADP" and i not in titles:
            links.append(i)
        elif doc[i].pos_ not in TAGS_BETWEEN_NAMES and doc[i].text not in {",", "-", "."}:
            return None
    return None
