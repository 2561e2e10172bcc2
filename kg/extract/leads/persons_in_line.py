"""Persons who stand in the text one after the other, titles and states in brackets between them."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.lists import listed
from kg.extract.mentions.mention import persons_by_start
from kg.extract.mentions.title_spans import TITLES
from kg.model import ActorType

__all__ = ["list_of_persons", "persons_from"]

BEFORE, TITLE, OPENING = 9, 14, 4
"""Tokens that may stand before the first name of a list, also where a title with its field is among them; and those
within which that title begins."""


def persons_from(doc: Doc, start: int) -> list[Cluster]:
    """The persons that stand in a list right from ``start``, titles and honorifics before them left aside."""
    named = persons_by_start(doc)
    titles = TITLES(doc)
    at = bisect_left(titles, (start,))
    titled = at < len(titles) and titles[at][0] < start + OPENING
    i, last = start, min(start + (TITLE if titled else BEFORE), len(doc))
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
    """Persons in a list with states in brackets and titles between ("A (X) and the Chilean envoy B")."""
    members, end = listed(doc, start)
    out = [t for t in members if (c := cluster_at(t)) is not None and c.type == ActorType.PERSON]
    named = persons_by_start(doc)
    i = end
    gap = 0
    while out and i < len(doc) and gap < 7:
        mention = named.get(i)
        if mention is not None and any(doc[k].lower_ == "and" for k in range(end - 1, i)):
            out.append(doc[mention.head])
            break
        if doc[i].pos_ not in {"PROPN", "NOUN", "ADJ", "CCONJ", "DET", "PART"} and doc[i].text not in {",", "-", "."}:
            break
        i += 1
        gap += 1
    return out
