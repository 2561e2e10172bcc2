"""When something was done or said, by the dates attached to its verb or to a clause around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.grammar.arcs import complements, has_auxiliary, has_own_subject, logical_objects
from kg.extract.grammar.tense import CLAUSAL, TIMES, is_infinitive, tense
from kg.extract.words.dates import YEAR, when_within
from kg.extract.words.lexicon import word_set
from kg.model import Granularity, Stance, When

__all__ = ["dated", "dated_around"]

WORDS_THAT_PLACE_IN_TIME = word_set("words-that-place-in-time")
"""Prepositions that place in time; "until", "before" and "by" only bound it."""
STARTING = "from"
OCCASIONS = word_set("occasions")
"""Nouns for occasions at which something is said or done."""
AUXILIARIES_OF_WHAT_IS_TO_COME = word_set("auxiliaries-of-what-is-to-come")
ADVERBS_OF_DAYS = word_set("adverbs-of-days")
SEASONS = word_set("seasons")
YEARS_BESIDE = {"last year", "this year", "next year"}
"""Words for the year of a day or month before them, to which the parser does not attach them."""
VERBS_OF_PLANS = word_set("verbs-of-plans")
"""Verbs whose tense tells nothing about the day of what is planned: "planned a strike on Friday"."""
PRESENT = {"VBP", "VBZ"}
PAST = {"VBD", "VBN"}
STANCES_ON_WHAT_IS_TO_COME = {Stance.COMMIT, Stance.DEMAND, Stance.OFFER, Stance.PROPOSE, Stance.THREATEN}
STANCES_ON_WHAT_HAS_HAPPENED = {Stance.ACCUSE, Stance.CONCERN, Stance.OPPOSE, Stance.SUPPORT}
NOUNS_OF_WHAT_HAPPENED = word_set("nouns-of-what-happened")
NOUNS_OF_WHAT_IS_DECIDED_ON = word_set("nouns-of-what-is-decided-on")
VERBS_ON_WHAT_HAS_HAPPENED = word_set("verbs-on-what-has-happened")
PREPOSITIONS_WITHIN_EVENTS = word_set("prepositions-within-events")
AFTER_ALL_YEARS = When(dt.date(dt.MAXYEAR, 1, 1))
"""The day of publication of a text whose own is unknown: whatever year it tells is past."""
DAYS_OF_NEWS = 7
"""Days before publication within which a text in the present tense may tell of a day that is over."""
WRITINGS = word_set("writings") | word_set("issued-words")
OPENERS_OF_WHAT_IS_SAID_THERE = word_set("openers-of-what-is-said-there")
OPENERS_OF_WHAT_IS_AT_THE_SAME_TIME = word_set("openers-of-what-is-at-the-same-time")
OPENERS_OF_WHAT_CAME_BEFORE = word_set("openers-of-what-came-before")
"""Openers of a clause about something that came before its main clause, presumably in the same year."""


def dated(
    words: Iterable[Token],
    published: When | None,
    *,
    coming: bool = False,
    stance: Stance | None = None,
    apart: Token | None = None,
) -> When | None:
    """The first date attached to one of the words or its objects; None without one. Where the date of publication is
    unknown, only a date with its year counts; where it is a longer period, none that depends on the day within it.

    ``coming``: what the words tell of is still to come, whatever their tense. Beside a past tense ("announced a
    blockade on 3 May") the date is that of the telling, but one with "from" tells when it begins. ``stance``: the words
    have this stance on a matter, whose own date is not theirs: "demands a vote in June". ``apart``: an object that is
    not looked at.
    """
    published = published or AFTER_ALL_YEARS
    word_list = list(words)
    is_past = coming and any(_tells_past(word) for word in word_list)
    for word in word_list:
        is_to_come = _is_to_come(word)
        objects = (noun for noun in logical_objects(word) if noun != apart)
        for head in (word, *objects):
            for phrase in _phrases(head, is_dated=head is word):
                is_later = is_to_come or (coming and (phrase.starts or not is_past))
                date = _when(phrase, published, coming=is_later)
                if date is None or (stance is not None and _is_of_matter(phrase, word, date, published, stance)):
                    continue
                if is_later or coming or date.day <= published.last_day or not _tells_past(word):
                    return date
    past_verbs = (word for word in word_list if tense(word) in PAST)
    years = (when_within(year, published) for verb in past_verbs for year in _years_of_occasions(verb))
    return next((date for date in years if date is not None and date.day.year < published.day.year), None)


def _when(phrase: Phrase, published: When, *, coming: bool) -> When | None:
    """The date that a time expression gives; in a text whose day of publication is unknown only with its year."""
    date = when_within(phrase.words, published, coming=coming)
    if published == AFTER_ALL_YEARS and date is not None and str(date.day.year) not in YEAR.findall(phrase.words):
        return None
    return date


def _is_of_matter(phrase: Phrase, word: Token, date: When, published: When, stance: Stance) -> bool:
    """Whether a date behind a word of stance is that of its matter: in the present tense any that is not of these days
    or an earlier year, "supports a conference on 3 July"; of what is yet to be done, "demanded a vote in June", one
    without a year that is nearer in the future than in the past."""
    if _is_of_event(phrase, word, date, published, stance):
        return True
    if phrase.at <= word.i + 1:
        return False  # "In June Peru demanded a vote", "demanded in June that"
    is_to_come = stance in STANCES_ON_WHAT_IS_TO_COME
    if published == AFTER_ALL_YEARS and (tense(word) in PRESENT or is_to_come):
        return True
    if (is_to_come and _begins(date, published)) or published.day < date.day <= published.last_day:
        return is_to_come or word.doc[phrase.at].head != word  # the text may be of a day before or after it
    days_past = (published.last_day - date.day).days
    if tense(word) in PRESENT:
        of_these_days = 0 <= days_past <= DAYS_OF_NEWS and date.granularity != Granularity.YEAR
        return not (of_these_days or (YEAR.search(phrase.words) and date.day.year < published.day.year))
    if not is_to_come or days_past <= DAYS_OF_NEWS:
        return False
    if YEAR.search(phrase.words):
        return date.granularity == Granularity.YEAR and date.day.year == published.day.year
    next_date = when_within(phrase.words, published, coming=True)
    return next_date is not None and 0 < (next_date.day - published.last_day).days < days_past


def _begins(date: When, published: When) -> bool:
    """Whether a date is the first part of a longer period of publication; not of a week: "on Monday" is news in it."""
    is_shorter = date.last_day < published.last_day and published.granularity != Granularity.WEEK
    return date.day == published.day and is_shorter


def _is_of_event(phrase: Phrase, word: Token, date: When, published: When, stance: Stance) -> bool:
    """Whether a date that lies well before the text is that of an event on which a stance is taken: "welcomed the July
    2019 accord", "praised the signing of the pact in May 2015". Behind a past tense a mere year, or a day without its
    year, may be when it was praised."""
    if (published.last_day - date.day).days <= DAYS_OF_NEWS:
        return False
    with_year = YEAR.search(phrase.words) and (date.granularity != Granularity.YEAR or tense(word) in PRESENT)
    for noun in logical_objects(word):
        name = noun.lemma_.casefold()
        is_modified = any(c.dep_ in {"compound", "nmod", "poss"} and c.left_edge.i == phrase.at for c in noun.lefts)
        if is_modified and name not in WRITINGS | {"call"}:
            return True
        has_happened = name not in NOUNS_OF_WHAT_IS_DECIDED_ON or word.lemma_ in VERBS_ON_WHAT_HAS_HAPPENED
        if (
            with_year
            and stance in STANCES_ON_WHAT_HAS_HAPPENED
            and noun.i < phrase.at
            and name in NOUNS_OF_WHAT_HAPPENED
            and has_happened
            and _is_part_of_name(noun, phrase)
        ):
            return True
    return False


def _is_part_of_name(noun: Token, phrase: Phrase) -> bool:
    """Whether between an event and a date stand only nouns of the event: "the raid by Peru in [June 2014]"; not "the
    raid again in [June 2014]", "the raid before the Senate in [June 2014]", "the raid in public in [June 2014]"."""
    doc = noun.doc
    if doc[phrase.at].lower_ not in {"in", "on"} or doc[noun.i + 1].lower_ not in PREPOSITIONS_WITHIN_EVENTS:
        return False
    for token in doc[noun.i + 1 : phrase.at]:
        if token.is_punct or token.pos_ in {*CLAUSAL, "ADV"} or token.lemma_ in OCCASIONS | WRITINGS:
            return False
        if token.pos_ in {"ADP", "SCONJ"} and token.lower_ not in PREPOSITIONS_WITHIN_EVENTS:
            return False
        follower = doc[token.i + 1]
        if (
            token.lower_ in {"in", "on", "to"}
            and follower.pos_ != "PROPN"
            and (token.lower_, follower.pos_) != ("on", "DET")
        ):
            return False
    return True


def _years_of_occasions(verb: Token) -> Iterator[str]:
    """Years that the parser attached below an occasion: "proposed a ban at a meeting of the board in Lima in 1961"."""
    objects = logical_objects(verb)
    for place in (c for head in (verb, *objects) for c in head.children if c.dep_ == "prep" and c.i > verb.i):
        if place.lower_ in {"in", "at", "during"} and any(c.lemma_ in OCCASIONS for c in place.children):
            for noun in place.subtree:
                if YEAR.fullmatch(noun.text) and noun.dep_ == "pobj" and noun.head.lower_ == "in":
                    yield noun.text


def dated_around(word: Token, published: When | None, *, telling_counts: bool) -> When | None:
    """The date of a clause above or below that of the word, for a word without a date of its own.

    A day counts where both clauses tell of one event or of the same time ("invaded in May and ousted him"), an earlier
    year wherever it stands: "exports rose in 2003 after it lifted the ban". ``telling_counts``: whether the date
    of a verb of saying above is that of what is said.
    """
    published = published or AFTER_ALL_YEARS
    return _of_words_or_occasion(word, published) or _over(word, published, telling_counts) or _under(word, published)


def _of_words_or_occasion(word: Token, published: When) -> When | None:
    """The date of the speech or occasion whose relative clause tells what was said at it: "fined over a [2019] speech,
    in which he called for a strike"."""
    noun, opener = word.head, word.left_edge.lower_
    if word.dep_ != "relcl" or noun.lemma_.casefold() not in WRITINGS | OCCASIONS:
        return None
    if opener not in OPENERS_OF_WHAT_IS_SAID_THERE or tense(word) not in PAST:
        return None
    years = (c.text for c in noun.lefts if c.dep_ == "nummod" and YEAR.fullmatch(c.text))
    dates = (when_within(text, published) for text in (*years, *(p.words for p in _phrases(noun, is_dated=True))))
    return next((date for date in dates if date is not None and date.last_day <= published.last_day), None)


def _over(word: Token, published: When, telling_counts: bool) -> When | None:
    token, same_time = word, True
    while token.head.i != token.i:
        telling = token.dep_ == "ccomp"
        if not telling and (tense(token) in PRESENT or (token.tag_ == "VB" and token.dep_ == "conj")):
            return None  # what still holds
        same_time = same_time and (_is_one_with(token) or (telling and telling_counts))
        token = token.head
        date = dated((token,), published, apart=word) if token.pos_ in CLAUSAL else None
        if date is not None:
            is_when = date.day <= published.last_day and (same_time or date.day.year < published.day.year)
            return date if is_when else None
    return None


def _under(word: Token, published: When) -> When | None:
    for clause in word.children if tense(word) == "VBD" else ():
        if clause.dep_ == "advcl" and tense(clause) == "VBD":
            date, opener = dated((clause,), published), _opener(clause)
            earlier = date is not None and date.day.year < published.day.year
            if date is not None and (
                opener in OPENERS_OF_WHAT_IS_AT_THE_SAME_TIME or (earlier and opener in OPENERS_OF_WHAT_CAME_BEFORE)
            ):
                return date
    return None


def _is_one_with(clause: Token) -> bool:
    """Whether a clause tells of the same time as the clause above it."""
    if clause.dep_ == "conj":
        return not has_own_subject(clause)
    if clause.dep_ == "advcl":
        return _opener(clause) in OPENERS_OF_WHAT_IS_AT_THE_SAME_TIME or (clause.tag_ == "VBG" and not _opener(clause))
    if clause.pos_ == "NOUN":  # "voiced its support", "told it of its refusal"
        return clause.dep_ in {"dobj", "pobj"}
    if clause.dep_ == "acl":  # "adopted a resolution calling for a truce"
        return clause.tag_ == "VBG" and clause.head.dep_ == "dobj" and clause.head.lemma_ in WRITINGS
    return clause.dep_ in {"acomp", "xcomp"} or (clause.dep_ == "prep" and clause.lower_ == "of")


def _opener(clause: Token) -> str:
    return next((c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"} and c.i < clause.i), "")


def _is_to_come(verb: Token) -> bool:
    return is_infinitive(verb) or has_auxiliary(verb, AUXILIARIES_OF_WHAT_IS_TO_COME)


def _tells_past(verb: Token) -> bool:
    """Whether what the verb tells is over: "announced", "was announced", and not "planned"."""
    return tense(verb) in PAST and verb.lemma_ not in VERBS_OF_PLANS


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression, the index of the token ``at`` which it hangs on the dated word, and whether it tells when
    something ``starts``."""

    words: str
    at: int
    starts: bool = False


def _phrases(head: Token, *, is_dated: bool) -> Iterator[Phrase]:
    """The time expressions that modify a word. ``is_dated``: whether the word itself is dated, and not its object,
    which has a time of its own in "praised the law of 2015"."""
    below = [c for adverb in head.children if adverb.lower_ == "back" for c in adverb.children]  # "back in 2022"
    for child in (*head.children, *below):
        if child.dep_ in {"npadvmod", "advmod", "nmod", "compound", "poss"} and child.ent_type_ in TIMES:
            yield Phrase(_phrase(child), child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ in WORDS_THAT_PLACE_IN_TIME and (is_dated or child.lower_ != "of"):
            starts = child.lower_ == STARTING
            for noun in complements(child):
                if _tells_time(noun):
                    yield Phrase(_phrase(noun), child.i, starts)
        elif child.dep_ == "prep" and any(c.lower_ == "ago" for c in child.children):  # "over two years ago"
            yield Phrase(_phrase(child), child.i)
        elif child.lower_ in ADVERBS_OF_DAYS:
            yield Phrase(child.lower_, child.i)


def _tells_time(noun: Token) -> bool:
    """Whether the noun that a preposition governs tells a time, also a year that the model takes for a count ("in early
    2022"), or a season with its year. A number after another noun is none: "resolution 1973"."""
    if noun.ent_type_ == "CARDINAL":
        return YEAR.fullmatch(noun.text) is not None and all(c.dep_ == "amod" for c in noun.lefts)
    of_year = noun.lower_ in SEASONS and any(c.dep_ == "nummod" and YEAR.fullmatch(c.text) for c in noun.rights)
    return of_year or noun.ent_type_ in TIMES


def _phrase(token: Token) -> str:
    end = token.right_edge.i + 1
    end += 2 * (token.doc[end : end + 2].text.casefold() in YEARS_BESIDE)
    return str(token.doc[token.left_edge.i : end].text)
