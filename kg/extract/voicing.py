"""Whatever may be said, thought or wanted by somebody: words of the lexicon with their contents and sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import contents, lexicon
from kg.extract.actors import cluster_at
from kg.extract.clause import conjuncts, passive, subjects
from kg.extract.lexicon import word_set
from kg.extract.occurrences import occurrences
from kg.extract.quoting import quoted_by
from kg.extract.speech import Report
from kg.extract.tense import CLAUSAL

__all__ = ["spoken"]

OWNING = {"by", "from", "among", "between"}


@cache
def _voicing_words() -> frozenset[str]:
    return lexicon.cues() | {*lexicon.topics()} | {word for word, _ in lexicon.attitudes()}


def spoken(doc: Doc) -> Iterator[Report]:
    """A report for each verb, noun and adjective of saying, thinking or wanting that has a content and a source."""
    attitudes, cues, topics = lexicon.attitudes(), lexicon.cues(), lexicon.topics()
    for token in occurrences(doc, _voicing_words(), _voicing_words()):
        lemma = token.lemma_.casefold()
        if token.pos_ == "VERB":
            if lemma in cues or lemma in topics or (lemma, "verb") in attitudes:
                yield from _verb(token)
            elif (token.lower_, "adjective") in attitudes:
                yield from _adjective(token)
        elif token.pos_ == "NOUN" and (lemma, "noun") in attitudes:
            yield from _noun(token)
        elif token.pos_ in {"ADJ", "ADV"} and (lemma, "adjective") in attitudes:
            yield from _adjective(token)


def _verb(verb: Token) -> Iterator[Report]:
    sources = [t for t in subjects(verb) if t.i != verb.i] or _quoted(verb)
    if not sources and passive(verb) and (verb.lower_, "adjective") in lexicon.attitudes():
        yield from _adjective(verb)
        return
    if not sources:
        return
    heads = tuple(t.i for t in sources)
    quotation = quoted_by(verb)
    for content in contents.of_verb(verb):
        if quotation is not None and content.kind not in {"clause", "as"}:
            break
        yield Report(verb.i, content.cue_end, heads, content.head, content.start, content.end, content.kind)
        return
    if quotation is not None:
        start, end = quotation
        yield Report(verb.i, verb.i + 1, heads, verb.doc[start:end].root.i, start, end, "quote")


def _quoted(verb: Token) -> list[Token]:
    """ "X was quoted as saying": X, though the verb above is a passive one."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ in {"pcomp", "xcomp"} and above.pos_ == "VERB" and passive(above):
        return conjuncts(c for c in above.children if c.dep_ == "nsubjpass")
    return []


def _noun(noun: Token) -> Iterator[Report]:
    for content in contents.of_noun(noun):
        sources = _owners(noun, content)
        if sources:
            heads = tuple(t.i for t in sources)
            kind = f"noun-{content.kind}"
            yield Report(noun.i, content.cue_end, heads, content.head, content.start, content.end, kind)
            return


def _owners(noun: Token, content: contents.Content) -> list[Token]:
    """Whose claim or plan it is: who owns the noun, or does what the verb above it says."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if not owners:
        owners = [
            p
            for c in noun.children
            if c.dep_ in {"prep", "agent"} and (c.lower_ in OWNING or (c.lower_ == "of" and content.kind == "clause"))
            for p in c.children
            if p.dep_ == "pobj" and not content.start <= p.i < content.end
        ]
    if not owners:
        owners = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and cluster_at(c) is not None]
    if owners:
        return conjuncts(owners)
    above = noun.head
    if noun.dep_ == "dobj" and above.pos_ == "VERB" and above.lemma_.casefold() in word_set("light-verbs"):
        return [t for t in subjects(above) if t.i != noun.i]
    if noun.dep_ == "attr" and above.pos_ == "AUX" and noun.lemma_.casefold() in word_set("holders-of-views"):
        return [t for t in subjects(above) if t.i != noun.i]
    return []


def _adjective(adjective: Token) -> Iterator[Report]:
    if adjective.dep_ in {"acomp", "oprd", "xcomp", "conj", "ROOT"} and adjective.head.pos_ in CLAUSAL | {"ADJ"}:
        sources = subjects(adjective.head)
    elif adjective.dep_ in {"amod", "acl", "relcl"} and adjective.head.i < adjective.i:
        sources = [adjective.head]
    else:
        sources = []
    if adjective.pos_ == "VERB":
        sources = conjuncts(c for c in adjective.children if c.dep_ in {"nsubjpass", "nsubj"}) or sources
    for content in contents.of_adjective(adjective) if sources else ():
        heads = tuple(t.i for t in sources if t.i != adjective.i)
        kind = f"adjective-{content.kind}"
        yield Report(adjective.i, content.cue_end, heads, content.head, content.start, content.end, kind)
        return
