"""The body of a post that is named after its title, "head of the [Central Bank]", and the field of a post."""

from __future__ import annotations

from collections.abc import Container, Mapping

from spacy.tokens import Doc

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.grammar.occurrences import after_article, is_possessive_mark, word_at
from kg.extract.mentions.mention import TokenMention, mentions_over, persons_by_start
from kg.extract.mentions.organizations import ORGANIZATION_WORDS
from kg.extract.mentions.title_spans import title_over
from kg.extract.roles.bodies_in_titles import MODIFIERS, MODIFYING, POSSESSIVES_AND_WHOSE, body_mentions
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "body_after_title",
    "is_abbreviation",
    "is_after_field",
    "is_field",
    "is_sent_to",
    "is_state_sent_to",
    "named_before_brackets",
]

RANKS_OF_ENVOYS = word_set("ranks-of-envoys")
WORDS_OF_WHO_ARE_SENT = {"envoy", "special"}
PARTS_OF_BODIES_WITHOUT_NAMES = word_set("parts-of-bodies-without-names")
PREPOSITIONS_OF_PLACES = {"of", "at"}
PREPOSITIONS_OF_TASKS = word_set("prepositions-of-tasks")
ENDINGS_OF_OWNERSHIP = word_set("endings-of-ownership")
STATES_WITH_ARTICLES = word_set("states-with-articles")
LAST_WORDS_OF_FIELDS = word_set("words-that-end-fields") | {"cooperation", "policy"}
WORDS_TO_BODY = 14
"""Words after a title within which its body is looked for."""


def body_after_title(
    doc: Doc, starts: dict[int, TokenMention], end: int, body: Cluster | None, how: str, kind: str
) -> tuple[int, Cluster | None, str]:
    """The body of a post that may be named after its title, "of the Central Bank", "for foreign affairs of Chile":
    where the phrase ends, the body, and how it is named.

    The title, of this ``kind`` (see `kg.extract.roles.posts.Post`), ends before token ``end``. ``starts`` is the first
    result of `body_mentions`. A ``body`` that is named already is only replaced by a more specific one.
    """
    body_mention, link = _named_after(doc, starts, end, kind)
    if body_mention is None:
        return end, body, how
    named_body = CLUSTER_OF(doc).get(body_mention.head)
    if named_body is None:
        return body_mention.end, body, how
    if body is None:
        return body_mention.end, named_body, "of" if link in PREPOSITIONS_OF_PLACES else "for"
    is_less_specific = how in {"before", "inside"} and body.type in {ActorType.STATE, ActorType.ORGANIZATION}
    if link in PREPOSITIONS_OF_PLACES and named_body.type != ActorType.STATE and is_less_specific:
        return body_mention.end, named_body, "of"
    return body_mention.end, body, how


def _named_after(doc: Doc, starts: dict[int, TokenMention], end: int, kind: str) -> tuple[TokenMention | None, str]:
    """The mention of the body after a title, and the preposition that ties it to the title: "of" or "at" if one of the
    prepositions on the way is. If nothing follows a unit without a name, "head of the [sales department]", it is that.
    """
    i, link = end, ""
    unit: TokenMention | None = None
    people = persons_by_start(doc)  # a body after a name is that of the person named
    while i < len(doc) and i < end + WORDS_TO_BODY and i not in people:
        token = doc[i]
        if token.lower_ in PREPOSITIONS_OF_PLACES | PREPOSITIONS_OF_TASKS:
            link = token.lower_ if not link or {token.lower_, link} & PREPOSITIONS_OF_PLACES else link
        mention = starts.get(i)
        if mention is not None and doc[mention.end : mention.end + 2].text in ENDINGS_OF_OWNERSHIP:
            i = mention.end + 2  # "of the state-owned Sonamar"
        elif mention is not None and _opens_longer_name(doc, mention):
            i = mention.end  # "director of the China program at the Volta Center"
        elif mention is not None and link:
            if unit is None and _is_unit(doc, mention):
                unit = mention
            elif not (
                _modifies_later_noun(doc, mention)
                or is_field(doc, mention, kind)
                or _owns_name(doc, mention, people)
                or (link == "for" and kind != "spokesperson" and _is_field_at_body(doc, starts, mention))
            ):
                return mention, link
            i = mention.end
        elif mention is None and i > end and is_abbreviation(doc, i):
            i += 3
        elif _ends_title(doc, i) or (link == "" and i > end):
            break
        else:
            i += 1
    return unit, link


def _is_unit(doc: Doc, mention: TokenMention) -> bool:
    """Whether a mention is a part without a name of its own, of a body that may follow: "of the [sales department] of
    Sonamar"."""
    return mention.reason == MentionReason.NOMINAL and doc[mention.head].lower_ in PARTS_OF_BODIES_WITHOUT_NAMES


def _opens_longer_name(doc: Doc, mention: TokenMention) -> bool:
    """Whether an article before the name of a state says that it begins that of something else: "the [China] and the
    World Program"; not "the Philippines", "the Sudan", "the US"."""
    head = doc[mention.head]
    is_bare = mention.type == ActorType.STATE and mention.reason == MentionReason.NAME and head.text.istitle()
    is_one_word = word_at(doc, mention.head - 1) == "the" and head.i + 1 == mention.end
    return is_bare and is_one_word and not head.lower_.endswith("s") and head.lower_ not in STATES_WITH_ARTICLES


def is_after_field(doc: Doc, start: int) -> bool:
    """Whether a rank follows the field of an envoy, and so nothing before it is its own: "Special Envoy for Sudan
    [Ambassador] Bo Ek"."""
    if doc[start].lower_ not in RANKS_OF_ENVOYS:
        return False
    index = start - 1
    while index > 0 and (doc[index].text[:1].isupper() or doc[index].lower_ in {"and", "the", "of", "-"}):
        index -= 1
    title = title_over(doc, index - 1)
    return doc[index].lower_ == "for" and title is not None and is_sent_to(doc, *title)


def is_sent_to(doc: Doc, start: int, end: int) -> bool:
    """Whether a title is one of somebody sent, for whom "for" says where to: "special representative for"."""
    return not {t.lower_ for t in doc[start:end]}.isdisjoint(WORDS_OF_WHO_ARE_SENT)


def is_state_sent_to(doc: Doc, start: int, end: int, body: Cluster | None) -> bool:
    """Whether a state after "for" and a title is where its holder is sent, who acts for another."""
    return body is not None and body.type == ActorType.STATE and is_sent_to(doc, start, end)


def is_abbreviation(doc: Doc, i: int) -> bool:
    """Whether an abbreviation in brackets begins at token ``i``: "(WHO)"."""
    return i + 2 < len(doc) and doc[i].text == "(" and doc[i + 2].text == ")" and doc[i + 1].text.isupper()


def named_before_brackets(doc: Doc, end: int) -> TokenMention | None:
    """The mention of a body with its abbreviation in brackets that end before token ``end``: "[Volta Fund] (VF)"."""
    opening = end - 3
    body_mention = body_mentions(doc)[1].get(opening - 1) if opening > 0 and is_abbreviation(doc, opening) else None
    return body_mention if body_mention is not None and body_mention.end == opening else None


def _ends_title(doc: Doc, i: int) -> bool:
    """Whether a title, with the words that tie it to a body, ends before token ``i``."""
    token = doc[i]
    goes_on = (
        token.pos_ in {*MODIFIERS, "DET", "ADP", "CCONJ", "PART", "PUNCT"} or token.lower_ in POSSESSIVES_AND_WHOSE
    )
    if not goes_on or (token.pos_ == "PUNCT" and token.text not in {"-", "'", "&"}):
        return True
    title = title_over(doc, i)
    return (token.pos_ == "ADP" and token.lower_ not in PREPOSITIONS_OF_PLACES | PREPOSITIONS_OF_TASKS) or (
        title is not None and title[0] == i
    )


def _modifies_later_noun(doc: Doc, mention: TokenMention) -> bool:
    """Whether the mention only modifies or owns a later noun of the phrase ("Asian affairs", "Iran's Quds Force")."""
    head = doc[mention.head]
    if any(m.type == ActorType.PERSON for m in mentions_over(doc, head.head.i)):
        return False
    modifies = head.dep_ in {*MODIFYING, "poss"} and head.head.i >= mention.end
    return modifies and all(t.pos_ in {*MODIFIERS, "PART", "PUNCT", "DET"} for t in doc[mention.end : head.head.i])


def _owns_name(doc: Doc, mention: TokenMention, people: Container[int]) -> bool:
    """Whether the mention owns the name right after it, however the parser attaches that: "Peru's Instituto"."""
    index_after = mention.end + 1
    if not is_possessive_mark(doc, mention.end) or index_after >= len(doc):
        return False
    return doc[index_after].pos_ == "PROPN" and index_after not in people


def is_field(doc: Doc, mention: TokenMention, kind: str) -> bool:
    """Whether a mention taken for an organization is a field: a minister's, "Minister of [Trade]", or by its last word
    that of others but spokespersons, "Director for [Economic Affairs]"; not "head of the Academy of [Cooperation]"."""
    words = {t.lower_ for t in doc[mention.start : mention.end]}
    ends_as_field = word_at(doc, mention.start - 1) == "for" and doc[mention.end - 1].lower_ in LAST_WORDS_OF_FIELDS
    return (
        (kind == "minister" or (kind != "spokesperson" and ends_as_field))
        and mention.entry is None
        and mention.type == ActorType.ORGANIZATION
        and not words & ORGANIZATION_WORDS
    )


def _is_field_at_body(doc: Doc, starts: Mapping[int, TokenMention], mention: TokenMention) -> bool:
    """Whether a mention taken for an organization is a field, since the body follows: "Director for [Water Affairs] at
    the Volta Fund"."""
    body_start = after_article(doc, mention.end + 1)
    return (
        is_field(doc, mention, "minister")
        and word_at(doc, mention.end) in PREPOSITIONS_OF_PLACES
        and body_start in starts
    )
