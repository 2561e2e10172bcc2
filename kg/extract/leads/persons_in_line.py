"""Persons who stand in the text one after the other, titles and states in brackets between them."""

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

BEFORE, TITLE, OPENING, GAP = 9, 14, 4, 7
"""Tokens that may stand before the first name of a list, also where a title with its field is among them; those within
which that title begins; and those that may stand between two names without one."""
IN_LINE = {"PROPN", "NOUN", "ADJ", "CCONJ", "DET", "PART"}


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
    """Persons in a list with states in brackets and titles between ("A (X), Chilean envoy B, and Under Secretary C");
    where no "and" ends the list only those at its beginning, whatever posts stand behind them."""
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
    """Where the next name of a list begins after the one that ends at ``end``: behind a title with its field, or only
    a few words away; None where it is of another whom somebody serves: "Ana Ruiz, adviser to Premier Bo Ek"."""
    titles = title_tokens(doc)
    links: list[int] = []
    for i in range(end, min(end + TITLE, len(doc))):
        if i in named:
            first = next((k for k in range(end, i) if k in titles), None)
            if first is None:
                return i if not links and i - end < GAP else None
            return None if any(first < link and any(k in titles for k in range(link, i)) for link in links) else i
        if doc[i].pos_ == "ADP" and i not in titles:
            links.append(i)
        elif doc[i].pos_ not in IN_LINE and doc[i].text not in {",", "-", "."}:
            return None
    return None
