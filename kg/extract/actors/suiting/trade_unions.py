"""Whether a body is a trade union: by its name, or by what a text tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster
from kg.extract.grammar.occurrences import is_possessive_mark, word_at
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.extract.words.singular import singular

__all__ = ["is_trade_union"]

WORDS_OF_TRADE_UNIONS = word_set("words-of-trade-unions")
WORKERS = word_set("workers")
WORKERS_IN_NAMES_OF_UNIONS = word_set("workers-in-names-of-unions")
EMPLOYERS_IN_NAMES_OF_LOBBIES = word_set("employers-in-names-of-lobbies")
PREPOSITIONS_IN_NAMES_OF_BODIES = word_set("prepositions-in-names-of-bodies")
WORDS_OF_LOBBIES = word_set("words-of-lobbies")
STRIKES_OF_WORKERS = word_set("strikes-of-workers")
VERBS_OF_CALLING_STRIKES = word_set("verbs-of-calling-strikes")
VERBS_OF_WANTING = {"demand", "seek", "want"}
WORDS_OF_PAY = word_set("words-of-pay")
WORDS_FOR_MORE_PAY = word_set("words-for-more-pay")


def is_trade_union(doc: Doc, cluster: Cluster) -> bool:
    """Whether a body's name says that it is a trade union, or the text does, by what it does and has."""
    entry = gazetteer.entry(cluster.gazetteer)
    names = [cluster.name, *((entry.name, *entry.aliases) if entry is not None else ())]
    return any(_says_union(fold(name).split()) for name in names) or _is_told(doc, cluster)


def _says_union(words: Sequence[str]) -> bool:
    """Whether the words of a name say that it is a union: "Union of Miners", "Nurses Federation", "Congress of Trade
    Unions"; not "Retail Federation" or "Engineering Employers Federation", which need not be or are not."""
    begun = (
        len(words) > 1 and words[0] == "union" and words[1] not in PREPOSITIONS_IN_NAMES_OF_BODIES
    )  # "Union Pacific"
    unions = {singular(word) for word in words[begun:]} & WORDS_OF_TRADE_UNIONS
    if unions or any(word.endswith("workers") for word in words):
        return True
    of_workers = any(word in WORKERS_IN_NAMES_OF_UNIONS or singular(word) in WORKERS for word in words)
    return of_workers and not WORDS_OF_LOBBIES.isdisjoint(words) and EMPLOYERS_IN_NAMES_OF_LOBBIES.isdisjoint(words)


def _is_told(doc: Doc, cluster: Cluster) -> bool:
    """Whether a text tells that a body is a union: it strikes, wants more pay or has members who strike, and employs
    nobody."""
    if _is_of_workers(cluster.name):
        return False
    acts = [_acts_as_union(verb) for m in cluster.mentions for verb in _verbs(doc[m.head])]
    has = (_has_members_on_strike(doc, m.start, m.end) for m in cluster.mentions)
    employs = any(_employs(doc, m.start, m.end) for m in cluster.mentions)
    return not employs and (any(acts) or any(has))


def _verbs(subject: Token) -> Iterator[Token]:
    """The verbs whose subject a noun is: "Unite [struck] and [picketed]", "Unite, which [represents] drivers"."""
    if subject.dep_ == "nsubj":  # not "BMW was struck"
        yield subject.head
        yield from (t for t in subject.head.conjuncts if not any(c.dep_ in NOUN_SUBJECTS for c in t.children))
    yield from (t for t in subject.children if t.dep_ == "relcl" and any(c.lower_ == "which" for c in t.children))


def _acts_as_union(verb: Token) -> bool:
    """Whether a verb tells what only unions do: "called a strike", "voted to strike", "wants 7 percent"."""
    below = [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
    return any(_strikes(each) or _wants_pay(each) or _represents_workers(each) for each in below)


def _strikes(verb: Token) -> bool:
    objects = [c for c in verb.children if c.dep_ in {"dobj", "obj"}]
    if objects:
        called = verb.lemma_ in VERBS_OF_CALLING_STRIKES
        return called and any(t.lemma_ in STRIKES_OF_WORKERS and t.left_edge.lower_ != "the" for t in objects)
    below = {c.lower_ for c in verb.children}
    return verb.lemma_ == "strike" or (
        verb.lemma_ == "walk" and "out" in below and word_at(verb.doc, verb.i + 2) != "of"
    )


def _wants_pay(verb: Token) -> bool:
    wanted = [t for c in verb.children if c.dep_ in {"dobj", "obj"} for t in c.subtree]
    if verb.lemma_ not in VERBS_OF_WANTING or not wanted:
        return False
    if any(t.lemma_ in WORDS_OF_PAY for t in wanted):
        return any(t.lemma_ in WORDS_FOR_MORE_PAY for t in wanted) or any(t.lower_ in {"percent", "%"} for t in wanted)
    return wanted[-1].lower_ in {"percent", "%"} or (
        wanted[-1].lower_ == "cent" and wanted[-1].nbor(-1).lower_ == "per"
    )


def _represents_workers(verb: Token) -> bool:
    objects = (t for c in verb.children if c.dep_ in {"dobj", "obj"} for t in c.subtree)
    return verb.lemma_ == "represent" and any(_is_worker(t) for t in objects)


def _has_members_on_strike(doc: Doc, start: int, end: int) -> bool:
    """Whether members of a body strike: "[members of] Unite voted for strikes", "NATCA's [members] walked out"."""
    after = end + is_possessive_mark(doc, end)
    before = start - 1 - (word_at(doc, start - 1) == "the")
    members = word_at(doc, after) == "members" or (
        word_at(doc, before) == "of" and word_at(doc, before - 1) == "members"
    )
    return members and any(t.lemma_ in STRIKES_OF_WORKERS for t in doc[start].sent)


def _employs(doc: Doc, start: int, end: int) -> bool:
    """Whether a body is an employer: it offers pay, or people work there: "machinists [at] BMW", "KLM's [pilots]"."""
    after = end + is_possessive_mark(doc, end)
    if word_at(doc, start - 1) == "at" or (
        after < len(doc) and _is_worker(doc[after]) and doc[after].lower_ != "members"
    ):
        return True
    verbs = (verb for at in range(start, end) for verb in _verbs(doc[at]) if verb.lemma_ == "offer")
    return any(t.lower_ in {"percent", "%", "cent"} for verb in verbs for t in verb.subtree)


def _is_worker(token: Token) -> bool:
    return _is_of_workers(token.text)


def _is_of_workers(text: str) -> bool:
    """Whether a word is one for workers, as those that a tagger takes for a body: "[Machinists] at Ford walked out"."""
    return bool({text.casefold(), singular(text.casefold())} & WORKERS)
