"""The rows of judgements, and the facts of documents with their judgements applied."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import batched, islice

from kg.errors import JudgementAmbiguousError, JudgementUnknownError
from kg.judgements import (
    AboutActors,
    AboutDocument,
    AboutFact,
    Judged,
    Judgement,
    Reach,
    State,
    Verdict,
    judged,
    with_ids,
)
from kg.judgements.identity import is_under
from kg.judgements.json_lines import from_line, to_json, written
from kg.judgements.splitting import split
from kg.model import HEADINGS, Actor, Facts
from kg.record.judging.identities import (
    actor_judgements,
    found_identities,
    read_judgements,
    splits_of_text,
    write_mentions,
)
from kg.record.keeping.lists import codebook
from kg.record.packing import facts_of
from kg.resolve.merging import is_left_out
from kg.standing import Review, Standing

__all__ = [
    "SETTING",
    "found_judgement",
    "has_reviews",
    "in_graph",
    "judged_facts",
    "judged_since",
    "judgement_rows",
    "judgements_of_text",
    "keys_of_text",
    "namings",
    "review_counts",
    "reviews",
    "states",
    "write_reviews",
    "write_row",
]

_SHOWN = 5
"""How many ids an error names where several begin alike."""
OF_FACTS = tuple(verdict.value for verdict in Verdict if verdict.is_of_fact)
_IN_FORCE = frozenset({Reach.HOLDS, Reach.KEPT})
SETTING = tuple(verdict.value for verdict in Verdict if verdict.is_of_document)


def write_row(db: sqlite3.Connection, judgement: Judgement) -> bool:
    """Write the judgement, replacing the row of the same id, whose undoing and carried mentions stay; whether that
    changes anything."""
    old = db.execute("SELECT content FROM judgements WHERE id = ?", (judgement.id,)).fetchone()
    if old is not None:
        before = from_line(old[0])
        judgement = replace(judgement, undone=before.undone or judgement.undone)
        if isinstance(judgement.about, AboutActors):
            judgement = replace(judgement, carried=tuple(sorted({*before.carried, *judgement.carried})))
    value = json.dumps(to_json(judgement), ensure_ascii=False, separators=(",", ":"))
    about = judgement.about
    row = (
        judgement.id,
        written(judgement.at),
        judgement.verdict.value,
        None if isinstance(about, AboutActors) else about.text,
        value,
        int(judgement.undone is not None),
    )
    if old is not None and old[0] == value:
        return False
    db.execute("INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?, ?, ?)", row)
    write_mentions(db, judgement)
    return True


def judgement_rows(db: sqlite3.Connection, beginning: str = "", text: str | None = None) -> Iterator[Judgement]:
    """All judgements by time, including undone ones; those whose ids have this beginning, and those of the text with
    this key (None: any)."""
    condition = "substr(id, 1, ?) = ? AND (? IS NULL OR text_key = ?)"
    return read_judgements(db, condition, (len(beginning), beginning, text, text))


def found_judgement(db: sqlite3.Connection, beginning: str) -> Judgement:
    """See `kg.record.record.Record.judgement`."""
    found = list(judgement_rows(db, beginning)) if beginning else []
    if not found:
        raise JudgementUnknownError(judgement=repr(beginning))
    if len(found) > 1:
        ids = [each.id for each in found]
        shown = ", ".join(ids[:_SHOWN]) + (", ..." if len(ids) > _SHOWN else "")
        raise JudgementAmbiguousError(judgement=repr(beginning), count=len(ids), ids=shown)
    return found[0]


def judgements_of_text(db: sqlite3.Connection, text_key: str, verdicts: Sequence[str] = OF_FACTS) -> list[Judgement]:
    """The judgements of a text with these verdicts that are not undone."""
    marks = ", ".join("?" * len(verdicts))
    return list(read_judgements(db, f"text_key = ? AND undone = 0 AND verdict IN ({marks})", (text_key, *verdicts)))


def judged_since(db: sqlite3.Connection, text: str | None, moment: dt.datetime) -> dt.datetime | None:
    """See `kg.record.record.Record.judged_since`."""
    query = "SELECT max(at) FROM judgements WHERE at >= ? AND text_key IS ?"
    (last,) = db.execute(query, (written(moment), text)).fetchone()
    return None if last is None else dt.datetime.fromisoformat(last)


def keys_of_text(db: sqlite3.Connection, text_key: str) -> list[int]:
    """The keys of the documents that have this text."""
    return [key for (key,) in db.execute("SELECT key FROM documents WHERE text_key = ? ORDER BY key", (text_key,))]


def judged_facts(db: sqlite3.Connection, key: int, facts: Facts | None = None) -> Judged:
    """The facts that a reader found in the document, with the judgements applied and local actor ids; without ``facts``
    those that the record has."""
    id_, text_key = db.execute("SELECT id, text_key FROM documents WHERE key = ?", (key,)).fetchone()
    about = judgements_of_text(db, text_key)
    text = db.execute("SELECT text FROM documents WHERE key = ?", (key,)).fetchone()[0] if about else ""
    issues = codebook(db) if about else None
    facts = facts_of(db, key) if facts is None else facts
    return judged(split(with_ids(facts, id_), splits_of_text(db, text_key)), text, about, id_, issues)


def in_graph(db: sqlite3.Connection, key: int, found: Judged) -> Judged:
    """The judged facts of a document without those that the graph leaves out, since they relate an actor to itself
    there; the judgements of such a fact are idle."""
    linked: dict[str, str] = dict(db.execute("SELECT local, actor FROM links WHERE document = ?", (key,)))
    # A record that is only read may have been linked when other rules found the actors of judgements.
    ids = {id_: linked.get(id_, id_) for id_ in found.actors}
    out = {fact.id for _, fact in found.facts.each() if is_left_out(fact, ids)}
    if not out:
        return found
    kept = {heading: [each for each in found.facts.under(heading) if each.id not in out] for heading in HEADINGS}
    idle = {id_: Reach.IDLE for id_, fact in found.fact_ids.items() if fact in out and found.reaches[id_] in _IN_FORCE}
    return replace(found, facts=Facts.of(found.facts.actors, kept), reaches={**found.reaches, **idle})


def namings(
    db: sqlite3.Connection, actor: str, documents: Sequence[str], most: int, *, own: bool
) -> list[tuple[str, Actor]]:
    """See `kg.record.record.Record.namings`."""
    rows = db.execute(
        """SELECT d.id, d.key, d.text_key, l.local, l.base FROM links l JOIN documents d ON d.key = l.document
           WHERE l.actor = ? ORDER BY d.id""",
        (actor,),
    ).fetchall()
    places: dict[tuple[int, str], set[str]] = {}
    for id_, key, text_key, local, _ in [row for row in rows if own and is_under(row[-1], actor)] or rows:
        if not documents or id_ in documents:
            places.setdefault((key, text_key), set()).add(local)
    return [
        (text_key, each)
        for (key, text_key), locals_ in islice(places.items(), most)
        for each in judged_facts(db, key).facts.actors
        if each.id in locals_
    ]


def states(db: sqlite3.Connection, text: str | None = None) -> tuple[State, ...]:
    """See `kg.record.record.Record.judgements`."""
    found = list(judgement_rows(db, text=text))
    reaches = dict(found_identities(db, actor_judgements(db)).reaches)
    facts: dict[str, str] = {}
    texts = {each.about.text for each in found if isinstance(each.about, AboutFact) and each.undone is None}
    for text_key in sorted(texts):
        for key in keys_of_text(db, text_key):
            here = in_graph(db, key, judged_facts(db, key))
            reaches |= here.reaches
            facts |= here.fact_ids
    come_to = {each.id: _reach(db, each, reaches) for each in found}
    decided = {each.decision for each in found if come_to[each.id] is not Reach.GONE}
    for each in (each for each in found if come_to[each.id] is Reach.GONE):
        if each.decision in decided:
            come_to[each.id] = Reach.MOVED
        decided.add(each.decision)
    return tuple(State(each, come_to[each.id], facts.get(each.id)) for each in found)


def _reach(db: sqlite3.Connection, judgement: Judgement, reaches: Mapping[str, Reach]) -> Reach:
    if judgement.undone is not None:
        return Reach.UNDONE
    if isinstance(judgement.about, AboutDocument) and keys_of_text(db, judgement.about.text):
        return Reach.HOLDS
    return reaches.get(judgement.id, Reach.GONE)


def write_reviews(db: sqlite3.Connection, key: int, facts: Facts) -> None:
    """Write the reviews of the facts of a document; ``facts`` are as the stores get them."""
    db.execute("DELETE FROM reviews WHERE document = ?", (key,))
    rows = [
        (fact.id, key, fact.standing.review.value, json.dumps(fact.standing.by, ensure_ascii=False))
        for _, fact in facts.each()
        if fact.standing.is_reviewed
    ]
    db.executemany("INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?)", rows)


def reviews(db: sqlite3.Connection, facts: Sequence[str]) -> Mapping[str, Standing]:
    """See `kg.record.record.Record.reviews`."""
    found = {}
    for some in batched(dict.fromkeys(facts), 500):
        marks = ", ".join("?" * len(some))
        for fact, review, by in db.execute(f"SELECT fact, review, by FROM reviews WHERE fact IN ({marks})", some):
            found[fact] = Standing(Review(review), tuple(json.loads(by)))
    return found


def has_reviews(db: sqlite3.Connection) -> bool:
    """See `kg.record.record.Record.is_reviewed`."""
    return db.execute("SELECT 1 FROM reviews LIMIT 1").fetchone() is not None


def review_counts(db: sqlite3.Connection) -> Mapping[str, int]:
    """See `kg.record.record.Record.review_counts`."""
    asked = "SELECT substr(fact, 1, instr(fact, '/') - 1) AS heading, count(*) FROM reviews GROUP BY heading"
    return dict(db.execute(asked))
