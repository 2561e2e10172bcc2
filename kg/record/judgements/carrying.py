"""Carrying judgements over from a text to the one that replaces it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from kg.judgements import AboutDocument, AboutFact, Judgement, MentionSeen, Reach
from kg.judgements.json_lines import written
from kg.judgements.text_versions import Sentence, is_version, judgement_in_new_text, shifts
from kg.record.judgements.identities import found_identities, read_judgements
from kg.record.judgements.rows import SETTING, judgement_rows, judgements_of_text, keys_of_text, write_row
from kg.record.judgements.undoing import UndoneAt, undone_at

__all__ = ["carried_settings", "carry", "copies_in_force", "count_waiting", "text_key_of", "with_versions"]


def carry(db: sqlite3.Connection, old: int, new: int) -> bool:
    """Copy the judgements of the document with the key ``old`` to ``new``, which replaces it; whether any is new there.

    Judgements of facts and mentions of actors are copied where their sentences are unchanged, settings of the document
    where the two texts are versions of one. Undone judgements are copied as undone.
    """
    (old_text_key, old_text), (new_text_key, new_text) = _text(db, old), _text(db, new)
    if old_text_key == new_text_key:
        return False
    judgements = list(judgement_rows(db, text=old_text_key))
    mentions = db.execute(_MENTIONS_OF_TEXT, (old_text_key,)).fetchall()
    if not judgements and not mentions:
        return False
    moves = shifts(_sentences(db, old), _sentences(db, new))
    are_versions = is_version(old_text, new_text)
    already_there = {_place(each): each for each in judgement_rows(db, text=new_text_key)}
    new_ids: dict[str, str] = {}
    has_new = False
    for judgement in judgements:
        if isinstance(judgement.about, AboutDocument) and not are_versions:
            continue
        copied = judgement_in_new_text(judgement, new_text_key, moves, new_ids)
        if copied is not None:
            # A text that comes back has the judgement, perhaps with mentions that the text in between lacked.
            copied = replace(already_there.get(_place(copied), copied), undone=copied.undone)
            new_ids[judgement.id] = copied.id
            origin = undone_at(db, judgement.id) or UndoneAt.HERE
            has_new = _write_unless_undone(db, copied, origin) or has_new
    known_mentions = set(db.execute(_MENTIONS_OF_TEXT, (new_text_key,)))
    for judgement_id, side, *old_span in mentions:
        try:
            start, end = moves.span(*old_span)
        except LookupError:
            continue
        if (judgement_id, side, start, end) not in known_mentions:
            (of_actors,) = judgement_rows(db, judgement_id)
            mention = MentionSeen(new_text_key, start, end, new_text[start:end])
            has_new = write_row(db, replace(of_actors, carried=((side, mention),))) or has_new
    return has_new


def _place(judgement: Judgement) -> tuple[object, ...]:
    """A key that two judgements of one text share if they are the same decision about the same place."""
    about = judgement.about
    return judgement.decision, (about.start, about.end) if isinstance(about, AboutFact) else None


_MENTIONS_OF_TEXT = """SELECT judgement, side, start, "end" FROM mentions WHERE text_key = ?
    ORDER BY judgement, side, start"""


def _write_unless_undone(db: sqlite3.Connection, judgement: Judgement, origin: UndoneAt) -> bool:
    """Write the judgement, unless the record has it as undone; whether that changes anything. ``origin`` is where it
    was undone, if it was."""
    return not undone_at(db, judgement.id) and write_row(db, judgement, origin)


def carried_settings(db: sqlite3.Connection, old: int, text: str) -> list[Judgement]:
    """The settings of the document with the key ``old`` if ``text``, which replaces its text, is a version of it; else
    an empty list."""
    old_text_key, old_text = _text(db, old)
    settings = judgements_of_text(db, old_text_key, SETTING)
    return settings if settings and is_version(old_text, text) else []


def with_versions(db: sqlite3.Connection, judgement: Judgement) -> list[Judgement]:
    """The judgement, and if it is undone, its copies for other versions of the text, which are undone with it."""
    if judgement.undone is None:
        return [judgement]
    return [judgement, *(replace(each, undone=judgement.undone) for each in copies_in_force(db, judgement))]


def copies_in_force(db: sqlite3.Connection, judgement: Judgement) -> list[Judgement]:
    """The copies of a judgement for other versions of its text that are not undone."""
    if judgement.verdict.is_of_actors:
        return []
    simultaneous = read_judgements(db, "at = ? AND undone = 0", (written(judgement.at),))
    return [each for each in simultaneous if each.decision == judgement.decision and each.id != judgement.id]


def count_waiting(db: sqlite3.Connection, old_text: str, new_text: str) -> int:
    """How many judgements of a replaced text have no effect: no document has the text any more, and they were not
    carried over to the new one. Both texts are given by their `text_key`."""
    if keys_of_text(db, old_text):
        return 0
    carried = {each.decision for each in judgement_rows(db, text=new_text)}
    in_force = [each for each in judgement_rows(db, text=old_text) if each.undone is None]
    waiting = [each for each in in_force if each.decision not in carried]
    condition = "undone = 0 AND id IN (SELECT judgement FROM mentions WHERE text_key = ?)"
    reaches = found_identities(db, list(read_judgements(db, condition, (old_text,)))).reaches
    return len(waiting) + sum(reach is Reach.GONE for reach in reaches.values())


def text_key_of(db: sqlite3.Connection, key: int) -> str:
    """The key of the text of the document with this key."""
    return str(db.execute("SELECT text_key FROM documents WHERE key = ?", (key,)).fetchone()[0])


def _text(db: sqlite3.Connection, key: int) -> tuple[str, str]:
    """The `text_key` and the text of the document with this key."""
    text_key, text = db.execute("SELECT text_key, text FROM documents WHERE key = ?", (key,)).fetchone()
    return text_key, text


def _sentences(db: sqlite3.Connection, key: int) -> list[Sentence]:
    """Start, end and words of each sentence of the document, in the order of the text."""
    rows = db.execute('SELECT start, "end", text FROM sentences WHERE document = ? ORDER BY start', (key,))
    return [(start, end, words) for start, end, words in rows]
