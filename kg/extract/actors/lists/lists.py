"""Plain lists of actors: "Peru, Chile and the EU".

The parser often loses members of a long list of parties, so lists are read in the linear text as well.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.grammar.occurrences import after_article, is_possessive_mark, word_at
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "before_verb",
    "ends_name",
    "list_around",
    "listed",
    "mention_by_token",
    "mentions_by_start",
    "owned_by_name",
]

LIST_FILLERS = word_set("list-fillers")
LONGEST_LIST = 60
"""Members of a list that are read at most: a longer one is a register, and nobody's position."""
JOINING = {"&", "and", "as", "plus"}
"""Words before the last member of a list."""
RELATIVE_PRONOUNS = {"whose", "which", "who"}
MODIFIER_ARCS = {"amod", "compound", "nmod", "poss"}
SIDE_OPENERS = word_set("side-openers")
PLACING_PREPOSITIONS = word_set("placing-prepositions")
OPENERS = PLACING_PREPOSITIONS | word_set("openers-of-circumstance")
WORDS_BEFORE_FURTHER_PARTIES = word_set("words-before-further-parties")


@once_a_document
def mention_by_token(doc: Doc) -> dict[int, TokenMention]:
    """The longest mention that each token stands in."""
    table: dict[int, TokenMention] = {}
    for mention in MENTIONS(doc):
        for i in range(mention.start, mention.end):
            if i not in table or table[i].end - table[i].start < mention.end - mention.start:
                table[i] = mention
    return table


def ends_name(doc: Doc, end: int) -> bool:
    """Whether the name of an actor ends right before the token ``end``."""
    mention = mention_by_token(doc).get(end - 1)
    return mention is not None and mention.end == end


def listed(doc: Doc, start: int) -> tuple[list[Token], int]:
    """The heads of the actors in a plain list that begins at a token, and the token where it ends. Only the first, if
    nothing but commas stands between and a nominal is among them: "the Front, four tiny parties, opposes ..."."""
    covering = mention_by_token(doc)
    out: list[Token] = []
    ends = [start]
    has_nominal = joined = False
    i = start
    while i < len(doc) and len(out) < LONGEST_LIST:
        token = doc[i]
        mention = covering.get(i)
        if mention is not None and mention.start == i:
            if out and token.lower_ in RELATIVE_PRONOUNS:
                break
            has_nominal |= mention.reason == MentionReason.NOMINAL
            mention = _titled_person(doc, covering, mention) or mention
            out.append(doc[mention.head])
            i = _after_brackets(doc, mention.end)
            ends.append(i)
        elif token.lower_ in LIST_FILLERS:
            if token.text == "," and (_is_last(doc, covering, start, i) or not _continues(doc, covering, i + 1)):
                break
            joined |= token.lower_ in JOINING
            i += 1
        else:
            break
    return (out[:1], ends[:2][-1]) if has_nominal and not joined else (out, ends[-1])


def _is_last(doc: Doc, covering: dict[int, TokenMention], first: int, comma: int) -> bool:
    """Whether a list ends with the name before a comma: "opposed by Peru and Chile, Fiji agreed"."""
    name, joining = covering.get(comma - 1), {"and", "&"}
    link = first if name is None else name.start - 1 - (doc[name.start - 1].lower_ == "the")
    return link > first and doc[link].lower_ in joining and doc[comma + 1 : comma + 2].text not in joining


def _titled_person(doc: Doc, covering: dict[int, TokenMention], mention: TokenMention) -> TokenMention | None:
    """The person before whose name an actor stands as part of the title: "[Chinese] Vice Minister Liu He"."""
    if mention.type == ActorType.PERSON:
        return None
    i = mention.end
    while i < len(doc) and i < mention.end + 6 and (doc[i].pos_ in {"PROPN", "NOUN", "ADJ"} or doc[i].text == "-"):
        mention_there = covering.get(i)
        if mention_there is not None and mention_there.type == ActorType.PERSON and mention_there.start == i:
            return mention_there
        i += 1
    return None


def _continues(doc: Doc, covering: dict[int, TokenMention], i: int) -> bool:
    """Whether a list goes on at a token, with a mention or with words such as "as well as" before one."""
    while i < len(doc) and doc[i].lower_ in WORDS_BEFORE_FURTHER_PARTIES:
        if doc[i].lower_ in {"other", "several"} and i in covering and covering[i].start == i:
            return True  # "Peru and [other LDCs]"
        i += 1
    return i < len(doc) and i in covering and covering[i].start == i


def list_around(doc: Doc, token: Token) -> list[Token]:
    """The heads of all members of the plain list that the mention at ``token`` stands in, in text order."""
    covering = mention_by_token(doc)
    mention = covering.get(token.i)
    if mention is None or token.lower_ == "those":
        return [token]  # in "Peru and [those] who refused", the clause is about the latter only
    start = previous_start = mention.start
    between: list[set[str]] = []
    while len(between) < LONGEST_LIST:
        i = start - 1
        separators = set()
        while i >= 0 and doc[i].lower_ in {",", "and", "the", "&"} and not doc[i + 1].is_sent_start:
            separators.add(doc[i].lower_)
            i -= 1
        separators -= {"the"}
        if not separators or i not in covering:
            break
        if between and between[0] - {","} and separators - {","}:
            # a list has one "and": "... farmers and miners, and Peru left", "After Chad and Mali, Fiji and Peru left"
            start = previous_start if between[-1] == {","} else start
            break
        previous = covering[i]
        if previous.reason == MentionReason.NATIONALITY and doc[previous.head].dep_ in MODIFIER_ARCS:
            break
        between.append(separators)
        start, previous_start = previous.start, start
    if len(between) == 1 and len(between[0]) > 1:
        start = mention.start  # "Chile proposed a group, and Peru called ...": a list of two has no comma
    if start == mention.start and not _continues_after(doc, covering, mention):
        return [token]
    members, _ = listed(doc, start)
    kinds = {m.type for m in (covering.get(t.i) for t in members) if m is not None}
    if len(members) < 2 or (ActorType.PERSON in kinds and len(kinds) > 1):
        return [token]
    opener = start - 1
    while opener > 0 and doc[opener].pos_ in {"ADJ", "DET"}:
        opener -= 1
    opening, acting = _split_at_subject(members)
    if acting and any(t.i == token.i for t in opening):
        return opening
    if acting or word_at(doc, opener) in PLACING_PREPOSITIONS or _opens_sentence(doc, opener):
        # "On sinks in Canada, the EU and Norway": the first name belongs to the topic
        members = acting or members[1:]
    return members if any(t.i == token.i for t in members) else [token]


def _split_at_subject(members: list[Token]) -> tuple[list[Token], list[Token]]:
    """The members of a supposed list before the subject of the clause and from it on: "After [Peru] met, [Chile] left".
    All are before it where the parser finds no subject apart from the first."""
    first = members[0]
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    if first.dep_ in {"pobj", "dobj"}:
        for n, member in enumerate(members):
            if member.dep_ in SUBJECTS:
                return members[:n], members[n:]
    return members, []


def _opens_sentence(doc: Doc, preposition: int) -> bool:
    """Whether a preposition belongs to an adverbial phrase that opens a sentence: "After talks [with] Peru, ...", "Led
    [by] Peru, ..."."""
    if preposition < 0 or doc[preposition].pos_ != "ADP":
        return False
    start, _ = sentence_bounds(doc[preposition])
    plain = all(t.text != "," and t.pos_ not in {"VERB", "AUX"} for t in doc[start + 1 : preposition])
    return plain and (doc[start].lower_ in OPENERS or doc[start].tag_ == "VBN")


def _after_brackets(doc: Doc, i: int) -> int:
    """The index after a short remark in brackets at ``i``, "SWITZERLAND [(for the EIG)]"; ``i`` if there is none."""
    if i < len(doc) and doc[i].text == "(":
        return next((k + 1 for k in range(i, min(i + 8, len(doc))) if doc[k].text == ")"), i)
    return i


def _continues_after(doc: Doc, covering: dict[int, TokenMention], mention: TokenMention) -> bool:
    i = _after_brackets(doc, mention.end)
    if i < len(doc) and doc[i].lower_ in {",", "and"}:
        return _continues(doc, covering, i + 1)
    return False


def before_verb(verb: Token) -> list[Token]:
    """The head of the actor right before ``verb`` or before a remark between commas, where the parser took the topic
    for the subject ("On sinks, the EU, with JAPAN, opposed ..."); none after a preposition."""
    doc = verb.doc
    covering = mention_by_token(doc)
    start = verb.sent.start
    i = verb.i - 1
    while i > start and (doc[i].pos_ in {"ADV", "AUX"} or doc[i].dep_ in {"aux", "neg", "advmod"}):
        i -= 1
    while i > start + 2 and doc[i].lower_ == "others" and doc[i - 1].lower_ in {"and", "many"}:
        i -= 2
    if i > start and doc[i].text == ",":
        comma = next(
            (k for k in range(i - 1, start, -1) if doc[k].text == "," and doc[k + 1].lower_ in SIDE_OPENERS), None
        )
        if comma is None:
            return []
        i = comma - 1
    mention = covering.get(i)
    if mention is None or mention.end != i + 1:
        return []
    opener = doc[mention.start - 1] if mention.start > start else None
    while opener is not None and opener.pos_ in {"ADJ", "DET"} and opener.i > start:
        opener = doc[opener.i - 1]
    if opener is not None and opener.pos_ == "ADP":
        return []
    return [doc[mention.head]]


def owned_by_name(doc: Doc, owner: TokenMention) -> TokenMention | None:
    """The mention right after the possessive of a name: "Peru's [ministry]"."""
    end = owner.end
    if is_possessive_mark(doc, end):
        return mentions_by_start(doc).get(end + 1)
    return mentions_by_start(doc).get(end) if is_possessive_mark(doc, end - 1) else None


@once_a_document
def mentions_by_start(doc: Doc) -> dict[int, TokenMention]:
    """The longest mention of an actor that begins at each token, with its article or after it."""
    table: dict[int, TokenMention] = {}
    for mention in MENTIONS(doc):
        if mention.head not in CLUSTER_OF(doc):
            continue
        for start in {mention.start, after_article(doc, mention.start)}:
            if start not in table or table[start].end < mention.end:
                table[start] = mention
    return table
