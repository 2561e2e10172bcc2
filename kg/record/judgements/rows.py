"""The rows of judgements, and the facts of documents with their judgements applied."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import batched, islice

from kg.errors import JudgementAmbiguousError, JudgementUnknownError
from kg.errors.checking import check_words
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
from kg.record.judgements.identities import (
    actor_judgements,
    found_identities,
    read_judgements,
    splits_of_text,
    write_mentions,
)
from kg.record.judgements.undoing import UndoneAt, merged_undoing
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
"""The verdicts on facts."""
_IN_FORCE = frozenset({Reach.HOLDS, Reach.KEPT})
SETTING = tuple(verdict.value for verdict in Verdict if verdict.is_of_document)
"""The verdicts that set a field of a document."""


def write_row(db: sqlite3.Connection, judgement: Judgement, origin: UndoneAt = UndoneAt.HERE) -> bool:
    """Write the judgement, replacing the row of the same id, whose carried mentions stay; whether that changes
    anything. Whether it is undone then depends on where it was undone, as `merged_undoing` says."""
    old_row = db.execute("SELECT content, undone FROM judgements WHERE id = ?", (judgement.id,)).fetchone()
    undone_at = origin if judgement.undone else UndoneAt.NOWHERE
    if old_row is not None:
        old = from_line(old_row[0])
        undoing, undone_at = merged_undoing(old.undone, UndoneAt(old_row[1]), judgement.undone, origin)
        judgement = replace(judgement, undone=undoing)
        if isinstance(judgement.about, AboutActors):
            judgement = replace(judgement, carried=tuple(sorted({*old.carried, *judgement.carried})))
    content = json.dumps(to_json(judgement), ensure_ascii=False, separators=(",", ":"))
    about = judgement.about
    row = (
        judgement.id,
        written(judgement.at),
        judgement.verdict.value,
        None if isinstance(about, AboutActors) else about.text,
        content,
        undone_at.value,
    )
    if old_row == (content, undone_at.value):
        return False
    db.execute("INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?, ?, ?)", row)
    if old_row is not None and old_row[0] == content:
        return False
    write_mentions(db, judgement)
    return True


def judgement_rows(db: sqlite3.Connection, beginning: str = "", text: str | None = None) -> Iterator[Judgement]:
    """The judgements whose ids have this beginning, of the text with this `text_key` (None: all texts, and actors), by
    time; undone ones too."""
    condition = "substr(id, 1, ?) = ? AND (? IS NULL OR text_key = ?)"
    return read_judgements(db, condition, (len(beginning), beginning, text, text))


def found_judgement(db: sqlite3.Connection, beginning: str) -> Judgement:
    """The only judgement whose id begins with this. Raises `JudgementUnknownError` or `JudgementAmbiguousError`."""
    check_words("judgement", beginning, "the beginning of an id")
    matches = list(judgement_rows(db, beginning)) if beginning else []
    if not matches:
        raise JudgementUnknownError(judgement=repr(beginning))
    if len(matches) > 1:
        ids = [each.id for each in matches]
        shown = ", ".join(ids[:_SHOWN]) + (", ..." if len(ids) > _SHOWN else "")
        raise JudgementAmbiguousError(judgement=repr(beginning), count=len(ids), ids=shown)
    return matches[0]


def judgements_of_text(db: sqlite3.Connection, text_key: str, verdicts: Sequence[str] = OF_FACTS) -> list[Judgement]:
    """The judgements of a text (its `text_key`) with these verdicts, by time; without undone ones."""
    marks = ", ".join("?" * len(verdicts))
    return list(read_judgements(db, f"text_key = ? AND undone = 0 AND verdict IN ({marks})", (text_key, *verdicts)))


def judged_since(db: sqlite3.Connection, text: str | None, moment: dt.datetime) -> dt.datetime | None:
    """The time of the last judgement at or after ``moment`` of the text with this `text_key`, or of actors (None); None
    where there is no such judgement."""
    query = "SELECT max(at) FROM judgements WHERE at >= ? AND text_key IS ?"
    (last,) = db.execute(query, (written(moment), text)).fetchone()
    return None if last is None else dt.datetime.fromisoformat(last)


def keys_of_text(db: sqlite3.Connection, text_key: str) -> list[int]:
    """The keys of the documents that have this text, ascending."""
    return [key for (key,) in db.execute("SELECT key FROM documents WHERE text_key = ? ORDER BY key", (text_key,))]


def judged_facts(db: sqlite3.Connection, key: int, facts: Facts | None = None) -> Judged:
    """The facts of a document with the judgements of its text applied, and with local actor ids.

    ``facts`` are those that a reader has found; None: those that the record has.
    """
    id_, text_key = db.execute("SELECT id, text_key FROM documents WHERE key = ?", (key,)).fetchone()
    judgements = judgements_of_text(db, text_key)
    text = db.execute("SELECT text FROM documents WHERE key = ?", (key,)).fetchone()[0] if judgements else ""
    issues = codebook(db) if judgements else None
    read_facts = facts_of(db, key) if facts is None else facts
    return judged(split(with_ids(read_facts, id_), splits_of_text(db, text_key)), text, judgements, id_, issues)


def in_graph(db: sqlite3.Connection, key: int, all_judged: Judged) -> Judged:
    """The judged facts of a document without those that the graph leaves out since they relate an actor to itself
    there; the judgements of such a fact have no effect (`Reach.IDLE`)."""
    linked: dict[str, str] = dict(db.execute("SELECT local, actor FROM links WHERE document = ?", (key,)))
    # A record that is only read may have been linked when other rules found the actors of judgements.
    actor_ids = {id_: linked.get(id_, id_) for id_ in all_judged.actors}
    left_out = {fact.id for _, fact in all_judged.facts.each() if is_left_out(fact, actor_ids)}
    if not left_out:
        return all_judged
    kept = {
        heading: [fact for fact in all_judged.facts.under(heading) if fact.id not in left_out] for heading in HEADINGS
    }
    idle = {
        judgement: Reach.IDLE
        for judgement, fact in all_judged.fact_ids.items()
        if fact in left_out and all_judged.reaches[judgement] in _IN_FORCE
    }
    facts = Facts.of(all_judged.facts.actors, kept)
    return replace(all_judged, facts=facts, reaches={**all_judged.reaches, **idle})


def namings(
    db: sqlite3.Connection, actor: str, documents: Sequence[str], most: int, *, own: bool
) -> list[tuple[str, Actor]]:
    """Where documents name an actor: the `text_key`, and the document's local actor with its mentions.

    At most ``most`` documents, of all or of those with these ids, in the order of ids. ``own``: without actors that
    judgements have merged into it, unless there are only such.
    """
    rows = db.execute(
        """SELECT d.id, d.key, d.text_key, l.local, l.base FROM links l JOIN documents d ON d.key = l.document
           WHERE l.actor = ? ORDER BY d.id""",
        (actor,),
    ).fetchall()
    own_rows = [row for row in rows if own and is_under(row[-1], actor)]
    local_ids: dict[tuple[int, str], set[str]] = {}
    for id_, key, text_key, local, _ in own_rows or rows:
        if not documents or id_ in documents:
            local_ids.setdefault((key, text_key), set()).add(local)
    return [
        (text_key, each)
        for (key, text_key), ids in islice(local_ids.items(), most)
        for each in judged_facts(db, key).facts.actors
        if each.id in ids
    ]


def states(db: sqlite3.Connection, text: str | None = None) -> tuple[State, ...]:
    """All judgements, or those of a text (its `text_key`), by time, undone ones included, each with its effect."""
    judgements = list(judgement_rows(db, text=text))
    known_reaches = dict(found_identities(db, actor_judgements(db)).reaches)
    facts: dict[str, str] = {}
    texts = {each.about.text for each in judgements if isinstance(each.about, AboutFact) and each.undone is None}
    for text_key in sorted(texts):
        for key in keys_of_text(db, text_key):
            judged_document = in_graph(db, key, judged_facts(db, key))
            known_reaches |= judged_document.reaches
            facts |= judged_document.fact_ids
    reaches = {each.id: _reach(db, each, known_reaches) for each in judgements}
    # Of the copies of a decision for several texts, at most one is shown as gone.
    present_decisions = {each.decision for each in judgements if reaches[each.id] is not Reach.GONE}
    for judgement in (each for each in judgements if reaches[each.id] is Reach.GONE):
        if judgement.decision in present_decisions:
            reaches[judgement.id] = Reach.MOVED
        present_decisions.add(judgement.decision)
    return tuple(State(each, reaches[each.id], facts.get(each.id)) for each in judgements)


def _reach(db: sqlite3.Connection, judgement: Judgement, known_reaches: Mapping[str, Reach]) -> Reach:
    """The effect of a judgement; ``known_reaches`` has those of judgements of facts and actors, by judgement id."""
    if judgement.undone is not None:
        return Reach.UNDONE
    if isinstance(judgement.about, AboutDocument) and keys_of_text(db, judgement.about.text):
        return Reach.HOLDS
    return known_reaches.get(judgement.id, Reach.GONE)


def write_reviews(db: sqlite3.Connection, key: int, facts: Facts) -> None:
    """Replace the reviews of a document by those of these facts, which are as the stores get them."""
    db.execute("DELETE FROM reviews WHERE document = ?", (key,))
    rows = [
        (fact.id, key, fact.standing.review.value, json.dumps(fact.standing.by, ensure_ascii=False))
        for _, fact in facts.each()
        if fact.standing.is_reviewed
    ]
    db.executemany("INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?)", rows)


def reviews(db: sqlite3.Connection, facts: Sequence[str]) -> Mapping[str, Standing]:
    """The review of each of these facts, by fact id; facts that nobody has reviewed are left out."""
    standings = {}
    for ids in batched(dict.fromkeys(facts), 500):
        marks = ", ".join("?" * len(ids))
        for fact, review, by in db.execute(f"SELECT fact, review, by FROM reviews WHERE fact IN ({marks})", ids):
            standings[fact] = Standing(Review(review), tuple(json.loads(by)))
    return standings


def has_reviews(db: sqlite3.Connection) -> bool:
    """Whether any fact of the record has been reviewed."""
    return db.execute("SELECT 1 FROM reviews LIMIT 1").fetchone() is not None


def review_counts(db: sqlite3.Connection) -> Mapping[str, int]:
    """The number of reviewed facts of each heading that has any."""
    query = "SELECT substr(fact, 1, instr(fact, '/') - 1) AS heading, count(*) FROM reviews GROUP BY heading"
    return dict(db.execute(query))
