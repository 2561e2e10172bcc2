"""Who speaks outside quotation marks: transcripts, letters, speeches, communiqués ("We, the Ministers, ...")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping

from spacy.tokens import Doc, Span, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import CLUSTERS, STATES_AND_BLOCS
from kg.extract.actors.lists import listed
from kg.extract.grammar.clause import conjuncts, passive
from kg.extract.grammar.negation import negated
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.quotations import quoted
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import MENTIONS, mentions_between
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.text.layout import BLOCKS, text_of
from kg.extract.words.lexicon import nominals, word_set
from kg.model import ActorType, MentionReason

__all__ = ["narrated"]

NARRATORS = word_set("narrators")
TURN = re.compile(r"^(?:\(\([^\n()]{2,60}\)\)\s|[^\n:]{2,110}(?::\s|\):|\(retranslated\)(?=\s)))")
"""The label of a turn: "Ana Ruiz: ", "Ana Ruiz (retranslated):", "((Ana Ruiz)) " in interviews of Wikinews."""
BYLINES = re.compile(
    r"\b(?:statement|speech|remarks|address|letter|message|intervention|declaration|briefing|interview)\b"
    r"(?:(?:(?!\bto\b)[^\n]){0,60}?\b(?:by|of|from|with)|[^\n]{0,60}?\b(?:by|from))\b",
    re.IGNORECASE,
)
QUESTION = re.compile(r"^(?:Q|Question|QUESTION)\b[^\n:]{0,30}[:.]")
ANSWER = re.compile(r"^(?:A|Answer|ANSWER)\s?[:.]")
SPOKEN_FOR = {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION}
TYPES_OF_NARRATORS = SPOKEN_FOR | {ActorType.PERSON, ActorType.GROUP, ActorType.DELEGATION}
NOUNS_FOR_STATEMENTS = word_set("nouns-for-statements")
VERBS_OF_OWN_STATEMENTS = word_set("verbs-of-own-statements")
PARTICIPLES_OF_OWN_STATEMENTS = word_set("participles-of-own-statements")
AUXILIARIES = {"aux", "auxpass"}
WORDS_FOR_CAPACITIES = word_set("words-for-capacities")
WORDS_FOR_DELEGATES = word_set("words-for-delegates")
WORDS_IN_POSTS = word_set("words-in-posts")
AUTHOR = re.compile(r"By [A-Z]")
MARKS_OF_LINE_ENDS = {".", ",", "!", "?"}
"""With what a paragraph of a speech ends, and a headline does not."""
DELEGATE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord)s?\.? [^\n():]{2,40} \(([^()\n]{3,60})\)[^\n:]{0,40}:")
VERBS_OF_SPEAKING_FOR_OTHERS = word_set("verbs-of-speaking-for-others")
ALONE, TOGETHER = {"i", "my"}, {"we", "our"}
PRESENT = {"VBZ", "VBP"}
LETTERS_OF_LABEL = 60
"""Letters from which on a label names a person and his posts, or is a sentence."""
FAR = 12
"""Words after "statement" within which it is said whose it is."""
LETTERS_TO_STATEMENT = 40
"""Letters from the beginning of a paragraph within which it says that it is one."""
LABEL = 20
"""Tokens within which the label of a turn ends."""
FIRST_PARAGRAPHS = 4
"""Paragraphs at the beginning of a text in which it may say whose it is."""
SENTENCES_OF_OWN = 3
"""How often a body has to speak in the present before a text is its own."""


def narrated(doc: Doc) -> dict[int, tuple[int, ...]]:
    """For each token of a text told in the first person, the heads of who tells it; empty for one in the third."""
    labels, acting = _labels(doc), _acting_for(doc)
    chairs_only = acting and len(set(labels.values())) == 1  # "The President: I speak in my capacity as ..."
    if len(labels) > 1 and not chairs_only and (table := _spoken(doc, labels)):
        return table
    outside = _first_person(doc)
    if len(outside) < 2:
        return {}
    tellers = acting or _bracketed(doc) or _we_the(doc) or _issued_by(doc) or _on_behalf(doc) or _byline(doc)
    if not tellers and (table := _speech(doc, labels, outside[0].idx)):
        return table
    alone = sum(token.lower_ in ALONE for token in outside) * 2 > len(outside)
    tellers = tellers or (_signature(doc) if alone else []) or _performing(doc, SENTENCES_OF_OWN * (1 + alone))
    tellers = tellers or _signature(doc)
    return dict.fromkeys(range(len(doc)), tuple(teller.i for teller in tellers)) if tellers else {}


def _first_person(doc: Doc) -> list[Token]:
    inside = quoted(doc)
    return [t for t in occurrences(doc, NARRATORS) if not inside[t.i] and t.text != "US" and not _numeral(t)]


def _numeral(token: Token) -> bool:
    """Whether an "I" counts: "Annex I Parties"."""
    before = token.nbor(-1) if token.i else token
    return token.text == "I" and (
        token.tag_ != "PRP" or (before.text[:1].isupper() and before.pos_ in {"PROPN", "NOUN"})
    )


def _speech(doc: Doc, labels: Mapping[int, str], first: int) -> dict[int, tuple[int, ...]]:
    """What `_spoken` tells where the rest of a text is a speech: "Prime Minister Ana Ruiz: I am glad to see you." The
    ``first`` person is not met before, nobody else signs, and what opens so is no headline."""
    if any(AUTHOR.match(text_of(doc)[block.start : block.end]) for block in BLOCKS(doc)):
        return {}
    for block in BLOCKS(doc):
        words = text_of(doc)[block.start : block.end].rstrip()
        if block.start in labels and block.start <= first and words[-1:] in MARKS_OF_LINE_ENDS:
            return _spoken(doc, labels) if _is_speaker(doc, block.start, labels[block.start]) else {}
    return {}


def _spoken(doc: Doc, labels: Mapping[int, str]) -> dict[int, tuple[int, ...]]:
    """Paragraphs that open with a name and a colon are that person's words, until the next such paragraph."""
    table: dict[int, tuple[int, ...]] = {}
    answerer: tuple[int, ...] = ()
    speaker: tuple[int, ...] | None = None
    for block in BLOCKS(doc):
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is None:
            continue
        label = labels.get(block.start)
        start = span.start
        if label is not None:
            named = () if label == QUESTIONS else _heads_of_label(doc, label, span.start)
            speaker = answerer if label == ANSWERS else named
            start = _after_label(doc, span, block.start)
        elif not answerer and speaker is None:
            people = [t for t in _in(doc, span.start, span.end) if _is_person(t)]
            answerer = (people[0].i,) if people else ()
        if speaker:
            answerer = answerer or speaker
            for i in range(start, span.end):
                table[i] = speaker
    return table


QUESTIONS, ANSWERS = "?", "!"


def _labels(doc: Doc) -> dict[int, str]:
    """By the start of its paragraph, the label of each turn: a person's name, one that comes again ("Spokesperson") or
    is set in capitals, or whether it asks or answers. No other heading with a colon is one."""
    seen: dict[int, str] = {}
    for block in BLOCKS(doc):
        words = text_of(doc)[block.start : block.end]
        match = TURN.match(words)
        if QUESTION.match(words):
            seen[block.start] = QUESTIONS
        elif ANSWER.match(words):
            seen[block.start] = ANSWERS
        elif match and block.end - block.start > match.end() + 2:
            label = match[0].rstrip(" :\n")
            if len(label) <= LETTERS_OF_LABEL or not _has_verb(doc, block.start, label):
                seen[block.start] = label
    again = Counter(seen.values())
    known = {
        at: label
        for at, label in seen.items()
        if label in {QUESTIONS, ANSWERS}
        or label.startswith("((")
        or (
            not any(c.isdigit() for c in label)
            and (
                _names_speaker(doc, at, label)
                if _persons_named(doc, label)
                else again[label] > 1 or _is_in_capitals(label)
            )
        )
    }
    return known | {at: label for at, label in seen.items() if label.isupper()} if len(known) > 1 else known


def _is_in_capitals(label: str) -> bool:
    """Whether a label is set in capitals, but for names inside it, and ends in a noun for people: "SENIOR
    Administration OFFICIAL", not "BILATERALS"."""
    words = label.split()
    people = nominals().get(words[-1].casefold()) in {ActorType.PERSON, ActorType.GROUP}
    return people and words[0].isupper() and words[-1].isupper()


def _is_speaker(doc: Doc, start: int, label: str) -> bool:
    """Whether a label, brackets after it aside, is nothing but a person's name and posts: "President of Peru Ana Ruiz",
    not "Dear Ana Ruiz", "In the words of Ana Ruiz"."""
    span = doc.char_span(start, start + len(label.partition("(")[0].rstrip()), alignment_mode="contract")
    if span is None or not _persons_named(doc, label):
        return False
    known = set(title_tokens(doc))
    for mention in MENTIONS(doc):
        if mention.type in TYPES_OF_NARRATORS and mention.reason != MentionReason.NOMINAL:
            known.update(range(mention.start, mention.end))
    return all(t.i in known or t.lower_ in HONORIFICS | WORDS_IN_POSTS or t.is_punct for t in span)


def _names_speaker(doc: Doc, start: int, label: str) -> bool:
    """Whether a label is a person's name and posts, as far as it is known what those are, or written as they are:
    "PRIME MINSITER RUIZ", not "The Ruiz proposal"."""
    words = label.partition("(")[0].split()
    last = {c.name.casefold().split()[-1] for c in _persons_named(doc, label)}
    written = words and words[-1].casefold() in last and all(w[0].isupper() or w in WORDS_IN_POSTS for w in words)
    return bool(written) or _is_speaker(doc, start, label)


def _has_verb(doc: Doc, start: int, label: str) -> bool:
    """Whether a label, brackets after it aside, is part of a sentence: "As Ana Ruiz has put it"."""
    span = doc.char_span(start, start + len(label.partition("(")[0]), alignment_mode="contract")
    return span is None or any(token.pos_ in {"VERB", "AUX"} for token in span)


def _persons_named(doc: Doc, label: str) -> list[Cluster]:
    """The persons whose name, or the last word of it, stands in a label, those named in full first."""
    words = {w.strip("().,").casefold() for w in label.split()}
    found = []
    for cluster in CLUSTERS(doc):
        parts = cluster.name.casefold().split()
        if cluster.type == ActorType.PERSON and parts and parts[-1] in words:
            found.append((-len(words & {*parts}), cluster.first(), cluster))
    return [c for _, _, c in sorted(found, key=lambda f: f[:2])]


def _heads_of_label(doc: Doc, label: str, start: int) -> tuple[int, ...]:
    """The head of a mention of whoever a label names, by name or by post: the one in the label, where there is one."""
    persons = _persons_named(doc, label)
    if not persons:
        words = label.casefold().split()
        persons = [c for c in CLUSTERS(doc) if c.type == ActorType.PERSON and {*c.titles} & {*words}]
    if persons:
        mentions = persons[0].mentions
        return (next((m.head for m in mentions if start <= m.start < start + LABEL), mentions[0].head),)
    for mention in MENTIONS(doc):
        if mention.type in TYPES_OF_NARRATORS and doc[mention.start : mention.end].text == label:
            return (mention.head,)
    return ()


def _after_label(doc: Doc, turn: Span, begins: int) -> int:
    """The first token of a turn that its label does not hold; the label stands at the character ``begins``."""
    words = text_of(doc)[begins : turn.end_char]
    label = next((match for each in (QUESTION, ANSWER, TURN) if (match := each.match(words))), None)
    end = begins + label.end() if label is not None else begins
    return next((token.i for token in turn if token.idx >= end), turn.end)


def _is_person(token: Token) -> bool:
    """Whether a word names somebody whom the text calls by name: "the minister" writes no text."""
    cluster = cluster_at(token)
    named = cluster is not None and any(m.reason == MentionReason.NAME for m in cluster.mentions)
    return cluster is not None and cluster.type == ActorType.PERSON and named


def _in(doc: Doc, start: int, end: int) -> list[Token]:
    return [doc[m.head] for m in mentions_between(doc, start, end) if m.end <= end and m.type in TYPES_OF_NARRATORS]


def _we_the(doc: Doc) -> list[Token]:
    """ "We, the Leaders of ...": the noun phrase in apposition."""
    for token in occurrences(doc, {"we"}):
        if token.i + 2 < len(doc) and doc[token.i + 1].text in {",", "the"}:
            after = [m for m in mentions_between(doc, token.i + 2, token.i + 5) if m.type in TYPES_OF_NARRATORS]
            if after:
                return [doc[int(after[0].head)]]
    return []


def _acting_for(doc: Doc) -> list[Token]:
    """ "I speak in my capacity as the representative of Chile": Chile."""
    for span in _opening(doc):
        for token in span:
            if token.lower_ in WORDS_FOR_CAPACITIES and any(t.lower_ in ALONE for t in token.sent):
                after = doc[token.i : min(token.i + FAR, token.sent.end)]
                if any(t.lower_ in WORDS_FOR_DELEGATES for t in after):
                    heads = _in(doc, after.start, after.end)
                    return [t for t in heads if (c := cluster_at(t)) is not None and c.type in STATES_AND_BLOCS][:1]
    return []


def _issued_by(doc: Doc) -> list[Token]:
    """ "The following statement was released by A and B", "Joint statement by the governments of A and B": all."""
    for span in _opening(doc):
        for noun in doc[span.start : min(span.end, span[0].sent.end)]:
            if (
                noun.lemma_.casefold() not in NOUNS_FOR_STATEMENTS
                or noun.pos_ not in {"NOUN", "PROPN"}
                or _is_beside(noun)
            ):
                continue
            for by in doc[noun.i : min(noun.i + FAR, span.end)]:
                if by.lower_ in {"by", "from", "between"} and (found := _parties_after(doc, by.i + 1)):
                    return found
    return []


def _is_beside(noun: Token) -> bool:
    """Whether a statement is spoken of in a sentence about something else: "in a letter from Peru, a reader ..."."""
    return noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ != "of")


def _parties_after(doc: Doc, start: int) -> list[Token]:
    """Whoever a list names, from a token on; for "the governments of A and B" A and B."""
    while start < len(doc):
        if doc[start].lower_ == "the":
            start += 1
            continue
        found, _ = listed(doc, start)
        if found or start + 1 >= len(doc) or doc[start + 1].lower_ != "of":
            return found
        start += 2
    return []


def _bracketed(doc: Doc) -> list[Token]:
    """ "Mr. Loayza (Peru): I should like to ...": the state in brackets, for which a delegate speaks, or for whom else
    he says that he does."""
    for block in BLOCKS(doc)[:FIRST_PARAGRAPHS]:
        if match := DELEGATE.match(text_of(doc)[block.start : block.end]):
            span = doc.char_span(block.start + match.start(1), block.start + match.end(1), alignment_mode="expand")
            own = _in(doc, span.start, span.end)[:1] if span is not None else []
            return _on_behalf(doc, VERBS_OF_SPEAKING_FOR_OTHERS) or own
    return []


def _on_behalf(doc: Doc, verbs: Container[str] | None = None) -> list[Token]:
    """ "On behalf of the people and government of Chile, I ...": Chile; not "I thank Peru, which spoke on behalf of the
    union". With ``verbs``, one of them says what is done on behalf ("I [speak] on behalf of"), or "I" do it next."""
    for span in _opening(doc):
        for token in span:
            behalf = token.lower_ == "behalf" and token.i + 2 < span.end and doc[token.i + 1].lower_ == "of"
            behalf = behalf and (token.nbor(-1).text == "On" or not any(negated(t) for t in token.ancestors))
            verb = next((t for t in token.ancestors if t.pos_ == "VERB"), token)
            if behalf and verbs is not None:
                fronted = any(c.i > token.i and c.lower_ in NARRATORS for c in verb.children)
                behalf = fronted or (verb.lemma_ in verbs and verb.dep_ != "relcl" and not passive(verb))
                behalf &= doc[token.i + 2].lower_ not in NARRATORS
            own = [t.i for t in token.sent if t.lower_ in NARRATORS] if behalf else []
            if own and not _in(doc, max((i for i in own if i < token.i), default=token.i), token.i):
                heads = _in(doc, token.i + 2, min(token.i + FAR, token.right_edge.i + 1))
                states = [t for t in heads if (c := cluster_at(t)) is not None and c.type in STATES_AND_BLOCS]
                if states:
                    return states[:1]
    return []


def _opening(doc: Doc) -> list[Span]:
    """The paragraphs in which a text may say whose it is."""
    spans = (doc.char_span(b.start, b.end, alignment_mode="expand") for b in BLOCKS(doc)[:FIRST_PARAGRAPHS])
    return [span for span in spans if span is not None]


def _byline(doc: Doc) -> list[Token]:
    for block in BLOCKS(doc)[:FIRST_PARAGRAPHS]:
        words = text_of(doc)[block.start : block.end]
        if match := BYLINES.search(words):
            noun = doc.char_span(block.start + match.start(), block.start + match.start() + 1, alignment_mode="expand")
            span = doc.char_span(block.start + match.end(), block.end, alignment_mode="expand")
            if span is None or noun is None or noun[0].pos_ == "VERB" or _is_beside(noun[0]):
                continue
            if match.start() < LETTERS_TO_STATEMENT and noun[0].sent.start_char <= block.start:
                heads = _in(doc, span.start, span.end)
                if heads:
                    return heads[:1]
    return []


def _performing(doc: Doc, least: int) -> list[Token]:
    """The states or bodies that say in the present, outside quotations, what they welcome and urge, or that "we" and
    "our" stand beside, at ``least`` so often: they issue the statement. None where two may."""
    score: Counter[tuple[str, ...]] = Counter()
    named: dict[tuple[str, ...], list[Token]] = {}
    inside = quoted(doc)
    for token in doc:
        if inside[token.i] or token.dep_ not in SUBJECTS:
            continue
        bodies = [t for t in conjuncts([token]) if (c := cluster_at(t)) is not None and c.type in SPOKEN_FOR]
        if not bodies or any(c.lower_ in NARRATORS for c in token.children):
            continue
        verb = token.head
        own = verb.tag_ in PRESENT and verb.lemma_.casefold() in VERBS_OF_OWN_STATEMENTS
        own = own or (_now(verb) and any(t.lower_ in PARTICIPLES_OF_OWN_STATEMENTS for t in (verb, *verb.children)))
        together = tuple(sorted({c.id for t in bodies if (c := cluster_at(t)) is not None}))
        named.setdefault(together, bodies)
        score[together] += 2 * own + any(t.lower_ in TOGETHER for t in verb.subtree)
    best = score.most_common(2)
    if not best or best[0][1] < least or (len(best) > 1 and best[1][1] == best[0][1]):
        return []
    return named[best[0][0]]


def _now(verb: Token) -> bool:
    return verb.tag_ in PRESENT or any(c.tag_ in PRESENT for c in verb.children if c.dep_ in AUXILIARIES)


def _signature(doc: Doc) -> list[Token]:
    """Who is named in a short paragraph at the end that is no sentence: "Ana Ruiz, Minister for Trade"."""
    for block in reversed(BLOCKS(doc)[-3:]):
        if block.end - block.start > 160:
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is None or any(t.dep_ in SUBJECTS for t in span):
            continue
        heads = [t for t in _in(doc, span.start, span.end) if _is_person(t)]
        if heads:
            return heads[:1]
    return []
