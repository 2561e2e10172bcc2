"""Who speaks outside quotation marks: in transcripts, letters, speeches, communiqués ("We, the Ministers, ...")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from kg.extract.actors.actors import cluster_at
from kg.extract.actors.cluster import STATES_AND_BLOCS
from kg.extract.actors.lists import listed, mentions_by_start
from kg.extract.grammar.arcs import logical_objects, objects_of
from kg.extract.grammar.clause import conjuncts, passive
from kg.extract.grammar.occurrences import after_article, is_possessive_mark, occurrences, word_at
from kg.extract.grammar.quotations import quoted
from kg.extract.grammar.tense import FINITE, SUBJECTS
from kg.extract.mentions.mention import TokenMention, mentions_between, persons_by_start
from kg.extract.mentions.title_spans import title_over
from kg.extract.speech.turns import (
    SPOKEN_FOR,
    brackets_of_delegate,
    delegated_state,
    is_named_person,
    is_speaker,
    narrators_between,
    spoken_in_turns,
    turn_labels,
)
from kg.extract.text.layout import BLOCKS, in_heading, text_of
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["narrated"]

NARRATORS = word_set("narrators")
BYLINES = re.compile(
    r"\b(?:statement|speech|remarks|address|letter|message|intervention|declaration|briefing|interview)\b"
    r"(?:(?:(?!\bto\b)[^\n]){0,60}?\b(?:by|of|from|with)|[^\n]{0,60}?\b(?:by|from))\b",
    re.IGNORECASE,
)
NOUNS_FOR_STATEMENTS = word_set("nouns-for-statements")
VERBS_OF_OWN_STATEMENTS = word_set("verbs-of-own-statements")
PARTICIPLES_OF_OWN_STATEMENTS = word_set("participles-of-own-statements")
VERBS_OF_MEETING = word_set("verbs-of-holding-talks") | word_set("verbs-of-talking") | {"gather", "meet"}
AUXILIARIES = {"aux", "auxpass"}
WORDS_FOR_CAPACITIES = word_set("words-for-capacities")
WORDS_FOR_DELEGATES = word_set("words-for-delegates")
OWN_CAPACITIES = (["in", "my", "national"], ["in", "our", "national"])
"""Words before "capacity" by which a delegate begins to speak for his state."""
TITLES_OF_PRESIDING_STATES = word_set("titles-of-presiding-states")
POSTS_THAT_SPEAK_FOR_STATES = word_set("posts-that-speak-for-states") - TITLES_OF_PRESIDING_STATES
TOKENS_OF_POST = 6
"""Tokens, at most, from "capacity" to a post, or of the label of a chair."""
AUTHOR = re.compile(r"By [A-Z]")
MARKS_OF_LINE_ENDS = {".", ",", "!", "?"}
"""Marks at the end of a paragraph of a speech, which a headline lacks."""
VERBS_OF_SPEAKING_FOR_OTHERS = word_set("verbs-of-speaking-for-others")
SINGULAR, PLURAL = {"i", "my"}, {"we", "our"}
PRESENT = {"VBZ", "VBP"}
JOINING_SIGNERS = {",", "&", "and", "the"}
ENDS_OF_LISTS = {".", ":", ";"}
TOKENS_OF_TITLE = 20
"""Tokens, at most, of the title before a signer's name."""
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
    """For each token of a text in the first person, the heads of those who tell it; empty for any other text."""
    labels, acting = turn_labels(doc), _acting_for(doc)
    chairs_only = acting and len(set(labels.values())) == 1  # "The President: I speak in my capacity as ..."
    if len(labels) > 1 and not chairs_only and (table := spoken_in_turns(doc, labels)):
        return table
    outside = _first_person(doc)
    if len(outside) < 2:
        return {}
    tellers = acting or _bracketed(doc)
    if not tellers and (table := _speech_after_label(doc, labels, outside[0].idx)):
        return table
    tellers = tellers or _we_the(doc) or _attributable(doc) or _issued_by(doc) or _on_behalf(doc)
    tellers = tellers or _byline(doc)
    alone = sum(token.lower_ in SINGULAR for token in outside) * 2 > len(outside)
    tellers = tellers or (_signature(doc) if alone else []) or _issuing(doc, SENTENCES_OF_OWN * (1 + alone))
    tellers = tellers or _signature(doc) or ([] if alone else _opening_parties(doc, outside))
    table = dict.fromkeys(range(len(doc)), tuple(teller.i for teller in tellers)) if tellers else {}
    if table and (own := _national_part(doc)) is not None:
        own_state, start = own
        table.update(dict.fromkeys(range(start, len(doc)), (own_state.i,)))
    return table


def _national_part(doc: Doc) -> tuple[Token, int] | None:
    """Whose delegate, after speaking on behalf of others, speaks "in my national capacity", and from which token on."""
    for token in occurrences(doc, WORDS_FOR_CAPACITIES):
        said = [t.lower_ for t in doc[max(token.i - 3, 0) : token.i]] in OWN_CAPACITIES and not any(token.rights)
        others = any(t.lower_ == "behalf" for t in token.sent)
        if said and not others and (state := delegated_state(token)) is not None:
            return state, token.sent.start
    return None


def _first_person(doc: Doc) -> list[Token]:
    inside = quoted(doc)
    return [t for t in occurrences(doc, NARRATORS) if not inside[t.i] and not _is_numeral(t)]


def _is_numeral(token: Token) -> bool:
    """Whether an "I" is a number: "Annex I Parties"."""
    before = token.nbor(-1) if token.i else token
    return token.text == "I" and (
        token.tag_ != "PRP" or (before.text[:1].isupper() and before.pos_ in {"PROPN", "NOUN"})
    )


def _speech_after_label(doc: Doc, labels: Mapping[int, str], first: int) -> dict[int, tuple[int, ...]]:
    """What `spoken_in_turns` tells of a text that is a speech after its label: "Prime Minister Ana Ruiz: I am glad to
    see you." The label stands before the ``first`` person, in no headline, and no author signs."""
    if _is_by_author(doc):
        return {}
    for block in BLOCKS(doc):
        words = text_of(doc)[block.start : block.end].rstrip()
        if block.start in labels and block.start <= first and words[-1:] in MARKS_OF_LINE_ENDS:
            return spoken_in_turns(doc, labels) if is_speaker(doc, block.start, labels[block.start]) else {}
    return {}


def _is_by_author(doc: Doc) -> bool:
    """Whether a paragraph names the author: "By Ana Ruiz"."""
    return any(AUTHOR.match(text_of(doc)[block.start : block.end]) for block in BLOCKS(doc))


def _we_the(doc: Doc) -> list[Token]:
    """ "We, the Leaders of ...": the head of the noun phrase in apposition."""
    for token in _first_person(doc):
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
            clause = (t.i for t in doc[token.i + 1 : token.sent.end] if t.pos_ in {"AUX", "PRON", "VERB"})
            capacity = doc[token.i : next(clause, token.sent.end)]  # "capacity as the Minister of Trade, [I] thank"
            after = capacity[:TOKENS_TO_OWNER]
            if any(t.lower_ in WORDS_FOR_DELEGATES for t in after):
                return narrators_between(doc, after.start, after.end)[:1]
            if _is_chair(doc, span.start) and (state := _represented(capacity)) is not None:
                return [state]
    return []


def _represented(capacity: Span) -> Token | None:
    """The state whose post is told: "capacity as the Minister for Trade of [Chile]", "as [Chilean] ambassador"."""
    doc = capacity.doc
    post = next((t for t in capacity[:TOKENS_OF_POST] if t.lower_ in POSTS_THAT_SPEAK_FOR_STATES), None)
    if post is None:
        return None
    heads = narrators_between(doc, capacity.start, capacity.end)
    states = [t for t in heads if (c := cluster_at(t)) is not None and c.type == ActorType.STATE]
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
                if by.lower_ in {"by", "from", "between"} and (found := _parties_after(doc, by.i + 1, span.end)):
                    return found
    return []


def _attributable(doc: Doc) -> list[Token]:
    """ "The following is attributable to Spokesperson A", "Statement attributable to A and B": whose words a paragraph
    at the beginning says that the text is; not "the losses are attributable to A"."""
    for span in _opening(doc):
        word = next((t for t in span if t.lower_ == "attributable" and word_at(doc, t.i + 1) == "to"), None)
        if word is None:
            continue
        before = [t for t in doc[word.sent.start : word.i] if t.lower_ not in {"the", "this"}]
        text = [t.lower_ for t in before[:2]] in (["below", "is"], ["following", "is"])
        if text or any(t.lemma_.casefold() in NOUNS_FOR_STATEMENTS | {"readout"} for t in before[:2]):
            people = (t for t in narrators_between(doc, word.i + 2, span.end) if is_named_person(t))
            return _parties_after(doc, word.i + 2, span.end) or [*people][:1]
    return []


def _is_in_passing(noun: Token) -> bool:
    """Whether a sentence about something else mentions a statement: "in a letter from Peru, a reader ..."."""
    return noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ != "of")


def _parties_after(doc: Doc, start: int, end: int) -> list[Token]:
    """The members of the list that starts at a token, in a paragraph that ends at ``end``; A and B for "the governments
    of A and B"."""
    while start < len(doc):
        if doc[start].lower_ == "the":
            start += 1
            continue
        signers, plain = _signers(doc, start, end), listed(doc, start)[0]
        found = signers if len(signers) > 1 and all(map(_is_signer, signers)) else plain
        if found or start + 1 >= len(doc) or doc[start + 1].lower_ != "of":
            return found
        start += 2
    return []


def _signers(doc: Doc, start: int, end: int) -> list[Token]:
    """The members of a list that fills the rest of a sentence or is followed by a preposition, persons with their
    titles and states: "Minister Ana Ruiz of Peru, the EU envoy, Bo Ek, and Chile"; none if anything else follows."""
    found: list[Token] = []
    mentions, at = mentions_by_start(doc), start
    while at < end and (member := _titled(doc, at, end) or mentions.get(at)) is not None:
        if all(cluster_at(doc[member.head]) is not cluster_at(t) for t in found):  # not "Bo Ek, [the president]"
            found.append(doc[member.head])
        at = member.end
        place = mentions.get(after_article(doc, at + 1)) if word_at(doc, at) == "of" else None
        at = place.end if place is not None else at
        further = at
        while further < end and doc[further].lower_ in JOINING_SIGNERS:
            further += 1
        if further == at or (further < end and mentions.get(further) is None and _titled(doc, further, end) is None):
            break
        at = further
    closed = at >= end or doc[at].is_space or doc[at].text in ENDS_OF_LISTS or doc[at].pos_ in {"ADP", "SCONJ"}
    return found if closed else []


def _is_signer(head: Token) -> bool:
    """Whether a phrase refers to a state or bloc, or to a person whom the text names; no "foreign ministers"."""
    cluster = cluster_at(head)
    return is_named_person(head) or (cluster is not None and cluster.type in STATES_AND_BLOCS)


def _titled(doc: Doc, start: int, end: int) -> TokenMention | None:
    """The person whose title begins at a token, or after a body's name there: "the EU envoy to Peru, [Bo Ek]"."""
    persons, at, titled = persons_by_start(doc), start, False
    while at < min(end, start + TOKENS_OF_TITLE):
        if at in persons:
            return persons[at] if titled or at == start else None
        titled |= title_over(doc, at) is not None
        word = doc[at]
        if word.is_space or word.text in ENDS_OF_LISTS:
            return None
        if word.lower_ in JOINING_SIGNERS - {"the"} and not titled:
            return None
        capital = word.text[:1].isupper() or is_possessive_mark(doc, at)
        if not (capital or titled or word.lower_ == "the") or word.pos_ in {"VERB", "AUX"}:
            return None
        at += 1
    return None


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
            behalf = fronted or (verb.lemma_ in verbs and verb.dep_ != "relcl" and not passive(verb))
            behalf &= word_at(doc, token.i + 2) not in NARRATORS
        if behalf and any(t.lower_ in NARRATORS for t in token.sent):
            heads = narrators_between(doc, token.i + 2, min(token.i + TOKENS_TO_OWNER, token.right_edge.i + 1))
            states = [t for t in heads if (c := cluster_at(t)) is not None and c.type in STATES_AND_BLOCS]
            if states:
                return _listed_after(states[0], token.right_edge.i)
    return []


def _listed_after(first: Token, last: int) -> list[Token]:
    """The states and blocs of the list that a state's name begins, up to the token ``last``, each once; also one in
    apposition to a member: "Chile and my own country, Peru"."""
    mention = next((m for m in mentions_by_start(first.doc).values() if m.head == first.i), None)
    members = listed(first.doc, mention.start)[0] if mention is not None else []
    beside = (c for t in members for c in t.children if c.dep_ == "appos")
    known = [(t, cluster_at(t)) for t in (first, *members, *beside) if t.i <= last]
    named = {c.id: t for t, c in reversed(known) if c is not None and c.type in STATES_AND_BLOCS}
    return sorted(named.values())


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


def _issuing(doc: Doc, least: int) -> list[Token]:
    """The states or bodies that issue the statement: outside quotations they welcome and urge in the present, or stand
    beside "we" and "our", with a score of ``least``. None where two may."""
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
        together = tuple(sorted({c.id for t in bodies if (c := cluster_at(t)) is not None}))
        named.setdefault(together, bodies)
        score[together] += 2 * _is_own(verb) + any(t.lower_ in PLURAL for t in verb.subtree)
    best = score.most_common(2)
    if not best or best[0][1] < least or (len(best) > 1 and best[1][1] == best[0][1]):
        return []
    return named[best[0][0]]


def _opening_parties(doc: Doc, outside: Sequence[Token]) -> list[Token]:
    """The body whose own statement opens a text in which "we" go on to state and promise ("Chile welcomes the truce. We
    will send ..."), or the several actors who state, meet or agree there ("Ruiz and Lund met today. We urge ...").
    None where somebody else acts before the first of the ``outside`` persons, or "we" are quoted, as in news."""
    first = next((s for s in doc.sents if not in_heading(s[0]) and s.root.tag_ in FINITE), None)
    if first is None or outside[0].i < first.end or _is_by_author(doc) or not any(map(_is_stated_by_us, outside)):
        return []
    if any(t.lower_ in PLURAL and quoted(doc)[t.i] for t in occurrences(doc, NARRATORS)):
        return []
    parties = conjuncts(c for c in first.root.children if c.dep_ == "nsubj")
    own = {c.id for t in parties if (c := cluster_at(t)) is not None}
    acting = (t for t in doc[first.end : outside[0].i] if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT")
    if any(c.id not in own for t in acting if (c := cluster_at(t)) is not None) or _are_others(own, outside):
        return []
    if len(parties) > 1 and first.root.lemma_ in VERBS_OF_MEETING:
        return parties if all(map(_is_signer, parties)) else []
    bodies = [c for t in parties if (c := cluster_at(t)) is not None and c.type in SPOKEN_FOR]
    return parties if len(bodies) == len(parties) and _is_own(first.root) else []


def _are_others(actors: Container[str], outside: Iterable[Token]) -> bool:
    """Whether "we" turn to these actors or to "them", as others do: "we urge [Peru]", "we reject [their] veto"."""
    verbs = [t.head for t in outside if t.lower_ == "we" and t.dep_ in SUBJECTS]
    objects = [t for verb in verbs for t in (*logical_objects(verb), *objects_of(verb, {"on", "to", "upon"}))]
    told = [t for noun in objects for t in (noun, *(c for c in noun.children if c.dep_ == "poss"))]
    return any(c.id in actors if (c := cluster_at(t)) is not None else t.lower_ in {"their", "them"} for t in told)


def _is_stated_by_us(token: Token) -> bool:
    """Whether "we" state or promise something: "[we] urge Peru", "[we] will pay"; not "[we] left early"."""
    told = token.lower_ == "we" and token.dep_ == "nsubj"
    return told and (_is_own(token.head) or any(c.lower_ == "will" for c in token.head.children))


def _is_own(verb: Token) -> bool:
    """Whether a verb is in the present and one of a body's own statement: "welcomes", "is committed"."""
    stated = any(t.lower_ in PARTICIPLES_OF_OWN_STATEMENTS for t in (verb, *verb.children))
    own = verb.tag_ in PRESENT and verb.lemma_.casefold() in VERBS_OF_OWN_STATEMENTS
    return own or (stated and _is_present(verb))


def _is_present(verb: Token) -> bool:
    return verb.tag_ in PRESENT or any(c.tag_ in PRESENT for c in verb.children if c.dep_ in AUXILIARIES)


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
