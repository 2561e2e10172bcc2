"""Who speaks outside quotation marks: in transcripts, letters, speeches, communiqués ("We, the Ministers, ...")."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from spacy.tokens import Doc, Span, Token

from kg.extract.actors.cluster import STATES_AND_BLOCS, cluster_at, is_named_person, is_state
from kg.extract.actors.genre import is_bulletin
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.grammar.quotations import quoted
from kg.extract.grammar.tense import FINITE, SUBJECTS
from kg.extract.mentions.mention import mentions_between
from kg.extract.speech.narration.first_person import AUTHOR, NARRATORS, SINGULAR, first_person, is_by_author
from kg.extract.speech.narration.issuing import issuing
from kg.extract.speech.narration.signers import listed_after, parties_after
from kg.extract.speech.turns import (
    brackets_of_delegate,
    delegated_state,
    is_speaker,
    narrators_between,
    spoken_in_turns,
    turn_labels,
)
from kg.extract.text.layout import BLOCKS, text_of
from kg.extract.words.lexicon import word_set

__all__ = ["narrated"]

BYLINES = re.compile(
    r"\b(?:statement|speech|remarks|address|letter|message|intervention|declaration|briefing|interview)\b"
    r"(?:(?:(?!\bto\b)[^\n]){0,60}?\b(?:by|of|from|with)|[^\n]{0,60}?\b(?:by|from))\b",
    re.IGNORECASE,
)
NOUNS_FOR_STATEMENTS = word_set("nouns-for-statements")
SUBJECTS_FOR_TEXTS = (["the", "following"], ["the", "following", "statement"], ["this", "statement"])
"""Words before "is attributable to" that stand for the text itself."""
WORDS_FOR_CAPACITIES = word_set("words-for-capacities")
WORDS_FOR_DELEGATES = word_set("words-for-delegates")
OWN_CAPACITIES = (["in", "my", "national"], ["in", "our", "national"])
"""Words before "capacity" by which a delegate begins to speak for his state."""
OPENINGS_OF_OWN_PARTS = ([",", "i"], [",", "we"])
FUTURE = {"'ll", "shall", "will"}
TITLES_OF_PRESIDING_STATES = word_set("titles-of-presiding-states")
POSTS_THAT_SPEAK_FOR_STATES = word_set("posts-that-speak-for-states") - TITLES_OF_PRESIDING_STATES
TOKENS_OF_POST = 6
"""Tokens, at most, from "capacity" to a post, or of the label of a chair."""
MARKS_OF_LINE_ENDS = {".", ",", "!", "?"}
"""Marks at the end of a paragraph of a speech, which a headline lacks."""
VERBS_OF_SPEAKING_FOR_OTHERS = word_set("verbs-of-speaking-for-others")
TOKENS_TO_OWNER = 12
"""Tokens after "statement" within which the text tells whose it is."""
LETTERS_TO_STATEMENT = 40
"""Letters from the beginning of a paragraph within which it calls itself a statement."""
FIRST_PARAGRAPHS = 4
"""Paragraphs at the beginning of a text that may tell whose it is."""
LAST_PARAGRAPHS = 3
"""Paragraphs at the end of a text in which somebody may sign."""
LETTERS_OF_SIGNATURE = 160
SENTENCES_OF_OWN = 3
"""How often a body has to speak in the present for a text to be its statement."""


def narrated(doc: Doc) -> dict[int, tuple[int, ...]]:
    """For each token of a text in the first person, the heads of those who tell it; empty for any other text, and for a
    bulletin, whose reporters tell what all others say: "SBI: ..." opens what happened there."""
    if is_bulletin(doc):
        return {}
    labels, acting = turn_labels(doc), _acting_for(doc)
    chairs_only = acting and len(set(labels.values())) == 1  # "The President: I speak in my capacity as ..."
    if len(labels) > 1 and not chairs_only and (table := spoken_in_turns(doc, labels)):
        return table
    outside = first_person(doc)
    if len(outside) < 2:
        return {}
    tellers = acting or _bracketed(doc)
    if not tellers and (table := _speech_after_label(doc, labels, outside[0].idx)):
        return table
    tellers = tellers or _we_the(doc) or _issued_by(doc) or _on_behalf(doc) or _byline(doc)
    alone = sum(token.lower_ in SINGULAR for token in outside) * 2 > len(outside)
    tellers = tellers or (_signature(doc) if alone else []) or issuing(doc, SENTENCES_OF_OWN * (1 + alone))
    tellers = tellers or _signature(doc) or _attributable(doc)
    table = dict.fromkeys(range(len(doc)), tuple(teller.i for teller in tellers)) if tellers else {}
    if table and (own := _national_part(doc)) is not None:
        own_state, part = own
        table.update(dict.fromkeys(part, (own_state.i,)))
    return table


def _national_part(doc: Doc) -> tuple[Token, range] | None:
    """Whose delegate, after speaking on behalf of others, goes on "In my national capacity, I want ...", and the tokens
    up to where he speaks on behalf of others again; not where he tells of what he will do."""
    for token in occurrences(doc, WORDS_FOR_CAPACITIES):
        before = [t.lower_ for t in doc[token.sent.start : token.i] if t.lower_ not in {"now", "speaking"}]
        after = [t.lower_ for t in doc[token.i + 1 : token.i + 3]]
        begins = before in OWN_CAPACITIES and after in OPENINGS_OF_OWN_PARTS and not quoted(doc)[token.i]
        later = any(c.tag_ == "MD" and c.lower_ in FUTURE for c in token.sent.root.children)
        if begins and not later:
            end = next((t.sent.start for t in doc[token.sent.end :] if t.lower_ == "behalf"), len(doc))
            if (state := delegated_state(token)) is not None:
                return state, range(token.sent.start, end)
    return None


def _speech_after_label(doc: Doc, labels: Mapping[int, str], first: int) -> dict[int, tuple[int, ...]]:
    """What `spoken_in_turns` tells of a text that is a speech after its label: "Prime Minister Ana Ruiz: I am glad to
    see you." The label stands before the ``first`` person, in no headline, and no author signs."""
    if is_by_author(doc):
        return {}
    for block in BLOCKS(doc):
        words = text_of(doc)[block.start : block.end].rstrip()
        if block.start in labels and block.start <= first and words[-1:] in MARKS_OF_LINE_ENDS:
            return spoken_in_turns(doc, labels) if is_speaker(doc, block.start, labels[block.start]) else {}
    return {}


def _we_the(doc: Doc) -> list[Token]:
    """ "We, the Leaders of ...": the head of the noun phrase in apposition."""
    for token in first_person(doc):
        if token.lower_ == "we" and token.i + 2 < len(doc) and doc[token.i + 1].text in {",", "the"}:
            after = mentions_between(doc, token.i + 2, token.i + 5)
            if after:
                return [doc[after[0].head]]
    return []


def _acting_for(doc: Doc) -> list[Token]:
    """ "I speak in my capacity as the representative of Chile": Chile; so does a chair "as the Minister of Trade of
    Chile"."""
    for span in _opening(doc):
        for token in span:
            if token.lower_ not in WORDS_FOR_CAPACITIES or not any(t.lower_ in SINGULAR for t in token.sent):
                continue
            clause = (t.i for t in doc[token.i + 1 : token.sent.end] if t.pos_ in {"AUX", "PRON"} or _is_finite(t))
            capacity = doc[token.i : next(clause, token.sent.end)]  # "capacity as the Minister of Trade, [I] thank"
            after = capacity[:TOKENS_TO_OWNER]
            if any(t.lower_ in WORDS_FOR_DELEGATES for t in after):
                return narrators_between(doc, after.start, after.end)[:1]
            if _is_chair(doc, span.start) and (state := _represented(capacity)) is not None:
                return [state]
    return []


def _is_finite(token: Token) -> bool:
    """Whether a word is a verb that ends the phrase before it; not the participle of "the [elected] delegate"."""
    return token.pos_ == "VERB" and token.tag_ in FINITE and token.dep_ != "amod"


def _represented(capacity: Span) -> Token | None:
    """The state whose post is told: "capacity as the Minister for Trade of [Chile]", "as [Chilean] ambassador"."""
    doc = capacity.doc
    post = next((t for t in capacity[:TOKENS_OF_POST] if t.lower_ in POSTS_THAT_SPEAK_FOR_STATES), None)
    if post is None:
        return None
    heads = narrators_between(doc, capacity.start, capacity.end)
    states = [t for t in heads if is_state(t)]
    after = (t for t in states if t.i > post.i and doc[t.left_edge.i - 1].lower_ == "of")
    return next(after, None) or next((t for t in states if t.i < post.i), None)


def _is_chair(doc: Doc, start: int) -> bool:
    """Whether a paragraph that begins at a token is the turn of a chair without a name: "The President: ..."."""
    words = [t.lower_ for t in doc[start : start + TOKENS_OF_POST]]
    title = words[: words.index(":")] if ":" in words else []
    return bool(title) and title[-1] in TITLES_OF_PRESIDING_STATES and {*title[:-1]} <= {"the", "acting"}


def _issued_by(doc: Doc) -> list[Token]:
    """ "The following statement was released by A and B", "Joint statement by the governments of A and B": both."""
    for span in _opening(doc):
        for noun in doc[span.start : min(span.end, span[0].sent.end)]:
            if noun.lemma_.casefold() not in NOUNS_FOR_STATEMENTS or _is_in_passing(noun):
                continue
            for by in doc[noun.i : min(noun.i + TOKENS_TO_OWNER, span.end)]:
                if by.lower_ in {"by", "from", "between"} and (found := parties_after(doc, by.i + 1, span.end)):
                    return found
    return []


def _attributable(doc: Doc) -> list[Token]:
    """ "The following is attributable to Spokesperson A", "Statement attributable to A": the person whose words a
    paragraph at the beginning says that the text is; not "a statement on losses attributable to A"."""
    for span in _opening(doc):
        word = next((t for t in span if t.lower_ == "attributable" and word_at(doc, t.i + 1) == "to"), None)
        if word is None:
            continue
        before = [t.lower_ for t in doc[span.start : word.i]]
        titled = before[-1:] == ["statement"] and doc[word.i - 1].dep_ not in SUBJECTS
        if titled or (before[-1:] == ["is"] and before[:-1] in SUBJECTS_FOR_TEXTS):
            people = [t for t in narrators_between(doc, word.i + 2, word.sent.end) if is_named_person(t)]
            return people[:1] if people and "for" not in {t.lower_ for t in doc[word.i : people[0].i]} else []
    return []


def _is_in_passing(noun: Token) -> bool:
    """Whether a sentence about something else mentions a statement: "in a letter from Peru, a reader ..."."""
    return noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ != "of")


def _bracketed(doc: Doc) -> list[Token]:
    """ "Mr. Loayza (Peru): I should like to ...": the state in brackets, for which a delegate speaks, or the one for
    which he says that he does."""
    for block in BLOCKS(doc)[:FIRST_PARAGRAPHS]:
        brackets = brackets_of_delegate(doc, block.start, text_of(doc)[block.start : block.end])
        if brackets is not None:
            own = narrators_between(doc, brackets.start, brackets.end)[:1]
            return _on_behalf(doc, VERBS_OF_SPEAKING_FOR_OTHERS) or own
    return []


def _on_behalf(doc: Doc, verbs: Container[str] | None = None) -> list[Token]:
    """ "On behalf of the people and government of Chile, I ...": Chile. With ``verbs``, only where one of them is done
    on behalf ("I [speak] on behalf of"), or "I" follow."""
    for token in (t for span in _opening(doc) for t in span):
        behalf = token.lower_ == "behalf" and word_at(doc, token.i + 1) == "of"
        if behalf and verbs is not None:
            verb = next((t for t in token.ancestors if t.pos_ == "VERB"), token)
            fronted = any(c.i > token.i and c.lower_ in NARRATORS for c in verb.children)
            behalf = fronted or (verb.lemma_ in verbs and verb.dep_ != "relcl" and not is_passive(verb))
            behalf &= word_at(doc, token.i + 2) not in NARRATORS
        if behalf and any(t.lower_ in NARRATORS for t in token.sent):
            heads = narrators_between(doc, token.i + 2, min(token.i + TOKENS_TO_OWNER, token.right_edge.i + 1))
            states = [t for t in heads if (c := cluster_at(t)) is not None and c.type in STATES_AND_BLOCS]
            if states:
                return listed_after(states[0], token.right_edge.i)
    return []


def _opening(doc: Doc) -> list[Span]:
    """The paragraphs that may tell whose text it is."""
    spans = (doc.char_span(b.start, b.end, alignment_mode="expand") for b in BLOCKS(doc)[:FIRST_PARAGRAPHS])
    return [span for span in spans if span is not None]


def _byline(doc: Doc) -> list[Token]:
    for block in BLOCKS(doc)[:FIRST_PARAGRAPHS]:
        words = text_of(doc)[block.start : block.end]
        if match := BYLINES.search(words):
            noun = doc.char_span(block.start + match.start(), block.start + match.start() + 1, alignment_mode="expand")
            span = doc.char_span(block.start + match.end(), block.end, alignment_mode="expand")
            if span is None or noun is None or noun[0].pos_ == "VERB" or _is_in_passing(noun[0]):
                continue
            if match.start() < LETTERS_TO_STATEMENT:
                heads = narrators_between(doc, span.start, span.end)
                if heads:
                    return heads[:1]
    return []


def _signature(doc: Doc) -> list[Token]:
    """Whoever is named in a short paragraph at the end that is no sentence: "Ana Ruiz, Minister for Trade"; not the
    name below a quotation, nor one that the text goes on after, unless to tell who signs."""
    inside = quoted(doc)
    below: list[Token] = []
    for block in reversed(BLOCKS(doc)[-LAST_PARAGRAPHS:]):
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is None:
            continue
        acting = next((t for t in span if t.dep_ in SUBJECTS), None)
        if acting is not None:
            below.append(acting)
        elif block.end - block.start <= LETTERS_OF_SIGNATURE:
            last = next((t for t in reversed(doc[: span.start]) if t.is_alpha), span[0])
            heads = [t for t in narrators_between(doc, span.start, span.end) if is_named_person(t)]
            alone = AUTHOR.match(span.text) or all(cluster_at(t) is cluster_at(h) for h in heads[:1] for t in below)
            if heads and alone and not inside[last.i]:
                return heads[:1]
    return []
