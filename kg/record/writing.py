"""The writes to the file, each inside a transaction that its caller has begun."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.judgements import AboutActors, Judgement, is_reviewed, text_key
from kg.lists import OwnList
from kg.model import Document, Facts
from kg.model.places import plain
from kg.record import documents
from kg.record.entries import Change, ChangeKind
from kg.record.judgements import (
    carry,
    count_waiting,
    judged_facts,
    keys_of_text,
    text_key_of,
    with_versions,
    write_reviews,
    write_row,
)
from kg.record.judgements.resolved import linked_facts
from kg.record.judgements.undoing import UndoneAt
from kg.record.keeping.as_loaded import as_loaded
from kg.record.keeping.lists import delete_list, issues, write_list
from kg.record.keeping.state import note_revision, revision
from kg.record.ledger import forgive
from kg.record.linking import link, relink_all
from kg.record.naming import refresh
from kg.record.packing import facts_text
from kg.resolve import version
from kg.vocabulary import Concept

__all__ = ["forget_list", "judge", "keep_list", "put", "remove", "resolve_anew", "write_judgements"]


# What `put` does follows from two keys: that of the document's text, which is known if a document has its id, and that
# of the text that was at its URI. The judgements of a replaced text are carried over to the new one; if it is at no
# other URI it is an orphan, and is removed.
#
# | text  | at its URI   | kind of change                                      | what was there |
# | ----- | ------------ | --------------------------------------------------- | -------------- |
# | new   | nothing      | added                                               |                |
# | new   | another text | changed                                             | is replaced    |
# | known | this text    | unchanged; with other facts or headers changed      |                |
# | known | nothing      | located; with other facts changed                   |                |
# | known | another text | located; with other facts changed                   | is replaced    |
def put(
    db: sqlite3.Connection,
    document: Document,
    facts: Facts,
    packed: str,
    extractor: str,
    sentences: Sequence[tuple[int, int]] | None,
) -> Change:
    """Write a document with its facts, in place of the one at its URI, as `kg.record.Record.put` describes.

    ``packed`` are the facts as `kg.record.packing.pack` returns them. ``sentences`` are spans in the text; None keeps
    those of a known document and splits a new one roughly.
    """
    document = as_loaded(db, document)
    new_revision = revision(db) + 1
    key_at_uri = documents.key_at(db, document.uri)
    key_of_text = documents.key_of(db, document.id)
    old_headers = {key: documents.header(db, key) for key in (key_at_uri, key_of_text) if key is not None}

    key, has_same_facts = _write_facts(db, document, packed, extractor, key_of_text, new_revision)
    documents.write_sentences(db, key, document.text, sentences, new=key_of_text is None)
    documents.write_location(db, document, key)
    forgive(db, [document.uri])

    is_new_place = key_at_uri != key
    replaced_key = key_at_uri if is_new_place else None
    orphaned_key = replaced_key if replaced_key is not None and documents.is_nowhere(db, replaced_key) else None
    orphaned_text = None if orphaned_key is None else text_key_of(db, orphaned_key)
    changes = _judged_changes(db, key, text_key(document.text), replaced_key, None if has_same_facts else facts)

    remaining_keys = {each for each in (key, replaced_key) if each is not None and each != orphaned_key}
    for remaining_key in remaining_keys:
        documents.show_first_location(db, remaining_key)
    unlinked = [] if orphaned_key is None else [(orphaned_key, None)]
    relinked = link(db, [*changes, *unlinked], new_revision)
    removed = () if orphaned_key is None else (documents.delete_document(db, orphaned_key, new_revision),)

    touched_keys = {each for each in remaining_keys if documents.header(db, each) != old_headers.get(each)}
    for changed_key, judged in changes:
        touched_keys.add(changed_key)
        _write_reviews(db, changed_key, judged)
    documents.touch(db, touched_keys, new_revision)
    final_revision = new_revision if touched_keys or removed or relinked else new_revision - 1
    note_revision(db, final_revision)

    waiting = 0 if orphaned_text is None else count_waiting(db, orphaned_text, text_key(document.text))
    is_known = key_of_text is not None
    if not is_known and key_at_uri is None:
        kind = ChangeKind.ADDED
    elif has_same_facts and is_new_place:
        kind = ChangeKind.LOCATED
    else:
        kind = ChangeKind.CHANGED if touched_keys else ChangeKind.UNCHANGED
    return Change(kind, document.id, final_revision, removed, relinked, waiting, is_known and is_new_place)


def _write_facts(
    db: sqlite3.Connection, document: Document, packed: str, extractor: str, known_key: int | None, new_revision: int
) -> tuple[int, bool]:
    """Write the document and its facts; its key, and whether it had these facts already.

    The facts of a document that this version has read at its first URI, with another genre, stay as they are.
    """
    if known_key is not None and documents.is_read_as_shown(db, document, extractor):
        return known_key, True
    has_same_facts = known_key is not None and facts_text(db, known_key) == packed
    return documents.write_document(db, document, packed, extractor, new_revision), has_same_facts


def _judged_changes(
    db: sqlite3.Connection, key: int, text: str, replaced_key: int | None, new_facts: Facts | None
) -> list[tuple[int, Facts]]:
    """Carry judgements over from the replaced document; the keys and judged facts of documents that have new ones.

    ``text`` is the `text_key` of the written document. ``new_facts`` are None where it keeps its facts: then it is
    among the changes only if judgements were carried over. These concern all documents with the same text.
    """
    has_carried = replaced_key is not None and carry(db, replaced_key, key)
    if new_facts is None and not has_carried:
        return []
    changes = [(key, judged_facts(db, key, new_facts).facts)]
    if has_carried:
        changes += _reapply_judgements(db, [other for other in keys_of_text(db, text) if other != key])
    return changes


def remove(db: sqlite3.Connection, key: int, uri: str | None) -> Change:
    """Remove the location ``uri`` of a document (None: all of them), and the document if it has no other."""
    new_revision = revision(db) + 1
    old_header = documents.header(db, key)
    documents.delete_locations(db, key, uri)
    if not documents.is_nowhere(db, key):
        documents.show_first_location(db, key)
        if documents.header(db, key) == old_header:
            return Change(ChangeKind.LOCATED, documents.id_of(db, key), new_revision - 1)
        documents.touch(db, {key}, new_revision)
        note_revision(db, new_revision)
        return Change(ChangeKind.LOCATED, documents.id_of(db, key), new_revision)
    relinked = link(db, [(key, None)], new_revision)
    id_ = documents.delete_document(db, key, new_revision)
    note_revision(db, new_revision)
    return Change(ChangeKind.REMOVED, id_, new_revision, (id_,), relinked)


def judge(db: sqlite3.Connection, judgements: Iterable[Judgement]) -> int:
    """Keep these judgements, each replacing the one with its id; how many of them are new or changed.

    The documents that they concern are updated at once, with the next revision.
    """
    versions = (version for made in judgements for version in with_versions(db, made))
    return write_judgements(db, ((version, UndoneAt.HERE) for version in versions))


def write_judgements(db: sqlite3.Connection, judgements: Iterable[tuple[Judgement, UndoneAt]]) -> int:
    """Write judgements, each with its origin (`kg.record.judgements.undoing.merged_undoing`), and update the documents
    that they concern; how many of them are new or changed."""
    changed_judgements: list[Judgement] = []
    affected_texts: set[str] = set()
    for judgement, origin in judgements:
        # An undone judgement loses its mentions when it is written, and one that is in force again gets them then.
        texts = _text_keys(db, judgement)
        if write_row(db, judgement, origin):
            changed_judgements.append(judgement)
            affected_texts |= texts | _text_keys(db, judgement)
    if not changed_judgements:
        return 0
    new_revision = revision(db) + 1
    keys = [key for text in sorted(affected_texts) for key in keys_of_text(db, text)]
    changes = _reapply_judgements(db, keys)
    link(db, changes, new_revision, reapply_judgements=any(each.verdict.is_of_actors for each in changed_judgements))
    for key, facts in changes:
        _write_reviews(db, key, facts)
    documents.touch(db, keys, new_revision)
    note_revision(db, new_revision)
    return len(changed_judgements)


def _reapply_judgements(db: sqlite3.Connection, keys: Iterable[int]) -> list[tuple[int, Facts]]:
    """Write the settings of these documents; the key of each, and its facts with the judgements applied."""
    changes = []
    for key in keys:
        (old_date,) = db.execute("SELECT date FROM documents WHERE key = ?", (key,)).fetchone()
        documents.write_settings(db, key)
        # With another date, words such as "yesterday" mean other days: an empty extractor has the text read again.
        db.execute("UPDATE documents SET extractor = '' WHERE key = ? AND date IS NOT ?", (key, old_date))
        changes.append((key, judged_facts(db, key).facts))
    return changes


def _write_reviews(db: sqlite3.Connection, key: int, judged: Facts) -> None:
    """Write the reviews of the facts as the stores get them: facts that have become equal are one there."""
    write_reviews(db, key, linked_facts(db, key, judged) if is_reviewed(judged) else Facts())


def _text_keys(db: sqlite3.Connection, judgement: Judgement) -> set[str]:
    """The `text_key` of each text that a judgement is about, including later versions of them."""
    if isinstance(judgement.about, AboutActors):
        carried = db.execute("SELECT text_key FROM mentions WHERE judgement = ?", (judgement.id,))
        judged = {mention.text for actor in judgement.about.actors for mention in actor.mentions}
        return judged | {text for (text,) in carried} | {mention.text for _, mention in judgement.carried}
    return {judgement.about.text}


def keep_list(db: sqlite3.Connection, own_list: OwnList) -> None:
    """Keep a list, replacing the one of its name, and update the actors and issues that this changes."""
    old_issues = issues(db)
    _note_list_change(db, write_list(db, own_list), old_issues)


def forget_list(db: sqlite3.Connection, name: str) -> None:
    """Delete the list of this name, and update its actors and issues. Raises `kg.errors.ListUnknownError`."""
    old_issues = issues(db)
    _note_list_change(db, delete_list(db, name), old_issues)


def _note_list_change(db: sqlite3.Connection, changed_actors: set[str], old_issues: tuple[Concept, ...]) -> None:
    """Write the rows of these actors, which a list has changed. If it has changed issues too, note that, and give all
    documents new revisions, since any position may have other issues."""
    new_revision = revision(db) + 1
    refresh(db, Counter(), new_revision, changed_actors)
    touched = db.executemany(
        "UPDATE actors SET revision = ? WHERE id = ?", [(new_revision, id_) for id_ in sorted(changed_actors)]
    )
    has_other_issues = issues(db) != old_issues
    final_revision = new_revision
    if has_other_issues:
        _set_state(db, "issues", str(new_revision))
        # Each document gets its own revision: a store can go on with an interrupted update from where it stopped.
        db.execute("UPDATE documents SET revision = ? + key", (new_revision,))
        final_revision += db.execute("SELECT coalesce(max(key), 0) FROM documents").fetchone()[0]
    if touched.rowcount or has_other_issues:
        note_revision(db, final_revision)


def resolve_anew(db: sqlite3.Connection) -> int:
    """Resolve all documents from scratch, and bring URIs and judgements up to the current rules; how many documents
    have other links."""
    new_revision = revision(db) + 1
    keys = [key for (key,) in db.execute("SELECT key FROM documents ORDER BY key")]
    judged = ((key, judged_facts(db, key).facts) for key in keys)
    changed = relink_all(db, judged, new_revision)
    query = "SELECT key FROM documents WHERE text_key IN (SELECT text_key FROM judgements WHERE undone = 0)"
    judged_keys = [key for (key,) in db.execute(query)]
    for key in judged_keys:
        _write_reviews(db, key, judged_facts(db, key).facts)
    documents.touch(db, judged_keys, new_revision)
    if keys:
        note_revision(db, new_revision)
    _normalize_uris(db)
    _set_state(db, "resolution", version())
    return changed


def _normalize_uris(db: sqlite3.Connection) -> None:
    """Replace each file URI with ``..`` in it by the plain one that files get now.

    Where a document already has the plain one, the file was recorded under both: the location with ``..`` is removed.
    """
    for key, uri, plain_uri in _outdated_uris(db, "document, uri FROM locations"):
        if documents.key_at(db, plain_uri) is not None:
            remove(db, key, uri)
            continue
        db.execute("UPDATE locations SET uri = ? WHERE uri = ?", (plain_uri, uri))
        documents.show_first_location(db, key)
        new_revision = revision(db) + 1
        documents.touch(db, {key}, new_revision)
        note_revision(db, new_revision)
    for _, uri, plain_uri in _outdated_uris(db, "NULL, uri FROM refusals"):
        db.execute("UPDATE OR REPLACE refusals SET uri = ? WHERE uri = ?", (plain_uri, uri))


def _outdated_uris(db: sqlite3.Connection, columns_from: str) -> list[tuple[int, str, str]]:
    """The document's key, the URI and the plain URI that replaces it, by URI; ``columns_from`` is SQL for the first
    two columns and their table."""
    rows = db.execute(f"SELECT {columns_from} WHERE uri GLOB 'file:///*/../*' ORDER BY uri").fetchall()
    # The fragment names a part of a file, and may have ``..`` in it.
    return [(key, uri, plain(uri)) for key, uri in rows if plain(uri) != uri]


def _set_state(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))
