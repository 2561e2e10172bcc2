"""Whether a text asserts what a clause says: under "if", "whether", "denied that" or "no sign that" it does not."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_mark, has_own_subject, logical_objects, objects_of, own_subjects
from kg.extract.grammar.clause import is_passive, subjects
from kg.extract.grammar.conditions.inversion import is_inverted_condition
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.sentences import is_question
from kg.extract.grammar.tense import CLAUSAL, FINITE, SUBJECTS, is_infinitive, tense
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set

__all__ = [
    "asks_whether",
    "denies",
    "is_asked_for",
    "is_asked_whether",
    "is_asserted",
    "is_left_open",
    "is_nonfactual",
    "is_only_asked",
    "is_only_urged",
    "is_question_put",
    "is_told_untrue",
    "is_yes_no_question",
]

ARCS_TO_DENIAL = 6
"""How many arcs are climbed from a verb in search of a word that denies what it says."""
FALSEHOODS = {"disinformation", "misinformation", "propaganda"}
ADJECTIVES_OF_LIKELIHOOD = word_set("adjectives-of-likelihood")
MARKS_OF_OPEN_CLAUSES = word_set("marks-of-open-clauses")
MARKS_BETWEEN_CLAUSES = word_set("marks-between-clauses")
WHICH = {"WDT", "WP", "WP$", "WRB"}
ARCS_TO_VERB = {"xcomp", "acomp", "attr", "dobj", "prep", "pobj", "conj", "ccomp"}
"""Arcs from the words of a clause up to its verb."""
ARCS_TO_INFINITIVE = {"acomp", "attr", "conj", "xcomp"}
"""Arcs from a word of an infinitive that somebody is urged to up to its verb."""
ARCS_TO_QUESTION = {"ccomp", "dobj", "nsubj", "nsubjpass", "pcomp", "pobj", "prep", "relcl"}
"""Arcs from the words of a question up to the verb of asking."""
MARKS_OF_QUESTIONS = {"if", "whether"}
VERBS_OF_PLAIN_SAYING = word_set("verbs-of-plain-saying")
VERBS_OF_URGING = word_set("verbs-of-asking") | {"advise", "call"}
CLAUSES = {"ccomp", "xcomp", "conj", "advcl", "acl", "relcl", "acomp", "pcomp", "csubj"}


def is_nonfactual(predicate: Token) -> bool:
    """Whether the clause of ``predicate`` is asked, supposed, denied or merely rumoured."""
    return _nonfactual_kind(predicate) is not None


def is_told_untrue(predicate: Token) -> bool:
    """Whether the text says that the clause of ``predicate`` is untrue or has not come about: denied, rumoured,
    feigned, "has yet to". What is only asked or supposed may still be true."""
    return _nonfactual_kind(predicate) == "untrue"


def is_left_open(predicate: Token) -> bool:
    """Whether the text only asks or supposes that the clause of ``predicate`` is true."""
    return _nonfactual_kind(predicate) == "open"


def is_asserted(verb: Token) -> bool:
    """Whether nothing denies what ``verb`` says: neither it nor a verb of which it is the infinitive or gerund is
    negated ("did not want to lead", "denies being", "ceased to lead"), and it is not `is_nonfactual`. What is hoped
    passes."""
    token = verb
    for _ in range(ARCS_TO_DENIAL):
        if is_negated(token):
            return False
        above = token.head
        if token.dep_ == "conj" and above.pos_ in CLAUSAL and not has_own_subject(token):
            joined = [c for c in above.children if c.dep_ == "cc" and c.i < token.i]
            if not any(c.lower_ in {"nor", "or"} for c in joined):
                break  # "did not resign but led it"
        elif token.dep_ in {"xcomp", "pcomp"} and above.pos_ in CLAUSAL | {"ADJ", "ADP"}:
            if above.lemma_ in word_set("verbs-of-leaving-undone") or above.lower_ == "without":
                return is_negated(above)
        else:
            break
        token = above
    return not is_nonfactual(verb)


def _nonfactual_kind(predicate: Token) -> str | None:  # noqa: PLR0911 - each construction answers at once
    """ "open" where it is asked or supposed whether a clause is true, "untrue" where that is denied, else None."""
    token, told = predicate, False
    for _ in range(ARCS_TO_DENIAL):
        marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"} and c.i < token.i}
        opened = marks & MARKS_OF_OPEN_CLAUSES and not _is_even_if(token)
        if is_inverted_condition(token) or is_asked_for(token) or opened:
            return "open"
        if token.dep_ not in CLAUSES or _stands_before_question(token) or _goes_on_saying(token):
            return "open" if told and is_yes_no_question(token) else None
        above = token.head
        if token.dep_ == "ccomp" and token.i > above.i and (denies(above) or _claims_falsely(above)):
            return "untrue"
        if token.dep_ in {"ccomp", "csubj"} and _is_called_false(above):
            return "untrue"
        if token.dep_ in {"acl", "relcl"}:
            told = has_mark(token, {"that"})
            return "untrue" if told and _names_no_fact(above) else None
        if token.dep_ == "xcomp" and (_feigns(above, token) or _is_unlikely(above)):
            return "untrue"
        if token.dep_ == "xcomp" and above.lemma_ in word_set("verbs-of-asking") and is_passive(above):
            return "open"  # "were invited to submit proposals": they have submitted none
        if token.dep_ == "xcomp" and above.lemma_ in {"have", "be"} and any(c.lower_ == "yet" for c in above.children):
            return "untrue"  # "has yet to agree"
        if above.pos_ not in CLAUSAL | {"ADJ"}:
            return None
        told = token.dep_ in {"ccomp", "csubj"} and above.lemma_ not in word_set("factive-verbs")
        token = above
    return None


def is_asked_for(clause: Token) -> bool:
    """Whether a clause is a question about a thing or person: "asked [what Peru wanted]"; not "asked why"."""
    return clause.dep_ == "ccomp" and clause.head.lemma_ == "ask" and clause.left_edge.tag_ in {"WDT", "WP"}


def is_question_put(verb: Token, matter: Token) -> bool:
    """Whether what somebody asks by ``verb`` is a question without "if" or "whether": "asked Peru [for how long it
    would pay]", "asked me [would I pay]"; not "asked for what was owed"."""
    clause = matter
    while clause.head != verb and clause.dep_ in ARCS_TO_QUESTION:
        clause = clause.head
    if clause.head != verb or clause.i < verb.i:
        return False
    if clause.dep_ in {"advcl", "ccomp"}:
        opening = next((c for c in clause.children if c.dep_ in {"aux", "csubj"} | SUBJECTS), clause)
        return opening.dep_ == "aux" and not is_infinitive(clause)
    return clause.lower_ == "for" and clause.nbor().lower_ == "how"


def asks_whether(clause: Token) -> bool:
    """Whether "if" or "whether" opens a clause, also where the parser hung it on a gerund as the subject: "if paying
    was right"."""
    gerunds = (c for c in clause.children if c.dep_ == "csubj")
    return any(has_mark(c, MARKS_OF_QUESTIONS) for c in (clause, *gerunds))


def is_yes_no_question(verb: Token) -> bool:
    """Whether a verb heads a yes-no question, behind a label or in quotation marks too: "Does that mean that Peru is
    against it?", "Q: Is Peru against it?"; not one with "why" or "how"."""
    label = next((t.i for t in reversed(verb.doc[verb.left_edge.i : verb.i]) if t.text == ":"), -1)
    below = [c for v in verb.children if v.dep_ == "ccomp" or _follows_its_auxiliary(v) for c in v.children]
    words = (c for c in (*verb.children, *below) if c.i > label)  # below: "is Peru going to pay?"
    opening = next((c for c in words if c.dep_ in SUBJECTS | {"aux"} or c.tag_ == "WRB"), verb)
    first = verb.i == label + 1 and label > 0
    inverted = verb.pos_ == "AUX" and (verb.i < opening.i or first)  # "Is Peru willing to pay?"
    return (opening.dep_ == "aux" or inverted) and (is_question(verb) or _has_question_mark(verb))


def _has_question_mark(verb: Token) -> bool:
    return any(c.text == "?" for c in verb.children)


def _follows_its_auxiliary(verb: Token) -> bool:
    """Whether a verb is an adverbial clause below its own auxiliary for the parser: "Are Peru and Chile [paying]?"."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.pos_ == "AUX" and verb.head.i < verb.left_edge.i


def is_only_asked(predicate: Token) -> bool:
    """Whether a text only asks whether the clause that ``predicate`` heads or belongs to is true, or what it is
    about."""
    return _lacks_object(predicate) or is_asked_whether(predicate)


def is_only_urged(predicate: Token) -> bool:
    """Whether a clause, or the infinitive above it, is only what somebody is urged to: "urged Peru to be [clear] that",
    "called on Peru to [say] so", "called for Peru to be [ready]"; not what somebody asks to do himself, nor "urged Peru
    to stop and [says] so"."""
    token = predicate
    for _ in range(ARCS_TO_DENIAL):
        above = token.head
        if is_infinitive(token) and above.lemma_ in VERBS_OF_URGING and token.i > above.i:
            return _urges_others(above, token)
        if token.dep_ not in ARCS_TO_INFINITIVE or tense(token) in FINITE:
            return False
        token = above
    return False


def _urges_others(verb: Token, infinitive: Token) -> bool:
    """Whether a verb of urging tells whom it urges to what the infinitive says; not "encouraged to see", "called Peru
    on Monday to say"."""
    if infinitive.dep_ not in {"advcl", "ccomp", "xcomp"}:
        return False
    called_on = any(t.i < infinitive.i for t in objects_of(verb, {"on", "upon"}))
    wanted = has_own_subject(infinitive) and has_mark(infinitive, {"for"})
    if called_on or wanted or infinitive.dep_ == "advcl":
        return called_on or wanted
    asked = verb.lemma_ != "call" and any(t.i < infinitive.i for t in logical_objects(verb))
    return asked and not (verb.lemma_ == "encourage" and is_passive(verb))


def is_asked_whether(predicate: Token) -> bool:
    """Whether a sentence, or its part after a colon ("QUESTION: Does Peru oppose it?") or in quotation marks, only asks
    whether the clause that ``predicate`` heads or belongs to is true."""
    token = predicate
    while (token.dep_ in ARCS_TO_VERB or _follows_its_auxiliary(token)) and not _is_asked_apart(token):
        if _stands_before_question(token):
            return is_yes_no_question(token)
        above = token.head
        if token.dep_ == "ccomp" and (
            above.lemma_ in word_set("factive-verbs") or any(c.tag_ in WHICH for c in token.children)
        ):
            return False  # "Does Chile regret that Peru opposes it?", "Do you know why Peru opposes it?"
        token = above
    return _is_asked_apart(token) or (token.dep_ == "ROOT" and is_yes_no_question(token))


def _lacks_object(predicate: Token) -> bool:
    """ "What is Peru [prepared] to offer?": what is asked is the object."""
    over = [predicate]
    while over[-1].dep_ in {"acomp", "xcomp"}:
        over.append(over[-1].head)
    acting = any(c.dep_ in SUBJECTS and c.tag_ not in WHICH for word in over for c in word.children)
    return acting and any(c.tag_ == "WP" for c in over[-1].lefts) and is_question(predicate)


def _is_asked_apart(clause: Token) -> bool:
    """Whether a clause is a question behind a colon, or with a question mark of its own."""
    behind_colon = clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text == ":"
    return (behind_colon or _has_question_mark(clause)) and is_yes_no_question(clause)


def _stands_before_question(clause: Token) -> bool:
    """Whether a clause stands before a mark behind which its sentence only then asks something: "Peru [met] Chile; will
    Bolivia follow?"."""
    over = clause.head
    behind = clause.doc[clause.i + 1 : over.i]
    marked = any(t.text in MARKS_BETWEEN_CLAUSES and t.head.i in {clause.i, over.i} for t in behind)
    return clause.dep_ == "ccomp" and marked and is_yes_no_question(over)


def _feigns(verb: Token, infinitive: Token) -> bool:
    """ "Pretended to [pay]", "failed to [pay]"; not "never fails to [say] that"."""
    says = verb.lemma_ == "fail" and is_negated(verb) and infinitive.lemma_ in lexicon.cues()
    return verb.lemma_ in word_set("verbs-of-pretence") and not says


def _goes_on_saying(verb: Token) -> bool:
    """Whether a participle tells what else is said, for the parser below what is denied: "denied that it fired,
    [saying] that Chile did"; not "denied that it wrote, [saying] so"."""
    is_participle = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_ in VERBS_OF_PLAIN_SAYING
    denied = is_participle and verb.i > verb.head.i and verb.head.dep_ == "ccomp" and denies(verb.head.head)
    return denied and any(c.dep_ == "ccomp" for c in verb.children)


def _is_unlikely(word: Token) -> bool:
    """ "Is unlikely to [accept]", "is not expected to [accept]"."""
    if word.lemma_ in ADJECTIVES_OF_LIKELIHOOD or (word.lemma_ == "expect" and is_passive(word)):
        return is_negated(word)
    return word.lemma_ == "unlikely"


def _is_even_if(clause: Token) -> bool:
    """ "Even if", "only if", "as if": no open condition."""
    return any(t.lower_ in {"even", "only", "as"} for t in clause.doc[max(0, clause.left_edge.i - 1) : clause.i])


def denies(verb: Token) -> bool:
    """Whether a verb presents the clause below it as untrue: "denied that", "doubts that", "nobody believes that"."""
    no = is_negated(verb) or any(s.lower_ in {"nobody", "none", "few"} for s in subjects(verb))
    if verb.lemma_ in word_set("verbs-that-deny"):
        return not no
    return no and verb.lemma_ in word_set("verbs-of-belief")


def _claims_falsely(verb: Token) -> bool:
    """ "Falsely claims that", "more disinformation, claiming that", "disinformation is spread, claiming that",
    "propaganda says that", "fabricated reports which say that"; not "fights disinformation, saying that"."""
    if verb.lemma_ not in word_set("verbs-of-mere-belief") | {"say"}:
        return False
    if any(c.lower_ in word_set("words-of-falsehood") for c in verb.children if c.dep_ == "advmod"):
        return True
    if any(s.lemma_.casefold() in FALSEHOODS for s in own_subjects(verb)):
        return True
    noun = verb.head
    if verb.dep_ == "advcl" and noun.lemma_ in word_set("verbs-of-spreading"):
        spread = (c for c in noun.children if c.dep_ in {"dobj", "nsubj", "nsubjpass"})
        noun = next((c for c in spread if c.lemma_.casefold() in FALSEHOODS), noun)
    return noun.pos_ == "NOUN" and verb.dep_ in {"acl", "relcl", "advcl"} and _is_of_falsehood(noun)


def _is_of_falsehood(noun: Token) -> bool:
    words = (noun, *(c for c in noun.children if c.i < noun.i))
    return any(t.lower_ in word_set("words-of-falsehood") for t in words)


def _is_called_false(being: Token) -> bool:
    """ "It [is] not true that", "it [is] a lie that", "that it paid [is] false"."""
    if being.lemma_ != "be":
        return False
    called = {c.lower_ for c in being.children if c.dep_ in {"acomp", "attr"}}
    no = any(c.lower_ == "no" for attr in being.children if attr.dep_ == "attr" for c in attr.children)
    if no or is_negated(being):
        return not called.isdisjoint(word_set("words-of-truth") - {"right"})  # "not right that it paid": it did
    return not called.isdisjoint(word_set("words-of-falsehood") | word_set("nouns-of-hearsay"))


def _names_no_fact(noun: Token) -> bool:
    """ "No sign that", "rumours that", "fabricated reports that", "disinformation that"; "dismissed reports that",
    "the claim that it paid is false"; not "no doubt that"."""
    denied = any(c.lower_ == "no" for c in noun.children) and noun.lemma_ not in word_set("nouns-of-doubt-and-denial")
    if denied or _is_of_falsehood(noun) or noun.lemma_ in word_set("nouns-of-hearsay"):
        return True
    if noun.dep_ == "nsubj" and _is_called_false(noun.head):
        return True
    return noun.dep_ == "dobj" and noun.head.lemma_ in word_set("verbs-that-deny")
