"""Posts whose field or body stands between the title and the holder's name: "President of the Republic of Mali Ali
Keita", "envoy to Peru Bo Ek", "Minister of Trade, Energy, and Mines Bo Ek"."""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Span, Token

from kg.extract.grammar.occurrences import is_possessive_mark, word_at
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import TokenMention, is_person, mentions_before, persons_by_start
from kg.extract.mentions.title_spans import TITLES, title_at, title_over, title_tokens
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import Match, MatchReason
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import cues, word_set
from kg.model import ActorType

__all__ = ["field_goes_on", "holder_at", "is_served", "is_told_apart", "past_post", "serves_holder"]

OPENERS = {"of", "to", "for"}
WORDS_BETWEEN_POSTS = OPENERS | {"the", "and"}
HONORIFICS = word_set("honorifics")
RANKS_OF_ENVOYS = word_set("ranks-of-envoys")
POSTS_OF_WHO_SERVES_ANOTHER = word_set("posts-of-who-serves-another")
POSTS_UNDER_PERSONS = word_set("posts-under-persons")
WORDS_OF_POSTS_NOT_HELD = word_set("words-of-posts-not-held")
KIN_OF_HOLDERS = word_set("kin-of-holders")
KINDS_OF_SUPERIORS = word_set("kinds-of-superiors")
POSTS_OF_ONE_STATE = word_set("posts-of-one-state")
VERBS_OF_SENDING = {"dispatch", "send"}
SENT_TO_BODIES = {"ambassador", "envoy", "representative"}
WORDS_OF_BODY = 10
"""Words, at most, in the name of a body or field."""


def holder_at(doc: Doc, end: int, names: Container[int]) -> int | None:
    """Where the holder's name begins after a title that ends at token ``end`` and its field; None where none follows.

    ``names`` are the tokens at which the names of persons begin.
    """
    at = end
    if at + 1 >= len(doc) or not (doc[at].lower_ in OPENERS or field_goes_on(doc, at)):
        return None
    last = min(end + WORDS_OF_BODY, len(doc) - 1)
    while at < last and at not in names and (_leads_on(doc, at) or doc[at].text == ","):
        at += 1
    if at not in names or not doc[at - 1].text[:1].isupper():
        return None
    *_, after_comma = " ".join(t.lower_ for t in doc[end:at]).rpartition(",")
    listed = "," in doc[end:at].text
    of_states = listed and _names_state(doc, end, at)
    return None if of_states or (listed and "and" not in after_comma.split()) else at


def past_post(doc: Doc, start: int, end: int) -> int:
    """Where the name begins in a span that opens with a body and a post: "OPEC Chair [Bo Ek]"; else ``start``."""
    posts = (post for post in TITLES(doc) if start < post[0] and post[1] <= end)
    return next((last for first, last in posts if gazetteer.lookup(doc[start:first].text)), start)


def _names_state(doc: Doc, start: int, end: int) -> bool:
    """Whether some of the words name a state, and so are no field: "President of [Chile], Peru, and Bolivia"."""
    return any(
        match.entry.type == ActorType.STATE and match.reason in {MatchReason.NAME, MatchReason.ALIAS}
        for match in _listed_matches(doc, start, end)
    )


def _listed_matches(doc: Doc, start: int, end: int) -> Iterator[Match]:
    """What the lists have for the words and the entities between two tokens."""
    for words in (*doc[start:end], *_entities_between(doc, start, end)):
        yield from gazetteer.lookup(words.text)


def _entities_between(doc: Doc, start: int, end: int) -> Iterator[Span]:
    """The entities between two tokens; a span's own ``ents`` go through all those of the document."""
    firsts = [i for i in range(start, end) if doc[i].ent_iob_ == "B"]
    lasts = (next((k for k in range(i + 1, len(doc)) if doc[k].ent_iob_ != "I"), len(doc)) for i in firsts)
    yield from (doc[first:last] for first, last in zip(firsts, lasts, strict=True) if last <= end)


def _leads_on(doc: Doc, index: int) -> bool:
    """Whether a word may stand between a post and its holder's name, as in "President of the People's Republic of"."""
    if doc[index].lower_ in HONORIFICS or (doc[index].lower_ in RANKS_OF_ENVOYS and doc[index].text[:1].isupper()):
        return True
    links = doc[index].lower_ in WORDS_BETWEEN_POSTS or is_possessive_mark(doc, index)
    return index not in title_tokens(doc) and (links or doc[index].text[:1].isupper() or _joins_field(doc, index))


def _joins_field(doc: Doc, index: int) -> bool:
    """Whether a hyphen stands between words of a field: "Asia-Pacific Trade"."""
    hyphen = doc[index].text == "-" and not doc[index].whitespace_ and 0 < index < len(doc) - 1
    return hyphen and doc[index + 1].text[:1].isupper()


def field_goes_on(doc: Doc, end: int) -> bool:
    """Whether the field in a listed title goes on after its end: "Minister of Trade [and Industry]"."""
    if end < 3 or end + 1 >= len(doc) or doc[end].lower_ != "and":
        return False
    if not {"of", "for"} & {t.lower_ for t in doc[end - 3 : end - 1]}:
        return False
    return doc[end + 1].text[:1].isupper() and doc[end + 1].ent_type_ != "PERSON" and end + 1 not in title_tokens(doc)


def _speaks_aside(doc: Doc, end: int) -> bool:
    """Whether the person whose name ends at token ``end`` only says the clause that is around the name: "the President,
    Bo Ek said, had left"."""
    if end >= len(doc) or doc[end].pos_ != "VERB" or doc[end].lemma_.casefold() not in cues():
        return False
    comma = next((i for i in range(end + 1, min(end + 5, len(doc) - 1)) if doc[i].text == ","), None)
    return comma is not None and doc[comma + 1].pos_ in {"AUX", "VERB"}


def is_told_apart(doc: Doc, title: int, name: TokenMention) -> bool:
    """Whether a name after a comma is not that of the holder of the title before it: "the President, Bo Ek said, had
    left", "Opening talks with the President, Bo Ek ...", "the Chilean President, Peruvian Minister Bo Ek". ``title`` is
    the last token of the title or its field."""
    return (
        _speaks_aside(doc, name.end)
        or _is_before_subject(doc, title, name.head, name.end)
        or _is_of_another_state(doc, title, name.start)
    )


def _is_of_another_state(doc: Doc, title: int, name: int) -> bool:
    """Whether the title before a comma is a leader's of one state, and another one right before the name of another;
    not "the Zimbabwe mediator, South African President Bo Ek", since a mediator may be of another state."""
    first_title = title_over(
        doc, next((i for i in range(title, title - WORDS_OF_BODY, -1) if i in title_tokens(doc)), -1)
    )
    second_title = title_over(doc, name - 1)
    comma = next((i for i in range(title + 1, name) if doc[i].text == ","), name)
    if (
        first_title is None
        or second_title is None
        or comma > second_title[0]
        or not _leads_or_represents(doc, *second_title)
    ):
        return False
    if not doc[first_title[0] : first_title[1]].text.casefold().endswith(tuple(POSTS_OF_ONE_STATE)):
        return False
    start = first_title[0]
    while start > 0 and _describes_post(doc, start - 1):
        start -= 1
    # "former banker", "French-born Ambassador"
    is_past = any(t.lower_ in WORDS_OF_POSTS_NOT_HELD or t.text == "-" for t in doc[comma : second_title[0]])
    owners, other_owners = _owners(doc, start, comma), _owners(doc, comma + 1, name)
    return (
        not is_past
        and None not in owners | other_owners
        and bool(owners and other_owners)
        and owners.isdisjoint(other_owners)
    )


def _leads_or_represents(doc: Doc, start: int, end: int) -> bool:
    """Whether a title is one that is held at a state rather than the occupation of somebody from there."""
    listed_title = title_at(doc, start)
    kind = listed_title[1].kind if listed_title is not None else ""
    return kind in {"head-of-state", "minister", "royal"} or doc[end - 1].lower_ in {"ambassador", "envoy", "leader"}


def _owners(doc: Doc, start: int, end: int) -> set[str | None]:
    """The countries of the states that some of the words name or derive from; None for another body."""
    entries = (match.entry for match in _listed_matches(doc, start, end))
    return {entry.country if entry.type == ActorType.STATE else None for entry in entries}


def is_served(doc: Doc, title: int, name: int) -> bool:
    """Whether the title that begins at token ``title`` may be that of the superior of the person named after it, at
    token ``name``: "Special Representative of the [Secretary-General] Bo Ek", "the aide to the Peruvian [President], Bo
    Ek". Nobody serves "Ana Ruiz, an aide to the [President] Bo Ek", nor a person who is known to have led a state."""
    person_named = persons_by_start(doc).get(name)
    title = next((i for i in range(title, name) if i in title_tokens(doc)), title)  # past modifiers: "army [General]"
    article = title - 1
    while article > 1 and _describes_post(doc, article):
        article -= 1
    opener = article - 1
    servant = _servant(doc, opener) if word_at(doc, article) == "the" and word_at(doc, opener) in OPENERS else None
    if servant is None or (person_named is not None and led_by(person_named.name) is not None):
        return False
    if article < title - 1 and not (_is_superiors_title(doc, title) and not _is_sent_to_body(doc, servant, opener)):
        return False
    if _is_one_of_several(doc, servant) or _is_sent(doc[servant]):
        return False
    is_plausible = "," in doc[title:name].text or doc[servant].lower_ not in KIN_OF_HOLDERS
    return is_plausible and not _is_of_named_person(doc, servant)


def _describes_post(doc: Doc, index: int) -> bool:
    """Whether a word may stand between an article and a title: "the [Russian] President", "the [UN] Secretary
    General"; no title."""
    title_there = title_at(doc, index)
    describes = doc[index].text == "-" or is_possessive_mark(doc, index) or doc[index].pos_ in {"ADJ", "NOUN", "PROPN"}
    return describes and (title_there is None or title_there[0] > index + 1 or title_there[1].kind == "honorific")


def _servant(doc: Doc, opener: int) -> int | None:
    """The post of somebody who serves another, or the kinship, that the preposition at token ``opener`` follows:
    "[adviser] for trade to", "[chief] of staff to"; None where it follows another word."""
    if [t.lower_ for t in doc[max(opener - 3, 0) : opener]] == ["chief", "of", "staff"]:
        return opener - 3
    servants = POSTS_OF_WHO_SERVES_ANOTHER | (POSTS_UNDER_PERSONS if doc[opener].lower_ == "to" else KIN_OF_HOLDERS)
    indices_before = (opener - 1, doc[opener].head.i)
    return next(
        (i for i in indices_before if opener - WORDS_OF_BODY < i < opener and word_at(doc, i) in servants), None
    )


def _is_superiors_title(doc: Doc, title: int) -> bool:
    """Whether a title is that of a superior rather than a rank before a name: "for the army [General] Bo Ek"."""
    title_there = title_at(doc, title)
    return title_there is not None and title_there[1].kind in KINDS_OF_SUPERIORS


def _is_sent_to_body(doc: Doc, servant: int, opener: int) -> bool:
    """Whether somebody is sent to the body before a title: "Representative to the United Nations [Minister] Bo Ek"."""
    return doc[opener].lower_ == "to" and doc[servant].lower_ in SENT_TO_BODIES


def _is_one_of_several(doc: Doc, servant: int) -> bool:
    """Whether somebody who serves another is presented as one of several: "[an aide] to the President Bo Ek"."""
    return any(t.lower_ in {"a", "an"} and t.i < servant for t in doc[servant].lefts)


def _is_sent(servant: Token) -> bool:
    """Whether somebody is sent to the holder of a post, who is the one named after it: "sent its [envoy] to the
    President, Bo Ek"."""
    return servant.dep_ == "dobj" and servant.head.lemma_ in VERBS_OF_SENDING


def _is_of_named_person(doc: Doc, servant: int) -> bool:
    """Whether a post is said of somebody with a name of their own: "Bo Ek, [aide] to the President Ana Ruiz", "was
    [adviser] to the President Ana Ruiz"; in "Minister Bo Ek, Special [Aide] to the President Ana Ruiz" they may be two
    of a list."""
    phrase_start = servant
    while (
        phrase_start > 0
        and not _ends_person(doc, phrase_start)
        and doc[phrase_start - 1].pos_ in {"ADJ", "DET", "NOUN", "PROPN"}
    ):
        phrase_start -= 1
    after_mark = (
        word_at(doc, phrase_start - 1) in {",", "("} and _ends_person(doc, phrase_start - 1) and doc[servant].is_lower
    )
    is_beside_name = _ends_person(doc, phrase_start) or after_mark
    return is_beside_name or word_at(doc, phrase_start - 1) == "as" or doc[servant].dep_ in {"attr", "oprd"}


def _ends_person(doc: Doc, index: int) -> bool:
    """Whether a person's name ends right before a token."""
    return any(map(is_person, mentions_before(doc, index)))


def serves_holder(doc: Doc, title: int) -> bool:
    """Whether the title that begins at token ``title`` is that of the superior of whoever holds the post before it:
    "adviser to the [President]"."""
    index = title - 1
    while index > max(title - 5, 0) and (doc[index].pos_ in {"ADJ", "DET", "PROPN"} or is_possessive_mark(doc, index)):
        index -= 1
    return index > 0 and doc[index].lower_ in OPENERS and index - 1 in title_tokens(doc)


def _is_before_subject(doc: Doc, title: int, head: int, end: int) -> bool:
    """Whether a title ends an adverbial phrase or clause, and the name after it is the subject: "Opening talks with the
    Peruvian president, Bo Ek praised ...". ``title`` is its last token, ``head`` that of the name, which ends at
    ``end``."""
    verb, ancestor = doc[head].head, doc[title]
    if doc[head].dep_ not in SUBJECTS or doc[end : end + 1].text == ",":
        return False
    while ancestor.head.i not in {ancestor.i, verb.i}:
        ancestor = ancestor.head
    is_reported = ancestor.dep_ == "ccomp" and ancestor.i < title  # "It was signed by the president, Bo Ek said"
    return ancestor.head.i == verb.i and (is_reported or ancestor.dep_ in {"advcl", "prep"})
