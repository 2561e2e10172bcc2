"""Persons named one after the other, with titles and states in brackets between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, clusters_among
from kg.extract.actors.lists.lists import listed
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
    names_by_start = persons_by_start(doc)
    titles = TITLES(doc)
    title_index = bisect_left(titles, (start,))
    has_title = title_index < len(titles) and titles[title_index][0] < start + TO_TITLE
    i, last_start = start, min(start + (TO_TITLED_NAME if has_title else TO_NAME), len(doc))
    while i < last_start:
        if i in names_by_start:
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
    return clusters_among(list_of_persons(doc, i))


def list_of_persons(doc: Doc, start: int) -> list[Token]:
    """Persons in a list, with states in brackets and titles between them ("A (X), Chilean envoy B, and Under Secretary
    C"); where no "and" ends the list, only those before the first title."""
    members, end = listed(doc, start)
    persons = [t for t in members if (c := cluster_at(t)) is not None and c.type == ActorType.PERSON]
    names_by_start = persons_by_start(doc)
    pending: list[Token] = []
    while persons and (name_start := _next_name(doc, end, names_by_start)) is not None:
        pending.append(doc[names_by_start[name_start].head])
        if any(doc[k].lower_ == "and" for k in range(end - 1, name_start)):
            return [*persons, *pending]
        end = names_by_start[name_start].end
    return persons


def _next_name(doc: Doc, end: int, names_by_start: Container[int]) -> int | None:
    """Where the next name of a list begins after the one that ends at ``end``: after a title with its field, or only a
    few words away; None where the one serves the other: "Ana Ruiz, adviser to Premier Bo Ek"."""
    titles = title_tokens(doc)
    links: list[int] = []
    for i in range(end, min(end + TO_TITLED_NAME, len(doc))):
        if i in names_by_start:
            first_title = next((k for k in range(end, i) if k in titles), None)
            if first_title is None:
                return None if links else i
            return None if any(first_title < link and any(k in titles for k in range(link, i)) for link in links) else i
        if doc[i].pos_ == "ADP" and i not in titles:
            links.append(i)
        elif doc[i].pos_ not in TAGS_BETWEEN_NAMES and doc[i].text not in {",", "-", "."}:
            return None
    return None
