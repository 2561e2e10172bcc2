"""Corrections of arcs that the parser gets wrong again and again."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.extract.grammar.arcs import has_own_subject
from kg.extract.grammar.conditions.inversion import attach_inverted_conditions
from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.grammar.repairs.backing import read_back_as_verb
from kg.extract.grammar.repairs.documents import attach_to_document
from kg.extract.grammar.repairs.doers_of_gerunds import attach_to_doer
from kg.extract.grammar.repairs.exceptions import attach_exception
from kg.extract.grammar.repairs.information import attach_to_information
from kg.extract.grammar.repairs.names import join_names
from kg.extract.grammar.repairs.reporting import read_as_reporting
from kg.extract.grammar.repairs.texts import read_as_text
from kg.extract.grammar.tense import SUBJECTS, TIMES, is_infinitive
from kg.extract.words import lexicon
from kg.extract.words.dates import opening_date
from kg.extract.words.lexicon import word_set

__all__ = ["repair"]

INFINITIVES = {"inf", "objinf", "@inf"}
"""Slots of a word that has an infinitive for its matter."""
STRAY = {"advcl", "acl", "relcl", "xcomp", "ccomp"}
"""Arcs to an infinitive that the parser may have attached to the wrong word."""
PREFIXED = {"VERB", "NOUN"}
POSTS_IN_ADDRESSES = word_set("posts-in-addresses")
WORDS_OF_ADDRESS = word_set("words-of-address")
VERBS_OF_COURTESY = {"congratulate", "thank", "welcome"}
VERBS_OF_TELLING_OF = word_set("verbs-of-telling-of")
VERBS_OF_CHARGING_OR_DEPRIVING = word_set("verbs-of-charging-or-depriving")
FIELDS_OF_POSTS = word_set("fields-of-posts") | word_set("organization-words")
POSTS_WITHOUT_MATTERS = word_set("posts-without-matters")
LONGEST_DATE = 6
"""Tokens of the longest date: "Monday, 5 June, 2019"."""
ARCS_OF_TWO = SUBJECTS | {"dobj", "pobj"}
"""Arcs to a phrase that may be about two persons."""
TOKENS_TO_NAME = 7
"""Tokens after the last word of a title within which its bearer's name begins: "Minister for ... [Ana] Ruiz"."""
ARCS_CLIMBED = 8
"""Arcs that are climbed at most."""


def repair(doc: Doc) -> Doc:
    """Reattach inverted conditions, exceptions, prefixes, names before a numeral, verbs read as nouns, stray
    infinitives, dates, forms of address, gerunds, what information is about, and phrases with "for" and "of". A date
    right before a name is made an entity of its own, and a name with an apostrophe one."""
    join_names(doc)
    attach_inverted_conditions(doc)
    for token in doc:
        if token.lower_ in {"in", "on"} and token.dep_ == "prep":
            _part_from_name(token)
    for token in doc:
        if _has_prefix(token):
            _attach_above_prefix(token)
        elif token.tag_ == "NNS" and not token.is_sent_start and lexicon.predicates_of(token.lemma_, "VERB"):
            _read_as_verb(token)
        elif token.dep_ == "compound" and token.text == "I" and not token.is_sent_start:
            _attach_name_to_noun(token)
        elif token.dep_ == "nmod" and _is_title_of_another(token):
            _join_title(token)
        elif token.dep_ == "nsubj":
            _repair_subject(token)
        elif token.dep_ == "agent":
            _attach_by_to_object(token)
        else:
            attach_to_document(token)
            attach_to_doer(token)
            attach_exception(token)
            attach_to_information(token)
            read_back_as_verb(token)
            read_as_reporting(token)
            read_as_text(token)
    for token in doc:
        if token.dep_ in STRAY and token.pos_ in {"VERB", "AUX"} and is_infinitive(token):
            _reattach_infinitive(token)
        elif token.lower_ == "for" and token.dep_ == "prep" and token.head.dep_ == "pobj":
            _reattach_for(token)
        elif token.lower_ == "of" and token.dep_ == "prep" and token.head.dep_ in {"dobj", "nsubjpass", "pobj"}:
            _reattach_of(token)
    return doc


def _part_from_name(preposition: Token) -> None:
    """Attach a date to the preposition before it, where the parser took it for a part of the name or noun that follows
    without a comma: "On [5 June] Chile left", "in [June 2018] Iranian officials said"."""
    doc, first = preposition.doc, preposition.i + 1
    end = _end_of_date(doc, first)
    date = doc[first:end]
    if not date or not _opens_noun(doc, end):
        return
    governed = [c for c in preposition.children if c.dep_ in {"pcomp", "pobj"}]
    if any(c not in date for c in governed) or not (doc[end].head.i > end or doc[end].dep_ in SUBJECTS):
        return
    if all(t.head in date or t.head == preposition for t in date) and not any(e.start < end < e.end for e in doc.ents):
        return
    main = next((t for t in date if t.is_alpha), date[0])
    for token in date:
        for child in [c for c in token.children if c.i >= end]:
            child.head, child.dep_ = preposition.head, "dep"
        token.head, token.dep_ = (preposition, "pobj") if token == main else (main, "nummod")
    kept = [e for e in doc.ents if e.end <= first or e.start >= end]
    rest = [Span(doc, end, e.end, e.label_) for e in doc.ents if e.start < end < e.end and e.label_ not in TIMES]
    doc.ents = (*kept, Span(doc, first, end, "DATE"), *rest)


def _end_of_date(doc: Doc, first: int) -> int:
    """The end of the date that begins with a token; ``first`` itself without one."""
    date = opening_date(doc[first : first + LONGEST_DATE].text)
    for end in range(first + 1, min(first + LONGEST_DATE, len(doc)) + 1):
        if doc[first:end].text == date:
            return end
    return first


def _opens_noun(doc: Doc, at: int) -> bool:
    """Whether a name, or a noun with its article, begins with a token, so that a date before it is no part of it; not
    "in June elections", "on 5 May, Chile"."""
    return at < len(doc) and (doc[at].text[0].isupper() or doc[at].lower_ in {"a", "an", "the"})


def _attach_by_to_object(by: Token) -> None:
    """ "Has rejected [acts] by Peru": a verb with a subject and an object is no passive, and has no agent."""
    arcs = {c.dep_: c for c in by.head.children if c.i < by.i}
    if arcs.keys() >= {"nsubj", "dobj"}:
        by.head, by.dep_ = arcs["dobj"], "prep"


def _attach_name_to_noun(numeral: Token) -> None:
    """ "Said [Annex] I countries had failed": a name with a number, which the parser attached to the verb before."""
    name, noun = numeral.nbor(-1), numeral.head
    if not name.is_title or name.pos_ not in {"NOUN", "PROPN"} or noun.i < name.head.i or name.is_ancestor(noun):
        return
    if name.dep_ == "pobj" and not noun.is_ancestor(name):
        noun.head, noun.dep_ = name.head, "pobj"
    name.head, name.dep_ = noun, "compound"


def _has_prefix(word: Token) -> bool:
    """ "Co-chaired", "ex-ministers": three verbs or nouns for the parser, the prefix above or beside the rest."""
    if word.pos_ not in PREFIXED | {"PROPN"} or word.i < 2 or word.nbor(-1).text != "-":
        return False
    prefix, hyphen = word.nbor(-2), word.nbor(-1)
    if prefix.whitespace_ or hyphen.whitespace_ or not hyphen.pos_ == prefix.pos_ in PREFIXED:
        return False
    return word.head == prefix or prefix.head == word.head


def _attach_above_prefix(word: Token) -> None:
    parts = prefix, hyphen = word.nbor(-2), word.nbor(-1)
    top = word
    while top.head in parts and top.head != top:
        top = top.head
    bearer = prefix if prefix.head == word.head not in {word, hyphen} else top  # "which [co]-[hosts]" beside each other
    word.head, word.dep_ = word if top.head == top else top.head, bearer.dep_
    for child in [c for part in parts for c in part.children]:
        child.head = word
    prefix.head, prefix.dep_, prefix.pos_ = word, "compound", "ADJ"
    hyphen.head, hyphen.dep_, hyphen.pos_ = word, "punct", "PUNCT"


@cache
def _governs(lemma: str, tag: str, longest: int = 9) -> bool:
    """Whether a word, in a predicate of at most ``longest`` words, has an infinitive for its matter."""
    return any(INFINITIVES & {*p.matter} and len(p.words) <= longest for p in lexicon.predicates_of(lemma, tag))


@cache
def _wants_for(lemma: str, tag: str) -> bool:
    return any(p.words[1:] == ("for",) or ":for" in p.matter for p in lexicon.predicates_of(lemma, tag))


def _read_as_verb(noun: Token) -> None:
    """ "Peru, which [sides] with the lenders": a plural noun that has a subject is a verb, since no noun has one."""
    if any(c.dep_ == "nsubj" for c in noun.children) and noun.dep_ in {"ROOT", "relcl"}:
        noun.tag_, noun.pos_ = "VBZ", "VERB"


def _reattach_infinitive(verb: Token) -> None:
    """Attach an infinitive to the verb before an aside ("call on Peru, with whom we met, [to agree]"), or to the noun
    before its holder ("took note of the offer of Chile [to host]")."""
    to = next(c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to")
    if to.i == 0 or has_own_subject(verb):
        return
    before = to.nbor(-1)
    if before.text == ",":
        matrix = verb.head
        for _ in range(ARCS_CLIMBED):
            if matrix.dep_ == "ROOT" or matrix.head.i > verb.i:
                return
            matrix = matrix.head
            if matrix.pos_ == "VERB" and _governs(matrix.lemma_.casefold(), "VERB"):
                aside = verb.doc[matrix.i + 1 : before.i]
                opened = next((t.i for t in aside if t.text == ","), None)
                told = any(c.dep_ in {"xcomp", "ccomp"} for c in matrix.children)
                if opened is not None and opened < verb.head.i and not told:
                    verb.head, verb.dep_ = matrix, "xcomp"
                return
        return
    if verb.head.i > before.i or verb.head.pos_ != "VERB" or _governs(verb.head.lemma_.casefold(), "VERB", 1):
        return
    above = before
    for _ in range(ARCS_CLIMBED):
        if above.dep_ == "ROOT" or above.i <= verb.head.i:
            return
        if above.pos_ == "NOUN" and above.right_edge.i == before.i and _governs(above.lemma_.casefold(), "NOUN"):
            if not verb.is_ancestor(above):
                verb.head, verb.dep_ = above, "acl"
            return
        above = above.head


def _detach_date(day: Token) -> None:
    """Make a date that the parser took for a second subject an adverbial: "On Monday, 7 [June], Peru left"."""
    if any(c.dep_ in SUBJECTS and c.i > day.i for c in day.head.children):
        day.dep_ = "npadvmod"


def _is_form_of_address(post: Token) -> bool:
    """ "Madam [President], my country is glad ...": somebody is addressed by a post."""
    called = post.lower_ in POSTS_IN_ADDRESSES and word_at(post.doc, post.i - 1) in WORDS_OF_ADDRESS
    return called and word_at(post.doc, post.i + 1) == ","


def _reattach_form_of_address(post: Token) -> None:
    """Attach a form of address beside the subject, which the parser may have attached to it."""
    subject = next((c for c in post.children if c.dep_ == "appos"), None)
    if subject is not None:
        subject.head, subject.dep_ = post.head, "nsubj"
    post.dep_ = "npadvmod"


def _repair_subject(token: Token) -> None:
    """Reattach what is no subject: a date, a form of address, who is thanked."""
    if token.ent_type_ in TIMES:
        _detach_date(token)
    elif _is_form_of_address(token):
        _reattach_form_of_address(token)
    elif _is_thanked(token):
        token.dep_ = "npadvmod"


def _is_thanked(name: Token) -> bool:
    """ "Prime [Minister], again, thank you": whom the speaker thanks, and not who thanks, as nobody says "the minister
    thank you"; not "[Peru], again, thank you", which may be a delegation."""
    verb = name.head
    if verb.i == 0 or verb.lemma_ not in VERBS_OF_COURTESY or verb.tag_ not in {"VB", "VBP"}:
        return False
    one = name.tag_ in {"NN", "NNP"} and (name.ent_type_ == "PERSON" or name.lower_ in _last_words_of_titles())
    alone = name.pos_ in {"NOUN", "PROPN"} and name.i == verb.i - 2  # "Ministers, thank you": no comma ends a subject
    called = (one or alone) and not any(c.dep_ in {"cc", "det", "poss", "relcl"} for c in name.children)
    return called and name.i < verb.i and verb.nbor(-1).text == "," and word_at(verb.doc, verb.i + 1) == "you"


@cache
def _last_words_of_titles() -> frozenset[str]:
    return frozenset(title.words[-1] for found in lexicon.titles().values() for title in found)


def _is_title_of_another(title: Token) -> bool:
    """Whether two titles that were read as one, "the [Secretary] and Foreign Minister agreed", are those of two persons
    named before: "Secretary Lund", "Foreign Minister Ek"; not where one person has both."""
    doc, last = title.doc, title.head
    if title.i + 1 >= len(doc) or doc[title.i + 1].lower_ != "and" or last.i < title.i or last.dep_ not in ARCS_OF_TWO:
        return False
    known = _last_words_of_titles()
    if title.lower_ not in known or last.lower_ not in known or not all(t.is_title for t in doc[title.i + 2 : last.i]):
        return False
    if any(last.rights) or any(c.dep_ == "poss" for t in (title, last) for c in t.children):
        return False  # "the Secretary and Foreign Minister of Nauru"
    first = _bearers_before(title, doc[title.left_edge.i + (title.left_edge.dep_ == "det") : title.i + 1])
    second = _bearers_before(title, doc[title.i + 2 : last.i + 1])
    return bool(first and second) and not first & second


def _bearers_before(end: Token, title: Span) -> set[str]:
    """The last words of the persons' names that a title has stood before: "Foreign Minister [Ek]", "Minister of Foreign
    Affairs Bo [Ek]"."""
    doc, words, found = title.doc, {t.lower_ for t in title}, set()
    for last in occurrences(doc, {title[-1].lower_}):
        if last.i >= end.i - 1:
            break
        name = next((t for t in doc[last.i + 1 : last.i + TOKENS_TO_NAME] if t.ent_type_ == "PERSON"), last.head)
        between = doc[last.i + 1 : name.i]
        field = not between or between[0].lower_ == "of"
        if name.i > last.i and field and all(t.is_title or t.lower_ in {"and", "of"} for t in between):
            while name.dep_ == "compound" and name.head.i > name.i:
                name = name.head
            told = doc[max(last.i + 1 - len(words), 0) : name.i]
            found |= {name.lower_} if words <= {t.lower_ for t in told} else set()
    return found


def _join_title(title: Token) -> None:
    last = title.head
    before = [c for c in last.children if c.i < title.i]
    title.head, title.dep_ = last.head, last.dep_
    last.head, last.dep_ = title, "conj"
    for child in before:
        child.head = title


def _reattach_for(preposition: Token) -> None:
    """ "asks in its letter [for a slower timetable]": what a verb asks for, attached to the noun between."""
    noun = preposition.head
    verb = noun.head.head
    if noun.head.dep_ != "prep" or verb.pos_ != "VERB" or verb.i > noun.i:
        return
    asks = _wants_for(verb.lemma_.casefold(), "VERB") and not any(c.lower_ == "for" for c in verb.children)
    if asks and not _wants_for(noun.lemma_.casefold(), "NOUN") and not any(
        c.dep_ in {"dobj", "ccomp", "xcomp", "nsubjpass"} for c in verb.children
    ):  # fmt: skip
        preposition.head = verb


def _reattach_of(preposition: Token) -> None:
    """ "Informed the chancellor [of the talks]", "accused the mayor [of fraud]": what somebody is told of or charged
    with, attached to the post of who is; not "the chancellor of the university", "the minister of mines, Bo Ek, of"."""
    post = preposition.head
    if post.head.lower_ == "of" and (post.pos_ == "PROPN" or post.lower_ in FIELDS_OF_POSTS):
        post = post.head.head  # "accused the president of Peru [of fraud]"
    matter = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if matter is None or post.lemma_.casefold() not in POSTS_WITHOUT_MATTERS or preposition.i < post.head.i:
        return
    has_charge = any(t.lower_ == "of" and t.head.dep_ != "pobj" and t.i > matter.i for t in post.head.subtree)
    is_field = bool({matter.lower_, matter.lemma_} & FIELDS_OF_POSTS)
    named = has_charge or is_field or matter.pos_ != "NOUN" or matter.lemma_ in lexicon.nominals()
    is_told = matter.tag_ == "NNS" or any(c.dep_ in {"det", "poss"} for c in matter.children)
    verbs = VERBS_OF_CHARGING_OR_DEPRIVING | (VERBS_OF_TELLING_OF if is_told else set())
    if not named and post.head.lemma_ in verbs:
        preposition.head = post.head
