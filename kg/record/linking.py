"""Incremental resolution: a change of documents updates the links that it affects, and no others.

The actor of a name depends on the other names of its unit and, for a short name, on the candidates under its key, but
not on a document. So a change propagates from the names that were added, removed or changed in weight to their units,
then to the actors with variants of a full name, to the short names, and to the documents whose links differ. The
outcome is that of `kg.resolve.resolve` over the whole record.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import batched

from kg.model import Facts, Granularity
from kg.record.judgements.identities import apply_actor_judgements, find_anchors, is_judged
from kg.record.keeping.columns import when_of
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
    """Changes in numbers of uses: ``calls`` of what documents call an actor, by (actor, kind, text), ``bases`` of the
    actor ids that resolution gives before judgements."""

    calls: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    bases: Counter[str] = field(default_factory=Counter)


def link(
    db: sqlite3.Connection,
    changes: Iterable[tuple[int, Facts | None]],
    revision: int,
    *,
    reapply_judgements: bool = False,
) -> int:
    """Replace the links of each document of ``changes`` (its key) by those of its facts; None removes them.

    The links of other documents are updated too: returns how many of these have changed, which get ``revision``.
    ``reapply_judgements``: apply all judgements of actors again, since they or all links may have changed; without it,
    only where the changes concern them.
    """
    own_documents: set[int] = set()
    touched_units: set[str] = set()
    counts = _Counts()
    for document, facts in changes:
        own_documents.add(document)
        touched_units |= _replace(db, document, facts, counts)
        reapply_judgements = find_anchors(db, document, facts) or reapply_judgements
    other_documents = _documents_of(db, _resolve_units(db, touched_units)) - own_documents
    for document in sorted(own_documents):
        _place(db, document, counts)
    relinked = {document for document in sorted(other_documents) if _place(db, document, counts)}
    renamed_actors: set[str] = set()
    if reapply_judgements or is_judged(db, other_documents, counts.bases):
        judged_documents, renamed_actors = apply_actor_judgements(db)
        relinked |= {document for document in sorted(judged_documents) if _place(db, document, counts)} - own_documents
    db.executemany("UPDATE documents SET revision = ? WHERE key = ?", [(revision, each) for each in sorted(relinked)])
    refresh(db, counts.calls, revision, renamed_actors)
    return len(relinked)


def _replace(db: sqlite3.Connection, document: int, facts: Facts | None, counts: _Counts) -> set[str]:
    """Replace the claims of a document by those of its facts, not linked to actors yet; None deletes them.

    Returns the units with names that were added, removed or changed in weight.
    """
    touched_units = set()
    old_rows = db.execute(
        "SELECT name, claim, actor, reason, called, base FROM links WHERE document = ?", (document,)
    ).fetchall()
    db.execute("DELETE FROM links WHERE document = ?", (document,))
    if facts is not None:
        date, source = db.execute("SELECT date, source FROM documents WHERE key = ?", (document,)).fetchone()
        when = when_of(date)
        year = when.day.year if when else 0
        day = when.day if when and when.granularity is Granularity.DAY else None
        claims = describe(facts, year, publisher_of(source or ""), day)
        rows = []
        for ordinal, (claim, actor) in enumerate(zip(claims, facts.actors, strict=True)):
            name_key = None
            if claim.name:
                name_key, is_touched = _add_use(db, claim.name, claim.posts)
                touched_units |= {claim.name.unit} if is_touched else set()
            called = json.dumps([actor.name, claim.country, year, *actor.aliases], ensure_ascii=False)
            rows.append((document, ordinal, claim.local, claim.to_text(), name_key, called, "", ""))
        db.executemany("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')", rows)
    for name_key, claim_text, actor_id, reason, called, base in old_rows:
        claim = Claim.from_text(claim_text)
        _count(counts.calls, Link(actor_id, Reason(reason)), called, claim.holder, -1)
        counts.bases[base] -= 1
        if name_key is not None:
            touched_units |= _remove_use(db, name_key, claim.posts)
    return touched_units


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
    actors; the row keys of the names whose actor or reason has changed."""
    short_keys: set[str] = set()
    for unit in sorted(units):
        short_keys |= _resolve_unit(db, unit)
    changed_actors: set[str] = set()
    for key in sorted(short_keys):
        changed_actors |= _resolve_variants(db, key)
    changed_names = set()
    for column, values in (("unit", units), ("unit_actor", changed_actors)):
        for value in sorted(values):
            changed_names |= _resolve_full_names(db, column, value)
    for actor in sorted(changed_actors):
        short_keys |= {key for (key,) in db.execute("SELECT key FROM candidates WHERE actor = ?", (actor,))}
    for key in sorted(short_keys):
        changed_names |= _resolve_short_names(db, key)
    return changed_names


def _resolve_full_names(db: sqlite3.Connection, column: str, value: str) -> set[int]:
    """Give full names the actors that those of their unit have been joined to; the keys of the changed names.

    ``column`` and ``value`` select the names: those of a ``unit``, or with a ``unit_actor``.
    """
    changed_names = set()
    for key, actor, reason, unit_actor, unit_reason in db.execute(
        f"SELECT key, actor, reason, unit_actor, unit_reason FROM names WHERE {column} = ? AND short IS NULL", (value,)
    ).fetchall():
        final_actor = becomes(db, unit_actor)
        outcome = (unit_actor, unit_reason) if final_actor == unit_actor else (final_actor, Reason.SPELLING.value)
        if (actor, reason) != outcome:
            db.execute("UPDATE names SET actor = ?, reason = ? WHERE key = ?", (*outcome, key))
            changed_names.add(key)
    return changed_names


def becomes(db: sqlite3.Connection, actor: str) -> str:
    """The id of the actor that this one has been joined to as a variant of its name; its own where there is none."""
    row = db.execute("SELECT becomes FROM variants WHERE actor = ? ORDER BY key DESC LIMIT 1", (actor,)).fetchone()
    return str(row[0]) if row else actor


def _resolve_variants(db: sqlite3.Connection, key: str) -> set[str]:
    """Compare the actors of full names under a key again; the ids of those that are now joined to another actor, to one
    for the first time, or to none any more."""
    old_joins = dict(db.execute("SELECT actor, becomes FROM variants WHERE key = ?", (key,)))
    new_joins = join_variants(candidates_where(db, "key", key))
    changed_actors = {
        actor for actor in old_joins.keys() | new_joins.keys() if old_joins.get(actor) != new_joins.get(actor)
    }
    if changed_actors:
        db.execute("DELETE FROM variants WHERE key = ?", (key,))
        db.executemany(
            "INSERT INTO variants VALUES (?, ?, ?)", [(each, key, new_joins[each]) for each in sorted(new_joins)]
        )
    return changed_actors


def _resolve_unit(db: sqlite3.Connection, unit: str) -> set[str]:
    """Resolve a unit again; the short keys to resolve again: those of its own names, and of changed candidates."""
    rows = db.execute("SELECT name, uses, key, unit_actor, unit_reason FROM names WHERE unit = ?", (unit,)).fetchall()
    names = {Name.from_text(name): row_values for name, _, *row_values in rows}
    posts_by_name: dict[Name, set[str]] = {name: set() for name in names}
    names_by_key = {key: name for name, (key, *_) in names.items()}
    for key, post in db.execute(
        "SELECT name, post FROM posts WHERE name IN (SELECT key FROM names WHERE unit = ?)", (unit,)
    ):
        posts_by_name[names_by_key[key]].add(post)
    uses_by_name = {name: row[1] for name, row in zip(names, rows, strict=True)}
    resolved = resolve_unit(uses_by_name, posts_by_name)
    short_keys = {short_key(name.type, name.short) for name in names if name.short}
    for name, (key, actor, reason) in names.items():
        outcome = resolved.outcomes[name]
        if (outcome.actor, outcome.reason) != (actor, reason):
            db.execute(
                "UPDATE names SET unit_actor = ?, unit_reason = ? WHERE key = ?", (outcome.actor, outcome.reason, key)
            )
    old_candidates = set(candidates_where(db, "unit", unit))
    for candidate in old_candidates.symmetric_difference(resolved.candidates):
        short_keys.add(candidate.key)
    if short_keys and old_candidates != set(resolved.candidates):
        db.execute("DELETE FROM candidates WHERE unit = ?", (unit,))
        db.executemany(
            "INSERT INTO candidates VALUES (?, ?, ?, ?)",
            [(unit, each.key, each.actor, each.to_text()) for each in resolved.candidates],
        )
    return short_keys


def _resolve_short_names(db: sqlite3.Connection, key: str) -> set[int]:
    """Choose actors for the short names under a key again; the row keys of the names that have changed."""
    rows = db.execute(
        "SELECT name, key, unit_actor, unit_reason, actor, reason FROM names WHERE short = ?", (key,)
    ).fetchall()
    names = {Name.from_text(row[0]): row for row in rows}
    unlisted_names = [name for name in names if not name.gazetteer]
    candidates = [
        replace(each, actor=becomes(db, each.actor)) for each in candidates_where(db, "key", key) if unlisted_names
    ]
    joined = join_short(unlisted_names, candidates)
    changed_names = set()
    for name, (_, name_key, unit_actor, unit_reason, actor, reason) in names.items():
        outcome = joined.get(name) or Outcome(unit_actor, Reason(unit_reason))
        if (outcome.actor, outcome.reason) != (actor, reason):
            db.execute(
                "UPDATE names SET actor = ?, reason = ? WHERE key = ?", (outcome.actor, outcome.reason, name_key)
            )
            changed_names.add(name_key)
    return changed_names


def candidates_where(db: sqlite3.Connection, column: str, value: str) -> list[Candidate]:
    """The candidates of a unit (``column`` is ``unit``) or under a key (``key``), in the order of their texts."""
    rows = db.execute(f"SELECT candidate FROM candidates WHERE {column} = ? ORDER BY candidate", (value,))
    return [Candidate.from_text(text) for (text,) in rows]


def _documents_of(db: sqlite3.Connection, names: set[int]) -> set[int]:
    """The keys of the documents that use any of these names (their row keys)."""
    documents = set()
    for some in batched(sorted(names), 500):
        marks = ", ".join("?" * len(some))
        documents |= {
            row[0] for row in db.execute(f"SELECT DISTINCT document FROM links WHERE name IN ({marks})", some)
        }
    return documents


def _place(db: sqlite3.Connection, document: int, counts: _Counts) -> bool:
    """Link each claim of a document to its actor; whether any has got another actor."""
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
    judged_links = _judged_links(db, document, links)
    has_changed = False
    for claim, (ordinal, _, old_actor, old_reason, old_base, called, *_) in zip(claims, rows, strict=True):
        new_link, new_base = judged_links[claim.local], links[claim.local].actor
        if (new_link.actor, new_link.reason, new_base) == (old_actor, old_reason, old_base):
            continue
        has_changed = has_changed or new_link.actor != old_actor
        if old_actor:
            _count(counts.calls, Link(old_actor, Reason(old_reason)), called, claim.holder, -1)
            counts.bases[old_base] -= 1
        _count(counts.calls, new_link, called, claim.holder, 1)
        counts.bases[new_base] += 1
        db.execute(
            "UPDATE links SET actor = ?, reason = ?, base = ? WHERE document = ? AND ordinal = ?",
            (new_link.actor, new_link.reason, new_base, document, ordinal),
        )
    return has_changed


def _judged_links(db: sqlite3.Connection, document: int, links: Mapping[str, Link]) -> dict[str, Link]:
    """The links of a document, by local id, with the judgements of actors applied."""
    placed_actors = dict(db.execute("SELECT local, becomes FROM placements WHERE document = ?", (document,)))
    judged = {}
    for local, link_ in links.items():
        row = db.execute("SELECT becomes FROM identities WHERE actor = ?", (link_.actor,)).fetchone()
        judged_actor = placed_actors.get(local) or (row[0] if row else None)
        judged[local] = Link(judged_actor or link_.actor, link_.reason)
    return judged


def _count(calls: Counter[tuple[str, str, str]], link_: Link, called: str, holder: str, by: int) -> None:
    """Add ``by`` to the counts of what a document calls an actor, and of the document's year (0 without a date).

    ``called`` is the JSON that `_replace` writes. A short name that was joined to the actor counts as an alias. So
    does what a document calls the holder of a post: the actor's name is ``holder``, as the list of posts has it.
    """
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
    """Resolve the whole record from scratch, as after a change of the rules; how many documents have other links.

    These get ``revision``, and so do actors that have changed. ``documents`` has to yield all documents of the record.
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
