"""The writes to the file, each inside a transaction that its caller has begun."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.judgements import AboutActors, Judgement, is_reviewed, text_key
from kg.lists import OwnList
from kg.model import Document, Facts
from kg.model.places import plain
from kg.record import documents, judging
from kg.record.entries import Change, ChangeKind
from kg.record.keeping.lists import delete_list, issues, write_list
from kg.record.keeping.state import note_revision, revision
from kg.record.ledger import forgive
from kg.record.linking import link, link_anew
from kg.record.naming import refresh
from kg.record.packing import facts_text
from kg.resolve import version
from kg.vocabulary import Concept

__all__ = ["forget_list", "judge", "keep_list", "put", "remove", "resolve_anew"]


def put(
    db: sqlite3.Connection,
    document: Document,
    facts: Facts,
    packed: str,
    extractor: str,
    sentences: Sequence[tuple[int, int]] | None,
) -> Change:
    """See `kg.record.Record.put`. ``packed`` are the facts as `kg.record.packing.pack` returns them."""
    now = revision(db) + 1
    there = documents.key_at(db, document.uri)
    old = documents.key_of(db, document.id)
    before = {key: documents.header(db, key) for key in (there, old) if key is not None}
    if old is not None and documents.is_read_as_shown(db, document, extractor):
        key, same_facts = old, True
    else:
        same_facts = old is not None and facts_text(db, old) == packed
        key = documents.write_document(db, document, packed, extractor, now)
    documents.write_sentences(db, key, document.text, sentences, new=old is None)
    documents.write_location(db, document, key)
    forgive(db, [document.uri])
    leaving = there if there is not None and there != key and documents.is_nowhere(db, there) else None
    of_before = None if leaving is None else judging.text_key_of(db, leaving)
    has_come_along = there is not None and there != key and judging.carry(db, there, key)
    is_news = has_come_along or not same_facts
    judged = judging.judged_facts(db, key, None if same_facts else facts).facts if is_news else facts
    changes = [(key, judged)] if is_news else []
    if has_come_along:
        twins = [each for each in judging.keys_of_text(db, text_key(document.text)) if each != key]
        changes += _rejudged(db, twins)
    staying = {each for each in (there, key) if each not in (None, leaving)}
    for each in staying:
        documents.show_first_location(db, each)
    relinked = link(db, [*changes, *([] if leaving is None else [(leaving, None)])], now)
    removed = () if leaving is None else (documents.delete_document(db, leaving, now),)
    seen_anew = {each for each in staying if documents.header(db, each) != before.get(each)}
    for each, of_it in changes:
        seen_anew.add(each)
        _write_reviews(db, each, of_it)
    documents.touch(db, seen_anew, now)
    if not (seen_anew or removed or relinked):
        now -= 1
    note_revision(db, now)
    if old is None and there is None:
        kind = ChangeKind.ADDED
    elif same_facts and there != key:
        kind = ChangeKind.LOCATED
    else:
        kind = ChangeKind.CHANGED if seen_anew else ChangeKind.UNCHANGED
    waiting = 0 if of_before is None else judging.count_waiting(db, of_before, text_key(document.text))
    return Change(kind, document.id, now, removed, relinked, waiting, old is not None and there != key)


def remove(db: sqlite3.Connection, key: int, uri: str | None) -> Change:
    """Remove the location ``uri`` (None: all), and the document if it has no other. See `kg.record.Record.remove`."""
    now = revision(db) + 1
    before = documents.header(db, key)
    documents.delete_locations(db, key, uri)
    if not documents.is_nowhere(db, key):
        documents.show_first_location(db, key)
        if documents.header(db, key) == before:
            now -= 1
        else:
            documents.touch(db, {key}, now)
        note_revision(db, now)
        return Change(ChangeKind.LOCATED, documents.id_of(db, key), now)
    relinked = link(db, [(key, None)], now)
    id_ = documents.delete_document(db, key, now)
    note_revision(db, now)
    return Change(ChangeKind.REMOVED, id_, now, (id_,), relinked)


def judge(db: sqlite3.Connection, judgements: Iterable[Judgement]) -> int:
    """Keep these judgements, each replacing the one of its id; how many of them are new or changed.

    The documents that they are about are updated at once, with the next revision.
    """
    new: list[Judgement] = []
    texts: set[str] = set()
    for judgement in (each for one in judgements for each in judging.with_versions(db, one)):
        about = _texts(db, judgement)
        if judging.write_row(db, judgement):
            new.append(judgement)
            texts |= about
    if not new:
        return 0
    now = revision(db) + 1
    keys = [key for text in sorted(texts) for key in judging.keys_of_text(db, text)]
    changes = _rejudged(db, keys)
    link(db, changes, now, judge_anew=any(each.verdict.is_of_actors for each in new))
    for key, facts in changes:
        _write_reviews(db, key, facts)
    documents.touch(db, keys, now)
    note_revision(db, now)
    return len(new)


def _rejudged(db: sqlite3.Connection, keys: Iterable[int]) -> list[tuple[int, Facts]]:
    """Write the settings of these documents; each one's key, and its facts with the judgements applied."""
    changes = []
    for key in keys:
        (date,) = db.execute("SELECT date FROM documents WHERE key = ?", (key,)).fetchone()
        documents.write_settings(db, key)
        # Its date has changed, and with it the days that its words mean: it has to be read again.
        db.execute("UPDATE documents SET extractor = '' WHERE key = ? AND date IS NOT ?", (key, date))
        changes.append((key, judging.judged_facts(db, key).facts))
    return changes


def _write_reviews(db: sqlite3.Connection, key: int, judged: Facts) -> None:
    """Write the reviews of the facts as the stores get them: facts that have become equal are one there."""
    judging.write_reviews(db, key, documents.linked_facts(db, key, judged) if is_reviewed(judged) else Facts())


def _texts(db: sqlite3.Connection, judgement: Judgement) -> set[str]:
    """The keys of the texts that a judgement is about, including later versions of them."""
    if isinstance(judgement.about, AboutActors):
        carried = db.execute("SELECT text_key FROM mentions WHERE judgement = ?", (judgement.id,))
        own = {mention.text for actor in judgement.about.actors for mention in actor.mentions}
        return own | {text for (text,) in carried} | {mention.text for _, mention in judgement.carried}
    return {judgement.about.text}


def keep_list(db: sqlite3.Connection, own: OwnList) -> None:
    """Keep a list, replacing the one of its name, and update its actors and issues."""
    before = issues(db)
    _rename(db, write_list(db, own), before)


def forget_list(db: sqlite3.Connection, name: str) -> None:
    """Delete the list of this name, and update its actors and issues. Raises `kg.errors.ListUnknownError`."""
    before = issues(db)
    _rename(db, delete_list(db, name), before)


def _rename(db: sqlite3.Connection, actors: set[str], before: tuple[Concept, ...]) -> None:
    """Write the rows of these actors, which a list has changed; if it has changed issues too, note that, and give all
    documents new revisions, since any position may have other issues."""
    now = revision(db) + 1
    refresh(db, Counter(), now, actors)
    touched = db.executemany("UPDATE actors SET revision = ? WHERE id = ?", [(now, id_) for id_ in sorted(actors)])
    has_other_issues = issues(db) != before
    if has_other_issues:
        _set_state(db, "issues", str(now))
        # Each document gets its own revision: a store can go on with an interrupted update from where it stopped.
        db.execute("UPDATE documents SET revision = ? + key", (now,))
        now += db.execute("SELECT coalesce(max(key), 0) FROM documents").fetchone()[0]
    if touched.rowcount or has_other_issues:
        note_revision(db, now)


def resolve_anew(db: sqlite3.Connection) -> int:
    """Resolve all documents from scratch, and bring URIs and judgements up to the current rules; how many documents
    have other links."""
    now = revision(db) + 1
    keys = [key for (key,) in db.execute("SELECT key FROM documents ORDER BY key")]
    judged = ((key, judging.judged_facts(db, key).facts) for key in keys)
    changed = link_anew(db, judged, now)
    about = "SELECT key FROM documents WHERE text_key IN (SELECT text_key FROM judgements WHERE undone = 0)"
    reviewed = [key for (key,) in db.execute(about)]
    for key in reviewed:
        _write_reviews(db, key, judging.judged_facts(db, key).facts)
    documents.touch(db, reviewed, now)
    if keys:
        note_revision(db, now)
    _move_places(db)
    _set_state(db, "resolution", version())
    return changed


def _move_places(db: sqlite3.Connection) -> None:
    """Replace each URI that has ``..`` in it by the one that files get now. Where a document has that already, the file
    was named in two ways: the old location is removed."""
    for key, uri, new in _moved(db, "document, uri FROM locations"):
        if documents.key_at(db, new) is not None:
            remove(db, key, uri)
            continue
        db.execute("UPDATE locations SET uri = ? WHERE uri = ?", (new, uri))
        documents.show_first_location(db, key)
        now = revision(db) + 1
        documents.touch(db, {key}, now)
        note_revision(db, now)
    for _, uri, new in _moved(db, "NULL, uri FROM refusals"):
        db.execute("UPDATE OR REPLACE refusals SET uri = ? WHERE uri = ?", (new, uri))


def _moved(db: sqlite3.Connection, what: str) -> list[tuple[int, str, str]]:
    rows = db.execute(f"SELECT {what} WHERE uri GLOB 'file:///*/../*' ORDER BY uri").fetchall()
    # The fragment names a part of a file, and may have ``..`` in it.
    return [(key, uri, plain(uri)) for key, uri in rows if plain(uri) != uri]


def _set_state(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))
