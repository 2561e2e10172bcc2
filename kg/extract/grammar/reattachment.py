"""Verbs and objects that the parser attached to the wrong verb, reattached once it is known who is named.

`kg.extract.grammar.repair` corrects what words and arcs alone show, before actors are looked for.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extract.grammar.arcs import (
    auxiliaries_of,
    first_conjunct,
    has_auxiliary,
    has_own_subject,
    is_rest_of,
    own_subject,
    own_subjects,
)
from kg.extract.grammar.clause import subject_heads
from kg.extract.grammar.name_heads import NAMED
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.remarks import attach_parted_subject, attach_with
from kg.extract.grammar.tense import CLAUSAL, tense
from kg.extract.text.memo import forget
from kg.extract.words import lexicon
from kg.extract.words.lexicon import cues
from kg.extract.words.verbs_of_saying import says_or_takes_a_stance

__all__ = ["reattach"]

WORDS_BEFORE_NEXT_SPEAKER = {", and", ", but", ", while"}


def reattach(doc: Doc) -> Doc:
    """Attach each verb to the verb that it continues, and each object to its own verb, so that every rule sees one
    tree."""
    for verb in doc:
        if _is_verb_after_and(verb):
            _join_to_verb(verb)
        if verb.pos_ not in CLAUSAL:
            continue
        if (first := _gerund_before_subject(verb)) is not None:
            name = verb.nbor(-1)
            verb.head, verb.dep_ = first, "conj"
            name.head, name.dep_ = verb, "nsubj"
        if _is_name_after_to(verb):
            _make_object_of_to(verb)
            continue
        _join_halves_of_clauses(verb)
        if attach_parted_subject(verb):
            continue
        attach_with(verb)
        thing = _object_before(verb)
        if thing is not None:
            thing.head, thing.dep_, verb.dep_ = verb.head, "dobj", "conj"
            continue
        matrix = _matrix_verb(verb) or _before_inserted_speech(verb) or _report_before(verb)
        if matrix is not None:
            for link in [c for c in verb.head.children if c.dep_ == "cc" and c.i in {verb.i - 1, verb.left_edge.i - 1}]:
                link.head = matrix
            verb.head, verb.dep_ = matrix, "conj"
            if not any(c.dep_ in {"aux", "auxpass"} for c in verb.children):
                verb.tag_ = {"VBN": "VBD", "VB": "VBP"}.get(verb.tag_, verb.tag_)
    forget(doc)
    return doc


def _is_verb_after_and(noun: Token) -> bool:
    """Whether what the parser reads as a plural noun is a verb, which no noun is like: "accuses Peru of breaking the
    pact and [warns] of a raid"; not "welcomes praise and [offers] of help"."""
    if noun.tag_ != "NNS" or noun.dep_ != "conj" or word_at(noun.doc, noun.i - 1) not in {"and", "but"}:
        return False
    is_only_verb = bool(lexicon.predicates_of(noun.lemma_, "VERB")) and not lexicon.predicates_of(noun.lemma_, "NOUN")
    above = _verb_before(noun)
    opens_content = word_at(noun.doc, noun.i + 1) in {"of", "that"}
    return is_only_verb and noun.lemma_ in cues() and opens_content and above is not None


def _verb_before(noun: Token) -> Token | None:
    """The verb in the present above a noun; None without one."""
    return next((t for t in noun.ancestors if t.tag_ == "VBZ" and t.i < noun.i and t.pos_ in CLAUSAL), None)


def _join_to_verb(noun: Token) -> None:
    above = _verb_before(noun)
    if above is not None:
        noun.nbor(-1).head = above
        noun.head, noun.tag_, noun.pos_ = above, "VBZ", "VERB"


def _gerund_before_subject(gerund: Token) -> Token | None:
    """The earlier gerund to whose object the parser joined the subject of this one: [leading] in "with Peru leading the
    talks and Chile calling a vote", where "the talks and Chile" was read as one list; None in "with Peru leading the
    talks and calling a vote", where this one has no subject."""
    name = gerund.nbor(-1) if gerund.i else gerund
    if gerund.tag_ != "VBG" or name.dep_ != "conj" or name.tag_ not in {"NNP", "NNPS"} or name.i not in NAMED(name.doc):
        return None
    first = first_conjunct(name).head if gerund.dep_ == "acl" else gerund.head
    held = gerund.dep_ in {"advcl", "conj"} or (gerund.dep_ == "acl" and gerund.head == name)
    absolute = first.tag_ == "VBG" and has_own_subject(first) and first.is_ancestor(name)
    joined = name.left_edge.i > 0 and name.left_edge.nbor(-1).dep_ == "cc"
    return first if held and absolute and joined and not has_own_subject(gerund) else None


def _join_halves_of_clauses(verb: Token) -> None:
    """Make one clause of two below a verb that the parser took for two things said: "said that the truce declared by
    Peru [was] false", "said she saw 'no use' and 'the truce [is] dead'"; and give a participle to the noun before it,
    not to the verb: "denied aid to people [detained] in Lima"."""
    told = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and c.pos_ in CLAUSAL]
    for first, second in pairwise(told):
        if _is_participle_of_subject(first) and is_rest_of(first, second) and not has_own_subject(second):
            _make_participle_of_subject(first, second)
        elif _ends_in_conjunction(first, second) and _is_unmarked(second):
            first.right_edge.head = first
            second.head, second.dep_ = first, "conj"
    for clause in told:
        noun = clause.nbor(-1)
        if clause.head == verb and _may_modify(clause) and _is_in_object(noun, verb):
            clause.head, clause.dep_, clause.tag_ = noun, "acl", "VBN"


def _is_participle_of_subject(clause: Token) -> bool:
    """Whether the verb of a clause may be a participle of its subject: "the truce [declared] by Peru"."""
    return (
        clause.tag_ in {"VBN", "VBD"}
        and own_subject(clause) is not None
        and not any(c.dep_ in {"aux", "auxpass", "dobj", "ccomp", "neg"} for c in clause.children)
    )


def _make_participle_of_subject(clause: Token, rest: Token) -> None:
    subject = own_subject(clause)
    if subject is None:
        return
    for child in [c for c in clause.children if c.i < clause.i]:
        child.head = rest
    subject.dep_ = "nsubj"
    clause.head, clause.dep_, clause.tag_ = subject, "acl", "VBN"


def _ends_in_conjunction(clause: Token, second: Token) -> bool:
    """Whether a clause ends in the "and" that joins another one to it; after a comma, it may join that to the verb of
    saying: "said it was late, and [Chile] left"."""
    last = clause.right_edge
    return last.dep_ == "cc" and last.i + 1 == second.left_edge.i and word_at(last.doc, last.i - 1) != ","


def _is_unmarked(clause: Token) -> bool:
    return not any(c.dep_ == "mark" for c in clause.children)


def _may_modify(verb: Token) -> bool:
    """Whether a verb may be a participle of the noun before it: no subject, mark or auxiliary opens its clause, and it
    has no object."""
    bare = verb.left_edge.i == verb.i and not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children)
    return verb.tag_ in {"VBN", "VBD"} and bare


def _is_in_object(noun: Token, verb: Token) -> bool:
    """Whether a noun is the last word of a verb's object, or of a phrase after it: "denied aid to [people]"."""
    after = [c for c in verb.children if verb.i < c.i <= noun.i]
    over = any(c.i == noun.i or c.is_ancestor(noun) for c in after if c.dep_ in {"dative", "dobj", "prep"})
    return noun.pos_ in {"NOUN", "PROPN"} and over and any(c.dep_ == "dobj" for c in after)


def _is_name_after_to(verb: Token) -> bool:
    """ "Its proposal to [ECOWAS] for a truce": a name read as an infinitive."""
    if any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in verb.children):
        return False  # "its opposition to Defund the Police"
    after_to = word_at(verb.doc, verb.i - 1) == "to" and verb.nbor(-1).head.i == verb.i
    return after_to and verb.i in NAMED(verb.doc) and verb.head.i < verb.i - 1


def _make_object_of_to(name: Token) -> None:
    to, above = name.nbor(-1), name.head
    for child in [c for c in name.children if c.i > name.i]:
        child.head = above
    to.head, to.dep_, to.tag_ = above, "prep", "IN"
    name.head, name.dep_, name.tag_ = to, "pobj", "NNP"
    to.pos_, name.pos_ = "ADP", "PROPN"


def _matrix_verb(verb: Token) -> Token | None:
    """The verb that a conjunct continues, where the parser attached it to an embedded clause: in "said the fund should
    be audited and opposed the levy", "opposed" continues "said", for a past tense cannot stand under "should"."""
    if has_own_subject(verb) or (verb.dep_ != "conj" and not _is_active_participle(verb)):
        return None
    form = "VBP" if _is_plural_present(verb) else tense(verb)
    if form not in {"VBD", "VBZ", "VBP"} or _shares_auxiliary(verb):
        return None
    if _continues_saying(verb):
        return verb.head.head
    inner = first_conjunct(verb.head)
    if inner.pos_ in CLAUSAL and tense(inner) == form and tense(verb.head) == form:
        return inner.head if _continues_speech(verb, inner) else None
    above = inner
    for _ in range(6):
        if above.dep_ == "ROOT":
            return None
        above = above.head
        if above.pos_ in CLAUSAL and above.i < verb.i and tense(above) == form:
            return above
    return None


def _report_before(verb: Token) -> Token | None:
    """The report after which somebody else speaks, where the parser made this verb a part of what is reported: in "Peru
    said the rules are hard to apply, and Chile [asked] for simpler ones", "said"."""
    doc, told = verb.doc, first_conjunct(verb.head)
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or told.dep_ != "ccomp":
        return None
    over, speaker = told.head, own_subject(verb)
    if over.i > told.i or over.tag_ != "VBD" or over.lemma_.casefold() not in cues():
        return None
    opens = speaker is not None and doc[speaker.left_edge.i - 2 : speaker.left_edge.i].text in WORDS_BEFORE_NEXT_SPEAKER
    named = speaker is not None and speaker.i in NAMED(doc) and own_subject(over) is not None
    shifted = tense(told) != "VBD" and not has_auxiliary(told, {"had"})
    return over if opens and named and shifted and says_or_takes_a_stance(verb.lemma_.casefold()) else None


def _before_inserted_speech(verb: Token) -> Token | None:
    """The verb that a conjunct continues, where the parser attached it to an inserted attribution: in "the gunmen freed
    five, relatives said on Tuesday, but warned ..." the gunmen warned. After a quotation it is the speaker."""
    doc, said = verb.doc, verb.head
    if verb.dep_ != "conj" or said.pos_ not in CLAUSAL:
        return None
    speaker = next((c for c in said.children if c.dep_ == "nsubj" and c.i < said.i), None)
    link = next((c for c in said.children if c.dep_ == "cc" and said.i < c.i < verb.i), None)
    if speaker is None or link is None or has_own_subject(verb):
        return None
    before = doc[speaker.left_edge.i - 1]
    told = next((c for c in said.children if c.dep_ == "ccomp" and c.i < before.i), None)
    if told is None or before.text != "," or doc[link.i - 1].text != ",":
        return None
    return told if any(head.i in NAMED(doc) for head in subject_heads(told)) else None


def _object_before(verb: Token) -> Token | None:
    """The object of the verb above, taken for this verb's subject: "proposed [a fund], backed the ban"."""
    if verb.dep_ != "ccomp" or verb.head.i > verb.i or any(c.dep_ == "mark" for c in verb.children):
        return None
    first = own_subject(verb)
    if first is None or not verb.head.i < first.i < verb.i or first.pos_ == "PRON":
        return None
    if first.i in NAMED(verb.doc) and not any(c.lower_ in {"a", "an"} for c in first.children):
        return None
    at = first.i + 1 if word_at(verb.doc, first.i + 1) == "," else first.right_edge.i + 1
    closes = word_at(verb.doc, at) == "," and at < verb.i and verb.tag_ in {"VBD", "VBN", "VBZ", "VBP"}
    return first if closes and not auxiliaries_of(verb) else None


def _continues_speech(verb: Token, inner: Token) -> bool:
    """Whether a verb of stance after "agreed there were gaps", in the same tense, has the speaker for its subject:
    things do not support, urge or oppose."""
    own = own_subjects(inner)
    return (
        inner.dep_ == "ccomp"
        and inner.head.lemma_.casefold() in cues()
        and inner.head.i < inner.i
        and bool(own)
        and own[0].i not in NAMED(verb.doc)
        and (own[0].pos_ != "PRON" or own[0].dep_ == "expl")
        and says_or_takes_a_stance(verb.lemma_.casefold())
    )


def _continues_saying(verb: Token) -> bool:
    """Whether a verb continues a verb of saying: "said Peru had opposed the cap, and [expressed] regret"."""
    inner, doc = verb.head, verb.doc
    above = inner.head
    return (
        verb.dep_ == "conj"
        and inner.dep_ == "ccomp"
        and has_auxiliary(inner, {"had"})
        and not auxiliaries_of(verb)
        and (above.tag_ == "VBD" and above.lemma_.casefold() in cues())
        and (doc[verb.i - 1].dep_ == "cc" and doc[verb.i - 2].text == ",")
    )


def _is_plural_present(verb: Token) -> bool:
    """Whether what the parser read as an infinitive is coordinated with "is" or "was", as none can be: "denied that
    there is a ban and [say] that"."""
    bare = verb.tag_ == "VB" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return bare and verb.head.tag_ in {"VBZ", "VBD"}


def _shares_auxiliary(verb: Token) -> bool:
    """Whether what the parser read as a past tense may be a participle under the same "has": "confirmed that it has
    infected two and [killed] one", with no comma between and no verb of saying or stance."""
    joined = verb.doc[verb.i - 1].dep_ == "cc" and verb.doc[verb.i - 2].text != ","
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.head.children)
    return joined and perfect and verb.lower_.endswith("ed") and not says_or_takes_a_stance(verb.lemma_.casefold())


def _is_active_participle(verb: Token) -> bool:
    """Whether what the parser read as a participle after a comma has an object, and so continues the verb before:
    "proposed a fund, [opposed the levy]"."""
    return (
        verb.dep_ in {"amod", "acl"}
        and verb.tag_ == "VBN"
        and word_at(verb.doc, verb.i - 1) == ","
        and any(c.dep_ == "dobj" for c in verb.children)
    )
