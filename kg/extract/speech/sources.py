"""The actors behind a report: those whom its sources name, those for whom they speak, and sources that no other fact
knows: "many", "the critics", documents, which speak for whoever made them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, is_state
from kg.extract.actors.lists.lists import before_verb, ends_name
from kg.extract.actors.lists.subjects import actors_of
from kg.extract.grammar.arcs import complements
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.quotations import quotations
from kg.extract.grammar.tense import NOUN_SUBJECTS, TIMES
from kg.extract.mentions.mention import TokenMention
from kg.extract.speech.reports import Report
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.text.memo import once_a_document
from kg.extract.text.note import Note
from kg.extract.words import lexicon
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import has_class
from kg.model import ActorType, MentionReason

__all__ = ["UNNAMED", "add_unnamed_source", "kind_of_source", "on_whose_word", "said_by"]

YEAR = re.compile(r"\d{4}")
PARTS_OF_PEOPLE = word_set("portions") | word_set("crowds") | word_set("parts-of-people")
TOKENS_OF_SOURCE = 7
"""The most tokens of a source's noun phrase before its head."""

TOKENS_TO_PERSON = 40
"""Tokens before a "he" or "she" that may refer to a person without a name who acted last."""

VERBS_OF_SIGNING = word_set("verbs-of-signing")
"""Verbs of those who sign what others have made: "a bill signed by the president"."""

OFTEN = 3
"""How often an "I" must act outside quotations, where nobody is known to speak, to be the author of the text."""

UNNAMED: Note[dict[str, Cluster]] = Note("unnamed", dict)
"""Sources without a name by the words that they are called, folded: the same words mean the same one."""


def said_by(doc: Doc, report: Report) -> tuple[Cluster, ...]:
    """The actors behind a report, each once: those whom its sources name, and those for whom they speak."""
    sources_by_cue = _answers(doc)
    if report.cue not in sources_by_cue:
        sources_by_cue[report.cue] = tuple(_find_or_add(doc, report)) if report.sources else ()
    return sources_by_cue[report.cue]


@once_a_document
def _answers(doc: Doc) -> dict[int, tuple[Cluster, ...]]:
    """The answers of `said_by` by a report's cue, so that a source without a name is added once."""
    return {}


def on_whose_word(doc: Doc, report: Report, holder: Cluster) -> tuple[Cluster, ...]:
    """Those on whose word a report tells of the holder. Where the holder is one of several who say it ("[Peru] and
    Chile said ..."), only those who speak for it. "According to Reuters, Peru and Chile rejected" may be parsed as a
    list of three: if the holder is in it, only those up to the comma."""
    sources = said_by(doc, report)
    if holder in sources and report.kind == "according-to":
        comma = next((i for i in range(report.cue, len(doc)) if doc[i].text == ","), len(doc))
        sources = tuple(c for c in sources if any(report.cue < m.head < comma for m in c.mentions))
    if holder not in sources:
        return sources
    delegated = [
        (one, whom) for i in report.sources for one, whom, relation in actors_of([doc[i]]) if relation == "on-behalf"
    ]
    speaking = [cluster_at(one) for one, whom in delegated if whom is holder]
    return tuple(c for c in sources if c is not holder and any(c is one for one in speaking))


def _is_done_by_speakers(doc: Doc, report: Report) -> bool:
    """Whether only those who speak or write do what the cue says: a thing may show that something is so, not say it."""
    if report.kind == "according-to":
        return True
    cue = doc[report.cue]
    lemma = cue.lemma_.casefold()
    telling = report.kind in {"clause", "quote", "parenthetical", "closing"} and cue.pos_ == "VERB"
    telling = telling and not _is_about_far_noun(cue)
    return telling and has_class(lemma, "say") and not has_class(lemma, "show")


def _is_about_far_noun(clause: Token) -> bool:
    """Whether a relative clause may be about another noun than the one it is attached to: "a [breach] of Article 5,
    which says that", where the breach says nothing."""
    before = clause.left_edge.i - 1
    if clause.dep_ != "relcl" or before < 1:
        return False
    return clause.head.i < before - (clause.doc[before].text == ",")


def _find_or_add(doc: Doc, report: Report) -> list[Cluster]:
    """The answer of `said_by`; a source without a name that is new to the text is added to `UNNAMED`."""
    actors: dict[str, Cluster] = {}
    tokens = [doc[i] for i in report.sources]
    if report.kind == "label":  # whom a label means is told by the turns around it
        tokens = [doc[i] for i in SPEAKERS(doc).get(report.start, ())] or tokens
    tells = _is_done_by_speakers(doc, report)
    if all(cluster_at(token) is None for token in tokens) and doc[report.cue].pos_ == "VERB":
        tokens = before_verb(doc[report.cue]) or tokens
    if any(token.lower_ in word_set("first-person") for token in tokens):
        tokens = [doc[i] for token in tokens for i in SPEAKERS(doc).get(token.i, ()) or (token.i,)]
    for token in tokens:
        named = list(actors_of([token]))
        for mention, cluster, relation in named:
            speaker = cluster_at(mention) if relation == "on-behalf" else None
            for actor in (speaker, cluster):
                if actor is not None:
                    actors.setdefault(actor.id, actor)
        half = ends_name(doc, token.i + 1) and cluster_at(token) is None  # "allies and [partners]"
        unnamed = add_unnamed_source(token, tells=tells) if not named and not half else None
        if unnamed is not None:
            actors.setdefault(unnamed.id, unnamed)
    return list(actors.values())


def add_unnamed_source(token: Token, *, tells: bool = False) -> Cluster | None:
    """The source that the phrase headed by ``token`` names, with one more mention; None where it can be none.

    A document speaks for whoever made it: the actor that the words about it name, else nobody (`Cluster.writing`). A
    person may have a name in apposition: "the challenger, Bo Ek". ``tells``: whether only people, bodies and documents
    do what it does, so that it is one of them whatever it is called.
    """
    if token.lower_ in {"he", "she"}:
        person = _person_before(token)
        return (cluster_at(person) or add_unnamed_source(person)) if person is not None else None
    if token.lower_ == "i" and _is_told_by_its_author(token.doc):
        return _add_mention("author", token, (token.i, token.i + 1), ActorType.PERSON)
    if not any(map(str.isalpha, token.text)):
        return None  # the hyphen of a name that the tagger takes for a noun: "according to UN[-]Women"
    kind_by_noun = kind = kind_of_source(token)
    if tells and kind in {"thing", "PROPN"}:
        kind = "document"
    if kind not in {"people", "document"} or (not tells and _shows(token)):
        return None
    actor = _maker_of(token) if kind == "document" else _named_beside(token)
    if actor is not None:
        return actor
    words = _phrase(token)
    type_ = ActorType.ORGANIZATION if token.pos_ == "PROPN" else ActorType.GROUP
    source = _add_mention(token.doc[slice(*words)].text, token, words, type_)
    is_name = token.pos_ == "PROPN"
    writing = token.lower_ in word_set("names-of-no-actor") if is_name else kind_by_noun == "document"
    source.writing = writing and token.lemma_.casefold() not in word_set("bodies-that-publish")
    return source


def _shows(noun: Token) -> bool:
    """Whether a noun names what shows that something is so, and speaks only where a verb of saying has it for its
    subject: "all [signs] suggest"; not "the [sign] said"."""
    return lexicon.attitudes().get((noun.lemma_.casefold(), "noun")) == ("show",)


def _named_beside(token: Token) -> Cluster | None:
    appositions = (cluster_at(c) for c in token.children if c.dep_ == "appos" and token.tag_ == "NN")
    return next((c for c in appositions if c is not None and c.type == ActorType.PERSON), None)


def _add_mention(name: str, token: Token, words: tuple[int, int], type_: ActorType) -> Cluster:
    by_name = UNNAMED(token.doc)
    cluster = by_name.get(fold(name))
    if cluster is None:
        cluster = by_name[fold(name)] = Cluster(f"u{len(by_name)}", name, type_)
    cluster.mentions.append(
        TokenMention(*words, token.i, cluster.type, MentionReason.NOMINAL, name, noun=token.lemma_.casefold())
    )
    return cluster


def _person_before(pronoun: Token) -> Token | None:
    """The person without a name who acted last before a "he" or "she": "The priest urged calm. ... he said"."""
    quoted_tokens = {
        i
        for start, end in quotations(pronoun.doc)
        for i in range(start, end)
        if pronoun.i - TOKENS_TO_PERSON <= i < pronoun.i
    }
    for i in range(pronoun.i - 1, max(pronoun.i - TOKENS_TO_PERSON, -1), -1):
        token = pronoun.doc[i]
        if token.dep_ not in NOUN_SUBJECTS or token.tag_ != "NN" or i in quoted_tokens:
            continue
        cluster = cluster_at(token)
        is_person = token.lemma_.casefold() not in word_set("crowds") and kind_of_source(token) == "people"
        if is_person and (cluster is None or cluster.type in {ActorType.GROUP, ActorType.PERSON}):
            return token
    return None


@once_a_document
def _is_told_by_its_author(doc: Doc) -> bool:
    """Whether a nameless author tells the text: "I", outside quotations, again and again, and no speakers in turn."""
    speakers = SPEAKERS(doc)
    if NARRATED(doc):
        return False
    times = sum(t.text == "I" and t.dep_ == "nsubj" and t.i not in speakers for t in occurrences(doc, {"i"}))
    return times >= OFTEN


def _phrase(token: Token) -> tuple[int, int]:
    """The tokens that name a source: up to its head, or to the group that it is a part of ("a handful of voters")."""
    doc = token.doc
    start, end = max(token.left_edge.i, token.i - TOKENS_OF_SOURCE), token.i + 1
    while start < token.i and (doc[start].is_punct or doc[start].dep_ in {"cc", "predet", "mark"}):
        start += 1
    group = _group_of_part(token)
    return start, end if group is None else group.i + 1


def _group_of_part(part: Token) -> Token | None:
    """The group that a noun names a part of: the voters in "a handful of voters", "the share of voters"."""
    after = (c for c in part.children if c.i == part.i + 1 and c.lower_ in {"of", "among"})
    return next((c for link in after for c in complements(link) if c.tag_ in {"NNS", "NNPS", "PRP"}), None)


def kind_of_source(token: Token) -> str:
    """The kind of a source that is no known actor: people, a document, a thing, or its part of speech."""
    lemma = token.lemma_.casefold()
    if token.lower_ in word_set("unnamed-speakers") or lemma in word_set("unnamed-people"):
        return "people"
    if token.pos_ == "NUM" and not YEAR.fullmatch(token.text) and token.ent_type_ not in TIMES:
        return "people"
    if token.pos_ != "NOUN":
        return str(token.pos_)
    if lemma in word_set("speaking-documents"):
        return "document"
    people = tuple(word_set("people-endings"))
    if lemma in word_set("things-ending-like-people") | word_set("events-or-bodies"):
        return "thing"
    if token.lower_.endswith(people) or (token.tag_ == "NN" and f"{lemma}s".endswith(people)):
        return "people"
    if lemma in lexicon.nominals():
        return "people"
    group = _group_of_part(token) if lemma in PARTS_OF_PEOPLE else None  # not "the participation of women"
    return "people" if group is not None and (cluster_at(group) or kind_of_source(group) == "people") else "thing"


def _maker_of(document: Token) -> Cluster | None:
    """Who made a document, by the words before it ("a Reuters poll", "the court's ruling"), or else after it: "a report
    by the court", "a letter sent by Peru", "a paper that the mediators circulated"."""
    modifiers = [c for c in document.children if c.dep_ in {"compound", "poss", "nmod", "amod"} and c.i < document.i]
    makers = [cluster_at(token) for token in (*modifiers, *_makers(document))]
    return next((cluster for cluster in makers if cluster is not None), None)


def _makers(document: Token) -> Iterator[Token]:
    """Heads of those who made a document, by the words after it."""
    for child in (c for c in document.children if c.i > document.i):
        if child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            complements_of_by = complements(child)
            # "Reports from Peru" need not be Peru's.
            yield from (c for c in complements_of_by if child.lower_ == "by" or not is_state(c))
        elif child.dep_ in {"acl", "relcl"} and child.lemma_ in word_set("issuing-verbs") - VERBS_OF_SIGNING:
            is_judgement = any(c.dep_ == "oprd" for c in child.children)  # "a report that Peru calls a fake"
            yield from () if is_judgement else subjects(child)
