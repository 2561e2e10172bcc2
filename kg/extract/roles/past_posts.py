"""Posts that are over, by the years named beside them or beside the verb, or by the tense of the verb."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster
from kg.extract.grammar.arcs import has_modal, logical_objects, objects_of, own_subjects
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.dating import dated
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import NOUN_SUBJECTS, tense
from kg.extract.roles.posts import Post
from kg.extract.text.document import document_of
from kg.extract.words.dates import when_within
from kg.extract.words.leaders import has_left_office
from kg.extract.words.lexicon import word_set
from kg.extract.words.offices import has_left_long_ago
from kg.model import ActorType

__all__ = [
    "has_ended",
    "is_ended_by_years",
    "is_ended_by_years_before",
    "is_over",
    "leaves_office",
    "served_once",
    "was_before",
]

WORDS_OF_POSTS_HELD = word_set("words-of-posts-held")
NOUNS_OF_LOSING_OFFICE = word_set("nouns-of-losing-office")
PREPOSITIONS_BEFORE_WHAT_IS_SO = word_set("prepositions-before-what-is-so")
NOUNS_OF_VIOLENT_ENDS = word_set("nouns-of-violent-ends")
VERBS_OF_WHAT_NEED_NOT_COME = word_set("verbs-of-what-need-not-come")
VERBS_OF_DYING = {"die", "perish"}
VERBS_OF_KILLING_SOMEBODY = word_set("verbs-of-killing-somebody")
VERBS_OF_GIVING_UP_A_SEAT = {"relinquish", "vacate"}
NOUNS_OF_TERMS = word_set("nouns-of-terms")
PREPOSITIONS_OF_BLAME = {"for", "over"}
WORDS_OF_BLAME = word_set("words-of-blame")
RELATIVE_PRONOUNS = {"who", "that"}
PARTICLES_OF_LEAVING = word_set("particles-of-leaving")
VERBS_OF_LEAVING_OFFICE = word_set("verbs-of-leaving-office")
VERBS_THAT_LEAVE_BY_PARTICLE = {"bow", "stand", "step"}
NOUNS_OF_POSTS = word_set("nouns-of-posts")
PAST_TAGS = {"VBD", "VBN"}
WORDS_FOR_NOW = {"now", "today"}
YEARS = re.compile(
    r"[\s,(]*(?:from (?:\w+ )?\d{4} (?:to|until|till|through)\b(?! (?:the )?(?:date|now|present|this|today)\b)"
    r"|between (?:\w+ )?\d{4} and\b|until (?:\w+ )?\d{4}\b|\d{4} ?[-–] ?\d{2,4}\b)",
    re.IGNORECASE,
)
"""Years after a post that has ended: "from 1977 to 1995", "1980–1987"."""
AT_THE_TIME = re.compile(r"at the time\b(?! (?:being|of (?:writing|publication|going))\b)", re.IGNORECASE)
OFFICE_LOST = re.compile(
    r"(?:prior to|before|until|till) (?:his|her|their) (?:death|resignation|retirement|dismissal)\b"
)
"""Words after a post that its holder has lost: "until her resignation"."""
COPULAS = {"be", "become"}
VERBS_OF_SERVING = {"serve", "work"}
YEARS_TO_LONG_AGO = 3
"""Years after which somebody who held a post in a dated event need not hold it any more."""
TOKENS_TO_YEARS = 8
"""Tokens after a post within which its years stand."""


def has_ended(doc: Doc, post: Post) -> bool:
    """Whether years right after a post end it: "mayor of Paris from 1977 to 1995"; not those after the document's date:
    "president until 2027"."""
    return _begins_with_years(doc, post.right)


def is_ended_by_years_before(post: Token) -> bool:
    """Whether years before the verb that gives somebody a post end it: "From 1948 to 1951, Bo Ek was the mayor"; not
    "From 2018 to 2019, the mayor went twice"."""
    verb = _verb_of_holding(post)
    if verb is None or verb.tag_ != "VBD":
        return False
    return any(c.dep_ == "prep" and c.i < verb.i and _begins_with_years(verb.doc, c.i) for c in verb.children)


def _was_held_until(post: Token) -> bool:
    """Whether a relative clause in the past tells until when somebody held a post: "Ek, who was [envoy] until March";
    not "until now", "who was to be envoy until March"."""
    verb = _verb_of_holding(post)
    if verb is None or verb.dep_ != "relcl" or verb.tag_ != "VBD":
        return False
    ends = (p for word in (verb, post) for p in objects_of(word, {"until", "till"}) if p.i > post.i)
    return any(p.ent_type_ == "DATE" and p.lower_ not in WORDS_FOR_NOW for p in ends)


def _verb_of_holding(post: Token) -> Token | None:
    """The verb that says who holds a post: "was the mayor", "worked as mayor"."""
    head = post.head
    if post.dep_ == "attr" and head.lemma_ in COPULAS:
        return head
    return head.head if post.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in VERBS_OF_SERVING else None


def _is_lost_by_now(doc: Doc, post: Post) -> bool:
    """Whether the words after a post say that its holder has lost it: "until her death"; not when that is to come,
    "until his retirement next year"."""
    words_after = doc[post.right : post.right + TOKENS_TO_YEARS]
    if OFFICE_LOST.match(words_after.text) is None:
        return False
    published = document_of(doc).when
    end = when_within(words_after.text, published) if published is not None else None
    return published is None or end is None or end.day <= published.last_day


def is_ended_by_years(verb: Token) -> bool:
    """Whether years beside a verb or its object end what the verb indicates: "led the team until 2019"; not "will
    lead it until 2030"."""
    if has_modal(verb):
        return False
    places = [c for word in (verb, *(c for c in verb.children if c.dep_ == "dobj")) for c in word.children]
    return any(c.i > verb.i and c.dep_ == "prep" and _begins_with_years(verb.doc, c.i) for c in places)


def _begins_with_years(doc: Doc, start: int) -> bool:
    """Whether the words from a token on are years that end what stands before them."""
    words_after = doc[start : min(start + TOKENS_TO_YEARS, len(doc))].text
    if YEARS.match(words_after) is None:
        return False
    date = document_of(doc).date
    return date is None or max(_years(words_after)) <= date.year


def was_before(doc: Doc, name: str, title: str, body: Cluster | None) -> bool:
    """Whether somebody of that name left the highest office that a title names before the document's date, so that the
    text is about the past: the office of the state that is the ``body``, where one is named."""
    published = document_of(doc).date
    is_state = body is None or (
        body.type == ActorType.STATE and body.gazetteer is not None and body.country is not None
    )
    if published is None or not is_state:
        return False  # "Premier Harper of Quebec": a state within one has leaders of its own
    office = (name, title, published.year, body.country if body is not None else None)
    return has_left_office(*office) or has_left_long_ago(*office)


def is_over(doc: Doc, post: Post, person: Token) -> bool:
    """Whether a post is over: by its years, by the words around it or the ``person``, who lost it or died, or by the
    year of what the person did: "X, who served as president", "President Ford nominated him in 1975"."""
    tokens_between = doc[person.i + 1 : post.start] if person.i < post.start else ()
    if any(served_once(token) for token in tokens_between) or has_ended(doc, post):
        return True
    if any(map(_is_lost, (person, doc[post.end - 1]))) or _leaves_place(person) or _was_held_until(doc[post.end - 1]):
        return True
    clauses = [c for t in (person, *_appositions(person)) for c in t.children if c.dep_ in {"relcl", "acl"}]
    if any(_tells_death(c) or _tells_end(c, post) for c in clauses):
        return True
    if AT_THE_TIME.match(doc[post.right : post.right + TOKENS_TO_YEARS].text) or _is_lost_by_now(doc, post):
        return True
    if is_ended_by_years_before(doc[post.end - 1]):
        return True
    if any(token.lower_ in WORDS_OF_POSTS_HELD for token in doc[max(post.left - 1, 0) : post.end]):
        return False
    published = document_of(doc).when
    date_of_event = dated((token for token in person.ancestors if _is_past(token)), published)
    return (
        published is not None
        and date_of_event is not None
        and date_of_event.day.year <= published.day.year - YEARS_TO_LONG_AGO
    )


def _is_lost(name_or_post: Token) -> bool:
    """Whether a person or post is named as lost, and the loss has happened: "after the resignation of [President]
    Ek", "of its [chair], Bo Ek"; not "they demanded the resignation of President Ek"."""
    preposition = name_or_post.head
    loss = preposition.head if name_or_post.dep_ == "pobj" and preposition.lower_ == "of" else name_or_post
    return loss.lemma_ in NOUNS_OF_LOSING_OFFICE | NOUNS_OF_VIOLENT_ENDS and _has_happened(loss)


def _leaves_place(person: Token) -> bool:
    """Whether somebody gave up a seat, or a term of theirs is named: "[MP] Ek vacated the seat", "during
    [President] Ek's tenure"."""
    if person.dep_ == "poss":
        return person.head.lemma_ in NOUNS_OF_TERMS
    verb = person.head.head if person.dep_ == "pobj" and person.head.dep_ == "agent" else person.head
    return verb.lemma_ in VERBS_OF_GIVING_UP_A_SEAT and verb.tag_ in PAST_TAGS


def _has_happened(loss: Token) -> bool:
    """Whether a loss is presented as one that has happened, and not as wanted or refused."""
    governor = loss.head
    if loss.dep_ == "pobj":
        is_result = governor.lower_ == "to" and governor.head.lemma_ == "lead" and _is_past(governor.head)
        is_blamed = governor.lower_ in PREPOSITIONS_OF_BLAME and governor.head.lemma_ in WORDS_OF_BLAME
        return governor.lower_ in PREPOSITIONS_BEFORE_WHAT_IS_SO or is_blamed or is_result
    if governor.lemma_ in VERBS_OF_WHAT_NEED_NOT_COME:
        return False
    return loss.dep_ in NOUN_SUBJECTS or (loss.dep_ == "dobj" and loss.lemma_ in NOUNS_OF_VIOLENT_ENDS)


def _tells_death(clause: Token) -> bool:
    """Whether a clause says that the person whom it modifies has died or was killed."""
    is_death = clause.lemma_ in VERBS_OF_DYING or (clause.lemma_ in VERBS_OF_KILLING_SOMEBODY and is_passive(clause))
    has_no_other_subject = all(c.lower_ in RELATIVE_PRONOUNS for c in own_subjects(clause))
    return is_death and has_no_other_subject and tense(clause) in PAST_TAGS and not is_negated(clause)


def _appositions(person: Token) -> list[Token]:
    return [c for c in person.children if c.dep_ == "appos" and c.pos_ == "NOUN"]


def _tells_end(clause: Token, post: Post) -> bool:
    """Whether a clause says that the person whom it modifies had the very post, or left it years ago: "Ambassador Ek,
    who served as [ambassador]", "who left the embassy in 2006"; not "who served as deputy ambassador", "who left a job
    at the embassy in 2006", nor "Peru's ambassador Ek, who served as"."""
    if any(c.lower_ not in RELATIVE_PRONOUNS for c in own_subjects(clause)) or is_negated(clause):
        return False
    title = clause.doc[post.start : post.end].text.casefold()
    if served_once(clause):
        return post.body is None and any(_is_title(t, title) for t in objects_of(clause, {"as"}))
    left = [*logical_objects(clause), *objects_of(clause, {"as", "at", "from"})]
    of_post = all(_is_title(t, title) or (t.lower_ in NOUNS_OF_POSTS and not _is_narrowed(t)) for t in left)
    is_left = leaves_office(clause) and (bool(left) or clause.lemma_ != "leave")  # not "left in 2006 for Geneva"
    if tense(clause) != "VBD" or not is_left or not of_post:
        return False
    published = document_of(clause.doc).when
    date = dated((clause,), published)
    return date is not None and (published is None or date.day.year < published.day.year)


def _is_title(noun: Token, title: str) -> bool:
    """Whether a phrase is no more than a title in lower case, with an article: "the [ambassador] to Mali"; not "the
    deputy ambassador", "president of the Senate"."""
    words = [t.text for t in noun.doc[noun.left_edge.i : noun.i + 1] if t.pos_ != "DET"]
    return " ".join(words).casefold() == title and not _is_narrowed(noun)


def _is_narrowed(noun: Token) -> bool:
    """Whether words after a noun for a post say which it is: "president [of] the Senate", "a job [at] a bank"."""
    return any(c.lower_ in {"as", "at", "of"} for c in noun.rights)


def leaves_office(verb: Token) -> bool:
    """Whether somebody leaves a post: "resigned as", "stepped down as"; not "stepped in as"."""
    has_particle = any(c.lower_ in PARTICLES_OF_LEAVING for c in verb.children)
    return verb.lemma_ in VERBS_OF_LEAVING_OFFICE and (has_particle or verb.lemma_ not in VERBS_THAT_LEAVE_BY_PARTICLE)


def _is_past(token: Token) -> bool:
    """Whether a token is a verb of what is over: "led", "was led"; not "has led", "is led"."""
    return token.pos_ == "VERB" and tense(token) in PAST_TAGS


def _years(words: str) -> list[int]:
    """The years in a text; one of two digits is in the century of the year before it.

    >>> _years("2024–28"), _years("from 1977 to 1995")
    ([2024, 2028], [1977, 1995])
    """
    shortened = re.sub(r"(\d\d)(\d\d)( ?[-–] ?)(\d\d)(?!\d)", r"\1\2\3\1\4", words)
    return [int(year) for year in re.findall(r"\d{4}", shortened)]


def served_once(verb: Token) -> bool:
    """Whether a verb is "serve" in the simple past, which is over: "served as president", not "has served"."""
    return verb.lemma_ == "serve" and verb.tag_ == "VBD"
