"""Incremental resolution: a change of documents updates the links that it affects, and no others.

The actor of a name depends on the other names of its unit and, for a short name, on the candidates under its key, but
not on a document. So a change propagates from the names that were added, removed or changed in weight to their units,
then to the actors with variants of a full name, to the short names, and to the documents whose links differ. The
outcome is that of `kg.resolve.resolve` over the whole record.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import batched

from kg.model import Facts
from kg.record.judging.identities import apply_actor_judgements, find_anchors, is_judged
from kg.record.naming import refresh
from kg.resolve import (
    Candidate,
    Claim,
    Link,
    Name,
    Outcome,
    Reason,
    describe,
    join_short,
    join_variants,
    place,
    publisher_of,
    resolve_unit,
    short_key,
    weight,
)

__all__ = ["becomes", "candidates_where", "link", "relink_all"]

_JOINED = {Reason.SHORT_NAME, Reason.POST, Reason.LIKELY}


@dataclass(frozen=True, slots=True)
class _Counts:
    """Changes in numbers of uses: of what documents call an actor (actor, kind, text), and of the ids that resolution
    gives, before judgements."""

    calls: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    bases: Counter[str] = field(default_factory=Counter)


def link(
    db: sqlite3.Connection,
    changes: Iterable[tuple[int, Facts | None]],
    revision: int,
    *,
    reapply_judgements: bool = False,
) -> int:
    """Replace the links of each document (its key) by those of these facts; None removes them.

    Updates the links of other documents too, and returns how many of these have changed; they get ``revision``.
    ``reapply_judgements``: judgements of actors have changed, or any link may have.
    """
    own: set[int] = set()
    touched: set[str] = set()
    counts = _Counts()
    are_judged = reapply_judgements
    for document, facts in changes:
        own.add(document)
        touched |= _replace(db, document, facts, counts)
        are_judged = find_anchors(db, document, facts) or are_judged
    others = _documents_of(db, _resolve_units(db, touched)) - own
    for document in sorted(own):
        _place(db, document, counts)
    changed = {document for document in sorted(others) if _place(db, document, counts)}
    renamed: set[str] = set()
    if are_judged or is_judged(db, others, counts.bases):
        documents, renamed = apply_actor_judgements(db)
        changed |= {document for document in sorted(documents) if _place(db, document, counts)} - own
    db.executemany("UPDATE documents SET revision = ? WHERE key = ?", [(revision, each) for each in sorted(changed)])
    refresh(db, counts.calls, revision, renamed)
    return len(changed)


def _replace(db: sqlite3.Connection, document: int, facts: Facts | None, counts: _Counts) -> set[str]:
    """Write the claims of a document, without links; the units whose names were added, removed or changed in weight."""
    touched = set()
    old = db.execute(
        "SELECT name, claim, actor, reason, called, base FROM links WHERE document = ?", (document,)
    ).fetchall()
    db.execute("DELETE FROM links WHERE document = ?", (document,))
    if facts is not None:
        date, source = db.execute("SELECT date, source FROM documents WHERE key = ?", (document,)).fetchone()
        day = dt.date.fromisoformat(date) if date else None
        year = day.year if day else 0
        claims = describe(facts, year, publisher_of(source or ""), day)
        rows = []
        for ordinal, (claim, actor) in enumerate(zip(claims, facts.actors, strict=True)):
            key = None
            if claim.name:
                key, is_touched = _add_use(db, claim.name, claim.posts)
                touched |= {claim.name.unit} if is_touched else set()
            called = json.dumps([actor.name, claim.country, year, *actor.aliases], ensure_ascii=False)
            rows.append((document, ordinal, claim.local, claim.to_text(), key, called, "", ""))
        db.executemany("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')", rows)
    for key, claim_text, actor_id, reason, called, base in old:
        claim = Claim.from_text(claim_text)
        _count(counts.calls, Link(actor_id, Reason(reason)), called, claim.holder, -1)
        counts.bases[base] -= 1
        if key is not None:
            touched |= _remove_use(db, key, claim.posts)
    return touched


def _add_use(db: sqlite3.Connection, name: Name, posts: Iterable[str]) -> tuple[int, bool]:
    """Count a use of the name; its key, and whether that can change the outcome of its unit."""
    text = name.to_text()
    short = short_key(name.type, name.short) if name.short else None
    key, uses = db.execute(
        """INSERT INTO names (name, unit, short, uses) VALUES (?, ?, ?, 1)
           ON CONFLICT (name) DO UPDATE SET uses = uses + 1 RETURNING key, uses""",
        (text, name.unit, short),
    ).fetchone()
    is_touched = uses == 1 or weight(uses) != weight(uses - 1)
    for post in posts:
        (holders,) = db.execute(
            """INSERT INTO posts VALUES (?, ?, 1)
               ON CONFLICT (name, post) DO UPDATE SET uses = uses + 1 RETURNING uses""",
            (key, post),
        ).fetchone()
        is_touched = is_touched or holders == 1
    return key, is_touched


def _remove_use(db: sqlite3.Connection, key: int, posts: Iterable[str]) -> set[str]:
    """Remove a use of the name; its unit, if that can change the outcome of the unit."""
    is_touched = False
    for post in posts:
        (holders,) = db.execute(
            "UPDATE posts SET uses = uses - 1 WHERE name = ? AND post = ? RETURNING uses", (key, post)
        ).fetchone()
        if holders == 0:
            db.execute("DELETE FROM posts WHERE name = ? AND post = ?", (key, post))
            is_touched = True
    unit, uses = db.execute("UPDATE names SET uses = uses - 1 WHERE key = ? RETURNING unit, uses", (key,)).fetchone()
    if uses == 0:
        db.execute("DELETE FROM names WHERE key = ?", (key,))
    is_touched = is_touched or uses == 0 or weight(uses) != weight(uses + 1)
    return {unit} if is_touched else set()


def _resolve_units(db: sqlite3.Connection, units: set[str]) -> set[int]:
    """Resolve these units again, then the variants of their full names, then the short names that may mean their
    actors; the keys of the names whose actor or reason has changed."""
    keys: set[str] = set()
    for unit in sorted(units):
        keys |= _resolve_unit(db, unit)
    changed: set[str] = set()
    for key in sorted(keys):
        changed |= _resolve_variants(db, key)
    renamed = set()
    for column, values in (("unit", units), ("unit_actor", changed)):
        for value in sorted(values):
            renamed |= _resolve_full_names(db, column, value)
    for actor in sorted(changed):
        keys |= {key for (key,) in db.execute("SELECT key FROM candidates WHERE actor = ?", (actor,))}
    for key in sorted(keys):
        renamed |= _resolve_short_names(db, key)
    return renamed


def _resolve_full_names(db: sqlite3.Connection, column: str, value: str) -> set[int]:
    """Give full names the actors that their unit's have been joined to; the keys of the names that have changed."""
    renamed = set()
    for key, actor, reason, unit_actor, unit_reason in db.execute(
        f"SELECT key, actor, reason, unit_actor, unit_reason FROM names WHERE {column} = ? AND short IS NULL", (value,)
    ).fetchall():
        now = becomes(db, unit_actor)
        new = (unit_actor, unit_reason) if now == unit_actor else (now, Reason.SPELLING.value)
        if (actor, reason) != new:
            db.execute("UPDATE names SET actor = ?, reason = ? WHERE key = ?", (*new, key))
            renamed.add(key)
    return renamed


def becomes(db: sqlite3.Connection, actor: str) -> str:
    """The actor that this one has been joined to as a variant of its name; else the actor itself."""
    row = db.execute("SELECT becomes FROM variants WHERE actor = ? ORDER BY key DESC LIMIT 1", (actor,)).fetchone()
    return str(row[0]) if row else actor


def _resolve_variants(db: sqlite3.Connection, key: str) -> set[str]:
    """Compare the actors of full names under a key again; those that are joined to another actor than before."""
    old = dict(db.execute("SELECT actor, becomes FROM variants WHERE key = ?", (key,)))
    new = join_variants(candidates_where(db, "key", key))
    changed = {actor for actor in old.keys() | new.keys() if old.get(actor) != new.get(actor)}
    if changed:
        db.execute("DELETE FROM variants WHERE key = ?", (key,))
        db.executemany("INSERT INTO variants VALUES (?, ?, ?)", [(each, key, new[each]) for each in sorted(new)])
    return changed


def _resolve_unit(db: sqlite3.Connection, unit: str) -> set[str]:
    """Resolve a unit again; the keys of short names to resolve again: those of its own, and of changed candidates."""
    rows = db.execute("SELECT name, uses, key, unit_actor, unit_reason FROM names WHERE unit = ?", (unit,)).fetchall()
    names = {Name.from_text(name): known for name, _, *known in rows}
    posts: dict[Name, set[str]] = {name: set() for name in names}
    by_key = {key: name for name, (key, *_) in names.items()}
    for key, post in db.execute(
        "SELECT name, post FROM posts WHERE name IN (SELECT key FROM names WHERE unit = ?)", (unit,)
    ):
        posts[by_key[key]].add(post)
    found = resolve_unit({name: row[1] for name, row in zip(names, rows, strict=True)}, posts)
    keys = {short_key(name.type, name.short) for name in names if name.short}
    for name, (key, actor, reason) in names.items():
        outcome = found.outcomes[name]
        if (outcome.actor, outcome.reason) != (actor, reason):
            db.execute(
                "UPDATE names SET unit_actor = ?, unit_reason = ? WHERE key = ?", (outcome.actor, outcome.reason, key)
            )
    old = set(candidates_where(db, "unit", unit))
    for candidate in old.symmetric_difference(found.candidates):
        keys.add(candidate.key)
    if keys and old != set(found.candidates):
        db.execute("DELETE FROM candidates WHERE unit = ?", (unit,))
        db.executemany(
            "INSERT INTO candidates VALUES (?, ?, ?, ?)",
            [(unit, each.key, each.actor, each.to_text()) for each in found.candidates],
        )
    return keys


def _resolve_short_names(db: sqlite3.Connection, key: str) -> set[int]:
    rows = db.execute(
        "SELECT name, key, unit_actor, unit_reason, actor, reason FROM names WHERE short = ?", (key,)
    ).fetchall()
    names = {Name.from_text(row[0]): row for row in rows}
    seeking = [name for name in names if not name.gazetteer]
    under = [replace(each, actor=becomes(db, each.actor)) for each in candidates_where(db, "key", key) if seeking]
    joined = join_short(seeking, under)
    renamed = set()
    for name, (_, row, unit_actor, unit_reason, actor, reason) in names.items():
        outcome = joined.get(name) or Outcome(unit_actor, Reason(unit_reason))
        if (outcome.actor, outcome.reason) != (actor, reason):
            db.execute("UPDATE names SET actor = ?, reason = ? WHERE key = ?", (outcome.actor, outcome.reason, row))
            renamed.add(row)
    return renamed


def candidates_where(db: sqlite3.Connection, column: str, value: str) -> list[Candidate]:
    """The candidates of a ``unit``, or under a ``key``."""
    rows = db.execute(f"SELECT candidate FROM candidates WHERE {column} = ? ORDER BY candidate", (value,))
    return [Candidate.from_text(text) for (text,) in rows]


def _documents_of(db: sqlite3.Connection, names: set[int]) -> set[int]:
    found = set()
    for some in batched(sorted(names), 500):
        marks = ", ".join("?" * len(some))
        found |= {row[0] for row in db.execute(f"SELECT DISTINCT document FROM links WHERE name IN ({marks})", some)}
    return found


def _place(db: sqlite3.Connection, document: int, counts: _Counts) -> bool:
    """Link each claim of a document to its actor; whether any link has changed."""
    rows = db.execute(
        """SELECT l.ordinal, l.claim, l.actor, l.reason, l.base, l.called, n.actor, n.reason
           FROM links l LEFT JOIN names n ON n.key = l.name WHERE l.document = ? ORDER BY l.ordinal""",
        (document,),
    ).fetchall()
    if not rows:
        return False
    claims = [Claim.from_text(row[1]) for row in rows]
    outcomes = {
        claim.name: Outcome(row[6], Reason(row[7])) for claim, row in zip(claims, rows, strict=True) if claim.name
    }
    (id_,) = db.execute("SELECT id FROM documents WHERE key = ?", (document,)).fetchone()
    links = place(id_, claims, outcomes)
    judged = _judged(db, document, links)
    changed = False
    for claim, (ordinal, _, actor, reason, base, called, *_) in zip(claims, rows, strict=True):
        link_, found = judged[claim.local], links[claim.local].actor
        if (link_.actor, link_.reason, found) == (actor, reason, base):
            continue
        changed = changed or link_.actor != actor
        if actor:
            _count(counts.calls, Link(actor, Reason(reason)), called, claim.holder, -1)
            counts.bases[base] -= 1
        _count(counts.calls, link_, called, claim.holder, 1)
        counts.bases[found] += 1
        db.execute(
            "UPDATE links SET actor = ?, reason = ?, base = ? WHERE document = ? AND ordinal = ?",
            (link_.actor, link_.reason, found, document, ordinal),
        )
    return changed


def _judged(db: sqlite3.Connection, document: int, links: Mapping[str, Link]) -> dict[str, Link]:
    """The links with the judgements of actors applied."""
    own = dict(db.execute("SELECT local, becomes FROM placements WHERE document = ?", (document,)))
    judged = {}
    for local, link_ in links.items():
        row = db.execute("SELECT becomes FROM identities WHERE actor = ?", (link_.actor,)).fetchone()
        becomes = own.get(local) or (row[0] if row else None)
        judged[local] = Link(becomes or link_.actor, link_.reason)
    return judged


def _count(calls: Counter[tuple[str, str, str]], link_: Link, called: str, holder: str, by: int) -> None:
    """Add ``by`` to the counts of what a document calls an actor, and of its year (0 without a date). A short name that
    was joined to the actor counts as an alias, and so does what the document calls the ``holder`` of a post: the name
    is the list's."""
    name, country, year, *aliases = json.loads(called)
    actor = link_.actor
    calls[actor, "alias" if holder or link_.reason in _JOINED else "name", name] += by
    if holder:
        calls[actor, "name", holder] += by
    for alias in dict.fromkeys(aliases):
        calls[actor, "alias", alias] += by
    if country:
        calls[actor, "country", country] += by
    calls[actor, "year", str(year)] += by


def relink_all(db: sqlite3.Connection, documents: Iterable[tuple[int, Facts]], revision: int) -> int:
    """Resolve the whole record from scratch, as after a change of the rules; how many documents that has changed.

    They get ``revision``, and so do actors that have changed. ``documents`` has to yield all documents.
    """
    db.execute("CREATE TEMP TABLE before AS SELECT document, ordinal, actor FROM links")
    for table in ("links", "posts", "names", "candidates", "variants", "calls"):
        db.execute(f"DELETE FROM {table}")
    link(db, documents, revision, reapply_judgements=True)
    for table in ("appellations WHERE actor", "actors WHERE id"):
        db.execute(f"DELETE FROM {table} NOT IN (SELECT actor FROM calls)")
    changed = db.execute(
        """UPDATE documents SET revision = ? WHERE key IN (
             SELECT document FROM (SELECT document, ordinal, actor FROM links EXCEPT SELECT * FROM before)
             UNION SELECT document FROM (SELECT * FROM before EXCEPT SELECT document, ordinal, actor FROM links))""",
        (revision,),
    ).rowcount
    db.execute("DROP TABLE before")
    return changed
