"""Remarks about supporters and opponents of the main holder: ", supported by X and opposed by Y,", ", with X,".

The bulletins of conferences are full of them. The parser rarely ties them to the verb, so they are read word by word.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import STATES_AND_BLOCS, cluster_at
from kg.extract.actors.genre import is_bulletin
from kg.extract.actors.lists.lists import ends_name, listed, mentions_by_start
from kg.extract.frames.factuality.counterfactual import is_opposed
from kg.extract.grammar.occurrences import after_article, lowered, occurrences, word_at
from kg.extract.grammar.phrase import renames
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.words.lexicon import rows, word_set
from kg.model import Stance

__all__ = ["SIDE_STANCE", "Remarks", "Sides", "is_mere_ally", "parts_another_clause", "side_remarks"]

type Remarks = list[tuple[str, list[Token]]]
"""The word of each remark ("supported", "opposed", "with"), and those named in it."""
type Sides = dict[int, Remarks]
"""The remarks by the token at which they stand."""

SIDE_STANCE = {row["word"]: Stance(row["stance"]) for row in rows("stances/side_remarks")}
"""The stance that the word of a remark gives those named in it."""
PARTICIPLES_OF_ALLIES = word_set("participles-of-allies")

MAY_FOLLOW = {"VERB", "ADV", "ADP", "DET", "NOUN", "PROPN", "ADJ"}
"""Parts of speech after "and, with X,": a verb of the main holder, or a further matter of the verb before."""
CONJUNCTIONS_BEFORE_SIDE_REMARKS = word_set("conjunctions-before-side-remarks")
WORDS_OF_ASSENT = word_set("words-of-assent")
WORDS_OF_DISSENT = word_set("words-of-dissent")
ADVERBS_BEFORE_WITH = {"along", "together"}
CLAUSES_WITHIN = {"acl", "advcl", "ccomp", "conj", "relcl"}
"""Arcs to the verb of a clause within another, or of one joined to it."""
PERSONS = {"he", "she", "they"}
NEGATIONS = word_set("negations")
DEMONSTRATIVES = {"it", "that", "this"}
VERBS_OF_DISPUTES_AND_TALKS = (
    word_set("verbs-of-disagreeing") | word_set("meeting-verbs") | word_set("verbs-of-talking")
)
VERBS_OF_DEALINGS = VERBS_OF_DISPUTES_AND_TALKS | word_set("verbs-of-concluding")
"""What somebody does with others, so that those after "with" may be the other side."""
NOUNS_OF_DEALINGS = word_set("nouns-of-talking") | word_set("things-struck") | {"exchange"}
WORDS_FOR_MORE = {"others", "many", "several"}
PARTICIPLES_BESIDE_COMPANY = {"including", "representing", "speaking"}
"""Participles after "with X" that tell who X is or speaks for, not what X does."""


def is_mere_ally(doc: Doc, word: str, sign: str) -> bool:
    """Whether those in a side remark only back the main holder, and need not be against what it opposes: "Canada,
    [backed] by Japan, opposed the ban". In a bulletin they are against it too."""
    return word in PARTICIPLES_OF_ALLIES and sign == "against" and not is_bulletin(doc)


def side_remarks(doc: Doc) -> Sides:
    """The side remarks (", supported by X and opposed by Z," and ", with X,") by the token of their word."""
    remarks_at: Sides = {}
    for token in occurrences(doc, {*SIDE_STANCE, "with"}):
        word = token.lower_
        if word in SIDE_STANCE and word_at(doc, token.i + 1) == "by":
            word_before = word_at(doc, token.i - 1)
            if _is_clause_of_its_own(token):
                continue
            if (
                token.is_sent_start
                or word_before in {",", "("} | CONJUNCTIONS_BEFORE_SIDE_REMARKS
                or token.dep_ in {"acl", "advcl", "conj"}
            ) and not _modifies_matter(token):
                actors = _named_after_by(token)
                if actors:
                    remarks_at.setdefault(token.i, []).append((word, actors))
        elif word == "with" and (fronted := _named_at_front(token)):
            remarks_at.setdefault(token.sent.start, []).append(("with", fronted))
        elif word == "with" and token.i >= 2 and doc[token.i - 1].lower_ in ADVERBS_BEFORE_WITH:
            actors, end = listed(doc, token.i + 1)
            opens = token.i >= 3 and doc[token.i - 2].text == "," and cluster_at(doc[token.i - 3]) is not None
            if actors and opens and word_at(doc, end) == ",":
                remarks_at.setdefault(token.i, []).append(("with", actors))
        elif word == "with" and token.i >= 2 and doc[token.i - 1].text == ",":
            actors, end = listed(doc, token.i + 1 + _words_of_support(token))
            differing = _differing(doc, end) if actors else None
            closes = _closes(doc, end if differing is None else differing.i + 1)
            if actors and (
                ends_name(doc, token.i - 1)
                or cluster_at(doc[token.i - 2]) is not None
                or (closes and doc[token.i - 2].lower_ in {"and", "but"})
            ):
                if differing is None:
                    remarks_at.setdefault(token.i, []).append(("with", actors))
                elif closes and differing.lower_ in WORDS_OF_DISSENT:
                    remarks_at.setdefault(differing.i, []).append(("opposed", actors))
    return remarks_at


def parts_another_clause(doc: Doc, remark_at: int, verb: Token, speakers: Sequence[Token]) -> bool:
    """Whether a side remark before a verb stands within another clause, whose subject is none of the verb's
    ``speakers``, so that those in the remark join that subject: Chile is to help the Chair, and opposes nothing, in
    "Peru asked that the Chair, [with] Chile, prepare a text, and opposed the ban"."""
    token = doc[remark_at - 1]
    while token.is_punct and token.i > doc[remark_at].sent.start:
        token = token.nbor(-1)
    subject = next((t for t in (token, *token.ancestors) if t.dep_ in NOUN_SUBJECTS), None)
    if subject is None or subject.i > remark_at or subject in speakers:
        return False
    return remark_at < subject.head.i < verb.i and subject.head.dep_ in CLAUSES_WITHIN


def _closes(doc: Doc, end: int) -> bool:
    """Whether a comma closes a remark at the token ``end``, and what the main holder says may go on after it."""
    return word_at(doc, end) == "," and end + 1 < len(doc) and doc[end + 1].pos_ in MAY_FOLLOW


def _named_at_front(token: Token) -> list[Token]:
    """The states and blocs after a "with" that opens a sentence of a bulletin, if the subject or another remark follows
    them: "With [Mali] and [Chad], Fiji objected", "Together with [Mali], but opposed by Chad, he objected"."""
    doc, sentence_start = token.doc, token.sent.start
    if token.i - sentence_start != (doc[sentence_start].lower_ in ADVERBS_BEFORE_WITH) or not is_bulletin(doc):
        return []
    actors, end = listed(doc, token.i + 1)
    if not any(t.lower_ in {"and", "&"} for t in doc[token.i + 1 : end]):
        end = next((i for i in range(token.i + 1, end) if doc[i].text == ","), end)  # "With Mali, Fiji objected"
    elif word_at(doc, end) != "," and doc[end - 1].lower_ not in CONJUNCTIONS_BEFORE_SIDE_REMARKS:
        commas = [i for i in range(token.i + 1, end) if doc[i].text == ","]
        end = commas[-1] if commas else end  # "With Mali, Fiji and Chad objected"
    actors = [t for t in actors if t.i < end]
    after = end + (word_at(doc, end) == ",")
    # "With China, the US demanded a deal" may tell with whom
    is_company = len(actors) > 1 or token.i > sentence_start or doc[end - 1].lower_ in WORDS_FOR_MORE
    goes_on = is_company and after > end and _takes_side(doc, after_article(doc, after))
    has_next_remark = word_at(doc, after) in CONJUNCTIONS_BEFORE_SIDE_REMARKS and word_at(doc, after + 1) in SIDE_STANCE
    are_parties = all((c := cluster_at(t)) is not None and c.type in STATES_AND_BLOCS for t in actors)
    return actors if are_parties and (goes_on or has_next_remark) else []


def _takes_side(doc: Doc, start: int) -> bool:
    """Whether the actor at a token is the subject of a sentence that others may join: "[Chad] rejected it"; not "[Chad]
    differed on it", "[Chad] called for talks" or "[Chad] was criticized", with whom somebody is in another way."""
    mention = mentions_by_start(doc).get(start)
    if mention is None and word_at(doc, start) not in PERSONS:
        return False
    subject = doc[start if mention is None else mention.head]
    verb = subject.head
    if subject.dep_ != "nsubj" or verb.dep_ != "ROOT" or verb.pos_ != "VERB" or verb.lemma_ in VERBS_OF_DEALINGS:
        return False
    objects = [c for t in (verb, *verb.children) for c in t.children if c.dep_ in {"dobj", "pobj"}]
    return not any(c.lemma_ in NOUNS_OF_DEALINGS for c in objects)


def _differing(doc: Doc, end: int) -> Token | None:
    """The word after "with" and its list, which ends before token ``end``, that tells that those listed do not side
    with the main holder: "with Peru [opposing],", "with Peru [reserving] its view,", "with Peru in [opposition],". None
    if they do: "with Peru,", "with Peru and others,", "with Peru agreeing,"."""
    i = end + (lowered(doc)[end : end + 2] == (",", "and") and word_at(doc, end + 2) in WORDS_FOR_MORE)
    while word_at(doc, i) in WORDS_FOR_MORE | {"and"} or (
        i < len(doc) and (doc[i].pos_ == "ADV" or doc[i].dep_ == "neg")
    ):
        if doc[i].lower_ in NEGATIONS:
            return doc[i]  # "with Peru no longer opposing,": it is neither with them nor against
        i += 1
    word = word_at(doc, i)
    if word == "in":
        i += 1
        while i < len(doc) and doc[i].pos_ == "ADJ":
            i += 1  # "in full agreement", "in particular"
        return None if word_at(doc, i) in WORDS_OF_ASSENT | {",", ""} else doc[i]
    if word in WORDS_OF_DISSENT:
        stood = word == "opposed" and word_at(doc, i + 1) not in {",", "to"}  # "with Peru and Fiji opposed the levy"
        return None if stood else doc[i]
    other = i < len(doc) and doc[i].tag_ == "VBG" and word not in PARTICIPLES_BESIDE_COMPANY
    return doc[i] if other and not _assents(doc, i) else None


def _assents(doc: Doc, at: int) -> bool:
    """Whether a participle tells, to the end of the remark, that somebody agrees with what is said: "agreeing,",
    "agreeing on this,", "following suit,"."""
    if lowered(doc)[at : at + 2] == ("following", "suit"):
        return word_at(doc, at + 2) == ","
    after = at + 1 + (word_at(doc, at + 1) in {"on", "with"})
    after += word_at(doc, after) in DEMONSTRATIVES
    return doc[at].lower_ in WORDS_OF_ASSENT and word_at(doc, after) == ","


def _named_after_by(token: Token) -> list[Token]:
    """Those named after "supported by". If that opens the sentence, a comma separates them from the subject: "Opposed
    by [Peru], Chile and Fiji left", "Opposed by [Peru, Chile and Fiji], (and backed by Oman,) Mali left"."""
    doc, start = token.doc, token.i + 2
    actors, end = listed(doc, start)
    opens = token.sent.start in {token.i, token.head.i} and doc[token.sent.start].lower_ in SIDE_STANCE
    comma = next((i for i in range(start, end) if doc[i].text == ","), end)
    goes_on = word_at(doc, end + 1) in CONJUNCTIONS_BEFORE_SIDE_REMARKS
    closed = word_at(doc, end) == "," and (goes_on or after_article(doc, end + 1) in mentions_by_start(doc))
    return [t for t in actors if t.i < comma] if opens and not closed else actors


def _words_of_support(token: Token) -> int:
    """How many words stand between "with" and the supporters: two in "with support from Peru"."""
    words = lowered(token.doc)[token.i + 1 : token.i + 3]
    return 2 if words in {("support", "from"), ("support", "of")} else 0


def _is_clause_of_its_own(token: Token) -> bool:
    """Whether a participle is the verb of a clause: "the view is shared by X", "was opposed by X and welcomed by Y"."""
    joined = token.head if token.dep_ == "conj" else None
    passive = joined is not None and any(c.dep_ in {"nsubjpass", "auxpass"} for c in joined.children)
    return passive or any(c.dep_ == "auxpass" for c in token.children)


def _modifies_matter(token: Token) -> bool:
    """Whether a participle modifies a matter: "a step favoured by Japan, resisted by Peru", "rejected the language
    supported by Cuba"."""
    participle = token.head if token.dep_ == "conj" else token
    if participle.dep_ not in {"acl", "relcl"}:
        return False
    noun = participle.head
    if renames(noun) or noun.pos_ != "NOUN" or cluster_at(noun) is not None or noun.lower_ in WORDS_FOR_MORE:
        return renames(noun)
    after_comma = word_at(noun.doc, participle.i - 1) == ","
    is_aside = after_comma and is_opposed(noun)  # "Peru opposed the plan, backed by Cuba"
    has_no_actor = all(cluster_at(t) is None for t in noun.doc[noun.left_edge.i : noun.i])
    return (noun.dep_ in {"pobj", "dobj"} and not is_aside) or (noun.dep_ in NOUN_SUBJECTS and has_no_actor)
