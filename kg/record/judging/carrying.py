"""Carrying judgements over from a text to the one that replaces it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from kg.judgements import AboutDocument, Judgement, MentionSeen, Reach
from kg.judgements.json_lines import written
from kg.judgements.moving import Sentence, is_version, moved, shifts
from kg.record.judging.identities import found_identities, read_judgements
from kg.record.judging.rows import SETTING, judgement_rows, judgements_of_text, keys_of_text, write_row

__all__ = ["carried_settings", "carry", "copies_for", "count_waiting", "text_key_of", "with_versions"]


def carry(db: sqlite3.Connection, old: int, new: int) -> bool:
    """Copy the judgements of the document with the key ``old`` to ``new``, which replaces it; whether any is new there.

    A judgement of a fact, or a mention of an actor, is copied where its sentences are unchanged, settings of the
    document where the two texts are versions of one. Undone judgements are copied as undone.
    """
    (here, text), (there, to) = _text(db, old), _text(db, new)
    if here == there:
        return False
    own = list(judgement_rows(db, text=here))
    asked = 'SELECT judgement, side, start, "end" FROM mentions WHERE text_key = ? ORDER BY judgement, side, start'
    mentions = db.execute(asked, (here,)).fetchall()
    if not own and not mentions:
        return False
    places = shifts(_sentences(db, old), _sentences(db, new))
    alike = is_version(text, to)
    ids: dict[str, str] = {}
    is_news = False
    for judgement in own:
        if isinstance(judgement.about, AboutDocument) and not alike:
            continue
        made = moved(judgement, there, places, ids)
        if made is not None:
            ids[judgement.id] = made.id
            is_news = _keep(db, made) or is_news
    known = set(db.execute(asked, (there,)))
    for judgement_id, side, *place in mentions:
        try:
            start, end = places.span(*place)
        except LookupError:
            continue
        if (judgement_id, side, start, end) not in known:
            (of_actors,) = judgement_rows(db, judgement_id)
            mention = MentionSeen(there, start, end, to[start:end])
            is_news = write_row(db, replace(of_actors, carried=((side, mention),))) or is_news
    return is_news


def copies_for(db: sqlite3.Connection, old: int, new: int) -> list[Judgement]:
    """The judgements of facts of the document with the key ``old`` as judgements of ``new``, where their sentences are
    unchanged; nothing is written."""
    here, there = text_key_of(db, old), text_key_of(db, new)
    places = shifts(_sentences(db, old), _sentences(db, new))
    ids: dict[str, str] = {}
    found = []
    for judgement in judgements_of_text(db, here):
        if (made := moved(judgement, there, places, ids)) is not None:
            ids[judgement.id] = made.id
            found.append(made)
    return found


def _keep(db: sqlite3.Connection, judgement: Judgement) -> bool:
    row = db.execute("SELECT undone FROM judgements WHERE id = ?", (judgement.id,)).fetchone()
    return not (row and row[0]) and write_row(db, judgement)


def carried_settings(db: sqlite3.Connection, old: int, text: str) -> list[Judgement]:
    """The settings of the document with the key ``old`` if ``text``, which replaces its text, is a version of it."""
    here, of_old = _text(db, old)
    found = judgements_of_text(db, here, SETTING)
    return found if found and is_version(of_old, text) else []


def with_versions(db: sqlite3.Connection, judgement: Judgement) -> list[Judgement]:
    """The judgement; if it is undone, with its copies for other versions of its text, undone as well."""
    if judgement.undone is None or judgement.verdict.is_of_actors:
        return [judgement]
    others = read_judgements(db, "at = ? AND undone = 0", (written(judgement.at),))
    same = [replace(one, undone=judgement.undone) for one in others if one.decision == judgement.decision]
    return [judgement, *(each for each in same if each.id != judgement.id)]


def count_waiting(db: sqlite3.Connection, text: str, there: str) -> int:
    """How many judgements of the text with this key have no effect: no document has the text any more, and they were
    not carried over to the text with the key ``there``, which has replaced it."""
    if keys_of_text(db, text):
        return 0
    carried = {each.decision for each in judgement_rows(db, text=there)}
    own = [each for each in judgement_rows(db, text=text) if each.undone is None and each.decision not in carried]
    of_actors = read_judgements(db, "undone = 0 AND id IN (SELECT judgement FROM mentions WHERE text_key = ?)", (text,))
    reaches = found_identities(db, list(of_actors)).reaches
    return len(own) + sum(reach is Reach.GONE for reach in reaches.values())


def text_key_of(db: sqlite3.Connection, key: int) -> str:
    """The key of the text of the document with this key."""
    return str(db.execute("SELECT text_key FROM documents WHERE key = ?", (key,)).fetchone()[0])


def _text(db: sqlite3.Connection, key: int) -> tuple[str, str]:
    """The `text_key` and the text of the document with this key."""
    of_text, text = db.execute("SELECT text_key, text FROM documents WHERE key = ?", (key,)).fetchone()
    return of_text, text


def _sentences(db: sqlite3.Connection, key: int) -> list[Sentence]:
    rows = db.execute('SELECT start, "end", text FROM sentences WHERE document = ? ORDER BY start', (key,))
    return [(start, end, words) for start, end, words in rows]
