"""Reports of what somebody says, thinks or wants: words of the lexicon with their contents and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.grammar.arcs import complements, has_own_subject, inverted_subject, possessors
from kg.extract.grammar.clause import conjuncts, is_passive, subjects
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.quotations import TOKENS_OF_SPEECH
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.speech import contents
from kg.extract.speech.quoting import quoted_by
from kg.extract.speech.reports import Report
from kg.extract.speech.sources import kind_of_source
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import says_thinks_or_wants, voicing_words

__all__ = ["has_source", "spoken"]

PREPOSITIONS_OF_THOSE_WHO_FEEL = word_set("prepositions-of-those-who-feel")
PREPOSITIONS_OF_GIVERS = word_set("prepositions-of-givers")


def spoken(doc: Doc) -> Iterator[Report]:
    """A report for each verb, noun and adjective of saying, thinking or wanting that has a content and a source."""
    attitudes = lexicon.attitudes()
    for token in occurrences(doc, voicing_words(), voicing_words()):
        lemma = token.lemma_.casefold()
        if token.pos_ == "VERB" or _is_verb(token):
            if says_thinks_or_wants(lemma):
                yield from _of_verb(token)
            elif (token.lower_, "adjective") in attitudes:
                yield from _of_adjective(token)
        elif token.pos_ == "NOUN" and (lemma, "noun") in attitudes:
            yield from _of_noun(token)
        elif token.pos_ in {"ADJ", "ADV"} and (lemma, "adjective") in attitudes:
            yield from _of_adjective(token)


def _is_verb(noun: Token) -> bool:
    """Whether what the tagger took for a noun has a subject of its own: "critics of the stadium [argue] that ..."."""
    return noun.pos_ == "NOUN" and noun.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in noun.children)


def _of_verb(verb: Token) -> Iterator[Report]:
    """ "Peru [said] that it would wait", "[raised] doubts about the levy", "The strike, he [recalled], ended"."""
    sources = subjects(verb) or _raised_subject(verb) or _speaker_after(verb) or _detached_subject(verb)
    if not sources and is_passive(verb) and (verb.lower_, "adjective") in lexicon.attitudes():
        yield from _of_adjective(verb)
        return
    if not sources:
        return
    heads = tuple(t.i for t in sources)
    quotation = quoted_by(verb)
    lent = _content_of_light_verb(verb) if quotation is None else None
    if lent is not None:
        yield Report(verb.i, lent.cue_end, heads, lent.head, lent.start, lent.end, f"light{lent.kind}")
        return
    for content in contents.of_verb(verb):
        if quotation is not None and _prefers_quotation(quotation, content, verb):
            break
        if content.start <= sources[0].i < content.end:
            continue
        yield Report(verb.i, content.cue_end, heads, content.head, content.start, content.end, content.kind)
        return
    if quotation is not None:
        start, end = quotation
        yield Report(verb.i, verb.i + 1, heads, verb.doc[start:end].root.i, start, end, "quote")


def _prefers_quotation(quotation: tuple[int, int], content: contents.Content, verb: Token) -> bool:
    """Whether the quotation is what is said, rather than the content: the quoted words after "said of the episode"; not
    a phrase quoted before ", promising to act"."""
    start, end = quotation
    if content.kind in {"clause", "as"}:
        return content.head < verb.i < start
    return start > verb.i or end - start >= TOKENS_OF_SPEECH or content.start < verb.i or verb.tag_ != "VBG"


def _raised_subject(verb: Token) -> list[Token]:
    """ "The board was found to be against it": the board is the subject, though the verb above is passive."""
    governor = verb.head
    if verb.dep_ == "xcomp" and governor.pos_ == "VERB" and is_passive(governor):
        return conjuncts(c for c in governor.children if c.dep_ == "nsubjpass")
    return []


def _given_by_others(noun: Token) -> Report | None:
    """ "The plan drew criticism from farmers", "has the backing of farmers": the farmers' view is of the plan."""
    verb = noun.head
    if (
        noun.dep_ != "dobj"
        or verb.i > noun.i
        or verb.lemma_.casefold() not in word_set("verbs-of-drawing-reactions")
        or is_passive(verb)
    ):
        return None
    links = [
        c
        for c in (*noun.children, *verb.children)
        if c.dep_ == "prep" and c.lower_ in PREPOSITIONS_OF_GIVERS and c.i > noun.i
    ]
    givers = [p for link in links[:1] for p in complements(link) if _is_somebody(p)]
    target = next(iter(subjects(verb)), None)
    if not givers or target is None:
        return None
    start, end = trimmed(target, {"punct", "cc"})
    heads = tuple(t.i for t in conjuncts(givers))
    return Report(verb.i, links[0].i + 1, heads, target.i, start, min(end, verb.i), "given")


def _is_somebody(token: Token) -> bool:
    return cluster_at(token) is not None or kind_of_source(token) == "people"


def _content_of_light_verb(verb: Token) -> contents.Content | None:
    """ "Raised doubts about the levy": the content of a bare noun to which the verb adds only its tense."""
    if verb.lemma_.casefold() not in word_set("light-verbs") or is_passive(verb):
        return None
    for noun in verb.children:
        if noun.dep_ != "dobj" or noun.pos_ != "NOUN" or (noun.lemma_.casefold(), "noun") not in lexicon.attitudes():
            continue
        if any(c.dep_ in {"det", "poss"} for c in noun.children):
            return None
        return next(contents.of_noun(noun), None)
    return None


def _detached_subject(verb: Token) -> list[Token]:
    """The subject that the parser gave to a clause between it and the verb ("Critics, meanwhile, who had no vote, said
    that ..."), or left in a sentence of its own ("Ana Ruiz (D-Vt.) | on Saturday criticized ...")."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or has_own_subject(verb):
        return []
    clauses_before = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    has_complement_after = any(c.dep_ in {"ccomp", "dobj", "xcomp"} and c.i > verb.i for c in verb.children)
    if clauses_before and has_complement_after:
        return conjuncts(c for c in clauses_before[-1].children if c.dep_ == "nsubj")
    first = verb.sent.start
    if verb.dep_ != "ROOT" or clauses_before or first == 0:
        return []
    sentence_before = verb.doc[first - 1].sent
    is_name = sentence_before.root.pos_ in {"PROPN", "NOUN"} and not any(t.pos_ in CLAUSAL for t in sentence_before)
    last = verb.doc[first - 1]
    return [sentence_before.root] if is_name and verb.i - first < 6 and (last.text == ")" or not last.is_punct) else []


def _speaker_after(verb: Token) -> list[Token]:
    """ "'...,' recalled the mayor": the name after the verb."""
    token_before = verb.nbor(-1) if verb.i else None
    if token_before is None or token_before.text not in {'"', "''", ","} or verb.tag_ not in {"VBD", "VBZ"}:
        return []
    has_content = any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children) or quoted_by(verb) is not None
    speaker = inverted_subject(verb, {"dobj", "attr"}) if has_content else None
    return [speaker] if speaker is not None else []


def _of_noun(noun: Token) -> Iterator[Report]:
    """ "Peru's [claim] that Chile had left", "drew [criticism] from farmers"; not "the claim that Chile had left"."""
    report = _given_by_others(noun)
    if report is not None:
        yield report
        return
    for content in contents.of_noun(noun):
        sources = _sources_of_noun(noun, content)
        if sources:
            heads = tuple(t.i for t in sources)
            kind = f"noun-{content.kind}"
            yield Report(noun.i, content.cue_end, heads, content.head, content.start, content.end, kind)
            return


def has_source(noun: Token, possible_contents: Iterable[contents.Content]) -> bool:
    """Whether the words tell whose claim or plan a noun with one of these contents is."""
    return _given_by_others(noun) is not None or any(_sources_of_noun(noun, content) for content in possible_contents)


def _sources_of_noun(noun: Token, content: contents.Content) -> list[Token]:
    """Whose claim or plan it is: the noun's owner, or the subject of the verb above."""
    owners = possessors(noun)
    if not owners:
        owners = [
            p
            for c in noun.children
            if c.dep_ in {"prep", "agent"}
            and (c.lower_ in PREPOSITIONS_OF_THOSE_WHO_FEEL or (c.lower_ == "of" and content.kind == "clause"))
            for p in complements(c)
        ]
    if not owners:
        owners = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and cluster_at(c) is not None]
    if owners:
        return conjuncts(owners)
    governor = noun.head
    if noun.dep_ == "dobj" and governor.pos_ == "VERB" and governor.lemma_.casefold() in word_set("light-verbs"):
        return subjects(governor)
    if noun.lemma_.casefold() in word_set("holders-of-views"):
        if noun.dep_ == "attr" and governor.pos_ == "AUX":
            return subjects(governor)
        return [governor] if noun.dep_ == "appos" else []
    return []


def _of_adjective(adjective: Token) -> Iterator[Report]:
    """ "Peru is [confident] that Chile will sign", "the mayor, [worried] about the levy,"."""
    if adjective.dep_ in {"acomp", "oprd", "xcomp", "conj", "ROOT"} and adjective.head.pos_ in CLAUSAL | {"ADJ"}:
        sources = subjects(adjective.head)
    elif adjective.dep_ in {"amod", "acl", "relcl"} and adjective.head.i < adjective.i:
        sources = [adjective.head]
    elif adjective.dep_ == "ccomp" and adjective.head.lemma_ == "make":  # "made it clear that ..."
        subjects_of_its_own = [c for c in adjective.children if c.dep_ == "nsubj" and c.lower_ != "it"]
        sources = [] if subjects_of_its_own else subjects(adjective.head)
    else:
        sources = []
    if adjective.pos_ == "VERB":
        sources = conjuncts(c for c in adjective.children if c.dep_ in {"nsubjpass", "nsubj"}) or sources
    for content in contents.of_adjective(adjective) if sources else ():
        heads = tuple(t.i for t in sources)
        kind = f"adjective-{content.kind}"
        yield Report(adjective.i, content.cue_end, heads, content.head, content.start, content.end, kind)
        return
