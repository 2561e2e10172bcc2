"""Whether a text is a bulletin of negotiations, by its genre or by the text itself."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import STATES_AND_BLOCS
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.text.document import document_of
from kg.extract.text.layout import is_in_margin, opens_block, text_of
from kg.extract.text.note import Note
from kg.extract.words import lexicon
from kg.model import ActorType, Genre, MentionReason

__all__ = ["GENRE", "genre", "is_bulletin", "speaks", "speaks_in_main_clause"]

SHORT = 400
"""Tokens of a short text at most, in which one state in capitals is enough."""
LEAST_PARTIES, LEAST_TURNS, PARTIES_SHARE = 7, 8, 0.55
"""How many states and blocs have to speak, how often, and their share of all who do."""
MANY_PARTIES = 15
"""How many states and blocs speak only in a bulletin, whoever else does: in a long one also chairs and bodies do."""
DELEGATE, MANY_DELEGATES, PARTIES_BESIDE_DELEGATES = "delegate", 6, 3
"""How often delegates without a name speak only in a bulletin, "Delegates agreed to ...", and how many states and blocs
speak beside them there: those of a party's congress in the news speak alone."""
LETTERS = 3
"""How many letters of a name decide whether it is in capitals."""

GENRE: Note[Genre | None] = Note("genre", lambda: None)
"""The genre as which a text is read: the document's, or the one that its words show where it has none."""


def genre(doc: Doc) -> Doc:
    """Note as which genre the text is read: that of the document, or where it has none, a bulletin if it is written as
    one."""
    own = document_of(doc).genre
    GENRE.put(doc, Genre.BULLETIN if own is None and _is_written_as_bulletin(doc) else own)
    return doc


def is_bulletin(doc: Doc) -> bool:
    """Whether a text is read as a bulletin, in which parties speak as persons do elsewhere, so that "he" may be a
    state: "KENYA said he ..."."""
    return GENRE(doc) == Genre.BULLETIN


def speaks(subject: Token) -> bool:
    """Whether a subject has a verb of reporting: "[Peru] said"."""
    return subject.head.lemma_ in lexicon.cues()


def speaks_in_main_clause(subject: Token) -> bool:
    """Whether a main clause has a subject and its verb of reporting: "[Peru] said"; not "Chile said [Peru] agreed"."""
    return speaks(subject) and subject.head.dep_ in {"ROOT", "conj"}


def _is_written_as_bulletin(doc: Doc) -> bool:
    """Whether states stand in capitals, or many parties, or some and many delegates, speak, as they do in a
    bulletin."""
    if _has_states_in_capitals(doc):
        return True
    speakers = list(_speakers(doc))
    turns = [m.entry.id if m.entry is not None else m.name for m, _ in speakers if m.type in STATES_AND_BLOCS]
    parties = len(set(turns))
    if parties >= MANY_PARTIES:
        return True
    if parties >= LEAST_PARTIES and len(turns) >= LEAST_TURNS and len(turns) > PARTIES_SHARE * len(speakers):
        return True
    delegates = sum(head.lemma_.casefold() == DELEGATE for _, head in speakers)
    return delegates >= MANY_DELEGATES and parties >= PARTIES_BESIDE_DELEGATES


def _speakers(doc: Doc) -> Iterator[tuple[TokenMention, Token]]:
    """The actors that are the subject of a verb of reporting, with the head of the subject."""
    for mention in MENTIONS(doc):
        head = doc[mention.head]
        if head.dep_ == "nsubj" and speaks(head):
            yield mention, head


def _has_states_in_capitals(doc: Doc) -> bool:
    """Whether states are named in capitals within a text, which names no others so: "On cod, KENYA said ..."."""
    in_capitals = {m.name for m in MENTIONS(doc) if m.type == ActorType.STATE and _is_in_capitals(doc, m)}
    return len(in_capitals) >= (2 if len(doc) > SHORT else 1)


def _is_in_capitals(doc: Doc, mention: TokenMention) -> bool:
    """Whether a name that the layout has written in small letters stands in capitals in the text; not an acronym, nor
    where a dateline names a city: "BEIJING/WASHINGTON, Aug 23 -"."""
    first = doc[mention.start]
    if mention.reason != MentionReason.NAME or opens_block(first) or is_in_margin(first):
        return False
    opening = document_of(doc).text[first.idx : first.idx + LETTERS]
    return opening.isalpha() and opening.isupper() and opening != text_of(doc)[first.idx : first.idx + LETTERS]
