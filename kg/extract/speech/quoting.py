"""What is said next to a reporting clause that the parse does not link to it: quotations, asides, "..., she said"."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Set

from spacy.tokens import Doc, Token

from kg.extract.grammar.arcs import has_modal, inverted_subject, own_subjects
from kg.extract.grammar.clause import conjuncts, subjects
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.quotations import QUOTATION_MARKS, quotations
from kg.extract.mentions.mention import TokenMention, mentions_between
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.speech.contents import without_marks
from kg.extract.speech.reports import Report
from kg.extract.speech.sources import kind_of_source
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import has_class, reports

__all__ = ["asides", "closing", "labelled", "quoted_by"]

LONGEST_ASIDE = 14
"""The most tokens of a clause that stands next to what is said."""
LONGEST_LABEL = 9
"""The most tokens before a colon that name a speaker."""
TOKENS_TO_UNANNOUNCED = 2
"""The most tokens between a verb and a quotation that no comma or colon announces."""
LONGEST_NAME = 4
"""The most tokens of a name between a quotation that ends in a comma and a verb of any kind ("Ruiz went on")."""
VERBS_OF_HOLDING_TRUE = {"believe", "conclude", "think"}
COMPLEMENTS = {"ccomp", "xcomp", "dobj"}
TOKENS_TO_QUOTATION = 25
"""The most tokens between a verb and the quotation that it introduces or closes."""


def quoted_by(verb: Token) -> tuple[int, int] | None:
    """The tokens of the quotation right before or after the verb's clause, even in another sentence.

    Only what belongs to the verb may stand between the two: its subject, "told reporters on Monday".
    """
    doc = verb.doc
    quotations_nearby = _near(doc, verb.i)
    if not quotations_nearby:
        return None
    says = _says(verb)
    clause_verb = verb.head.head if verb.dep_ == "pcomp" else verb  # "was quoted as saying"
    own_tokens = {t.i for t in clause_verb.subtree}
    best: tuple[int, tuple[int, int]] | None = None
    for start, end in quotations_nearby:
        gap = range(verb.i + 1, start - 1) if start > verb.i else range(end + 1, verb.i)
        if start < verb.i and (end - start < 2 or (doc[end - 1].text == "." and not _is_only_speaker(verb))):
            continue
        closes = start < verb.i and doc[end - 1].text in {",", "?", "!"}
        if not (says or (closes and len(gap) <= LONGEST_NAME)) or (start > verb.i and doc[start - 2].pos_ == "ADP"):
            continue
        if start > verb.i and len(gap) > TOKENS_TO_UNANNOUNCED and doc[start - 2].text not in {",", ":"}:
            continue
        if any(_introduces(doc[i]) or (end < verb.i and _says(doc[i])) for i in gap if i != clause_verb.i):
            continue
        if all(i in own_tokens or doc[i].is_punct or doc[i].is_space for i in gap) and not _has_ended(doc, gap):
            distance = 0 if closes else len(gap) + 1
            if best is None or distance < best[0]:
                best = (distance, (start, end))
    return without_marks(doc, *best[1]) if best is not None else None


def _says(verb: Token) -> bool:
    return verb.pos_ == "VERB" and has_class(verb.lemma_.casefold(), "say", "ask")


def _introduces(verb: Token) -> bool:
    """Whether a verb is a participle that introduces the quotation: "urged a vote, [saying], ..."."""
    return _says(verb) and verb.tag_ == "VBG"


def _is_only_speaker(verb: Token) -> bool:
    """ "'We will wait.' Ruiz said.": a sentence that only names the speaker."""
    after = verb.i + 1
    return after >= len(verb.doc) or (verb.doc[after].text == "." and verb.sent.start >= verb.i - LONGEST_NAME)


def _near(doc: Doc, i: int) -> list[tuple[int, int]]:
    """The quotations next to a token before and after it, if within reach; none that it stands in."""
    found = quotations(doc)
    after = bisect.bisect_right(found, (i, len(doc)))
    near = [q for q in found[max(after - 1, 0) : after + 1] if not q[0] <= i < q[1]]
    return [q for q in near if q[1] >= i - TOKENS_TO_QUOTATION and q[0] <= i + TOKENS_TO_QUOTATION]


def _has_ended(doc: Doc, gap: range) -> bool:
    """Whether a sentence ends in the gap."""
    return any(doc[i].text in {".", "!", "?"} for i in gap)


def asides(doc: Doc) -> Iterator[Report]:
    """ "..., she said, ..." and "as she noted, ...": what is said stands around them."""
    for token in doc:
        if token.dep_ not in {"parataxis", "advcl"} or not (_speaks(token) or _puts_it(token)):
            continue
        own = (token.left_edge.i, token.right_edge.i + 1)
        beside = token.i - own[0] if token.head.i < token.i else own[1] - own[0]
        if beside > LONGEST_ASIDE or any(
            c.dep_ in COMPLEMENTS and not _closes_aside(token, c) and not _puts_it(token) for c in token.children
        ):
            continue
        if token.dep_ == "advcl" and not _is_remark(token):
            continue
        sentence = token.sent
        start, end = (sentence.start, own[0]) if token.head.i < token.i else (own[1], sentence.end)
        start, end = without_marks(doc, start, end)
        if _sources(token):
            yield Report(token.i, token.i + 1, _sources(token), token.head.i, start, end, "parenthetical")


def _is_remark(verb: Token) -> bool:
    """Whether a clause with "as" tells who says the rest: "as the ministry noted", "as the radio reported"; not "as
    clashes continue", nor "as much as the president had requested", nor what others wanted or feared, "as Peru
    proposed"."""
    doc = verb.doc
    is_opened = doc[verb.left_edge.i].lower_ == "as"
    tells = verb.lemma_ != "continue" and verb.lemma_ not in word_set("verbs-of-asking-for") and _voices(verb.lemma_)
    only_says = verb.lemma_ != "argue" and has_class(verb.lemma_.casefold(), "say")
    return is_opened and tells and (only_says or any(kind_of_source(doc[i]) != "thing" for i in _sources(verb)))


def _voices(lemma: str) -> bool:
    """Whether a verb tells what somebody says or believes, and not only what that one wants, fears or favours."""
    if has_class(lemma, "say", "show", "speak-of") or lemma in VERBS_OF_HOLDING_TRUE:
        return True
    return not has_class(lemma, "against", "for", "think", "want")


def _puts_it(verb: Token) -> bool:
    """ "As she put it"."""
    return verb.lemma_ == "put" and word_at(verb.doc, verb.i + 1) == "it"


def _speaks(verb: Token) -> bool:
    lemma = verb.lemma_.casefold()
    return reports(lemma) or has_class(lemma, "say", "think")


def closing(doc: Doc) -> Iterator[Report]:
    """ "..., the minister said." where the parser lost what is said: all of the sentence before the last comma."""
    closers = word_set("closing-verbs")
    for sentence in doc.sents:
        last = sentence.end - 1
        while last > sentence.start and (doc[last].is_punct or doc[last].is_space):
            last -= 1
        for i in range(max(sentence.start, last - LONGEST_ASIDE), last + 1):
            verb = doc[i]
            if verb.lemma_.casefold() not in closers or not (verb.pos_ == "VERB" or _looks_like_noun(verb)):
                continue
            if has_modal(verb):
                continue  # "as Peru pays, Chile will continue to work"
            if verb.pos_ == "VERB":
                speakers = [c for c in verb.children if c.dep_ == "nsubj" and abs(c.i - verb.i) < LONGEST_ASIDE]
            else:
                speakers = [doc[i - 1]]
            if not speakers or (speakers[0].i < verb.i < speakers[-1].i):
                continue
            first = min([verb.i, *(c.left_edge.i for c in speakers if c.i < verb.i)])
            token_before = doc[first - 1] if first > sentence.start else None
            if token_before is not None and token_before.text in {",", '"', "''"} and first - sentence.start > 3:
                start, end = without_marks(doc, sentence.start, first)
                yield Report(verb.i, verb.i + 1, (speakers[-1].i,), sentence.root.i, start, end, "closing")
                break


def _looks_like_noun(word: Token) -> bool:
    """Whether the tagger took a verb for a noun: "'...,' Ruiz notes."."""
    return word.i > word.sent.start and word.tag_ == "NNS" and word.nbor(-1).pos_ == "PROPN"


def labelled(doc: Doc) -> Iterator[Report]:
    """ "Poll: most want a deal", "Mr. Berg: 'We will sign'": a speaker, a colon, what is said."""
    for sentence in doc.sents:
        start = sentence.start
        colon = next((i for i in range(start, min(start + LONGEST_LABEL, sentence.end)) if doc[i].text == ":"), None)
        if colon is None or colon + 2 >= len(doc) or any(t.pos_ in {"VERB", "AUX"} for t in doc[start:colon]):
            continue
        end = sentence.end if colon + 1 < sentence.end else doc[sentence.end].sent.end
        head = _speaker(doc, start, colon, quotes=doc[colon + 1].text in QUOTATION_MARKS)
        first, end = without_marks(doc, colon + 1, end)
        if head is not None and end - first > 2:
            yield Report(colon, colon + 1, (head,), doc[first:end].root.i, first, end, "label")


def _speaker(doc: Doc, start: int, end: int, *, quotes: bool) -> int | None:
    """The head of the speaker named before the colon; None if the name is only a part of the label ("The Chow
    proposal:", "Talks with Peru:"). Before a quotation a bare name will do."""
    mentions: list[TokenMention] = [m for m in mentions_between(doc, start, end) if m.end <= end]
    last = doc[end - 1]
    last_mention = max(mentions, key=lambda m: (m.end, -m.start), default=None)
    if last_mention is not None and {last.i, last.head.i} & {*range(last_mention.start, last_mention.end)}:
        words = {i for m in mentions for i in range(m.start, m.end)} | title_tokens(doc)
        if _is_named_by(doc[start:end].root, doc[last_mention.head], words):
            return int(last_mention.head)
    speaks = last.lemma_.casefold() in word_set("speaking-documents") or (quotes and last.pos_ == "PROPN")
    return last.i if speaks else None


def _is_named_by(root: Token, name: Token, words: Set[int]) -> bool:
    """Whether a label is no more than the name at its end, or tells for whom it speaks: "[Peru]:", "Statement by
    [Peru]:", "Government of [Peru]:", "Ana Ruiz, head of the [Peruvian delegation]:"; ``words`` are the tokens of names
    and titles."""
    label_words = [t for t in (name, *name.ancestors) if root.is_ancestor(t)]
    speaks = root.i in words or root.lemma_.casefold() in word_set("speaking-documents")
    return speaks and all(t.pos_ != "ADP" or t.lower_ in {"by", "of"} for t in label_words)


def _sources(verb: Token) -> tuple[int, ...]:
    inverted = inverted_subject(verb, {"dobj"})
    if inverted is not None and _closes_aside(verb, inverted):
        sources = conjuncts([inverted])
    else:
        heads = own_subjects(
            verb
        )  # of two the parser gave it the first too: "The militants, Ruiz told Bo Ek, will ..."
        sources = conjuncts(heads[-1:]) if len(heads) > 1 else subjects(verb) if heads else []
    return tuple(t.i for t in sources)


def _closes_aside(verb: Token, name: Token) -> bool:
    """Whether an aside is just its verb and, after it, the speaker or the addressee: "The rest, warned [Bo Ek], must
    wait", "The rest, she told [Bo Ek], must wait"."""
    end = name.right_edge.i + 1
    closed = end < len(verb.doc) and verb.doc[end].text == ","
    return closed and verb.dep_ == "parataxis" and name.dep_ == "dobj" and name.left_edge.i == verb.i + 1
